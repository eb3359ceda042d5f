//! Expressions of the procedure data: parsed once when the catalogue is published, then carried as a tree that
//! browser and functions only evaluate.
//!
//! The grammar is that of the data's `meta.grammar`. A tree is at most [`MAX_DEPTH`] deep, which keeps both the
//! recursion and the JSON that carries it far from every limit.

mod condition;
mod eval;
mod literal;
mod parse;
mod print;
mod scope;
mod token;
mod value;

pub use condition::{Condition, ConditionKind};
pub use eval::{eval, holds};
pub use parse::{ParseError, parse};
pub use scope::{Scope, is_empty};
pub use value::Val;

use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeSet;

/// How deep a tree may be.
pub const MAX_DEPTH: usize = 24;

/// An expression. The tags are short because a procedure carries many of them to the browser.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Expr {
    #[serde(rename = "l")]
    Literal(Literal),
    /// A field, or a member or column of one: `case_type`, `mother_residence.unit_code`.
    #[serde(rename = "n")]
    Name(String),
    #[serde(rename = "!")]
    Not(Box<Self>),
    #[serde(rename = "-")]
    Negative(Box<Self>),
    /// True when one of them is.
    #[serde(rename = "|")]
    Or(Vec<Self>),
    /// True when all of them are.
    #[serde(rename = "&")]
    And(Vec<Self>),
    #[serde(rename = "c")]
    Compare(Comparison, Box<(Self, Self)>),
    /// Whether the value is one of these literals.
    #[serde(rename = "in")]
    In(Box<Self>, Vec<Literal>),
    /// Whether the value is one of those that this name stands for.
    #[serde(rename = "inn")]
    InName(Box<Self>, String),
    #[serde(rename = "a")]
    Arithmetic(Operator, Box<(Self, Self)>),
    #[serde(rename = "f")]
    Call(Function, Vec<Self>),
    /// The sum of an expression over the rows of a list; the columns are names inside.
    #[serde(rename = "sum")]
    SumOver(String, Box<Self>),
}

/// A constant.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Literal {
    Null,
    Bool(bool),
    Number(#[serde(serialize_with = "plain_number")] f64),
    Text(String),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    #[serde(rename = "=")]
    Equal,
    #[serde(rename = "!")]
    NotEqual,
    #[serde(rename = "<")]
    Less,
    #[serde(rename = "<=")]
    LessOrEqual,
    #[serde(rename = ">")]
    Greater,
    #[serde(rename = ">=")]
    GreaterOrEqual,
}

/// Arithmetic of two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operator {
    #[serde(rename = "+")]
    Plus,
    #[serde(rename = "-")]
    Minus,
    #[serde(rename = "*")]
    Times,
}

/// The functions of the grammar besides `sum_over`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Function {
    /// The smallest number.
    Min,
    /// The largest number.
    Max,
    /// Number of rows of a list; none is 0.
    Count,
    /// Whether there is no value.
    Empty,
    /// Days from the first to the second date.
    DaysBetween,
    /// Full years on the day of filing; of a partial date the highest possible.
    AgeYears,
}

/// Writes a whole number without a fraction, as the data do.
#[cfg_attr(
    target_pointer_width = "64",
    expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")
)]
pub(crate) fn plain_number<S: Serializer>(number: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    #[expect(clippy::cast_possible_truncation, reason = "only taken when it loses nothing")]
    let whole = *number as i64;
    #[expect(clippy::cast_precision_loss, clippy::float_cmp, reason = "compares exactly what would be lost")]
    if whole as f64 == *number { serializer.serialize_i64(whole) } else { serializer.serialize_f64(*number) }
}

impl Expr {
    /// The names that the value depends on, with the part after the dot; columns inside a `sum_over` are given as
    /// `list.column` where they are not names outside as well.
    #[must_use]
    pub fn names(&self) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        self.collect(&mut names);
        names
    }

    fn collect(&self, names: &mut BTreeSet<String>) {
        match self {
            Self::Literal(_) => {}
            Self::Name(name) => {
                names.insert(name.clone());
            }
            Self::Not(inner) | Self::Negative(inner) | Self::In(inner, _) => inner.collect(names),
            Self::InName(inner, name) => {
                names.insert(name.clone());
                inner.collect(names);
            }
            Self::Or(parts) | Self::And(parts) | Self::Call(_, parts) => {
                parts.iter().for_each(|part| part.collect(names))
            }
            Self::Compare(_, pair) | Self::Arithmetic(_, pair) => {
                pair.0.collect(names);
                pair.1.collect(names);
            }
            Self::SumOver(list, row) => {
                names.extend(row.names().into_iter().map(|column| format!("{list}.{column}")));
                names.insert(list.clone());
            }
        }
    }

    /// Depth of the tree; a literal or a name is 1.
    #[must_use]
    pub fn depth(&self) -> usize {
        let deepest = |parts: &[Self]| parts.iter().map(Self::depth).max().unwrap_or(0);
        1 + match self {
            Self::Literal(_) | Self::Name(_) => 0,
            Self::Not(inner)
            | Self::Negative(inner)
            | Self::In(inner, _)
            | Self::InName(inner, _)
            | Self::SumOver(_, inner) => inner.depth(),
            Self::Or(parts) | Self::And(parts) | Self::Call(_, parts) => deepest(parts),
            Self::Compare(_, pair) | Self::Arithmetic(_, pair) => pair.0.depth().max(pair.1.depth()),
        }
    }
}
