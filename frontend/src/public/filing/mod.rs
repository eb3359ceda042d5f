//! Filing a procedure online: who applies, the matter, the papers, the return, the review, the receipt.

mod draft;
mod papers;
mod receipt;
mod return_choice;
mod review;
mod send;
mod steps;

use crate::{
    context::{shared, titled_by},
    route,
    trouble::{failed, sign_in_first, when_ready},
};
use domain::procedure::{OnlineLevel, Procedure};
use frontend::prelude::*;
use frontend::{
    api,
    remote::Remote,
    t,
    ui::{Alert, Look, Skeleton},
};
use std::sync::Arc;

pub use draft::procedures as drafts;
pub use receipt::{ReceiptPage, origin};
pub use steps::now;

#[component]
pub fn FilingPage(code: String) -> View {
    let shared = shared();
    {
        let code = code.clone();
        titled_by(move || shared.procedure_name(&code));
    }
    let back = route::procedure(&code);
    let loaded = Remote::new(move || {
        let code = code.clone();
        async move {
            shared.reference.load_units().await?;
            api::public::procedure(&code).await.map(Arc::new)
        }
    });
    let signed_in = Memo::new(move |_| shared.me());
    let known = Memo::new(move |_| shared.session_is_known());
    let page = move || {
        if !known.get() {
            return view! { <Skeleton/> };
        }
        match (signed_in.get(), shared.session.get()) {
            (None, frontend::remote::Load::Failed(error)) => {
                failed(error, Callback::new(move |()| shared.session.reload()))
            }
            (None, _) => sign_in_first(),
            (Some(me), _) if me.citizen.is_none() => {
                view! { <h1>{t!("filing.not_citizen")}</h1><p>{t!("filing.not_citizen_text")}</p> }
            }
            (Some(me), _) => when_ready(loaded, move |procedure: Arc<Procedure>| {
                if procedure.online == OnlineLevel::Not { closed(&procedure) } else { steps::filing(procedure, &me) }
            })
            .into_view(),
        }
    };
    view! { <a class="crumb" href=back>{t!("filing.back")}</a>{page} }
}

/// The procedure is not filed online.
fn closed(procedure: &Procedure) -> View {
    view! {
        <h1>{t!("procedure.not_online")}</h1>
        <Alert><p>{t!("procedure.at_counter")}</p></Alert>
        <div class="buttons"><a class=Look::Primary.class() href=route::procedure(procedure.code.as_str())>{t!("filing.back")}</a></div>
    }
}
