//! `GET /api/public/procedures?q=&field=&level=`

use crate::{Api, error::ApiResult, json::Json};
use axum::{
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    message::public::ProcedureList,
    procedure::{Level, ProcedureSummary},
    text,
};
use serde::Deserialize;
use utoipa::IntoParams;

/// What to look for; everything when empty.
#[derive(Debug, Default, Deserialize, IntoParams)]
pub struct Search {
    /// Words, with or without tone marks.
    #[serde(default)]
    q: String,
    /// Sector as published.
    #[serde(default)]
    field: String,
    /// `commune` or `province`.
    #[serde(default)]
    level: String,
}

/// The catalogue's list. The browser loads all of it once and searches by itself with the same code.
///
/// # Errors
/// 503
#[utoipa::path(get, path = "/api/public/procedures", tag = "public", params(Search),
    responses((status = 200), (status = 304)))]
pub async fn list_procedures(
    State(api): State<Api>,
    headers: HeaderMap,
    Query(search): Query<Search>,
) -> ApiResult<Response> {
    let summaries = api.reference.summaries(&api).await?;
    let all = search.q.is_empty() && search.field.is_empty() && search.level.is_empty();
    if !all {
        let mut found: Vec<(text::Rank, &ProcedureSummary)> = summaries
            .list
            .procedures
            .iter()
            .filter(|procedure| search.field.is_empty() || procedure.sector == search.field)
            .filter(|procedure| match search.level.as_str() {
                "commune" => procedure.level == Level::Commune,
                "province" => procedure.level == Level::Province,
                _ => true,
            })
            .filter_map(|procedure| Some((rank(procedure, &search.q)?, procedure)))
            .collect();
        found.sort_by_key(|(rank, _)| *rank);
        let procedures = found.into_iter().map(|(_, procedure)| procedure.clone()).collect();
        return Ok(Json(ProcedureList { procedures }).into_response());
    }
    let fresh = [(header::ETAG, summaries.etag.clone()), (header::CACHE_CONTROL, "public, max-age=60".to_owned())];
    if headers.get(header::IF_NONE_MATCH).and_then(|tag| tag.to_str().ok()) == Some(summaries.etag.as_str()) {
        return Ok((StatusCode::NOT_MODIFIED, fresh).into_response());
    }
    Ok((fresh, Json(&summaries.list)).into_response())
}

/// How well a procedure answers the words, by its Vietnamese or English name or its code.
fn rank(procedure: &ProcedureSummary, words: &str) -> Option<text::Rank> {
    [procedure.name_vi.as_str(), &procedure.name_en, procedure.code.as_str()]
        .iter()
        .filter_map(|name| text::rank(words, name))
        .min()
}
