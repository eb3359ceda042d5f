//! The embedded file store: S3's interface over a folder, on a port of its own, so that the browser really crosses an
//! origin for uploads and downloads.

use crate::{
    HostError,
    clients::{ACCESS_KEY, SECRET_KEY},
    data::DataFolder,
};
use axum::{
    Router,
    error_handling::HandleErrorLayer,
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
};
use s3s::{auth::SimpleAuth, service::S3ServiceBuilder};
use s3s_fs::FileSystem;
use std::time::Duration;
use tower::ServiceBuilder;
use tower_http::cors::{AllowOrigin, CorsLayer};

/// The store as a router, open to pages of these origins only.
///
/// # Errors
/// [`HostError::Files`] when the folder cannot be used.
pub fn router(data: &DataFolder, origins: &[String]) -> Result<Router, HostError> {
    let folder = FileSystem::new(data.files()).map_err(|error| HostError::Files(format!("{error:?}")))?;
    let mut service = S3ServiceBuilder::new(folder);
    service.set_auth(SimpleAuth::from_single(ACCESS_KEY, SECRET_KEY));
    let refused = HandleErrorLayer::new(|error: s3s::HttpError| async move {
        tracing::error!(?error, "the file store failed");
        StatusCode::INTERNAL_SERVER_ERROR
    });
    Ok(Router::new()
        .fallback_service(ServiceBuilder::new().layer(refused).service(service.build()))
        .layer(cors(origins)))
}

/// The same rules as the buckets' CORS configuration in the stack.
fn cors(origins: &[String]) -> CorsLayer {
    let origins: Vec<HeaderValue> = origins.iter().filter_map(|origin| origin.parse().ok()).collect();
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins))
        .allow_methods([Method::GET, Method::HEAD, Method::PUT])
        .allow_headers([header::CONTENT_TYPE, header::CONTENT_LENGTH, HeaderName::from_static("content-md5")])
        .expose_headers([header::ETAG, header::CONTENT_LENGTH])
        .max_age(Duration::from_secs(3_000))
}
