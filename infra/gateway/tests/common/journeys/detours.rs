//! The other ways: refused, supplemented, corrected, referred, denied.

use super::{birth_filed, birth_in_process};
use crate::common::{
    case::Case,
    door::{Door, eventually},
    people::person,
    samples::{self, returned},
};
use serde_json::{Value, json};
use uuid::Uuid;

/// Form 03: with reason, legal basis and guidance, and the end of the way.
pub fn refused_at_intake(door: &dyn Door) {
    let mut case = birth_filed(door, "counter", &samples::photo("giấy chứng sinh"));
    let bare = case.tried("tn-hatu", "refuse", &json!({ "reason": " ", "legal_basis": "", "guidance": "" }));
    let fields = bare.refused(422, "invalid")["errors"].clone();
    assert_eq!(fields.as_array().unwrap().len(), 3, "{fields}");
    let words = json!({
        "reason": "Trẻ đã được đăng ký khai sinh", "legal_basis": "Điều 16 Luật Hộ tịch", "guidance": "Xin trích lục bản sao",
    });
    let view = case.act("tn-hatu", "refuse", words);
    assert_eq!(view["dossier"]["slips"][0]["form"], "03");
    let tracked = case.tracked();
    assert_eq!(tracked["national_status"], 3);
    assert_eq!(tracked["reason"], "Trẻ đã được đăng ký khai sinh");
    assert_eq!(tracked["guidance"], "Xin trích lục bản sao");
    case.tried("tn-hatu", "accept", &samples::birth_accepted()).refused(409, "impossible_in_this_state");
}

/// Form 02 at intake: the mother answers a paper and a field herself, and nothing else can be changed by it.
pub fn supplemented_at_intake(door: &dyn Door) {
    let mut case = birth_filed(door, "counter", &samples::photo("giấy chứng sinh mờ"));
    let field = json!({ "kind": "field", "name": "birth_paper_number" });
    let list = json!({
        "items": [samples::missing_paper(1, "Ảnh giấy chứng sinh rõ nét"),
            { "target": field, "missing": "Số giấy chứng sinh", "legal_basis": "Điều 16 Luật Hộ tịch" }],
        "reason": "Ảnh mờ, không đọc được", "due_on": samples::day(door, 10),
    });
    let mut past = list.clone();
    past["due_on"] = json!(samples::day(door, -1));
    let past = case.tried("tn-hatu", "request_supplement", &past).refused(422, "invalid");
    assert_eq!(past["errors"][0]["code"], "in_the_past");
    let mut by_data = list.clone();
    by_data["items"][0]["target"]["id"] = json!(5);
    let by_data = case.tried("tn-hatu", "request_supplement", &by_data).refused(422, "invalid");
    assert_eq!(by_data["errors"][0]["field"], "items[0].fallback", "the population data have it (R20)");
    let view = case.act("tn-hatu", "request_supplement", list.clone());
    assert_eq!(view["dossier"]["slips"][0]["form"], "02");

    let mother = person(door, "cd-lan");
    let view = mother.look(&case.code).expect(200).json();
    assert_eq!(view["supplement"]["items"].as_array().unwrap().len(), 2);
    assert!(view["allowed"].as_array().unwrap().contains(&json!("resubmit")), "{}", view["allowed"]);
    let clear = samples::photo("giấy chứng sinh rõ");
    let paper = json!({ "kind": "paper", "id": 1 });
    let half = json!({ "items": [{ "target": field, "value": "CS-2026-119" }] });
    let half = case.tried("cd-lan", "resubmit", &half).refused(422, "invalid");
    assert_eq!(half["errors"][0]["field"], "items[0]", "every line is answered");
    let other = json!({ "items": [{ "target": { "kind": "field", "name": "child_full_name" }, "value": "Tên Khác" }] });
    let other = case.tried("cd-lan", "resubmit", &other).refused(422, "invalid");
    assert_eq!(other["errors"][0]["code"], "not_asked");
    let answered =
        json!({ "items": [{ "target": paper, "files": ["$file"] }, { "target": field, "value": "CS-2026-119" }] });
    let view = case.act_with("cd-lan", "resubmit", &clear, answered);
    assert_eq!(view["answers"]["birth_paper_number"], "CS-2026-119");
    let files = view["papers"][0]["files"].as_array().unwrap().clone();
    assert_eq!(files.len(), 2, "the first photograph stays in the file");
    assert_eq!(mother.download(&case.code, files[1]["id"].as_str().unwrap()), clear.bytes);
    assert_eq!(case.tracked()["state"], "submitted");
    let again = case.tried("tn-hatu", "request_supplement", &list);
    assert_eq!(again.refused(422, "rule_refuses")["guard"], "supplement_allowed");
    case.act("tn-hatu", "accept", samples::birth_accepted());
}

/// One level: the officer drafts the denial, the chairman signs it.
pub fn denied_by_one_level(door: &dyn Door) {
    let mut case = birth_in_process(door, "counter");
    let unfounded = case.tried("tl-vp-hatu", "deny", &json!({ "reason": "Hồ sơ giả", "legal_basis": "" }));
    assert_eq!(unfounded.refused(422, "invalid")["errors"][0]["field"], "legal_basis");
    case.act(
        "tl-vp-hatu",
        "deny",
        json!({ "reason": "Giấy chứng sinh không hợp lệ", "legal_basis": "Điều 16 Luật Hộ tịch" }),
    );
    let grant = case.tried("ct-hatu", "approve_sign", &json!({}));
    assert_eq!(grant.refused(422, "rule_refuses")["guard"], "kind_grant", "a denial is not signed as a grant");
    case.act("ct-hatu", "sign_denial", json!({}));
    case.act("vt-hatu", "publish", json!({ "number": "16/TB" }));
    let tracked = case.tracked();
    assert_eq!(tracked["result"]["decision"], "denial");
    assert_eq!(tracked["reason"], "Giấy chứng sinh không hợp lệ");
    assert_eq!(tracked["legal_basis"], "Điều 16 Luật Hộ tịch");
}

/// Two levels: the officer proposes, the head denies, the director signs.
pub fn denied_by_two_levels(door: &dyn Door) {
    let counter = person(door, "tn-mongcai1");
    let mut case = Case::filed(&counter, &Uuid::new_v4().to_string(), &samples::badge());
    case.act("tn-mongcai1", "forward", json!({ "paper_count": 2 }));
    case.act("tp-sxd", "receive", json!({ "assignee": "tl-sxd", "paper_count": 2 }));
    case.act("tl-sxd", "start_work", json!({}));
    let words = json!({ "reason": "Xe hết hạn kiểm định", "legal_basis": "Nghị định 158/2024/NĐ-CP" });
    case.tried("tl-sxd", "deny", &words).refused(422, "rule_refuses");
    let mut proposal = words.clone();
    proposal["decision"] = json!("denial");
    case.act("tl-sxd", "submit_for_approval", proposal);
    case.act("tp-sxd", "deny", words);
    case.act("gd-sxd", "sign_denial", json!({}));
    case.act("vt-sxd", "publish", json!({ "number": "88/TB" }));
    assert_eq!(case.tracked()["result"]["decision"], "denial");
}

/// An old address in a unit that was split: the coordinator decides; an agency sends back what is not its own.
pub fn unresolved_competence(door: &dyn Door) {
    let counter = person(door, "tn-binhlieu");
    let mut body = samples::shop("06655");
    body["accept"] = json!({ "checklist": samples::shop_checklist(), "fees": samples::shop_fee("BL-0002") });
    let mut case = Case::filed(&counter, &Uuid::new_v4().to_string(), &body);
    assert!(case.code.starts_with("H49.801-"), "where it is unresolved the code is the province's: {}", case.code);
    assert_eq!(case.receipt["agency"], Value::Null);
    eventually("the system refers it at once", || (case.state() == "awaiting_competence").then_some(()));
    case.version += 1;
    let forwarded = case.tried("tn-binhlieu", "forward", &json!({ "paper_count": 3 }));
    forwarded.refused(409, "impossible_in_this_state");
    person(door, "tp-kt-baichay").look(&case.code).refused(404, "not_found");
    let view = case.seen_by("dp-tinh");
    assert!(view["agencies"].as_array().unwrap().iter().any(|agency| agency["id"] == "06673"));
    let nowhere = case.tried("dp-tinh", "decide_competence", &json!({ "agency": "99999", "reason": "Nhầm" }));
    assert_eq!(nowhere.refused(422, "invalid")["errors"][0]["field"], "agency");
    case.act("dp-tinh", "decide_competence", json!({ "agency": "06652", "reason": "Theo bản đồ địa giới" }));
    case.act(
        "tp-kt-hatu",
        "return_wrong_agency",
        json!({ "reason": "Không thuộc địa bàn phường", "legal_basis": "Điều 21 Nghị định 118/2025/NĐ-CP" }),
    );
    let view = case.act("dp-tinh", "decide_competence", json!({ "agency": "06673", "reason": "Thuộc Bãi Cháy" }));
    assert_eq!(view["dossier"]["resolver"]["office"], "CX-KINHTE");
    case.act("tp-kt-baichay", "receive", json!({ "assignee": "tl-kt-baichay", "paper_count": 3 }));
    assert_eq!(case.receipt["code"], case.code.as_str(), "the code never changes");
}

/// A wrong name and a wrong procedure are corrected before work starts; the place of return may change.
pub fn corrected_before_work(door: &dyn Door) {
    let mut case = birth_filed(door, "counter", &samples::photo("giấy chứng sinh"));
    case.act(
        "tn-hatu",
        "amend_intake",
        json!({ "answers": { "child_full_name": "Nguyễn Minh Khoa" }, "reason": "Gõ nhầm tên" }),
    );
    let view = case.seen_by("tn-hatu");
    assert_eq!(view["content"]["answers"]["child_full_name"], "Nguyễn Minh Khoa");
    let broken = json!({ "answers": { "child_full_name": "K1" }, "reason": "Gõ nhầm" });
    case.tried("tn-hatu", "amend_intake", &broken).refused(422, "invalid");

    let elsewhere = json!({ "return_to": returned("counter", "06838") });
    case.act("cd-lan", "change_return_place", elsewhere);
    let unknown = json!({ "return_to": returned("counter", "99999") });
    let unknown = case.tried("cd-lan", "change_return_place", &unknown).refused(422, "invalid");
    assert_eq!(unknown["errors"][0]["field"], "return_to.centre");
    assert!(case.tracked()["return_place"]["vi"].as_str().unwrap().contains("Bình Liêu"));
    case.tried("tkq-binhlieu", "change_return_place", &json!({ "return_to": returned("counter", "06652") }))
        .refused(422, "invalid");

    // It was a re-registration after all: the whole form of the other procedure comes with the correction.
    let mut case = Case::filed(&person(door, "tn-mongcai1"), &Uuid::new_v4().to_string(), &{
        let mut body = samples::badge();
        body.as_object_mut().unwrap().remove("accept");
        body
    });
    let mut answers = samples::badge()["answers"].clone();
    answers.as_object_mut().unwrap().remove("states_paper_1");
    answers["states_paper_2"] = json!(false);
    answers["subject"] = json!("Cấp giấy phép kinh doanh vận tải bằng xe ô tô");
    let amended = json!({ "procedure": "1.000703", "answers": answers, "reason": "Chọn nhầm thủ tục" });
    let code = case.code.clone();
    let view = case.act("tn-mongcai1", "amend_intake", amended);
    assert_eq!(view["procedure"]["code"], "1.000703");
    assert_eq!(view["dossier"]["code"], code.as_str(), "the code stays");
    assert!(view["content"]["answers"].get("states_paper_1").is_none());
}
