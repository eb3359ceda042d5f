//! A stage for dossiers: the real catalogue, units and calendar, the demonstration accounts as actors, and what the
//! functions do around the domain (parse, decide competence, bring files), so that tests read as sentences.
#![allow(dead_code, reason = "each test program uses another part of it")]

pub mod actions;
pub mod forms;
pub mod props;
pub mod slips;

pub use props::*;

use super::common::{catalogue, seed};
use domain::{
    calendar::{Calendar, instant},
    competence::{self, CompetenceDecision},
    dossier::{
        Action, Actor, Dossier, Event, Refusal, StateName,
        act::{Amended, Context, act, form_issued},
        action::{CheckedPaper, FeeInput, PaperStatus},
        automatic,
        correction::{self, NewLinked},
        event::{Content, FiledPaper, content},
        head::{ApplicantCard, FeeMethod, Resolver, ReturnTo},
        refusal::Guard,
        state::SupplementTarget,
        submit::{NewDossier, Way, submit},
        timers::Settings,
    },
    fee,
    form::{self, Answers, Facts, FieldError, Submission, paper_is_needed},
    ids::{CentreId, DossierCode, DossierId, RequestId},
    procedure::{Channel, Procedure},
    unit::UnitMap,
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};
use std::{collections::BTreeMap, sync::LazyLock};

pub static PROCEDURES: LazyLock<Vec<Procedure>> = LazyLock::new(catalogue);
pub static UNITS: LazyLock<UnitMap> =
    LazyLock::new(|| UnitMap::from_raw(&seed("units.json")).expect("the units compile"));
pub static CALENDAR: LazyLock<Calendar> =
    LazyLock::new(|| Calendar::from_raw(&seed("calendar.json")).expect("the calendar compiles"));
/// Centres of the journeys, by the code of their unit.
pub const HA_TU: &str = "06652";
pub const BINH_LIEU: &str = "06838";
pub const BAI_CHAY: &str = "06673";
pub const MONG_CAI_1: &str = "06712";
/// Procedures of the journeys.
pub const BIRTH: &str = "1.001193";
pub const SHOP: &str = "1.001612";
pub const BADGE: &str = "2.002288";
pub fn procedure(code: &str) -> &'static Procedure {
    PROCEDURES.iter().find(|procedure| procedure.code.as_str() == code).expect("a procedure of the catalogue")
}

/// An instant on the clock of the province: `2026-11-16T19:30`.
pub fn at(text: &str) -> Timestamp {
    instant(text.parse::<DateTime>().expect("a local time")).expect("a time that exists")
}

/// A filing before it is one.
pub struct Filing {
    pub procedure: &'static str,
    pub answers: Answers,
    pub channel: Channel,
    pub centre: &'static str,
    pub by: Actor,
    pub return_to: ReturnTo,
    pub paper_count: u16,
    pub now: Timestamp,
}

impl Filing {
    fn way(&self) -> Way {
        match self.channel {
            Channel::Online => Way::Online,
            Channel::Counter => Way::Counter { identity: card(), late_entry: None },
            Channel::Post => Way::Post { item_no: "EA123456789VN".to_owned(), late_entry: None },
        }
    }
}

/// One dossier with its history, as the functions hold it.
pub struct Stage {
    pub dossier: Dossier,
    pub events: Vec<Event>,
    pub content: Content,
    pub now: Timestamp,
    /// Files that the next action brings.
    pub brings: Vec<FiledPaper>,
    /// The linked correction that the last action opened.
    pub linked: Option<Box<Stage>>,
    /// The procedure where this stage has it otherwise than the catalogue.
    pub special: Option<Box<Procedure>>,
}

impl Stage {
    /// Files a dossier as the functions do.
    pub fn file(filing: Filing) -> Self {
        let way = filing.way();
        Self::try_file(filing, way).unwrap_or_else(|refusal| panic!("filed: {refusal:?}"))
    }

    /// The same in any way, whatever comes of it.
    pub fn try_file(filing: Filing, way: Way) -> Result<Self, Refusal> {
        let procedure = procedure(filing.procedure);
        let facts = Facts::on(domain::calendar::day_of(filing.now)).by(filing.channel);
        let submission =
            parse(procedure, &filing.answers, &facts).unwrap_or_else(|errors| panic!("the form is valid: {errors:?}"));
        let receiving = CentreId::from(filing.centre);
        let decision =
            competence::resolve(procedure, &submission.answers, &facts, &receiving, facts.submitted_on, &UNITS);
        competence::may_receive(procedure, &receiving, filing.channel, &decision).expect("the centre may take it");
        let number = submission.applicant.id_number.clone();
        let papers = procedure.papers.iter().map(|paper| FiledPaper {
            on_paper: filing.channel == Channel::Counter,
            ..document(Some(paper.id), &format!("filed-{}", paper.id), "image/jpeg")
        });
        let (dossier, first) = submit(NewDossier {
            id: DossierId::from("7f9c2ba4-e88f-427d-a0e4-1d7f4a0cb2d3"),
            way,
            code: DossierCode::from("H49.901-261116-0001"),
            procedure,
            papers: papers.collect(),
            receiving_centre: receiving,
            resolver: Resolver::of(&decision.outcome),
            competence: decision.because,
            return_to: filing.return_to,
            owner: filing.by.citizen.clone().or_else(|| number.as_deref().map(pseudonym)),
            paper_count: filing.paper_count,
            actor: &filing.by,
            request: RequestId::from("request-1"),
            calendar: &CALENDAR,
            now: filing.now,
            submission,
        })?;
        Ok(Self::begun(dossier, first, filing.now))
    }

    /// A dossier with its first event.
    pub fn begun(dossier: Dossier, first: Event, now: Timestamp) -> Self {
        let content = content(std::iter::once(&first));
        Self { dossier, events: vec![first], content, now, brings: Vec::new(), linked: None, special: None }
    }

    pub fn procedure(&self) -> &Procedure {
        let code = &self.dossier.procedure.code;
        self.special.as_deref().filter(|special| special.code == *code).unwrap_or_else(|| procedure(code.as_str()))
    }

    /// The procedure of this dossier as it would be with other fields.
    pub fn with_procedure(&mut self, change: impl FnOnce(&mut Procedure)) -> &mut Self {
        let mut special = Box::new(self.procedure().clone());
        change(&mut special);
        self.special = Some(special);
        self
    }

    pub fn facts(&self) -> Facts {
        Facts::on(domain::calendar::day_of(self.dossier.submitted_at)).by(self.dossier.channel)
    }

    pub fn state(&self) -> StateName {
        self.dossier.state.name()
    }

    /// The day on which the result is due.
    pub fn due_on(&self) -> Option<Date> {
        self.dossier.clock.started().and_then(|started| started.due_on)
    }

    pub fn last(&self) -> &Event {
        self.events.last().expect("a dossier has a history")
    }

    /// Time goes on.
    pub fn when(&mut self, local: &str) -> &mut Self {
        let then = at(local);
        assert!(then >= self.now, "time goes forward");
        self.now = then;
        self
    }

    /// The next action brings a file.
    pub fn bringing(&mut self, paper: FiledPaper) -> &mut Self {
        self.brings.push(paper);
        self
    }

    /// The action, whatever comes of it; nothing is kept.
    pub fn attempt(&self, actor: &Actor, action: &Action) -> Result<(Dossier, Event), Refusal> {
        self.with_context(actor, action, |context| act(self.dossier.clone(), action, context))
    }

    fn with_context<T>(
        &self,
        actor: &Actor,
        action: &Action,
        does: impl FnOnce(Context<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let amended = self.amended(action).map_err(Refusal::Input)?;
        let slip_number = form_issued(&self.dossier, action).map_or(0, |_| 41);
        does(Context {
            actor,
            procedure: self.procedure(),
            calendar: &CALENDAR,
            units: &UNITS,
            settings: Settings::default(),
            now: self.now,
            request: RequestId(format!("request-{}", self.dossier.version + 1)),
            slip_number,
            content: &self.content,
            papers: self.brings.clone(),
            amended,
            linked: Some(NewLinked {
                id: DossierId::from("b2d3"),
                code: DossierCode::from("H49.901-261201-0007"),
                request: RequestId::from("request-linked"),
            }),
            acted_before: self.events.iter().any(|event| event.by.account == actor.account),
        })
    }

    /// Whether the form that the action changes is valid then; true where it changes none.
    pub fn parses(&self, action: &Action) -> bool {
        self.amended(action).is_ok()
    }

    /// The action as something that must succeed.
    pub fn by(&mut self, who: &Actor, action: Action) -> &mut Self {
        let done = self.attempt(who, &action);
        let (dossier, event) =
            done.unwrap_or_else(|refusal| panic!("{} {:?} from {:?}: {refusal:?}", who.account, action, self.state()));
        self.opens(who, &action);
        self.keep(dossier, event);
        self.follows();
        self
    }

    /// The linked dossier that a correction opens.
    fn opens(&mut self, who: &Actor, action: &Action) {
        let opened = self
            .with_context(who, action, |context| Ok(correction::open(&self.dossier, action, &self.content, &context)));
        if let Ok(Some((dossier, first))) = opened {
            self.linked = Some(Box::new(Self::begun(dossier, first, self.now)));
        }
    }

    /// What the system does in the same moment.
    pub fn follows(&mut self) {
        if let Some(action) = automatic::follows(&self.dossier) {
            let (dossier, event) = self.attempt(&Actor::system(), &action).expect("what follows succeeds");
            self.keep(dossier, event);
        }
    }

    /// The same, by a demonstration account.
    pub fn does(&mut self, who: &str, action: Action) -> &mut Self {
        self.by(&actor(who), action)
    }

    pub fn keep(&mut self, dossier: Dossier, event: Event) -> &mut Self {
        self.content.apply(&event.payload);
        self.dossier = dossier;
        self.events.push(event);
        self.brings.clear();
        self
    }

    /// The refusal of an action that must not succeed.
    pub fn refused(&self, who: &Actor, action: &Action) -> Refusal {
        match self.attempt(who, action) {
            Err(refusal) => refusal,
            Ok((dossier, _)) => panic!("{} may {action:?}, giving {:?}", who.account, dossier.state),
        }
    }

    /// The fields that are wrong with their codes.
    pub fn wrong(&self, who: &str, action: &Action) -> Vec<(String, String)> {
        match self.refused(&actor(who), action) {
            Refusal::Input(errors) => errors.into_iter().map(|error| (error.field, error.code)).collect(),
            other => panic!("not the inputs are wrong but {other:?}"),
        }
    }

    /// The guard that says no.
    pub fn guarded(&self, who: &str, action: &Action) -> Guard {
        match self.refused(&actor(who), action) {
            Refusal::Guard(guard) => guard,
            other => panic!("not a guard says no but {other:?}"),
        }
    }

    /// Acceptance with everything there and every fee paid in cash.
    pub fn acceptance(&self) -> Action {
        let (answers, facts) = (&self.content.answers, self.facts());
        let status = |paper| match paper_is_needed(paper, answers, &facts) {
            true if paper.replaceable_by.is_some() => PaperStatus::ReplacedByData,
            true => PaperStatus::Present,
            false => PaperStatus::NotNeeded,
        };
        let papers = &self.procedure().papers;
        let due = fee::fees_due(self.procedure(), answers, &facts);
        Action::Accept {
            checklist: papers
                .iter()
                .map(|paper| CheckedPaper { paper: paper.id, status: status(paper), not_scanned: None, fallback: None })
                .collect(),
            paper_count: self.dossier.paper_count,
            fees: due
                .iter()
                .map(|line| (line.rule, line.amount.or(line.proposals.first().copied()).unwrap_or(10_000)))
                .map(|(rule, amount_vnd)| FeeInput {
                    rule,
                    amount_vnd,
                    method: if amount_vnd == 0 { FeeMethod::None } else { FeeMethod::Cash },
                    receipt_number: if amount_vnd == 0 { String::new() } else { format!("BL-{rule}") },
                    exemption: None,
                })
                .collect(),
            officer_states: BTreeMap::new(),
        }
    }

    fn amended(&self, action: &Action) -> Result<Option<Amended>, Vec<FieldError>> {
        Ok(amended(&self.dossier, &self.content, action, &pseudonym)?.map(|(amended, _)| amended))
    }
}

/// What the functions make of a changed form, and who is competent by it.
pub fn amended(
    dossier: &Dossier,
    content: &Content,
    action: &Action,
    pseudonym: &dyn Fn(&str) -> String,
) -> Result<Option<(Amended, CompetenceDecision)>, Vec<FieldError>> {
    let facts = Facts::on(domain::calendar::day_of(dossier.submitted_at)).by(dossier.channel);
    let mut answers = content.answers.clone();
    let mut code = dossier.procedure.code.clone();
    match action {
        Action::AmendIntake { procedure, answers: changes, .. } => {
            if let Some(other) = procedure.clone().filter(|other| *other != code) {
                (code, answers) = (other, Answers::new());
            }
            for (name, value) in changes {
                answers.insert(name.clone(), value.clone());
            }
        }
        Action::AmendProcedure { procedure, answers: all, .. } => {
            (code, answers) = (procedure.clone(), all.clone());
        }
        Action::Resubmit { items, .. } | Action::SupplementReceived { items, .. } => {
            let mut values = 0;
            for item in items {
                if let (SupplementTarget::Field { name }, Some(value)) = (&item.target, &item.value) {
                    answers.insert(name.clone(), value.clone());
                    values += 1;
                }
            }
            if values == 0 {
                return Ok(None);
            }
        }
        _ => return Ok(None),
    }
    answers.retain(|_, value| !value.is_null());
    let procedure = procedure(code.as_str());
    let submission = parse(procedure, &answers, &facts)?;
    let receiving = &dossier.receiving_centre;
    let decision = competence::resolve(procedure, &submission.answers, &facts, receiving, facts.submitted_on, &UNITS);
    let own = self::procedure(dossier.procedure.code.as_str());
    let before = competence::resolve(own, &content.answers, &facts, receiving, facts.submitted_on, &UNITS);
    let amended = Amended {
        procedure: procedure.clone(),
        applicant: ApplicantCard::from(&submission.applicant),
        owner: match dossier.channel {
            Channel::Online => dossier.owner.clone(),
            _ => submission.applicant.id_number.as_deref().map(pseudonym),
        },
        answers: submission.answers,
        resolver: Resolver::of(&decision.outcome),
        resolver_before: Resolver::of(&before.outcome),
        competence: decision.because.clone(),
    };
    Ok(Some((amended, decision)))
}

/// Parses a form as the functions do.
pub fn parse(procedure: &Procedure, answers: &Answers, facts: &Facts) -> Result<Submission, Vec<FieldError>> {
    let on = facts.submitted_on;
    let knows = |code: &str| UNITS.unit(&code.into(), on).is_some();
    let knew = |code: &str| UNITS.former_unit(&code.into(), on).is_some();
    form::parse(procedure, answers, &form::Context::new(facts, &knows, &|_, _| true).knowing_former(&knew))
}
