//! One question of a form.

use super::rule::Rule;
use crate::{
    expression::{Condition, Expr},
    text::Text,
};
use serde::{Deserialize, Serialize};

/// A question, or a column of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Name of its answer: lower case, digits, underscore.
    pub name: String,
    pub label: Text,
    pub kind: FieldKind,
    #[serde(default, skip_serializing_if = "Required::is_never")]
    pub required: Required,
    /// In the data's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// What a new form begins with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefill: Option<Prefill>,
    /// What the answer is used for besides being part of the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<FieldRole>,
    /// In which step of the screen it stands.
    #[serde(default, skip_serializing_if = "Part::is_matter")]
    pub part: Part,
    /// A hint below the label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// When the screen shows it; None: always. A field with an answer is always shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown_when: Option<Expr>,
}

/// What kind of answer a field takes, and how the answer looks in JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// A text; `multiline` where long ones are usual.
    Text {
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        multiline: bool,
    },
    /// The value of one choice, as text.
    Select {
        choices: Choices,
    },
    /// A list of values.
    Multiselect {
        choices: Choices,
    },
    /// An object: see [`super::address`].
    Address {
        scope: PlaceScope,
    },
    /// true or false.
    Boolean,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as far as the rules allow.
    PartialDate,
    /// `YYYY-MM-DD`.
    Date,
    /// Digits, with an optional leading `+`; spaces, dots and dashes are taken out.
    Tel,
    Email,
    /// The code of a unit that is valid now, or an old unit as `06655@2025-06-30`: by its old name, or where it was split
    /// and nobody knows which part is meant.
    Unit {
        scope: PlaceScope,
    },
    /// The code of a unit, valid now or until the boundaries changed; the latter as `06652@2025-06-30`, because
    /// codes were given to other units.
    UnitHistoric {
        scope: PlaceScope,
    },
    /// A whole number.
    Integer,
    Decimal,
    /// `08:30`.
    Time,
    /// Whole đồng.
    Money,
    /// Four digits of the list `vsic`.
    VsicCode,
    /// A list of objects with these members.
    List {
        columns: Vec<Field>,
    },
}

/// What one can choose from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choices {
    Options(Vec<Choice>),
    /// A list of its own, loaded by name: `countries`.
    List(String),
}

/// A value with what people read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub value: String,
    pub label: Text,
}

/// Which places may be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceScope {
    /// A unit of the province.
    Province,
    /// Any place.
    Any,
}

/// Whether an answer is needed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Required {
    #[default]
    Never,
    Always,
    When(Condition),
}

/// Where a first answer comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prefill {
    /// The account of the person who signed in.
    Login,
}

/// What an answer is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldRole {
    /// It decides which agency is competent.
    Competence,
    /// Filled from the choice how and where the result is returned, not asked a second time.
    Return,
    /// Answers a condition that the applicant states: of a paper, a time, a fee or the competence.
    States,
    /// What the dossier is about, in the applicant's words.
    Subject,
}

/// The step of the screen in which a field stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Who applies, and how to reach them.
    Applicant,
    #[default]
    Matter,
    /// Which papers are needed.
    Papers,
    Return,
    /// What is confirmed at the end.
    Declaration,
}

impl Part {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
    const fn is_matter(&self) -> bool {
        matches!(self, Self::Matter)
    }
}

impl Required {
    /// Whether no answer is ever needed.
    #[must_use]
    pub const fn is_never(&self) -> bool {
        matches!(self, Self::Never)
    }
}
