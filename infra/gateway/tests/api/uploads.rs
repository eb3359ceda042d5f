//! Uploads: bound to a person and a draft, judged by content, unchangeable once filed.

use crate::common::{
    case::Case,
    door::at_file_store,
    host::host,
    people::{person, put},
    samples::{self, File},
};
use serde_json::{Value, json};
use uuid::Uuid;

fn key() -> String {
    Uuid::new_v4().to_string()
}

/// The problem's code at the first field, for a filing with this file.
fn refused(draft: &str, file: &str) -> Value {
    let body = samples::birth(host(), "counter", file);
    person(host(), "cd-lan").file(draft, &body).refused(422, "bad_file")["errors"][0].clone()
}

#[test]
fn a_file_that_is_not_what_its_name_says_is_refused_by_field() {
    let mother = person(host(), "cd-lan");
    let draft = key();
    let file = mother.upload(&draft, &samples::disguised());
    assert_eq!(refused(&draft, &file), json!({ "field": "papers[1]", "code": "wrong_content" }));
    let image = File { media_type: "application/pdf".to_owned(), ..samples::photo("ảnh") };
    let file = mother.upload(&draft, &image);
    assert_eq!(refused(&draft, &file)["code"], "wrong_content", "a photograph is no PDF");
}

#[test]
fn a_file_that_never_arrived_is_refused() {
    let draft = key();
    let ticket = person(host(), "cd-lan").ticket(&draft, &samples::pdf("giấy")).expect(201).json();
    assert_eq!(refused(&draft, ticket["file"].as_str().unwrap())["code"], "not_uploaded");
}

#[test]
fn an_upload_belongs_to_its_draft_and_to_whoever_asked_for_it() {
    let mother = person(host(), "cd-lan");
    let (draft, other_draft) = (key(), key());
    let file = mother.upload(&draft, &samples::photo("giấy chứng sinh"));
    assert_eq!(refused(&other_draft, &file)["code"], "unknown_file");
    let foreign = person(host(), "cd-hung").upload(&draft, &samples::photo("giấy của người khác"));
    assert_eq!(refused(&draft, &foreign)["code"], "unknown_file");
    assert_eq!(refused(&draft, &key())["code"], "unknown_file");
    mother.file(&draft, &samples::birth(host(), "counter", &file)).expect(201);
}

#[test]
fn a_ticket_is_refused_for_a_bad_name_type_size_or_draft() {
    let mother = person(host(), "cd-lan");
    let good = json!({ "draft": key(), "name": "giấy.pdf", "media_type": "application/pdf", "size": 10 });
    for (field, value) in [
        ("name", json!("")),
        ("name", json!("x".repeat(201))),
        ("name", json!("a\u{0}b")),
        ("media_type", json!("text/html")),
        ("size", json!(0)),
        ("draft", json!("mine")),
    ] {
        let mut body = good.clone();
        body[field] = value;
        assert_eq!(mother.post("/api/public/uploads", &body).refused(422, "invalid")["errors"][0]["field"], field);
    }
    let mut body = good.clone();
    body["size"] = json!(25 * 1024 * 1024 + 1);
    let large = mother.post("/api/public/uploads", &body).refused(413, "too_large");
    assert_eq!(large["errors"][0]["field"], "size");
    for size in [json!(-1), json!(1.5), json!("10"), json!(1e300)] {
        body["size"] = size;
        mother.post("/api/public/uploads", &body).refused(400, "malformed");
    }
}

#[test]
fn a_ticket_takes_exactly_the_announced_type_and_nobody_reads_by_it() {
    let mother = person(host(), "cd-lan");
    let paper = samples::pdf("giấy");
    let ticket = mother.ticket(&key(), &paper).expect(201).json();
    let url = ticket["url"].as_str().unwrap();
    let html = [("content-type".to_owned(), "text/html".to_owned())];
    assert_eq!(at_file_store("PUT", url, &html, paper.bytes.clone()).status, 403);
    put(&ticket, &paper).expect(200);
    assert_eq!(at_file_store("GET", url, &[], Vec::new()).status, 403);
    let (bare, _) = url.split_once('?').unwrap();
    assert_eq!(at_file_store("GET", bare, &[], Vec::new()).status, 403, "the store gives nothing without a signature");
}

#[test]
fn a_file_shorter_or_longer_than_announced_is_not_taken() {
    let mother = person(host(), "cd-lan");
    let draft = key();
    let announced = samples::pdf("giấy");
    for bytes in [announced.bytes[..40].to_vec(), [announced.bytes.clone(), b"more".to_vec()].concat()] {
        let ticket = mother.ticket(&draft, &announced).expect(201).json();
        let stored = put(&ticket, &File { bytes, ..announced.clone() }).status;
        // The file store refuses by the signed length, or the filing by the counted one.
        if stored == 200 {
            assert_eq!(refused(&draft, ticket["file"].as_str().unwrap())["code"], "incomplete");
        }
    }
}

#[test]
fn what_was_filed_cannot_be_changed_by_uploading_again() {
    let mother = person(host(), "cd-lan");
    let draft = key();
    let paper = samples::pdf("giấy chứng sinh");
    let ticket = mother.ticket(&draft, &paper).expect(201).json();
    put(&ticket, &paper).expect(200);
    let file = ticket["file"].as_str().unwrap();
    let case = Case::filed(&mother, &draft, &samples::birth(host(), "counter", file));
    let mut other = paper.clone();
    other.bytes.reverse();
    put(&ticket, &other).expect(200);
    assert_eq!(mother.download(&case.code, file), paper.bytes);
}

#[test]
fn what_was_filed_cannot_be_changed_by_bringing_its_upload_again() {
    let mother = person(host(), "cd-lan");
    let draft = key();
    let paper = samples::pdf("giấy chứng sinh");
    let ticket = mother.ticket(&draft, &paper).expect(201).json();
    put(&ticket, &paper).expect(200);
    let file = ticket["file"].as_str().unwrap();
    let mut case = Case::filed(&mother, &draft, &samples::birth(host(), "counter", file));
    let mut other = paper.clone();
    let end = other.bytes.len() - 1;
    other.bytes[end] ^= 1;
    put(&ticket, &other).expect(200);
    let target = json!({ "kind": "paper", "id": 1 });
    let again = json!({ "items": [{ "target": target, "files": [file] }], "draft": draft });
    case.tried("cd-lan", "resubmit", &again).refused(409, "impossible_in_this_state");
    assert_eq!(mother.download(&case.code, file), paper.bytes, "refused, and nothing is written over");
    let asked = json!({
        "items": [samples::missing_paper(1, "Ảnh chụp rõ hơn")], "reason": "Ảnh mờ", "due_on": samples::day(host(), 10),
    });
    case.act("tn-hatu", "request_supplement", asked);
    let view = case.act("cd-lan", "resubmit", again);
    assert_eq!(mother.download(&case.code, file), paper.bytes, "what is in the file already stays what it was");
    assert_eq!(view["papers"][0]["files"].as_array().map(Vec::len), Some(1), "and it is the same file: {view}");
}

#[test]
fn several_files_answer_one_paper_and_each_comes_back_whole() {
    let mother = person(host(), "cd-lan");
    let draft = key();
    let pages = [samples::photo("trang 1"), samples::photo("trang 2"), samples::pdf("trang 3")];
    let files: Vec<String> = pages.iter().map(|page| mother.upload(&draft, page)).collect();
    let mut body = samples::birth(host(), "counter", &files[0]);
    body["papers"][0]["files"] = json!(files);
    let case = Case::filed(&mother, &draft, &body);
    for (file, page) in files.iter().zip(&pages) {
        assert_eq!(mother.download(&case.code, file), page.bytes);
    }
}

/// A file store that shows nothing before it has been scanned, in the words of S3.
fn quarantine() -> String {
    let refused = || async {
        let body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>AccessDenied</Code><Message>Access Denied\
                    </Message></Error>";
        (axum::http::StatusCode::FORBIDDEN, [("content-type", "application/xml")], body)
    };
    let listener = host().wait(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    host().wait(async {
        tokio::spawn(async move { axum::serve(listener, axum::Router::new().fallback(refused)).await });
    });
    url
}

#[test]
fn a_file_that_is_not_scanned_yet_is_named_and_nothing_is_called_out_of_order() {
    let file = gateway::ready::HostFile::read(&host().data).expect("the host's file");
    let table =
        file.environment["AWS_ENDPOINT_URL_DYNAMODB"].trim_start_matches("http://").parse().expect("an address");
    let api = api::Api::new(
        host().api.config.clone(),
        gateway::clients::dynamo(table),
        gateway::clients::s3(&quarantine()),
        api::host::system_clock(),
    );
    let draft = key();
    let request = domain::message::public::UploadRequest {
        draft: draft.clone(),
        name: "giấy chứng sinh.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        size: 1_000,
    };
    let ticket = host().wait(api::files::allow_upload(&api, "cd-lan", &request)).expect("a ticket");
    let wanted = [("papers[birth]".to_owned(), ticket.file)];
    let code = domain::ids::DossierCode::from("H49.61-260727-0001");
    let refused = host()
        .wait(api::files::check_out(&api, "cd-lan", &draft, &wanted, &code, api::files::Shelf::Papers))
        .expect_err("a refusal");
    assert_eq!((refused.0.status, refused.0.code.as_str()), (422, "bad_file"));
    let errors: Vec<_> = refused.0.errors.iter().map(|error| (error.field.as_str(), error.code.as_str())).collect();
    assert_eq!(errors, [("papers[birth]", "not_scanned")]);
}
