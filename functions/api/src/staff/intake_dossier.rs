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
    message::{
        public::Receipt,
        staff::{AcceptNow, IntakeDossier},
    },
};

/// Takes in a dossier at the counter or by post, also after an outage, and accepts it at once if asked to; what is
/// resolved on the spot goes on to the signer in the same request. Each step is an event, checked by itself.
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
            then: message.accept.clone().map(|now| steps(now, message.paper_count)).unwrap_or_default(),
        },
    )
    .await?;
    Ok((StatusCode::CREATED, Json(receipt)))
}

/// Accepting, and the way to the signer (statuses.json, `chaining`).
fn steps(now: AcceptNow, paper_count: u16) -> Vec<Action> {
    let present = now.present;
    let (checklist, fees, officer_states) = (now.checklist, now.fees, now.officer_states);
    let mut steps = vec![Action::Accept { checklist, paper_count, fees, officer_states }];
    if present {
        steps.extend([Action::ResolveOnTheSpot, Action::SubmitForSignature { document: None }]);
    }
    steps
}
