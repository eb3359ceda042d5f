//! Dossiers of an old system from a CSV: see `infra/legacy/README.md`.

use super::json;
use api::Api;
use domain::legacy::ColumnMap;
use gateway::{
    HostError,
    import::{Import, Tally, run},
};
use indicatif::{ProgressBar, ProgressStyle};
use std::{
    fs::File,
    io::BufWriter,
    path::{Path, PathBuf},
};

/// Takes the file, or says only what would become of each of its lines. Fails when lines stay out.
pub async fn import(api: &Api, file: &Path, map: &Path, dry: bool) -> Result<(), HostError> {
    let map =
        ColumnMap::from_raw(&json(map)?).map_err(|error| HostError::Other(format!("{}: {error}", map.display())))?;
    let opened = File::open(file).map_err(HostError::file(file))?;
    let length = opened.metadata().map_err(HostError::file(file))?.len();
    let report_path = PathBuf::from(format!("{}.report.csv", file.display()));
    let report = File::create(&report_path).map_err(HostError::file(&report_path))?;
    // Drawn on a terminal only.
    let style = ProgressStyle::with_template("{bar:40} {percent}% {bytes}/{total_bytes} {elapsed} {eta}");
    let bar = ProgressBar::new(length).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let tally =
        run(&Import { api, map: &map, dry }, opened, BufWriter::new(report), |read| bar.set_position(read)).await?;
    bar.finish_and_clear();
    let Tally { lines, entered, doubtful, known, changed, wrong } = tally;
    let (will_vi, will_en) = if dry { ("sẽ nhập", "would be entered") } else { ("đã nhập", "entered") };
    println!(
        "{lines} dòng: {will_vi} {entered} (trong đó {doubtful} chờ điều phối), đã có {known}, khác lần trước {changed}, \
         không nhập {wrong} · {lines} lines: {will_en} {entered} ({doubtful} for coordination), known {known}, changed \
         {changed}, not entered {wrong}"
    );
    println!("Báo cáo từng dòng · Line by line: {}", report_path.display());
    if wrong == 0 {
        Ok(())
    } else {
        Err(HostError::Other(format!("{wrong} dòng không nhập được · lines stay out")))
    }
}
