//! `POST /api/staff/batch/{action}`

use crate::{
    Api, acting,
    auth::Staff,
    error::{ApiError, ApiResult},
    host,
    json::{Body, Json},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use domain::{
    dossier::{ActionName, Actor},
    form::FieldError,
    message::{
        problem::code,
        public::ActionRequest,
        staff::{Batch, BatchAct, BatchOutcome, BatchOutcomes, MAX_BATCH},
    },
};
use std::time::Duration;
use tokio::sync::Mutex;

/// Actions that are taken on several dossiers at once: they need no look at each paper.
const BATCHED: [ActionName; 9] = [
    ActionName::Receive,
    ActionName::Reassign,
    ActionName::Endorse,
    ActionName::EndorseOnward,
    ActionName::ApproveSign,
    ActionName::SignDenial,
    ActionName::Forward,
    ActionName::SendResult,
    ActionName::ReceiveResult,
];

/// After this no act is begun any more, so that those under way end before [`crate::limits::TIME`].
const BEGIN_WITHIN: Duration = Duration::from_secs(12);

/// One action on up to 100 dossiers. Each act is checked, written and answered by itself: one that is refused changes
/// nothing for the others, and one that was not reached is sent again under its request id.
///
/// # Errors
/// 400, 401, 403, 404 for an action that is not taken on several dossiers, 422 for too many acts
#[utoipa::path(post, path = "/api/staff/batch/{action}", tag = "staff",
    params(("action" = String, Path, description = "Action id")),
    responses((status = 200), (status = 400), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn batch(
    State(api): State<Api>,
    Staff(staff): Staff,
    Path(action): Path<String>,
    Body { value: batch, .. }: Body<Batch>,
) -> ApiResult<Json<BatchOutcomes>> {
    let action = ActionName::from_id(&action).filter(|name| BATCHED.contains(name)).ok_or_else(ApiError::not_found)?;
    if batch.acts.len() > MAX_BATCH {
        return Err(ApiError::invalid(vec![FieldError::new("acts", "too_many")]));
    }
    // In the staff portal a person acts by posts only, never as the owner of a dossier.
    let mut actor = staff.actor;
    actor.citizen = None;
    let began = host::stopwatch();
    let mut outcomes: Vec<BatchOutcome> = batch.acts.iter().map(not_reached).collect();
    let waiting = Mutex::new(batch.acts.into_iter().enumerate());
    // Lanes of one task, so that what each act logs and counts belongs to this request.
    let lane = async || {
        let mut done = Vec::new();
        while began.elapsed() < BEGIN_WITHIN {
            let Some((place, act)) = waiting.lock().await.next() else { break };
            done.push((place, Box::pin(one(&api, &actor, action, act)).await));
        }
        done
    };
    let lanes = tokio::join!(lane(), lane(), lane(), lane());
    for (place, outcome) in <[_; 4]>::from(lanes).into_iter().flatten() {
        if let Some(slot) = outcomes.get_mut(place) {
            *slot = outcome;
        }
    }
    Ok(Json(BatchOutcomes { outcomes }))
}

async fn one(api: &Api, actor: &Actor, action: ActionName, act: BatchAct) -> BatchOutcome {
    let BatchAct { code, version, request_id, draft, input } = act;
    let request = ActionRequest { request_id, draft, input };
    match acting::perform(api, actor, &code, action.as_str(), Some(version), request).await {
        Ok(found) => BatchOutcome {
            code,
            status: StatusCode::OK.as_u16(),
            version: Some(found.stored.dossier.version),
            state: Some(found.stored.dossier.state.name()),
            problem: None,
        },
        Err(ApiError(problem)) => refused(code, *problem),
    }
}

fn refused(code: domain::ids::DossierCode, problem: domain::message::problem::Problem) -> BatchOutcome {
    BatchOutcome { code, status: problem.status, version: None, state: None, problem: Some(problem) }
}

fn not_reached(act: &BatchAct) -> BatchOutcome {
    let ApiError(problem) = ApiError::new(StatusCode::SERVICE_UNAVAILABLE, code::NOT_REACHED);
    refused(act.code.clone(), *problem)
}
