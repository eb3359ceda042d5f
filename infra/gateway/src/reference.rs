//! Seeds the reference data at start, once for each version of files and program.

use crate::{HostError, data::DataFolder};
use api::{
    Api,
    seed::{self, Files},
};
use aws_lc_rs::digest;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use std::path::Path;

/// Name of the mark in the data folder.
const MARK: &str = "seeded";

/// Reads the raw files.
///
/// # Errors
/// [`HostError::File`] names the one that is missing.
pub fn read(folder: &Path) -> Result<Files, HostError> {
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path).map_err(HostError::file(path))
    };
    Ok(Files {
        procedures: read("procedures.json")?,
        labels: read("labels.json")?,
        units: read("units.json")?,
        calendar: read("calendar.json")?,
        timers: read("timers.json")?,
        lists: read("lists.json")?,
        statuses: read("statuses.json")?,
        accounts: read("accounts.json")?,
    })
}

/// Seeds unless exactly these files were seeded by exactly this program before; tells how many entries were written.
///
/// # Errors
/// [`HostError::Reference`] when a file does not compile; the table's.
pub async fn seed_once(api: &Api, folder: &Path, data: &DataFolder) -> Result<Option<usize>, HostError> {
    let files = read(folder)?;
    let version = version(&files);
    if data.read(MARK).as_deref() == Some(&version) {
        return Ok(None);
    }
    let written = seed::seed(api, &files).await?;
    data.write(MARK, version.as_bytes())?;
    Ok(Some(written))
}

/// A hash over the files and the program that compiles them.
fn version(files: &Files) -> String {
    let mut hash = digest::Context::new(&digest::SHA256);
    let Files { procedures, labels, units, calendar, timers, lists, statuses, accounts } = files;
    for text in [procedures, labels, units, calendar, timers, lists, statuses, accounts] {
        hash.update(&text.len().to_le_bytes());
        hash.update(text.as_bytes());
    }
    if let Ok(program) = std::env::current_exe().and_then(|path| path.metadata()).and_then(|about| about.modified())
        && let Ok(since) = program.duration_since(std::time::UNIX_EPOCH)
    {
        hash.update(&since.as_nanos().to_le_bytes());
    }
    URL_SAFE_NO_PAD.encode(hash.finish())
}
