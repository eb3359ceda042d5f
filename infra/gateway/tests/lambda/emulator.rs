//! cargo-lambda's emulation of the Lambda Runtime API: functions fetch events from it, callers invoke through it.

use super::functions;
use crate::common::http::{Ask, Client};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fs::File,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Mutex,
    thread::sleep,
    time::{Duration, Instant},
};

/// A running emulation with its functions.
pub struct Emulator {
    address: String,
    client: Client,
    children: Mutex<Vec<(String, Child)>>,
    logs: PathBuf,
}

/// Where cargo-lambda is: as the command `cargo xtask test` says, where it installed it, or on the path.
fn cargo_lambda() -> PathBuf {
    let installed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tools/venv/bin/cargo-lambda");
    let named = std::env::var_os("MOTCUA_CARGO_LAMBDA").map(PathBuf::from);
    let on_path = std::env::var_os("PATH")
        .into_iter()
        .flat_map(|path| std::env::split_paths(&path).collect::<Vec<_>>())
        .map(|folder| folder.join("cargo-lambda"));
    let found = named.into_iter().chain([installed]).chain(on_path).find(|path| path.is_file());
    found.unwrap_or_else(|| {
        panic!(
            "cargo-lambda is missing, so the Lambda journey cannot run: `cargo xtask test` installs it; by hand: \
             `pip install cargo-lambda`, then put it on the path or name it in MOTCUA_CARGO_LAMBDA"
        )
    })
}

impl Emulator {
    /// Starts the emulation on a free port.
    pub fn start(name: &str) -> Self {
        let logs = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("lambda-{name}"));
        let _ = std::fs::remove_dir_all(&logs);
        std::fs::create_dir_all(&logs).expect("a folder for logs");
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
        let address = format!("127.0.0.1:{port}");
        let emulator = Self { client: Client::new(&address), address, children: Mutex::default(), logs };
        let mut watch = Command::new(cargo_lambda());
        watch
            .args(["lambda", "watch", "--only-lambda-apis", "--invoke-address", "127.0.0.1", "--invoke-port"])
            .arg(port.to_string())
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."));
        emulator.keep("emulator", watch);
        let began = Instant::now();
        while std::net::TcpStream::connect(&emulator.address).is_err() {
            assert!(began.elapsed() < Duration::from_secs(60), "cargo-lambda does not listen: see {:?}", emulator.logs);
            sleep(Duration::from_millis(50));
        }
        emulator
    }

    /// Starts a function as Lambda does: its program, an environment of its own and where to fetch events.
    pub fn run(&self, function: &str, environment: &BTreeMap<String, String>) {
        let mut program = Command::new(functions::program(function));
        program
            .envs(environment)
            .env("AWS_LAMBDA_RUNTIME_API", format!("http://{}/.rt/{function}", self.address))
            .env("AWS_LAMBDA_FUNCTION_NAME", function)
            .env("AWS_LAMBDA_FUNCTION_VERSION", "1")
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
        self.keep(function, program);
    }

    /// Starts a program that ends when this process does, however that ends: a shell waits for the end of its input,
    /// which we hold open, and then kills the program.
    fn keep(&self, name: &str, command: Command) {
        // A function that is started again goes on in the same log.
        let path = self.logs.join(format!("{name}.log"));
        let log = File::options().create(true).append(true).open(path).expect("a log");
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", "\"$@\" </dev/null & program=$!; read -r _; kill -9 $program", name]);
        shell.arg(command.get_program()).args(command.get_args());
        if let Some(folder) = command.get_current_dir() {
            shell.current_dir(folder);
        }
        if command.get_envs().next().is_some() {
            shell.env_clear().envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        }
        let child = shell
            .stdin(Stdio::piped())
            .stdout(Stdio::from(log.try_clone().expect("a second handle")))
            .stderr(Stdio::from(log))
            .spawn()
            .unwrap_or_else(|error| panic!("{name} does not start: {error}"));
        self.children.lock().expect("unbroken").push((name.to_owned(), child));
    }

    /// Ends a function without a goodbye, as Lambda does with an environment that it takes away. Unlike Lambda the
    /// emulation still gives the next event to the one that is gone, so one that nobody waits for is lost there.
    pub fn end(&self, function: &str) {
        let mut children = self.children.lock().expect("unbroken");
        let found = children.iter().position(|(name, _)| name == function).expect("the function runs");
        end(children.remove(found).1);
        let event = super::events::request(&Ask::new("GET", "/api/nothing"));
        let ask = Ask::new("POST", &format!("/2015-03-31/functions/{function}/invocations")).json(&event);
        let address = self.address.clone();
        std::thread::spawn(move || drop(Client::new(&address).try_send(&ask)));
        sleep(Duration::from_millis(100));
    }

    /// What a function has logged so far, in whole lines.
    pub fn log(&self, function: &str) -> String {
        let log = std::fs::read_to_string(self.logs.join(format!("{function}.log"))).expect("a log");
        log.rfind('\n').map_or_else(String::new, |end| log[..=end].to_owned())
    }

    /// Invokes a function and waits for what it returns.
    pub fn invoke(&self, function: &str, event: &Value) -> Value {
        let ask = Ask::new("POST", &format!("/2015-03-31/functions/{function}/invocations")).json(event);
        let answer = self.client.send(&ask);
        assert_eq!(answer.status, 200, "{function}: {} see {:?}", answer.text(), self.logs);
        let returned = answer.json();
        assert!(returned.get("errorType").is_none(), "{function} failed: {returned}");
        returned
    }
}

/// Closes what the program's shell waits for, which then kills the program.
fn end(mut child: Child) {
    drop(child.stdin.take());
    let _ = child.wait();
}

impl Drop for Emulator {
    fn drop(&mut self) {
        for (_, child) in self.children.lock().expect("unbroken").drain(..) {
            end(child);
        }
    }
}
