//! A closure in words: where it is, until when, who stands in.

use super::{Closure, Kind, Part};
use crate::{ids::CentreId, text::Text, unit::UnitMap};
use jiff::civil::Date;

/// "27/11/2026".
pub(super) fn day(on: Date) -> String {
    on.strftime("%d/%m/%Y").to_string()
}

impl UnitMap {
    /// The closed place: "Đặc khu Cô Tô", "Văn phòng, Ủy ban nhân dân đặc khu Cô Tô".
    #[must_use]
    pub fn closure_place(&self, closure: &Closure) -> Text {
        self.place_name(closure, closure.of.as_str(), &closure.part)
    }

    /// Who stands in.
    #[must_use]
    pub fn stand_in_place(&self, closure: &Closure) -> Text {
        let part = match (&closure.part, &closure.stand_in_office) {
            (Part::Office { .. }, Some(office)) => &Part::Office { office: office.clone() },
            (part, _) => part,
        };
        self.place_name(closure, closure.stand_in.as_str(), part)
    }

    fn place_name(&self, closure: &Closure, id: &str, part: &Part) -> Text {
        let on = closure.from;
        match part {
            Part::Whole => self.named_unit(id, on).map(|unit| unit.summary().full_name()),
            Part::Centre => self.centre_name(&CentreId::from(id), on),
            Part::Agency => self.agency_name(&id.into(), on),
            Part::Office { office } => self.office_of_agency_name(&id.into(), office, on),
        }
        .unwrap_or_else(|| Text { vi: id.to_owned(), en: id.to_owned() })
    }

    /// Why days do not count: "Đặc khu Cô Tô đóng cửa (bão số 15)".
    #[must_use]
    pub fn closure_name(&self, closure: &Closure) -> Text {
        let place = self.closure_place(closure);
        Text {
            vi: format!("{} đóng cửa, {}", place.vi, closure.why.vi),
            en: format!("{} closed, {}", place.en, closure.why.en),
        }
    }

    /// What citizens read: which place, from when to when, why, by which decision, who does the work.
    #[must_use]
    pub fn closure_told(&self, closure: &Closure) -> Text {
        let (place, other) = (self.closure_place(closure), self.stand_in_place(closure));
        let (from, why) = (day(closure.from), &closure.why);
        let (until_vi, until_en) = match closure.to {
            Some(to) if to == closure.from => (format!("ngày {from}"), format!("on {from}")),
            Some(to) => (format!("từ {from} đến hết {}", day(to)), format!("from {from} to {}", day(to))),
            None => (format!("từ {from} cho đến khi có thông báo mới"), format!("from {from} until further notice")),
        };
        let cited = closure.decision.cited();
        match closure.kind {
            Kind::Closure => Text {
                vi: format!(
                    "{} đóng cửa {until_vi}: {} (Quyết định {cited}). Làm thay: {}.",
                    place.vi, why.vi, other.vi
                ),
                en: format!(
                    "{} is closed {until_en}: {} (Decision {cited}). Its work is done by: {}.",
                    place.en, why.en, other.en
                ),
            },
            Kind::Delegation => Text {
                vi: format!("{} làm thay {} {until_vi}: {} (Quyết định {cited}).", other.vi, place.vi, why.vi),
                en: format!("{} does the work of {} {until_en}: {} (Decision {cited}).", other.en, place.en, why.en),
            },
        }
    }

    /// What the history of a dossier says of it, and the citizen is sent.
    #[must_use]
    pub fn closure_reason(&self, closure: &Closure) -> String {
        if closure.is_void() {
            let cited = closure.decision.cited();
            return format!("{} không đóng cửa nữa (Quyết định {cited} đã rút lại).", self.closure_place(closure).vi);
        }
        let told = self.closure_told(closure).vi;
        let due = match (closure.moves_due_dates(), closure.to) {
            (true, Some(_)) => "Những ngày làm việc bị đóng cửa không tính vào thời hạn giải quyết.",
            (true, None) => "Hạn trả được tính lại khi biết ngày mở cửa.",
            (false, _) => "Hạn trả không thay đổi.",
        };
        format!("{told} {due}")
    }
}
