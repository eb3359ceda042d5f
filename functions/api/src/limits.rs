//! What stands around a function in the cloud gives up after 30 seconds and at 6 MB, without a word that a reader could
//! use. The function is first: it answers with a problem instead, in time and whole.

use crate::error::ApiError;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use axum::{
    body::{Body, HttpBody},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::message::problem::code;
use std::time::Duration;

/// Longest that a request may take. API Gateway waits 30 seconds; what is left is for the way back.
pub const TIME: Duration = Duration::from_secs(25);

/// Largest answer in bytes, as Lambda carries it: inside a JSON text. Lambda's limit is 6 MB with status and headers,
/// of which this leaves 64 KB.
pub const ANSWER: usize = 6 * 1024 * 1024 - 64 * 1024;

/// How long the table may take: one try, and all tries of a call. The SDK by itself would wait for ever.
#[must_use]
pub fn table() -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(2))
        .operation_attempt_timeout(Duration::from_secs(4))
        .operation_timeout(Duration::from_secs(12))
        .build()
}

/// How long the file store may take; a paper of 25 MB travels within one call.
#[must_use]
pub fn files() -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(2))
        .operation_attempt_timeout(Duration::from_secs(10))
        .operation_timeout(Duration::from_secs(18))
        .build()
}

/// 503 with `Retry-After` when the time is over. What was being written either stands or does not; the same request again
/// (idempotency key, request id) finds out which.
pub async fn in_time(answer: impl Future<Output = Response>) -> Response {
    if let Ok(response) = tokio::time::timeout(TIME, answer).await {
        return response;
    }
    tracing::error!(seconds = TIME.as_secs(), "a request ran out of time");
    ApiError::new(StatusCode::SERVICE_UNAVAILABLE, code::UNAVAILABLE).detail("out of time").into_response()
}

/// 500 `answer_too_large` instead of an answer that Lambda would cut off.
pub async fn within_size(response: Response) -> Response {
    // Twice the size is the most that quoting can make of a text of ours: most answers need no closer look.
    if response.body().size_hint().upper().is_some_and(|most| most <= ANSWER as u64 / 2) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let text = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| {
        let kind = kind.as_bytes();
        kind.starts_with(b"text/") || kind.starts_with(b"application/json") || kind.starts_with(b"application/problem")
    });
    match axum::body::to_bytes(body, ANSWER).await {
        Ok(bytes) if carried(&bytes, text) <= ANSWER => Response::from_parts(parts, Body::from(bytes)),
        _ => {
            tracing::error!(most = ANSWER, "an answer is too large");
            ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, code::ANSWER_TOO_LARGE)
                .detail(format!("the answer is larger than {ANSWER} bytes; ask for less at a time"))
                .into_response()
        }
    }
}

/// Bytes of a body inside Lambda's JSON: a quoted text, or base64.
fn carried(body: &[u8], text: bool) -> usize {
    if !text {
        return body.len().div_ceil(3) * 4;
    }
    let quoting = |byte: &u8| match byte {
        b'"' | b'\\' | b'\n' | b'\r' | b'\t' | 0x08 | 0x0C => 1,
        0..0x20 => 5,
        _ => 0,
    };
    body.len() + body.iter().map(quoting).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bodys_size_is_that_of_its_quoted_text() {
        for text in ["", "Hà Tu", "{\"a\":\"\\n\"}", "\u{1}\u{1f}\n\t\r\"\\\u{8}\u{c}\u{7f}"] {
            let quoted = serde_json::to_string(text).unwrap();
            assert_eq!(carried(text.as_bytes(), true), quoted.len() - 2, "{text:?}");
        }
        assert_eq!(carried(&[0; 4], false), 8);
    }
}
