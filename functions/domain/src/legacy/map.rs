//! The column map of an old system.

use super::Problem;
use crate::{
    ids::{ProcedureCode, UnitCode},
    raw::{self, RawError},
    text::fold,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// What can be read of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// The dossier's code in the old system.
    Code,
    /// The procedure's national code, or a name that the map translates.
    Procedure,
    Applicant,
    IdNumber,
    Phone,
    Organisation,
    /// Day of reception.
    Received,
    /// Day on which the result was promised.
    Due,
    /// How far it is, in words that the map translates.
    State,
    /// Day on which it was done; needed for what is done.
    Finished,
    /// The unit that decides, by its name then or now.
    Unit,
    /// The unit whose centre received it; none: the deciding one.
    Centre,
    Subject,
    /// Number of the result.
    ResultNumber,
    /// The steps in the old system, as text.
    History,
    /// Sheets of paper that travel with it.
    Sheets,
}

impl Column {
    /// Every column, those first that a file must have.
    pub const ALL: [Self; 16] = [
        Self::Code,
        Self::Procedure,
        Self::Applicant,
        Self::Received,
        Self::State,
        Self::Unit,
        Self::IdNumber,
        Self::Phone,
        Self::Organisation,
        Self::Due,
        Self::Finished,
        Self::Centre,
        Self::Subject,
        Self::ResultNumber,
        Self::History,
        Self::Sheets,
    ];
    /// Those that a file must have.
    pub const NEEDED: usize = 6;

    /// Its id in the map.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Procedure => "procedure",
            Self::Applicant => "applicant",
            Self::IdNumber => "id_number",
            Self::Phone => "phone",
            Self::Organisation => "organisation",
            Self::Received => "received",
            Self::Due => "due",
            Self::State => "state",
            Self::Finished => "finished",
            Self::Unit => "unit",
            Self::Centre => "centre",
            Self::Subject => "subject",
            Self::ResultNumber => "result_number",
            Self::History => "history",
            Self::Sheets => "sheets",
        }
    }
}

/// How far a dossier of an old system is, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OldState {
    /// Accepted and not decided: it waits for the agency to take it over.
    Open,
    /// The result waits at the centre for the citizen.
    Ready,
    /// The result was handed over: kept for the history.
    Returned,
}

/// How the columns of one old system are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnMap {
    /// Names the old system for ever: lower-case letters, digits and dashes. With a dossier's old code it is its identity.
    pub source: String,
    /// Headings by column.
    pub columns: BTreeMap<Column, String>,
    /// By the folded words of the file.
    pub states: BTreeMap<String, OldState>,
    /// Procedures by other names than their codes, folded.
    pub procedures: BTreeMap<String, ProcedureCode>,
    /// Units by names that nobody else knows, folded.
    pub units: BTreeMap<String, UnitCode>,
}

/// Where the columns of a file stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// As written, in the order of the file.
    pub headings: Vec<String>,
    pub(super) at: BTreeMap<Column, usize>,
}

impl ColumnMap {
    /// Reads a map.
    ///
    /// # Errors
    /// Names the place that is not as expected.
    pub fn from_raw(raw: &Value) -> Result<Self, RawError> {
        let source = raw::text(raw, "source")?;
        let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        if !(2..=24).contains(&source.len()) || !source.chars().all(plain) {
            return Err(RawError::new("source", "2 to 24 lower-case letters, digits and dashes"));
        }
        let mut columns = BTreeMap::new();
        for (id, heading) in members(raw, "columns")? {
            let column = Column::ALL.into_iter().find(|column| column.as_str() == id);
            let column = column.ok_or_else(|| RawError::new(format!("columns.{id}"), "no such column"))?;
            columns.insert(column, text(&heading, &format!("columns.{id}"))?);
        }
        if let Some(missing) = Column::ALL.iter().take(Column::NEEDED).find(|column| !columns.contains_key(column)) {
            return Err(RawError::new(format!("columns.{}", missing.as_str()), "missing"));
        }
        let mut states = BTreeMap::new();
        for (words, state) in members(raw, "states")? {
            let at = format!("states.{words}");
            let state = serde_json::from_value(state).map_err(|_| RawError::new(at, "open, ready or returned"))?;
            states.insert(fold(&words), state);
        }
        let named = |name: &str| -> Result<Vec<(String, String)>, RawError> {
            if raw.get(name).is_none() {
                return Ok(Vec::new());
            }
            let read = |(key, value): (String, Value)| Ok((fold(&key), text(&value, &format!("{name}.{key}"))?));
            members(raw, name)?.into_iter().map(read).collect()
        };
        let procedures = named("procedures")?.into_iter().map(|(name, code)| (name, ProcedureCode(code))).collect();
        let units = named("units")?.into_iter().map(|(name, code)| (name, UnitCode(code))).collect();
        Ok(Self { source, columns, states, procedures, units })
    }

    /// Finds the columns by their headings, in any order and whatever their case and marks.
    ///
    /// # Errors
    /// The columns that are missing or stand twice.
    pub fn header(&self, headings: &[String]) -> Result<Header, Vec<Problem>> {
        let folded: Vec<String> = headings.iter().map(|heading| fold(heading)).collect();
        let (mut at, mut wrong) = (BTreeMap::new(), Vec::new());
        for (column, heading) in &self.columns {
            let wanted = fold(heading);
            let mut found = folded.iter().enumerate().filter(|(_, known)| **known == wanted).map(|(at, _)| at);
            match (found.next(), found.next()) {
                (Some(place), None) => {
                    at.insert(*column, place);
                }
                (None, _) => wrong.push(Problem::ColumnMissing { heading: heading.clone() }),
                (Some(_), Some(_)) => wrong.push(Problem::ColumnTwice { heading: heading.clone() }),
            }
        }
        if wrong.is_empty() { Ok(Header { headings: headings.to_vec(), at }) } else { Err(wrong) }
    }
}

fn members(raw: &Value, name: &str) -> Result<Vec<(String, Value)>, RawError> {
    let object = raw::member(raw, name)?.as_object().ok_or_else(|| RawError::new(name, "not an object"))?;
    Ok(object.iter().map(|(key, value)| (key.clone(), value.clone())).collect())
}

fn text(value: &Value, at: &str) -> Result<String, RawError> {
    value.as_str().map(str::to_owned).ok_or_else(|| RawError::new(at, "not a text"))
}
