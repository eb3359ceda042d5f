//! The functions' programs: those of the bundles for this machine's processor, where `cargo xtask test` names their
//! folder; run by hand the tests build plain ones, with the same choice of packages, so that nothing is compiled twice.

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};

static FOLDER: LazyLock<PathBuf> = LazyLock::new(build);

/// A function's program.
pub fn program(name: &str) -> PathBuf {
    let packed = std::env::var_os("MOTCUA_BUNDLES").map(|folder| Path::new(&folder).join(name).join("bootstrap"));
    let path = packed.unwrap_or_else(|| FOLDER.join(name));
    assert!(path.is_file(), "{} was not built", path.display());
    path
}

fn build() -> PathBuf {
    // The test lies in <target>/<profile>/deps.
    let test = std::env::current_exe().expect("the test's own path");
    let folder = test.parent().and_then(Path::parent).expect("a target folder").to_owned();
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--workspace", "--exclude", "frontend", "--bins", "--target-dir"])
        .arg(folder.parent().expect("a target folder"))
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .status();
    assert!(built.is_ok_and(|status| status.success()), "the functions do not build");
    folder
}
