//! `GET /api/staff/dossiers/{code}`

use crate::{
    Api,
    acting::versioned,
    auth::Staff,
    error::{ApiError, ApiResult},
    store::dossier::WithHistory,
    views::staff_view,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use domain::{
    calendar::day_of,
    dossier::{
        Actor,
        rights::{Sight, may_see, sight},
    },
    ids::DossierCode,
};

/// A dossier with form, papers, history and the actions this person may try. Reading is remembered; the citizen sees
/// who looked.
///
/// # Errors
/// 401, 403, 404 also for a dossier of other places.
#[utoipa::path(get, path = "/api/staff/dossiers/{code}", tag = "staff",
    params(("code" = String, Path, description = "Dossier code")),
    responses((status = 200), (status = 401), (status = 403), (status = 404)))]
pub async fn get_dossier(State(api): State<Api>, Staff(staff): Staff, Path(code): Path<String>) -> ApiResult<Response> {
    let code = DossierCode(code);
    let found = looked_at(&api, &staff.actor, &code).await?;
    let view = staff_view(&api, &staff.actor, found).await?;
    Ok(versioned(view.dossier.version, view))
}

/// A dossier of which this person may see everything: forms and register tell all of it.
///
/// # Errors
/// 404 when it is absent, or not (wholly) theirs to see.
pub async fn wholly_visible(api: &Api, actor: &Actor, code: &DossierCode) -> ApiResult<WithHistory> {
    let found = api.store.dossier_with_history(code).await?;
    found.filter(|found| sight(actor, &found.stored.dossier) == Some(Sight::Whole)).ok_or_else(ApiError::not_found)
}

/// A dossier that is shown to this person, which is remembered.
///
/// # Errors
/// 404 when it is absent, or not theirs to see.
pub async fn looked_at(api: &Api, actor: &Actor, code: &DossierCode) -> ApiResult<WithHistory> {
    let found = visible(api, actor, code).await?;
    api.store.remember_reader(code, actor, day_of(api.now())).await?;
    Ok(found)
}

/// A dossier that this person may see.
///
/// # Errors
/// 404 when it is absent, or not theirs to see.
pub async fn visible(api: &Api, actor: &Actor, code: &DossierCode) -> ApiResult<WithHistory> {
    let found = api.store.dossier_with_history(code).await?;
    found.filter(|found| may_see(actor, &found.stored.dossier)).ok_or_else(ApiError::not_found)
}
