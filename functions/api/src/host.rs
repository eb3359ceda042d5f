//! What the Lambda binaries have in common.

use crate::{Api, config::Config, worker::Change};
use aws_lambda_events::event::dynamodb::EventRecord;
use jiff::Timestamp;
use std::sync::Arc;

/// Structured logs to standard output; `MOTCUA_LOG` sets the level.
pub fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("MOTCUA_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,api=info"));
    // Started twice (in tests) the first one stays.
    let _ = tracing_subscriber::fmt().json().with_env_filter(filter).with_target(false).try_init();
}

/// Clients and configuration from the environment; the first call to the table is made now, so that no citizen pays for
/// the connection.
///
/// # Errors
/// A missing setting, or a table that does not answer.
pub async fn api_from_env() -> Result<Api, Box<dyn std::error::Error + Send + Sync>> {
    let config = Config::from_env()?;
    let shared = aws_config::defaults(aws_config::BehaviorVersion::latest()).load().await;
    let s3 = aws_sdk_s3::config::Builder::from(&shared)
        // Path style works everywhere: S3, and what stands in for it locally.
        .force_path_style(true)
        // Checksums of uploads are the browser's affair: a presigned request must not ask for one.
        .request_checksum_calculation(aws_sdk_s3::config::RequestChecksumCalculation::WhenRequired)
        .response_checksum_validation(aws_sdk_s3::config::ResponseChecksumValidation::WhenRequired)
        .build();
    let api =
        Api::new(config, aws_sdk_dynamodb::Client::new(&shared), aws_sdk_s3::Client::from_conf(s3), system_clock());
    api.store.ping().await?;
    Ok(api)
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

/// The keys of a new or changed row of the stream.
#[must_use]
pub fn change_of(record: &EventRecord) -> Option<Change> {
    if record.event_name == "REMOVE" {
        return None;
    }
    let key = |name: &str| match record.change.keys.get(name) {
        Some(serde_dynamo::AttributeValue::S(text)) => Some(text.clone()),
        _ => None,
    };
    Some(Change { pk: key("pk")?, sk: key("sk")? })
}
