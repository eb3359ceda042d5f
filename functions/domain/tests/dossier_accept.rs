//! Acceptance: what data replace, and what only the officer can say.

mod common;
mod dossier_stage;

use domain::{
    deadline::{ProcessingTime, TimeUnit},
    dossier::{
        Action,
        action::{CheckedPaper, DataProblem, PaperStatus},
        owed::Owed,
        refusal::Guard,
    },
    expression::{Condition, ConditionKind},
    slip::{Form, FormNumber},
    text::Text,
};
use dossier_stage::{Stage, actor, forms::shop_at_counter};
use jiff::civil::date;
use std::collections::BTreeMap;

const QUESTION: &str = "states_time_1";

fn accepted(stage: &Stage, line: CheckedPaper, said: &[(&str, bool)]) -> Action {
    let mut action = stage.acceptance();
    let paper = line.paper;
    if let Action::Accept { checklist, officer_states, .. } = &mut action {
        *checklist.iter_mut().find(|known| known.paper == paper).expect("the paper's line") = line;
        officer_states.extend(said.iter().map(|(name, yes)| ((*name).to_owned(), *yes)));
    }
    action
}

/// How the identity paper of the shop stands.
fn identity(status: PaperStatus, fallback: Option<DataProblem>) -> CheckedPaper {
    CheckedPaper { paper: 2, status, not_scanned: None, fallback }
}

#[test]
fn a_paper_that_data_replace_is_taken_only_with_the_reason_why_they_do_not_do() {
    let shop = shop_at_counter();
    let taken = accepted(&shop, identity(PaperStatus::Present, None), &[]);
    assert_eq!(shop.guarded("tn-binhlieu", &taken), Guard::DossierComplete);
    for line in [
        identity(PaperStatus::Present, Some(DataProblem::Wrong)),
        identity(PaperStatus::ReplacedByData, None),
        identity(PaperStatus::Shown, None),
    ] {
        let action = accepted(&shop, line, &[]);
        assert!(shop.attempt(&actor("tn-binhlieu"), &action).is_ok(), "{action:?}");
    }
}

#[test]
fn a_head_says_what_is_left_to_pay_until_it_is_paid_or_the_dossier_ends() {
    let mut shop = shop_at_counter();
    assert_eq!(shop.dossier.owed, Some(Owed { amount_vnd: 0, more: true }), "its sources contradict each other");
    let paid = shop.acceptance();
    shop.does("tn-binhlieu", paid);
    assert_eq!(shop.dossier.owed, None);

    let mut refused = shop_at_counter();
    let refusal =
        Action::Refuse {
            reason: "Không đúng".into(), legal_basis: "Điều 16".into(), guidance: "Nộp lại".into()
        };
    refused.does("tn-binhlieu", refusal);
    assert_eq!(refused.dossier.owed, None, "nobody has to pay for what has ended");
}

fn documents(form: &Form) -> String {
    let Form::Receipt(form) = form else { panic!("not form 01") };
    form.documents.iter().map(|line| line.note.as_str()).collect::<Vec<_>>().join("; ")
}

#[test]
fn form_01_names_the_database_or_the_reason_why_the_paper_was_taken() {
    let note = |line: CheckedPaper| {
        let mut shop = shop_at_counter();
        let action = accepted(&shop, line, &[]);
        shop.does("tn-binhlieu", action);
        let form = dossier_stage::slips::form(&shop, FormNumber::F01);
        documents(&form)
    };
    let replaced = note(identity(PaperStatus::ReplacedByData, None));
    assert!(replaced.contains("Thay bằng dữ liệu dân cư"), "{replaced}");
    let taken = note(identity(PaperStatus::Present, Some(DataProblem::Missing)));
    assert!(taken.contains("Nhận vì dữ liệu chưa có"), "{taken}");
}

/// A shop whose time is three working days, or twenty if the officer says that it must be verified.
fn shop_with_a_question() -> Stage {
    let mut shop = shop_at_counter();
    shop.with_procedure(|procedure| {
        let sentence = Text { vi: "Phải xác minh?".to_owned(), en: "Is a verification needed?".to_owned() };
        let condition = Condition { kind: ConditionKind::OfficerStates(QUESTION.to_owned()), sentence };
        procedure.processing_times = vec![
            ProcessingTime::of(3, TimeUnit::WorkingDay),
            ProcessingTime { condition: Some(condition), ..ProcessingTime::of(20, TimeUnit::WorkingDay) },
        ];
    });
    shop
}

#[test]
fn the_due_date_follows_what_the_officer_answers_and_is_the_longest_until_then() {
    let due = |said: &[(&str, bool)]| {
        let mut shop = shop_with_a_question();
        let action = accepted(&shop, identity(PaperStatus::Shown, None), said);
        shop.does("tn-binhlieu", action);
        let kept: BTreeMap<String, bool> = said.iter().map(|(name, yes)| ((*name).to_owned(), *yes)).collect();
        assert_eq!(shop.dossier.officer_states, kept);
        shop.due_on().expect("a due date")
    };
    let (open, verified, plain) = (due(&[]), due(&[(QUESTION, true)]), due(&[(QUESTION, false)]));
    assert_eq!(open, verified);
    assert!(plain < open, "{plain} {open}");
    assert!(plain > date(2026, 11, 1));
}

#[test]
fn an_officer_answers_only_questions_that_the_procedure_has() {
    let shop = shop_with_a_question();
    let action = accepted(&shop, identity(PaperStatus::Shown, None), &[("states_time_7", true), (QUESTION, true)]);
    let wrong = shop.wrong("tn-binhlieu", &action);
    assert_eq!(wrong, [("officer_states.states_time_7".to_owned(), "not_in_list".to_owned())]);
}

#[test]
fn an_answer_of_the_officer_decides_whether_a_paper_is_needed() {
    let mut shop = shop_at_counter();
    shop.with_procedure(|procedure| {
        let sentence = Text { vi: "Phải có bản vẽ?".to_owned(), en: "Is a drawing needed?".to_owned() };
        procedure.papers[1].condition =
            Some(Condition { kind: ConditionKind::OfficerStates("states_paper_1".to_owned()), sentence });
    });
    let not_needed = CheckedPaper { paper: 1, status: PaperStatus::NotNeeded, not_scanned: None, fallback: None };
    let said_no = accepted(&shop, not_needed.clone(), &[("states_paper_1", false)]);
    assert!(shop.attempt(&actor("tn-binhlieu"), &said_no).is_ok());
    let said_yes = accepted(&shop, not_needed, &[("states_paper_1", true)]);
    assert_eq!(shop.guarded("tn-binhlieu", &said_yes), Guard::DossierComplete);
}
