//! `POST /api/staff/reorganisations/{plan}/lists/{from}/{batch}/checks`

use crate::{
    Api,
    auth::Staff,
    error::{ApiError, ApiResult},
    json::{Body, Json},
    reorganisation::{
        lists::{check, list},
        plan,
        plans::{list_view, may_see},
    },
};
use axum::extract::{Path, State};
use domain::{
    dossier::action::MAX_TEXT,
    form::FieldError,
    message::reorganisation::{CheckAct, Checked, Checks, MAX_CHECKS},
    unit::plan::Found,
};

/// The receiver says what was found of some items.
///
/// # Errors
/// 400, 401, 403, 404, 422 for too many findings, one without words, or when it is not the time
#[utoipa::path(post, path = "/api/staff/reorganisations/{plan}/lists/{from}/{batch}/checks", tag = "staff",
    params(
        ("plan" = String, Path, description = "Id of the plan"),
        ("from" = String, Path, description = "The giving agency"),
        ("batch" = String, Path, description = "Id of the list")),
    responses((status = 200), (status = 400), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn check_list(
    State(api): State<Api>,
    Staff(staff): Staff,
    Path((id, from, batch)): Path<(String, String, String)>,
    Body { value: checks, .. }: Body<Checks>,
) -> ApiResult<Json<Checked>> {
    let (posts, from) = (&staff.actor.posts, from.as_str().into());
    let record = plan(&api, &id).await?;
    if !may_see(posts, &list(&api, &id, &from, &batch).await?) {
        return Err(ApiError::not_found());
    }
    let wrong: Vec<FieldError> = checks.checks.iter().enumerate().filter_map(wrong).collect();
    if checks.checks.len() > MAX_CHECKS {
        return Err(ApiError::invalid(vec![FieldError::new("checks", "too_many")]));
    }
    if !wrong.is_empty() {
        return Err(ApiError::invalid(wrong));
    }
    let (found, outcomes) = check(&api, &staff.actor, &id, &from, &batch, &checks.checks).await?;
    Ok(Json(Checked { view: list_view(&api, posts, &record, found).await?, outcomes }))
}

/// What is not received says why.
fn wrong((at, act): (usize, &CheckAct)) -> Option<FieldError> {
    let (name, text) = match &act.found {
        Found::Received => return None,
        Found::Missing { papers } => ("papers", papers),
        Found::Refused { reason } => ("reason", reason),
    };
    let code = match text.trim().chars().count() {
        0 => "required",
        // Words that the dossier's own reason adds stand before it.
        long if long + 40 > MAX_TEXT => "too_long",
        _ => return None,
    };
    Some(FieldError::new(&format!("checks[{at}].{name}"), code))
}
