//! The pages that only this host has: sign-in with demonstration accounts, the mailbox of notices, the issuer's keys.
//! They are plain HTML without a script, in Vietnamese and English side by side.

pub mod html;
pub mod mailbox;
pub mod sign_in;

use crate::issuer::Issuer;
use api::Api;
use axum::{
    Json, Router,
    extract::State,
    http::header,
    response::IntoResponse,
    routing::{get, post},
};
use serde_json::Value;
use std::{collections::BTreeMap, sync::Arc};

/// What the pages need.
#[derive(Clone)]
pub struct Pages {
    pub api: Api,
    pub issuer: Arc<Issuer>,
    pub codes: Arc<sign_in::Codes>,
    /// Plain words for each state, Vietnamese and English, from the reference data.
    pub states: Arc<BTreeMap<String, (String, String)>>,
}

/// Their routes.
pub fn router(pages: Pages) -> Router {
    Router::new()
        .route("/sign-in", get(sign_in::begin).post(sign_in::choose))
        .route("/issuer/authorize", get(sign_in::authorize).post(sign_in::grant))
        .route("/issuer/token", post(sign_in::exchange))
        .route("/mailbox", get(mailbox::show))
        .route("/host.css", get(style))
        .route("/issuer/jwks.json", get(jwks))
        .route("/issuer/.well-known/openid-configuration", get(discovery))
        .with_state(pages)
}

async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], include_str!("host.css"))
}

async fn jwks(State(pages): State<Pages>) -> Json<Value> {
    Json(pages.issuer.jwks().clone())
}

async fn discovery(State(pages): State<Pages>) -> Json<Value> {
    Json(pages.issuer.discovery())
}
