//! What the Lambda binaries have in common.

use crate::{Api, clients::Access, config::Config, log::JsonLines, store::Store, trace::TraceId, worker::Change};
use aws_lambda_events::event::dynamodb::EventRecord;
use jiff::Timestamp;
use std::{
    io::Write,
    sync::Arc,
    time::{Duration, Instant},
};
use tracing_subscriber::{filter::Targets, layer::SubscriberExt, util::SubscriberInitExt};

/// What is logged unless `MOTCUA_LOG` says otherwise.
const LOG: &str = "warn,api=info,metrics=info";

/// How long a cold function waits for its first call to the table; Lambda gives ten seconds for the whole start.
const FIRST_CALL: Duration = Duration::from_secs(3);

/// Lines of JSON to standard output, metrics among them; `MOTCUA_LOG` sets the level.
pub fn start_log() {
    // Targets and levels only: filters by span and field would bring a regular-expression engine along.
    let wanted = std::env::var("MOTCUA_LOG").ok().and_then(|wanted| wanted.parse::<Targets>().ok());
    let filter = wanted.or_else(|| LOG.parse().ok()).unwrap_or_default();
    let sink = Arc::new(|line: &[u8]| {
        // There is nobody to tell that the log cannot be written.
        let _ = std::io::stdout().lock().write_all(line);
    });
    // Started twice (in tests) the first one stays.
    let _ = tracing_subscriber::registry().with(filter).with(JsonLines::new(system_clock(), sink)).try_init();
}

/// Clients and configuration from the environment. The first call to the table is made now, while Lambda is still
/// starting the function, so that no citizen pays for the connection. A table that does not answer now may answer the
/// first request: it is logged, and the function lives.
///
/// # Errors
/// A missing setting.
pub async fn api_from_env() -> Result<Api, Box<dyn std::error::Error + Send + Sync>> {
    let config = Config::from_env()?;
    let access = Access::from_env()?;
    let api = Api::new(config, access.dynamo(), access.s3(), system_clock());
    match tokio::time::timeout(FIRST_CALL, api.store.ping()).await {
        Ok(Ok(())) => {}
        Ok(Err(cause)) => tracing::warn!(%cause, "the table does not answer at start"),
        Err(_) => tracing::warn!(seconds = FIRST_CALL.as_secs(), "the table does not answer at start"),
    }
    Ok(api)
}

/// The request as our routes know it: at an address of API Gateway's own the path begins with the stage's name
/// (`/trial/api/…`), at a domain of ours it does not.
#[must_use]
pub fn without_stage(mut request: lambda_http::Request) -> lambda_http::Request {
    use lambda_http::{RequestExt, request::RequestContext};
    let Some(RequestContext::ApiGatewayV2(context)) = request.request_context_ref() else { return request };
    let Some(stage) = context.stage.as_deref().filter(|stage| *stage != "$default") else { return request };
    let uri = request.uri();
    let rest = uri
        .path_and_query()
        .and_then(|path| path.as_str().strip_prefix('/')?.strip_prefix(stage))
        .filter(|rest| rest.starts_with('/'))
        .and_then(|rest| rest.parse().ok());
    if let Some(rest) = rest {
        let mut parts = uri.clone().into_parts();
        parts.path_and_query = Some(rest);
        if let Ok(uri) = lambda_http::http::Uri::from_parts(parts) {
            *request.uri_mut() = uri;
        }
    }
    request
}

/// Serves a router as a Lambda function behind an HTTP API.
///
/// # Errors
/// The runtime's.
pub async fn run(router: axum::Router) -> Result<(), lambda_http::Error> {
    lambda_http::run(tower::ServiceBuilder::new().map_request(without_stage).service(router)).await
}

/// The real clock, in whole seconds: no rule needs more, and stored times stay short. Hosts read it; nobody else does.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is where the hosts read the clock")]
pub fn system_clock() -> crate::state::Clock {
    Arc::new(|| {
        let now = Timestamp::now();
        Timestamp::from_second(now.as_second()).unwrap_or(now)
    })
}

/// Begins to measure how long something takes.
#[must_use]
pub fn stopwatch() -> Instant {
    Instant::now()
}

/// The keys of a new or changed row of the stream, and the trace of the request that wrote it.
#[must_use]
pub fn change_of(record: &EventRecord) -> Option<Change> {
    if record.event_name == "REMOVE" {
        return None;
    }
    let key = |name: &str| match record.change.keys.get(name) {
        Some(serde_dynamo::AttributeValue::S(text)) => Some(text.clone()),
        _ => None,
    };
    let trace = match record.change.new_image.get(Store::TRACE) {
        Some(serde_dynamo::AttributeValue::B(bytes)) => TraceId::from_bytes(bytes),
        _ => None,
    };
    Some(Change { pk: key("pk")?, sk: key("sk")?, trace })
}
