//! `POST /api/staff/dossiers/{code}/actions/{action}`

use crate::{
    Api, acting,
    auth::Staff,
    error::{ApiError, ApiResult},
    json::{Body, Json},
    staff::get_dossier::visible,
    views::staff_view,
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use domain::{
    ids::DossierCode,
    message::{problem::code, public::ActionRequest},
};

/// One action of the rule table.
///
/// # Errors
/// 400, 401, 403, 404, 409, 412 with the present state, 422, 428
#[utoipa::path(post, path = "/api/staff/dossiers/{code}/actions/{action}", tag = "staff",
    params(("code" = String, Path, description = "Dossier code"), ("action" = String, Path, description = "Action id"),
        ("If-Match" = String, Header, description = "Version in quotes")),
    responses((status = 200), (status = 400), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 412), (status = 422), (status = 428)))]
pub async fn act_on_dossier(
    State(api): State<Api>,
    Staff(staff): Staff,
    Path((code, action)): Path<(String, String)>,
    headers: HeaderMap,
    Body { value: request, .. }: Body<ActionRequest>,
) -> ApiResult<Response> {
    let code = DossierCode(code);
    // In the staff portal a person acts by posts only, never as the owner of a dossier.
    let mut actor = staff.actor;
    actor.citizen = None;
    match acting::perform(&api, &actor, &code, &action, acting::if_match(&headers), request).await {
        Ok(found) => {
            let view = staff_view(&api, &actor, found).await?;
            Ok(([(header::ETAG, format!("\"{}\"", view.dossier.version))], Json(view)).into_response())
        }
        Err(error) if error.0.code == code::STALE => {
            let view = staff_view(&api, &actor, visible(&api, &actor, &code).await?).await?;
            Err(ApiError::stale(serde_json::to_value(view).map_err(ApiError::internal)?))
        }
        Err(error) => Err(error),
    }
}
