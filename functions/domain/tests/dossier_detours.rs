//! Withdrawals and hand-overs: what they cover, what goes on underneath, and that they give back what they covered.

mod common;
mod dossier_stage;

use domain::{
    account::Role,
    deadline::PauseReason,
    dossier::action::PaymentProof,
    dossier::{
        Action, Actor, StateName,
        head::Clock,
        refusal::{Guard, Refusal},
        state::{FeeRefund, HandoverMove, Obligation},
    },
    ids::FileId,
};
use dossier_stage::{
    BAI_CHAY, HA_TU, Stage,
    actions::{basis, reason, shop_in_process, supplement},
    actor, answer_paper, card, centre, document,
    forms::shop_at_counter,
    missing_paper, pdf, person,
};
use jiff::civil::date;

fn withdraw() -> Action {
    Action::RequestWithdrawal { reason: Some("Đã tìm được cách khác".to_owned()), identity: Some(card()) }
}

fn confirm() -> Action {
    Action::ConfirmWithdrawal { papers_returned: vec!["Bản chính".to_owned()], fee_refund: FeeRefund::None }
}

fn refuse() -> Action {
    Action::RefuseWithdrawal { reason: reason(), legal_basis: basis() }
}

fn hand_over_to(agency: &str, moves: &[HandoverMove]) -> Action {
    Action::StartHandover {
        agency: agency.into(),
        moves: moves.to_vec(),
        paper_count: 3,
        batch_id: "BG-2026-01".to_owned(),
        reason: reason(),
        from: None,
    }
}

fn obligation() -> Action {
    Action::RequestFinancialObligation {
        obligation: Obligation {
            kind: "Tiền sử dụng đất".to_owned(),
            amount_vnd: Some(12_000_000),
            payee: "Thuế tỉnh Quảng Ninh".to_owned(),
            slip_number: "PC-12".to_owned(),
        },
        reason: reason(),
    }
}

fn paid(stage: &Stage) -> Action {
    let proof = PaymentProof { number: "GNT-7".to_owned(), amount_vnd: 12_000_000, paid_at: stage.now };
    Action::ObligationFulfilled { proof, document: None }
}

#[test]
fn a_withdrawal_pauses_the_clock_and_a_refusal_gives_back_what_it_covered_with_the_time_moved() {
    let mut shop = shop_in_process();
    let (state, due) = (shop.dossier.state.clone(), shop.due_on());
    assert_eq!(due, Some(date(2026, 11, 19)));
    shop.when("2026-11-18T09:00").does("tn-binhlieu", withdraw());
    assert_eq!(shop.dossier.desk().as_str(), "TT-06838", "the receiving centre answers");
    assert_eq!(shop.dossier.holder().as_str(), "06673/CX-KINHTE", "the agency still has it");
    assert_eq!(shop.dossier.clock.open_pause().map(|pause| pause.reason), Some(PauseReason::Withdrawal));
    assert_eq!(shop.dossier.national_status(), 7);
    assert_eq!(shop.dossier.state.assignee(), state.assignee(), "lists look through the detour");
    assert_eq!(shop.guarded("tn-binhlieu", &refuse()), Guard::AnswersWithdrawal, "after acceptance the agency answers");
    shop.when("2026-11-20T09:00").does("tp-kt-baichay", refuse());
    assert_eq!(shop.dossier.state, state, "I12");
    assert_eq!(shop.due_on(), Some(date(2026, 11, 23)), "two days of waiting and a weekend later");
    assert!(shop.last().due.is_some() && shop.last().reason.is_some(), "I5, I6");
    assert_eq!(shop.dossier.national_status(), 4);
}

#[test]
fn a_withdrawal_is_taken_back_by_the_citizen_or_confirmed_and_then_it_is_the_end() {
    let mut shop = shop_in_process();
    shop.does("tn-binhlieu", withdraw()).does("tn-binhlieu", Action::CancelWithdrawal { identity: Some(card()) });
    assert_eq!(shop.state(), StateName::InProcess);
    shop.does("tn-binhlieu", withdraw()).does("tn-binhlieu", confirm());
    assert_eq!(shop.state(), StateName::Withdrawn);
    assert_eq!(shop.last().slip.as_ref().map(|slip| slip.form.as_str()), Some("05"));
    let closing = shop.dossier.state.closing().expect("how it ended");
    assert_eq!(closing.reason.as_deref(), Some("Đã tìm được cách khác"));
    assert!(matches!(shop.dossier.clock, Clock::Ended { .. }), "compared with nothing");
    assert!(!shop.dossier.clock.is_late(dossier_stage::at("2027-01-04T09:00")));
}

#[test]
fn before_acceptance_the_notice_goes_on_and_the_centre_refuses() {
    let mut shop = shop_at_counter();
    let clock = shop.dossier.clock.clone();
    shop.does("tn-binhlieu", withdraw());
    assert_eq!(shop.dossier.clock, clock, "intake timers go on");
    assert_eq!(shop.dossier.state.name(), StateName::WithdrawalRequested);
    shop.does("tn-binhlieu", refuse());
    assert_eq!((shop.state(), &shop.dossier.clock), (StateName::Submitted, &clock));
}

#[test]
fn nothing_is_withdrawn_or_stopped_once_a_decision_is_signed() {
    let mut shop = shop_in_process();
    shop.bringing(pdf("draft"))
        .does("tl-kt-baichay", Action::SubmitForSignature { document: Some(FileId::from("draft")) })
        .does("tp-kt-baichay", Action::ApproveSign);
    let impossible = Refusal::Impossible { state: StateName::Approved };
    assert_eq!(shop.refused(&actor("tn-binhlieu"), &withdraw()), impossible, "I10");
    let stop = Action::Stop {
        reason: reason(),
        legal_basis: basis(),
        papers_returned: Vec::new(),
        fee_refund: FeeRefund::None,
    };
    assert_eq!(shop.refused(&actor("tp-kt-baichay"), &stop), impossible, "I10");
}

#[test]
fn an_obligation_pauses_and_the_second_appointment_counts_from_the_proof_of_payment() {
    let mut shop = shop_in_process();
    shop.when("2026-11-17T14:00").does("tl-kt-baichay", obligation());
    assert_eq!((shop.state(), shop.dossier.national_status()), (StateName::FinancialObligation, 6));
    assert!(shop.dossier.owed.is_some(), "lists show what is to be paid");
    assert_eq!(shop.dossier.clock.open_pause().map(|pause| pause.reason), Some(PauseReason::FinancialObligation));
    shop.when("2026-11-24T10:00");
    let proof = paid(&shop);
    assert_eq!(shop.refused(&actor("tn-binhlieu"), &proof), Refusal::NotYours);
    shop.does("tl-kt-baichay", proof);
    assert_eq!(shop.due_on(), Some(date(2026, 11, 26)), "the rest of three working days from the proof on");
    assert_eq!(shop.last().slip.as_ref().map(|slip| slip.form.as_str()), Some("01"), "the second date in writing");
}

#[test]
fn a_payment_under_a_withdrawal_is_noted_and_the_pause_goes_on_as_the_withdrawals() {
    let mut shop = shop_in_process();
    shop.when("2026-11-17T14:00").does("tl-kt-baichay", obligation());
    let due = shop.dossier.clock.due_at();
    shop.when("2026-11-18T09:00").does("tn-binhlieu", withdraw());
    assert_eq!(shop.dossier.clock.open_pause().map(|pause| pause.reason), Some(PauseReason::FinancialObligation));
    shop.when("2026-11-19T09:00");
    let proof = paid(&shop);
    shop.does("tl-kt-baichay", proof);
    assert_eq!(shop.state(), StateName::WithdrawalRequested, "the detour goes on");
    assert_eq!(shop.dossier.state.lowest().name(), StateName::InProcess);
    assert_eq!(shop.dossier.clock.open_pause().map(|pause| pause.reason), Some(PauseReason::Withdrawal));
    assert_eq!(shop.dossier.clock.due_at(), due, "no date changes while it stands");
    shop.when("2026-11-20T09:00").does("tn-binhlieu", Action::CancelWithdrawal { identity: Some(card()) });
    assert!(matches!(shop.dossier.clock, Clock::Running { .. }));
    let reasons: Vec<PauseReason> =
        shop.dossier.clock.started().expect("started").pauses.iter().map(|pause| pause.reason).collect();
    assert_eq!(reasons, [PauseReason::FinancialObligation, PauseReason::Withdrawal]);
}

#[test]
fn a_hand_over_keeps_code_date_and_owner_until_the_named_receiver_takes_it() {
    let mut shop = shop_in_process();
    let (clock, code) = (shop.dossier.clock.clone(), shop.dossier.code.clone());
    shop.does("ql-tinh", hand_over_to(HA_TU, &[HandoverMove::ResolvingAgency]));
    assert_eq!(shop.dossier.holder().as_str(), "06673/CX-KINHTE", "I11: the giving unit");
    assert_eq!(shop.dossier.national_status(), 4);
    let accept = |assignee: Option<&str>, paper_count| Action::AcceptHandover {
        paper_count,
        assignee: assignee.map(Into::into),
    };
    assert_eq!(shop.refused(&actor("tp-kt-baichay"), &accept(None, 3)), Refusal::NotYours, "it is not named");
    let short = shop.wrong("tp-kt-hatu", &accept(Some("tl-kt-hatu"), 2));
    assert_eq!(short, [("paper_count".to_owned(), "differs_from_slip".to_owned())]);
    let nobody = shop.wrong("tp-kt-hatu", &accept(None, 3));
    assert_eq!(nobody, [("assignee".to_owned(), "required".to_owned())], "an officer held it");
    shop.does("tp-kt-hatu", accept(Some("tl-kt-hatu"), 3));
    assert_eq!(shop.state(), StateName::InProcess);
    assert_eq!((&shop.dossier.clock, &shop.dossier.code), (&clock, &code));
    assert_eq!(shop.dossier.holder().as_str(), "06652/CX-KINHTE");
    assert_eq!(shop.dossier.receiving_centre.as_str(), "06838", "only what was named moves");
}

#[test]
fn a_rejected_hand_over_is_the_provinces_to_redirect_or_cancel() {
    let mut shop = shop_in_process();
    let before = shop.dossier.state.clone();
    shop.does("ql-tinh", hand_over_to(HA_TU, &[HandoverMove::ResolvingAgency]))
        .does("tp-kt-hatu", Action::RejectHandover { reason: reason() });
    let again = Action::RejectHandover { reason: reason() };
    assert_eq!(shop.guarded("tp-kt-hatu", &again), Guard::IsNamedReceiver);
    shop.does("ql-tinh", Action::RedirectHandover { agency: "06838".into(), reason: reason() });
    assert_eq!(shop.refused(&actor("tp-kt-hatu"), &again), Refusal::NotYours);
    assert!(shop.attempt(&actor("tp-kt-binhlieu"), &again).is_ok());
    shop.does("ql-tinh", Action::CancelHandover { reason: reason() });
    assert_eq!(shop.dossier.state, before, "I12");
}

#[test]
fn the_citizen_answers_a_supplement_while_it_is_handed_over() {
    let mut shop = shop_in_process();
    let Action::RequestSupplement { items, reason: why, due_on } = supplement(vec![missing_paper(1)]) else {
        unreachable!()
    };
    shop.does("tl-kt-baichay", Action::ProposeSupplement { items, reason: why, due_on })
        .does("tp-kt-baichay", Action::AgreeSupplement)
        .does("tl-kt-baichay", supplement(vec![missing_paper(1)]))
        .does("ql-tinh", hand_over_to(HA_TU, &[HandoverMove::ResolvingAgency]));
    assert_eq!(shop.dossier.national_status(), 5, "a hand-over reports what it covers");
    shop.when("2026-11-19T09:00").bringing(document(Some(1), "proxy", "image/jpeg")).does(
        "tn-binhlieu",
        Action::SupplementReceived { items: vec![answer_paper(1)], paper_count: 0, identity: Some(card()) },
    );
    assert_eq!(shop.state(), StateName::HandoverPending);
    assert_eq!(shop.dossier.state.lowest().name(), StateName::InProcess);
    assert!(matches!(shop.dossier.clock, Clock::Running { .. }), "the time goes on");
}

#[test]
fn a_withdrawal_over_a_hand_over_leads_back_to_the_hand_over_and_none_is_opened_twice() {
    let mut shop = shop_in_process();
    shop.does("ql-tinh", hand_over_to(HA_TU, &[HandoverMove::ResolvingAgency])).does("tn-binhlieu", withdraw());
    assert!(matches!(shop.dossier.clock, Clock::Paused { .. }), "as from the state underneath");
    let again = hand_over_to(BAI_CHAY, &[HandoverMove::ReturnPlace]);
    assert_eq!(shop.guarded("ql-tinh", &again), Guard::NotOnStack);
    shop.does("tn-binhlieu", Action::CancelWithdrawal { identity: Some(card()) });
    assert_eq!(shop.state(), StateName::HandoverPending);
    assert!(matches!(shop.dossier.clock, Clock::Running { .. }));
}

#[test]
fn a_centre_takes_over_what_lies_at_a_centre() {
    let mut shop = shop_at_counter();
    shop.does("ql-tinh", hand_over_to(HA_TU, &[HandoverMove::ReceivingCentre, HandoverMove::ReturnPlace]));
    let manager = person("manager", &[(Role::CentreManager, centre(HA_TU))]);
    shop.by(&manager, Action::AcceptHandover { paper_count: 3, assignee: None });
    assert_eq!(shop.dossier.receiving_centre.as_str(), HA_TU);
    assert_eq!(shop.dossier.return_to.centre.as_str(), HA_TU);
    assert_eq!(shop.dossier.resolver.as_ref().map(|resolver| resolver.agency.as_str()), Some(BAI_CHAY));
    let nobody = Action::CancelHandover { reason: reason() };
    assert!(matches!(shop.refused(&Actor::system(), &nobody), Refusal::Impossible { .. }));
}

#[test]
fn a_hand_over_under_a_withdrawal_ends_with_its_plan_and_the_withdrawal_stays() {
    let mut shop = shop_in_process();
    shop.does("ql-tinh", hand_over_to(HA_TU, &[HandoverMove::ResolvingAgency]));
    shop.when("2026-11-18T09:00").does("tn-binhlieu", withdraw());
    assert!(shop.dossier.state.withdrawal().is_some() && shop.dossier.state.handover().is_some());
    let (clock, holder) = (shop.dossier.clock.clone(), shop.dossier.holder());
    let back = |ends_handover| Action::FollowUnits {
        plan: "QN-2025".to_owned(),
        to: Box::default(),
        was: Box::default(),
        reason: reason(),
        ends_handover,
    };
    shop.by(&Actor::system(), back(false));
    assert!(shop.dossier.state.handover().is_some(), "places alone end nothing");
    shop.by(&Actor::system(), back(true));
    assert_eq!(shop.state(), StateName::WithdrawalRequested);
    assert!(shop.dossier.state.handover().is_none());
    assert_eq!((&shop.dossier.clock, shop.dossier.holder()), (&clock, holder));
    assert_eq!(shop.dossier.state.lowest().name(), StateName::InProcess);
}
