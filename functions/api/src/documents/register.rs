//! `GET /api/staff/register?desk=&from=&to=&format=`

use super::{Press, certifications, download, file_name};
use crate::{
    Api,
    auth::Staff,
    error::{ApiError, ApiResult},
    store::register::Entry,
};
use axum::{
    Extension, Json,
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use domain::{
    account::{Place, Role},
    calendar::instant,
    dossier::{
        Actor, Dossier,
        rights::{Sight, sight},
    },
    form::FieldError,
    ids::{DossierCode, ProcedureCode},
    procedure::Procedure,
    slip::{Form, Form07, Keeper, Subject, csv::csv, sheet::Paper},
};
use jiff::{
    Timestamp,
    civil::{Date, Time},
};
use serde::Deserialize;
use std::{
    collections::{HashMap, hash_map},
    sync::Arc,
};
use utoipa::IntoParams;

/// Longest period, in days.
const LONGEST: i32 = 31;
/// Most lines of one register.
const MOST: usize = 2_000;

/// Which register.
#[derive(Debug, Default, Deserialize, IntoParams)]
pub struct Which {
    /// A desk of the account's own posts: `TT-06652`, `06652/CX-KINHTE`. A province manager may name any.
    desk: String,
    /// First day of reception, `2026-11-01`.
    from: String,
    /// Last day of reception; at most 31 days.
    to: String,
    /// `json` (otherwise), `csv` or `pdf`.
    format: Option<String>,
    /// `certifications`: the certification register instead of form 07.
    book: Option<String>,
}

/// The register of a desk's place (form 07): dossiers received in the period, by time. A list, as the queue is one:
/// reading it is not remembered for each dossier.
///
/// # Errors
/// 400, 401, 403 for a desk that is not the account's, 422 for a period that is too long or has too many lines.
#[utoipa::path(get, path = "/api/staff/register", tag = "documents", params(Which),
    responses((status = 200), (status = 400), (status = 401), (status = 403), (status = 422)))]
pub async fn register(
    State(api): State<Api>,
    Extension(press): Extension<Press>,
    Staff(staff): Staff,
    Query(which): Query<Which>,
) -> ApiResult<Response> {
    let keeper = keeper(&which.desk, &staff.actor).ok_or_else(ApiError::not_permitted)?;
    let period = period(&which)?;
    let now = api.now();
    let lines = api.store.register(&keeper, period, instants(period, now), MOST).await?;
    if lines.len() > MOST {
        return Err(ApiError::invalid(vec![FieldError::new("to", "too_many")]));
    }
    // A dossier whose time of reception was corrected has two lines.
    let entries: HashMap<DossierCode, Entry> = lines.into_iter().collect();
    let codes: Vec<DossierCode> = entries.keys().cloned().collect();
    let heads = api.store.heads(&codes).await?;
    // A line may be older than a change of place: what counts is what the dossier says now.
    let heads = heads.iter().map(|stored| &stored.dossier);
    let here: Vec<&Dossier> = heads.filter(|dossier| sight(&staff.actor, dossier) == Some(Sight::Whole)).collect();
    let procedures = procedures(&api, &here).await?;
    if which.book.as_deref() == Some("certifications") {
        let on_the_spot = |dossier: &&Dossier| {
            procedures.get(&version(dossier)).is_some_and(|procedure| procedure.handling.on_the_spot)
        };
        let certified: Vec<&Dossier> = here.into_iter().filter(on_the_spot).collect();
        let subject = format!("{}-{}-{}", which.desk, period.0, period.1);
        let wanted = (which.format.as_deref(), subject.as_str());
        return certifications::answer(&api, &press, (&keeper, period), &certified, &entries, wanted).await;
    }
    let subjects: Vec<Subject<'_>> = here
        .iter()
        .filter_map(|dossier| {
            Some(Subject {
                dossier,
                procedure_name: &procedures.get(&version(dossier))?.name.vi,
                address: &entries.get(&dossier.code)?.address,
            })
        })
        .collect();
    let units = api.reference.units(&api).await?;
    let register = Form07::of(&keeper, period, &subjects, &units, now);
    let subject = format!("{}-{}-{}", which.desk, period.0, period.1);
    match which.format.as_deref() {
        None | Some("json") => Ok(Json(Form::Register(Box::new(register))).into_response()),
        Some("csv") => {
            let text = csv(&register);
            let name = file_name(&Form::Register(Box::new(register)), &subject, "csv");
            Ok(download(text, "text/csv; charset=utf-8", &name))
        }
        Some("pdf") => press.answer(Form::Register(Box::new(register)), &subject, Paper::A4, now).await,
        Some(_) => Err(ApiError::malformed("format is json, csv or pdf")),
    }
}

/// The keeper to whom a desk belongs, if this person works there, or at what took it over.
fn keeper(desk: &str, actor: &Actor) -> Option<Keeper> {
    let keeper = Keeper::of_desk(desk)?;
    let works_there = actor.posts.iter().chain(&actor.succeeded).any(|post| match (&post.place, post.role) {
        (
            _,
            Role::CentreAdmin
            | Role::SystemAdmin
            | Role::SupportTechnician
            | Role::PostalAgent
            | Role::ConsultedOfficer,
        ) => false,
        (Place::Centre { centre }, _) => keeper == Keeper::Centre(centre.clone()),
        (Place::Agency { agency, .. }, _) => keeper == Keeper::Agency(agency.clone()),
        (Place::Province, role) => role == Role::ProvinceManager,
    });
    works_there.then_some(keeper)
}

fn period(which: &Which) -> ApiResult<(Date, Date)> {
    let day = |text: &str| text.parse::<Date>().map_err(|_| ApiError::malformed("from and to are days"));
    let (from, to) = (day(&which.from)?, day(&which.to)?);
    if to < from {
        return Err(ApiError::invalid(vec![FieldError::new("to", "range")]));
    }
    let days = from.until(to).map_or(i32::MAX, |span| span.get_days());
    if days >= LONGEST { Err(ApiError::invalid(vec![FieldError::new("to", "too_long")])) } else { Ok((from, to)) }
}

/// First and last instant of the period; at the ends of representable time now.
fn instants((from, to): (Date, Date), now: Timestamp) -> (Timestamp, Timestamp) {
    let at = |day: Date, time: Time| instant(day.to_datetime(time)).unwrap_or(now);
    (at(from, Time::midnight()), at(to, Time::MAX))
}

/// A version of a procedure.
type Version = (ProcedureCode, Date);

fn version(dossier: &Dossier) -> Version {
    (dossier.procedure.code.clone(), dossier.procedure.valid_from)
}

/// The procedures' versions, each loaded once.
async fn procedures(api: &Api, dossiers: &[&Dossier]) -> ApiResult<HashMap<Version, Arc<Procedure>>> {
    let mut found = HashMap::new();
    for dossier in dossiers {
        if let hash_map::Entry::Vacant(unknown) = found.entry(version(dossier)) {
            unknown.insert(api.reference.version(api, &dossier.procedure).await?);
        }
    }
    Ok(found)
}
