//! The local issuer of bearer tokens: a key made at the first start, its public half as JWKS, tokens for machines and
//! for trying the API out. The functions verify them as they verify a real issuer's.

use crate::{HostError, ready::HostFile};
use api::sign_in::Provider;
use aws_lc_rs::{
    digest,
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::account::Account;
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use std::path::Path;

/// Who the tokens are for.
pub const AUDIENCE: &str = "motcua";
/// Name of the key's file in the data folder (PKCS #8, DER).
pub const KEY_FILE: &str = "issuer.p8";
/// How long a token works, in seconds.
const LIFETIME: i64 = 8 * 3_600;

/// The issuer's key.
pub struct Issuer {
    /// `iss` of its tokens.
    pub name: String,
    key_id: String,
    jwks: Value,
    signing: EncodingKey,
}

/// Makes a new key (P-256), as PKCS #8.
///
/// # Errors
/// [`HostError::Issuer`] when the system gives no randomness.
pub fn new_key() -> Result<Vec<u8>, HostError> {
    EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())
        .map(|document| document.as_ref().to_vec())
        .map_err(|error| HostError::Issuer(error.to_string()))
}

impl Issuer {
    /// An issuer from its key.
    ///
    /// # Errors
    /// [`HostError::Issuer`] when the key cannot be read.
    pub fn new(name: String, pkcs8: &[u8]) -> Result<Self, HostError> {
        let unreadable = || HostError::Issuer(format!("{KEY_FILE} cannot be read; start with --reset"));
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8).map_err(|_| unreadable())?;
        // An uncompressed point: 0x04, then x and y of 32 bytes each (SEC 1, 2.3.3).
        let Some([4, point @ ..]) = pair.public_key().as_ref().get(..65) else { return Err(unreadable()) };
        let (x, y) = point.split_at(32);
        let (x, y) = (URL_SAFE_NO_PAD.encode(x), URL_SAFE_NO_PAD.encode(y));
        // The key's name is its thumbprint (RFC 7638).
        let canonical = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
        let key_id = URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, canonical.as_bytes()));
        let jwks = json!({ "keys": [
            { "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": key_id, "x": x, "y": y }
        ] });
        Ok(Self { name, key_id, jwks, signing: EncodingKey::from_ec_der(pkcs8) })
    }

    /// The public keys.
    #[must_use]
    pub fn jwks(&self) -> &Value {
        &self.jwks
    }

    /// The issuer as the functions know it: a public client signs people in.
    #[must_use]
    pub fn provider(&self) -> Provider {
        Provider {
            issuer: self.name.clone(),
            client: AUDIENCE.to_owned(),
            secret: None,
            id_number_claim: "id_number".to_owned(),
        }
    }

    /// What OpenID Connect Discovery 1.0 asks of an issuer.
    #[must_use]
    pub fn discovery(&self) -> Value {
        json!({
            "issuer": self.name,
            "authorization_endpoint": format!("{}/authorize", self.name),
            "token_endpoint": format!("{}/token", self.name),
            "jwks_uri": format!("{}/jwks.json", self.name),
            "code_challenge_methods_supported": ["S256"],
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"],
        })
    }

    /// A bearer token for an account.
    ///
    /// # Errors
    /// [`HostError::Issuer`] when signing fails.
    pub fn token(&self, account: &str, now: Timestamp) -> Result<String, HostError> {
        self.signed(json!({ "sub": account }), now)
    }

    /// An ID token for an account, made for one attempt to sign in.
    ///
    /// # Errors
    /// [`HostError::Issuer`] when signing fails.
    pub fn id_token(&self, account: &Account, nonce: &str, now: Timestamp) -> Result<String, HostError> {
        self.signed(json!({ "sub": account.id, "name": account.name, "nonce": nonce }), now)
    }

    /// A token of these claims, which hold nothing about issuer, audience and time yet.
    ///
    /// # Errors
    /// [`HostError::Issuer`] when signing fails.
    pub fn signed(&self, mut claims: Value, now: Timestamp) -> Result<String, HostError> {
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some(self.key_id.clone());
        claims["iss"] = json!(self.name);
        claims["aud"] = json!(AUDIENCE);
        claims["iat"] = json!(now.as_second());
        claims["exp"] = json!(now.as_second() + LIFETIME);
        jsonwebtoken::encode(&header, &claims, &self.signing).map_err(|error| HostError::Issuer(error.to_string()))
    }
}

/// A token from the key of a host that runs, or ran last, on this folder.
///
/// # Errors
/// [`HostError::NeverStarted`]; [`HostError::Issuer`].
pub fn token_for(data: &Path, account: &str) -> Result<String, HostError> {
    let never = || HostError::NeverStarted(data.to_owned());
    let host = HostFile::read(data).ok_or_else(never)?;
    let key = std::fs::read(data.join(KEY_FILE)).map_err(|_| never())?;
    if !host.accounts.iter().any(|known| known == account) {
        return Err(HostError::Issuer(format!("no account {account}; there are: {}", host.accounts.join(", "))));
    }
    Issuer::new(issuer_name(&host.url), &key)?.token(account, api::host::system_clock()())
}

/// The issuer's name for a host's address.
#[must_use]
pub fn issuer_name(url: &str) -> String {
    format!("{url}/issuer")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jsonwebtoken::{DecodingKey, Validation, jwk::JwkSet};

    #[test]
    fn a_token_is_verified_with_the_published_key_and_refused_with_another() {
        let issuer = Issuer::new("http://host/issuer".to_owned(), &new_key().unwrap()).unwrap();
        let token = issuer.token("officer", api::host::system_clock()()).unwrap();
        let verified = |issuer: &Issuer| {
            let keys: JwkSet = serde_json::from_value(issuer.jwks().clone()).unwrap();
            let key = DecodingKey::from_jwk(&keys.keys[0]).unwrap();
            let mut rules = Validation::new(Algorithm::ES256);
            rules.set_audience(&[AUDIENCE]);
            rules.set_issuer(&["http://host/issuer"]);
            jsonwebtoken::decode::<Value>(&token, &key, &rules).map(|token| token.claims["sub"].clone())
        };
        assert_eq!(verified(&issuer).unwrap(), "officer");
        let other = Issuer::new("http://host/issuer".to_owned(), &new_key().unwrap()).unwrap();
        assert!(verified(&other).is_err());
    }
}
