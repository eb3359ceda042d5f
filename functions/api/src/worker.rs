//! What happens after a write: search rows, notices, automatic steps, timers. The stream delivers at least once and may
//! be late, so effects go by the event, never by arrival, and each happens once.

use crate::{
    Api, acting,
    error::ApiResult,
    host, metrics,
    store::{dossier::WithHistory, notice::Notice},
    trace::{self, TraceId},
    unique_names,
    views::track_path,
};
use domain::{
    calendar::day_of,
    dossier::{
        Actor, Event, StateName,
        event::{Payload, content},
        state::DecisionKind,
        table::RULES,
    },
    ids::{DossierCode, RequestId},
    message::public::ActionRequest,
    procedure::ReturnMethod,
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
                let applied = apply_event(api, &code, version).await;
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

async fn apply_event(api: &Api, code: &DossierCode, version: u32) -> ApiResult<()> {
    let Some(found) = api.store.dossier_with_history(code).await? else { return Ok(()) };
    let Some(event) = found.events.iter().find(|event| event.version == version).cloned() else { return Ok(()) };
    if changes_names_or_places(&event) {
        api.store.index_for_search(&found.stored.dossier).await?;
    }
    if tells_citizen(&event) {
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
    if is_issued(event.to) && found.stored.dossier.return_to.method == ReturnMethod::Online {
        deliver_online(api, &found).await?;
    }
    Ok(())
}

fn changes_names_or_places(event: &Event) -> bool {
    matches!(event.payload, Payload::Filing(_))
        || ["amend_intake", "decide_competence", "change_return_place"].contains(&event.action.as_str())
}

/// As the table of rules says; a filing is always told.
fn tells_citizen(event: &Event) -> bool {
    match event.from {
        None => true,
        Some(from) => RULES
            .iter()
            .any(|rule| rule.tells_citizen && rule.action.as_str() == event.action && rule.from.contains(&from)),
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
    };
    api.store.put_notice(&notice).await?;
    Ok(())
}

/// Issued and not on its way: where an online result can be delivered from. It may already wait at a desk, when the
/// citizen chose to have it online only then.
fn is_issued(state: StateName) -> bool {
    matches!(state, StateName::ResultReady | StateName::Done)
}

/// The system returns an online result as soon as it is issued; a repeated delivery finds it returned already.
async fn deliver_online(api: &Api, found: &WithHistory) -> ApiResult<()> {
    let dossier = &found.stored.dossier;
    if !is_issued(dossier.state.name()) {
        return Ok(());
    }
    let request = ActionRequest {
        request_id: RequestId(format!("deliver_online/{}", dossier.version)),
        draft: None,
        input: serde_json::Map::new(),
    };
    acting::perform(api, &Actor::system(), &dossier.code, "deliver_online", Some(dossier.version), request)
        .await
        .map(|_| ())
}

/// What the timers found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alarms {
    /// Dossiers whose intake notice is overdue (R05).
    pub intake_notice_due: Vec<DossierCode>,
}

/// Looks for timers that are due. They raise an alarm; a person acts (I8).
///
/// # Errors
/// The store's.
pub async fn timers(api: &Api) -> ApiResult<Alarms> {
    observed(api, "timers", TraceId::random(), due_now(api)).await
}

async fn due_now(api: &Api) -> ApiResult<Alarms> {
    let now = api.now();
    let units = api.reference.units(api).await?;
    let intake_notice_due = api.store.intake_notices_due(&units.centres(day_of(now)), now).await?;
    if !intake_notice_due.is_empty() {
        tracing::warn!(intake_notices_overdue = intake_notice_due.len(), "timers");
    }
    Ok(Alarms { intake_notice_due })
}
