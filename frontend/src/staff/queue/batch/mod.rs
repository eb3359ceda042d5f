//! Several dossiers at once: chosen in the list, read, sent together, each with its own outcome.

mod inputs;
mod panel;
mod run;

use crate::{route::Work, words};
use domain::{
    account::Role,
    dossier::{ActionName, StateName, table},
    message::{self, public::Me, staff::QueueRow},
};
use frontend::prelude::*;
use frontend::{
    dom, t,
    ui::{Button, Checkbox, Look},
};
use std::collections::BTreeSet;

/// Most dossiers of one batch.
const MOST: usize = message::staff::MAX_BATCH;

/// Actions that can be taken on several dossiers at once: they need no file and no text of each one's own.
const BATCHED: [ActionName; 9] = [
    ActionName::Forward,
    ActionName::Receive,
    ActionName::Endorse,
    ActionName::EndorseOnward,
    ActionName::ApproveSign,
    ActionName::SignDenial,
    ActionName::SendResult,
    ActionName::ReceiveResult,
    ActionName::Reassign,
];

/// The choice of a list, and the action that is being taken on it.
#[derive(Clone, Copy)]
pub struct Batch {
    /// Codes that are ticked.
    pub chosen: RwSignal<BTreeSet<String>>,
    action: RwSignal<Option<ActionName>>,
    /// The list is loaded anew when a batch is done.
    reload: Callback<()>,
}

impl Batch {
    /// Nothing is chosen.
    #[must_use]
    pub fn new(reload: Callback<()>) -> Self {
        Self { chosen: RwSignal::new(BTreeSet::new()), action: RwSignal::new(None), reload }
    }

    /// The tick box of a row.
    #[must_use]
    pub fn tick(self, code: &str, applicant: &str) -> View {
        let own = code.to_owned();
        let ticked = Signal::derive(move || self.chosen.with(|chosen| chosen.contains(&own)));
        let (code, name) = (code.to_owned(), [code, ", ", applicant].concat());
        let label = move || t!("staff.batch.choose").with(&[("name", &name)]);
        let change = move |event| {
            let on = event_target_checked(&event);
            self.chosen.update(|chosen| {
                if on {
                    chosen.insert(code.clone());
                } else {
                    chosen.remove(&code);
                }
            });
        };
        view! { <input type="checkbox" class="pick" aria-label=label prop:checked=ticked on:change=change/> }
    }

    /// Closes the panel. Where the list is loaded anew, the bar may go with its last row, so the title takes the focus.
    fn close(self, changed: bool) {
        self.action.set(None);
        if changed {
            self.reload.run(());
        }
        dom::focus_later(if changed { "work-title" } else { "batch-bar" }.to_owned());
    }
}

/// What can be done here with several at once: by the one table, for the role whose queue this is.
#[must_use]
pub fn possible(me: &Me, work: &Work) -> Vec<ActionName> {
    let Work::Desk { desk, state } = work else { return Vec::new() };
    let roles: Vec<Role> = me
        .queues
        .iter()
        .filter(|queue| queue.desk == *desk && queue.states.contains(state))
        .map(|queue| queue.role)
        .collect();
    BATCHED.into_iter().filter(|action| roles.iter().any(|role| is_theirs(*action, *state, *role))).collect()
}

/// Whether the one table gives a role this action in a state.
#[must_use]
pub fn is_theirs(action: ActionName, state: StateName, role: Role) -> bool {
    table::all().any(|rule| rule.action == action && rule.from.contains(&state) && rule.actors.contains(&role))
}

/// The bar above the list: choose all that are shown, how many are chosen, what to do with them. Below it the batch
/// that is being taken.
#[must_use]
pub fn bar(batch: Batch, possible: Vec<ActionName>, shown: Memo<Vec<QueueRow>>) -> View {
    let codes =
        move || shown.with(|rows| rows.iter().take(MOST).map(|row| row.code.0.clone()).collect::<BTreeSet<_>>());
    let all = Signal::derive(move || {
        let codes = codes();
        !codes.is_empty() && batch.chosen.with(|chosen| codes.is_subset(chosen))
    });
    let choose_all = Callback::new(move |on: bool| {
        let codes = untrack(codes);
        batch.chosen.set(if on { codes } else { BTreeSet::new() });
    });
    let count = move || batch.chosen.with(BTreeSet::len);
    let told = move || t!("staff.batch.count").with(&[("count", &count().to_string())]);
    let none = Signal::derive(move || count() == 0 || count() > MOST);
    let buttons: Vec<View> = possible
        .into_iter()
        .map(|action| {
            let press = move |()| {
                batch.action.set(Some(action));
                dom::focus_later("batch-title".to_owned());
            };
            view! { <Button label=words::action(action) look=Look::Plain disabled=none on_press=press/> }
        })
        .collect();
    let panel = move || batch.action.get().map(|action| untrack(|| panel::panel(batch, action)));
    view! {
        <div class="batch-bar" id="batch-bar" tabindex="-1" role="group" aria-label=t!("staff.batch.label")>
            <Checkbox id="batch-all" label=t!("staff.batch.all") checked=all on_change=choose_all/>
            <span class="soft" role="status">{told}</span>
            {buttons}
        </div>
        {panel}
    }
}
