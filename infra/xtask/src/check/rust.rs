//! The app as it is shipped, and the tests that cargo runs.

use super::Count;
use crate::{
    app,
    package::{self, Processor},
    project::{Failure, Project, run, shown},
    tools,
};
use std::{
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Command, Stdio},
};

/// Steps of the random walk over the API with `--long`.
const LONG_WALK: &str = "100000";
/// Ways on which boundaries move with `--long`.
const LONG_MOVES: &str = "40";

/// The app builds and packs; its weight is shown.
pub fn app(project: &Project) -> Result<(), Failure> {
    tools::wasm_target(project)?;
    for portal in app::build(project)? {
        println!("{portal}");
    }
    Ok(())
}

/// The functions as they are packed, for this machine: what is tested behind the Lambda door has the same profile, linker
/// and C compiler. Gives their folder.
pub fn functions(project: &Project) -> Result<PathBuf, Failure> {
    package::folder(project, Processor::here())
}

/// Compiles what the later steps run, with clippy looking at all of our own, so that nothing waits for a compiler there. The
/// screens are looked at here too: they compile for this machine as they do for the browser.
pub fn build(project: &Project) -> Result<(), Failure> {
    run(project.cargo(&["build", "--quiet", "--workspace", "--exclude", "frontend", "--bins"]))?;
    run(project.cargo(&["test", "--quiet", "--workspace", "--exclude", "frontend", "--no-run"]))?;
    run(project.cargo(&["test", "--quiet", "-p", "frontend", "--lib", "--bins", "--no-run"]))
}

/// Every test of the host side. Those of the Lambda door need the functions' programs and the emulator of Lambda's
/// interface; those that kill the host need its program.
pub fn tests(project: &Project, long: bool) -> Result<Count, Failure> {
    let lambda = tools::cargo_lambda(project)?;
    let bundles = functions(project)?;
    run(project.cargo(&["build", "--quiet", "--workspace", "--exclude", "frontend", "--bins"]))?;
    let mut cargo = project.cargo(&["test", "--workspace", "--exclude", "frontend", "--no-fail-fast"]);
    cargo.env("MOTCUA_CARGO_LAMBDA", lambda).env("MOTCUA_BUNDLES", bundles);
    let mut count = counted(cargo)?;
    if long {
        count.add(counted(long_walks(project))?);
    }
    Ok(count)
}

/// The random walks again and longer, in an optimised build.
fn long_walks(project: &Project) -> Command {
    let mut cargo =
        project.shipping_cargo(&["test", "--release", "--workspace", "--exclude", "frontend", "--test", "walk"]);
    cargo.env("MOTCUA_WALK_STEPS", LONG_WALK).env("MOTCUA_MOVES", LONG_MOVES);
    cargo
}

/// The tests of the screens' own logic.
pub fn frontend_tests(project: &Project) -> Result<Count, Failure> {
    counted(project.cargo(&["test", "-p", "frontend", "--lib", "--bins"]))
}

/// Runs a test command, shows what it prints and adds up its closing lines.
fn counted(mut command: Command) -> Result<Count, Failure> {
    let name = shown(&command);
    let failed = |error: std::io::Error| Failure(format!("{name}: {error}"));
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(failed)?;
    let mut count = Count::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines() {
            let line = line.map_err(failed)?;
            println!("{line}");
            count.add(closing_line(&line));
        }
    }
    let status = child.wait().map_err(failed)?;
    if !status.success() && count.failed == 0 {
        // It did not compile, or died before it could say which test failed.
        eprintln!("{name}: {status}");
        count.failed = 1;
    }
    Ok(count)
}

/// `test result: ok. 12 passed; 0 failed; 1 ignored; …`. An ignored test did not run, so it did not pass.
fn closing_line(line: &str) -> Count {
    let Some(numbers) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". ")) else {
        return Count::default();
    };
    let number = |word: &str| -> u32 {
        let parts = numbers.1.split(';').map(str::trim);
        parts.filter_map(|part| part.strip_suffix(word)).find_map(|digits| digits.trim().parse().ok()).unwrap_or(0)
    };
    Count { passed: number("passed"), failed: number("failed") + number("ignored") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_added_up_and_ignored_tests_did_not_pass() {
        let line = "test result: FAILED. 12 passed; 2 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.10s";
        assert_eq!(closing_line(line), Count { passed: 12, failed: 3 });
        assert_eq!(closing_line("test a_result: ok. 1 passed ... ok"), Count::default());
    }
}
