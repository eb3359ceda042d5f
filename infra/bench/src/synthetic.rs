//! Synthetic dossiers with valid histories: every one goes through the domain, action by action, at a plausible time.

use api::{Api, files, store::idempotency::Record};
use domain::{
    account::{Place, Post, Role},
    calendar::{Calendar, day_of},
    competence,
    dossier::{
        Actor, Dossier, Event,
        act::{Context, act},
        action::{Action, CheckedPaper, FeeInput, IdentityCheck, IdentityKind, PaperStatus, ScanException},
        event::{FiledPaper, content},
        head::{FeeMethod, Resolver, ReturnTo},
        state::ReceiptProof,
        submit::{NewDossier, Way, submit},
        timers::Settings,
    },
    fee,
    form::{self, Facts},
    ids::{AccountId, AgencyId, CentreId, DossierId, FileId, OfficeId, ProcedureCode, RequestId},
    procedure::{Channel, Procedure, ReturnMethod},
    unit::UnitMap,
};
use jiff::{SignedDuration, Timestamp};
use std::{collections::BTreeMap, sync::Arc};

use crate::examples;

/// A smallest PDF, for results.
pub const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/// Any failure, in words.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A small generator of the same numbers every time (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end.max(1) as u64)).unwrap_or(0)
    }
}

/// What every dossier is made from.
pub struct Factory {
    pub units: Arc<UnitMap>,
    pub calendar: Arc<Calendar>,
    pub procedures: BTreeMap<&'static str, Arc<Procedure>>,
    pub now: Timestamp,
}

impl Factory {
    /// Reads the reference data.
    ///
    /// # Errors
    /// The table is not seeded.
    pub async fn new(api: &Api) -> Result<Self, Failure> {
        let now = api.now();
        let failed = |error: api::error::ApiError| Failure::from(error.0.code);
        let mut procedures = BTreeMap::new();
        for code in examples::CODES {
            let found = api.reference.procedure(api, &ProcedureCode::from(code), day_of(now)).await.map_err(failed)?;
            procedures.insert(code, found);
        }
        Ok(Self {
            units: api.reference.units(api).await.map_err(failed)?,
            calendar: api.reference.calendar(api).await.map_err(failed)?,
            procedures,
            now,
        })
    }
}

/// Makes one dossier and writes it with its history in one transaction. The first ten stay at Hà Tu's intake desk, so
/// that one queue is the same however many dossiers there are.
///
/// # Errors
/// The domain refuses (then this generator is wrong) or the store fails.
pub async fn make(api: &Api, factory: &Factory, number: usize, dice: &mut Dice) -> Result<(), Failure> {
    let fixed = number < 10;
    let code = if fixed { "1.001193" } else { examples::CODES[dice.below(10).saturating_sub(4).min(2)] };
    let procedure = factory.procedures.get(code).ok_or("an example procedure is missing")?;
    let days = if fixed { 0 } else { dice.below(75) };
    let seconds = i64::try_from(days * 86_400 + dice.below(28_000) + 600)?;
    let filed_at = factory.now.checked_sub(SignedDuration::from_secs(seconds))?;
    let communes: Vec<_> = factory.units.units_on(day_of(factory.now)).collect();
    let place = if fixed {
        "06652".to_owned()
    } else {
        // Hà Tu's own intake desk keeps exactly the first ten.
        let others: Vec<_> = communes.iter().filter(|unit| unit.code.as_str() != "06652").collect();
        others[dice.below(others.len())].code.0.clone()
    };
    let centre = if fixed || code == "1.001193" {
        place.clone()
    } else {
        let others: Vec<_> = communes.iter().filter(|unit| unit.code.as_str() != "06652").collect();
        others[dice.below(others.len())].code.0.clone()
    };
    let channel = if code == "1.001193" { Channel::Online } else { Channel::Counter };
    let facts = Facts::on(day_of(filed_at)).by(channel);
    let answers = examples::answers(code, &place, number, day_of(filed_at));
    let yes = |_: &str| true;
    let any = |_: &str, _: &str| true;
    let context = form::Context::new(&facts, &yes, &any);
    let submission = form::parse(procedure, &answers, &context)
        .map_err(|errors| format!("example {code}: {}", serde_json::to_string(&errors).unwrap_or_default()))?;
    let centre = CentreId(centre);
    let decision =
        competence::resolve(procedure, &submission.answers, &facts, &centre, day_of(filed_at), &factory.units);
    let resolver = Resolver::of(&decision.outcome);
    let agency = resolver.as_ref().map_or_else(|| AgencyId::from("QN-UBND"), |resolver| resolver.agency.clone());
    let agency_code = factory.units.agency_code(&agency, day_of(filed_at)).ok_or("an agency has no code")?.to_owned();
    let dossier_code = api.store.next_code(&agency_code, day_of(filed_at)).await?;
    let citizen = Actor {
        account: AccountId(format!("synthetic-{}", number % 997)),
        name: submission.applicant.full_name.clone(),
        title_vi: String::new(),
        posts: Vec::new(),
        citizen: submission.applicant.id_number.as_deref().map(|id| api.keys.pseudonym(id)),
        stands_in: Vec::new(),
        succeeded: Vec::new(),
    };
    let intake = officer(Role::IntakeOfficer, Place::Centre { centre: centre.clone() }, &centre.0);
    let filer = if channel == Channel::Online { &citizen } else { &intake };
    let papers =
        procedure.papers.iter().map(|paper| FiledPaper { paper: Some(paper.id), files: Vec::new(), on_paper: true });
    let way = match channel {
        Channel::Online => Way::Online,
        _ => Way::Counter { identity: identity(), late_entry: None },
    };
    let (mut dossier, first) = submit(NewDossier {
        id: DossierId(format!("synthetic-{number}")),
        way,
        code: dossier_code.clone(),
        procedure,
        papers: papers.collect(),
        receiving_centre: centre.clone(),
        resolver: resolver.clone(),
        competence: decision.because,
        return_to: ReturnTo { method: ReturnMethod::Counter, centre, address: None },
        owner: citizen.citizen.clone(),
        paper_count: 3,
        actor: filer,
        request: RequestId(format!("synthetic/{number}")),
        calendar: &factory.calendar,
        now: filed_at,
        submission,
    })
    .map_err(|refusal| format!("{code}: {refusal}"))?;
    let mut events = vec![first];
    let resolver = resolver.ok_or("an example has no competent agency")?;
    let steps = if fixed { 0 } else { steps_done(days, dice) };
    let mut at = filed_at;
    for step in script(procedure, &dossier, &resolver.agency, &resolver.office, &resolver.signing_office)
        .into_iter()
        .take(steps)
    {
        at = at.checked_add(SignedDuration::from_secs(i64::try_from(900 + dice.below(9_000))?))?;
        if at > factory.now {
            break;
        }
        let papers = match &step.document {
            true => vec![FiledPaper {
                paper: None,
                files: vec![
                    files::put_document(api, &dossier_code, "ket-qua.pdf", PDF.to_vec())
                        .await
                        .map_err(|error| error.0.code)?,
                ],
                on_paper: false,
            }],
            false => Vec::new(),
        };
        (dossier, events) = one(factory, procedure, dossier, events, step, papers, at)?;
    }
    let record = Record {
        subject: "synthetic".to_owned(),
        key: format!("{dossier_code}"),
        body_hash: String::new(),
        code: dossier_code,
        at: factory.now,
    };
    match api.store.create_dossier(&dossier, &events, &record).await? {
        api::store::dossier::Written::Done => Ok(()),
        api::store::dossier::Written::Conflict => Err("a synthetic code was taken".into()),
    }
}

/// Older dossiers are further; a few stay behind and are late.
fn steps_done(days: usize, dice: &mut Dice) -> usize {
    match (days, dice.below(20)) {
        (_, 0) => dice.below(6),
        (0..=2, _) => dice.below(8),
        (3..=6, _) => 3 + dice.below(9),
        _ => 99,
    }
}

struct Step {
    actor: Actor,
    action: Action,
    document: bool,
}

fn officer(role: Role, place: Place, at: &str) -> Actor {
    let role_name =
        serde_json::to_value(role).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default();
    Actor {
        account: AccountId(format!("{role_name}-{at}")),
        name: format!("Cán bộ {at}"),
        title_vi: "Cán bộ (dữ liệu mẫu)".to_owned(),
        posts: vec![Post { role, place }],
        citizen: None,
        stands_in: Vec::new(),
        succeeded: Vec::new(),
    }
}

/// The whole life from submission to return.
fn script(
    procedure: &Procedure,
    dossier: &Dossier,
    agency: &AgencyId,
    office: &OfficeId,
    signing: &OfficeId,
) -> Vec<Step> {
    let at_centre = |role, centre: &CentreId| officer(role, Place::Centre { centre: centre.clone() }, centre.as_str());
    let at_office = |role, office: &OfficeId| {
        officer(
            role,
            Place::Agency { agency: agency.clone(), office: Some(office.clone()) },
            &format!("{agency}-{office}"),
        )
    };
    let receiving = at_centre(Role::IntakeOfficer, &dossier.receiving_centre);
    let head = at_office(Role::UnitHead, office);
    let case = at_office(Role::CaseOfficer, office);
    let signer = at_office(Role::Signer, signing);
    let clerk = officer(Role::Clerk, Place::Agency { agency: agency.clone(), office: None }, agency.as_str());
    let returns = at_centre(Role::ReturnsDesk, &dossier.return_to.centre);
    let step = |actor: &Actor, action| Step { actor: actor.clone(), action, document: false };
    let with_pdf = |actor: &Actor, action| Step { actor: actor.clone(), action, document: true };
    let document = FileId::from("draft");
    let mut steps = vec![
        step(
            &receiving,
            Action::Accept { checklist: Vec::new(), paper_count: 3, fees: Vec::new(), officer_states: BTreeMap::new() },
        ),
        step(&receiving, Action::Forward { paper_count: 3 }),
        step(&head, Action::Receive { assignee: case.account.clone(), paper_count: 3 }),
        step(&case, Action::StartWork),
    ];
    if procedure.approval_levels >= 2 {
        let decision = domain::dossier::state::DecisionKind::Grant;
        steps.push(with_pdf(
            &case,
            Action::SubmitForApproval { decision, document: Some(document), reason: None, legal_basis: None },
        ));
        steps.push(step(&head, Action::Endorse));
    } else {
        steps.push(with_pdf(&case, Action::SubmitForSignature { document: Some(document) }));
    }
    steps.push(step(&signer, Action::ApproveSign));
    let external_number = procedure.external_number.as_ref().map(|_| "DEMO-2026-0001".to_owned());
    steps.push(step(&clerk, Action::Publish { number: "01/KQ".to_owned(), external_number, document: None }));
    if agency.as_str() != dossier.return_to.centre.as_str() {
        steps.push(step(&clerk, Action::SendResult { paper_count: 1 }));
    }
    steps.push(step(&returns, Action::ReceiveResult { paper_count: 1 }));
    steps.push(step(
        &returns,
        Action::HandOver {
            identity: identity(),
            receiver_name: dossier.applicant.name.clone(),
            proxy: None,
            proof: ReceiptProof::Signature,
            fees: Vec::new(),
        },
    ));
    steps
}

fn identity() -> IdentityCheck {
    IdentityCheck { kind: IdentityKind::IdentityCard, number: "022196001234".to_owned() }
}

fn one(
    factory: &Factory,
    procedure: &Procedure,
    dossier: Dossier,
    mut events: Vec<Event>,
    mut step: Step,
    papers: Vec<FiledPaper>,
    at: Timestamp,
) -> Result<(Dossier, Vec<Event>), Failure> {
    let content = content(&events);
    let facts = dossier.facts();
    match &mut step.action {
        Action::Accept { checklist, fees, .. } => {
            *checklist = procedure
                .papers
                .iter()
                .map(|paper| CheckedPaper {
                    paper: paper.id,
                    status: if !form::paper_is_needed(paper, &content.answers, &facts) {
                        PaperStatus::NotNeeded
                    } else if paper.replaceable_by.is_some() {
                        PaperStatus::ReplacedByData
                    } else {
                        PaperStatus::Present
                    },
                    not_scanned: Some(ScanException::FiledElectronically),
                    fallback: None,
                })
                .collect();
            *fees = fee::fees_due(procedure, &content.answers, &facts)
                .into_iter()
                .map(|line| {
                    let amount_vnd = line.amount.unwrap_or(50_000);
                    let (method, receipt_number) =
                        if amount_vnd == 0 { (FeeMethod::None, "") } else { (FeeMethod::Cash, "BL-0001") };
                    FeeInput {
                        rule: line.rule,
                        amount_vnd,
                        method,
                        receipt_number: receipt_number.to_owned(),
                        exemption: None,
                    }
                })
                .collect();
        }
        Action::SubmitForSignature { document: Some(document) }
        | Action::SubmitForApproval { document: Some(document), .. } => {
            if let Some(file) = papers.first().and_then(|paper| paper.files.first()) {
                *document = file.id.clone();
            }
        }
        _ => {}
    }
    let name = step.action.name();
    let context = Context {
        actor: &step.actor,
        procedure,
        calendar: &factory.calendar,
        units: &factory.units,
        settings: Settings::default(),
        now: at,
        request: RequestId(format!("synthetic/{}/{}", dossier.code, events.len())),
        slip_number: 1,
        content: &content,
        papers,
        amended: None,
        linked: None,
        acted_before: false,
    };
    let (dossier, event) = act(dossier, &step.action, context).map_err(|refusal| format!("{name:?}: {refusal}"))?;
    events.push(event);
    Ok((dossier, events))
}
