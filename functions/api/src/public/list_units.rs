//! `GET /api/public/units`

use crate::{Api, error::ApiResult, json::Json};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use domain::{
    calendar::day_of,
    message::public::{AgencyName, UnitList},
};

/// The communes, wards and special zones of today, and the provincial agencies' names.
///
/// # Errors
/// 503
#[utoipa::path(get, path = "/api/public/units", tag = "public", responses((status = 200)))]
pub async fn list_units(State(api): State<Api>) -> ApiResult<Response> {
    let units = api.reference.units(&api).await?;
    let today = day_of(api.now());
    let agencies =
        units.agencies.iter().map(|agency| AgencyName { id: agency.id.clone(), name: agency.name.clone() }).collect();
    let list = UnitList { units: units.summaries(today), agencies };
    Ok(([(header::CACHE_CONTROL, "public, max-age=60")], Json(list)).into_response())
}
