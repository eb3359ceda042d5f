//! Late, nearly late, in time: the mark of a dossier in words, not only in colour.

use frontend::prelude::*;
use frontend::{
    format::{local, moment},
    i18n::Words,
    t,
    ui::{Badge, Mark},
};
use jiff::{
    Timestamp,
    civil::{Date, Weekday},
};

/// How a due time stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// The procedure's time is no number, or nothing is due.
    NoDate,
    /// The clock stands; the dossier is not getting late.
    Paused,
    InTime,
    /// Due by the end of the next weekday.
    Near,
    /// By this many whole hours.
    Late {
        hours: i64,
    },
}

/// Judges a due time by the server's clock.
#[must_use]
pub fn urgency(due_at: Option<Timestamp>, running: bool, now: Timestamp) -> Urgency {
    let Some(due) = due_at else { return Urgency::NoDate };
    if !running {
        return Urgency::Paused;
    }
    if due < now {
        return Urgency::Late { hours: now.duration_since(due).as_hours() };
    }
    if local(due).date() <= next_weekday(local(now).date()) { Urgency::Near } else { Urgency::InTime }
}

/// The first weekday after a day: days off besides Saturday and Sunday only make the mark come a day late.
fn next_weekday(day: Date) -> Date {
    let mut next = day;
    for _ in 0..3 {
        next = next.tomorrow().unwrap_or(next);
        if !matches!(next.weekday(), Weekday::Saturday | Weekday::Sunday) {
            break;
        }
    }
    next
}

/// The mark; nothing where a dossier is in time.
#[must_use]
pub fn mark(due_at: Option<Timestamp>, running: bool, now: Timestamp) -> View {
    let (look, label): (Mark, Words) = match urgency(due_at, running, now) {
        Urgency::NoDate | Urgency::InTime => return ().into_view(),
        Urgency::Paused => (Mark::Neutral, t!("staff.due.paused").words()),
        Urgency::Near => (Mark::Near, near(due_at, now)),
        Urgency::Late { hours } => (Mark::Late, late(hours)),
    };
    view! { <Badge mark=look label=label/> }
}

/// The time and its mark.
#[must_use]
pub fn due(due_at: Option<Timestamp>, running: bool, now: Timestamp) -> View {
    let time = match due_at {
        Some(at) => view! { <span class="number">{moment(at)}</span> },
        None => view! { <span class="soft">{t!("staff.due.none")}</span> },
    };
    view! { <span class="due">{time}" "{mark(due_at, running, now)}</span> }
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
