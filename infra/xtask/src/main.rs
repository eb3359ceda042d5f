//! The project's commands: `cargo xtask start`, `test`, `bench`, `seed`, `recompute`, `timers`, `plan`, `import`, `token`, `wasm`, `package`, `deploy`, `smoke`.

mod app;
mod archive;
mod check;
mod deploy;
mod glue;
mod hash;
mod minify;
mod package;
mod project;
mod reproducible;
mod serve;
mod tools;

use project::{Failure, Project, Steps};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask start [--port 8080] [--data DIR] [--reset]   build what is missing, seed and serve everything
cargo xtask test [--only STEP] [--long]                  every check and test; --long walks 100,000 steps over the API
cargo xtask bench [--json FILE]                          the benchmark rows
cargo xtask seed N [--data DIR]                          N dossiers with valid histories
cargo xtask recompute --calendar FILE [--apply] [--data DIR]  what a new calendar does to due dates; then does it
cargo xtask timers [--data DIR]                          the rows of all timers anew, should some be lost
cargo xtask plan --file FILE [--data DIR]                a plan that moves boundaries: what is wrong, what lies where
cargo xtask plan --file FILE --draft --by ACCOUNT        keeps it as a draft, which somebody else approves
cargo xtask plan --id ID --count|--carry-out|--verify|--take-back|--approve|--accept [--by ACCOUNT]  a step further
cargo xtask import --file F --map M [--dry-run] [--data DIR]  dossiers of an old system, from a CSV (infra/legacy)
cargo xtask token ACCOUNT [--data DIR]                   a bearer token of the local issuer
cargo xtask wasm                                         build the app into target/app
cargo xtask package                                      bundles and app for the cloud, into target/package
cargo xtask deploy --env trial|training|production [--yes]  package, preview, deploy, upload the app, smoke test
cargo xtask smoke URL                                    is the site at this address well?";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let project = match Project::find() {
        Ok(project) => project,
        Err(failure) => return failed(&failure),
    };
    let done = match command.as_str() {
        "start" => serve::start(&project, &rest),
        "test" => return check::run(&project, &rest),
        "bench" => serve::bench(&project, &rest),
        "seed" => serve::seed(&project, &rest),
        "recompute" | "timers" | "plan" | "import" => serve::maintain(&project, &command, &rest),
        "token" => serve::token(&project, &rest),
        "wasm" => wasm(&project),
        "package" => package::package(&project),
        "deploy" => deploy::deploy(&project, &rest),
        "smoke" => deploy::smoke(&project, &rest),
        _ => {
            eprintln!("{HELP}");
            return if ["", "help", "--help", "-h"].contains(&command.as_str()) {
                ExitCode::SUCCESS
            } else {
                ExitCode::from(2)
            };
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failed(&failure),
    }
}

fn failed(failure: &Failure) -> ExitCode {
    eprintln!("{failure}");
    ExitCode::FAILURE
}

fn wasm(project: &Project) -> Result<(), Failure> {
    let mut steps = Steps::new(2);
    steps.next("WASM target");
    tools::wasm_target(project)?;
    steps.next("app");
    for portal in app::build(project)? {
        println!("{portal}");
    }
    Ok(())
}
