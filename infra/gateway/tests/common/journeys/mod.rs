//! Journeys of whole dossiers. Each runs through any door and checks what every person on the way sees.

mod birth;
mod company;
mod detours;
mod forms;
mod shop;

pub use birth::{birth_handed_over, birth_returned_online};
pub use company::company_badge;
pub use detours::{
    corrected_before_work, denied_by_one_level, denied_by_two_levels, refused_at_intake, supplemented_at_intake,
    unresolved_competence,
};
pub use forms::forms_and_register;
pub use shop::shop_far_from_home;

use super::{
    case::Case,
    people::{person, stranger},
    samples::{self, File},
};
use serde_json::json;
use uuid::Uuid;

/// The mother files from her phone.
#[track_caller]
pub fn birth_filed<'d>(door: &'d dyn super::door::Door, method: &str, paper: &File) -> Case<'d> {
    let mother = person(door, "cd-lan");
    let draft = Uuid::new_v4().to_string();
    let file = mother.upload(&draft, paper);
    Case::filed(&mother, &draft, &samples::birth(door, method, &file))
}

/// From filing to the officer's desk.
#[track_caller]
pub fn birth_in_process<'d>(door: &'d dyn super::door::Door, method: &str) -> Case<'d> {
    let mut case = birth_filed(door, method, &samples::photo("giấy chứng sinh"));
    case.act("tn-hatu", "accept", samples::birth_accepted());
    case.act("tn-hatu", "forward", json!({ "paper_count": 1 }));
    case.act("tp-vp-hatu", "receive", json!({ "assignee": "tl-vp-hatu", "paper_count": 1 }));
    case.act("tl-vp-hatu", "start_work", json!({}));
    case
}

/// From the officer's draft to the clerk's registry, and issued.
#[track_caller]
pub fn birth_issued(case: &mut Case<'_>, result: &File) {
    case.act_with("tl-vp-hatu", "submit_for_signature", result, json!({ "document": "$file" }));
    case.act("ct-hatu", "approve_sign", json!({}));
    case.act("vt-hatu", "publish", json!({ "number": "15/2026", "external_number": "KS-2026-004711" }));
}

/// What tracking says must not tell who the dossier is about.
#[track_caller]
pub fn tells_nothing_personal(case: &Case<'_>, personal: &[&str]) {
    let body = json!({ "code": case.code, "secret": case.secret });
    let shown = stranger(case.door).post("/api/public/track", &body).expect(200).text();
    for words in personal {
        assert!(!shown.contains(words), "tracking shows {words}: {shown}");
    }
}
