//! Checks that compile or read but do not run the product.

use crate::{
    project::{Failure, Project, run},
    tools,
};

pub fn format(project: &Project) -> Result<(), Failure> {
    run(project.cargo(&["fmt", "--all", "--check"]))
}

pub fn frontend(project: &Project) -> Result<(), Failure> {
    tools::wasm_target(project)?;
    let target = project.wasm_target().display().to_string();
    let mut cargo = project.shipping_cargo(&["clippy", "--quiet", "-p", "frontend", "--lib", "--bins"]);
    cargo.args(["--target", "wasm32-unknown-unknown", "--target-dir", &target, "--", "-D", "warnings"]);
    run(cargo)
}

/// The rules must compile for the browser by themselves, not only as part of the app.
pub fn domain_for_the_browser(project: &Project) -> Result<(), Failure> {
    tools::wasm_target(project)?;
    let target = project.wasm_target().display().to_string();
    let mut cargo = project.shipping_cargo(&["check", "--quiet", "-p", "domain"]);
    cargo.args(["--target", "wasm32-unknown-unknown", "--target-dir", &target]);
    run(cargo)
}

/// Licences, sources and banned packages, by deny.toml. Advisories need a list that this check does not fetch.
pub fn dependencies(project: &Project) -> Result<(), Failure> {
    let program = tools::cargo_deny(project)?.display().to_string();
    run(project
        .command(&program, &["--log-level", "error", "check", "--hide-inclusion-graph", "bans", "licenses", "sources"]))
}
