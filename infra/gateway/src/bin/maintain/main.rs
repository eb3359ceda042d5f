//! Maintenance of a table, of a running local host (`--data DIR`) or in the cloud (with the environment of a function):
//!
//! `maintain recompute --calendar FILE [--apply]` shows which due dates a new calendar would move, then moves them;
//! `maintain timers` writes the rows of all timers anew; `maintain plan --file FILE` runs a plan that moves boundaries dry,
//! `--draft` keeps it, and `--id ID` takes it a step further; `maintain import --file FILE --map FILE [--dry-run]` takes
//! dossiers of an old system.

mod import;
mod plan;
mod recount;

use gateway::{HostError, ready::HostFile};
use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

const HELP: &str = "maintain recompute --calendar FILE [--apply] [--data DIR]
maintain timers [--data DIR]
maintain plan --file FILE [--draft --by ACCOUNT] [--data DIR]
maintain plan --id ID (--count | --carry-out | --verify | --take-back | (--approve | --accept) --by ACCOUNT) [--data DIR]
maintain import --file FILE --map FILE [--dry-run] [--data DIR]";

#[derive(Debug, PartialEq, Eq)]
enum Task {
    Recompute { calendar: PathBuf, apply: bool },
    Timers,
    Import { file: PathBuf, map: PathBuf, dry: bool },
    Plan { file: PathBuf, draft: Option<String> },
    Step { id: String, step: Step },
}

/// A step of a plan that is kept.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    Count,
    CarryOut,
    Verify,
    TakeBack,
    Approve { by: String },
    Accept { by: String },
}

/// The task, and the folder of a local host.
fn parse(mut words: impl Iterator<Item = String>) -> Option<(Task, Option<PathBuf>)> {
    let name = words.next()?;
    if name == "plan" {
        return parse_plan(words);
    }
    let (mut calendar, mut file, mut map, mut apply, mut dry, mut data) = (None, None, None, false, false, None);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--calendar" => calendar = Some(PathBuf::from(words.next()?)),
            "--file" => file = Some(PathBuf::from(words.next()?)),
            "--map" => map = Some(PathBuf::from(words.next()?)),
            "--apply" => apply = true,
            "--dry-run" => dry = true,
            "--data" => data = Some(PathBuf::from(words.next()?)),
            _ => return None,
        }
    }
    let task = match (name.as_str(), calendar, file, map) {
        ("recompute", Some(calendar), None, None) if !dry => Task::Recompute { calendar, apply },
        ("timers", None, None, None) if !apply && !dry => Task::Timers,
        ("import", None, Some(file), Some(map)) if !apply => Task::Import { file, map, dry },
        _ => return None,
    };
    Some((task, data))
}

/// A plan in a file, or a step of one that is kept.
fn parse_plan(mut words: impl Iterator<Item = String>) -> Option<(Task, Option<PathBuf>)> {
    let (mut file, mut id, mut by, mut step, mut data) = (None, None, None, None, None);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--file" => file = Some(PathBuf::from(words.next()?)),
            "--id" => id = Some(words.next()?),
            "--by" => by = Some(words.next()?),
            "--data" => data = Some(PathBuf::from(words.next()?)),
            _ if step.is_none() => step = Some(word),
            _ => return None,
        }
    }
    let task = match (file, id, step.as_deref(), by) {
        (Some(file), None, None, None) => Task::Plan { file, draft: None },
        (Some(file), None, Some("--draft"), Some(by)) => Task::Plan { file, draft: Some(by) },
        (None, Some(id), Some(step), by) => {
            let step = match (step, by) {
                ("--count", None) => Step::Count,
                ("--carry-out", None) => Step::CarryOut,
                ("--verify", None) => Step::Verify,
                ("--take-back", None) => Step::TakeBack,
                ("--approve", Some(by)) => Step::Approve { by },
                ("--accept", Some(by)) => Step::Accept { by },
                _ => return None,
            };
            Task::Step { id, step }
        }
        _ => return None,
    };
    Some((task, data))
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let Some((task, data)) = parse(words.iter().cloned()) else {
        eprintln!("{HELP}");
        return ExitCode::from(2);
    };
    gateway::start_log();
    let done = match data {
        Some(data) => beside_host(&words, &data),
        None => gateway::block_on(run(task)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Không thực hiện được · Not done: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs this program again in the environment that a running host gives to programs beside it.
fn beside_host(words: &[String], data: &Path) -> Result<(), HostError> {
    let none = || HostError::Other(format!("{}: no host has run on this folder", data.display()));
    let host = HostFile::read(data).ok_or_else(none)?;
    let rest = words.iter().enumerate().filter(|(at, word)| {
        let is_value = at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|before| before == "--data");
        *word != "--data" && !is_value
    });
    let program = std::env::current_exe().map_err(|error| HostError::Other(error.to_string()))?;
    let status = Command::new(program).args(rest.map(|(_, word)| word)).envs(host.environment).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(HostError::Other("it ended early; run it again".to_owned())),
        Err(error) => Err(HostError::Other(error.to_string())),
    }
}

async fn run(task: Task) -> Result<(), HostError> {
    let api = api::host::api_from_env().await.map_err(|error| HostError::Other(error.to_string()))?;
    match task {
        Task::Timers => {
            let seen = api::worker::rebuild(&api).await.map_err(table)?;
            println!("Đã dựng lại hẹn giờ của {seen} hồ sơ đang mở · Timers of {seen} open dossiers are written anew");
            Ok(())
        }
        Task::Recompute { calendar, apply } => recount::recompute(&api, &json(&calendar)?, apply).await,
        Task::Plan { file, draft: None } => plan::dry_run(&api, &json(&file)?).await,
        Task::Plan { file, draft: Some(by) } => plan::draft(&api, &json(&file)?, &by).await,
        Task::Step { id, step } => plan::step(&api, &id, step).await,
        Task::Import { file, map, dry } => import::import(&api, &file, &map, dry).await,
    }
}

/// What a file of reference data says.
fn json(file: &Path) -> Result<Value, HostError> {
    let text = std::fs::read_to_string(file).map_err(HostError::file(file))?;
    serde_json::from_str(&text).map_err(|error| HostError::Other(format!("{}: {error}", file.display())))
}

fn table(error: api::error::ApiError) -> HostError {
    match error.0.guard.as_deref() {
        Some("plan_another") => HostError::Other(
            "Một phương án khác chưa nghiệm thu hoặc chưa rút lại xong · Another plan is not accepted yet, or on its way back"
                .to_owned(),
        ),
        Some("plan_before_another") => HostError::Other(
            "Phương án phải bắt đầu sau ngày của bản đồ mới nhất · The plan must begin after the day of the latest map"
                .to_owned(),
        ),
        Some(guard) => HostError::Other(format!("{}: {guard}", error.0.code)),
        None => HostError::Table(error.0.code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Option<(Task, Option<PathBuf>)> {
        parse(line.split(' ').map(str::to_owned))
    }

    #[test]
    fn a_task_is_shown_only_unless_it_is_to_be_done() {
        let calendar = PathBuf::from("c.json");
        let shown = Task::Recompute { calendar: calendar.clone(), apply: false };
        assert_eq!(parsed("recompute --calendar c.json"), Some((shown, None)));
        let done = Task::Recompute { calendar, apply: true };
        assert_eq!(parsed("recompute --apply --calendar c.json --data d"), Some((done, Some("d".into()))));
        assert_eq!(parsed("timers"), Some((Task::Timers, None)));
        let file = PathBuf::from("p.json");
        assert_eq!(parsed("plan --file p.json"), Some((Task::Plan { file: file.clone(), draft: None }, None)));
        let draft = Task::Plan { file, draft: Some("dp-tinh".to_owned()) };
        assert_eq!(parsed("plan --draft --file p.json --by dp-tinh"), Some((draft, None)));
        let carry = Task::Step { id: "QN-1".to_owned(), step: Step::CarryOut };
        assert_eq!(parsed("plan --id QN-1 --carry-out --data d"), Some((carry, Some("d".into()))));
        let accept = Task::Step { id: "QN-1".to_owned(), step: Step::Accept { by: "ql-tinh".to_owned() } };
        assert_eq!(parsed("plan --id QN-1 --accept --by ql-tinh"), Some((accept, None)));
        let (file, map) = (PathBuf::from("f.csv"), PathBuf::from("m.json"));
        let taken = |dry| Some((Task::Import { file: file.clone(), map: map.clone(), dry }, None));
        assert_eq!(parsed("import --file f.csv --map m.json"), taken(false));
        assert_eq!(parsed("import --dry-run --file f.csv --map m.json"), taken(true));
        for wrong in [
            "",
            "import --file f",
            "import --file f --map m --apply",
            "timers --dry-run",
            "recompute",
            "timers --apply",
            "recompute --calendar",
            "timers --calendar c",
            "plan",
            "plan --file p --apply",
            "plan --file p --draft",
            "plan --file p --carry-out",
            "plan --id p",
            "plan --id p --accept",
            "plan --id p --verify --by a",
            "scan",
        ] {
            assert_eq!(parsed(wrong), None, "{wrong}");
        }
    }
}
