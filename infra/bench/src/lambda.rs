//! Each function: the weight of what is shipped (arm64), and start to first answer and memory of the same function for this
//! machine, under an emulation of the Lambda Runtime API.

use crate::{engines::Engines, report::Report, synthetic::Failure};
use axum::{
    Router,
    extract::{Path as UrlPath, State},
    http::{HeaderMap, HeaderValue, StatusCode},
    response::IntoResponse,
    routing::{get, post},
};
use serde_json::{Value, json};
use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{
    process::Command,
    sync::{Mutex, mpsc},
};

/// Cold starts of which the median counts.
const STARTS: usize = 15;

/// Measures and adds rows: `binaries` run here, `shipped` are weighed.
///
/// # Errors
/// A binary is missing or does not answer.
pub async fn rows(engines: &Engines, binaries: &Path, shipped: &Path, report: &mut Report) -> Result<(), Failure> {
    for name in ["public", "staff", "worker", "documents"] {
        // The documents function carries a typesetter: measured, and held to no budget of the others.
        let budget = |most: f64| Some(most).filter(|_| name != "documents");
        let binary = binaries.join(name).join("bootstrap");
        let (plain, packed) = (shipped.join(name).join("bootstrap"), shipped.join(format!("{name}.zip")));
        for (row, file, most) in [("size", plain, 10.0), ("zipped", packed, 4.5)] {
            let size = std::fs::metadata(&file).map_err(|error| format!("{}: {error}", file.display()))?.len();
            report.row(&format!("lambda.{name}.{row}"), size as f64 / 1e6, "MB", budget(most));
        }
        let event = match name {
            "public" => http_event("/api/health"),
            "staff" => http_event("/api/staff/queue"),
            "documents" => http_event("/api/staff/register"),
            // What the schedule brings is work for every centre; the start is that of a function with nothing to do.
            _ => json!({ "Records": [] }),
        };
        let mut times = Vec::new();
        let mut memory = 0_f64;
        for _ in 0..STARTS {
            let (time, resident) = cold_start(engines, &binary, &event).await?;
            times.push(time);
            memory = memory.max(resident);
        }
        times.sort_by(f64::total_cmp);
        report.row(&format!("lambda.{name}.start"), times[STARTS / 2], "ms, median", budget(20.0));
        report.row(&format!("lambda.{name}.memory"), memory, "MiB resident", budget(20.0));
    }
    Ok(())
}

fn http_event(path: &str) -> Value {
    json!({
        "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": "", "headers": { "host": "localhost" },
        "requestContext": {
            "accountId": "0", "apiId": "local", "domainName": "localhost", "domainPrefix": "localhost",
            "http": { "method": "GET", "path": path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "bench" },
            "requestId": "r", "routeKey": "$default", "stage": "$default",
            "time": "23/Nov/2026:00:00:00 +0000", "timeEpoch": 1_795_392_000_000_u64
        },
        "isBase64Encoded": false
    })
}

struct Runtime {
    event: String,
    given: Mutex<bool>,
    answered: mpsc::Sender<Result<(), String>>,
}

async fn cold_start(engines: &Engines, binary: &Path, event: &Value) -> Result<(f64, f64), Failure> {
    let (answered, mut answers) = mpsc::channel(4);
    let runtime = Arc::new(Runtime { event: event.to_string(), given: Mutex::new(false), answered });
    let router = Router::new()
        .route("/2018-06-01/runtime/invocation/next", get(next))
        .route("/2018-06-01/runtime/invocation/{id}/response", post(response))
        .route("/2018-06-01/runtime/invocation/{id}/error", post(failure))
        .route("/2018-06-01/runtime/init/error", post(failure_at_start))
        .with_state(runtime);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let start = Instant::now();
    let mut child = Command::new(binary)
        .env_clear()
        .envs(&engines.environment)
        .env("AWS_LAMBDA_RUNTIME_API", address.to_string())
        .env("AWS_LAMBDA_FUNCTION_NAME", "bench")
        .env("AWS_LAMBDA_FUNCTION_VERSION", "1")
        .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("MOTCUA_LOG", "off")
        .kill_on_drop(true)
        .spawn()?;
    let answer = tokio::time::timeout(Duration::from_secs(20), answers.recv()).await;
    let time = start.elapsed().as_secs_f64() * 1e3;
    let resident = child.id().and_then(resident).unwrap_or(0.0);
    child.kill().await?;
    server.abort();
    match answer {
        Ok(Some(Ok(()))) => Ok((time, resident)),
        Ok(Some(Err(problem))) => Err(format!("{}: {problem}", binary.display()).into()),
        _ => Err(format!("{} did not answer", binary.display()).into()),
    }
}

/// Peak resident memory of a process, in MiB.
fn resident(pid: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kib| kib / 1024.0)
}

async fn next(State(runtime): State<Arc<Runtime>>) -> impl IntoResponse {
    let mut given = runtime.given.lock().await;
    if *given {
        // One event only: the next question waits until the process is ended.
        std::future::pending::<()>().await;
    }
    *given = true;
    let mut headers = HeaderMap::new();
    for (name, value) in [
        ("lambda-runtime-aws-request-id", "00000000-0000-0000-0000-000000000001"),
        ("lambda-runtime-deadline-ms", "4102444800000"),
        ("lambda-runtime-invoked-function-arn", "arn:aws:lambda:local:0:function:bench"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    (headers, runtime.event.clone())
}

async fn response(State(runtime): State<Arc<Runtime>>, UrlPath(_): UrlPath<String>, _body: String) -> StatusCode {
    let _ = runtime.answered.send(Ok(())).await;
    StatusCode::ACCEPTED
}

async fn failure(State(runtime): State<Arc<Runtime>>, UrlPath(_): UrlPath<String>, body: String) -> StatusCode {
    let _ = runtime.answered.send(Err(body)).await;
    StatusCode::ACCEPTED
}

async fn failure_at_start(State(runtime): State<Arc<Runtime>>, body: String) -> StatusCode {
    let _ = runtime.answered.send(Err(body)).await;
    StatusCode::ACCEPTED
}
