//! Random lives: anybody tries anything, and the invariants of the published rules hold after every step.

mod common;
mod dossier_stage;
mod dossier_walk_parts;

use domain::dossier::{
    Action, Actor, Refusal, StateName,
    action::ActionName,
    rights::{allowed, may_see, offered},
    table::{self, Rule},
    timers::{self, Settings},
};
use dossier_stage::{CALENDAR, Stage};
use dossier_walk_parts::{
    Dice,
    cast::{STARTS, cast, stages},
    files_for, hostile,
    invariants::{life_holds, step_holds},
    is_detour, sample,
};
use jiff::SignedDuration;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// I9, and rights: what is allowed is exactly what is refused neither as impossible nor as another's.
fn rights_agree(stage: &Stage, who: &Actor, dice: &mut Dice) {
    let mine: Vec<ActionName> = allowed(who, &stage.dossier).iter().map(|rule| rule.action).collect();
    let shown: Vec<ActionName> =
        offered(who, &stage.dossier, stage.procedure(), &stage.events).iter().map(|rule| rule.action).collect();
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
    for rule in offered(who, &stage.dossier, stage.procedure(), &stage.events) {
        let number = i64::from_ne_bytes(dice.next().to_ne_bytes());
        // Where places go is computed from the map; nobody types it.
        if rule.action == ActionName::FollowUnits {
            continue;
        }
        for action in hostile(rule.action, texts[dice.below(texts.len())], number) {
            if let Ok((after, event)) = stage.attempt(who, &action) {
                step_holds(&stage.dossier, &after, &event, stage, who, &action);
            }
        }
    }
}

/// What the worker does: notes every timer that is due.
fn run_timers(stage: &mut Stage) {
    let system = Actor::system();
    for timer in timers::waiting(&stage.dossier, &CALENDAR, &Settings::default()) {
        if timer.at > stage.now {
            break;
        }
        let action = Action::NoteTimer { timer: timer.id, moment: timer.moment, opinion: timer.opinion };
        let (after, event) = stage.attempt(&system, &action).expect("what is due is noted");
        step_holds(&stage.dossier, &after, &event, stage, &system, &action);
        stage.keep(after, event);
    }
}

/// Detours that are rare enough by themselves.
fn matters(name: ActionName) -> bool {
    matches!(name, ActionName::ProposeSupplement | ActionName::Deny)
}

/// Walks one dossier and gives it with the history of its life. Rules that no walk has used yet are taken first.
fn walk(choices: &[u64], start: usize, seen: &BTreeSet<&str>) -> Stage {
    let mut stage = stages(start);
    for choice in choices {
        let mut dice = Dice::new(*choice);
        // Little happens after the end.
        if stage.state().is_final() && dice.below(4) == 0 {
            break;
        }
        let cast = cast(&stage);
        // Now and then long enough for what nobody answers.
        let hours = if dice.below(15) == 0 { 24 * 33 } else { 0 };
        let wait = SignedDuration::from_mins(60 * hours + 1 + dice.below(3_000) as i64);
        stage.now = stage.now.checked_add(wait).expect("a time");
        // In a long time the worker has looked.
        if hours > 0 || dice.below(4) == 0 {
            run_timers(&mut stage);
        }
        let who = &cast[dice.below(cast.len())];
        // Mostly somebody does what the screen offers; sometimes anything.
        let (who, name) = if dice.below(10) < 8 {
            let mut doable: Vec<(&Actor, &Rule)> = Vec::new();
            for actor in &cast {
                let rules = offered(actor, &stage.dossier, stage.procedure(), &stage.events);
                // Calendar and units of the walks never change, so nothing is ever counted anew and nothing follows.
                let elsewhere = [ActionName::RecomputeDue, ActionName::FollowClosure, ActionName::FollowUnits];
                let rules = rules.into_iter().filter(|rule| !elsewhere.contains(&rule.action));
                doable.extend(rules.map(|rule| (actor, rule)));
            }
            if doable.is_empty() {
                break;
            }
            let fresh: Vec<_> = doable.iter().filter(|(_, rule)| !seen.contains(rule.id)).copied().collect();
            // Detours must not keep a dossier from getting on.
            let gets_on = |rule: &Rule| !is_detour(rule.action) || matters(rule.action);
            let onward: Vec<_> = doable.iter().filter(|(_, rule)| gets_on(rule)).copied().collect();
            let among = match dice.below(3) {
                0 if !fresh.is_empty() => fresh,
                1 if !onward.is_empty() => onward,
                _ => doable,
            };
            // Each action as likely as another, however many people may do it.
            let names: BTreeSet<ActionName> = among.iter().map(|(_, rule)| rule.action).collect();
            let name = *names.iter().nth(dice.below(names.len())).expect("one of them");
            let able: Vec<_> = among.iter().filter(|(_, rule)| rule.action == name).collect();
            (able[dice.below(able.len())].0, name)
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

/// Most walks of the coverage test, each of up to 60 steps; it ends as soon as everything was reached.
const WALKS: u64 = 2_000;

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whoever_tries_whatever_the_invariants_hold(
        choices in prop::collection::vec(any::<u64>(), 1..70),
        start in 0_usize..STARTS,
    ) {
        walk(&choices, start, &BTreeSet::new());
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
    // A draft is no dossier.
    // What a new calendar does, and what a unit's end changes, is tested over HTTP, in worlds of their own.
    let elsewhere = ["start", "discard_draft", "recompute_due", "follow_closure", "follow_units", "follow_units.ended"];
    let dossier_rules = table::all().filter(|rule| !elsewhere.contains(&rule.id));
    let mut unused: BTreeSet<&str> = dossier_rules.map(|rule| rule.id).collect();
    let drafts = [StateName::Draft, StateName::Discarded];
    let mut unreached: BTreeSet<StateName> =
        StateName::ALL.into_iter().filter(|state| !drafts.contains(state)).collect();
    let mut seen: BTreeSet<&str> = BTreeSet::from(elsewhere);
    for seed in 0..WALKS {
        if unused.is_empty() && unreached.is_empty() {
            break;
        }
        let mut dice = Dice::new(seed);
        let choices: Vec<u64> = (0..60).map(|_| dice.next()).collect();
        let stage = walk(&choices, dice.below(STARTS), &seen);
        for event in &stage.events {
            unreached.remove(&event.to);
            // The first event of a correction is the action on the original.
            if let Some(rule) = table::rule_of(event.from, &event.action) {
                unused.remove(rule.id);
                seen.insert(rule.id);
            }
        }
    }
    assert!(unused.is_empty() && unreached.is_empty(), "{unused:?} {unreached:?}");
}
