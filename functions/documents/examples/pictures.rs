//! Draws every sample as PDF and PNG, to be looked at: `cargo run -p documents --example pictures -- FOLDER`.

#[path = "../tests/samples/mod.rs"]
mod samples;

use domain::slip::sheet::Paper;
use samples::common;
use std::path::Path;

/// Pixels of a point: 110 dots an inch.
const SCALE: f64 = 1.53;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("name a folder for the pictures")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    for (name, form) in samples::all() {
        for (paper, size) in [(Paper::A4, "a4"), (Paper::A5, "a5")] {
            if paper == Paper::A5 && !form.number().fits_a5() {
                continue;
            }
            let sheet = form.sheet();
            let at = "2026-11-17T01:00:00Z".parse()?;
            std::fs::write(folder.join(format!("{name}-{size}.pdf")), documents::print(&sheet, paper, at)?)?;
            let options =
                typst_render::RenderOptions { pixel_per_pt: typst::utils::Scalar::new(SCALE), render_bleed: false };
            for (page, at) in documents::typeset(&sheet, paper)?.pages().iter().zip(1..) {
                let picture = typst_render::render(page, &options).encode_png()?;
                std::fs::write(folder.join(format!("{name}-{size}-{at}.png")), picture)?;
            }
        }
    }
    Ok(())
}
