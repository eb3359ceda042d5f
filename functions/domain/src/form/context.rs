//! What a check must know of the outside world; the hosts provide it.

use super::facts::Facts;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Everything besides procedure and answers that a check looks at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub facts: &'a Facts,
    /// The day of the check, which later answers are held against: that of filing, or of a change.
    pub today: Date,
    /// Whether the province has a unit with this code on that day.
    pub knows_unit: &'a dyn Fn(&str) -> bool,
    /// Whether the province had a unit with this code before its boundaries changed.
    pub knew_unit: &'a dyn Fn(&str) -> bool,
    /// Whether the list of the first name has the second as a value. A browser that has not loaded the list says yes:
    /// the functions check again.
    pub in_list: &'a dyn Fn(&str, &str) -> bool,
    /// Whether a name is taken where the filing belongs, for `unique` rules: by field name and name, spaces folded.
    /// The browser does not know and says no.
    pub is_taken: &'a dyn Fn(&str, &str) -> bool,
}

impl<'a> Context<'a> {
    /// A context in which no name is taken and only today's unit codes are known.
    #[must_use]
    pub fn new(
        facts: &'a Facts,
        knows_unit: &'a dyn Fn(&str) -> bool,
        in_list: &'a dyn Fn(&str, &str) -> bool,
    ) -> Self {
        let today = facts.submitted_on;
        Self { facts, today, knows_unit, knew_unit: &|_| false, in_list, is_taken: &|_, _| false }
    }

    /// The same context on a later day.
    #[must_use]
    pub fn with_today(self, today: Date) -> Self {
        Self { today, ..self }
    }

    /// The same context that knows the codes of former units.
    #[must_use]
    pub fn knowing_former(self, knew_unit: &'a dyn Fn(&str) -> bool) -> Self {
        Self { knew_unit, ..self }
    }

    /// The same context that knows which names are taken.
    #[must_use]
    pub fn knowing_taken(self, is_taken: &'a dyn Fn(&str, &str) -> bool) -> Self {
        Self { is_taken, ..self }
    }
}

/// A name as it is compared by `unique` rules: case and accents kept, spaces folded.
#[must_use]
pub fn fold_spaces(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A plain set of names as the answer to [`Context::is_taken`].
pub fn taken_in(names: &BTreeSet<String>) -> impl Fn(&str, &str) -> bool {
    move |_, name| names.contains(name)
}
