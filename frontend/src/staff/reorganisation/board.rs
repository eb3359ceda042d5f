//! The board of a plan: for each unit that ends what lies with it, when it will be done, who must act, and the lists.

use super::{document, questions::Questions, words};
use crate::{api, route, session::Session, trouble::trouble};
use domain::{
    dossier::StateName,
    message::reorganisation::{ListSummary, PlanUnit, PlanView, TurnView},
    slip::direction::{is_slow, pace},
    unit::plan::{Forecast, PACE_DAYS, Signed, Stage, Verification},
};
use frontend::prelude::*;
use frontend::{
    dom,
    format::{date, moment},
    i18n::{pick, words as text},
    remote::{Load, Remote},
    t,
    ui::{Alert, Badge, Button, Cell, Look, Mark, Skeleton, Table, Tone},
};

/// A plan with its board.
#[component]
pub fn PlanPage(id: String) -> View {
    dom::set_title(t!("staff.plans.title").get());
    let remote = {
        let id = id.clone();
        Remote::new(move || {
            let id = id.clone();
            async move { api::plan(&id).await }
        })
    };
    let retry = Callback::new(move |()| remote.reload());
    let page = move || match remote.get() {
        Load::Loading => view! { <Skeleton lines=8/> },
        Load::Failed(error) => trouble(error, Some(retry)),
        Load::Ready(plan) => shown(plan, remote),
    };
    view! { <a class="crumb no-print" href=route::PLANS>{t!("staff.plan.back")}</a>{page} }
}

fn shown(plan: PlanView, remote: Remote<PlanView>) -> View {
    let title = plan.title.clone();
    let (decision, effective) = (plan.decision.clone(), date(plan.effective));
    let counted = match plan.counted_at {
        Some(at) => {
            let at = moment(at);
            (move || t!("staff.plan.counted").with(&[("at", &at)])).into_view()
        }
        None => t!("staff.plan.not_counted").into_view(),
    };
    let undecided = plan.province.then(|| view! { <Questions plan=plan.id.clone()/> });
    let lists = matches!(plan.stage, Stage::Carried | Stage::Verified | Stage::Accepted)
        .then(|| view! { <Lists plan=plan.id.clone()/> });
    view! {
        <div class="page-head">
            <h1>{move || pick(&title)}</h1>
            <Badge mark=words::mark(plan.stage) label=words::stage(plan.stage)/>
        </div>
        <p>{move || t!("staff.plan.of").with(&[("decision", &decision), ("day", &effective)])}</p>
        {signatures(&plan)}
        {told(&plan)}
        {document::shown(&plan)}
        {approval(&plan, remote)}
        {plan.verified.as_ref().map(verification)}
        <h2>{t!("staff.plan.board")}</h2>
        <p class="soft">{counted}</p>
        <p class="soft small">{move || t!("staff.plan.pace_about").with(&[("days", &PACE_DAYS.to_string())])}</p>
        {board(&plan)}
        {undecided}
        {lists}
    }
}

/// Who wrote, approved and accepted it.
fn signatures(plan: &PlanView) -> View {
    let line = |key: frontend::i18n::Key, signed: &Signed| {
        let (name, at) = ([signed.name.as_str(), ", ", &signed.title_vi].concat(), moment(signed.at));
        view! { <li>{move || key.with(&[("name", &name), ("at", &at)])}</li> }
    };
    let approved = plan.approved.as_ref().map(|signed| line(t!("staff.plan.approved_by"), signed));
    let accepted = plan.accepted.as_ref().map(|signed| line(t!("staff.plan.accepted_by"), signed));
    view! { <ul class="plain small">{line(t!("staff.plan.written_by"), &plan.author)}{approved}{accepted}</ul> }
}

/// What is overdue, or will be.
fn told(plan: &PlanView) -> View {
    let alerts = plan.alerts();
    if alerts.is_empty() {
        return ().into_view();
    }
    let lines: Vec<View> = alerts.into_iter().map(|alert| view! { <li>{words::alert(alert)}</li> }).collect();
    view! { <Alert tone=Tone::Warning><ul class="plain">{lines}</ul></Alert> }
}

/// The second person's word.
fn approval(plan: &PlanView, remote: Remote<PlanView>) -> View {
    let own = Session::get().is_some_and(|me| me.account == plan.author.account);
    if plan.stage != Stage::Draft || !plan.may_approve || own {
        return ().into_view();
    }
    let (busy, wrong) = (RwSignal::new(false), RwSignal::new(None::<frontend::api::ApiError>));
    let (id, version) = (plan.id.clone(), plan.version.unwrap_or_default());
    let press = move |()| {
        busy.set(true);
        let id = id.clone();
        leptos::task::spawn_local(async move {
            match api::approve_plan(&id, version).await {
                Ok(plan) => remote.set(plan),
                Err(error) => {
                    wrong.try_set(Some(error));
                    busy.try_set(false);
                }
            }
        });
    };
    let told = move || wrong.get().map(|error| view! { <Alert tone=Tone::Bad><p>{words::refusal(&error)}</p></Alert> });
    view! {
        <section class="card no-print">
            <p>{t!("staff.plan.approve_about")}</p>
            {told}
            <Button label=t!("staff.plan.approve") look=Look::Primary busy=busy on_press=press/>
        </section>
    }
}

/// What the last count found.
fn verification(found: &Verification) -> View {
    let at = moment(found.at);
    if found.is_sound() {
        let open = found.open.to_string();
        let told = move || t!("staff.plan.sound").with(&[("open", &open), ("at", &at)]);
        return view! { <Alert tone=Tone::Good><p>{told}</p></Alert> };
    }
    let lines = [
        (t!("staff.plan.found.at_ended"), found.at_ended),
        (t!("staff.plan.found.undecided"), found.undecided),
        (t!("staff.plan.found.unsigned"), found.unsigned),
        (t!("staff.plan.found.lost"), found.lost),
        (t!("staff.plan.found.twice"), found.twice),
        (t!("staff.plan.found.nowhere"), found.nowhere),
    ];
    let lines: Vec<View> = lines
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| {
            let count = count.to_string();
            view! { <li>{move || key.with(&[("count", &count)])}</li> }
        })
        .collect();
    let told = move || t!("staff.plan.not_sound").with(&[("at", &at)]);
    view! { <Alert tone=Tone::Warning><p>{told}</p><ul>{lines}</ul></Alert> }
}

/// The units with their numbers, those that need a word first.
fn board(plan: &PlanView) -> View {
    let mut units = plan.units.clone();
    units.sort_by_key(|unit| std::cmp::Reverse((unit.load.late, is_slow(unit), unit.load.to_finish, unit.load.open())));
    let before_the_day = domain::calendar::day_of(plan.now) < plan.effective;
    // Those where nothing lies stand in one line, not in a hundred rows.
    let idle = units.iter().filter(|unit| is_idle(unit)).count();
    let rows: Vec<View> =
        units.iter().filter(|unit| !is_idle(unit)).map(|unit| unit_row(unit, before_the_day)).collect();
    let idle = (idle > 0 && plan.counted_at.is_some()).then(|| {
        let count = idle.to_string();
        view! { <p class="soft">{move || t!("staff.plan.idle").with(&[("count", &count)])}</p> }
    });
    let head = [
        t!("staff.plan.unit"),
        t!("staff.plan.held"),
        t!("staff.plan.due_before"),
        t!("staff.plan.due_after"),
        t!("staff.plan.late"),
        t!("staff.plan.coming"),
        t!("staff.plan.returning"),
        t!("staff.plan.forecast"),
        t!("staff.plan.act"),
    ];
    let direction = route::direction(&plan.id);
    view! {
        <div class="buttons no-print"><a class=Look::Plain.class() href=direction>{t!("staff.plan.direction")}</a></div>
        <div class="wide"><Table caption=t!("staff.plan.board") head=head.map(|key| key.words()).to_vec()>{rows}</Table></div>
        {idle}
    }
}

fn is_idle(unit: &PlanUnit) -> bool {
    unit.load.open() == 0 && unit.load.to_finish == 0
}

fn unit_row(unit: &PlanUnit, before_the_day: bool) -> View {
    let load = &unit.load;
    let parts: Vec<View> = unit.parts.iter().map(|(_, name)| view! { <li>"→ "{text(name.clone())}</li> }).collect();
    let number = |label: frontend::i18n::Key, count: u64| Cell {
        label: label.words(),
        content: view! { <span class="number">{count.to_string()}</span> },
    };
    let states: Vec<View> = load.held.iter().map(|(state, count)| state_line(*state, *count)).collect();
    Cell::row(vec![
        Cell {
            label: t!("staff.plan.unit").words(),
            content: view! { <b>{text(unit.name.clone())}</b><ul class="plain small soft">{parts}</ul> },
        },
        Cell {
            label: t!("staff.plan.held").words(),
            content: view! {
                <span class="number">{load.held_in_all().to_string()}</span><ul class="plain small soft">{states}</ul>
            },
        },
        number(t!("staff.plan.due_before"), load.due_before),
        number(t!("staff.plan.due_after"), load.due_after + load.without_due),
        number(t!("staff.plan.late"), load.late),
        number(t!("staff.plan.coming"), load.coming),
        number(t!("staff.plan.returning"), load.returning),
        Cell { label: t!("staff.plan.forecast").words(), content: forecast(unit) },
        Cell { label: t!("staff.plan.act").words(), content: act(unit, before_the_day) },
    ])
}

/// How many the unit must still decide, how fast it is, and when it will be done.
fn forecast(unit: &PlanUnit) -> View {
    let load = &unit.load;
    let (mark, label) = match load.forecast {
        Forecast::Nothing => return ().into_view(),
        Forecast::InTime { .. } => (Mark::Good, t!("staff.plan.forecast.in_time")),
        Forecast::TooLate { .. } => (Mark::Late, t!("staff.plan.forecast.too_late")),
        Forecast::Never => (Mark::Late, t!("staff.plan.forecast.never")),
    };
    let on = match load.forecast {
        Forecast::InTime { on } | Forecast::TooLate { on } => Some(view! { " "<span class="number">{date(on)}</span> }),
        _ => None,
    };
    let (left, pace) = (load.to_finish.to_string(), pace(unit));
    let told = move || t!("staff.plan.pace").with(&[("left", &left), ("pace", &pace)]);
    view! { <Badge mark=mark label=label/>{on}<p class="small soft">{told}</p> }
}

/// What is to be done there today, and by whom.
fn act(unit: &PlanUnit, before_the_day: bool) -> View {
    let load = &unit.load;
    let act = if load.late > 0 {
        Some((Mark::Late, t!("staff.plan.act.late")))
    } else if before_the_day && load.to_finish > 0 {
        Some((Mark::Near, t!("staff.plan.act.finish")))
    } else if !before_the_day && load.held_in_all() > 0 {
        Some((Mark::Near, t!("staff.plan.act.hand")))
    } else {
        None
    };
    let turns: Vec<View> = unit.turns.iter().map(turn).collect();
    let badge = act.map(|(mark, label)| view! { <Badge mark=mark label=label/> });
    view! { {badge}<ul class="plain small">{turns}</ul> }
}

fn turn(turn: &TurnView) -> View {
    let who = turn.officer.clone().map(|name| view! { <b>{name}</b>", " });
    let (count, due) = (turn.dossiers.to_string(), moment(turn.due_at));
    let key = if turn.late > 0 { t!("staff.plan.turn.late") } else { t!("staff.plan.turn") };
    let told = move || key.with(&[("count", &count), ("due", &due)]);
    view! { <li>{who}{text(turn.desk.clone())}": "{told}</li> }
}

fn state_line(state: StateName, count: u64) -> View {
    view! { <li>{frontend::words::state(state)}" "{count.to_string()}</li> }
}

/// The lists between its units.
#[component]
fn Lists(plan: String) -> View {
    let id = plan.clone();
    let remote = Remote::new(move || {
        let plan = plan.clone();
        async move { api::handover_lists(&plan).await }
    });
    let retry = Callback::new(move |()| remote.reload());
    let table = move || match remote.get() {
        Load::Loading => view! { <Skeleton lines=4/> },
        Load::Failed(error) => trouble(error, Some(retry)),
        Load::Ready(found) if found.lists.is_empty() => view! { <p>{t!("staff.plan.no_lists")}</p> },
        Load::Ready(found) => {
            let rows: Vec<View> = found.lists.iter().map(|list| list_row(&id, list)).collect();
            let head = [
                t!("staff.list.list"),
                t!("staff.list.from"),
                t!("staff.list.to"),
                t!("staff.list.items"),
                t!("staff.list.received"),
                t!("staff.list.step"),
            ];
            view! {
                {unsigned(&found.lists)}
                <Table caption=t!("staff.plan.lists") head=head.map(|key| key.words()).to_vec()>{rows}</Table>
            }
        }
    };
    view! { <section class="no-print"><h2>{t!("staff.plan.lists")}</h2>{table}</section> }
}

/// Lists that somebody should have signed: they are drawn up on the day.
fn unsigned(lists: &[ListSummary]) -> View {
    let give = lists.iter().filter(|list| list.given.is_none()).count();
    let take = lists.iter().filter(|list| list.given.is_some() && list.taken.is_none()).count();
    if give + take == 0 {
        return ().into_view();
    }
    let (give, take) = (give.to_string(), take.to_string());
    let told = move || t!("staff.plan.unsigned").with(&[("give", &give), ("take", &take)]);
    view! { <Alert tone=Tone::Warning><p>{told}</p></Alert> }
}

fn list_row(plan: &str, list: &ListSummary) -> View {
    let href = route::handover_list(plan, list.from.as_str(), &list.id);
    let step = match (&list.given, &list.taken) {
        (None, _) => (Mark::Near, t!("staff.list.step.give")),
        (Some(_), None) => (Mark::Active, t!("staff.list.step.check")),
        (Some(_), Some(_)) => (Mark::Good, t!("staff.list.step.done")),
    };
    let (received, unmatched) = (list.received.to_string(), list.unmatched);
    let unmatched = (unmatched > 0).then(|| {
        let count = unmatched.to_string();
        view! { " "<span class="bad-text">{move || t!("staff.list.unmatched").with(&[("count", &count)])}</span> }
    });
    Cell::row(vec![
        Cell {
            label: t!("staff.list.list").words(),
            content: view! { <a class="number" href=href>{list.id.clone()}</a> },
        },
        Cell { label: t!("staff.list.from").words(), content: text(list.from_name.clone()).into_view() },
        Cell { label: t!("staff.list.to").words(), content: text(list.to_name.clone()).into_view() },
        Cell { label: t!("staff.list.items").words(), content: list.items.to_string().into_view() },
        Cell { label: t!("staff.list.received").words(), content: view! { <span>{received}{unmatched}</span> } },
        Cell { label: t!("staff.list.step").words(), content: view! { <Badge mark=step.0 label=step.1/> } },
    ])
}
