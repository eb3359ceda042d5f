//! `start`, and the commands that work beside a host.

use crate::{
    app,
    package::{self, Processor},
    project::{Failure, Project, Steps, run},
    tools,
};
use std::process::{Command, Stdio};

/// Builds what is missing and becomes the host.
pub fn start(project: &Project, arguments: &[String]) -> Result<(), Failure> {
    let mut steps = Steps::new(4);
    steps.next("WASM target");
    tools::wasm_target(project)?;
    steps.next("app (WASM)");
    app::build(project)?;
    steps.next("local host");
    build_gateway(project)?;
    steps.next("start");
    replace(gateway(project, arguments))
}

/// Builds the host with the features of the whole host side.
pub fn build_gateway(project: &Project) -> Result<(), Failure> {
    run(project.cargo(&["build", "--quiet", "--bin", "gateway"]))
}

/// The host's command line; paths that the reader gives are relative to where the reader is.
pub fn gateway(project: &Project, arguments: &[String]) -> Command {
    let mut command = Command::new(project.program("gateway"));
    command.arg("--app").arg(project.target.join("app")).arg("--seed").arg(project.root.join("infra/seed"));
    if !arguments.iter().any(|argument| argument == "--data") {
        command.arg("--data").arg(project.root.join(".data"));
    }
    command.args(arguments).stdin(Stdio::null());
    command
}

/// `token ACCOUNT`
pub fn token(project: &Project, arguments: &[String]) -> Result<(), Failure> {
    build_gateway(project)?;
    let mut command = Command::new(project.program("gateway"));
    command.arg("token");
    if !arguments.iter().any(|argument| argument == "--data") {
        command.arg("--data").arg(project.root.join(".data"));
    }
    replace({
        command.args(arguments);
        command
    })
}

/// `bench`: measures what is shipped, so everything is built as it is shipped.
pub fn bench(project: &Project, arguments: &[String]) -> Result<(), Failure> {
    let mut steps = Steps::new(6);
    steps.next("tools");
    tools::wasm_target(project)?;
    tools::valgrind(project)?;
    steps.next("app (WASM)");
    app::build(project)?;
    steps.next("functions, as they are shipped");
    let shipped = package::folder(project, Processor::Arm64)?;
    steps.next("functions, as they are shipped, for this machine");
    let here = package::folder(project, Processor::here())?;
    steps.next("measuring program");
    run(project.cargo(&["build", "--quiet", "--release", "--bin", "bench"]))?;
    steps.next("measure");
    let mut program = Command::new(project.target.join("release/bench"));
    program.arg("rows").arg("--app").arg(project.target.join("app")).arg("--lambda").arg(here);
    program.arg("--shipped").arg(shipped).arg("--seed").arg(project.root.join("infra/seed"));
    program.args(arguments).stdin(Stdio::null());
    replace(program)
}

/// `seed N`: dossiers for a host that runs.
pub fn seed(project: &Project, arguments: &[String]) -> Result<(), Failure> {
    run(project.cargo(&["build", "--quiet", "--bin", "bench"]))?;
    let mut program = Command::new(project.program("bench"));
    program.arg("seed").args(arguments).stdin(Stdio::null());
    if !arguments.iter().any(|argument| argument == "--data") {
        program.arg("--data").arg(project.root.join(".data"));
    }
    replace(program)
}

/// `recompute`, `timers`, `plan`, `import`: maintenance of a host that runs.
pub fn maintain(project: &Project, task: &str, arguments: &[String]) -> Result<(), Failure> {
    run(project.cargo(&["build", "--quiet", "--bin", "maintain"]))?;
    let mut program = Command::new(project.program("maintain"));
    program.arg(task).args(arguments).stdin(Stdio::null());
    if !arguments.iter().any(|argument| argument == "--data") {
        program.arg("--data").arg(project.root.join(".data"));
    }
    replace(program)
}

/// Becomes the other program, so that signals reach it directly.
#[cfg(unix)]
fn replace(mut command: Command) -> Result<(), Failure> {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(Failure(format!("{}: {error}", command.get_program().to_string_lossy())))
}

#[cfg(not(unix))]
fn replace(command: Command) -> Result<(), Failure> {
    run(command)
}
