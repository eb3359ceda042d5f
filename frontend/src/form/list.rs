//! Lists: rows of the same questions, added and removed.

use super::{Slot, part::cell};
use crate::prelude::*;
use domain::form::{Field, RuleKind};
use serde_json::{Map, Value};

/// The rows of a list. A list that must have rows begins with one.
pub(super) fn list(slot: &Slot, field: &Field, columns: Vec<Field>) -> View {
    let (least, most) = field
        .rules
        .iter()
        .find_map(|rule| match rule.kind {
            RuleKind::ListSize { min, max } => Some((min as usize, max as usize)),
            _ => None,
        })
        .unwrap_or((0, domain::form::types::MAX_ROWS));
    let count = slot.begin().as_array().map_or(0, Vec::len).max(least.min(1));
    // The rows are drawn anew when one goes, since the places of those below it change.
    let rows = RwSignal::new((count, 0_u32));
    let columns = StoredValue::new(columns);
    let id = slot.id();
    let slot = StoredValue::new(slot.clone());
    let remove = move |at: usize| {
        let slot = slot.get_value();
        let mut all = slot.begin().as_array().cloned().unwrap_or_default();
        if at < all.len() {
            all.remove(at);
        }
        slot.set(if all.is_empty() { Value::Null } else { Value::Array(all) });
        rows.update(|(count, round)| {
            *count = count.saturating_sub(1);
            *round += 1;
        });
    };
    let add = {
        let id = id.clone();
        move |_| {
            let at = rows.with_untracked(|(count, _)| *count);
            slot.get_value().row(at).set(Value::Object(Map::new()));
            rows.update(|(count, _)| *count += 1);
            crate::dom::focus_later([id.as_str(), "-", &at.to_string()].concat());
        }
    };
    let drawn = move || {
        let (count, _) = rows.get();
        let row = |at: usize| {
            let slot = slot.get_value().row(at);
            let title = move || t!("form.row").with(&[("number", &(at + 1).to_string())]);
            let cells: Vec<_> =
                columns.with_value(|columns| columns.iter().map(|column| cell(&slot, column.clone())).collect());
            let removable = count > least.max(1) || (least == 0 && count > 0);
            view! {
                <fieldset class="row" id=slot.id()>
                    <legend>{title}</legend>
                    {cells}
                    {removable.then(|| view! {
                        <button type="button" class="button quiet" on:click=move |_| remove(at)>{t!("form.remove_row")}</button>
                    })}
                </fieldset>
            }
        };
        (0..count).map(row).collect::<Vec<_>>()
    };
    view! {
        <div class="rows">{drawn}</div>
        <button type="button" class="button" on:click=add hidden=move || { rows.get().0 >= most }>{t!("form.add_row")}</button>
    }
}
