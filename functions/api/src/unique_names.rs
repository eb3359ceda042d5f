//! Names that must be unique within a unit: which answers they are, and what the table knows of them.

use crate::{Api, error::ApiResult};
use domain::{
    dossier::Dossier,
    form::{Answers, RuleKind, context::fold_spaces},
    ids::UnitCode,
    procedure::Procedure,
};
use serde_json::Value;
use std::collections::BTreeSet;

/// The answers under a `unique` rule, each with the unit that limits the comparison.
fn names(procedure: &Procedure, answers: &Answers) -> Vec<(UnitCode, String)> {
    let mut names = Vec::new();
    for field in &procedure.fields {
        for rule in &field.rules {
            let RuleKind::Unique { of } = &rule.kind else { continue };
            let unit = match answers.get(of) {
                Some(Value::String(code)) => Some(code.as_str()),
                Some(place) => place.get("unit_code").and_then(Value::as_str),
                None => None,
            };
            let name = answers.get(&field.name).and_then(Value::as_str).map(fold_spaces);
            let unit = unit.map(|unit| unit.split_once('@').map_or(unit, |(code, _)| code));
            // The answers are not checked yet, and a key of the table has a longest length.
            let unit = unit.filter(|unit| unit.len() <= 20);
            if let (Some(unit), Some(name)) = (unit, name.filter(|name| !name.is_empty() && name.len() <= 1_000)) {
                names.push((UnitCode::from(unit), name));
            }
        }
    }
    names
}

/// Those of the given names that are taken already.
///
/// # Errors
/// The store's.
pub async fn taken(api: &Api, procedure: &Procedure, answers: &Answers) -> ApiResult<BTreeSet<String>> {
    let mut taken = BTreeSet::new();
    for (unit, name) in names(procedure, answers) {
        if api.store.name_is_taken(&procedure.code, &unit, &name).await? {
            taken.insert(name);
        }
    }
    Ok(taken)
}

/// Takes the names of a dossier that is granted.
///
/// # Errors
/// The store's.
pub async fn take(api: &Api, dossier: &Dossier, procedure: &Procedure, answers: &Answers) -> ApiResult<()> {
    for (unit, name) in names(procedure, answers) {
        api.store.take_name(&procedure.code, &unit, &name, &dossier.code).await?;
    }
    Ok(())
}
