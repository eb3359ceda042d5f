//! Checks that only read: the form of the sources, and what they depend on.

use crate::{
    project::{Failure, Project, run},
    tools,
};

pub fn format(project: &Project) -> Result<(), Failure> {
    run(project.cargo(&["fmt", "--all", "--check"]))
}

/// Licences, sources and banned packages, by deny.toml. Advisories need a list that this check does not fetch.
pub fn dependencies(project: &Project) -> Result<(), Failure> {
    let program = tools::cargo_deny(project)?.display().to_string();
    run(project
        .command(&program, &["--log-level", "error", "check", "--hide-inclusion-graph", "bans", "licenses", "sources"]))
}
