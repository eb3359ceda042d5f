//! Timers: what runs in a state, when it fires, whom it alarms, and that no alarm is raised twice.

mod common;
mod dossier_stage;

use common::seed;
use domain::{
    account::Role,
    dossier::{
        Action, Actor,
        action::{ActionName, OpinionInput},
        state::HandoverMove,
        table,
        timers::{Moment, Settings, Timer, TimerId, next_at, of_desks, running, waiting},
    },
    ids::FileId,
};
use dossier_stage::{
    CALENDAR, HA_TU, Stage,
    actions::{birth_in_process, reason, receive, shop_in_process, supplement},
    at, card,
    forms::{birth_wholly_online, shop_at_counter},
    missing_paper, pdf,
};
use jiff::Timestamp;
use jiff::civil::date;

fn timers(stage: &Stage) -> Vec<Timer> {
    waiting(&stage.dossier, &CALENDAR, &Settings::default())
}

fn times(stage: &Stage) -> Vec<(Moment, Timestamp)> {
    timers(stage).into_iter().map(|timer| (timer.moment, timer.at)).collect()
}

fn note(stage: &mut Stage, timer: TimerId, moment: Moment) {
    stage.by(&Actor::system(), Action::NoteTimer { timer, moment, opinion: None });
}

#[test]
fn every_alarm_is_answered_by_actions_of_the_table() {
    for moment in Moment::ALL {
        let answers = moment.answered_by();
        assert_eq!(answers.is_empty(), moment == Moment::DraftStale, "{moment:?}: a draft is no dossier yet");
        for action in answers {
            assert!(table::all().any(|rule| rule.action == *action), "{moment:?}: {action:?}");
        }
    }
}

#[test]
fn a_filing_waits_for_its_notice() {
    let birth = birth_wholly_online();
    assert_eq!(times(&birth), [(Moment::IntakeNoticeDue, at("2026-11-17T17:00"))], "eight working hours");
    assert_eq!(timers(&birth)[0].moment.alarms(), [Role::IntakeOfficer, Role::CentreManager]);
    assert_eq!(next_at(&birth.dossier, &CALENDAR, &Settings::default()), Some(at("2026-11-17T17:00")));
    let shop = shop_at_counter();
    assert_eq!(times(&shop), [(Moment::IntakeNoticeDue, at("2026-11-17T17:00"))], "one working day");
}

#[test]
fn an_accepted_dossier_is_to_be_forwarded_and_warns_before_its_due_date() {
    let mut shop = shop_at_counter();
    let accept = shop.acceptance();
    shop.does("tn-binhlieu", accept);
    assert_eq!(
        times(&shop),
        [
            (Moment::DueInTwoDays, at("2026-11-17T07:30")),
            (Moment::ForwardDue, at("2026-11-17T17:00")),
            (Moment::DueInOneDay, at("2026-11-18T07:30")),
            (Moment::Overdue, at("2026-11-19T17:00")),
        ]
    );
    assert_eq!(timers(&shop)[2].proposes, Some(ActionName::ExtendWithApology));
    let mut birth = birth_wholly_online();
    let accept = birth.when("2026-11-17T07:45").acceptance();
    birth.does("tn-hatu", accept);
    let warned = times(&birth).iter().any(|(moment, _)| *moment == Moment::DueInTwoDays);
    assert!(!warned, "a same-day dossier is not due in two days");
}

#[test]
fn what_has_fired_is_not_raised_again_until_the_date_moves() {
    let mut shop = shop_in_process();
    shop.when("2026-11-18T08:00");
    note(&mut shop, TimerId::Due, Moment::DueInTwoDays);
    note(&mut shop, TimerId::Due, Moment::DueInOneDay);
    assert_eq!(times(&shop), [(Moment::Overdue, at("2026-11-19T17:00"))]);
    assert_eq!(shop.dossier.fired.len(), 2);
    shop.does("tp-kt-baichay", Action::ExtendWithApology { new_due_on: date(2026, 11, 25), reason: reason() });
    assert!(shop.dossier.fired.is_empty(), "another date, other alarms");
    assert_eq!(times(&shop)[0], (Moment::DueInTwoDays, at("2026-11-20T07:30")), "the 24th is a day off");
}

#[test]
fn each_stage_has_its_timer_and_leaves_none_behind() {
    let mut shop = shop_at_counter();
    let accept = shop.acceptance();
    shop.does("tn-binhlieu", accept).does("tn-binhlieu", Action::Forward { paper_count: 3 });
    let has = |stage: &Stage, id| timers(stage).iter().any(|timer| timer.id == id);
    assert!(has(&shop, TimerId::Takeover) && !has(&shop, TimerId::Forward));
    shop.does("tp-kt-baichay", receive("tl-kt-baichay", 3));
    assert!(has(&shop, TimerId::ReviewReturn) && !has(&shop, TimerId::Takeover));
    shop.does("tl-kt-baichay", Action::StartWork);
    assert!(!has(&shop, TimerId::ReviewReturn));
    shop.does("tn-binhlieu", Action::RequestWithdrawal { reason: None, identity: Some(card()) });
    let all: Vec<TimerId> = timers(&shop).iter().map(|timer| timer.id).collect();
    assert_eq!(all, [TimerId::WithdrawalAnswer], "the clock stands meanwhile");
}

#[test]
fn a_supplement_reminds_the_citizen_and_then_proposes_to_end() {
    let mut birth = birth_wholly_online();
    birth.when("2026-11-17T07:45").does("tn-hatu", supplement(vec![missing_paper(1)]));
    assert_eq!(
        times(&birth),
        [(Moment::SupplementReminder, at("2026-12-02T07:30")), (Moment::SupplementOverdue, at("2026-12-05T00:00")),]
    );
    let list = timers(&birth);
    assert!(list[0].moment.alarms().contains(&Role::Citizen));
    assert_eq!(list[1].proposes, Some(ActionName::Expire));
}

#[test]
fn a_question_to_another_agency_has_a_timer_of_its_own() {
    let mut shop = shop_in_process();
    let question = OpinionInput {
        agency: HA_TU.into(),
        office: None,
        question: "Có phù hợp quy hoạch không?".to_owned(),
        documents: Vec::new(),
        due_on: date(2026, 11, 18),
    };
    shop.does("tl-kt-baichay", Action::AskOpinion { opinions: vec![question] });
    let found = running(&shop.dossier, &CALENDAR, &Settings::default());
    let timer = found.iter().find(|timer| timer.id == TimerId::OpinionDue).expect("a timer");
    assert_eq!((timer.opinion, timer.at), (Some(1), at("2026-11-18T17:00")));
    shop.when("2026-11-18T17:00").by(&Actor::system(), Action::MarkOpinionOverdue { opinion: 1 });
    assert!(timers(&shop).iter().all(|timer| timer.id != TimerId::OpinionDue));
}

/// Every role that the words of `statuses.json` name for a timer.
#[test]
fn each_moment_alarms_the_roles_that_the_data_name() {
    let statuses = seed("statuses.json");
    let text = |timer: &serde_json::Value, field: &str| timer[field].as_str().unwrap_or_default().to_owned();
    let mut named = 0;
    for timer in statuses["timers"].as_array().expect("timers") {
        let (then, events) = (text(timer, "then"), text(timer, "event"));
        let words: Vec<&str> = then.split(|letter: char| !letter.is_ascii_lowercase() && letter != '_').collect();
        let roles = words.iter().filter_map(|word| serde_json::from_value::<Role>((*word).into()).ok());
        for role in roles.filter(|role| *role != Role::System) {
            for event in events.split(" | ") {
                let moment = Moment::from_id(event).expect("a moment");
                assert!(moment.alarms().contains(&role), "{event}: {role:?} ({then})");
                named += 1;
            }
        }
    }
    assert!(named >= 20, "{named} roles are named");
}

fn desks(stage: &Stage, moment: Moment) -> Vec<String> {
    let alarms = of_desks(&stage.dossier);
    let told = alarms.iter().filter(|alarm| alarm.moments.contains(&moment));
    let mut desks: Vec<String> = told.map(|alarm| alarm.desk.to_string()).collect();
    desks.sort();
    desks
}

#[test]
fn an_alarm_reaches_the_desk_of_every_role_that_it_names_wherever_the_dossier_lies() {
    let mut birth = birth_in_process();
    birth.when("2026-11-18T08:00");
    note(&mut birth, TimerId::Due, Moment::Overdue);
    assert_eq!(desks(&birth, Moment::Overdue), ["06652/CX-VP", "TT-06652"], "the office and the manager of its centre");
    let alarm = of_desks(&birth.dossier).into_iter().next().expect("an alarm");
    assert_eq!((alarm.moments, alarm.since, alarm.lies_here), (vec![Moment::Overdue], at("2026-11-17T17:00"), true));
    let centre =
        of_desks(&birth.dossier).into_iter().find(|alarm| alarm.desk.as_str() == "TT-06652").expect("an alarm");
    assert_eq!((centre.roles, centre.lies_here), (vec![Role::CentreManager], false), "not whoever takes in");
    birth.bringing(pdf("draft"));
    birth.does("tl-vp-hatu", Action::SubmitForSignature { document: Some(FileId::from("draft")) });
    let both = ["06652/CX-CHUTICH", "06652/CX-VP", "TT-06652"];
    assert_eq!(desks(&birth, Moment::Overdue), both, "the signer, and still the head of the office");
    birth.does("ct-hatu", Action::ApproveSign);
    assert!(desks(&birth, Moment::Overdue).contains(&"06652/VT".to_owned()), "the registry, where it lies");
}

#[test]
fn a_hand_over_that_nobody_takes_alarms_both_heads_and_the_province() {
    let mut shop = shop_in_process();
    let start = Action::StartHandover {
        agency: HA_TU.into(),
        moves: vec![HandoverMove::ResolvingAgency],
        paper_count: 3,
        batch_id: "BG-1".to_owned(),
        reason: reason(),
        from: None,
    };
    shop.does("ql-tinh", start).when("2026-11-19T08:00");
    note(&mut shop, TimerId::HandoverTakeover, Moment::HandoverNotTaken);
    let told = desks(&shop, Moment::HandoverNotTaken);
    assert_eq!(told, ["06652/CX-KINHTE", "06673/CX-KINHTE", "COORD", "TT-06652"]);
}
