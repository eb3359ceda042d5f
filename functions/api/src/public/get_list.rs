//! `GET /api/public/lists/{list}`

use crate::{
    Api,
    error::{ApiError, ApiResult},
    json::Json,
};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use domain::message::public::ReferenceList;

/// The values of a reference list: countries, ethnic groups, lines of business, land use.
///
/// # Errors
/// 404
#[utoipa::path(get, path = "/api/public/lists/{list}", tag = "public",
    params(("list" = String, Path, description = "Name of the list")),
    responses((status = 200), (status = 404)))]
pub async fn get_list(State(api): State<Api>, Path(list): Path<String>) -> ApiResult<Response> {
    let lists = api.reference.lists(&api).await?;
    let values = lists.labelled.get(&list).cloned().ok_or_else(ApiError::not_found)?;
    Ok(([(header::CACHE_CONTROL, "public, max-age=3600")], Json(ReferenceList { values })).into_response())
}
