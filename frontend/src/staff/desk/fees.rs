//! Fees at the desk (R28): each line that is due is paid in full with a receipt, or waived with a reason.

use crate::{
    fields::{Bound, Errors},
    words::fee_method,
};
use domain::{
    dossier::{action::FeeInput, head::FeeMethod},
    fee::FeeLine,
    form::FieldError,
};
use frontend::prelude::*;
use frontend::{
    format::dong,
    i18n::{Words, pick},
    t,
    ui::Input,
};
use std::collections::BTreeMap;

/// What the officer typed for one line.
///
/// Lines come and go with the answers, so these signals belong to no component.
#[derive(Clone)]
struct Paid {
    amount: SharedSignal<String>,
    method: SharedSignal<String>,
    receipt: SharedSignal<String>,
    reason: SharedSignal<String>,
    other_reason: SharedSignal<String>,
}

/// The lines of one filing; what was typed for a rule stays while lines come and go with the answers.
#[derive(Clone, Copy)]
pub struct Fees {
    paid: StoredValue<BTreeMap<u8, Paid>>,
    errors: Errors,
}

const METHODS: [(&str, FeeMethod); 3] =
    [("cash", FeeMethod::Cash), ("transfer", FeeMethod::Transfer), ("none", FeeMethod::None)];
/// The choice of a reason that is not in the list.
const OTHER: &str = "*";

impl Fees {
    /// With what was typed so far.
    #[must_use]
    pub fn new(before: &[FeeInput], errors: Errors) -> Self {
        let paid = before.iter().map(|fee| (fee.rule, Paid::of(fee))).collect();
        Self { paid: StoredValue::new(paid), errors }
    }

    fn of(self, line: &FeeLine) -> Paid {
        let rule = line.rule;
        if let Some(paid) = self.paid.with_value(|paid| paid.get(&rule).cloned()) {
            return paid;
        }
        let paid = Paid::empty();
        // Where all sources that name an amount name the same one, it is proposed.
        if let [first, rest @ ..] = line.proposals.as_slice()
            && rest.iter().all(|other| other == first)
        {
            paid.amount.set(first.to_string());
        }
        self.paid.update_value(|all| drop(all.insert(rule, paid.clone())));
        paid
    }

    /// One line with its inputs.
    #[must_use]
    pub fn line(self, line: &FeeLine) -> View {
        let title = title(line);
        if line.amount == Some(0) {
            return view! { <p class="fee-line">{title}": "<b>{t!("staff.fee.free")}</b></p> };
        }
        let paid = self.of(line);
        let at = |part: &str| path(line.rule, part);
        let amount = match line.amount {
            Some(amount) => {
                view! { <p class="fee-amount">{title}": "<b class="number">{dong(amount)}</b></p> }
            }
            None => {
                let hint = proposals(line);
                let input = Bound::new(at("amount_vnd"), t!("staff.fee.amount"), live(&paid.amount), self.errors);
                view! { <p class="fee-amount">{title}</p>{input.hint(hint).line(Input::DIGITS)} }
            }
        };
        let methods = METHODS.iter().map(|(name, method)| ((*name).to_owned(), fee_method(*method).words())).collect();
        let receipt_input = Input { width: "medium", ..Input::TEXT };
        let (exemptions, errors) = (StoredValue::new(line.exemptions.clone()), self.errors);
        let (receipt_path, reason_path) = (StoredValue::new(at("receipt_number")), StoredValue::new(at("exemption")));
        let method = live(&paid.method);
        let rest = move || match method.get().as_str() {
            "" => ().into_view(),
            "none" => reason(&paid, &exemptions.get_value(), reason_path.get_value(), errors),
            _ => {
                let receipt = live(&paid.receipt);
                Bound::new(receipt_path.get_value(), t!("staff.fee.receipt"), receipt, errors).line(receipt_input)
            }
        };
        view! {
            <div class="fee-line">
                {amount}
                {basis(line)}
                {Bound::new(at("method"), t!("staff.fee.method"), method, self.errors).choices(methods)}
                {rest}
            </div>
        }
    }

    /// What was typed for these lines, if it is enough.
    ///
    /// # Errors
    /// Missing parts under `fees[<rule>].<part>`.
    pub fn read(self, due: &[FeeLine]) -> Result<Vec<FeeInput>, Vec<FieldError>> {
        let (mut fees, mut wrong) = (Vec::new(), Vec::new());
        for line in due.iter().filter(|line| line.amount != Some(0)) {
            match self.read_line(line) {
                Ok(fee) => fees.push(fee),
                Err(error) => wrong.push(error),
            }
        }
        if wrong.is_empty() { Ok(fees) } else { Err(wrong) }
    }

    fn read_line(self, line: &FeeLine) -> Result<FeeInput, FieldError> {
        let paid = self.of(line);
        let wrong = |part: &str, code: &str| Err(FieldError::new(&path(line.rule, part), code));
        let fee = paid.input(line);
        if paid.method.get_untracked().is_empty() {
            return wrong("method", "required");
        }
        if fee.method == FeeMethod::None {
            return if fee.exemption.is_some() { Ok(fee) } else { wrong("exemption", "required") };
        }
        if line.amount.is_none() && said(&paid.amount).is_empty() {
            return wrong("amount_vnd", "required");
        }
        if line.amount.is_none() && fee.amount_vnd == 0 {
            return wrong("amount_vnd", "not_whole");
        }
        if fee.receipt_number.is_empty() { wrong("receipt_number", "required") } else { Ok(fee) }
    }

    /// What was typed so far, for a draft; subscribes.
    #[must_use]
    pub fn typed(self, due: &[FeeLine]) -> Vec<FeeInput> {
        let touched = |line: &&FeeLine| !self.of(line).method.get().is_empty();
        due.iter()
            .filter(touched)
            .map(|line| {
                let paid = self.of(line);
                // Followed, so that the draft is written at each change.
                let _ = (paid.amount.get(), paid.receipt.get(), paid.reason.get(), paid.other_reason.get());
                paid.input(line)
            })
            .collect()
    }
}

impl Paid {
    fn empty() -> Self {
        let text = || SharedSignal::new(String::new());
        Self { amount: text(), method: text(), receipt: text(), reason: text(), other_reason: text() }
    }

    fn of(fee: &FeeInput) -> Self {
        let paid = Self::empty();
        let method = METHODS.iter().find(|(_, method)| *method == fee.method).map_or("", |(name, _)| name);
        paid.method.set(method.to_owned());
        if fee.amount_vnd > 0 {
            paid.amount.set(fee.amount_vnd.to_string());
        }
        paid.receipt.set(fee.receipt_number.clone());
        if let Some(reason) = &fee.exemption {
            paid.reason.set(reason.clone());
            paid.other_reason.set(reason.clone());
        }
        paid
    }

    fn input(&self, line: &FeeLine) -> FeeInput {
        let chosen = self.method.get_untracked();
        let method = METHODS.iter().find(|(name, _)| *name == chosen).map_or(FeeMethod::None, |(_, method)| *method);
        let waived = method == FeeMethod::None;
        let typed = || {
            let text: String = said(&self.amount).chars().filter(|letter| !matches!(letter, '.' | ' ')).collect();
            text.parse().unwrap_or(0)
        };
        let listed = said(&self.reason);
        let from_list = line.exemptions.contains(&listed);
        let reason = if from_list { listed } else { said(&self.other_reason) };
        FeeInput {
            rule: line.rule,
            amount_vnd: if waived { 0 } else { line.amount.unwrap_or_else(typed) },
            method,
            receipt_number: if waived { String::new() } else { said(&self.receipt) },
            exemption: (waived && !reason.is_empty()).then_some(reason),
        }
    }
}

/// The signal as the inputs of this rendering take it.
fn live(text: &SharedSignal<String>) -> RwSignal<String> {
    RwSignal::from(text.clone())
}

/// The text as it is sent.
fn said(text: &SharedSignal<String>) -> String {
    frontend::dom::composed(text.get_untracked().trim())
}

fn path(rule: u8, part: &str) -> String {
    format!("fees[{rule}].{part}")
}

/// Why nothing is paid: one of the data's groups, or other words.
fn reason(paid: &Paid, exemptions: &[String], path: String, errors: Errors) -> View {
    let (chosen, other_reason) = (live(&paid.reason), live(&paid.other_reason));
    let other = move |path: String| Bound::new(path, t!("staff.fee.exemption"), other_reason, errors).line(Input::TEXT);
    if exemptions.is_empty() {
        return other(path);
    }
    let mut options: Vec<(String, Words)> =
        exemptions.iter().map(|group| (group.clone(), Signal::stored(group.clone()))).collect();
    options.push((OTHER.to_owned(), t!("staff.fee.other_reason").words()));
    let other_path = [&path, "-other"].concat();
    view! {
        {Bound::new(path, t!("staff.fee.exemption"), chosen, errors).select(options)}
        {move || (chosen.get() == OTHER).then(|| other(other_path.clone()))}
    }
}

/// The line's condition or unit in words; a plain "fee" where the rule says neither.
#[must_use]
pub fn title(line: &FeeLine) -> Words {
    let (condition, unit) = (line.condition.clone(), line.unit_vi.clone());
    Signal::derive(move || {
        let name = condition.as_ref().map_or_else(|| t!("staff.fee.title").get().to_owned(), pick);
        match &unit {
            Some(unit) => [&name, " (", unit, ")"].concat(),
            None => name,
        }
    })
}

fn basis(line: &FeeLine) -> View {
    let parts = [line.legal_basis.clone(), line.note_vi.clone()].into_iter().flatten();
    let parts: Vec<View> = parts.map(|part| view! { <span>{part}</span><br/> }).collect();
    let open = (!line.confirmed).then(|| view! { <span>{t!("staff.fee.unconfirmed")}</span> });
    view! { <p class="soft small">{parts}{open}</p> }
}

/// What contradicting sources say.
fn proposals(line: &FeeLine) -> Words {
    let amounts = line.proposals.iter().map(|amount| dong(*amount)).collect::<Vec<_>>().join(" / ");
    let words = match line.proposals.len() {
        0 => return t!("staff.fee.open").words(),
        1 => t!("staff.fee.proposed"),
        _ => t!("staff.fee.proposals"),
    };
    Signal::derive(move || words.with(&[("amounts", &amounts)]))
}
