//! Boundaries that move under a province at work: for a random map and any order of filing, acting, handing over and
//! taking back, by processes that die between any two writes, no dossier is lost or doubled, each has one holder, no
//! history breaks and no due date changes.
//!
//! A failure prints its seed. `MOTCUA_MOVES_SEED=<seed>` goes that way alone; `MOTCUA_MOVES=<n>` says how many ways are
//! gone (`cargo xtask test --long`: 40).

mod checks;
mod ending;
mod map;
mod steps;
mod stock;

use super::{number, walk::FELL};
use crate::common::{host::host, people::person, world::World};
use crate::model::dossier_walk_parts::Dice;
use api::reorganisation::plans;
use domain::{
    dossier::{Dossier, StateName, action::Places as Three},
    unit::plan::{Places, Plan},
};
use serde_json::json;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

/// Ways of a plain run.
const WAYS: u64 = 6;
/// Steps on the day, before it comes to its end.
const STEPS: usize = 22;
/// Ways that are gone at the same time.
const AT_ONCE: usize = 2;

/// What the ways of a run met.
#[derive(Default)]
pub struct Met {
    /// Working states of dossiers that the plan moved, and the detours above them.
    states: BTreeSet<StateName>,
    died: u64,
    handed: u64,
    taken_back: u64,
}

/// A province whose boundaries move.
pub struct Moves {
    seed: u64,
    world: World,
    dice: Dice,
    plan: Plan,
    places: Places,
    /// Every dossier that there is, as it was last looked at.
    known: BTreeMap<String, Dossier>,
    /// Where each was when the day began.
    was: BTreeMap<String, Dossier>,
    /// Those that somebody has acted on since.
    acted: BTreeSet<String>,
    met: Met,
    last: Vec<String>,
}

impl Drop for Moves {
    fn drop(&mut self) {
        if thread::panicking() {
            FELL.store(true, Ordering::SeqCst);
            eprintln!("the boundaries moved wrongly; again, this way alone:");
            eprintln!("  MOTCUA_MOVES_SEED={} cargo test --workspace --exclude frontend --test walk moves", self.seed);
            eprintln!("the plan: {:?}\nwhat was done:\n  {}", self.plan.links, self.last.join("\n  "));
        }
    }
}

#[test]
fn boundaries_move_and_no_dossier_is_lost_doubled_or_held_by_nobody() {
    if let Some(seed) = number("MOTCUA_MOVES_SEED") {
        gateway::start_log();
        way(seed);
        return;
    }
    let ways = number("MOTCUA_MOVES").unwrap_or(WAYS);
    let (next, met) = (AtomicU64::new(0), Mutex::new(Met::default()));
    thread::scope(|scope| {
        let walkers: Vec<_> = (0..AT_ONCE)
            .map(|_| {
                scope.spawn(|| {
                    loop {
                        let seed = next.fetch_add(1, Ordering::SeqCst);
                        if seed >= ways || FELL.load(Ordering::SeqCst) {
                            break;
                        }
                        let found = way(seed);
                        let mut met = met.lock().expect("no walker fell");
                        met.states.extend(found.states);
                        met.died += found.died;
                        met.handed += found.handed;
                        met.taken_back += found.taken_back;
                    }
                })
            })
            .collect();
        for walker in walkers {
            walker.join().expect("the walker says above what it met");
        }
    });
    let Met { states, died, handed, taken_back } = met.into_inner().expect("no walker fell");
    println!("{ways} ways: {died} processes died, {handed} dossiers handed over, {taken_back} plans taken back");
    println!("states that took part: {states:?}");
    if ways < WAYS || FELL.load(Ordering::SeqCst) {
        return;
    }
    let missing: Vec<StateName> = StateName::ALL
        .into_iter()
        .filter(|state| !state.is_final() && *state != StateName::Draft && !states.contains(state))
        .collect();
    assert_eq!(missing, [], "states of which no dossier took part");
    assert!(died >= ways * 2 && handed >= ways * 5 && taken_back > 0, "{died} {handed} {taken_back}: it proves little");
}

/// One way from the eve to acceptance, or back.
fn way(seed: u64) -> Met {
    let mut dice = Dice::new(seed ^ 0x5EED_0000);
    let world = World::at(&format!("moves-{seed}"), "2026-12-07T09:00");
    let plan = map::plan(&mut dice, seed == 0);
    let places = plan.places(&crate::model::dossier_stage::UNITS);
    map::people(&world, &places);
    let known = stock::filled(&world, &mut dice);
    let mut moves = Moves {
        seed,
        world,
        dice,
        plan,
        places,
        known,
        was: BTreeMap::new(),
        acted: BTreeSet::new(),
        met: Met::default(),
        last: Vec::new(),
    };
    moves.approved();
    for _ in 0..4 {
        moves.eve();
    }
    moves.world.when("2026-12-11T08:00");
    moves.was.clone_from(&moves.known);
    moves.acted.clear();
    for _ in 0..STEPS {
        if FELL.load(Ordering::SeqCst) {
            break;
        }
        moves.step();
    }
    if seed % 3 == 1 {
        moves.comes_back();
    } else {
        moves.comes_to_its_end();
    }
    moves.histories_hold();
    std::mem::take(&mut moves.met)
}

impl Moves {
    /// Written by the coordinator, approved by the manager.
    fn approved(&mut self) {
        let (world, plan) = (&self.world, self.plan.clone());
        let author =
            host().wait(world.api.reference.account(&world.api, "dp-tinh")).expect("accounts").expect("dp-tinh");
        let author = super::people::actor(&author, &|number| world.api.keys.pseudonym(number));
        let draft = host().wait(plans::draft(&world.api, plan, &author)).expect("a draft");
        person(world, "ql-tinh").post(&self.path("approve"), &json!({ "version": draft.version })).expect(200);
        for dossier in self.known.values().filter(|dossier| self.places.touches(dossier)) {
            self.met.states.extend([dossier.state.name(), dossier.state.lowest().name()]);
        }
    }

    /// A path below the plan.
    fn path(&self, rest: &str) -> String {
        format!("/api/staff/reorganisations/{}/{rest}", self.plan.id)
    }

    fn note(&mut self, what: String) {
        self.last.push(what);
    }

    /// Where a dossier was when the day began.
    fn places_before(&self, code: &str) -> Option<Three> {
        self.was.get(code).map(Three::of)
    }
}
