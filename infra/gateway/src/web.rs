//! One origin for everything a browser asks for: the functions under `/api`, the built app, and the few pages that
//! only this host has. In the cloud the distribution does this.

use crate::{app::App, pages};
use api::{Api, error::ApiError, router::Function};
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Redirect, Response},
};
use domain::message::problem::code;
use tower::ServiceExt;
use tower_http::compression::CompressionLayer;

/// Where a request may go.
#[derive(Clone)]
struct Front {
    public: Router,
    staff: Router,
    documents: Router,
    public_app: App,
    staff_app: App,
}

/// The whole site. `files` is the origin of the file store.
pub fn router(api: Api, pages: pages::Pages, public_app: App, staff_app: App, files: &str) -> Router {
    let front = Front {
        // The distribution compresses answers; the app's files are compressed when they are built.
        public: api::router::public(api.clone()).layer(CompressionLayer::new()),
        staff: api::router::staff(api.clone()).layer(CompressionLayer::new()),
        documents: api::router::documents(api, documents::print).layer(CompressionLayer::new()),
        public_app,
        staff_app,
    };
    let headers = Headers::new(files);
    pages::router(pages)
        .fallback_service(Router::new().fallback(dispatch).with_state(front))
        .layer(middleware::from_fn_with_state(headers, secured))
}

/// By path, without nesting: the functions see exactly the request that a Lambda sees.
async fn dispatch(State(front): State<Front>, request: Request) -> Response {
    let path = request.uri().path();
    let api = path.strip_prefix("/api").is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if api {
        let router = match Function::of(path) {
            Function::Public => front.public,
            Function::Staff => front.staff,
            Function::Documents => front.documents,
        };
        function(router, request).await
    } else if path == "/staff" {
        Redirect::permanent("/staff/").into_response()
    } else if path.starts_with("/staff/") {
        front.staff_app.serve(request).await
    } else {
        front.public_app.serve(request).await
    }
}

/// Largest request, in bytes, that reaches a function; API Gateway has the same limit.
const MAX_REQUEST: usize = 10 * 1024 * 1024;

/// As in the cloud a request arrives whole before a function sees it. An answer that does not wait for the body, such
/// as a refusal, would otherwise end the connection under the sender's hands and never be read.
async fn function(function: Router, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, MAX_REQUEST).await else {
        return ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, code::TOO_LARGE).into_response();
    };
    match function.oneshot(Request::from_parts(parts, Body::from(body))).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

/// The headers every answer carries, as the distribution's policy sets them.
#[derive(Clone)]
struct Headers(Vec<(HeaderName, HeaderValue)>);

impl Headers {
    fn new(files: &str) -> Self {
        // WASM needs 'wasm-unsafe-eval' to be compiled; papers are fetched from, sent to and shown from the file store.
        let policy = format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; \
             img-src 'self' data: blob: {files}; connect-src 'self' {files}; frame-src 'self' blob: {files}; \
             object-src {files}; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; \
             frame-ancestors 'none'"
        );
        let fixed = [
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::REFERRER_POLICY, "same-origin"),
            (header::X_FRAME_OPTIONS, "DENY"),
            (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
            (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
            (
                HeaderName::from_static("permissions-policy"),
                "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            ),
        ];
        let mut headers: Vec<_> =
            fixed.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).collect();
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            headers.push((header::CONTENT_SECURITY_POLICY, policy));
        }
        Self(headers)
    }
}

async fn secured(State(headers): State<Headers>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in &headers.0 {
        response.headers_mut().insert(name, value.clone());
    }
    response
}

/// A plain refusal for what is not part of the API.
#[must_use]
pub fn refusal(status: StatusCode) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")], Body::empty()).into_response()
}
