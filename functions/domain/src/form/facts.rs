//! What is known about a filing besides the applicant's answers.

use crate::procedure::Channel;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The names `submitted_on` and `channel_in` of the expressions, and what officers have stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Day of filing in Vietnam.
    pub submitted_on: Date,
    /// None: not known yet.
    pub channel: Option<Channel>,
    /// Answers of officers to the questions of `officer_states` conditions, by name.
    pub officer_states: BTreeMap<String, bool>,
}

impl Facts {
    /// Only the day is known.
    #[must_use]
    pub const fn on(submitted_on: Date) -> Self {
        Self { submitted_on, channel: None, officer_states: BTreeMap::new() }
    }

    /// The same facts with the way of filing.
    #[must_use]
    pub fn by(self, channel: Channel) -> Self {
        Self { channel: Some(channel), ..self }
    }
}
