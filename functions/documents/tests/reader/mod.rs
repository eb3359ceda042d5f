//! Reads a PDF as a reader does: by interpreting its pages. The interpreter is the one that the typesetter brings for
//! embedded files, so the tests add no other.

use hayro::{
    RenderCache, RenderSettings,
    hayro_interpret::{
        BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
        PathDrawMode, SoftMask, font::Glyph, hayro_cmap::BfString, interpret_page,
    },
    hayro_syntax::Pdf,
    vello_cpu::{
        Pixmap,
        color::palette::css::WHITE,
        kurbo::{Affine, BezPath, Rect},
    },
};

/// A file that can be read.
pub struct File(Pdf);

impl File {
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Pdf::new(bytes).unwrap_or_else(|error| panic!("a PDF: {error:?}")))
    }

    /// Its text in the order in which it was drawn, a line of it on a line.
    pub fn text(&self) -> String {
        let mut text = Text::default();
        let cache = InterpreterCache::new();
        for page in self.0.pages().iter() {
            let everything = Rect::new(0.0, 0.0, 10_000.0, 10_000.0);
            let settings = InterpreterSettings::default();
            let mut context = Context::new(Affine::IDENTITY, everything, &cache, page.xref(), settings);
            interpret_page(page, &mut context, &mut text);
            text.ends_line();
        }
        text.read
    }

    /// Width and height of each page, in millimetres.
    pub fn sizes(&self) -> Vec<(u32, u32)> {
        let millimetres = |points: f32| (points * 25.4 / 72.0).round() as u32;
        let pages = self.0.pages();
        pages.iter().map(|page| page.render_dimensions()).map(|(x, y)| (millimetres(x), millimetres(y))).collect()
    }

    /// The first page as a picture, so many pixels a point.
    pub fn picture(&self, scale: f32) -> Pixmap {
        let settings = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
        let page = self.0.pages().first().expect("a page");
        hayro::render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings)
    }
}

#[derive(Default)]
struct Text {
    read: String,
    /// Where the last letter stood.
    at: Option<(f64, f64)>,
}

impl Text {
    fn ends_line(&mut self) {
        if !self.read.is_empty() && !self.read.ends_with('\n') {
            self.read.push('\n');
        }
        self.at = None;
    }
}

impl<'a> Device<'a> for Text {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        let place = (transform * glyph_transform).translation();
        // A letter before the last one, or on another height, begins a line or a cell.
        if self.at.is_some_and(|(x, y)| place.x < x || (place.y - y).abs() > 1.0) {
            self.ends_line();
        }
        self.at = Some((place.x, place.y));
        match glyph.as_unicode() {
            Some(BfString::Char(letter)) => self.read.push(letter),
            Some(BfString::String(letters)) => self.read.push_str(&letters),
            None => self.read.push('\u{FFFD}'),
        }
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
