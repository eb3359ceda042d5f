//! Due dates against the published calendar: its own test cases, the cut-offs, Civil Code art. 148, pauses.

use domain::{
    calendar::{Calendar, DayOffKind, day_of, in_force},
    deadline::{
        DueDate, NoDateReason, Pause, PauseReason, ProcessingTime, Provisional, ResumePolicy, SkipReason, StepKind,
        TimeUnit, due,
    },
};
use jiff::{
    Timestamp,
    civil::{Date, date, time},
};
use serde_json::Value;

fn raw_calendar() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../infra/seed/calendar.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("calendar.json is there")).expect("it is JSON")
}

fn calendar() -> Calendar {
    Calendar::from_raw(&raw_calendar()).expect("the published calendar compiles")
}

/// An instant from a wall-clock time in Vietnam, `2026-01-17T09:00`.
fn at(text: &str) -> Timestamp {
    format!("{text}+07:00").parse().expect("a time")
}

fn count(received: &str, value: u16, unit: TimeUnit) -> DueDate {
    due(at(received), &ProcessingTime::of(value, unit), &calendar(), &[])
}

fn skipped(due: &DueDate) -> Vec<Date> {
    due.steps.iter().filter(|step| matches!(step.kind, StepKind::Skipped { .. })).map(|step| step.on).collect()
}

fn last(due: &DueDate) -> &StepKind {
    &due.steps.last().expect("every count has steps").kind
}

#[test]
fn the_calendars_own_test_cases_hold() {
    let raw = raw_calendar();
    let cases = raw["test_cases"].as_array().expect("a list");
    assert_eq!(cases.len(), 5);
    for case in cases {
        let received: Timestamp = case["received"].as_str().expect("a text").parse().expect("a time");
        let days = u16::try_from(case["working_days"].as_u64().expect("a number")).expect("a small number");
        let expected: Date = case["due"].as_str().expect("a text").parse().expect("a date");
        let found = due(received, &ProcessingTime::of(days, TimeUnit::WorkingDay), &calendar(), &[]);
        assert_eq!(found.due_on, Some(expected), "{case}");
        assert_eq!(found.due_at, Some(at(&format!("{expected}T17:00"))), "{case}");
    }
}

#[test]
fn a_skipped_holiday_names_itself_and_its_source() {
    let found = count("2025-12-31T14:00", 2, TimeUnit::WorkingDay);
    let reasons: Vec<(Date, SkipReason)> = found
        .steps
        .iter()
        .filter_map(|step| match &step.kind {
            StepKind::Skipped { reason } => Some((step.on, reason.clone())),
            _ => None,
        })
        .collect();
    let dates: Vec<Date> = reasons.iter().map(|(on, _)| *on).collect();
    assert_eq!(dates, [date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3), date(2026, 1, 4)]);
    let [(_, SkipReason::DayOff { kind, name, source, .. }), (_, SkipReason::DayOff { kind: swap, .. }), saturday, _] =
        reasons.as_slice()
    else {
        panic!("two named days off come first: {reasons:?}")
    };
    assert_eq!((*kind, name.vi.as_str(), source.as_str()), (DayOffKind::PublicHoliday, "Tết Dương lịch", "C1,C3"));
    assert_eq!(*swap, DayOffKind::SwapDayOff);
    assert_eq!(saturday.1, SkipReason::WeeklyDayOff {});
}

#[test]
fn a_make_up_saturday_counts_and_says_what_it_replaces() {
    let found = count("2025-04-25T10:00", 3, TimeUnit::WorkingDay);
    assert_eq!(skipped(&found), [date(2025, 4, 27)]);
    let make_up = found.steps.iter().find(|step| matches!(step.kind, StepKind::MakeUpDay { .. })).expect("explained");
    assert_eq!(make_up.on, date(2025, 4, 26));
    assert!(matches!(&make_up.kind, StepKind::MakeUpDay { replaces, .. } if *replaces == date(2025, 5, 2)));
}

#[test]
fn same_day_is_due_the_same_day_up_to_the_cut_off() {
    for (received, expected) in [
        ("2026-11-23T07:30:00", date(2026, 11, 23)),
        ("2026-11-23T14:59:00", date(2026, 11, 23)),
        ("2026-11-23T15:00:00", date(2026, 11, 23)),
        // 24 November 2026 is a day off.
        ("2026-11-23T15:01:00", date(2026, 11, 25)),
        ("2026-11-23T15:00:01", date(2026, 11, 25)),
        // A Sunday has no same day.
        ("2026-11-22T09:00:00", date(2026, 11, 23)),
    ] {
        let found = count(received, 1, TimeUnit::SameDay);
        assert_eq!(found.due_on, Some(expected), "{received}");
        let after = found.steps.iter().any(|step| matches!(step.kind, StepKind::AfterCutoff { .. }));
        assert_eq!(after, received.contains("T15:0") && !received.ends_with("15:00:00"), "{received}");
    }
}

#[test]
fn a_procedure_may_have_its_own_cut_off() {
    let ten = ProcessingTime { cutoff: Some(time(10, 0, 0, 0)), ..ProcessingTime::of(1, TimeUnit::SameDay) };
    let found = due(at("2026-11-19T10:30"), &ten, &calendar(), &[]);
    assert_eq!(found.due_on, Some(date(2026, 11, 20)));
}

#[test]
fn calendar_days_that_end_in_tet_move_to_the_next_working_day() {
    let found = count("2026-01-17T09:00", 30, TimeUnit::CalendarDay);
    assert_eq!(found.due_on, Some(date(2026, 2, 23)));
    let moved = found.steps.iter().find(|step| step.kind == StepKind::LastDayMoves {}).expect("explained");
    assert_eq!(moved.on, date(2026, 2, 16));
    assert_eq!(skipped(&found).len(), 7, "five days of Tết and a weekend");
}

#[test]
fn calendar_days_may_end_on_a_make_up_saturday() {
    let found = count("2026-08-07T09:00", 15, TimeUnit::CalendarDay);
    assert_eq!(found.due_on, Some(date(2026, 8, 22)));
    assert!(skipped(&found).is_empty());
}

#[test]
fn an_unconfirmed_day_off_makes_the_date_provisional() {
    assert!(count("2026-11-23T16:00", 1, TimeUnit::SameDay).provisional, "24/11/2026 is only partly verified");
    assert!(!count("2026-11-16T09:00", 3, TimeUnit::WorkingDay).provisional);
    assert!(count("2027-02-01T09:00", 5, TimeUnit::WorkingDay).provisional, "Tết 2027 is not announced");
    let beyond = count("2030-03-04T09:00", 2, TimeUnit::WorkingDay);
    assert!(beyond.provisional);
    assert_eq!(beyond.due_on, Some(date(2030, 3, 6)));
    let told = beyond.steps.iter().filter(|step| step.kind == StepKind::YearNotPublished { year: 2030 }).count();
    assert_eq!(told, 1);
}

#[test]
fn working_hours_run_only_in_working_time() {
    for (received, hours, expected) in [
        ("2026-11-18T07:30", 4, "2026-11-18T11:30"),
        ("2026-11-18T09:00", 4, "2026-11-18T14:30"),
        ("2026-11-18T12:00", 1, "2026-11-18T14:00"),
        ("2026-11-18T09:00", 8, "2026-11-19T09:00"),
        ("2026-11-20T16:30", 1, "2026-11-23T08:00"),
        // In the evening before a weekend, and on a Sunday: from Monday morning.
        ("2026-11-20T20:00", 8, "2026-11-23T17:00"),
        ("2026-11-22T10:00", 8, "2026-11-23T17:00"),
        // Over the day off of 24 November.
        ("2026-11-23T16:00", 2, "2026-11-25T08:30"),
    ] {
        let found = count(received, hours, TimeUnit::WorkingHour);
        assert_eq!(found.due_at, Some(at(expected)), "{received} + {hours} h");
        assert_eq!(found.due_on, Some(day_of(at(expected))));
    }
}

fn pause(from: &str, to: Option<&str>) -> Pause {
    Pause { from: at(from), to: to.map(at), reason: PauseReason::Supplement, policy: ResumePolicy::Continue }
}

#[test]
fn a_pause_takes_its_days_out_of_the_count() {
    let five = ProcessingTime::of(5, TimeUnit::WorkingDay);
    let plain = due(at("2026-11-02T09:00"), &five, &calendar(), &[]);
    assert_eq!(plain.due_on, Some(date(2026, 11, 9)));
    // Asked on Wednesday 4, answered on Monday 9: 3 and 4 had counted; 10, 11 and 12 are left.
    let stopped = [pause("2026-11-04T10:00", Some("2026-11-09T15:00"))];
    let found = due(at("2026-11-02T09:00"), &five, &calendar(), &stopped);
    assert_eq!(found.due_on, Some(date(2026, 11, 12)));
    let told = found.steps.iter().filter(|step| matches!(step.kind, StepKind::Paused { .. })).count();
    assert_eq!(told, 1);
    // Asked and answered on one day: nothing is lost.
    let short = [pause("2026-11-04T10:00", Some("2026-11-04T15:00"))];
    assert_eq!(due(at("2026-11-02T09:00"), &five, &calendar(), &short).due_on, plain.due_on);
    // The order of the list does not matter, nor do overlaps.
    let two = [stopped[0], pause("2026-11-05T08:00", Some("2026-11-06T08:00"))];
    assert_eq!(due(at("2026-11-02T09:00"), &five, &calendar(), &two).due_on, found.due_on);
    assert_eq!(due(at("2026-11-02T09:00"), &five, &calendar(), &[two[1], two[0]]).due_on, found.due_on);
}

#[test]
fn an_open_pause_has_no_due_date_but_says_what_is_left() {
    let open = [pause("2026-11-04T10:00", None)];
    let found = due(at("2026-11-02T09:00"), &ProcessingTime::of(5, TimeUnit::WorkingDay), &calendar(), &open);
    assert_eq!((found.due_on, found.due_at), (None, None));
    assert_eq!(*last(&found), StepKind::NoDate { reason: NoDateReason::StillPaused { left: 3 } });
    let hours = due(at("2026-11-04T09:00"), &ProcessingTime::of(8, TimeUnit::WorkingHour), &calendar(), &open);
    assert_eq!(*last(&hours), StepKind::NoDate { reason: NoDateReason::StillPaused { left: 7 } });
    let same = due(at("2026-11-04T09:00"), &ProcessingTime::of(1, TimeUnit::SameDay), &calendar(), &open);
    assert_eq!(*last(&same), StepKind::NoDate { reason: NoDateReason::StillPaused { left: 1 } });
}

#[test]
fn a_pause_moves_hours_by_its_exact_working_time_and_restarts_a_same_day_dossier() {
    let stopped = [pause("2026-11-18T10:00", Some("2026-11-18T14:00"))];
    // Half past nine to ten, then from two in the afternoon.
    let hours = due(at("2026-11-18T09:30"), &ProcessingTime::of(2, TimeUnit::WorkingHour), &calendar(), &stopped);
    assert_eq!(hours.due_at, Some(at("2026-11-18T15:30")));
    let same = due(at("2026-11-18T09:30"), &ProcessingTime::of(1, TimeUnit::SameDay), &calendar(), &stopped);
    assert_eq!(same.due_on, Some(date(2026, 11, 18)));
    let late = [pause("2026-11-18T10:00", Some("2026-11-18T15:30"))];
    let same = due(at("2026-11-18T09:30"), &ProcessingTime::of(1, TimeUnit::SameDay), &calendar(), &late);
    assert_eq!(same.due_on, Some(date(2026, 11, 19)));
}

#[test]
fn times_without_a_number_have_no_date_and_say_why() {
    let unknown = |unit| ProcessingTime { value: None, ..ProcessingTime::of(0, unit) };
    let received = at("2026-11-18T09:00");
    let campaign = due(received, &unknown(TimeUnit::Campaign), &calendar(), &[]);
    assert_eq!(
        (campaign.due_on, last(&campaign).clone()),
        (None, StepKind::NoDate { reason: NoDateReason::Campaign {} })
    );
    let open = due(received, &unknown(TimeUnit::ToConfirm), &calendar(), &[]);
    assert_eq!(*last(&open), StepKind::NoDate { reason: NoDateReason::TimeUnknown {} });
    let provisional = ProcessingTime {
        provisional: Some(Provisional { value: 10, unit: TimeUnit::CalendarDay }),
        ..unknown(TimeUnit::ToConfirm)
    };
    let found = due(received, &provisional, &calendar(), &[]);
    assert_eq!((found.due_on, found.provisional), (Some(date(2026, 11, 30)), true), "28 November is a Saturday");
    let huge = count("2026-11-18T09:00", 1001, TimeUnit::WorkingDay);
    assert_eq!(*last(&huge), StepKind::NoDate { reason: NoDateReason::OutOfRange {} });
}

#[test]
fn days_of_an_unknown_kind_count_as_working_days_and_are_marked() {
    let found = count("2026-11-02T09:00", 5, TimeUnit::DayToConfirm);
    assert_eq!((found.due_on, found.provisional), (Some(date(2026, 11, 9)), true));
    assert!(found.steps.iter().any(|step| step.kind == StepKind::UnitUnconfirmed {}));
}

#[test]
fn a_due_date_survives_its_json() {
    let found = count("2026-02-13T09:00", 2, TimeUnit::WorkingDay);
    let json = serde_json::to_string(&found).expect("serialises");
    assert_eq!(serde_json::from_str::<DueDate>(&json).expect("reads back"), found);
    let calendar = calendar();
    let json = serde_json::to_string(&calendar).expect("serialises");
    assert_eq!(serde_json::from_str::<Calendar>(&json).expect("reads back"), calendar);
}

#[test]
fn the_last_published_of_the_valid_calendars_is_in_force() {
    let first = Calendar { version: date(2026, 11, 23), valid_from: date(2025, 1, 1), ..calendar() };
    let second = Calendar { version: date(2026, 12, 20), valid_from: date(2026, 12, 20), ..calendar() };
    let mended = Calendar { version: date(2026, 12, 22), valid_from: date(2026, 12, 21), ..calendar() };
    let all = [mended, first, second];
    let on = |day| in_force(&all, day).map(|calendar| calendar.version);
    assert_eq!(on(date(2026, 11, 23)), Some(date(2026, 11, 23)));
    assert_eq!(on(date(2026, 12, 20)), Some(date(2026, 12, 20)));
    assert_eq!(on(date(2027, 3, 1)), Some(date(2026, 12, 22)));
    assert_eq!(on(date(2024, 12, 31)), None);
    assert_eq!(calendar().valid_from, date(2025, 1, 1));
}

#[test]
fn broken_calendars_are_refused_with_their_place() {
    let mut raw = raw_calendar();
    raw["non_working_days"][2]["date"] = "2025-13-01".into();
    assert_eq!(Calendar::from_raw(&raw).expect_err("refused").at, "non_working_days[2].date");
    let mut raw = raw_calendar();
    raw["working_hours"]["default"]["afternoon"] = serde_json::json!(["13:30", "17:00"]);
    assert_eq!(Calendar::from_raw(&raw).expect_err("7.5 hours are refused").at, "working_hours.default");
}
