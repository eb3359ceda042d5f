//! The same source gives the same bytes wherever it lies: places are replaced by names, and nothing tells the time.

use crate::project::{Failure, Project};
use std::{env, path::Path, path::PathBuf, process::Command};

/// What stands for the folders of this machine.
fn places(project: &Project) -> Vec<(PathBuf, &'static str)> {
    let home = env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let cargo = env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    // The last that fits wins, so the folders within others come later.
    vec![(home, "/home"), (cargo, "/cargo"), (project.root.clone(), "/motcua"), (project.target.clone(), "/target")]
}

/// Settings for a build of a target by cargo, or by what calls it, with further flags of the compiler.
pub fn apply(project: &Project, build: &mut Command, target: &str, further: &[&str]) {
    let pairs: Vec<String> = places(project).iter().map(|(from, to)| format!("{}={to}", from.display())).collect();
    // As configuration and not as RUSTFLAGS, which would replace what .cargo/config.toml sets for the target.
    let mut flags: Vec<String> = pairs.iter().map(|pair| format!("--remap-path-prefix={pair}")).collect();
    flags.extend(further.iter().map(ToString::to_string));
    build.arg("--config").arg(format!("target.{target}.rustflags={}", serde_json::json!(flags)));
    let c_flags: Vec<String> = pairs.iter().map(|pair| format!("-ffile-prefix-map={pair}")).collect();
    build.env(format!("CFLAGS_{}", target.replace('-', "_")), c_flags.join(" "));
    // 1980, the oldest time that an archive can hold.
    build.env("SOURCE_DATE_EPOCH", "315532800").env("ZERO_AR_DATE", "1").env("TZ", "UTC").env("LC_ALL", "C");
    build.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
}

/// Refuses a file that tells where it was built.
pub fn names_no_place(project: &Project, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    for (place, _) in places(project) {
        let place = place.display().to_string();
        // A home like "/" or "/root" may stand for many things; a place of three letters says nothing.
        let needle = format!("{place}/");
        if place.len() > 3 && bytes.windows(needle.len()).any(|window| window == needle.as_bytes()) {
            return Err(Failure(format!("{}: names the place {place} where it was built", path.display())));
        }
    }
    Ok(())
}
