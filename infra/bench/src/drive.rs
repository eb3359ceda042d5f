//! Runs one operation a number of times in a process of its own, for the instruction counter: ours, or the bare program.
//! The difference between two counts of runs is what one request costs; everything at the start falls out.

use crate::{
    bare::{Catcher, replay},
    engines,
    operations::Doors,
    synthetic::Failure,
};
use http::Method;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The operations, as the command line names them.
pub const OPERATIONS: [&str; 5] = ["submit", "queue", "advance", "track", "health"];

/// What a driver needs: the engines' environment and what was prepared for it.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Plan {
    pub environment: BTreeMap<String, String>,
    /// Cookie of the intake officer.
    pub cookie: String,
    /// Accepted dossiers, one for each `advance`.
    pub accepted: Vec<String>,
    /// A dossier to track, and its secret.
    pub tracked: (String, String),
}

/// Drives an operation.
///
/// # Errors
/// An answer other than expected.
pub async fn drive(plan: &Plan, operation: &str, runs: usize, bare: bool) -> Result<(), Failure> {
    // As in Lambda: what a request logs is a part of what it costs.
    api::host::start_log();
    let catcher = Catcher::default();
    let dynamo = engines::dynamo_config(&plan.environment)?.interceptor(catcher.clone()).build();
    let doors = Doors::new(engines::build(&plan.environment, aws_sdk_dynamodb::Client::from_conf(dynamo))?);
    // Connection, reference data and code paths are warm before anything is counted.
    one(&doors, plan, operation, 0).await?;
    one(&doors, plan, operation, 1).await?;
    let _ = catcher.take();
    if bare {
        one(&doors, plan, operation, 2).await?;
        let calls = catcher.take();
        let client = aws_sdk_dynamodb::Client::from_conf(engines::dynamo_config(&plan.environment)?.build());
        replay(&client, &calls, "~warm").await?;
        for run in 0..runs {
            replay(&client, &calls, &format!("~{}~{run}", std::process::id())).await?;
        }
    } else {
        // The caught calls are dropped as they come, so that they cost next to nothing.
        let plain = aws_sdk_dynamodb::Client::from_conf(engines::dynamo_config(&plan.environment)?.build());
        let doors = Doors::new(engines::build(&plan.environment, plain)?);
        one(&doors, plan, operation, 2).await?;
        for run in 0..runs {
            one(&doors, plan, operation, 3 + run).await?;
        }
    }
    Ok(())
}

async fn one(doors: &Doors, plan: &Plan, operation: &str, run: usize) -> Result<(), Failure> {
    match operation {
        "submit" => doors.take_in(&plan.cookie, run).await.map(drop),
        "advance" => {
            let code = plan.accepted.get(run).ok_or("too few accepted dossiers")?;
            doors.act(&plan.cookie, code, "forward", 2, json!({ "paper_count": 3 })).await.map(drop)
        }
        "queue" => {
            let path = "/api/staff/queue?desk=TT-06652&state=submitted";
            expect(doors.send(Method::GET, path, &plan.cookie, &[], None).await?.status.is_success())
        }
        "track" => {
            let body: Value = json!({ "code": plan.tracked.0, "secret": plan.tracked.1 });
            expect(doors.send(Method::POST, "/api/public/track", "", &[], Some(&body)).await?.status.is_success())
        }
        "health" => expect(doors.send(Method::GET, "/api/health", "", &[], None).await?.status.is_success()),
        _ => Err("no such operation".into()),
    }
}

fn expect(good: bool) -> Result<(), Failure> {
    if good { Ok(()) } else { Err("an answer is not a success".into()) }
}
