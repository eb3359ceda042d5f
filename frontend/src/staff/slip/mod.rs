//! Forms 01, 02 and 03 of Circular 03/2025/TT-VPCP, Appendix I, as pages to print. They say what the events and the
//! dossier say; nothing is typed for them.

mod frame;
mod receipt;
mod refusal;
mod request;

use super::{api, route, session::reference, trouble::trouble};
use domain::{dossier::Event, message::staff::DossierView, procedure::Procedure};
use frontend::prelude::*;
use frontend::{
    api::{ApiError, public},
    dom,
    form::Reference,
    remote::{Load, Remote},
    t,
    ui::{Button, Look, Skeleton},
};
use std::sync::Arc;

/// What a form is made of.
#[derive(Clone, PartialEq)]
struct Sheet {
    view: DossierView,
    procedure: Arc<Procedure>,
    /// The event that issued the form.
    event: Event,
    number: u32,
}

async fn load(code: String, form: String, version: u32, reference: Reference) -> Result<Option<Sheet>, ApiError> {
    let view = api::dossier(&code).await?;
    let procedure = Arc::new(public::procedure(view.procedure.code.as_str()).await?);
    reference.load_units().await?;
    let slip = view.dossier.slips.iter().find(|slip| slip.form == form && slip.version == version);
    let event = view.history.iter().find(|event| event.version == version).cloned();
    Ok(match (slip.map(|slip| slip.number), event) {
        (Some(number), Some(event)) => Some(Sheet { view, procedure, event, number }),
        _ => None,
    })
}

/// The page of one form.
#[component]
pub fn SlipPage(code: String, form: String, version: u32) -> View {
    dom::set_title(&[code.as_str(), " – ", &form].concat());
    let reference = reference();
    let back = route::dossier(&code);
    let kind = form.clone();
    let remote = Remote::new(move || load(code.clone(), form.clone(), version, reference));
    let retry = Callback::new(move |()| remote.reload());
    let page = move || match remote.get() {
        Load::Loading => view! { <Skeleton lines=8/> },
        Load::Failed(error) => trouble(error, Some(retry)),
        Load::Ready(None) => view! { <p>{t!("staff.slip.none")}</p> },
        Load::Ready(Some(sheet)) => match kind.as_str() {
            "02" => request::request(&sheet, reference),
            "03" => refusal::refusal(&sheet, reference),
            _ => receipt::receipt(&sheet, reference),
        },
    };
    view! {
        <div class="no-print">
            <a class="crumb" href=back>{t!("staff.slip.back")}</a>
            <div class="buttons">
                <Button label=t!("staff.slip.print") look=Look::Primary on_press=move |()| dom::print()/>
            </div>
        </div>
        {page}
    }
}
