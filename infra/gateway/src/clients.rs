//! The SDKs' clients for the embedded engines. Nothing global is set: endpoints and keys are given here and nowhere
//! else, and only these two engines know the keys.

use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use std::net::SocketAddr;

/// Names of the local deployment.
pub const TABLE: &str = "motcua";
pub const INCOMING_BUCKET: &str = "motcua-incoming";
pub const PAPERS_BUCKET: &str = "motcua-papers";
pub const RESULTS_BUCKET: &str = "motcua-results";
/// The region of the local deployment; signatures carry it.
pub const REGION: &str = "ap-southeast-1";
/// Keys of the embedded engines. They open nothing else, on a loopback port.
pub const ACCESS_KEY: &str = "local";
pub const SECRET_KEY: &str = "local-only";

fn credentials() -> Credentials {
    Credentials::new(ACCESS_KEY, SECRET_KEY, None, None, "local")
}

/// The table's client.
#[must_use]
pub fn dynamo(endpoint: SocketAddr) -> aws_sdk_dynamodb::Client {
    let config = aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(REGION))
        .credentials_provider(credentials())
        .endpoint_url(format!("http://{endpoint}"))
        .build();
    aws_sdk_dynamodb::Client::from_conf(config)
}

/// The file store's client, set as `api::host` sets it.
#[must_use]
pub fn s3(endpoint: &str) -> aws_sdk_s3::Client {
    let config = aws_sdk_s3::Config::builder()
        .behavior_version(aws_sdk_s3::config::BehaviorVersion::latest())
        .region(aws_sdk_s3::config::Region::new(REGION))
        .credentials_provider(credentials())
        .endpoint_url(endpoint)
        .force_path_style(true)
        .request_checksum_calculation(aws_sdk_s3::config::RequestChecksumCalculation::WhenRequired)
        .response_checksum_validation(aws_sdk_s3::config::ResponseChecksumValidation::WhenRequired)
        .timeout_config(api::limits::files())
        .build();
    aws_sdk_s3::Client::from_conf(config)
}

/// Creates the buckets unless they are there.
///
/// # Errors
/// The file store's, in words.
pub async fn create_buckets(client: &aws_sdk_s3::Client) -> Result<(), String> {
    for bucket in [INCOMING_BUCKET, PAPERS_BUCKET, RESULTS_BUCKET] {
        if client.head_bucket().bucket(bucket).send().await.is_err() {
            client
                .create_bucket()
                .bucket(bucket)
                .send()
                .await
                .map_err(|error| format!("{bucket}: {}", aws_sdk_s3::error::DisplayErrorContext(error)))?;
        }
    }
    Ok(())
}
