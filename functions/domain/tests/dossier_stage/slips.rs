//! The forms of a dossier on the stage.

use super::super::common::seed;
use super::{CALENDAR, Stage, UNITS, props::account};
use domain::{
    ids::AccountId,
    slip::{Form, FormNumber, Officer, Source, Subject},
};

/// Where the site of the tests is.
pub const SITE: &str = "https://motcua.example";

/// The form of this number, as issued last, at the stage's time.
pub fn form(stage: &Stage, number: FormNumber) -> Form {
    issued(stage, number, None).unwrap_or_else(|| panic!("the dossier has a form {}", number.as_str()))
}

/// The form of this number as an event issued it.
pub fn issued(stage: &Stage, number: FormNumber, version: Option<u32>) -> Option<Form> {
    let officer = |id: &AccountId| {
        let account = account(id.as_str())?;
        Some(Officer { name: account.name.clone(), phone: account.office_phone.clone() })
    };
    let source = Source {
        dossier: &stage.dossier,
        events: &stage.events,
        procedure: stage.procedure(),
        units: &UNITS,
        calendar: &CALENDAR,
        country: &country,
        officer: &officer,
        site: SITE,
        secret: "K7M2-9QXD",
        now: stage.now,
    };
    Form::of(&source, number, version)
}

fn country(code: &str) -> Option<String> {
    let lists = seed("lists.json");
    let country = lists["countries"].as_array()?.iter().find(|country| country["value"] == code)?;
    country["label"]["vi"].as_str().map(str::to_owned)
}

/// A dossier as a line of the register.
pub fn subject<'a>(stage: &'a Stage, address: &'a str) -> Subject<'a> {
    Subject { dossier: &stage.dossier, procedure_name: &stage.procedure().name.vi, address }
}
