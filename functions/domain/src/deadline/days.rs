//! Counting days: working days, calendar days, the same day, and what must be done at once.

use super::{NoDateReason, StepKind, count::Count, count::MAX_WALK};
use crate::calendar::{self, instant, local};
use jiff::{Timestamp, civil::Time};

impl Count<'_> {
    /// Counts days; the end is the close of the last one.
    pub(super) fn days(&mut self, value: u16, working: bool) -> Result<Timestamp, NoDateReason> {
        let mut left = value;
        for _ in 0..MAX_WALK {
            if left == 0 {
                break;
            }
            self.advance()?;
            if self.paused_today(left)? || (working && !self.works_today()) || (!working && self.closed_today()) {
                continue;
            }
            if left == value {
                self.note(StepKind::FirstDay {});
            }
            left -= 1;
        }
        if left > 0 {
            return Err(NoDateReason::OutOfRange {});
        }
        // Calendar days may end on a day off; so may a count of no days at all.
        if (!working || value == 0) && !self.calendar.is_working_day(self.today) {
            self.note(StepKind::LastDayMoves {});
            self.move_to_working_day()?;
        } else if !working {
            self.works_today();
        }
        self.close_of_last_day()
    }

    /// Moves to the first working day that is not paused, today included.
    fn move_to_working_day(&mut self) -> Result<(), NoDateReason> {
        for _ in 0..MAX_WALK {
            if !self.paused_today(1)? && self.works_today() {
                return Ok(());
            }
            self.advance()?;
        }
        Err(NoDateReason::OutOfRange {})
    }

    /// The close of today, unless a pause begins today before it and lasts longer: what was left of the day is then the
    /// first working day after the pause, so that nobody is late by the time of waiting.
    fn close_of_last_day(&mut self) -> Result<Timestamp, NoDateReason> {
        for _ in 0..=self.pauses.len() {
            let close = self.close_of_today()?;
            let interrupts = |pause: &super::Pause| {
                calendar::day_of(pause.from) == self.today
                    && pause.from < close
                    && pause.to.is_none_or(|to| calendar::day_of(to) > self.today)
            };
            let Some(index) = self.pauses.iter().position(interrupts) else { return Ok(close) };
            self.tell(index);
            let to = self.pauses.get(index).and_then(|pause| pause.to);
            self.today = calendar::day_of(to.ok_or(NoDateReason::StillPaused { left: 1 })?);
            self.advance()?;
            self.move_to_working_day()?;
        }
        Err(NoDateReason::OutOfRange {})
    }

    fn close_of_today(&self) -> Result<Timestamp, NoDateReason> {
        instant(self.today.to_datetime(self.calendar.closes())).ok_or(NoDateReason::OutOfRange {})
    }

    /// Due today within the cut-off, otherwise on the next working day; a pause starts it anew.
    pub(super) fn same_day(&mut self, cutoff: Time) -> Result<Timestamp, NoDateReason> {
        let mut end = self.same_day_from(self.received_at, cutoff)?;
        for (index, pause) in self.pauses.clone().into_iter().enumerate() {
            if pause.from >= end || pause.to.is_some_and(|to| to < self.received_at) {
                continue;
            }
            self.tell(index);
            let to = pause.to.ok_or(NoDateReason::StillPaused { left: 1 })?;
            end = end.max(self.same_day_from(to, cutoff)?);
        }
        Ok(end)
    }

    fn same_day_from(&mut self, at: Timestamp, cutoff: Time) -> Result<Timestamp, NoDateReason> {
        if !self.within(at, cutoff) {
            self.next_working_day()?;
        }
        self.close_of_today()
    }

    /// Due by the close of today within the cut-off, otherwise at the beginning of the next working day.
    pub(super) fn at_once(&mut self, cutoff: Time) -> Result<Timestamp, NoDateReason> {
        if self.within(self.received_at, cutoff) {
            return self.close_of_today();
        }
        self.next_working_day()?;
        instant(self.today.to_datetime(self.calendar.opens())).ok_or(NoDateReason::OutOfRange {})
    }

    /// Goes to the day of an instant; whether it is worked and the instant not after the cut-off.
    fn within(&mut self, at: Timestamp, cutoff: Time) -> bool {
        let clock = local(at);
        self.today = clock.date();
        if !self.works_today() {
            return false;
        }
        let within = clock.time() <= cutoff;
        if !within {
            self.note(StepKind::AfterCutoff { cutoff });
        }
        within
    }

    fn next_working_day(&mut self) -> Result<(), NoDateReason> {
        for _ in 0..MAX_WALK {
            self.advance()?;
            if self.works_today() {
                return Ok(());
            }
        }
        Err(NoDateReason::OutOfRange {})
    }
}
