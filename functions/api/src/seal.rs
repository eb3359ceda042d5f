//! Secrets: sealed bodies, pseudonyms, tracking secrets, random tokens. Each use has a key of its own,
//! derived from the server's secret.

use crate::pack;
use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    constant_time, digest, hmac, rand,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::ids::DossierCode;

/// The keys of one deployment.
pub struct Keys {
    seal: LessSafeKey,
    pseudonym: hmac::Key,
    tracking: hmac::Key,
    cursor: hmac::Key,
}

/// A stored body cannot be opened: another key, or damaged.
#[derive(Debug, thiserror::Error)]
#[error("a stored body cannot be opened")]
pub struct SealError;

impl Keys {
    /// Derives all keys from the server's secret.
    #[must_use]
    pub fn derive(secret: &[u8]) -> Self {
        let root = hmac::Key::new(hmac::HMAC_SHA256, secret);
        let derived = |purpose: &str| hmac::sign(&root, purpose.as_bytes());
        let key = |purpose: &str| hmac::Key::new(hmac::HMAC_SHA256, derived(purpose).as_ref());
        let Ok(unbound) = UnboundKey::new(&AES_256_GCM, derived("seal").as_ref()) else {
            unreachable!("an HMAC-SHA-256 tag has the length of an AES-256 key")
        };
        Self {
            seal: LessSafeKey::new(unbound),
            pseudonym: key("pseudonym"),
            tracking: key("tracking"),
            cursor: key("cursor"),
        }
    }

    /// Encrypts a body where it stands; `bound_to` (its key) cannot be exchanged afterwards.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn seal(&self, mut sealed: Vec<u8>, bound_to: &str) -> Result<Vec<u8>, SealError> {
        let mut nonce = [0; NONCE_LEN];
        rand::fill(&mut nonce).map_err(|_| SealError)?;
        self.seal
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(bound_to), &mut sealed)
            .map_err(|_| SealError)?;
        sealed.extend_from_slice(&nonce);
        Ok(sealed)
    }

    /// Opens a sealed body.
    ///
    /// # Errors
    /// [`SealError`] when it was sealed by another key or for another place, or is damaged.
    pub fn open(&self, sealed: &[u8], bound_to: &str) -> Result<Vec<u8>, SealError> {
        let (body, nonce) = sealed.split_last_chunk::<NONCE_LEN>().ok_or(SealError)?;
        let mut body = body.to_vec();
        let length = self
            .seal
            .open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::from(bound_to), &mut body)
            .map_err(|_| SealError)?
            .len();
        body.truncate(length);
        Ok(body)
    }

    /// Pseudonym of an identity or passport number, or a phone: same number, same pseudonym, no way back.
    #[must_use]
    pub fn pseudonym(&self, number: &str) -> String {
        short(hmac::sign(&self.pseudonym, number.as_bytes()).as_ref())
    }

    /// The tracking secret of a dossier: stored nowhere, replaced by raising its version.
    #[must_use]
    pub fn tracking_secret(&self, code: &DossierCode, version: u32) -> String {
        short(hmac::sign(&self.tracking, format!("{code}#{version}").as_bytes()).as_ref())
    }

    /// Whether a given tracking secret is the right one, in constant time.
    #[must_use]
    pub fn tracking_secret_is(&self, given: &str, code: &DossierCode, version: u32) -> bool {
        constant_time::verify_slices_are_equal(given.as_bytes(), self.tracking_secret(code, version).as_bytes()).is_ok()
    }

    /// Signs a page's cursor, so that nobody can read another partition with a made-up one.
    #[must_use]
    pub fn cursor_tag(&self, cursor: &[u8]) -> String {
        short(hmac::sign(&self.cursor, cursor).as_ref())
    }
}

/// 128 bits as 22 characters.
fn short(tag: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(tag.get(..16).unwrap_or(tag))
}

/// A random token of 256 bits.
///
/// # Errors
/// When the system gives no randomness.
pub fn token() -> Result<String, SealError> {
    let mut bytes = [0; 32];
    rand::fill(&mut bytes).map_err(|_| SealError)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// SHA-256 in 43 characters, for hashes that are stored often.
#[must_use]
pub fn sha256_short(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, bytes))
}

/// Hex SHA-256.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(digest::digest(&digest::SHA256, bytes).as_ref())
}

/// Lower-case hex.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(pack::letter(byte >> 4));
        text.push(pack::letter(byte & 15));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_opens_only_where_it_was_sealed_for() {
        let keys = Keys::derive(&[7; 32]);
        let sealed = keys.seal(b"body".to_vec(), "here").unwrap();
        assert_eq!(keys.open(&sealed, "here").unwrap(), b"body");
        assert!(keys.open(&sealed, "there").is_err());
        assert!(Keys::derive(&[8; 32]).open(&sealed, "here").is_err());
        assert!(keys.open(&sealed[..5], "here").is_err());
    }

    #[test]
    fn a_tracking_secret_fits_one_code_and_one_version() {
        let keys = Keys::derive(&[7; 32]);
        let code = DossierCode::from("H49.901-261123-0001");
        let secret = keys.tracking_secret(&code, 1);
        assert!(keys.tracking_secret_is(&secret, &code, 1));
        assert!(!keys.tracking_secret_is(&secret, &code, 2));
        assert!(!keys.tracking_secret_is("", &code, 1));
    }
}
