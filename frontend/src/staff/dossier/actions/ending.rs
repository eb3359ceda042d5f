//! The one extension with its apology (form 04), and the ends without a result: a stop (form 05), a supplement that did
//! not come (form 03 or 05).

use super::{panel::Panel, returned::Returned};
use crate::fields::{Bound, Reader};
use domain::dossier::{Action, StateName};
use frontend::prelude::*;
use frontend::{
    format::moment,
    t,
    ui::{Alert, Input, Tone},
};

/// The new day and why; the present one is shown, and that the dossier counts as late all the same.
#[must_use]
pub fn extend(panel: Panel) -> View {
    let view = panel.view();
    let [due_on, reason] = [(); 2].map(|()| RwSignal::new(String::new()));
    let present = view.dossier.clock.due_at().map(moment).unwrap_or_default();
    let now = view! { <p>{t!("staff.extend.present")}" "<b class="number">{present}</b></p> };
    let inputs = view! {
        <Alert tone=Tone::Warning>{now}<p>{t!("staff.extend.late_all_the_same")}</p></Alert>
        {Bound::new("new_due_on", t!("staff.extend.new"), due_on, panel.errors).hint(t!("staff.extend.new_hint")).line(Input::DATE)}
        {Bound::new("reason", t!("staff.field.reason"), reason, panel.errors).hint(t!("staff.extend.reason_hint")).lines(3)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let new_due_on = reader.date("new_due_on", due_on).unwrap_or_default();
        let reason = reader.text("reason", reason);
        reader.finish(Action::ExtendWithApology { new_due_on, reason })
    })
}

/// For a legal reason: what goes back to the citizen is written down.
#[must_use]
pub fn stop(panel: Panel) -> View {
    let [reason, legal_basis] = [(); 2].map(|()| RwSignal::new(String::new()));
    let returned = Returned::new();
    let inputs = view! {
        {grounds(panel, reason, legal_basis)}
        {returned.papers(panel)}
        {returned.refund(panel)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let reason = reader.text("reason", reason);
        let legal_basis = reader.text("legal_basis", legal_basis);
        let (papers_returned, fee_refund) = returned.read(&mut reader);
        reader.finish(Action::Stop { reason, legal_basis, papers_returned, fee_refund })
    })
}

/// Nothing came in time: the system proposes, a person ends it.
#[must_use]
pub fn expire(panel: Panel) -> View {
    let [reason, legal_basis, guidance] = [(); 3].map(|()| RwSignal::new(String::new()));
    let returned = Returned::new();
    let after_acceptance = panel.view().dossier.state.lowest().name() == StateName::SupplementRequested;
    let inputs = view! {
        {grounds(panel, reason, legal_basis)}
        {if after_acceptance { returned.papers(panel) } else { guidance_field(panel, guidance) }}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let reason = reader.text("reason", reason);
        let legal_basis = reader.text("legal_basis", legal_basis);
        let (papers_returned, _) = returned.read(&mut reader);
        // Form 03, before acceptance, says what to do instead; form 05 does not.
        let guidance = (!after_acceptance).then(|| reader.text("guidance", guidance));
        reader.finish(Action::Expire { reason, legal_basis, papers_returned, guidance })
    })
}

/// What the citizen can do instead (form 03).
pub fn guidance_field(panel: Panel, guidance: RwSignal<String>) -> View {
    Bound::new("guidance", t!("staff.field.guidance"), guidance, panel.errors)
        .hint(t!("staff.field.guidance_hint"))
        .lines(3)
}

/// Reason and article, which the citizen reads.
pub fn grounds(panel: Panel, reason: RwSignal<String>, legal_basis: RwSignal<String>) -> View {
    view! {
        {Bound::new("reason", t!("staff.field.reason"), reason, panel.errors).hint(t!("staff.field.reason_hint")).lines(3)}
        {Bound::new("legal_basis", t!("staff.field.legal_basis"), legal_basis, panel.errors).hint(t!("staff.field.legal_basis_hint")).line(Input::TEXT)}
    }
}
