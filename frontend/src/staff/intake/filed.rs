//! After filing: the receipt, form 01 to print where the dossier was accepted, and the next dossier.

use super::Stage;
use crate::{
    desk::{draft::Draft, receipt::sheet},
    route,
};
use domain::message::public::Receipt;
use frontend::prelude::*;
use frontend::{
    dom, t,
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
        stage.set(Stage::Counter { draft, restored: false });
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
