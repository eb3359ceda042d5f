//! Random lives: anybody tries anything, and the invariants of the published rules hold after every step.

mod common;
mod dossier_stage;
mod dossier_walk_parts;

use domain::dossier::{
    Actor, Refusal, StateName,
    action::ActionName,
    rights::{allowed, may_see, offered},
    table,
};
use dossier_stage::Stage;
use dossier_walk_parts::{
    Dice,
    cast::{STARTS, cast, stages},
    files_for, hostile,
    invariants::{life_holds, step_holds},
    is_detour, sample,
};
use jiff::SignedDuration;
use proptest::prelude::*;
use std::collections::BTreeMap;

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
            let stays = outcome.as_ref().map_or(true, |(after, _)| after.state == stage.dossier.state);
            assert!(stays, "I9: {name:?} leaves {:?}", stage.state());
        }
    }
    assert!(mine.is_empty() || may_see(who, &stage.dossier), "{} acts on what he may not see", who.account);
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

/// Walks one dossier and gives it with the history of its life.
fn walk(choices: &[u64], start: usize) -> Stage {
    let mut stage = stages(start);
    for choice in choices {
        let mut dice = Dice::new(*choice);
        // Little happens after the end.
        if stage.state().is_final() && dice.below(4) == 0 {
            break;
        }
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
            // Detours must not keep a dossier from getting on.
            let onward: Vec<_> = doable.iter().filter(|(_, name)| !is_detour(*name) || matters(*name)).collect();
            if onward.is_empty() || dice.below(3) == 0 {
                // Each action as likely as another, however many people may do it.
                let names: std::collections::BTreeSet<ActionName> = doable.iter().map(|(_, name)| *name).collect();
                let name = *names.iter().nth(dice.below(names.len())).expect("one of them");
                let able: Vec<_> = doable.iter().filter(|(_, able)| *able == name).collect();
                *able[dice.below(able.len())]
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
            if let Some(follows) = domain::dossier::automatic::follows(&stage.dossier) {
                let system = Actor::system();
                let (after, event) = stage.attempt(&system, &follows).expect("what follows succeeds");
                step_holds(&stage.dossier, &after, &event, &stage, &system, &follows);
                stage.keep(after, event);
            }
        }
        stage.brings.clear();
        let other = &cast[dice.below(cast.len())];
        rights_agree(&stage, other, &mut dice);
        malice_fails_or_is_harmless(&stage, other, &mut dice);
    }
    life_holds(&stage);
    stage
}

/// Walks of the coverage test, each of up to 60 steps.
const WALKS: u64 = 300;

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
        let parsed_first = matches!(name, ActionName::AmendIntake | ActionName::AmendProcedure);
        prop_assert!(parsed_first || !actions.is_empty(), "the wire takes {:?}", name);
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
    let (mut states, mut rules): (BTreeMap<&str, u32>, BTreeMap<&str, u32>) = (BTreeMap::new(), BTreeMap::new());
    for seed in 0..WALKS {
        let mut dice = Dice::new(seed);
        let choices: Vec<u64> = (0..60).map(|_| dice.next()).collect();
        let stage = walk(&choices, dice.below(STARTS));
        for event in &stage.events {
            *states.entry(event.to.as_str()).or_default() += 1;
            let rule = table::rule_of(event.from, &event.action);
            // The first event of a correction is the action on the original.
            if let Some(rule) = rule {
                *rules.entry(rule.id).or_default() += 1;
            }
        }
    }
    // A draft is no dossier.
    let expected = StateName::ALL.iter().filter(|state| !matches!(state, StateName::Draft | StateName::Discarded));
    let unreached: Vec<&str> = expected.map(|state| state.as_str()).filter(|id| !states.contains_key(id)).collect();
    assert_eq!(unreached, Vec::<&str>::new(), "{states:?}");
    let drafts = ["start", "discard_draft"];
    let unused: Vec<&str> =
        table::all().map(|rule| rule.id).filter(|id| !rules.contains_key(id) && !drafts.contains(id)).collect();
    assert_eq!(unused, Vec::<&str>::new(), "{rules:?}");
}
