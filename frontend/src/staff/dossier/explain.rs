//! Why an agency is competent, folded away, with the labels of this procedure's fields.

use domain::{competence::Reason, procedure::Procedure};
use frontend::prelude::*;
use frontend::{explain::why_competent, form::Reference, i18n::pick, t};
use std::sync::Arc;

/// The reasons; nothing where there are none.
#[must_use]
pub fn competence(because: Vec<Reason>, reference: Reference, procedure: Arc<Procedure>) -> Option<View> {
    if because.is_empty() {
        return None;
    }
    let rows = move || {
        let label = |name: &str| {
            let known = procedure.fields.iter().find(|field| field.name == name);
            known.map_or_else(|| name.to_owned(), |field| pick(&field.label))
        };
        why_competent(&because, reference, label).into_iter().map(|line| view! { <li>{line}</li> }).collect::<Vec<_>>()
    };
    Some(view! {
        <details class="explained">
            <summary>{t!("staff.places.why")}</summary>
            <ul>{rows}</ul>
        </details>
    })
}
