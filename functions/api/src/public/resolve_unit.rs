//! `GET /api/public/units/resolve?name=&on=`

use crate::{
    Api,
    error::{ApiError, ApiResult},
    json::Json,
};
use axum::extract::{Query, State};
use domain::{calendar::day_of, unit::Resolution};
use serde::Deserialize;
use utoipa::IntoParams;

/// A name as people write it.
#[derive(Debug, Deserialize, IntoParams)]
pub struct Name {
    /// Old or new, with or without kind and tone marks.
    name: String,
    /// ISO date; none: today.
    #[serde(default)]
    on: Option<String>,
}

/// Which unit a name means on a day.
///
/// # Errors
/// 400 for a date that is none.
#[utoipa::path(get, path = "/api/public/units/resolve", tag = "public", params(Name),
    responses((status = 200), (status = 400)))]
pub async fn resolve_unit(State(api): State<Api>, Query(asked): Query<Name>) -> ApiResult<Json<Resolution>> {
    let on = match &asked.on {
        Some(on) => on.parse().map_err(|_| ApiError::malformed("on is not an ISO date"))?,
        None => day_of(api.now()),
    };
    Ok(Json(api.reference.units(&api).await?.resolve(&asked.name, on)))
}
