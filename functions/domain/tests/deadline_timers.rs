//! The timers beside the statutory clock, and what is nearly late.

mod clock;

use clock::{CALENDAR, at};
use domain::{
    deadline::{Began, DueDate, StepKind, days_before, forward, intake_notice, near_until, return_told, review_return},
    procedure::Channel,
};

fn first(due: &DueDate) -> &StepKind {
    &due.steps.first().expect("every count has steps").kind
}

#[test]
fn the_intake_notice_is_eight_working_hours_online_and_one_working_day_at_a_counter() {
    let by = |filed: &str, channel| intake_notice(at(filed), channel, &CALENDAR).due_at;
    for channel in [Channel::Online, Channel::Counter] {
        assert_eq!(by("2026-11-19T21:40", channel), Some(at("2026-11-20T17:00")), "in the evening");
    }
    assert_eq!(by("2026-11-19T08:30", Channel::Online), Some(at("2026-11-20T08:30")));
    assert_eq!(by("2026-11-19T08:30", Channel::Post), Some(at("2026-11-20T17:00")));
    assert_eq!(by("2026-02-13T16:00", Channel::Online), Some(at("2026-02-23T16:00")), "over Tết");
}

#[test]
fn an_electronic_dossier_is_forwarded_at_once_or_next_morning_and_paper_within_a_working_day() {
    let by = |accepted: &str, on_paper| forward(at(accepted), on_paper, &CALENDAR).due_at;
    assert_eq!(by("2026-11-20T14:59", false), Some(at("2026-11-20T17:00")));
    assert_eq!(by("2026-11-20T15:00", false), Some(at("2026-11-20T17:00")));
    assert_eq!(by("2026-11-20T15:01", false), Some(at("2026-11-23T07:30")));
    assert_eq!(by("2026-11-21T09:00", false), Some(at("2026-11-23T07:30")), "on a Saturday");
    assert_eq!(by("2026-01-09T15:30", false), Some(at("2026-01-10T07:30")), "the Saturday is worked");
    assert_eq!(by("2026-11-20T14:30", true), Some(at("2026-11-23T17:00")));
    assert_eq!(by("2026-11-23T09:00", true), Some(at("2026-11-25T17:00")), "Tuesday is off");
}

#[test]
fn an_unfit_dossier_is_returned_within_two_working_days_and_the_citizen_told_within_one() {
    assert_eq!(review_return(at("2026-11-20T10:00"), &CALENDAR).due_at, Some(at("2026-11-25T17:00")));
    assert_eq!(return_told(at("2026-11-20T10:00"), &CALENDAR).due_at, Some(at("2026-11-23T17:00")));
}

#[test]
fn a_timer_says_what_it_counts_from_and_what_it_skips() {
    let accepted = at("2026-11-20T15:01");
    let due = forward(accepted, false, &CALENDAR);
    assert_eq!(*first(&due), StepKind::CountedFrom { event: Began::Acceptance, at: accepted });
    let kinds: Vec<&StepKind> = due.steps.iter().map(|step| &step.kind).collect();
    assert!(matches!(
        kinds[1..],
        [StepKind::AfterCutoff { .. }, StepKind::Skipped { .. }, StepKind::Skipped { .. }, StepKind::Due { .. }]
    ));
    let filed = intake_notice(accepted, Channel::Online, &CALENDAR);
    assert_eq!(*first(&filed), StepKind::CountedFrom { event: Began::Filing, at: accepted });
    let taken = review_return(accepted, &CALENDAR);
    assert_eq!(*first(&taken), StepKind::CountedFrom { event: Began::TakeOver, at: accepted });
}

#[test]
fn nearly_late_is_what_is_due_by_the_end_of_the_next_working_day() {
    let until = |now: &str| near_until(at(now), &CALENDAR);
    assert_eq!(until("2026-11-18T09:00"), at("2026-11-19T17:00"));
    assert_eq!(until("2026-11-20T09:00"), at("2026-11-23T17:00"), "Friday to Monday");
    assert_eq!(until("2026-11-23T09:00"), at("2026-11-25T17:00"), "Tuesday is off");
    assert_eq!(until("2026-02-13T09:00"), at("2026-02-23T17:00"), "over Tết");
    assert_eq!(until("2026-01-09T09:00"), at("2026-01-10T17:00"), "the Saturday is worked");
}

#[test]
fn alarms_come_two_working_days_and_one_before_the_due_date() {
    let before = |due: &str, days| days_before(at(due), days, &CALENDAR);
    assert_eq!(before("2026-11-26T17:00", 0), Some(at("2026-11-26T07:30")));
    assert_eq!(before("2026-11-26T17:00", 1), Some(at("2026-11-25T07:30")));
    assert_eq!(before("2026-11-26T17:00", 2), Some(at("2026-11-23T07:30")), "Tuesday is off");
    assert_eq!(before("2026-02-23T17:00", 1), Some(at("2026-02-13T07:30")), "before Tết");
}
