//! What a browser carries while it is with the identity provider: sealed, so that nothing has to be stored for people
//! who never come back.

use super::page::Trouble;
use crate::{
    config::Config,
    seal::{Keys, sha256_short, token},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How long a person may take with the provider, in seconds.
pub const LIFETIME: i64 = 600;
/// What a ticket is sealed for.
const PURPOSE: &str = "sign-in";

/// One attempt to sign in.
#[derive(Serialize, Deserialize)]
pub struct Ticket {
    /// Comes back with the code: the attempt is this browser's.
    pub state: String,
    /// Stands in the ID token: it was made for this attempt.
    pub nonce: String,
    /// PKCE's secret: the code is of use to nobody else.
    pub verifier: String,
    /// Page to go back to.
    pub back: String,
    /// Unix seconds.
    until: i64,
}

impl Ticket {
    /// A new attempt.
    pub fn new(back: &str, now: Timestamp) -> Result<Self, Trouble> {
        let random = || token().map_err(|_| Trouble::Away);
        Ok(Self {
            state: random()?,
            nonce: random()?,
            verifier: random()?,
            back: back.to_owned(),
            until: now.as_second() + LIFETIME,
        })
    }

    /// `code_challenge` by S256 (RFC 7636, 4.2).
    pub fn challenge(&self) -> String {
        sha256_short(self.verifier.as_bytes())
    }

    /// As the cookie carries it.
    pub fn sealed(&self, keys: &Keys) -> Result<String, Trouble> {
        let plain = serde_json::to_vec(self).map_err(|_| Trouble::Away)?;
        keys.seal(plain, PURPOSE).map(|sealed| URL_SAFE_NO_PAD.encode(sealed)).map_err(|_| Trouble::Away)
    }

    /// None: not ours, or too old.
    pub fn opened(sealed: &str, keys: &Keys, now: Timestamp) -> Option<Self> {
        let plain = keys.open(&URL_SAFE_NO_PAD.decode(sealed).ok()?, PURPOSE).ok()?;
        let ticket: Self = serde_json::from_slice(&plain).ok()?;
        (ticket.until > now.as_second()).then_some(ticket)
    }
}

/// Name of the cookie.
pub fn cookie_name(config: &Config) -> &'static str {
    if config.secure_cookies { "__Host-sign-in" } else { "sign-in" }
}

/// The `Set-Cookie` value; no age takes it away.
pub fn cookie(config: &Config, sealed: &str, max_age: i64) -> String {
    let secure = if config.secure_cookies { "; Secure" } else { "" };
    format!("{}={sealed}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age}{secure}", cookie_name(config))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_opens_in_time_and_with_our_keys_only() {
        let (keys, now) = (Keys::derive(&[7; 32]), Timestamp::from_second(1_000_000).unwrap());
        let ticket = Ticket::new("/staff/", now).ok().unwrap();
        let sealed = ticket.sealed(&keys).ok().unwrap();
        let opened = Ticket::opened(&sealed, &keys, now).unwrap();
        assert_eq!((opened.back.as_str(), opened.state), ("/staff/", ticket.state));
        let later = Timestamp::from_second(1_000_000 + LIFETIME).unwrap();
        assert!(Ticket::opened(&sealed, &keys, later).is_none());
        assert!(Ticket::opened(&sealed, &Keys::derive(&[8; 32]), now).is_none());
        assert!(Ticket::opened("", &keys, now).is_none());
    }

    #[test]
    fn the_challenge_is_that_of_the_standard() {
        // RFC 7636, appendix B.
        let ticket = Ticket {
            state: String::new(),
            nonce: String::new(),
            verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned(),
            back: "/".to_owned(),
            until: 0,
        };
        assert_eq!(ticket.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
