//! The second person's word on an entry after an outage: the true time of receipt stands, or the time of entry.

use super::panel::Panel;
use crate::fields::{Bound, Reader};
use domain::dossier::{Action, action::LateDecision};
use frontend::prelude::*;
use frontend::{format::moment, i18n::Words, t};

/// What was entered is read first, then confirmed or rejected with a reason.
#[must_use]
pub fn confirm(panel: Panel) -> View {
    let view = panel.view();
    let (decision, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let entered = moment(view.dossier.submitted_at);
    let facts = view.dossier.late_entry.clone().map(|late| {
        view! {
            <dl class="facts narrow">
                <dt>{t!("staff.late_entry.received_at")}</dt><dd class="number">{moment(late.received_at)}</dd>
                <dt>{t!("staff.late_entry.entered_at")}</dt><dd class="number">{entered}</dd>
                <dt>{t!("staff.late_entry.receipt")}</dt><dd class="number">{late.paper_receipt_no}</dd>
                <dt>{t!("staff.field.reason")}</dt><dd>{late.reason}</dd>
            </dl>
        }
    });
    let decisions: Vec<(String, Words)> = vec![
        ("confirmed".to_owned(), t!("staff.late_entry.confirmed").words()),
        ("rejected".to_owned(), t!("staff.late_entry.rejected").words()),
    ];
    let inputs = view! {
        {facts}
        {Bound::new("decision", t!("staff.field.decision"), decision, panel.errors).choices(decisions)}
        {Bound::new("reason", t!("staff.field.reason"), reason, panel.errors).lines(3)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let confirmed = reader.text("decision", decision) == "confirmed";
        let decision = if confirmed { LateDecision::Confirmed } else { LateDecision::Rejected };
        let reason = reader.text("reason", reason);
        reader.finish(Action::ConfirmLateEntry { decision, reason })
    })
}
