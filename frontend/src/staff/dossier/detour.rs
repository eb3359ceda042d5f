//! What has been laid over the work: a withdrawal that is asked for, a hand-over between units. The state below goes on
//! being shown, since that is where the dossier returns to.

use super::{
    Open,
    actions::{MOVES, place},
};
use domain::{
    dossier::{State, state::Handover},
    message::staff::DossierView,
};
use frontend::prelude::*;
use frontend::{
    format::moment,
    i18n::{Key, pick},
    t,
    ui::{Alert, Tone},
    words::state as state_words,
};

/// The cards of the detours, the last-opened first; nothing where none is under way.
#[must_use]
pub fn detours(open: Open) -> View {
    let content = move || {
        open.view.with(|view| {
            let over: Vec<&State> = view.dossier.state.stack().filter(|state| state.under().is_some()).collect();
            over.into_iter().map(|state| card(view, state)).collect::<Vec<_>>()
        })
    };
    content.into_view()
}

fn card(view: &DossierView, state: &State) -> View {
    let below = state.under().map(|under| state_words(under.name()));
    let title = match state {
        State::WithdrawalRequested { .. } => t!("staff.detour.withdrawal"),
        _ => t!("staff.detour.handover"),
    };
    let below = move || below.map(|below| t!("staff.detour.below").with(&[("state", below.get())]));
    let facts = match state {
        State::WithdrawalRequested { request, .. } => facts(vec![
            (t!("staff.detour.since"), moment(request.at)),
            (t!("staff.withdrawal.said"), request.reason.clone().unwrap_or_default()),
        ]),
        State::HandoverPending { handover, .. } => handed(view, handover),
        _ => ().into_view(),
    };
    view! {
        <Alert tone=Tone::Warning>
            <p><b>{title}</b>" – "{below}</p>
            {facts}
        </Alert>
    }
}

fn handed(view: &DossierView, handover: &Handover) -> View {
    let name = view.named_agencies.iter().find(|agency| agency.id == handover.agency).map(|agency| agency.name.clone());
    let id = handover.agency.0.clone();
    let receiver = move || name.as_ref().map_or_else(|| id.clone(), pick);
    let moves: Vec<Key> = MOVES.into_iter().filter(|moved| handover.moves.contains(moved)).map(place).collect();
    let moves = move || moves.iter().map(|key| key.get()).collect::<Vec<_>>().join("; ");
    let rejected = handover.rejected.as_ref().map(|rejected| {
        facts(vec![
            (t!("staff.units.rejected"), rejected.reason.clone()),
            (t!("staff.units.rejected_at"), moment(rejected.at)),
        ])
    });
    view! {
        <dl class="facts">
            <dt>{t!("staff.units.agency")}</dt><dd><b>{receiver}</b></dd>
            <dt>{t!("staff.units.moves")}</dt><dd>{moves}</dd>
        </dl>
        {facts(vec![
            (t!("staff.detour.since"), moment(handover.named_at)),
            (t!("staff.field.sheets"), handover.paper_count.to_string()),
            (t!("staff.units.batch"), handover.batch_id.clone()),
            (t!("staff.field.reason"), handover.reason.clone()),
        ])}
        {rejected}
    }
}

/// Words with what stands behind them; empty lines are left out.
#[must_use]
pub fn facts(rows: Vec<(Key, String)>) -> View {
    let rows: Vec<_> = rows
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(label, text)| view! { <dt>{label}</dt><dd>{text}</dd> })
        .collect();
    view! { <dl class="facts">{rows}</dl> }
}
