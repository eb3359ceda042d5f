//! What filings cost: R28, and the certification fees of R29 to the đồng.

mod bare;

use bare::{compile, procedure, raw_procedures};
use domain::{
    fee::{FeeLine, FeeRule, fees_due},
    form::{Answers, Facts},
    procedure::Channel,
};
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Value, json};

fn lines(code: &str, channel: Channel, given: Value) -> Vec<FeeLine> {
    let answers: Answers = given.as_object().expect("an object").clone();
    fees_due(&procedure(code), &answers, &Facts::on(date(2026, 11, 23)).by(channel))
}

fn amounts(code: &str, channel: Channel, given: Value) -> Vec<Option<u64>> {
    lines(code, channel, given).into_iter().map(|line| line.amount).collect()
}

/// Circular 226/2016: 2,000 a page, from page 3 on 1,000, at most 200,000 a copy.
fn copy_fee(pages: u64) -> u64 {
    (1..=pages).map(|page| if page < 3 { 2_000 } else { 1_000 }).sum::<u64>().min(200_000)
}

#[test]
fn a_certified_copy_costs_by_page_and_never_more_than_two_hundred_thousand() {
    for (pages, fee) in [
        (1, 2_000),
        (2, 4_000),
        (3, 5_000),
        (10, 12_000),
        (197, 199_000),
        (198, 200_000),
        (199, 200_000),
        (900, 200_000),
    ] {
        assert_eq!(copy_fee(pages), fee);
        let given = json!({ "documents": [{ "pages": pages, "copies": 1 }] });
        assert_eq!(amounts("2.000815", Channel::Counter, given), [Some(fee)], "{pages} pages");
    }
    let several = json!({ "documents": [{ "pages": 3, "copies": 2 }, { "pages": 1, "copies": 5 }, { "pages": 500, "copies": 1 }] });
    assert_eq!(amounts("2.000815", Channel::Counter, several), [Some(10_000 + 10_000 + 200_000)]);
}

proptest! {
    #[test]
    fn the_certification_formula_is_exact_for_any_documents(
        documents in prop::collection::vec((1_u64..1_000, 1_u64..200), 1..8)
    ) {
        let expected: u64 = documents.iter().map(|(pages, copies)| copies * copy_fee(*pages)).sum();
        let rows: Vec<Value> = documents.iter().map(|(pages, copies)| json!({ "pages": pages, "copies": copies })).collect();
        let procedure = procedure("2.000815");
        let answers = json!({ "documents": rows }).as_object().expect("an object").clone();
        let scope_facts = Facts::on(date(2026, 11, 23)).by(Channel::Counter);
        prop_assert_eq!(fees_due(&procedure, &answers, &scope_facts)[0].amount, Some(expected));
    }
}

#[test]
fn without_its_inputs_a_formula_leaves_the_amount_to_the_officer() {
    assert_eq!(amounts("2.000635", Channel::Counter, json!({})), [None]);
    assert_eq!(amounts("2.000635", Channel::Counter, json!({ "copies": 3 })), [Some(24_000)]);
    assert_eq!(amounts("2.000884", Channel::Counter, json!({ "case_count": 2 })), [Some(20_000)]);
    for wrong in [json!({ "copies": -1 }), json!({ "copies": 0.3 }), json!({ "copies": "x" })] {
        let found = amounts("2.000635", Channel::Counter, wrong);
        assert!(found == [None] || found == [Some(2_400)], "{found:?}");
    }
}

#[test]
fn a_birth_in_time_is_free_and_extra_copies_cost() {
    assert_eq!(amounts("1.001193", Channel::Online, json!({ "case_type": "ordinary", "copies": 0 })), [Some(0)]);
    assert_eq!(
        amounts("1.001193", Channel::Online, json!({ "case_type": "ordinary", "copies": 2 })),
        [Some(0), Some(16_000)]
    );
    let late = lines("1.001193", Channel::Counter, json!({ "case_type": "late" }));
    assert_eq!((late.len(), late[0].rule, late[0].amount), (1, 1, None), "the council's resolution was not found");
    assert_eq!(late[0].exemptions.len(), 3);
    assert!(!late[0].confirmed);
}

#[test]
fn fees_depend_on_the_way_of_filing() {
    assert_eq!(amounts("1.004222", Channel::Counter, json!({})), [Some(20_000)]);
    assert_eq!(amounts("1.004222", Channel::Online, json!({})), [Some(10_000)]);
    assert_eq!(amounts("2.001583", Channel::Counter, json!({})), [Some(50_000), Some(100_000)]);
    assert_eq!(amounts("2.001583", Channel::Online, json!({})), [Some(0), Some(100_000)]);
    assert_eq!(amounts("2.002288", Channel::Counter, json!({})), [Some(0)]);
}

#[test]
fn contradicting_sources_are_only_proposals_and_never_charged_twice() {
    let shop = lines("1.001612", Channel::Counter, json!({}));
    assert_eq!((shop.len(), shop[0].amount, shop[0].proposals.as_slice()), (1, None, [50_000].as_slice()));
    let residence = lines("1.004194", Channel::Counter, json!({}));
    assert_eq!((residence.len(), residence[0].rule, residence[0].amount), (1, 0, None));
    assert_eq!(residence[0].proposals, [10_000, 15_000]);
    assert_eq!(amounts("1.004194", Channel::Online, json!({})), [Some(7_000)]);
}

#[test]
fn every_fee_rule_compiles_and_survives_its_json() {
    let mut rules = 0;
    for raw in raw_procedures() {
        let procedure = compile(raw);
        assert_eq!(Some(procedure.fees.len()), raw["fee"].as_array().map(Vec::len));
        rules += procedure.fees.len();
        let json = serde_json::to_string(&procedure.fees).expect("serialises");
        assert_eq!(serde_json::from_str::<Vec<FeeRule>>(&json).expect("reads back"), procedure.fees);
    }
    assert_eq!(rules, 126);
}

#[test]
fn a_confirmed_amount_is_published_with_its_legal_basis() {
    let line = |code, channel, given| lines(code, channel, given).remove(0);
    assert!(line("2.000815", Channel::Counter, json!({})).confirmed);
    assert!(!line("2.001263", Channel::Counter, json!({})).confirmed, "its legal basis is to be confirmed");
    assert!(!line("2.000806", Channel::Counter, json!({})).confirmed, "no amount");
}

#[test]
fn a_broken_rule_is_refused_with_its_place() {
    let mut raw = raw_procedures()[0].clone();
    raw["fee"][3]["formula"] = "8000 * (copies".into();
    assert_eq!(FeeRule::from_raw(&raw).expect_err("refused").at, "fee[3].formula");
    let mut raw = raw_procedures()[0].clone();
    raw["fee"][1]["condition"]["kind"] = "moon_states".into();
    assert_eq!(FeeRule::from_raw(&raw).expect_err("refused").at, "fee[1].condition.kind");
}
