//! Counting working hours: only working time runs, to the second.

use super::{NoDateReason, StepKind, count::Count, count::MAX_WALK};
use crate::calendar::{self, instant};
use jiff::Timestamp;

impl Count<'_> {
    /// Counts working time, to the second.
    pub(super) fn hours(&mut self, value: u16) -> Result<Timestamp, NoDateReason> {
        let mut left = i64::from(value) * 3600;
        if left == 0 {
            return Ok(self.received_at);
        }
        let mut started = false;
        for _ in 0..MAX_WALK {
            if self.works_today() {
                for shift in self.calendar.shifts.clone() {
                    let from = instant(self.today.to_datetime(shift.from)).ok_or(NoDateReason::OutOfRange {})?;
                    let to = instant(self.today.to_datetime(shift.to)).ok_or(NoDateReason::OutOfRange {})?;
                    for (from, to) in self.without_pauses(from.max(self.received_at), to) {
                        if !started && from > self.received_at {
                            self.note(StepKind::ClockStarts { at: from });
                        }
                        started = true;
                        let length = to.as_second() - from.as_second();
                        if length >= left {
                            return Timestamp::from_second(from.as_second() + left)
                                .map_err(|_| NoDateReason::OutOfRange {});
                        }
                        left -= length;
                    }
                }
            }
            let standing = self
                .pauses
                .iter()
                .any(|pause| pause.to.is_none() && calendar::day_of(pause.from.max(self.received_at)) <= self.today);
            if standing {
                let left = u16::try_from((left + 3599) / 3600).unwrap_or(u16::MAX);
                return Err(NoDateReason::StillPaused { left });
            }
            self.advance()?;
        }
        Err(NoDateReason::OutOfRange {})
    }

    /// What remains of an interval when the pauses are taken out; explains the pauses it meets.
    fn without_pauses(&mut self, from: Timestamp, to: Timestamp) -> Vec<(Timestamp, Timestamp)> {
        let mut parts = Vec::new();
        let mut cursor = from;
        for (index, pause) in self.pauses.clone().into_iter().enumerate() {
            if pause.from >= to || pause.to.is_some_and(|end| end <= cursor) {
                continue;
            }
            self.tell(index);
            if pause.from > cursor {
                parts.push((cursor, pause.from));
            }
            cursor = cursor.max(pause.to.unwrap_or(Timestamp::MAX));
        }
        if cursor < to {
            parts.push((cursor, to));
        }
        parts
    }
}
