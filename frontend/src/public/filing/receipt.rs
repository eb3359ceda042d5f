//! The receipt: code, tracking secret, who has it, what happens next; prints on A5.

use crate::{
    context::{shared, titled},
    route,
};
use domain::{message::public::Receipt, text::Text};
use frontend::prelude::*;
use frontend::{
    api::json,
    dom,
    explain::{DueExplained, qr, why_competent},
    format, storage, t,
    ui::{Alert, Button, Look, Tone},
    words,
};
use serde_json::Value;

fn key(code: &str) -> String {
    ["receipt/", code].concat()
}

/// Keeps a receipt for this tab, as it came, so that loading the page again shows it.
pub fn keep(code: &str, receipt: &Value) {
    if let Some(text) = json::write(receipt) {
        storage::write_for_now(&key(code), &text);
    }
}

#[component]
pub fn ReceiptPage(code: String) -> View {
    titled(t!("receipt.title"));
    let kept = storage::read_for_now(&key(&code)).and_then(|text| json::read::<Receipt>(&text).ok());
    match kept {
        Some(receipt) => view(receipt),
        None => view! {
            <h1>{t!("receipt.title")}</h1>
            <Alert><p>{t!("receipt.gone")}</p></Alert>
            <div class="buttons"><a class=Look::Primary.class() href=route::my_dossier(&code)>{t!("receipt.open")}</a></div>
        },
    }
}

fn view(receipt: Receipt) -> View {
    let reference = shared().reference;
    leptos::task::spawn_local(async move {
        let _ = reference.load_units().await;
    });
    let agency = receipt.agency_name.map_or_else(|| t!("receipt.no_agency").into_view(), Text::into_view);
    let reasons = why_competent(receipt.because);
    let notice = receipt.notice;
    let answer_by = notice.due_at.unwrap_or(receipt.submitted_at);
    let due = receipt.due_if_accepted_now.and_then(|due| Some((due.due_at?, due))).map(|(at, due)| {
        view! {
            <dt>{t!("receipt.due")}</dt><dd><span class="number">{format::moment(at)}</span><DueExplained due/></dd>
        }
    });
    let link = [origin().as_str(), &receipt.track_path].concat();
    let place = {
        let centre = receipt.return_to.centre.0;
        move || reference.agency_name(&centre)
    };
    let print = Callback::new(|()| dom::print());
    view! {
        <article class="slip receipt">
            <h1>{t!("receipt.title")}</h1>
            <Alert tone=Tone::Good><p>{t!("receipt.done")}</p></Alert>
            <div class="receipt-head">
                <div>
                    <p>{receipt.procedure_name}<br/><strong>{receipt.applicant.name}</strong></p>
                    <p><span class="soft">{t!("track.code")}</span><br/><strong class="number big">{receipt.code.0.clone()}</strong></p>
                    <p><span class="soft">{t!("track.secret")}</span><br/><strong class="number big">{receipt.secret}</strong></p>
                </div>
                {qr(&link, t!("receipt.qr"))}
            </div>
            <p class="small">{t!("receipt.keep")}</p>
            <dl class="facts">
                <dt>{t!("status.submitted")}</dt><dd class="number">{format::moment(receipt.submitted_at)}</dd>
                <dt>{t!("receipt.got_it")}</dt><dd>{receipt.centre_name}</dd>
                <dt>{t!("status.agency")}</dt><dd>{agency}<ul class="plain-list small soft">{reasons}</ul></dd>
                {due}
                <dt>{t!("status.return")}</dt><dd>{words::return_method(receipt.return_to.method)}<br/><span class="small soft">{place}</span></dd>
            </dl>
            <h2>{t!("receipt.next")}</h2>
            <ol>
                <li>
                    {move || t!("receipt.next_answer").with(&[("by", &format::moment(answer_by))])}
                    <DueExplained due=notice/>
                </li>
                <li>{t!("receipt.next_clock")}</li>
                <li>{t!("receipt.next_result")}</li>
            </ol>
            <div class="buttons">
                <Button label=t!("receipt.print") look=Look::Primary on_press=print/>
                <a class=Look::Plain.class() href=route::my_dossier(receipt.code.as_str())>{t!("receipt.open")}</a>
                <a class=Look::Quiet.class() href=route::HOME>{t!("not_found.home")}</a>
            </div>
        </article>
    }
}

/// The site's own address, so that the code works on another device.
pub fn origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}
