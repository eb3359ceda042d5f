//! Signed tokens of identity providers (RFC 7519).

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header, jwk::JwkSet};
use serde::{Deserialize, de::DeserializeOwned};

#[derive(Deserialize)]
struct Expiring<C> {
    exp: i64,
    #[serde(flatten)]
    claims: C,
}

/// The claims of a token that one of the keys signed, of this issuer and for this audience, and that has not expired by
/// the server's clock (Unix seconds). None: not to be trusted.
pub fn claims<C: DeserializeOwned>(token: &str, keys: &JwkSet, issuer: &str, audience: &str, now: i64) -> Option<C> {
    let header = decode_header(token).ok()?;
    if !matches!(header.alg, Algorithm::ES256 | Algorithm::RS256 | Algorithm::EdDSA) {
        return None;
    }
    let key = keys.find(header.kid.as_deref()?)?;
    let mut validation = Validation::new(header.alg);
    validation.set_issuer(&[issuer]);
    validation.set_audience(&[audience]);
    // The server's own clock decides, not the library's.
    validation.validate_exp = false;
    let token = decode::<Expiring<C>>(token, &DecodingKey::from_jwk(key).ok()?, &validation).ok()?.claims;
    (token.exp > now).then_some(token.claims)
}
