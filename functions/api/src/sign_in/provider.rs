//! Identity providers: what we are to them, what they offer (OpenID Connect Discovery 1.0), and the two calls we make.

use super::{page::Trouble, ticket::Ticket};
use crate::limits;
use aws_smithy_http_client::tls::{Provider as Tls, rustls_provider::CryptoMode};
use aws_smithy_runtime::client::orchestrator::operation::Operation;
use aws_smithy_runtime_api::client::{
    http::SharedHttpClient,
    orchestrator::{HttpRequest, OrchestratorError},
};
use aws_smithy_types::body::SdkBody;
use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use jsonwebtoken::jwk::JwkSet;
use serde::{Deserialize, de::DeserializeOwned};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

/// What a provider offers is asked again after this, in seconds: keys are exchanged without notice.
const KEPT: i64 = 900;

/// An identity provider and our registration with it.
#[derive(Clone)]
pub struct Provider {
    /// `iss`, without a slash at its end.
    pub issuer: String,
    /// Our `client_id`, and the `aud` of its ID tokens.
    pub client: String,
    /// None: a public client, which PKCE alone protects.
    pub secret: Option<String>,
    /// Claim with a citizen's identity number of 12 digits; of a provider for staff not read.
    pub id_number_claim: String,
}

/// What a provider offers.
pub struct Discovery {
    authorization_endpoint: String,
    pub(super) token_endpoint: String,
    pub(super) keys: JwkSet,
}

#[derive(Deserialize)]
struct Document {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

/// A request to the token endpoint.
pub(super) struct Exchange {
    form: String,
    authorization: Option<String>,
}

impl Discovery {
    /// The provider's page, which comes back to `redirect_uri`.
    pub(super) fn authorize(&self, provider: &Provider, ticket: &Ticket, redirect_uri: &str) -> String {
        let query = form(&[
            ("response_type", "code"),
            ("client_id", &provider.client),
            ("redirect_uri", redirect_uri),
            ("scope", "openid profile"),
            ("state", &ticket.state),
            ("nonce", &ticket.nonce),
            ("code_challenge", &ticket.challenge()),
            ("code_challenge_method", "S256"),
        ]);
        let joint = if self.authorization_endpoint.contains('?') { "&" } else { "?" };
        [&self.authorization_endpoint, joint, &query].concat()
    }

    /// The exchange of a code (RFC 6749, 4.1.3), with our secret as RFC 6749, 2.3.1 wants it.
    pub(super) fn exchange(&self, provider: &Provider, code: &str, verifier: &str, redirect_uri: &str) -> Exchange {
        let form = form(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", redirect_uri),
            ("client_id", &provider.client),
            ("code_verifier", verifier),
        ]);
        let authorization = provider.secret.as_ref().map(|secret| {
            ["Basic ", &STANDARD.encode([&encoded(&provider.client), ":", &encoded(secret)].concat())].concat()
        });
        Exchange { form, authorization }
    }
}

/// Calls of providers, and what they were found to offer. One for each process.
pub struct Providers {
    http: SharedHttpClient,
    known: Mutex<BTreeMap<String, (Timestamp, Arc<Discovery>)>>,
}

impl Default for Providers {
    fn default() -> Self {
        let tls = Tls::Rustls(CryptoMode::AwsLc);
        Self { http: aws_smithy_http_client::Builder::new().tls_provider(tls).build_https(), known: Mutex::default() }
    }
}

impl Providers {
    /// What an issuer offers.
    pub(super) async fn discover(&self, issuer: &str, now: Timestamp) -> Result<Arc<Discovery>, Trouble> {
        let fresh = |asked: Timestamp| now.as_second() - asked.as_second() < KEPT;
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(issuer).cloned();
        if let Some((_, discovery)) = known.filter(|(asked, _)| fresh(*asked)) {
            return Ok(discovery);
        }
        let address = [issuer, "/.well-known/openid-configuration"].concat();
        let document: Document = self.call(&address, None).await?;
        // A document of another issuer would let that one sign people in (Discovery 1.0, 4.3).
        let endpoints = [&document.authorization_endpoint, &document.token_endpoint, &document.jwks_uri];
        if document.issuer.trim_end_matches('/') != issuer || !endpoints.into_iter().all(|at| is_safe(at)) {
            tracing::error!("the identity provider describes another one, or endpoints without TLS");
            return Err(Trouble::Away);
        }
        let keys = self.call(&document.jwks_uri, None).await?;
        let Document { authorization_endpoint, token_endpoint, .. } = document;
        let discovery = Arc::new(Discovery { authorization_endpoint, token_endpoint, keys });
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(issuer.to_owned(), (now, discovery.clone()));
        Ok(discovery)
    }

    /// Exchanges a code for the ID token.
    pub(super) async fn post(&self, address: &str, exchange: Exchange) -> Result<String, Trouble> {
        self.call::<Tokens>(address, Some(exchange)).await.map(|tokens| tokens.id_token)
    }

    /// GET, or POST of a form; the answer as JSON.
    async fn call<T: DeserializeOwned>(&self, address: &str, sent: Option<Exchange>) -> Result<T, Trouble> {
        let mut request = HttpRequest::new(SdkBody::empty());
        // The orchestrator puts the path behind the server's address.
        let path = address.find("://").and_then(|scheme| address[scheme + 3..].find('/').map(|path| scheme + 3 + path));
        let (server, path) = address.split_at(path.unwrap_or(address.len()));
        let mut failed = request.set_uri(path).is_err();
        request.headers_mut().insert("accept", "application/json");
        if let Some(Exchange { form, authorization }) = sent {
            failed |= request.set_method("POST").is_err();
            request.headers_mut().insert("content-type", "application/x-www-form-urlencoded");
            request.headers_mut().insert("content-length", form.len().to_string());
            if let Some(authorization) = authorization {
                request.headers_mut().insert("authorization", authorization);
            }
            *request.body_mut() = SdkBody::from(form);
        }
        if failed {
            tracing::error!("the identity provider names an address that is none");
            return Err(Trouble::Away);
        }
        let operation = Operation::builder()
            .service_name("identity provider")
            .operation_name("call")
            .behavior_version(aws_sdk_dynamodb::config::BehaviorVersion::latest())
            .http_client(self.http.clone())
            .endpoint_url(server)
            .no_auth()
            .no_retry()
            .timeout_config(limits::table())
            .serializer(|request: Box<HttpRequest>| Ok(*request))
            .deserializer(|response| {
                let body = response.body().bytes().unwrap_or_default().to_vec();
                Ok::<_, OrchestratorError<std::convert::Infallible>>((response.status().as_u16(), body))
            })
            .build();
        let answer = operation.invoke(Box::new(request)).await;
        match answer.map(|(status, body)| (status, serde_json::from_slice(&body))) {
            Ok((200, Ok(value))) => Ok(value),
            Ok((status, parsed)) => {
                // A refused code is stale; everything else is the provider's trouble, or our registration's.
                tracing::warn!(status, readable = parsed.is_ok(), "an answer of the identity provider is of no use");
                Err(if status == 400 { Trouble::Stale } else { Trouble::Away })
            }
            Err(cause) => {
                tracing::warn!(cause = %aws_sdk_dynamodb::error::DisplayErrorContext(cause), "no identity provider");
                Err(Trouble::Away)
            }
        }
    }
}

/// TLS, or the loopback interface.
fn is_safe(address: &str) -> bool {
    ["https://", "http://127.0.0.1:", "http://localhost:"].iter().any(|start| address.starts_with(start))
}

fn form(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// For a place in a query.
pub(super) fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_the_loopback_interface() {
        assert!(is_safe("https://id.example/token") && is_safe("http://127.0.0.1:80/token"));
        assert!(!is_safe("http://id.example/token") && !is_safe("http://127.0.0.1.example/token"));
    }
}
