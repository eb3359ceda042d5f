//! What every route refuses, whatever stands behind it. One test for each route; `contract` proves that none is missing.

use crate::common::{
    host::host,
    http::Ask,
    journeys::birth_filed,
    people::{Person, person, stranger},
    samples,
};
use crate::ways_in::portal;
use serde_json::{Value, json};
use std::sync::LazyLock;
use uuid::Uuid;

/// Who may ask.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Anyone,
    SignedIn,
    Citizen,
    Staff,
    Machine,
}

/// A route with what its refusals need to know.
pub struct Route {
    pub method: &'static str,
    /// As the document has it.
    pub path: &'static str,
    pub who: Who,
    /// Takes a JSON body.
    pub body: bool,
}

macro_rules! routes {
    ($($test:ident: $method:literal $path:literal, $who:ident, $body:expr;)*) => {
        /// Every route.
        pub const ALL: &[Route] = &[$(Route { method: $method, path: $path, who: Who::$who, body: $body }),*];

        $(
            #[test]
            fn $test() {
                Route { method: $method, path: $path, who: Who::$who, body: $body }.refuses_what_it_must();
            }
        )*
    };
}

const JSON: bool = true;
const NONE: bool = false;

routes! {
    health_refuses_what_it_must: "GET" "/api/health", Anyone, NONE;
    readiness_refuses_what_it_must: "GET" "/api/health/ready", Anyone, NONE;
    me_refuses_what_it_must: "GET" "/api/auth/me", SignedIn, NONE;
    login_refuses_what_it_must: "GET" "/api/auth/login", Anyone, NONE;
    the_way_back_from_sign_in_refuses_what_it_must: "GET" "/api/auth/callback", Anyone, NONE;
    logout_refuses_what_it_must: "POST" "/api/auth/logout", SignedIn, NONE;
    procedures_refuse_what_they_must: "GET" "/api/public/procedures", Anyone, NONE;
    a_procedure_refuses_what_it_must: "GET" "/api/public/procedures/{code}", Anyone, NONE;
    units_refuse_what_they_must: "GET" "/api/public/units", Anyone, NONE;
    the_roll_of_names_refuses_what_it_must: "GET" "/api/public/units/names", Anyone, NONE;
    resolving_a_unit_refuses_what_it_must: "GET" "/api/public/units/resolve", Anyone, NONE;
    a_list_refuses_what_it_must: "GET" "/api/public/lists/{list}", Anyone, NONE;
    a_due_date_refuses_what_it_must: "POST" "/api/public/due-date", Anyone, JSON;
    a_citizens_upload_refuses_what_it_must: "POST" "/api/public/uploads", Citizen, JSON;
    filing_online_refuses_what_it_must: "POST" "/api/public/dossiers", Citizen, JSON;
    my_dossiers_refuse_what_they_must: "GET" "/api/public/me/dossiers", Citizen, NONE;
    my_dossier_refuses_what_it_must: "GET" "/api/public/dossiers/{code}", Citizen, NONE;
    my_action_refuses_what_it_must: "POST" "/api/public/dossiers/{code}/actions/{action}", Citizen, JSON;
    my_file_refuses_what_it_must: "GET" "/api/public/dossiers/{code}/files/{file}", Citizen, NONE;
    my_form_refuses_what_it_must: "GET" "/api/public/dossiers/{code}/forms/{form}", Citizen, NONE;
    my_forms_file_refuses_what_it_must: "GET" "/api/public/dossiers/{code}/forms/{form}/pdf", Citizen, NONE;
    tracking_refuses_what_it_must: "POST" "/api/public/track", Anyone, JSON;
    the_result_by_secret_refuses_what_it_must: "POST" "/api/public/track/result", Anyone, JSON;
    a_queue_refuses_what_it_must: "GET" "/api/staff/queue", Staff, NONE;
    the_alarms_refuse_what_they_must: "GET" "/api/staff/alarms", Staff, NONE;
    a_batch_refuses_what_it_must: "POST" "/api/staff/batch/{action}", Staff, JSON;
    the_search_refuses_what_it_must: "GET" "/api/staff/search", Staff, NONE;
    an_officers_upload_refuses_what_it_must: "POST" "/api/staff/uploads", Staff, JSON;
    counter_intake_refuses_what_it_must: "POST" "/api/staff/dossiers", Staff, JSON;
    the_portals_filing_refuses_what_it_must: "POST" "/api/staff/portal-dossiers", Machine, JSON;
    a_dossier_refuses_what_it_must: "GET" "/api/staff/dossiers/{code}", Staff, NONE;
    an_action_refuses_what_it_must: "POST" "/api/staff/dossiers/{code}/actions/{action}", Staff, JSON;
    a_dossiers_file_refuses_what_it_must: "GET" "/api/staff/dossiers/{code}/files/{file}", Staff, NONE;
    a_dossiers_original_refuses_what_it_must: "GET" "/api/staff/dossiers/{code}/original", Staff, NONE;
    a_dossiers_form_refuses_what_it_must: "GET" "/api/staff/dossiers/{code}/forms/{form}", Staff, NONE;
    a_forms_file_refuses_what_it_must: "GET" "/api/staff/dossiers/{code}/forms/{form}/pdf", Staff, NONE;
    the_plans_refuse_what_they_must: "GET" "/api/staff/reorganisations", Staff, NONE;
    a_plan_refuses_what_it_must: "GET" "/api/staff/reorganisations/{plan}", Staff, NONE;
    approving_a_plan_refuses_what_it_must: "POST" "/api/staff/reorganisations/{plan}/approve", Staff, NONE;
    the_lists_of_a_plan_refuse_what_they_must: "GET" "/api/staff/reorganisations/{plan}/lists", Staff, NONE;
    a_list_of_a_plan_refuses_what_it_must: "GET" "/api/staff/reorganisations/{plan}/lists/{from}/{batch}", Staff, NONE;
    signing_a_list_refuses_what_it_must: "POST" "/api/staff/reorganisations/{plan}/lists/{from}/{batch}/signatures/{side}", Staff, NONE;
    checking_a_list_refuses_what_it_must: "POST" "/api/staff/reorganisations/{plan}/lists/{from}/{batch}/checks", Staff, JSON;
    the_questions_of_a_plan_refuse_what_they_must: "GET" "/api/staff/reorganisations/{plan}/questions", Staff, NONE;
    answering_questions_refuses_what_it_must: "POST" "/api/staff/reorganisations/{plan}/questions", Staff, JSON;
    the_closures_refuse_what_they_must: "GET" "/api/staff/closures", Staff, NONE;
    drafting_a_closure_refuses_what_it_must: "POST" "/api/staff/closures", Staff, JSON;
    previewing_a_closure_refuses_what_it_must: "GET" "/api/staff/closures/{closure}/preview", Staff, NONE;
    approving_a_closure_refuses_what_it_must: "POST" "/api/staff/closures/{closure}/approve", Staff, NONE;
    ending_a_closure_refuses_what_it_must: "POST" "/api/staff/closures/{closure}/end", Staff, JSON;
    carrying_a_closure_refuses_what_it_must: "POST" "/api/staff/closures/{closure}/carry", Staff, NONE;
    the_register_refuses_what_it_must: "GET" "/api/staff/register", Staff, NONE;
}

/// A dossier of the mother's, received at Hà Tu: hers and Hà Tu's to see, and nobody else's.
static FOREIGN: LazyLock<(String, String)> = LazyLock::new(|| {
    let case = birth_filed(host(), "counter", &samples::photo("giấy chứng sinh"));
    let file = case.seen_by("tn-hatu")["content"]["papers"][0]["files"][0]["id"].as_str().unwrap().to_owned();
    (case.code, file)
});

impl Route {
    /// The path for a dossier, a file, an action and names that exist.
    fn path(&self, code: &str, file: &str) -> String {
        let action = match (self.path.contains("/batch/"), self.who) {
            (true, _) => "forward",
            (false, Who::Staff) => "accept",
            (false, _) => "change_return_place",
        };
        let code = if self.path.contains("procedures") { "1.001193" } else { code };
        self.path
            .replace("{code}", code)
            .replace("{file}", file)
            .replace("{action}", action)
            .replace("{list}", "countries")
            .replace("{form}", "01")
            .replace("{plan}", "QN-1")
            .replace("{from}", "06652")
            .replace("{batch}", "06652.06673.001")
            .replace("{side}", "give")
    }

    /// With all headers that the route wants, so that nothing but the fault in question can be refused.
    fn ask(&self, code: &str, file: &str) -> Ask {
        Ask::new(self.method, &self.path(code, file))
            .header("if-match", "\"1\"")
            .header("idempotency-key", &Uuid::new_v4().to_string())
    }

    fn refuses_what_it_must(&self) {
        let (code, file) = &*FOREIGN;
        self.refuses_other_methods(code, file);
        self.refuses_people(code, file);
        if self.path.contains("/dossiers/{code}") {
            self.hides_what_is_not_yours(code, file);
        }
        if self.body {
            self.refuses_bodies(code, file);
        }
        if self.path.contains("/actions/{action}") {
            self.wants_a_version(code, file);
        }
    }

    /// Somebody who may ask.
    fn permitted(&self) -> Person<'static> {
        match self.who {
            Who::Anyone => stranger(host()),
            Who::SignedIn | Who::Citizen => person(host(), "cd-lan"),
            Who::Staff => person(host(), "tn-hatu"),
            Who::Machine => portal(),
        }
    }

    fn refuses_other_methods(&self, code: &str, file: &str) {
        for method in ["DELETE", "PUT", "PATCH"] {
            let answer = self.permitted().send(Ask { method: method.to_owned(), ..self.ask(code, file) });
            assert!(answer.header("allow").is_some_and(|allow| allow.contains(self.method)), "{method} {}", self.path);
            answer.refused(405, "method_not_allowed");
        }
    }

    fn refuses_people(&self, code: &str, file: &str) {
        if self.who == Who::Anyone {
            return;
        }
        let ask = || if self.body { self.ask(code, file).json(&json!({})) } else { self.ask(code, file) };
        stranger(host()).send(ask()).refused(401, "no_session");
        host_with_cookie(ask(), "made-up").refused(401, "no_session");
        let other = match self.who {
            Who::Citizen => person(host(), "tn-hatu"),
            Who::Staff => person(host(), "cd-lan"),
            // A member of staff, and the machine's own account with a session instead of a token.
            Who::Machine => {
                person(host(), "may-cqg").send(ask()).refused(403, "not_permitted");
                person(host(), "tn-hatu")
            }
            _ => return,
        };
        other.send(ask()).refused(403, "not_permitted");
    }

    /// Absent and not yours are the same answer.
    fn hides_what_is_not_yours(&self, code: &str, file: &str) {
        let other = person(host(), if self.who == Who::Staff { "tn-binhlieu" } else { "cd-hung" });
        let body = |ask: Ask| if self.body { ask.json(&self.valid_body()) } else { ask };
        let mut answers = Vec::new();
        for code in [code, "H49.901-260101-9999", "%20", "A%23A", "..%2F..%2Fsecret"] {
            answers.push(other.send(body(self.ask(code, file))).refused(404, "not_found"));
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "the answers tell apart what exists: {answers:?}");
        if self.path.contains("{file}") {
            let unknown = Uuid::new_v4().to_string();
            self.permitted().send(self.ask(code, &unknown)).refused(404, "not_found");
        }
        if self.path.contains("{action}") {
            let path = self.path(code, file);
            let ask = Ask::new("POST", path.rsplit_once('/').unwrap().0).json(&self.valid_body());
            let ask = Ask { path: format!("{}/explode", ask.path), ..ask }.header("if-match", "\"1\"");
            self.permitted().send(ask).refused(404, "not_found");
        }
    }

    fn valid_body(&self) -> Value {
        json!({
            "request_id": Uuid::new_v4(), "checklist": [], "paper_count": 0,
            "return_to": samples::returned("counter", "06652"),
        })
    }

    fn refuses_bodies(&self, code: &str, file: &str) {
        let by = self.permitted();
        let send = |media_type: &str, body: Vec<u8>| by.send(self.ask(code, file).raw(media_type, body));
        let json = "application/json; charset=utf-8";
        send(json, b"{\"code\": ".to_vec()).refused(400, "malformed");
        send(json, b"[]".to_vec()).refused(400, "malformed");
        send(json, b"".to_vec()).refused(400, "malformed");
        send(json, b"{\"code\": \"\xFF\xFE\"}".to_vec()).refused(400, "malformed");
        send(json, "[".repeat(20_000).into_bytes()).refused(400, "malformed");
        let deep = format!("{{\"answers\": {}1{}}}", "{\"a\":".repeat(20_000), "}".repeat(20_000));
        send(json, deep.into_bytes()).refused(400, "malformed");
        send(json, format!("{{\"a\": \"{}\"}}", "x".repeat(600_000)).into_bytes()).refused(413, "too_large");
        send("text/plain", b"{}".to_vec()).refused(415, "wrong_type");
        send("application/x-www-form-urlencoded", b"a=b".to_vec()).refused(415, "wrong_type");
        by.send(Ask { body: b"{}".to_vec(), ..self.ask(code, file) }).refused(415, "wrong_type");
        if !self.path.contains("/actions/{action}") {
            send(json, b"{}".to_vec()).refused(400, "malformed");
        }
    }

    fn wants_a_version(&self, code: &str, file: &str) {
        let by = self.permitted();
        let bare = || Ask::new("POST", &self.path(code, file)).json(&self.valid_body());
        by.send(bare()).refused(428, "no_if_match");
        by.send(bare().header("if-match", "soon")).refused(428, "no_if_match");
        let stale = by.send(bare().header("if-match", "\"99\"")).refused(412, "stale");
        let current = &stale["current"];
        let version = if self.who == Who::Staff { &current["dossier"]["version"] } else { &current["version"] };
        assert_eq!(*version, 1, "the present state comes along: {current}");
        let wrong = json!({ "request_id": Uuid::new_v4(), "checklist": 7, "return_to": 7 });
        let wrong = by.send(self.ask(code, file).json(&wrong)).refused(400, "malformed");
        assert!(wrong["detail"].is_string());
    }
}

fn host_with_cookie(ask: Ask, token: &str) -> crate::common::http::Answer {
    stranger(host()).send(ask.header("cookie", &format!("session={token}")))
}
