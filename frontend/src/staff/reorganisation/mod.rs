//! Plans that move boundaries: how far they have come, the board of their units, and the lists by which dossiers change
//! hands.

mod board;
mod direction;
mod document;
mod items;
mod list;
mod questions;
mod words;

pub use board::PlanPage;
pub use direction::DirectionPage;
pub use list::ListPage;

use super::{api, route, trouble::trouble};
use domain::message::reorganisation::PlanView;
use frontend::prelude::*;
use frontend::{
    dom,
    format::date,
    i18n::pick,
    remote::{Load, Remote},
    t,
    ui::{Badge, Cell, Skeleton, Table},
};

/// The plans that concern this person.
#[component]
pub fn PlansPage() -> View {
    dom::set_title(t!("staff.plans.title").get());
    let remote = Remote::new(api::plans);
    let retry = Callback::new(move |()| remote.reload());
    let list = move || match remote.get() {
        Load::Loading => view! { <Skeleton lines=4/> },
        Load::Failed(error) => trouble(error, Some(retry)),
        Load::Ready(found) if found.plans.is_empty() => view! { <p>{t!("staff.plans.none")}</p> },
        Load::Ready(found) => {
            let rows: Vec<View> = found.plans.iter().map(row).collect();
            let head = [
                t!("staff.plans.plan"),
                t!("staff.plans.decision"),
                t!("staff.plans.effective"),
                t!("staff.plans.stage"),
            ];
            view! {
                <Table caption=t!("staff.plans.title") head=head.map(|key| key.words()).to_vec()>{rows}</Table>
            }
        }
    };
    view! { <h1>{t!("staff.plans.title")}</h1><p class="soft">{t!("staff.plans.about")}</p>{list} }
}

fn row(plan: &PlanView) -> View {
    let (href, title) = (route::plan(&plan.id), plan.title.clone());
    let cells = vec![
        Cell { label: t!("staff.plans.plan").words(), content: view! { <a href=href>{move || pick(&title)}</a> } },
        Cell { label: t!("staff.plans.decision").words(), content: plan.decision.clone().into_view() },
        Cell { label: t!("staff.plans.effective").words(), content: date(plan.effective).into_view() },
        Cell {
            label: t!("staff.plans.stage").words(),
            content: view! { <Badge mark=words::mark(plan.stage) label=words::stage(plan.stage)/> },
        },
    ];
    Cell::row(cells)
}
