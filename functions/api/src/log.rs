//! The log as Lambda's log stream takes it: one JSON object a line, with the trace id of the request at its top, and the
//! lines of [`crate::metrics`] as they are.
//!
//! `{"time":…,"level":"INFO","message":"answered","trace":…,…the event's own fields}`

use crate::{metrics, state::Clock, trace};
use serde::Serialize;
use std::{fmt, io::Write, sync::Arc};
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{Layer, layer::Context};

/// Where lines go; each ends with a line feed and comes in one piece.
pub type Sink = Arc<dyn Fn(&[u8]) + Send + Sync>;

/// Writes every event as a line.
pub struct JsonLines {
    clock: Clock,
    sink: Sink,
}

impl JsonLines {
    /// Lines with the time of this clock, to this place.
    #[must_use]
    pub fn new(clock: Clock, sink: Sink) -> Self {
        Self { clock, sink }
    }
}

impl<S: Subscriber> Layer<S> for JsonLines {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let about = event.metadata();
        let as_it_is = about.target() == metrics::TARGET && about.fields().field(metrics::LINE).is_some();
        let mut line = Line { text: Vec::with_capacity(512), as_it_is };
        if !as_it_is {
            // Levels and times have nothing to be quoted.
            let _ = write!(line.text, "{{\"time\":\"{}\",\"level\":\"{}\"", (self.clock)(), about.level());
            if let Some(trace) = trace::current() {
                let _ = write!(line.text, ",\"trace\":\"{trace}\"");
            }
        }
        event.record(&mut line);
        line.text.extend_from_slice(if as_it_is { "\n" } else { "}\n" }.as_bytes());
        (self.sink)(&line.text);
    }
}

/// A line as it is written, field by field.
struct Line {
    text: Vec<u8>,
    /// The event has its whole line in one field.
    as_it_is: bool,
}

impl Line {
    fn put(&mut self, field: &Field, value: impl Serialize) {
        if self.as_it_is {
            return;
        }
        // Writing to memory does not fail, and what the events have are texts and numbers.
        self.text.push(b',');
        let _ = serde_json::to_writer(&mut self.text, field.name());
        self.text.push(b':');
        let _ = serde_json::to_writer(&mut self.text, &value);
    }
}

impl Visit for Line {
    fn record_str(&mut self, field: &Field, value: &str) {
        if self.as_it_is && field.name() == metrics::LINE {
            self.text.extend_from_slice(value.as_bytes());
        }
        self.put(field, value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.put(field, value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.put(field, value);
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.put(field, value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.put(field, value);
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.put(field, format_args!("{value:?}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use serde_json::Value;
    use std::sync::Mutex;
    use tracing_subscriber::layer::SubscriberExt;

    #[test]
    fn an_event_is_one_line_of_json_and_a_metric_is_itself() {
        let said = Arc::new(Mutex::new(String::new()));
        let into = said.clone();
        let sink: Sink = Arc::new(move |line: &[u8]| into.lock().unwrap().push_str(std::str::from_utf8(line).unwrap()));
        let layer = JsonLines::new(Arc::new(|| Timestamp::UNIX_EPOCH), sink);
        tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), || {
            tracing::info!(status = 201_u16, path = "/a\nb", "answered");
            tracing::info!(target: metrics::TARGET, emf = "{\"_aws\":{}}");
        });
        let said = said.lock().unwrap();
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!(lines.len(), 2);
        let line: Value = serde_json::from_str(lines[0]).unwrap();
        assert_eq!(line["message"], "answered");
        assert_eq!(line["status"], 201);
        assert_eq!(line["path"], "/a\nb");
        assert_eq!(line["level"], "INFO");
        assert_eq!(line["time"], "1970-01-01T00:00:00Z");
        assert_eq!(lines[1], "{\"_aws\":{}}");
    }
}
