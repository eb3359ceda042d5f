//! The door through API Gateway and Lambda.

use super::{emulator::Emulator, events, stream::Stream};
use crate::common::{
    door::Door,
    host::{host, open_session, seed_folder},
    http::{Answer, Ask},
};
use api::{Api, router::Function};
use gateway::ready::HostFile;
use serde_json::Value;
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, LazyLock, Mutex},
    time::Duration,
};

/// The world in which the Lambda functions work: the same table as the local host, and nothing of its rows.
pub const WORLD: &str = "lambda";

/// The functions behind the gateway.
pub struct Lambda {
    emulator: Arc<Emulator>,
    environment: BTreeMap<String, String>,
    pub api: Api,
    sessions: Mutex<HashMap<String, String>>,
}

static LAMBDA: LazyLock<Lambda> = LazyLock::new(|| {
    let lambda = Lambda::start_with("journeys", &[]);
    lambda.follow_stream();
    lambda
});

/// The functions that the tests share.
pub fn lambda() -> &'static Lambda {
    &LAMBDA
}

impl Lambda {
    /// Starts emulation and functions, with further settings.
    pub fn start_with(name: &str, settings: &[(&str, &str)]) -> Self {
        let mut environment = HostFile::read(&host().data).expect("the host says where its engines are").environment;
        environment.insert("MOTCUA_WORLD".to_owned(), WORLD.to_owned());
        let api = beside(&environment, WORLD);
        environment.extend(settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let emulator = Arc::new(Emulator::start(name));
        let raw = gateway::reference::read(&seed_folder()).expect("the reference data");
        host().wait(api::seed::seed(&api, &raw)).expect("the world is seeded");
        for function in ["public", "staff", "documents", "worker"] {
            emulator.run(function, &environment);
        }
        Self { emulator, environment, api, sessions: Mutex::default() }
    }

    /// Takes a function's environment away and gives it a new one, cold.
    pub fn restart(&self, function: &str) {
        self.emulator.end(function);
        self.emulator.run(function, &self.environment);
    }

    /// What a function has logged.
    pub fn log(&self, function: &str) -> String {
        self.emulator.log(function)
    }

    /// Invokes a function with an event as it is.
    pub fn invoke(&self, function: &str, event: &Value) -> Value {
        self.emulator.invoke(function, event)
    }

    /// Feeds the table's stream to the worker for as long as the process lives.
    pub fn follow_stream(&self) {
        let environment = HostFile::read(&host().data).expect("the host's file").environment;
        let mut stream = Stream::begin(&environment["AWS_ENDPOINT_URL_DYNAMODB"], &environment["MOTCUA_TABLE"]);
        let emulator = self.emulator.clone();
        std::thread::spawn(move || {
            loop {
                match stream.next() {
                    Some(event) => drop(emulator.invoke("worker", &event)),
                    None => std::thread::sleep(Duration::from_millis(100)),
                }
            }
        });
    }

    /// Invokes the worker.
    pub fn worker(&self, event: &Value) -> Value {
        self.emulator.invoke("worker", event)
    }
}

/// Functions of this process in a world of the host's table, for what happens beside the functions under test.
pub fn beside(environment: &BTreeMap<String, String>, world: &str) -> Api {
    let mut config = host().api.config.clone();
    config.world = world.to_owned();
    let table = environment["AWS_ENDPOINT_URL_DYNAMODB"].trim_start_matches("http://").parse().expect("an address");
    let files = gateway::clients::s3(&environment["AWS_ENDPOINT_URL_S3"]);
    Api::new(config, gateway::clients::dynamo(table), files, api::host::system_clock())
}

/// The function that answers a request.
pub fn function(ask: &Ask) -> &'static str {
    match Function::of(&ask.path) {
        Function::Public => "public",
        Function::Staff => "staff",
        Function::Documents => "documents",
    }
}

impl Door for Lambda {
    fn send(&self, ask: &Ask) -> Answer {
        let function = function(ask);
        events::answer(&self.emulator.invoke(function, &events::request(ask)))
    }

    fn session(&self, account: &str) -> String {
        let mut sessions = self.sessions.lock().expect("unbroken");
        sessions.entry(account.to_owned()).or_insert_with(|| host().wait(open_session(&self.api, account))).clone()
    }
}
