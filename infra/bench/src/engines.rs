//! The embedded engines without the host around them, so that nothing else works while something is measured.

use crate::{meter::Meter, synthetic::Failure};
use api::{Api, config::Config, store::table::create_if_missing};
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use gateway::{
    clients::{self, ACCESS_KEY, INCOMING_BUCKET, PAPERS_BUCKET, REGION, RESULTS_BUCKET, SECRET_KEY, TABLE},
    data::DataFolder,
    files,
    ready::HostFile,
    reference,
    table::TableHost,
};
use std::{collections::BTreeMap, path::Path};

/// Table and file store on a folder of their own.
pub struct Engines {
    /// The environment in which the functions work on them.
    pub environment: BTreeMap<String, String>,
    table: TableHost,
    files: tokio::task::JoinHandle<()>,
    _data: std::sync::Arc<DataFolder>,
}

impl Engines {
    /// Starts both and seeds the reference data.
    ///
    /// # Errors
    /// Whatever does not start.
    pub async fn start(folder: &Path, seed: &Path) -> Result<Self, Failure> {
        let data = std::sync::Arc::new(DataFolder::open(folder, false)?);
        let table = TableHost::start(&data).await?;
        create_if_missing(&clients::dynamo(table.endpoint), TABLE).await?;
        let store = files::router(&data, &[])?;
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
        let files_url = format!("http://{}", listener.local_addr()?);
        let files = tokio::spawn(async move {
            let _ = axum::serve(listener, store).await;
        });
        clients::create_buckets(&clients::s3(&files_url)).await?;
        let config = Config {
            table: TABLE.to_owned(),
            incoming_bucket: INCOMING_BUCKET.to_owned(),
            papers_bucket: PAPERS_BUCKET.to_owned(),
            results_bucket: RESULTS_BUCKET.to_owned(),
            world: "live".to_owned(),
            secret: vec![b'b'; 32],
            site: "http://127.0.0.1".to_owned(),
            issuer_jwks: None,
            issuer: String::new(),
            audience: String::new(),
            staff: None,
            citizens: None,
            secure_cookies: false,
            origin_secrets: Vec::new(),
            function: None,
        };
        let host = HostFile::new("http://127.0.0.1", table.endpoint, &files_url, &config, &[]);
        let engines = Self { environment: host.environment, table, files, _data: data.clone() };
        reference::seed_once(&engines.api(&Meter::default())?, seed, &data).await?;
        Ok(engines)
    }

    /// Functions on these engines, with what they use counted.
    ///
    /// # Errors
    /// The environment is incomplete.
    pub fn api(&self, meter: &Meter) -> Result<Api, Failure> {
        api(&self.environment, meter)
    }

    /// Stops both.
    pub async fn stop(self) {
        self.files.abort();
        self.table.stop().await;
    }
}

/// Functions in an environment as `host.json` gives it.
///
/// # Errors
/// A variable is missing.
pub fn api(environment: &BTreeMap<String, String>, meter: &Meter) -> Result<Api, Failure> {
    let dynamo = aws_sdk_dynamodb::Client::from_conf(dynamo_config(environment)?.interceptor(meter.clone()).build());
    build(environment, dynamo)
}

/// The same with a given client for the table.
///
/// # Errors
/// A variable is missing.
pub fn build(environment: &BTreeMap<String, String>, dynamo: aws_sdk_dynamodb::Client) -> Result<Api, Failure> {
    let get = |name: &str| environment.get(name).cloned().ok_or_else(|| Failure::from(format!("{name} is missing")));
    let config = Config {
        table: get("MOTCUA_TABLE")?,
        incoming_bucket: get("MOTCUA_INCOMING_BUCKET")?,
        papers_bucket: get("MOTCUA_PAPERS_BUCKET")?,
        results_bucket: get("MOTCUA_RESULTS_BUCKET")?,
        world: get("MOTCUA_WORLD")?,
        secret: get("MOTCUA_SECRET")?.into_bytes(),
        site: get("MOTCUA_SITE")?,
        issuer_jwks: None,
        issuer: String::new(),
        audience: String::new(),
        staff: None,
        citizens: None,
        secure_cookies: false,
        origin_secrets: Vec::new(),
        function: None,
    };
    Ok(Api::new(config, dynamo, clients::s3(&get("AWS_ENDPOINT_URL_S3")?), api::host::system_clock()))
}

/// Settings of a client for the table.
///
/// # Errors
/// A variable is missing.
pub fn dynamo_config(environment: &BTreeMap<String, String>) -> Result<aws_sdk_dynamodb::config::Builder, Failure> {
    let endpoint = environment.get("AWS_ENDPOINT_URL_DYNAMODB").ok_or("no endpoint of the table")?;
    Ok(aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(REGION))
        .credentials_provider(Credentials::new(ACCESS_KEY, SECRET_KEY, None, None, "bench"))
        .endpoint_url(endpoint))
}
