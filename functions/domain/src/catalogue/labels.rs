//! Words for the values of choices, kept apart from the procedures because many fields share them.

use crate::{form::field::Choice, raw::RawError, text::Text};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// Words by group and value, and which group a field uses.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Labels {
    groups: BTreeMap<String, BTreeMap<String, Text>>,
    fields: BTreeMap<String, String>,
    notes: BTreeMap<String, String>,
}

impl Labels {
    /// Reads the labels.
    ///
    /// # Errors
    /// Says what is not as expected.
    pub fn from_raw(raw: &Value) -> Result<Self, RawError> {
        Self::deserialize(raw).map_err(|error| RawError::new("", error.to_string()))
    }

    /// The choices of a field with these values, in order.
    pub(super) fn choices(&self, field: &str, values: &[&str]) -> Result<Vec<Choice>, RawError> {
        let group = self.fields.get(field).map_or(field, String::as_str);
        let words = self.groups.get(group).ok_or_else(|| RawError::new("", format!("no labels for `{group}`")))?;
        values
            .iter()
            .map(|value| {
                let label =
                    words.get(*value).ok_or_else(|| RawError::new("", format!("no label for `{group}.{value}`")))?;
                Ok(Choice { value: (*value).to_owned(), label: label.clone() })
            })
            .collect()
    }

    /// A hint that the data have in English, with its Vietnamese.
    pub(super) fn note(&self, en: &str) -> Result<Text, RawError> {
        let vi = self.notes.get(en).ok_or_else(|| RawError::new("note_en", format!("no Vietnamese for `{en}`")))?;
        Ok(Text { vi: vi.clone(), en: en.to_owned() })
    }
}
