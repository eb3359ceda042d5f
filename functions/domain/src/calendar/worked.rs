//! How much working time, and how many working days, lie between two moments.

use super::{Calendar, day_of, instant};
use jiff::{Timestamp, civil::Date};

impl Calendar {
    /// Seconds of working time between two instants; 0 where the second is not after the first.
    #[must_use]
    pub fn working_seconds(&self, from: Timestamp, to: Timestamp) -> i64 {
        let mut sum = 0;
        let (mut day, last) = (day_of(from), day_of(to));
        while day <= last {
            if self.is_working_day(day) {
                for shift in &self.shifts {
                    let (Some(begin), Some(end)) =
                        (instant(day.to_datetime(shift.from)), instant(day.to_datetime(shift.to)))
                    else {
                        return sum;
                    };
                    sum += (end.min(to).as_second() - begin.max(from).as_second()).max(0);
                }
            }
            let Ok(tomorrow) = day.tomorrow() else { return sum };
            day = tomorrow;
        }
        sum
    }

    /// Working days after one day, up to and including another; None where they are more than can be counted.
    #[must_use]
    pub fn working_days_between(&self, after: Date, until: Date) -> Option<u16> {
        let mut sum = 0_u16;
        let mut day = after;
        while day < until {
            day = day.tomorrow().ok()?;
            sum = sum.checked_add(u16::from(self.is_working_day(day)))?;
        }
        Some(sum)
    }
}
