//! After filing: the receipt, form 01 to print where the dossier was accepted, and the next dossier.

use super::{Stage, draft::Draft};
use crate::route;
use domain::message::public::Receipt;
use frontend::prelude::*;
use frontend::{
    dom,
    explain::{DueExplained, qr, why_competent},
    format::moment,
    i18n::{pick, words},
    t,
    ui::{Alert, Button, Look, Tone},
};

/// The version of the acceptance, which follows the filing in the same request.
const ACCEPTED_AT: u32 = 2;

/// The page.
#[must_use]
pub fn filed(stage: RwSignal<Stage>, receipt: &Receipt, accepted: bool, next: Draft) -> View {
    let code = receipt.code.0.clone();
    let name = receipt.applicant.name.clone();
    let news = {
        let code = code.clone();
        let key = if accepted { t!("staff.filed.accepted") } else { t!("staff.filed.filed") };
        move || key.with(&[("code", &code)])
    };
    let begin = move |draft: Draft| {
        stage.set(Stage::Counter { draft: Box::new(draft), restored: false });
        dom::focus_heading();
    };
    let same = {
        let name = name.clone();
        Signal::derive(move || t!("staff.filed.same").with(&[("name", &name)]))
    };
    let print_form = accepted.then(|| {
        view! { <a class=Look::Primary.class() href=route::slip(&code, "01", ACCEPTED_AT)>{t!("staff.filed.form01")}</a> }
    });
    let print_receipt = (!accepted)
        .then(|| view! { <Button label=t!("staff.filed.print") look=Look::Primary on_press=move |()| dom::print()/> });
    view! {
        <div class="no-print">
            <h1>{t!("staff.filed.title")}</h1>
            <Alert tone=Tone::Good><p>{news}</p></Alert>
            <div class="buttons">
                {print_form}
                {print_receipt}
                <Button label=same on_press=move |()| begin(next.clone())/>
                <Button label=t!("staff.filed.other") on_press=move |()| begin(Draft::new())/>
                <a class=Look::Quiet.class() href=route::dossier(&code)>{t!("staff.filed.open")}</a>
            </div>
        </div>
        {sheet(receipt, accepted)}
    }
}

/// The receipt itself, which prints on A5.
fn sheet(receipt: &Receipt, accepted: bool) -> View {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
    let address = [origin.as_str(), &receipt.track_path].concat();
    let agency = receipt.agency_name.clone();
    let agency = move || agency.as_ref().map_or_else(|| t!("staff.places.undecided").get().to_owned(), pick);
    let reasons = why_competent(receipt.because.clone());
    let (label, due) = if accepted {
        (t!("staff.head.due"), receipt.due_if_accepted_now.clone())
    } else {
        (t!("staff.head.notice_due"), Some(receipt.notice.clone()))
    };
    let due_at = due.as_ref().and_then(|due| due.due_at).map(moment);
    let due_at = due_at.map(|at| view! { <dt>{label}</dt><dd class="number"><b>{at}</b></dd> });
    view! {
        <section class="card slip receipt">
            <h2>{words(receipt.procedure_name.clone())}</h2>
            <dl class="facts">
                <dt>{t!("staff.head.code")}</dt><dd class="number"><b>{receipt.code.0.clone()}</b></dd>
                <dt>{t!("staff.filed.secret")}</dt><dd class="number"><b>{receipt.secret.clone()}</b></dd>
                <dt>{t!("staff.head.applicant")}</dt><dd>{receipt.applicant.name.clone()}</dd>
                <dt>{t!("staff.head.filed")}</dt><dd class="number">{moment(receipt.submitted_at)}</dd>
                {due_at}
                <dt>{t!("staff.places.receiving")}</dt><dd>{words(receipt.centre_name.clone())}</dd>
                <dt>{t!("staff.places.resolving")}</dt><dd>{agency}<ul class="small soft">{reasons}</ul></dd>
            </dl>
            <div class="form-track">{qr(&address, t!("staff.slip.qr"))}<p class="small">{t!("staff.filed.track")}</p></div>
            <div class="no-print">{due.map(|due| view! { <DueExplained due=due/> })}</div>
        </section>
    }
}
