//! Bytes that travel: the first visit of the public portal and of the staff portal, as brotli sends them.

use crate::{report::Report, synthetic::Failure};
use std::path::Path;

/// Adds rows for a built app: `public/` and `staff/`, each with `.br` twins.
///
/// # Errors
/// The app is not built.
pub fn rows(app: &Path, report: &mut Report) -> Result<(), Failure> {
    for (portal, [first_budget, wasm_budget, all_budget]) in
        [("public", [Some(150.0), Some(200.0), Some(250.0)]), ("staff", [None; 3])]
    {
        let (mut first, mut wasm, mut all, mut names) = (0_u64, 0_u64, 0_u64, 0_u64);
        // The page, and the files that it names, save those for later.
        let page = std::fs::read_to_string(app.join(portal).join("index.html"))
            .map_err(|error| format!("{}: {error}", app.join(portal).display()))?;
        all += std::fs::metadata(app.join(portal).join("index.html.br"))?.len();
        for entry in std::fs::read_dir(app.join(portal).join("assets"))? {
            let path = entry?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let Some(plain) = name.strip_suffix(".br") else { continue };
            let size = std::fs::metadata(&path)?.len();
            // What finds units by their names is fetched where a place is typed, by both portals.
            if plain.starts_with("names-") {
                names += size;
                continue;
            }
            let is_wasm = plain.ends_with(".wasm");
            if is_wasm {
                wasm += size;
            }
            if page.contains(plain) && !plain.starts_with("later-") {
                all += size;
                first += if is_wasm { size } else { 0 };
            }
        }
        if first == 0 {
            return Err(format!("{portal}: the page names no WASM").into());
        }
        report.row(&format!("bytes.{portal}.wasm"), first as f64 / 1000.0, "KB brotli", first_budget);
        report.row(&format!("bytes.{portal}.wasm.all"), wasm as f64 / 1000.0, "KB brotli", wasm_budget);
        report.row(&format!("bytes.{portal}.app"), all as f64 / 1000.0, "KB brotli", all_budget);
        report.row(&format!("bytes.{portal}.names"), names as f64 / 1000.0, "KB brotli", Some(40.0));
    }
    Ok(())
}
