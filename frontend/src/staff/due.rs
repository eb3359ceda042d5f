//! Late, nearly late, in time: the mark of a dossier in words, not only in colour.

use frontend::prelude::*;
use frontend::{
    format::{local, moment},
    i18n::Words,
    t,
    ui::{Badge, Mark},
};
use jiff::Timestamp;

/// How a due time stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// The procedure's time is no number, or nothing is due.
    NoDate,
    /// The clock stands; the dossier is not getting late.
    Paused,
    InTime,
    /// Due by the end of the next working day.
    Near,
    /// By this many whole hours.
    Late {
        hours: i64,
    },
}

/// The server's clock, as it came with a list or a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    pub now: Timestamp,
    /// What is due until then is nearly late: the domain's rule, by the calendar, which the browser does not have.
    pub near_until: Timestamp,
}

/// Judges a due time.
#[must_use]
pub fn urgency(due_at: Option<Timestamp>, running: bool, at: Now) -> Urgency {
    let Some(due) = due_at else { return Urgency::NoDate };
    if !running {
        return Urgency::Paused;
    }
    if due < at.now {
        return Urgency::Late { hours: at.now.duration_since(due).as_hours() };
    }
    if due <= at.near_until { Urgency::Near } else { Urgency::InTime }
}

/// The mark; nothing where a dossier is in time.
#[must_use]
pub fn mark(due_at: Option<Timestamp>, running: bool, at: Now) -> View {
    let (look, label): (Mark, Words) = match urgency(due_at, running, at) {
        Urgency::NoDate | Urgency::InTime => return ().into_view(),
        Urgency::Paused => (Mark::Neutral, t!("staff.due.paused").words()),
        Urgency::Near => (Mark::Near, near(due_at, at.now)),
        Urgency::Late { hours } => (Mark::Late, late(hours)),
    };
    view! { <Badge mark=look label=label/> }
}

/// The time and its mark.
#[must_use]
pub fn due(due_at: Option<Timestamp>, running: bool, at: Now) -> View {
    let time = match due_at {
        Some(due) => view! { <span class="number">{moment(due)}</span> },
        None => view! { <span class="soft">{t!("staff.due.none")}</span> },
    };
    view! { <span class="due">{time}" "{mark(due_at, running, at)}</span> }
}

fn near(due_at: Option<Timestamp>, now: Timestamp) -> Words {
    let (today, day) = (local(now).date(), due_at.map(|at| local(at).date()));
    let hours = due_at.map_or(0, |at| at.duration_since(now).as_hours());
    Signal::derive(move || {
        if day == Some(today) {
            t!("staff.due.hours_left").with(&[("hours", &hours.to_string())])
        } else if day == today.tomorrow().ok() {
            t!("staff.due.tomorrow").get().to_owned()
        } else {
            t!("staff.due.next_working_day").get().to_owned()
        }
    })
}

fn late(hours: i64) -> Words {
    let days = hours / 24;
    Signal::derive(move || {
        if days > 0 {
            t!("staff.due.late_days").with(&[("days", &days.to_string())])
        } else {
            t!("staff.due.late_hours").with(&[("hours", &hours.to_string())])
        }
    })
}
