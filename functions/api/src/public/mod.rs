//! The citizen's functions: one file per operation.

pub mod act_on_my_dossier;
pub mod callback;
pub mod create_upload;
pub mod due_date;
pub mod get_file;
pub mod get_form;
pub mod get_list;
pub mod get_procedure;
pub mod health;
pub mod list_procedures;
pub mod list_units;
pub mod login;
pub mod logout;
pub mod me;
pub mod my_dossier;
pub mod my_dossiers;
pub mod resolve_unit;
pub mod submit_dossier;
pub mod track;
pub mod track_result;
pub mod unit_names;

use crate::Api;
use utoipa_axum::{router::OpenApiRouter, routes};

/// Every route of the public function, with its documentation.
#[must_use]
pub fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(health::health))
        .routes(routes!(health::ready))
        .routes(routes!(me::me))
        .routes(routes!(login::login))
        .routes(routes!(callback::callback))
        .routes(routes!(logout::logout))
        .routes(routes!(list_procedures::list_procedures))
        .routes(routes!(get_procedure::get_procedure))
        .routes(routes!(list_units::list_units))
        .routes(routes!(resolve_unit::resolve_unit))
        .routes(routes!(unit_names::unit_names))
        .routes(routes!(get_list::get_list))
        .routes(routes!(due_date::due_date))
        .routes(routes!(create_upload::create_upload))
        .routes(routes!(submit_dossier::submit_dossier))
        .routes(routes!(my_dossiers::my_dossiers))
        .routes(routes!(my_dossier::my_dossier))
        .routes(routes!(act_on_my_dossier::act_on_my_dossier))
        .routes(routes!(get_file::get_file))
        .routes(routes!(get_form::get_form))
        .routes(routes!(track::track))
        .routes(routes!(track_result::track_result))
}
