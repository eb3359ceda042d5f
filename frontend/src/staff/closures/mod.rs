//! Units closed for a time, and work given to another for a time: written by one, approved by a second, told to every
//! dossier, ended.

mod card;
mod draft;
mod end;
mod words;

use super::{api, trouble::trouble};
use domain::message::closure::Closures;
use frontend::prelude::*;
use frontend::{
    dom,
    remote::{Load, Remote},
    t,
    ui::{Button, Look, Skeleton},
};

/// The closures that concern this person.
#[component]
pub fn ClosuresPage() -> View {
    dom::set_title(t!("staff.closures.title").get());
    let remote = Remote::new(api::closures);
    let retry = Callback::new(move |()| remote.reload());
    let page = move || match remote.get() {
        Load::Loading => view! { <Skeleton lines=6/> },
        Load::Failed(error) => trouble(error, Some(retry)),
        Load::Ready(found) => shown(found, remote),
    };
    view! { <h1>{t!("staff.closures.title")}</h1><p class="soft">{t!("staff.closures.about")}</p>{page} }
}

fn shown(found: Closures, remote: Remote<Closures>) -> View {
    let writing = RwSignal::new(false);
    let none = found.closures.is_empty().then(|| view! { <p>{t!("staff.closures.none")}</p> });
    let cards: Vec<View> = found.closures.iter().map(|view| card::card(view, found.may_draft, remote)).collect();
    let form = found.may_draft.then(|| {
        let known = StoredValue::new(found.clone());
        let open = move || match writing.get() {
            true => known.with_value(|known| draft::form(known, remote, writing)),
            false => {
                let press = move |()| writing.set(true);
                view! { <div class="buttons"><Button label=t!("staff.closures.new") look=Look::Primary on_press=press/></div> }
            }
        };
        open.into_view()
    });
    view! { {form}{none}{cards} }
}
