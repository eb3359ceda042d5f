//! The SDKs' clients of the table and of the file store. Lambda puts region and keys of the function's role into the
//! environment, so nothing looks for them elsewhere: the search through profiles, other services and the network that
//! `aws-config` brings is left out of the functions.

use crate::config::{ConfigError, optional, required};
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};

/// Where the services are and with which keys they are called.
#[derive(Clone)]
pub struct Access {
    pub region: String,
    pub key: String,
    pub secret: String,
    /// Of a role's keys, which hold as long as the environment lives.
    pub token: Option<String>,
    /// Address of what stands in for DynamoDB and S3; none: the region's own.
    pub table: Option<String>,
    pub files: Option<String>,
}

impl Access {
    /// Reads the variables that Lambda sets, and the SDKs' own for other addresses.
    ///
    /// # Errors
    /// [`ConfigError`] names the first variable that is missing.
    pub fn from_env() -> Result<Self, ConfigError> {
        Ok(Self {
            region: required("AWS_REGION")?,
            key: required("AWS_ACCESS_KEY_ID")?,
            secret: required("AWS_SECRET_ACCESS_KEY")?,
            token: optional("AWS_SESSION_TOKEN"),
            table: optional("AWS_ENDPOINT_URL_DYNAMODB"),
            files: optional("AWS_ENDPOINT_URL_S3"),
        })
    }

    fn credentials(&self) -> Credentials {
        Credentials::new(&self.key, &self.secret, self.token.clone(), None, "environment")
    }

    /// The table's client.
    #[must_use]
    pub fn dynamo(&self) -> aws_sdk_dynamodb::Client {
        let mut config = aws_sdk_dynamodb::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(self.region.clone()))
            .credentials_provider(self.credentials());
        config.set_endpoint_url(self.table.clone());
        aws_sdk_dynamodb::Client::from_conf(config.build())
    }

    /// The file store's client.
    #[must_use]
    pub fn s3(&self) -> aws_sdk_s3::Client {
        use aws_sdk_s3::config::{RequestChecksumCalculation, ResponseChecksumValidation};
        let mut config = aws_sdk_s3::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(self.region.clone()))
            .credentials_provider(self.credentials())
            // Path style works everywhere: S3, and what stands in for it locally.
            .force_path_style(true)
            // Checksums of uploads are the browser's affair: a presigned request must not ask for one.
            .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
            .response_checksum_validation(ResponseChecksumValidation::WhenRequired)
            .timeout_config(crate::limits::files());
        config.set_endpoint_url(self.files.clone());
        aws_sdk_s3::Client::from_conf(config.build())
    }
}
