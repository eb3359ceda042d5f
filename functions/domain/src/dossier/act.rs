//! One action on one dossier: rule, right, inputs, guards, then the change. Pure.

use super::{
    Action, Dossier, Event, Refusal,
    action::{ActionName, MAX_TEXT, SupplementAnswer},
    advance::advance,
    event::{By, Content, DueChange, FiledPaper, Payload, SlipIssued},
    guard,
    head::{ApplicantCard, Clock, Resolver, Slip},
    refusal::Guard,
    rights::{Actor, acting_role},
    table::{ClockEffect, Rule, rules},
};
use crate::{
    account::Role,
    calendar::Calendar,
    deadline,
    form::{Answers, Facts, FieldError},
    ids::RequestId,
    procedure::Procedure,
};
use jiff::Timestamp;

/// What an action needs to know besides the dossier; the functions load it.
pub struct Context<'a> {
    pub actor: &'a Actor,
    /// The version that the dossier was filed under.
    pub procedure: &'a Procedure,
    pub calendar: &'a Calendar,
    pub now: Timestamp,
    pub request: RequestId,
    /// Running number for a form, should the rule issue one.
    pub slip_number: u32,
    /// Form and papers as they are now.
    pub content: &'a Content,
    /// Files that this action brings, already stored where nobody can change them.
    pub papers: Vec<FiledPaper>,
    /// For `amend_intake`: what the corrected intake comes to.
    pub amended: Option<Amended>,
}

/// The corrected intake, parsed again by the functions.
pub struct Amended {
    pub procedure: Procedure,
    /// All answers after the change, normalised.
    pub answers: Answers,
    pub applicant: ApplicantCard,
    pub owner: Option<String>,
    pub resolver: Option<Resolver>,
}

impl Context<'_> {
    /// The facts that conditions are evaluated with.
    #[must_use]
    pub fn facts(&self) -> Facts {
        Facts::on(deadline::local_date(self.now))
    }
}

/// Carries out an action.
///
/// # Errors
/// [`Refusal`] says why not; nothing has changed then.
pub fn act(dossier: Dossier, action: &Action, context: Context<'_>) -> Result<(Dossier, Event), Refusal> {
    let from = dossier.state.name();
    let mut found = None;
    for rule in rules(from, action.name()) {
        found = Some((rule, acting_role(rule, context.actor, &dossier)));
        if matches!(found, Some((_, Some(_)))) {
            break;
        }
    }
    let (rule, role) = found.ok_or(Refusal::Impossible { state: from })?;
    let role = role.ok_or(Refusal::NotYours)?;
    inputs(action, &dossier, rule, role, &context)?;
    for wanted in rule.guards {
        guard::hold(*wanted, &dossier, action, role, &context)?;
    }
    let four_eyes_off = rule.guards.contains(&Guard::FourEyes)
        && !context.procedure.four_eyes
        && guard::entered_or_accepted(&dossier, &context);

    let due_before = dossier.clock.sort_due();
    let had_clock = dossier.clock.started().is_some();
    let version = dossier.version.saturating_add(1);
    let mut next = advance(dossier, action, &context)?;
    next.version = version;
    next.clock = tick(next.clock, rule.clock, &context, action, &next.channel);
    next.started |= next.state.name().national_status(false) == 4;
    let slip = issue(rule, had_clock, &context).map(|form| SlipIssued { form, number: context.slip_number });
    if let Some(slip) = &slip {
        next.slips.push(Slip { form: slip.form.clone(), number: slip.number, version, at: context.now });
    }
    let due_after = next.clock.sort_due();
    let event = Event {
        version,
        action: action.name().as_str().to_owned(),
        at: context.now,
        by: By {
            account: context.actor.account.clone(),
            name: context.actor.name.clone(),
            role,
            on_behalf: rule.on_behalf.contains(&role),
        },
        request: context.request.clone(),
        from: Some(from),
        to: next.state.name(),
        desk: next.desk().0,
        reason: reason(action),
        due: (due_before != due_after).then_some(DueChange { from: due_before, to: due_after }),
        slip,
        payload: payload(action, context),
        four_eyes_off,
    };
    Ok((next, event))
}

/// The form that the rule issues. A correction reissues form 01 only where one was issued.
fn issue(rule: &Rule, had_clock: bool, context: &Context<'_>) -> Option<String> {
    match (rule.action, rule.form) {
        (ActionName::AmendIntake, _) => had_clock.then(|| "01".to_owned()),
        (ActionName::Accept, Some(form)) => {
            // Where form 01 is on request, number and record are made in any case (statuses.json).
            let _ = context.procedure.form01_on_request;
            Some(form.to_owned())
        }
        (_, form) => form.map(str::to_owned),
    }
}

/// What the rule does to the clock.
fn tick(
    clock: Clock,
    effect: ClockEffect,
    context: &Context<'_>,
    action: &Action,
    channel: &crate::procedure::Channel,
) -> Clock {
    match (effect, clock) {
        (ClockEffect::None, _) => Clock::None,
        (ClockEffect::Intake, _) => Clock::Intake {
            notice_due_at: deadline::intake_notice_due(context.now, *channel, context.calendar),
        },
        (ClockEffect::Start, _) => Clock::Running {
            started: deadline::start(context.now, context.procedure, &context.content.answers, &context.facts(), context.calendar),
        },
        (ClockEffect::Pause, Clock::Running { started }) => Clock::Paused { started, since: context.now },
        (ClockEffect::Resume, Clock::Paused { started, since }) => {
            Clock::Running { started: deadline::resume(started, since, context.now, context.calendar) }
        }
        (ClockEffect::Recompute, Clock::Running { started }) => match (&context.amended, action) {
            (Some(amended), Action::AmendIntake { .. }) => Clock::Running {
                started: deadline::start(
                    started.received_at,
                    &amended.procedure,
                    &amended.answers,
                    &context.facts(),
                    context.calendar,
                ),
            },
            _ => Clock::Running { started },
        },
        (ClockEffect::Stop, Clock::Running { started } | Clock::Paused { started, .. }) => {
            Clock::Stopped { started, at: context.now }
        }
        (_, clock) => clock,
    }
}

/// Texts, lists and identity checks that the action needs, by field.
fn inputs(
    action: &Action,
    dossier: &Dossier,
    rule: &Rule,
    role: Role,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    let mut errors = Vec::new();
    {
        let mut text = |field: &str, value: &str| {
            if value.trim().is_empty() {
                errors.push(FieldError::new(field, "required"));
            } else if value.chars().count() > MAX_TEXT {
                errors.push(FieldError::new(field, "too_long"));
            }
        };
        match action {
            Action::Refuse { reason, legal_basis, guidance } => {
                text("reason", reason);
                text("legal_basis", legal_basis);
                text("guidance", guidance);
            }
            Action::ReturnWrongAgency { reason, legal_basis } => {
                text("reason", reason);
                text("legal_basis", legal_basis);
            }
            Action::Deny { reason, legal_basis, .. } => {
                text("reason", reason);
                text("legal_basis", legal_basis);
            }
            Action::RequestSupplement { items, reason, .. } | Action::ProposeSupplement { items, reason, .. } => {
                text("reason", reason);
                for (at, item) in items.iter().enumerate() {
                    text(&format!("items[{at}].missing"), &item.missing);
                    text(&format!("items[{at}].legal_basis"), &item.legal_basis);
                }
            }
            Action::AmendIntake { reason, .. }
            | Action::ReferCompetence { reason }
            | Action::DecideCompetence { reason, .. }
            | Action::Reassign { reason, .. }
            | Action::ReturnForRework { reason }
            | Action::ReturnForResigning { reason } => text("reason", reason),
            Action::Publish { number, .. } => text("number", number),
            Action::HandOver { receiver_name, .. } => text("receiver_name", receiver_name),
            _ => {}
        }
    }
    match action {
        Action::RequestSupplement { items, due_on, .. } | Action::ProposeSupplement { items, due_on, .. } => {
            if items.is_empty() {
                errors.push(FieldError::new("items", "required"));
            }
            if items.len() > 50 || !guard::items_exist(items, context) {
                errors.push(FieldError::new("items", "not_in_list"));
            }
            if *due_on <= deadline::local_date(context.now) {
                errors.push(FieldError::new("due_on", "in_the_past"));
            }
        }
        Action::Resubmit { items, identity } | Action::SupplementReceived { items, identity, .. } => {
            answers_complete(items, dossier, context, &mut errors);
            if rule.on_behalf.contains(&role) && identity.as_ref().is_none_or(|check| check.number.trim().is_empty()) {
                errors.push(FieldError::new("identity", "required"));
            }
        }
        Action::ChangeReturnPlace { return_to, identity } => {
            if !context.procedure.return_methods.contains(&return_to.method) {
                errors.push(FieldError::new("return_to.method", "not_in_list"));
            }
            if rule.on_behalf.contains(&role) && identity.as_ref().is_none_or(|check| check.number.trim().is_empty()) {
                errors.push(FieldError::new("identity", "required"));
            }
        }
        Action::AmendIntake { .. } if context.amended.is_none() => {
            errors.push(FieldError::new("answers", "required"));
        }
        _ => {}
    }
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Input(errors)) }
}

/// Every line of form 02 is answered, and nothing else is touched.
fn answers_complete(
    items: &[SupplementAnswer],
    dossier: &Dossier,
    context: &Context<'_>,
    errors: &mut Vec<FieldError>,
) {
    let Some(request) = dossier.state.supplement() else { return };
    for (at, answer) in items.iter().enumerate() {
        if !request.items.iter().any(|item| item.target == answer.target) {
            errors.push(FieldError::new(&format!("items[{at}]"), "not_asked"));
        }
    }
    for (at, item) in request.items.iter().enumerate() {
        let answered = items.iter().any(|answer| {
            answer.target == item.target
                && match &answer.target {
                    super::state::SupplementTarget::Paper { id } => {
                        answer.on_paper || context.papers.iter().any(|paper| paper.paper == Some(*id))
                    }
                    super::state::SupplementTarget::Field { .. } => {
                        answer.value.as_ref().is_some_and(|value| !value.is_null())
                    }
                }
        });
        if !answered {
            errors.push(FieldError::new(&format!("items[{at}]"), "required"));
        }
    }
}

/// The written reason, where the action has one.
fn reason(action: &Action) -> Option<String> {
    match action {
        Action::Refuse { reason, .. }
        | Action::RequestSupplement { reason, .. }
        | Action::ProposeSupplement { reason, .. }
        | Action::AmendIntake { reason, .. }
        | Action::ReferCompetence { reason }
        | Action::DecideCompetence { reason, .. }
        | Action::ReturnWrongAgency { reason, .. }
        | Action::Reassign { reason, .. }
        | Action::Deny { reason, .. }
        | Action::ReturnForRework { reason }
        | Action::ReturnForResigning { reason } => Some(reason.clone()),
        Action::SubmitForApproval { reason, .. } => reason.clone(),
        _ => None,
    }
}

/// What the event keeps of the inputs; identity numbers are masked.
fn payload(action: &Action, context: Context<'_>) -> Payload {
    match action {
        Action::Resubmit { items, .. } | Action::SupplementReceived { items, .. } => {
            let mut papers = context.papers;
            let mut answers = Answers::new();
            for item in items {
                match &item.target {
                    super::state::SupplementTarget::Field { name } => {
                        if let Some(value) = &item.value {
                            answers.insert(name.clone(), value.clone());
                        }
                    }
                    super::state::SupplementTarget::Paper { id } => {
                        if item.on_paper && !papers.iter().any(|paper| paper.paper == Some(*id)) {
                            papers.push(FiledPaper { paper: Some(*id), files: Vec::new(), on_paper: true });
                        }
                    }
                }
            }
            Payload::Change { answers, papers }
        }
        Action::AmendIntake { .. } => match context.amended {
            Some(amended) => {
                // Names that the corrected form no longer has are removed, so that the fold is exact.
                let mut answers = amended.answers;
                for name in context.content.answers.keys() {
                    if !answers.contains_key(name) {
                        answers.insert(name.clone(), serde_json::Value::Null);
                    }
                }
                Payload::Change { answers, papers: Vec::new() }
            }
            None => Payload::None,
        },
        Action::Accept { .. }
        | Action::Receive { .. }
        | Action::DecideCompetence { .. }
        | Action::Publish { .. }
        | Action::HandOver { .. }
        | Action::ChangeReturnPlace { .. }
        | Action::SubmitForApproval { .. }
        | Action::SubmitForSignature { .. }
        | Action::RequestSupplement { .. }
        | Action::ProposeSupplement { .. }
        | Action::Refuse { .. }
        | Action::Deny { .. } => {
            if context.papers.is_empty() {
                Payload::Input { input: masked(action) }
            } else {
                Payload::Documents { input: masked(action), papers: context.papers }
            }
        }
        _ => Payload::None,
    }
}

/// The input as JSON with identity numbers masked and the reason left out (the event has it already).
fn masked(action: &Action) -> serde_json::Value {
    let mut action = action.clone();
    match &mut action {
        Action::HandOver { identity, .. } => *identity = identity.masked(),
        Action::ChangeReturnPlace { identity: Some(identity), .. } => *identity = identity.masked(),
        _ => {}
    }
    let mut value = serde_json::to_value(&action).unwrap_or_default();
    if let Some(map) = value.as_object_mut() {
        map.remove("action");
        map.remove("reason");
    }
    value
}
