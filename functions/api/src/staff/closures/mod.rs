//! Units closed for a time, and work given to another for a time, as officers see them and work with them.

pub mod approve_closure;
pub mod carry_closure;
pub mod draft_closure;
pub mod end_closure;
pub mod list_closures;
pub mod preview_closure;

use crate::Api;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes, with their documentation.
pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list_closures::list_closures, draft_closure::draft_closure))
        .routes(routes!(preview_closure::preview_closure))
        .routes(routes!(approve_closure::approve_closure))
        .routes(routes!(end_closure::end_closure))
        .routes(routes!(carry_closure::carry_closure))
}
