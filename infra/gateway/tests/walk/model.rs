//! The model: dossiers that only the domain's functions move, and what the API must answer.

#[path = "../../../../functions/domain/tests/common/mod.rs"]
pub mod common;
#[path = "../../../../functions/domain/tests/dossier_stage/mod.rs"]
pub mod dossier_stage;
#[path = "../../../../functions/domain/tests/dossier_walk_parts/mod.rs"]
pub mod dossier_walk_parts;

use super::people::works_at;
use domain::{
    account::{Account, Role},
    calendar::day_of,
    competence,
    dossier::{
        Action, Actor, Dossier, Event, Refusal,
        act::{Context, act, form_issued},
        automatic,
        correction::{self, NewLinked},
        event::FiledPaper,
        head::Resolver,
        rights::may_see,
        timers::Settings,
    },
    form::FieldError,
    ids::{AccountId, DossierCode, DossierId, RequestId},
    message::problem::{Problem, code},
    procedure::Channel,
};
use dossier_stage::{CALENDAR, Stage, UNITS, amended};
use dossier_walk_parts::invariants::step_holds;
use jiff::{Timestamp, civil::Date};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// An answer that is no success, as far as the model knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    pub status: u16,
    pub code: String,
    pub guard: Option<String>,
    pub rule: Option<String>,
    pub errors: Vec<FieldError>,
}

impl Refused {
    pub fn plain(status: u16, code: &str) -> Self {
        Self { status, code: code.to_owned(), guard: None, rule: None, errors: Vec::new() }
    }

    pub fn invalid(errors: Vec<FieldError>) -> Self {
        Self { errors, ..Self::plain(422, code::INVALID) }
    }

    pub fn not_found() -> Self {
        Self::plain(404, code::NOT_FOUND)
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Impossible { .. } => Self::plain(409, code::IMPOSSIBLE),
            Refusal::NotYours => Self::plain(403, code::NOT_PERMITTED),
            Refusal::Input(errors) => Self::invalid(errors),
            Refusal::Guard(guard) => {
                let why = guard.why();
                Self {
                    guard: Some(guard.as_str().to_owned()),
                    rule: Some(why.rule.to_owned()),
                    errors: why.field.map(|field| FieldError::new(field, guard.as_str())).into_iter().collect(),
                    ..Self::plain(422, code::REFUSED)
                }
            }
        }
    }
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        let Problem { status, code, guard, rule, errors, .. } = problem;
        Self { status, code, guard, rule, errors }
    }
}

/// One try of somebody.
pub struct Try<'a> {
    pub actor: &'a Actor,
    pub action: &'a Action,
    pub request: String,
    /// The same with what was said, as the event keeps it.
    pub said: String,
    /// Files that it brings.
    pub papers: Vec<FiledPaper>,
    /// Files that it names and that were never sent.
    pub bad_files: Vec<FieldError>,
}

/// The province as it must be.
pub struct Model {
    pub dossiers: BTreeMap<String, Stage>,
    pub accounts: Vec<Account>,
    pub now: Timestamp,
    pub pseudonym: Arc<dyn Fn(&str) -> String + Send + Sync>,
    /// Rules that were used.
    pub used: BTreeSet<&'static str>,
    /// Rows of timers: when, whose.
    pub rows: BTreeSet<(Timestamp, String)>,
    /// Events that the worker has seen.
    pub applied: BTreeMap<String, u32>,
    codes: BTreeMap<(String, Date), u32>,
    slips: BTreeMap<(String, String, Date), u32>,
}

impl Model {
    pub fn new(accounts: Vec<Account>, now: Timestamp, pseudonym: Arc<dyn Fn(&str) -> String + Send + Sync>) -> Self {
        Self {
            dossiers: BTreeMap::new(),
            accounts,
            now,
            pseudonym,
            used: BTreeSet::new(),
            rows: BTreeSet::new(),
            applied: BTreeMap::new(),
            codes: BTreeMap::new(),
            slips: BTreeMap::new(),
        }
    }

    /// The next code of the agency, the province's where nobody is competent yet (R22).
    pub fn next_code(&mut self, resolver: Option<&Resolver>) -> DossierCode {
        let on = day_of(self.now);
        let agency = resolver
            .and_then(|resolver| UNITS.agency_code(&resolver.agency, on))
            .or_else(|| UNITS.agency_code(&"QN-UBND".into(), on))
            .expect("an agency's code");
        let serial = self.codes.entry((agency.to_owned(), on)).or_default();
        *serial += 1;
        DossierCode::of(agency, on, *serial)
    }

    /// The next number of a form at the centre that issues it.
    pub fn next_slip(&mut self, centre: &str, form: &str) -> u32 {
        let number = self.slips.entry((centre.to_owned(), form.to_owned(), day_of(self.now))).or_default();
        *number += 1;
        *number
    }

    /// One action on one dossier; gives the code of the correction that it opened.
    pub fn perform(&mut self, code: &str, asked: Try<'_>) -> Result<Option<String>, Refused> {
        let Some(mut stage) = self.dossiers.remove(code) else { return Err(Refused::not_found()) };
        stage.now = self.now;
        let done = self.on(&mut stage, asked);
        self.dossiers.insert(code.to_owned(), stage);
        let opened = done?;
        Ok(opened.map(|(dossier, first)| {
            let code = dossier.code.as_str().to_owned();
            self.dossiers.insert(code.clone(), Stage::begun(dossier, first, self.now));
            code
        }))
    }

    fn on(&mut self, stage: &mut Stage, asked: Try<'_>) -> Result<Option<(Dossier, Event)>, Refused> {
        let Try { actor, action, request, said, papers, bad_files } = asked;
        let before = stage.dossier.clone();
        if !may_see(actor, &before) {
            return Err(Refused::not_found());
        }
        if !bad_files.is_empty() {
            return Err(Refused { errors: bad_files, ..Refused::plain(422, code::BAD_FILE) });
        }
        let pseudonym = self.pseudonym.clone();
        let changed =
            amended(&before, &stage.content, action, &|number| pseudonym(number)).map_err(Refused::invalid)?;
        let changed = match changed {
            Some((changed, decision)) => {
                let at_once = !matches!(action, Action::SupplementReceived { .. });
                let channel = if before.channel == Channel::Online { Channel::Counter } else { before.channel };
                let fits = competence::may_receive(&changed.procedure, &before.receiving_centre, channel, &decision);
                if at_once && fits.is_err() {
                    return Err(Refused::plain(422, code::NOT_HERE));
                }
                Some(changed)
            }
            None => None,
        };
        self.named_exist(stage, action)
            .map_err(|field| Refused::invalid(vec![FieldError::new(&field, "not_in_list")]))?;
        let slip_number =
            form_issued(&before, action).map_or(0, |form| self.next_slip(before.receiving_centre.as_str(), form));
        let linked = match (action, &before.resolver) {
            (Action::CorrectResult { .. }, Some(resolver)) => Some(NewLinked {
                id: DossierId::from(UNKNOWN),
                code: self.next_code(Some(resolver)),
                request: RequestId(format!("{request}/linked")),
            }),
            _ => None,
        };
        let procedure = stage.procedure().clone();
        let context = Context {
            actor,
            procedure: &procedure,
            calendar: &CALENDAR,
            units: &UNITS,
            settings: Settings::default(),
            now: self.now,
            request: RequestId(said),
            slip_number,
            content: &stage.content,
            papers,
            amended: changed,
            linked,
            acted_before: stage.events.iter().any(|event| event.by.account == actor.account),
        };
        let opened = correction::open(&before, action, &stage.content, &context);
        let (after, event) = act(before, action, context)?;
        self.keep(stage, actor, action, after, event);
        while let Some(follows) = automatic::follows(&stage.dossier) {
            let system = Actor::system();
            let request = format!("{}/{}", follows.name().as_str(), stage.dossier.version);
            let context = plain(&system, &procedure, stage, self.now, request);
            let (after, event) = act(stage.dossier.clone(), &follows, context)?;
            self.keep(stage, &system, &follows, after, event);
        }
        Ok(opened)
    }

    /// A step that succeeded: the published invariants hold of it.
    pub fn keep(&mut self, stage: &mut Stage, actor: &Actor, action: &Action, after: Dossier, event: Event) {
        let rule = domain::dossier::table::rule_from(&stage.dossier.state, action.name()).expect("a rule led here");
        self.used.insert(rule.id);
        step_holds(&stage.dossier, &after, &event, stage, actor, action);
        stage.keep(after, event);
    }

    /// Whether those whom an action names are there; else the field.
    fn named_exist(&self, stage: &Stage, action: &Action) -> Result<(), String> {
        let on = day_of(self.now);
        let resolver = stage.dossier.resolver.clone();
        let is = |who: &AccountId, role: Role, resolver: Option<&Resolver>| {
            let account = self.accounts.iter().find(|account| account.id == *who);
            account.zip(resolver).is_some_and(|(account, resolver)| works_at(account, role, resolver))
        };
        let fits = match action {
            Action::Receive { assignee, .. }
            | Action::Reassign { assignee, .. }
            | Action::CorrectResult { assignee, .. } => is(assignee, Role::CaseOfficer, resolver.as_ref()),
            Action::EndorseOnward { assignee } => is(assignee, Role::UnitHead, resolver.as_ref()),
            Action::AcceptHandover { assignee: Some(assignee), .. } => {
                is(assignee, Role::CaseOfficer, self.receiver(stage).as_ref())
            }
            Action::ChangeReturnPlace { return_to, .. } => {
                let known = UNITS.is_centre(&return_to.centre, on);
                return if known { Ok(()) } else { Err("return_to.centre".to_owned()) };
            }
            Action::AskOpinion { opinions } | Action::AskSideOpinion { opinions } => {
                let unknown = opinions.iter().position(|opinion| UNITS.agency_name(&opinion.agency, on).is_none());
                return unknown.map_or(Ok(()), |at| Err(format!("opinions[{at}].agency")));
            }
            _ => true,
        };
        if fits { Ok(()) } else { Err("assignee".to_owned()) }
    }

    /// The agency that is to take a hand-over.
    pub fn receiver(&self, stage: &Stage) -> Option<Resolver> {
        let agency = &stage.dossier.state.handover()?.agency;
        Resolver::of(&competence::agency_in(stage.procedure(), agency, day_of(self.now), &UNITS)?)
    }
}

/// Until the API has said what it is.
pub const UNKNOWN: &str = "unknown";

/// What a step without files, forms and questions knows.
pub fn plain<'a>(
    actor: &'a Actor,
    procedure: &'a domain::procedure::Procedure,
    stage: &'a Stage,
    now: Timestamp,
    request: String,
) -> Context<'a> {
    Context {
        actor,
        procedure,
        calendar: &CALENDAR,
        units: &UNITS,
        settings: Settings::default(),
        now,
        request: RequestId(request),
        slip_number: 0,
        content: &stage.content,
        papers: Vec::new(),
        amended: None,
        linked: None,
        acted_before: false,
    }
}
