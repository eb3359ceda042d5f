//! Instructions per request, counted by callgrind, beside the bare program.

use crate::{
    drive::{OPERATIONS, Plan},
    engines::Engines,
    meter::Meter,
    operations::Doors,
    report::Report,
    rules,
    synthetic::Failure,
};
use std::{path::Path, process::Command};

/// The two counts whose difference is divided. What happens now and then (a table that grows, memory that is tidied up)
/// has to be spread over many.
const FEW: usize = 4;
const MANY: usize = 104;

/// Counts every operation and adds its rows. What callgrind wrote stays in the folder, one file for each count
/// (`submit-ours-14.callgrind`), for whoever wants to know where the instructions go.
///
/// # Errors
/// No valgrind, or a driver fails.
pub async fn rows(engines: &Engines, folder: &Path, report: &mut Report) -> Result<(), Failure> {
    let doors = Doors::new(engines.api(&Meter::default())?);
    let cookie = doors.sign_in("tn-hatu").await?;
    // A queue page of 50 and enough dossiers to forward: ours and bare, few and many, each with dossiers of its own.
    let mut accepted = Vec::new();
    for number in 0..60 {
        doors.take_in(&cookie, number).await?;
    }
    for number in 0..4 * (MANY + 4) {
        let code = doors.take_in(&cookie, 1_000 + number).await?;
        doors.accept(&cookie, &code).await?;
        accepted.push(code);
    }
    let code = doors.take_in(&cookie, 5_000).await?;
    let secret = doors.api.keys.tracking_secret(&code.as_str().into(), 1);
    rules::rows(&doors, &code, "tn-hatu", folder, report).await?;
    let printed = doors.take_in(&cookie, 5_001).await?;
    doors.accept(&cookie, &printed).await?;
    let mut accepted = accepted.chunks(MANY + 4);
    let mut plan = Plan {
        environment: engines.environment.clone(),
        cookie,
        accepted: Vec::new(),
        tracked: (code, secret),
        printed,
    };
    for operation in OPERATIONS {
        let mut counts = [0_f64; 2];
        // Health asks nobody, and a form is typesetting: there is nothing to stand beside them.
        let alone = matches!(operation, "health" | "pdf");
        for (at, bare) in [false, true].into_iter().enumerate() {
            if bare && alone {
                continue;
            }
            let mut totals = [0_f64; 2];
            for (slot, runs) in [FEW, MANY].into_iter().enumerate() {
                if operation == "advance" {
                    plan.accepted = accepted.next().ok_or("too few accepted dossiers")?.to_vec();
                }
                let file = folder.join("plan.json");
                std::fs::write(&file, serde_json::to_vec(&plan)?)?;
                totals[slot] = count(&file, operation, runs, bare)?;
            }
            counts[at] = (totals[1] - totals[0]) / (MANY - FEW) as f64;
        }
        report.row(&format!("instructions.{operation}"), counts[0], "instructions/request", None);
        if alone {
            continue;
        }
        report.row(&format!("instructions.{operation}.bare"), counts[1], "instructions/request", None);
        report.row(&format!("instructions.{operation}.ratio"), counts[0] / counts[1], "× bare", Some(1.10));
    }
    Ok(())
}

/// Runs the driver under callgrind and reads its total.
fn count(plan: &Path, operation: &str, runs: usize, bare: bool) -> Result<f64, Failure> {
    let (folder, path) = (plan.parent().unwrap_or(plan), plan.display().to_string());
    let who = if bare { "bare" } else { "ours" };
    let out = folder.join(format!("{operation}-{who}-{runs}.callgrind"));
    callgrind(&out, &["drive", &path, operation, &runs.to_string(), who])
}

/// Runs this program with other arguments under callgrind, which writes to `out`, and reads how many instructions it took.
///
/// # Errors
/// No valgrind, or the program fails.
pub fn callgrind(out: &Path, arguments: &[&str]) -> Result<f64, Failure> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", &format!("--callgrind-out-file={}", out.display())])
        .arg(std::env::current_exe()?)
        .args(arguments)
        .output()
        .map_err(|error| format!("valgrind: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("{}: {said}", arguments.join(" ")).into());
    }
    let line = said.lines().find_map(|line| line.split("Collected :").nth(1)).ok_or("callgrind gave no total")?;
    Ok(line.trim().parse()?)
}
