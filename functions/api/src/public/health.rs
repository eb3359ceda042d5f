//! `GET /api/health`, `GET /api/health/ready`

use crate::{Api, error::ApiResult, json::Json};
use axum::extract::State;
use serde_json::{Value, json};

/// The version that answers.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Whether the function is alive; asks nobody else.
#[utoipa::path(get, path = "/api/health", tag = "public", responses((status = 200)))]
pub async fn health() -> Json<Value> {
    Json(json!({ "live": true, "version": VERSION }))
}

/// Whether the function can work: its table answers.
///
/// # Errors
/// 503 when the table does not answer.
#[utoipa::path(get, path = "/api/health/ready", tag = "public", responses((status = 200), (status = 503)))]
pub async fn ready(State(api): State<Api>) -> ApiResult<Json<Value>> {
    api.store.ping().await?;
    Ok(Json(json!({ "live": true, "ready": true, "version": VERSION })))
}
