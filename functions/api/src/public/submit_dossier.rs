//! `POST /api/public/dossiers`

use crate::{
    Api,
    auth::Citizen,
    error::{ApiError, ApiResult},
    filing::{NewFiling, file},
    json::{Body, Json},
};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use domain::{
    dossier::submit::Way,
    message::public::{Receipt, SubmitDossier},
};

/// Files a dossier online. The same key with the same body gives the same receipt, however often it is sent.
///
/// # Errors
/// 400 without a key, 401, 403, 404 unknown procedure, 422 by field.
#[utoipa::path(post, path = "/api/public/dossiers", tag = "public",
    params(("Idempotency-Key" = String, Header, description = "UUID of the draft")),
    responses((status = 201), (status = 400), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn submit_dossier(
    State(api): State<Api>,
    Citizen(citizen): Citizen,
    headers: HeaderMap,
    body: Body<SubmitDossier>,
) -> ApiResult<(StatusCode, Json<Receipt>)> {
    let message = &body.value;
    let receipt = file(
        &api,
        NewFiling {
            actor: &citizen.actor,
            procedure: &message.procedure,
            answers: &message.answers,
            papers: &message.papers,
            return_to: &message.return_to,
            way: Way::Online,
            code: None,
            centre: message.centre.as_ref(),
            owner: citizen.actor.citizen.clone(),
            paper_count: 0,
            key: idempotency_key(&headers)?,
            body: &body.text,
            then: Vec::new(),
        },
    )
    .await?;
    Ok((StatusCode::CREATED, Json(receipt)))
}

/// The key of a filing.
///
/// # Errors
/// 400 when it is missing.
pub fn idempotency_key(headers: &HeaderMap) -> ApiResult<&str> {
    headers
        .get("idempotency-key")
        .and_then(|value| value.to_str().ok())
        .ok_or_else(|| ApiError::malformed("Idempotency-Key is missing"))
}
