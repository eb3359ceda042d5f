//! Bytes that travel: the first visit of the public portal and of the staff portal, as brotli sends them.

use crate::{report::Report, synthetic::Failure};
use std::path::Path;

/// Adds rows for a built app: `public/` and `staff/`, each with `.br` twins.
///
/// # Errors
/// The app is not built.
pub fn rows(app: &Path, report: &mut Report) -> Result<(), Failure> {
    for (portal, wasm_budget, all_budget) in [("public", Some(150.0), Some(250.0)), ("staff", None, None)] {
        let (mut wasm, mut all) = (0_u64, 0_u64);
        // The page, and the files that it names.
        let page = std::fs::read_to_string(app.join(portal).join("index.html"))
            .map_err(|error| format!("{}: {error}", app.join(portal).display()))?;
        all += std::fs::metadata(app.join(portal).join("index.html.br"))?.len();
        for entry in std::fs::read_dir(app.join(portal).join("assets"))? {
            let path = entry?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let Some(plain) = name.strip_suffix(".br").filter(|plain| page.contains(*plain)) else { continue };
            let size = std::fs::metadata(&path)?.len();
            all += size;
            if plain.ends_with(".wasm") {
                wasm += size;
            }
        }
        if wasm == 0 {
            return Err(format!("{portal}: the page names no WASM").into());
        }
        report.row(&format!("bytes.{portal}.wasm"), wasm as f64 / 1000.0, "KB brotli", wasm_budget);
        report.row(&format!("bytes.{portal}.app"), all as f64 / 1000.0, "KB brotli", all_budget);
    }
    Ok(())
}
