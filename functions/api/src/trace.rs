//! The one trace id that follows a request from the browser to the worker (W3C Trace Context), and what the request met
//! on its way: conflicts with other writers, and calls of the store that were made again.
//!
//! Both belong to the task that answers the request, so that no operation has to hand them on; they end in log lines,
//! metrics, the answer's header and its problem details, and in the row of the event that the request wrote.

use axum::http::{HeaderMap, HeaderName};
use std::{cell::Cell, fmt};

/// What the browser sends (W3C Trace Context, `00-<trace id>-<parent id>-<flags>`).
pub const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");
/// What every answer carries: the bare trace id, so that a citizen can read it to the support desk.
pub const TRACE_HEADER: HeaderName = HeaderName::from_static("x-trace-id");

/// 128 bits that are not all zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TraceId(u128);

impl TraceId {
    /// A new one.
    #[must_use]
    pub fn random() -> Self {
        Self(uuid::Uuid::new_v4().as_u128())
    }

    /// The one that the browser began, or a new one where there is none or it is not well formed.
    #[must_use]
    pub fn of_request(headers: &HeaderMap) -> Self {
        headers
            .get(&TRACEPARENT)
            .and_then(|value| value.to_str().ok())
            .and_then(Self::of_traceparent)
            .unwrap_or_else(Self::random)
    }

    /// The trace id of a `traceparent`: version, trace id, parent id and flags, in lower-case hex. A later version may
    /// carry more behind a further dash.
    #[must_use]
    pub fn of_traceparent(value: &str) -> Option<Self> {
        let mut parts = value.split('-');
        let (version, trace, parent, flags) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let hex = |part: &str, length: usize| {
            part.len() == length && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        };
        let zero = |part: &str| part.bytes().all(|byte| byte == b'0');
        let well_formed = hex(version, 2)
            && version != "ff"
            && hex(trace, 32)
            && hex(parent, 16)
            && !zero(parent)
            && hex(flags, 2)
            && (version != "00" || parts.next().is_none());
        if !well_formed {
            return None;
        }
        u128::from_str_radix(trace, 16).ok().filter(|id| *id != 0).map(Self)
    }

    /// As it stands in a row: 16 bytes.
    #[must_use]
    pub fn to_bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }

    /// As it was read from a row.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(u128::from_be_bytes).filter(|id| *id != 0).map(Self)
    }
}

impl fmt::Display for TraceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// What a request met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Met {
    /// Writes that found that somebody else had written first.
    pub conflicts: u32,
    /// Calls of the store that were made again: throttled, lost, or in the way of another transaction.
    pub retries: u32,
}

struct Carried {
    trace: TraceId,
    met: Cell<Met>,
}

tokio::task_local! {
    static CARRIED: Carried;
}

/// Does the work under a trace id; gives its outcome with what it met.
pub async fn under<W: Future>(trace: TraceId, work: W) -> (W::Output, Met) {
    let carried = Carried { trace, met: Cell::default() };
    CARRIED
        .scope(carried, async {
            let outcome = work.await;
            (outcome, CARRIED.with(|carried| carried.met.get()))
        })
        .await
}

/// The trace id of the request that is being answered; none outside of one.
#[must_use]
pub fn current() -> Option<TraceId> {
    CARRIED.try_with(|carried| carried.trace).ok()
}

/// A write found that somebody else had written first.
pub fn conflict() {
    meet(|met| met.conflicts += 1);
}

/// A call of the store is made again.
pub fn retry() {
    meet(|met| met.retries += 1);
}

fn meet(change: impl FnOnce(&mut Met)) {
    // Outside of a request (seeding, start) nobody counts.
    let _ = CARRIED.try_with(|carried| {
        let mut met = carried.met.get();
        change(&mut met);
        carried.met.set(met);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    #[test]
    fn a_well_formed_traceparent_is_continued() {
        let id = TraceId::of_traceparent(GOOD).unwrap();
        assert_eq!(id.to_string(), "4bf92f3577b34da6a3ce929d0e0e4736");
        assert_eq!(TraceId::from_bytes(&id.to_bytes()), Some(id));
        let later = "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more";
        assert_eq!(TraceId::of_traceparent(later), Some(id));
    }

    #[test]
    fn anything_else_is_not_continued() {
        for bad in [
            "",
            "00",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
            "00-+bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
        ] {
            assert_eq!(TraceId::of_traceparent(bad), None, "{bad}");
        }
        assert_eq!(TraceId::from_bytes(&[0; 16]), None);
        assert_eq!(TraceId::from_bytes(&[1; 15]), None);
    }

    #[tokio::test]
    async fn what_is_met_is_counted_for_the_request_that_met_it() {
        conflict();
        let id = TraceId::of_traceparent(GOOD).unwrap();
        let (seen, met) = under(id, async {
            retry();
            tokio::task::yield_now().await;
            retry();
            conflict();
            current()
        })
        .await;
        assert_eq!((seen, met), (Some(id), Met { conflicts: 1, retries: 2 }));
        assert_eq!(current(), None);
    }
}
