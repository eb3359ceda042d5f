//! What a dossier waits for: a withdrawal's answer, a payment, other agencies, a later date.

use crate::common::{
    door::eventually,
    host::host,
    journeys::{birth_filed, birth_in_process, birth_issued},
    people::person,
    samples,
};
use serde_json::json;

#[test]
fn a_withdrawal_is_refused_taken_back_and_at_last_confirmed() {
    let mut case = birth_in_process(host(), "online");
    case.act("cd-lan", "request_withdrawal", json!({ "reason": "Chưa cần nữa" }));
    let tracked = case.tracked();
    assert_eq!((&tracked["state"], &tracked["national_status"]), (&json!("withdrawal_requested"), &json!(7)));
    assert!(tracked["paused_since"].is_string(), "the clock stands");
    let queue = "/api/staff/queue?desk=TT-06652&state=withdrawal_requested";
    let rows = person(host(), "tn-hatu").get(queue).expect(200).json()["rows"].clone();
    assert!(
        rows.as_array().unwrap().iter().any(|row| row["code"] == case.code.as_str()),
        "the centre finds it: {rows}"
    );

    let refusal = json!({ "reason": "Đã thẩm định xong", "legal_basis": "Điều 21 Nghị định 118/2025/NĐ-CP" });
    let centre = case.tried("tn-hatu", "refuse_withdrawal", &refusal).refused(422, "rule_refuses");
    assert_eq!(centre["guard"], "answers_withdrawal", "after acceptance the agency answers");
    assert_eq!((&centre["rule"], &centre["remedy"]), (&json!("R15"), &json!("let_the_owner_answer")));
    assert!(centre["reference"].as_str().unwrap().contains("Decree 118/2025"));
    case.act("tp-vp-hatu", "refuse_withdrawal", refusal);
    assert_eq!(case.state(), "in_process");

    case.act("cd-lan", "request_withdrawal", json!({}));
    case.act("cd-lan", "cancel_withdrawal", json!({}));
    case.act("cd-lan", "request_withdrawal", json!({}));
    let view = case.act("tn-hatu", "confirm_withdrawal", json!({ "papers_returned": ["Giấy chứng sinh"] }));
    assert_eq!(view["dossier"]["clock"]["kind"], "ended");
    assert_eq!(view["history"].as_array().unwrap().last().unwrap()["slip"]["form"], "05");
    case.tried("cd-lan", "cancel_withdrawal", &json!({})).refused(409, "impossible_in_this_state");
}

#[test]
fn a_tax_is_paid_by_the_citizen_and_the_second_appointment_is_told() {
    let mut case = birth_in_process(host(), "online");
    let obligation = json!({ "obligation": { "kind": "Tiền sử dụng đất", "amount_vnd": 12_000_000,
        "payee": "Thuế tỉnh Quảng Ninh", "slip_number": "PC-12" }, "reason": "Phải nộp trước khi cấp" });
    case.act("tl-vp-hatu", "request_financial_obligation", obligation);
    assert_eq!(case.tracked()["national_status"], 6);
    let owed = |who: &str, path: &str, rows: &str| {
        let list = person(host(), who).get(path).expect(200).json();
        let row =
            list[rows].as_array().and_then(|rows| rows.iter().find(|row| row["code"] == case.code.as_str()).cloned());
        row.expect("the dossier's row")["owed"].clone()
    };
    let asked = json!({ "amount_vnd": 12_000_000 });
    assert_eq!(owed("tl-vp-hatu", "/api/staff/queue?assignee=me", "rows"), asked, "the officer's list says it");
    assert_eq!(owed("cd-lan", "/api/public/me/dossiers", "dossiers"), asked, "and the citizen's own");
    let tomorrow = json!({ "number": "GNT-7", "amount_vnd": 12_000_000, "paid_at": "2999-01-01T00:00:00Z" });
    let wrong = case.tried("cd-lan", "obligation_fulfilled", &json!({ "proof": tomorrow })).refused(422, "invalid");
    assert_eq!(wrong["errors"][0]["field"], "proof.paid_at");
    let paid = json!({ "proof": { "number": "GNT-7", "amount_vnd": 12_000_000, "paid_at": "2026-01-02T03:04:05Z" },
        "document": "$file" });
    let view = case.act_with("cd-lan", "obligation_fulfilled", &samples::photo("giấy nộp tiền"), paid);
    assert_eq!(view["tracked"]["state"], "in_process");
    let seen = case.seen_by("tl-vp-hatu");
    assert_eq!(seen["dossier"]["clock"]["started"]["pauses"][0]["reason"], "financial_obligation");
}

#[test]
fn two_agencies_are_asked_at_once_and_see_nothing_but_their_question() {
    let mut case = birth_in_process(host(), "online");
    let paper = case.seen_by("tl-vp-hatu")["content"]["papers"][0]["files"][0]["id"].clone();
    let ask = |agency: &str, documents: serde_json::Value| {
        json!({ "agency": agency, "question": "Đề nghị xác minh nơi cư trú", "documents": documents,
            "due_on": samples::day(host(), 5) })
    };
    let stranger = json!({ "opinions": [ask("QN-XYZ", json!([]))] });
    let stranger = case.tried("tl-vp-hatu", "ask_opinion", &stranger).refused(422, "invalid");
    assert_eq!(stranger["errors"][0]["field"], "opinions[0].agency");
    person(host(), "yk-sxd").look(&case.code).refused(404, "not_found");
    let both = json!({ "opinions": [ask("QN-SXD", json!([paper])), ask("06652", json!([]))] });
    case.act("tl-vp-hatu", "ask_opinion", both);
    assert_eq!(case.state(), "waiting_opinion");

    // The inbox follows by the stream; it says what is asked and not who asks.
    let code = case.code.clone();
    let inbox = || {
        let rows = person(host(), "yk-sxd").get("/api/staff/queue?opinions=me").expect(200).json()["rows"].clone();
        rows.as_array().unwrap().iter().find(|row| row["code"] == code.as_str()).cloned()
    };
    let row = eventually("the question in the inbox of the asked agency", inbox);
    assert_eq!((&row["applicant"], &row["running"]), (&json!(""), &json!(true)));

    let seen = case.seen_by("yk-sxd");
    assert_eq!((&seen["sight"], &seen["named_agencies"][0]["id"]), (&json!("question"), &json!("QN-SXD")));
    assert_eq!(seen["dossier"]["opinions"].as_array().unwrap().len(), 1, "its own question");
    assert_eq!((&seen["content"]["answers"], &seen["history"]), (&json!({}), &json!([])));
    assert_eq!(seen["dossier"]["applicant"]["name"], "");
    assert_eq!(seen["track_path"], "");
    assert_eq!(seen["allowed"], json!(["answer_opinion"]));
    let file = paper.as_str().unwrap();
    person(host(), "yk-sxd").download(&case.code, file);
    let hidden = format!("/api/staff/dossiers/{}/files/{file}", case.code);
    person(host(), "yk-hatu").get(&hidden).refused(404, "not_found");

    let not_theirs = case.tried("yk-sxd", "answer_opinion", &json!({ "opinion": 2, "answer": "Nhất trí" }));
    assert_eq!(not_theirs.refused(422, "rule_refuses")["guard"], "own_opinion");
    case.act("yk-sxd", "answer_opinion", json!({ "opinion": 1, "answer": "Phù hợp" }));
    assert_eq!(case.state(), "waiting_opinion", "another one blocks");
    eventually("an answered question is gone from the inbox", || inbox().is_none().then_some(()));
    let letter = json!({ "opinion": 2, "answer": "Nhất trí", "document": "$file" });
    let view = case.act_with("tl-vp-hatu", "record_opinion_answer", &samples::pdf("công văn trả lời"), letter);
    assert_eq!(view["dossier"]["state"]["name"], "in_process");
    let last = view["history"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["action"], &last["by"]["role"]), (&json!("opinions_complete"), &json!("system")));
}

#[test]
fn an_apology_moves_the_date_once_and_the_refusal_of_a_second_one_names_its_rule() {
    let mut case = birth_in_process(host(), "online");
    let due = case.tracked()["due"]["due_on"].clone();
    let extend = |offset: i64| json!({ "new_due_on": samples::day(host(), offset), "reason": "Chờ xác minh" });
    let early = case.tried("tp-vp-hatu", "extend_with_apology", &extend(0)).refused(422, "invalid");
    assert_eq!(early["errors"][0]["field"], "new_due_on");
    // Some day of the second week from now is worked.
    let worked = (8..16).find(|offset| {
        let tried = case.tried("tp-vp-hatu", "extend_with_apology", &extend(*offset));
        tried.status == 200
    });
    assert!(worked.is_some(), "a working day was found");
    case.version += 1;
    let tracked = case.tracked();
    assert_ne!(tracked["due"]["due_on"], due);
    let steps = tracked["due"]["steps"].to_string();
    assert!(steps.contains("extended"), "the explanation tells it: {steps}");
    let again = case.tried("tp-vp-hatu", "extend_with_apology", &extend(20)).refused(422, "rule_refuses");
    assert_eq!((&again["guard"], &again["rule"]), (&json!("extension_left"), &json!("R13")));
    assert_eq!(again["errors"][0]["field"], "new_due_on", "on the field");
}

#[test]
fn a_dossier_is_stopped_by_the_head_with_reason_and_basis_only() {
    let mut case = birth_in_process(host(), "online");
    let bare = json!({ "reason": "", "legal_basis": "" });
    let fields = case.tried("tp-vp-hatu", "stop", &bare).refused(422, "invalid")["errors"].clone();
    assert_eq!(fields.as_array().unwrap().len(), 2);
    let stop = json!({ "reason": "Người yêu cầu đã chết", "legal_basis": "Điều 19", "papers_returned": [],
        "fee_refund": { "kind": "none" } });
    case.act("tp-vp-hatu", "stop", stop);
    let tracked = case.tracked();
    assert_eq!((&tracked["state"], &tracked["national_status"]), (&json!("stopped"), &json!(8)));
    assert_eq!(tracked["reason"], "Người yêu cầu đã chết");
}

#[test]
fn a_hand_over_between_units_keeps_code_and_date_and_is_taken_by_the_named_one() {
    let mut case = birth_in_process(host(), "counter");
    let due = case.tracked()["due"]["due_at"].clone();
    let record = json!({ "agency": "06673", "moves": ["resolving_agency"], "paper_count": 0, "batch_id": "BG-1",
        "reason": "Sắp xếp đơn vị hành chính" });
    case.act("ql-tinh", "start_handover", record);
    assert_eq!(case.tracked()["national_status"], 4);
    let colleagues = case.seen_by("tp-vp-baichay")["colleagues"].clone();
    let named = |who: &str| colleagues.as_array().is_some_and(|list| list.iter().any(|one| one["account"] == who));
    assert!(named("tl-vp-baichay"), "{colleagues}");
    let wrong = json!({ "paper_count": 0, "assignee": "tl-vp-hatu" });
    let wrong = case.tried("tp-vp-baichay", "accept_handover", &wrong).refused(422, "invalid");
    assert_eq!(wrong["errors"][0]["field"], "assignee");
    case.act("tp-vp-baichay", "accept_handover", json!({ "paper_count": 0, "assignee": "tl-vp-baichay" }));
    let view = case.seen_by("tl-vp-baichay");
    assert_eq!(view["dossier"]["resolver"]["agency"], "06673");
    assert_eq!((view["dossier"]["code"].as_str(), &case.tracked()["due"]["due_at"]), (Some(case.code.as_str()), &due));
    person(host(), "tl-vp-hatu").look(&case.code).refused(404, "not_found");
}

#[test]
fn nothing_is_withdrawn_once_the_result_is_issued() {
    let mut case = birth_in_process(host(), "counter");
    birth_issued(&mut case, &samples::pdf("giấy khai sinh"));
    case.tried("cd-lan", "request_withdrawal", &json!({})).refused(409, "impossible_in_this_state");
    let early = birth_filed(host(), "counter", &samples::photo("giấy chứng sinh"));
    early.tried("cd-hung", "request_withdrawal", &json!({})).refused(404, "not_found");
}
