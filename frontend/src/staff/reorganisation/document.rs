//! What a plan says: the units that begin and of what, and what is wrong with it or worth knowing.

use domain::{
    message::reorganisation::{FindingView, MadeOf, PlanView, UnitBegun},
    unit::plan::Stage,
};
use frontend::prelude::*;
use frontend::{
    i18n::words as text,
    t,
    ui::{Badge, Cell, Mark, Table},
};

/// The plan's text, open for whoever has to approve it.
pub fn shown(plan: &PlanView) -> View {
    let Some(document) = &plan.document else { return ().into_view() };
    let rows: Vec<View> = document.begun.iter().map(begun).collect();
    let head = [
        t!("staff.plan.begun.unit"),
        t!("staff.plan.begun.made_of"),
        t!("staff.plan.begun.agency_code"),
        t!("staff.plan.begun.branch"),
    ];
    let counts = [plan.units.len(), document.begun.len()].map(|count| count.to_string());
    let staff = document.moved_staff.to_string();
    let summary = move || {
        let [ended, begun] = &counts;
        t!("staff.plan.document").with(&[("ended", ended), ("begun", begun), ("staff", &staff)])
    };
    let findings = findings(&document.findings);
    view! {
        <details class="explained no-print" open=plan.stage == Stage::Draft>
            <summary>{summary}</summary>
            {findings}
            <div class="wide">
                <Table caption=t!("staff.plan.begun") head=head.map(|key| key.words()).to_vec()>{rows}</Table>
            </div>
        </details>
    }
}

fn findings(found: &[FindingView]) -> View {
    if found.is_empty() {
        return ().into_view();
    }
    let lines: Vec<View> = found
        .iter()
        .map(|finding| {
            let (mark, label) = if finding.stops {
                (Mark::Late, t!("staff.plan.finding.stops"))
            } else {
                (Mark::Near, t!("staff.plan.finding.look"))
            };
            view! { <li><Badge mark=mark label=label/>" "{text(finding.words.clone())}</li> }
        })
        .collect();
    view! { <p>{t!("staff.plan.findings")}</p><ul class="plain">{lines}</ul> }
}

fn begun(unit: &UnitBegun) -> View {
    let parts: Vec<View> = unit.made_of.iter().map(made_of).collect();
    let branch = unit.branch.clone().map(|name| text(name).into_view());
    Cell::row(vec![
        Cell {
            label: t!("staff.plan.begun.unit").words(),
            content: view! { <span><b>{text(unit.name.clone())}</b>" "<span class="number soft">{unit.code.0.clone()}</span></span> },
        },
        Cell { label: t!("staff.plan.begun.made_of").words(), content: view! { <ul class="plain">{parts}</ul> } },
        Cell {
            label: t!("staff.plan.begun.agency_code").words(),
            content: view! { <span class="number">{unit.agency_code.clone()}</span> },
        },
        Cell { label: t!("staff.plan.begun.branch").words(), content: branch.unwrap_or_else(|| ().into_view()) },
    ])
}

/// An old unit with its code, and which part of it.
fn made_of(old: &MadeOf) -> View {
    let area = match (&old.area, old.part) {
        (Some(area), _) => Some(text(area.clone()).into_view()),
        (None, true) => Some(t!("staff.plan.begun.part").into_view()),
        (None, false) => None,
    };
    let area = area.map(|area| view! { ": "{area} });
    view! { <li>{text(old.name.clone())}" "<span class="number soft">{old.code.0.clone()}</span>{area}</li> }
}
