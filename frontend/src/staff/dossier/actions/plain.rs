//! Actions without inputs, or with a reason only.

use super::panel::Panel;
use crate::{
    dossier::{
        outcome::document_of,
        papers::{file_button, viewer},
    },
    fields::{Bound, Reader},
    words,
};
use domain::dossier::{Action, ActionName, event::FileCard};
use frontend::prelude::*;
use frontend::{
    t,
    ui::{Alert, Tone},
};

/// The draft that is decided about, and one button.
#[must_use]
pub fn only_confirm(panel: Panel) -> View {
    let name = panel.name;
    let signing = matches!(name, ActionName::ApproveSign | ActionName::SignDenial);
    let note = signing.then(|| view! { <Alert tone=Tone::Info><p>{t!("staff.sign.demonstration")}</p></Alert> });
    let inputs = view! { {draft(panel)}{note} };
    panel.frame(inputs, move || {
        Ok(match name {
            ActionName::Endorse => Action::Endorse,
            ActionName::ApproveSign => Action::ApproveSign,
            ActionName::SignDenial => Action::SignDenial,
            ActionName::ResolveOnTheSpot => Action::ResolveOnTheSpot,
            _ => Action::StartWork,
        })
    })
}

/// A reason, and back it goes.
#[must_use]
pub fn with_reason(panel: Panel) -> View {
    let (name, reason) = (panel.name, RwSignal::new(String::new()));
    let inputs = Bound::new("reason", t!("staff.field.reason"), reason, panel.errors).lines(4);
    let inputs = view! { {draft(panel)}{inputs} };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let reason = reader.text("reason", reason);
        reader.finish(match name {
            ActionName::ReturnForResigning => Action::ReturnForResigning { reason },
            _ => Action::ReturnForRework { reason },
        })
    })
}

/// The draft decision under way, to be read before one decides.
#[must_use]
pub fn draft(panel: Panel) -> Option<View> {
    let view = panel.view();
    let draft = view.dossier.state.draft()?.clone();
    let viewed = RwSignal::new(None::<FileCard>);
    let file = draft.document.as_ref().and_then(|id| document_of(&view, id));
    let file = file.map(|file| view! { <p>{file_button(&file, viewed)}</p>{viewer(panel.open, viewed)} });
    let reason = draft.reason.map(|reason| view! { <dt>{t!("staff.field.reason")}</dt><dd>{reason}</dd> });
    let basis = draft.legal_basis.map(|basis| view! { <dt>{t!("staff.field.legal_basis")}</dt><dd>{basis}</dd> });
    Some(view! {
        <div class="draft">
            <dl class="facts narrow">
                <dt>{t!("staff.field.decision")}</dt><dd><b>{words::decision(draft.decision)}</b></dd>
                {reason}{basis}
            </dl>
            {file}
        </div>
    })
}
