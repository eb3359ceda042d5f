//! The expression language: what the data's grammar promises, and that nothing a person writes makes it panic.

use domain::{
    expression::{
        Comparison, Condition, ConditionKind, Expr, Function, Literal, MAX_DEPTH, Operator, Scope, Val, eval, holds,
        parse,
    },
    form::{Answers, Facts},
    procedure::Channel,
    text::Text,
};
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Value, json};

fn facts() -> Facts {
    Facts::on(date(2026, 11, 23)).by(Channel::Counter)
}

fn answers(json: Value) -> Answers {
    json.as_object().expect("an object").clone()
}

fn is_true(source: &str, given: Value) -> bool {
    holds(&parse(source).unwrap(), &Scope::new(&answers(given), &facts()))
}

fn number(source: &str, given: Value) -> Option<f64> {
    let expr = parse(source).unwrap();
    eval(&expr, &Scope::new(&answers(given), &facts())).as_number()
}

#[test]
fn operators_bind_as_the_grammar_says() {
    assert!(is_true("true || false && false", json!({})));
    assert!(is_true("1 + 2 * 3 == 7", json!({})));
    assert!(is_true("(1 + 2) * 3 == 9", json!({})));
    assert!(is_true("10 - 3 - 2 == 5", json!({})));
    assert!(is_true("!(1 > 2) && -1 < 0", json!({})));
}

#[test]
fn a_missing_value_equals_null_and_makes_orderings_and_in_false() {
    for source in
        ["x < 1", "x <= 1", "x > 1", "x >= 1", "x in [1, 2]", "x in y", "x + 1 > 0", "min(x, 1) == 1", "x == 1"]
    {
        assert!(!is_true(source, json!({})), "{source}");
    }
    for source in ["x == null", "x != 1", "empty(x)", "count(x) == 0", "!(x < 1)"] {
        assert!(is_true(source, json!({})), "{source}");
    }
    assert!(is_true("empty(x) && x == null", json!({ "x": "  " })));
    assert!(is_true("empty(x)", json!({ "x": [] })));
    assert!(!is_true("empty(x)", json!({ "x": false })));
}

#[test]
fn a_partial_date_is_the_span_of_its_days() {
    assert!(is_true("a >= b", json!({ "a": "2026-02", "b": "2026-02-20" })), "some day of February is after the 20th");
    assert!(is_true("a < b", json!({ "a": "2026-02", "b": "2026-02-20" })), "and some day is before");
    assert!(!is_true("a < b", json!({ "a": "2026-03", "b": "2026-02-20" })));
    assert!(is_true("a == b", json!({ "a": "2026", "b": "2026-02-20" })));
    assert!(is_true("days_between(a, submitted_on) <= 60", json!({ "a": "2026-09" })), "if it was the 30th");
    assert!(!is_true("days_between(a, submitted_on) <= 60", json!({ "a": "2026-08" })));
}

#[test]
fn age_takes_the_highest_possible_age_on_the_day_of_filing() {
    assert_eq!(number("age_years(b)", json!({ "b": "2006-11-23" })), Some(20.0));
    assert_eq!(number("age_years(b)", json!({ "b": "2006-11-24" })), Some(19.0));
    assert_eq!(number("age_years(b)", json!({ "b": "2006" })), Some(20.0));
    assert_eq!(number("age_years(b)", json!({})), None);
    assert!(is_true("age_years(b) < 0", json!({ "b": "2027-01-01" })));
}

#[test]
fn names_reach_members_of_addresses_columns_of_lists_and_facts() {
    let given = json!({ "home": { "unit_code": "06652" }, "lines": [{ "code": "4711" }, { "code": "5610" }, {}] });
    assert!(is_true("home.unit_code == \"06652\"", given.clone()));
    assert!(is_true("\"5610\" in lines.code && !(\"9999\" in lines.code)", given.clone()));
    assert!(is_true("count(lines) == 3 && channel_in == \"counter\"", given));
    assert!(is_true("submitted_on == \"2026-11-23\"", json!({})));
}

#[test]
fn a_certified_copy_costs_two_thousand_a_page_then_one_and_at_most_two_hundred_thousand() {
    let formula = "sum_over(documents, copies * min(200000, 2000 * min(pages, 2) + 1000 * max(pages - 2, 0)))";
    let cost = |rows: Value| number(formula, json!({ "documents": rows }));
    assert_eq!(cost(json!([{ "pages": 1, "copies": 1 }])), Some(2_000.0));
    assert_eq!(cost(json!([{ "pages": 2, "copies": 1 }])), Some(4_000.0));
    assert_eq!(cost(json!([{ "pages": 3, "copies": 2 }])), Some(10_000.0));
    assert_eq!(cost(json!([{ "pages": 500, "copies": 1 }])), Some(200_000.0));
    assert_eq!(cost(json!([{ "pages": 1, "copies": 1 }, { "pages": 3, "copies": 1 }])), Some(7_000.0));
    assert_eq!(cost(json!([])), Some(0.0));
    assert_eq!(cost(json!([{ "pages": 1 }])), None, "a row that does not say enough leaves the amount open");
}

#[test]
fn what_is_no_expression_is_refused_with_its_place() {
    for (source, at) in [
        ("", 0),
        ("a ==", 4),
        ("a == == b", 5),
        ("(a", 2),
        ("a)", 1),
        ("unknown(a)", 10),
        ("count(a, b)", 11),
        ("a in b + 1", 7),
        ("a in [b]", 7),
        ("\"open", 0),
        ("a & b", 2),
        ("A == 1", 0),
        ("a.b.c", 3),
        ("1. + 2", 0),
        ("sum_over(1, a)", 14),
    ] {
        let error = parse(source).expect_err(source);
        assert_eq!(error.at, at, "{source}: {error}");
    }
}

#[test]
fn deep_and_long_texts_are_refused_without_running_out_of_stack() {
    assert!(parse(&"(".repeat(100_000)).is_err());
    assert!(parse(&"!(".repeat(100_000)).is_err());
    assert!(parse(&vec!["a"; 5_000].join(" + ")).is_err());
    assert!(parse(&vec!["a == 1"; 300].join(" || ")).is_ok(), "a long list of alternatives is not deep");
}

#[test]
fn a_question_that_nobody_answered_is_neither_yes_nor_no() {
    let ask = |kind| Condition { kind, sentence: Text::default() };
    let applicant = ask(ConditionKind::ApplicantStates("states_paper_2".to_owned()));
    let officer = ask(ConditionKind::OfficerStates("states_time_1".to_owned()));
    let (none, yes) = (answers(json!({})), answers(json!({ "states_paper_2": true, "states_time_1": true })));
    let mut facts = facts();
    assert_eq!(applicant.holds(&Scope::new(&none, &facts)), None);
    assert_eq!(applicant.holds(&Scope::new(&yes, &facts)), Some(true));
    assert_eq!(officer.holds(&Scope::new(&yes, &facts)), None, "the applicant does not answer for the officer");
    facts.officer_states.insert("states_time_1".to_owned(), false);
    assert_eq!(officer.holds(&Scope::new(&yes, &facts)), Some(false));
}

/// Names that are no words of the grammar.
fn name() -> impl Strategy<Value = String> {
    "[a-z]{3}_[a-z0-9]{0,4}(\\.[a-z]{3}_)?".prop_map(|name| name)
}

fn literal() -> impl Strategy<Value = Literal> {
    prop_oneof![
        Just(Literal::Null),
        any::<bool>().prop_map(Literal::Bool),
        (0..1_000_000_u32).prop_map(|number| Literal::Number(f64::from(number) / 4.0)),
        ".{0,8}".prop_map(Literal::Text),
    ]
}

fn tree() -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![literal().prop_map(Expr::Literal), name().prop_map(Expr::Name)];
    leaf.prop_recursive(4, 40, 4, |inner| {
        let pair = (inner.clone(), inner.clone()).prop_map(Box::new);
        let many = || prop::collection::vec(inner.clone(), 2..4);
        let how = prop_oneof![
            Just(Comparison::Equal),
            Just(Comparison::NotEqual),
            Just(Comparison::Less),
            Just(Comparison::LessOrEqual),
            Just(Comparison::Greater),
            Just(Comparison::GreaterOrEqual)
        ];
        let sign = prop_oneof![Just(Operator::Plus), Just(Operator::Minus), Just(Operator::Times)];
        let single = prop_oneof![Just(Function::Count), Just(Function::Empty), Just(Function::AgeYears)];
        let several = prop_oneof![Just(Function::Min), Just(Function::Max)];
        prop_oneof![
            inner.clone().prop_map(|inner| Expr::Not(Box::new(inner))),
            inner.clone().prop_map(|inner| Expr::Negative(Box::new(inner))),
            many().prop_map(Expr::Or),
            many().prop_map(Expr::And),
            (how, pair.clone()).prop_map(|(how, pair)| Expr::Compare(how, pair)),
            (sign, pair).prop_map(|(sign, pair)| Expr::Arithmetic(sign, pair)),
            (inner.clone(), prop::collection::vec(literal(), 1..4))
                .prop_map(|(inner, values)| Expr::In(Box::new(inner), values)),
            (inner.clone(), name()).prop_map(|(inner, name)| Expr::InName(Box::new(inner), name)),
            (single, inner.clone()).prop_map(|(function, inner)| Expr::Call(function, vec![inner])),
            (several, many()).prop_map(|(function, many)| Expr::Call(function, many)),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| Expr::Call(Function::DaysBetween, vec![a, b])),
            (name(), inner).prop_map(|(name, inner)| Expr::SumOver(name, Box::new(inner))),
        ]
    })
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<f64>().prop_map(|number| json!(number)),
        any::<i64>().prop_map(|number| json!(number)),
        "[0-9]{4}(-[0-9]{2}){0,2}".prop_map(Value::String),
        ".{0,12}".prop_map(Value::String),
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::btree_map("[a-z]{3}_", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_printed_parses_to_the_same_tree(tree in tree()) {
        prop_assume!(tree.depth() <= MAX_DEPTH);
        let text = tree.to_string();
        prop_assert_eq!(parse(&text).expect(&text), tree);
    }

    #[test]
    fn a_tree_survives_json(tree in tree()) {
        let json = serde_json::to_string(&tree).unwrap();
        prop_assert_eq!(serde_json::from_str::<Expr>(&json).unwrap(), tree);
    }

    #[test]
    fn any_tree_has_a_value_whatever_the_answers_are(
        tree in tree(),
        given in prop::collection::btree_map("[a-z]{3}_[a-z0-9]{0,2}", json_value(), 0..6),
    ) {
        let given: Answers = given.into_iter().collect();
        let facts = facts();
        let value = eval(&tree, &Scope::new(&given, &facts));
        if let Val::Number(low, high) = value {
            prop_assert!(low <= high && low.is_finite() && high.is_finite());
        }
    }

    #[test]
    fn any_text_parses_or_is_refused(text in ".{0,60}") {
        let _ = parse(&text);
    }

    #[test]
    fn texts_of_the_grammars_signs_parse_or_are_refused(text in "[a-c0-9 ()!&|=<>+*,.\\[\\]\"in-]{0,40}") {
        if let Ok(tree) = parse(&text) {
            prop_assert_eq!(parse(&tree.to_string()).unwrap(), tree);
        }
    }
}
