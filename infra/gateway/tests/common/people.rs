//! The people of the demonstration accounts, as they ask for things.

use super::{
    door::{Door, at_file_store},
    http::{Answer, Ask},
    samples::File,
};
use serde_json::{Value, json};
use uuid::Uuid;

/// Somebody at a door; signed in or not.
pub struct Person<'d> {
    pub door: &'d dyn Door,
    /// Account id; none: nobody is signed in.
    pub account: Option<String>,
    token: Option<String>,
    /// A machine's bearer token instead of a session.
    pub bearer: Option<String>,
}

/// A person who is not signed in.
pub fn stranger(door: &dyn Door) -> Person<'_> {
    Person { door, account: None, token: None, bearer: None }
}

/// A person with a session.
pub fn person<'d>(door: &'d dyn Door, account: &str) -> Person<'d> {
    Person { door, account: Some(account.to_owned()), token: Some(door.session(account)), bearer: None }
}

impl Person<'_> {
    /// Asks with the session's cookie.
    pub fn send(&self, mut ask: Ask) -> Answer {
        if let Some(token) = &self.token {
            ask = ask.header("cookie", &format!("theme=dark; session={token}"));
        }
        if let Some(bearer) = &self.bearer {
            ask = ask.header("authorization", &format!("Bearer {bearer}"));
        }
        self.door.send(&ask)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send(Ask::new("GET", path))
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(Ask::new("POST", path).json(body))
    }

    /// `public` for citizens, `staff` for officers.
    pub fn portal(&self) -> &'static str {
        if self.account.as_deref().is_some_and(|account| !account.starts_with("cd-")) { "staff" } else { "public" }
    }

    /// Files a dossier under a draft's key.
    pub fn file(&self, key: &str, body: &Value) -> Answer {
        let path = format!("/api/{}/dossiers", self.portal());
        self.send(Ask::new("POST", &path).header("idempotency-key", key).json(body))
    }

    /// One action under a version.
    pub fn act(&self, code: &str, action: &str, version: u64, input: &Value) -> Answer {
        let mut body = input.clone();
        if body.get("request_id").is_none() {
            body["request_id"] = json!(Uuid::new_v4());
        }
        let path = format!("/api/{}/dossiers/{code}/actions/{action}", self.portal());
        self.send(Ask::new("POST", &path).header("if-match", &format!("\"{version}\"")).json(&body))
    }

    /// The dossier as this person sees it.
    pub fn look(&self, code: &str) -> Answer {
        self.get(&format!("/api/{}/dossiers/{code}", self.portal()))
    }

    /// Asks to put a file under a draft.
    pub fn ticket(&self, draft: &str, file: &File) -> Answer {
        let body =
            json!({ "draft": draft, "name": file.name, "media_type": file.media_type, "size": file.bytes.len() });
        self.post(&format!("/api/{}/uploads", self.portal()), &body)
    }

    /// Puts a file under a draft and gives its id.
    #[track_caller]
    pub fn upload(&self, draft: &str, file: &File) -> String {
        let ticket = self.ticket(draft, file).expect(201).json();
        put(&ticket, file).expect(200);
        ticket["file"].as_str().unwrap_or_default().to_owned()
    }

    /// Fetches a file of a dossier by its link.
    #[track_caller]
    pub fn download(&self, code: &str, file: &str) -> Vec<u8> {
        let link = self.get(&format!("/api/{}/dossiers/{code}/files/{file}", self.portal())).expect(200).json();
        fetch(&link)
    }
}

/// Puts a file with exactly the ticket's headers.
pub fn put(ticket: &Value, file: &File) -> Answer {
    let headers: Vec<(String, String)> = serde_json::from_value(ticket["headers"].clone()).unwrap_or_default();
    at_file_store("PUT", ticket["url"].as_str().unwrap_or_default(), &headers, file.bytes.clone())
}

/// Fetches what a link leads to.
#[track_caller]
pub fn fetch(link: &Value) -> Vec<u8> {
    at_file_store("GET", link["url"].as_str().unwrap_or_default(), &[], Vec::new()).expect(200).body
}
