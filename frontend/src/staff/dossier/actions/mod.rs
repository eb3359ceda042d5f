//! What this officer can do with the dossier now: a button for each open action, and the panel of the one chosen.

mod afterwards;
mod amend;
mod decide;
mod document;
mod ending;
mod handover;
mod intake;
mod late_entry;
mod obligation;
mod opinions;
mod panel;
mod plain;
mod post;
mod returned;
mod supplement;
mod supplement_answer;
mod transfer;
mod units;
mod way;
mod withdrawal;

use super::Open;
use crate::words;
use domain::{
    account::Role,
    dossier::{ActionName, StateName, refusal::Guard},
};
use frontend::prelude::*;
use frontend::{
    dom,
    i18n::pick,
    t,
    ui::{Alert, Button, Tone},
};
use panel::Panel;
pub use supplement::target_name;
pub use units::{MOVES, place};
use way::{look, way};

/// The card of actions.
#[must_use]
pub fn actions(open: Open) -> View {
    // What was being typed goes before what the address asks for.
    let asked = open.act.filter(|name| open.view.with_untracked(|view| view.allowed.contains(name)));
    let first = panel::reopened(open).or(asked).filter(|name| has_form(*name));
    if first.is_some() && first == open.act {
        dom::focus_later("action-title".to_owned());
    }
    let chosen = RwSignal::new(first);
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
            let words = move || t!("staff.actions.none").with(&[("holder", &pick(&holder))]);
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
    let kept_out =
        move || four_eyes(open).then(|| view! { <p class="soft small">{move || pick(&Guard::FourEyes.words())}</p> });
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

/// Whether the officers' page has inputs for the action. The rest is the system's own.
fn has_form(name: ActionName) -> bool {
    !matches!(
        name,
        ActionName::Start
            | ActionName::DiscardDraft
            | ActionName::Submit
            | ActionName::ReceiveFromPortal
            | ActionName::FileAtCounter
            | ActionName::FileByPost
            | ActionName::MarkOpinionOverdue
            | ActionName::OpinionsComplete
            | ActionName::ResultReplaced
            | ActionName::CorrectionEnded
            | ActionName::NoteTimer
            | ActionName::RecomputeDue
            | ActionName::FollowClosure
            | ActionName::FollowUnits
            | ActionName::DeliverOnline
    )
}

/// The inputs of an action.
fn form(panel: Panel) -> View {
    match panel.name {
        ActionName::Accept => intake::accept(panel),
        ActionName::Refuse => intake::refuse(panel),
        ActionName::ConfirmLateEntry => late_entry::confirm(panel),
        ActionName::RequestSupplement | ActionName::ProposeSupplement => supplement::ask(panel),
        ActionName::AgreeSupplement => supplement::agree(panel),
        ActionName::Resubmit | ActionName::SupplementReceived => supplement_answer::answer(panel),
        ActionName::AmendIntake | ActionName::AmendProcedure => amend::amend(panel),
        ActionName::Forward | ActionName::SendResult | ActionName::ReceiveResult => transfer::sheets(panel),
        ActionName::Receive => transfer::receive(panel),
        ActionName::Reassign => transfer::reassign(panel),
        ActionName::DecideCompetence => transfer::decide_competence(panel),
        ActionName::Reroute => transfer::reroute(panel),
        ActionName::ReferCompetence => transfer::refer_competence(panel),
        ActionName::ReturnWrongAgency => transfer::wrong_agency(panel),
        ActionName::EndorseOnward => transfer::next_head(panel),
        ActionName::AskOpinion | ActionName::AskSideOpinion => opinions::ask(panel),
        ActionName::AnswerOpinion | ActionName::RecordOpinionAnswer => opinions::answer(panel),
        ActionName::WithdrawOpinion => opinions::withdraw(panel),
        ActionName::RequestFinancialObligation => obligation::request(panel),
        ActionName::ObligationFulfilled => obligation::fulfilled(panel),
        ActionName::ReturnForRework | ActionName::ReturnForResigning => plain::with_reason(panel),
        ActionName::SubmitForSignature | ActionName::SignDirectly => decide::for_signature(panel),
        ActionName::SubmitForApproval => decide::for_approval(panel),
        ActionName::Deny => decide::deny(panel),
        ActionName::Publish => decide::publish(panel),
        ActionName::HandOver => handover::hand_over(panel),
        ActionName::TakeFee => handover::take_fee(panel),
        ActionName::ChangeReturnPlace => handover::change_return(panel),
        ActionName::DeliverByPost => post::send(panel),
        ActionName::ConfirmDelivery => post::delivered(panel),
        ActionName::DeliveryFailed => post::failed(panel),
        ActionName::ExtendWithApology => ending::extend(panel),
        ActionName::Stop => ending::stop(panel),
        ActionName::Expire => ending::expire(panel),
        ActionName::RequestWithdrawal => withdrawal::request(panel),
        ActionName::ConfirmWithdrawal => withdrawal::confirm(panel),
        ActionName::RefuseWithdrawal => withdrawal::refuse(panel),
        ActionName::CancelWithdrawal => withdrawal::cancel(panel),
        ActionName::StartHandover => units::start(panel),
        ActionName::AcceptHandover => units::accept(panel),
        ActionName::RedirectHandover => units::redirect(panel),
        ActionName::RejectHandover | ActionName::CancelHandover => units::end(panel),
        ActionName::Rate => afterwards::rate(panel),
        ActionName::CorrectResult => afterwards::correct(panel),
        ActionName::Endorse
        | ActionName::ApproveSign
        | ActionName::SignDenial
        | ActionName::ResolveOnTheSpot
        | ActionName::StartWork => plain::only_confirm(panel),
        // The system's own, and how a dossier begins: none of them is offered here (see `has_form`).
        ActionName::Start
        | ActionName::DiscardDraft
        | ActionName::Submit
        | ActionName::ReceiveFromPortal
        | ActionName::FileAtCounter
        | ActionName::FileByPost
        | ActionName::MarkOpinionOverdue
        | ActionName::OpinionsComplete
        | ActionName::ResultReplaced
        | ActionName::CorrectionEnded
        | ActionName::NoteTimer
        | ActionName::RecomputeDue
        | ActionName::FollowClosure
        | ActionName::FollowUnits
        | ActionName::DeliverOnline => ().into_view(),
    }
}
