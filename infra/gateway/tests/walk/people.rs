//! The cast: the demonstration accounts, and a second one where a walk needs somebody else in the same post.

use domain::{
    account::{Account, Place, Post, Role},
    dossier::{Actor, head::Resolver},
    ids::{AccountId, CentreId, OfficeId},
};

fn agency(role: Role, agency: &str, office: &str) -> Post {
    Post { role, place: Place::Agency { agency: agency.into(), office: Some(OfficeId::from(office)) } }
}

fn centre(role: Role, centre: &str) -> Post {
    Post { role, place: Place::Centre { centre: CentreId::from(centre) } }
}

fn somebody(id: &str, posts: Vec<Post>) -> Account {
    Account {
        id: AccountId::from(id),
        name: format!("Người {id}"),
        title_vi: "Công chức".to_owned(),
        title_en: "Officer".to_owned(),
        office_phone: None,
        posts,
        citizen: None,
    }
}

/// Colleagues of the demonstration accounts, and one person with every post of a small ward.
fn extras() -> Vec<Account> {
    let offices =
        [("06652", "CX-VP"), ("06652", "CX-KINHTE"), ("06673", "CX-KINHTE"), ("06838", "CX-VP"), ("QN-SXD", "QN-SXD")];
    let mut people = Vec::new();
    for (at, office) in offices {
        people.push(somebody(&format!("tl2-{at}-{office}"), vec![agency(Role::CaseOfficer, at, office)]));
        people.push(somebody(&format!("tp2-{at}-{office}"), vec![agency(Role::UnitHead, at, office)]));
    }
    let mut every = vec![centre(Role::IntakeOfficer, "06652"), centre(Role::ReturnsDesk, "06652")];
    for office in ["CX-VP", "CX-UBND", "CX-CHUTICH"] {
        every.extend(
            [Role::CaseOfficer, Role::UnitHead, Role::Signer, Role::Clerk].map(|role| agency(role, "06652", office)),
        );
    }
    people.push(somebody("ca-phuong", every));
    people
}

/// All accounts of a walk, as raw reference data.
pub fn accounts(demonstration: &str) -> (Vec<Account>, String) {
    let mut people: Vec<Account> = serde_json::from_str(demonstration).expect("accounts");
    people.extend(extras());
    let raw = serde_json::to_string(&people).expect("JSON");
    (people, raw)
}

/// Whether this is a citizen's account: it comes by the public portal.
pub fn is_citizen(account: &Account) -> bool {
    account.citizen.is_some()
}

/// Who an account is at the portal where it comes in: citizens by what they own, staff by their posts.
pub fn actor(account: &Account, pseudonym: &dyn Fn(&str) -> String) -> Actor {
    Actor {
        account: account.id.clone(),
        name: account.name.clone(),
        title_vi: account.title_vi.clone(),
        // The system's role is never a person's.
        posts: account.posts.iter().filter(|post| post.role != Role::System).cloned().collect(),
        citizen: account.citizen.as_ref().map(|citizen| pseudonym(&citizen.id_number)),
        stands_in: Vec::new(),
        succeeded: Vec::new(),
    }
}

/// Whether an account has this role at the office that resolves.
pub fn works_at(account: &Account, role: Role, resolver: &Resolver) -> bool {
    account.posts.iter().any(|post| match &post.place {
        Place::Agency { agency, office } => {
            post.role == role
                && *agency == resolver.agency
                && office.as_ref().is_none_or(|office| *office == resolver.office)
        }
        _ => false,
    })
}
