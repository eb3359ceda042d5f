//! Ten thousand random cases, counted by the engine and by a plain counter in another language (`second_counter.py`).

mod clock;

use clock::{CALENDAR, at};
use domain::{
    calendar::local,
    deadline::{Pause, PauseReason, ProcessingTime, ResumePolicy, TimeUnit, due},
};
use jiff::Timestamp;
use serde_json::json;
use std::{
    io::Write,
    process::{Command, Stdio},
};

/// How many cases; the seed below decides which.
const CASES: usize = 10_000;

/// A small generator of pseudo-random numbers (SplitMix64), so that the cases are the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end
    }

    fn minutes_after(&mut self, at: Timestamp, most: u64) -> Timestamp {
        let minutes = i64::try_from(self.below(most)).expect("small");
        Timestamp::from_second(at.as_second() + minutes * 60).expect("in range")
    }
}

struct Case {
    received: Timestamp,
    time: ProcessingTime,
    pauses: Vec<Pause>,
}

impl Case {
    fn random(random: &mut Random) -> Self {
        // Any minute of the three years, but often around the days and hours at which something changes.
        let received = match random.below(4) {
            0 => {
                let days = CALENDAR
                    .days_off
                    .iter()
                    .map(|day| day.date)
                    .chain(CALENDAR.make_up_days.iter().map(|day| day.date));
                let days: Vec<_> = days.collect();
                let day = days[usize::try_from(random.below(days.len() as u64)).expect("small")];
                let before = at(&format!("{day}T00:00")).as_second() - 5 * 86_400;
                random.minutes_after(Timestamp::from_second(before).expect("in range"), 7 * 1440)
            }
            _ => random.minutes_after(at("2025-01-01T00:00"), 3 * 365 * 1440),
        };
        let unit = [TimeUnit::WorkingDay, TimeUnit::CalendarDay, TimeUnit::WorkingHour, TimeUnit::SameDay];
        let unit = unit[usize::try_from(random.below(4)).expect("small")];
        // The plain counter goes from minute to minute, so that long times in hours take long.
        let most = if unit == TimeUnit::WorkingHour { 25 } else { 60 };
        let value = u16::try_from(random.below(most)).expect("small");
        let mut pauses = Vec::new();
        let mut from = received;
        for _ in 0..random.below(4) {
            from = random.minutes_after(from, 6 * 1440);
            let open = Pause::open(from, PauseReason::Supplement);
            if random.below(20) == 0 {
                pauses.push(open);
                break;
            }
            from = random.minutes_after(from, 20 * 1440);
            let restart = random.below(5) == 0;
            pauses.push(open.ended(from, if restart { ResumePolicy::Restart } else { ResumePolicy::Continue }));
        }
        Self { received, time: ProcessingTime::of(value, unit), pauses }
    }

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
    let mut random = Random(20_261_123);
    let cases: Vec<Case> = (0..CASES).map(|_| Case::random(&mut random)).collect();
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
