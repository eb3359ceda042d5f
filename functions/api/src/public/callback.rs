//! `GET /api/auth/callback`

use crate::{
    Api,
    sign_in::{self, Returned},
};
use axum::{
    extract::{Query, State},
    http::HeaderMap,
    response::Response,
};

/// Where the identity provider sends the browser back to. Opens the session.
#[utoipa::path(get, path = "/api/auth/callback", tag = "auth",
    params(("code" = Option<String>, Query, description = "What is exchanged for the ID token"),
        ("state" = Option<String>, Query, description = "As it was sent to the provider"),
        ("error" = Option<String>, Query, description = "Why there is no code")),
    responses((status = 303, description = "Signed in; to the page where it began"),
        (status = 400, description = "Begun elsewhere, too long ago, or used already; a page in both languages", body = String, content_type = "text/html"),
        (status = 403, description = "Cancelled, or nobody here; a page in both languages", body = String, content_type = "text/html"),
        (status = 502, description = "The provider does not answer as it should; a page in both languages", body = String, content_type = "text/html")))]
pub async fn callback(State(api): State<Api>, headers: HeaderMap, Query(returned): Query<Returned>) -> Response {
    sign_in::finish(&api, &headers, returned).await
}
