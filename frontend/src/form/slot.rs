//! A place in the answers that one control reads and writes: a field, a member of an address, a cell of a list.

use super::Form;
use crate::prelude::*;
use domain::form::Answers;
use serde_json::{Map, Value};

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Name(String),
    Row(usize),
}

/// A place in a form's answers.
#[derive(Clone)]
pub struct Slot {
    pub form: Form,
    path: Vec<Step>,
}

impl Slot {
    /// The answer of a field.
    #[must_use]
    pub fn field(form: Form, name: &str) -> Self {
        Self { form, path: vec![Step::Name(name.to_owned())] }
    }

    /// A member of this answer.
    #[must_use]
    pub fn member(&self, name: &str) -> Self {
        self.with(Step::Name(name.to_owned()))
    }

    /// A row of this list.
    #[must_use]
    pub fn row(&self, index: usize) -> Self {
        self.with(Step::Row(index))
    }

    fn with(&self, step: Step) -> Self {
        let mut path = self.path.clone();
        path.push(step);
        Self { form: self.form, path }
    }

    /// As errors name it: `members[0].full_name`.
    #[must_use]
    pub fn name(&self) -> String {
        let mut name = String::new();
        for step in &self.path {
            match step {
                Step::Name(part) => {
                    if !name.is_empty() {
                        name.push('.');
                    }
                    name.push_str(part);
                }
                Step::Row(index) => {
                    name.push('[');
                    name.push_str(&index.to_string());
                    name.push(']');
                }
            }
        }
        name
    }

    /// The id of its control.
    #[must_use]
    pub fn id(&self) -> String {
        id_of(&self.name())
    }

    /// The value; subscribes to the form's answers.
    #[must_use]
    pub fn get(&self) -> Value {
        self.form.with_raw(|answers| find(answers, &self.path).cloned().unwrap_or_default())
    }

    /// The value without subscribing: what a control begins with.
    #[must_use]
    pub fn begin(&self) -> Value {
        self.form.with_raw_untracked(|answers| find(answers, &self.path).cloned().unwrap_or_default())
    }

    /// The value if it is a text; subscribes.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        match self.get() {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// Writes the value; null removes it.
    pub fn set(&self, value: Value) {
        self.form.change(&self.name(), |answers| put(answers, &self.path, value));
    }

    /// Writes a text; an empty one removes the answer.
    pub fn set_text(&self, text: &str) {
        self.set(if text.is_empty() { Value::Null } else { Value::String(crate::dom::composed(text)) });
    }

    /// The person has left the control: from now on its errors are shown.
    pub fn leave(&self) {
        self.form.touch(&self.name());
    }

    /// What is wrong here, once it may be said.
    #[must_use]
    pub fn error(&self) -> Signal<Option<String>> {
        let (form, name) = (self.form, self.name());
        Signal::derive(move || form.error(&name))
    }

    /// What may be wrong here.
    #[must_use]
    pub fn warning(&self) -> Signal<Option<String>> {
        let (form, name) = (self.form, self.name());
        Signal::derive(move || form.warning(&name))
    }
}

/// The id of the control of a path.
#[must_use]
pub fn id_of(path: &str) -> String {
    let mut id = String::from("f-");
    for letter in path.chars() {
        match letter {
            '.' | '[' => id.push('-'),
            ']' => {}
            other => id.push(other),
        }
    }
    id
}

fn find<'a>(answers: &'a Answers, path: &[Step]) -> Option<&'a Value> {
    let (first, rest) = path.split_first()?;
    let Step::Name(name) = first else { return None };
    rest.iter().try_fold(answers.get(name)?, |value, step| match step {
        Step::Name(name) => value.get(name),
        Step::Row(index) => value.get(index),
    })
}

/// Writes a value, making objects and rows on the way. Rows of a list keep their place, so only members are removed.
fn put(answers: &mut Answers, path: &[Step], value: Value) {
    let Some((Step::Name(name), rest)) = path.split_first() else { return };
    if rest.is_empty() {
        if value.is_null() {
            answers.remove(name);
        } else {
            answers.insert(name.clone(), value);
        }
        return;
    }
    let target = answers.entry(name.clone()).or_insert(Value::Null);
    match rest.first() {
        Some(Step::Row(index)) => {
            if !target.is_array() {
                *target = Value::Array(Vec::new());
            }
            if let Value::Array(rows) = target {
                while rows.len() <= *index {
                    rows.push(Value::Object(Map::new()));
                }
                let Some(row) = rows.get_mut(*index) else { return };
                match rest.get(1..) {
                    Some(deeper) if !deeper.is_empty() => {
                        if !row.is_object() {
                            *row = Value::Object(Map::new());
                        }
                        if let Value::Object(members) = row {
                            put(members, deeper, value);
                        }
                    }
                    _ => *row = value,
                }
            }
        }
        _ => {
            if !target.is_object() {
                *target = Value::Object(Map::new());
            }
            if let Value::Object(members) = target {
                put(members, rest, value);
                if members.is_empty() {
                    answers.remove(name);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Step, find, id_of, put};
    use serde_json::{Map, json};

    fn path(steps: &[&str]) -> Vec<Step> {
        let step = |text: &&str| text.parse().map_or_else(|_| Step::Name((*text).to_owned()), Step::Row);
        steps.iter().map(step).collect()
    }

    #[test]
    fn a_cell_of_a_new_row_is_written_where_it_belongs() {
        let mut answers = Map::new();
        put(&mut answers, &path(&["members", "1", "home", "unit_code"]), json!("06652"));
        assert_eq!(answers.get("members"), Some(&json!([{}, {"home": {"unit_code": "06652"}}])));
        assert_eq!(find(&answers, &path(&["members", "1", "home", "unit_code"])), Some(&json!("06652")));
    }

    #[test]
    fn an_address_whose_last_member_is_removed_is_no_answer() {
        let mut answers = Map::new();
        put(&mut answers, &path(&["home", "detail"]), json!("Tổ 1"));
        put(&mut answers, &path(&["home", "detail"]), json!(null));
        assert!(answers.is_empty());
    }

    #[test]
    fn a_path_becomes_an_id_without_brackets() {
        assert_eq!(id_of("members[0].full_name"), "f-members-0-full_name");
    }
}
