//! Ten thousand random cases, counted by the engine and by a plain counter in another language (`second_counter.py`).

mod clock;

use clock::{CALENDAR, at};
use domain::{
    calendar::local,
    deadline::{Pause, PauseReason, ProcessingTime, ResumePolicy, TimeUnit, due},
};
use jiff::Timestamp;
use proptest::{
    prelude::*,
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde_json::json;
use std::{
    io::Write,
    process::{Command, Stdio},
};

/// How many cases; always the same ones.
const CASES: usize = 10_000;

#[derive(Clone, Debug)]
struct Case {
    received: Timestamp,
    time: ProcessingTime,
    pauses: Vec<Pause>,
}

/// Any minute of the three years, but every fourth time one around a day at which something changes.
fn received() -> impl Strategy<Value = Timestamp> {
    let days_off = CALENDAR.days_off.iter().map(|day| day.date);
    let days: Vec<_> = days_off.chain(CALENDAR.make_up_days.iter().map(|day| day.date)).collect();
    let around = (prop::sample::select(days), -5 * 1440..2 * 1440_i64)
        .prop_map(|(day, minutes)| minutes_after(at(&format!("{day}T00:00")), minutes));
    let any = (0..3 * 365 * 1440_i64).prop_map(|minutes| minutes_after(at("2025-01-01T00:00"), minutes));
    prop_oneof![1 => around, 3 => any]
}

fn time() -> impl Strategy<Value = ProcessingTime> {
    let days = prop::sample::select(vec![TimeUnit::WorkingDay, TimeUnit::CalendarDay, TimeUnit::SameDay]);
    let days = (0_u16..60, days).prop_map(|(value, unit)| ProcessingTime::of(value, unit));
    // The plain counter goes from minute to minute, so that long times in hours take long.
    let hours = (0_u16..25).prop_map(|value| ProcessingTime::of(value, TimeUnit::WorkingHour));
    prop_oneof![3 => days, 1 => hours]
}

fn case() -> impl Strategy<Value = Case> {
    let waits = (0..6 * 1440_i64, 0..20 * 1440_i64, prop::bool::weighted(0.2));
    let waits = prop::collection::vec(waits, 0..4);
    (received(), time(), waits, prop::bool::weighted(0.1)).prop_map(|(received, time, waits, open)| {
        let (mut now, mut pauses) = (received, Vec::new());
        for (running, waiting, restart) in waits {
            let from = minutes_after(now, running);
            now = minutes_after(from, waiting);
            let policy = if restart { ResumePolicy::Restart } else { ResumePolicy::Continue };
            pauses.push(Pause::open(from, PauseReason::Supplement).ended(now, policy));
        }
        if open {
            pauses.push(Pause::open(now, PauseReason::Supplement));
        }
        Case { received, time, pauses }
    })
}

fn minutes_after(at: Timestamp, minutes: i64) -> Timestamp {
    Timestamp::from_second(at.as_second() + minutes * 60).expect("in range")
}

impl Case {
    fn json(&self) -> String {
        let pauses: Vec<_> = self
            .pauses
            .iter()
            .map(|pause| {
                let restarts = pause.policy == ResumePolicy::Restart;
                json!({ "from": minute(pause.from), "to": pause.to.map(minute), "restarts": restarts })
            })
            .collect();
        json!({ "received": minute(self.received), "value": self.time.value, "unit": self.time.unit, "pauses": pauses })
            .to_string()
    }

    fn due(&self) -> String {
        due(self.received, &self.time, &CALENDAR, &self.pauses).due_at.map_or_else(|| "none".to_owned(), minute)
    }
}

fn minute(at: Timestamp) -> String {
    local(at).strftime("%Y-%m-%dT%H:%M").to_string()
}

#[test]
fn a_plain_counter_in_another_language_agrees_on_ten_thousand_random_cases() {
    let (case, mut runner) = (case(), TestRunner::deterministic());
    let cases: Vec<Case> =
        (0..CASES).map(|_| case.new_tree(&mut runner).expect("nothing is rejected").current()).collect();
    let folder = env!("CARGO_MANIFEST_DIR");
    let mut python = Command::new("python3")
        .arg(format!("{folder}/tests/second_counter.py"))
        .arg(format!("{folder}/../../infra/seed/calendar.json"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is there: README.md lists it");
    let mut input = python.stdin.take().expect("a pipe");
    let lines: String = cases.iter().map(|case| case.json() + "\n").collect();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = python.wait_with_output().expect("it runs");
    writer.join().expect("no panic").expect("it reads every case");
    assert!(output.status.success(), "{}", output.status);
    let said = String::from_utf8(output.stdout).expect("text");
    let counted: Vec<&str> = said.lines().collect();
    assert_eq!(counted.len(), CASES);
    let wrong: Vec<String> = cases
        .iter()
        .zip(&counted)
        .filter(|(case, plain)| case.due() != **plain)
        .map(|(case, plain)| format!("engine {}, counter {plain}: {}", case.due(), case.json()))
        .collect();
    assert!(wrong.is_empty(), "{} of {CASES} differ\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
    // The cases are worth counting: paused and standing ones are among them.
    assert!(counted.iter().filter(|due| **due == "none").count() > 100);
    assert!(cases.iter().filter(|case| !case.pauses.is_empty()).count() > CASES / 2);
}
