//! What can go wrong with a request, and the words for it. Words for the errors of a form's fields are in
//! [`crate::form::words`].

use crate::i18n::{Key, pick};
use crate::view::{IntoView, View};
use domain::message::problem::{Problem, code};
use std::rc::Rc;

/// A request that did not succeed.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiError {
    pub trouble: Trouble,
}

/// Kinds of trouble.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// No answer: offline, or the connection broke. The request may have arrived.
    Unreachable,
    /// The functions say what is wrong (RFC 9457).
    Problem(Rc<Problem>),
    /// An answer that is not of the agreed shape, with its status.
    Garbled(u16),
    /// The file never left, or was cut off (uploads).
    Cancelled,
}

impl ApiError {
    /// An error of this kind.
    #[must_use]
    pub const fn new(trouble: Trouble) -> Self {
        Self { trouble }
    }

    /// The problem, where the functions answered with one.
    #[must_use]
    pub fn problem(&self) -> Option<&Problem> {
        match &self.trouble {
            Trouble::Problem(problem) => Some(problem),
            _ => None,
        }
    }

    /// The stable code, or an empty text.
    #[must_use]
    pub fn code(&self) -> &str {
        self.problem().map_or("", |problem| problem.code.as_str())
    }

    /// The version of a citizen's dossier as somebody else made it meanwhile.
    #[must_use]
    pub fn version_now(&self) -> Option<u32> {
        let version = self.problem()?.current.as_ref()?.get("version")?.as_u64()?;
        u32::try_from(version).ok()
    }

    /// Nobody is signed in.
    #[must_use]
    pub fn no_session(&self) -> bool {
        self.code() == code::NO_SESSION
    }

    /// Trying the same again may help.
    #[must_use]
    pub fn passing(&self) -> bool {
        match &self.trouble {
            Trouble::Unreachable | Trouble::Garbled(_) => true,
            Trouble::Problem(problem) => problem.status >= 500 || problem.status == 429,
            Trouble::Cancelled => false,
        }
    }

    /// What to tell the person; subscribes to the language. The data's own reason goes before our words.
    #[must_use]
    pub fn words(&self) -> String {
        match &self.trouble {
            Trouble::Problem(problem) => match (&problem.reason, &problem.trace) {
                (Some(reason), _) if !reason.vi.is_empty() => pick(reason),
                // A fault of ours: with this the support desk finds the request in the log.
                (_, Some(trace)) if problem.status >= 500 => {
                    [key(&problem.code).get(), " ", t!("error.trace").get(), " ", trace].concat()
                }
                _ => key(&problem.code).get().to_owned(),
            },
            Trouble::Unreachable => t!("error.unreachable").get().to_owned(),
            Trouble::Garbled(_) => t!("error.internal").get().to_owned(),
            Trouble::Cancelled => t!("error.cancelled").get().to_owned(),
        }
    }
}

impl IntoView for ApiError {
    #[inline(never)]
    fn into_view(self) -> View {
        (move || self.words()).into_view()
    }
}

/// The words of a stable code.
fn key(code: &str) -> Key {
    match code {
        code::MALFORMED => t!("error.malformed"),
        code::NO_SESSION => t!("error.no_session"),
        code::NOT_PERMITTED => t!("error.not_permitted"),
        code::NOT_FOUND => t!("error.not_found"),
        code::IMPOSSIBLE => t!("error.impossible"),
        code::STALE => t!("error.stale"),
        code::TOO_LARGE => t!("error.too_large"),
        code::WRONG_TYPE | code::BAD_FILE => t!("error.bad_file"),
        code::INVALID => t!("error.invalid"),
        code::REFUSED => t!("error.refused"),
        code::KEY_REUSED => t!("error.key_reused"),
        code::PROCEDURE_CHANGED => t!("error.procedure_changed"),
        code::NOT_HERE => t!("error.not_here"),
        code::TOO_MANY => t!("error.too_many"),
        code::UNAVAILABLE => t!("error.unavailable"),
        _ => t!("error.internal"),
    }
}
