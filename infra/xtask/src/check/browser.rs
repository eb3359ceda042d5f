//! The journeys in a real browser. They start a host of their own on free ports and an empty data folder.

use super::Count;
use crate::{
    app,
    project::{Failure, Project, at, run},
    serve, tools,
};
use serde_json::Value;
use std::fs;

/// Dossiers of the province that is reorganised in a long run, as there were in June 2025; a release build serves them.
const PROVINCE: &str = "20000";

pub fn journeys(project: &Project, long: bool) -> Result<Count, Failure> {
    let chromium = tools::chromium(project)?;
    tools::e2e_packages(project)?;
    app::build(project)?;
    serve::build_gateway(project)?;
    let programs = ["build", "--quiet", "--workspace", "--exclude", "frontend", "--bins"];
    run(if long {
        project.shipping_cargo(&[&programs[..], &["--release"]].concat())
    } else {
        project.cargo(&programs)
    })?;
    let report = project.target.join("e2e.json");
    let _ = fs::remove_file(&report);
    let mut playwright = project.command("npx", &["playwright", "test", "--reporter=line,json"]);
    playwright
        .current_dir(project.root.join("e2e"))
        .env_remove("MOTCUA_URL")
        .env("PLAYWRIGHT_JSON_OUTPUT_NAME", &report)
        .env("MOTCUA_CHROMIUM", chromium);
    if long {
        playwright.env("MOTCUA_PROFILE", "release").env("MOTCUA_PROVINCE", PROVINCE);
    }
    let ended = run(playwright);
    let text = fs::read_to_string(&report).map_err(at(&report))?;
    let count = count(&text).ok_or_else(|| Failure(format!("{}: not a report", report.display())))?;
    match ended {
        Err(failure) if count.failed == 0 => Err(failure),
        _ => Ok(count),
    }
}

/// Only what passed at the first try passed; what was skipped did not run.
fn count(report: &str) -> Option<Count> {
    let report: Value = serde_json::from_str(report).ok()?;
    let stats = report.get("stats")?;
    let number = |name: &str| stats.get(name).and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok());
    let errors = report.get("errors").and_then(Value::as_array).map_or(0, Vec::len);
    Some(Count {
        passed: number("expected")?,
        failed: number("unexpected")?
            + number("flaky").unwrap_or(0)
            + number("skipped").unwrap_or(0)
            + u32::try_from(errors).unwrap_or(1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skipped_or_flaky_journey_did_not_pass() {
        let report = r#"{"stats":{"expected":5,"unexpected":1,"flaky":1,"skipped":2},"errors":[]}"#;
        assert_eq!(count(report), Some(Count { passed: 5, failed: 4 }));
        assert_eq!(count("{}"), None);
    }
}
