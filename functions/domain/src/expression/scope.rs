//! What names stand for while an expression is evaluated.

use crate::{
    form::{Answers, Facts},
    procedure::Channel,
};
use serde_json::Value;

/// Answers and facts of one filing; inside a list's row, the row's columns come first.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    answers: &'a Answers,
    facts: &'a Facts,
    row: Option<&'a Answers>,
}

impl<'a> Scope<'a> {
    /// The scope of a whole form.
    #[must_use]
    pub const fn new(answers: &'a Answers, facts: &'a Facts) -> Self {
        Self { answers, facts, row: None }
    }

    /// The same scope inside one row of a list.
    #[must_use]
    pub const fn in_row(self, row: &'a Answers) -> Self {
        Self { row: Some(row), ..self }
    }

    /// What is known besides the answers.
    #[must_use]
    pub const fn facts(&self) -> &'a Facts {
        self.facts
    }

    /// The answer to a field; an empty one is none.
    #[must_use]
    pub fn answer(&self, name: &str) -> Option<&'a Value> {
        let found = self.row.and_then(|row| row.get(name)).or_else(|| self.answers.get(name))?;
        (!is_empty(found)).then_some(found)
    }

    /// The way of filing, as expressions name it.
    #[must_use]
    pub fn channel(&self) -> Option<&'static str> {
        self.facts.channel.map(|channel| match channel {
            Channel::Counter => "counter",
            Channel::Post => "post",
            Channel::Online => "online",
        })
    }
}

/// Whether an answer says nothing: null, only white space, an empty list, an object without a member that says something.
#[must_use]
pub fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.values().all(|member| match member {
            Value::String(text) => text.trim().is_empty(),
            Value::Null => true,
            _ => false,
        }),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
