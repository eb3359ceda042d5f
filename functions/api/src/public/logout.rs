//! `POST /api/auth/logout`

use crate::{
    Api,
    auth::{SignedIn, set_cookie},
    error::ApiResult,
};
use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

/// Ends the session, on the server and in the browser.
///
/// # Errors
/// 401 when nobody is signed in.
#[utoipa::path(post, path = "/api/auth/logout", tag = "auth", responses((status = 204), (status = 401)))]
pub async fn logout(State(api): State<Api>, signed_in: SignedIn) -> ApiResult<Response> {
    if let Some(token) = &signed_in.token {
        api.store.close_session(token).await?;
    }
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, set_cookie(&api.config, "", 0))]).into_response())
}
