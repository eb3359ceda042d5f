//! What a filing costs (R28, R29): the fee rules of a procedure and the lines that they give for one filing.

use crate::{
    expression::{Condition, Expr},
    procedure::Channel,
    raw::{self, RawError},
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
