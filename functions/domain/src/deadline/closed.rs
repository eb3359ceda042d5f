//! Days on which the place that has a dossier's work is closed: they do not count where the decision says so.

use crate::{
    calendar::{Calendar, DayOff, DayOffKind, DayStatus},
    text::Text,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A stretch of days that a dossier's time leaves out, with the decision that says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedDays {
    /// Id of the closure.
    pub closure: String,
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Why, in words.
    pub name: Text,
    /// The decision.
    pub source: String,
}

/// Most days of one closure that are left out; a decision is no longer than a year.
const MOST: usize = 400;

/// The calendar as it is for this dossier: the working days of its closures are off. What is off anyway stays what it is,
/// so that a due date moves by the working days closed and by no more.
pub(super) fn leaving_out<'a>(calendar: &'a Calendar, closed: &[ClosedDays]) -> Cow<'a, Calendar> {
    if closed.is_empty() {
        return Cow::Borrowed(calendar);
    }
    let mut own = calendar.clone();
    for days in closed {
        for on in days.from.series(jiff::Span::new().days(1)).take_while(|on| *on <= days.to).take(MOST) {
            let Err(at) = own.days_off.binary_search_by_key(&on, |day| day.date) else { continue };
            if own.is_working_day(on) {
                let (name_vi, name_en, source) = (days.name.vi.clone(), days.name.en.clone(), days.source.clone());
                let (kind, status) = (DayOffKind::UnitClosed, DayStatus::Verified);
                own.days_off.insert(at, DayOff { date: on, name_vi, name_en, kind, status, source });
            }
        }
    }
    Cow::Owned(own)
}
