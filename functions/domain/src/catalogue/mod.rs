//! Compiling the raw reference data into procedures, when the catalogue is published: expressions and patterns are
//! parsed, names are looked up, and nothing is dropped silently. Browser and functions never see the raw data.

mod field;
mod labels;
mod names;
mod procedure;
mod rule;
mod sentence;
mod standard;
mod states;

pub use labels::Labels;
pub use sentence::sentence;

use crate::{
    procedure::{Procedure, ProcedureSummary},
    raw::{self, RawError},
};
use serde_json::Value;

/// Something in the raw data that does not compile.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{procedure}: {source}")]
pub struct CompileError {
    /// Code of the procedure.
    pub procedure: String,
    /// Where in the procedure, and what is wrong: `form_fields[3].validation[0].parameters.pattern: …`.
    pub source: RawError,
}

/// Compiles all procedures. `labels` gives the words for values that the procedures leave without.
///
/// # Errors
/// Everything that does not compile, not only the first.
pub fn compile(raw: &Value, labels: &Value) -> Result<Vec<Procedure>, Vec<CompileError>> {
    let whole = |source: RawError| vec![CompileError { procedure: "catalogue".to_owned(), source }];
    let labels = Labels::from_raw(labels).map_err(|error| whole(error.within("labels")))?;
    let procedures = raw::list(raw, "procedures").map_err(whole)?;
    let standard = standard::Standard::from_raw(procedures, &labels).map_err(|errors| named("standard", errors))?;
    let databases = raw.get("databases").unwrap_or(&Value::Null);
    let mut compiled: Vec<Procedure> = Vec::with_capacity(procedures.len());
    let mut errors = Vec::new();
    for raw in procedures {
        match procedure::compile(raw, &standard, &labels, databases) {
            Ok(procedure) => compiled.push(procedure),
            Err(found) => {
                let code = raw.get("code").and_then(Value::as_str).unwrap_or("without code");
                errors.extend(named(code, found));
            }
        }
    }
    for (index, procedure) in compiled.iter().enumerate() {
        let wrong = |at: &str, problem: &str| named(procedure.code.as_str(), vec![RawError::new(at, problem)]);
        if procedure.valid_to.is_some_and(|until| until < procedure.valid_from) {
            errors.extend(wrong("valid_to", "is before valid_from"));
        }
        for before in compiled.iter().take(index).filter(|before| before.code == procedure.code) {
            if before.valid_from == procedure.valid_from {
                errors.extend(wrong("code", "is there twice"));
            } else if before.valid_from > procedure.valid_from {
                errors.extend(wrong("valid_from", "versions stand oldest first"));
            } else if before.valid_to.is_some_and(|until| until >= procedure.valid_from) {
                errors.extend(wrong("valid_from", "the version before is still valid then"));
            }
        }
    }
    if errors.is_empty() { Ok(compiled) } else { Err(errors) }
}

/// The row of a procedure in the catalogue's list.
#[must_use]
pub fn summary(procedure: &Procedure) -> ProcedureSummary {
    ProcedureSummary {
        code: procedure.code.clone(),
        valid_from: procedure.valid_from,
        valid_to: procedure.valid_to,
        name_vi: procedure.name.vi.clone(),
        name_en: procedure.name.en.clone(),
        sector: procedure.sector.clone(),
        level: procedure.level,
        online: procedure.online,
    }
}

fn named(procedure: &str, errors: Vec<RawError>) -> Vec<CompileError> {
    errors.into_iter().map(|source| CompileError { procedure: procedure.to_owned(), source }).collect()
}

/// Results of which every error is wanted.
#[derive(Default)]
struct Errors(Vec<RawError>);

impl Errors {
    /// The value, or None with its error kept.
    fn take<T>(&mut self, result: Result<T, RawError>) -> Option<T> {
        result.map_err(|error| self.0.push(error)).ok()
    }

    /// The value, or None with its errors kept.
    fn take_all<T>(&mut self, result: Result<T, Vec<RawError>>, place: &str) -> Option<T> {
        result.map_err(|errors| self.0.extend(errors.into_iter().map(|error| error.within(place)))).ok()
    }

    fn push(&mut self, at: impl Into<String>, problem: impl Into<String>) {
        self.0.push(RawError::new(at, problem));
    }
}
