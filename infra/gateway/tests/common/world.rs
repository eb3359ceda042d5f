//! A world of its own in the shared host's table, with a clock that a test sets and a worker that it wakes: nothing
//! happens in it but what the test does.

use super::{
    door::Door,
    host::{host, open_session, seed_folder},
    http::{Answer, Ask},
};
use api::{Api, router::Function, store::dossier::WithHistory, worker::TimersRun};
use axum::{Router, body::Body, http::Request};
use domain::{
    calendar::{Calendar, instant},
    ids::DossierCode,
};
use jiff::Timestamp;
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
};
use tower::ServiceExt;

/// The functions of one world.
pub struct World {
    pub api: Api,
    public: Router,
    staff: Router,
    documents: Router,
    now: Arc<AtomicI64>,
    applied: Mutex<HashMap<String, u32>>,
}

/// An instant of Vietnam's wall clock, `2026-12-01T09:00`.
pub fn at(local: &str) -> Timestamp {
    instant(local.parse().expect("a time")).expect("an instant")
}

impl World {
    /// A new world; its clock stands.
    pub fn at(name: &str, local: &str) -> Self {
        let raw = gateway::reference::read(&seed_folder()).expect("the reference data");
        Self::with(name, local, &raw)
    }

    /// The same with reference data of its own.
    pub fn with(name: &str, local: &str, raw: &api::seed::Files) -> Self {
        Self::under(&host().api.config.secret, name, local, raw)
    }

    /// The same under a secret of its own, so that rows which were sealed with it can be opened.
    pub fn under(secret: &[u8], name: &str, local: &str, raw: &api::seed::Files) -> Self {
        let now = Arc::new(AtomicI64::new(at(local).as_second()));
        let shared = &host().api;
        let mut config = shared.config.clone();
        config.world = name.to_owned();
        config.secret = secret.to_vec();
        let hand = now.clone();
        let clock = Arc::new(move || Timestamp::from_second(hand.load(Ordering::SeqCst)).expect("a time"));
        let api = Api::new(config, super::host::dynamo(), shared.s3.clone(), clock);
        host().wait(api::seed::seed(&api, raw)).expect("the world is seeded");
        let (public, staff) = (api::router::public(api.clone()), api::router::staff(api.clone()));
        let documents = api::router::documents(api.clone(), documents::print);
        Self { api, public, staff, documents, now, applied: Mutex::default() }
    }

    /// Seeds other settings of the timers; before the first request, since they are kept for some minutes.
    pub fn timer_settings(&self, settings: &serde_json::Value) {
        let mut raw = gateway::reference::read(&seed_folder()).expect("the reference data");
        raw.timers = settings.to_string();
        host().wait(api::seed::seed(&self.api, &raw)).expect("the settings compile");
    }

    /// Sets the clock.
    pub fn when(&self, local: &str) {
        self.set(at(local));
    }

    /// Sets the clock to a moment; it has whole seconds.
    pub fn set(&self, now: Timestamp) {
        self.now.store(now.as_second(), Ordering::SeqCst);
    }

    /// The dossier as it is stored.
    pub fn stored(&self, code: &str) -> WithHistory {
        let found = host().wait(self.api.store.dossier_with_history(&DossierCode::from(code)));
        found.expect("the table answers").expect("the dossier is there")
    }

    /// Wakes the worker for every event that it has not seen, those that it makes itself included; gives the version.
    pub fn settle(&self, code: &str) -> u64 {
        let mut applied = self.applied.lock().expect("unbroken");
        let seen = applied.entry(code.to_owned()).or_default();
        while *seen < self.stored(code).stored.dossier.version {
            *seen += 1;
            let dossier = DossierCode::from(code);
            host().wait(Box::pin(api::worker::apply_event(&self.api, &dossier, *seen))).expect("the event is applied");
        }
        u64::from(*seen)
    }

    /// Runs the timers as the schedule does.
    pub fn timers(&self) -> TimersRun {
        host().wait(api::worker::timers(&self.api)).expect("the timers run")
    }

    /// The calendar that is counted by.
    pub fn calendar(&self) -> Calendar {
        (*host().wait(self.api.reference.calendar(&self.api)).expect("a calendar")).clone()
    }
}

impl Door for World {
    fn send(&self, ask: &Ask) -> Answer {
        let function = match Function::of(&ask.path) {
            Function::Public => &self.public,
            Function::Staff => &self.staff,
            Function::Documents => &self.documents,
        };
        let mut request = Request::builder().method(ask.method.as_str()).uri(&ask.path);
        for (name, value) in &ask.headers {
            request = request.header(name, value);
        }
        let request = request.body(Body::from(ask.body.clone())).expect("a request");
        host().wait(answered(function.clone(), request))
    }

    /// A new one each time: the clock may have outlived the last.
    fn session(&self, account: &str) -> String {
        host().wait(open_session(&self.api, account))
    }
}

/// What a function's router answers.
pub async fn answered(function: Router, request: Request<Body>) -> Answer {
    let Ok(response) = function.oneshot(request).await;
    let (parts, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
    let header = |(name, value): (&axum::http::HeaderName, &axum::http::HeaderValue)| {
        (name.to_string(), value.to_str().unwrap_or_default().to_owned())
    };
    Answer { status: parts.status.as_u16(), headers: parts.headers.iter().map(header).collect(), body: body.to_vec() }
}
