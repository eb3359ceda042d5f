//! What the system does when time passes, in worlds whose clock the test sets: alarms, reminders, steps without
//! judgement. A person acts (I8).

use crate::common::{
    case::Case,
    host::host,
    journeys::{birth_filed, birth_in_process, birth_issued},
    people::person,
    samples,
    world::{World, at},
};
use domain::calendar::day_of;
use serde_json::{Value, json};
use uuid::Uuid;

fn filed(world: &World) -> Case<'_> {
    birth_filed(world, "counter", &samples::photo("giấy chứng sinh"))
}

/// Wholly electronic: no paper is kept.
fn electronic() -> Value {
    let mut accepted = samples::birth_accepted();
    accepted["paper_count"] = json!(0);
    accepted
}

fn actions(world: &World, code: &str) -> Vec<String> {
    world.stored(code).events.into_iter().map(|event| event.action).collect()
}

fn alarms(world: &World, account: &str, query: &str) -> Vec<(String, Vec<String>)> {
    let page = person(world, account).get(&format!("/api/staff/alarms?{query}")).expect(200).json();
    let rows = page["rows"].as_array().unwrap().iter();
    rows.map(|row| {
        let moments = row["alarms"].as_array().unwrap().iter().map(|alarm| alarm.as_str().unwrap().to_owned());
        (row["code"].as_str().unwrap().to_owned(), moments.collect())
    })
    .collect()
}

#[test]
fn an_electronic_dossier_is_forwarded_at_once_and_after_three_oclock_the_next_working_morning() {
    // Friday the 4th of December 2026.
    let world = World::at("forwarding", "2026-12-04T14:59");
    let mut early = filed(&world);
    early.act("tn-hatu", "accept", electronic());
    world.settle(&early.code);
    assert_eq!(actions(&world, &early.code), ["submit", "accept", "forward"]);
    assert_eq!(world.stored(&early.code).events[2].by.account.as_str(), "system");

    world.when("2026-12-04T15:01");
    let mut late = filed(&world);
    late.act("tn-hatu", "accept", electronic());
    world.settle(&late.code);
    world.timers();
    world.when("2026-12-06T12:00");
    world.timers();
    assert_eq!(late.state(), "accepted", "nothing is forwarded on a Sunday");
    world.when("2026-12-07T08:00");
    assert_eq!(world.timers().failed, 0);
    assert_eq!(late.state(), "in_transfer");

    let mut paper = filed(&world);
    paper.act("tn-hatu", "accept", samples::birth_accepted());
    world.settle(&paper.code);
    world.when("2026-12-07T14:00");
    world.timers();
    assert_eq!(paper.state(), "accepted", "paper is counted and carried by people");
}

#[test]
fn what_nobody_is_competent_for_goes_to_the_coordination_queue_at_once() {
    let world = World::at("coordination", "2026-12-01T09:00");
    let mut body = samples::shop("06655");
    body["accept"] = json!({ "checklist": samples::shop_checklist(), "fees": samples::shop_fee("BL-0002") });
    let case = Case::filed(&person(&world, "tn-binhlieu"), &Uuid::new_v4().to_string(), &body);
    world.settle(&case.code);
    assert_eq!(case.state(), "awaiting_competence");
    let queue = person(&world, "dp-tinh").get("/api/staff/queue?desk=COORD&state=awaiting_competence").expect(200);
    assert!(queue.text().contains(&case.code));
}

#[test]
fn a_notice_that_is_due_alarms_the_desk_once_until_somebody_acts() {
    let world = World::at("notices", "2026-12-01T09:00");
    let mut case = filed(&world);
    world.settle(&case.code);
    assert_eq!(world.timers().noted, 0, "eight working hours are not over");
    world.when("2026-12-02T10:00");
    assert_eq!(world.timers().noted, 1);
    case.version = world.settle(&case.code);
    let alarm = (case.code.clone(), vec!["intake_notice_due".to_owned()]);
    assert_eq!(alarms(&world, "tn-hatu", "desk=TT-06652"), std::slice::from_ref(&alarm));
    assert_eq!(alarms(&world, "ql-hatu", "desk=TT-06652&list=alarms"), [alarm]);
    let queue = person(&world, "tn-hatu").get("/api/staff/queue?desk=TT-06652&state=submitted").expect(200).json();
    assert_eq!(queue["rows"][0]["alarms"], json!(["intake_notice_due"]), "the queue shows it too");
    person(&world, "tn-binhlieu").get("/api/staff/alarms?desk=TT-06652").refused(403, "not_permitted");
    person(&world, "tn-hatu").get("/api/staff/alarms").refused(400, "malformed");
    person(&world, "tn-hatu").get("/api/staff/alarms?desk=TT-06652&list=all").refused(400, "malformed");

    world.when("2026-12-03T10:00");
    assert_eq!(world.timers().noted, 0, "once");
    case.act("tn-hatu", "accept", samples::birth_accepted());
    world.settle(&case.code);
    assert_eq!(alarms(&world, "tn-hatu", "desk=TT-06652"), []);
    assert_eq!(actions(&world, &case.code), ["submit", "note_timer", "accept"]);
}

#[test]
fn an_alarm_stands_at_every_desk_that_it_names_until_the_date_moves() {
    let world = World::at("alarmed-desks", "2026-12-01T09:00");
    let mut case = birth_in_process(&world, "counter");
    world.settle(&case.code);
    world.when("2026-12-03T08:00");
    world.timers();
    case.version = world.settle(&case.code);
    let late = (case.code.clone(), vec!["overdue".to_owned()]);
    let office = "desk=06652/CX-VP";
    assert_eq!(alarms(&world, "tp-vp-hatu", office), std::slice::from_ref(&late));
    assert_eq!(
        alarms(&world, "ql-hatu", "desk=TT-06652"),
        std::slice::from_ref(&late),
        "the manager where it was filed"
    );
    let result = samples::pdf("giấy khai sinh");
    case.act_with("tl-vp-hatu", "submit_for_signature", &result, json!({ "document": "$file" }));
    case.version = world.settle(&case.code);
    assert_eq!(alarms(&world, "ct-hatu", "desk=06652/CX-CHUTICH"), std::slice::from_ref(&late), "the signer has it");
    assert_eq!(alarms(&world, "tp-vp-hatu", office), [late], "and its head still sees it");
    case.act("ct-hatu", "approve_sign", json!({}));
    case.act("vt-hatu", "publish", json!({ "number": "15/2026", "external_number": "KS-2026-004711" }));
    world.settle(&case.code);
    for (account, desk) in [("tp-vp-hatu", office), ("ql-hatu", "desk=TT-06652"), ("ct-hatu", "desk=06652/CX-CHUTICH")]
    {
        assert_eq!(alarms(&world, account, desk), [], "{desk}: the result is issued");
    }
}

#[test]
fn a_row_that_was_lost_is_written_anew_and_one_that_was_overtaken_does_nothing() {
    let world = World::at("rows", "2026-12-01T09:00");
    let lost = filed(&world);
    let mut overtaken = filed(&world);
    world.settle(&overtaken.code);
    overtaken.act(
        "tn-hatu",
        "refuse",
        json!({ "reason": "Đã đăng ký", "legal_basis": "Điều 16", "guidance": "Xin trích lục" }),
    );
    world.settle(&overtaken.code);
    world.when("2026-12-02T10:00");
    let run = world.timers();
    assert_eq!((run.rows, run.noted, run.failed), (1, 0, 0), "the overtaken row is deleted, the lost one not there");
    assert_eq!(world.timers().rows, 0);
    assert_eq!(host().wait(api::worker::rebuild(&world.api)).unwrap(), 1, "what has ended waits for nothing");
    assert_eq!(world.timers().noted, 1);
    assert_eq!(actions(&world, &lost.code), ["submit", "note_timer"]);
    assert_eq!(actions(&world, &overtaken.code), ["submit", "refuse"]);
}

#[test]
fn a_result_that_nobody_collects_is_listed_and_the_citizen_reminded_once() {
    let world = World::at("uncollected", "2026-12-01T09:00");
    let mut case = birth_in_process(&world, "counter");
    birth_issued(&mut case, &samples::pdf("giấy khai sinh"));
    case.act("tkq-hatu", "receive_result", json!({ "paper_count": 1 }));
    world.settle(&case.code);
    assert_eq!(alarms(&world, "tkq-hatu", "desk=TT-06652&list=uncollected"), []);
    world.when("2027-01-05T09:00");
    world.timers();
    world.timers();
    world.settle(&case.code);
    assert_eq!(
        alarms(&world, "tkq-hatu", "desk=TT-06652&list=uncollected"),
        [(case.code.clone(), vec!["result_unclaimed".to_owned()])]
    );
    assert_eq!(alarms(&world, "tkq-hatu", "desk=TT-06652"), [], "it is a list of its own");
    let notices = host().wait(world.api.store.notices(day_of(at("2027-01-05T09:00")))).unwrap();
    let reminders = notices.iter().filter(|notice| notice.code.as_str() == case.code && notice.moment.is_some());
    assert_eq!(reminders.count(), 1);
}

#[test]
fn a_centre_that_keeps_results_shorter_lists_them_earlier_and_says_since_when() {
    let world = World::at("own-timers", "2026-12-01T09:00");
    world.timer_settings(&json!({ "province": {}, "centres": { "06652": { "collection_days": 5 } } }));
    let mut case = birth_in_process(&world, "counter");
    birth_issued(&mut case, &samples::pdf("giấy khai sinh"));
    case.act("tkq-hatu", "receive_result", json!({ "paper_count": 1 }));
    world.settle(&case.code);
    world.when("2026-12-06T08:00");
    world.timers();
    assert_eq!(alarms(&world, "tkq-hatu", "desk=TT-06652&list=uncollected"), []);
    world.when("2026-12-06T10:00");
    world.timers();
    world.settle(&case.code);
    let page = person(&world, "tkq-hatu").get("/api/staff/alarms?desk=TT-06652&list=uncollected").expect(200).json();
    let row = &page["rows"][0];
    assert_eq!((&row["code"], &row["alarms"]), (&json!(case.code), &json!(["result_unclaimed"])));
    assert_eq!(row["since"], at("2026-12-06T09:00").to_string());
    // The present time of the timer is what the next step asks by too.
    case.version = world.settle(&case.code);
    case.act(
        "tkq-hatu",
        "hand_over",
        json!({ "identity": { "kind": "passport", "number": "C1234567" }, "receiver_name": "Nguyễn Thị Lan" }),
    );
    world.settle(&case.code);
    assert_eq!(alarms(&world, "tkq-hatu", "desk=TT-06652&list=uncollected"), [], "what is handed over alarms nobody");
}

#[test]
fn an_opinion_whose_date_has_passed_is_marked_and_a_supplement_that_does_not_come_is_ended_by_a_person_only() {
    let world = World::at("waiting", "2026-12-01T09:00");
    let mut asked = birth_in_process(&world, "counter");
    let question = json!({ "agency": "QN-SXD", "question": "Đề nghị cho ý kiến", "due_on": "2026-12-03" });
    asked.act("tl-vp-hatu", "ask_opinion", json!({ "opinions": [question] }));
    world.settle(&asked.code);
    let mut short = filed(&world);
    let list = json!({
        "items": [samples::missing_paper(1, "Giấy chứng sinh")], "reason": "Ảnh mờ", "due_on": "2026-12-10",
    });
    short.act("tn-hatu", "request_supplement", list);
    world.settle(&short.code);

    world.when("2026-12-04T09:00");
    world.timers();
    world.settle(&asked.code);
    let opinion = world.stored(&asked.code).stored.dossier.opinions[0].state.clone();
    assert_eq!(opinion, domain::dossier::opinion::OpinionState::Overdue);
    assert_eq!(asked.state(), "waiting_opinion", "the question stays open");
    let shown = alarms(&world, "tp-vp-hatu", "desk=06652%2FCX-VP");
    assert!(shown[0].1.contains(&"opinion_overdue".to_owned()), "{shown:?}");

    world.when("2026-12-12T09:00");
    world.timers();
    short.version = world.settle(&short.code);
    assert_eq!(short.state(), "intake_supplement", "the system proposes, a person signs");
    let notes = actions(&world, &short.code).into_iter().filter(|action| action == "note_timer").count();
    assert_eq!(notes, 2, "the reminder and the last day");
    short.act(
        "tn-hatu",
        "expire",
        json!({ "reason": "Không bổ sung", "legal_basis": "Nghị định 61/2018/NĐ-CP", "guidance": "Nộp hồ sơ mới" }),
    );
    world.settle(&short.code);
    assert_eq!(alarms(&world, "tn-hatu", "desk=TT-06652"), []);
}
