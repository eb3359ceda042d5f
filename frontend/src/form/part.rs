//! The questions of one part of a form, each as its kind is drawn.

use super::{
    Form, Slot, choices, date, list,
    number::{self, Sort},
    place, text,
};
use crate::prelude::*;
use crate::{
    i18n,
    ui::{self, Input, Wiring},
};
use domain::form::{
    Field, FieldKind, Required, RuleKind,
    field::{FieldRole, Part},
    visible::visible_in_row,
};
use serde_json::Value;

/// All questions of a part, in the data's order; those that do not apply now are hidden. The return of the result is
/// asked by the filing itself.
pub fn part(form: Form, part: Part) -> View {
    let procedure = form.procedure();
    let asked = procedure.fields.iter().filter(|field| field.part == part && field.role != Some(FieldRole::Return));
    let fields: Vec<_> = asked
        .map(|field| {
            let slot = Slot::field(form, &field.name);
            let shown = field.clone();
            question(&slot, field.clone(), None, Signal::derive(move || form.shows(&shown)))
        })
        .collect();
    view! { <div class="part">{fields}</div> }
}

/// Only these questions, whatever their part: what a supplement asks for.
pub fn only(form: Form, names: &[String]) -> View {
    let procedure = form.procedure();
    let asked = procedure.fields.iter().filter(|field| names.contains(&field.name));
    let fields: Vec<_> = asked
        .map(|field| question(&Slot::field(form, &field.name), field.clone(), None, Signal::stored(true)))
        .collect();
    view! { <div class="part">{fields}</div> }
}

/// One cell of a list's row.
pub(super) fn cell(row: &Slot, column: Field) -> View {
    let slot = row.member(&column.name);
    let (form, own, shown) = (row.form, row.clone(), column.clone());
    let shows = Signal::derive(move || {
        let facts = form.facts();
        let Value::Object(members) = own.get() else { return shown.shown_when.is_none() };
        form.with_answers(|answers| visible_in_row(&shown, &members, answers, &facts))
    });
    question(&slot, column, Some(row.clone()), shows)
}

fn question(slot: &Slot, field: Field, row: Option<Slot>, shown: Signal<bool>) -> View {
    let form = slot.form;
    let always = matches!(field.required, Required::Always);
    let required = {
        let field = field.clone();
        Signal::derive(move || form.requires(&field, row.as_ref()))
    };
    let confirm = field.rules.iter().any(|rule| matches!(rule.kind, RuleKind::MustBeTrue {}));
    let ticked = matches!(field.kind, FieldKind::Boolean) && (confirm || field.required.is_never());
    let group = match &field.kind {
        FieldKind::Boolean | FieldKind::Multiselect { .. } | FieldKind::Address { .. } | FieldKind::List { .. } => true,
        FieldKind::Unit { scope } | FieldKind::UnitHistoric { scope } => place::is_group(*scope),
        FieldKind::Select { choices } => choices::is_group(choices, always),
        _ => false,
    };
    let mut frame = if ticked {
        // The box has its own words; the frame only says what is wrong.
        ui::Field::new(slot.id(), Signal::stored(String::new())).bare()
    } else {
        ui::Field::new(slot.id(), i18n::words(field.label.clone()))
    };
    frame = frame.required(required).error(slot.error()).warning(slot.warning());
    if let Some(note) = &field.note {
        frame = frame.hint(i18n::words(note.clone()));
    }
    if group && !ticked {
        frame = frame.group();
    }
    let view = frame.render(|wiring| control(slot, &field, wiring, always, ticked));
    view! { <div class=if ticked { "question ticked" } else { "question" } hidden=move || !shown.get()>{view}</div> }
}

fn control(slot: &Slot, field: &Field, wiring: Wiring, always: bool, ticked: bool) -> View {
    match &field.kind {
        FieldKind::Text { multiline: true } => text::lines(slot, wiring),
        FieldKind::Text { .. } => text::line(slot, wiring, line_of(&field.name)),
        FieldKind::Tel => {
            text::line(slot, wiring, Input { kind: "tel", autocomplete: "tel", width: "medium", ..Input::TEXT })
        }
        FieldKind::Email => text::line(slot, wiring, Input { kind: "email", autocomplete: "email", ..Input::TEXT }),
        FieldKind::Time => text::line(slot, wiring, Input { kind: "time", width: "short", ..Input::TEXT }),
        FieldKind::Date => date::date(slot, wiring, false),
        FieldKind::PartialDate => date::date(slot, wiring, true),
        FieldKind::Integer => number::number(slot, wiring, Sort::Whole),
        FieldKind::Decimal => number::number(slot, wiring, Sort::Decimal),
        FieldKind::Money => number::number(slot, wiring, Sort::Money),
        FieldKind::Boolean if ticked => choices::tick(slot, wiring, field.label.clone()),
        FieldKind::Boolean => choices::yes_no(slot, &wiring),
        FieldKind::Select { choices } => choices::select(slot, wiring, choices, always),
        FieldKind::Multiselect { choices } => choices::several(slot, &wiring, choices),
        FieldKind::VsicCode => choices::searchable(slot, wiring, "vsic".to_owned()),
        FieldKind::Unit { scope } => place::unit(slot, wiring, *scope, false),
        FieldKind::UnitHistoric { scope } => place::unit(slot, wiring, *scope, true),
        FieldKind::Address { scope } => place::address(slot, *scope),
        FieldKind::List { columns } => list::list(slot, field, columns.clone()),
    }
}

/// How a plain text is typed, by what the field is about.
fn line_of(name: &str) -> Input {
    if name.ends_with("id_number") || name == "enterprise_code" {
        Input::DIGITS
    } else if name == "requester_full_name" {
        Input { autocomplete: "name", ..Input::TEXT }
    } else {
        Input::TEXT
    }
}
