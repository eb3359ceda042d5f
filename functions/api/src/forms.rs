//! A dossier's legal forms: loads what the domain makes them from.

use crate::{
    Api,
    error::{ApiError, ApiResult},
    reference::Lists,
    store::dossier::WithHistory,
};
use domain::{
    calendar::day_of,
    dossier::Dossier,
    form::Answers,
    ids::AccountId,
    slip::{self, Form, FormNumber, Officer, Source, sheet::Paper},
};
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which issue of a form.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
pub struct Issue {
    /// Version of the event that issued it; without it the last one.
    pub version: Option<u32>,
}

/// Which issue of a form, on which paper.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
pub struct Print {
    /// Version of the event that issued it; without it the last one.
    pub version: Option<u32>,
    /// `a4` (otherwise) or `a5`.
    pub paper: Option<String>,
}

impl Print {
    /// The paper that was asked for; wide tables stay on A4.
    ///
    /// # Errors
    /// 400 for a size that there is not.
    pub fn paper(&self, form: FormNumber) -> ApiResult<Paper> {
        match self.paper.as_deref() {
            None | Some("a4") => Ok(Paper::A4),
            Some("a5") if form.fits_a5() => Ok(Paper::A5),
            Some("a5") => Ok(Paper::A4),
            Some(_) => Err(ApiError::malformed("paper is a4 or a5")),
        }
    }
}

/// The form of a dossier that may be seen.
///
/// # Errors
/// 404 when the dossier has no such form.
pub async fn form(api: &Api, found: &WithHistory, number: FormNumber, version: Option<u32>) -> ApiResult<Form> {
    let dossier = &found.stored.dossier;
    let (procedure, units, calendar, accounts) = (
        api.reference.version(api, slip::procedure_of(dossier, &found.events, number, version)).await?,
        api.reference.units(api).await?,
        api.reference.calendar(api).await?,
        api.reference.accounts(api).await?,
    );
    let lists = api.reference.lists(api).await?;
    let officer = |id: &AccountId| {
        let account = accounts.get(id)?;
        Some(Officer { name: account.name.clone(), phone: account.office_phone.clone() })
    };
    let source = Source {
        dossier,
        events: &found.events,
        procedure: &procedure,
        units: &units,
        calendar: &calendar,
        country: &|code| country(&lists, code),
        officer: &officer,
        site: &api.config.site,
        secret: &api.keys.tracking_secret(&dossier.code, found.stored.secret_version),
        now: api.now(),
    };
    Form::of(&source, number, version).ok_or_else(ApiError::not_found)
}

/// The applicant's address in words, as forms have it.
///
/// # Errors
/// The store's, for reference data.
pub async fn address(api: &Api, dossier: &Dossier, answers: &Answers) -> ApiResult<String> {
    let (procedure, units) = (api.reference.version(api, &dossier.procedure).await?, api.reference.units(api).await?);
    let lists = api.reference.lists(api).await?;
    let on = day_of(dossier.submitted_at);
    Ok(slip::residence(&procedure, answers, &units, on, &|code| country(&lists, code)))
}

fn country(lists: &Lists, code: &str) -> Option<String> {
    let countries = lists.labelled.get("countries")?;
    countries.iter().find(|country| country.value == code).map(|country| country.label.vi.clone())
}

/// The number in a path.
///
/// # Errors
/// 404 for a form that there is not.
pub fn number(text: &str) -> ApiResult<FormNumber> {
    FormNumber::from_id(text).ok_or_else(ApiError::not_found)
}

/// The number in a citizen's path: the control slip is the offices' own.
///
/// # Errors
/// 404 for a form that is not handed to citizens.
pub fn issued_number(text: &str) -> ApiResult<FormNumber> {
    number(text).and_then(|form| if form.is_issued() { Ok(form) } else { Err(ApiError::not_found()) })
}

/// When the form was issued, which is the date of its file; of one from the whole history, the last event's.
#[must_use]
pub fn written_at(found: &WithHistory, number: FormNumber, version: Option<u32>) -> Option<Timestamp> {
    let slips = found.stored.dossier.slips.iter().rev();
    let mut issued = slips.filter(|slip| slip.form == number.as_str());
    issued
        .find(|slip| version.is_none_or(|version| slip.version == version))
        .map(|slip| slip.at)
        .or_else(|| found.events.last().map(|event| event.at))
}
