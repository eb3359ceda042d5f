//! Noise: thousands of damaged bodies and queries. Each gets an answer; none reaches a panic.

use crate::common::{
    host::host,
    http::Ask,
    journeys::birth_filed,
    people::{person, stranger},
    samples,
};
use serde_json::{Value, json};
use std::thread;
use uuid::Uuid;

/// Bodies for each route that takes one.
const BODIES: u64 = 2_000;

/// A small generator, seeded, so that a failure can be run again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        // splitmix64
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
    }
}

/// Values that are rarely what somebody expected.
fn odd(dice: &mut Dice) -> Value {
    let text = [
        "",
        " ",
        "\u{0}",
        "null",
        "-1",
        "2026-02-30",
        "9999-12-31",
        "-009999-01-01T00:00:00Z",
        "9999-12-30T22:00:00Z",
        "06652@2025-06-30",
        "06652@",
        "99999",
        "H49.901-261123-0001",
        "#",
        "live#D#x",
        "../..",
        "\u{202e}abc",
        "e\u{301}",
        "🙂",
        "١٢٣",
        "\u{FEFF}",
        "ﷺ",
        "{}",
        "1e309",
        "00000000-0000-0000-0000-000000000000",
    ];
    match dice.roll(12) {
        0 => json!(null),
        1 => json!(true),
        2 => json!(-1),
        3 => json!(u64::MAX),
        4 => json!(1e308),
        5 => json!([]),
        6 => json!({}),
        7 => json!([[], {}, null, 0]),
        8 => json!("x".repeat(dice.roll(5_000))),
        9 => json!({ "unit_code": "06655", "detail": "\u{0}" }),
        _ => json!(text[dice.roll(text.len())]),
    }
}

/// Puts something odd somewhere into the body.
fn damage(value: &mut Value, dice: &mut Dice) {
    match value {
        Value::Object(members) if !members.is_empty() && dice.roll(8) > 0 => {
            let at = dice.roll(members.len());
            let name = members.keys().nth(at).cloned().unwrap_or_default();
            match dice.roll(8) {
                0 => {
                    members.remove(&name);
                }
                1 => {
                    members.insert(format!("{name}\u{0}{}", dice.roll(9)), odd(dice));
                }
                _ => {
                    if let Some(inner) = members.get_mut(&name) {
                        damage(inner, dice);
                    }
                }
            }
        }
        Value::Array(items) if !items.is_empty() && dice.roll(4) > 0 => {
            let at = dice.roll(items.len());
            match dice.roll(3) {
                0 => {
                    let copies = vec![items[at].clone(); dice.roll(120)];
                    items.extend(copies);
                }
                _ => damage(&mut items[at], dice),
            }
        }
        other => *other = odd(dice),
    }
}

/// A damaged body as bytes; sometimes the bytes themselves are damaged.
fn body(good: &Value, dice: &mut Dice) -> Vec<u8> {
    let mut value = good.clone();
    for _ in 0..=dice.roll(3) {
        damage(&mut value, dice);
    }
    let mut bytes = value.to_string().into_bytes();
    if dice.roll(5) == 0 && !bytes.is_empty() {
        let at = dice.roll(bytes.len());
        match dice.roll(3) {
            0 => bytes.truncate(at),
            1 => bytes[at] = dice.roll(256) as u8,
            _ => bytes.insert(at, b"[]{}\",:\\0\xFF"[dice.roll(10)]),
        }
    }
    bytes
}

/// Sends damaged bodies; every answer is a success or a problem that the request itself caused.
fn survives(account: Option<&str>, path: &str, good: &Value, headers: &[(&str, &str)]) {
    let by = account.map_or_else(|| stranger(host()), |account| person(host(), account));
    thread::scope(|scope| {
        for half in 0..2 {
            let by = &by;
            scope.spawn(move || {
                for number in (half..BODIES).step_by(2) {
                    let mut dice = Dice(number.wrapping_mul(7_919));
                    let mut ask = Ask::new("POST", path).header("idempotency-key", &Uuid::new_v4().to_string());
                    for (name, value) in headers {
                        ask = ask.header(name, value);
                    }
                    let sent = body(good, &mut dice);
                    let answer = by.send(ask.raw("application/json", sent.clone()));
                    let shown = String::from_utf8_lossy(&sent).into_owned();
                    assert!(answer.status < 500, "{path} number {number}: {} after {shown}", answer.text());
                    if answer.status >= 400 {
                        assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{path} {shown}");
                        assert!(!answer.code().is_empty(), "{path} {shown}");
                    }
                }
            });
        }
    });
}

#[test]
fn damaged_questions_of_strangers_are_answered() {
    let question =
        json!({ "procedure": "1.001193", "received_at": "2026-11-23T03:00:00Z", "answers": { "case_type": "late" } });
    survives(None, "/api/public/due-date", &question, &[]);
    let case = birth_filed(host(), "counter", &samples::photo("giấy chứng sinh"));
    let secret = json!({ "code": case.code, "secret": case.secret, "id_number": samples::MOTHER.1 });
    survives(None, "/api/public/track", &secret, &[]);
    survives(None, "/api/public/track/result", &secret, &[]);
}

#[test]
fn damaged_uploads_and_sign_outs_are_answered() {
    let upload = json!({ "draft": Uuid::new_v4(), "name": "giấy.pdf", "media_type": "application/pdf", "size": 100 });
    survives(Some("cd-lan"), "/api/public/uploads", &upload, &[]);
    survives(Some("tn-hatu"), "/api/staff/uploads", &upload, &[]);
    survives(None, "/api/auth/logout", &json!({ "any": ["thing"] }), &[]);
}

#[test]
fn damaged_filings_are_answered() {
    let good = samples::birth(host(), "counter", "00000000-0000-4000-8000-000000000000");
    survives(Some("cd-lan"), "/api/public/dossiers", &good, &[]);
    let mut shop = samples::shop("06673");
    shop["accept"] = json!({ "checklist": samples::shop_checklist(), "fees": samples::shop_fee("BL-0004") });
    survives(Some("tn-binhlieu"), "/api/staff/dossiers", &shop, &[]);
}

#[test]
fn damaged_actions_are_answered() {
    let case = birth_filed(host(), "counter", &samples::photo("giấy chứng sinh"));
    // The version is wrong for most of these, so that the dossier stays; the input is read before it.
    let mut moved = json!({
        "request_id": Uuid::new_v4(), "draft": Uuid::new_v4(), "return_to": samples::returned("counter", "06838"),
        "identity": { "kind": "identity_card", "number": samples::MOTHER.1 },
    });
    survives(
        Some("cd-lan"),
        &format!("/api/public/dossiers/{}/actions/change_return_place", case.code),
        &moved,
        &[("if-match", "\"1\"")],
    );
    moved["answers"] = samples::birth_answers(&samples::day(host(), -20), "counter");
    moved["procedure"] = json!("1.001193");
    moved["reason"] = json!("Gõ nhầm");
    let amend = format!("/api/staff/dossiers/{}/actions/amend_intake", case.code);
    for version in ["\"1\"", "\"2\""] {
        survives(Some("tn-hatu"), &amend, &moved, &[("if-match", version)]);
    }
}

#[test]
fn damaged_batches_are_answered() {
    let case = birth_filed(host(), "counter", &samples::photo("giấy chứng sinh"));
    let act = json!({ "code": case.code, "version": 1, "request_id": Uuid::new_v4(), "input": { "paper_count": 1 } });
    survives(Some("tn-hatu"), "/api/staff/batch/forward", &json!({ "acts": [act, act] }), &[]);
}

#[test]
fn damaged_queries_are_answered() {
    let mut dice = Dice(1);
    let paths = [
        ("cd-lan", "/api/public/me/dossiers?cursor="),
        ("cd-lan", "/api/public/dossiers/"),
        ("cd-lan", "/api/public/procedures?q="),
        ("cd-lan", "/api/public/procedures?level="),
        ("cd-lan", "/api/public/procedures/"),
        ("cd-lan", "/api/public/lists/"),
        ("cd-lan", "/api/public/units/resolve?name=ha+tu&on="),
        ("cd-lan", "/api/public/units/resolve?on=2026-01-01&name="),
        ("tn-hatu", "/api/staff/search?q="),
        ("tn-hatu", "/api/staff/alarms?desk="),
        ("tn-hatu", "/api/staff/alarms?desk=TT-06652&list="),
        ("tn-hatu", "/api/staff/alarms?desk=TT-06652&cursor="),
        ("tn-hatu", "/api/staff/queue?assignee=me&cursor="),
        ("tn-hatu", "/api/staff/queue?state=submitted&desk="),
        ("tn-hatu", "/api/staff/dossiers/"),
    ];
    for (account, path) in paths {
        let by = person(host(), account);
        for _ in 0..200 {
            let bytes = odd(&mut dice).to_string().into_bytes();
            let mut word: String = bytes.iter().take(400).map(|byte| format!("%{byte:02X}")).collect();
            if dice.roll(6) == 0 {
                word.push_str("%FF%F0%28");
            }
            let answer = by.get(&format!("{path}{word}"));
            assert!(answer.status < 500, "{path}{word}: {}", answer.text());
        }
    }
}
