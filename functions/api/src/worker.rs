//! What happens after a write: search rows, notices, automatic steps, timers. The stream delivers at least once and may
//! be late, so effects go by the event, never by arrival, and each happens once.

mod automatic;
mod timers;

pub use timers::{TimersRun, rebuild, timers};

use crate::{
    Api, acting,
    error::{ApiError, ApiResult},
    forms, host, metrics,
    store::{dossier::WithHistory, notice::Notice, register::Entry},
    trace::{self, TraceId},
    unique_names,
};
use domain::{
    dossier::{
        Actor, Dossier, Event, StateName,
        event::{Payload, content},
        head::{CorrectionState, Kind},
        state::DecisionKind,
        table::rule_of,
    },
    ids::{DossierCode, RequestId},
    message::{problem::code, public::ActionRequest, tracking::track_path},
    procedure::ReturnMethod,
    slip::certification,
};
use tracing::Instrument;

/// A change that the stream tells of: the keys of a new row, and the trace of the request that wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub pk: String,
    pub sk: String,
    pub trace: Option<TraceId>,
}

/// Applies changes in order; the first that fails stops, so that the stream delivers it again.
///
/// # Errors
/// The store's.
pub async fn apply(api: &Api, changes: &[Change]) -> ApiResult<()> {
    for change in changes {
        if let Some((code, version)) = api.store.event_key(&change.pk, &change.sk) {
            let trace = change.trace.unwrap_or_else(TraceId::random);
            observed(api, "apply_event", trace, async {
                let applied = Box::pin(apply_event(api, &code, version)).await;
                match &applied {
                    Ok(()) => tracing::info!(%code, version, "applied"),
                    Err(error) => tracing::warn!(%code, version, problem = error.0.code, "not applied"),
                }
                applied
            })
            .await?;
        }
    }
    Ok(())
}

/// The worker's work under the trace of the request that caused it, with its metrics.
async fn observed<T>(
    api: &Api,
    operation: &str,
    trace: TraceId,
    work: impl Future<Output = ApiResult<T>>,
) -> ApiResult<T> {
    let began = host::stopwatch();
    let span = tracing::debug_span!("work", %trace);
    let (done, met) = trace::under(trace, work).instrument(span).await;
    let run = metrics::Run {
        function: api.config.function.as_deref().unwrap_or("worker"),
        operation,
        at: api.now(),
        took: began.elapsed(),
        met,
        refused: done.is_err(),
    };
    trace::under(trace, async { metrics::emit(&run) }).await;
    done
}

/// Applies one event of a dossier; again, it changes nothing more.
///
/// # Errors
/// The store's.
pub async fn apply_event(api: &Api, code: &DossierCode, version: u32) -> ApiResult<()> {
    let Some(found) = api.store.dossier_with_history(code).await? else { return Ok(()) };
    let Some(event) = found.events.iter().find(|event| event.version == version).cloned() else { return Ok(()) };
    if changes_names_or_places(&event) {
        api.store.index_for_search(&found.stored.dossier).await?;
    }
    if touches_opinions(&event) {
        api.store.index_opinions(&found.stored.dossier).await?;
    }
    if ["accept", "confirm_late_entry"].contains(&event.action.as_str()) || changes_names_or_places(&event) {
        enter_in_register(api, &found).await?;
    }
    if tells_citizen(&event) || timers::reminds_citizen(api, &found, &event).await? {
        notice(api, &found, &event).await?;
    }
    if event.action == "publish" {
        let dossier = &found.stored.dossier;
        let granted = dossier.state.result().is_some_and(|result| result.decision == DecisionKind::Grant);
        if granted {
            let procedure = api.reference.version(api, &dossier.procedure).await?;
            unique_names::take(api, dossier, &procedure, &content(&found.events).answers).await?;
        }
    }
    if let (Payload::Filing(_), Some(old)) = (&event.payload, &found.stored.dossier.external_ref) {
        api.store.put_old_code(&DossierCode::typed(old), code).await?;
    }
    close_correction(api, &found, &event).await?;
    if is_issued(event.to) && found.stored.dossier.return_to.method == ReturnMethod::Online {
        deliver_online(api, &found).await?;
    }
    timers::schedule(api, &found).await?;
    Box::pin(automatic::steps(api, found.stored)).await?;
    Ok(())
}

/// A dossier whose clock has started stands in the register of its places.
async fn enter_in_register(api: &Api, found: &WithHistory) -> ApiResult<()> {
    let dossier = &found.stored.dossier;
    let Some(started) = dossier.clock.started() else { return Ok(()) };
    let answers = content(&found.events).answers;
    let on_the_spot = api.reference.version(api, &dossier.procedure).await?.handling.on_the_spot;
    let entry = Entry {
        address: forms::address(api, dossier, &answers).await?,
        certified: if on_the_spot { certification::papers(&answers) } else { Vec::new() },
    };
    Ok(api.store.enter_in_register(dossier, started.received_at, &entry).await?)
}

fn changes_names_or_places(event: &Event) -> bool {
    matches!(event.payload, Payload::Filing(_))
        || [
            "amend_intake",
            "amend_procedure",
            "resubmit",
            "supplement_received",
            "decide_competence",
            "reroute",
            "change_return_place",
            "delivery_failed",
            "accept_handover",
            "follow_units",
        ]
        .contains(&event.action.as_str())
}

/// Whether a question to another agency was opened or closed; the inboxes follow.
fn touches_opinions(event: &Event) -> bool {
    !event.opinions_withdrawn.is_empty()
        || ["ask_opinion", "ask_side_opinion", "answer_opinion", "record_opinion_answer", "withdraw_opinion"]
            .contains(&event.action.as_str())
}

/// As the table of rules says; so is the beginning of a linked correction.
fn tells_citizen(event: &Event) -> bool {
    match rule_of(event.from, &event.action) {
        Some(rule) => rule.tells_citizen,
        // Nothing has happened to a dossier of an old system but that it is kept here now.
        None if event.action == domain::legacy::IMPORTED => false,
        None => event.from.is_none(),
    }
}

async fn notice(api: &Api, found: &WithHistory, event: &Event) -> ApiResult<()> {
    let dossier = &found.stored.dossier;
    let procedure = api.reference.version(api, &dossier.procedure).await?;
    let secret = api.keys.tracking_secret(&dossier.code, found.stored.secret_version);
    let notice = Notice {
        code: dossier.code.clone(),
        version: event.version,
        action: event.action.clone(),
        state: event.to,
        procedure: procedure.code.clone(),
        procedure_name_vi: procedure.short_name_vi.clone(),
        at: event.at,
        due_at: event.due.as_ref().and_then(|due| due.to),
        phone: dossier.applicant.phone.clone(),
        track_path: track_path(&dossier.code, &secret),
        moment: timers::moment_of(event),
        told: event.reason.clone().filter(|_| event.action == "follow_closure"),
    };
    api.store.put_notice(&notice).await?;
    Ok(())
}

/// What became of a correction is told to the dossier that it corrects: the result is replaced when a new one is
/// published, and stands when the correction ends without one.
async fn close_correction(api: &Api, found: &WithHistory, event: &Event) -> ApiResult<()> {
    let Kind::Correction { of } = &found.stored.dossier.kind else { return Ok(()) };
    let denied = found.stored.dossier.state.result().is_some_and(|result| result.decision == DecisionKind::Denial);
    let action = match event.to {
        StateName::ResultReady if event.action == "publish" && !denied => "result_replaced",
        StateName::ResultReady if event.action == "publish" => "correction_ended",
        StateName::Stopped | StateName::Withdrawn => "correction_ended",
        _ => return Ok(()),
    };
    let Some(original) = api.store.dossier(of).await? else { return Ok(()) };
    let linked = original.dossier.correction.as_ref();
    if linked.is_none_or(|linked| linked.state != CorrectionState::Open || linked.code != found.stored.dossier.code) {
        return Ok(());
    }
    let by = serde_json::json!({ "by": found.stored.dossier.code });
    let request = format!("{action}/{}", original.dossier.version);
    by_the_system(api, &original.dossier, action, by, request).await.map(|_| ())
}

/// A step of the system on a dossier as it was read.
async fn by_the_system(
    api: &Api,
    dossier: &Dossier,
    action: &str,
    input: serde_json::Value,
    request: String,
) -> ApiResult<WithHistory> {
    let serde_json::Value::Object(input) = input else { return Err(ApiError::internal("an input is no object")) };
    let request = ActionRequest { request_id: RequestId(request), draft: None, input };
    // On the heap: the worker's own future would else hold it several times over, and outgrow a thread's stack.
    Box::pin(acting::perform(api, &Actor::system(), &dossier.code, action, Some(dossier.version), request)).await
}

/// Issued and not on its way: where an online result can be delivered from. It may already wait at a desk, when the
/// citizen chose to have it online only then.
fn is_issued(state: StateName) -> bool {
    matches!(state, StateName::ResultReady | StateName::Done)
}

/// The system returns an online result as soon as it is issued; a repeated delivery finds it returned already. What the
/// rules do not allow yet, since money is owed, stays for people: the citizen has it returned at a desk, and pays there.
async fn deliver_online(api: &Api, found: &WithHistory) -> ApiResult<()> {
    let dossier = &found.stored.dossier;
    if !is_issued(dossier.state.name()) {
        return Ok(());
    }
    let request = format!("deliver_online/{}", dossier.version);
    match by_the_system(api, dossier, "deliver_online", serde_json::json!({}), request).await {
        Err(error) if error.0.code == code::REFUSED => Ok(()),
        done => done.map(|_| ()),
    }
}
