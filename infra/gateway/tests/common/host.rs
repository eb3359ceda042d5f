//! The real local host, in this process: one for all tests of a binary, on free ports and a folder of its own.

use super::{
    door::Door,
    http::{Answer, Ask, Client},
};
use api::Api;
use domain::ids::AccountId;
use gateway::{HostError, Running, options::Options, ready::HostFile};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{LazyLock, Mutex},
};
use tokio::runtime::Handle;

/// The host.
pub struct Host {
    pub api: Api,
    pub data: PathBuf,
    runtime: Handle,
    client: Client,
    sessions: Mutex<HashMap<String, String>>,
}

static HOST: LazyLock<Host> = LazyLock::new(Host::start);

/// The host that all tests of this binary share; they keep apart by their dossiers.
pub fn host() -> &'static Host {
    &HOST
}

/// The raw reference data.
pub fn seed_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../seed")
}

/// Options for a host on a folder: free ports, and pages that only say that they are there. What is tested here is
/// behind them.
pub fn options(data: &Path) -> Options {
    let app = Path::new(env!("CARGO_TARGET_TMPDIR")).join("app");
    for portal in ["public", "staff"] {
        let folder = app.join(portal);
        std::fs::create_dir_all(&folder).expect("a folder for the pages");
        std::fs::write(folder.join("index.html"), "<!doctype html><title>Một Cửa</title>").expect("a page");
    }
    Options { port: 0, data: data.to_owned(), app, seed: seed_folder(), reset: false }
}

impl Host {
    fn start() -> Self {
        let (say, said) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
            let runtime = runtime.expect("a runtime");
            let started = runtime.block_on(first_free());
            let _ = say.send((started, runtime.handle().clone()));
            // The host serves until the process ends.
            runtime.block_on(std::future::pending::<()>());
        });
        let ((url, api, data), runtime) = said.recv().expect("the host's thread says how it started");
        let client = Client::new(&url);
        Self { api, data, runtime, client, sessions: Mutex::default() }
    }

    /// Runs what the tests do beside the API: open sessions, read the store.
    pub fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }
}

/// A client of the shared host's table.
pub fn dynamo() -> aws_sdk_dynamodb::Client {
    let file = HostFile::read(&host().data).expect("the host says where its engines are");
    let address = file.environment["AWS_ENDPOINT_URL_DYNAMODB"].trim_start_matches("http://").parse();
    gateway::clients::dynamo(address.expect("an address"))
}

/// Folders of earlier runs are used again from the beginning; one that another process has is left alone.
async fn first_free() -> (String, Api, PathBuf) {
    for number in 0..50 {
        let data = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("host-{number}"));
        match Running::start(&Options { reset: true, ..options(&data) }).await {
            Ok(running) => {
                let started = (running.url.clone(), running.api.clone(), data);
                std::mem::forget(running);
                return started;
            }
            Err(HostError::InUse(_)) => {}
            Err(error) => panic!("the host does not start: {error}"),
        }
    }
    panic!("no free folder for the host")
}

/// Opens a session in a table, as every sign-in does.
pub async fn open_session(api: &Api, account: &str) -> String {
    let known = api.reference.account(api, account).await.expect("the accounts are readable");
    let known = known.unwrap_or_else(|| panic!("no demonstration account {account}"));
    assert_eq!(known.id, AccountId::from(account));
    api.store.open_session(&known, api.now()).await.expect("a session opens")
}

impl Door for Host {
    fn send(&self, ask: &Ask) -> Answer {
        self.client.send(ask)
    }

    fn session(&self, account: &str) -> String {
        let mut sessions = self.sessions.lock().expect("no test panicked here");
        sessions.entry(account.to_owned()).or_insert_with(|| self.wait(open_session(&self.api, account))).clone()
    }
}
