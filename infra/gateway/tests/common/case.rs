//! A dossier on its way: who does what next, under which version.

use super::{
    door::Door,
    http::Answer,
    people::{Person, person},
    samples::File,
};
use serde_json::{Value, json};
use uuid::Uuid;

/// A filed dossier.
pub struct Case<'d> {
    pub door: &'d dyn Door,
    pub code: String,
    pub secret: String,
    pub version: u64,
    pub receipt: Value,
}

impl<'d> Case<'d> {
    /// Files under a new key. A filing that is accepted at once has two events.
    #[track_caller]
    pub fn filed(by: &Person<'d>, key: &str, body: &Value) -> Self {
        let receipt = by.file(key, body).expect(201).json();
        let text = |name: &str| receipt[name].as_str().unwrap_or_default().to_owned();
        let version = if body.get("accept").is_some() { 2 } else { 1 };
        Self { door: by.door, code: text("code"), secret: text("secret"), version, receipt }
    }

    /// An action that succeeds; gives the dossier as the actor sees it then.
    #[track_caller]
    pub fn act(&mut self, account: &str, action: &str, input: Value) -> Value {
        let answer = self.tried(account, action, &input);
        assert_eq!(answer.status, 200, "{account} {action}: {}", answer.text());
        let version = answer.header("etag").and_then(|etag| etag.trim_matches('"').parse().ok()).unwrap_or_default();
        // What the system does in the same moment is a step of its own.
        assert!((self.version + 1..=self.version + 2).contains(&version), "{action}: {version} after {}", self.version);
        self.version = version;
        answer.json()
    }

    /// An action with a file of the actor's, whose id replaces `"$file"` in the input.
    #[track_caller]
    pub fn act_with(&mut self, account: &str, action: &str, file: &File, input: Value) -> Value {
        let draft = Uuid::new_v4().to_string();
        let id = person(self.door, account).upload(&draft, file);
        let mut input: Value = serde_json::from_str(&input.to_string().replace("$file", &id)).unwrap_or_default();
        input["draft"] = json!(draft);
        self.act(account, action, input)
    }

    /// An action that may be refused.
    pub fn tried(&self, account: &str, action: &str, input: &Value) -> Answer {
        person(self.door, account).act(&self.code, action, self.version, input)
    }

    /// The dossier as an account sees it.
    #[track_caller]
    pub fn seen_by(&self, account: &str) -> Value {
        person(self.door, account).look(&self.code).expect(200).json()
    }

    /// What anyone with code and secret sees.
    #[track_caller]
    pub fn tracked(&self) -> Value {
        let body = json!({ "code": self.code, "secret": self.secret });
        super::people::stranger(self.door).post("/api/public/track", &body).expect(200).json()
    }

    /// The state's name as tracking shows it.
    #[track_caller]
    pub fn state(&self) -> String {
        self.tracked()["state"].as_str().unwrap_or_default().to_owned()
    }
}
