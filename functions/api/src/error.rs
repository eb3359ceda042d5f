//! Errors become answers here, and nowhere else.
//!
//! Which error belongs where: a *domain* refusal (`Refusal`) is 403, 409 or 422; a *store* error is 503 when
//! trying again may help, 413 when it is more than a row can hold, and 500 otherwise; everything about the *request*
//! itself (session, body, headers) is made by the function that found it. Nothing personal ever enters `detail` or a
//! log line.

use crate::{json::Json, seal::SealError, store::StoreError, trace};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    dossier::Refusal,
    form::FieldError,
    message::problem::{Problem, code},
    text::Text,
};

/// An answer that is not a success.
#[derive(Debug)]
pub struct ApiError(pub Box<Problem>);

/// What a handler returns.
pub type ApiResult<T> = Result<T, ApiError>;

impl ApiError {
    /// A problem with a stable code.
    #[must_use]
    pub fn new(status: StatusCode, code: &str) -> Self {
        Self(Box::new(Problem {
            kind: "about:blank".to_owned(),
            title: status.canonical_reason().unwrap_or("Error").to_owned(),
            status: status.as_u16(),
            code: code.to_owned(),
            detail: None,
            errors: Vec::new(),
            guard: None,
            rule: None,
            reference: None,
            remedy: None,
            reason: None,
            current: None,
            trace: trace::current().map(|id| id.to_string()),
        }))
    }

    /// More words for a developer.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.0.detail = Some(detail.into());
        self
    }

    /// 404: absent, or not yours to see.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, code::NOT_FOUND)
    }

    /// 403
    #[must_use]
    pub fn not_permitted() -> Self {
        Self::new(StatusCode::FORBIDDEN, code::NOT_PERMITTED)
    }

    /// 401
    #[must_use]
    pub fn no_session() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, code::NO_SESSION)
    }

    /// 400
    #[must_use]
    pub fn malformed(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code::MALFORMED).detail(detail)
    }

    /// 422 by field.
    #[must_use]
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        let mut error = Self::new(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
        error.0.errors = errors;
        error
    }

    /// 422: a rule about plans, lists or closures refuses; the reason as `guard`.
    #[must_use]
    pub fn refused(guard: &str) -> Self {
        let mut error = Self::new(StatusCode::UNPROCESSABLE_ENTITY, code::REFUSED);
        error.0.guard = Some(guard.to_owned());
        error
    }

    /// 422: may not be filed this way, in words of the data.
    #[must_use]
    pub fn not_here(reason: Text) -> Self {
        let mut error = Self::new(StatusCode::UNPROCESSABLE_ENTITY, code::NOT_HERE);
        error.0.reason = Some(reason);
        error
    }

    /// 412 with the present state.
    #[must_use]
    pub fn stale(current: serde_json::Value) -> Self {
        let mut error = Self::new(StatusCode::PRECONDITION_FAILED, code::STALE);
        error.0.current = Some(current);
        error
    }

    /// 422: key or request id used with another body.
    #[must_use]
    pub fn key_reused() -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code::KEY_REUSED)
    }

    /// 500; the cause goes to the log, not to the reader.
    #[must_use]
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        tracing::error!(%cause, "internal error");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, code::INTERNAL)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(&*self.0)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if status == StatusCode::SERVICE_UNAVAILABLE || status == StatusCode::TOO_MANY_REQUESTS {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
        }
        response
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Impossible { .. } => Self::new(StatusCode::CONFLICT, code::IMPOSSIBLE),
            Refusal::NotYours => Self::not_permitted(),
            Refusal::Guard(guard) => {
                let why = guard.why();
                let mut error = Self::new(StatusCode::UNPROCESSABLE_ENTITY, code::REFUSED);
                error.0.guard = Some(guard.as_str().to_owned());
                error.0.rule = Some(why.rule.to_owned());
                error.0.reference = why.reference.map(str::to_owned);
                error.0.remedy = Some(why.remedy.as_str().to_owned());
                error.0.reason = Some(guard.sentence());
                error.0.errors = why.field.map(|field| FieldError::new(field, guard.as_str())).into_iter().collect();
                error
            }
            Refusal::Input(errors) => Self::invalid(errors),
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(cause) => {
                tracing::warn!(%cause, "the store is unavailable");
                Self::new(StatusCode::SERVICE_UNAVAILABLE, code::UNAVAILABLE)
            }
            StoreError::TooLarge(_) => Self::new(StatusCode::PAYLOAD_TOO_LARGE, code::TOO_LARGE),
            StoreError::Damaged(cause) => Self::internal(cause),
        }
    }
}

impl From<SealError> for ApiError {
    fn from(error: SealError) -> Self {
        Self::internal(error)
    }
}
