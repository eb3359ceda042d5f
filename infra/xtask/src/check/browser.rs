//! The journeys in a real browser, against a host of their own on free ports and an empty data folder.

use super::Count;
use crate::{
    app,
    project::{Failure, Project, at, run},
    serve, tools,
};
use serde_json::Value;
use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// How long the host may take to its ready line.
const PATIENCE: Duration = Duration::from_secs(60);

pub fn journeys(project: &Project) -> Result<Count, Failure> {
    let chromium = tools::chromium(project)?;
    tools::e2e_packages(project)?;
    app::build(project)?;
    serve::build_gateway(project)?;
    let data = project.target.join("e2e-data");
    let host = Host::start(project, &data)?;
    let report = project.target.join("e2e.json");
    let _ = fs::remove_file(&report);
    let mut playwright = project.command("npx", &["playwright", "test", "--reporter=line,json"]);
    playwright
        .current_dir(project.root.join("e2e"))
        .env("PLAYWRIGHT_JSON_OUTPUT_NAME", &report)
        .env("MOTCUA_URL", &host.url)
        .env("MOTCUA_CHROMIUM", chromium);
    let ended = run(playwright);
    drop(host);
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

/// A host that ends with this value.
struct Host {
    child: Child,
    url: String,
}

impl Host {
    fn start(project: &Project, data: &Path) -> Result<Self, Failure> {
        let announced = data.join("host.json");
        let _ = fs::remove_file(&announced);
        let mut command = Command::new(project.program("gateway"));
        command.args(["--port", "0", "--reset", "--data"]).arg(data);
        command.arg("--app").arg(project.target.join("app")).arg("--seed").arg(project.root.join("infra/seed"));
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let child = command.spawn().map_err(|error| Failure(format!("gateway: {error}")))?;
        let mut host = Self { child, url: String::new() };
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            if let Ok(Some(status)) = host.child.try_wait() {
                return Err(Failure(format!("gateway ended at once: {status}")));
            }
            let said = fs::read_to_string(&announced).ok().and_then(|text| serde_json::from_str::<Value>(&text).ok());
            if let Some(url) = said.as_ref().and_then(|host| host.get("url")).and_then(Value::as_str) {
                host.url = url.to_owned();
                return Ok(host);
            }
            sleep(Duration::from_millis(100));
        }
        Err(Failure("gateway did not become ready within 60 seconds".to_owned()))
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        // What was acknowledged is on disk, so the host may be killed; its data are the test's own.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
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
