//! What lies with the units that end: the numbers before the day.

use super::{Places, Plan};
use crate::{
    calendar::day_of,
    dossier::{Dossier, StateName, head::Clock},
    ids::UnitCode,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Open dossiers of every unit that a plan ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    pub units: BTreeMap<UnitCode, Load>,
}

/// Open dossiers of one unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Load {
    /// Those that lie with its centre, its offices or its registry.
    pub held: BTreeMap<StateName, u64>,
    /// Of those: due before the day of the plan, so to be finished by the old unit.
    pub due_before: u64,
    /// Due on that day or after it: to be handed over.
    pub due_after: u64,
    /// Their clock stands, or promises no day.
    pub without_due: u64,
    /// Late already.
    pub late: u64,
    /// Those that it must decide but that lie elsewhere.
    pub coming: u64,
    /// Those whose result is to be had at its centre but that lie elsewhere.
    pub returning: u64,
}

impl Load {
    /// All that lie with the unit.
    #[must_use]
    pub fn held_in_all(&self) -> u64 {
        self.held.values().sum()
    }

    /// All that the unit has to do with in any way.
    #[must_use]
    pub fn open(&self) -> u64 {
        self.held_in_all() + self.coming + self.returning
    }
}

impl Plan {
    /// The board with nothing on it yet.
    #[must_use]
    pub fn board(&self) -> Board {
        Board { units: self.ended.iter().map(|unit| (unit.clone(), Load::default())).collect() }
    }

    /// Puts an open dossier on the board; one that has to do with no ended unit changes nothing. A dossier is counted once
    /// for each unit that it has to do with: where it lies, else where it is decided, else where it is returned.
    pub fn count(&self, board: &mut Board, places: &Places, dossier: &Dossier, now: Timestamp) {
        if dossier.state.name().is_final() {
            return;
        }
        let unit = |id: &str| places.ended(id).map(|ended| &ended.unit);
        let holder = places.ended_at(&dossier.holder()).map(|(_, ended)| &ended.unit);
        if let Some(load) = holder.and_then(|unit| board.units.get_mut(unit)) {
            *load.held.entry(dossier.state.lowest().name()).or_default() += 1;
            match (&dossier.clock, dossier.clock.due_at()) {
                (Clock::Running { .. }, Some(due)) if day_of(due) < self.effective => load.due_before += 1,
                (Clock::Running { .. }, Some(_)) => load.due_after += 1,
                _ => load.without_due += 1,
            }
            load.late += u64::from(dossier.clock.is_late(now));
        }
        let decides = dossier.resolver.as_ref().and_then(|resolver| unit(resolver.agency.as_str()));
        if decides != holder
            && awaits_decision(dossier)
            && let Some(load) = decides.and_then(|unit| board.units.get_mut(unit))
        {
            load.coming += 1;
        }
        let returns = unit(dossier.return_to.centre.as_str());
        if returns != holder
            && decides != returns
            && dossier.return_to.on_paper()
            && let Some(load) = returns.and_then(|unit| board.units.get_mut(unit))
        {
            load.returning += 1;
        }
    }
}

/// Whether the agency that resolves still has its part before it.
fn awaits_decision(dossier: &Dossier) -> bool {
    dossier.state.lowest().result().is_none()
}
