//! The list for the People's Committee's direction, printed and as a file for spreadsheets.

use crate::{api, route, slip, trouble::trouble};
use domain::{message::reorganisation::PlanView, slip::direction};
use frontend::prelude::*;
use frontend::{
    dom,
    remote::{Load, Remote},
    t,
    ui::{Button, Look, Skeleton},
};

/// The page of the list of a plan.
#[component]
pub fn DirectionPage(id: String) -> View {
    dom::set_title(t!("staff.plan.direction").get());
    let back = route::plan(&id);
    let remote = Remote::new(move || {
        let id = id.clone();
        async move { api::plan(&id).await }
    });
    let retry = Callback::new(move |()| remote.reload());
    let page = move || match remote.get() {
        Load::Loading => view! { <Skeleton lines=8/> },
        Load::Failed(error) => trouble(error, Some(retry)),
        Load::Ready(plan) => shown(&plan),
    };
    view! { <a class="crumb no-print" href=back>{t!("staff.plan.direction.back")}</a>{page} }
}

fn shown(plan: &PlanView) -> View {
    if plan.counted_at.is_none() {
        return view! { <p>{t!("staff.plan.not_counted")}</p> };
    }
    let file = ["data:text/csv;charset=utf-8,", &frontend::router::encode(&direction::csv(plan))].concat();
    let paper = slip::draw(&direction::sheet(plan));
    view! {
        <div class="buttons no-print">
            <Button label=t!("staff.slip.print") look=Look::Primary on_press=move |()| dom::print()/>
            <a class=Look::Plain.class() href=file download=[&plan.id, ".csv"].concat()>{t!("staff.register.csv")}</a>
        </div>
        <div class="wide">{paper}</div>
    }
}
