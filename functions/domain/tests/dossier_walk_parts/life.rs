//! A random life of one dossier, as far as it goes.

use super::{
    super::dossier_stage::Stage,
    Dice,
    cast::{cast, stages},
    files_for, is_detour, sample,
};
use domain::dossier::{Actor, action::ActionName, rights::offered};
use jiff::SignedDuration;
use std::collections::BTreeSet;

/// Anybody does what the screen offers.
pub fn life(choices: &[u64], start: usize) -> Stage {
    let mut stage = stages(start);
    for choice in choices {
        let mut dice = Dice::new(*choice);
        stage.now = stage.now.checked_add(SignedDuration::from_mins(1 + dice.below(600) as i64)).expect("a time");
        let mut doable: Vec<(Actor, ActionName)> = Vec::new();
        for who in cast(&stage) {
            let rules = offered(&who, &stage.dossier, stage.procedure(), &stage.events);
            let ends = [ActionName::Stop, ActionName::Refuse, ActionName::ConfirmWithdrawal, ActionName::Expire];
            let rules = rules.into_iter().filter(|rule| !ends.contains(&rule.action));
            doable.extend(rules.map(|rule| (who.clone(), rule.action)));
        }
        let names: BTreeSet<ActionName> = doable.iter().map(|(_, name)| *name).collect();
        // Detours must not keep a dossier from getting on.
        let onward =
            |name: &ActionName| !is_detour(*name) || matches!(name, ActionName::ProposeSupplement | ActionName::Deny);
        let onward: BTreeSet<ActionName> = names.iter().copied().filter(onward).collect();
        let names = if dice.below(4) > 0 && !onward.is_empty() { onward } else { names };
        let Some(name) = names.iter().nth(dice.below(names.len())) else { break };
        let able: Vec<&(Actor, ActionName)> = doable.iter().filter(|(_, other)| other == name).collect();
        let action = sample(*name, &stage, &mut dice);
        stage.brings = files_for(&action);
        if !stage.parses(&action) {
            stage.brings.clear();
            continue;
        }
        match stage.attempt(&able[dice.below(able.len())].0, &action) {
            Ok((after, _)) if after.state.name().is_final() => stage.brings.clear(),
            Ok((after, event)) => {
                stage.keep(after, event);
                stage.follows();
            }
            Err(_) => stage.brings.clear(),
        }
    }
    stage
}
