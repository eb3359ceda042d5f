//! A form being filled in: what was typed, what counts of it, what is wrong, and what may be said already.

use super::{Reference, Slot, id_of, words};
use crate::prelude::*;
use crate::{i18n, ui::Fault};
use domain::{
    expression::Scope,
    form::{
        Answers, Check, Context, Facts, Field, FieldError, check, check::is_required, field::Part,
        normalise::normalise, visible,
    },
    procedure::{PaperRequirement, Procedure},
};
use serde_json::Value;
use std::sync::Arc;

/// Handle on a form; belongs to the component that made it.
#[derive(Clone, Copy)]
pub struct Form {
    procedure: StoredValue<Arc<Procedure>>,
    facts: StoredValue<Arc<Facts>>,
    pub reference: Reference,
    /// Everything that was typed, also under questions that are hidden now, so that it is there when one changes back.
    raw: RwSignal<Answers>,
    /// What counts: without the answers to hidden questions.
    effective: Memo<Answers>,
    check: Memo<Check>,
    /// Paths that the person has left; their errors are shown.
    touched: RwSignal<Vec<String>>,
    /// Parts that the person tried to finish.
    tried: RwSignal<Vec<Part>>,
    /// What the functions said; an error goes away when its answer changes.
    refused: RwSignal<Vec<FieldError>>,
}

impl Form {
    /// A form with its first answers: a restored draft, or what is known of the person.
    #[must_use]
    pub fn new(procedure: Arc<Procedure>, reference: Reference, first: Answers, facts: Facts) -> Self {
        let facts = Arc::new(facts);
        let raw = RwSignal::new(with_defaults(&procedure, first));
        let effective = {
            let (procedure, facts) = (Arc::clone(&procedure), Arc::clone(&facts));
            Memo::new(move |_| raw.with(|raw| without_hidden(&procedure.fields, raw, &facts)))
        };
        let check = {
            let (procedure, facts) = (Arc::clone(&procedure), Arc::clone(&facts));
            Memo::new(move |_| {
                let knows_unit = |code: &str| reference.knows_unit(code);
                // Which old codes there were is for the functions to know: choosing one in the screen gives a right one.
                let knew_unit = |code: &str| code.len() == 5;
                let in_list = |list: &str, value: &str| reference.in_list(list, value);
                let context = Context::new(&facts, &knows_unit, &in_list).knowing_former(&knew_unit);
                effective.with(|answers| check(&procedure, answers, &context))
            })
        };
        Self {
            procedure: StoredValue::new(procedure),
            facts: StoredValue::new(facts),
            reference,
            raw,
            effective,
            check,
            touched: RwSignal::new(Vec::new()),
            tried: RwSignal::new(Vec::new()),
            refused: RwSignal::new(Vec::new()),
        }
    }

    /// The procedure that is filed.
    #[must_use]
    pub fn procedure(self) -> Arc<Procedure> {
        self.procedure.get_value()
    }

    /// The day of filing and the way.
    #[must_use]
    pub fn facts(self) -> Arc<Facts> {
        self.facts.get_value()
    }

    /// Reads everything that was typed; subscribes. A draft keeps this.
    pub fn with_raw<T>(self, read: impl FnOnce(&Answers) -> T) -> T {
        self.raw.with(read)
    }

    /// [`with_raw`](Self::with_raw) without subscribing.
    pub fn with_raw_untracked<T>(self, read: impl FnOnce(&Answers) -> T) -> T {
        self.raw.with_untracked(read)
    }

    /// Reads the answers that count; subscribes.
    pub fn with_answers<T>(self, read: impl FnOnce(&Answers) -> T) -> T {
        self.effective.with(read)
    }

    /// The answers to send: those that count, normalised.
    #[must_use]
    pub fn answers(self) -> Answers {
        let procedure = self.procedure();
        self.effective.with_untracked(|answers| normalise(&procedure.fields, answers))
    }

    /// Writes an answer that is given elsewhere on the screen: how the result is returned. A name that the form does not
    /// have is left alone.
    pub fn answer(self, name: &str, value: Value) {
        if self.procedure.with_value(|procedure| procedure.fields.iter().any(|field| field.name == name)) {
            Slot::field(self, name).set(value);
        }
    }

    /// The papers with whether each is needed; None: a question decides that is still open. Subscribes.
    #[must_use]
    pub fn papers(self) -> Vec<(PaperRequirement, Option<bool>)> {
        let (procedure, facts) = (self.procedure(), self.facts());
        self.effective.with(|answers| {
            let papers = domain::form::papers_required(&procedure, answers, &facts);
            papers.into_iter().map(|(paper, needed)| (paper.clone(), needed)).collect()
        })
    }

    /// Whether the field is shown now.
    #[must_use]
    pub fn shows(self, field: &Field) -> bool {
        let facts = self.facts();
        self.effective.with(|answers| visible(field, answers, &facts))
    }

    /// Whether an answer is needed now; for a cell, its row is given.
    #[must_use]
    pub fn requires(self, field: &Field, row: Option<&Slot>) -> bool {
        let facts = self.facts();
        let row = row.map(Slot::get);
        self.effective.with(|answers| {
            let scope = Scope::new(answers, &facts);
            let scope = match &row {
                Some(Value::Object(members)) => scope.in_row(members),
                _ => scope,
            };
            is_required(field, &scope)
        })
    }

    /// Changes the answers below a path.
    pub(super) fn change(self, path: &str, change: impl FnOnce(&mut Answers)) {
        self.raw.update(change);
        if self.refused.with_untracked(|refused| refused.iter().any(|error| within(&error.field, path))) {
            self.refused.update(|refused| refused.retain(|error| !within(&error.field, path)));
        }
    }

    pub(super) fn touch(self, path: &str) {
        if !self.touched.with_untracked(|touched| touched.iter().any(|known| known == path)) {
            self.touched.update(|touched| touched.push(path.to_owned()));
        }
    }

    /// The words of what is wrong at exactly this path, once they may be said; subscribes.
    #[must_use]
    pub fn error(self, path: &str) -> Option<String> {
        let refused = self.refused.with(|refused| refused.iter().find(|error| error.field == path).map(words::of));
        refused.or_else(|| {
            let error = self.check.with(|check| check.errors.iter().find(|error| error.field == path).cloned())?;
            self.may_say(path).then(|| words::of(&error))
        })
    }

    /// The words of what may be wrong at this path; subscribes.
    #[must_use]
    pub fn warning(self, path: &str) -> Option<String> {
        let warning = self.check.with(|check| check.warnings.iter().find(|error| error.field == path).cloned())?;
        self.may_say(path).then(|| words::of(&warning))
    }

    fn may_say(self, path: &str) -> bool {
        self.touched.with(|touched| touched.iter().any(|known| known == path))
            || self.part_of(path).is_some_and(|part| self.tried.with(|tried| tried.contains(&part)))
    }

    /// The step in which the field of a path stands.
    #[must_use]
    pub fn part_of(self, path: &str) -> Option<Part> {
        let name = path.split(['.', '[']).next().unwrap_or(path);
        self.procedure
            .with_value(|procedure| procedure.fields.iter().find(|field| field.name == name).map(|field| field.part))
    }

    /// Tries to finish a part: from now on all its errors are shown. Whether it has none.
    #[must_use]
    pub fn accept_part(self, part: Part) -> bool {
        self.tried.update(|tried| {
            if !tried.contains(&part) {
                tried.push(part);
            }
        });
        self.check.with_untracked(|check| !check.errors.iter().any(|error| self.part_of(&error.field) == Some(part)))
    }

    /// What is wrong with one field, whose errors are shown from now on: a supplement asks for single answers.
    #[must_use]
    pub fn wrong(self, name: &str) -> Option<FieldError> {
        self.touch(name);
        let of_it = |error: &&FieldError| error.field == name || within(&error.field, name);
        let found = self.check.with_untracked(|check| check.errors.iter().find(of_it).cloned());
        found.or_else(|| {
            let empty = self.raw.with_untracked(|answers| answers.get(name).is_none_or(domain::expression::is_empty));
            empty.then(|| FieldError::new(name, "required"))
        })
    }

    /// Whether nothing is wrong anywhere.
    #[must_use]
    pub fn is_valid(self) -> bool {
        self.check.with(|check| check.errors.is_empty())
    }

    /// Shows what the functions said is wrong. Errors of other things than fields are for the caller.
    pub fn refuse(self, errors: Vec<FieldError>) {
        self.refused.set(errors);
    }

    /// All that is wrong in the parts that were tried, for an error summary; of one part, or of all. Subscribes.
    #[must_use]
    pub fn faults(self, only: Option<Part>) -> Vec<Fault> {
        let wanted = |path: &str| {
            let part = self.part_of(path);
            part.is_some() && only.is_none_or(|only| part == Some(only))
        };
        let tried = |path: &str| self.part_of(path).is_some_and(|part| self.tried.with(|tried| tried.contains(&part)));
        let mut errors: Vec<FieldError> =
            self.refused.with(|refused| refused.iter().filter(|error| wanted(&error.field)).cloned().collect());
        self.check.with(|check| {
            for error in check.errors.iter().filter(|error| wanted(&error.field) && tried(&error.field)) {
                if !errors.iter().any(|known| known.field == error.field) {
                    errors.push(error.clone());
                }
            }
        });
        errors.iter().map(|error| self.fault(error)).collect()
    }

    fn fault(self, error: &FieldError) -> Fault {
        let label = self.label_of(&error.field);
        Fault { id: id_of(&error.field), text: [&label, ": ", &words::of(error)].concat() }
    }

    /// The label of the field of a path; of a cell: list, row and column.
    #[must_use]
    pub fn label_of(self, path: &str) -> String {
        let procedure = self.procedure();
        let mut parts = path.split(['.', '[', ']']).filter(|part| !part.is_empty());
        let name = parts.next().unwrap_or(path);
        let Some(field) = procedure.fields.iter().find(|field| field.name == name) else { return path.to_owned() };
        let mut label = i18n::pick(&field.label);
        if let domain::form::FieldKind::List { columns } = &field.kind {
            for part in parts {
                if let Ok(row) = part.parse::<usize>() {
                    label = [&label, " ", &(row + 1).to_string()].concat();
                } else if let Some(column) = columns.iter().find(|column| column.name == part) {
                    label = [&label, ", ", &i18n::pick(&column.label)].concat();
                }
            }
        }
        label
    }
}

/// Whether a path is another one or lies below it.
fn within(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        || above.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// The answers without those to questions that are hidden when their own answer does not count.
fn without_hidden(fields: &[Field], raw: &Answers, facts: &Facts) -> Answers {
    let mut counted = raw.clone();
    // What one answer hides may hide another; the chains in the data are short, and each round only removes.
    for _ in 0..4 {
        let mut changed = false;
        for field in fields.iter().filter(|field| field.shown_when.is_some()) {
            if let Some(answer) = counted.remove(&field.name) {
                if visible(field, &counted, facts) {
                    counted.insert(field.name.clone(), answer);
                } else {
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
    counted
}

/// What a new form begins with; answers that are there already stay.
fn with_defaults(procedure: &Procedure, mut answers: Answers) -> Answers {
    for field in &procedure.fields {
        if let Some(default) = &field.default
            && !answers.contains_key(&field.name)
        {
            let value = match field.kind {
                domain::form::FieldKind::Boolean => Value::Bool(default == "true"),
                domain::form::FieldKind::Integer | domain::form::FieldKind::Money => {
                    default.parse::<i64>().map_or(Value::Null, Value::from)
                }
                _ => Value::String(default.clone()),
            };
            answers.insert(field.name.clone(), value);
        }
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn an_error_goes_away_when_its_answer_or_a_part_of_it_changes() {
        assert!(within("home.detail", "home"));
        assert!(within("home", "home.detail"));
        assert!(within("members[0].name", "members[0].name"));
        assert!(!within("members[1].name", "members[0].name"));
        assert!(!within("homeland", "home"));
    }
}
