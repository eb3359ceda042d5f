//! The certification register: the other book that `GET /api/staff/register` gives.

use super::{download, plain};
use crate::{
    Api,
    error::{ApiError, ApiResult},
};
use axum::{
    Json,
    response::{IntoResponse, Response},
};
use domain::{
    dossier::{Dossier, event::content},
    form::{Answers, FieldError},
    slip::{
        Keeper,
        certification::{Certifications, Certified},
    },
};
use jiff::civil::Date;

/// Most dossiers of one answer: the papers of each are read from its history.
const MOST: usize = 300;

/// The register of these dossiers.
///
/// # Errors
/// 400 for another format, 422 for too many dossiers, the store's.
pub async fn answer(
    api: &Api,
    keeper: &Keeper,
    period: (Date, Date),
    dossiers: &[&Dossier],
    format: Option<&str>,
    subject: &str,
) -> ApiResult<Response> {
    let issued: Vec<&Dossier> = dossiers.iter().copied().filter(|dossier| dossier.state.result().is_some()).collect();
    if issued.len() > MOST {
        return Err(ApiError::invalid(vec![FieldError::new("to", "too_many")]));
    }
    let mut answers: Vec<Answers> = Vec::new();
    for dossier in &issued {
        let found = api.store.dossier_with_history(&dossier.code).await?.ok_or_else(ApiError::not_found)?;
        answers.push(content(&found.events).answers);
    }
    let certified: Vec<Certified<'_>> =
        issued.iter().zip(&answers).map(|(dossier, answers)| Certified { dossier, answers }).collect();
    let units = api.reference.units(api).await?;
    let register = Certifications::of(keeper, period, &certified, &units);
    match format {
        None | Some("json") => Ok(Json(register).into_response()),
        Some("csv") => {
            let name = format!("so-chung-thuc-{}.csv", plain(subject));
            Ok(download(register.csv(), "text/csv; charset=utf-8", &name))
        }
        Some(_) => Err(ApiError::malformed("format is json or csv")),
    }
}
