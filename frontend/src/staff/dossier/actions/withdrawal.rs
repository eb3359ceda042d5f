//! A withdrawal (R15): asked for or taken back at the desk for the citizen, confirmed, refused.

use super::{ending::grounds, panel::Panel, returned::Returned};
use crate::fields::{Bound, IdentityInput, Reader, given};
use domain::dossier::Action;
use frontend::prelude::*;
use frontend::t;

/// For the citizen at the desk; nobody has to say why.
#[must_use]
pub fn request(panel: Panel) -> View {
    let (identity, reason) = (IdentityInput::new(), RwSignal::new(String::new()));
    let inputs = view! {
        {identity.view(panel.errors)}
        {Bound::new("reason", t!("staff.withdrawal.reason"), reason, panel.errors).hint(t!("staff.withdrawal.reason_hint")).optional().lines(3)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let identity = Some(reader.identity(identity));
        reader.finish(Action::RequestWithdrawal { reason: given(reason), identity })
    })
}

/// The citizen stays with the dossier after all.
#[must_use]
pub fn cancel(panel: Panel) -> View {
    let identity = IdentityInput::new();
    panel.frame(identity.view(panel.errors), move || {
        let mut reader = Reader::new();
        let identity = Some(reader.identity(identity));
        reader.finish(Action::CancelWithdrawal { identity })
    })
}

/// Form 05: the dossier ends, what goes back is written down.
#[must_use]
pub fn confirm(panel: Panel) -> View {
    let returned = Returned::new();
    let inputs = view! { {wish(panel)}{returned.papers(panel)}{returned.refund(panel)} };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let (papers_returned, fee_refund) = returned.read(&mut reader);
        reader.finish(Action::ConfirmWithdrawal { papers_returned, fee_refund })
    })
}

/// It cannot be withdrawn any more: why, and by which article.
#[must_use]
pub fn refuse(panel: Panel) -> View {
    let [reason, legal_basis] = [(); 2].map(|()| RwSignal::new(String::new()));
    let inputs = view! { {wish(panel)}{grounds(panel, reason, legal_basis)} };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let reason = reader.text("reason", reason);
        let legal_basis = reader.text("legal_basis", legal_basis);
        reader.finish(Action::RefuseWithdrawal { reason, legal_basis })
    })
}

/// What the citizen said, to be read before one answers.
fn wish(panel: Panel) -> Option<View> {
    let reason = panel.view().dossier.state.withdrawal()?.reason.clone()?;
    Some(
        view! { <div class="draft"><dl class="facts narrow"><dt>{t!("staff.withdrawal.said")}</dt><dd>{reason}</dd></dl></div> },
    )
}
