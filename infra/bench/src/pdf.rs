//! One form as PDF, asked of the documents function's router: the first of a process, and the next ones.

use crate::{engines::Engines, meter::Meter, operations::Doors, report::Report, synthetic::Failure};
use std::time::Instant;

/// Forms of which the median counts.
const FORMS: usize = 25;

/// Measures and adds rows.
///
/// # Errors
/// A dossier cannot be taken in, or its form cannot be drawn.
pub async fn rows(engines: &Engines, report: &mut Report) -> Result<(), Failure> {
    let doors = Doors::new(engines.api(&Meter::default())?);
    let cookie = doors.sign_in("tn-hatu").await?;
    let mut paths = Vec::new();
    for number in 0..=FORMS {
        let code = doors.take_in(&cookie, 8_000 + number).await?;
        doors.accept(&cookie, &code).await?;
        paths.push(form_01(&code));
    }
    let mut times = Vec::new();
    let mut size = 0;
    // Each of another dossier: the typesetter remembers what it has drawn.
    for path in &paths {
        let began = Instant::now();
        size = doors.file(path, &cookie).await?;
        times.push(began.elapsed().as_secs_f64() * 1e3);
    }
    report.row("pdf.first", times.remove(0), "ms", None);
    times.sort_by(f64::total_cmp);
    report.row("pdf.next", times[FORMS / 2], "ms, median", None);
    report.row("pdf.size", size as f64 / 1e3, "KB", None);
    Ok(())
}

/// Where form 01 of a dossier is as PDF.
#[must_use]
pub fn form_01(code: &str) -> String {
    format!("/api/staff/dossiers/{code}/forms/01/pdf")
}
