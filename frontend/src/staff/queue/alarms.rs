//! The lists of what alarms a desk and of results that nobody comes for: since when, what has come, and the step that
//! answers it, one press away.

use super::batch::is_theirs;
use crate::{
    dossier::alarms::words as come_words,
    register::named,
    route::{self, AlarmList, Work},
    session::reference,
    words,
};
use domain::{
    account::Role,
    dossier::{ActionName, StateName},
    ids::DeskId,
    message::staff::QueueRow,
    slip::Keeper,
};
use frontend::prelude::*;
use frontend::{
    dom,
    format::moment,
    i18n::{Key, Words},
    remote::Remote,
    t,
    ui::{Badge, Button, Cell, Look, Mark},
};

/// The lists that a desk has, for its tabs: only a desk where results lie has the second one.
#[must_use]
pub fn lists(desk: &DeskId, states: &[StateName]) -> Vec<(Work, Key)> {
    let work = |list| Work::Alarms { desk: desk.clone(), list };
    let mut lists = vec![(work(AlarmList::Alarms), t!("staff.alarms.tab"))];
    if states.contains(&StateName::Done) {
        lists.push((work(AlarmList::Uncollected), t!("staff.alarms.uncollected_tab")));
    }
    lists
}

/// What the list is, whose, and a way to print it.
#[must_use]
pub fn head(desk: &DeskId, list: AlarmList) -> View {
    let reference = reference();
    let units = Remote::new(move || reference.load_units());
    let (title, purpose) = match list {
        AlarmList::Alarms => (t!("staff.alarms.title"), t!("staff.alarms.purpose")),
        AlarmList::Uncollected => (t!("staff.alarms.uncollected_title"), t!("staff.alarms.uncollected_purpose")),
    };
    let keeper = Keeper::of_desk(desk.as_str());
    let place = move || {
        // The names need the units.
        let _ = units.get();
        keeper.as_ref().map(|keeper| {
            let name = named(keeper, reference);
            view! { <p><b>{name}</b></p> }
        })
    };
    view! {
        <div class="card-head">
            <h2>{title}</h2>
            <div class="buttons"><Button label=t!("staff.slip.print") look=Look::Plain on_press=move |()| dom::print()/></div>
        </div>
        {place}
        <p class="soft">{purpose}</p>
    }
}

/// What is said when the list is empty.
#[must_use]
pub fn nothing(list: AlarmList) -> Key {
    match list {
        AlarmList::Alarms => t!("staff.alarms.none"),
        AlarmList::Uncollected => t!("staff.alarms.uncollected_none"),
    }
}

/// The heads of the columns that only these lists have.
#[must_use]
pub fn columns() -> [Words; 2] {
    [t!("staff.alarms.column").words(), t!("staff.alarms.step").words()]
}

/// Their cells: what has come since when, and the steps that answer it and are this person's role's.
#[must_use]
pub fn cells(row: &QueueRow, roles: &[Role]) -> [Cell; 2] {
    let [alarms, steps] = columns();
    let marks: Vec<View> =
        row.alarms.iter().map(|come| view! { <Badge mark=Mark::Late label=come_words(*come).words()/>" " }).collect();
    let since = row.since.map(|since| {
        let since = moment(since);
        let text = move || t!("staff.alarms.since").with(&[("time", &since)]);
        view! { <small class="soft number">{text}</small> }
    });
    let mut answers: Vec<ActionName> = Vec::new();
    for step in row.alarms.iter().flat_map(|come| come.answered_by()) {
        if !answers.contains(step) && roles.iter().any(|role| is_theirs(*step, row.state, *role)) {
            answers.push(*step);
        }
    }
    let code = row.code.as_str();
    let name = [code, ", ", &row.applicant].concat();
    let mut links: Vec<View> =
        answers.into_iter().map(|step| link(route::action(code, step), words::action(step), &name)).collect();
    if links.is_empty() {
        links.push(link(route::dossier(code), t!("staff.alarms.open"), &name));
    }
    [
        Cell { label: alarms, content: view! { <span class="come">{marks}{since}</span> } },
        Cell { label: steps, content: view! { <span class="steps-on">{links}</span> } },
    ]
}

/// A link that says to a screen reader which dossier it is about.
fn link(href: String, label: Key, dossier: &str) -> View {
    let about = [": ", dossier].concat();
    view! { <a href=href>{label}<span class="unseen">{about}</span></a> }
}
