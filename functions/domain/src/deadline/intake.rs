//! The notice at intake: until when the centre must say whether the dossier is complete (R05).

use super::{DueDate, ProcessingTime, TimeUnit, due};
use crate::{calendar::Calendar, procedure::Channel};
use jiff::Timestamp;

/// Hours within which an online filing must be answered.
const ONLINE_HOURS: u16 = 8;
/// Working days within which a filing at a counter or by post must be answered.
const COUNTER_DAYS: u16 = 1;

/// When the centre must have accepted or asked for a supplement, with its explanation: 8 working hours after an
/// online filing, 1 working day after one at a counter or by post.
#[must_use]
pub fn intake_notice(submitted_at: Timestamp, channel: Channel, calendar: &Calendar) -> DueDate {
    let time = match channel {
        Channel::Online => ProcessingTime::of(ONLINE_HOURS, TimeUnit::WorkingHour),
        Channel::Counter | Channel::Post => ProcessingTime::of(COUNTER_DAYS, TimeUnit::WorkingDay),
    };
    due(submitted_at, &time, calendar, &[])
}

/// The instant of [`intake_notice`]; at the very end of representable time the filing itself.
#[must_use]
pub fn intake_notice_due(submitted_at: Timestamp, channel: Channel, calendar: &Calendar) -> Timestamp {
    intake_notice(submitted_at, channel, calendar).due_at.unwrap_or(submitted_at)
}
