//! Whether fees are settled (R28).

use crate::{
    dossier::{
        act::Context,
        action::FeeInput,
        head::{Dossier, FeeMethod, FeeRecord},
    },
    fee::{self, FeeLine, outstanding, still_due},
};

/// Every line that is due is paid in full, or less of it is waived with a reason; every payment has its receipt. Where
/// only the officer knows the amount, nothing needs a reason too.
pub(super) fn settled_at_filing(fees: &[FeeInput], dossier: &Dossier, context: &Context<'_>) -> bool {
    let due = due(dossier, context);
    fees.iter().all(|paid| fits(paid, &due)) && outstanding(&due, &records(fees)).is_empty()
}

/// Each line that is due now has an amount, or was settled by an officer who knew it.
pub(super) fn rest_is_known(dossier: &Dossier, context: &Context<'_>) -> bool {
    due(dossier, context)
        .iter()
        .all(|line| line.amount.is_some() || dossier.fees.iter().any(|record| record.rule == line.rule))
}

/// Nothing is left to pay, with what comes with the action.
pub(super) fn nothing_left(more: &[FeeInput], dossier: &Dossier, context: &Context<'_>) -> bool {
    let due = due(dossier, context);
    let taken = [dossier.fees.clone(), records(more)].concat();
    let left = still_due(&due, &dossier.fees);
    more.iter().all(|paid| fits(paid, &left)) && outstanding(&due, &taken).is_empty()
}

/// Nobody pays more than the rule says.
fn fits(paid: &FeeInput, due: &[FeeLine]) -> bool {
    due.iter()
        .find(|line| line.rule == paid.rule)
        .is_some_and(|line| line.amount.is_none_or(|amount| paid.amount_vnd <= amount) && receipted(paid))
}

fn records(fees: &[FeeInput]) -> Vec<FeeRecord> {
    fees.iter().cloned().map(FeeRecord::from).collect()
}

fn due(dossier: &Dossier, context: &Context<'_>) -> Vec<FeeLine> {
    fee::fees_due(context.procedure, &context.content.answers, &context.facts(dossier))
}

fn receipted(paid: &FeeInput) -> bool {
    paid.amount_vnd == 0 || (paid.method != FeeMethod::None && !paid.receipt_number.trim().is_empty())
}
