//! Dossiers of an old system, line by line. A maintenance program works with this; no request does.
//!
//! A line's dossier is written in one transaction under a code that follows from the line, so a run that was interrupted is
//! simply run again: what is there is known by its source.

use crate::{
    Api,
    error::{ApiError, ApiResult},
    seal::sha256_hex,
    store::{dossier::Written, idempotency::Record},
};
use axum::http::StatusCode;
use domain::{
    calendar::day_of,
    ids::{DossierCode, ProcedureCode, UnitCode},
    legacy::{Column, ColumnMap, Entry, Line, Place, Problem, enter, request},
    procedure::Procedure,
    text::fold,
    unit::{Resolution, UnitMap},
};
use jiff::civil::Date;
use std::sync::Arc;

/// What became of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is a dossier now; of a dry run: it would be one.
    Entered { code: DossierCode, doubtful: bool },
    /// It was before, from the same line.
    Known { code: DossierCode },
    /// It was before, from a line that said something else; the dossier is left as it is.
    Changed { code: DossierCode },
    /// It stays out.
    Wrong { problems: Vec<Problem> },
}

/// Takes one line; `dry` only says what would become of it.
///
/// # Errors
/// The store's.
pub async fn take(api: &Api, map: &ColumnMap, line: Line, dry: bool) -> ApiResult<Outcome> {
    let now = api.now();
    let today = day_of(now);
    let units = api.reference.units(api).await?;
    let mut problems = Vec::new();
    let procedure = procedure(api, map, &line, today).await?;
    if procedure.is_none() {
        problems.push(Problem::ProcedureUnknown { written: line.procedure.chars().take(80).collect() });
    }
    let unit = |column, name| unit(map, &units, column, name, (day_of(line.received_at), today));
    let place = unit(Column::Unit, &line.unit);
    let centre = line.centre.as_deref().map(|name| unit(Column::Centre, name)).transpose();
    let (Some(procedure), Ok(place), Ok(centre)) = (procedure, &place, &centre) else {
        problems.extend(place.err());
        problems.extend(centre.err());
        return Ok(Outcome::Wrong { problems });
    };
    let code = code_of(&map.source, &line.code);
    let hash = hash_of(&line);
    let doubtful = matches!(place, Place::Doubtful(_));
    if dry {
        return known(api, map, &hash, code.clone())
            .await
            .map(|known| known.unwrap_or(Outcome::Entered { code, doubtful }));
    }
    let calendar = api.reference.calendar(api).await?;
    let number = line.id_number.as_deref();
    let entry = Entry {
        source: &map.source,
        code: code.clone(),
        procedure: &procedure,
        place: place.clone(),
        centre: match centre {
            Some(Place::Unit(unit)) => Some(unit.clone()),
            // Of several that can be meant none is taken; the dossier lies where it is decided.
            Some(Place::Doubtful(_)) | None => None,
        },
        owner: number.map(|number| api.keys.pseudonym(number)),
        hash: &hash,
        units: &units,
        calendar: &calendar,
        now,
    };
    let key = sha256_hex(line.code.as_bytes());
    let (dossier, events) = enter(line, &entry);
    let record = Record {
        subject: format!("legacy/{}", map.source),
        key: key.get(..32).unwrap_or(&key).to_owned(),
        body_hash: hash.clone(),
        code: code.clone(),
        at: now,
    };
    match api.store.create_dossier(&dossier, &events, &record).await? {
        Written::Done => Ok(Outcome::Entered { doubtful: dossier.resolver.is_none(), code }),
        Written::Conflict => {
            known(api, map, &hash, code).await?.ok_or_else(|| ApiError::internal("a code is taken by nothing"))
        }
    }
}

/// Whether the code is there already, and by whom.
async fn known(api: &Api, map: &ColumnMap, hash: &str, code: DossierCode) -> ApiResult<Option<Outcome>> {
    let Some(first) = api.store.event(&code, 1).await? else { return Ok(None) };
    let own = request(&map.source, "");
    Ok(Some(if first.request == request(&map.source, hash) {
        Outcome::Known { code }
    } else if first.request.as_str().starts_with(own.as_str()) {
        Outcome::Changed { code }
    } else {
        Outcome::Wrong { problems: vec![Problem::CodeTaken] }
    }))
}

/// The procedure of today, by its code or by a name that the map translates.
async fn procedure(api: &Api, map: &ColumnMap, line: &Line, today: Date) -> ApiResult<Option<Arc<Procedure>>> {
    let code = map.procedures.get(&fold(&line.procedure)).cloned();
    let code = code.unwrap_or_else(|| ProcedureCode::from(line.procedure.as_str()));
    match api.reference.procedure(api, &code, today).await {
        Ok(procedure) => Ok(Some(procedure)),
        Err(error) if error.0.status == StatusCode::NOT_FOUND.as_u16() => Ok(None),
        Err(error) => Err(error),
    }
}

/// The unit that a name means today, as far as it can be told. A code says what it said when the line was received: many
/// were given to other units.
fn unit(
    map: &ColumnMap,
    units: &UnitMap,
    column: Column,
    written: &str,
    (received_on, today): (Date, Date),
) -> Result<Place, Problem> {
    if let Some(code) = map.units.get(&fold(written)) {
        return Ok(Place::Unit(code.clone()));
    }
    if let Some(then) = units.unit(&UnitCode::from(written.trim()), received_on).filter(|then| !then.is_valid(today)) {
        match units.successors(then, today).as_slice() {
            [] => {}
            [only] => return Ok(Place::Unit(only.code.clone())),
            several => return Ok(Place::Doubtful(several.iter().map(|unit| unit.code.clone()).collect())),
        }
    }
    let Resolution { exact, candidates, suggestions, .. } = units.resolve(written, today);
    match exact {
        Some(code) => Ok(Place::Unit(code)),
        None if candidates.is_empty() => Err(Problem::UnitUnknown {
            heading: map.columns.get(&column).cloned().unwrap_or_default(),
            written: written.chars().take(80).collect(),
            similar: suggestions.into_iter().map(|found| found.full_name).take(3).collect(),
        }),
        None => Ok(Place::Doubtful(candidates.into_iter().map(|candidate| candidate.code).collect::<Vec<UnitCode>>())),
    }
}

/// The old code itself where it can be one of ours; otherwise one that follows from source and old code.
fn code_of(source: &str, old: &str) -> DossierCode {
    let fits = |letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit() || ".-".contains(letter);
    if (8..=60).contains(&old.len()) && old.chars().all(fits) {
        return DossierCode::from(old);
    }
    let hash = sha256_hex(format!("{source}/{old}").as_bytes()).to_uppercase();
    DossierCode(format!("NC-{}", hash.get(..20).unwrap_or(&hash)))
}

fn hash_of(line: &Line) -> String {
    let fields: Vec<&str> = line.original.iter().flat_map(|(heading, field)| [heading.as_str(), field]).collect();
    sha256_hex(fields.join("\u{1f}").as_bytes())
}
