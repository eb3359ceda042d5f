//! `GET /api/public/me/dossiers`

use crate::{
    Api,
    auth::Citizen,
    error::{ApiError, ApiResult},
    json::Json,
};
use axum::extract::{Query, State};
use domain::message::public::MyDossiers;
use serde::Deserialize;
use utoipa::IntoParams;

/// Where the page begins.
#[derive(Debug, Default, Deserialize, IntoParams)]
pub struct Paging {
    /// Opaque, from the page before.
    pub cursor: Option<String>,
}

/// The citizen's own dossiers, newest first.
///
/// # Errors
/// 401, 403
#[utoipa::path(get, path = "/api/public/me/dossiers", tag = "public", params(Paging),
    responses((status = 200), (status = 401), (status = 403)))]
pub async fn my_dossiers(
    State(api): State<Api>,
    Citizen(citizen): Citizen,
    Query(paging): Query<Paging>,
) -> ApiResult<Json<MyDossiers>> {
    let owner = citizen.actor.citizen.as_deref().ok_or_else(ApiError::not_permitted)?;
    let page = api.store.citizen_dossiers(owner, paging.cursor.as_deref()).await?;
    Ok(Json(MyDossiers { dossiers: page.rows, cursor: page.cursor }))
}
