//! Desks in words.

use super::UnitMap;
use crate::{dossier::head::COORDINATION_DESK, ids::CentreId, text::Text};
use jiff::civil::Date;

impl UnitMap {
    /// A desk (`TT-06652`, `06652/CX-VP`, `06652/VT`, `COORD`) as the centre, office or agency that it is of; None for
    /// one that does not exist on the day.
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
