//! What this officer can do with the dossier now: a button for each open action, and the panel of the one chosen.

mod amend;
mod decide;
mod document;
mod handover;
mod intake;
mod panel;
mod plain;
mod supplement;
mod supplement_answer;
mod transfer;

use super::Open;
use crate::words;
use domain::{
    account::Role,
    dossier::{ActionName, StateName},
};
use frontend::prelude::*;
use frontend::{
    dom, t,
    ui::{Alert, Button, Look, Tone},
};
use panel::Panel;
pub use supplement::target_name;

/// The card of actions.
#[must_use]
pub fn actions(open: Open) -> View {
    let chosen = RwSignal::new(None::<ActionName>);
    let done = RwSignal::new(None::<ActionName>);
    let content = move || match chosen.get() {
        Some(name) => untrack(|| form(Panel::new(open, name, chosen, done))),
        None => buttons(open, chosen, done),
    };
    view! { <section class="card actions" aria-labelledby="actions-title">{content}</section> }
}

fn buttons(open: Open, chosen: RwSignal<Option<ActionName>>, done: RwSignal<Option<ActionName>>) -> View {
    let list = move || {
        let mut offered = open.view.with(|view| view.allowed.clone());
        offered.retain(|name| has_form(*name));
        if offered.is_empty() {
            let holder = open.view.with(|view| view.holder.clone());
            let words = move || t!("staff.actions.none").with(&[("holder", &frontend::i18n::pick(&holder))]);
            return view! { <p class="soft">{words}</p> };
        }
        let agency_stage = open.view.with(|view| view.dossier.clock.started().is_some());
        // What moves the dossier on stands first, detours and refusals below it.
        offered.sort_by_key(|name| way(*name, agency_stage));
        let rows: Vec<View> = offered
            .into_iter()
            .enumerate()
            .map(|(at, name)| {
                let press = move |()| {
                    done.set(None);
                    chosen.set(Some(name));
                    dom::focus_later("action-title".to_owned());
                };
                view! { <Button label=words::action(name) look=look(at, way(name, agency_stage)) on_press=press/> }
            })
            .collect();
        view! { <div class="action-list">{rows}</div> }
    };
    let kept_out = move || four_eyes(open).then(|| view! { <p class="soft small">{t!("staff.guard.four_eyes")}</p> });
    let news = move || {
        done.get().map(|name| {
            let text = move || t!("staff.actions.done").with(&[("action", words::action(name).get())]);
            view! { <Alert tone=Tone::Good><p id="action-done">{text}</p></Alert> }
        })
    };
    view! { <h2 id="actions-title">{t!("staff.actions.title")}</h2>{news}{list}{kept_out} }
}

/// Whether this person is kept from deciding only because they entered or accepted the dossier (I7).
fn four_eyes(open: Open) -> bool {
    open.view.with(|view| {
        let dossier = &view.dossier;
        let decides = open.me.with_value(|me| match dossier.state.name() {
            StateName::PendingApproval => me.posts.iter().any(|post| post.role == Role::UnitHead),
            StateName::PendingSignature => me.posts.iter().any(|post| post.role == Role::Signer),
            _ => false,
        });
        let took_part = open
            .me
            .with_value(|me| dossier.entered_by == me.account || dossier.accepted_by.as_ref() == Some(&me.account));
        decides && took_part && open.procedure.with_value(|procedure| procedure.four_eyes)
    })
}

/// Where an action leads.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    /// On towards the result.
    On,
    /// Aside: something is missing, wrong or changed.
    Aside,
    /// The request is refused.
    Against,
}

fn way(name: ActionName, agency_stage: bool) -> Way {
    match name {
        ActionName::Refuse | ActionName::Deny | ActionName::ReturnWrongAgency => Way::Against,
        // At the agency only a list that was agreed to is offered for sending; then sending it is the next step.
        ActionName::RequestSupplement if !agency_stage => Way::Aside,
        ActionName::ProposeSupplement
        | ActionName::AmendIntake
        | ActionName::ChangeReturnPlace
        | ActionName::Reassign
        | ActionName::ReturnForRework
        | ActionName::ReturnForResigning => Way::Aside,
        _ => Way::On,
    }
}

/// The first action that moves the dossier on is the loud one; what refuses it is marked.
fn look(at: usize, way: Way) -> Look {
    match way {
        Way::Against => Look::Danger,
        Way::On if at == 0 => Look::Primary,
        Way::On | Way::Aside => Look::Plain,
    }
}

/// Whether the officers' page has inputs for the action; the others are reached through the API only.
fn has_form(name: ActionName) -> bool {
    matches!(
        name,
        ActionName::Accept
            | ActionName::Refuse
            | ActionName::RequestSupplement
            | ActionName::ProposeSupplement
            | ActionName::AgreeSupplement
            | ActionName::Resubmit
            | ActionName::SupplementReceived
            | ActionName::AmendIntake
            | ActionName::Forward
            | ActionName::SendResult
            | ActionName::ReceiveResult
            | ActionName::Receive
            | ActionName::Reassign
            | ActionName::DecideCompetence
            | ActionName::ReturnWrongAgency
            | ActionName::ReferCompetence
            | ActionName::ReturnForRework
            | ActionName::ReturnForResigning
            | ActionName::SubmitForSignature
            | ActionName::SubmitForApproval
            | ActionName::Deny
            | ActionName::Publish
            | ActionName::HandOver
            | ActionName::ChangeReturnPlace
            | ActionName::StartWork
            | ActionName::EndorseOnward
            | ActionName::Endorse
            | ActionName::ApproveSign
            | ActionName::SignDenial
            | ActionName::DeliverOnline
    )
}

/// The inputs of an action.
fn form(panel: Panel) -> View {
    match panel.name {
        ActionName::Accept => intake::accept(panel),
        ActionName::Refuse => intake::refuse(panel),
        ActionName::RequestSupplement | ActionName::ProposeSupplement => supplement::ask(panel),
        ActionName::AgreeSupplement => supplement::agree(panel),
        ActionName::Resubmit | ActionName::SupplementReceived => supplement_answer::answer(panel),
        ActionName::AmendIntake => amend::amend(panel),
        ActionName::Forward | ActionName::SendResult | ActionName::ReceiveResult => transfer::sheets(panel),
        ActionName::Receive => transfer::receive(panel),
        ActionName::Reassign => transfer::reassign(panel),
        ActionName::DecideCompetence => transfer::decide_competence(panel),
        ActionName::ReturnWrongAgency => transfer::wrong_agency(panel),
        ActionName::ReferCompetence | ActionName::ReturnForRework | ActionName::ReturnForResigning => {
            plain::with_reason(panel)
        }
        ActionName::SubmitForSignature => decide::for_signature(panel),
        ActionName::SubmitForApproval => decide::for_approval(panel),
        ActionName::Deny => decide::deny(panel),
        ActionName::Publish => decide::publish(panel),
        ActionName::HandOver => handover::hand_over(panel),
        ActionName::ChangeReturnPlace => handover::change_return(panel),
        ActionName::EndorseOnward => transfer::next_head(panel),
        _ => plain::only_confirm(panel),
    }
}
