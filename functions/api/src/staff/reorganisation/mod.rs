//! Plans that move boundaries, as officers see them and work with them.

pub mod answer_questions;
pub mod approve_plan;
pub mod check_list;
pub mod get_list;
pub mod get_plan;
pub mod get_questions;
pub mod list_lists;
pub mod list_plans;
pub mod sign_list;

use crate::Api;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes, with their documentation.
pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list_plans::list_plans))
        .routes(routes!(get_plan::get_plan))
        .routes(routes!(approve_plan::approve_plan))
        .routes(routes!(list_lists::list_lists))
        .routes(routes!(get_list::get_list))
        .routes(routes!(sign_list::sign_list))
        .routes(routes!(check_list::check_list))
        .routes(routes!(get_questions::get_questions, answer_questions::answer_questions))
}
