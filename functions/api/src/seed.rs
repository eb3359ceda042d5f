//! Seeding the reference data: compiled once from the raw files, written entry by entry. Doing it again changes nothing.

use crate::{
    Api,
    reference::kind,
    store::{StoreError, reference::Entry},
};
use domain::{
    account::Account,
    calendar::Calendar,
    catalogue,
    dossier::{StateName, timers::TimerSettings},
    message::public::{ListValue, ProcedureList, ReferenceList},
    text::Text,
    unit::UnitMap,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// The raw files of the reference data, as text.
#[derive(Clone, Debug)]
pub struct Files {
    pub procedures: String,
    pub labels: String,
    pub units: String,
    pub calendar: String,
    /// How long timers run that no law fixes, by centre.
    pub timers: String,
    pub lists: String,
    /// States with their plain words (`statuses.json`).
    pub statuses: String,
    /// Demonstration accounts; a real deployment gives its own or none.
    pub accounts: String,
}

/// Why seeding failed. Nothing is written unless everything compiles.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    #[error("{file}: {problem}")]
    File { file: &'static str, problem: String },
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn file(file: &'static str) -> impl Fn(String) -> SeedError {
    move |problem| SeedError::File { file, problem }
}

fn json(name: &'static str, text: &str) -> Result<Value, SeedError> {
    serde_json::from_str(text).map_err(|error| file(name)(error.to_string()))
}

fn entry(code: &str, valid_from: &str, value: &impl serde::Serialize) -> Result<Entry, SeedError> {
    let json = serde_json::to_vec(value).map_err(|error| file("entry")(error.to_string()))?;
    Ok(Entry { code: code.to_owned(), valid_from: valid_from.to_owned(), json })
}

/// Compiles the files to entries by kind.
///
/// # Errors
/// [`SeedError::File`] names the file and, for the catalogue, procedure, field and rule.
pub fn compile(files: &Files) -> Result<Vec<(&'static str, Entry)>, SeedError> {
    let mut entries = Vec::new();
    let procedures = catalogue::compile(&json("procedures", &files.procedures)?, &json("labels", &files.labels)?)
        .map_err(|errors| file("procedures")(errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))?;
    let summaries: Vec<_> = procedures.iter().map(catalogue::summary).collect();
    entries.push((kind::SUMMARY, entry("all", "", &ProcedureList { procedures: summaries })?));
    for procedure in &procedures {
        entries.push((kind::PROCEDURE, entry(procedure.code.as_str(), &procedure.valid_from.to_string(), procedure)?));
    }
    let units = UnitMap::from_raw(&json("units", &files.units)?).map_err(|error| file("units")(error.to_string()))?;
    entries.push((kind::UNITS, entry("all", "", &units)?));
    let calendar =
        Calendar::from_raw(&json("calendar", &files.calendar)?).map_err(|error| file("calendar")(error.to_string()))?;
    entries.push((kind::CALENDAR, entry("all", &calendar.version.to_string(), &calendar)?));
    let timers = TimerSettings::from_raw(&json("timers", &files.timers)?);
    let timers = timers.map_err(|error| file("timers")(error.to_string()))?;
    if let Some(centre) = timers.centres.keys().find(|centre| !units.is_centre(centre, calendar.version)) {
        return Err(file("timers")(format!("{centre} is no centre")));
    }
    entries.push((kind::TIMERS, entry("all", "", &timers)?));
    let lists: BTreeMap<String, Vec<ListValue>> =
        serde_json::from_str(&files.lists).map_err(|error| file("lists")(error.to_string()))?;
    for (name, values) in lists {
        entries.push((kind::LIST, entry(&name, "", &ReferenceList { values })?));
    }
    let states = plain_states(&json("statuses", &files.statuses)?)?;
    entries.push((kind::LIST, entry(kind::PLAIN_STATES, "", &ReferenceList { values: states })?));
    let accounts: Vec<Account> =
        serde_json::from_str(&files.accounts).map_err(|error| file("accounts")(error.to_string()))?;
    for account in &accounts {
        entries.push((kind::ACCOUNT, entry(account.id.as_str(), "", account)?));
    }
    Ok(entries)
}

/// What each state means for the person; every state that a dossier can be in has its words.
fn plain_states(raw: &Value) -> Result<Vec<ListValue>, SeedError> {
    let states = raw.get("states").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let text = |state: &Value, name: &str| state.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let values: Vec<ListValue> = states
        .iter()
        .map(|state| ListValue {
            value: text(state, "id"),
            label: Text { vi: text(state, "plain_vi"), en: text(state, "plain_en") },
        })
        .collect();
    let told = |name: &StateName| values.iter().any(|value| value.value == name.as_str() && !value.label.vi.is_empty());
    match StateName::ALL.iter().find(|name| !told(name)) {
        Some(name) => Err(file("statuses")(format!("no plain words for {}", name.as_str()))),
        None => Ok(values),
    }
}

/// Writes all entries.
///
/// # Errors
/// [`SeedError`]
pub async fn seed(api: &Api, files: &Files) -> Result<usize, SeedError> {
    let entries = compile(files)?;
    for (kind, entry) in &entries {
        api.store.put_reference(kind, entry).await?;
    }
    Ok(entries.len())
}
