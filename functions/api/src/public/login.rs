//! `GET /api/auth/login`

use crate::{Api, sign_in};
use axum::{
    extract::{Query, State},
    response::Response,
};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Target {
    #[serde(rename = "return", default)]
    back: String,
}

/// Sends the browser to the identity provider: that of staff for a page of the staff portal, else that of citizens.
#[utoipa::path(get, path = "/api/auth/login", tag = "auth",
    params(("return" = Option<String>, Query, description = "Page of this site to come back to; the first page without it")),
    responses((status = 303, description = "To the provider's page"),
        (status = 404, description = "No provider is set for that portal; a page in both languages", body = String, content_type = "text/html"),
        (status = 502, description = "The provider does not answer; a page in both languages", body = String, content_type = "text/html")))]
pub async fn login(State(api): State<Api>, Query(target): Query<Target>) -> Response {
    sign_in::begin(&api, &target.back).await
}
