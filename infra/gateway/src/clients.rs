//! The SDKs' clients for the embedded engines. Nothing global is set: endpoints and keys are given here and nowhere
//! else, and only these two engines know the keys.

use api::clients::Access;
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

fn access(table: Option<String>, files: Option<String>) -> Access {
    let [region, key, secret] = [REGION, ACCESS_KEY, SECRET_KEY].map(str::to_owned);
    Access { region, key, secret, token: None, table, files }
}

/// The table's client.
#[must_use]
pub fn dynamo(endpoint: SocketAddr) -> aws_sdk_dynamodb::Client {
    access(Some(format!("http://{endpoint}")), None).dynamo()
}

/// The file store's client.
#[must_use]
pub fn s3(endpoint: &str) -> aws_sdk_s3::Client {
    access(None, Some(endpoint.to_owned())).s3()
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
