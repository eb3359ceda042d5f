//! Company: a vehicle badge, brought to Móng Cái 1 by an employee, decided by the Department of Construction on two
//! levels, handed to a proxy.

use crate::common::{
    case::Case,
    door::Door,
    people::person,
    samples::{self, EMPLOYEE},
};
use serde_json::json;
use uuid::Uuid;

/// From the counter to the proxy.
pub fn company_badge(door: &dyn Door) {
    let counter = person(door, "tn-mongcai1");
    let mut body = samples::badge();
    body["answers"]["mandate_number"] = json!("");
    let refused = counter.file(&Uuid::new_v4().to_string(), &body).refused(422, "invalid");
    assert_eq!(refused["errors"][0]["field"], "mandate_number", "who acts for a company has a mandate");

    let mut case = Case::filed(&counter, &Uuid::new_v4().to_string(), &samples::badge());
    let view = case.seen_by("tn-mongcai1");
    assert_eq!(view["dossier"]["resolver"]["agency"], "QN-SXD");
    assert_eq!(view["dossier"]["applicant"]["organisation"], "Công ty TNHH Vận tải Ví Dụ");
    case.act("tn-mongcai1", "forward", json!({ "paper_count": 2 }));
    case.act("tp-sxd", "receive", json!({ "assignee": "tl-sxd", "paper_count": 2 }));
    case.act("tl-sxd", "start_work", json!({}));

    let badge = samples::pdf("phù hiệu");
    let draft = Uuid::new_v4().to_string();
    let file = person(door, "tl-sxd").upload(&draft, &badge);
    let short = case.tried("tl-sxd", "submit_for_signature", &json!({ "document": file, "draft": draft }));
    assert_eq!(short.refused(422, "rule_refuses")["guard"], "level_1", "two levels need the head's endorsement");
    case.act("tl-sxd", "submit_for_approval", json!({ "decision": "grant", "document": file, "draft": draft }));
    case.tried("gd-sxd", "approve_sign", &json!({})).refused(409, "impossible_in_this_state");
    case.act("tp-sxd", "endorse", json!({}));
    case.act("gd-sxd", "return_for_rework", json!({ "reason": "Sai biển số xe" }));
    case.act_with(
        "tl-sxd",
        "submit_for_approval",
        &samples::pdf("phù hiệu đã sửa"),
        json!({ "decision": "grant", "document": "$file" }),
    );
    case.act("tp-sxd", "endorse", json!({}));
    case.act("gd-sxd", "approve_sign", json!({}));
    case.act("vt-sxd", "publish", json!({ "number": "1024/PH" }));
    case.act("vt-sxd", "send_result", json!({ "paper_count": 1 }));
    case.act("tkq-mongcai1", "receive_result", json!({ "paper_count": 1 }));
    let proxy = json!({
        "identity": { "kind": "identity_card", "number": "022090001111" }, "receiver_name": "Lò Văn Phương",
        "proxy": "Giấy giới thiệu 15/GT-VD",
    });
    let view = case.act("tkq-mongcai1", "hand_over", proxy);
    assert_eq!(view["dossier"]["state"]["receiver"]["proxy"], "Giấy giới thiệu 15/GT-VD");
    assert_eq!(view["dossier"]["state"]["receiver"]["id_masked"], "••••••••1111");
    super::tells_nothing_personal(&case, &[EMPLOYEE.0, EMPLOYEE.1, EMPLOYEE.2, "Lò Văn Phương", "022090001111"]);
}
