//! Metrics of each operation as lines of the log (CloudWatch Embedded Metric Format): nothing is sent from within a
//! request, and where no CloudWatch reads the log they are simply lines.
//!
//! Namespace `MotCua`, dimensions `Function` and `Operation`. A line holds names of operations and numbers, and the
//! trace id; never a person, a code or a path.

use crate::trace::{self, Met};
use jiff::Timestamp;
use serde::Serialize;
use std::time::Duration;

/// The target of the events that carry metrics, for filters (`MOTCUA_LOG=…,metrics=off`) and for the layer that writes
/// them out.
pub const TARGET: &str = "metrics";
/// The field of such an event that holds the whole line.
pub const LINE: &str = "emf";
/// The namespace in CloudWatch.
pub const NAMESPACE: &str = "MotCua";

/// Each metric with its unit.
const METRICS: [Metric; 5] = [
    Metric { name: "Count", unit: "Count" },
    Metric { name: "Latency", unit: "Milliseconds" },
    Metric { name: "Conflict", unit: "Count" },
    Metric { name: "Retry", unit: "Count" },
    Metric { name: "Refusal", unit: "Count" },
];

#[derive(Serialize)]
struct Metric {
    #[serde(rename = "Name")]
    name: &'static str,
    #[serde(rename = "Unit")]
    unit: &'static str,
}

/// One run of an operation.
pub struct Run<'a> {
    /// The function as it is deployed (`AWS_LAMBDA_FUNCTION_NAME`), or its plain name.
    pub function: &'a str,
    /// The operation's id in the OpenAPI document; `apply_event` and `timers` for the worker.
    pub operation: &'a str,
    /// When it ended.
    pub at: Timestamp,
    /// How long it took.
    pub took: Duration,
    pub met: Met,
    /// The caller was refused: the answer was a client error.
    pub refused: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Line<'a> {
    #[serde(rename = "_aws")]
    aws: Directive,
    function: &'a str,
    operation: &'a str,
    count: u32,
    latency: f64,
    conflict: u32,
    retry: u32,
    refusal: u32,
    #[serde(rename = "trace", skip_serializing_if = "Option::is_none")]
    trace: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Directive {
    timestamp: i64,
    cloud_watch_metrics: [Set; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Set {
    namespace: &'static str,
    dimensions: [[&'static str; 2]; 1],
    metrics: &'static [Metric],
}

/// Writes the metrics of one run.
pub fn emit(run: &Run<'_>) {
    if !tracing::enabled!(target: TARGET, tracing::Level::INFO) {
        return;
    }
    let line = Line {
        aws: Directive {
            timestamp: run.at.as_millisecond(),
            cloud_watch_metrics: [Set {
                namespace: NAMESPACE,
                dimensions: [["Function", "Operation"]],
                metrics: &METRICS,
            }],
        },
        function: run.function,
        operation: run.operation,
        count: 1,
        // Microseconds are as fine as anybody needs.
        latency: (run.took.as_secs_f64() * 1e6).round() / 1e3,
        conflict: run.met.conflicts,
        retry: run.met.retries,
        refusal: u32::from(run.refused),
        trace: trace::current().map(|id| id.to_string()),
    };
    if let Ok(line) = serde_json::to_string(&line) {
        tracing::info!(target: TARGET, emf = line.as_str());
    }
}
