//! Questions of a procedure that only an officer can answer: the due date and the papers follow the answers.

use crate::fields::{Bound, Errors};
use domain::{procedure::Procedure, text::Text};
use frontend::prelude::*;
use frontend::{i18n::pick, t};
use std::collections::BTreeMap;

/// A question with its name and what was chosen.
type Asked = (String, Text, RwSignal<String>);

/// The questions of one filing with their answers.
#[derive(Clone, Copy)]
pub struct Questions {
    asked: StoredValue<Vec<Asked>>,
    errors: Errors,
}

const YES: &str = "yes";
const NO: &str = "no";

impl Questions {
    /// The procedure's questions, with the answers so far.
    #[must_use]
    pub fn new(procedure: &Procedure, before: &BTreeMap<String, bool>, errors: Errors) -> Self {
        let first = |name: &str| before.get(name).map_or("", |yes| if *yes { YES } else { NO });
        let asked = procedure.officer_questions();
        let asked = asked
            .into_iter()
            .map(|(name, words)| (name.to_owned(), words.clone(), RwSignal::new(first(name).to_owned())))
            .collect();
        Self { asked: StoredValue::new(asked), errors }
    }

    /// The questions; nothing where the procedure has none.
    #[must_use]
    pub fn view(self) -> View {
        let asked = self.asked.get_value();
        if asked.is_empty() {
            return ().into_view();
        }
        let line = |(name, words, value): Asked| {
            let label = Signal::derive(move || pick(&words));
            let options = vec![(YES.to_owned(), t!("form.yes").words()), (NO.to_owned(), t!("form.no").words())];
            Bound::new(["officer_states.", &name].concat(), label, value, self.errors)
                .hint(t!("staff.question.hint"))
                .optional()
                .choices(options)
        };
        let lines: Vec<View> = asked.into_iter().map(line).collect();
        view! { <h3>{t!("staff.question.heading")}</h3>{lines} }
    }

    /// What is answered; subscribes.
    #[must_use]
    pub fn answers(self) -> BTreeMap<String, bool> {
        let asked = self.asked.get_value();
        asked
            .into_iter()
            .filter_map(|(name, _, value)| {
                let value = value.get();
                (!value.is_empty()).then_some((name, value == YES))
            })
            .collect()
    }
}
