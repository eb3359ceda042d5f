//! Who is signed in.

use super::{ApiError, Request, paths};
use domain::message::public::Me;

/// The person who is signed in; None when nobody is.
///
/// # Errors
/// When the functions cannot be asked.
pub async fn me() -> Result<Option<Me>, ApiError> {
    match Request::get(paths::ME).send().await {
        Ok(me) => Ok(Some(me)),
        Err(error) if error.no_session() => Ok(None),
        Err(error) => Err(error),
    }
}

/// Ends the session.
///
/// # Errors
/// When the functions cannot be asked.
pub async fn sign_out() -> Result<(), ApiError> {
    Request::post(paths::LOGOUT, &serde_json::Map::new()).repeatable().send_away().await
}
