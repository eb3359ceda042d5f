//! Errors as RFC 9457 problem details with a stable `code`.

use crate::form::FieldError;
use serde::{Deserialize, Serialize};

/// The body of every answer that is not a success.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// Always `about:blank`: the code says more.
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// Stable code that screens translate: see [`code`].
    pub code: String,
    /// More words for a developer; never personal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Bad input by field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// A guard of the rule table that said no, by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guard: Option<String>,
    /// With a guard: the rule or invariant that it stands for, `R06`, `I7`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// With a guard: the article, where the rule has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// With a guard: what would make it pass, as a code ([`crate::dossier::refusal::Remedy`]). `errors` then names the
    /// field, where there is one, with the guard as its code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
    /// Words for people, before those that a screen has for the code: why a procedure cannot be filed here, what the rule
    /// of a guard says with its remedy and source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<crate::text::Text>,
    /// With 412: the dossier as it is now ([`super::staff::DossierView`] for staff).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<serde_json::Value>,
    /// The request's trace id, 32 hex digits: what the support desk asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace: Option<String>,
}

/// The stable codes.
pub mod code {
    /// 400: not JSON, wrong shape, nested too deep.
    pub const MALFORMED: &str = "malformed";
    /// 401
    pub const NO_SESSION: &str = "no_session";
    /// 403: visible, but not this person's to do.
    pub const NOT_PERMITTED: &str = "not_permitted";
    /// 404: absent, or not yours to see.
    pub const NOT_FOUND: &str = "not_found";
    /// 405
    pub const METHOD: &str = "method_not_allowed";
    /// 409: no rule leads from this state by this action.
    pub const IMPOSSIBLE: &str = "impossible_in_this_state";
    /// 412: somebody acted in between.
    pub const STALE: &str = "stale";
    /// 413
    pub const TOO_LARGE: &str = "too_large";
    /// 415
    pub const WRONG_TYPE: &str = "wrong_type";
    /// 422: fields are wrong, see `errors`.
    pub const INVALID: &str = "invalid";
    /// 422: a guard refuses, see `guard`.
    pub const REFUSED: &str = "rule_refuses";
    /// 422: the idempotency key or request id was used with another body.
    pub const KEY_REUSED: &str = "key_reused";
    /// 422: the filing was prepared under a version of the procedure that is no longer valid: read it again, keep what
    /// was typed, and send it under the version of today.
    pub const PROCEDURE_CHANGED: &str = "procedure_changed";
    /// 422: the file is not what its name says, is empty or is too large.
    pub const BAD_FILE: &str = "bad_file";
    /// 422: the procedure may not be filed this way, see `reason`.
    pub const NOT_HERE: &str = "not_filed_here";
    /// 428
    pub const NO_IF_MATCH: &str = "no_if_match";
    /// 429
    pub const TOO_MANY: &str = "too_many";
    /// 500
    pub const INTERNAL: &str = "internal";
    /// 500: the answer is larger than the function may give at once.
    pub const ANSWER_TOO_LARGE: &str = "answer_too_large";
    /// 503 with Retry-After.
    pub const UNAVAILABLE: &str = "unavailable";
    /// 503 of an act in a batch that was not begun in time: the same request id again takes it.
    pub const NOT_REACHED: &str = "not_reached";
}
