//! Who is signed in.

use super::{ApiError, Request, paths};
use domain::{
    ids::AccountId,
    message::public::{CitizenProfile, Me},
};
use serde::Deserialize;

/// What the public portal needs of [`Me`]: reading the posts of staff costs bytes that no citizen uses.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Person {
    pub account: AccountId,
    pub name: String,
    /// None for a member of staff without a citizen's identity.
    pub citizen: Option<CitizenProfile>,
}

/// The member of staff who is signed in; None when nobody is.
///
/// # Errors
/// When the functions cannot be asked.
pub async fn me() -> Result<Option<Me>, ApiError> {
    signed_in(Request::get(paths::ME).send().await)
}

/// The person who is signed in; None when nobody is.
///
/// # Errors
/// When the functions cannot be asked.
pub async fn person() -> Result<Option<Person>, ApiError> {
    signed_in(Request::get(paths::ME).send().await)
}

fn signed_in<T>(answer: Result<T, ApiError>) -> Result<Option<T>, ApiError> {
    match answer {
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
