//! The host as a process of its own, for what only a process can show: its end, and its log.

use crate::common::{
    door::Door,
    host::options,
    http::{Answer, Ask, Client},
};
use gateway::ready::HostFile;
use std::{
    collections::HashMap,
    fs::File,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Mutex,
    time::{Duration, Instant},
};

/// A running process.
pub struct Process {
    pub client: Client,
    child: Child,
    sessions: Mutex<HashMap<String, String>>,
}

/// An empty folder for a process's data.
pub fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    path
}

impl Process {
    /// Starts on a folder; what it logs goes to `log`, at the given level.
    pub fn start(data: &Path, log: &Path, level: &str) -> Self {
        let options = options(data);
        let said = File::options().create(true).append(true).open(log).expect("a file for the log");
        let mut child = Command::new(env!("CARGO_BIN_EXE_gateway"))
            .args(["--port", "0", "--data"])
            .arg(data)
            .arg("--app")
            .arg(&options.app)
            .arg("--seed")
            .arg(&options.seed)
            .env("MOTCUA_LOG", level)
            // The greeting, which names the demonstration accounts, is not the log.
            .stdout(Stdio::null())
            .stderr(Stdio::from(said))
            .spawn()
            .expect("the host starts");
        let began = Instant::now();
        loop {
            // The file of an earlier run names an earlier process.
            if let Some(file) = HostFile::read(data).filter(|file| file.pid == child.id()) {
                return Self { client: Client::new(&file.url), child, sessions: Mutex::default() };
            }
            if let Ok(Some(status)) = child.try_wait() {
                panic!("the host ended at once ({status}): {}", std::fs::read_to_string(log).unwrap_or_default());
            }
            assert!(began.elapsed() < Duration::from_secs(60), "the host is not ready after a minute");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Its number, for those who may not end it themselves.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// SIGKILL: no goodbye.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Door for Process {
    fn send(&self, ask: &Ask) -> Answer {
        self.client.send(ask)
    }

    /// Through the sign-in page that a person uses.
    fn session(&self, account: &str) -> String {
        let mut sessions = self.sessions.lock().expect("unbroken");
        sessions
            .entry(account.to_owned())
            .or_insert_with(|| {
                let form = format!("account={account}&return=%2F");
                let answer = self.send(&Ask::new("POST", "/sign-in").raw("application/x-www-form-urlencoded", form));
                let cookie = answer.header("set-cookie").unwrap_or_else(|| panic!("{account}: {}", answer.text()));
                let token = cookie.split(';').next().and_then(|pair| pair.split_once('=')).map(|(_, token)| token);
                token.expect("a token").to_owned()
            })
            .clone()
    }
}
