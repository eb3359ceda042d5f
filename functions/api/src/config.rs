//! What a host tells the functions: names and secrets. Read from the environment in Lambda.

use crate::sign_in::Provider;
use std::fmt;

/// Names and secrets of one deployment.
#[derive(Clone)]
pub struct Config {
    /// DynamoDB table.
    pub table: String,
    /// Bucket for uploads that are not filed yet.
    pub incoming_bucket: String,
    /// Bucket for papers of filed dossiers; nobody but the functions writes to it.
    pub papers_bucket: String,
    /// Bucket for drafts and results of the agencies; nobody but the functions writes to it.
    pub results_bucket: String,
    /// World of this deployment: `live`, or a trial or trainee's one with its generation.
    pub world: String,
    /// Server secret: pseudonyms, tracking secrets and the sealing key are derived from it. At least 32 bytes.
    pub secret: Vec<u8>,
    /// Address of the site without a slash at its end: what printed codes and addresses lead to.
    pub site: String,
    /// Public keys (JWKS as JSON) of the issuer of bearer tokens; none: no bearer tokens.
    pub issuer_jwks: Option<String>,
    /// `iss` and `aud` that a bearer token must carry.
    pub issuer: String,
    pub audience: String,
    /// Where staff and where citizens sign in; none: nobody of them can, in a browser.
    pub staff: Option<Provider>,
    pub citizens: Option<Provider>,
    /// Whether the session cookie carries the `__Host-` prefix and `Secure`; false only on plain loopback HTTP.
    pub secure_cookies: bool,
    /// What only the distribution in front sends in `x-origin-secret`: the present one and, while it is rotated, the one
    /// before; empty: not checked (local host).
    pub origin_secrets: Vec<String>,
    /// Name of the deployed function, for its metrics; none: the plain name (local host).
    pub function: Option<String>,
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config").field("table", &self.table).field("world", &self.world).finish_non_exhaustive()
    }
}

/// A setting is missing or unusable; said at start, never during a request.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("environment variable {0} is missing")]
    Missing(&'static str),
    #[error("environment variable {0} is unusable: {1}")]
    Unusable(&'static str, &'static str),
}

impl Config {
    /// Reads `MOTCUA_*` variables.
    ///
    /// # Errors
    /// [`ConfigError`] names the first variable that is missing or unusable.
    pub fn from_env() -> Result<Self, ConfigError> {
        let secret = required("MOTCUA_SECRET")?.into_bytes();
        if secret.len() < 32 {
            return Err(ConfigError::Unusable("MOTCUA_SECRET", "shorter than 32 bytes"));
        }
        Ok(Self {
            table: required("MOTCUA_TABLE")?,
            incoming_bucket: required("MOTCUA_INCOMING_BUCKET")?,
            papers_bucket: required("MOTCUA_PAPERS_BUCKET")?,
            results_bucket: required("MOTCUA_RESULTS_BUCKET")?,
            world: std::env::var("MOTCUA_WORLD").unwrap_or_else(|_| "live".to_owned()),
            secret,
            site: required("MOTCUA_SITE")?.trim_end_matches('/').to_owned(),
            issuer_jwks: optional("MOTCUA_ISSUER_JWKS"),
            issuer: optional("MOTCUA_ISSUER").unwrap_or_default(),
            audience: optional("MOTCUA_AUDIENCE").unwrap_or_else(|| "motcua".to_owned()),
            staff: provider(["MOTCUA_ISSUER", "MOTCUA_AUDIENCE", "MOTCUA_CLIENT_SECRET"]),
            citizens: provider(["MOTCUA_CITIZEN_ISSUER", "MOTCUA_CITIZEN_CLIENT", "MOTCUA_CITIZEN_SECRET"]),
            secure_cookies: std::env::var("MOTCUA_INSECURE_COOKIES").is_err(),
            origin_secrets: origin_secrets(std::env::var("MOTCUA_ORIGIN_SECRETS").ok().as_deref())?,
            function: optional("AWS_LAMBDA_FUNCTION_NAME"),
        })
    }
}

/// A variable that must be set to something.
pub(crate) fn required(name: &'static str) -> Result<String, ConfigError> {
    optional(name).ok_or(ConfigError::Missing(name))
}

/// A variable that may be missing or empty.
pub(crate) fn optional(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// An identity provider by the names of the variables with its issuer, our client and, if there is one, our secret.
fn provider([issuer, client, secret]: [&str; 3]) -> Option<Provider> {
    Some(Provider {
        issuer: optional(issuer)?.trim_end_matches('/').to_owned(),
        client: optional(client)?,
        secret: optional(secret),
        id_number_claim: optional("MOTCUA_CITIZEN_ID_CLAIM").unwrap_or_else(|| "id_number".to_owned()),
    })
}

/// Secrets parted by commas, `-` for a previous one that never was; without the variable nothing is checked. A variable that is set but holds none is a mistake of the
/// deployment: it must not open the door.
fn origin_secrets(value: Option<&str>) -> Result<Vec<String>, ConfigError> {
    const NAME: &str = "MOTCUA_ORIGIN_SECRETS";
    let Some(value) = value else { return Ok(Vec::new()) };
    let parts = value.split(',').map(str::trim);
    let secrets: Vec<String> = parts.filter(|secret| !matches!(*secret, "" | "-")).map(str::to_owned).collect();
    if secrets.is_empty() {
        return Err(ConfigError::Unusable(NAME, "set, but holds no secret"));
    }
    if secrets.iter().any(|secret| secret.len() < SHORTEST_ORIGIN_SECRET) {
        return Err(ConfigError::Unusable(NAME, "a secret is shorter than 12 bytes"));
    }
    Ok(secrets)
}

/// In bytes; shorter ones could be guessed.
const SHORTEST_ORIGIN_SECRET: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_present_and_the_previous_origin_secret_are_taken() {
        assert_eq!(origin_secrets(None).unwrap(), Vec::<String>::new());
        // A secret that was never rotated has no previous one.
        assert_eq!(origin_secrets(Some("present-secret,-")).unwrap(), ["present-secret"]);
        assert_eq!(
            origin_secrets(Some("present-secret, previous-secret")).unwrap(),
            ["present-secret", "previous-secret"]
        );
    }

    #[test]
    fn a_deployment_that_lost_its_origin_secret_does_not_start_with_an_open_door() {
        for lost in ["", ",", " , ", "-,-"] {
            assert!(matches!(origin_secrets(Some(lost)), Err(ConfigError::Unusable(..))), "{lost:?}");
        }
        assert!(origin_secrets(Some("short")).is_err());
    }
}
