//! Which of a procedure's processing times applies.

use super::{ProcessingTime, TimeUnit};
use crate::{expression::Scope, text::Text};
use jiff::civil::Date;

/// The time that applies to one dossier.
#[derive(Clone, Debug, PartialEq)]
pub struct Picked<'a> {
    pub time: &'a ProcessingTime,
    /// Questions on which it still depends; the longest time that is possible was taken.
    pub open: Vec<&'a Text>,
    /// Every entry has a condition and none holds; the longest was taken.
    pub no_case: bool,
}

/// Picks the time for a dossier accepted on this day.
///
/// An entry whose condition holds goes before the ordinary time. A question that nobody has answered may still
/// come out either way, so among what is possible the longest is promised. None: there is no entry for the day.
#[must_use]
pub fn pick<'a>(times: &'a [ProcessingTime], scope: &Scope<'_>, on: Date) -> Option<Picked<'a>> {
    let mut ordinary = Vec::new();
    let mut holding = Vec::new();
    let mut open = Vec::new();
    for time in times.iter().filter(|time| time.is_valid(on)) {
        match &time.condition {
            None => ordinary.push(time),
            Some(condition) => match condition.holds(scope) {
                Some(true) => holding.push(time),
                Some(false) => {}
                None => open.push((time, &condition.sentence)),
            },
        }
    }
    let settled = if holding.is_empty() { ordinary } else { holding };
    let possible = settled.into_iter().chain(open.iter().map(|(time, _)| *time));
    let open: Vec<&Text> = open.iter().map(|(_, sentence)| *sentence).collect();
    // The first of equally long ones, so that the data's order decides.
    let longest =
        |one: &'a ProcessingTime, other: &'a ProcessingTime| if length(other) > length(one) { other } else { one };
    if let Some(time) = possible.reduce(longest) {
        return Some(Picked { time, open, no_case: false });
    }
    let time = times.iter().filter(|time| time.is_valid(on)).reduce(longest)?;
    Some(Picked { time, open, no_case: true })
}

/// Nominal length in hours, only to compare: a working day is 7/5 of a calendar day. A time that is no number is
/// the shortest, so that a known one goes before it.
fn length(time: &ProcessingTime) -> u32 {
    let (value, unit) = match (time.value, time.provisional) {
        (Some(value), _) => (value, time.unit),
        (None, Some(provisional)) => (provisional.value, provisional.unit),
        (None, None) => return 0,
    };
    let value = u32::from(value);
    match unit {
        TimeUnit::SameDay => 8,
        TimeUnit::WorkingHour => value * 168 / 40,
        TimeUnit::WorkingDay | TimeUnit::DayToConfirm => value * 168 / 5,
        TimeUnit::CalendarDay => value * 24,
        TimeUnit::Campaign | TimeUnit::ToConfirm => 0,
    }
}
