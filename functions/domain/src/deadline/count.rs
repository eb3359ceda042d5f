//! Counting: from reception, unit and number to the due date.

use super::{DueDate, NoDateReason, Pause, ProcessingTime, ResumePolicy, SkipReason, Step, StepKind, TimeUnit};
use crate::calendar::{self, Calendar, Day, DayOffKind, DayStatus};
use jiff::{Timestamp, civil::Date};

/// Most days, or eight times as many hours, that are counted; longer times are no administrative deadline.
const MAX_DAYS: u16 = 1000;
/// Most days that are walked, pauses included (some 50 years).
pub(super) const MAX_WALK: usize = 20_000;

/// When a dossier received at this instant is due.
///
/// Working days: day 1 is the next working day after reception. Calendar days: every day counts, and an end on
/// a day off moves to the next working day. Same day: due on the day itself up to and including the cut-off, on
/// the next working day after it. Hours: working time only, to the second. A pause takes out the days after the
/// day on which it begins up to and including the day on which it ends; where it begins on the last day, what was left
/// of that day is the first working day after it. For hours it takes out its exact interval; a same-day dossier counts
/// anew from the end of the pause, and so does every dossier after a pause that ends with
/// [`ResumePolicy::Restart`]. Working days on which the
/// dossier's own place is closed count in no unit. Never fails: where there is no date, the last step says why.
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
    count.end(end)
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
        Self::from(StepKind::Received { at: received_at }, received_at, calendar, pauses)
    }

    /// A count from an instant, with its first step.
    pub(super) fn from(first: StepKind, at: Timestamp, calendar: &'a Calendar, pauses: &[Pause]) -> Self {
        let mut count = Self::silent(at, calendar, pauses);
        count.note(first);
        count
    }

    /// A count that goes on where another one ended: without a first step.
    pub(super) fn silent(at: Timestamp, calendar: &'a Calendar, pauses: &[Pause]) -> Self {
        // A pause that ends before it begins is no pause.
        let mut pauses: Vec<Pause> =
            pauses.iter().filter(|pause| pause.to.is_none_or(|to| to >= pause.from)).copied().collect();
        pauses.sort_by_key(|pause| pause.from);
        let told = vec![false; pauses.len()];
        let today = calendar::day_of(at);
        Self { calendar, received_at: at, pauses, told, today, provisional: false, steps: Vec::new() }
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
        let provisional = self.provisional;
        DueDate { due_on: None, due_at: None, first_due_at: None, provisional, steps: self.steps }
    }

    /// The count with its end, or with why there is none.
    pub(super) fn end(mut self, end: Result<Timestamp, NoDateReason>) -> DueDate {
        let at = match end {
            Ok(at) => at,
            Err(reason) => return self.no_date(reason),
        };
        self.today = calendar::day_of(at);
        self.note(StepKind::Due { at });
        let provisional = self.provisional;
        DueDate { due_on: Some(self.today), due_at: Some(at), first_due_at: None, provisional, steps: self.steps }
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

    /// Whether the place that has the work is closed today: such a day is no calendar day either.
    pub(super) fn closed_today(&mut self) -> bool {
        let closed = matches!(self.calendar.day(self.today), Day::Off(off) if off.kind == DayOffKind::UnitClosed);
        closed && !self.works_today()
    }

    /// Whether today lies in a pause: after the day on which it begins, up to the day on which it ends.
    /// `left` is what would remain if the pause never ended.
    pub(super) fn paused_today(&mut self, left: u16) -> Result<bool, NoDateReason> {
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
}
