//! What goes back to the citizen when a dossier ends without a result: originals, and a part of the fee.

use super::panel::Panel;
use crate::fields::{Bound, Reader, clean, tick_at};
use domain::dossier::state::FeeRefund;
use frontend::prelude::*;
use frontend::{t, ui::Input};

/// The inputs.
#[derive(Clone, Copy)]
pub struct Returned {
    /// One paper a line.
    papers: RwSignal<String>,
    refunds: RwSignal<bool>,
    amount: RwSignal<String>,
    rule: RwSignal<String>,
}

impl Returned {
    /// Nothing goes back.
    #[must_use]
    pub fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self { papers: text(), refunds: RwSignal::new(false), amount: text(), rule: text() }
    }

    /// The originals, one a line.
    #[must_use]
    pub fn papers(self, panel: Panel) -> View {
        Bound::new("papers_returned", t!("staff.returned.papers"), self.papers, panel.errors)
            .hint(t!("staff.returned.papers_hint"))
            .optional()
            .lines(2)
    }

    /// What is paid back, and by which rule; asked where something was paid.
    #[must_use]
    pub fn refund(self, panel: Panel) -> Option<View> {
        let paid = panel.view().dossier.fees.iter().any(|fee| fee.amount_vnd > 0);
        let errors = panel.errors;
        let more = move || {
            self.refunds.get().then(|| {
                view! {
                    {Bound::new("fee_refund.amount_vnd", t!("staff.returned.amount"), self.amount, errors).line(Input::DIGITS)}
                    {Bound::new("fee_refund.rule", t!("staff.returned.rule"), self.rule, errors).hint(t!("staff.field.legal_basis_hint")).line(Input::TEXT)}
                }
            })
        };
        paid.then(|| view! { {tick_at("fee_refund", t!("staff.returned.refund"), self.refunds, errors)}{more} })
    }

    /// What was typed.
    pub fn read(self, reader: &mut Reader) -> (Vec<String>, FeeRefund) {
        let papers =
            clean(self.papers).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        if !self.refunds.get_untracked() {
            return (papers, FeeRefund::None);
        }
        let amount = reader.amount("fee_refund.amount_vnd", self.amount);
        if amount.is_none() {
            reader.wrong("fee_refund.amount_vnd", "required");
        }
        let rule = reader.text("fee_refund.rule", self.rule);
        (papers, FeeRefund::Amount { amount_vnd: amount.unwrap_or_default(), rule })
    }
}
