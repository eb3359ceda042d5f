//! The requests that are measured, each sent through the real router.

use crate::{examples, synthetic::Failure, synthetic::PDF};
use api::{
    Api,
    router::{self, Function},
};
use axum::{Router, body::Body};
use domain::{account::Account, calendar::day_of, ids::AccountId};
use http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use tower::ServiceExt;
use uuid::Uuid;

/// The routers with sessions opened for the people who act.
pub struct Doors {
    pub api: Api,
    public: Router,
    staff: Router,
    documents: Router,
}

/// A request that is ready to be sent.
pub struct Wish {
    method: Method,
    path: String,
    pub headers: Vec<(&'static str, String)>,
    body: String,
}

impl Wish {
    /// A request with a session's cookie (empty: none) and a JSON body.
    #[must_use]
    pub fn new(method: Method, path: &str, cookie: &str, body: Option<&Value>) -> Self {
        let mut headers = Vec::new();
        if !cookie.is_empty() {
            headers.push(("cookie", cookie.to_owned()));
        }
        if body.is_some() {
            headers.push(("content-type", "application/json".to_owned()));
        }
        Self { method, path: path.to_owned(), headers, body: body.map(Value::to_string).unwrap_or_default() }
    }
}

/// The whole birth form as it is taken in at Hà Tu's counter.
#[must_use]
pub fn birth(number: usize, today: jiff::civil::Date) -> Value {
    json!({
        "procedure": { "code": "1.001193", "valid_from": "2025-07-01" },
        "answers": examples::answers("1.001193", "06652", number, today),
        "papers": [{ "paper": 0, "files": [], "on_paper": true }, { "paper": 1, "files": [], "on_paper": true }],
        "return_to": { "method": "counter", "centre": "06652", "address": null },
        "centre": "06652",
        "identity": { "kind": "identity_card", "number": "022196001234" },
        "paper_count": 3,
    })
}

/// An answer with its JSON.
pub struct Answer {
    pub status: StatusCode,
    pub body: Value,
}

impl Doors {
    /// The routers of these functions.
    #[must_use]
    pub fn new(api: Api) -> Self {
        Self {
            public: router::public(api.clone()),
            staff: router::staff(api.clone()),
            documents: router::documents(api.clone(), documents::print),
            api,
        }
    }

    /// The router that answers a path.
    fn router(&self, path: &str) -> Router {
        match Function::of(path.split('?').next().unwrap_or_default()) {
            Function::Public => self.public.clone(),
            Function::Staff => self.staff.clone(),
            Function::Documents => self.documents.clone(),
        }
    }

    /// Opens a session and gives its cookie.
    ///
    /// # Errors
    /// The account is not in the reference data, or the store fails.
    pub async fn sign_in(&self, account: &str) -> Result<String, Failure> {
        let accounts = self.api.reference.accounts(&self.api).await.map_err(|error| error.0.code)?;
        let account: &Account = accounts.get(&AccountId::from(account)).ok_or("no such account")?;
        Ok(format!("session={}", self.api.store.open_session(account, self.api.now()).await?))
    }

    /// Sends a prepared request and lets its answer pass unread.
    ///
    /// # Errors
    /// Only if the request is malformed.
    pub async fn ask(&self, wish: &Wish) -> Result<StatusCode, Failure> {
        let mut request = Request::builder().method(wish.method.clone()).uri(&wish.path);
        for (name, value) in &wish.headers {
            request = request.header(*name, value);
        }
        let response = self.router(&wish.path).oneshot(request.body(Body::from(wish.body.clone()))?).await?;
        let status = response.status();
        axum::body::to_bytes(response.into_body(), usize::MAX).await?;
        Ok(status)
    }

    /// Asks for a file and gives its bytes.
    ///
    /// # Errors
    /// Anything but 200.
    pub async fn file(&self, path: &str, cookie: &str) -> Result<usize, Failure> {
        let request = Request::builder().uri(path).header(header::COOKIE, cookie).body(Body::empty())?;
        let response = self.router(path).oneshot(request).await?;
        let status = response.status();
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await?;
        if status == StatusCode::OK { Ok(bytes.len()) } else { Err(format!("{path}: {status}").into()) }
    }

    /// Sends one request.
    ///
    /// # Errors
    /// Only if the answer is no JSON.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        cookie: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<Answer, Failure> {
        let mut request = Request::builder().method(method).uri(path);
        if !cookie.is_empty() {
            request = request.header(header::COOKIE, cookie);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = match body {
            Some(body) => {
                request.header(header::CONTENT_TYPE, "application/json").body(Body::from(body.to_string()))?
            }
            None => request.body(Body::empty())?,
        };
        let response = self.router(path).oneshot(request).await?;
        let status = response.status();
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await?;
        let body = if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes)? };
        Ok(Answer { status, body })
    }

    /// Counter intake of a birth at Hà Tu, papers on paper: the whole birth form.
    ///
    /// # Errors
    /// Anything but 201.
    pub async fn take_in(&self, cookie: &str, number: usize) -> Result<String, Failure> {
        let body = birth(number, day_of(self.api.now()));
        let key = Uuid::new_v4().to_string();
        let answer =
            self.send(Method::POST, "/api/staff/dossiers", cookie, &[("Idempotency-Key", &key)], Some(&body)).await?;
        code_of(&answer)
    }

    /// Online filing of a birth with one file that lies in the incoming bucket already.
    ///
    /// # Errors
    /// Anything but 201.
    pub async fn submit(&self, cookie: &str, prepared: &Prepared, number: usize) -> Result<String, Failure> {
        let today = day_of(self.api.now());
        let answers = examples::answers("1.001193", "06652", number, today);
        let body = json!({
            "procedure": { "code": "1.001193", "valid_from": "2025-07-01" },
            "answers": answers,
            "papers": [{ "paper": 1, "files": [prepared.file] }],
            "return_to": { "method": "counter", "centre": "06652", "address": null },
        });
        let answer = self
            .send(Method::POST, "/api/public/dossiers", cookie, &[("Idempotency-Key", &prepared.draft)], Some(&body))
            .await?;
        code_of(&answer)
    }

    /// Uploads a small PDF for a draft, as a browser would.
    ///
    /// # Errors
    /// The ticket or the upload fails.
    pub async fn upload(&self, cookie: &str) -> Result<Prepared, Failure> {
        let draft = Uuid::new_v4().to_string();
        let wish = json!({ "draft": draft, "name": "giay-chung-sinh.pdf", "media_type": "application/pdf", "size": PDF.len() });
        let answer = self.send(Method::POST, "/api/public/uploads", cookie, &[], Some(&wish)).await?;
        let file = answer.body.get("file").and_then(Value::as_str).ok_or("no ticket")?.to_owned();
        self.api
            .s3
            .put_object()
            .bucket(&self.api.config.incoming_bucket)
            .key(format!("{}/cd-lan/{draft}/{file}", self.api.config.world))
            .content_type("application/pdf")
            .body(PDF.to_vec().into())
            .send()
            .await?;
        Ok(Prepared { draft, file })
    }

    /// One action; the answer must be 200.
    ///
    /// # Errors
    /// Anything else.
    pub async fn act(
        &self,
        cookie: &str,
        code: &str,
        action: &str,
        version: u32,
        mut input: Value,
    ) -> Result<Value, Failure> {
        if let Some(input) = input.as_object_mut() {
            input.insert("request_id".to_owned(), json!(Uuid::new_v4().to_string()));
        }
        let path = format!("/api/staff/dossiers/{code}/actions/{action}");
        let answer =
            self.send(Method::POST, &path, cookie, &[("If-Match", &format!("\"{version}\""))], Some(&input)).await?;
        if answer.status == StatusCode::OK {
            Ok(answer.body)
        } else {
            Err(format!("{action}: {} {}", answer.status, answer.body).into())
        }
    }

    /// Accepts a birth taken in at Hà Tu.
    ///
    /// # Errors
    /// Anything but 200.
    pub async fn accept(&self, cookie: &str, code: &str) -> Result<Value, Failure> {
        let checklist: Vec<Value> = (0..6)
            .map(|paper| match paper {
                // Taken in on paper: what is not scanned needs its reason (R07).
                1 => json!({ "paper": 1, "status": "present", "not_scanned": "filed_electronically" }),
                0 => json!({ "paper": 0, "status": "present" }),
                5 => json!({ "paper": 5, "status": "replaced_by_data" }),
                other => json!({ "paper": other, "status": "not_needed" }),
            })
            .collect();
        let fees = json!([{ "rule": 0, "amount_vnd": 0, "method": "none" }]);
        self.act(cookie, code, "accept", 1, json!({ "checklist": checklist, "paper_count": 3, "fees": fees })).await
    }
}

/// A file that waits in a draft.
pub struct Prepared {
    pub draft: String,
    pub file: String,
}

fn code_of(answer: &Answer) -> Result<String, Failure> {
    match (answer.status, answer.body.get("code").and_then(Value::as_str)) {
        (StatusCode::CREATED, Some(code)) => Ok(code.to_owned()),
        _ => Err(format!("filing: {} {}", answer.status, answer.body).into()),
    }
}
