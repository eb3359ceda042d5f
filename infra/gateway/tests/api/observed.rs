//! Log and metrics as an operator reads them: one trace from the browser to the worker, and numbers for each operation.

use crate::common::{
    case::Case,
    host::host,
    http::Ask,
    journeys,
    observed::{Observed, lines, metrics, tells_the_way},
    people::{person, stranger},
    proxy::{Fault, Proxied},
    samples,
};
use api::log::JsonLines;
use serde_json::{Value, json};
use std::sync::{Arc, LazyLock, Mutex};
use tracing_subscriber::{filter::Targets, layer::SubscriberExt, util::SubscriberInitExt};

/// Everything that is logged in this process from now on, written by the same code as in Lambda.
static LOG: LazyLock<Arc<Mutex<String>>> = LazyLock::new(|| {
    let said = Arc::new(Mutex::new(String::new()));
    let into = said.clone();
    let sink = Arc::new(move |line: &[u8]| {
        into.lock().expect("unbroken").push_str(std::str::from_utf8(line).expect("text"));
    });
    tracing_subscriber::registry()
        .with("off,api=info,metrics=info".parse::<Targets>().expect("a filter"))
        .with(JsonLines::new(api::host::system_clock(), sink))
        .try_init()
        .expect("nobody else in this program keeps a log");
    said
});

fn read() -> Vec<Value> {
    lines(&LOG.lock().expect("unbroken"))
}

/// The metrics of the last request.
fn measured(observed: &Observed<'_>, function: &str) -> Value {
    let last = observed.asked().pop().expect("something was asked");
    metrics(&read(), &last.trace, function)
}

#[test]
fn a_trace_leads_from_each_request_to_the_worker() {
    read();
    let observed = Observed::of(host());
    journeys::birth_returned_online(&observed);
    journeys::company_badge(&observed);
    tells_the_way(&observed, read);
}

#[test]
fn a_trace_that_is_not_well_formed_is_not_continued() {
    let traces = ["", "made-up", "00-00000000000000000000000000000000-00f067aa0ba902b7-01", "00-0af7651916cd43dd-1-1"];
    for trace in traces {
        let answer = stranger(host()).send(Ask::new("GET", "/api/health").header("traceparent", trace));
        let given = answer.expect(200);
        let given = given.header("x-trace-id").expect("a trace id").to_owned();
        assert!(given.len() == 32 && given.bytes().all(|byte| byte.is_ascii_hexdigit()), "{given}");
        assert!(!trace.contains(&given));
    }
}

#[test]
fn retries_conflicts_and_refusals_are_counted_for_the_operation_that_met_them() {
    read();
    let proxied = Proxied::start();
    let observed = Observed::of(&proxied);
    let filed = journeys::birth_filed(host(), "counter", &samples::photo("giấy chứng sinh"));
    let mut case = Case {
        door: &observed,
        code: filed.code,
        secret: filed.secret,
        version: filed.version,
        receipt: filed.receipt,
    };

    proxied.plan(Fault::Conflict, "TransactWriteItems", 3);
    case.act("tn-hatu", "accept", samples::birth_accepted());
    let numbers = measured(&observed, "staff");
    assert_eq!(numbers["Operation"], "act_on_dossier");
    assert_eq!((&numbers["Retry"], &numbers["Conflict"], &numbers["Refusal"]), (&json!(3), &json!(0), &json!(0)));

    proxied.plan(Fault::Throttled, "Query", 2);
    case.tracked();
    let numbers = measured(&observed, "public");
    assert_eq!(numbers["Operation"], "track");
    assert_eq!((&numbers["Retry"], &numbers["Refusal"]), (&json!(2), &json!(0)), "the SDK's own retries count");

    case.version = 1;
    case.tried("tn-hatu", "forward", &json!({ "paper_count": 0 })).refused(412, "stale");
    let numbers = measured(&observed, "staff");
    assert_eq!((&numbers["Conflict"], &numbers["Refusal"]), (&json!(1), &json!(1)));

    // Somebody else is faster between reading and writing: one conflict, although two places see it.
    case.version = 2;
    let code = case.code.clone();
    proxied.meanwhile(move || {
        let elsewhere = json!({ "return_to": samples::returned("counter", "06838") });
        person(host(), "cd-lan").act(&code, "change_return_place", 2, &elsewhere).expect(200);
    });
    proxied.plan(Fault::Conflict, "TransactWriteItems", 1);
    case.tried("tn-hatu", "forward", &json!({ "paper_count": 0 })).refused(412, "stale");
    let numbers = measured(&observed, "staff");
    assert_eq!((&numbers["Conflict"], &numbers["Retry"], &numbers["Refusal"]), (&json!(1), &json!(1), &json!(1)));

    stranger(&observed).get("/api/auth/me").refused(401, "no_session");
    assert_eq!(measured(&observed, "public")["Refusal"], 1);
    stranger(&observed).get("/api/nothing").refused(404, "not_found");
    assert_eq!(measured(&observed, "public")["Operation"], "none");
}

#[test]
fn health_tells_alive_from_ready() {
    let proxied = Proxied::start();
    let asks = stranger(&proxied);
    assert_eq!(asks.get("/api/health/ready").expect(200).json()["ready"], true);
    proxied.plan(Fault::Throttled, "", usize::MAX);
    let live = asks.get("/api/health").expect(200).json();
    assert_eq!((&live["live"], &live["version"]), (&json!(true), &json!(env!("CARGO_PKG_VERSION"))));
    asks.get("/api/health/ready").refused(503, "unavailable");
}
