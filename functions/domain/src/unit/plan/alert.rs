//! What somebody must be told about a plan on its way: steps that are overdue, units that will not be done in time.

use super::{Forecast, Load, Stage};
use jiff::civil::Date;

/// Days before the first day of the new units by which a plan is approved and published.
const PREPARED: i64 = 3;
/// Days after it within which everything is received and counted.
const SETTLED: i64 = 15;

/// Something to be told, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alert {
    /// The day has come and the plan is not carried out.
    NotCarriedOut,
    /// The day is near and nobody has approved it.
    NotApproved,
    /// It is approved, the day is near, and map and posts are not prepared.
    NotPublished,
    /// So many days after the day not everything has been received.
    NotSettled { days: i64 },
    /// Units that will not have decided in time what is due before the day.
    TooSlow { units: usize },
    /// Units with dossiers that are late.
    Late { units: usize, dossiers: u64 },
    /// The numbers are older than a day, or there are none.
    OldNumbers,
}

/// What is to be told of a plan on a day.
#[must_use]
pub fn alerts<'a>(
    stage: Stage,
    effective: Date,
    today: Date,
    counted_on: Option<Date>,
    loads: impl Iterator<Item = &'a Load>,
) -> Vec<Alert> {
    if matches!(stage, Stage::Accepted | Stage::Withdrawing | Stage::Withdrawn) {
        return Vec::new();
    }
    let days = |from: Date, to: Date| i64::from((to - from).get_days());
    let (left, gone) = (days(today, effective), days(effective, today));
    let mut found = Vec::new();
    match stage {
        Stage::Draft | Stage::Approved | Stage::Published if gone >= 0 => found.push(Alert::NotCarriedOut),
        Stage::Draft if left <= PREPARED => found.push(Alert::NotApproved),
        Stage::Approved if left <= PREPARED => found.push(Alert::NotPublished),
        Stage::Carried if gone > SETTLED => found.push(Alert::NotSettled { days: gone }),
        _ => {}
    }
    let (mut slow, mut late, mut dossiers) = (0, 0, 0);
    for load in loads {
        slow += usize::from(left > 0 && matches!(load.forecast, Forecast::TooLate { .. } | Forecast::Never));
        late += usize::from(load.late > 0);
        dossiers += load.late;
    }
    if slow > 0 {
        found.push(Alert::TooSlow { units: slow });
    }
    if late > 0 {
        found.push(Alert::Late { units: late, dossiers });
    }
    if counted_on.is_none_or(|on| days(on, today) > 1) {
        found.push(Alert::OldNumbers);
    }
    found
}
