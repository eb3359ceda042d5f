//! The certification register: the other book that `GET /api/staff/register` gives.

use super::{Press, download, plain};
use crate::{
    Api,
    error::{ApiError, ApiResult},
    store::register::Entry,
};
use axum::{
    Json,
    response::{IntoResponse, Response},
};
use domain::{
    dossier::{Dossier, event::content},
    ids::DossierCode,
    slip::{
        Keeper,
        certification::{Certifications, Certified, CertifiedPaper, papers},
        sheet::Paper,
    },
};
use jiff::civil::Date;
use std::collections::HashMap;

/// The register of these dossiers. What it says of each paper stands in the lines of form 07.
///
/// # Errors
/// 400 for another format, the store's.
pub async fn answer(
    api: &Api,
    press: &Press,
    (keeper, period): (&Keeper, (Date, Date)),
    dossiers: &[&Dossier],
    entries: &HashMap<DossierCode, Entry>,
    (format, subject): (Option<&str>, &str),
) -> ApiResult<Response> {
    let issued: Vec<&Dossier> = dossiers.iter().copied().filter(|dossier| dossier.state.result().is_some()).collect();
    let mut lists: Vec<Vec<CertifiedPaper>> = Vec::with_capacity(issued.len());
    for dossier in &issued {
        lists.push(match entries.get(&dossier.code) {
            Some(entry) if !entry.certified.is_empty() => entry.certified.clone(),
            _ => by_history(api, dossier).await?,
        });
    }
    let certified: Vec<Certified<'_>> =
        issued.iter().zip(&lists).map(|(dossier, papers)| Certified { dossier, papers }).collect();
    let units = api.reference.units(api).await?;
    let register = Certifications::of(keeper, period, &certified, &units);
    let name = |kind: &str| format!("so-chung-thuc-{}.{kind}", plain(subject));
    match format {
        None | Some("json") => Ok(Json(register).into_response()),
        Some("csv") => Ok(download(register.csv(), "text/csv; charset=utf-8", &name("csv"))),
        Some("pdf") => press.sheet(register.sheet(), &name("pdf"), Paper::A4, api.now()).await,
        Some(_) => Err(ApiError::malformed("format is json, csv or pdf")),
    }
}

/// Of a line that was entered before it had the papers.
async fn by_history(api: &Api, dossier: &Dossier) -> ApiResult<Vec<CertifiedPaper>> {
    let found = api.store.dossier_with_history(&dossier.code).await?.ok_or_else(ApiError::not_found)?;
    Ok(papers(&content(&found.events).answers))
}
