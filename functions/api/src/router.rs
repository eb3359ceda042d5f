//! The two routers as both hosts run them: routes, then what every answer has in common.

use crate::{Api, error::ApiError, public, staff};
use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use domain::message::problem::code;
use tower_http::catch_panic::CatchPanicLayer;
use tracing::Instrument;

/// The trace id of a request, from the browser on.
pub const TRACE_HEADER: HeaderName = HeaderName::from_static("x-trace-id");

/// The public function.
pub fn public(api: Api) -> Router {
    let (routes, _) = public::routes().split_for_parts();
    common(routes.route("/api/openapi.json", axum::routing::get(crate::openapi::serve)), api)
}

/// The staff function.
pub fn staff(api: Api) -> Router {
    let (routes, _) = staff::routes().split_for_parts();
    common(routes, api)
}

fn common(routes: Router<Api>, api: Api) -> Router {
    routes
        .fallback(|| async { ApiError::not_found() })
        .method_not_allowed_fallback(|| async { ApiError::new(StatusCode::METHOD_NOT_ALLOWED, code::METHOD) })
        .layer(middleware::from_fn(plain_refusals))
        .layer(CatchPanicLayer::custom(|_| ApiError::internal("a handler panicked").into_response()))
        .layer(middleware::from_fn_with_state(api.clone(), from_our_front))
        .layer(middleware::from_fn(traced))
        .with_state(api)
}

/// Refuses requests that did not come through our distribution, where one stands in front: health as well. While the
/// secret is rotated, the one before is accepted too.
async fn from_our_front(State(api): State<Api>, request: Request, next: Next) -> Response {
    let secrets = &api.config.origin_secrets;
    if !secrets.is_empty() {
        let given = request.headers().get("x-origin-secret").map(HeaderValue::as_bytes).unwrap_or_default();
        let known =
            |secret: &String| aws_lc_rs::constant_time::verify_slices_are_equal(given, secret.as_bytes()).is_ok();
        if !secrets.iter().any(known) {
            return ApiError::not_permitted().into_response();
        }
    }
    next.run(request).await
}

/// One line a request: method, route's path without what follows a code, status. Nothing personal.
async fn traced(request: Request, next: Next) -> Response {
    let trace = request
        .headers()
        .get(&TRACE_HEADER)
        .and_then(|value| value.to_str().ok())
        .filter(|value| value.len() <= 64 && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
        .map_or_else(|| uuid::Uuid::new_v4().to_string(), str::to_owned);
    let span = tracing::info_span!("request", trace = %trace, method = %request.method(), path = %request.uri().path());
    let mut response = next.run(request).instrument(span.clone()).await;
    span.in_scope(|| tracing::info!(status = response.status().as_u16(), "answered"));
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&trace) {
        headers.insert(TRACE_HEADER, value);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Refusals of the web framework itself (a query that does not parse) become problem details as well.
async fn plain_refusals(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    let is_problem = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/problem+json"));
    if !status.is_client_error() || is_problem {
        return response;
    }
    let code = match status {
        StatusCode::PAYLOAD_TOO_LARGE => code::TOO_LARGE,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => code::WRONG_TYPE,
        _ => code::MALFORMED,
    };
    ApiError::new(status, code).into_response()
}
