//! A rating on its way to the figures: what was said of whom, without the dossier, so that no officer can tell whose it
//! is (R30).

use super::{Action, Dossier, action::Rating};
use crate::{
    calendar::day_of,
    ids::{AgencyId, CentreId, ProcedureCode},
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// A rating by what it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnonymousRating {
    pub rating: Rating,
    pub procedure: ProcedureCode,
    pub receiving_centre: CentreId,
    pub return_centre: CentreId,
    pub agency: Option<AgencyId>,
    /// First day of the month: a day would name the dossier where few are returned.
    pub month: Date,
}

/// What the store keeps beside the dossier when it was rated.
#[must_use]
pub fn anonymous(action: &Action, dossier: &Dossier, now: Timestamp) -> Option<AnonymousRating> {
    let Action::Rate { rating, .. } = action else { return None };
    Some(AnonymousRating {
        rating: rating.clone(),
        procedure: dossier.procedure.code.clone(),
        receiving_centre: dossier.receiving_centre.clone(),
        return_centre: dossier.return_to.centre.clone(),
        agency: dossier.resolver.as_ref().map(|resolver| resolver.agency.clone()),
        month: day_of(now).first_of_month(),
    })
}
