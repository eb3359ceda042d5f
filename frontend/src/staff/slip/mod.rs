//! The forms of Circular 03/2025/TT-VPCP as pages to print. They come from the functions as values; what stands on the
//! paper is the domain's sheet, which the PDF is drawn from as well.

mod draw;

use super::{api, route, trouble::trouble};
use domain::{
    message::problem::code,
    slip::{Form, FormNumber, sheet::Paper},
};
use frontend::prelude::*;
use frontend::{
    dom,
    remote::{Load, Remote},
    t,
    ui::{Button, Field, Look, Skeleton, radios},
};

pub use draw::draw;

/// The page of one form: as issued by event `version`, or, of a form from the whole history, as it is now.
#[component]
pub fn SlipPage(code: String, form: FormNumber, version: Option<u32>) -> View {
    dom::set_title(&[code.as_str(), " – ", form.as_str()].concat());
    let back = route::dossier(&code);
    let paper = RwSignal::new(Paper::A4);
    let remote = {
        let code = code.clone();
        Remote::new(move || {
            let code = code.clone();
            async move { api::form(&code, form, version).await }
        })
    };
    let retry = Callback::new(move |()| remote.reload());
    let page = move || match remote.get() {
        Load::Loading => view! { <Skeleton lines=8/> },
        Load::Failed(error) if error.code() == code::NOT_FOUND => view! { <p>{t!("staff.slip.none")}</p> },
        Load::Failed(error) => trouble(error, Some(retry)),
        Load::Ready(value) => sheet(&value, paper),
    };
    let pdf = move || api::form_pdf(&code, form, version, paper.get());
    view! {
        <div class="no-print">
            <a class="crumb" href=back>{t!("staff.slip.back")}</a>
            {form.fits_a5().then(|| paper_choice(paper))}
            <div class="buttons">
                <Button label=t!("staff.slip.print") look=Look::Primary on_press=move |()| dom::print()/>
                <a class=Look::Plain.class() href=pdf download="">{t!("staff.slip.pdf")}</a>
            </div>
        </div>
        {page}
    }
}

/// The drawn form on the chosen paper.
fn sheet(form: &Form, paper: RwSignal<Paper>) -> View {
    let sheet = form.sheet();
    let on = if sheet.landscape { "wide" } else { "" };
    let on = move || if paper.get() == Paper::A5 { "a5" } else { on };
    let drawn = draw(&sheet);
    view! { <div class=on>{drawn}</div> }
}

fn paper_choice(paper: RwSignal<Paper>) -> View {
    let options = ["a4", "a5"].map(|size| (size.to_owned(), Signal::stored(size.to_uppercase()))).to_vec();
    let chosen = Signal::derive(move || Some(if paper.get() == Paper::A5 { "a5" } else { "a4" }.to_owned()));
    let choose = Callback::new(move |size: String| paper.set(if size == "a5" { Paper::A5 } else { Paper::A4 }));
    let field = Field::new("slip-paper", t!("staff.slip.paper")).group().unmarked().required(false);
    field.render(|wiring| radios(&wiring, options, chosen, choose))
}
