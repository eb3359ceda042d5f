//! The invariants I1 to I15 of `statuses.json`, looked at after every step.

use super::super::{
    common::seed,
    dossier_stage::{CALENDAR, Stage, TYPED_NUMBER, parse},
};
use domain::{
    account::Role,
    dossier::{
        Action, Actor, Dossier, Event, StateName,
        action::ActionName,
        automatic,
        event::content,
        head::{COORDINATION_DESK, Clock, Resolver, centre_desk, office_desk, registry_desk},
        state::State,
        table::{self, ClockEffect, Rule, To},
        timers::{self, Settings},
    },
};
use jiff::Timestamp;
use serde_json::Value;
use std::{collections::BTreeMap, sync::LazyLock};

static STATUSES: LazyLock<Value> = LazyLock::new(|| seed("statuses.json"));

fn published(kind: &str, id: &str) -> Option<&'static Value> {
    STATUSES[kind].as_array().expect("a list").iter().find(|raw| raw["id"] == id)
}

/// Everything that must hold of one step.
pub fn step_holds(before: &Dossier, after: &Dossier, event: &Event, stage: &Stage, who: &Actor, action: &Action) {
    let rule = table::rule_from(&before.state, action.name()).expect("a rule led here");
    identity_holds(before, after, event, stage);
    places_hold(before, after, event);
    clock_holds(before, after, event, rule);
    people_hold(before, event, rule, stage, who);
    target_holds(before, after, rule, action, stage.now);
    stack_holds(before, after, rule);
    opinions_hold(after);
    timers_hold(after);
    assert!(after.started || !before.started);
    assert!(!(before.started && after.national_status() == 2), "the reported value fell back");
}

/// I1, I2, I4, I14: identity, order and time of the history.
fn identity_holds(before: &Dossier, after: &Dossier, event: &Event, stage: &Stage) {
    assert!(!after.id.as_str().is_empty(), "I1");
    assert_eq!(after.id, before.id, "I1");
    assert_eq!(after.code, before.code, "I2");
    assert_eq!(after.version, before.version + 1);
    assert_eq!((event.version, event.at), (after.version, stage.now), "I4, I14");
    assert_eq!((event.from, event.to), (Some(before.state.name()), after.state.name()));
    assert_eq!(event.working_state(), after.state.lowest().name());
    assert_eq!((after.submitted_at, &after.entered_by), (before.submitted_at, &before.entered_by));
}

/// I3, I11: three places, one owner.
fn places_hold(before: &Dossier, after: &Dossier, event: &Event) {
    let by = |actions: &[&str]| actions.contains(&event.action.as_str());
    assert!(after.receiving_centre == before.receiving_centre || by(&["accept_handover"]), "I3: {}", event.action);
    let reroutes = [
        "amend_intake",
        "amend_procedure",
        "resubmit",
        "decide_competence",
        "reroute",
        "return_wrong_agency",
        "accept_handover",
    ];
    assert!(after.resolver == before.resolver || by(&reroutes), "I3: {}", event.action);
    let moves = ["change_return_place", "amend_intake", "amend_procedure", "delivery_failed", "accept_handover"];
    assert!(after.return_to == before.return_to || by(&moves), "I3: {}", event.action);

    let holder = after.holder();
    assert_eq!(event.desk, holder.0, "I11");
    let mut owners = vec![centre_desk(&after.receiving_centre), centre_desk(&after.return_to.centre)];
    owners.extend(after.state.result_centre().map(centre_desk));
    owners.push(COORDINATION_DESK.into());
    if let Some(Resolver { agency, office, signing_office }) = &after.resolver {
        owners.extend([office_desk(agency, office), office_desk(agency, signing_office), registry_desk(agency)]);
    }
    assert!(owners.contains(&holder), "I11: {holder}");
    let coordinated = matches!(after.state.lowest(), State::AwaitingCompetence { .. });
    assert_eq!(holder.as_str() == COORDINATION_DESK, coordinated, "only the coordination queue is nobody's");
    if after.state.name() == StateName::HandoverPending && before.state.name() == StateName::HandoverPending {
        // Before acceptance the receiving centre is the owner, whatever an answer of the citizen says of the agency.
        let same = after.resolver == before.resolver || event.action == "resubmit";
        assert!(same, "I11: the giving unit stays the owner");
    }
}

/// I5: the due date changes by named effects only, and says so. The clock is the published one of the state.
fn clock_holds(before: &Dossier, after: &Dossier, event: &Event, rule: &Rule) {
    let (old, new) = (before.clock.due_at(), after.clock.due_at());
    assert_eq!(event.due.is_some(), old != new, "I5: a change is told, and only a change");
    if old != new {
        let named = matches!(
            rule.clock,
            ClockEffect::Start
                | ClockEffect::Resume
                | ClockEffect::Restore
                | ClockEffect::Extend
                | ClockEffect::Recompute
        );
        assert!(named, "I5: {} changed the date", rule.id);
        assert!(rule.tells_citizen, "I5: {} does not tell", rule.id);
        let corrected = before.procedure != after.procedure || event.action == "confirm_late_entry";
        assert!(rule.clock != ClockEffect::Recompute || corrected, "I5: recomputed without a named correction");
    }
    if rule.clock == ClockEffect::Extend {
        let index = |dossier: &Dossier| dossier.clock.started().and_then(|started| started.index_due_at());
        assert_eq!(index(before), index(after), "an extension does not help the index");
    }
    let kind = match &after.clock {
        Clock::Intake { .. } => "intake",
        Clock::None => "none",
        Clock::Running { .. } => "running",
        Clock::Paused { .. } => "paused",
        Clock::Stopped { .. } => "stopped",
        Clock::Ended { .. } => "ended",
    };
    let published = published("states", after.state.lowest().name().as_str()).expect("a published state");
    let working = published["clock"].as_str().expect("a clock");
    let started = after.clock.started().is_some();
    let expected = match after.state.name() {
        StateName::Refused => "none",
        StateName::Returned => "stopped",
        StateName::Withdrawn | StateName::Stopped => ["none", "ended"][usize::from(started)],
        // Paused after acceptance; before acceptance the underlying clock goes on.
        _ if after.state.withdrawal().is_some() && started => "paused",
        _ => working,
    };
    assert_eq!(kind, expected, "the clock of {:?}", after.state);
}

/// I6, I7, I8, I10, I15: who, for whom, and why.
fn people_hold(before: &Dossier, event: &Event, rule: &Rule, stage: &Stage, who: &Actor) {
    let role = event.by.role;
    assert!(rule.actors.contains(&role), "{role:?} is no actor of {}", rule.id);
    assert_eq!(event.by.account, who.account, "I4");
    let judges = [
        "refuse",
        "deny",
        "stop",
        "expire",
        "request_supplement",
        "approve_sign",
        "sign_denial",
        "sign_directly",
        "decide_competence",
        "reroute",
        "refuse_withdrawal",
    ];
    assert!(role != Role::System || !judges.contains(&event.action.as_str()), "I8");
    let signed = matches!(
        before.state.lowest().name(),
        StateName::Approved
            | StateName::Denied
            | StateName::ResultReady
            | StateName::ResultInTransit
            | StateName::Done
            | StateName::InDelivery
            | StateName::Returned
    );
    let ends = ["request_withdrawal", "confirm_withdrawal", "stop"].contains(&event.action.as_str());
    assert!(!(signed && ends), "I10: {}", event.action);
    assert_eq!(event.by.on_behalf, rule.on_behalf.contains(&role), "I15");
    if event.by.on_behalf {
        assert!(event.by.identity.is_some(), "I15: {}", rule.id);
        // A rating changes nothing that the citizen would have to be told.
        assert!(rule.tells_citizen || event.action == "rate", "I15: {}", rule.id);
    }
    let decides = ["endorse", "endorse_onward", "approve_sign", "sign_denial", "sign_directly"];
    if decides.contains(&event.action.as_str()) {
        let same = before.entered_by == who.account || before.accepted_by.as_ref() == Some(&who.account);
        assert!(!(stage.procedure().four_eyes && same), "I7: {} by who entered or accepted", event.action);
        assert_eq!(event.four_eyes_off, same, "I7: the act is flagged");
    }
    let stored = serde_json::to_string(event).expect("JSON");
    assert!(!stored.contains(TYPED_NUMBER), "an identity number in {}", event.action);
}

/// The rule leads where it says.
fn target_holds(before: &Dossier, after: &Dossier, rule: &Rule, action: &Action, at: Timestamp) {
    let name = after.state.name();
    match rule.to {
        To::State(state) => assert_eq!(name, state, "{}", rule.id),
        To::Same => {
            assert_eq!(name, before.state.name(), "{}", rule.id);
            assert_eq!(after.state.lowest().name(), before.state.lowest().name(), "{}", rule.id);
        }
        To::Previous => {
            let under = before.state.under().expect("a detour");
            let reassigned = matches!(action, Action::AcceptHandover { .. });
            assert!(reassigned || after.state == *under, "I12: {} restores exactly", rule.id);
            assert_eq!(name, under.name(), "I12");
        }
        To::Below(state) => {
            assert_eq!(name, before.state.name(), "{}", rule.id);
            assert_eq!(after.state.lowest().name(), state, "{}", rule.id);
        }
    }
    let stayed = before.state.lowest().name() == after.state.lowest().name();
    assert_eq!(after.since, if stayed { before.since } else { at }, "{}: since when", rule.id);
}

/// I12: no detour twice; what is covered changes by rules for what is covered only.
fn stack_holds(before: &Dossier, after: &Dossier, rule: &Rule) {
    let detours: Vec<StateName> = after.state.stack().map(State::name).filter(|name| name.is_detour()).collect();
    let mut distinct = detours.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(detours.len(), distinct.len(), "I12");
    if let (Some(was), Some(is)) = (before.state.under(), after.state.under())
        && before.state.name() == after.state.name()
        && rule.when.is_empty()
    {
        assert_eq!(was, is, "I12: {} touched what is covered", rule.id);
    }
    let ends_a_detour = rule.to == To::Previous;
    let handed = ["accept_handover", "reject_handover", "redirect_handover", "cancel_handover", "start_handover"];
    if ends_a_detour && handed.contains(&rule.action.as_str()) {
        assert_eq!(before.clock, after.clock, "I12: a hand-over leaves clock and pauses");
    }
}

/// I13, with what the system does in the same moment.
fn opinions_hold(after: &Dossier) {
    let waits = matches!(after.state.lowest(), State::WaitingOpinion { .. });
    if automatic::follows(after).is_none() {
        assert_eq!(waits, after.waits_for_opinion(), "I13: {:?}", after.state.name());
    }
    if after.state.name().is_final() || after.state.result().is_some() {
        assert!(after.open_opinions().next().is_none(), "open items end with the dossier");
    }
}

/// Timers run in their published states, and none that has fired waits.
fn timers_hold(after: &Dossier) {
    let settings = Settings::default();
    let states: Vec<&str> = after.state.stack().map(|state| state.name().as_str()).collect();
    for timer in timers::running(after, &CALENDAR, &settings) {
        let Some(raw) = published("timers", timer.id.as_str()) else {
            assert!(timer.opinion.is_some(), "{timer:?} is not published");
            continue;
        };
        let runs = raw["runs_in"].as_array().expect("states");
        assert!(runs.iter().any(|state| states.iter().any(|name| state == name)), "{timer:?} in {states:?}");
    }
    let waiting = timers::waiting(after, &CALENDAR, &settings);
    assert_eq!(timers::next_at(after, &CALENDAR, &settings), waiting.first().map(|timer| timer.at));
    assert!(waiting.len() + after.fired.len() == timers::running(after, &CALENDAR, &settings).len());
    assert!(!after.state.name().is_final() || waiting.is_empty(), "nothing is due of what has ended");
}

/// At the end: as many requests a stage as R06 allows, a history that folds to the content, a form that is still valid.
pub fn life_holds(stage: &Stage) {
    let most = usize::from(stage.procedure().handling.max_supplements);
    let mut asked: BTreeMap<bool, Vec<u32>> = BTreeMap::new();
    for event in stage.events.iter().filter(|event| event.action == "request_supplement") {
        asked.entry(event.from != Some(StateName::Submitted)).or_default().push(event.version);
    }
    let agreed =
        |until: u32| stage.events.iter().any(|event| event.action == "agree_supplement" && event.version < until);
    for times in asked.values() {
        assert!(times.len() <= most + 1, "R06");
        assert!(times.get(most).is_none_or(|beyond| agreed(*beyond)), "R06: beyond it with the head's agreement");
    }
    assert_eq!(content(&stage.events), stage.content);
    let valid = parse(stage.procedure(), &stage.content.answers, &stage.facts());
    assert_eq!(valid.map(|submission| submission.answers).as_ref(), Ok(&stage.content.answers));
    let versions: Vec<u32> = stage.events.iter().map(|event| event.version).collect();
    assert_eq!(versions, (1..=stage.dossier.version).collect::<Vec<_>>());
    for event in &stage.events {
        let rule = table::rule_of(event.from, &event.action);
        if rule.is_some_and(|rule| asks_reason(rule, event)) {
            let given = event.reason.as_ref().is_some_and(|reason| !reason.trim().is_empty());
            assert!(given, "I6: {}", event.action);
        }
    }
}

/// Whether the published rule requires a reason. Of a submission for approval only a denial needs one.
fn asks_reason(rule: &Rule, event: &Event) -> bool {
    let finals = STATUSES["final_actions"].as_array().expect("a list");
    let raw =
        published("transitions", rule.id).or_else(|| finals.iter().find(|raw| raw["action"] == rule.action.as_str()));
    let published =
        raw.is_some_and(|raw| raw["requires"].as_array().expect("a list").iter().any(|input| input == "reason"));
    published || event.action == ActionName::ProposeSupplement.as_str()
}
