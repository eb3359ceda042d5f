//! The OpenAPI 3.1 document, generated from the code of the routes.

use crate::{documents, public, staff};
use axum::{Json, http::header, response::IntoResponse};
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder};

/// The document of all functions.
#[must_use]
pub fn document() -> OpenApi {
    let (_, mut document) = public::routes().split_for_parts();
    let (_, staff) = staff::routes().split_for_parts();
    let (_, documents) = documents::routes().split_for_parts();
    document.merge(staff);
    document.merge(documents);
    let info = InfoBuilder::new()
        .title("Một Cửa")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Hệ thống thông tin giải quyết thủ tục hành chính cấp tỉnh / Provincial information system for administrative \
             procedures. Errors are RFC 9457 problem details with a stable code.",
        ))
        .build();
    let paths = document.paths;
    OpenApiBuilder::new().info(info).paths(paths).components(document.components).build()
}

/// `GET /api/openapi.json`
pub async fn serve() -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "public, max-age=300")], Json(document()))
}
