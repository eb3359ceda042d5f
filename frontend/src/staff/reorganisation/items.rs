//! The items of a list: what goes along with each, and what the receiver found.

use super::{list::Open, words};
use crate::{api, route};
use domain::{
    ids::DossierCode,
    message::reorganisation::{CheckAct, ListView, MAX_CHECKS},
    unit::plan::{Found, Item},
};
use frontend::prelude::*;
use frontend::{
    api::{ApiError, Trouble},
    format::{dong, moment},
    t,
    ui::{Badge, Button, Cell, Field, Input, Look, Table, text_input},
};
use std::{collections::BTreeMap, rc::Rc};

/// The items with what can be done about each.
#[component]
pub fn Items(view: ListView, open: Open) -> View {
    let left: Vec<DossierCode> =
        view.batch.items.iter().filter(|item| item.check.is_none()).map(|item| item.code.clone()).collect();
    let all = (view.may_check && !left.is_empty()).then(|| {
        let count = left.len().to_string();
        let label = Signal::derive(move || t!("staff.list.receive_all").with(&[("count", &count)]));
        let press = move |()| send(open, left.iter().map(|code| received(code.clone())).collect());
        view! { <div class="buttons"><Button label=label busy=open.busy on_press=press/></div> }
    });
    let rows: Vec<View> = view.batch.items.iter().map(|item| row(item, view.may_check, open)).collect();
    let head = [
        t!("staff.list.dossier"),
        t!("staff.list.state"),
        t!("staff.list.sheets"),
        t!("staff.list.along"),
        t!("staff.list.found"),
    ];
    view! {
        {all}
        <Table caption=t!("staff.list.items") head=head.map(|key| key.words()).to_vec()>{rows}</Table>
    }
}

fn received(code: DossierCode) -> CheckAct {
    CheckAct { code, found: Found::Received, paper_count: None, assignee: None }
}

fn row(item: &Item, may_check: bool, open: Open) -> View {
    let code = item.code.clone();
    let due = item.due_at.map(|at| view! { <span class="soft small">{moment(at)}</span> });
    let cash = (item.cash_vnd > 0).then(|| view! { <li>{dong(item.cash_vnd)}</li> });
    let result = item.result_ready.then(|| view! { <li>{t!("staff.list.result")}</li> });
    let check = item.check.as_ref();
    let (mark, label) = words::found(check.map(|check| &check.found));
    let why = check.and_then(|check| match &check.found {
        Found::Received => None,
        Found::Missing { papers } => Some(papers.clone()),
        Found::Refused { reason } => Some(reason.clone()),
    });
    let wrong = {
        let code = code.clone();
        move || {
            let told = open.refused.with(|all| all.get(&code).map(words::refusal));
            told.map(|words| view! { <p class="bad-text">{words}</p> })
        }
    };
    let questions = (may_check && !item.is_received()).then(|| questions(code.clone(), open));
    Cell::row(vec![
        Cell {
            label: t!("staff.list.dossier").words(),
            content: view! {
                <a class="number" href=route::dossier(code.as_str())>{code.0.clone()}</a><br/>{item.applicant.clone()}
            },
        },
        Cell {
            label: t!("staff.list.state").words(),
            content: view! { <span>{frontend::words::state(item.state)}</span><br/>{due} },
        },
        Cell { label: t!("staff.list.sheets").words(), content: item.paper_count.to_string().into_view() },
        Cell { label: t!("staff.list.along").words(), content: view! { <ul class="plain">{cash}{result}</ul> } },
        Cell {
            label: t!("staff.list.found").words(),
            content: view! { <Badge mark=mark label=label/>{why.map(|why| view! { <p class="small">{why}</p> })}{wrong}{questions} },
        },
    ])
}

/// Received, or why not.
fn questions(code: DossierCode, open: Open) -> View {
    let typed = StoredValue::new(code.clone());
    let before = move || typed.with_value(|code| open.typed.with_value(|all| all.get(code).cloned()));
    let shown = RwSignal::new(before().is_some());
    let take = {
        let code = code.clone();
        move |()| send(open, vec![received(code.clone())])
    };
    let id = ["why-", code.as_str()].concat();
    let why = move || {
        shown.get().then(|| {
            let say = |make: fn(String) -> Found| {
                let code = code.clone();
                move |()| {
                    let said = before().unwrap_or_default().trim().to_owned();
                    let act = CheckAct { code: code.clone(), found: make(said), paper_count: None, assignee: None };
                    send(open, vec![act]);
                }
            };
            let field = Field::new(id.clone(), t!("staff.list.why")).hint(t!("staff.list.why_hint"));
            let field = field.render(|wiring| {
                let keep = Callback::new(move |text| {
                    open.typed.update_value(|all| drop(all.insert(typed.get_value(), text)));
                });
                text_input(wiring, Input::TEXT, before().unwrap_or_default(), keep, Callback::new(|()| ()))
            });
            let missing = say(|papers| Found::Missing { papers });
            let refuse = say(|reason| Found::Refused { reason });
            view! {
                {field}
                <Button label=t!("staff.list.say_missing") busy=open.busy on_press=missing/>
                <Button label=t!("staff.list.say_refused") look=Look::Danger busy=open.busy on_press=refuse/>
            }
        })
    };
    view! {
        <div class="buttons no-print">
            <Button label=t!("staff.list.receive") busy=open.busy on_press=take/>
            <Button label=t!("staff.list.not_received") look=Look::Quiet on_press=move |()| shown.update(|shown| *shown = !*shown)/>
        </div>
        {why}
    }
}

/// Sends findings, some at a time: each is a step on a dossier.
fn send(open: Open, acts: Vec<CheckAct>) {
    open.busy.set(true);
    leptos::task::spawn_local(async move {
        let [plan, from, list] = [open.plan, open.from, open.list].map(|one| one.get_value());
        let mut refused = BTreeMap::new();
        let mut last = None;
        for some in acts.chunks(MAX_CHECKS) {
            match api::check_list(&plan, &from, &list, some.to_vec()).await {
                Ok(checked) => {
                    for outcome in checked.outcomes {
                        match outcome.problem {
                            Some(problem) => {
                                refused.insert(outcome.code, ApiError::new(Trouble::Problem(Rc::new(problem))));
                            }
                            None => open.typed.update_value(|all| drop(all.remove(&outcome.code))),
                        }
                    }
                    last = Some(Ok(checked.view));
                }
                Err(error) => {
                    last = Some(Err(error));
                    break;
                }
            }
        }
        open.refused.try_set(refused);
        if let Some(answer) = last {
            open.settle(answer);
        }
    });
}
