//! One request: body, headers, retries, and the answer as a value or a typed error.

use super::{
    error::{ApiError, Trouble},
    json,
};
use crate::dom;
use domain::message::problem::Problem;
use gloo_net::http::{Method, RequestBuilder};
use serde::{Serialize, de::DeserializeOwned};
use std::{pin::Pin, rc::Rc, time::Duration};

/// How often a request that may be repeated is sent at most.
const ATTEMPTS: u32 = 3;
/// Longest wait before another attempt, whatever `Retry-After` says, in milliseconds.
const LONGEST_WAIT_MS: u32 = 4_000;

/// A request in the making.
#[derive(Clone, Debug)]
pub struct Request {
    method: Method,
    path: String,
    body: Option<String>,
    headers: Vec<(&'static str, String)>,
    repeatable: bool,
}

/// What came back, before it is read.
struct Raw {
    status: u16,
    retry_after: Option<u32>,
    body: String,
}

impl Request {
    /// Reads; is repeated when the connection fails.
    #[must_use]
    pub fn get(path: impl Into<String>) -> Self {
        Self { method: Method::GET, path: path.into(), body: None, headers: vec![traceparent()], repeatable: true }
    }

    /// Changes something, or asks with a body. Sent once, unless it carries an [idempotency key](Self::key).
    #[must_use]
    pub fn post<B: Serialize + ?Sized>(path: impl Into<String>, body: &B) -> Self {
        // Our messages are maps with text keys, which always serialise.
        let body = json::write(body);
        Self { method: Method::POST, path: path.into(), body, headers: vec![traceparent()], repeatable: false }
    }

    /// Makes a retry harmless: the functions give the first answer again.
    #[must_use]
    pub fn key(self, key: &str) -> Self {
        self.header("Idempotency-Key", key.to_owned()).repeatable()
    }

    /// Only if the dossier still has this version.
    #[must_use]
    pub fn if_version(self, version: u32) -> Self {
        self.header("If-Match", ["\"", &version.to_string(), "\""].concat())
    }

    /// The request may be sent again when no answer came: it only reads, or its body carries a request id.
    #[must_use]
    pub fn repeatable(mut self) -> Self {
        self.repeatable = true;
        self
    }

    fn header(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    /// Sends it and reads the answer.
    ///
    /// # Errors
    /// [`ApiError`] when no answer comes after the retries, when it is a problem, or when it is of another shape.
    pub async fn send<T: DeserializeOwned>(self) -> Result<T, ApiError> {
        let raw = self.settled().await?;
        json::read(&raw.body).map_err(|_| ApiError::new(Trouble::Garbled(raw.status)))
    }

    /// Sends it; the answer has no content that matters.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn send_away(self) -> Result<(), ApiError> {
        self.settled().await.map(|_| ())
    }

    /// [`settle`](Self::settle) behind a pointer, so that each kind of answer does not carry a copy of it.
    fn settled(self) -> Pin<Box<dyn Future<Output = Result<Raw, ApiError>>>> {
        Box::pin(self.settle())
    }

    /// Sends until there is an answer that another attempt would not better.
    async fn settle(self) -> Result<Raw, ApiError> {
        let mut attempt = 1;
        loop {
            let outcome = self.once().await;
            let again = match &outcome {
                Ok(raw) => raw.status == 503,
                Err(_) => true,
            };
            if !again || !self.repeatable || attempt >= ATTEMPTS {
                return match outcome {
                    Ok(raw) if (200..300).contains(&raw.status) => Ok(raw),
                    Ok(raw) => Err(problem(&raw)),
                    Err(()) => Err(ApiError::new(Trouble::Unreachable)),
                };
            }
            let asked = outcome.ok().and_then(|raw| raw.retry_after).map(|seconds| seconds.saturating_mul(1000));
            let wait = asked.unwrap_or(400 * attempt).min(LONGEST_WAIT_MS);
            gloo_timers::future::sleep(Duration::from_millis(u64::from(wait))).await;
            attempt += 1;
        }
    }

    async fn once(&self) -> Result<Raw, ()> {
        let mut builder = RequestBuilder::new(&self.path).method(self.method.clone());
        for (name, value) in &self.headers {
            builder = builder.header(name, value);
        }
        let request = match &self.body {
            Some(body) => builder.header("Content-Type", "application/json").body(body.as_str()),
            None => builder.build(),
        };
        let response = request.map_err(drop)?.send().await.map_err(drop)?;
        let headers = response.headers();
        Ok(Raw {
            status: response.status(),
            retry_after: headers.get("Retry-After").and_then(|text| text.parse().ok()),
            body: response.text().await.map_err(drop)?,
        })
    }
}

/// Begins the trace (W3C Trace Context) that the functions' and the worker's log lines continue; one request keeps it
/// over all its attempts.
fn traceparent() -> (&'static str, String) {
    let id = dom::uuid().replace('-', "");
    // The second half of a UUID begins with its variant, so it is never zero.
    let parent = id.get(16..).unwrap_or_default();
    ("traceparent", ["00-", &id, "-", parent, "-01"].concat())
}

/// The problem that an answer carries.
fn problem(raw: &Raw) -> ApiError {
    ApiError::new(match json::read::<Problem>(&raw.body) {
        Ok(problem) => Trouble::Problem(Rc::new(problem)),
        Err(_) => Trouble::Garbled(raw.status),
    })
}
