//! `POST /api/staff/portal-dossiers`

use crate::{
    Api,
    auth::Machine,
    error::ApiResult,
    filing::{NewFiling, file},
    json::{Body, Json},
    public::submit_dossier::idempotency_key,
};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use domain::{
    dossier::submit::Way,
    message::{public::Receipt, staff::PortalDossier},
};

/// Takes over a filing that the national portal took in. A code that the portal gave is kept; otherwise it is given here.
///
/// # Errors
/// 400 without a key, 401, 403 for anybody but a machine with a bearer token, 404 unknown procedure, 422 by field.
#[utoipa::path(post, path = "/api/staff/portal-dossiers", tag = "staff",
    params(("Idempotency-Key" = String, Header, description = "UUID, the internal id of the dossier")),
    responses((status = 201), (status = 400), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn receive_from_portal(
    State(api): State<Api>,
    Machine(machine): Machine,
    headers: HeaderMap,
    body: Body<PortalDossier>,
) -> ApiResult<(StatusCode, Json<Receipt>)> {
    let message = &body.value;
    let receipt = file(
        &api,
        NewFiling {
            actor: &machine.actor,
            procedure: &message.procedure,
            answers: &message.answers,
            papers: &message.papers,
            return_to: &message.return_to,
            way: Way::Portal { external_ref: message.external_ref.clone() },
            code: message.code.as_ref(),
            centre: None,
            owner: None,
            paper_count: 0,
            key: idempotency_key(&headers)?,
            body: &body.text,
            then: Vec::new(),
        },
    )
    .await?;
    Ok((StatusCode::CREATED, Json(receipt)))
}
