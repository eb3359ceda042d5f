//! What a search finds, best first.

use crate::{context::name_of, route};
use domain::{
    message::public::ProcedureList,
    procedure::{Level, OnlineLevel, ProcedureSummary},
    text::{fold, rank_folded},
};
use frontend::prelude::*;
use frontend::{
    t,
    ui::{Badge, Mark, More},
    words,
};
use std::sync::Arc;

/// Rows that are shown at first, and with every press of "more".
const STEP: usize = 20;

/// What is searched for.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub query: String,
    pub sector: Option<String>,
    pub level: Option<Level>,
}

impl Wanted {
    /// Whether everything would be found.
    pub fn is_nothing(&self) -> bool {
        self.query.trim().is_empty() && self.sector.is_none() && self.level.is_none()
    }
}

/// The rows that are found.
#[component]
pub fn Results(list: StoredValue<Arc<ProcedureList>>, wanted: Signal<Wanted>) -> View {
    // Each procedure's words without marks, made once: Vietnamese name, English name, sector and code.
    let folded: Vec<String> = list.with_value(|list| {
        let words = |row: &ProcedureSummary| {
            fold(&[&row.name_vi, " | ", &row.name_en, " | ", &row.sector, " | ", row.code.as_str()].concat())
        };
        list.procedures.iter().map(words).collect()
    });
    let folded = StoredValue::new(folded);
    let limit = RwSignal::new(STEP);
    let found = Memo::new(move |_| {
        let wanted = wanted.get();
        // Only where it changes: rows that are drawn anew under a finger lose the press.
        if limit.get_untracked() != STEP {
            limit.set(STEP);
        }
        find(&list.get_value(), &folded.get_value(), &wanted)
    });
    let rows = move || found.with(|found| found.iter().take(limit.get()).cloned().map(row).collect::<Vec<_>>());
    let heading = move || match found.with(Vec::len) {
        0 => t!("home.none").get().to_owned(),
        count => t!("home.found").with(&[("count", &count.to_string())]),
    };
    let shown = Signal::derive(move || limit.get().min(found.with(Vec::len)));
    view! {
        <div role="status"><h2>{heading}</h2></div>
        <ul class="results">{rows}</ul>
        <Show when=move || found.with(Vec::is_empty)><p>{t!("home.none_hint")}</p></Show>
        <Show when=move || { found.with(Vec::len) > STEP }>
            <More shown more=Signal::derive(move || limit.get() < found.with(Vec::len)) busy=Signal::stored(false)
                on_more=Callback::new(move |()| limit.update(|limit| *limit += STEP))/>
        </Show>
    }
}

fn find(list: &ProcedureList, folded: &[String], wanted: &Wanted) -> Vec<ProcedureSummary> {
    let query = fold(&wanted.query);
    let mut found: Vec<_> = list
        .procedures
        .iter()
        .zip(folded)
        .filter(|(row, _)| wanted.sector.as_ref().is_none_or(|sector| row.sector == *sector))
        .filter(|(row, _)| wanted.level.is_none_or(|level| row.level == level))
        .filter_map(|(row, words)| rank_folded(&query, words).map(|rank| (rank, row.name_vi.chars().count(), row)))
        .collect();
    // Of equally good ones the shortest name is the plainest case.
    found.sort_by_key(|(rank, length, _)| (*rank, *length));
    found.into_iter().map(|(_, _, row)| row.clone()).collect()
}

/// One procedure in a list.
pub fn row(row: ProcedureSummary) -> View {
    let href = route::procedure(row.code.as_str());
    let (vi, en) = (row.name_vi, row.name_en);
    let mark = if row.online == OnlineLevel::Not { Mark::Neutral } else { Mark::Active };
    view! {
        <li>
            <a href=href>{move || name_of(vi.clone(), en.clone())}</a>
            <p class="small soft">
                <span class="number">{row.code.0}</span>" · "{row.sector}" · "{words::level(row.level)}" "
                <Badge mark label=words::online(row.online)/>
            </p>
        </li>
    }
}
