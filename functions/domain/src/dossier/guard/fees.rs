//! Whether fees are settled (R28).

use crate::{
    dossier::{
        act::Context,
        action::FeeInput,
        head::{Dossier, FeeMethod, FeeRecord},
    },
    fee::{self, FeeLine},
};

/// Every line that is due is paid in full, or less of it is waived with a reason; every payment has its receipt. Where
/// only the officer knows the amount, nothing needs a reason too.
pub(super) fn settled_at_filing(fees: &[FeeInput], dossier: &Dossier, context: &Context<'_>) -> bool {
    let due = due(dossier, context);
    let known = fees.iter().all(|paid| due.iter().any(|line| line.rule == paid.rule));
    known
        && due.iter().all(|line| {
            let Some(paid) = fees.iter().find(|paid| paid.rule == line.rule) else { return line.amount == Some(0) };
            let waived = given(paid.exemption.as_deref());
            let enough = match line.amount {
                Some(amount) => paid.amount_vnd == amount || (waived && paid.amount_vnd < amount),
                None => paid.amount_vnd > 0 || waived,
            };
            enough && receipted(paid)
        })
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
    let taken: Vec<FeeRecord> = dossier.fees.iter().cloned().chain(more.iter().cloned().map(FeeRecord::from)).collect();
    more.iter().all(|paid| due.iter().any(|line| line.rule == paid.rule) && receipted(paid))
        && due.iter().all(|line| is_settled(line, &taken))
}

fn due(dossier: &Dossier, context: &Context<'_>) -> Vec<FeeLine> {
    fee::fees_due(context.procedure, &context.content.answers, &context.facts(dossier))
}

fn is_settled(line: &FeeLine, taken: &[FeeRecord]) -> bool {
    let mine = || taken.iter().filter(|record| record.rule == line.rule);
    let paid = mine().map(|record| record.amount_vnd).fold(0, u64::saturating_add);
    mine().any(|record| given(record.exemption.as_deref()))
        || match line.amount {
            Some(amount) => paid >= amount,
            None => paid > 0,
        }
}

fn receipted(paid: &FeeInput) -> bool {
    paid.amount_vnd == 0 || (paid.method != FeeMethod::None && given(Some(&paid.receipt_number)))
}

fn given(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}
