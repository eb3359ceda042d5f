//! Counting: from reception, unit and number to the due date.

use super::{DueDate, NoDateReason, Pause, ProcessingTime, ResumePolicy, SkipReason, Step, StepKind, TimeUnit};
use crate::calendar::{self, Calendar, Day, DayStatus, instant, local};
use jiff::{
    Timestamp,
    civil::{Date, Time},
};

/// Most days, or eight times as many hours, that are counted; longer times are no administrative deadline.
const MAX_DAYS: u16 = 1000;
/// Most days that are walked, pauses included (some 50 years).
pub(super) const MAX_WALK: usize = 20_000;

/// When a dossier received at this instant is due.
///
/// Working days: day 1 is the next working day after reception. Calendar days: every day counts, and an end on
/// a day off moves to the next working day. Same day: due on the day itself up to and including the cut-off, on
/// the next working day after it. Hours: working time only, to the second. A pause takes out the days after the
/// day on which it begins up to and including the day on which it ends; for hours its exact interval; a same-day
/// dossier counts anew from the end of the pause. Never fails: where there is no date, the last step says why.
#[must_use]
pub fn due(received_at: Timestamp, time: &ProcessingTime, calendar: &Calendar, pauses: &[Pause]) -> DueDate {
    let mut count = Count::new(received_at, calendar, pauses);
    count.start_anew();
    let (value, unit) = match (time.value, time.unit, time.provisional) {
        (_, TimeUnit::Campaign, _) => return count.no_date(NoDateReason::Campaign {}),
        (_, TimeUnit::ToConfirm, Some(provisional)) | (None, _, Some(provisional)) => {
            count.provisional = true;
            count.note(StepKind::ProvisionalTime {});
            (provisional.value, provisional.unit)
        }
        (_, TimeUnit::ToConfirm, None) | (None, _, None) => return count.no_date(NoDateReason::TimeUnknown {}),
        (Some(value), unit, _) => (value, unit),
    };
    let limit = if unit == TimeUnit::WorkingHour { MAX_DAYS * 8 } else { MAX_DAYS };
    if value > limit {
        return count.no_date(NoDateReason::OutOfRange {});
    }
    count.note(StepKind::Counting { value, unit });
    let end = match unit {
        TimeUnit::SameDay => count.same_day(time.cutoff.unwrap_or(calendar.same_day_cutoff)),
        TimeUnit::WorkingDay => count.days(value, true),
        TimeUnit::DayToConfirm => {
            count.provisional = true;
            count.note(StepKind::UnitUnconfirmed {});
            count.days(value, true)
        }
        TimeUnit::CalendarDay => count.days(value, false),
        TimeUnit::WorkingHour => count.hours(value),
        TimeUnit::Campaign => Err(NoDateReason::Campaign {}),
        TimeUnit::ToConfirm => Err(NoDateReason::TimeUnknown {}),
    };
    match end {
        Ok(at) => count.finish(at),
        Err(reason) => count.no_date(reason),
    }
}

/// A count in progress.
pub(super) struct Count<'a> {
    pub(super) calendar: &'a Calendar,
    /// From when the time runs: the reception, or the end of a pause that made it begin anew.
    pub(super) received_at: Timestamp,
    /// In order of beginning.
    pub(super) pauses: Vec<Pause>,
    /// Pauses that have been explained.
    told: Vec<bool>,
    pub(super) today: Date,
    provisional: bool,
    steps: Vec<Step>,
}

impl<'a> Count<'a> {
    fn new(received_at: Timestamp, calendar: &'a Calendar, pauses: &[Pause]) -> Self {
        // A pause that ends before it begins is no pause.
        let mut pauses: Vec<Pause> =
            pauses.iter().filter(|pause| pause.to.is_none_or(|to| to >= pause.from)).copied().collect();
        pauses.sort_by_key(|pause| pause.from);
        let today = calendar::day_of(received_at);
        Self {
            calendar,
            received_at,
            told: vec![false; pauses.len()],
            pauses,
            today,
            provisional: false,
            steps: vec![Step { on: today, kind: StepKind::Received { at: received_at } }],
        }
    }

    /// Where a pause made the whole time begin anew, the count starts at the end of the last such pause.
    fn start_anew(&mut self) {
        let restarts = |pause: &Pause| if pause.policy == ResumePolicy::Restart { pause.to } else { None };
        let Some(at) = self.pauses.iter().filter_map(restarts).max().filter(|at| *at > self.received_at) else {
            return;
        };
        for index in 0..self.pauses.len() {
            if self.pauses.get(index).is_some_and(|pause| pause.to.is_some_and(|to| to <= at)) {
                self.tell(index);
            }
        }
        self.received_at = at;
        self.today = calendar::day_of(at);
        self.note(StepKind::StartsAnew { at });
    }

    pub(super) fn note(&mut self, kind: StepKind) {
        self.steps.push(Step { on: self.today, kind });
    }

    fn no_date(mut self, reason: NoDateReason) -> DueDate {
        self.note(StepKind::NoDate { reason });
        DueDate { due_on: None, due_at: None, provisional: self.provisional, steps: self.steps }
    }

    fn finish(mut self, at: Timestamp) -> DueDate {
        self.today = calendar::day_of(at);
        self.note(StepKind::Due { at });
        DueDate { due_on: Some(self.today), due_at: Some(at), provisional: self.provisional, steps: self.steps }
    }

    /// Goes to the next day.
    pub(super) fn advance(&mut self) -> Result<(), NoDateReason> {
        self.today = self.today.tomorrow().map_err(|_| NoDateReason::OutOfRange {})?;
        Ok(())
    }

    /// Whether today is a working day; explains why not, and what is not sure about it.
    pub(super) fn works_today(&mut self) -> bool {
        let year = self.today.year();
        if !self.calendar.knows_year_of(self.today) {
            let told = self.steps.iter().any(|step| step.kind == StepKind::YearNotPublished { year });
            if !told {
                self.note(StepKind::YearNotPublished { year });
            }
            self.provisional = true;
        }
        let day = self.calendar.day(self.today);
        let status = match day {
            Day::Off(off) => off.status,
            Day::MakeUp(day) => day.status,
            Day::Working | Day::WeeklyOff => DayStatus::Verified,
        };
        self.provisional |= status != DayStatus::Verified;
        if let Some(reason) = SkipReason::of(day) {
            self.note(StepKind::Skipped { reason });
            return false;
        }
        if let Day::MakeUp(day) = day {
            let kind = StepKind::MakeUpDay { replaces: day.replaces, source: day.source.clone() };
            self.note(kind);
        }
        true
    }

    /// Whether today lies in a pause: after the day on which it begins, up to the day on which it ends.
    /// `left` is what would remain if the pause never ended.
    fn paused_today(&mut self, left: u16) -> Result<bool, NoDateReason> {
        let today = self.today;
        let covers = |pause: &Pause| {
            calendar::day_of(pause.from) < today && pause.to.is_none_or(|to| today <= calendar::day_of(to))
        };
        let Some(index) = self.pauses.iter().position(covers) else { return Ok(false) };
        self.tell(index);
        if self.pauses.get(index).is_some_and(|pause| pause.to.is_none()) {
            return Err(NoDateReason::StillPaused { left });
        }
        Ok(true)
    }

    /// Explains a pause once.
    pub(super) fn tell(&mut self, index: usize) {
        if let (Some(pause), Some(told @ false)) = (self.pauses.get(index), self.told.get_mut(index)) {
            *told = true;
            let kind = StepKind::Paused { reason: pause.reason, until: pause.to.map(calendar::day_of) };
            self.steps.push(Step { on: calendar::day_of(pause.from), kind });
        }
    }

    /// Counts days; the end is the close of the last one.
    fn days(&mut self, value: u16, working: bool) -> Result<Timestamp, NoDateReason> {
        let mut left = value;
        for _ in 0..MAX_WALK {
            if left == 0 {
                break;
            }
            self.advance()?;
            if self.paused_today(left)? || (working && !self.works_today()) {
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
        self.close_of_today()
    }

    /// Moves to the first working day that is not paused, today included.
    fn move_to_working_day(&mut self) -> Result<(), NoDateReason> {
        for _ in 0..MAX_WALK {
            if !self.paused_today(0)? && self.works_today() {
                return Ok(());
            }
            self.advance()?;
        }
        Err(NoDateReason::OutOfRange {})
    }

    fn close_of_today(&self) -> Result<Timestamp, NoDateReason> {
        instant(self.today.to_datetime(self.calendar.closes())).ok_or(NoDateReason::OutOfRange {})
    }

    /// Due today within the cut-off, otherwise on the next working day; a pause starts it anew.
    fn same_day(&mut self, cutoff: Time) -> Result<Timestamp, NoDateReason> {
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
        let clock = local(at);
        self.today = clock.date();
        if self.works_today() {
            if clock.time() <= cutoff {
                return self.close_of_today();
            }
            self.note(StepKind::AfterCutoff { cutoff });
        }
        for _ in 0..MAX_WALK {
            self.advance()?;
            if self.works_today() {
                return self.close_of_today();
            }
        }
        Err(NoDateReason::OutOfRange {})
    }
}
