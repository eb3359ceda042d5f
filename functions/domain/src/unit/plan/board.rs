//! What lies with the units that end: the numbers before the day, how fast each unit gets on, and who must act.

use super::{Places, Plan};
use crate::{
    calendar::{Calendar, day_of},
    dossier::{Dossier, StateName, head::Clock},
    ids::{AccountId, DeskId, UnitCode},
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whole working days over which the pace of a unit is taken.
pub const PACE_DAYS: u16 = 10;
/// Desks and officers that are named for a unit, those with the nearest dates.
pub const MOST_TURNS: usize = 5;
/// Days of lateness after which a result no longer counts for the pace.
const MOST_LATENESS: i64 = 120;
/// Working days that a forecast looks ahead; what takes longer does not end in time for anything.
const FARTHEST: u16 = 500;

/// Open dossiers of every unit that a plan ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    pub units: BTreeMap<UnitCode, Load>,
}

/// Open dossiers of one unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Load {
    /// Those that lie with its centre, its offices or its registry.
    pub held: BTreeMap<StateName, u64>,
    /// Of those: due before the day of the plan, so to be finished by the old unit.
    pub due_before: u64,
    /// Due on that day or after it: to be handed over.
    pub due_after: u64,
    /// Their clock stands, or promises no day.
    pub without_due: u64,
    /// Late already.
    pub late: u64,
    /// Those that it must decide but that lie elsewhere.
    pub coming: u64,
    /// Those whose result is to be had at its centre but that lie elsewhere.
    pub returning: u64,
    /// Those that it must decide before the day of the plan, wherever they lie.
    #[serde(default)]
    pub to_finish: u64,
    /// Results that it gave in the last [`PACE_DAYS`] whole working days.
    #[serde(default)]
    pub finished: u64,
    /// When it will have decided what it must, at that pace.
    #[serde(default)]
    pub forecast: Forecast,
    /// Who must act by the end of the next working day, the nearest date first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<Turn>,
}

/// When a unit will have decided what is due before the day of the plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Forecast {
    /// Nothing is left to be decided.
    #[default]
    Nothing,
    InTime {
        on: Date,
    },
    TooLate {
        on: Date,
    },
    /// It has given no result in all those days, or is years behind.
    Never,
}

/// A desk, or one officer of it, with what is due there soon or late already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    pub desk: DeskId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<AccountId>,
    pub dossiers: u64,
    pub late: u64,
    /// The nearest date among them.
    pub due_at: Timestamp,
}

/// By what a count goes: the moment, and the working days around it.
#[derive(Clone, Copy, Debug)]
pub struct Counting<'a> {
    calendar: &'a Calendar,
    pub now: Timestamp,
    today: Date,
    /// First day of those over which the pace is taken.
    since: Date,
    /// The next working day.
    soon: Date,
}

impl<'a> Counting<'a> {
    /// A count at a moment.
    #[must_use]
    pub fn new(calendar: &'a Calendar, now: Timestamp) -> Self {
        let today = day_of(now);
        let (mut since, mut left) = (today, PACE_DAYS);
        while left > 0 {
            let Ok(before) = since.yesterday() else { break };
            since = before;
            left -= u16::from(calendar.is_working_day(since));
        }
        let soon = later(calendar, today, 1).unwrap_or(today);
        Self { calendar, now, today, since, soon }
    }

    /// Whoever gave a result in those days was hardly due before this: older dossiers that have ended need not be read.
    #[must_use]
    pub fn due_since(&self) -> Timestamp {
        let lateness = SignedDuration::from_hours(24 * MOST_LATENESS);
        self.now.checked_sub(lateness).unwrap_or(self.now)
    }

    /// The day on which the last of some dossiers is decided when `finished` are in [`PACE_DAYS`]; today is the first.
    fn done_on(&self, left: u64, finished: u64) -> Option<Date> {
        let days = left.saturating_mul(u64::from(PACE_DAYS)).div_ceil(finished.max(1));
        let days = u16::try_from(days).ok().filter(|days| finished > 0 && *days <= FARTHEST)?;
        // What is done in the first day is done today, where today is a working day.
        let first = u16::from(self.calendar.is_working_day(self.today));
        later(self.calendar, self.today, days.saturating_sub(first))
    }
}

/// The day so many working days after another.
fn later(calendar: &Calendar, day: Date, working_days: u16) -> Option<Date> {
    let (mut day, mut left) = (day, working_days);
    while left > 0 {
        day = day.tomorrow().ok()?;
        left -= u16::from(calendar.is_working_day(day));
    }
    Some(day)
}

impl Load {
    /// All that lie with the unit.
    #[must_use]
    pub fn held_in_all(&self) -> u64 {
        self.held.values().sum()
    }

    /// All that the unit has to do with in any way.
    #[must_use]
    pub fn open(&self) -> u64 {
        self.held_in_all() + self.coming + self.returning
    }
}

impl Plan {
    /// The board with nothing on it yet.
    #[must_use]
    pub fn board(&self) -> Board {
        Board { units: self.ended.iter().map(|unit| (unit.clone(), Load::default())).collect() }
    }

    /// Puts a dossier on the board; one that has to do with no ended unit changes nothing. An open one is counted once
    /// for each unit that it has to do with: where it lies, else where it is decided, else where it is returned. Of any
    /// one it is counted whose result it was.
    pub fn count(&self, board: &mut Board, places: &Places, dossier: &Dossier, counting: &Counting<'_>) {
        let unit = |id: &str| places.ended(id).map(|ended| &ended.unit);
        let decides = dossier.resolver.as_ref().and_then(|resolver| unit(resolver.agency.as_str()));
        if let (Clock::Stopped { at, .. }, Some(load)) =
            (&dossier.clock, decides.and_then(|unit| board.units.get_mut(unit)))
        {
            let days = counting.since..counting.today;
            load.finished += u64::from(days.contains(&day_of(*at)));
        }
        if dossier.state.name().is_final() {
            return;
        }
        let holder = places.ended_at(&dossier.holder()).map(|(_, ended)| &ended.unit);
        let before = matches!((&dossier.clock, dossier.clock.due_at()),
            (Clock::Running { .. }, Some(due)) if day_of(due) < self.effective);
        if let Some(load) = holder.and_then(|unit| board.units.get_mut(unit)) {
            *load.held.entry(dossier.state.lowest().name()).or_default() += 1;
            match (&dossier.clock, dossier.clock.due_at()) {
                (Clock::Running { .. }, Some(_)) if before => load.due_before += 1,
                (Clock::Running { .. }, Some(_)) => load.due_after += 1,
                _ => load.without_due += 1,
            }
            load.late += u64::from(dossier.clock.is_late(counting.now));
            load.turn(dossier, counting);
        }
        if let Some(load) = decides.and_then(|unit| board.units.get_mut(unit)).filter(|_| awaits_decision(dossier)) {
            load.to_finish += u64::from(before);
            load.coming += u64::from(decides != holder);
        }
        let returns = unit(dossier.return_to.centre.as_str());
        if returns != holder
            && decides != returns
            && dossier.return_to.on_paper()
            && let Some(load) = returns.and_then(|unit| board.units.get_mut(unit))
        {
            load.returning += 1;
        }
    }

    /// When each unit will be done, and who is named, once everything is counted.
    pub fn foresee(&self, board: &mut Board, counting: &Counting<'_>) {
        for load in board.units.values_mut() {
            load.forecast = match counting.done_on(load.to_finish, load.finished) {
                _ if load.to_finish == 0 => Forecast::Nothing,
                Some(on) if on < self.effective => Forecast::InTime { on },
                Some(on) => Forecast::TooLate { on },
                None => Forecast::Never,
            };
            load.turns.sort_by(|a, b| (a.due_at, &a.desk, &a.officer).cmp(&(b.due_at, &b.desk, &b.officer)));
            load.turns.truncate(MOST_TURNS);
        }
    }
}

impl Load {
    /// Whose turn it is, where a date is near or over.
    fn turn(&mut self, dossier: &Dossier, counting: &Counting<'_>) {
        let runs = matches!(dossier.clock, Clock::Running { .. } | Clock::Intake { .. });
        let Some(due_at) = dossier.clock.sort_due().filter(|due| runs && day_of(*due) <= counting.soon) else { return };
        let (desk, officer) = (dossier.holder(), dossier.state.assignee().cloned());
        let late = u64::from(due_at < counting.now);
        match self.turns.iter_mut().find(|turn| turn.desk == desk && turn.officer == officer) {
            Some(turn) => {
                turn.dossiers += 1;
                turn.late += late;
                turn.due_at = turn.due_at.min(due_at);
            }
            None => self.turns.push(Turn { desk, officer, dossiers: 1, late, due_at }),
        }
    }
}

/// Whether the agency that resolves still has its part before it.
fn awaits_decision(dossier: &Dossier) -> bool {
    dossier.state.lowest().result().is_none()
}
