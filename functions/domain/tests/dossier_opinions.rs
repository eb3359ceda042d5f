//! Opinions of several agencies in parallel, each with its own clock, and what the asked ones may see.

mod common;
mod dossier_stage;

use domain::{
    account::Role,
    dossier::{
        Action, Actor, StateName,
        action::OpinionInput,
        opinion::OpinionState,
        refusal::{Guard, Refusal},
        rights::{Sight, sight},
        state::FeeRefund,
    },
    ids::FileId,
};
use dossier_stage::{
    HA_TU, Stage,
    actions::{basis, publish, reason, shop_in_process},
    actor, agency, pdf, person,
};
use jiff::civil::{Date, date};

fn ask(agency: &str, due_on: Date) -> OpinionInput {
    OpinionInput {
        agency: agency.into(),
        office: None,
        question: "Địa điểm có phù hợp quy hoạch không?".to_owned(),
        documents: Vec::new(),
        due_on,
    }
}

fn asked(agency_id: &str) -> Actor {
    person(agency_id, &[(Role::ConsultedOfficer, agency(agency_id))])
}

fn answer(opinion: u8) -> Action {
    Action::AnswerOpinion { opinion, answer: "Phù hợp".to_owned(), document: None }
}

/// The shop with two blocking questions and one that is not.
fn asking() -> Stage {
    let mut shop = shop_in_process();
    let opinions = vec![ask("QN-SXD", date(2026, 11, 18)), ask(HA_TU, date(2026, 11, 20))];
    shop.does("tl-kt-baichay", Action::AskOpinion { opinions })
        .does("tl-kt-baichay", Action::AskSideOpinion { opinions: vec![ask("QN-STC", date(2026, 11, 19))] });
    shop
}

#[test]
fn several_agencies_are_asked_at_once_and_the_work_goes_on_when_the_last_blocking_answer_is_there() {
    let mut shop = asking();
    let due = shop.due_on();
    assert_eq!(shop.state(), StateName::WaitingOpinion);
    assert_eq!(shop.dossier.opinions.iter().map(|opinion| opinion.id).collect::<Vec<_>>(), [1, 2, 3]);
    shop.when("2026-11-18T10:00").by(&asked("QN-SXD"), answer(1));
    assert_eq!(shop.state(), StateName::WaitingOpinion, "another one blocks");
    shop.bringing(pdf("letter")).does(
        "tl-kt-baichay",
        Action::RecordOpinionAnswer { opinion: 2, answer: "Nhất trí".to_owned(), document: FileId::from("letter") },
    );
    assert_eq!(shop.state(), StateName::InProcess, "I13: in the same moment");
    assert_eq!(shop.last().action, "opinions_complete");
    assert_eq!(shop.due_on(), due, "the dossier's clock is never paused by an opinion");
    let OpinionState::Answered { on_paper, late, .. } = &shop.dossier.opinions[1].state else { panic!("answered") };
    assert!(*on_paper && !late);
}

#[test]
fn an_answer_after_its_date_is_flagged_and_the_system_marks_what_is_overdue() {
    let mut shop = asking();
    let overdue = Action::MarkOpinionOverdue { opinion: 1 };
    assert_eq!(shop.refused(&Actor::system(), &overdue), Refusal::Guard(Guard::OpinionLate), "not yet");
    shop.when("2026-11-18T17:01").by(&Actor::system(), overdue);
    assert_eq!(shop.dossier.opinions[0].state, OpinionState::Overdue);
    assert_eq!(shop.state(), StateName::WaitingOpinion, "an overdue one still blocks");
    shop.when("2026-11-19T09:00").by(&asked("QN-SXD"), answer(1));
    assert!(matches!(shop.dossier.opinions[0].state, OpinionState::Answered { late: true, .. }));
}

#[test]
fn an_asked_agency_sees_its_question_and_answers_only_that() {
    let shop = asking();
    let department = asked("QN-SXD");
    assert_eq!(sight(&department, &shop.dossier), Some(Sight::Question));
    assert_eq!(sight(&asked("QN-SYT"), &shop.dossier), None);
    assert_eq!(shop.refused(&department, &answer(2)), Refusal::Guard(Guard::OwnOpinion));
    assert_eq!(shop.refused(&department, &answer(9)), Refusal::Guard(Guard::OpinionOpen));
    assert_eq!(shop.refused(&asked("QN-SYT"), &answer(1)), Refusal::NotYours);
    assert_eq!(shop.refused(&department, &Action::StartWork), Refusal::Impossible { state: shop.state() });
}

#[test]
fn an_officer_withdraws_a_question_and_goes_on() {
    let mut shop = asking();
    let withdraw = |opinion| Action::WithdrawOpinion { opinion, reason: reason() };
    shop.does("tl-kt-baichay", withdraw(1)).does("tp-kt-baichay", withdraw(2));
    assert_eq!(shop.state(), StateName::InProcess);
    assert_eq!(sight(&asked("QN-SXD"), &shop.dossier), None, "what is withdrawn is nobody's to see");
    assert_eq!(shop.guarded("tl-kt-baichay", &withdraw(1)), Guard::OpinionOpen);
}

#[test]
fn open_questions_end_with_the_dossier_and_with_its_publication() {
    let mut stopped = asking();
    stopped.does(
        "tp-kt-baichay",
        Action::Stop {
            reason: reason(),
            legal_basis: basis(),
            papers_returned: Vec::new(),
            fee_refund: FeeRefund::None,
        },
    );
    assert_eq!(stopped.last().opinions_withdrawn, [1, 2, 3]);
    assert!(stopped.dossier.open_opinions().next().is_none());

    let mut shop = shop_in_process();
    shop.does("tl-kt-baichay", Action::AskSideOpinion { opinions: vec![ask("QN-STC", date(2026, 11, 19))] })
        .bringing(pdf("draft"))
        .does("tl-kt-baichay", Action::SubmitForSignature { document: Some(FileId::from("draft")) })
        .does("tp-kt-baichay", Action::ApproveSign);
    assert!(shop.dossier.open_opinions().next().is_some(), "a side question hinders nobody");
    shop.does("vt-baichay", publish("22G8-001", Some("5701234567")));
    assert_eq!(shop.last().opinions_withdrawn, [1]);
}

#[test]
fn a_question_names_an_agency_once_and_can_be_answered() {
    let shop = shop_in_process();
    let bad = Action::AskOpinion {
        opinions: vec![
            ask(HA_TU, date(2026, 11, 16)),
            OpinionInput { question: " ".to_owned(), ..ask(HA_TU, date(2026, 11, 20)) },
            OpinionInput { documents: vec![FileId::from("unknown")], ..ask("QN-SXD", date(2026, 11, 20)) },
        ],
    };
    let wrong: Vec<String> =
        shop.wrong("tl-kt-baichay", &bad).into_iter().map(|(field, code)| format!("{field} {code}")).collect();
    assert_eq!(
        wrong,
        [
            "opinions[0].due_on in_the_past",
            "opinions[1].question required",
            "opinions[1].agency twice",
            "opinions[2].documents not_in_list",
        ]
    );
    let none = Action::AskOpinion { opinions: Vec::new() };
    assert_eq!(shop.wrong("tl-kt-baichay", &none), [("opinions".to_owned(), "required".to_owned())]);
    assert_eq!(shop.refused(&actor("tl-kt-hatu"), &none), Refusal::NotYours);
}
