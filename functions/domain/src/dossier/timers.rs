//! The timers of `statuses.json`: which run for a dossier, when each fires, whom it alarms and what it proposes. A timer
//! raises an alarm; a person acts (I8). Pure: the worker asks, and records what fired by the action `note_timer`.

use super::{
    action::ActionName,
    head::{Clock, Dossier},
    opinion::OpinionState,
    state::State,
};
use crate::{
    account::Role as R,
    calendar::{Calendar, instant},
    deadline::{self, ProcessingTime, TimeUnit, days_before, due},
};
use jiff::{SignedDuration, Timestamp, civil::Time};
use serde::{Deserialize, Serialize};

macro_rules! timer_ids {
    ($($variant:ident => $id:literal),* $(,)?) => {
        /// The timers, by their ids in `statuses.json`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum TimerId { $($variant),* }

        impl TimerId {
            /// Every timer.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The id of `statuses.json`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }
        }
    };
}

timer_ids! {
    Due => "due",
    DraftExpiry => "draft_expiry",
    IntakeNotice => "intake_notice",
    LateEntryConfirmation => "late_entry_confirmation",
    Supplement => "supplement",
    Forward => "forward",
    Takeover => "takeover",
    CompetenceDecision => "competence_decision",
    ReviewReturn => "review_return",
    ObligationReminder => "obligation_reminder",
    WithdrawalAnswer => "withdrawal_answer",
    HandoverTakeover => "handover_takeover",
    HandoverDecision => "handover_decision",
    ResultTransit => "result_transit",
    Collection => "collection",
    Delivery => "delivery",
    OpinionDue => "opinion_due",
}

/// What fires: the events of `statuses.json`, and the reminder before a supplement's last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    #[serde(rename = "due_in_2_days")]
    DueInTwoDays,
    #[serde(rename = "due_in_1_day")]
    DueInOneDay,
    Overdue,
    DraftStale,
    IntakeNoticeDue,
    LateEntryUnconfirmed,
    /// 2 working days before the last day of a supplement.
    SupplementReminder,
    SupplementOverdue,
    ForwardDue,
    NotTakenOver,
    CompetenceUndecided,
    ReviewDue,
    ObligationOpen,
    WithdrawalUnanswered,
    HandoverNotTaken,
    HandoverUndecided,
    ResultNotArrived,
    ResultUnclaimed,
    DeliveryUnconfirmed,
    OpinionOverdue,
}

impl Moment {
    /// The moment of an id, as serde writes it.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        serde_json::from_value(serde_json::Value::String(id.to_owned())).ok()
    }

    /// The id of `statuses.json`, as serde writes it.
    #[must_use]
    pub fn id(self) -> String {
        serde_json::to_value(self).ok().and_then(|id| id.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Every moment.
    pub const ALL: [Self; 20] = [
        Self::DueInTwoDays,
        Self::DueInOneDay,
        Self::Overdue,
        Self::DraftStale,
        Self::IntakeNoticeDue,
        Self::LateEntryUnconfirmed,
        Self::SupplementReminder,
        Self::SupplementOverdue,
        Self::ForwardDue,
        Self::NotTakenOver,
        Self::CompetenceUndecided,
        Self::ReviewDue,
        Self::ObligationOpen,
        Self::WithdrawalUnanswered,
        Self::HandoverNotTaken,
        Self::HandoverUndecided,
        Self::ResultNotArrived,
        Self::ResultUnclaimed,
        Self::DeliveryUnconfirmed,
        Self::OpinionOverdue,
    ];
}

/// How long timers run that no law fixes: a setting of the province, with the values that the data propose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Calendar days until a draft is stale.
    pub draft_days: u16,
    /// Working days for the second person of a late entry.
    pub late_entry_days: u16,
    /// Working days for paper to be forwarded (R08).
    pub forward_paper_days: u16,
    /// Working days until a dossier in transfer counts as not taken over (R08).
    pub takeover_days: u16,
    /// Working days for a decision on competence.
    pub competence_days: u16,
    /// Working days to return an unfit dossier (R14).
    pub review_days: u16,
    /// Calendar days until a citizen is reminded of an obligation.
    pub obligation_days: u16,
    /// Working days for the answer to a withdrawal.
    pub withdrawal_days: u16,
    /// Working days to take, and to decide on, a hand-over.
    pub handover_days: u16,
    /// Working days for a result on its way.
    pub transit_days: u16,
    /// Calendar days until a result counts as not collected (R17).
    pub collection_days: u16,
    /// Working days for the post.
    pub delivery_days: u16,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            draft_days: 30,
            late_entry_days: 1,
            forward_paper_days: 1,
            takeover_days: 1,
            competence_days: 1,
            review_days: 2,
            obligation_days: 30,
            withdrawal_days: 1,
            handover_days: 1,
            transit_days: 1,
            collection_days: 30,
            delivery_days: 5,
        }
    }
}

/// One moment of a running timer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timer {
    pub id: TimerId,
    pub moment: Moment,
    /// When it fires.
    pub at: Timestamp,
    /// Which opinion item, for its timer.
    pub opinion: Option<u8>,
    /// Whom it alarms.
    pub alarms: &'static [R],
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

const AGENCY: &[R] = &[R::CaseOfficer, R::UnitHead, R::CentreManager];

/// Every moment of every timer that runs for the dossier, whether it has fired or not, in order of time.
#[must_use]
pub fn running(dossier: &Dossier, calendar: &Calendar, settings: &Settings) -> Vec<Timer> {
    let mut timers = Timers { list: Vec::new(), calendar };
    timers.statutory(dossier);
    timers.of_state(dossier, settings);
    timers.of_detours(&dossier.state, settings);
    if dossier.late_entry.as_ref().is_some_and(|late| late.decision.is_none()) && before_forward(dossier) {
        let at = timers.working_days(dossier.submitted_at, settings.late_entry_days);
        timers.add(TimerId::LateEntryConfirmation, Moment::LateEntryUnconfirmed, at, &[R::CentreManager]);
        timers.propose(ActionName::ConfirmLateEntry);
    }
    for opinion in &dossier.opinions {
        if opinion.state == OpinionState::Asked {
            let alarms = &[R::ConsultedOfficer, R::CaseOfficer, R::UnitHead];
            timers.add(TimerId::OpinionDue, Moment::OpinionOverdue, Some(opinion.due_at), alarms);
            if let Some(last) = timers.list.last_mut() {
                last.opinion = Some(opinion.id);
            }
        }
    }
    timers.list.sort_by_key(|timer| timer.at);
    timers.list
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
    timers.any(|timer| timer.alarms.contains(&R::Citizen))
}

/// What a desk is alarmed about: what has fired, and opinions whose date has passed, with the time of each.
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

/// A late entry is confirmed before the dossier is forwarded.
fn before_forward(dossier: &Dossier) -> bool {
    matches!(dossier.state.lowest(), State::Submitted | State::IntakeSupplement { .. } | State::Accepted)
}

struct Timers<'a> {
    list: Vec<Timer>,
    calendar: &'a Calendar,
}

impl Timers<'_> {
    fn add(&mut self, id: TimerId, moment: Moment, at: Option<Timestamp>, alarms: &'static [R]) {
        // At the very end of representable time nothing fires.
        if let Some(at) = at {
            self.list.push(Timer { id, moment, at, opinion: None, alarms, proposes: None });
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
            self.add(TimerId::Due, moment, warns, AGENCY);
            if warns.is_some() {
                self.propose(ActionName::ExtendWithApology);
            }
        }
        self.add(TimerId::Due, Moment::Overdue, Some(at), AGENCY);
    }

    /// Timers of the working state; they go on under detours.
    fn of_state(&mut self, dossier: &Dossier, settings: &Settings) {
        let since = dossier.since;
        let working = |timers: &Self, days: u16| timers.working_days(since, days);
        let plain = |days: u16| since.checked_add(SignedDuration::from_hours(24 * i64::from(days))).ok();
        match dossier.state.lowest() {
            State::Submitted => {
                if let Clock::Intake { notice_due_at } = dossier.clock {
                    let alarms = &[R::IntakeOfficer, R::CentreManager];
                    self.add(TimerId::IntakeNotice, Moment::IntakeNoticeDue, Some(notice_due_at), alarms);
                }
            }
            State::IntakeSupplement { request } | State::SupplementRequested { request, .. } => {
                // The last day is the citizen's whole.
                let over = request.due_on.tomorrow().ok().and_then(|day| instant(day.to_datetime(Time::midnight())));
                let reminds = instant(request.due_on.to_datetime(Time::midnight()))
                    .and_then(|day| days_before(day, 2, self.calendar));
                let alarms: &[R] = &[R::Citizen, R::IntakeOfficer];
                self.add(TimerId::Supplement, Moment::SupplementReminder, reminds, alarms);
                self.add(TimerId::Supplement, Moment::SupplementOverdue, over, &[R::IntakeOfficer, R::UnitHead]);
                self.propose(ActionName::Expire);
            }
            State::Accepted => {
                let at = match dossier.paper_count {
                    0 => deadline::forward(since, false, self.calendar).due_at,
                    _ => working(self, settings.forward_paper_days),
                };
                self.add(TimerId::Forward, Moment::ForwardDue, at, &[R::IntakeOfficer, R::CentreManager]);
                self.propose(ActionName::Forward);
            }
            State::AwaitingCompetence { .. } => {
                let at = working(self, settings.competence_days);
                self.add(TimerId::CompetenceDecision, Moment::CompetenceUndecided, at, &[R::ProvinceManager]);
            }
            State::InTransfer => {
                let at = working(self, settings.takeover_days);
                self.add(TimerId::Takeover, Moment::NotTakenOver, at, &[R::UnitHead]);
            }
            State::Assigned { .. } => {
                let at = working(self, settings.review_days);
                self.add(TimerId::ReviewReturn, Moment::ReviewDue, at, &[R::CaseOfficer, R::UnitHead]);
            }
            State::FinancialObligation { .. } => {
                self.add(
                    TimerId::ObligationReminder,
                    Moment::ObligationOpen,
                    plain(settings.obligation_days),
                    &[R::Citizen],
                );
            }
            State::ResultInTransit { .. } => {
                let at = working(self, settings.transit_days);
                self.add(TimerId::ResultTransit, Moment::ResultNotArrived, at, &[R::Clerk, R::ReturnsDesk]);
            }
            State::Done { .. } => {
                self.add(
                    TimerId::Collection,
                    Moment::ResultUnclaimed,
                    plain(settings.collection_days),
                    &[R::Citizen, R::ReturnsDesk],
                );
            }
            State::InDelivery { .. } => {
                let at = working(self, settings.delivery_days);
                self.add(TimerId::Delivery, Moment::DeliveryUnconfirmed, at, &[R::PostalAgent]);
            }
            _ => {}
        }
    }

    /// Timers of the detours that are under way.
    fn of_detours(&mut self, state: &State, settings: &Settings) {
        if let Some(request) = state.withdrawal() {
            let at = self.working_days(request.at, settings.withdrawal_days);
            self.add(TimerId::WithdrawalAnswer, Moment::WithdrawalUnanswered, at, &[R::CentreManager]);
        }
        if let Some(handover) = state.handover() {
            match &handover.rejected {
                None => {
                    let at = self.working_days(handover.named_at, settings.handover_days);
                    let alarms = &[R::UnitHead, R::ProvinceManager];
                    self.add(TimerId::HandoverTakeover, Moment::HandoverNotTaken, at, alarms);
                }
                Some(rejection) => {
                    let at = self.working_days(rejection.at, settings.handover_days);
                    self.add(TimerId::HandoverDecision, Moment::HandoverUndecided, at, &[R::ProvinceManager]);
                }
            }
        }
    }
}
