//! The form as it was filed: each answer under its question, in words.

use super::Open;
use crate::fields::tick;
use domain::{
    dossier::action::mask,
    form::{
        Answers, Field, FieldKind,
        field::{FieldRole, Part},
    },
    procedure::Procedure,
};
use frontend::prelude::*;
use frontend::{
    form::{Reference, shown},
    i18n::{Key, pick},
    t,
};
use serde_json::Value;

/// The card of the answers, part by part; questions without an answer are left out.
#[must_use]
pub fn answers(open: Open) -> View {
    let content = Memo::new(move |_| open.view.with(|view| view.content.answers.clone()));
    let procedure = open.procedure.get_value();
    let bare = RwSignal::new(false);
    let parts = move || {
        let given = if bare.get() { content.get() } else { masked(&content.get(), &procedure) };
        PARTS.iter().filter_map(|part| section(&procedure, *part, &given, open.reference)).collect::<Vec<_>>()
    };
    view! {
        <section class="card" aria-labelledby="answers-title">
            <div class="card-head">
                <h2 id="answers-title">{t!("staff.answers.title")}</h2>
                {tick("bare-numbers", t!("staff.answers.bare"), bare)}
            </div>
            {parts}
        </section>
    }
}

/// The answers with all but the last digits of identity and passport numbers hidden: whoever needs them asks for them.
fn masked(answers: &Answers, procedure: &Procedure) -> Answers {
    let mut answers = answers.clone();
    for field in &procedure.fields {
        hide(&mut answers, field);
        if let (FieldKind::List { columns }, Some(Value::Array(rows))) = (&field.kind, answers.get_mut(&field.name)) {
            for row in rows.iter_mut().filter_map(Value::as_object_mut) {
                columns.iter().for_each(|column| hide(row, column));
            }
        }
    }
    answers
}

fn hide(answers: &mut Answers, field: &Field) {
    let personal = field.name.ends_with("id_number") || field.name.ends_with("passport_number");
    if let Some(Value::String(number)) = answers.get_mut(&field.name).filter(|_| personal) {
        *number = mask(number);
    }
}

const PARTS: [Part; 5] = [Part::Applicant, Part::Matter, Part::Papers, Part::Return, Part::Declaration];

/// What a part of a form is called.
#[must_use]
pub fn part_title(part: Part) -> Key {
    match part {
        Part::Applicant => t!("staff.part.applicant"),
        Part::Matter => t!("staff.part.matter"),
        Part::Papers => t!("staff.part.papers"),
        Part::Return => t!("staff.part.return"),
        Part::Declaration => t!("staff.part.declaration"),
    }
}

fn section(procedure: &Procedure, part: Part, given: &Answers, reference: Reference) -> Option<View> {
    let rows: Vec<View> = procedure
        .fields
        .iter()
        .filter(|field| field.part == part && field.role != Some(FieldRole::Return))
        .filter_map(|field| given.get(&field.name).map(|value| row(field, value, reference)))
        .collect();
    (!rows.is_empty()).then(|| view! { <h3>{part_title(part)}</h3><dl class="facts answers">{rows}</dl> })
}

fn row(field: &Field, value: &Value, reference: Reference) -> View {
    let label = field.label.clone();
    let content = match (&field.kind, value) {
        (FieldKind::List { columns }, Value::Array(rows)) => list(columns, rows, reference),
        _ => {
            let (field, value) = (field.clone(), value.clone());
            (move || shown(&field, &value, reference)).into_view()
        }
    };
    view! { <dt>{move || pick(&label)}</dt><dd>{content}</dd> }
}

/// Rows of a list: one small list of facts each.
fn list(columns: &[Field], rows: &[Value], reference: Reference) -> View {
    let rows: Vec<_> = rows
        .iter()
        .filter_map(Value::as_object)
        .map(|members| {
            let cells: Vec<_> = columns
                .iter()
                .filter_map(|column| members.get(&column.name).map(|value| row(column, value, reference)))
                .collect();
            view! { <li><dl class="facts narrow">{cells}</dl></li> }
        })
        .collect();
    view! { <ol class="rows">{rows}</ol> }
}
