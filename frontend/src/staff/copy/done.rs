//! Taken in: the receipt, form 01 where somebody asks for it, and whoever is next.

use super::Stage;
use crate::{
    desk::{draft::Draft, receipt::sheet, today},
    route::{self, Book, Period},
};
use domain::{dossier::head::centre_desk, ids::CentreId, message::public::Receipt};
use frontend::prelude::*;
use frontend::{
    dom, t,
    ui::{Alert, Button, Look, Tone},
};

/// The version of the acceptance, which follows the filing in the same request.
const ACCEPTED_AT: u32 = 2;
/// The id of the way on.
const NEXT: &str = "copy-next";

/// The page; the focus is on the way on, so that Enter begins the next one.
pub fn done(stage: RwSignal<Stage>, receipt: &Receipt, centre: &CentreId, same: Draft, other: Draft) -> View {
    let code = receipt.code.0.clone();
    let name = receipt.applicant.name.clone();
    let begin = move |draft: Draft| stage.set(Stage::Desk { draft, restored: false });
    let news = {
        let code = code.clone();
        move || t!("staff.copy.done").with(&[("code", &code)])
    };
    let again = Signal::derive(move || t!("staff.filed.same").with(&[("name", &name)]));
    let book = Period { desk: centre_desk(centre), from: today(), to: today(), book: Book::Certification };
    dom::focus_later(NEXT.to_owned());
    view! {
        <div class="no-print">
            <h1>{t!("staff.copy.title")}</h1>
            <Alert tone=Tone::Good><p>{news}</p></Alert>
            <div class="buttons">
                <button type="button" id=NEXT class=Look::Primary.class() on:click=move |_| begin(other.clone())>{t!("staff.filed.other")}</button>
                <Button label=again on_press=move |()| begin(same.clone())/>
                <Button label=t!("staff.filed.print") on_press=move |()| dom::print()/>
                <a class=Look::Plain.class() href=route::slip(&code, "01", ACCEPTED_AT)>{t!("staff.filed.form01")}</a>
                <a class=Look::Plain.class() href=book.path()>{t!("staff.register.certification")}</a>
                <a class=Look::Quiet.class() href=route::dossier(&code)>{t!("staff.filed.open")}</a>
            </div>
        </div>
        {sheet(receipt, true)}
    }
}
