//! A proxy in front of the embedded table. It sees every request of the functions, and answers some of them as the
//! real service may under load, which the embedded engine never does.

use super::{
    door::Door,
    host::{Host, host, open_session},
    http::{Answer, Ask, Client},
};
use api::Api;
use axum::{Router, extract::Request};
use gateway::ready::HostFile;
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    time::Duration,
};
use tower::ServiceExt;

/// What the service says instead of doing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Another transaction holds one of the items.
    Conflict,
    /// Too many requests.
    Throttled,
    /// The service does it, and then says that another transaction was in the way: a lost answer.
    DoneButConflict,
    /// The connection stands and nothing comes.
    Silent,
    /// The service answers after this many milliseconds.
    Slow(u64),
}

/// Answers with the fault while `times` lasts, for one operation (`TransactWriteItems`) or for all (empty).
#[derive(Clone, Debug)]
pub struct Plan {
    pub fault: Fault,
    pub operation: &'static str,
    pub times: usize,
}

#[derive(Default)]
struct Shared {
    plan: Option<Plan>,
    /// What somebody else does while the first fault is being answered.
    meanwhile: Option<Box<dyn FnOnce() + Send>>,
    /// Operation and body of every request.
    seen: Vec<(String, Value)>,
}

/// The functions behind a proxied table: same table, same files, same keys as the shared host.
pub struct Proxied {
    shared: Arc<Mutex<Shared>>,
    client: Client,
    /// Where the proxied table is.
    pub table: SocketAddr,
}

impl Proxied {
    /// Starts proxy and functions.
    pub fn start() -> Self {
        let file = HostFile::read(&host().data).expect("the host says where its engines are");
        let environment = |name: &str| file.environment.get(name).cloned().unwrap_or_default();
        let shared = Arc::new(Mutex::new(Shared::default()));
        let address = listen(environment("AWS_ENDPOINT_URL_DYNAMODB"), shared.clone());
        let api = Api::new(
            host().api.config.clone(),
            gateway::clients::dynamo(address),
            gateway::clients::s3(&environment("AWS_ENDPOINT_URL_S3")),
            api::host::system_clock(),
        );
        Self { shared, client: Client::new(&serve(host(), &api)), table: address }
    }

    /// From now on, faults by plan.
    pub fn plan(&self, fault: Fault, operation: &'static str, times: usize) {
        self.shared.lock().expect("unbroken").plan = Some(Plan { fault, operation, times });
    }

    /// While the first fault is being answered, this happens.
    pub fn meanwhile(&self, act: impl FnOnce() + Send + 'static) {
        self.shared.lock().expect("unbroken").meanwhile = Some(Box::new(act));
    }

    /// How many faults of the plan are left.
    pub fn left(&self) -> usize {
        self.shared.lock().expect("unbroken").plan.as_ref().map_or(0, |plan| plan.times)
    }

    /// What was asked of the table since the last time.
    pub fn seen(&self) -> Vec<(String, Value)> {
        std::mem::take(&mut self.shared.lock().expect("unbroken").seen)
    }
}

impl Door for Proxied {
    fn send(&self, ask: &Ask) -> Answer {
        self.client.send(ask)
    }

    fn session(&self, account: &str) -> String {
        host().wait(open_session(&host().api, account))
    }
}

/// Serves both functions on a free port, by path as the distribution does.
fn serve(host: &Host, api: &Api) -> String {
    let (public, staff) = (api::router::public(api.clone()), api::router::staff(api.clone()));
    let site = Router::new().fallback(move |request: Request| {
        let function = if request.uri().path().starts_with("/api/staff") { staff.clone() } else { public.clone() };
        async move { function.oneshot(request).await }
    });
    let listener = host.wait(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    host.wait(async {
        tokio::spawn(async move { axum::serve(listener, site).await });
    });
    url
}

fn listen(engine: String, shared: Arc<Mutex<Shared>>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (engine, shared) = (Client::new(&engine), shared.clone());
            std::thread::spawn(move || while_open(stream, &engine, &shared));
        }
    });
    address
}

/// Answers the requests of one connection, one after the other.
fn while_open(stream: TcpStream, engine: &Client, shared: &Mutex<Shared>) {
    let mut reader = BufReader::new(stream);
    while let Some(ask) = read(&mut reader) {
        let operation = ask
            .headers
            .iter()
            .find(|(name, _)| name == "x-amz-target")
            .and_then(|(_, value)| value.split('.').nth(1))
            .unwrap_or_default()
            .to_owned();
        let (fault, meanwhile) = {
            let mut shared = shared.lock().expect("unbroken");
            shared.seen.push((operation.clone(), serde_json::from_slice(&ask.body).unwrap_or_default()));
            let fault = shared
                .plan
                .as_mut()
                .filter(|plan| plan.times > 0 && (plan.operation.is_empty() || plan.operation == operation))
                .map(|plan| {
                    plan.times -= 1;
                    plan.fault
                });
            (fault, fault.and_then(|_| shared.meanwhile.take()))
        };
        if let Some(act) = meanwhile {
            act();
        }
        let answer = match fault {
            None => engine.send(&ask),
            Some(Fault::Silent) => {
                // Until the caller gives up and closes.
                let _ = reader.read(&mut [0]);
                return;
            }
            Some(Fault::Slow(milliseconds)) => {
                std::thread::sleep(Duration::from_millis(milliseconds));
                engine.send(&ask)
            }
            Some(Fault::Throttled) => refusal("ThrottlingException", json!({ "message": "Rate exceeded" })),
            Some(fault) => {
                if fault == Fault::DoneButConflict {
                    engine.send(&ask);
                }
                let items = ask_items(&ask);
                let mut reasons = vec![json!({ "Code": "None" }); items];
                reasons[0] = json!({ "Code": "TransactionConflict", "Message": "Transaction is ongoing for the item" });
                let text = "Transaction cancelled, please refer cancellation reasons for specific reasons";
                refusal("TransactionCanceledException", json!({ "Message": text, "CancellationReasons": reasons }))
            }
        };
        if write(reader.get_mut(), &answer).is_err() {
            return;
        }
    }
}

fn ask_items(ask: &Ask) -> usize {
    let body: Value = serde_json::from_slice(&ask.body).unwrap_or_default();
    body["TransactItems"].as_array().map_or(1, Vec::len).max(1)
}

fn refusal(kind: &str, mut body: Value) -> Answer {
    body["__type"] = json!(format!("com.amazonaws.dynamodb.v20120810#{kind}"));
    let headers = vec![("content-type".to_owned(), "application/x-amz-json-1.0".to_owned())];
    Answer { status: 400, headers, body: body.to_string().into_bytes() }
}

fn read(reader: &mut BufReader<TcpStream>) -> Option<Ask> {
    let mut first = String::new();
    reader.read_line(&mut first).ok().filter(|read| *read > 0)?;
    let mut words = first.split(' ');
    let mut ask = Ask::new(words.next()?, words.next()?);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        let (name, value) = (name.to_ascii_lowercase(), value.trim());
        match name.as_str() {
            "content-length" => length = value.parse().ok()?,
            "host" | "connection" => {}
            _ => ask = ask.header(&name, value),
        }
    }
    ask.body = vec![0; length];
    reader.read_exact(&mut ask.body).ok()?;
    Some(ask)
}

fn write(stream: &mut TcpStream, answer: &Answer) -> std::io::Result<()> {
    let mut head = format!("HTTP/1.1 {} -\r\n", answer.status);
    for (name, value) in
        answer.headers.iter().filter(|(name, _)| name != "content-length" && name != "transfer-encoding")
    {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("content-length: {}\r\n\r\n", answer.body.len()));
    stream.write_all(head.as_bytes())?;
    stream.write_all(&answer.body)
}
