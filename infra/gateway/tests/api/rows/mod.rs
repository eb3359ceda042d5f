//! Whole rows as they are stored, keys, attributes and sealed bodies: what schema 1 wrote is read for ever. The file holds a
//! table with two dossiers in it; `WRITE_GOLDEN=1` writes one that is missing, and never changes one that is there.

mod more;

use crate::{
    certified_copy::certified_copy,
    common::{
        case::Case,
        host::{dynamo, host, seed_folder},
        people::{person, stranger},
        samples,
        world::{World, at},
    },
};
use aws_sdk_dynamodb::{primitives::Blob, types::AttributeValue};
use domain::slip::Keeper;
use jiff::civil::DateTime;
use serde_json::{Map, Value, json};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fs,
    path::{Path, PathBuf},
};

/// The world whose rows the file holds; a row is bound to it.
const WORLD: &str = "rows_v1";
/// The secret that they were sealed with; it protects nothing.
const SECRET: &[u8] = b"the rows of the golden file, and nothing else";
const BEGIN: &str = "2026-11-17T09:00";
const KEY: &str = "0f2b7c1e-6f3d-4a51-9c58-2f6f0b7d1a01";
const COPY_KEY: &str = "0f2b7c1e-6f3d-4a51-9c58-2f6f0b7d1a02";

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/rows_v1.json")
}

fn world(name: &str) -> World {
    World::under(SECRET, name, BEGIN, &gateway::reference::read(&seed_folder()).expect("the reference data"))
}

/// A shop of which the agency has taken hold, and a certified copy that stands in its book.
fn walk(world: &World) -> (Case<'_>, Case<'_>) {
    let mut shop = samples::shop("06673");
    shop["answers"]["business_name"] = json!("Hộ kinh doanh Hàng Cũ");
    shop["accept"] = json!({ "checklist": samples::shop_checklist(), "fees": samples::shop_fee("BL-0001") });
    let mut case = Case::filed(&person(world, "tn-binhlieu"), KEY, &shop);
    case.act("tn-binhlieu", "forward", json!({ "paper_count": 3 }));
    world.settle(&case.code);
    let mut copy = Case::filed(&person(world, "ct1-hatu"), COPY_KEY, &certified_copy("Bế Thị Cũ"));
    copy.version = 4;
    copy.act("ct-hatu", "approve_sign", json!({}));
    copy.act("ct1-hatu", "publish", json!({ "number": "" }));
    world.settle(&copy.code);
    case.receipt["body"] = shop;
    // Who reads it leaves a row as well.
    case.seen_by("tn-binhlieu");
    (case, copy)
}

/// Every row of a world but the reference data and sessions.
fn rows(name: &str) -> Vec<HashMap<String, AttributeValue>> {
    let table = host().api.config.table.clone();
    let scan = async {
        let (mut found, mut start) = (Vec::new(), None);
        loop {
            let page = dynamo().scan().table_name(&table).set_exclusive_start_key(start).send().await;
            let page = page.expect("the table is read");
            found.extend(page.items().to_vec());
            start = page.last_evaluated_key;
            if start.is_none() {
                return found;
            }
        }
    };
    let mine = |row: &HashMap<String, AttributeValue>| {
        let pk = row["pk"].as_s().expect("a key");
        let entity = pk.strip_prefix(&format!("{name}#"));
        entity.is_some_and(|entity| !entity.starts_with("REF#") && !entity.starts_with("SESS#"))
    };
    let mut rows: Vec<_> = host().wait(scan).into_iter().filter(mine).collect();
    rows.sort_by_key(|row| (row["pk"].as_s().cloned().ok(), row["sk"].as_s().cloned().ok()));
    rows
}

fn to_json(row: &HashMap<String, AttributeValue>) -> Value {
    let sorted: BTreeMap<_, _> = row.iter().collect();
    let attribute = |value: &AttributeValue| match value {
        AttributeValue::S(text) => json!({ "S": text }),
        AttributeValue::N(number) => json!({ "N": number }),
        AttributeValue::B(bytes) => {
            json!({ "B": bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect::<String>() })
        }
        other => panic!("an attribute of another type: {other:?}"),
    };
    Value::Object(sorted.into_iter().map(|(name, value)| (name.clone(), attribute(value))).collect::<Map<_, _>>())
}

fn from_json(row: &Value) -> HashMap<String, AttributeValue> {
    let attribute = |value: &Value| {
        let (kind, text) = value.as_object().and_then(|one| one.iter().next()).expect("a type and a value");
        let text = text.as_str().expect("a text").to_owned();
        match kind.as_str() {
            "S" => AttributeValue::S(text),
            "N" => AttributeValue::N(text),
            _ => AttributeValue::B(Blob::new(
                (0..text.len())
                    .step_by(2)
                    .map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hex"))
                    .collect::<Vec<u8>>(),
            )),
        }
    };
    row.as_object().expect("a row").iter().map(|(name, value)| (name.clone(), attribute(value))).collect()
}

/// Writes the rows of a file as they are.
fn put(rows: &Value) {
    let table = host().api.config.table.clone();
    for row in rows.as_array().expect("rows") {
        let put = dynamo().put_item().table_name(&table).set_item(Some(from_json(row)));
        host().wait(async { put.send().await }).expect("a row is put");
    }
}

/// Names and types of the attributes of each kind of row: `D A` of heads, `D E` of events, `RG`, `TM` …
fn shapes(rows: &[Value]) -> BTreeMap<String, BTreeSet<String>> {
    let mut shapes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        let key = |name: &str| row[name]["S"].as_str().unwrap_or_default().to_owned();
        let (pk, sk) = (key("pk"), key("sk"));
        let entity = pk.split('#').nth(1).unwrap_or_default();
        let kind =
            if entity == "D" { format!("D {}", sk.split('#').next().unwrap_or_default()) } else { entity.to_owned() };
        let of = |(name, value): (&String, &Value)| {
            format!("{name} {}", value.as_object().and_then(|one| one.keys().next()).map_or("", String::as_str))
        };
        // The indexes a head stands in follow its state; the trace is there where a request had one.
        let attributes = row.as_object().expect("a row").iter().map(of);
        shapes.entry(kind).or_default().extend(attributes.filter(|attribute| attribute != "tr B"));
    }
    shapes
}

/// The file; made by a walk of today where it is missing and may be written.
fn golden() -> Value {
    if !file().exists() {
        assert!(std::env::var_os("WRITE_GOLDEN").is_some(), "no golden file; WRITE_GOLDEN=1 writes it");
        let world = self::world(WORLD);
        let (shop, copy) = walk(&world);
        let seen = shop.seen_by("tn-binhlieu");
        let actions: Vec<&Value> =
            seen["history"].as_array().expect("a history").iter().map(|event| &event["action"]).collect();
        let golden = json!({
            "receipt": shop.receipt, "copy": copy.code,
            "seen": { "state": seen["dossier"]["state"]["name"], "actions": actions, "answers": seen["content"]["answers"],
                "due_on": seen["due"]["due_on"], "applicant": seen["dossier"]["applicant"], "slips": seen["dossier"]["slips"] },
            "form_01": form_01(&world, &shop.code),
            "rows": rows(WORLD).iter().map(to_json).collect::<Vec<_>>(),
        });
        fs::create_dir_all(file().parent().expect("a folder")).expect("a folder");
        fs::write(file(), format!("{}\n", serde_json::to_string_pretty(&golden).expect("JSON"))).expect("a file");
    }
    serde_json::from_str(&fs::read_to_string(file()).expect("a file")).expect("JSON")
}

/// The paper without the site's address, which is another port each time.
fn form_01(world: &World, code: &str) -> Value {
    let path = format!("/api/staff/dossiers/{code}/forms/01");
    let mut form = person(world, "tn-binhlieu").get(&path).expect(200).json();
    let paper = form.as_object_mut().expect("a form");
    assert!(paper.remove("qr_code").is_some() && paper.remove("lookup_address").is_some(), "it leads to tracking");
    form
}

#[test]
fn rows_that_schema_1_wrote_are_read_found_and_carried_on_by_todays_functions() {
    let golden = golden();
    let world = world(WORLD);
    put(&golden["rows"]);
    world.when("2026-11-17T14:00");
    let code = golden["receipt"]["code"].as_str().expect("a code");
    let desk = person(&world, "tn-binhlieu");
    let seen = desk.look(code).expect(200).json();
    let expected = &golden["seen"];
    assert_eq!(seen["dossier"]["state"]["name"], expected["state"]);
    for (now, then) in [("applicant", "applicant"), ("slips", "slips")] {
        assert_eq!(seen["dossier"][now], expected[then]);
    }
    assert_eq!((&seen["content"]["answers"], &seen["due"]["due_on"]), (&expected["answers"], &expected["due_on"]));
    let actions: Vec<&Value> =
        seen["history"].as_array().expect("a history").iter().map(|event| &event["action"]).collect();
    assert_eq!(json!(actions), expected["actions"]);
    assert_eq!(form_01(&world, code), golden["form_01"], "the paper is the same");

    // The idempotency record has no body: the same key still gives the same receipt.
    let mut again = desk.file(KEY, &golden["receipt"]["body"]).expect(201).json();
    let mut receipt = golden["receipt"].clone();
    receipt.as_object_mut().expect("a receipt").remove("body");
    // Reasons were kept as codes then; they are said in words now.
    let because = [&mut again, &mut receipt].map(|receipt| receipt["because"].take());
    assert!(because[0][0]["vi"].is_string() && because[1][0]["place_of_field"].is_object(), "{because:?}");
    assert_eq!(again, receipt);
    let track = json!({ "code": code, "secret": receipt["secret"] });
    assert_eq!(stranger(&world).post("/api/public/track", &track).expect(200).json()["code"], code);

    // It is found by desk, by name and in the books.
    let has = |path: &str, who: &str, list: &str, name: &str, code: &str| {
        let page = person(&world, who).get(path).expect(200).json();
        page[list].as_array().is_some_and(|rows| rows.iter().any(|row| row[name] == code))
    };
    assert!(has("/api/staff/queue?desk=06673/CX-KINHTE&state=in_transfer", "tp-kt-baichay", "rows", "code", code));
    assert!(has("/api/staff/search?q=s%C3%A1u", "tn-binhlieu", "rows", "code", code));
    let period = (BEGIN.parse().map(DateTime::date), at(BEGIN), at("2026-11-17T23:00"));
    let (Ok(day), begin, end) = period else { panic!("a day") };
    let lines = |desk: &str| {
        let keeper = Keeper::of_desk(desk).expect("a desk that keeps a register");
        let lines = world.api.store.register(&keeper, (day, day), (begin, end), 10);
        host().wait(lines).expect("the register is read")
    };
    assert!(lines("TT-06838").iter().any(|(dossier, entry)| dossier.as_str() == code && !entry.address.is_empty()));
    let copy = golden["copy"].as_str().expect("a code");
    assert!(lines("TT-06652").iter().any(|(dossier, entry)| dossier.as_str() == copy && entry.certified.len() == 2));

    // And it goes on: the next event continues the chain, the next copy the numbers of the book.
    let version = seen["dossier"]["version"].as_u64().expect("a version");
    let receive = json!({ "assignee": "tl-kt-baichay", "paper_count": 3 });
    let view = person(&world, "tp-kt-baichay").act(code, "receive", version, &receive).expect(200).json();
    assert_eq!(view["dossier"]["state"]["name"], "assigned");
    let mut next =
        Case::filed(&person(&world, "ct1-hatu"), "0f2b7c1e-6f3d-4a51-9c58-2f6f0b7d1a03", &certified_copy("Bế Thị Mới"));
    next.version = 4;
    next.act("ct-hatu", "approve_sign", json!({}));
    let view = next.act("ct1-hatu", "publish", json!({ "number": "" }));
    assert_eq!(view["dossier"]["state"]["result"]["number"], "2-3/2026");
}

#[test]
fn every_kind_of_row_is_written_today_as_the_golden_file_has_it() {
    let golden = golden();
    let today = world("rows_today");
    let _ = walk(&today);
    let today: Vec<Value> = rows("rows_today").iter().map(to_json).collect();
    let published = shapes(golden["rows"].as_array().expect("rows"));
    assert!(
        ["D A", "D E", "I", "RG", "SEQ", "S", "NB"].iter().all(|kind| published.contains_key(*kind)),
        "{published:#?}"
    );
    assert_eq!(shapes(&today), published, "a row with other attributes is another schema: see `upcast`");
}

/// Kinds of rows that no golden file has: short-lived ones, and those that are written anew from the reference data.
const NOT_KEPT: [(&str, &str); 4] = [
    ("PING", "never written"),
    ("REF", "seeded anew"),
    ("SESS", "gone within a day; its body is a golden form"),
    ("U", "gone with the draft"),
];

#[test]
fn no_kind_of_row_comes_in_without_a_golden_row_or_a_reason() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../functions/api/src/store");
    let mut kinds = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("the store") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source");
        kinds.extend(text.split(".pk(\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
    }
    assert!(kinds.contains("D") && kinds.len() > 15, "the sources were read: {kinds:?}");
    let files = [golden(), more::golden()];
    let published: Vec<_> = files.iter().map(|file| shapes(file["rows"].as_array().expect("rows"))).collect();
    let kept =
        |kind: &str| published.iter().flat_map(|file| file.keys()).any(|known| known.split(' ').next() == Some(kind));
    let reason = |kind: &str| NOT_KEPT.iter().any(|(known, _)| *known == kind);
    let wrong: Vec<&String> = kinds.iter().filter(|kind| kept(kind) == reason(kind)).collect();
    assert!(wrong.is_empty(), "without a golden row, or with a row and an excuse: {wrong:?}");
}
