//! The log tells what happened and never to whom.

use crate::{
    common::{
        door::Door,
        journeys,
        people::{person, stranger},
        samples::{self, CHILD, EMPLOYEE, MOTHER, OWNER},
    },
    process::{Process, folder},
};
use serde_json::json;

#[test]
fn no_name_number_phone_secret_or_token_of_a_journey_is_in_the_log() {
    let data = folder("logged");
    std::fs::create_dir_all(&data).unwrap();
    let log = data.with_extension("log");
    let _ = std::fs::remove_file(&log);
    // Everything that our own code can say, and what libraries say at the level of an ordinary run.
    let process = Process::start(&data, &log, "info,api=trace,domain=trace,gateway=trace");
    journeys::birth_handed_over(&process);
    journeys::birth_returned_online(&process);
    journeys::shop_far_from_home(&process);
    journeys::company_badge(&process);
    // What goes wrong is logged more than what goes well.
    let mother = person(&process, "cd-lan");
    let mut body = samples::birth(&process, "counter", "no-such-file");
    mother.file("11111111-2222-4333-8444-555555555555", &body).refused(422, "bad_file");
    body["answers"]["requester_phone"] = json!({ "number": MOTHER.2 });
    mother.file("11111111-2222-4333-8444-555555555555", &body).refused(422, "invalid");
    body["procedure"] = json!(MOTHER.0);
    mother.file("11111111-2222-4333-8444-555555555555", &body).refused(400, "malformed");
    stranger(&process).get(&format!("/api/public/units/resolve?name={}", MOTHER.1)).expect(200);
    person(&process, "tn-hatu").get("/api/staff/search?q=nguyen%20thi").expect(200);
    person(&process, "tn-hatu").get(&format!("/api/staff/search?q={}", MOTHER.1)).expect(200);
    let token = process.session("cd-lan");
    let case = journeys::birth_filed(&process, "counter", &samples::photo("giấy chứng sinh"));
    case.seen_by("tn-hatu");
    let (code, secret) = (case.code.clone(), case.secret.clone());
    drop(process);

    let said = std::fs::read_to_string(&log).unwrap();
    assert!(said.contains("answered") && said.contains("422"), "the log was captured: {said}");
    assert!(said.contains(&code), "a code may be logged, so that a fault can be followed");
    let folded = domain::text::fold(&said);
    for personal in [MOTHER.0, MOTHER.1, MOTHER.2, CHILD, OWNER.0, OWNER.1, OWNER.2, EMPLOYEE.1, EMPLOYEE.2] {
        assert!(!folded.contains(&domain::text::fold(personal)), "the log has {personal}");
    }
    for secret in [&token, &secret, "Tổ 1, khu 2", "Sáu Bình", "C1234567"] {
        assert!(!said.contains(secret), "the log has {secret}");
    }
    let _ = std::fs::remove_dir_all(&data);
    let _ = std::fs::remove_file(&log);
}
