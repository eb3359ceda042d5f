//! Writes every sample of a form as PDF, to be looked at: `cargo run -p documents --example forms -- FOLDER`.

#[path = "../tests/samples/mod.rs"]
mod samples;

use domain::slip::sheet::Paper;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("name a folder for the forms")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    for (name, form) in samples::all() {
        for (paper, size) in [(Paper::A4, "a4"), (Paper::A5, "a5")] {
            if paper == Paper::A4 || form.number().fits_a5() {
                let pdf = documents::print(&form.sheet(), paper, "2026-11-17T01:00:00Z".parse()?)?;
                std::fs::write(folder.join(format!("{name}-{size}.pdf")), pdf)?;
            }
        }
    }
    Ok(())
}
