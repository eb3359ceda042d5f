//! Who sees a dossier, who is offered what, and that whoever has something to do finds it in a queue.

mod common;
mod dossier_stage;
mod dossier_walk_parts;

use common::seed;
use domain::{
    account::{Account, Role},
    dossier::{
        Action, Actor,
        action::ActionName,
        rights::{may_see, offered, work_queues},
    },
    ids::FileId,
};
use dossier_stage::{
    HA_TU, Stage,
    actions::{birth_in_process, receive, shop_in_process},
    actor, counter,
    forms::{badge_at_counter, birth_online, birth_wholly_online, shop_at_counter},
    pdf,
};
use dossier_walk_parts::{Dice, files_for, is_detour, sample};

fn staff() -> Vec<Account> {
    let all: Vec<Account> = serde_json::from_value(seed("accounts.json")).expect("accounts");
    // A machine has no queue.
    all.into_iter().filter(|account| account.is_staff() && !account.has_role(Role::System)).collect()
}

/// The work that is somebody's own: not done for the citizen, no correction, not what another role sees to first.
fn duties(who: &Actor, stage: &Stage) -> Vec<ActionName> {
    offered(who, &stage.dossier, stage.procedure(), &stage.events)
        .into_iter()
        .filter(|rule| rule.on_behalf.is_empty() && !is_detour(rule.action))
        .filter(|rule| rule.action != ActionName::SendResult || who.posts.iter().any(|post| post.role == Role::Clerk))
        .map(|rule| rule.action)
        .collect()
}

/// Drives a dossier to its end by the demonstration accounts and gives what each step found in nobody's queue.
fn unseen_work(mut stage: Stage) -> Vec<String> {
    let mut unseen = Vec::new();
    let mut dice = Dice::new(7);
    while !stage.state().is_final() {
        let mut next = None;
        for account in staff() {
            let who = actor(account.id.as_str());
            let queues = work_queues(&account.posts);
            let found =
                queues.iter().any(|queue| queue.desk == stage.dossier.desk() && queue.states.contains(&stage.state()));
            let duties = duties(&who, &stage);
            if !duties.is_empty() && !found {
                unseen.push(format!("{} {:?} {duties:?}", account.id, stage.state()));
            }
            if let Some(name) = duties.first().filter(|_| next.is_none()) {
                next = Some((who, *name));
            }
        }
        let (who, name) = next.unwrap_or((Actor::system(), ActionName::DeliverOnline));
        let action = match name {
            ActionName::Receive => {
                let resolver = stage.dossier.resolver.clone().expect("an agency");
                let fits = |account: &Account| {
                    account.posts.iter().any(|post| {
                        post.role == Role::CaseOfficer
                            && post.place
                                == domain::account::Place::Agency {
                                    agency: resolver.agency.clone(),
                                    office: Some(resolver.office.clone()),
                                }
                    })
                };
                receive(staff().into_iter().find(fits).expect("an officer").id.as_str(), stage.dossier.paper_count)
            }
            other => {
                let mut fitting = None;
                for _ in 0..50 {
                    let action = sample(other, &stage, &mut dice);
                    stage.brings = files_for(&action);
                    if stage.attempt(&who, &action).is_ok() {
                        fitting = Some(action);
                        break;
                    }
                }
                fitting.unwrap_or_else(|| panic!("{} cannot {other:?} from {:?}", who.account, stage.state()))
            }
        };
        stage.by(&who, action);
    }
    unseen
}

#[test]
fn whoever_has_something_to_do_finds_the_dossier_in_a_queue_from_filing_to_return() {
    for stage in [birth_wholly_online(), birth_online(counter(HA_TU)), shop_at_counter(), badge_at_counter()] {
        assert_eq!(unseen_work(stage), Vec::<String>::new());
    }
}

#[test]
fn a_signer_is_offered_to_sign_what_the_draft_is_and_a_case_officer_the_way_of_the_level() {
    let names = |who: &str, stage: &Stage| -> Vec<&str> {
        let rules = offered(&actor(who), &stage.dossier, stage.procedure(), &stage.events);
        rules.into_iter().map(|rule| rule.action.as_str()).collect()
    };
    let mut birth = birth_in_process();
    let work = ["propose_supplement", "ask_opinion", "ask_side_opinion", "request_financial_obligation"];
    assert_eq!(names("tl-vp-hatu", &birth)[..4], work);
    assert_eq!(names("tl-vp-hatu", &birth)[4..], ["submit_for_signature", "deny"]);
    assert_eq!(names("tp-vp-hatu", &birth), ["reassign", "extend_with_apology", "stop"]);
    assert_eq!(names("cd-lan", &birth), ["change_return_place", "request_withdrawal"]);
    birth
        .bringing(pdf("draft"))
        .does("tl-vp-hatu", Action::SubmitForSignature { document: Some(FileId::from("draft")) });
    assert_eq!(names("ct-hatu", &birth), ["approve_sign", "return_for_rework"], "and not to sign a denial");
    assert_eq!(names("qt-hatu", &birth), Vec::<&str>::new(), "administrators never act on dossiers");
}

#[test]
fn a_dossier_is_seen_by_its_owner_and_the_staff_of_its_three_places_and_of_the_province_only() {
    let shop = shop_in_process();
    let sees = |who: &str| may_see(&actor(who), &shop.dossier);
    for who in ["tn-binhlieu", "tkq-binhlieu", "ql-binhlieu", "tl-kt-baichay", "vt-baichay", "dp-tinh", "ql-tinh"] {
        assert!(sees(who), "{who}");
    }
    for who in ["tn-hatu", "tl-kt-hatu", "ct-mongcai1", "gd-sxd", "tn-tinh", "qt-binhlieu", "qt-baichay", "cd-lan"] {
        assert!(!sees(who), "{who}");
    }
    let birth = birth_wholly_online();
    assert!(may_see(&actor("cd-lan"), &birth.dossier));
    assert!(!may_see(&actor("cd-hung"), &birth.dossier));
}
