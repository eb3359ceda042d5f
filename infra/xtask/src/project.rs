//! Where the project is, how its programs are run, and how progress is told.

use std::{
    env, fmt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

/// Why a command cannot go on, in words that say what to do.
#[derive(Debug)]
pub struct Failure(pub String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A failure at a file.
pub fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Failure {
    let path = path.display().to_string();
    move |error| Failure(format!("{path}: {error}"))
}

/// The project's folders.
pub struct Project {
    pub root: PathBuf,
    pub target: PathBuf,
    /// Whether our own packages are looked through by clippy while they are compiled, and warnings are errors.
    linted: bool,
}

/// What clippy's own command sets for the compilers that cargo starts: one pass that compiles and lints, instead of a
/// second one over every dependency.
const LINTS: [(&str, &str); 2] =
    [("RUSTC_WORKSPACE_WRAPPER", "clippy-driver"), ("CLIPPY_ARGS", "-Dwarnings__CLIPPY_HACKERY__")];

impl Project {
    /// Finds the root from where this program was built.
    pub fn find() -> Result<Self, Failure> {
        let here = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        let root = here.ancestors().nth(2).filter(|root| root.join("Cargo.lock").is_file());
        let root = root.ok_or_else(|| Failure("the project's root was not found".to_owned()))?.to_owned();
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |path| root.join(path));
        Ok(Self { root, target, linted: false })
    }

    /// The same, with what is compiled for this machine linted. Cargo keeps both kinds of builds beside each other.
    pub fn linted(&self) -> Self {
        Self { root: self.root.clone(), target: self.target.clone(), linted: true }
    }

    /// Cargo, the one that runs us, at the root.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = self.shipping_cargo(arguments);
        if self.linted {
            cargo.envs(LINTS);
        }
        cargo
    }

    /// Cargo for what is shipped, never through clippy, whose compiler optimises less.
    pub fn shipping_cargo(&self, arguments: &[&str]) -> Command {
        self.command(&env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), arguments)
    }

    /// A program at the root, without standard input and without what cargo set for ourselves.
    pub fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(&self.root).stdin(Stdio::null());
        for (name, _) in env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&*name);
            }
        }
        command
    }

    /// Where our own separate builds for the browser go, so that they and host builds never wait for each other.
    pub fn wasm_target(&self) -> PathBuf {
        self.target.join("wasm-build")
    }

    /// Tools that are installed for this project only.
    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// The host's program in this build.
    pub fn program(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(name)
    }
}

/// Runs a program to its end with its output shown.
///
/// A program that is not installed, or ends in failure, is a [`Failure`] that names it.
pub fn run(mut command: Command) -> Result<(), Failure> {
    let shown = shown(&command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure(format!("{shown}: {status}"))),
        Err(error) => Err(Failure(format!("{shown}: {error}"))),
    }
}

/// Runs a program quietly; tells whether it succeeded.
pub fn succeeds(mut command: Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// The command line in short.
pub fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let arguments = command.get_args().take(4).map(|argument| argument.to_string_lossy().into_owned());
    std::iter::once(program).chain(arguments).collect::<Vec<_>>().join(" ")
}

/// Progress: "[2/6] app".
pub struct Steps {
    all: usize,
    done: usize,
    began: Instant,
}

impl Steps {
    pub fn new(all: usize) -> Self {
        Self { all, done: 0, began: Instant::now() }
    }

    pub fn next(&mut self, name: &str) {
        self.done += 1;
        eprintln!("[{}/{}] {name} ({} s)", self.done, self.all, self.began.elapsed().as_secs());
    }
}
