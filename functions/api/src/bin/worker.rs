//! The worker: the table's stream, and the timers by schedule.

use api::worker::{Change, apply, timers};
use aws_lambda_events::event::dynamodb::Event;
use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde_json::{Value, json};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    api::host::start_log();
    let api = api::host::api_from_env().await?;
    lambda_runtime::run(service_fn(move |event: LambdaEvent<Value>| {
        let api = api.clone();
        async move {
            if event.payload.get("Records").is_none() {
                let run = timers(&api).await.map_err(|error| error.0.code)?;
                return Ok::<_, Error>(json!({ "rows": run.rows, "noted": run.noted, "failed": run.failed }));
            }
            let event: Event = serde_json::from_value(event.payload)?;
            let changes: Vec<Change> = event.records.iter().filter_map(api::host::change_of).collect();
            apply(&api, &changes).await.map_err(|error| error.0.code)?;
            Ok(json!({ "applied": changes.len() }))
        }
    }))
    .await
}
