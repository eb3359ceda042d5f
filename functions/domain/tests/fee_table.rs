//! What is paid, line by line, worked out by hand from the circulars: the arithmetic stands beside each row.

mod bare;

use bare::{compile, procedure, raw_procedures};
use domain::{
    dossier::head::{FeeMethod, FeeRecord},
    fee::{FeeLine, Outstanding, fees_due, outstanding, still_due},
    form::{Answers, Facts},
    procedure::{Channel, Procedure},
};
use jiff::civil::date;
use serde_json::{Value, json};

const COPY: &str = "2.000815";
const SIGNATURE: &str = "2.000884";
const EXTRACT: &str = "2.000635";
const BIRTH: &str = "1.001193";
const RECORD: &str = "3.000333";

fn lines_of(procedure: &Procedure, channel: Channel, given: &Value) -> Vec<FeeLine> {
    let answers: Answers = given.as_object().expect("an object").clone();
    fees_due(procedure, &answers, &Facts::on(date(2026, 11, 26)).by(channel))
}

fn amounts(code: &str, channel: Channel, given: &Value) -> Vec<Option<u64>> {
    lines_of(&procedure(code), channel, given).iter().map(|line| line.amount).collect()
}

/// Papers as (pages, copies).
fn papers(papers: &[(u32, u32)]) -> Value {
    let rows: Vec<Value> = papers.iter().map(|(pages, copies)| json!({ "pages": pages, "copies": copies })).collect();
    json!({ "documents": rows })
}

/// Circular 226/2016/TT-BTC, copy from the original: pages 1 and 2 at 2,000 đ, each further page 1,000 đ, a copy at most
/// 200,000 đ.
#[test]
fn certified_copies_cost_what_was_worked_out_by_hand() {
    let table: &[(&[(u32, u32)], u64)] = &[
        (&[(1, 1)], 2_000),                   // 2,000
        (&[(2, 1)], 4_000),                   // 2,000 + 2,000
        (&[(3, 1)], 5_000),                   // 4,000 + 1,000
        (&[(4, 1)], 6_000),                   // 4,000 + 2 × 1,000
        (&[(5, 1)], 7_000),                   // 4,000 + 3 × 1,000
        (&[(10, 1)], 12_000),                 // 4,000 + 8 × 1,000
        (&[(50, 1)], 52_000),                 // 4,000 + 48 × 1,000
        (&[(100, 1)], 102_000),               // 4,000 + 98 × 1,000
        (&[(196, 1)], 198_000),               // 4,000 + 194 × 1,000
        (&[(197, 1)], 199_000),               // 4,000 + 195 × 1,000
        (&[(198, 1)], 200_000),               // 4,000 + 196 × 1,000: the ceiling, exactly
        (&[(199, 1)], 200_000),               // 4,000 + 197,000 = 201,000, cut at 200,000
        (&[(200, 1)], 200_000),               // 202,000, cut
        (&[(201, 1)], 200_000),               // 203,000, cut
        (&[(1_000, 1)], 200_000),             // 1,002,000, cut
        (&[(1, 2)], 4_000),                   // 2 × 2,000
        (&[(1, 10)], 20_000),                 // 10 × 2,000
        (&[(1, 100)], 200_000),               // 100 × 2,000: the ceiling is per copy
        (&[(2, 3)], 12_000),                  // 3 × 4,000
        (&[(3, 2)], 10_000),                  // 2 × 5,000
        (&[(3, 5)], 25_000),                  // 5 × 5,000
        (&[(198, 2)], 400_000),               // 2 × 200,000
        (&[(199, 2)], 400_000),               // 2 × 200,000, each cut by itself
        (&[(200, 100)], 20_000_000),          // 100 × 200,000
        (&[(1, 1), (1, 1)], 4_000),           // 2,000 + 2,000: page counts of two papers are not added
        (&[(2, 1), (2, 1)], 8_000),           // 4,000 + 4,000, not 6,000 as for one paper of 4 pages
        (&[(1, 2), (3, 1)], 9_000),           // 2 × 2,000 + 5,000
        (&[(4, 3), (1, 5)], 28_000),          // 3 × 6,000 + 5 × 2,000
        (&[(2, 2), (10, 1), (1, 1)], 22_000), // 8,000 + 12,000 + 2,000
        (&[(300, 1), (1, 1)], 202_000),       // 200,000 + 2,000: one ceiling does not cover the other
        (&[(300, 2), (300, 1)], 600_000),     // 2 × 200,000 + 200,000
        (&[(5, 1), (6, 2), (7, 3)], 50_000),  // 7,000 + 2 × 8,000 + 3 × 9,000
        (&[(0, 1)], 0),                       // no page, nothing (the form refuses 0 pages)
        (&[(3, 0)], 0),                       // no copy, nothing (the form refuses 0 copies)
        (&[(3, 1), (0, 4)], 5_000),           // 5,000 + 0
    ];
    for (rows, fee) in table {
        assert_eq!(amounts(COPY, Channel::Counter, &papers(rows)), [Some(*fee)], "{rows:?}");
    }
}

/// Circular 226/2016 for signatures and transactions, 281/2016 for extracts, and the rest as published.
#[test]
fn other_fees_cost_what_was_worked_out_by_hand() {
    use Channel::{Counter, Online, Post};
    let table: &[(&str, Channel, Value, &[Option<u64>])] = &[
        // 10,000 a case: one or more signatures in one paper.
        (SIGNATURE, Counter, json!({ "case_count": 1 }), &[Some(10_000)]),
        (SIGNATURE, Counter, json!({ "case_count": 3 }), &[Some(30_000)]),
        (SIGNATURE, Counter, json!({ "case_count": 0 }), &[Some(0)]),
        (SIGNATURE, Counter, json!({}), &[None]), // not known before the cases are counted
        ("2.001008", Counter, json!({}), &[Some(10_000)]), // a translator's signature
        ("2.001035", Counter, json!({}), &[Some(50_000)]), // a transaction
        ("2.000913", Counter, json!({}), &[Some(30_000)]), // its amendment or annulment
        ("2.001019", Counter, json!({}), &[Some(50_000)]), // a will
        ("2.001016", Counter, json!({}), &[Some(50_000)]), // refusing an inheritance
        ("2.001406", Counter, json!({}), &[Some(50_000)]), // dividing an inheritance
        // 8,000 a copy of an extract.
        (EXTRACT, Online, json!({ "copies": 1 }), &[Some(8_000)]),
        (EXTRACT, Counter, json!({ "copies": 5 }), &[Some(40_000)]), // 5 × 8,000
        // A birth in time is free, its copies are not; late, the council's resolution decides.
        (BIRTH, Online, json!({ "case_type": "ordinary", "copies": 0 }), &[Some(0)]),
        (BIRTH, Online, json!({ "case_type": "ordinary", "copies": 3 }), &[Some(0), Some(24_000)]), // 3 × 8,000
        (BIRTH, Counter, json!({ "case_type": "late", "copies": 1 }), &[None, Some(8_000)]),
        (BIRTH, Counter, json!({ "case_type": "abandoned" }), &[Some(0)]),
        // Judicial record: full, half, nothing, by the group.
        (RECORD, Counter, json!({ "fee_group": "ordinary" }), &[Some(200_000)]),
        (RECORD, Counter, json!({ "fee_group": "reduced" }), &[Some(100_000)]),
        (RECORD, Counter, json!({ "fee_group": "exempt" }), &[Some(0)]),
        (RECORD, Counter, json!({}), &[]), // no group chosen yet: no rule applies
        // Counter and online differ.
        ("1.004222", Counter, json!({}), &[Some(20_000)]),
        ("1.004222", Online, json!({}), &[Some(10_000)]),
        ("1.004222", Post, json!({}), &[]), // nothing is published for the post
        ("2.001583", Counter, json!({}), &[Some(50_000), Some(100_000)]),
        ("2.001583", Online, json!({}), &[Some(0), Some(100_000)]),
        // Sources contradict each other: the officer says how much.
        ("1.001612", Counter, json!({}), &[None]),
        ("1.001612", Online, json!({}), &[None]),
        ("1.004194", Counter, json!({}), &[None]), // 10,000 and 15,000: one line, never 25,000
        ("1.004194", Online, json!({}), &[Some(7_000)]),
    ];
    for (code, channel, given, fees) in table {
        assert_eq!(amounts(code, *channel, given), *fees, "{code} {channel:?} {given}");
    }
}

/// No procedure of the catalogue asks for an age yet; a rule of a resolution may.
#[test]
fn a_fee_may_depend_on_an_age_on_the_day_of_filing() {
    let raw = raw_procedures().iter().find(|raw| raw["code"] == EXTRACT).expect("it is there");
    let mut raw = raw.clone();
    let rule = |expr: &str, amount: u64| {
        json!({ "condition": { "kind": "expression", "expr": expr, "vi": "Theo tuổi", "en": "By age" },
            "channel": "any", "amount_vnd": amount, "exemption": [], "source": "portal_text" })
    };
    raw["fee"] = json!([rule("age_years(requester_dob) >= 60", 0), rule("age_years(requester_dob) < 60", 8_000)]);
    let procedure = compile(&raw);
    for (born, fee) in [
        ("1966-11-26", 0),     // 60 on the day of filing, 26 November 2026
        ("1966-11-27", 8_000), // 60 tomorrow
        ("1950-01-01", 0),
        ("2026-11-25", 8_000), // a day old
    ] {
        let lines = lines_of(&procedure, Channel::Counter, &json!({ "requester_dob": born }));
        assert_eq!(lines.iter().map(|line| line.amount).collect::<Vec<_>>(), [Some(fee)], "{born}");
    }
}

fn taken(rule: u8, amount_vnd: u64, exemption: Option<&str>) -> FeeRecord {
    let method = if amount_vnd == 0 { FeeMethod::None } else { FeeMethod::Cash };
    let receipt_number = if amount_vnd == 0 { String::new() } else { "BL-0001".to_owned() };
    FeeRecord { rule, amount_vnd, method, receipt_number, exemption: exemption.map(str::to_owned) }
}

#[test]
fn what_is_outstanding_is_what_is_due_less_what_was_taken_or_waived() {
    let copy = lines_of(&procedure(COPY), Channel::Counter, &papers(&[(4, 3), (1, 5)]));
    let birth = lines_of(&procedure(BIRTH), Channel::Counter, &json!({ "case_type": "late", "copies": 2 }));
    let left = |rule, amount| vec![Outstanding { rule, amount }];
    let table: &[(&[FeeLine], Vec<FeeRecord>, Vec<Outstanding>)] = &[
        // 28,000 due.
        (&copy, vec![], left(0, Some(28_000))),
        (&copy, vec![taken(0, 28_000, None)], vec![]),
        (&copy, vec![taken(0, 27_999, None)], left(0, Some(1))), // 28,000 - 27,999
        (&copy, vec![taken(0, 20_000, None), taken(0, 8_000, None)], vec![]), // 28,000 in two parts
        (&copy, vec![taken(0, 30_000, None)], vec![]),           // too much is never less than enough
        (&copy, vec![taken(0, 0, Some("hộ nghèo"))], vec![]),
        (&copy, vec![taken(0, 14_000, Some("giảm một nửa"))], vec![]),
        (&copy, vec![taken(0, 0, Some("  "))], left(0, Some(28_000))), // blanks are no reason
        (&copy, vec![taken(0, 0, None)], left(0, Some(28_000))),
        (&copy, vec![taken(1, 28_000, None)], left(0, Some(28_000))), // paid for something else
        // Rule 1: the officer says how much; rule 3: two copies, 16,000.
        (&birth, vec![], vec![Outstanding { rule: 1, amount: None }, Outstanding { rule: 3, amount: Some(16_000) }]),
        (&birth, vec![taken(1, 5_000, None)], left(3, Some(16_000))),
        (&birth, vec![taken(3, 16_000, None)], left(1, None)),
        (&birth, vec![taken(1, 0, Some("người khuyết tật")), taken(3, 16_000, None)], vec![]),
        (&[], vec![], vec![]),
    ];
    for (due, taken, expected) in table {
        let lines = still_due(due, taken);
        let left: Vec<_> = lines.iter().map(|line| Outstanding { rule: line.rule, amount: line.amount }).collect();
        assert_eq!(left, *expected, "the lines that a desk takes");
        assert_eq!(outstanding(due, taken), *expected, "{taken:?}");
    }
}
