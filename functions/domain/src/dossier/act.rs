//! Acting: one function checks right, inputs and guards, changes the dossier and says what happened. Pure.

use super::{
    Action, Dossier, Event, Refusal,
    action::ActionName,
    advance::advance,
    clock::tick,
    event::{By, Content, DueChange, FiledPaper, SlipIssued},
    guard,
    head::{ApplicantCard, Resolver, Slip},
    inputs, payload,
    refusal::Guard,
    rights::{Actor, acting_roles},
    table::{Rule, rules},
};
use crate::{
    account::Role,
    calendar::{Calendar, day_of},
    competence::Reason,
    form::{Answers, Facts},
    ids::RequestId,
    procedure::Procedure,
    unit::UnitMap,
};
use jiff::Timestamp;

/// What an action needs to know besides the dossier; the functions load it.
pub struct Context<'a> {
    pub actor: &'a Actor,
    /// The version that the dossier was filed under.
    pub procedure: &'a Procedure,
    pub calendar: &'a Calendar,
    /// The unit map, for what a coordinator's choice of agency comes to.
    pub units: &'a UnitMap,
    pub now: Timestamp,
    pub request: RequestId,
    /// Running number for a form, should the rule issue one: see [`form_issued`].
    pub slip_number: u32,
    /// Form and papers as they are now.
    pub content: &'a Content,
    /// Files that this action brings, already stored where nobody can change them.
    pub papers: Vec<FiledPaper>,
    /// For `amend_intake`, and for a supplement that answers fields: what the form comes to with the new answers.
    pub amended: Option<Amended>,
}

/// A changed form, parsed again as a whole by the functions.
pub struct Amended {
    pub procedure: Procedure,
    /// All answers after the change, normalised.
    pub answers: Answers,
    pub applicant: ApplicantCard,
    /// Who owns the dossier afterwards; none: nobody online.
    pub owner: Option<String>,
    pub resolver: Option<Resolver>,
    /// Why this resolver.
    pub competence: Vec<Reason>,
}

impl Context<'_> {
    /// The facts that conditions are evaluated with: those of the filing.
    #[must_use]
    pub fn facts(&self, dossier: &Dossier) -> Facts {
        Facts::on(day_of(dossier.submitted_at)).by(dossier.channel)
    }

    /// The correction, if it is one of the procedure.
    pub(super) fn corrected(&self, dossier: &Dossier, action: &Action) -> Option<&Amended> {
        let amends = action.name() == ActionName::AmendIntake;
        self.amended.as_ref().filter(|amended| amends && amended.procedure.reference() != dossier.procedure)
    }
}

/// Carries out an action.
///
/// # Errors
/// [`Refusal`] says why not; nothing has changed then.
pub fn act(dossier: Dossier, action: &Action, context: Context<'_>) -> Result<(Dossier, Event), Refusal> {
    let from = dossier.state.name();
    let rule = rules(from, action.name()).next().ok_or(Refusal::Impossible { state: from })?;
    let role = role_for(rule, &dossier, &context)?;
    inputs::check(action, &dossier, rule, role, &context)?;
    guard::hold(rule, &dossier, action, &context)?;

    let four_eyes_off = four_eyes_is_off(rule, role, &dossier, &context);
    let form = form_issued(&dossier, action.name());
    let corrected = context.corrected(&dossier, action).is_some();
    let due_before = dossier.clock.due_at();
    let mut next = advance(dossier, action, &context)?;
    next.version = next.version.saturating_add(1);
    let facts = context.facts(&next);
    next.clock = tick(next.clock, rule.clock, corrected, &facts, &context);
    next.started |= next.state.name().national_status(false) == 4;
    let slip = form.map(|form| SlipIssued { form: form.to_owned(), number: context.slip_number });
    if let Some(SlipIssued { form, number }) = slip.clone() {
        next.slips.push(Slip { form, number, version: next.version, at: context.now });
    }
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
        },
        request: context.request.clone(),
        from: Some(from),
        to: next.state.name(),
        desk: next.desk().0,
        reason: payload::reason(action),
        due: (due_before != due_after).then_some(DueChange { from: due_before, to: due_after }),
        slip,
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
/// number. A correction issues form 01 again only where one was issued. Where form 01 is printed on request only,
/// number and record are made in any case.
#[must_use]
pub fn form_issued(dossier: &Dossier, action: ActionName) -> Option<&'static str> {
    let form = rules(dossier.state.name(), action).next()?.form?;
    let again = action == ActionName::AmendIntake;
    (!again || dossier.slips.iter().any(|slip| slip.form == form)).then_some(form)
}
