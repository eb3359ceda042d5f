//! `POST /api/public/track`

use crate::{
    Api,
    error::{ApiError, ApiResult},
    json::{Body, Json},
    store::dossier::WithHistory,
    views::tracked,
};
use axum::extract::State;
use domain::{
    dossier::event::EventStep,
    ids::DossierCode,
    message::tracking::{TrackRequest, Tracked},
};
use serde::de::DeserializeOwned;

/// The status of a dossier for whoever holds code and secret: plain facts, nothing personal.
///
/// # Errors
/// 404 for an unknown code and for a wrong secret alike.
#[utoipa::path(post, path = "/api/public/track", tag = "public",
    responses((status = 200), (status = 400), (status = 404)))]
pub async fn track(
    State(api): State<Api>,
    Body { value: request, .. }: Body<TrackRequest>,
) -> ApiResult<Json<Tracked>> {
    let found = with_secret::<EventStep>(&api, &request.code, &request.secret).await?;
    Ok(Json(tracked(&api, &found.stored.dossier, found.events).await?))
}

/// The dossier behind code and secret, with what `E` holds of each event.
///
/// # Errors
/// 404 for an unknown code and for a wrong secret alike.
pub async fn with_secret<E: DeserializeOwned>(
    api: &Api,
    code: &DossierCode,
    secret: &str,
) -> ApiResult<WithHistory<E>> {
    let plausible = code.as_str().len() <= 64 && secret.len() <= 64;
    if !plausible {
        return Err(ApiError::not_found());
    }
    let typed = DossierCode::typed(code.as_str());
    let found = match api.store.history(&typed).await? {
        Some(found) => Some(found),
        // The code of the national portal, or of a system before this one.
        None => match api.store.by_old_code(&typed).await? {
            Some(code) => api.store.history(&code).await?,
            None => None,
        },
    };
    let knows = |found: &WithHistory<E>| {
        api.keys.tracking_secret_is(secret.trim(), &found.stored.dossier.code, found.stored.secret_version)
    };
    found.filter(knows).ok_or_else(ApiError::not_found)
}
