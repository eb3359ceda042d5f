//! Which timers run for a dossier, and when each fires.

use super::{Moment, Settings, Timer, TimerId};
use crate::{
    calendar::{Calendar, instant},
    deadline::{self, ProcessingTime, TimeUnit, days_before, due},
    dossier::{
        action::ActionName,
        head::{Clock, Dossier},
        opinion::OpinionState,
        state::State,
    },
};
use jiff::{SignedDuration, Timestamp, civil::Time};

/// Every moment of every timer that runs for the dossier, whether it has fired or not, in order of time.
#[must_use]
pub fn running(dossier: &Dossier, calendar: &Calendar, settings: &Settings) -> Vec<Timer> {
    let mut timers = Timers { list: Vec::new(), calendar };
    timers.statutory(dossier);
    timers.of_state(dossier, settings);
    timers.of_detours(&dossier.state, settings);
    if dossier.late_entry.as_ref().is_some_and(|late| late.decision.is_none()) && before_forward(dossier) {
        let at = timers.working_days(dossier.submitted_at, settings.late_entry_days);
        timers.add(TimerId::LateEntryConfirmation, Moment::LateEntryUnconfirmed, at);
        timers.propose(ActionName::ConfirmLateEntry);
    }
    for opinion in &dossier.opinions {
        if opinion.state == OpinionState::Asked {
            timers.add(TimerId::OpinionDue, Moment::OpinionOverdue, Some(opinion.due_at));
            if let Some(last) = timers.list.last_mut() {
                last.opinion = Some(opinion.id);
            }
        }
    }
    timers.list.sort_by_key(|timer| timer.at);
    timers.list
}

/// A late entry is confirmed before the dossier is forwarded.
fn before_forward(dossier: &Dossier) -> bool {
    matches!(dossier.state.lowest(), State::Submitted | State::IntakeSupplement { .. } | State::Accepted)
}

struct Timers<'a> {
    list: Vec<Timer>,
    calendar: &'a Calendar,
}

impl Timers<'_> {
    fn add(&mut self, id: TimerId, moment: Moment, at: Option<Timestamp>) {
        // At the very end of representable time nothing fires.
        if let Some(at) = at {
            self.list.push(Timer { id, moment, at, opinion: None, proposes: None });
        }
    }

    /// The timer added last proposes an action.
    fn propose(&mut self, action: ActionName) {
        if let Some(last) = self.list.last_mut() {
            last.proposes = Some(action);
        }
    }

    fn working_days(&self, from: Timestamp, days: u16) -> Option<Timestamp> {
        due(from, &ProcessingTime::of(days, TimeUnit::WorkingDay), self.calendar, &[]).due_at
    }

    /// R10, R13: two working days and one before the due date, and when it has passed.
    fn statutory(&mut self, dossier: &Dossier) {
        let Clock::Running { started } = &dossier.clock else { return };
        let Some(at) = started.due_at else { return };
        // What was over before the date was fixed warns nobody: a same-day dossier is not due in two days.
        let pauses = started.pauses.iter().filter_map(|pause| pause.to);
        let extended = started.extension.as_ref().map(|extension| extension.at);
        let fixed = pauses.chain(extended).fold(started.received_at, Timestamp::max);
        for (days, moment) in [(2, Moment::DueInTwoDays), (1, Moment::DueInOneDay)] {
            let warns = days_before(at, days, self.calendar).filter(|warns| *warns > fixed);
            self.add(TimerId::Due, moment, warns);
            if warns.is_some() {
                self.propose(ActionName::ExtendWithApology);
            }
        }
        self.add(TimerId::Due, Moment::Overdue, Some(at));
    }

    /// Timers of the working state; they go on under detours.
    fn of_state(&mut self, dossier: &Dossier, settings: &Settings) {
        let since = dossier.since;
        let working = |timers: &Self, days: u16| timers.working_days(since, days);
        let plain = |days: u16| since.checked_add(SignedDuration::from_hours(24 * i64::from(days))).ok();
        match dossier.state.lowest() {
            State::Submitted => {
                if let Clock::Intake { notice_due_at } = dossier.clock {
                    self.add(TimerId::IntakeNotice, Moment::IntakeNoticeDue, Some(notice_due_at));
                }
            }
            State::IntakeSupplement { request } | State::SupplementRequested { request, .. } => {
                // The last day is the citizen's whole.
                let over = request.due_on.tomorrow().ok().and_then(|day| instant(day.to_datetime(Time::midnight())));
                let reminds = instant(request.due_on.to_datetime(Time::midnight()))
                    .and_then(|day| days_before(day, 2, self.calendar));
                self.add(TimerId::Supplement, Moment::SupplementReminder, reminds);
                self.add(TimerId::Supplement, Moment::SupplementOverdue, over);
                self.propose(ActionName::Expire);
            }
            State::Accepted => {
                let at = match dossier.paper_count {
                    0 => deadline::forward(since, false, self.calendar).due_at,
                    _ => working(self, settings.forward_paper_days),
                };
                self.add(TimerId::Forward, Moment::ForwardDue, at);
                self.propose(ActionName::Forward);
            }
            State::AwaitingCompetence { .. } => {
                let at = working(self, settings.competence_days);
                self.add(TimerId::CompetenceDecision, Moment::CompetenceUndecided, at);
            }
            State::InTransfer => {
                let at = working(self, settings.takeover_days);
                self.add(TimerId::Takeover, Moment::NotTakenOver, at);
            }
            State::Assigned { .. } => {
                let at = working(self, settings.review_days);
                self.add(TimerId::ReviewReturn, Moment::ReviewDue, at);
            }
            State::FinancialObligation { .. } => {
                self.add(TimerId::ObligationReminder, Moment::ObligationOpen, plain(settings.obligation_days));
            }
            State::ResultInTransit { .. } => {
                let at = working(self, settings.transit_days);
                self.add(TimerId::ResultTransit, Moment::ResultNotArrived, at);
            }
            State::Done { .. } => {
                self.add(TimerId::Collection, Moment::ResultUnclaimed, plain(settings.collection_days));
            }
            State::InDelivery { .. } => {
                let at = working(self, settings.delivery_days);
                self.add(TimerId::Delivery, Moment::DeliveryUnconfirmed, at);
            }
            _ => {}
        }
    }

    /// Timers of the detours that are under way.
    fn of_detours(&mut self, state: &State, settings: &Settings) {
        if let Some(request) = state.withdrawal() {
            let at = self.working_days(request.at, settings.withdrawal_days);
            self.add(TimerId::WithdrawalAnswer, Moment::WithdrawalUnanswered, at);
        }
        if let Some(handover) = state.handover() {
            match &handover.rejected {
                None => {
                    let at = self.working_days(handover.named_at, settings.handover_days);
                    self.add(TimerId::HandoverTakeover, Moment::HandoverNotTaken, at);
                }
                Some(rejection) => {
                    let at = self.working_days(rejection.at, settings.handover_days);
                    self.add(TimerId::HandoverDecision, Moment::HandoverUndecided, at);
                }
            }
        }
    }
}
