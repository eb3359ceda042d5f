//! `host.json` in the data folder: where a running host is and how other programs reach its engines.

use crate::{
    HostError,
    clients::{ACCESS_KEY, INCOMING_BUCKET, PAPERS_BUCKET, REGION, RESULTS_BUCKET, SECRET_KEY, TABLE},
    data::DataFolder,
};
use api::config::Config;
use domain::account::Account;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, net::SocketAddr, path::Path};

/// What a host says about itself. Only the owner may read the file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HostFile {
    /// Address of app and API.
    pub url: String,
    /// Process id; the file outlives the process.
    pub pid: u32,
    /// Ids of the accounts that can sign in.
    pub accounts: Vec<String>,
    /// The environment in which the Lambda binaries work on this host's table and files.
    pub environment: BTreeMap<String, String>,
}

const NAME: &str = "host.json";

impl HostFile {
    /// Describes a host.
    #[must_use]
    pub fn new(url: &str, table: SocketAddr, files: &str, config: &Config, accounts: &[Account]) -> Self {
        let mut environment: BTreeMap<String, String> = [
            ("AWS_ENDPOINT_URL_DYNAMODB", format!("http://{table}")),
            ("AWS_ENDPOINT_URL_S3", files.to_owned()),
            ("AWS_REGION", REGION.to_owned()),
            ("AWS_ACCESS_KEY_ID", ACCESS_KEY.to_owned()),
            ("AWS_SECRET_ACCESS_KEY", SECRET_KEY.to_owned()),
            ("MOTCUA_TABLE", TABLE.to_owned()),
            ("MOTCUA_INCOMING_BUCKET", INCOMING_BUCKET.to_owned()),
            ("MOTCUA_PAPERS_BUCKET", PAPERS_BUCKET.to_owned()),
            ("MOTCUA_RESULTS_BUCKET", RESULTS_BUCKET.to_owned()),
            ("MOTCUA_WORLD", config.world.clone()),
            ("MOTCUA_SECRET", String::from_utf8_lossy(&config.secret).into_owned()),
            ("MOTCUA_SITE", config.site.clone()),
            ("MOTCUA_ISSUER", config.issuer.clone()),
            ("MOTCUA_AUDIENCE", config.audience.clone()),
            ("MOTCUA_CITIZEN_ISSUER", config.issuer.clone()),
            ("MOTCUA_CITIZEN_CLIENT", config.audience.clone()),
            ("MOTCUA_INSECURE_COOKIES", "1".to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into();
        if let Some(jwks) = &config.issuer_jwks {
            environment.insert("MOTCUA_ISSUER_JWKS".to_owned(), jwks.clone());
        }
        let accounts = accounts.iter().map(|account| account.id.to_string()).collect();
        Self { url: url.to_owned(), pid: std::process::id(), accounts, environment }
    }

    /// Writes the file.
    ///
    /// # Errors
    /// [`HostError::File`]
    pub fn write(&self, data: &DataFolder) -> Result<(), HostError> {
        let json = serde_json::to_vec_pretty(self).map_err(|error| HostError::Other(error.to_string()))?;
        data.write(NAME, &json)
    }

    /// Reads what the last host on this folder wrote.
    #[must_use]
    pub fn read(data: &Path) -> Option<Self> {
        serde_json::from_slice(&std::fs::read(data.join(NAME)).ok()?).ok()
    }
}

/// What the ready line and the lines after it say.
#[must_use]
pub fn announcement(url: &str, accounts: &[Account]) -> String {
    let mut lines = vec![
        format!("Sẵn sàng · Ready: {url}/ · {url}/staff/ · {url}/sign-in · {url}/mailbox"),
        "Tài khoản trình diễn · Demonstration accounts:".to_owned(),
    ];
    let width = accounts.iter().map(|account| account.id.as_str().len()).max().unwrap_or(0);
    lines.extend(
        accounts
            .iter()
            .map(|account| format!("  {:width$}  {} · {}", account.id.as_str(), account.name, account.title_vi)),
    );
    lines.join("\n")
}
