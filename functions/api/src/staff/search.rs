//! `GET /api/staff/search?q=`

use crate::{Api, auth::Staff, error::ApiResult, json::Json, store::dossier::Stored, views::queue_row};
use axum::extract::{Query, State};
use domain::{
    calendar::day_of,
    deadline::near_until,
    dossier::rights::{Sight, sight},
    ids::DossierCode,
    message::staff::SearchResults,
};
use serde::Deserialize;
use std::collections::BTreeSet;
use utoipa::IntoParams;

/// What to look for.
#[derive(Debug, Default, Deserialize, IntoParams)]
pub struct Search {
    /// A whole code, ours or an old one, or the beginning of any word of a name, with or without tone marks.
    #[serde(default)]
    q: String,
}

/// Dossiers by code, or by name at the places of the account's posts within the last three months.
///
/// # Errors
/// 401, 403
#[utoipa::path(get, path = "/api/staff/search", tag = "staff", params(Search),
    responses((status = 200), (status = 401), (status = 403)))]
pub async fn search(
    State(api): State<Api>,
    Staff(staff): Staff,
    Query(search): Query<Search>,
) -> ApiResult<Json<SearchResults>> {
    let now = api.now();
    let query: String = search.q.trim().chars().take(100).collect();
    let mut found = Vec::new();
    if query.chars().count() >= 2 {
        if query.chars().any(|letter| letter.is_ascii_digit()) {
            found.extend(by_code(&api, &DossierCode::typed(&query)).await?);
        }
        // Names have figures too: "Công ty 319".
        if found.is_empty() && query.chars().any(char::is_alphabetic) {
            // Also at what the own unit took over: finished dossiers stay in the index under the unit of their time.
            let posts = staff.actor.posts.iter().chain(&staff.actor.succeeded);
            let places: BTreeSet<String> = posts.filter_map(|post| post.place.house()).map(str::to_owned).collect();
            found = api.store.search_by_name(&places, &query, day_of(now)).await?;
        }
    }
    // The index may be older than a change of place: what counts is what the dossier says now.
    let visible =
        found.iter().map(|stored| &stored.dossier).filter(|dossier| sight(&staff.actor, dossier) == Some(Sight::Whole));
    let near_until = near_until(now, &*api.reference.calendar(&api).await?);
    Ok(Json(SearchResults { rows: visible.map(queue_row).collect(), now, near_until }))
}

/// A dossier by its code, or by the code that another system knows it by.
async fn by_code(api: &Api, code: &DossierCode) -> ApiResult<Option<Stored>> {
    if let Some(found) = api.store.dossier(code).await? {
        return Ok(Some(found));
    }
    match api.store.by_old_code(code).await? {
        Some(code) => Ok(api.store.dossier(&code).await?),
        None => Ok(None),
    }
}
