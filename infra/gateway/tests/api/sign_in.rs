//! Sign-in with an identity provider: the whole way through the host's own, and what a strange one may try.

use crate::common::{
    door::Door,
    host::host,
    http::{Answer, Ask},
    people::stranger,
};
use api::{Api, sign_in::Provider};
use axum::{
    Json, Router,
    body::Body,
    http::{Request, StatusCode, header},
    routing::{get, post},
};
use gateway::issuer::{AUDIENCE, Issuer, new_key};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};
use tower::ServiceExt;

type Query = BTreeMap<String, String>;

fn query_of(address: &str) -> Query {
    let (_, query) = address.split_once('?').unwrap_or_default();
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

fn form(fields: &Query) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

fn location(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").expect("a way on").to_owned()
}

/// The pair that a `Set-Cookie` of this name sets.
fn cookie(answer: &Answer, name: &str) -> String {
    let start = format!("{name}=");
    let set = answer.headers.iter().filter(|(key, _)| key == "set-cookie").map(|(_, value)| value);
    let mut set = set.filter(|value| value.starts_with(&start));
    set.next().unwrap_or_else(|| panic!("no cookie {name}")).split(';').next().unwrap().to_owned()
}

fn login(back: &str) -> Answer {
    stranger(host()).get(&format!("/api/auth/login?return={back}"))
}

/// What the host's provider sends back with the browser when the account is chosen.
fn chosen(account: &str, asked: &Query) -> Answer {
    let mut fields = asked.clone();
    fields.insert("account".to_owned(), account.to_owned());
    host().send(&Ask::new("POST", "/issuer/authorize").raw("application/x-www-form-urlencoded", form(&fields)))
}

fn back_with(path_and_query: &str, cookie: &str) -> Answer {
    let path = path_and_query.strip_prefix(&host().api.config.site).unwrap_or(path_and_query);
    host().send(&Ask::new("GET", path).header("cookie", cookie))
}

#[test]
fn an_officer_signs_in_with_the_provider_and_comes_back_to_the_page() {
    let begun = login("/staff/queue%3Fdesk%3Da");
    let away = location(&begun);
    let ticket = cookie(&begun, "sign-in");
    let asked = query_of(&away);
    assert_eq!((asked["response_type"].as_str(), asked["code_challenge_method"].as_str()), ("code", "S256"));
    assert!(!away.contains("return"), "where a reader goes back to is not told: {away}");
    // The provider's page names the accounts.
    let page = back_with(&away, "").expect(200).text();
    assert!(page.contains("tn-hatu") && page.contains("cd-lan"));
    let code = location(&chosen("tn-hatu", &asked));
    let ended = back_with(&code, &ticket);
    assert_eq!(location(&ended), "/staff/queue?desk=a");
    assert_eq!(cookie(&ended, "sign-in"), "sign-in=");
    let session = cookie(&ended, "session");
    let me = host().send(&Ask::new("GET", "/api/auth/me").header("cookie", &session)).expect(200).json();
    assert_eq!(me["account"], "tn-hatu");
    // A code works once, and the refusal is a page that a person can read.
    let again = back_with(&code, &ticket).expect(400);
    assert_eq!(again.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(again.text().contains("Đăng nhập lại") && again.text().contains("/api/auth/login?return=%2Fstaff%2Fqueue"));
}

#[test]
fn a_code_is_of_use_only_to_the_browser_that_began() {
    let (mine, theirs) = (login("/"), login("/"));
    let code = location(&chosen("cd-lan", &query_of(&location(&mine))));
    // Without a ticket, with one of another attempt, with a damaged one: an attacker's code signs nobody in.
    for ticket in [String::new(), cookie(&theirs, "sign-in"), "sign-in=AAAA".to_owned()] {
        let answer = back_with(&code, &ticket).expect(400);
        assert!(!answer.headers.iter().any(|(name, value)| name == "set-cookie" && value.starts_with("session=")));
    }
    assert_eq!(location(&back_with(&code, &cookie(&mine, "sign-in"))), "/");
}

#[test]
fn who_cancels_or_is_a_machine_or_brings_nothing_is_told_so() {
    let begun = login("/me");
    let (ticket, asked) = (cookie(&begun, "sign-in"), query_of(&location(&begun)));
    let state = &asked["state"];
    let cancelled = format!("/api/auth/callback?error=access_denied&state={state}");
    assert!(back_with(&cancelled, &ticket).expect(403).text().contains("Bạn chưa đăng nhập"));
    back_with(&format!("/api/auth/callback?state={state}"), &ticket).expect(400);
    back_with(&format!("/api/auth/callback?state={state}&code=made-up"), &ticket).expect(400);
    assert_eq!(chosen("may-cqg", &asked).status, 404);
    // Another client, another address to go back to: the host's provider gives no code.
    for (name, value) in [("client_id", "other"), ("redirect_uri", "https://evil.example/"), ("response_type", "token")]
    {
        let mut wrong = asked.clone();
        wrong.insert(name.to_owned(), value.to_owned());
        assert_eq!(chosen("cd-lan", &wrong).status, 400, "{name}");
    }
}

#[test]
fn nobody_is_sent_elsewhere_by_a_link() {
    for back in ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example"] {
        let begun = login(back);
        let code = location(&chosen("cd-lan", &query_of(&location(&begun))));
        assert_eq!(location(&back_with(&code, &cookie(&begun, "sign-in"))), "/", "{back}");
    }
}

/// A provider that answers what the test wants.
struct Strange {
    issuer: Issuer,
    token: Arc<Mutex<(u16, Value)>>,
    document: Arc<Mutex<Value>>,
    api: Api,
}

impl Strange {
    fn start() -> Self {
        host().wait(async {
            let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
            let issuer =
                Issuer::new(format!("http://{}", listener.local_addr().unwrap()), &new_key().unwrap()).unwrap();
            let token = Arc::new(Mutex::new((200, json!({}))));
            let document = Arc::new(Mutex::new(issuer.discovery()));
            let (keys, answer, described) = (issuer.jwks().clone(), token.clone(), document.clone());
            let site = Router::new()
                .route(
                    "/.well-known/openid-configuration",
                    get(move || async move { Json(described.lock().unwrap().clone()) }),
                )
                .route("/jwks.json", get(move || async move { Json(keys) }))
                .route(
                    "/token",
                    post(move || async move {
                        let (status, body) = answer.lock().unwrap().clone();
                        (StatusCode::from_u16(status).unwrap(), Json(body))
                    }),
                );
            tokio::spawn(async move { axum::serve(listener, site).await });
            let provider = Provider {
                issuer: issuer.name.clone(),
                client: AUDIENCE.to_owned(),
                secret: Some("kept".to_owned()),
                id_number_claim: "national_id".to_owned(),
            };
            let mut config = host().api.config.clone();
            (config.staff, config.citizens) = (None, Some(provider));
            let api = Api::new(
                config,
                crate::common::host::dynamo(),
                host().api.s3.clone(),
                Arc::new(|| api::host::system_clock()()),
            );
            Self { issuer, token, document, api }
        })
    }

    fn get(&self, path: &str, cookie: &str) -> (StatusCode, Vec<(String, String)>, String) {
        host().wait(async {
            let request = Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).unwrap();
            let answer = api::router::public(self.api.clone()).oneshot(request).await.unwrap();
            let (status, headers) = (answer.status(), answer.headers().clone());
            let headers = headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()));
            let headers = headers.collect();
            let body = axum::body::to_bytes(answer.into_body(), 100_000).await.unwrap();
            (status, headers, String::from_utf8(body.to_vec()).unwrap())
        })
    }

    /// Begins, lets the provider answer with a token of the claims (and the right nonce, unless they name one), ends.
    fn sign_in(&self, claims: Value, signed_by: &Issuer) -> (StatusCode, Vec<(String, String)>, String) {
        let (_, headers, _) = self.get("/api/auth/login?return=/me", "");
        let of = |name: &str| headers.iter().find(|(key, _)| key == name).unwrap().1.clone();
        let asked = query_of(&of("location"));
        let mut claims = claims;
        if claims.get("nonce").is_none() {
            claims["nonce"] = json!(asked["nonce"]);
        }
        *self.token.lock().unwrap() = (200, json!({ "id_token": signed_by.signed(claims, self.api.now()).unwrap() }));
        let ticket = of("set-cookie").split(';').next().unwrap().to_owned();
        self.get(&format!("/api/auth/callback?code=c&state={}", asked["state"]), &ticket)
    }
}

#[test]
fn a_citizen_without_an_account_is_whom_the_provider_proves() {
    let strange = Strange::start();
    let claims =
        json!({ "sub": "vneid-1", "name": "Hoàng Thị Mơ", "national_id": "022301009999", "birthdate": "2001-05-06" });
    let (status, headers, body) = strange.sign_in(claims, &strange.issuer);
    assert_eq!(status, StatusCode::SEE_OTHER, "{body}");
    let session = headers.iter().find(|(name, value)| name == "set-cookie" && value.starts_with("session=")).unwrap();
    let (_, _, me) = strange.get("/api/auth/me", session.1.split(';').next().unwrap());
    let me: Value = serde_json::from_str(&me).unwrap();
    assert_eq!(
        (me["name"].as_str(), me["citizen"]["id_number"].as_str()),
        (Some("Hoàng Thị Mơ"), Some("022301009999"))
    );
    // Without a proved number nobody files.
    let (status, _, page) = strange.sign_in(json!({ "sub": "vneid-2", "name": "Ai Đó" }), &strange.issuer);
    assert!(status == StatusCode::FORBIDDEN && page.contains("12 chữ số"), "{status} {page}");
}

#[test]
fn a_token_of_another_key_attempt_audience_or_issuer_signs_nobody_in() {
    let strange = Strange::start();
    let claims = || json!({ "sub": "cd-lan", "name": "Lan", "national_id": "022301009999" });
    let forged = Issuer::new(strange.issuer.name.clone(), &new_key().unwrap()).unwrap();
    assert_eq!(strange.sign_in(claims(), &forged).0, StatusCode::BAD_GATEWAY);
    let mut replayed = claims();
    replayed["nonce"] = json!("of another attempt");
    assert_eq!(strange.sign_in(replayed, &strange.issuer).0, StatusCode::BAD_GATEWAY);
    // The same with nothing wrong, so that the others fail for their reason only.
    assert_eq!(strange.sign_in(claims(), &strange.issuer).0, StatusCode::SEE_OTHER);
}

#[test]
fn a_provider_that_fails_or_describes_another_one_is_away_and_staff_have_none() {
    let strange = Strange::start();
    let status = |path: &str| strange.get(path, "").0;
    assert_eq!(status("/api/auth/login?return=/staff/"), StatusCode::NOT_FOUND);
    let good = strange.document.lock().unwrap().clone();
    for (name, value) in [
        ("issuer", json!("https://other.example")),
        ("token_endpoint", json!("http://other.example/token")),
        ("jwks_uri", json!("not an address")),
        ("authorization_endpoint", json!(7)),
    ] {
        let mut wrong = good.clone();
        wrong[name] = value;
        *strange.document.lock().unwrap() = wrong;
        assert_eq!(status("/api/auth/login?return=/me"), StatusCode::BAD_GATEWAY, "{name}");
    }
    *strange.document.lock().unwrap() = good;
    assert_eq!(status("/api/auth/login?return=/me"), StatusCode::SEE_OTHER);
}
