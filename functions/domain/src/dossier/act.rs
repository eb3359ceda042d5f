//! Acting: one function checks right, inputs and guards, changes the dossier and says what happened. Pure.

use super::{
    Action, Dossier, Event, Refusal, StateName, Stood,
    action::{ActionName, LateDecision},
    advance::{advance, opinions},
    clock::{Step, tick},
    correction::NewLinked,
    event::{By, Content, DueChange, FiledPaper, SlipIssued},
    guard,
    head::{ApplicantCard, Resolver, Slip},
    inputs,
    owed::owed,
    payload,
    refusal::Guard,
    rights::{Actor, acting_roles, in_stead},
    table::{Rule, rule_from},
    timers::{self, Settings},
};
use crate::{
    account::Role,
    calendar::Calendar,
    competence::Reason,
    form::{Answers, Facts},
    ids::RequestId,
    procedure::Procedure,
    unit::UnitMap,
};
use jiff::Timestamp;

/// What an action needs to know besides the dossier; the functions load it.
#[derive(Clone)]
pub struct Context<'a> {
    pub actor: &'a Actor,
    /// The version that the dossier was filed under.
    pub procedure: &'a Procedure,
    pub calendar: &'a Calendar,
    /// The unit map, for what a coordinator's choice of agency comes to.
    pub units: &'a UnitMap,
    /// How long timers run that no law fixes.
    pub settings: Settings,
    pub now: Timestamp,
    pub request: RequestId,
    /// Running number for a form, should the rule issue one: see [`form_issued`].
    pub slip_number: u32,
    /// Form and papers as they are now.
    pub content: &'a Content,
    /// Files that this action brings, already stored where nobody can change them.
    pub papers: Vec<FiledPaper>,
    /// For `amend_intake`, `amend_procedure`, and for a supplement that answers fields: what the form comes to with the
    /// new answers.
    pub amended: Option<Amended>,
    /// For `correct_result`: what the linked dossier is given.
    pub linked: Option<NewLinked>,
    /// Whether this actor stands in the history already: such an officer takes no rating (R30).
    pub acted_before: bool,
}

/// A changed form, parsed again as a whole by the functions.
#[derive(Clone)]
pub struct Amended {
    pub procedure: Procedure,
    /// All answers after the change, normalised.
    pub answers: Answers,
    pub applicant: ApplicantCard,
    /// Who owns the dossier afterwards; none: nobody online.
    pub owner: Option<String>,
    pub resolver: Option<Resolver>,
    /// Who is competent by the answers and procedure before the change, with the same map.
    pub resolver_before: Option<Resolver>,
    /// Why this resolver.
    pub competence: Vec<Reason>,
}

impl Context<'_> {
    /// The facts that conditions are evaluated with.
    #[must_use]
    pub fn facts(&self, dossier: &Dossier) -> Facts {
        dossier.facts()
    }

    /// The correction, if it is one of the procedure.
    pub(super) fn corrected(&self, dossier: &Dossier, action: &Action) -> Option<&Amended> {
        let amends = matches!(action.name(), ActionName::AmendIntake | ActionName::AmendProcedure);
        self.amended.as_ref().filter(|amended| amends && amended.procedure.reference() != dossier.procedure)
    }
}

/// Carries out an action.
///
/// # Errors
/// [`Refusal`] says why not; nothing has changed then.
pub fn act(dossier: Dossier, action: &Action, context: Context<'_>) -> Result<(Dossier, Event), Refusal> {
    let from = dossier.state.name();
    let rule = rule_from(&dossier.state, action.name()).ok_or(Refusal::Impossible { state: from })?;
    let role = role_for(rule, &dossier, &context)?;
    inputs::check(action, &dossier, rule, role, &context)?;
    guard::hold(rule, role, &dossier, action, &context)?;

    let four_eyes_off = four_eyes_is_off(rule, role, &dossier, &context);
    let form = form_issued(&dossier, action);
    let corrected = context.corrected(&dossier, action).is_some();
    let stands_in = in_stead(rule, role, context.actor, &dossier);
    let due_before = dossier.clock.due_at();
    let working_before = dossier.state.lowest().name();
    let step = Step { effect: rule.clock, action, corrected, receipt: dossier.true_receipt() };
    let mut next = advance(rule, dossier, action, &context)?;
    next.version = next.version.saturating_add(1);
    let facts = next.facts();
    next.clock = tick(&step, &next, &facts, &context)?;
    if next.state.lowest().name() != working_before {
        next.since = context.now;
    }
    next.started |= next.state.reported().national_status(false) == Some(4);
    let ends = next.state.name().is_final() || next.state.name() == StateName::ResultReady;
    let opinions_withdrawn = if ends { opinions::withdraw_all(&mut next, &context) } else { Vec::new() };
    next.fired = timers::still_fired(&next, context.calendar, &context.settings);
    let slip = form.map(|form| SlipIssued { form: form.to_owned(), number: context.slip_number });
    if let Some(SlipIssued { form, number }) = slip.clone() {
        next.slips.push(Slip { form, number, version: next.version, at: context.now });
    }
    // A changed form may cost something else.
    let form_now = context.amended.as_ref().map(|amended| (&amended.procedure, &amended.answers));
    let (procedure, answers) = form_now.unwrap_or((context.procedure, &context.content.answers));
    next.owed = owed(&next, procedure, answers);
    let due_after = next.clock.due_at();
    let event = Event {
        version: next.version,
        action: action.name().as_str().to_owned(),
        at: context.now,
        by: By {
            account: context.actor.account.clone(),
            name: context.actor.name.clone(),
            role,
            on_behalf: rule.on_behalf.contains(&role),
            identity: action.identity().filter(|_| role != Role::Citizen).map(super::action::IdentityCheck::masked),
            stands_in,
        },
        request: context.request.clone(),
        from: Some(from),
        to: next.state.name(),
        under: next.state.under().map(|_| next.state.lowest().name()),
        desk: next.holder().0,
        reason: action.reason().map(str::to_owned),
        due: (due_before != due_after).then_some(DueChange { from: due_before, to: due_after }),
        stood: slip.is_some().then(|| Box::new(Stood::of(&next, Some(context.calendar.version)))),
        slip,
        link: payload::link(action, &next),
        opinions_withdrawn,
        payload: payload::payload(action, corrected, &next, context),
        four_eyes_off,
    };
    Ok((next, event))
}

/// The role in which the actor may use the rule. Of several the first whose guards stand: a head who is also a case
/// officer denies as head where only a head may.
fn role_for(rule: &Rule, dossier: &Dossier, context: &Context<'_>) -> Result<Role, Refusal> {
    let mut refusal = Refusal::NotYours;
    for role in acting_roles(rule, context.actor, dossier) {
        match guard::stand(rule, role, dossier, context.actor, context.procedure) {
            Ok(()) => return Ok(role),
            Err(guard) if refusal == Refusal::NotYours => refusal = Refusal::Guard(guard),
            Err(_) => {}
        }
    }
    Err(refusal)
}

/// Whether the same person entered or accepted the dossier and now endorses, signs or denies it as head, because the
/// procedure switches four eyes off (I7).
fn four_eyes_is_off(rule: &Rule, role: Role, dossier: &Dossier, context: &Context<'_>) -> bool {
    let decides = rule.guards.contains(&Guard::FourEyes)
        || (rule.guards.contains(&Guard::DenyActorByLevel) && role == Role::UnitHead);
    decides && !context.procedure.four_eyes && guard::entered_or_accepted(dossier, context.actor)
}

/// The numbered form of Circular 03/2025 that the action issues from this state, so that the functions can take its
/// number. A correction issues form 01 again only where one was issued, a rejected late entry only where a due date
/// changes. Where form 01 is printed on request only, number and record are made in any case.
#[must_use]
pub fn form_issued(dossier: &Dossier, action: &Action) -> Option<&'static str> {
    let form = rule_from(&dossier.state, action.name())?.form?;
    let issued = || dossier.slips.iter().any(|slip| slip.form == form);
    match action {
        Action::AmendIntake { .. } if !issued() => None,
        Action::ConfirmLateEntry { decision, .. } if !issued() || *decision == LateDecision::Confirmed => None,
        _ => Some(form),
    }
}
