//! Runs one operation a number of times in a process of its own, for the instruction counter: ours, or the bare program.
//! The difference between two counts of runs is what one request costs; everything at the start falls out.

use crate::{
    bare::{Catcher, replay},
    engines,
    operations::{Doors, Wish, birth},
    pdf::form_01,
    synthetic::Failure,
};
use http::Method;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The operations, as the command line names them.
pub const OPERATIONS: [&str; 6] = ["submit", "queue", "advance", "track", "health", "pdf"];

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
    /// An accepted dossier whose form 01 is printed.
    pub printed: String,
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
    let wishes = prepare(plan, operation, domain::calendar::day_of(doors.api.now()))?;
    // Connection, reference data and code paths are warm before anything is counted.
    one(&doors, &wishes, 0).await?;
    one(&doors, &wishes, 1).await?;
    let _ = catcher.take();
    if bare {
        one(&doors, &wishes, 2).await?;
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
        one(&doors, &wishes, 2).await?;
        for run in 0..runs {
            one(&doors, &wishes, 3 + run).await?;
        }
    }
    Ok(())
}

/// Requests that are made before anything is counted, the same number for every count of runs: what a client does to
/// write them is not the function's work.
const PREPARED: usize = 112;

fn prepare(plan: &Plan, operation: &str, today: jiff::civil::Date) -> Result<Vec<Wish>, Failure> {
    let get = |path: &str, cookie: &str| Wish::new(Method::GET, path, cookie, None);
    let wishes = (0..PREPARED).filter_map(|run| match operation {
        "submit" => {
            let mut wish = Wish::new(Method::POST, "/api/staff/dossiers", &plan.cookie, Some(&birth(run, today)));
            wish.headers.push(("Idempotency-Key", uuid::Uuid::new_v4().to_string()));
            Some(wish)
        }
        "advance" => {
            let path = format!("/api/staff/dossiers/{}/actions/forward", plan.accepted.get(run)?);
            let body = json!({ "paper_count": 3, "request_id": uuid::Uuid::new_v4() });
            let mut wish = Wish::new(Method::POST, &path, &plan.cookie, Some(&body));
            wish.headers.push(("If-Match", "\"2\"".to_owned()));
            Some(wish)
        }
        "queue" => Some(get("/api/staff/queue?desk=TT-06652&state=submitted", &plan.cookie)),
        "track" => {
            let body: Value = json!({ "code": plan.tracked.0, "secret": plan.tracked.1 });
            Some(Wish::new(Method::POST, "/api/public/track", "", Some(&body)))
        }
        "pdf" => Some(get(&form_01(&plan.printed), &plan.cookie)),
        _ => Some(get("/api/health", "")),
    });
    let wishes: Vec<Wish> = wishes.collect();
    if OPERATIONS.contains(&operation) { Ok(wishes) } else { Err("no such operation".into()) }
}

async fn one(doors: &Doors, wishes: &[Wish], run: usize) -> Result<(), Failure> {
    let wish = wishes.get(run).ok_or("too few requests were prepared")?;
    expect(doors.ask(wish).await?.is_success())
}

fn expect(good: bool) -> Result<(), Failure> {
    if good { Ok(()) } else { Err("an answer is not a success".into()) }
}
