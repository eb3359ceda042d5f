//! The province on the eve: two units that become one under the code of one of them, and what lies with them.

use crate::common::{case::Case, host::host, http::Answer, people::person, samples, world::World};
use api::{
    Api,
    reorganisation::{carry, carry::Carried, plans, recount},
};
use domain::{
    dossier::{Actor, Dossier},
    unit::plan::{Plan, Record},
};
use serde_json::{Value, json};
use uuid::Uuid;

/// Bãi Cháy, which resolves, and Bình Liêu, where the shop's owner stands.
pub const RESOLVES: &str = "06673";
pub const RECEIVES: &str = "06838";
/// Diễn Tập takes over the code of Bãi Cháy: its agency is another one.
pub const NEW: &str = "06673-20261211";
pub const PLAN: &str = "QN-TRIAL-2";
pub const DAY: &str = "2026-12-11";

/// Both become one ward.
pub fn plan() -> Plan {
    Plan::from_raw(&raw_plan()).unwrap()
}

pub fn raw_plan() -> Value {
    json!({
        "id": PLAN, "title_vi": "Diễn tập sáp nhập", "title_en": "Merger exercise", "decision": "02/KH",
        "effective": DAY, "ended": [RESOLVES, RECEIVES],
        "begun": [{ "code": RESOLVES, "name": "Diễn Tập", "name_en": "Exercise Ward", "type": "phuong", "agency_code": "H49.991" }],
        "links": [{ "old": RESOLVES, "new": RESOLVES }, { "old": RECEIVES, "new": RESOLVES }],
        "branches": [{ "unit": RESOLVES, "branch": "QN-VPDKDD-HALONG" }],
    })
}

/// A shop taken in at Bình Liêu for Bãi Cháy.
pub fn shop(world: &World, accepted: bool) -> Case<'_> {
    let mut body = samples::shop(RESOLVES);
    if accepted {
        body["accept"] = json!({ "checklist": samples::shop_checklist(), "fees": samples::shop_fee("BL-0001") });
    }
    Case::filed(&person(world, "tn-binhlieu"), &Uuid::new_v4().to_string(), &body)
}

/// On its way to Bãi Cháy.
pub fn in_transfer(world: &World) -> Case<'_> {
    let mut case = shop(world, true);
    case.act("tn-binhlieu", "forward", json!({ "paper_count": 3 }));
    case
}

/// On an officer's desk at Bãi Cháy.
pub fn in_process(world: &World) -> Case<'_> {
    let mut case = in_transfer(world);
    case.act("tp-kt-baichay", "receive", json!({ "assignee": "tl-kt-baichay", "paper_count": 3 }));
    case.act("tl-kt-baichay", "start_work", json!({}));
    case
}

/// Decided, and waiting at Bình Liêu for its owner.
pub fn to_collect(world: &World) -> Case<'_> {
    let mut case = in_process(world);
    let result = samples::pdf("giấy chứng nhận");
    case.act_with("tl-kt-baichay", "submit_for_signature", &result, json!({ "document": "$file" }));
    case.act("tp-kt-baichay", "approve_sign", json!({}));
    case.act("vt-baichay", "publish", json!({ "number": "77/GCN", "external_number": "22A8001234" }));
    case.act("vt-baichay", "send_result", json!({ "paper_count": 1 }));
    case.act("tkq-binhlieu", "receive_result", json!({ "paper_count": 1 }));
    case
}

pub fn stored(world: &World, code: &str) -> Dossier {
    world.stored(code).stored.dossier
}

/// An account as it acts.
pub fn actor(world: &World, id: &str) -> Actor {
    let account = host().wait(world.api.reference.account(&world.api, id)).unwrap().unwrap();
    Actor {
        account: account.id,
        name: account.name,
        title_vi: account.title_vi,
        posts: account.posts,
        citizen: None,
        stands_in: Vec::new(),
        succeeded: Vec::new(),
    }
}

/// Written by the coordinator, approved by the manager in the staff portal.
pub fn approved(world: &World) {
    approved_as(world, plan());
}

/// The same with another plan.
pub fn approved_as(world: &World, plan: Plan) {
    let author = actor(world, "dp-tinh");
    host().wait(plans::draft(&world.api, plan, &author)).unwrap();
    let path = path("approve");
    let read = person(world, "ql-tinh").get(&self::path("")).expect(200).json()["version"].clone();
    let read = json!({ "version": read });
    person(world, "dp-tinh").post(&path, &read).refused(403, "not_permitted");
    let another = person(world, "ql-tinh").post(&path, &json!({ "version": 99 })).refused(422, "rule_refuses");
    assert_eq!(another["guard"], "plan_changed", "what was not read is not approved");
    let view = person(world, "ql-tinh").post(&path, &read).expect(200).json();
    assert_eq!((&view["stage"], &view["approved"]["account"]), (&json!("approved"), &json!("ql-tinh")));
}

/// A path below the plan.
pub fn path(rest: &str) -> String {
    format!("/api/staff/reorganisations/{PLAN}/{rest}").trim_end_matches('/').to_owned()
}

pub fn carry_out(api: &Api) -> api::error::ApiResult<Carried> {
    host().wait(carry::carry_out(api, PLAN, |_| ()))
}

pub fn verify(world: &World) -> Record {
    host().wait(recount::verify(&world.api, PLAN, |_| ())).unwrap()
}

/// The lists that an account sees.
pub fn lists(world: &World, account: &str) -> Vec<Value> {
    let answer = person(world, account).get(&path("lists")).expect(200).json();
    answer["lists"].as_array().unwrap().clone()
}

/// The id of the list of a giving unit.
pub fn list_of(world: &World, from: &str) -> String {
    let lists = lists(world, "ql-tinh");
    let found: Vec<&Value> = lists.iter().filter(|list| list["from"] == from).collect();
    assert_eq!(found.len(), 1, "{lists:#?}");
    found[0]["id"].as_str().unwrap().to_owned()
}

/// A signature on a list.
pub fn sign(world: &World, account: &str, from: &str, list: &str, side: &str) -> Answer {
    person(world, account).post(&path(&format!("lists/{from}/{list}/signatures/{side}")), &json!({}))
}

/// What the receiver found.
pub fn check(world: &World, account: &str, from: &str, list: &str, checks: &Value) -> Answer {
    person(world, account).post(&path(&format!("lists/{from}/{list}/checks")), &json!({ "checks": checks }))
}

/// All items of a list are received.
#[track_caller]
pub fn receive_all(world: &World, account: &str, from: &str, list: &str) {
    let view = person(world, account).get(&path(&format!("lists/{from}/{list}"))).expect(200).json();
    let checks: Vec<Value> = view["batch"]["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| json!({ "code": item["code"], "found": { "kind": "received" } }))
        .collect();
    let checked = check(world, account, from, list, &json!(checks)).expect(200).json();
    for outcome in checked["outcomes"].as_array().unwrap() {
        assert_eq!(outcome["problem"], Value::Null, "{outcome}");
    }
}

/// The same shop, filed with the new unit.
pub fn shop_at_the_new_unit() -> Value {
    let mut body = samples::shop(RESOLVES);
    body["centre"] = json!(NEW);
    body["return_to"] = samples::returned("counter", NEW);
    body["answers"]["return_centre"] = json!(RESOLVES);
    for field in ["requester_residence", "owner_residence"] {
        body["answers"][field] = samples::residence(RESOLVES);
    }
    body
}
