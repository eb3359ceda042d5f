//! What lies in the province when the plan comes: dossiers in every state that is not final, with true histories.

use crate::{
    common::{host::host, world::World},
    model::{
        dossier_stage::Stage,
        dossier_walk_parts::{Dice, life::life},
    },
};
use api::store::{dossier::Written, idempotency::Record};
use domain::{
    dossier::{Dossier, StateName},
    ids::DossierCode,
};
use std::{collections::BTreeMap, sync::LazyLock};

/// Dossiers of one state that ways choose from.
const OF_EACH: usize = 3;
/// Kinds of dossiers whose procedure is the catalogue's and that stand alone.
const STARTS: [usize; 12] = [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12];

/// By state; a dossier that is being withdrawn stands under that detour.
static STOCK: LazyLock<BTreeMap<StateName, Vec<Stage>>> = LazyLock::new(|| {
    let mut stock: BTreeMap<StateName, Vec<Stage>> = StateName::ALL
        .into_iter()
        .filter(|state| !state.is_final() && !matches!(state, StateName::Draft | StateName::HandoverPending))
        .map(|state| (state, Vec::new()))
        .collect();
    for seed in 0..6_000_u64 {
        if stock.values().all(|stages| stages.len() >= OF_EACH) {
            break;
        }
        let mut dice = Dice::new(seed);
        let choices: Vec<u64> = (0..dice.below(26)).map(|_| dice.next()).collect();
        let stage = life(&choices, STARTS[dice.below(STARTS.len())]);
        // Who takes over what another hand-over moves is not the plan's to say.
        if stage.dossier.state.handover().is_none()
            && let Some(stages) = stock.get_mut(&stage.state()).filter(|stages| stages.len() < OF_EACH)
        {
            stages.push(stage);
        }
    }
    let missing: Vec<_> = stock.iter().filter(|(_, stages)| stages.is_empty()).map(|(state, _)| state).collect();
    assert!(missing.is_empty(), "no life led to {missing:?}");
    stock
});

/// Writes one dossier of each state, and some more.
pub fn filled(world: &World, dice: &mut Dice) -> BTreeMap<String, Dossier> {
    let mut known = BTreeMap::new();
    for stages in STOCK.values() {
        for _ in 0..=dice.below(2) {
            let stage = &stages[dice.below(stages.len())];
            let mut dossier = stage.dossier.clone();
            dossier.code = DossierCode(format!("H49.901-261116-{:04}", 1_000 + known.len()));
            let record = Record {
                subject: "stock".to_owned(),
                key: dossier.code.0.clone(),
                body_hash: String::new(),
                code: dossier.code.clone(),
                at: stage.now,
            };
            let written = host().wait(world.api.store.create_dossier(&dossier, &stage.events, &record));
            assert!(matches!(written, Ok(Written::Done)), "{written:?}");
            known.insert(dossier.code.0.clone(), dossier);
        }
    }
    known
}
