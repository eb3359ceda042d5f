//! Who is competent for what was filed when the map was another one.

use super::{CompetenceDecision, CoordinationReason, Outcome, agency_in, resolve};
use crate::{
    form::{Answers, Facts, Field, FieldKind, address::is_code},
    ids::{AgencyId, CentreId, UnitCode},
    procedure::Procedure,
    unit::UnitMap,
};
use jiff::civil::Date;
use serde_json::Value;

/// Answers as they were meant: the code of a unit that has ended since gets the day on which it was given,
/// `06652@2025-06-30`, so that it leads to what became of the unit and not to whoever has the code now.
#[must_use]
pub fn as_meant(fields: &[Field], answers: &Answers, given: Date, on: Date, map: &UnitMap) -> Answers {
    let mut meant = answers.clone();
    if given < on {
        for field in fields {
            if let Some(answer) = meant.get_mut(&field.name) {
                date_codes(field, answer, given, on, map);
            }
        }
    }
    meant
}

fn date_codes(field: &Field, answer: &mut Value, given: Date, on: Date, map: &UnitMap) {
    match (&field.kind, answer) {
        (FieldKind::Unit { .. } | FieldKind::UnitHistoric { .. }, Value::String(code)) => {
            date_code(code, given, on, map);
        }
        (
            FieldKind::Address { .. } | FieldKind::Unit { .. } | FieldKind::UnitHistoric { .. },
            Value::Object(members),
        ) => {
            if let Some(Value::String(code)) = members.get_mut("unit_code") {
                date_code(code, given, on, map);
            }
        }
        (FieldKind::List { columns }, Value::Array(rows)) => {
            for row in rows.iter_mut().filter_map(Value::as_object_mut) {
                for column in columns {
                    if let Some(answer) = row.get_mut(&column.name) {
                        date_codes(column, answer, given, on, map);
                    }
                }
            }
        }
        _ => {}
    }
}

fn date_code(code: &mut String, given: Date, on: Date, map: &UnitMap) {
    let bare = code.trim();
    let has_ended = || map.unit(&UnitCode::from(bare), given).is_some_and(|unit| !unit.is_valid(on));
    if is_code(bare) && has_ended() {
        *code = format!("{bare}@{given}");
    }
}

/// Who is competent today for a dossier that was filed before, with its answers [as they were meant](as_meant). Its law
/// is that of its filing (`facts`), the map that of the day. What somebody has said of a divided unit stays said:
/// `present` is the agency that has the dossier.
#[must_use]
pub fn resolve_later(
    procedure: &Procedure,
    answers: &Answers,
    facts: &Facts,
    receiving: &CentreId,
    present: Option<&AgencyId>,
    on: Date,
    map: &UnitMap,
) -> CompetenceDecision {
    let standing = map.answering(&AgencyId(receiving.0.clone()), on).into_iter().next();
    let desk = standing.map_or_else(|| receiving.clone(), |agency| CentreId(agency.0));
    let mut decision = resolve(procedure, answers, facts, &desk, on, map);
    if let Outcome::Coordination { reason: CoordinationReason::SplitUnit { candidates, .. } } = &decision.outcome {
        let said = present.filter(|agency| {
            candidates.iter().any(|code| map.unit(code, on).is_some_and(|unit| unit.is_agency(agency.as_str())))
        });
        if let Some(outcome) = said.and_then(|agency| agency_in(procedure, agency, on, map)) {
            decision.outcome = outcome;
        }
    }
    decision
}
