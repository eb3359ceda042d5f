//! `GET /api/health`

use crate::{Api, error::ApiResult};
use axum::{Json, extract::State};
use serde_json::{Value, json};

/// Whether the function is alive, and its table answers.
///
/// # Errors
/// 503 when the table does not answer.
#[utoipa::path(get, path = "/api/health", tag = "public", responses((status = 200), (status = 503)))]
pub async fn health(State(api): State<Api>) -> ApiResult<Json<Value>> {
    api.store.ping().await?;
    Ok(Json(json!({ "live": true, "ready": true, "version": env!("CARGO_PKG_VERSION") })))
}
