//! Due dates of 2025 to 2027 that were written from the calendar by hand, with their reasoning (`deadline_table.txt`).

mod clock;

use clock::{CALENDAR, at};
use domain::{
    calendar::local,
    deadline::{Pause, PauseReason, ProcessingTime, ResumePolicy, TimeUnit, due},
};
use std::collections::BTreeSet;

/// A line of the table.
struct Row<'a> {
    received: &'a str,
    time: ProcessingTime,
    pauses: Vec<Pause>,
    /// A day, a minute, or `none`.
    due: &'a str,
    line: &'a str,
}

fn rows() -> Vec<Row<'static>> {
    include_str!("deadline_table.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| row(line).unwrap_or_else(|| panic!("not a row: {line}")))
        .collect()
}

fn row(line: &str) -> Option<Row<'_>> {
    let [received, time, pauses, due, why] = line.split(" | ").collect::<Vec<_>>().try_into().ok()?;
    let (value, unit) = time.split_once(' ')?;
    let unit = match unit {
        "wd" => TimeUnit::WorkingDay,
        "cd" => TimeUnit::CalendarDay,
        "h" => TimeUnit::WorkingHour,
        "sd" => TimeUnit::SameDay,
        _ => return None,
    };
    let pauses = pauses.split(' ').filter(|pause| *pause != "-").map(pause).collect::<Option<_>>()?;
    let time = ProcessingTime::of(value.parse().ok()?, unit);
    (!why.is_empty()).then_some(Row { received, time, pauses, due, line })
}

fn pause(text: &str) -> Option<Pause> {
    let mut parts = text.split('/');
    let (from, to, reason) = (parts.next()?, parts.next()?, parts.next()?);
    let reason: PauseReason = serde_json::from_value(reason.into()).ok()?;
    let policy = match parts.next() {
        None => ResumePolicy::Continue,
        Some("restart") => ResumePolicy::Restart,
        Some(_) => return None,
    };
    let open = Pause::open(at(from), reason);
    Some(if to == "open" { open } else { open.ended(at(to), policy) })
}

#[test]
fn the_engine_gives_every_date_of_the_table() {
    let wrong: Vec<String> = rows()
        .iter()
        .filter_map(|row| {
            let found = due(at(row.received), &row.time, &CALENDAR, &row.pauses);
            let given = match found.due_at.map(local) {
                None => "none".to_owned(),
                Some(end) if row.time.unit == TimeUnit::WorkingHour => end.strftime("%Y-%m-%dT%H:%M").to_string(),
                Some(end) if end.strftime("%H:%M:%S").to_string() == "17:00:00" => end.date().to_string(),
                Some(end) => end.to_string(),
            };
            (given != row.due).then(|| format!("{given} for {}", row.line))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_is_large_and_names_no_case_twice() {
    let rows = rows();
    assert!(rows.len() >= 200, "{} rows", rows.len());
    let cases: BTreeSet<&str> = rows.iter().filter_map(|row| row.line.rsplitn(3, " | ").last()).collect();
    assert_eq!(cases.len(), rows.len());
    for year in ["2025", "2026", "2027"] {
        assert!(rows.iter().filter(|row| row.received.starts_with(year)).count() >= 50, "{year}");
    }
}

#[test]
fn the_table_visits_every_day_off_and_every_make_up_day_and_the_cut_off() {
    let rows = rows();
    let around = |day: jiff::civil::Date| {
        let text = day.to_string();
        rows.iter().any(|row| row.received.starts_with(&text) || row.due.starts_with(&text))
    };
    for day in &CALENDAR.make_up_days {
        assert!(around(day.date), "{} is worked", day.date);
    }
    // A day off lies between a reception and its due date.
    for day in &CALENDAR.days_off {
        let text = day.date.to_string();
        let crossed = |row: &Row| row.received.get(..10) <= Some(text.as_str()) && text.as_str() < row.due;
        assert!(rows.iter().any(crossed), "{} is off", day.date);
    }
    for minute in ["14:59", "15:00", "15:01"] {
        assert!(rows.iter().filter(|row| row.received.ends_with(minute)).count() >= 5, "{minute}");
    }
}
