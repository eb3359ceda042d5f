//! Desks in words.

use super::UnitMap;
use crate::{
    dossier::head::COORDINATION_DESK,
    ids::{AgencyId, CentreId, DeskId},
    text::Text,
};
use jiff::civil::Date;

impl UnitMap {
    /// Whether somebody can work at the desk on the day.
    #[must_use]
    pub fn is_desk(&self, desk: &str, on: Date) -> bool {
        if let Some(centre) = desk.strip_prefix("TT-") {
            return self.is_centre(&CentreId::from(centre), on);
        }
        match desk.split_once('/') {
            Some((agency, _)) => {
                self.committee_unit(&agency.into(), on).is_some() || self.agency(&agency.into()).is_some()
            }
            None => desk == COORDINATION_DESK,
        }
    }

    /// A desk (`TT-06652`, `06652/CX-VP`, `06652/VT`, `COORD`) as the centre, office or agency that it is of, also where
    /// that has ended; None for one that never was.
    #[must_use]
    pub fn desk_name(&self, desk: &str, on: Date) -> Option<Text> {
        if let Some(centre) = desk.strip_prefix("TT-") {
            return self.centre_name(&CentreId::from(centre), on);
        }
        match desk.split_once('/') {
            Some((agency, "VT")) => self.agency_name(&agency.into(), on),
            Some((agency, office)) => self.office_of_agency_name(&agency.into(), &office.into(), on),
            None => (desk == COORDINATION_DESK).then(|| Text {
                vi: "Bộ phận điều phối thẩm quyền, Trung tâm Phục vụ hành chính công tỉnh".to_owned(),
                en: "Coordination of competence, provincial service centre".to_owned(),
            }),
        }
    }
}

/// The agency at the head of a desk; what is no agency's (`COORD`) stands for itself.
pub(super) fn agency_of_desk(desk: &DeskId) -> AgencyId {
    let desk = desk.as_str();
    AgencyId::from(desk.strip_prefix("TT-").or_else(|| desk.split('/').next()).unwrap_or(desk))
}
