//! What the citizen has still to pay, as lists show it.

use super::{Dossier, State};
use crate::{
    fee::{fees_due, outstanding},
    form::Answers,
    procedure::Procedure,
};
use serde::{Deserialize, Serialize};

/// A sum that is still to be paid: fees of the procedure, and a tax or charge that the work waits for (R12).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// Đồng, as far as the sum is known.
    pub amount_vnd: u64,
    /// Something more is to be paid, and only an officer or the tax office knows how much.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub more: bool,
}

/// What is left to pay of a dossier as it is now; none once it has ended, whatever was never paid.
///
/// It is kept on the head, because a list knows neither the form nor the procedure that a fee follows from.
#[must_use]
pub fn owed(dossier: &Dossier, procedure: &Procedure, answers: &Answers) -> Option<Owed> {
    if dossier.state.name().is_final() {
        return None;
    }
    let fees = fees_due(procedure, answers, &dossier.facts());
    let fees = outstanding(&fees, &dossier.fees).into_iter().map(|left| left.amount);
    let obligation = match dossier.state.lowest() {
        State::FinancialObligation { obligation, .. } => Some(obligation.amount_vnd),
        _ => None,
    };
    let owed = fees.chain(obligation).fold(Owed::default(), |sum, amount| match amount {
        Some(amount) => Owed { amount_vnd: sum.amount_vnd.saturating_add(amount), ..sum },
        None => Owed { more: true, ..sum },
    });
    (owed != Owed::default()).then_some(owed)
}
