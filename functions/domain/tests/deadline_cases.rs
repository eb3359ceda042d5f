//! Which processing time applies, for the published procedures.

mod bare;

use bare::{compile, procedure, raw_procedures, seed};
use domain::{
    calendar::Calendar,
    deadline::{
        DueDate, NoDateReason, Pause, PauseReason, ProcessingTime, StepKind, TimeUnit, due_for, pick, resume, start,
    },
    expression::Scope,
    form::{Answers, Facts},
};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use serde_json::{Value, json};

fn calendar() -> Calendar {
    Calendar::from_raw(&seed("calendar.json")).expect("the calendar compiles")
}

fn at(text: &str) -> Timestamp {
    format!("{text}+07:00").parse().expect("a time")
}

fn answers(given: Value) -> Answers {
    given.as_object().expect("an object").clone()
}

/// What applies on Monday 16 November 2026: value, unit and whether a question is open.
fn applies(code: &str, given: Value, officer: &[(&str, bool)]) -> (Option<u16>, TimeUnit, bool) {
    let procedure = procedure(code);
    let (answers, facts) = (answers(given), facts(officer));
    let scope = Scope::new(&answers, &facts);
    let picked = pick(&procedure.processing_times, &scope, date(2026, 11, 16)).expect("a time");
    (picked.time.value, picked.time.unit, !picked.open.is_empty())
}

fn facts(officer: &[(&str, bool)]) -> Facts {
    let mut facts = Facts::on(date(2026, 11, 16));
    facts.officer_states = officer.iter().map(|(name, yes)| ((*name).to_owned(), *yes)).collect();
    facts
}

fn due_on(code: &str, received: &str, given: Value, officer: &[(&str, bool)]) -> DueDate {
    due_for(&procedure(code), &answers(given), &facts(officer), at(received), &calendar())
}

#[test]
fn the_ordinary_time_applies_where_nothing_else_does() {
    assert_eq!(applies("1.001193", json!({}), &[]), (Some(1), TimeUnit::SameDay, false));
    assert_eq!(applies("2.002288", json!({}), &[]), (Some(2), TimeUnit::WorkingDay, false));
}

#[test]
fn an_unanswered_question_of_the_officer_promises_the_longest_time_and_says_so() {
    assert_eq!(applies("1.001022", json!({}), &[]), (Some(8), TimeUnit::WorkingDay, true));
    assert_eq!(applies("1.001022", json!({}), &[("states_time_1", false)]), (Some(3), TimeUnit::WorkingDay, false));
    assert_eq!(applies("1.001022", json!({}), &[("states_time_1", true)]), (Some(8), TimeUnit::WorkingDay, false));
    let open = due_on("1.001022", "2026-11-02T09:00", json!({}), &[]);
    assert_eq!((open.due_on, open.provisional), (Some(date(2026, 11, 12)), true));
    assert!(matches!(&open.steps[1].kind, StepKind::CaseOpen { sentence } if sentence.vi == "Phải xác minh?"));
    let settled = due_on("1.001022", "2026-11-02T09:00", json!({}), &[("states_time_1", true)]);
    assert_eq!((settled.due_on, settled.provisional), (Some(date(2026, 11, 12)), false));
    assert!(matches!(&settled.steps[1].kind, StepKind::Case { .. }));
    let plain = due_on("1.001022", "2026-11-02T09:00", json!({}), &[("states_time_1", false)]);
    assert_eq!(plain.due_on, Some(date(2026, 11, 5)));
}

#[test]
fn a_condition_over_the_answers_chooses_between_cases() {
    assert_eq!(applies("1.013225", json!({ "work_type": "house" }), &[]), (Some(15), TimeUnit::CalendarDay, false));
    assert_eq!(applies("1.013225", json!({ "work_type": "class_3" }), &[]), (Some(20), TimeUnit::CalendarDay, false));
    let easy = [("states_time_2", false)];
    assert_eq!(applies("1.013831", json!({ "change_type": "gift" }), &easy), (Some(8), TimeUnit::WorkingDay, false));
    assert_eq!(
        applies("1.013831", json!({ "change_type": "lease_in_infrastructure" }), &easy),
        (Some(4), TimeUnit::WorkingDay, false)
    );
    let hard = [("states_time_2", true)];
    assert_eq!(applies("1.013831", json!({ "change_type": "gift" }), &hard), (Some(18), TimeUnit::WorkingDay, false));
}

#[test]
fn a_statement_of_the_applicant_goes_before_the_ordinary_time_even_when_it_is_shorter() {
    assert_eq!(applies("2.000986", json!({ "states_time_1": true }), &[]), (Some(4), TimeUnit::WorkingDay, false));
    assert_eq!(applies("2.000986", json!({ "states_time_1": false }), &[]), (Some(20), TimeUnit::CalendarDay, false));
}

#[test]
fn where_no_case_applies_the_longest_time_is_taken_and_said() {
    let none = json!({ "states_time_0": false, "states_time_1": false });
    let found = due_on("1.013274", "2026-11-02T09:00", none, &[]);
    assert_eq!((found.due_on, found.provisional), (Some(date(2026, 11, 9)), true));
    assert_eq!(found.steps[1].kind, StepKind::NoCaseApplies {});
}

#[test]
fn a_time_changes_on_the_day_on_which_the_law_does() {
    let officer = [("states_time_2", false)];
    let before = due_on("3.000333", "2026-06-30T09:00", json!({}), &officer);
    assert_eq!((before.due_on, before.provisional), (Some(date(2026, 7, 10)), false));
    let after = due_on("3.000333", "2026-07-01T09:00", json!({}), &officer);
    assert_eq!((after.due_on, after.provisional), (Some(date(2026, 7, 13)), true), "the new time was not read");
    assert!(after.steps.iter().any(|step| step.kind == StepKind::ProvisionalTime {}));
}

#[test]
fn a_campaign_has_no_due_date() {
    let found = due_on("3.000182", "2026-11-02T09:00", json!({}), &[]);
    assert_eq!(found.due_on, None);
    let last = &found.steps.last().expect("steps").kind;
    assert_eq!(*last, StepKind::NoDate { reason: NoDateReason::Campaign {} });
}

#[test]
fn the_cut_off_alone_decides_for_a_same_day_copy_from_the_register() {
    assert_eq!(due_on("2.000908", "2026-11-18T10:00", json!({}), &[]).due_on, Some(date(2026, 11, 18)));
    assert_eq!(due_on("2.000908", "2026-11-18T15:30", json!({}), &[]).due_on, Some(date(2026, 11, 19)));
}

#[test]
fn every_procedure_has_a_time_today_and_a_date_unless_it_is_a_campaign() {
    let (mut times, mut dated, mut campaigns) = (0, 0, 0);
    for raw in raw_procedures() {
        let procedure = compile(raw);
        times += procedure.processing_times.len();
        let found = due_for(&procedure, &Answers::new(), &facts(&[]), at("2026-11-16T09:00"), &calendar());
        if procedure.processing_times.iter().all(|time| time.unit == TimeUnit::Campaign) {
            campaigns += 1;
            assert_eq!(found.due_on, None, "{}", procedure.code);
        } else {
            dated += 1;
            assert!(found.due_on >= Some(date(2026, 11, 16)), "{}", procedure.code);
        }
        let json = serde_json::to_string(&procedure.processing_times).expect("serialises");
        assert_eq!(serde_json::from_str::<Vec<ProcessingTime>>(&json).expect("reads back"), procedure.processing_times);
    }
    assert_eq!((times, dated, campaigns), (130, 104, 2));
}

#[test]
fn the_clock_starts_at_acceptance_and_goes_on_after_a_pause() {
    let shop = procedure("1.001612");
    let received = at("2026-11-02T09:00");
    let started = start(received, &shop, &Answers::new(), &facts(&[]), &calendar());
    assert_eq!(started.received_at, received);
    let due: Option<Date> = started.due_on;
    assert!(due.is_some() && started.due_at.is_some() && started.time.is_some() && started.pauses.is_empty());
    // Asked on the day of acceptance, answered a week later: five working days are added.
    let since = Pause::open(at("2026-11-02T15:00"), PauseReason::Supplement);
    let resumed = resume(started.clone(), since, at("2026-11-09T10:00"), shop.resume_policy, &calendar());
    let plain = start(at("2026-11-09T10:00"), &shop, &Answers::new(), &facts(&[]), &calendar());
    assert_eq!(resumed.due_on, plain.due_on);
    assert_eq!((resumed.pauses.len(), resumed.pauses[0].reason), (1, PauseReason::Supplement));
    assert_eq!((resumed.received_at, resumed.time), (received, started.time));
}

#[test]
fn a_broken_time_is_refused_with_its_place() {
    let mut raw = raw_procedures()[0].clone();
    raw["processing_time"][0]["unit"] = "fortnight".into();
    assert_eq!(ProcessingTime::from_raw(&raw).expect_err("refused").at, "processing_time[0].unit");
    let mut raw = raw_procedures()[0].clone();
    raw["processing_time"][0]["value"] = Value::Null;
    assert_eq!(ProcessingTime::from_raw(&raw).expect_err("refused").at, "processing_time[0].value");
}
