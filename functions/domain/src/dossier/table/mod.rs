//! The one table of allowed actions: state × action × role. The server enforces it, the screens read it, and
//! `functions/domain/TABLE.md` prints it.
//!
//! Each row is a rule of `statuses.json`, by its id; the rules of opinion items have `opinion.` before theirs. Added by
//! this project, and nowhere in the data: `propose_supplement` and `agree_supplement` record that "the head has agreed
//! in the system", `note_timer` that a timer has fired, `result_replaced` and `correction_ended` what became of a linked
//! correction, `recompute_due` that a new version of the calendar moved the due date, `follow_closure` that the place which
//! has the work is closed for a time, or opens again, `follow_units` that a place of the
//! dossier belongs to another unit now, `reroute` that the province names another agency before anything is decided.

mod decision;
mod ending;
mod filing;
mod handover;
mod intake;
mod markdown;
mod result;
mod withdrawal;
mod work;

pub use markdown::markdown;

use super::{
    action::ActionName as A,
    refusal::Guard as G,
    state::{State, StateName as S},
};
use crate::account::Role as R;

/// What an action does to the statutory clock (`deadline_effects`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockEffect {
    /// No statutory clock runs before or after; one that has stopped stays as it is.
    None,
    /// No statutory clock either, but the intake notice of R05 starts anew.
    Intake,
    /// Fixes the due date.
    Start,
    /// Goes on.
    Running,
    Pause,
    /// Closes the pause: a new due date.
    Resume,
    /// As the underlying state has it now: a pause for a withdrawal is closed, an older one goes on.
    Restore,
    /// A new due date by form 04; the index keeps the old one.
    Extend,
    /// Computes the due date anew for a named correction; otherwise goes on.
    Recompute,
    /// Ends and is compared with the due date.
    Stop,
    /// Ends without comparison.
    End,
    /// Running, paused or stopped, as it was.
    Unchanged,
    /// As the same action has from the underlying state: pauses what runs, leaves what stands.
    AsUnderlying,
}

/// Where a rule leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    State(S),
    /// It stays.
    Same,
    /// The state under the detour, exactly as it was (I12).
    Previous,
    /// The detour goes on; the state under it moves.
    Below(S),
}

/// Which relation to the dossier a role needs beside its own (see [`super::rights`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The role's own.
    Usual,
    /// Of the unit that is named to take a hand-over.
    NamedReceiver,
    /// A centre's manager only where the receiving centre and the resolving agency are one unit: officers of the own
    /// centre.
    OwnUnit,
}

/// One rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Id of `statuses.json`.
    pub id: &'static str,
    pub action: A,
    /// Empty: a dossier, or a draft, begins.
    pub from: &'static [S],
    /// From a detour: only over these working states. Empty: over any.
    pub when: &'static [S],
    pub to: To,
    /// Who may, in which role; the relation to the dossier is [`super::rights`]'s.
    pub actors: &'static [R],
    pub relation: Relation,
    /// Roles of `actors` that act for the citizen here and need an identity check (I15).
    pub on_behalf: &'static [R],
    pub clock: ClockEffect,
    pub guards: &'static [G],
    /// Form of Circular 03/2025 that is issued with a number of its own. Forms 06 and 07 are printed from the history,
    /// the denial letter is the result itself, the tax slip and the hand-over record carry numbers of other offices.
    pub form: Option<&'static str>,
    /// Whether the citizen is told.
    pub tells_citizen: bool,
}

/// States that are neither drafts nor final.
const OPEN: &[S] = &[
    S::Submitted,
    S::IntakeSupplement,
    S::Accepted,
    S::AwaitingCompetence,
    S::InTransfer,
    S::Assigned,
    S::InProcess,
    S::WaitingOpinion,
    S::SupplementRequested,
    S::FinancialObligation,
    S::PendingApproval,
    S::PendingSignature,
    S::Approved,
    S::Denied,
    S::ResultReady,
    S::ResultInTransit,
    S::Done,
    S::InDelivery,
    S::WithdrawalRequested,
    S::HandoverPending,
];

/// States in which an opinion item can be open: from the first question until the dossier is published.
const ENDED: &[S] = &[S::Refused, S::Returned, S::Withdrawn, S::Stopped];
const OPINION_OPEN: &[S] = &[
    S::InProcess,
    S::WaitingOpinion,
    S::SupplementRequested,
    S::FinancialObligation,
    S::PendingApproval,
    S::PendingSignature,
    S::Approved,
    S::Denied,
    S::WithdrawalRequested,
    S::HandoverPending,
];

const fn rule(id: &'static str, action: A, from: &'static [S], actors: &'static [R]) -> Rule {
    Rule {
        id,
        action,
        from,
        when: &[],
        to: To::Same,
        actors,
        relation: Relation::Usual,
        on_behalf: &[],
        clock: ClockEffect::Running,
        guards: &[],
        form: None,
        tells_citizen: false,
    }
}

impl Rule {
    const fn to(self, state: S) -> Self {
        Self { to: To::State(state), ..self }
    }
    const fn below(self, state: S) -> Self {
        Self { to: To::Below(state), ..self }
    }
    const fn previous(self) -> Self {
        Self { to: To::Previous, ..self }
    }
    const fn when(self, when: &'static [S]) -> Self {
        Self { when, ..self }
    }
    const fn relation(self, relation: Relation) -> Self {
        Self { relation, ..self }
    }
    const fn clock(self, clock: ClockEffect) -> Self {
        Self { clock, ..self }
    }
    const fn guards(self, guards: &'static [G]) -> Self {
        Self { guards, ..self }
    }
    const fn form(self, form: &'static str) -> Self {
        Self { form: Some(form), ..self }
    }
    const fn behalf(self, on_behalf: &'static [R]) -> Self {
        Self { on_behalf, ..self }
    }
    const fn tell(self) -> Self {
        Self { tells_citizen: true, ..self }
    }

    /// Whether the rule leads from this state, looking under its detours.
    #[must_use]
    pub fn leads_from(&self, state: &State) -> bool {
        self.from.contains(&state.name()) && (self.when.is_empty() || self.when.contains(&state.lowest().name()))
    }
}

const STAGES: [&[Rule]; 8] = [
    filing::RULES,
    intake::RULES,
    work::RULES,
    decision::RULES,
    result::RULES,
    ending::RULES,
    withdrawal::RULES,
    handover::RULES,
];

/// Every rule, in the order of a dossier's life; a screen offers actions in this order.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    STAGES.into_iter().flatten()
}

/// The rule that leads from a state by an action; there is at most one.
#[must_use]
pub fn rule_from(state: &State, action: A) -> Option<&'static Rule> {
    all().find(|rule| rule.action == action && rule.leads_from(state))
}

/// The rule by which an event happened; none of what is no rule of the table. A dossier's first event comes from nothing,
/// or from a draft, which is no dossier.
#[must_use]
pub fn rule_of(from: Option<S>, action: &str) -> Option<&'static Rule> {
    let begins = |rule: &Rule| rule.from.is_empty() || rule.from == [S::Draft];
    all().find(|rule| rule.action.as_str() == action && from.map_or(begins(rule), |from| rule.from.contains(&from)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_state_and_an_action_name_one_rule() {
        let mut seen = BTreeSet::new();
        for rule in all() {
            for state in rule.from {
                assert!(seen.insert((*state, rule.action)), "{} twice from {state:?}", rule.id);
            }
        }
    }

    #[test]
    fn no_rule_leaves_a_final_state_and_every_action_has_a_rule() {
        for rule in all() {
            let ends = rule.from.iter().any(|state| state.is_final());
            assert!(!ends || rule.to == To::Same, "{} leaves a final state", rule.id);
        }
        for action in A::ALL.iter().chain(A::FILING) {
            assert!(all().any(|rule| rule.action == *action), "{action:?} has no rule");
        }
    }
}
