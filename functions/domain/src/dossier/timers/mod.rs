//! The timers of `statuses.json`: which run for a dossier, when each fires, whom it alarms and what it proposes. A timer
//! raises an alarm; a person acts (I8). Pure: the worker asks, and records what fired by the action `note_timer`.

mod centres;
mod desks;
mod name;
mod running;
mod settings;

pub use centres::TimerSettings;
pub use desks::{DeskAlarm, of_desks};
pub use name::{Moment, TimerId};
pub use running::running;
pub use settings::Settings;

use super::{action::ActionName, head::Dossier, opinion::OpinionState};
use crate::{account::Role as R, calendar::Calendar};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One moment of a running timer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timer {
    pub id: TimerId,
    pub moment: Moment,
    /// When it fires.
    pub at: Timestamp,
    /// Which opinion item, for its timer.
    pub opinion: Option<u8>,
    /// What the system proposes; a person does it (I8).
    pub proposes: Option<ActionName>,
}

/// A moment that has fired. It belongs to the timer as it ran then: when that runs no longer, or fires at another time,
/// this is forgotten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fired {
    pub timer: TimerId,
    pub moment: Moment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opinion: Option<u8>,
    /// When it was to fire.
    pub at: Timestamp,
}

impl Fired {
    fn is(&self, timer: &Timer) -> bool {
        self.timer == timer.id && self.moment == timer.moment && self.opinion == timer.opinion && self.at == timer.at
    }
}

/// The moments that have not fired yet, in order of time.
#[must_use]
pub fn waiting(dossier: &Dossier, calendar: &Calendar, settings: &Settings) -> Vec<Timer> {
    let mut timers = running(dossier, calendar, settings);
    timers.retain(|timer| !dossier.fired.iter().any(|fired| fired.is(timer)));
    timers
}

/// When the next timer of the dossier fires; none: it has nothing to wait for.
#[must_use]
pub fn next_at(dossier: &Dossier, calendar: &Calendar, settings: &Settings) -> Option<Timestamp> {
    waiting(dossier, calendar, settings).first().map(|timer| timer.at)
}

/// The moments that have come and are not noted yet, in order of time.
#[must_use]
pub fn due_now(dossier: &Dossier, calendar: &Calendar, settings: &Settings, now: Timestamp) -> Vec<Timer> {
    let mut timers = waiting(dossier, calendar, settings);
    timers.retain(|timer| timer.at <= now);
    timers
}

/// Whether the citizen is told of a moment that has fired, as the timer says; not once it runs no longer.
#[must_use]
pub fn tells_citizen(dossier: &Dossier, moment: Moment, calendar: &Calendar, settings: &Settings) -> bool {
    let fired = dossier.fired.iter().filter(|fired| fired.moment == moment);
    let running = running(dossier, calendar, settings);
    let mut timers = fired.filter_map(|fired| running.iter().find(|timer| fired.is(timer)));
    timers.any(|timer| timer.moment.alarms().contains(&R::Citizen))
}

/// What a dossier alarms about: what has fired, and opinions whose date has passed, with the time of each.
pub fn alarms(dossier: &Dossier) -> impl Iterator<Item = (Moment, Timestamp)> {
    let overdue = dossier.opinions.iter().filter(|opinion| opinion.state == OpinionState::Overdue);
    let fired = dossier.fired.iter().map(|fired| (fired.moment, fired.at));
    fired.chain(overdue.map(|opinion| (Moment::OpinionOverdue, opinion.due_at)))
}

/// What has fired, without what belongs to a state or a date that is left.
#[must_use]
pub(super) fn still_fired(dossier: &Dossier, calendar: &Calendar, settings: &Settings) -> Vec<Fired> {
    if dossier.fired.is_empty() {
        return Vec::new();
    }
    let running = running(dossier, calendar, settings);
    dossier.fired.iter().filter(|fired| running.iter().any(|timer| fired.is(timer))).cloned().collect()
}
