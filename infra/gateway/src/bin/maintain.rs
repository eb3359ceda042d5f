//! Maintenance of a table, of a running local host (`--data DIR`) or in the cloud (with the environment of a function):
//!
//! `maintain recompute --calendar FILE [--apply]` shows which due dates a new calendar would move, then moves them;
//! `maintain timers` writes the rows of all timers anew.

use api::{
    Api,
    recompute::{self, Move},
};
use domain::calendar::{Calendar, local};
use gateway::{HostError, ready::HostFile};
use jiff::Timestamp;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

const HELP: &str = "maintain recompute --calendar FILE [--apply] [--data DIR]
maintain timers [--data DIR]";

#[derive(Debug, PartialEq, Eq)]
enum Task {
    Recompute { calendar: PathBuf, apply: bool },
    Timers,
}

/// The task, and the folder of a local host.
fn parse(mut words: impl Iterator<Item = String>) -> Option<(Task, Option<PathBuf>)> {
    let name = words.next()?;
    let (mut calendar, mut apply, mut data) = (None, false, None);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--calendar" => calendar = Some(PathBuf::from(words.next()?)),
            "--apply" => apply = true,
            "--data" => data = Some(PathBuf::from(words.next()?)),
            _ => return None,
        }
    }
    match (name.as_str(), calendar) {
        ("recompute", Some(calendar)) => Some((Task::Recompute { calendar, apply }, data)),
        ("timers", None) if !apply => Some((Task::Timers, data)),
        _ => None,
    }
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
        Task::Recompute { calendar, apply } => {
            let text = std::fs::read_to_string(&calendar).map_err(HostError::file(&calendar))?;
            let raw = serde_json::from_str(&text).map_err(|error| HostError::Other(error.to_string()))?;
            let new = Calendar::from_raw(&raw).map_err(|error| HostError::Other(error.to_string()))?;
            recounted(&api, &new, apply).await
        }
    }
}

fn table(error: api::error::ApiError) -> HostError {
    HostError::Table(error.0.code)
}

async fn recounted(api: &Api, new: &Calendar, apply: bool) -> Result<(), HostError> {
    let fit = recompute::fitness(api, new).await.map_err(table)?;
    let moves = recompute::preview(api, new).await.map_err(table)?;
    show(&moves);
    if let Err(unfit) = fit {
        return Err(HostError::Other(unfit.to_string()));
    }
    if !apply {
        println!("Chưa ghi gì; thêm --apply để thực hiện · Nothing is written; --apply does it");
        return Ok(());
    }
    recompute::publish(api, new).await.map_err(table)?;
    let mut moved = 0;
    for change in &moves {
        moved += usize::from(recompute::apply(api, &change.code, new).await.map_err(table)?);
    }
    println!(
        "Đã tính lại {moved} hồ sơ; chạy lại sau 5 phút cho hồ sơ vừa tiếp nhận · {moved} dossiers counted anew; run it \
         again after 5 minutes for what was accepted meanwhile"
    );
    Ok(())
}

/// Each move with its days, and how many there are for each agency.
fn show(moves: &[Move]) {
    let mut agencies: BTreeMap<&str, usize> = BTreeMap::new();
    for change in moves {
        let agency = change.agency.as_ref().map_or("-", |agency| agency.as_str());
        *agencies.entry(agency).or_default() += 1;
        let days: Vec<String> = change.days.iter().map(|day| day.on.to_string()).collect();
        let (from, to) = (time(change.due.from), time(change.due.to));
        println!("{}  {agency}  {from} → {to}  {}", change.code, days.join(" "));
    }
    for (agency, count) in agencies {
        println!("{agency}: {count}");
    }
    println!("Tổng số hồ sơ đổi hạn · Due dates that move: {}", moves.len());
}

fn time(at: Option<Timestamp>) -> String {
    at.map_or_else(|| "-".to_owned(), |at| local(at).strftime("%d/%m/%Y %H:%M").to_string())
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
        for wrong in ["", "recompute", "timers --apply", "recompute --calendar", "timers --calendar c", "scan"] {
            assert_eq!(parsed(wrong), None, "{wrong}");
        }
    }
}
