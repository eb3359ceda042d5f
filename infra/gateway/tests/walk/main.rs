//! A random walk of many people over the whole API, beside a model that only the domain's functions move: every answer
//! and everything stored must be what the model says.
//!
//! A failure prints its seed and step. `MOTCUA_WALK_SEED=<seed>` walks that life alone, up to the same step;
//! `MOTCUA_WALK_STEPS=<n>` says how many steps are walked in all (`cargo xtask test --long`: 100,000).

mod acting;
mod checks;
mod common;
mod filing;
mod model;
mod moves;
mod people;
mod system;
mod walk;

use std::{
    collections::BTreeSet,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

/// Steps in all of a plain run.
const STEPS: u64 = 2_000;
/// Steps of one life of the province: a world of its own, with its people, dossiers and clock.
const LIFE: u64 = 250;
/// After so many lives a line is printed.
const TOLD: u64 = 40;
/// Lives that are walked at the same time.
const AT_ONCE: usize = 4;

fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is a number, not {text}")))
}

#[test]
fn whatever_anybody_asks_the_api_does_what_the_model_does() {
    let steps = number("MOTCUA_WALK_STEPS").unwrap_or(STEPS);
    let seen = Mutex::new(BTreeSet::new());
    if let Some(seed) = number("MOTCUA_WALK_SEED") {
        walk::live(seed, steps.min(LIFE), &seen);
        return;
    }
    let (lives, next, done) = (steps.div_ceil(LIFE), AtomicU64::new(0), AtomicU64::new(0));
    thread::scope(|scope| {
        let walkers: Vec<_> = (0..AT_ONCE)
            .map(|_| {
                scope.spawn(|| {
                    loop {
                        let seed = next.fetch_add(1, Ordering::SeqCst);
                        if seed >= lives || walk::FELL.load(Ordering::SeqCst) {
                            break;
                        }
                        walk::live(seed, LIFE.min(steps - seed * LIFE), &seen);
                        // A long walk says how far it is.
                        let walked = done.fetch_add(1, Ordering::SeqCst) + 1;
                        if walked % TOLD == 0 {
                            eprintln!("{} of {steps} steps walked", walked * LIFE);
                        }
                    }
                })
            })
            .collect();
        for walker in walkers {
            walker.join().expect("the walker says above what it met");
        }
    });
    let seen = seen.into_inner().expect("no walker fell");
    println!("{steps} steps used {} of the table's rules: {seen:?}", seen.len());
    // A walk that gets nowhere finds nothing.
    assert!(steps < STEPS || seen.len() >= 40, "only {} rules were used: {seen:?}", seen.len());
}
