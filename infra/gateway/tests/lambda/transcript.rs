//! What was asked and answered along a way, without what cannot be the same twice.

use crate::common::{
    door::Door,
    http::{Answer, Ask},
};
use serde_json::{Value, json};
use std::sync::Mutex;

/// A door that remembers what is said through it.
pub struct Transcript<'d> {
    door: &'d dyn Door,
    lines: Mutex<Vec<Value>>,
}

impl<'d> Transcript<'d> {
    pub fn of(door: &'d dyn Door) -> Self {
        Self { door, lines: Mutex::default() }
    }

    /// Each answer once: how often somebody had to look until the worker was done is chance.
    pub fn lines(self) -> Vec<Value> {
        let mut lines = self.lines.into_inner().expect("unbroken");
        lines.dedup();
        lines
    }
}

impl Door for Transcript<'_> {
    fn send(&self, ask: &Ask) -> Answer {
        let answer = self.door.send(ask);
        let kept = [
            "content-type",
            "cache-control",
            "etag",
            "retry-after",
            "allow",
            "x-content-type-options",
            "set-cookie",
            "content-disposition",
        ];
        let headers: Vec<Value> = kept.iter().map(|name| json!([name, answer.header(name).map(plain)])).collect();
        let is_file = answer.header("content-disposition").is_some();
        let mut body = match serde_json::from_slice(&answer.body) {
            // A file holds codes and times of its own world; the journeys look into it.
            _ if is_file => json!("<file>"),
            Ok(body) => body,
            Err(_) => json!(answer.text()),
        };
        normalise(&mut body);
        let path = plain(&ask.path);
        // Which page of a list shows a dossier depends on the others in it.
        let path = path.split("&cursor=").next().unwrap_or_default();
        if !waits_for_worker(path, &body) {
            let line = json!({
                "ask": format!("{} {path}", ask.method), "status": answer.status, "headers": headers, "body": body,
            });
            self.lines.lock().expect("unbroken").push(line);
        }
        answer
    }

    fn session(&self, account: &str) -> String {
        self.door.session(account)
    }
}

/// Whether somebody just looked too early: the worker returns an online result a moment after it is issued, and refers
/// what nobody is competent for.
fn waits_for_worker(path: &str, body: &Value) -> bool {
    let online = body["state"] == "result_ready" && body["return_method"] == "online";
    path == "/api/public/track" && (online || body["state"] == "accepted")
}

/// Replaces every text that is new each time.
fn normalise(value: &mut Value) {
    match value {
        Value::String(text) => *text = plain(text),
        Value::Array(items) => items.iter_mut().for_each(normalise),
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                match (name.as_str(), &member) {
                    ("secret" | "lookup_secret", Value::String(_)) => *member = json!("<secret>"),
                    ("trace", Value::String(_)) => *member = json!("<trace>"),
                    ("url", Value::String(_)) => *member = json!("<url>"),
                    ("sha256", Value::String(_)) => *member = json!("<hash>"),
                    // In office hours the clock runs on.
                    ("seconds" | "late_seconds", Value::Number(_)) => *member = json!("<seconds>"),
                    // A form's number runs on in its centre and day, in each world by itself.
                    ("number", Value::Number(_)) => *member = json!("<number>"),
                    // Lists that other ways fill at the same time.
                    ("dossiers" | "rows", Value::Array(_)) => *member = json!("<list>"),
                    ("cursor", _) => *member = json!("<cursor>"),
                    _ => normalise(member),
                }
            }
        }
        _ => {}
    }
}

/// Times as forms have them.
const MOMENTS: [&str; 2] = ["00 giờ 00 phút, ngày 00/00/0000", "00:00 00/00/0000"];

/// A text with its codes, ids, times and secrets replaced.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (mark, length) = if let Some(length) = dossier_code(rest) {
            ("<code>", length)
        } else if let Some(length) = shape(rest, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx") {
            ("<uuid>", length)
        } else if let Some(length) = shape(rest, "0000-00-00T00:00:00") {
            let fraction = rest[length..].find('Z').map_or(0, |end| end + 1);
            ("<time>", length + fraction)
        } else if let Some(length) = MOMENTS.iter().find_map(|moment| shape(rest, moment)) {
            ("<moment>", length)
        } else if let Some(length) = shape(rest, "0000/000000") {
            ("<number>", length)
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        out.push_str(mark);
        rest = &rest[length..];
    }
    // Code and secret in a tracking path.
    match out.split_once("#<code>/") {
        Some((path, _)) => format!("{path}#<code>/<secret>"),
        None => out,
    }
}

fn dossier_code(text: &str) -> Option<usize> {
    let head = shape(text, "H00.000-000000-")?;
    let digits = text[head..].bytes().take_while(u8::is_ascii_digit).count();
    (digits >= 4).then_some(head + digits)
}

/// The length of a beginning of this shape: `0` any digit, `x` any hex digit, everything else itself.
fn shape(text: &str, shape: &str) -> Option<usize> {
    let fits = |byte: u8, wanted: u8| match wanted {
        b'0' => byte.is_ascii_digit(),
        b'x' => byte.is_ascii_hexdigit(),
        other => byte == other,
    };
    let beginning = text.as_bytes().get(..shape.len())?;
    beginning.iter().zip(shape.as_bytes()).all(|(byte, wanted)| fits(*byte, *wanted)).then_some(shape.len())
}

/// Where two transcripts differ, in words; empty when they are the same.
pub fn differences(here: &[Value], there: &[Value]) -> Vec<String> {
    let mut found: Vec<String> = here
        .iter()
        .zip(there)
        .filter(|(here, there)| here != there)
        .map(|(here, there)| format!("{}\n  local host: {here}\n  Lambda:     {there}", here["ask"]))
        .collect();
    if here.len() != there.len() {
        found.push(format!("{} answers at the local host, {} of Lambda", here.len(), there.len()));
    }
    found
}

#[test]
fn what_is_new_each_time_is_replaced_and_nothing_else() {
    assert_eq!(
        plain("/api/staff/dossiers/H49.901-261123-00012/files/result"),
        "/api/staff/dossiers/<code>/files/result"
    );
    assert_eq!(plain("2026-11-23T03:00:00Z"), "<time>");
    assert_eq!(plain("2026-11-23T03:00:00.125Z"), "<time>");
    assert_eq!(plain("/track#H49.901-261123-0001/Ab_9"), "/track#<code>/<secret>");
    assert_eq!(plain("0b7a6c52-3a3e-4d7e-9c11-0f3e5f1f0a11, Hà Tu 06652"), "<uuid>, Hà Tu 06652");
    let (mut one, mut other) = (json!({ "a": [1, "x"] }), json!({ "a": [1, "y"] }));
    normalise(&mut one);
    normalise(&mut other);
    assert_eq!(differences(&[one.clone()], &[other]).len(), 1);
    assert_eq!(differences(&[one.clone(), one.clone()], &[one]).len(), 1);
}
