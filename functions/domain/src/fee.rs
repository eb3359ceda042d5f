//! What a filing costs (R28, R29): the fee rules of a procedure and the lines that they give for one filing.

use crate::{
    dossier::head::FeeRecord,
    expression::{self, Condition, Expr, Scope},
    form::{Answers, Facts},
    procedure::{Channel, Procedure},
    raw::{self, RawError},
    text::Text,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One fee rule of a procedure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeeRule {
    /// When the rule applies. None: always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
    /// For which way of filing. None: any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// Đồng. None: the law leaves it to a resolution that is not in the data, or the formula says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_vnd: Option<u64>,
    /// Gives đồng from the answers; goes before `amount_vnd`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formula: Option<Expr>,
    /// What the amount is for one of: "bản sao", "giao dịch".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_vi: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<String>,
    /// Groups that pay nothing; the officer chooses one as the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exemptions: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note_vi: Option<String>,
    /// The amount is published and its legal basis known.
    pub confirmed: bool,
    /// The sources contradict each other: the amount is only a proposal.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub conflict: bool,
}

/// One line of what a filing costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeLine {
    /// Position of the rule in the procedure version's list.
    pub rule: u8,
    /// Đồng. None: the officer sets it.
    pub amount: Option<u64>,
    /// Amounts that contradicting sources name, for the officer to choose from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposals: Vec<u64>,
    /// The rule's condition in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_vi: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exemptions: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note_vi: Option<String>,
    /// The amount is published and its legal basis known.
    pub confirmed: bool,
}

/// What a filing costs with these answers: one line per rule that applies.
///
/// Rules for one way of filing apply when that way is known. Rules that contradict each other (same condition,
/// same way) become one line whose amount the officer sets, with what the sources say as proposals.
#[must_use]
pub fn fees_due(procedure: &Procedure, answers: &Answers, facts: &Facts) -> Vec<FeeLine> {
    let scope = Scope::new(answers, facts);
    let applies = |rule: &FeeRule| {
        rule.channel.is_none_or(|channel| facts.channel == Some(channel))
            && rule.condition.as_ref().is_none_or(|condition| condition.holds(&scope) == Some(true))
    };
    let mut lines: Vec<(&FeeRule, FeeLine)> = Vec::new();
    for (index, rule) in procedure.fees.iter().enumerate() {
        let Ok(index) = u8::try_from(index) else { break };
        if !applies(rule) {
            continue;
        }
        let contradicted = |other: &FeeRule| {
            rule.conflict && other.conflict && rule.condition == other.condition && rule.channel == other.channel
        };
        match lines.iter_mut().find(|(other, _)| contradicted(other)) {
            Some((_, line)) => line.proposals.extend(rule.amount(&scope)),
            None => lines.push((rule, rule.line(index, &scope))),
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

/// What is still to be paid of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outstanding {
    /// As in [`FeeLine`].
    pub rule: u8,
    /// Đồng. None: only the officer knows how much.
    pub amount: Option<u64>,
}

/// What is left to pay of these lines after what was taken: the one answer for guards and screens. A waiver with its
/// reason settles a line whatever was paid; where only the officer knows the amount, any payment does.
#[must_use]
pub fn outstanding(due: &[FeeLine], taken: &[FeeRecord]) -> Vec<Outstanding> {
    let left = |line: &FeeLine| {
        let mine = || taken.iter().filter(|record| record.rule == line.rule);
        let paid = mine().map(|record| record.amount_vnd).fold(0, u64::saturating_add);
        let waived = mine().any(|record| record.exemption.as_deref().is_some_and(|reason| !reason.trim().is_empty()));
        let amount = line.amount.map(|amount| amount.saturating_sub(paid));
        let settled = waived || amount.map_or(paid > 0, |amount| amount == 0);
        (!settled).then_some(Outstanding { rule: line.rule, amount })
    };
    due.iter().filter_map(left).collect()
}

/// The lines that something is left of, with what is left: what a desk has still to take.
#[must_use]
pub fn still_due(due: &[FeeLine], taken: &[FeeRecord]) -> Vec<FeeLine> {
    let line = |left: Outstanding| {
        let line = due.iter().find(|line| line.rule == left.rule)?;
        Some(FeeLine { amount: left.amount, ..line.clone() })
    };
    outstanding(due, taken).into_iter().filter_map(line).collect()
}

impl FeeRule {
    /// What the rule comes to, in đồng; None: not known, or the answers it counts with are missing.
    #[must_use]
    pub fn amount(&self, scope: &Scope<'_>) -> Option<u64> {
        match &self.formula {
            Some(formula) => whole(expression::eval(formula, scope).as_number()?),
            None => self.amount_vnd,
        }
    }

    fn line(&self, rule: u8, scope: &Scope<'_>) -> FeeLine {
        let amount = self.amount(scope);
        FeeLine {
            rule,
            amount: if self.conflict { None } else { amount },
            proposals: if self.conflict { amount.into_iter().collect() } else { Vec::new() },
            condition: self.condition.as_ref().map(|condition| condition.sentence.clone()),
            unit_vi: self.unit_vi.clone(),
            legal_basis: self.legal_basis.clone(),
            exemptions: self.exemptions.clone(),
            note_vi: self.note_vi.clone(),
            confirmed: self.confirmed && !self.conflict,
        }
    }

    /// Compiles the fee rules of one procedure. The question of rule `n` is answered under `states_fee_n`.
    ///
    /// # Errors
    /// Names the first rule that is not as expected.
    pub fn from_raw(procedure: &Value) -> Result<Vec<Self>, RawError> {
        raw::each(procedure, "fee", one)
    }
}

fn one(index: usize, raw: &Value) -> Result<FeeRule, RawError> {
    let formula = match raw::optional_text(raw, "formula")? {
        None => None,
        Some(source) => Some(expression::parse(&source).map_err(|error| RawError::new("formula", error.to_string()))?),
    };
    let published = |name| Ok::<_, RawError>(raw::optional_text(raw, name)?.as_deref() != Some("to_confirm"));
    let amount_vnd = raw::optional_number(raw, "amount_vnd")?;
    Ok(FeeRule {
        condition: raw::condition(raw, "condition", &format!("states_fee_{index}"))?,
        channel: match raw::text(raw, "channel")?.as_str() {
            "any" => None,
            "counter" => Some(Channel::Counter),
            "post" => Some(Channel::Post),
            "online" => Some(Channel::Online),
            other => return Err(RawError::new("channel", format!("unknown channel: {other}"))),
        },
        confirmed: published("source")?
            && published("legal_basis_source")?
            && (amount_vnd.is_some() || formula.is_some()),
        amount_vnd,
        formula,
        unit_vi: raw::optional_text(raw, "unit_vi")?,
        legal_basis: raw::optional_text(raw, "legal_basis")?,
        exemptions: raw::texts(raw, "exemption")?,
        note_vi: raw::optional_text(raw, "note_vi")?,
        conflict: raw::flag(raw, "conflict")?,
    })
}

/// A whole number of đồng that a float holds exactly; None for fractions, negative numbers and what is beyond.
fn whole(number: f64) -> Option<u64> {
    /// 2^53: up to here every whole number has its own float.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number within the exact range loses nothing"
    )]
    (number.fract() == 0.0 && (0.0..=EXACT).contains(&number)).then_some(number as u64)
}
