//! One closure: what it says, what it would do, how far its dossiers have been told, and what this person can do with it.

use super::{end, words};
use crate::{api, route};
use domain::{
    calendar::day_of,
    message::closure::{ClosurePreview, ClosureView, Closures, DueMove},
    unit::{closure::Stage, plan::Signed},
};
use frontend::prelude::*;
use frontend::{
    api::ApiError,
    format::{date, moment},
    i18n::{Key, words as text},
    remote::{Load, Remote},
    t,
    ui::{Alert, Button, Cell, Look, Skeleton, Table, Tone},
};

/// The card; `province`: who may write closures has its dossiers told as well.
#[must_use]
pub fn card(view: &ClosureView, province: bool, remote: Remote<Closures>) -> View {
    let record = &view.record;
    let id = record.closure.id.clone();
    let title = ["closure-", &id].concat();
    let today = remote.value().map(|found| day_of(found.now)).unwrap_or(record.closure.from);
    let looks: Vec<View> = view.findings.iter().map(|found| view! { <li>{words::finding(found)}</li> }).collect();
    let looks = (!looks.is_empty()).then(|| view! { <Alert tone=Tone::Warning><ul>{looks}</ul></Alert> });
    let preview = (record.stage == Stage::Draft && province).then(|| view! { <Preview id=id.clone()/> });
    let steps = RwSignal::new(view.clone());
    let end = view.may_end.then(|| end::form(&id, remote));
    view! {
        <section class="card" aria-labelledby=title.clone()>
            <div class="page-head">
                <h2 id=title>{text(view.of_name.clone())}</h2>
                {words::badge(record, today)}
            </div>
            <p class="soft small">{words::kind(record.closure.kind)}" · "<span class="number">{id.clone()}</span></p>
            <p>{text(view.told.clone())}</p>
            {signatures(view)}
            {looks}
            {preview}
            {progress(steps, province)}
            {view.may_approve.then(|| approval((id.clone(), view.record.version), steps, remote))}
            {end}
        </section>
    }
}

/// Who wrote, approved and ended it, by which decisions.
fn signatures(view: &ClosureView) -> View {
    let record = &view.record;
    let line = |key: Key, signed: &Signed| {
        let (name, at) = ([signed.name.as_str(), ", ", &signed.title_vi].concat(), moment(signed.at));
        view! { <li>{move || key.with(&[("name", &name), ("at", &at)])}</li> }
    };
    let decision = |key: Key, decision: &domain::unit::closure::Decision| {
        let (number, on, signer) = (decision.number.clone(), date(decision.on), decision.signer.clone());
        view! { <li>{move || key.with(&[("number", &number), ("day", &on), ("signer", &signer)])}</li> }
    };
    let approved = record.approved.as_ref().map(|signed| line(t!("staff.plan.approved_by"), signed));
    let ended = record.ended.as_ref().map(|ending| {
        let last = date(ending.last);
        view! {
            {decision(t!("staff.closure.ended_decision"), &ending.decision)}
            <li>{move || t!("staff.closure.last_day").with(&[("day", &last)])}</li>
            {line(t!("staff.closure.ended_by"), &ending.by)}
        }
    });
    view! {
        <ul class="plain small">
            {decision(t!("staff.closure.decision"), &record.closure.decision)}
            {line(t!("staff.plan.written_by"), &record.author)}
            {approved}
            {ended}
        </ul>
    }
}

/// What it would do today.
#[component]
fn Preview(id: String) -> View {
    let remote = Remote::new(move || {
        let id = id.clone();
        async move { api::closure_preview(&id).await }
    });
    let shown = move || match remote.get() {
        Load::Loading => view! { <Skeleton lines=3/> },
        Load::Failed(error) => view! { <Alert tone=Tone::Bad><p>{move || words::refusal(&error)}</p></Alert> },
        Load::Ready(found) => foreseen(&found),
    };
    view! { <h3>{t!("staff.closure.preview")}</h3>{shown} }
}

fn foreseen(found: &ClosurePreview) -> View {
    let (dossiers, moves) = (found.dossiers.to_string(), found.moved.to_string());
    let told = move || t!("staff.closure.foreseen").with(&[("dossiers", &dossiers), ("moves", &moves)]);
    let more = found.moved.saturating_sub(found.first_moves.len() as u64);
    let more = (more > 0).then(|| {
        let more = more.to_string();
        view! { <p class="soft small">{move || t!("staff.closure.more").with(&[("count", &more)])}</p> }
    });
    let rows: Vec<View> = found.first_moves.iter().map(move_row).collect();
    let head = [t!("staff.closure.dossier"), t!("staff.closure.due_before"), t!("staff.closure.due_after")];
    let table = (!rows.is_empty()).then(|| {
        view! { <Table caption=t!("staff.closure.moves") head=head.map(|key| key.words()).to_vec()>{rows}</Table> }
    });
    view! { <p>{told}</p>{table}{more} }
}

fn move_row(change: &DueMove) -> View {
    let code = change.code.as_str();
    let at = |at: Option<jiff::Timestamp>| at.map(moment).unwrap_or_default();
    Cell::row(vec![
        Cell {
            label: t!("staff.closure.dossier").words(),
            content: view! { <a class="number" href=route::dossier(code)>{code.to_owned()}</a> },
        },
        Cell {
            label: t!("staff.closure.due_before").words(),
            content: view! { <span class="number">{at(change.from)}</span> },
        },
        Cell {
            label: t!("staff.closure.due_after").words(),
            content: view! { <span class="number">{at(change.to)}</span> },
        },
    ])
}

/// How many dossiers have been told.
fn progress(steps: RwSignal<ClosureView>, province: bool) -> View {
    let told = move || {
        let (sweep, carrying) = steps.with(|view| (view.record.sweep.clone(), view.carrying));
        if sweep.round == 0 || !province {
            return None;
        }
        let [done, of, told, moved] =
            [sweep.dealt, sweep.listed.unwrap_or_default(), sweep.informed, sweep.moved].map(|count| count.to_string());
        let key = if carrying { t!("staff.closure.telling") } else { t!("staff.closure.all_told") };
        let words = move || key.with(&[("done", &done), ("of", &of), ("told", &told), ("moved", &moved)]);
        Some(view! { <p class="small" role="status">{words}</p> })
    };
    told.into_view()
}

/// Has the dossiers told, step by step; what breaks off the scheduled run goes on with.
pub(super) async fn carry(mut view: ClosureView, steps: RwSignal<ClosureView>) -> Result<(), ApiError> {
    while view.carrying {
        view = api::carry_closure(&view.record.closure.id).await?;
        steps.try_set(view.clone());
    }
    Ok(())
}

/// The second person's word.
fn approval((id, version): (String, u32), steps: RwSignal<ClosureView>, remote: Remote<Closures>) -> View {
    let (busy, wrong) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let press = move |()| {
        busy.set(true);
        let id = id.clone();
        leptos::task::spawn_local(async move {
            let done = match api::approve_closure(&id, version).await {
                Ok(view) => {
                    steps.try_set(view.clone());
                    carry(view, steps).await
                }
                Err(error) => Err(error),
            };
            match done {
                Ok(()) => remote.reload(),
                Err(error) => {
                    wrong.try_set(Some(error));
                    busy.try_set(false);
                }
            }
        });
    };
    let told = move || wrong.get().map(|error| view! { <Alert tone=Tone::Bad><p>{words::refusal(&error)}</p></Alert> });
    view! {
        <p>{t!("staff.closure.approve_about")}</p>
        {told}
        <div class="buttons"><Button label=t!("staff.closure.approve") look=Look::Primary busy=busy on_press=press/></div>
    }
}
