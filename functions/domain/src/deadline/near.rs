//! Nearly late: the alarms before a due date (R13).

use crate::calendar::{Calendar, day_of, instant};
use jiff::Timestamp;

/// What is due until then is nearly late: the end of the next working day.
#[must_use]
pub fn near_until(now: Timestamp, calendar: &Calendar) -> Timestamp {
    let next = calendar.next_working_day(day_of(now));
    next.and_then(|day| instant(day.to_datetime(calendar.closes()))).unwrap_or(now)
}

/// The beginning of work so many working days before the day of a due date; for 0 on that day itself, or on the last
/// working day before it. None at the beginning of representable time.
#[must_use]
pub fn days_before(due_at: Timestamp, days: u16, calendar: &Calendar) -> Option<Timestamp> {
    let mut day = day_of(due_at);
    let mut left = days;
    // No calendar has a year without a working day; the bound only guards against broken data.
    for _ in 0..366 + 7 * u32::from(days) {
        if calendar.is_working_day(day) {
            if left == 0 {
                return instant(day.to_datetime(calendar.opens()));
            }
            left -= 1;
        }
        day = day.yesterday().ok()?;
    }
    None
}
