//! `cargo xtask test`: every check and every test, counted. A check that cannot run counts as failed.

mod browser;
mod lint;
mod parity;
mod rust;
mod site;
mod stack;

use crate::project::{Failure, Project, Steps};
use std::{
    process::ExitCode,
    sync::{Mutex, PoisonError},
    thread,
    time::Instant,
};

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

/// Beside what a step may run. Compilers leave cores idle, above all when they optimise a program as one; so two lanes
/// compile at the same time, each into target folders of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lane {
    /// What is compiled for this machine, and what reads the sources.
    Host,
    /// What is compiled as it is shipped.
    Shipped,
    /// What runs the product, one after another when both lanes are through: journeys have time limits.
    Alone,
}

struct Step {
    name: &'static str,
    lane: Lane,
    run: fn(&Project, Long) -> Count,
}

const fn step(lane: Lane, name: &'static str, run: fn(&Project, Long) -> Count) -> Step {
    Step { name, lane, run }
}

/// Each lane in its order.
const STEPS: [Step; 12] = [
    step(Lane::Host, "format", |project, _| Count::one(lint::format(project))),
    step(Lane::Host, "dependencies", |project, _| Count::one(lint::dependencies(project))),
    step(Lane::Host, "build", |project, _| Count::one(rust::build(project))),
    step(Lane::Host, "stack", |project, _| Count::of(stack::gate(project))),
    step(Lane::Shipped, "app", |project, _| Count::one(rust::app(project))),
    step(Lane::Shipped, "parity-module", |project, _| Count::one(parity::module(project))),
    step(Lane::Shipped, "functions", |project, _| Count::one(rust::functions(project).map(drop))),
    step(Lane::Alone, "parity", |project, _| Count::of(parity::same_in_both(project))),
    step(Lane::Alone, "test", |project, long| Count::of(rust::tests(project, long))),
    step(Lane::Alone, "test-frontend", |project, _| Count::of(rust::frontend_tests(project))),
    step(Lane::Alone, "site", |project, _| Count::of(site::site(project))),
    step(Lane::Alone, "e2e", |project, long| Count::of(browser::journeys(project, long))),
];

/// What the steps found so far.
struct Findings {
    progress: Steps,
    all: Count,
    bad: Vec<&'static str>,
}

/// Runs the steps, or with `--only STEP` those that are named; with `--long` the walks over the API are long.
pub fn run(project: &Project, arguments: &[String]) -> ExitCode {
    let project = &project.linted();
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
    let known: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
    if arguments.len() != only.len() * 2 || only.iter().any(|name| !known.contains(name)) {
        eprintln!("cargo xtask test [--long] [--only STEP]…, steps: {}", known.join(", "));
        return ExitCode::from(2);
    }
    let chosen = |step: &&Step| only.is_empty() || only.contains(&step.name);
    let progress = Steps::new(STEPS.iter().filter(chosen).count());
    let findings = Mutex::new(Findings { progress, all: Count::default(), bad: Vec::new() });
    let go = |lane: Lane| {
        for step in STEPS.iter().filter(chosen).filter(|step| step.lane == lane) {
            with(&findings, |found| found.progress.next(step.name));
            let began = Instant::now();
            let count = (step.run)(project, long);
            let seconds = began.elapsed().as_secs();
            eprintln!("      {}: {} passed, {} failed ({seconds} s)", step.name, count.passed, count.failed);
            with(&findings, |found| {
                if count.failed > 0 || count.passed == 0 {
                    found.bad.push(step.name);
                }
                found.all.add(count);
            });
        }
    };
    thread::scope(|scope| {
        scope.spawn(|| go(Lane::Shipped));
        go(Lane::Host);
    });
    go(Lane::Alone);
    with(&findings, |found| {
        if !found.bad.is_empty() {
            eprintln!("failed: {}", found.bad.join(", "));
        }
        println!("{} passed, {} failed", found.all.passed, found.all.failed);
        if found.bad.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    })
}

/// A step that panicked in its lane ends the command; what the others found is not worse for it.
fn with<T>(findings: &Mutex<Findings>, look: impl FnOnce(&mut Findings) -> T) -> T {
    look(&mut findings.lock().unwrap_or_else(PoisonError::into_inner))
}
