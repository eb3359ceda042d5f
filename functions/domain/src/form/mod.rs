//! Forms as data: fields with typed rules, their answers, and what is wrong with the answers.

pub mod address;
pub mod check;
pub mod context;
pub mod dates;
pub mod error;
pub mod facts;
pub mod field;
pub mod normalise;
pub mod papers;
pub mod rule;
pub mod rules;
pub mod submission;
pub mod types;
pub mod visible;

pub use check::{Check, check};
pub use context::Context;
pub use error::FieldError;
pub use facts::Facts;
pub use field::{Choice, Field, FieldKind, Required};
pub use papers::{file_is_asked, is_the_form_itself, paper_is_needed, papers_required};
pub use rule::{Rule, RuleKind, Severity};
pub use submission::{Applicant, ApplicantKind, RepresentativeRole, Submission, parse};
pub use visible::visible;

/// Answers by field name, as they travel and are stored. Dates are ISO; see [`field::FieldKind`] for each kind.
pub type Answers = serde_json::Map<String, serde_json::Value>;
