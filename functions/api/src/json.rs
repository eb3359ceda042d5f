//! Bodies: JSON of a bounded size and depth, in Unicode NFC. Everything else is refused before it is read further.

use crate::error::ApiError;
use axum::{
    extract::{FromRequest, Request},
    http::{StatusCode, header},
};
use domain::message::problem::code;
use serde::de::DeserializeOwned;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Largest JSON body, in bytes (files go to the store directly).
pub const MAX_BODY: usize = 512 * 1024;
/// Deepest nesting of a body. Messages need 8.
const MAX_DEPTH: usize = 32;

/// A JSON body, parsed, with the text it was parsed from (NFC).
pub struct Body<T> {
    pub value: T,
    pub text: String,
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _state: &S) -> Result<Self, ApiError> {
        let json = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.split(';').next().is_some_and(|kind| kind.trim() == "application/json"));
        if !json {
            return Err(ApiError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, code::WRONG_TYPE));
        }
        let bytes = axum::body::to_bytes(request.into_body(), MAX_BODY)
            .await
            .map_err(|_| ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, code::TOO_LARGE))?;
        let text = String::from_utf8(bytes.into()).map_err(|_| ApiError::malformed("the body is not UTF-8"))?;
        if !depth_is_bounded(&text) {
            return Err(ApiError::malformed("nested too deep"));
        }
        let text = match is_nfc_quick(text.chars()) {
            IsNormalized::Yes => text,
            _ => text.nfc().collect(),
        };
        // The message names a field and a position, never a value.
        let value = serde_json::from_str(&text)
            .map_err(|error| ApiError::malformed(format!("line {} column {}", error.line(), error.column())))?;
        Ok(Self { value, text })
    }
}

/// Counts brackets outside of texts, without recursion.
fn depth_is_bounded(json: &str) -> bool {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return false;
                }
            }
            b'}' | b']' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_in_texts_do_not_count_and_deep_nesting_is_refused() {
        assert!(depth_is_bounded(r#"{"a":"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[","b":"\"{{"}"#));
        assert!(!depth_is_bounded(&"[".repeat(20_000)));
    }
}
