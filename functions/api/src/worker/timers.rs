//! Timers: rows that say when a dossier must be looked at, and the scheduled run that looks. They raise alarms and remind;
//! a person acts (I8).

use super::{automatic, by_the_system, observed};
use crate::{
    Api, closures,
    error::ApiResult,
    store::{
        dossier::WithHistory,
        timer::{SHARDS, TimerRow},
    },
    trace::TraceId,
};
use domain::{
    dossier::{
        Dossier, Event,
        event::Payload,
        timers::{self, Moment, Timer},
    },
    ids::DossierCode,
};
use serde_json::json;

/// Rows of a shard that one run deals with; the next run goes on. A run stays well within the minute that it has.
const MOST: usize = 100;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimersRun {
    /// Rows whose time had come.
    pub rows: usize,
    /// Moments that were noted.
    pub noted: usize,
    /// Rows that could not be dealt with; they are tried again by the next run.
    pub failed: usize,
}

/// Notes every moment that has come, and takes the steps that are the system's.
///
/// # Errors
/// The store's, when the rows cannot be read.
pub async fn timers(api: &Api) -> ApiResult<TimersRun> {
    let run = observed(api, "timers", TraceId::random(), due_now(api)).await?;
    // Closed places are told of in their turn; what fails is tried again by the next run.
    if let Err(error) = observed(api, "closures", TraceId::random(), closures::carry_due(api)).await {
        tracing::warn!(problem = error.0.code, "closures are tried again");
    }
    Ok(run)
}

async fn due_now(api: &Api) -> ApiResult<TimersRun> {
    let mut run = TimersRun::default();
    for shard in 0..SHARDS {
        for row in api.store.timers_due(shard, api.now(), MOST).await? {
            run.rows += 1;
            match Box::pin(deal_with(api, &row)).await {
                Ok(noted) => run.noted += noted,
                Err(error) => {
                    // One dossier that cannot be dealt with does not keep the others waiting.
                    run.failed += 1;
                    tracing::warn!(code = %row.code, problem = error.0.code, "a timer is tried again");
                }
            }
        }
    }
    if run.rows > 0 {
        tracing::info!(rows = run.rows, noted = run.noted, failed = run.failed, "timers");
    }
    Ok(run)
}

/// Looks at one dossier: the next row is written before this one goes, so that nothing is lost between.
async fn deal_with(api: &Api, row: &TimerRow) -> ApiResult<usize> {
    let mut noted = 0;
    if let Some(found) = api.store.dossier(&row.code).await? {
        let mut dossier = automatic::steps(api, found).await?;
        while let Some(timer) = first_due(api, &dossier).await? {
            dossier = note(api, &dossier, &timer).await?;
            noted += 1;
        }
        put_next(api, &dossier).await?;
    }
    api.store.delete_timer(row).await?;
    Ok(noted)
}

async fn first_due(api: &Api, dossier: &Dossier) -> ApiResult<Option<Timer>> {
    let calendar = api.reference.calendar(api).await?;
    let settings = api.reference.timers_of(api, dossier).await?;
    Ok(timers::due_now(dossier, &calendar, &settings, api.now()).into_iter().next())
}

/// Records that a timer has fired; under the same request id, it happens once.
async fn note(api: &Api, dossier: &Dossier, timer: &Timer) -> ApiResult<Dossier> {
    let input = json!({ "timer": timer.id, "moment": timer.moment, "opinion": timer.opinion });
    let request = format!("{}/{}/{}", timer.moment.id(), timer.at.as_second(), timer.opinion.unwrap_or_default());
    by_the_system(api, dossier, "note_timer", input, request).await.map(|after| after.stored.dossier)
}

async fn put_next(api: &Api, dossier: &Dossier) -> ApiResult<()> {
    let calendar = api.reference.calendar(api).await?;
    let settings = api.reference.timers_of(api, dossier).await?;
    if let Some(at) = timers::next_at(dossier, &calendar, &settings) {
        api.store.put_timer(&dossier.code, at).await?;
    }
    Ok(())
}

/// After an event: when the dossier must be looked at next, and whether it alarms a desk.
pub(super) async fn schedule(api: &Api, found: &WithHistory) -> ApiResult<()> {
    put_next(api, &found.stored.dossier).await?;
    let alarmed = |event: &Event| ["note_timer", "mark_opinion_overdue"].contains(&event.action.as_str());
    if found.events.iter().any(alarmed) {
        api.store.show_alarms(&found.stored.dossier).await?;
    }
    Ok(())
}

/// Writes the rows of every dossier that has not ended anew, should some have been lost: a maintenance program does,
/// no request. Gives how many dossiers it looked at.
///
/// # Errors
/// The store's.
pub async fn rebuild(api: &Api) -> ApiResult<usize> {
    let (mut seen, mut after) = (0, None);
    loop {
        let (codes, next) = api.store.open_dossiers(after).await?;
        for code in codes {
            seen += rebuild_one(api, &code).await?;
        }
        match next {
            Some(next) => after = Some(next),
            None => return Ok(seen),
        }
    }
}

async fn rebuild_one(api: &Api, code: &DossierCode) -> ApiResult<usize> {
    let Some(found) = api.store.dossier(code).await? else { return Ok(0) };
    put_next(api, &found.dossier).await?;
    api.store.show_alarms(&found.dossier).await?;
    Ok(1)
}

/// The moment that an event notes.
pub(super) fn moment_of(event: &Event) -> Option<Moment> {
    match &event.payload {
        Payload::Input { input } if event.action == "note_timer" => Moment::from_id(input.get("moment")?.as_str()?),
        _ => None,
    }
}

/// Whether a timer that fired is the citizen's to know; a reminder that is overtaken is not sent.
pub(super) async fn reminds_citizen(api: &Api, found: &WithHistory, event: &Event) -> ApiResult<bool> {
    let Some(moment) = moment_of(event) else { return Ok(false) };
    let calendar = api.reference.calendar(api).await?;
    let settings = api.reference.timers_of(api, &found.stored.dossier).await?;
    Ok(timers::tells_citizen(&found.stored.dossier, moment, &calendar, &settings))
}
