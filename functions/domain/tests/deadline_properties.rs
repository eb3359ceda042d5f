//! What holds for every due date, whatever the day, the time and the pauses.

mod clock;

use clock::{CALENDAR, at};
use domain::{
    calendar::{Calendar, Day, DayOff, DayOffKind, DayStatus, day_of, instant},
    deadline::{DueDate, Pause, PauseReason, ProcessingTime, ResumePolicy, StepKind, TimeUnit, due},
};
use jiff::{
    Timestamp,
    civil::{Date, Time, date, time},
};
use proptest::prelude::*;

/// Any second of 2025, 2026 and 2027.
fn received() -> impl Strategy<Value = Timestamp> {
    (at("2025-01-01T00:00").as_second()..at("2028-01-01T00:00").as_second()).prop_map(second)
}

fn second(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("in range")
}

fn later(at: Timestamp, seconds: i64) -> Timestamp {
    second(at.as_second() + seconds)
}

fn any_day() -> impl Strategy<Value = Date> {
    (0_i32..1095).prop_map(|days| date(2025, 1, 1).checked_add(jiff::Span::new().days(days)).expect("in range"))
}

fn unit() -> impl Strategy<Value = TimeUnit> {
    use TimeUnit::*;
    prop::sample::select(vec![SameDay, WorkingDay, CalendarDay, WorkingHour, Campaign, DayToConfirm, ToConfirm])
}

fn policy() -> impl Strategy<Value = ResumePolicy> {
    prop::sample::select(vec![ResumePolicy::Continue, ResumePolicy::Restart])
}

fn pause(from: Timestamp, seconds: i64) -> Pause {
    Pause::open(from, PauseReason::Supplement).ended(later(from, seconds), ResumePolicy::Continue)
}

fn count(at: Timestamp, value: u16, unit: TimeUnit, pauses: &[Pause]) -> DueDate {
    due(at, &ProcessingTime::of(value, unit), &CALENDAR, pauses)
}

fn clock(day: Date, time: Time) -> Timestamp {
    instant(day.to_datetime(time)).expect("in range")
}

/// The working day so many working days after a day; the day itself for 0.
fn working_days_after(day: Date, days: u16) -> Date {
    (0..days).fold(day, |day, _| CALENDAR.next_working_day(day).expect("in range"))
}

proptest! {
    #[test]
    fn a_due_date_is_a_working_day_and_not_before_reception(at in received(), value in 0_u16..60, unit in unit()) {
        let found = count(at, value, unit, &[]);
        prop_assert_eq!(found.due_on.is_some(), found.due_at.is_some());
        if let (Some(on), Some(end)) = (found.due_on, found.due_at) {
            // No hours at all end where they begin, also at night.
            prop_assert!(CALENDAR.is_working_day(on) || (value == 0 && unit == TimeUnit::WorkingHour));
            prop_assert!(on >= day_of(at));
            prop_assert!(end >= at || value == 0);
        }
    }

    #[test]
    fn a_longer_time_is_never_due_earlier(at in received(), value in 1_u16..60, unit in unit()) {
        prop_assert!(count(at, value + 1, unit, &[]).due_at >= count(at, value, unit, &[]).due_at);
    }

    #[test]
    fn a_later_reception_is_never_due_earlier(
        at in received(), after in 0_i64..400_000, value in 1_u16..40, unit in unit(),
    ) {
        prop_assert!(count(later(at, after), value, unit, &[]).due_at >= count(at, value, unit, &[]).due_at);
    }

    #[test]
    fn another_holiday_never_brings_a_date_forward(
        at in received(), on in any_day(), value in 1_u16..40, unit in unit(),
        begin in 0_i64..2_000_000, length in 0_i64..2_000_000, policy in policy(),
    ) {
        let calendar = with_day_off(on);
        let from = later(at, begin);
        let pauses = [Pause::open(from, PauseReason::Supplement).ended(later(from, length), policy)];
        for pauses in [&pauses[..], &[]] {
            let plain = count(at, value, unit, pauses);
            let moved = due(at, &ProcessingTime::of(value, unit), &calendar, pauses);
            prop_assert!(moved.due_at >= plain.due_at, "{:?} before {:?}", moved.due_at, plain.due_at);
        }
    }

    #[test]
    fn a_pause_never_brings_the_due_date_forward(
        at in received(), begin in 0_i64..3_000_000, length in 0_i64..3_000_000, value in 1_u16..40, unit in unit(),
        policy in policy(),
    ) {
        let from = later(at, begin);
        let stopped = [Pause::open(from, PauseReason::FinancialObligation).ended(later(from, length), policy)];
        prop_assert!(count(at, value, unit, &stopped).due_at >= count(at, value, unit, &[]).due_at);
    }

    #[test]
    fn to_pause_and_to_resume_is_to_shift_by_the_working_days_between(
        at in received(), begin in 0_i64..3_000_000, length in 0_i64..3_000_000, value in 1_u16..40,
    ) {
        let (from, to) = (later(at, begin), later(at, begin + length));
        let plain = count(at, value, TimeUnit::WorkingDay, &[]);
        let (last, close) = (plain.due_on.expect("a day"), plain.due_at.expect("an end"));
        let shifted = if from >= close {
            last
        } else if day_of(from) == last && day_of(to) > last {
            // What was left of the last day is given back as the next working day.
            working_days_after(day_of(to), 1)
        } else {
            working_days_after(last, CALENDAR.working_days_between(day_of(from), day_of(to)).expect("few days"))
        };
        prop_assert_eq!(count(at, value, TimeUnit::WorkingDay, &[pause(from, length)]).due_on, Some(shifted));
    }

    #[test]
    fn to_pause_and_to_resume_is_to_shift_by_the_working_time_between(
        at in received(), begin in 0_i64..900_000, length in 0_i64..900_000, value in 1_u16..100,
    ) {
        let (from, to) = (later(at, begin), later(at, begin + length));
        let plain = count(at, value, TimeUnit::WorkingHour, &[]).due_at.expect("an end");
        let paused = count(at, value, TimeUnit::WorkingHour, &[pause(from, length)]).due_at.expect("an end");
        let out = if from < plain { CALENDAR.working_seconds(from, to) } else { 0 };
        prop_assert_eq!(CALENDAR.working_seconds(plain, paused), out);
        prop_assert_eq!(CALENDAR.working_seconds(at, paused) - out, i64::from(value) * 3600);
    }

    #[test]
    fn a_restart_is_a_reception_at_the_end_of_the_pause(
        at in received(), begin in 0_i64..900_000, length in 1_i64..900_000, value in 1_u16..40, unit in unit(),
    ) {
        let from = later(at, begin);
        let stopped = Pause::open(from, PauseReason::Supplement).ended(later(from, length), ResumePolicy::Restart);
        let anew = count(later(from, length), value, unit, &[]);
        prop_assert_eq!(count(at, value, unit, &[stopped]).due_at, anew.due_at);
    }

    #[test]
    fn hours_and_days_agree_at_the_boundaries_of_a_day(day in any_day(), days in 1_u16..40) {
        // From the close of a day, eight hours are the next working day.
        let close = clock(day, CALENDAR.closes());
        let hours = count(close, days * 8, TimeUnit::WorkingHour, &[]);
        prop_assert_eq!(hours.due_at, count(close, days, TimeUnit::WorkingDay, &[]).due_at);
        // From the opening of a working day, eight hours are that day itself.
        let open = clock(day, CALENDAR.opens());
        let hours = count(open, days * 8, TimeUnit::WorkingHour, &[]).due_on.expect("a day");
        let last = if CALENDAR.is_working_day(day) { days - 1 } else { days };
        prop_assert_eq!(hours, working_days_after(day, last));
    }

    #[test]
    fn a_same_day_dossier_is_one_of_no_days_until_the_cut_off_and_of_one_after_it(day in any_day(), second in 0_i64..86_400) {
        let at = later(clock(day, Time::midnight()), second);
        let within = CALENDAR.is_working_day(day) && second <= 15 * 3600;
        let days = count(at, u16::from(!within), TimeUnit::WorkingDay, &[]);
        prop_assert_eq!(count(at, 1, TimeUnit::SameDay, &[]).due_at, days.due_at);
    }

    #[test]
    fn counted_working_days_are_exactly_as_many_as_asked_and_each_other_one_is_explained(
        at in received(), value in 1_u16..60,
    ) {
        let found = count(at, value, TimeUnit::WorkingDay, &[]);
        let skipped: Vec<Date> = found
            .steps
            .iter()
            .filter(|step| matches!(step.kind, StepKind::Skipped { .. }))
            .map(|step| step.on)
            .collect();
        let (mut day, mut counted) = (day_of(at), 0);
        while Some(day) < found.due_on {
            day = day.tomorrow().expect("in range");
            let works = matches!(CALENDAR.day(day), Day::Working | Day::MakeUp(_));
            counted += u16::from(works);
            prop_assert_eq!(!works, skipped.contains(&day), "{} is explained", day);
        }
        prop_assert_eq!(counted, value);
    }

    #[test]
    fn no_instant_and_no_number_makes_the_engine_panic(
        at in -377_705_023_201_i64..253_402_207_200, value: u16, unit in unit(), from: i32, to: i32, policy in policy(),
    ) {
        let instant = |offset: i32| {
            Timestamp::from_second(at.saturating_add(offset.into())).unwrap_or(Timestamp::MAX)
        };
        let stopped = Pause { to: Some(instant(to)), policy, ..Pause::open(instant(from), PauseReason::Supplement) };
        prop_assert!(!count(second(at), value, unit, &[stopped]).steps.is_empty());
        let open = [Pause { to: None, ..stopped }];
        prop_assert!(!count(second(at), value, unit, &open).steps.is_empty());
    }
}

/// The calendar with one more day off.
fn with_day_off(on: Date) -> Calendar {
    let mut calendar = CALENDAR.clone();
    if let Err(index) = calendar.days_off.binary_search_by_key(&on, |day| day.date) {
        let day = DayOff {
            date: on,
            name_vi: "Nghỉ theo quyết định".to_owned(),
            name_en: "Off by decision".to_owned(),
            kind: DayOffKind::PublicHoliday,
            status: DayStatus::Verified,
            source: "test".to_owned(),
        };
        calendar.days_off.insert(index, day);
    }
    calendar
}

#[test]
fn the_cut_off_of_these_properties_is_the_calendars() {
    assert_eq!(CALENDAR.same_day_cutoff, time(15, 0, 0, 0));
}
