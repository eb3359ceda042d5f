//! The rows of a work list: earliest due first, page by page, with a filter over what is shown.

use super::{
    alarms,
    batch::{self, Batch},
    fetch,
};
use crate::{
    due::{Now, due},
    route::{self, Work},
    trouble::trouble,
};
use domain::{
    account::Role,
    message::{public::Me, staff::QueueRow},
    procedure::ProcedureSummary,
    text,
};
use frontend::prelude::*;
use frontend::{
    api::{ApiError, public},
    dom,
    explain::ASKED,
    i18n::{Lang, lang},
    remote::Remote,
    t,
    ui::{Badge, Button, Cell, Field, Input, Look, Mark, More, Skeleton, Table, text_input},
    words::{owed, state},
};
use std::{collections::BTreeMap, sync::Arc};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use web_sys::KeyboardEvent;

type Names = Arc<BTreeMap<String, ProcedureSummary>>;

/// What has been loaded so far.
#[derive(Clone, Copy)]
struct List {
    rows: RwSignal<Vec<QueueRow>>,
    cursor: RwSignal<Option<String>>,
    now: RwSignal<Option<Now>>,
    busy: RwSignal<bool>,
    failed: RwSignal<Option<ApiError>>,
    work: StoredValue<Work>,
}

impl List {
    /// Loads the first page, or the next one.
    fn load(self, next: bool) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failed.set(None);
        let cursor = self.cursor.get_untracked().filter(|_| next);
        let work = self.work.get_value();
        leptos::task::spawn_local(async move {
            let answer = fetch(&work, cursor.as_deref()).await;
            // The page may be gone by now; then nobody waits for the answer.
            if !self.busy.try_set(false) {
                return;
            }
            match answer {
                Ok(page) => {
                    self.now.set(Some(Now { now: page.now, near_until: page.near_until }));
                    self.cursor.set(page.cursor);
                    self.rows.update(|rows| {
                        if !next {
                            rows.clear();
                        }
                        rows.extend(page.rows);
                    });
                }
                Err(error) => self.failed.set(Some(error)),
            }
        });
    }
}

/// The list of one queue or search.
#[component]
pub fn Rows(work: Work, me: Me) -> View {
    let list = List {
        rows: RwSignal::new(Vec::new()),
        cursor: RwSignal::new(None),
        now: RwSignal::new(None),
        busy: RwSignal::new(false),
        failed: RwSignal::new(None),
        work: StoredValue::new(work.clone()),
    };
    list.load(false);
    let possible = batch::possible(&me, &work);
    let several = (!possible.is_empty()).then(|| Batch::new(Callback::new(move |()| list.load(false))));
    walk_by_keys();
    let filter = RwSignal::new(String::new());
    let catalogue = Remote::new(public::procedures);
    let names: Memo<Names> = Memo::new(move |_| {
        let list = catalogue.value().map(|list| list.procedures).unwrap_or_default();
        Arc::new(list.into_iter().map(|row| (row.code.0.clone(), row)).collect())
    });
    let shown = Memo::new(move |_| {
        let (wanted, names) = (filter.get(), names.get());
        list.rows.with(|rows| rows.iter().filter(|row| fits(row, &names, &wanted)).cloned().collect::<Vec<_>>())
    });
    let look = Columns {
        state: !matches!(work, Work::Desk { .. }),
        applicant: work != Work::Opinions,
        roles: StoredValue::new(alarm_roles(&me, &work)),
        several,
    };
    let body = move || {
        let Some(now) = list.now.get() else { return view! { <Skeleton/> } };
        if list.rows.with(Vec::is_empty) {
            let words = match work {
                Work::Search { .. } => t!("staff.search.none"),
                Work::Alarms { list, .. } => alarms::nothing(list),
                _ => t!("staff.work.empty"),
            };
            return view! { <p class="card" role="status">{words}</p> };
        }
        view! { {filter_field(filter)} {table(shown, names, now, look)} }
    };
    let shown_count = Signal::derive(move || shown.with(Vec::len));
    let more = Signal::derive(move || list.cursor.with(Option::is_some));
    let bar = several.map(|several| {
        let bar = batch::bar(several, possible, shown);
        let empty = move || list.rows.with(Vec::is_empty);
        view! { <div hidden=empty>{bar}</div> }
    });
    let retry = Callback::new(move |()| list.load(list.cursor.with_untracked(Option::is_some)));
    view! {
        {move || list.failed.get().map(|error| trouble(error, Some(retry)))}
        {bar}
        {body}
        <Show when=move || list.now.with(Option::is_some)>
            <div class="list-foot no-print">
                <More shown=shown_count more=more busy=list.busy on_more=move |()| list.load(true)/>
                <Button label=t!("staff.work.refresh") look=Look::Quiet busy=list.busy on_press=move |()| list.load(false)/>
            </div>
            <p class="soft small keys no-print">{t!("staff.work.keys")}{several.map(|_| view! { " "{t!("staff.batch.keys")} })}</p>
        </Show>
    }
}

/// Whether a row's procedure, applicant or code has the wanted words, tone marks or not.
fn fits(row: &QueueRow, names: &Names, wanted: &str) -> bool {
    if wanted.trim().is_empty() {
        return true;
    }
    let name = names.get(row.procedure.as_str()).map_or("", |known| known.name_vi.as_str());
    text::matches(wanted, &[name, " ", row.procedure.as_str(), " ", &row.applicant, " ", row.code.as_str()].concat())
}

fn filter_field(filter: RwSignal<String>) -> View {
    let field = Field::new("queue-filter", t!("staff.filter.label")).unmarked().required(false);
    let input = Input { kind: "search", width: "medium", ..Input::TEXT };
    let control = |wiring| {
        let typed = Callback::new(move |text| filter.set(text));
        text_input(wiring, input, filter.get_untracked(), typed, Callback::new(|()| ()))
    };
    view! { <div class="filter no-print">{field.render(control)}</div> }
}

/// What a list shows besides what every list does.
#[derive(Clone, Copy)]
struct Columns {
    state: bool,
    /// Not in the inbox of questions: whoever is asked is not told who asks.
    applicant: bool,
    /// In a list of alarms, the roles of this person at the desk.
    roles: StoredValue<Option<Vec<Role>>>,
    several: Option<Batch>,
}

fn alarm_roles(me: &Me, work: &Work) -> Option<Vec<Role>> {
    let Work::Alarms { desk, .. } = work else { return None };
    Some(me.queues.iter().filter(|queue| queue.desk == *desk).map(|queue| queue.role).collect())
}

fn table(shown: Memo<Vec<QueueRow>>, names: Memo<Names>, now: Now, look: Columns) -> View {
    let mut head =
        vec![t!("staff.column.due").words(), t!("staff.column.code").words(), t!("staff.column.procedure").words()];
    if look.applicant {
        head.push(t!("staff.column.applicant").words());
    }
    if look.state {
        head.push(t!("staff.column.state").words());
    }
    if look.roles.with_value(Option::is_some) {
        head.extend(alarms::columns());
    }
    if look.several.is_some() {
        head.insert(0, t!("staff.batch.column").words());
    }
    let rows = move || {
        let names = names.get();
        shown.with(|rows| rows.iter().map(|row| line(row, &names, now, look)).collect::<Vec<_>>())
    };
    view! { <Table caption=t!("staff.work.caption") head=head>{rows}</Table> }
}

fn line(row: &QueueRow, names: &Names, now: Now, look: Columns) -> View {
    let code = row.code.as_str().to_owned();
    let known = names.get(row.procedure.as_str()).cloned();
    let procedure = row.procedure.as_str().to_owned();
    let name = {
        let procedure = procedure.clone();
        move || match (&known, lang()) {
            (Some(known), Lang::En) if !known.name_en.is_empty() => known.name_en.clone(),
            (Some(known), _) => known.name_vi.clone(),
            (None, _) => procedure.clone(),
        }
    };
    let mut cells = vec![
        Cell { label: t!("staff.column.due").words(), content: due_with_way(row, now) },
        Cell {
            label: t!("staff.column.code").words(),
            content: view! { <a class="row-link number" href=route::dossier(&code)>{code.clone()}</a> },
        },
        Cell {
            label: t!("staff.column.procedure").words(),
            content: view! { <span class="procedure">{name}<small class="soft number">{procedure}</small>{row.owed.map(owed)}</span> },
        },
    ];
    if look.applicant {
        let name = row.applicant.clone();
        cells.push(Cell { label: t!("staff.column.applicant").words(), content: view! { <span>{name}</span> } });
    }
    if look.state {
        cells.push(Cell {
            label: t!("staff.column.state").words(),
            content: view! { <Badge mark=Mark::Neutral label=state(row.state).words()/> },
        });
    }
    if let Some(roles) = look.roles.get_value() {
        cells.extend(alarms::cells(row, &roles));
    }
    if let Some(several) = look.several {
        let tick = several.tick(row.code.as_str(), &row.applicant);
        cells.insert(0, Cell { label: t!("staff.batch.column").words(), content: tick });
    }
    Cell::row(cells)
}

/// The due date, one press from how it was counted.
fn due_with_way(row: &QueueRow, now: Now) -> View {
    let shown = due(row.due_at, row.running, now);
    if row.due_at.is_none() {
        return shown;
    }
    let href = [route::dossier(row.code.as_str()).as_str(), ASKED].concat();
    view! { <a class="due-link" href=href>{shown}<span class="unseen">". "{t!("due.how")}</span></a> }
}

/// The keys j and k go down and up the rows, x ticks the one that has the focus; Enter opens, as on every link.
fn walk_by_keys() {
    let listener = dom::listen("keydown", move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "j" => 1,
            "k" => -1,
            "x" => 0,
            _ => return,
        };
        if dom::is_typing() || event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        if step == 0 {
            tick_row();
        } else {
            step_to_row(step);
        }
    });
    let _ = StoredValue::new(listener);
}

fn step_to_row(step: i32) {
    let Some(document) = dom::document() else { return };
    let Ok(links) = document.query_selector_all("a.row-link") else { return };
    let links: Vec<HtmlElement> =
        (0..links.length()).filter_map(|at| links.get(at)?.dyn_into::<HtmlElement>().ok()).collect();
    let active = document.active_element();
    let at = links.iter().position(|link| active.as_ref() == Some(link.as_ref()));
    let next = match (at, step) {
        (None, _) => 0,
        (Some(at), 1) => at.saturating_add(1),
        (Some(at), _) => at.saturating_sub(1),
    };
    if let Some(link) = links.get(next) {
        let _ = link.focus();
    }
}

/// Ticks the box of the row that has the focus, as a press on it would.
fn tick_row() {
    let row =
        dom::document().and_then(|document| document.active_element()).and_then(|link| link.closest("tr").ok()?);
    let tick = row.and_then(|row| row.query_selector("input.pick").ok()?);
    if let Some(tick) = tick.and_then(|tick| tick.dyn_into::<HtmlElement>().ok()) {
        tick.click();
    }
}
