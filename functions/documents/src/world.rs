//! What the typesetter sees: one template, one sheet, three fonts. No file, no network, no clock.

use crate::{PrintError, qr};
use domain::slip::sheet::{Block, Paper, Sheet};
use serde::Serialize;
use std::sync::LazyLock;
use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

const TEMPLATE: &str = include_str!("sheet.typ");
/// Tinos has the metrics of Times New Roman, which Decree 30/2020 prescribes, and every Vietnamese letter; its licence
/// stands beside it. Only the letters used go into a PDF.
const FONTS: [&[u8]; 3] = [
    include_bytes!("../fonts/Tinos-Regular.ttf"),
    include_bytes!("../fonts/Tinos-Bold.ttf"),
    include_bytes!("../fonts/Tinos-Italic.ttf"),
];

/// Longest word that is not divided: longer ones would run out of their column.
const LONGEST_WORD: usize = 28;

static FIXED: LazyLock<Fixed> = LazyLock::new(Fixed::new);

/// What all forms share; made once, when the first one is drawn.
struct Fixed {
    standard: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Option<Source>,
    sheet: Option<FileId>,
    code: Option<FileId>,
}

impl Fixed {
    fn new() -> Self {
        let fonts: Vec<Font> = FONTS.into_iter().filter_map(|font| Font::new(Bytes::new(font), 0)).collect();
        let file = |name: &str| {
            let path = VirtualPath::new(name).ok()?;
            Some(RootedPath::new(VirtualRoot::Project, path).intern())
        };
        Self {
            standard: LazyHash::new(Library::builder().build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            template: file("sheet.typ").map(|id| Source::new(id, TEMPLATE.to_owned())),
            sheet: file("sheet.json"),
            code: file("code.svg"),
        }
    }
}

/// The desk at which one form is drawn.
pub(crate) struct Desk {
    main: FileId,
    sheet: Bytes,
    code: Bytes,
}

#[derive(Serialize)]
struct Given<'a> {
    paper: Paper,
    sheet: &'a Sheet,
}

impl Desk {
    pub(crate) fn new(sheet: &Sheet, paper: Paper) -> Result<Self, PrintError> {
        let url = sheet.blocks.iter().find_map(|block| match block {
            Block::Track { url, .. } => Some(url.as_str()),
            _ => None,
        });
        let mut given = serde_json::to_value(Given { paper, sheet })?;
        make_printable(&mut given);
        Ok(Self {
            main: FIXED.template.as_ref().map(Source::id).ok_or_else(|| crate::said("no template"))?,
            sheet: Bytes::new(serde_json::to_vec(&given)?),
            code: Bytes::from_string(qr::svg(url.unwrap_or_default())),
        })
    }
}

/// Makes every text fit to be printed: what no font has becomes a question mark, since PDF/A takes no letter without a
/// picture; long words may be divided, a zero-width space says where.
fn make_printable(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::String(text) => {
            if !text.chars().all(has_picture) {
                *text = text.chars().map(|letter| if has_picture(letter) { letter } else { '?' }).collect();
            }
            if text.split_whitespace().any(|word| word.chars().count() > LONGEST_WORD) {
                *text = divided(text);
            }
        }
        serde_json::Value::Array(values) => values.iter_mut().for_each(make_printable),
        serde_json::Value::Object(members) => members.values_mut().for_each(make_printable),
        _ => {}
    }
}

/// Whether every one of the fonts can draw a letter.
fn has_picture(letter: char) -> bool {
    let drawn = |font: &Font| font.info().coverage.contains(u32::from(letter));
    letter == '\n' || letter == '\t' || (!letter.is_control() && FIXED.fonts.iter().all(drawn))
}

fn divided(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut run = 0;
    for letter in text.chars() {
        run = if letter.is_whitespace() { 0 } else { run + 1 };
        if run > LONGEST_WORD {
            out.push('\u{200B}');
            run = 1;
        }
        out.push(letter);
    }
    out
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &FIXED.standard
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FIXED.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        FIXED.template.clone().filter(|template| template.id() == id).ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if Some(id) == FIXED.sheet {
            Ok(self.sheet.clone())
        } else if Some(id) == FIXED.code {
            Ok(self.code.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FIXED.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
