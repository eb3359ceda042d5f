//! `SESS#<hash of token>`: who is signed in. The browser holds only the token; a session can be revoked.

use super::{
    SCHEMA, Store, StoreError, n, number, s,
    wire::{Call, DeleteItemInput, GetItemInput, PutItemInput},
};
use crate::seal::{sha256_hex, token};
use domain::account::Account;
use jiff::Timestamp;

/// Staff and citizens sign in anew after this, in seconds (10 hours).
pub const LIFETIME: i64 = 10 * 3_600;

impl Store {
    fn session_pk(&self, token: &str) -> String {
        self.pk("SESS", &sha256_hex(token.as_bytes()))
    }

    /// Opens a session for an account and gives the token for the cookie.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn open_session(&self, account: &Account, now: Timestamp) -> Result<String, StoreError> {
        let token = token()?;
        let pk = self.session_pk(&token);
        let body = self.body(account, &pk)?;
        PutItemInput::builder()
            .table_name(&self.table)
            .item("pk", s(pk))
            .item("sk", s("A"))
            .item("sv", n(SCHEMA))
            .item("b", body)
            .item("ttl", n(now.as_second() + LIFETIME))
            .over(&self.wire)
            .await?;
        Ok(token)
    }

    /// The account of a token; none when it has expired or was revoked.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn session(&self, token: &str, now: Timestamp) -> Result<Option<Account>, StoreError> {
        let pk = self.session_pk(token);
        let answer = GetItemInput::builder()
            .table_name(&self.table)
            .key("pk", s(&pk))
            .key("sk", s("A"))
            .consistent_read(true)
            .over(&self.wire)
            .await?;
        // Expiry by TTL may come days late, so the time is checked here as well.
        match answer.item {
            Some(row) if number::<i64>(&row, "ttl").is_some_and(|end| end > now.as_second()) => {
                self.read_body(&row, &pk).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// Ends a session.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn close_session(&self, token: &str) -> Result<(), StoreError> {
        DeleteItemInput::builder()
            .table_name(&self.table)
            .key("pk", s(self.session_pk(token)))
            .key("sk", s("A"))
            .over(&self.wire)
            .await?;
        Ok(())
    }
}
