//! Reading the raw reference data: what is missing or of another shape is an error with its place, never a default.

use crate::{
    expression::{self, Condition, ConditionKind},
    text::Text,
};
use jiff::civil::{Date, Time};
use serde_json::Value;

/// The raw data are not as expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {problem}")]
pub struct RawError {
    /// Path inside the raw value, `fee[2].amount_vnd`.
    pub at: String,
    /// What is wrong, for the person who edits the data.
    pub problem: String,
}

impl RawError {
    /// An error at a place.
    #[must_use]
    pub fn new(at: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { at: at.into(), problem: problem.into() }
    }

    /// The same error, one level further out: `place` is put before the path.
    #[must_use]
    pub fn within(self, place: &str) -> Self {
        let at = if self.at.is_empty() || self.at.starts_with('[') {
            format!("{place}{}", self.at)
        } else {
            format!("{place}.{}", self.at)
        };
        Self { at, ..self }
    }
}

/// A member that must be there; null counts as absent.
pub(crate) fn member<'a>(raw: &'a Value, name: &str) -> Result<&'a Value, RawError> {
    optional(raw, name).ok_or_else(|| RawError::new(name, "missing"))
}

/// A member, or None when it is absent or null.
pub(crate) fn optional<'a>(raw: &'a Value, name: &str) -> Option<&'a Value> {
    raw.get(name).filter(|value| !value.is_null())
}

/// A text that must be there.
pub(crate) fn text(raw: &Value, name: &str) -> Result<String, RawError> {
    member(raw, name)?.as_str().map(str::to_owned).ok_or_else(|| RawError::new(name, "not a text"))
}

/// A text, or None when absent.
pub(crate) fn optional_text(raw: &Value, name: &str) -> Result<Option<String>, RawError> {
    optional(raw, name).map(|_| text(raw, name)).transpose()
}

/// A list that must be there.
pub(crate) fn list<'a>(raw: &'a Value, name: &str) -> Result<&'a [Value], RawError> {
    member(raw, name)?.as_array().map(Vec::as_slice).ok_or_else(|| RawError::new(name, "not a list"))
}

/// A list of texts; absent is empty.
pub(crate) fn texts(raw: &Value, name: &str) -> Result<Vec<String>, RawError> {
    let Some(value) = optional(raw, name) else { return Ok(Vec::new()) };
    let items = value.as_array().ok_or_else(|| RawError::new(name, "not a list"))?;
    let read = |item: &Value| item.as_str().map(str::to_owned);
    items.iter().map(|item| read(item).ok_or_else(|| RawError::new(name, "holds something else than texts"))).collect()
}

/// A list compiled item by item; an error names the item.
pub(crate) fn each<T>(
    raw: &Value,
    name: &str,
    mut compile: impl FnMut(usize, &Value) -> Result<T, RawError>,
) -> Result<Vec<T>, RawError> {
    list(raw, name)?
        .iter()
        .enumerate()
        .map(|(index, item)| compile(index, item).map_err(|error| error.within(&format!("{name}[{index}]"))))
        .collect()
}

/// A whole number that is not negative, or None when absent.
pub(crate) fn optional_number(raw: &Value, name: &str) -> Result<Option<u64>, RawError> {
    let read = |value: &Value| value.as_u64().ok_or_else(|| RawError::new(name, "not a whole number"));
    optional(raw, name).map(read).transpose()
}

/// Yes or no; absent is no.
pub(crate) fn flag(raw: &Value, name: &str) -> Result<bool, RawError> {
    optional(raw, name)
        .map_or(Ok(false), |value| value.as_bool().ok_or_else(|| RawError::new(name, "not true or false")))
}

/// An ISO date that must be there.
pub(crate) fn date(raw: &Value, name: &str) -> Result<Date, RawError> {
    text(raw, name)?.parse().map_err(|_| RawError::new(name, "not an ISO date"))
}

/// An ISO date, or None when absent.
pub(crate) fn optional_date(raw: &Value, name: &str) -> Result<Option<Date>, RawError> {
    optional(raw, name).map(|_| date(raw, name)).transpose()
}

/// A time of day, `15:00`.
pub(crate) fn time(value: &Value, at: &str) -> Result<Time, RawError> {
    value.as_str().and_then(|text| text.parse().ok()).ok_or_else(|| RawError::new(at, "not a time of day"))
}

/// A text in both languages from two members, `name_vi` and `name_en` for the stem `name`.
pub(crate) fn bilingual(raw: &Value, stem: &str) -> Result<Text, RawError> {
    Ok(Text { vi: text(raw, &format!("{stem}_vi"))?, en: text(raw, &format!("{stem}_en"))? })
}

/// A condition, or None where there is none. `answer` is the name under which a question's answer is kept.
pub(crate) fn condition(raw: &Value, name: &str, answer: &str) -> Result<Option<Condition>, RawError> {
    let Some(raw) = optional(raw, name) else { return Ok(None) };
    let read = || -> Result<Condition, RawError> {
        let question = |kind| Ok(Condition { kind, sentence: bilingual(raw, "question")? });
        match text(raw, "kind")?.as_str() {
            "expression" => {
                let source = text(raw, "expr")?;
                let expr = expression::parse(&source).map_err(|error| RawError::new("expr", error.to_string()))?;
                // Where the data have no words, the catalogue makes them from labels.
                let words = optional(raw, "vi").or_else(|| optional(raw, "en"));
                let sentence = match words {
                    Some(_) => Text { vi: text(raw, "vi")?, en: text(raw, "en")? },
                    None => Text::default(),
                };
                Ok(Condition { kind: ConditionKind::Expression(expr), sentence })
            }
            "applicant_states" => question(ConditionKind::ApplicantStates(answer.to_owned())),
            "officer_states" => question(ConditionKind::OfficerStates(answer.to_owned())),
            other => Err(RawError::new("kind", format!("unknown kind of condition: {other}"))),
        }
    };
    read().map(Some).map_err(|error| error.within(name))
}
