//! Names built from a unit's name: its committee, its centre, its kind.

use super::{Unit, UnitKind, UnitSummary};
use crate::text::Text;

impl UnitKind {
    /// "phường", as it stands within a sentence.
    #[must_use]
    pub const fn lower_vi(self) -> &'static str {
        match self {
            Self::Commune => "xã",
            Self::Ward => "phường",
            Self::SpecialZone => "đặc khu",
            Self::Township => "thị trấn",
        }
    }

    /// "Phường", as it begins a name.
    #[must_use]
    pub const fn title_vi(self) -> &'static str {
        match self {
            Self::Commune => "Xã",
            Self::Ward => "Phường",
            Self::SpecialZone => "Đặc khu",
            Self::Township => "Thị trấn",
        }
    }

    pub(super) const fn name_en(self) -> &'static str {
        match self {
            Self::Commune => "Commune",
            Self::Ward => "Ward",
            Self::SpecialZone => "Special Zone",
            Self::Township => "Township",
        }
    }
}

impl UnitSummary {
    /// "Phường Hà Tu", "Ha Tu Ward".
    #[must_use]
    pub fn full_name(&self) -> Text {
        Text { vi: format!("{} {}", self.kind.title_vi(), self.name), en: self.name_en.clone() }
    }

    /// "Ủy ban nhân dân phường Hà Tu".
    #[must_use]
    pub fn committee_name(&self) -> Text {
        Text {
            vi: format!("Ủy ban nhân dân {} {}", self.kind.lower_vi(), self.name),
            en: format!("People's Committee of {}", self.name_en),
        }
    }

    /// "Trung tâm Phục vụ hành chính công phường Hà Tu".
    #[must_use]
    pub fn centre_name(&self) -> Text {
        Text {
            vi: format!("Trung tâm Phục vụ hành chính công {} {}", self.kind.lower_vi(), self.name),
            en: format!("{} Public Administration Service Centre", self.name_en),
        }
    }
}

impl Unit {
    /// The short form for lists and names.
    #[must_use]
    pub fn summary(&self) -> UnitSummary {
        UnitSummary {
            code: self.code.clone(),
            name: self.name.clone(),
            name_en: self.name_en.clone(),
            kind: self.kind,
            agency: self.agency.clone(),
            closed: None,
        }
    }
}
