//! `POST /api/public/dossiers/{code}/actions/{action}`

use crate::{Api, acting, auth::Citizen, error::ApiResult, json::Body, public::my_dossier::own, views::owner_view};
use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use domain::{ids::DossierCode, message::public::ActionRequest};

/// What the citizen does with an own dossier: answer a supplement, change the return place.
///
/// # Errors
/// 400, 401, 403, 404, 409, 412 with the present state, 422, 428
#[utoipa::path(post, path = "/api/public/dossiers/{code}/actions/{action}", tag = "public",
    params(("code" = String, Path, description = "Dossier code"), ("action" = String, Path, description = "Action id"),
        ("If-Match" = String, Header, description = "Version in quotes")),
    responses((status = 200), (status = 400), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 412), (status = 422), (status = 428)))]
pub async fn act_on_my_dossier(
    State(api): State<Api>,
    Citizen(citizen): Citizen,
    Path((code, action)): Path<(String, String)>,
    headers: HeaderMap,
    Body { value: request, .. }: Body<ActionRequest>,
) -> ApiResult<Response> {
    let code = DossierCode(code);
    // Only the owner: a member of staff who is also a citizen acts for others in the staff portal.
    own(&api, &citizen.actor, &code).await?;
    let actor = citizen.actor.only_as(Vec::new());
    let done = acting::perform(&api, &actor, &code, &action, acting::if_match(&headers), request).await;
    acting::answer(done, own(&api, &actor, &code), async |found| owner_view(&api, &actor, found).await).await
}
