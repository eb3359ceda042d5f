//! The status of a dossier in plain words: for whoever tracks it and for its owner.

use domain::{dossier::state::DecisionKind, message::tracking::Tracked};
use frontend::prelude::*;
use frontend::{
    explain::DueExplained,
    format,
    i18n::Key,
    t,
    ui::{Alert, Badge, Mark, Tone},
    words,
};

/// Everything that code and secret show. `file`: the way to the result's file; what was decided and what is asked of the
/// reader stand before the particulars.
#[component]
pub fn Status(tracked: Tracked, #[prop(optional_no_strip)] file: Option<View>) -> View {
    let state = tracked.state;
    let (told, result) = (told(&tracked), result(&tracked));
    let closed = tracked.closed.map(|words| view! { <Alert tone=Tone::Warning><p>{words}</p></Alert> });
    let agency = tracked.resolving_agency.map(|agency| {
        view! {
            <dt>{t!("status.agency")}</dt><dd>{agency}</dd>
        }
    });
    let due = tracked.due.map(|due| {
        let at = match due.due_at {
            Some(at) => view! { <strong class="number">{format::moment(at)}</strong> },
            // While the clock stands the date is open; that it is paused says why.
            None if tracked.paused_since.is_some() => ().into_view(),
            None => view! { <span>{t!("procedure.no_date")}</span> },
        };
        let late = tracked.late.then(|| view! { " "<Badge mark=Mark::Late label=t!("status.late")/> });
        let paused = tracked.paused_since.map(|since| view! {
            " "<Badge mark=Mark::Near label=Signal::derive(move || t!("status.paused").with(&[("since", &format::moment(since))]))/>
        });
        view! { <dt>{t!("status.due")}</dt><dd>{at}{late}{paused}<DueExplained due/></dd> }
    });
    let steps: Vec<_> = tracked
        .timeline
        .into_iter()
        .rev()
        .map(|step| {
            let what = happened(&step.action).map(|what| view! { <br/>{what} });
            let reason = step.reason.map(|reason| view! { <p class="small">{t!("status.reason")}": "{reason}</p> });
            view! {
                <li>
                    <p class="small soft number">{format::moment(step.at)}</p>
                    <p><strong>{words::state(step.to)}</strong>{what}<br/><span class="small">{step.holder}</span></p>
                    {reason}
                </li>
            }
        })
        .collect();
    view! {
        <p class="soft">{tracked.procedure.name}<br/><span class="number">{tracked.code.0}</span></p>
        <section class="card">
            <p><Badge mark=words::mark(state) label=words::state(state)/></p>
            <p class="lead">{tracked.plain}</p>
        </section>
        {closed}
        {told}
        {result}
        {file}
        <section class="card">
            <dl class="facts">
                <dt>{t!("status.holder")}</dt><dd>{tracked.holder}</dd>
                {due}
                <dt>{t!("status.centre")}</dt><dd>{tracked.receiving_centre}</dd>
                {agency}
                <dt>{t!("status.return")}</dt><dd>{words::return_method(tracked.return_method)}<br/><span class="small soft">{tracked.return_place}</span></dd>
                <dt>{t!("status.submitted")}</dt><dd class="number">{format::moment(tracked.submitted_at)}</dd>
            </dl>
        </section>
        <h2>{t!("status.timeline")}</h2>
        <ol class="timeline">{steps}</ol>
    }
}

/// What happened, where the state alone does not say it.
fn happened(action: &str) -> Option<Key> {
    Some(match action {
        "refuse_withdrawal" => t!("step.refuse_withdrawal"),
        "cancel_withdrawal" => t!("step.cancel_withdrawal"),
        "follow_closure" => t!("step.closure"),
        "extend_with_apology" => t!("step.extend"),
        "delivery_failed" => t!("step.delivery_failed"),
        "change_return_place" => t!("step.change_return"),
        "take_fee" => t!("step.take_fee"),
        "amend_intake" | "amend_procedure" => t!("step.amended"),
        "correct_result" => t!("step.correction"),
        "result_replaced" => t!("step.replaced"),
        "correction_ended" => t!("step.correction_ended"),
        _ => return None,
    })
}

/// What the agency wrote: reason, legal basis, guidance, what is missing.
fn told(tracked: &Tracked) -> Option<View> {
    if tracked.reason.is_none() && tracked.supplement_items.is_empty() && tracked.guidance.is_none() {
        return None;
    }
    let items: Vec<_> = tracked.supplement_items.iter().cloned().map(|item| view! { <li>{item}</li> }).collect();
    let line = |label: Key, text: &Option<String>| {
        text.clone().map(|text| view! { <p><strong>{label}": "</strong>{text}</p> })
    };
    let until = tracked.supplement_due_on.map(|due| {
        view! {
            <p><strong>{t!("status.answer_until")}": "</strong><span class="number">{format::date(due)}</span></p>
        }
    });
    let reason = line(t!("status.reason"), &tracked.reason);
    let legal = line(t!("status.legal"), &tracked.legal_basis);
    let guidance = line(t!("status.guidance"), &tracked.guidance);
    Some(view! {
        <Alert tone=Tone::Warning>
            {reason}{legal}{guidance}
            <ul>{items}</ul>
            {until}
        </Alert>
    })
}

fn result(tracked: &Tracked) -> Option<View> {
    let result = tracked.result.clone()?;
    let (tone, words) = match result.decision {
        DecisionKind::Grant => (Tone::Good, t!("status.granted")),
        DecisionKind::Denial => (Tone::Warning, t!("status.denied")),
    };
    let demonstration =
        result.demonstration_signature.then(|| view! { <p class="small">{t!("status.demonstration")}</p> });
    Some(view! {
        <Alert tone=tone>
            <p><strong>{words}</strong></p>
            <p>{t!("status.number")}": "<span class="number">{result.number}</span>", "<span class="number">{format::moment(result.issued_at)}</span></p>
            {demonstration}
        </Alert>
    })
}
