//! Bodies of requests: JSON of a bounded size and depth, in Unicode NFC; everything else is refused before it is read
//! further. And of answers: JSON, written in one piece.

use crate::error::ApiError;
use axum::{
    extract::{FromRequest, Request},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::message::problem::code;
use serde::{Serialize, de::DeserializeOwned};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Largest JSON body, in bytes (files go to the store directly).
pub const MAX_BODY: usize = 512 * 1024;
/// Room for an answer, in bytes; most fit, and are not moved while they are written.
const ANSWER: usize = 8 * 1024;
/// Deepest nesting of a body. Messages need 8.
const MAX_DEPTH: usize = 32;

/// A JSON body, parsed, with the text it was parsed from (NFC).
pub struct Body<T> {
    pub value: T,
    pub text: String,
}

/// An answer in JSON.
pub struct Json<T>(pub T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        let mut text = Vec::with_capacity(ANSWER);
        match serde_json::to_writer(&mut text, &self.0) {
            Ok(()) => {
                let kind = HeaderValue::from_static("application/json");
                ([(header::CONTENT_TYPE, kind)], text).into_response()
            }
            Err(cause) => {
                tracing::error!(%cause, "an answer cannot be written");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
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
        let text = if is_nfc(&text) { text } else { text.nfc().collect() };
        // The message names a field and a position, never a value.
        let value = serde_json::from_str(&text)
            .map_err(|error| ApiError::malformed(format!("line {} column {}", error.line(), error.column())))?;
        Ok(Self { value, text })
    }
}

/// Whether a text is in NFC beyond doubt. An ASCII letter begins anew what is looked at, so that only what stands between
/// them needs a look.
fn is_nfc(text: &str) -> bool {
    let mut rest = text;
    while let Some(begin) = rest.bytes().position(|byte| !byte.is_ascii()) {
        let run = rest.get(begin..).unwrap_or_default();
        let end = run.bytes().position(|byte| byte.is_ascii()).unwrap_or(run.len());
        let (run, after) = run.split_at_checked(end).unwrap_or((run, ""));
        if is_nfc_quick(run.chars()) != IsNormalized::Yes {
            return false;
        }
        rest = after;
    }
    true
}

/// Counts brackets outside of texts, without recursion.
fn depth_is_bounded(json: &str) -> bool {
    // Most bodies have fewer brackets than may stand in one another.
    if json.bytes().filter(|byte| matches!(byte, b'{' | b'[')).count() <= MAX_DEPTH {
        return true;
    }
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
    fn what_is_not_in_nfc_is_seen_between_plain_letters() {
        for text in ["", "Ha Tu", "Hà Tu", "Bệnh viện Sản Nhi Quảng Ninh", "đường 🏠, “Hạ Long”"] {
            assert!(is_nfc(text), "{text}");
        }
        // A letter and the tone mark behind it, and two marks in the wrong order.
        for text in ["Ha\u{300} Tu", "x\u{301}\u{323}", "\u{212b}"] {
            assert!(!is_nfc(text), "{text}");
        }
    }

    #[test]
    fn brackets_in_texts_do_not_count_and_deep_nesting_is_refused() {
        assert!(depth_is_bounded(r#"{"a":"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[","b":"\"{{"}"#));
        assert!(depth_is_bounded(&"[]".repeat(20_000)));
        assert!(depth_is_bounded(&"[".repeat(MAX_DEPTH)));
        assert!(!depth_is_bounded(&"[".repeat(MAX_DEPTH + 1)));
        assert!(!depth_is_bounded(&"[".repeat(20_000)));
    }
}
