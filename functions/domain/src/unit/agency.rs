//! Agencies of communes: a committee and its centre have one id, and keep it for good.
//!
//! It is the unit's code. Where a unit takes over the code of another one that had an agency here, its own id is the code
//! with its first day, `06673-20261211`: a dossier of the old agency never becomes the new one's by a number. Whoever has
//! an id asks the map for the unit, and never cuts it up.

use super::{Unit, UnitMap, UnitSummary};
use crate::ids::{AgencyId, CentreId, UnitCode};
use jiff::civil::Date;

impl Unit {
    /// Id of its committee.
    #[must_use]
    pub fn agency_id(&self) -> AgencyId {
        self.agency.clone().unwrap_or_else(|| AgencyId(self.code.0.clone()))
    }

    /// Id of its service centre.
    #[must_use]
    pub fn centre_id(&self) -> CentreId {
        CentreId(self.agency_id().0)
    }

    /// Whether this is the id of its committee and its centre.
    #[must_use]
    pub fn is_agency(&self, id: &str) -> bool {
        self.agency.as_ref().map_or(self.code.as_str(), AgencyId::as_str) == id
    }
}

impl UnitSummary {
    /// Id of its committee and its centre.
    #[must_use]
    pub fn agency_id(&self) -> AgencyId {
        self.agency.clone().unwrap_or_else(|| AgencyId(self.code.0.clone()))
    }
}

impl UnitMap {
    /// Id for the committee of a unit that begins: its code, or with the day where the code is an agency's id already.
    #[must_use]
    pub fn agency_id_for(&self, code: &UnitCode, from: Date) -> Option<AgencyId> {
        let taken = self.units_of_agency(code.as_str()).iter().any(|unit| unit.demo_agency_code.is_some());
        taken.then(|| AgencyId(format!("{code}-{}", from.strftime("%Y%m%d"))))
    }

    /// The unit whose committee or centre has this id, if it exists on the day.
    pub(super) fn unit_of_agency(&self, id: &str, on: Date) -> Option<&Unit> {
        let aliased = || self.unit(&UnitCode::from(id), on).filter(|unit| unit.agency.is_none());
        self.units_of_agency(id).into_iter().find(|unit| unit.is_valid(on)).or_else(aliased)
    }

    /// The unit whose committee or centre has this id: that of the day, else the last before it, else the next.
    pub(super) fn named_unit(&self, id: &str, on: Date) -> Option<&Unit> {
        let begun = |unit: &&Unit| unit.valid_from.is_none_or(|from| from <= on);
        self.unit_of_agency(id, on)
            .or_else(|| self.units_of_agency(id).into_iter().rfind(begun))
            .or_else(|| self.units_of_agency(id).into_iter().next())
    }

    /// Every period in which an agency had this id, older first.
    fn units_of_agency<'a>(&'a self, id: &str) -> Vec<&'a Unit> {
        let code = id.split_once('-').map_or(id, |(code, _)| code);
        self.periods(&UnitCode::from(code)).iter().filter(|unit| unit.is_agency(id)).collect()
    }
}
