//! Signature Version 4 of a call to the table. The SDK's signer derives its key anew for each call, by four HMACs, and
//! signs every header; this one keeps the day's key, and signs what a call to the table has: `POST /` with a body in
//! memory.

use crate::seal::{hex, sha256_hex};
use aws_credential_types::Credentials;
use aws_lc_rs::hmac;
use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        auth::{AuthScheme, AuthSchemeEndpointConfig, AuthSchemeId, Sign},
        identity::{Identity, SharedIdentityResolver},
        orchestrator::HttpRequest,
        runtime_components::{GetIdentityResolver, RuntimeComponents},
    },
};
use aws_smithy_types::config_bag::ConfigBag;
use jiff::{Timestamp, tz::Offset};
use std::sync::{Arc, Mutex};

/// The signing scheme for one region.
#[derive(Clone, Debug)]
pub(super) struct SigV4 {
    region: String,
    kept: Arc<Mutex<Option<Kept>>>,
}

/// The key of a day, with what it was derived from.
#[derive(Clone, Debug)]
struct Kept {
    day: String,
    access_key: String,
    key: hmac::Key,
}

/// What of a request is signed besides its body.
struct Signed<'a> {
    host: &'a str,
    content_type: &'a str,
    target: &'a str,
}

impl SigV4 {
    /// The SDK's own name of the scheme, which the operations ask for.
    pub(super) const SCHEME: AuthSchemeId = AuthSchemeId::new("sigv4");

    pub(super) fn new(region: String) -> Self {
        Self { region, kept: Arc::default() }
    }

    /// The time and the authorisation of a request.
    fn sign(&self, at: Timestamp, credentials: &Credentials, signed: &Signed<'_>, body: &[u8]) -> (String, String) {
        let clock = Offset::UTC.to_datetime(at);
        let day = format!("{:04}{:02}{:02}", clock.year(), clock.month(), clock.day());
        let time = format!("{day}T{:02}{:02}{:02}Z", clock.hour(), clock.minute(), clock.second());
        let Signed { host, content_type, target } = signed;
        let (token, token_name) = match credentials.session_token() {
            Some(token) => (format!("x-amz-security-token:{token}\n"), ";x-amz-security-token"),
            None => (String::new(), ""),
        };
        let names = format!("content-type;host;x-amz-date{token_name};x-amz-target");
        let request = format!(
            "POST\n/\n\ncontent-type:{content_type}\nhost:{host}\nx-amz-date:{time}\n{token}x-amz-target:{target}\n\n\
             {names}\n{}",
            sha256_hex(body)
        );
        let scope = format!("{day}/{}/dynamodb/aws4_request", self.region);
        let text = format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{}", sha256_hex(request.as_bytes()));
        let signature = hex(hmac::sign(&self.key(day, credentials), text.as_bytes()).as_ref());
        let access_key = credentials.access_key_id();
        let authorization =
            format!("AWS4-HMAC-SHA256 Credential={access_key}/{scope}, SignedHeaders={names}, Signature={signature}");
        (time, authorization)
    }

    /// The key of the day, kept as long as day and access key stay the same.
    fn key(&self, day: String, credentials: &Credentials) -> hmac::Key {
        let access_key = credentials.access_key_id();
        let mut kept = self.kept.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(kept) = kept.as_ref().filter(|kept| kept.day == day && kept.access_key == access_key) {
            return kept.key.clone();
        }
        let secret = format!("AWS4{}", credentials.secret_access_key());
        let first = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
        let key = [day.as_str(), &self.region, "dynamodb", "aws4_request"]
            .into_iter()
            .fold(first, |key, part| hmac::Key::new(hmac::HMAC_SHA256, hmac::sign(&key, part.as_bytes()).as_ref()));
        *kept = Some(Kept { day, access_key: access_key.to_owned(), key: key.clone() });
        key
    }
}

impl AuthScheme for SigV4 {
    fn scheme_id(&self) -> AuthSchemeId {
        Self::SCHEME
    }

    fn identity_resolver(&self, resolvers: &dyn GetIdentityResolver) -> Option<SharedIdentityResolver> {
        resolvers.identity_resolver(Self::SCHEME)
    }

    fn signer(&self) -> &dyn Sign {
        self
    }
}

impl Sign for SigV4 {
    fn sign_http_request(
        &self,
        request: &mut HttpRequest,
        identity: &Identity,
        _: AuthSchemeEndpointConfig<'_>,
        components: &RuntimeComponents,
        _: &ConfigBag,
    ) -> Result<(), BoxError> {
        let credentials = identity.data::<Credentials>().ok_or("the table takes AWS credentials")?;
        let at = Timestamp::try_from(components.time_source().ok_or("there is no clock")?.now())?;
        let header = |name: &str| request.headers().get(name).unwrap_or_default();
        let signed = Signed {
            host: host_of(request.uri()),
            content_type: header("content-type"),
            target: header("x-amz-target"),
        };
        let body = request.body().bytes().ok_or("a body that is not in memory")?;
        let (time, authorization) = self.sign(at, credentials, &signed, body);
        let headers = request.headers_mut();
        headers.insert("x-amz-date", time);
        if let Some(token) = credentials.session_token() {
            headers.insert("x-amz-security-token", token.to_owned());
        }
        headers.insert("authorization", authorization);
        Ok(())
    }
}

/// Host and port of an address, as the HTTP client sends them.
fn host_of(uri: &str) -> &str {
    let rest = uri.split_once("://").map_or(uri, |(_, rest)| rest);
    rest.split_once('/').map_or(rest, |(host, _)| host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sigv4::{
        http_request::{SignableBody, SignableRequest, SigningParams, SigningSettings, sign},
        sign::v4,
    };
    use std::time::{Duration, SystemTime};

    /// The same by the SDK's signer.
    fn reference(at: SystemTime, credentials: &Credentials, signed: &Signed<'_>, body: &[u8]) -> (String, String) {
        let identity = Identity::from(credentials.clone());
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region("ap-southeast-1")
            .name("dynamodb")
            .time(at)
            .settings(SigningSettings::default())
            .build()
            .unwrap();
        let headers = [("content-type", signed.content_type), ("x-amz-target", signed.target)];
        let uri = format!("https://{}/", signed.host);
        let request = SignableRequest::new("POST", uri, headers.into_iter(), SignableBody::Bytes(body)).unwrap();
        let (instructions, _) = sign(request, &SigningParams::V4(params)).unwrap().into_parts();
        let of = |name: &str| instructions.headers().find(|(known, _)| *known == name).unwrap().1.to_owned();
        (of("x-amz-date"), of("authorization"))
    }

    #[test]
    fn the_signature_is_the_sdks_own_on_every_day_and_for_every_key() {
        let scheme = SigV4::new("ap-southeast-1".to_owned());
        let signed = Signed {
            host: "dynamodb.ap-southeast-1.amazonaws.com",
            content_type: "application/x-amz-json-1.0",
            target: "DynamoDB_20120810.GetItem",
        };
        let token = Some("a/session+token==".to_owned());
        for (key, secret, token) in [("AKIA1", "s1", None), ("ASIA2", "s2", token), ("AKIA1", "s1", None)] {
            let credentials = Credentials::new(key, secret, token, None, "test");
            for second in [0, 86_399, 86_400, 1_795_392_000] {
                let at = SystemTime::UNIX_EPOCH + Duration::from_secs(second);
                let own = scheme.sign(at.try_into().unwrap(), &credentials, &signed, b"{\"TableName\":\"t\"}");
                assert_eq!(own, reference(at, &credentials, &signed, b"{\"TableName\":\"t\"}"), "{key} {second}");
            }
        }
    }

    #[test]
    fn the_host_is_what_stands_before_the_path() {
        assert_eq!(host_of("http://127.0.0.1:8000/"), "127.0.0.1:8000");
        assert_eq!(host_of("https://dynamodb.ap-southeast-1.amazonaws.com"), "dynamodb.ap-southeast-1.amazonaws.com");
    }
}
