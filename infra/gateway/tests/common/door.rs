//! A door into a running system: whatever stands behind it, people ask and are answered.

use super::http::{Answer, Ask, Client};
use std::{
    thread::sleep,
    time::{Duration, Instant},
};

/// A way in.
pub trait Door: Sync {
    /// Asks the API and waits for its answer.
    fn send(&self, ask: &Ask) -> Answer;

    /// Opens a session for an account as sign-in does, and gives the token of its cookie.
    fn session(&self, account: &str) -> String;
}

/// Puts or gets a file by a presigned link, as a browser does: at the file store, not through the door.
pub fn at_file_store(method: &str, url: &str, headers: &[(String, String)], body: Vec<u8>) -> Answer {
    let rest = url.strip_prefix("http://").unwrap_or_else(|| panic!("not a link of the file store: {url}"));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let mut ask = Ask { method: method.to_owned(), path: format!("/{path}"), headers: headers.to_vec(), body };
    ask.headers.push(("connection".to_owned(), "close".to_owned()));
    Client::new(&format!("http://{host}")).send(&ask)
}

/// Waits for what the worker does after a write; it may take a moment, but not longer than 20 seconds.
#[track_caller]
pub fn eventually<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(20) {
        if let Some(found) = look() {
            return found;
        }
        sleep(Duration::from_millis(50));
    }
    panic!("it never came about that {what}");
}
