//! `cargo xtask test`: every check and every test, counted. A check that cannot run counts as failed.

mod browser;
mod lint;
mod parity;
mod rust;
mod site;
mod stack;

use crate::project::{Failure, Project, Steps};
use std::process::ExitCode;

/// How many checks of a step passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub passed: u32,
    pub failed: u32,
}

impl Count {
    /// A step that is one check.
    fn one(result: Result<(), Failure>) -> Self {
        match result {
            Ok(()) => Self { passed: 1, failed: 0 },
            Err(failure) => {
                eprintln!("{failure}");
                Self { passed: 0, failed: 1 }
            }
        }
    }

    /// A step that counts by itself; when it cannot run, that is one failure.
    fn of(result: Result<Self, Failure>) -> Self {
        result.unwrap_or_else(|failure| Self::one(Err(failure)))
    }

    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Whether the random walks over the API are long ones, and the province that is reorganised has its true size.
type Long = bool;

type Step = (&'static str, fn(&Project, Long) -> Count);

/// In the order of what a developer waits for longest last.
const STEPS: [Step; 12] = [
    ("format", |project, _| Count::one(lint::format(project))),
    ("domain-wasm", |project, _| Count::one(lint::domain_for_the_browser(project))),
    ("lint", |project, _| Count::one(lint::host(project))),
    ("lint-wasm", |project, _| Count::one(lint::frontend(project))),
    ("dependencies", |project, _| Count::one(lint::dependencies(project))),
    ("stack", |project, _| Count::of(stack::gate(project))),
    ("app", |project, _| Count::one(rust::app(project))),
    ("parity", |project, _| Count::of(parity::same_in_both(project))),
    ("test", |project, long| Count::of(rust::tests(project, long))),
    ("test-frontend", |project, _| Count::of(rust::frontend_tests(project))),
    ("site", |project, _| Count::of(site::site(project))),
    ("e2e", |project, long| Count::of(browser::journeys(project, long))),
];

/// Runs the steps, or with `--only STEP` those that are named; with `--long` the walks over the API are long.
pub fn run(project: &Project, arguments: &[String]) -> ExitCode {
    let long = arguments.iter().any(|argument| argument == "--long");
    let arguments: Vec<&String> = arguments.iter().filter(|argument| *argument != "--long").collect();
    let only: Vec<&str> = arguments
        .iter()
        .enumerate()
        .filter(|(at, _)| {
            at.checked_sub(1).and_then(|before| arguments.get(before)).is_some_and(|flag| *flag == "--only")
        })
        .map(|(_, name)| name.as_str())
        .collect();
    let known: Vec<&str> = STEPS.iter().map(|(name, _)| *name).collect();
    if arguments.len() != only.len() * 2 || only.iter().any(|name| !known.contains(name)) {
        eprintln!("cargo xtask test [--long] [--only STEP]…, steps: {}", known.join(", "));
        return ExitCode::from(2);
    }
    let chosen: Vec<&Step> = STEPS.iter().filter(|(name, _)| only.is_empty() || only.contains(name)).collect();
    let mut progress = Steps::new(chosen.len());
    let mut all = Count::default();
    let mut bad = Vec::new();
    for (name, step) in chosen {
        progress.next(name);
        let count = step(project, long);
        eprintln!("      {name}: {} passed, {} failed", count.passed, count.failed);
        if count.failed > 0 || count.passed == 0 {
            bad.push(*name);
        }
        all.add(count);
    }
    if !bad.is_empty() {
        eprintln!("failed: {}", bad.join(", "));
    }
    println!("{} passed, {} failed", all.passed, all.failed);
    if bad.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
