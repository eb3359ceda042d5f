//! A step on one dossier on the way: looked at, taken, and taken again from the present version when somebody was faster.

use super::{TRIES, busy};
use crate::{Api, acting, error::ApiResult};
use axum::http::StatusCode;
use domain::{
    dossier::{Action, Actor, Dossier},
    ids::{DossierCode, RequestId},
    message::public::ActionRequest,
};

/// Takes the step that `wanted` says for the dossier as it is; none: nothing is to be done. Gives the dossier after it,
/// none where there is no such dossier. The same step of the same version is one event, however often it is sent.
pub(super) async fn step(
    api: &Api,
    actor: &Actor,
    code: &DossierCode,
    request: &str,
    wanted: impl Fn(&Dossier) -> Option<Action>,
) -> ApiResult<Option<Dossier>> {
    for _ in 0..TRIES {
        let Some(head) = api.store.dossier(code).await? else { return Ok(None) };
        let Some(action) = wanted(&head.dossier) else { return Ok(Some(head.dossier)) };
        let name = action.name().as_str();
        let input = match serde_json::to_value(&action) {
            Ok(serde_json::Value::Object(input)) => input,
            _ => return Err(crate::error::ApiError::internal("an action is no object")),
        };
        let version = head.dossier.version;
        let request = ActionRequest { request_id: RequestId(format!("{request}/{version}")), draft: None, input };
        // On the heap: the future of acting is large.
        match Box::pin(acting::perform(api, actor, code, name, Some(version), request)).await {
            Ok(found) => return Ok(Some(found.stored.dossier)),
            Err(error) if error.0.status == StatusCode::PRECONDITION_FAILED.as_u16() => {}
            Err(error) => return Err(error),
        }
    }
    Err(busy(code.as_str()))
}
