//! Steps that the system takes by itself, without judgement: see [`domain::dossier::automatic`].

use super::by_the_system;
use crate::{Api, error::ApiResult, store::dossier::Stored};
use axum::http::StatusCode;
use domain::{
    dossier::{Dossier, automatic},
    message::problem::code,
};

/// Why the coordination queue is asked, as its officers and the citizen read it.
const UNRESOLVED: &str = "Theo dữ liệu về thẩm quyền, không xác định được một cơ quan giải quyết duy nhất";

/// Most steps in a row: each closes what it is about, so there are never more than opinions and one routing.
const MOST: usize = 40;

/// Takes every step that is the system's to take now, and gives the dossier as it is then. Where a person was faster,
/// the person's step stands.
///
/// # Errors
/// The store's.
pub(super) async fn steps(api: &Api, found: Stored) -> ApiResult<Dossier> {
    let mut dossier = found.dossier;
    for _ in 0..MOST {
        let procedure = api.reference.version(api, &dossier.procedure).await?;
        let calendar = api.reference.calendar(api).await?;
        let Some(action) = automatic::due(&dossier, &procedure, &calendar, UNRESOLVED, api.now()) else { break };
        let name = action.name().as_str();
        let input = serde_json::to_value(&action).map_err(crate::error::ApiError::internal)?;
        match by_the_system(api, &dossier, name, input, format!("{name}/{}", dossier.version)).await {
            Ok(after) => dossier = after.stored.dossier,
            Err(error) if was_overtaken(&error) => break,
            Err(error) => return Err(error),
        }
    }
    Ok(dossier)
}

/// Whether somebody else has moved the dossier meanwhile: nothing is left to do for this look at it.
pub(super) fn was_overtaken(error: &crate::error::ApiError) -> bool {
    error.0.code == code::STALE || error.0.status == StatusCode::CONFLICT.as_u16()
}
