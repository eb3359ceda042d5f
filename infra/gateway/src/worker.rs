//! What wakes the worker: the table's stream from a position that survives a restart, and timers. In the cloud the
//! event source mapping and a schedule do this.

use crate::data::DataFolder;
use api::{
    Api,
    worker::{Change, apply, timers},
};
use aws_lambda_events::event::dynamodb::EventRecord;
use dynoxide::{
    Database,
    actions::{
        get_records::GetRecordsRequest, get_shard_iterator::GetShardIteratorRequest, list_streams::ListStreamsRequest,
    },
    streams::shard_id,
};
use std::{sync::Arc, time::Duration};
use tokio::{sync::watch, time::sleep};

/// Records in one batch, as the stack's event source mapping.
const BATCH: usize = 100;
/// How long to wait when there is nothing new.
const IDLE: Duration = Duration::from_millis(150);
/// How often the timers run, and rows past their time are removed.
const TIMERS: Duration = Duration::from_secs(5);
const EXPIRY: Duration = Duration::from_secs(60);
/// Tries of one record before it is left aside with an error in the log, as a dead letter.
const TRIES: u32 = 8;
/// Name of the position in the data folder.
const POSITION: &str = "stream-position";

/// One record of the stream as the worker takes it.
struct Item {
    number: String,
    change: Option<Change>,
}

/// Feeds the stream to the worker until told to stop: in order, at least once.
pub async fn follow(api: Api, engine: Database, table: &str, data: Arc<DataFolder>, mut stop: watch::Receiver<bool>) {
    let mut position = data.read(POSITION);
    let mut failures = 0;
    loop {
        let from = position.clone();
        let wait = match next_batch(&engine, table, from.as_deref()) {
            Ok(batch) if batch.is_empty() => IDLE,
            Ok(batch) => {
                let reached = apply_batch(&api, &batch, &mut failures).await;
                if let Some(number) = reached {
                    if let Err(error) = data.write(POSITION, number.as_bytes()) {
                        tracing::error!(%error, "the stream's position was not kept");
                    }
                    position = Some(number);
                }
                if failures == 0 { Duration::ZERO } else { Duration::from_millis(100 << failures.min(6)) }
            }
            Err(error) => {
                tracing::error!(%error, "the stream cannot be read");
                Duration::from_secs(1)
            }
        };
        tokio::select! {
            () = sleep(wait) => {}
            _ = stop.changed() => return,
        }
    }
}

/// Applies what it can of a batch and gives the number of the last record that is done with.
async fn apply_batch(api: &Api, batch: &[Item], failures: &mut u32) -> Option<String> {
    let changes: Vec<Change> = batch.iter().filter_map(|item| item.change.clone()).collect();
    if apply(api, &changes).await.is_ok() {
        *failures = 0;
        return batch.last().map(|item| item.number.clone());
    }
    // One by one, so that the records before the one that fails are not applied again and again.
    let mut reached = None;
    for item in batch {
        if let Some(change) = &item.change
            && let Err(error) = apply(api, std::slice::from_ref(change)).await
        {
            *failures += 1;
            if *failures < TRIES {
                tracing::warn!(code = error.0.code, tries = *failures, "a change was not applied, again soon");
                return reached;
            }
            tracing::error!(code = error.0.code, number = item.number, "a change was left aside");
        }
        *failures = 0;
        reached = Some(item.number.clone());
    }
    reached
}

/// The records after a position; an unknown position begins at the oldest record that is kept.
fn next_batch(engine: &Database, table: &str, position: Option<&str>) -> Result<Vec<Item>, String> {
    let words = |error: dynoxide::errors::DynoxideError| error.to_string();
    let streams = engine
        .list_streams(ListStreamsRequest { table_name: Some(table.to_owned()), ..Default::default() })
        .map_err(words)?;
    let stream = streams.streams.first().ok_or("the table has no stream")?;
    let iterator = |kind: &str, number: Option<&str>| {
        engine.get_shard_iterator(GetShardIteratorRequest {
            stream_arn: stream.stream_arn.clone(),
            shard_id: shard_id(table),
            shard_iterator_type: kind.to_owned(),
            sequence_number: number.map(str::to_owned),
        })
    };
    let iterator = match position {
        // A position that is older than what is kept is not an error for us: the oldest record is the next one.
        Some(number) => iterator("AFTER_SEQUENCE_NUMBER", Some(number))
            .or_else(|_| iterator("TRIM_HORIZON", None))
            .map_err(words)?,
        None => iterator("TRIM_HORIZON", None).map_err(words)?,
    };
    let shard_iterator = iterator.shard_iterator.ok_or("the stream gave no iterator")?;
    let records = engine.get_records(GetRecordsRequest { shard_iterator, limit: Some(BATCH) }).map_err(words)?.records;
    records
        .into_iter()
        .map(|record| {
            // Records travel in the shape in which Lambda gets them, so that one function reads both.
            let number = record.dynamodb.sequence_number.clone();
            let event: EventRecord = serde_json::to_value(&record)
                .and_then(serde_json::from_value)
                .map_err(|error| format!("a record cannot be read: {error}"))?;
            Ok(Item { number, change: api::host::change_of(&event) })
        })
        .collect()
}

/// Runs timers and expiry until told to stop.
pub async fn keep_time(api: Api, engine: Database, mut stop: watch::Receiver<bool>) {
    let mut since_expiry = Duration::ZERO;
    loop {
        tokio::select! {
            () = sleep(TIMERS) => {}
            _ = stop.changed() => return,
        }
        if let Err(error) = timers(&api).await {
            tracing::warn!(code = error.0.code, "timers");
        }
        since_expiry += TIMERS;
        if since_expiry >= EXPIRY {
            since_expiry = Duration::ZERO;
            let engine = engine.clone();
            let swept = tokio::task::spawn_blocking(move || engine.sweep_ttl()).await;
            if let Ok(Err(error)) = swept {
                tracing::warn!(%error, "expiry");
            }
        }
    }
}
