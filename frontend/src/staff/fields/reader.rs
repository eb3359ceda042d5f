//! From typed texts to the values of an action, with a note of what is wrong with them.

use super::IdentityInput;
use domain::{
    dossier::action::IdentityCheck,
    form::{FieldError, dates::Partial, rule::Precision},
};
use frontend::prelude::*;
use jiff::civil::Date;

/// Reads typed texts and notes what is wrong with them.
pub struct Reader {
    wrong: Vec<FieldError>,
}

impl Reader {
    /// Nothing is wrong yet.
    #[must_use]
    pub fn new() -> Self {
        Self { wrong: Vec::new() }
    }

    /// Notes an error.
    pub fn wrong(&mut self, path: &str, code: &str) {
        self.wrong.push(FieldError::new(path, code));
    }

    /// Notes errors that were found elsewhere.
    pub fn all(&mut self, errors: Vec<FieldError>) {
        self.wrong.extend(errors);
    }

    /// A text that is needed, composed and trimmed.
    pub fn text(&mut self, path: &str, value: RwSignal<String>) -> String {
        let text = clean(value);
        if text.is_empty() {
            self.wrong(path, "required");
        }
        text
    }

    /// A number of sheets; an empty field counts none.
    pub fn sheets(&mut self, path: &str, value: RwSignal<String>) -> u16 {
        let text = clean(value);
        if text.is_empty() {
            return 0;
        }
        text.parse().unwrap_or_else(|_| {
            self.wrong(path, "not_whole");
            0
        })
    }

    /// A whole date as people type it.
    pub fn date(&mut self, path: &str, value: RwSignal<String>) -> Option<Date> {
        let text = clean(value);
        let date = day_of(&text);
        if date.is_none() {
            self.wrong(path, if text.is_empty() { "required" } else { "bad_date" });
        }
        date
    }

    /// An amount in đồng, with or without dots between the thousands; an empty field is none.
    pub fn amount(&mut self, path: &str, value: RwSignal<String>) -> Option<u64> {
        let text = clean(value);
        let digits: String = text.chars().filter(|letter| !matches!(letter, '.' | ' ' | ',')).collect();
        if digits.is_empty() {
            return None;
        }
        let amount = digits.parse().ok();
        if amount.is_none() {
            self.wrong(path, "not_whole");
        }
        amount
    }

    /// A check of identity.
    pub fn identity(&mut self, input: IdentityInput) -> IdentityCheck {
        let number = self.text("identity.number", input.number);
        IdentityCheck { kind: input.kind(), number }
    }

    /// The value, if nothing was wrong; else the errors go to the panel.
    ///
    /// # Errors
    /// Everything that was noted.
    pub fn finish<T>(self, value: T) -> Result<T, Vec<FieldError>> {
        if self.wrong.is_empty() { Ok(value) } else { Err(self.wrong) }
    }
}

/// A whole date as people type it; None while it is none.
#[must_use]
pub fn day_of(text: &str) -> Option<Date> {
    Partial::parse_typed(text.trim()).filter(|date| date.precision() == Precision::Day).map(Partial::first)
}

/// The text as it is sent.
#[must_use]
pub fn clean(value: RwSignal<String>) -> String {
    frontend::dom::composed(value.get_untracked().trim())
}

/// The text, or nothing.
#[must_use]
pub fn given(value: RwSignal<String>) -> Option<String> {
    Some(clean(value)).filter(|text| !text.is_empty())
}
