//! The routers as both hosts run them: routes, then what every answer has in common.

use crate::{
    Api,
    documents::{self, Press},
    error::ApiError,
    host, limits, metrics, public, staff,
    trace::{self, TRACE_HEADER, TraceId},
};
use axum::{
    Extension, Router,
    extract::{MatchedPath, Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use domain::{
    message::problem::code,
    slip::sheet::{Paper, Sheet},
};
use jiff::Timestamp;
use std::{collections::BTreeMap, sync::Arc};
use tower_http::catch_panic::CatchPanicLayer;
use tracing::Instrument;
use utoipa::openapi::OpenApi;

/// The public function.
pub fn public(api: Api) -> Router {
    let (routes, document) = public::routes().split_for_parts();
    let operations = Operations::of("public", document).and("/api/openapi.json", "openapi");
    common(routes.route("/api/openapi.json", axum::routing::get(crate::openapi::serve)), api, operations)
}

/// The staff function.
pub fn staff(api: Api) -> Router {
    let (routes, document) = staff::routes().split_for_parts();
    common(routes, api, Operations::of("staff", document))
}

/// The documents function; `print` draws a form.
pub fn documents<E, P>(api: Api, print: P) -> Router
where
    E: std::fmt::Display + 'static,
    P: Fn(&Sheet, Paper, Timestamp) -> Result<Vec<u8>, E> + Send + Sync + 'static,
{
    let (routes, document) = documents::routes().split_for_parts();
    let press = Press::new(print);
    common(routes.layer(Extension(press)), api, Operations::of("documents", document))
}

/// Which function answers a path, for whoever stands in front of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    Public,
    Staff,
    Documents,
}

impl Function {
    /// By the path of a request below `/api`: paths of the documents function end as nothing else of the API does.
    #[must_use]
    pub fn of(path: &str) -> Self {
        let path = path.split('?').next().unwrap_or_default();
        let staff = path.strip_prefix("/api/staff").is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let form = path.rsplit('/').take(3).collect::<Vec<_>>();
        if path == documents::REGISTER || matches!(form.as_slice(), ["pdf", _, "forms"]) {
            Self::Documents
        } else if staff {
            Self::Staff
        } else {
            Self::Public
        }
    }
}

fn common(routes: Router<Api>, api: Api, operations: Operations) -> Router {
    let desk = Desk { api: api.clone(), operations: Arc::new(operations) };
    routes
        .fallback(|| async { ApiError::not_found() })
        .method_not_allowed_fallback(|| async { ApiError::new(StatusCode::METHOD_NOT_ALLOWED, code::METHOD) })
        .layer(CatchPanicLayer::custom(|_| ApiError::internal("a handler panicked").into_response()))
        .layer(middleware::from_fn_with_state(desk, observed))
        .with_state(api)
}

/// The names under which a function's operations are measured: their ids in the OpenAPI document.
struct Operations {
    function: &'static str,
    by_path: BTreeMap<String, Vec<(Method, String)>>,
}

impl Operations {
    fn of(function: &'static str, document: OpenApi) -> Self {
        let by_path = document.paths.paths.into_iter().map(|(path, item)| {
            let methods = [(Method::GET, item.get), (Method::POST, item.post)];
            let named = methods.into_iter().filter_map(|(method, operation)| Some((method, operation?.operation_id?)));
            (path, named.collect())
        });
        Self { function, by_path: by_path.collect() }
    }

    /// A reading route that is not in the document.
    fn and(mut self, path: &str, name: &str) -> Self {
        self.by_path.insert(path.to_owned(), vec![(Method::GET, name.to_owned())]);
        self
    }

    /// The operation that a request asks for; `none` for what is no operation of ours.
    fn name(&self, request: &Request) -> &str {
        let path = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str).unwrap_or_default();
        let method = if request.method() == Method::HEAD { &Method::GET } else { request.method() };
        let named = self.by_path.get(path).and_then(|methods| methods.iter().find(|(known, _)| known == method));
        named.map_or("none", |(_, name)| name)
    }
}

/// What the outermost layer needs.
#[derive(Clone)]
struct Desk {
    api: Api,
    operations: Arc<Operations>,
}

/// Whether a request came through our distribution, where one stands in front: those for health as well. While the
/// secret is rotated, the one before is accepted too.
fn from_our_front(api: &Api, request: &Request) -> bool {
    let secrets = &api.config.origin_secrets;
    let given = request.headers().get("x-origin-secret").map(HeaderValue::as_bytes).unwrap_or_default();
    let known = |secret: &String| aws_lc_rs::constant_time::verify_slices_are_equal(given, secret.as_bytes()).is_ok();
    secrets.is_empty() || secrets.iter().any(known)
}

/// The answer of the routes, within the limits of time and size. One layer for all of this: each costs every request a
/// copy of the routes and a future in a box.
async fn answered(api: &Api, request: Request, next: Next) -> Response {
    if !from_our_front(api, &request) {
        return ApiError::not_permitted().into_response();
    }
    limits::in_time(async { limits::within_size(plain_refusal(next.run(request).await)).await }).await
}

/// One line and one set of metrics a request, under the trace id that the browser began. Nothing personal.
async fn observed(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let began = host::stopwatch();
    let trace = TraceId::of_request(request.headers());
    let operation = desk.operations.name(&request).to_owned();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    // Our own lines have the trace id already; the span is for the SDK's, which are written at this level.
    let span = tracing::debug_span!("request", %trace);
    let work = async {
        let (response, met) = trace::under(trace, answered(&desk.api, request, next)).await;
        let status = response.status();
        // The lines at the end belong to the request as well.
        let ended = async {
            tracing::info!(%method, path, operation, status = status.as_u16(), "answered");
            metrics::emit(&metrics::Run {
                function: desk.api.config.function.as_deref().unwrap_or(desk.operations.function),
                operation: &operation,
                at: desk.api.now(),
                took: began.elapsed(),
                // A stale version is a conflict with another writer as well, only found earlier.
                met: if status == StatusCode::PRECONDITION_FAILED && met.conflicts == 0 {
                    trace::Met { conflicts: 1, ..met }
                } else {
                    met
                },
                refused: status.is_client_error(),
            });
        };
        trace::under(trace, ended).await;
        response
    };
    let mut response = work.instrument(span).await;
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&trace.to_string()) {
        headers.insert(TRACE_HEADER, value);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Refusals of the web framework itself (a query that does not parse) become problem details as well.
fn plain_refusal(response: Response) -> Response {
    let status = response.status();
    // Our own refusals, for programs and, at the sign-in, for people.
    let is_ours = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| {
        [&b"application/problem+json"[..], b"text/html"].iter().any(|ours| kind.as_bytes().starts_with(ours))
    });
    if !status.is_client_error() || is_ours {
        return response;
    }
    let code = match status {
        StatusCode::PAYLOAD_TOO_LARGE => code::TOO_LARGE,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => code::WRONG_TYPE,
        _ => code::MALFORMED,
    };
    ApiError::new(status, code).into_response()
}
