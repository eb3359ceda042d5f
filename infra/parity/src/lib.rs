//! Due dates and checks of forms as one line of JSON in, one line of JSON out: what runs in native code and in the browser
//! alike. `cargo xtask test` compares the answers byte by byte.

use domain::{
    calendar::Calendar,
    deadline::{self, Pause, ProcessingTime, ResumePolicy},
    dossier::head::Clock,
    form::{self, Answers, Context, Facts},
    ids::ProcedureCode,
    procedure::{Channel, Procedure},
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The reference data that the questions are about: the first line.
#[derive(Debug, Serialize, Deserialize)]
pub struct World {
    pub procedures: BTreeMap<ProcedureCode, Procedure>,
    pub calendar: Calendar,
    /// The calendar with a decision more.
    pub decided: Calendar,
    pub units: BTreeSet<String>,
    pub former_units: BTreeSet<String>,
    pub lists: BTreeMap<String, BTreeSet<String>>,
}

/// A question: each other line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum Question {
    /// When is something due?
    Due { received_at: Timestamp, time: ProcessingTime, pauses: Vec<Pause> },
    /// When would a dossier of a procedure be due, and until when is it to be answered and forwarded?
    DueFor { procedure: ProcedureCode, answers: Answers, received_at: Timestamp },
    /// What does a dossier keep that waited, was extended and met a new calendar?
    Life { procedure: ProcedureCode, received_at: Timestamp, waits: Vec<Pause>, until: Option<Date> },
    /// What is wrong with these answers?
    Check { procedure: ProcedureCode, answers: Answers, on: Date },
}

/// The key of an answer to a question that cannot be read or names nothing known.
pub const UNKNOWN: &str = "unknown";

impl World {
    /// The answer to a line, as a line.
    #[must_use]
    pub fn answer(&self, line: &str) -> String {
        match serde_json::from_str(line) {
            Ok(question) => self.say(question),
            Err(error) => unknown(&error.to_string()),
        }
    }

    fn say(&self, question: Question) -> String {
        let calendar = &self.calendar;
        match question {
            Question::Due { received_at, time, pauses } => json(&deadline::due(received_at, &time, calendar, &pauses)),
            Question::DueFor { procedure, answers, received_at } => self.of(&procedure, |procedure| {
                let facts = Facts::on(domain::calendar::day_of(received_at)).by(Channel::Online);
                json(&(
                    deadline::due_for(procedure, &answers, &facts, received_at, calendar),
                    deadline::intake_notice(received_at, Channel::Online, calendar),
                    deadline::forward(received_at, false, calendar),
                    deadline::near_until(received_at, calendar),
                ))
            }),
            Question::Life { procedure, received_at, waits, until } => {
                self.of(&procedure, |procedure| self.life(procedure, received_at, waits, until))
            }
            Question::Check { procedure, answers, on } => self.of(&procedure, |procedure| {
                let knows = |code: &str| self.units.contains(code);
                let knew = |code: &str| self.former_units.contains(code);
                let in_list =
                    |list: &str, value: &str| self.lists.get(list).is_some_and(|values| values.contains(value));
                let facts = Facts::on(on).by(Channel::Online);
                let context = Context::new(&facts, &knows, &in_list).knowing_former(&knew);
                let form::Check { errors, warnings } = form::check(procedure, &answers, &context);
                json(&(errors, warnings))
            }),
        }
    }

    fn of(&self, code: &ProcedureCode, say: impl FnOnce(&Procedure) -> String) -> String {
        self.procedures.get(code).map_or_else(|| unknown(code.as_str()), say)
    }

    fn life(&self, procedure: &Procedure, received_at: Timestamp, waits: Vec<Pause>, until: Option<Date>) -> String {
        let facts = Facts::on(domain::calendar::day_of(received_at));
        let mut clock = deadline::start(received_at, procedure, &Answers::new(), &facts, &self.calendar);
        let mut open = None;
        for wait in waits {
            match wait.to {
                Some(to) => {
                    let since = Pause::open(wait.from, wait.reason);
                    clock = deadline::resume(clock, since, to, wait.policy, &self.calendar);
                }
                None => open = Some(wait),
            }
        }
        if let Some(until) = until
            && let Ok(extended) = deadline::extend(clock.clone(), until, received_at, &self.calendar)
        {
            clock = extended;
        }
        let told = deadline::explained(&clock, open, &self.calendar);
        let recomputed = deadline::recompute(&Clock::Running { started: clock.clone() }, &self.calendar, &self.decided);
        json(&(clock, told, recomputed))
    }
}

fn json(answer: &impl Serialize) -> String {
    serde_json::to_string(answer).unwrap_or_else(|error| unknown(&error.to_string()))
}

fn unknown(what: &str) -> String {
    serde_json::json!({ UNKNOWN: what }).to_string()
}

/// A pause as a question names it.
#[must_use]
pub fn pause(from: Timestamp, to: Option<Timestamp>, restart: bool) -> Pause {
    let policy = if restart { ResumePolicy::Restart } else { ResumePolicy::Continue };
    Pause { to, policy, ..Pause::open(from, deadline::PauseReason::Supplement) }
}
