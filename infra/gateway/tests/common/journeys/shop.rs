//! Shop: taken in at Bình Liêu, decided by the economic office of Bãi Cháy, handed over at Bình Liêu.

use crate::common::{
    case::Case,
    door::{Door, eventually},
    people::person,
    samples::{self, OWNER},
};
use serde_json::json;
use uuid::Uuid;

/// Far from home, with one supplement.
pub fn shop_far_from_home(door: &dyn Door) {
    let counter = person(door, "tn-binhlieu");
    let mut body = samples::shop("06673");
    let fee = |receipt: &str| json!({ "checklist": samples::shop_checklist(), "fees": samples::shop_fee(receipt) });

    // The fee is due at filing: without it, or without its receipt, nothing is accepted and nothing is filed.
    let key = Uuid::new_v4().to_string();
    body["accept"] = json!({ "checklist": samples::shop_checklist(), "fees": [] });
    assert_eq!(counter.file(&key, &body).refused(422, "rule_refuses")["guard"], "fee_at_filing_paid");
    body["accept"] = fee("");
    assert_eq!(counter.file(&key, &body).refused(422, "rule_refuses")["guard"], "fee_at_filing_paid");

    body["accept"] = fee("BL-0001");
    let scan = samples::pdf("giấy đề nghị đăng ký");
    body["papers"][0]["files"] = json!([counter.upload(&key, &scan)]);
    let mut case = Case::filed(&counter, &key, &body);
    let view = case.seen_by("tn-binhlieu");
    assert_eq!(view["dossier"]["state"]["name"], "accepted");
    assert_eq!(view["dossier"]["fees"][0]["receipt_number"], "BL-0001");
    assert_eq!(view["dossier"]["resolver"]["agency"], "06673");
    assert_eq!(view["dossier"]["owner"], json!(null), "the pseudonym is nobody's to see");
    eventually("the search finds the owner by the middle of her name", || {
        let found = counter.get("/api/staff/search?q=sau").expect(200).json();
        found["rows"].as_array()?.iter().any(|row| row["code"] == case.code.as_str()).then_some(())
    });
    let by_code = counter.get(&format!("/api/staff/search?q={}", case.code.to_lowercase())).expect(200).json();
    assert_eq!(by_code["rows"][0]["code"], case.code.as_str());

    case.act("tn-binhlieu", "forward", json!({ "paper_count": 3 }));
    let wrong = case.tried("tp-kt-baichay", "receive", &json!({ "assignee": "tl-kt-baichay", "paper_count": 2 }));
    assert_eq!(wrong.refused(422, "invalid")["errors"][0]["field"], "paper_count");
    let stranger = case.tried("tp-kt-baichay", "receive", &json!({ "assignee": "tl-vp-hatu", "paper_count": 3 }));
    assert_eq!(stranger.refused(422, "invalid")["errors"][0]["field"], "assignee");
    case.act("tp-kt-baichay", "receive", json!({ "assignee": "tl-kt-baichay", "paper_count": 3 }));
    case.act("tl-kt-baichay", "start_work", json!({}));
    supplement(&mut case);

    let result = samples::pdf("giấy chứng nhận đăng ký hộ kinh doanh");
    case.act_with("tl-kt-baichay", "submit_for_signature", &result, json!({ "document": "$file" }));
    // Who signs reads first; what the agency made lies apart from what the citizen brought.
    let draft = case.seen_by("tp-kt-baichay")["dossier"]["state"]["draft"]["document"].clone();
    let signer = person(door, "tp-kt-baichay");
    assert_eq!(signer.download(&case.code, draft.as_str().unwrap_or_default()), result.bytes);
    case.act("tp-kt-baichay", "approve_sign", json!({}));
    let unnumbered = case.tried("vt-baichay", "publish", &json!({ "number": "77/GCN" }));
    assert_eq!(unnumbered.refused(422, "rule_refuses")["guard"], "external_number");
    case.act("vt-baichay", "publish", json!({ "number": "77/GCN", "external_number": "22A8001234" }));
    let here = case.tried("tkq-binhlieu", "receive_result", &json!({ "paper_count": 1 }));
    assert_eq!(here.refused(422, "rule_refuses")["guard"], "here_or_arrived");
    case.act("vt-baichay", "send_result", json!({ "paper_count": 1 }));
    case.act("tkq-binhlieu", "receive_result", json!({ "paper_count": 1 }));
    let unseen = json!({ "identity": { "kind": "identity_card", "number": " " }, "receiver_name": OWNER.0 });
    let unseen = case.tried("tkq-binhlieu", "hand_over", &unseen).refused(422, "invalid");
    assert_eq!(unseen["errors"][0]["field"], "identity.number", "nothing is handed to somebody unseen");
    let handed = json!({ "identity": { "kind": "identity_card", "number": OWNER.1 }, "receiver_name": OWNER.0 });
    case.act("tkq-binhlieu", "hand_over", handed);
    assert_eq!(case.state(), "returned");
    super::tells_nothing_personal(&case, &[OWNER.0, OWNER.1, OWNER.2]);
}

/// Asked once, agreed by the head, answered at the counter; the clock rests meanwhile.
fn supplement(case: &mut Case<'_>) {
    let mut copy = samples::missing_paper(2, "Bản chụp giấy tờ tùy thân");
    // Data replace it, so it takes a reason (R20).
    copy["fallback"] = json!("unreachable");
    let list = json!({
        "items": [copy],
        "reason": "Thiếu bản chụp giấy tờ tùy thân của chủ hộ", "due_on": samples::day(case.door, 20),
    });
    let too_early = case.tried("tl-kt-baichay", "request_supplement", &list);
    assert_eq!(too_early.refused(422, "rule_refuses")["guard"], "unit_head_agrees");
    case.act("tl-kt-baichay", "propose_supplement", list.clone());
    case.act("tp-kt-baichay", "agree_supplement", json!({}));
    let mut other = list.clone();
    other["reason"] = json!("Thiếu thêm giấy tờ khác");
    let other = case.tried("tl-kt-baichay", "request_supplement", &other);
    assert_eq!(other.refused(422, "rule_refuses")["guard"], "unit_head_agrees", "the head agreed to another list");
    let view = case.act("tl-kt-baichay", "request_supplement", list.clone());
    assert_eq!(view["dossier"]["clock"]["kind"], "paused");
    let tracked = case.tracked();
    assert_eq!(tracked["supplement_items"], json!(["Bản chụp giấy tờ tùy thân"]));
    assert!(tracked["paused_since"].is_string());

    let paper = json!({ "kind": "paper", "id": 2 });
    let answer = json!({ "items": [{ "target": paper, "on_paper": true }], "paper_count": 1 });
    let unidentified = case.tried("tn-binhlieu", "supplement_received", &answer);
    assert_eq!(unidentified.refused(422, "invalid")["errors"][0]["field"], "identity.number");
    let mut nothing = answer.clone();
    nothing["items"] = json!([]);
    nothing["identity"] = json!({ "kind": "identity_card", "number": OWNER.1 });
    case.tried("tn-binhlieu", "supplement_received", &nothing).refused(422, "invalid");
    let mut answer = answer;
    answer["identity"] = json!({ "kind": "identity_card", "number": OWNER.1 });
    let view = case.act("tn-binhlieu", "supplement_received", answer);
    assert_eq!(view["dossier"]["clock"]["kind"], "running");
    assert_eq!(view["dossier"]["paper_count"], 4);
    let again = case.tried("tl-kt-baichay", "request_supplement", &list);
    let guard = &again.refused(422, "rule_refuses")["guard"];
    assert_eq!(guard, "supplement_allowed", "a second supplement needs the head again");
}
