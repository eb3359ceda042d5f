//! What is wrong with one answer.

use crate::text::Text;
use serde::{Deserialize, Serialize};

/// A field and what is wrong with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// Path of the answer: `child_dob`, `members[0].full_name`, `mother_residence.detail`.
    pub field: String,
    /// Stable code that the screens translate: a kind of rule (`pattern`, `length`, …), or `required`,
    /// `wrong_type`, `unknown_field`, `too_long`, `too_many`, `too_deep`, `not_in_list`.
    pub code: String,
    /// The data's own words, where they have some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<Text>,
}

impl FieldError {
    /// An error without words of the data.
    #[must_use]
    pub fn new(field: &str, code: &str) -> Self {
        Self { field: field.to_owned(), code: code.to_owned(), message: None }
    }

    /// The same error with the data's words.
    #[must_use]
    pub fn saying(self, message: &Text) -> Self {
        Self { message: Some(message.clone()), ..self }
    }
}
