//! What forms are made from. The functions load it; nothing here reads a clock or a table.

use super::FormNumber;
use crate::{
    calendar::Calendar,
    dossier::{Dossier, Event, Stood, event::Content, head::Slip},
    ids::AccountId,
    procedure::{Procedure, ProcedureRef},
    unit::UnitMap,
};
use jiff::Timestamp;

/// A dossier with everything that its forms name.
pub struct Source<'a> {
    pub dossier: &'a Dossier,
    /// The whole history, oldest first.
    pub events: &'a [Event],
    /// The version that the dossier was filed under; for an issued form that of [`procedure_of`].
    pub procedure: &'a Procedure,
    pub units: &'a UnitMap,
    pub calendar: &'a Calendar,
    /// Name of a country by its code.
    pub country: &'a dyn Fn(&str) -> Option<String>,
    /// Who an account is; none for one that is gone.
    pub officer: &'a dyn Fn(&AccountId) -> Option<Officer>,
    /// Address of the site, without a slash at its end.
    pub site: &'a str,
    /// Secret that opens tracking together with the code.
    pub secret: &'a str,
    pub now: Timestamp,
}

/// What a form says of an officer besides what the history has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Officer {
    pub name: String,
    /// Number at the office; none where it is not known.
    pub phone: Option<String>,
}

/// A form with the event that issued it.
pub(super) struct Issue<'a> {
    pub number: u32,
    pub event: &'a Event,
    /// Form and papers as they were then.
    pub content: Content,
    /// What the head was then.
    pub stood: Stood,
}

/// The procedure that a form was issued under, which a correction may have replaced since. Of a form that is not issued,
/// or not yet, the dossier's own.
#[must_use]
pub fn procedure_of<'a>(
    dossier: &'a Dossier,
    events: &'a [Event],
    form: FormNumber,
    version: Option<u32>,
) -> &'a ProcedureRef {
    let event = slip(dossier, form, version).and_then(|slip| issued_by(events, slip));
    event.and_then(|event| event.stood.as_ref()).map_or(&dossier.procedure, |stood| &stood.procedure)
}

/// The issue of a form by an event; without one the last.
fn slip(dossier: &Dossier, form: FormNumber, version: Option<u32>) -> Option<&Slip> {
    let of_form = |slip: &&Slip| slip.form == form.as_str() && version.is_none_or(|version| slip.version == version);
    dossier.slips.iter().rev().find(of_form)
}

fn issued_by<'a>(events: &'a [Event], slip: &Slip) -> Option<&'a Event> {
    events.iter().find(|event| event.version == slip.version)
}

impl<'a> Source<'a> {
    /// The issue of a form by an event; without one the last.
    pub(super) fn issue(&self, form: FormNumber, version: Option<u32>) -> Option<Issue<'a>> {
        let slip = slip(self.dossier, form, version)?;
        let event = issued_by(self.events, slip)?;
        let until = self.events.iter().filter(|earlier| earlier.version <= event.version);
        Some(Issue {
            number: slip.number,
            event,
            content: crate::dossier::event::content(until),
            // An event from before this was kept: the head is the best that there is.
            stood: event.stood.as_deref().cloned().unwrap_or_else(|| Stood::of(self.dossier, None)),
        })
    }

    /// Path of the tracking page with code and secret in its fragment, which no server sees.
    pub(super) fn track_url(&self) -> String {
        [self.site, &crate::message::tracking::track_path(&self.dossier.code, self.secret)].concat()
    }

    /// Where a person types code and secret.
    pub(super) fn lookup_address(&self) -> String {
        [self.site, crate::message::tracking::TRACK_PAGE].concat()
    }
}
