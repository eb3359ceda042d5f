//! Patterns of the data's `pattern` rules: parsed when the catalogue is published, matched by a small backtracking
//! matcher with a bound on its steps, so that no regular-expression engine travels to the browser.

mod matcher;
mod parse;

pub use parse::{PatternError, parse};

use serde::{Deserialize, Serialize};

/// A pattern that a whole text must match: anchors at both ends are the only ones that the data use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pattern(pub Vec<Node>);

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Node {
    /// These letters.
    #[serde(rename = "t")]
    Text(String),
    /// Any letter of a class.
    #[serde(rename = "c")]
    Class(Class),
    /// One of several.
    #[serde(rename = "g")]
    Group(Vec<Vec<Self>>),
    /// A part, at least and at most so many times; no upper bound is `u16::MAX`.
    #[serde(rename = "r")]
    Repeat(Box<Self>, u16, u16),
}

/// A set of letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// First and last letter of each range, one after the other: `"AZaz09"`.
    #[serde(rename = "r", default, skip_serializing_if = "String::is_empty")]
    pub ranges: String,
    /// White space belongs to it as well.
    #[serde(rename = "s", default, skip_serializing_if = "std::ops::Not::not")]
    pub space: bool,
    /// All other letters are meant.
    #[serde(rename = "n", default, skip_serializing_if = "std::ops::Not::not")]
    pub negated: bool,
}

impl Pattern {
    /// Whether the whole text matches. A text on which the bound of steps is reached does not match.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        matcher::matches(&self.0, text)
    }
}
