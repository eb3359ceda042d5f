//! The officers' functions: one file per operation.

pub mod act_on_dossier;
pub mod alarms;
pub mod batch;
pub mod closures;
pub mod create_upload;
pub mod get_dossier;
pub mod get_file;
pub mod get_form;
pub mod get_original;
pub mod intake_dossier;
pub mod queue;
pub mod receive_from_portal;
pub mod reorganisation;
pub mod search;

use crate::Api;
use utoipa_axum::{router::OpenApiRouter, routes};

/// Every route of the staff function, with its documentation.
#[must_use]
pub fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(queue::queue))
        .routes(routes!(alarms::alarms))
        .routes(routes!(search::search))
        .routes(routes!(create_upload::create_upload))
        .routes(routes!(intake_dossier::intake_dossier))
        .routes(routes!(receive_from_portal::receive_from_portal))
        .routes(routes!(get_dossier::get_dossier))
        .routes(routes!(act_on_dossier::act_on_dossier))
        .routes(routes!(batch::batch))
        .routes(routes!(get_file::get_file))
        .routes(routes!(get_form::get_form))
        .merge(reorganisation::routes())
        .merge(closures::routes())
        .routes(routes!(get_original::get_original))
}
