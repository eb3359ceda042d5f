//! Sessions and bearer tokens: revoked, forged, expired, from another site.

use crate::common::{
    host::{host, open_session},
    http::Ask,
    people::stranger,
};
use gateway::issuer::{self, Issuer};
use serde_json::json;

fn me() -> Ask {
    Ask::new("GET", "/api/auth/me")
}

#[test]
fn signing_out_ends_the_session_on_the_server_too() {
    let token = host().wait(open_session(&host().api, "tn-hatu"));
    let cookie = format!("session={token}");
    stranger(host()).send(me().header("cookie", &cookie)).expect(200);
    let out = stranger(host()).send(Ask::new("POST", "/api/auth/logout").header("cookie", &cookie)).expect(204);
    assert!(out.header("set-cookie").is_some_and(|cookie| cookie.contains("Max-Age=0")));
    stranger(host()).send(me().header("cookie", &cookie)).refused(401, "no_session");
}

#[test]
fn a_change_from_another_site_is_refused_though_the_cookie_came_along() {
    let token = host().wait(open_session(&host().api, "cd-lan"));
    for (site, status) in [("cross-site", 403), ("same-site", 403), ("same-origin", 400), ("none", 400)] {
        let ask = Ask::new("POST", "/api/public/dossiers")
            .header("cookie", &format!("session={token}"))
            .header("sec-fetch-site", site)
            .json(&json!({}));
        assert_eq!(stranger(host()).send(ask).status, status, "{site}");
    }
}

#[test]
fn the_issuers_token_opens_the_api_and_no_other_does() {
    let now = host().api.now();
    let ours = issuer::token_for(&host().data, "tn-hatu").unwrap();
    let ask = |token: &str| stranger(host()).send(me().header("authorization", &format!("Bearer {token}")));
    assert_eq!(ask(&ours).expect(200).json()["account"], "tn-hatu");
    assert!(issuer::token_for(&host().data, "nobody").is_err());

    let name = host().api.config.issuer.clone();
    let key = std::fs::read(host().data.join(issuer::KEY_FILE)).unwrap();
    let issuer = Issuer::new(name.clone(), &key).unwrap();
    let yesterday = now - jiff::SignedDuration::from_hours(24);
    ask(&issuer.token("tn-hatu", yesterday).unwrap()).refused(401, "no_session");
    ask(&issuer.token("nobody", now).unwrap()).refused(401, "no_session");
    let elsewhere = Issuer::new("https://elsewhere.example/issuer".to_owned(), &key).unwrap();
    ask(&elsewhere.token("tn-hatu", now).unwrap()).refused(401, "no_session");
    let forged = Issuer::new(name, &issuer::new_key().unwrap()).unwrap();
    ask(&forged.token("tn-hatu", now).unwrap()).refused(401, "no_session");

    let mut parts: Vec<&str> = ours.split('.').collect();
    parts[2] = "";
    ask(&parts.join(".")).refused(401, "no_session");
    // {"alg":"none"}
    parts[0] = "eyJhbGciOiJub25lIn0";
    ask(&parts.join(".")).refused(401, "no_session");
    for broken in ["", "x", "..", "a.b.c"] {
        ask(broken).refused(401, "no_session");
    }
}

#[test]
fn a_citizen_who_signs_in_at_the_local_page_gets_a_session_that_scripts_cannot_read() {
    let ask = Ask::new("POST", "/sign-in").raw("application/x-www-form-urlencoded", "account=cd-lan&return=%2F");
    let answer = stranger(host()).send(ask);
    assert!((300..400).contains(&answer.status), "{} {}", answer.status, answer.text());
    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let (pair, _) = cookie.split_once(';').unwrap();
    let me = stranger(host()).send(me().header("cookie", pair)).expect(200).json();
    assert_eq!(me["citizen"]["id_number"], crate::common::samples::MOTHER.1);
}
