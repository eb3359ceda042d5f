//! The model of what the system does by itself: after an event, and when time has passed.

use super::model::{Model, Try, dossier_stage::CALENDAR};
use domain::{
    dossier::{
        Action, Actor, StateName, automatic,
        head::{CorrectionState, Kind},
        state::DecisionKind,
        timers::{self, Settings},
    },
    ids::DossierCode,
    procedure::ReturnMethod,
};

/// As an officer of the coordination queue reads it.
const UNRESOLVED: &str = "Theo dữ liệu về thẩm quyền, không xác định được một cơ quan giải quyết duy nhất";

/// What a run of the timers did.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Run {
    pub rows: usize,
    pub noted: usize,
}

impl Model {
    /// The worker sees every event of a dossier that it has not seen; gives the other dossiers that it moved.
    pub fn settle(&mut self, code: &str) -> Vec<String> {
        let mut others = Vec::new();
        loop {
            let seen = self.applied.get(code).copied().unwrap_or_default();
            if seen >= self.dossiers[code].dossier.version {
                return others;
            }
            self.applied.insert(code.to_owned(), seen + 1);
            others.extend(self.after_event(code, seen + 1));
        }
    }

    fn after_event(&mut self, code: &str, version: u32) -> Option<String> {
        let stage = &self.dossiers[code];
        let found = stage.dossier.clone();
        let event = stage.events[version as usize - 1].clone();
        let other = self.close_correction(code, event.to, event.action == "publish");
        let issued = |state: StateName| matches!(state, StateName::ResultReady | StateName::Done);
        if issued(event.to) && found.return_to.method == ReturnMethod::Online && issued(found.state.name()) {
            self.by_the_system(code, &Action::DeliverOnline, format!("deliver_online/{}", found.version));
        }
        if let Some(at) = timers::next_at(&found, &CALENDAR, &Settings::default()) {
            self.rows.insert((at, code.to_owned()));
        }
        if self.dossiers[code].dossier.version == found.version {
            self.automatic(code);
        }
        other
    }

    /// What became of a correction is told to the dossier that it corrects.
    fn close_correction(&mut self, code: &str, to: StateName, publishes: bool) -> Option<String> {
        let dossier = &self.dossiers[code].dossier;
        let Kind::Correction { of } = &dossier.kind else { return None };
        let denied = dossier.state.result().is_some_and(|result| result.decision == DecisionKind::Denial);
        let by = DossierCode::from(code);
        let action = match to {
            StateName::ResultReady if publishes && !denied => Action::ResultReplaced { by },
            StateName::ResultReady if publishes => Action::CorrectionEnded { by },
            StateName::Stopped | StateName::Withdrawn => Action::CorrectionEnded { by },
            _ => return None,
        };
        let of = of.as_str().to_owned();
        let original = &self.dossiers[&of].dossier;
        let linked = original.correction.as_ref();
        if linked.is_none_or(|linked| linked.state != CorrectionState::Open || linked.code.as_str() != code) {
            return None;
        }
        let request = format!("{}/{}", action.name().as_str(), original.version);
        self.by_the_system(&of, &action, request);
        Some(of)
    }

    fn by_the_system(&mut self, code: &str, action: &Action, request: String) {
        let actor = Actor::system();
        let asked =
            Try { actor: &actor, action, said: request.clone(), request, papers: Vec::new(), bad_files: Vec::new() };
        let done = self.perform(code, asked);
        assert!(done.is_ok(), "the system is refused {action:?} on {code}: {done:?}");
    }

    /// Steps without judgement, as long as there are any.
    fn automatic(&mut self, code: &str) {
        loop {
            let stage = &self.dossiers[code];
            let due = automatic::due(&stage.dossier, stage.procedure(), &CALENDAR, UNRESOLVED, self.now);
            let Some(action) = due else { break };
            let request = format!("{}/{}", action.name().as_str(), stage.dossier.version);
            self.by_the_system(code, &action, request);
        }
    }

    /// The scheduled run; gives what it did and whose rows had come.
    pub fn timers(&mut self) -> (Run, Vec<String>) {
        let due: Vec<_> = self.rows.iter().filter(|(at, _)| *at <= self.now).cloned().collect();
        let mut run = Run { rows: due.len(), noted: 0 };
        for (at, code) in &due {
            self.automatic(code);
            loop {
                let waiting = timers::due_now(&self.dossiers[code].dossier, &CALENDAR, &Settings::default(), self.now);
                let Some(timer) = waiting.into_iter().next() else { break };
                let action = Action::NoteTimer { timer: timer.id, moment: timer.moment, opinion: timer.opinion };
                let request =
                    format!("{}/{}/{}", timer.moment.id(), timer.at.as_second(), timer.opinion.unwrap_or_default());
                self.by_the_system(code, &action, request);
                run.noted += 1;
            }
            if let Some(next) = timers::next_at(&self.dossiers[code].dossier, &CALENDAR, &Settings::default()) {
                self.rows.insert((next, code.clone()));
            }
            self.rows.remove(&(*at, code.clone()));
        }
        (run, due.into_iter().map(|(_, code)| code).collect())
    }
}
