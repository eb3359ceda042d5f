//! `POST /api/staff/dossiers`

use crate::{
    Api,
    auth::Staff,
    error::{ApiError, ApiResult},
    filing::{NewFiling, file},
    json::{Body, Json},
    public::submit_dossier::idempotency_key,
};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use domain::{
    account::Role,
    dossier::{Action, submit::Way},
    form::FieldError,
    message::{public::Receipt, staff::IntakeDossier},
};

/// Takes in a dossier at the counter or by post, also after an outage, and accepts it at once if asked to: two events, each checked by itself.
///
/// # Errors
/// 400 without a key, 401, 403 without an intake post at that centre, 404 unknown procedure, 422.
#[utoipa::path(post, path = "/api/staff/dossiers", tag = "staff",
    params(("Idempotency-Key" = String, Header, description = "UUID of the draft")),
    responses((status = 201), (status = 400), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn intake_dossier(
    State(api): State<Api>,
    Staff(staff): Staff,
    headers: HeaderMap,
    body: Body<IntakeDossier>,
) -> ApiResult<(StatusCode, Json<Receipt>)> {
    let message = &body.value;
    if !staff.account.centres(Role::IntakeOfficer).any(|centre| *centre == message.centre) {
        return Err(ApiError::not_permitted());
    }
    let way = match (&message.post_item_no, &message.identity) {
        (Some(item_no), _) => Way::Post { item_no: item_no.clone(), late_entry: message.late_entry.clone() },
        (None, Some(identity)) => Way::Counter { identity: identity.clone(), late_entry: message.late_entry.clone() },
        (None, None) => return Err(ApiError::invalid(vec![FieldError::new("identity.number", "required")])),
    };
    let receipt = file(
        &api,
        NewFiling {
            actor: &staff.actor,
            procedure: &message.procedure,
            answers: &message.answers,
            papers: &message.papers,
            return_to: &message.return_to,
            way,
            code: None,
            centre: Some(&message.centre),
            owner: None,
            paper_count: message.paper_count,
            key: idempotency_key(&headers)?,
            body: &body.text,
            accept: message.accept.clone().map(|now| Action::Accept {
                checklist: now.checklist,
                paper_count: message.paper_count,
                fees: now.fees,
                officer_states: now.officer_states,
            }),
        },
    )
    .await?;
    Ok((StatusCode::CREATED, Json(receipt)))
}
