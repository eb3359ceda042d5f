//! The clock that a dossier keeps: pauses and how they end, the one extension, a new calendar.

mod bare;
mod clock;

use bare::{procedure, raw_procedures};
use clock::{CALENDAR, at};
use domain::{
    calendar::{Calendar, DayOff, DayOffKind, DayStatus},
    deadline::{
        DueDate, NoDateReason, NoExtension, Pause, PauseReason, ResumePolicy, SkipReason, StepKind, TimeUnit,
        explained, extend, recompute, restart_under, resume, start,
    },
    dossier::head::{Clock, StartedClock},
    form::{Answers, Facts},
    procedure::Procedure,
};
use jiff::civil::{Date, date};

/// Registration of a household business: three working days.
const SHOP: &str = "1.001612";

fn started(procedure: &Procedure, received: &str) -> StartedClock {
    start(at(received), procedure, &Answers::new(), &Facts::on(date(2026, 11, 2)), &CALENDAR)
}

/// Received on Monday 2 November 2026, so due on Thursday the 5th.
fn shop() -> StartedClock {
    let shop = started(&procedure(SHOP), "2026-11-02T09:00");
    assert_eq!(shop.due_on, Some(date(2026, 11, 5)));
    shop
}

fn pause(from: &str, reason: PauseReason) -> Pause {
    Pause::open(at(from), reason)
}

fn waited(shop: StartedClock, from: &str, to: &str, reason: PauseReason, policy: ResumePolicy) -> StartedClock {
    resume(shop, pause(from, reason), at(to), policy, &CALENDAR)
}

fn extended(shop: StartedClock, now: &str, until: Date) -> StartedClock {
    extend(shop, until, at(now), &CALENDAR).expect("there is an extension left")
}

fn kinds(due: &DueDate) -> Vec<&StepKind> {
    due.steps.iter().map(|step| &step.kind).collect()
}

#[test]
fn after_a_supplement_the_rest_goes_on_or_the_whole_begins_anew_as_the_procedure_says() {
    let (asked, answered) = ("2026-11-03T10:00", "2026-11-09T10:00");
    let rest = waited(shop(), asked, answered, PauseReason::Supplement, ResumePolicy::Continue);
    assert_eq!(rest.due_on, Some(date(2026, 11, 11)), "the 3rd was used; the 10th and 11th are left");
    let anew = waited(shop(), asked, answered, PauseReason::Supplement, ResumePolicy::Restart);
    assert_eq!(anew.due_on, Some(date(2026, 11, 12)), "the 10th, 11th and 12th");
    let told = explained(&anew, None, &CALENDAR);
    assert!(told.steps.iter().any(|step| step.kind == StepKind::StartsAnew { at: at(answered) }));
    assert!(told.steps.iter().any(|step| matches!(step.kind, StepKind::Paused { .. })));
    assert_eq!(told.due_at, anew.due_at);
}

#[test]
fn the_second_appointment_counts_from_the_proof_of_payment() {
    let paid = waited(
        shop(),
        "2026-11-03T10:00",
        "2026-12-15T09:00",
        PauseReason::FinancialObligation,
        ResumePolicy::Continue,
    );
    assert_eq!(paid.due_on, Some(date(2026, 12, 17)), "the 16th and 17th are left");
    assert_eq!(paid.pauses[0].reason, PauseReason::FinancialObligation);
}

#[test]
fn a_withdrawal_that_is_refused_gives_nobody_the_whole_time_again() {
    let refused =
        waited(shop(), "2026-11-03T10:00", "2026-11-04T10:00", PauseReason::Withdrawal, ResumePolicy::Restart);
    assert_eq!(refused.due_on, Some(date(2026, 11, 6)), "only the 4th is lost");
    assert_eq!(refused.pauses[0].policy, ResumePolicy::Continue);
}

#[test]
fn a_pause_that_begins_on_the_last_day_makes_nobody_late() {
    let open = Clock::Paused { started: shop(), since: at("2026-11-05T10:00"), reason: PauseReason::Supplement };
    assert!(!open.is_late(at("2026-11-20T09:00")));
    let resumed =
        waited(shop(), "2026-11-05T10:00", "2026-11-20T09:00", PauseReason::Supplement, ResumePolicy::Continue);
    assert_eq!(resumed.due_on, Some(date(2026, 11, 23)), "the next working day after the answer");
    assert!(!Clock::Running { started: resumed }.is_late(at("2026-11-20T09:00")));
}

#[test]
fn while_it_stands_the_explanation_says_how_much_is_left() {
    let told = explained(&shop(), Some(pause("2026-11-03T10:00", PauseReason::Supplement)), &CALENDAR);
    assert_eq!(told.due_at, None);
    assert_eq!(kinds(&told).last(), Some(&&StepKind::NoDate { reason: NoDateReason::StillPaused { left: 2 } }));
}

#[test]
fn an_extension_shows_both_dates_and_the_dossier_counts_as_late_by_the_first() {
    let letter = extended(shop(), "2026-11-03T10:00", date(2026, 11, 12));
    assert_eq!(letter.due_at, Some(at("2026-11-12T17:00")));
    assert_eq!(letter.index_due_at(), Some(at("2026-11-05T17:00")));
    let told = explained(&letter, None, &CALENDAR);
    assert_eq!((told.due_at, told.first_due_at), (letter.due_at, letter.index_due_at()));
    let [.., first, extension, end] = kinds(&told)[..] else { panic!("{told:?}") };
    assert_eq!(*first, StepKind::FirstFixed { at: at("2026-11-05T17:00") });
    assert_eq!(*extension, StepKind::Extended { until: date(2026, 11, 12) });
    assert_eq!(*end, StepKind::Due { at: at("2026-11-12T17:00") });
    let running = Clock::Running { started: letter.clone() };
    assert!(!running.is_late(at("2026-11-05T16:59")));
    assert!(running.is_late(at("2026-11-06T08:00")), "an extension does not help in the index");
    let published = Clock::Stopped { started: letter, at: at("2026-11-11T09:00") };
    assert!(published.is_late(at("2026-11-11T09:00")));
}

#[test]
fn the_letter_comes_a_day_before_the_due_date_or_is_late_itself() {
    let in_time = extended(shop(), "2026-11-04T16:59", date(2026, 11, 12)).extension.expect("it is there");
    assert!(!in_time.apology_late);
    assert!(extended(shop(), "2026-11-05T08:00", date(2026, 11, 12)).extension.expect("it is there").apology_late);
    assert!(extended(shop(), "2026-11-10T08:00", date(2026, 11, 12)).extension.expect("it is there").apology_late);
}

#[test]
fn there_is_one_extension_to_a_later_working_day() {
    let refused = |shop: StartedClock, now: &str, until| extend(shop, until, at(now), &CALENDAR).expect_err("refused");
    let now = "2026-11-03T10:00";
    assert_eq!(refused(shop(), now, date(2026, 11, 5)), NoExtension::NotLater);
    assert_eq!(refused(shop(), "2026-11-12T17:00", date(2026, 11, 12)), NoExtension::NotLater);
    assert_eq!(refused(shop(), now, date(2026, 11, 8)), NoExtension::NotAWorkingDay, "a Sunday");
    assert_eq!(refused(shop(), now, date(2026, 11, 24)), NoExtension::NotAWorkingDay, "Culture Day");
    let once = extended(shop(), now, date(2026, 11, 12));
    assert_eq!(refused(once, now, date(2026, 11, 20)), NoExtension::NoneLeft);
    let campaign = raw_procedures().iter().find(|raw| raw["processing_time"][0]["unit"] == "campaign").expect("one");
    let campaign = started(&bare::compile(campaign), "2026-11-02T09:00");
    assert_eq!(refused(campaign, now, date(2026, 11, 12)), NoExtension::NoDueDate);
}

#[test]
fn a_pause_after_the_letter_moves_its_day_and_leaves_the_first_date() {
    let letter = || extended(shop(), "2026-11-03T10:00", date(2026, 11, 12));
    let wait = |from, to| waited(letter(), from, to, PauseReason::Supplement, ResumePolicy::Continue);
    let moved = wait("2026-11-10T09:00", "2026-11-16T10:00");
    assert_eq!(moved.due_on, Some(date(2026, 11, 18)), "two days were left: the 17th and 18th");
    assert_eq!(moved.index_due_at(), Some(at("2026-11-05T17:00")));
    assert_eq!(wait("2026-11-12T10:00", "2026-11-16T10:00").due_on, Some(date(2026, 11, 17)), "on its last day");
    assert_eq!(wait("2026-11-13T10:00", "2026-11-16T10:00").due_on, Some(date(2026, 11, 12)), "after it");
    assert_eq!(wait("2026-11-10T09:00", "2026-11-10T15:00").due_on, Some(date(2026, 11, 12)), "within a day");
    let told = explained(&moved, None, &CALENDAR);
    assert_eq!((told.due_at, told.first_due_at), (moved.due_at, moved.index_due_at()));
    let open = explained(&letter(), Some(pause("2026-11-10T09:00", PauseReason::Supplement)), &CALENDAR);
    assert_eq!(kinds(&open).last(), Some(&&StepKind::NoDate { reason: NoDateReason::StillPaused { left: 2 } }));
    // Begun before the first date: both move.
    let early = wait("2026-11-03T11:00", "2026-11-05T10:00");
    assert_eq!(early.index_due_at(), Some(at("2026-11-09T17:00")), "6 and 9 were left");
    assert_eq!(early.due_on, Some(date(2026, 11, 16)), "seven days were left of the letter: 6, 9, 10, 11, 12, 13, 16");
    assert_eq!(explained(&early, None, &CALENDAR).due_at, early.due_at);
}

#[test]
fn a_corrected_procedure_counts_from_the_same_reception_with_the_same_pauses() {
    let waiting =
        waited(shop(), "2026-11-03T10:00", "2026-11-05T10:00", PauseReason::Withdrawal, ResumePolicy::Continue);
    let birth = procedure("1.001193");
    let corrected = restart_under(waiting.clone(), &birth, &Answers::new(), &Facts::on(date(2026, 11, 2)), &CALENDAR);
    assert_eq!((corrected.received_at, &corrected.pauses), (waiting.received_at, &waiting.pauses));
    assert_eq!(corrected.due_on, Some(date(2026, 11, 2)), "the same day, before the pause began");
    assert_eq!(corrected.time.as_ref().map(|time| time.unit), Some(TimeUnit::SameDay));
}

#[test]
fn a_clock_from_before_these_fields_is_read_as_it_was() {
    let old = r#"{"received_at":"2026-11-02T02:00:00Z","due_at":"2026-11-05T10:00:00Z","due_on":"2026-11-05",
        "time":{"value":3,"unit":"working_day","confirmed":true},
        "pauses":[{"from":"2026-11-03T03:00:00Z","to":"2026-11-03T04:00:00Z"}]}"#;
    let old: StartedClock = serde_json::from_str(old).expect("it is read");
    assert_eq!((old.extension.clone(), old.calendar, old.open.len(), old.no_case), (None, None, 0, false));
    assert_eq!((old.pauses[0].reason, old.pauses[0].policy), (PauseReason::Supplement, ResumePolicy::Continue));
    assert_eq!(explained(&old, None, &CALENDAR).due_at, old.due_at);
    let paused = r#"{"kind":"paused","started":{"received_at":"2026-11-02T02:00:00Z","due_at":null,"due_on":null,
        "time":null,"pauses":[]},"since":"2026-11-03T03:00:00Z"}"#;
    let paused: Clock = serde_json::from_str(paused).expect("it is read");
    assert_eq!(paused.open_pause(), Some(pause("2026-11-03T10:00", PauseReason::Supplement)));
}

mod under_a_new_calendar {
    use super::*;

    /// A decision that gives one more day off.
    fn decided(on: Date) -> Calendar {
        let mut calendar = CALENDAR.clone();
        calendar.version = date(2026, 11, 3);
        calendar.days_off.push(DayOff {
            date: on,
            name_vi: "Nghỉ theo quyết định của Chính phủ".to_owned(),
            name_en: "Off by decision of the Government".to_owned(),
            kind: DayOffKind::PublicHoliday,
            status: DayStatus::Verified,
            source: "QĐ".to_owned(),
        });
        calendar.days_off.sort_by_key(|day| day.date);
        calendar
    }

    #[test]
    fn a_running_dossier_shows_both_dates_and_the_days_that_changed() {
        let new = decided(date(2026, 11, 4));
        let running = Clock::Running { started: shop() };
        let changed = recompute(&running, &CALENDAR, &new).expect("it moves");
        assert_eq!(changed.due.from, Some(at("2026-11-05T17:00")));
        assert_eq!(changed.due.to, Some(at("2026-11-06T17:00")));
        assert_eq!(changed.days.len(), 1);
        assert_eq!((changed.days[0].on, &changed.days[0].before), (date(2026, 11, 4), &None));
        let Some(SkipReason::DayOff { name, .. }) = &changed.days[0].after else { panic!("{changed:?}") };
        assert_eq!(name.en, "Off by decision of the Government");
        assert_eq!(changed.started.calendar, Some(new.version));
        assert_eq!(explained(&changed.started, None, &new).due_at, changed.due.to);
        let back = recompute(&Clock::Running { started: changed.started }, &new, &CALENDAR).expect("and back");
        assert_eq!((back.due.to, &back.days[0].after), (Some(at("2026-11-05T17:00")), &None));
    }

    #[test]
    fn what_does_not_run_or_is_not_touched_keeps_its_date() {
        let new = decided(date(2026, 11, 4));
        let since = at("2026-11-03T09:00");
        for clock in [
            Clock::None,
            Clock::Intake { notice_due_at: since },
            Clock::Paused { started: shop(), since, reason: PauseReason::Supplement },
            Clock::Stopped { started: shop(), at: since },
        ] {
            assert_eq!(recompute(&clock, &CALENDAR, &new), None, "{clock:?}");
        }
        let running = Clock::Running { started: shop() };
        assert_eq!(recompute(&running, &CALENDAR, &decided(date(2026, 11, 9))), None, "after its due date");
        assert_eq!(recompute(&running, &CALENDAR, &CALENDAR), None);
    }

    #[test]
    fn a_letters_day_that_became_a_day_off_moves_to_the_next_working_day() {
        let letter = extended(shop(), "2026-11-03T10:00", date(2026, 11, 12));
        let running = Clock::Running { started: letter };
        let changed = recompute(&running, &CALENDAR, &decided(date(2026, 11, 12))).expect("it moves");
        assert_eq!(changed.started.due_on, Some(date(2026, 11, 13)));
        assert_eq!(changed.started.index_due_at(), Some(at("2026-11-05T17:00")));
        // The first date alone may move as well: the index goes by it.
        let first = recompute(&running, &CALENDAR, &decided(date(2026, 11, 4))).expect("it moves");
        assert_eq!(first.started.due_on, Some(date(2026, 11, 12)));
        assert_eq!(first.started.index_due_at(), Some(at("2026-11-06T17:00")));
    }
}

mod properties {
    use super::*;
    use jiff::Timestamp;
    use proptest::prelude::*;

    proptest! {
        /// What a dossier keeps is what its explanation comes to, whatever happened to it.
        #[test]
        fn the_explanation_ends_with_the_date_that_the_dossier_keeps(
            received in 1_767_225_600_i64..1_798_761_600,
            waits in prop::collection::vec((0_i64..400_000, 0_i64..900_000, any::<bool>()), 0..3),
            letter in prop::option::of((0_usize..3, 1_i32..40)),
        ) {
            let second = |at: i64| Timestamp::from_second(at).expect("in range");
            let mut clock = start(second(received), &procedure(SHOP), &Answers::new(), &Facts::on(date(2026, 11, 2)), &CALENDAR);
            let mut now = received;
            for (index, (running, waiting, anew)) in waits.iter().enumerate() {
                let extension = letter.filter(|(when, _)| *when == index);
                if let (Some((_, days)), Some(due_on)) = (extension, clock.due_on) {
                    let until = due_on.checked_add(jiff::Span::new().days(days)).expect("in range");
                    if let Ok(extended) = extend(clock.clone(), until, second(now), &CALENDAR) {
                        prop_assert!(extended.due_at > clock.due_at);
                        prop_assert_eq!(extended.index_due_at(), clock.due_at);
                        clock = extended;
                    }
                }
                let since = Pause::open(second(now + running), PauseReason::Supplement);
                now += running + waiting;
                let policy = if *anew { ResumePolicy::Restart } else { ResumePolicy::Continue };
                let before = (clock.due_at, clock.index_due_at());
                clock = resume(clock, since, second(now), policy, &CALENDAR);
                prop_assert!(clock.due_at >= before.0 && clock.index_due_at() >= before.1, "a pause brings nothing forward");
                let told = explained(&clock, None, &CALENDAR);
                prop_assert_eq!((told.due_at, told.due_on), (clock.due_at, clock.due_on));
                prop_assert_eq!(told.first_due_at, clock.extension.as_ref().and(clock.index_due_at()));
            }
        }
    }
}
