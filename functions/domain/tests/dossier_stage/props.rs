//! Who and what stands on the stage: people, places, papers.

use super::super::common::seed;
use domain::{
    account::{Account, Place, Post, Role},
    dossier::{
        Actor,
        action::{IdentityCheck, IdentityKind, SupplementAnswer},
        event::{FileCard, FiledPaper},
        head::ReturnTo,
        state::{SupplementItem, SupplementTarget},
    },
    ids::{AccountId, CentreId, FileId},
    procedure::ReturnMethod,
};
use std::sync::LazyLock;

static ACCOUNTS: LazyLock<Vec<Account>> =
    LazyLock::new(|| serde_json::from_value(seed("accounts.json")).expect("the accounts are accounts"));

/// The identity number that is typed at desks in tests; it must never be found in anything stored.
pub const TYPED_NUMBER: &str = "022077665544";

/// A demonstration account.
pub fn account(id: &str) -> Option<&'static Account> {
    ACCOUNTS.iter().find(|account| account.id.as_str() == id)
}

/// A person by demonstration account; citizens own what their number owns.
pub fn actor(id: &str) -> Actor {
    let account = account(id).expect(id);
    Actor {
        account: account.id.clone(),
        name: account.name.clone(),
        title_vi: account.title_vi.clone(),
        posts: account.posts.clone(),
        citizen: account.citizen.as_ref().map(|citizen| pseudonym(&citizen.id_number)),
        stands_in: Vec::new(),
        succeeded: Vec::new(),
    }
}

/// A person made up for one test.
pub fn person(id: &str, posts: &[(Role, Place)]) -> Actor {
    Actor {
        account: AccountId::from(id),
        name: format!("Người {id}"),
        title_vi: String::new(),
        posts: posts.iter().map(|(role, place)| Post { role: *role, place: place.clone() }).collect(),
        citizen: None,
        stands_in: Vec::new(),
        succeeded: Vec::new(),
    }
}

pub fn centre(id: &str) -> Place {
    Place::Centre { centre: CentreId::from(id) }
}

pub fn agency(id: &str) -> Place {
    Place::Agency { agency: id.into(), office: None }
}

pub fn pseudonym(number: &str) -> String {
    format!("owner-{}", number.bytes().map(u32::from).fold(7, |hash, byte| hash * 31 % 65_521 + byte))
}

pub fn counter(centre: &str) -> ReturnTo {
    ReturnTo { method: ReturnMethod::Counter, centre: CentreId::from(centre), address: None }
}

pub fn online(centre: &str) -> ReturnTo {
    ReturnTo { method: ReturnMethod::Online, ..counter(centre) }
}

/// A proof of identity as typed at a desk.
pub fn card() -> IdentityCheck {
    IdentityCheck { kind: IdentityKind::IdentityCard, number: TYPED_NUMBER.to_owned() }
}

/// A stored PDF of the agency: a draft or a result.
pub fn pdf(id: &str) -> FiledPaper {
    document(None, id, "application/pdf")
}

/// A stored file for a paper of the list.
pub fn document(paper: Option<u8>, id: &str, media_type: &str) -> FiledPaper {
    let card = FileCard {
        id: FileId::from(id),
        name: format!("{id}.pdf"),
        media_type: media_type.to_owned(),
        size: 1_000,
        sha256: "0".repeat(64),
        by_content: true,
    };
    FiledPaper { paper, files: vec![card], on_paper: false }
}

/// A line of form 02 about a paper.
pub fn missing_paper(id: u8) -> SupplementItem {
    line(SupplementTarget::Paper { id })
}

/// A line of form 02 about an answer.
pub fn wrong_field(name: &str) -> SupplementItem {
    line(SupplementTarget::Field { name: name.to_owned() })
}

fn line(target: SupplementTarget) -> SupplementItem {
    SupplementItem {
        target,
        missing: "Bản gửi lên không đọc được".to_owned(),
        legal_basis: "Điều 15".to_owned(),
        fallback: None,
    }
}

/// An answer to a line about a paper, with files that the action brings.
pub fn answer_paper(id: u8) -> SupplementAnswer {
    SupplementAnswer { target: SupplementTarget::Paper { id }, files: Vec::new(), value: None, on_paper: false }
}

/// An answer to a line about a field.
pub fn answer_field(name: &str, value: serde_json::Value) -> SupplementAnswer {
    let target = SupplementTarget::Field { name: name.to_owned() };
    SupplementAnswer { target, files: Vec::new(), value: Some(value), on_paper: false }
}
