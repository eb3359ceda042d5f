//! `POST /api/staff/dossiers/{code}/actions/{action}`

use crate::{Api, acting, auth::Staff, error::ApiResult, json::Body, staff::get_dossier::looked_at, views::staff_view};
use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use domain::{ids::DossierCode, message::public::ActionRequest};

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
    let done = acting::perform(&api, &actor, &code, &action, acting::if_match(&headers), request).await;
    acting::answer(done, looked_at(&api, &actor, &code), async |found| staff_view(&api, &actor, found).await).await
}
