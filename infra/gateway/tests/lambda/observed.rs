//! What the functions write into Lambda's log stream.

use crate::{
    common::{
        journeys,
        observed::{Observed, lines, tells_the_way},
    },
    door::lambda,
};
use serde_json::Value;

/// The three log streams.
fn read() -> Vec<Value> {
    ["public", "staff", "documents", "worker"].into_iter().flat_map(|function| lines(&lambda().log(function))).collect()
}

#[test]
fn a_trace_leads_through_the_logs_of_the_three_functions() {
    let observed = Observed::of(lambda());
    journeys::birth_returned_online(&observed);
    journeys::company_badge(&observed);
    tells_the_way(&observed, read);
}
