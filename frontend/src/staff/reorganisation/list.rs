//! A list of dossiers that one unit hands to another: both sign, the receiver checks each, and the protocol is printed.

use super::{items::Items, words};
use crate::{api, route, slip, trouble::trouble};
use domain::{ids::DossierCode, message::reorganisation::ListView, slip::handover::protocol, unit::plan::Signed};
use frontend::prelude::*;
use frontend::{
    api::ApiError,
    dom,
    format::moment,
    i18n::{Key, words as text},
    remote::{Load, Remote},
    t,
    ui::{Alert, Button, Look, Skeleton, Tone},
};
use std::collections::BTreeMap;

/// Which list, and where it is kept while it changes.
#[derive(Clone, Copy)]
pub struct Open {
    pub plan: StoredValue<String>,
    pub from: StoredValue<String>,
    pub list: StoredValue<String>,
    pub remote: Remote<ListView>,
    pub busy: RwSignal<bool>,
    pub wrong: RwSignal<Option<ApiError>>,
    /// Why findings were not taken, by dossier. Here, since the items are drawn anew after each step.
    pub refused: RwSignal<BTreeMap<DossierCode, ApiError>>,
    /// What was typed about items and not sent yet.
    pub typed: StoredValue<BTreeMap<DossierCode, String>>,
}

/// The page of a list.
#[component]
pub fn ListPage(plan: String, from: String, list: String) -> View {
    dom::set_title(&list);
    let back = route::plan(&plan);
    let remote = {
        let (plan, from, list) = (plan.clone(), from.clone(), list.clone());
        Remote::new(move || {
            let (plan, from, list) = (plan.clone(), from.clone(), list.clone());
            async move { api::handover_list(&plan, &from, &list).await }
        })
    };
    let open = Open {
        plan: StoredValue::new(plan),
        from: StoredValue::new(from),
        list: StoredValue::new(list),
        remote,
        busy: RwSignal::new(false),
        wrong: RwSignal::new(None),
        refused: RwSignal::new(BTreeMap::new()),
        typed: StoredValue::new(BTreeMap::new()),
    };
    let retry = Callback::new(move |()| remote.reload());
    let page = move || match remote.get() {
        Load::Loading => view! { <Skeleton lines=8/> },
        Load::Failed(error) => trouble(error, Some(retry)),
        Load::Ready(view) => shown(view, open),
    };
    view! { <a class="crumb no-print" href=back>{t!("staff.list.back")}</a>{page} }
}

fn shown(view: ListView, open: Open) -> View {
    let paper = slip::draw(&protocol(&view));
    let wrong =
        move || open.wrong.get().map(|error| view! { <Alert tone=Tone::Bad><p>{words::refusal(&error)}</p></Alert> });
    let signed = |key: Key, signed: Option<&Signed>| {
        signed.map(|signed| {
            let (name, at) = ([signed.name.as_str(), ", ", &signed.title_vi].concat(), moment(signed.at));
            view! { <li>{move || key.with(&[("name", &name), ("at", &at)])}</li> }
        })
    };
    let id = view.batch.id.clone();
    view! {
        <div class="no-print">
            <h1>{move || t!("staff.list.title").with(&[("id", &id)])}</h1>
            <p>{text(view.from_name.clone())}" → "{text(view.to_name.clone())}</p>
            <ul class="plain small">
                {signed(t!("staff.list.given_by"), view.batch.given.as_ref())}
                {signed(t!("staff.list.taken_by"), view.batch.taken.as_ref())}
            </ul>
            {wrong}
            {steps(&view, open)}
            <Items view=view.clone() open=open/>
            <h2>{t!("staff.list.protocol")}</h2>
        </div>
        <div class="wide">{paper}</div>
    }
}

/// What this person can do with the list now.
fn steps(view: &ListView, open: Open) -> View {
    let unchecked = view.batch.items.iter().filter(|item| item.check.is_none()).count();
    let sign = move |side: &'static str| {
        move |()| {
            open.busy.set(true);
            leptos::task::spawn_local(async move {
                let [plan, from, list] = [open.plan, open.from, open.list].map(|one| one.get_value());
                let answer = api::sign_list(&plan, &from, &list, side).await;
                open.settle(answer);
            });
        }
    };
    let give = view.may_give.then(|| {
        view! {
            <p>{t!("staff.list.give_about")}</p>
            <Button label=t!("staff.list.give") look=Look::Primary busy=open.busy on_press=sign("give")/>
        }
    });
    let take = (view.may_take && unchecked == 0).then(|| {
        view! {
            <p>{t!("staff.list.take_about")}</p>
            <Button label=t!("staff.list.take") look=Look::Primary busy=open.busy on_press=sign("take")/>
        }
    });
    let waits = (view.batch.given.is_none() && !view.may_give).then(|| view! { <p>{t!("staff.list.waits_giver")}</p> });
    view! {
        <div class="buttons">
            {give}
            {take}
            <Button label=t!("staff.slip.print") on_press=move |()| dom::print()/>
        </div>
        {waits}
    }
}

impl Open {
    /// The list after a step, or why there was none.
    pub fn settle(self, answer: Result<ListView, ApiError>) {
        // The page may be gone.
        self.busy.try_set(false);
        match answer {
            Ok(view) => {
                self.wrong.try_set(None);
                self.remote.set(view);
            }
            Err(error) => {
                self.wrong.try_set(Some(error));
            }
        }
    }
}
