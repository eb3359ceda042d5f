//! Random lives: anybody tries anything, and the invariants of the published rules hold after every step.

mod common;
mod dossier_stage;
mod dossier_walk_parts;

use common::seed;
use domain::{
    account::Role,
    dossier::{
        Action, Actor, Dossier, Event, Refusal, StateName,
        action::ActionName,
        event::content,
        head::{COORDINATION_DESK, Clock, Resolver, centre_desk, office_desk, registry_desk},
        rights::{allowed, may_see, offered},
        state::State,
        table::{ClockEffect, Rule, rules},
    },
};
use dossier_stage::{Stage, TYPED_NUMBER, parse};
use dossier_walk_parts::{
    Dice,
    cast::{STARTS, cast, stages},
    files_for, hostile, is_detour, sample,
};
use jiff::SignedDuration;
use proptest::prelude::*;
use serde_json::Value;
use std::{collections::BTreeMap, sync::LazyLock};

static STATUSES: LazyLock<Value> = LazyLock::new(|| seed("statuses.json"));

fn published(kind: &str, id: &str) -> &'static Value {
    let all = STATUSES[kind].as_array().expect("a list");
    all.iter().find(|raw| raw["id"] == id).unwrap_or_else(|| panic!("no {kind} {id}"))
}

fn rule_of(state: StateName, action: ActionName) -> Option<&'static Rule> {
    rules(state, action).next()
}

/// I9, and rights: what is allowed is exactly what is refused neither as impossible nor as another's.
fn rights_agree(stage: &Stage, who: &Actor, dice: &mut Dice) {
    let mine: Vec<ActionName> = allowed(who, &stage.dossier).iter().map(|rule| rule.action).collect();
    let shown: Vec<ActionName> =
        offered(who, &stage.dossier, stage.procedure()).iter().map(|rule| rule.action).collect();
    for name in ActionName::ALL {
        let action = sample(*name, stage, dice);
        if !stage.parses(&action) {
            // The functions refuse a form that is not valid before the domain is asked.
            continue;
        }
        let outcome = stage.attempt(who, &action);
        let refused = matches!(outcome, Err(Refusal::NotYours | Refusal::Impossible { .. }));
        assert_eq!(mine.contains(name), !refused, "{} {name:?} from {:?}: {outcome:?}", who.account, stage.state());
        assert!(!shown.contains(name) || mine.contains(name), "{name:?} is offered and not allowed");
        assert!(outcome.is_err() || shown.contains(name), "{name:?} succeeds and is not offered");
        if stage.state().is_final() {
            assert_eq!(outcome.err(), Some(Refusal::Impossible { state: stage.state() }), "I9: {name:?}");
        }
    }
    assert!(mine.is_empty() || may_see(who, &stage.dossier), "{} acts on what he may not see", who.account);
}

fn step_holds(before: &Dossier, after: &Dossier, event: &Event, stage: &Stage, who: &Actor, action: &Action) {
    let rule = rule_of(before.state.name(), action.name()).expect("a rule led here");
    identity_holds(before, after, event, stage);
    places_hold(before, after, event);
    clock_holds(before, after, event, rule);
    people_hold(before, event, rule, stage, who);

    // The published target of the rule.
    if !matches!(action.name(), ActionName::ProposeSupplement | ActionName::AgreeSupplement) {
        let to = published("transitions", rule.id)["to"].as_str().expect("a target");
        let expected = if to == "same" { before.state.name().as_str() } else { to };
        assert_eq!(event.to.as_str(), expected, "{}", rule.id);
    }
    assert!(after.started || !before.started);
    let value = after.state.name().national_status(after.started);
    assert!(!(before.started && value == 2), "the reported value fell back");
}

/// I1, I2, I4, I14: identity, order and time of the history.
fn identity_holds(before: &Dossier, after: &Dossier, event: &Event, stage: &Stage) {
    assert_eq!(after.code, before.code, "I2");
    assert_eq!(after.version, before.version + 1);
    assert_eq!((event.version, event.at), (after.version, stage.now), "I4, I14");
    assert_eq!((event.from, event.to), (Some(before.state.name()), after.state.name()));
    assert_eq!((after.submitted_at, &after.entered_by), (before.submitted_at, &before.entered_by));
}

/// I3, I11: three places, one owner.
fn places_hold(before: &Dossier, after: &Dossier, event: &Event) {
    assert_eq!(after.receiving_centre, before.receiving_centre, "I3");
    let reroutes = ["amend_intake", "resubmit", "decide_competence", "return_wrong_agency"];
    assert!(after.resolver == before.resolver || reroutes.contains(&event.action.as_str()), "I3: {}", event.action);
    let moves = ["change_return_place", "amend_intake"];
    assert!(after.return_to == before.return_to || moves.contains(&event.action.as_str()), "I3: {}", event.action);

    let desk = after.desk();
    assert_eq!(event.desk, desk.0, "I11");
    let mut owners = vec![centre_desk(&after.receiving_centre), centre_desk(&after.return_to.centre)];
    owners.push(COORDINATION_DESK.into());
    if let Some(Resolver { agency, office, signing_office }) = &after.resolver {
        owners.extend([office_desk(agency, office), office_desk(agency, signing_office), registry_desk(agency)]);
    }
    assert!(owners.contains(&desk), "I11: {desk}");
    let coordinated = matches!(after.state, State::AwaitingCompetence { .. });
    assert_eq!(desk.as_str() == COORDINATION_DESK, coordinated, "only the coordination queue is nobody's");
}

/// I5: the due date changes by named effects only, and says so.
fn clock_holds(before: &Dossier, after: &Dossier, event: &Event, rule: &Rule) {
    let (old, new) = (before.clock.due_at(), after.clock.due_at());
    assert_eq!(event.due.is_some(), old != new, "I5: a change is told, and only a change");
    if old != new {
        let named = matches!(rule.clock, ClockEffect::Start | ClockEffect::Resume | ClockEffect::Recompute);
        assert!(named, "I5: {} changed the date", rule.id);
        assert!(rule.tells_citizen, "I5: {} does not tell", rule.id);
        let corrected = before.procedure != after.procedure;
        assert!(rule.clock != ClockEffect::Recompute || corrected, "I5: recomputed without a corrected procedure");
    }
    let kind = match &after.clock {
        Clock::Intake { .. } => "intake",
        Clock::None => "none",
        Clock::Running { .. } => "running",
        Clock::Paused { .. } => "paused",
        Clock::Stopped { .. } => "stopped",
    };
    let expected = published("states", after.state.name().as_str())["clock"].as_str().expect("a clock");
    // Final states have no clock of their own: refused never had one, returned keeps when it stopped.
    let expected = match after.state.name() {
        StateName::Refused => "none",
        StateName::Returned => "stopped",
        _ => expected,
    };
    assert_eq!(kind, expected, "the clock of {:?}", after.state.name());
}

/// I6, I7, I8, I15: who, for whom, and why.
fn people_hold(before: &Dossier, event: &Event, rule: &Rule, stage: &Stage, who: &Actor) {
    let role = event.by.role;
    assert!(rule.actors.contains(&role), "{role:?} is no actor of {}", rule.id);
    assert_eq!(event.by.account, who.account, "I4");
    let judges = ["refuse", "deny", "request_supplement", "approve_sign", "sign_denial", "decide_competence"];
    assert!(role != Role::System || !judges.contains(&event.action.as_str()), "I8");
    assert_eq!(event.by.on_behalf, rule.on_behalf.contains(&role), "I15");
    if event.by.on_behalf {
        assert!(event.by.identity.is_some() && rule.tells_citizen, "I15: {}", rule.id);
    }
    if ["endorse", "endorse_onward", "approve_sign", "sign_denial"].contains(&event.action.as_str()) {
        let same = before.entered_by == who.account || before.accepted_by.as_ref() == Some(&who.account);
        assert!(!(stage.procedure().four_eyes && same), "I7: {} by who entered or accepted", event.action);
        assert_eq!(event.four_eyes_off, same, "I7: the act is flagged");
    }
    let stored = serde_json::to_string(event).expect("JSON");
    assert!(!stored.contains(TYPED_NUMBER), "an identity number in {}", event.action);
}

/// At the end: one request a stage, a history that folds to the content, a form that is still valid.
fn life_holds(stage: &Stage) {
    let mut asked: BTreeMap<Option<StateName>, u32> = BTreeMap::new();
    for event in stage.events.iter().filter(|event| event.action == "request_supplement") {
        let agency = event.from != Some(StateName::Submitted);
        *asked.entry(agency.then_some(StateName::InProcess)).or_default() += 1;
    }
    assert!(asked.values().all(|times| *times == 1), "R06: once a stage");
    assert_eq!(content(&stage.events), stage.content);
    let valid = parse(stage.procedure(), &stage.content.answers, &stage.facts());
    assert_eq!(valid.map(|submission| submission.answers).as_ref(), Ok(&stage.content.answers));
    let versions: Vec<u32> = stage.events.iter().map(|event| event.version).collect();
    assert_eq!(versions, (1..=stage.dossier.version).collect::<Vec<_>>());
    for event in &stage.events {
        let needs =
            event.from.and_then(|from| rule_of(from, ActionName::from_id(&event.action)?)).is_some_and(|rule| {
                let added = event.action == "propose_supplement";
                added || (event.action != "agree_supplement" && asks_reason(rule))
            });
        assert!(
            !needs || event.reason.as_ref().is_some_and(|reason| !reason.trim().is_empty()),
            "I6: {}",
            event.action
        );
    }
}

fn asks_reason(rule: &Rule) -> bool {
    let requires = published("transitions", rule.id)["requires"].as_array().expect("a list");
    requires.iter().any(|input| input == "reason")
}

/// Whatever is typed, an action is refused or keeps the invariants.
fn malice_fails_or_is_harmless(stage: &Stage, who: &Actor, dice: &mut Dice) {
    let texts = ["", " \u{a0} ", "\u{202e}x", "0\u{0}1", "ộ🏳️‍🌈", "../../etc", "06652", "12"];
    for rule in offered(who, &stage.dossier, stage.procedure()) {
        let number = i64::from_ne_bytes(dice.next().to_ne_bytes());
        for action in hostile(rule.action, texts[dice.below(texts.len())], number) {
            if let Ok((after, event)) = stage.attempt(who, &action) {
                step_holds(&stage.dossier, &after, &event, stage, who, &action);
            }
        }
    }
}

/// Detours that are rare enough by themselves.
fn matters(name: ActionName) -> bool {
    matches!(name, ActionName::ProposeSupplement | ActionName::Deny)
}

/// Walks one dossier and gives the actions that succeeded.
fn walk(choices: &[u64], start: usize) -> Stage {
    let mut stage = stages(start);
    for choice in choices {
        let mut dice = Dice::new(*choice);
        let cast = cast(&stage);
        stage.now = stage.now.checked_add(SignedDuration::from_mins(1 + dice.below(3_000) as i64)).expect("a time");
        let who = &cast[dice.below(cast.len())];
        // Mostly somebody does what the screen offers; sometimes anything.
        let (who, name) = if dice.below(10) < 8 {
            let mut doable: Vec<(&Actor, ActionName)> = Vec::new();
            for actor in &cast {
                let rules = offered(actor, &stage.dossier, stage.procedure());
                doable.extend(rules.into_iter().map(|rule| (actor, rule.action)));
            }
            if doable.is_empty() {
                break;
            }
            // Small detours must not keep a dossier from getting on.
            let onward: Vec<_> = doable.iter().filter(|(_, name)| !is_detour(*name) || matters(*name)).collect();
            if onward.is_empty() || dice.below(5) == 0 {
                doable[dice.below(doable.len())]
            } else {
                *onward[dice.below(onward.len())]
            }
        } else {
            (who, ActionName::ALL[dice.below(ActionName::ALL.len())])
        };
        let action = sample(name, &stage, &mut dice);
        stage.brings = files_for(&action);
        if let Ok((after, event)) = stage.attempt(who, &action) {
            step_holds(&stage.dossier, &after, &event, &stage, who, &action);
            stage.keep(after, event);
        }
        stage.brings.clear();
        let other = &cast[dice.below(cast.len())];
        rights_agree(&stage, other, &mut dice);
        malice_fails_or_is_harmless(&stage, other, &mut dice);
    }
    life_holds(&stage);
    stage
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whoever_tries_whatever_the_invariants_hold(
        choices in prop::collection::vec(any::<u64>(), 1..70),
        start in 0_usize..STARTS,
    ) {
        walk(&choices, start);
    }

    #[test]
    fn no_input_of_any_shape_makes_the_domain_panic(
        name in prop::sample::select(ActionName::ALL.to_vec()),
        text in any::<String>(),
        number in any::<i64>(),
        start in 0_usize..STARTS,
    ) {
        let stage = stages(start);
        let actions = hostile(name, &text, number);
        prop_assert!(name == ActionName::AmendIntake || !actions.is_empty(), "the wire takes {:?}", name);
        for action in actions {
            for who in cast(&stage) {
                if let Ok((after, event)) = stage.attempt(&who, &action) {
                    prop_assert_eq!(after.version, stage.dossier.version + 1);
                    prop_assert_eq!(event.version, after.version);
                }
            }
        }
    }
}

#[test]
fn the_walks_reach_every_state_and_every_rule() {
    let (mut states, mut actions): (BTreeMap<&str, u32>, BTreeMap<&str, u32>) = (BTreeMap::new(), BTreeMap::new());
    for seed in 0..120_u64 {
        let mut dice = Dice::new(seed);
        let choices: Vec<u64> = (0..60).map(|_| dice.next()).collect();
        let stage = walk(&choices, dice.below(STARTS));
        for event in &stage.events {
            *states.entry(event.to.as_str()).or_default() += 1;
            if let (Some(from), Some(name)) = (event.from, ActionName::from_id(&event.action)) {
                *actions.entry(rule_of(from, name).expect("a rule").id).or_default() += 1;
            }
        }
    }
    let unreached: Vec<&str> =
        StateName::ALL.iter().map(|state| state.as_str()).filter(|id| !states.contains_key(id)).collect();
    assert_eq!(unreached, Vec::<&str>::new(), "{states:?}");
    let unused: Vec<&str> =
        domain::dossier::table::RULES.iter().map(|rule| rule.id).filter(|id| !actions.contains_key(id)).collect();
    assert_eq!(unused, Vec::<&str>::new(), "{actions:?}");
}
