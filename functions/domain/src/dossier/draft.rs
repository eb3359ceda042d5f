//! A draft before it is filed. It lives in the citizen's browser only, because nobody else needs it: the rules are
//! here, and the browser calls them. Its UUID becomes the dossier's internal id (I1) and the key of its filing.

use super::{Refusal, refusal::Guard, state::StateName, timers::Settings};
use crate::{account::Role, ids::DossierId, procedure::ProcedureRef};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// A draft, without its content: that is the form's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub id: DossierId,
    pub procedure: ProcedureRef,
    pub started_at: Timestamp,
    /// The last change.
    pub touched_at: Timestamp,
}

/// What is left of a discarded draft: neither content nor procedure, and it never had a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discarded {
    pub id: DossierId,
    pub started_at: Timestamp,
    pub discarded_at: Timestamp,
}

/// `start`: a citizen begins to fill a form. The id is a UUID that the caller chose.
#[must_use]
pub fn start(id: DossierId, procedure: ProcedureRef, now: Timestamp) -> Draft {
    Draft { id, procedure, started_at: now, touched_at: now }
}

/// Whether a draft that was last changed then has lain so long that the system may discard it (timer `draft_expiry`); its
/// owner was told how long it is kept.
#[must_use]
pub fn is_stale(touched_at: Timestamp, now: Timestamp, settings: &Settings) -> bool {
    let lies = SignedDuration::from_hours(24 * i64::from(settings.draft_days));
    touched_at.checked_add(lies).is_ok_and(|at| at <= now)
}

impl Draft {
    /// The state of `statuses.json`.
    pub const STATE: StateName = StateName::Draft;

    /// The citizen goes on writing.
    #[must_use]
    pub fn touched(self, now: Timestamp) -> Self {
        Self { touched_at: now, ..self }
    }

    /// Whether it has lain so long that the system may discard it.
    #[must_use]
    pub fn is_stale(&self, now: Timestamp, settings: &Settings) -> bool {
        is_stale(self.touched_at, now, settings)
    }

    /// `discard_draft`: the citizen at will, the system once the draft is stale.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] in another role, [`Guard::TimerDue`] for the system before its time.
    pub fn discard(self, by: Role, now: Timestamp, settings: &Settings) -> Result<Discarded, Refusal> {
        match by {
            Role::Citizen => {}
            Role::System if self.is_stale(now, settings) => {}
            Role::System => return Err(Refusal::Guard(Guard::TimerDue)),
            _ => return Err(Refusal::NotYours),
        }
        Ok(Discarded { id: self.id, started_at: self.started_at, discarded_at: now })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn draft() -> Draft {
        let procedure = ProcedureRef { code: "1.001193".into(), valid_from: date(2025, 7, 1) };
        start(DossierId::from("7f9c"), procedure, Timestamp::UNIX_EPOCH)
    }

    fn after(days: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * days)
    }

    #[test]
    fn a_citizen_discards_at_will_and_only_the_id_and_the_times_remain() {
        let left = draft().discard(Role::Citizen, after(1), &Settings::default()).expect("at will");
        assert_eq!((left.id.as_str(), left.started_at, left.discarded_at), ("7f9c", after(0), after(1)));
    }

    #[test]
    fn the_system_discards_what_nobody_has_touched_for_thirty_days() {
        let settings = Settings::default();
        let early = draft().discard(Role::System, after(29), &settings);
        assert_eq!(early, Err(Refusal::Guard(Guard::TimerDue)));
        let touched = draft().touched(after(20));
        assert!(!touched.is_stale(after(49), &settings) && touched.is_stale(after(50), &settings));
        assert!(touched.discard(Role::System, after(50), &settings).is_ok());
    }

    #[test]
    fn nobody_else_touches_a_draft() {
        let refused = draft().discard(Role::IntakeOfficer, after(90), &Settings::default());
        assert_eq!(refused, Err(Refusal::NotYours));
    }
}
