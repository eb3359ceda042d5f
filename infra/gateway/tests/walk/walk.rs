//! One life of the province: its world, its model, its dice; and which step comes next.

use super::{
    acting::Sent,
    common::{host::seed_folder, world::World},
    filing::Filed,
    model::{
        Model,
        dossier_walk_parts::{Dice, invariants::life_holds},
    },
    people,
};
use domain::{account::Account, dossier::Actor};
use jiff::SignedDuration;
use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

/// When every life begins.
const BEGINS: &str = "2026-11-30T08:00";

pub struct Walk {
    pub world: World,
    pub model: Model,
    pub dice: Dice,
    /// The last filing, to be repeated.
    pub filed: Option<Filed>,
    /// The last act, to be repeated.
    pub sent: Option<Sent>,
    /// Where it stands, for whoever reads a failure.
    trail: Trail,
}

/// Once one walker has fallen the others stop: the first failure is the one to look at.
pub static FELL: AtomicBool = AtomicBool::new(false);

/// Says on a failure how to come back to it, and what was done last.
struct Trail {
    seed: u64,
    step: u64,
    last: Vec<String>,
}

impl Drop for Trail {
    fn drop(&mut self) {
        if std::thread::panicking() {
            FELL.store(true, Ordering::SeqCst);
            let Self { seed, step, last } = self;
            eprintln!("the walk fell at step {step} of seed {seed}; again, up to there and no further:");
            eprintln!(
                "  MOTCUA_WALK_SEED={seed} MOTCUA_WALK_STEPS={step} cargo test --workspace --exclude frontend --test walk"
            );
            eprintln!("what was done last:\n  {}", last.join("\n  "));
        }
    }
}

/// Walks one life.
pub fn live(seed: u64, steps: u64, used: &Mutex<BTreeSet<&'static str>>) {
    let mut files = gateway::reference::read(&seed_folder()).expect("the reference data");
    let (accounts, raw) = people::accounts(&files.accounts);
    files.accounts = raw;
    let world = World::with(&format!("walk-{seed}"), BEGINS, &files);
    let keys = world.api.keys.clone();
    let model = Model::new(accounts, world.api.now(), Arc::new(move |number| keys.pseudonym(number)));
    let trail = Trail { seed, step: 0, last: Vec::new() };
    let mut walk = Walk { world, model, dice: Dice::new(seed), filed: None, sent: None, trail };
    for step in 1..=steps {
        if FELL.load(Ordering::SeqCst) {
            return;
        }
        walk.trail.step = step;
        walk.step();
    }
    for (code, stage) in &walk.model.dossiers {
        walk.stored_is(code);
        life_holds(stage);
    }
    used.lock().expect("no walker fell").extend(walk.model.used.iter());
}

impl Walk {
    fn step(&mut self) {
        let minutes = 1 + self.up_to(40);
        self.pass(SignedDuration::from_mins(minutes));
        let running = self.model.dossiers.values().filter(|stage| !stage.state().is_final()).count();
        match self.dice.below(100) {
            _ if running < 3 => self.file(),
            0..=5 if running < 14 => self.file(),
            6..=8 => self.file_again(),
            9..=13 => self.wait(),
            14..=19 => self.look(),
            20..=23 => self.queues(),
            24..=27 => self.act_again(),
            28..=30 => self.act_late(),
            _ => self.act(),
        }
    }

    pub fn up_to(&mut self, end: usize) -> i64 {
        i64::try_from(self.dice.below(end)).expect("small")
    }

    /// A line for whoever reads a failure.
    pub fn note(&mut self, what: String) {
        let line = format!("{} {} {what}", self.trail.step, self.model.now);
        if self.trail.last.len() > 25 {
            self.trail.last.remove(0);
        }
        self.trail.last.push(line);
    }

    /// Time goes on.
    pub fn pass(&mut self, time: SignedDuration) {
        self.model.now = self.model.now.checked_add(time).expect("a time");
        self.world.set(self.model.now);
    }

    /// Nobody acts for a while, and the timers run.
    fn wait(&mut self) {
        let hours = [3, 20, 20, 50, 24 * 9, 24 * 33][self.dice.below(6)];
        self.pass(SignedDuration::from_hours(hours));
        self.note(format!("waits {hours} hours"));
        let (run, moved) = self.model.timers();
        let real = self.world.timers();
        assert_eq!((real.rows, real.noted, real.failed), (run.rows, run.noted, 0), "the timers");
        for code in moved {
            self.stored_is(&code);
            self.settle(&code);
        }
    }

    /// The worker of both sees what happened to a dossier.
    pub fn settle(&mut self, code: &str) {
        let mut open = vec![code.to_owned()];
        while let Some(code) = open.pop() {
            self.world.settle(&code);
            open.extend(self.model.settle(&code));
            self.stored_is(&code);
        }
    }

    /// Any account.
    pub fn anybody(&mut self) -> Account {
        let which = self.dice.below(self.model.accounts.len());
        self.model.accounts[which].clone()
    }

    pub fn actor(&self, account: &Account) -> Actor {
        let pseudonym = self.model.pseudonym.clone();
        people::actor(account, &|number| pseudonym(number))
    }

    /// Any dossier; mostly one that has not ended.
    pub fn any_code(&mut self) -> String {
        let ended = self.dice.below(6) == 0;
        let codes: Vec<&String> = self
            .model
            .dossiers
            .iter()
            .filter(|(_, stage)| ended || !stage.state().is_final())
            .map(|(code, _)| code)
            .collect();
        codes[self.dice.below(codes.len())].clone()
    }
}
