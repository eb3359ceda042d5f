//! Patterns: the part of regular expressions that the data use, with a bound on the work.

use domain::pattern::{Pattern, parse};
use proptest::prelude::*;
use std::time::Instant;

fn matches(pattern: &str, text: &str) -> bool {
    parse(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}")).matches(text)
}

#[test]
fn the_whole_text_has_to_match() {
    assert!(matches("^[0-9]{12}$", "022085000123"));
    assert!(!matches("^[0-9]{12}$", "0220850001234"));
    assert!(!matches("^[0-9]{12}$", "022085000123\n"));
    assert!(!matches("^[0-9]{12}$", "٠٢٢٠٨٥٠٠٠١٢٣"), "only these digits");
}

#[test]
fn alternatives_repetitions_and_options_backtrack() {
    assert!(matches("^(0|\\+84)([35789][0-9]{8}|2[0-9]{9})$", "+84912345678"));
    assert!(matches("^(0|\\+84)([35789][0-9]{8}|2[0-9]{9})$", "02033123456"));
    assert!(!matches("^(0|\\+84)([35789][0-9]{8}|2[0-9]{9})$", "0112345678"));
    assert!(matches("^(a|ab)(c|bcd)$", "abcd"));
    assert!(matches("^(ab)*c$", "ababc") && matches("^(ab)*c$", "c") && !matches("^(ab)+c$", "c"));
    assert!(matches("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", "ten.dem@example.com.vn"));
    assert!(matches("^colou?r$", "color") && matches("^colou?r$", "colour"));
    assert!(matches("^(a?){3}b$", "aab") && matches("^x{2,}$", "xxx") && !matches("^x{2,}$", "x"));
    assert!(matches("^(Hộ kinh doanh|HỘ KINH DOANH) \\S.{1,180}$", "Hộ kinh doanh Ví Dụ"));
}

#[test]
fn a_dash_before_the_end_of_a_class_stands_for_itself() {
    assert!(matches("^[a-c-]+$", "a-b") && matches("^[a\\-z]+$", "a-z") && !matches("^[a\\-z]+$", "b"));
}

#[test]
fn unknown_syntax_is_refused() {
    for pattern in [
        "[0-9]+",
        "^a|b$",
        "^(?:a)$",
        "^a*?$",
        "^\\bword$",
        "^[z-a]$",
        "^[]$",
        "^[abc$",
        "^(ab$",
        "^ab)$",
        "^*a$",
        "^a{2,1}$",
        "^a{x}$",
        "^a^b$",
        "^[[:alpha:]]$",
        "^\\p{L}$",
        "^a**$",
        "^a{2}{3}$",
        "^a{70000}$",
    ] {
        assert!(parse(pattern).is_err(), "{pattern}");
    }
    assert!(parse(&format!("^{}a{}$", "(".repeat(5_000), ")".repeat(5_000))).is_err(), "nested too deep");
}

#[test]
fn a_text_made_to_run_long_is_given_up_soon() {
    let nasty = parse("^((a+)+)+b$").unwrap();
    let text = "a".repeat(900);
    let begin = Instant::now();
    assert!(!nasty.matches(&text));
    assert!(begin.elapsed().as_secs() < 5);
    assert!(!parse("^.*$").unwrap().matches(&"a".repeat(100_000)), "longer than any answer that has a pattern");
}

#[test]
fn a_pattern_survives_json() {
    let pattern = parse("^[A-ZĐ]{1,2} ?([0-9]{6,8}|\\S\\s.)*$").unwrap();
    let json = serde_json::to_string(&pattern).unwrap();
    assert_eq!(serde_json::from_str::<Pattern>(&json).unwrap(), pattern);
}

proptest! {
    #[test]
    fn any_text_is_a_pattern_or_refused_and_matching_ends(source in "\\^[a-c0-3(|)?*+{},\\[\\]^\\\\.-]{0,20}\\$", text in "[a-c0-3]{0,30}") {
        if let Ok(pattern) = parse(&source) {
            let _ = pattern.matches(&text);
        }
    }

    #[test]
    fn a_text_of_plain_letters_matches_itself_only(text in "[a-zà-ỹ ]{1,20}", other in "[a-zà-ỹ ]{0,20}") {
        let pattern = parse(&format!("^{text}$")).unwrap();
        prop_assert!(pattern.matches(&text));
        prop_assert_eq!(pattern.matches(&other), other == text);
    }
}
