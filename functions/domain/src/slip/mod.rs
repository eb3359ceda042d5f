//! The seven forms of Circular 03/2025/TT-VPCP (Appendix I; fields in `regulation.json`, `forms`), as values.
//!
//! A form is made from a dossier and its history and says what stood when it was issued; nothing is typed for it. Its
//! value ([`Form`]) has every field that the data list, under the data's names. [`Form::sheet`] puts the value into the
//! lines, tables and signatures of the paper; screen, print and PDF draw that sheet and nothing else, so they cannot
//! differ.
//!
//! The forms are Vietnamese legal documents and do not follow the language of the screen: they are the one place where
//! this crate holds prose.

mod apology;
mod applicant;
pub mod certification;
mod control;
pub mod csv;
pub mod direction;
pub mod handover;
mod head;
mod receipt;
mod refusal;
mod register;
mod request;
pub mod sheet;
mod source;
mod steps;
mod stop;
pub mod words;

pub use apology::Form04;
pub use applicant::residence;
pub use control::{Form06, Step, StepResult};
pub use head::Head;
pub use receipt::{DocumentLine, Form01};
pub use refusal::Form03;
pub use register::{Form07, Keeper, RegisterRow, Subject};
pub use request::{Form02, RequestedItem};
pub use sheet::Sheet;
pub use source::{Officer, Source, procedure_of};
pub use stop::Form05;

use serde::{Deserialize, Serialize};

/// Which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FormNumber {
    /// Receipt of the dossier and appointment.
    F01,
    /// Request to supplement.
    F02,
    /// Refusal to receive.
    F03,
    /// Apology and extension.
    F04,
    /// Notice that handling is stopped.
    F05,
    /// Process control slip.
    F06,
    /// Dossier register; it is one of a desk, not of a dossier.
    F07,
}

impl FormNumber {
    /// Every form.
    pub const ALL: [Self; 7] = [Self::F01, Self::F02, Self::F03, Self::F04, Self::F05, Self::F06, Self::F07];

    /// `01` to `07`, as in paths and in records of forms.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::F01 => "01",
            Self::F02 => "02",
            Self::F03 => "03",
            Self::F04 => "04",
            Self::F05 => "05",
            Self::F06 => "06",
            Self::F07 => "07",
        }
    }

    /// The form of this number.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.as_str() == id)
    }

    /// Whether it is handed to the citizen, with a number of its own.
    #[must_use]
    pub fn is_issued(self) -> bool {
        self <= Self::F05
    }

    /// Whether it may be printed on A5 as well; tables of many columns need A4.
    #[must_use]
    pub fn fits_a5(self) -> bool {
        self.is_issued()
    }
}

/// A form with its fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "form")]
pub enum Form {
    #[serde(rename = "01")]
    Receipt(Box<Form01>),
    #[serde(rename = "02")]
    Request(Box<Form02>),
    #[serde(rename = "03")]
    Refusal(Box<Form03>),
    #[serde(rename = "04")]
    Apology(Box<Form04>),
    #[serde(rename = "05")]
    Stop(Box<Form05>),
    #[serde(rename = "06")]
    Control(Box<Form06>),
    #[serde(rename = "07")]
    Register(Box<Form07>),
}

impl Form {
    /// The form of this number as issued by event `version`; without one, as issued last. None where the dossier has
    /// no such form. Form 06 is of the whole history, and form 07 of no single dossier.
    #[must_use]
    pub fn of(source: &Source<'_>, number: FormNumber, version: Option<u32>) -> Option<Self> {
        if number == FormNumber::F06 {
            return Some(Self::Control(Box::new(control::of(source))));
        }
        let issue = source.issue(number, version)?;
        Some(match number {
            FormNumber::F01 => Self::Receipt(Box::new(receipt::of(source, &issue))),
            FormNumber::F02 => Self::Request(Box::new(request::of(source, &issue))),
            FormNumber::F03 => Self::Refusal(Box::new(refusal::of(source, &issue))),
            FormNumber::F04 => Self::Apology(Box::new(apology::of(source, &issue))),
            FormNumber::F05 => Self::Stop(Box::new(stop::of(source, &issue))),
            FormNumber::F06 | FormNumber::F07 => return None,
        })
    }

    /// Which form it is.
    #[must_use]
    pub fn number(&self) -> FormNumber {
        match self {
            Self::Receipt(_) => FormNumber::F01,
            Self::Request(_) => FormNumber::F02,
            Self::Refusal(_) => FormNumber::F03,
            Self::Apology(_) => FormNumber::F04,
            Self::Stop(_) => FormNumber::F05,
            Self::Control(_) => FormNumber::F06,
            Self::Register(_) => FormNumber::F07,
        }
    }

    /// What stands on the paper.
    #[must_use]
    pub fn sheet(&self) -> Sheet {
        match self {
            Self::Receipt(form) => receipt::sheet(form),
            Self::Request(form) => request::sheet(form),
            Self::Refusal(form) => refusal::sheet(form),
            Self::Apology(form) => apology::sheet(form),
            Self::Stop(form) => stop::sheet(form),
            Self::Control(form) => control::sheet(form),
            Self::Register(form) => register::sheet(form),
        }
    }
}
