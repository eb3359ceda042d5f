//! Extensions, overdue supplements, stops, late entries, the post, corrections and ratings.

mod common;
mod dossier_stage;

use domain::{
    account::{Place, Role},
    dossier::{
        Action, Actor, StateName,
        action::{LateDecision, Rating},
        head::{Clock, CorrectionState, Kind},
        rating::anonymous,
        refusal::{Guard, Refusal},
        state::{ReceiptProof, State},
        submit::{LateEntryInput, Way},
        timers::{Moment, TimerId},
    },
    ids::FileId,
    procedure::{Channel, ReturnMethod},
};
use dossier_stage::{
    BINH_LIEU, Filing, HA_TU, SHOP, Stage,
    actions::{basis, birth_in_process, hand_over, publish, reason, receive, shop_in_process, supplement},
    actor, at, card, counter,
    forms::{birth_wholly_online, shop, shop_at_counter},
    missing_paper, online, pdf, person,
};
use jiff::civil::{Date, date};

fn extend(new_due_on: Date) -> Action {
    Action::ExtendWithApology { new_due_on, reason: reason() }
}

fn expire() -> Action {
    Action::Expire {
        reason: reason(),
        legal_basis: basis(),
        papers_returned: Vec::new(),
        guidance: Some("Nộp hồ sơ mới kèm giấy còn thiếu.".to_owned()),
    }
}

fn fires(timer: TimerId, moment: Moment) -> Action {
    Action::NoteTimer { timer, moment, opinion: None }
}

#[test]
fn an_extension_moves_the_date_once_and_the_dossier_stays_late() {
    let mut shop = shop_in_process();
    let first = shop.dossier.clock.due_at();
    let wrong = |shop: &Stage, day| shop.wrong("tp-kt-baichay", &extend(day));
    assert_eq!(wrong(&shop, date(2026, 11, 19)), [("new_due_on".to_owned(), "not_later".to_owned())]);
    assert_eq!(wrong(&shop, date(2026, 11, 21)), [("new_due_on".to_owned(), "not_a_working_day".to_owned())]);
    shop.when("2026-11-18T09:00").does("tp-kt-baichay", extend(date(2026, 11, 25)));
    assert_eq!(shop.due_on(), Some(date(2026, 11, 25)));
    let started = shop.dossier.clock.started().expect("started").clone();
    assert_eq!(started.index_due_at(), first, "the index goes by the first date");
    assert!(
        started.extension.is_some_and(|extension| !extension.apology_late),
        "one day before the due date is in time"
    );
    assert_eq!(shop.last().slip.as_ref().map(|slip| slip.form.as_str()), Some("04"));
    assert!(shop.dossier.clock.is_late(at("2026-11-20T09:00")), "late is late");
    assert_eq!(shop.guarded("tp-kt-baichay", &extend(date(2026, 11, 30))), Guard::ExtensionLeft);
}

#[test]
fn an_apology_on_the_last_day_or_after_it_is_flagged() {
    let mut shop = shop_in_process();
    shop.when("2026-11-20T09:00").does("tp-kt-baichay", extend(date(2026, 11, 25)));
    let started = shop.dossier.clock.started().expect("started");
    assert!(started.extension.as_ref().is_some_and(|extension| extension.apology_late));
}

#[test]
fn an_overdue_supplement_is_proposed_by_the_timer_and_ended_by_a_person() {
    let mut birth = birth_wholly_online();
    birth.when("2026-11-17T07:45").does("tn-hatu", supplement(vec![missing_paper(1)]));
    assert_eq!(birth.guarded("tn-hatu", &expire()), Guard::SupplementOverdueFired);
    let overdue = fires(TimerId::Supplement, Moment::SupplementOverdue);
    birth.when("2026-12-04T16:00");
    assert_eq!(birth.refused(&Actor::system(), &overdue), Refusal::Guard(Guard::TimerDue), "the last day is whole");
    birth.when("2026-12-05T00:00").by(&Actor::system(), overdue.clone());
    assert_eq!(birth.refused(&Actor::system(), &overdue), Refusal::Guard(Guard::TimerDue), "no alarm twice");
    assert_eq!(birth.refused(&Actor::system(), &expire()), Refusal::NotYours, "I8: a person ends it");
    let mut bare = expire();
    if let Action::Expire { guidance, .. } = &mut bare {
        *guidance = None;
    }
    assert_eq!(birth.wrong("tn-hatu", &bare), [("guidance".to_owned(), "required".to_owned())], "form 03 needs it");
    birth.does("tn-hatu", expire());
    let State::Refused { guidance, .. } = &birth.dossier.state else { panic!("refused") };
    assert_eq!(guidance, "Nộp hồ sơ mới kèm giấy còn thiếu.");
    assert_eq!(birth.state(), StateName::Refused);
    assert_eq!(birth.last().slip.as_ref().map(|slip| slip.form.as_str()), Some("03"));
    assert!(birth.dossier.fired.is_empty(), "what belongs to the state left is forgotten");
}

#[test]
fn a_result_goes_by_post_comes_back_and_is_handed_over_at_the_centre() {
    let mut shop = shop_in_process();
    shop.dossier.return_to.method = ReturnMethod::Post;
    shop.dossier.return_to.address = Some("Thôn 3, xã Bình Liêu".to_owned());
    shop.bringing(pdf("draft"))
        .does("tl-kt-baichay", Action::SubmitForSignature { document: Some(FileId::from("draft")) })
        .does("tp-kt-baichay", Action::ApproveSign)
        .does("vt-baichay", publish("22G8-001", Some("5701234567")));
    assert_eq!(shop.dossier.desk().as_str(), "06673/VT", "the registry posts it");
    let post = Action::DeliverByPost { item_no: "EB1VN".to_owned(), address: "Thôn 3, xã Bình Liêu".to_owned() };
    shop.does("vt-baichay", post);
    let postman = person("postal", &[(Role::PostalAgent, Place::Province)]);
    let failed = |centre: &str| Action::DeliveryFailed { reason: reason(), centre: centre.into() };
    let elsewhere = shop.refused(&postman, &failed(HA_TU));
    assert!(matches!(elsewhere, Refusal::Input(_)), "it goes back to who posted it, or to the receiving centre");
    shop.by(&postman, failed(BINH_LIEU));
    assert_eq!((shop.state(), shop.dossier.desk().as_str()), (StateName::Done, "TT-06838"));
    shop.does("tkq-binhlieu", hand_over("Đặng Thị Oanh", None));
    assert_eq!(shop.state(), StateName::Returned);
}

#[test]
fn the_post_confirms_a_delivery_with_its_own_proof() {
    let mut shop = shop_in_process();
    shop.dossier.return_to.method = ReturnMethod::Post;
    shop.bringing(pdf("draft"))
        .does("tl-kt-baichay", Action::SubmitForSignature { document: Some(FileId::from("draft")) })
        .does("tp-kt-baichay", Action::ApproveSign)
        .does("vt-baichay", publish("22G8-001", Some("5701234567")))
        .does("vt-baichay", Action::DeliverByPost { item_no: "EB1VN".to_owned(), address: "Thôn 3".to_owned() });
    let postman = person("postal", &[(Role::PostalAgent, Place::Province)]);
    let proof = ReceiptProof::Postal { number: "EB1VN".to_owned() };
    shop.by(&postman, Action::ConfirmDelivery { receiver_name: "Đặng Thị Oanh".to_owned(), proof: proof.clone() });
    let State::Returned { receiver, .. } = &shop.dossier.state else { panic!("returned") };
    assert_eq!(receiver.proof, proof);
}

fn late_shop() -> Result<Stage, Refusal> {
    let filing = Filing {
        procedure: SHOP,
        answers: shop(),
        channel: Channel::Counter,
        centre: BINH_LIEU,
        by: actor("tn-binhlieu"),
        return_to: counter(BINH_LIEU),
        paper_count: 3,
        now: at("2026-11-18T08:30"),
    };
    let late_entry = Some(LateEntryInput {
        received_at: at("2026-11-16T09:10"),
        reason: "Mất điện toàn xã".to_owned(),
        paper_receipt_no: "GT-12".to_owned(),
    });
    Stage::try_file(filing, Way::Counter { identity: card(), late_entry })
}

#[test]
fn a_late_entry_counts_from_its_true_time_once_a_second_person_confirms_it() {
    let mut shop = late_shop().expect("filed");
    let confirm = Action::ConfirmLateEntry { decision: LateDecision::Confirmed, reason: reason() };
    let accept = shop.acceptance();
    shop.does("tn-binhlieu", accept);
    assert_eq!(shop.due_on(), Some(date(2026, 11, 19)), "three working days from Monday, not from Wednesday");
    let forward = Action::Forward { paper_count: 3 };
    assert_eq!(shop.guarded("tn-binhlieu", &forward), Guard::LateEntryConfirmed);
    assert_eq!(shop.guarded("tn-binhlieu", &confirm), Guard::SecondPerson);
    shop.does("ql-binhlieu", confirm.clone()).does("tn-binhlieu", forward);
    assert!(matches!(shop.refused(&actor("ql-binhlieu"), &confirm), Refusal::Impossible { .. }));
}

#[test]
fn a_rejected_late_entry_counts_from_the_entry_with_a_new_form_01() {
    let mut shop = late_shop().expect("filed");
    let accept = shop.acceptance();
    shop.does("tn-binhlieu", accept);
    shop.does("ql-binhlieu", Action::ConfirmLateEntry { decision: LateDecision::Rejected, reason: reason() });
    assert_eq!(shop.due_on(), Some(date(2026, 11, 23)));
    assert_eq!(shop.last().slip.as_ref().map(|slip| slip.form.as_str()), Some("01"));
    assert!(shop.last().due.is_some(), "I5");
}

#[test]
fn a_certified_copy_is_resolved_on_the_spot_and_signed_by_whoever_is_in_charge() {
    let mut birth = birth_wholly_online();
    birth.with_procedure(|procedure| {
        procedure.handling.on_the_spot = true;
        procedure.approval_levels = 0;
    });
    let accept = birth.when("2026-11-17T07:45").acceptance();
    birth.does("tn-hatu", accept);
    let mut both = actor("tl-vp-hatu");
    both.posts.extend(actor("ct-hatu").posts);
    birth.by(&both, Action::ResolveOnTheSpot).bringing(pdf("copy"));
    let sign = Action::SignDirectly { document: FileId::from("copy") };
    assert_eq!(birth.guarded("ct-hatu", &sign), Guard::OfficerInCharge);
    birth.by(&both, sign);
    assert_eq!(birth.state(), StateName::Approved);
    assert_eq!(birth.dossier.state.assignee(), Some(&both.account));
}

#[test]
fn only_what_is_resolved_on_the_spot_goes_to_the_signer_without_a_file() {
    let unsigned = Action::SubmitForSignature { document: None };
    let mut birth = birth_in_process();
    assert_eq!(birth.guarded("tl-vp-hatu", &unsigned), Guard::ResultDocument);
    birth.with_procedure(|procedure| procedure.handling.on_the_spot = true);
    birth.does("tl-vp-hatu", unsigned).does("ct-hatu", Action::ApproveSign);
    assert_eq!(birth.state(), StateName::Approved);
    birth.does("vt-hatu", publish("7/2026", Some("KS-7")));
    assert_eq!(birth.dossier.state.result().and_then(|result| result.document.clone()), None);
}

#[test]
fn a_procedure_is_corrected_after_forwarding_and_the_dossier_comes_back_to_be_routed_anew() {
    let mut shop = shop_at_counter();
    let accept = shop.acceptance();
    shop.does("tn-binhlieu", accept)
        .does("tn-binhlieu", Action::Forward { paper_count: 3 })
        .does("tp-kt-baichay", receive("tl-kt-baichay", 3));
    let correct = Action::AmendProcedure {
        procedure: dossier_stage::BADGE.into(),
        answers: dossier_stage::forms::company("Cấp phù hiệu xe"),
        reason: reason(),
    };
    shop.when("2026-11-17T09:00").does("tn-binhlieu", correct);
    assert_eq!(shop.state(), StateName::Accepted);
    assert_eq!(shop.dossier.resolver.as_ref().map(|resolver| resolver.agency.as_str()), Some("QN-SXD"));
    assert_eq!(shop.due_on(), Some(date(2026, 11, 18)), "from the same receipt, under the corrected procedure");
    assert_eq!(shop.dossier.code.as_str(), "H49.901-261116-0001", "the code stays");
}

/// The birth certificate, returned.
fn returned() -> Stage {
    let mut birth = birth_in_process();
    birth
        .bringing(pdf("draft"))
        .does("tl-vp-hatu", Action::SubmitForSignature { document: Some(FileId::from("draft")) })
        .does("ct-hatu", Action::ApproveSign)
        .does("vt-hatu", publish("101/2026", Some("KS-101")))
        .by(&Actor::system(), Action::DeliverOnline);
    birth
}

#[test]
fn a_wrong_result_is_corrected_by_a_linked_dossier_and_valid_until_that_is_published() {
    let mut birth = returned();
    let correct = Action::CorrectResult { reason: reason(), assignee: actor("tl-vp-hatu").account };
    assert_eq!(birth.refused(&actor("tl-vp-hatu"), &correct), Refusal::NotYours);
    birth.does("tp-vp-hatu", correct.clone());
    assert_eq!(birth.state(), StateName::Returned, "I9");
    assert_eq!(birth.guarded("tp-vp-hatu", &correct), Guard::NoOpenCorrection);
    let linked = birth.linked.take().expect("a linked dossier");
    assert_eq!(birth.last().link, Some(linked.dossier.code.clone()), "linked both ways");
    assert_eq!(linked.dossier.kind, Kind::Correction { of: birth.dossier.code.clone() });
    assert_eq!(linked.state(), StateName::InProcess);
    assert!(matches!(linked.dossier.clock, Clock::Running { .. }) && !linked.dossier.in_index());
    assert_eq!(linked.content.answers, birth.content.answers);
    let replaced = Action::ResultReplaced { by: linked.dossier.code.clone() };
    assert_eq!(birth.refused(&actor("tp-vp-hatu"), &replaced), Refusal::NotYours);
    let other = Action::ResultReplaced { by: "H49.901-000000-0000".into() };
    assert_eq!(birth.refused(&Actor::system(), &other), Refusal::Guard(Guard::OpenCorrection));
    birth.by(&Actor::system(), replaced);
    assert!(birth.dossier.is_replaced());
    birth.does("tp-vp-hatu", correct);
    birth.by(&Actor::system(), Action::CorrectionEnded { by: linked.dossier.code });
    assert_eq!(birth.dossier.correction.map(|linked| linked.state), Some(CorrectionState::Ended));
}

#[test]
fn a_citizen_rates_once_and_nobody_can_tell_from_the_dossier_how() {
    let mut birth = returned();
    let rating = |attitude| Action::Rate {
        rating: Rating {
            attitude,
            time: 4,
            procedure_clarity: 5,
            place: 5,
            result: 5,
            comment: Some("Rất nhanh".to_owned()),
        },
        identity: Some(card()),
    };
    let wrong = birth.wrong("cd-lan", &rating(6));
    assert_eq!(wrong, [("rating.attitude".to_owned(), "range".to_owned())]);
    assert_eq!(birth.guarded("tn-hatu", &rating(5)), Guard::NotActedBefore, "never by who acted on it");
    birth.does("cd-lan", rating(5));
    let event = serde_json::to_string(birth.last()).expect("JSON");
    assert!(!event.contains("Rất nhanh") && !event.contains("attitude"), "{event}");
    assert_eq!(birth.guarded("cd-lan", &rating(5)), Guard::NotRatedYet);
    let kept = anonymous(&rating(5), &birth.dossier, birth.now).expect("a rating");
    assert_eq!((kept.rating.attitude, kept.month), (5, date(2026, 11, 1)));
    let kept = serde_json::to_string(&kept).expect("JSON");
    assert!(!kept.contains(birth.dossier.code.as_str()) && !kept.contains(birth.dossier.id.as_str()));
}

#[test]
fn a_filing_by_post_and_one_from_the_portal_keep_what_only_they_have() {
    let filing = |channel, by: Actor| Filing {
        procedure: SHOP,
        answers: shop(),
        channel,
        centre: BINH_LIEU,
        by,
        return_to: online(BINH_LIEU),
        paper_count: 1,
        now: at("2026-11-16T08:30"),
    };
    let postman = person("postal", &[(Role::PostalAgent, Place::Province)]);
    let posted = Stage::file(filing(Channel::Post, postman));
    assert_eq!(posted.dossier.post_item_no.as_deref(), Some("EA123456789VN"));
    assert_eq!((posted.last().action.as_str(), posted.last().by.role), ("file_by_post", Role::PostalAgent));
    let portal = Way::Portal { external_ref: " DVC-778 ".to_owned() };
    let taken = Stage::try_file(filing(Channel::Online, Actor::system()), portal.clone()).expect("taken over");
    assert_eq!(taken.dossier.external_ref.as_deref(), Some("DVC-778"));
    assert_eq!(taken.last().action, "receive_from_portal");
    let citizen = Stage::try_file(filing(Channel::Online, actor("cd-lan")), portal);
    assert_eq!(citizen.err(), Some(Refusal::NotYours), "only the system takes over");
    let elsewhere = Stage::try_file(
        filing(Channel::Counter, actor("tn-hatu")),
        Way::Counter { identity: card(), late_entry: None },
    );
    assert_eq!(elsewhere.err(), Some(Refusal::NotYours), "an officer files at the own centre");
}
