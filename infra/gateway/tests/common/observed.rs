//! What an operator sees of a way through a door: every request begins a trace, and the log is asked for it.

use super::{
    door::{Door, eventually},
    http::{Answer, Ask},
};
use serde_json::{Value, json};
use std::sync::Mutex;
use uuid::Uuid;

/// A door at which every request begins a trace of its own, as the browser's do.
pub struct Observed<'d> {
    door: &'d dyn Door,
    asked: Mutex<Vec<Asked>>,
}

/// One request and how it was answered.
#[derive(Clone, Debug)]
pub struct Asked {
    pub trace: String,
    pub line: String,
    pub status: u16,
}

impl<'d> Observed<'d> {
    pub fn of(door: &'d dyn Door) -> Self {
        Self { door, asked: Mutex::default() }
    }

    /// All requests so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("unbroken").clone()
    }
}

impl Door for Observed<'_> {
    fn send(&self, ask: &Ask) -> Answer {
        let trace = Uuid::new_v4().simple().to_string();
        let parent = &trace[..16];
        let answer = self.door.send(&ask.clone().header("traceparent", &format!("00-{trace}-{parent}-01")));
        assert_eq!(answer.header("x-trace-id"), Some(trace.as_str()), "the function continues the trace");
        if answer.status >= 400 {
            assert_eq!(answer.json()["trace"], json!(trace), "a citizen can read it to the support desk");
        }
        let line = format!("{} {}", ask.method, ask.path);
        self.asked.lock().expect("unbroken").push(Asked { trace, line, status: answer.status });
        answer
    }

    fn session(&self, account: &str) -> String {
        self.door.session(account)
    }
}

/// The lines of a log, each of which must be a JSON object.
pub fn lines(log: &str) -> Vec<Value> {
    let parsed = log.lines().map(|line| match serde_json::from_str(line) {
        Ok(Value::Object(line)) => Value::Object(line),
        _ => panic!("a line of the log is no JSON object: {line}"),
    });
    parsed.collect()
}

/// The metrics of one request: exactly one line, in the form that CloudWatch extracts.
#[track_caller]
pub fn metrics(lines: &[Value], trace: &str, function: &str) -> Value {
    let found: Vec<&Value> = lines
        .iter()
        .filter(|line| line["trace"] == trace && line["Function"] == function && line.get("_aws").is_some())
        .collect();
    let [line] = found.as_slice() else { panic!("{} lines of metrics for {trace}", found.len()) };
    let set = &line["_aws"]["CloudWatchMetrics"][0];
    assert_eq!(set["Namespace"], "MotCua");
    assert_eq!(set["Dimensions"], json!([["Function", "Operation"]]));
    assert!(line["_aws"]["Timestamp"].as_i64().is_some_and(|time| time > 1_700_000_000_000), "{line}");
    let mut named: Vec<&str> = Vec::new();
    for metric in set["Metrics"].as_array().expect("metrics") {
        let name = metric["Name"].as_str().expect("a name");
        assert!(line[name].is_number(), "{name} has no value: {line}");
        assert_eq!(metric["Unit"], if name == "Latency" { "Milliseconds" } else { "Count" });
        named.push(name);
    }
    assert_eq!(named, ["Count", "Latency", "Conflict", "Retry", "Refusal"]);
    assert_eq!(line["Count"], 1);
    assert!(line["Latency"].as_f64().is_some_and(|time| time > 0.0 && time < 30_000.0), "{line}");
    // Nothing but names of operations and numbers.
    let text = line.to_string();
    assert!(!text.contains("/api/") && !text.contains("H49"), "metrics name a code or a path: {text}");
    (*line).clone()
}

/// Every request of a way has one line and one set of metrics under its trace; what wrote an event is followed by the
/// worker under the same trace.
pub fn tells_the_way(observed: &Observed<'_>, read: impl Fn() -> Vec<Value>) {
    let asked = observed.asked();
    assert!(asked.len() > 5, "the way was taken");
    let lines = read();
    for Asked { trace, line, status } in &asked {
        let function = if line.contains("/api/staff") { "staff" } else { "public" };
        let answered: Vec<&Value> =
            lines.iter().filter(|line| line["trace"] == **trace && line["message"] == "answered").collect();
        let [answered] = answered.as_slice() else { panic!("{} lines for {line}", answered.len()) };
        assert_eq!(answered["status"], *status);
        assert_eq!(answered["level"], "INFO");
        let operation = answered["operation"].as_str().expect("an operation");
        assert_ne!(operation, "none", "{line}");
        let metrics = metrics(&lines, trace, function);
        assert_eq!(metrics["Operation"], operation);
        assert_eq!(metrics["Refusal"], u32::from((400..500).contains(status)), "{line}");
        let writes = ["submit_dossier", "intake_dossier", "act_on_dossier", "act_on_my_dossier"].contains(&operation);
        if writes && *status < 300 {
            eventually("the worker applies what was written, under the trace of who wrote it", || {
                read().into_iter().find(|line| line["trace"] == **trace && line["message"] == "applied")
            });
            // What the worker writes by itself (a result returned online) is applied under the same trace again.
            let applied =
                read().into_iter().filter(|line| line["trace"] == **trace && line["Operation"] == "apply_event");
            assert!(applied.count() >= 1, "the worker measures its work");
        }
    }
}
