//! What stood when something was written to the citizen. The head goes on changing; a paper that is asked for again says
//! what it said.

use super::{
    Dossier,
    head::{ApplicantCard, FeeRecord, Resolver, ReturnTo},
};
use crate::{deadline::ProcessingTime, ids::CentreId, procedure::ProcedureRef};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// The head, as far as the receipt of a filing and forms 01 to 05 name it. The filing keeps one, and every event that
/// issues a form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stood {
    pub procedure: ProcedureRef,
    pub receiving_centre: CentreId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolver: Option<Resolver>,
    pub return_to: ReturnTo,
    pub applicant: ApplicantCard,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub paper_count: u16,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fees: Vec<FeeRecord>,
    /// From when the time counts; none before acceptance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<ProcessingTime>,
    /// Version of the calendar by which was counted; none where the event is older than this field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<Date>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_zero(count: &u16) -> bool {
    *count == 0
}

impl Stood {
    /// What stands now; with the version of the calendar that the clock was counted by, or that is in force.
    #[must_use]
    pub fn of(dossier: &Dossier, calendar: Option<Date>) -> Self {
        let started = dossier.clock.started();
        Self {
            procedure: dossier.procedure.clone(),
            receiving_centre: dossier.receiving_centre.clone(),
            resolver: dossier.resolver.clone(),
            return_to: dossier.return_to.clone(),
            applicant: dossier.applicant.clone(),
            paper_count: dossier.paper_count,
            fees: dossier.fees.clone(),
            received_at: started.map(|started| started.received_at),
            due_at: started.and_then(|started| started.due_at),
            time: started.and_then(|started| started.time.clone()),
            calendar: started.map_or(calendar, |started| started.calendar),
        }
    }
}
