//! What the forms say: of the event that issued them, not of today.

mod common;
mod dossier_stage;

use common::answers;
use domain::{
    dossier::{
        Action, Actor,
        action::{DataProblem, OpinionInput},
        state::{FeeRefund, SupplementItem},
    },
    ids::FileId,
    slip::{Form, Form01, Form02, Form06, Form07, FormNumber, Keeper, StepResult, csv::csv, procedure_of},
};
use dossier_stage::{
    Stage, UNITS,
    actions::{
        basis, birth_in_process, extended_shop, hand_over, publish, reason, receive, shop_in_process, supplement,
        withdrawn_birth,
    },
    answer_paper, document,
    forms::{badge_at_counter, birth_wholly_online, shop_at_counter},
    missing_paper, pdf,
    slips::{form, issued, subject},
    wrong_field,
};
use jiff::civil::date;
use serde_json::json;

fn receipt(stage: &Stage, version: Option<u32>) -> Form01 {
    match issued(stage, FormNumber::F01, version) {
        Some(Form::Receipt(form)) => *form,
        other => panic!("a receipt, not {other:?}"),
    }
}

fn control(stage: &Stage) -> Form06 {
    match form(stage, FormNumber::F06) {
        Form::Control(form) => *form,
        other => panic!("a control slip, not {other:?}"),
    }
}

fn register(keeper: &str, subjects: &[domain::slip::Subject<'_>], stage: &Stage) -> Form07 {
    let keeper = Keeper::of_desk(keeper).expect("a desk that keeps a register");
    Form07::of(&keeper, (date(2026, 11, 1), date(2026, 11, 30)), subjects, &UNITS, stage.now)
}

#[test]
fn a_receipt_names_issuer_applicant_papers_and_appointment() {
    let form = receipt(&birth_in_process(), None);
    let head = &form.head;
    assert_eq!(head.parent_agency_name.as_deref(), Some("Ủy ban nhân dân phường Hà Tu"));
    assert_eq!(head.agency_name, "Trung tâm Phục vụ hành chính công phường Hà Tu");
    assert_eq!(
        (head.form_number.as_str(), head.place_and_date.as_str()),
        ("0041/261117", "Hà Tu, ngày 17 tháng 11 năm 2026")
    );
    assert_eq!((head.applicant_name.as_str(), head.applicant_id.as_str()), ("Nguyễn Thị Lan", "••••••••1234"));
    assert_eq!(head.address, "Tổ 1, khu 2, Phường Hà Tu");
    assert_eq!(form.reception_centre, head.agency_name);
    assert_eq!(form.resolving_agency, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân, Ủy ban nhân dân phường Hà Tu");
    assert_eq!(form.received_at, "07 giờ 45 phút, ngày 17/11/2026");
    assert_eq!(form.due_at, "17 giờ 00 phút, ngày 17/11/2026");
    assert_eq!(form.processing_time, "Trong ngày làm việc");
    let names: Vec<(&str, &str)> =
        form.documents.iter().map(|paper| (paper.name.as_str(), paper.note.as_str())).collect();
    assert_eq!(names.len(), 3, "{names:?}");
    assert_eq!(names[2].1, "Thay bằng dữ liệu dân cư");
    assert_eq!((form.fee_amount.as_str(), form.fee_paid.len()), ("Không thu", 0));
    assert_eq!(form.receiving_officer_name_signature, "Phạm Thị Mai");
    assert!(form.applicant_signature.contains("không phải ký"), "filed online (R21)");
    assert_eq!(form.qr_code, "https://motcua.example/track#H49.901-261116-0001/K7M2-9QXD");
    assert_eq!(form.lookup_address, "https://motcua.example/track");
}

#[test]
fn a_receipt_at_the_counter_has_fees_and_room_for_two_signatures() {
    let form = receipt(&shop_in_process(), None);
    assert_eq!(form.head.agency_name, "Trung tâm Phục vụ hành chính công xã Bình Liêu");
    assert_eq!(form.resolving_agency, "Phòng Kinh tế, Hạ tầng và Đô thị, Ủy ban nhân dân phường Bãi Cháy");
    assert_eq!(form.applicant_signature, "");
    assert_eq!(form.fee_amount, "50.000 đồng");
    assert_eq!(form.fee_paid, ["50.000 đồng tiền mặt, biên lai số BL-0"]);
    assert_eq!((form.number_of_sets, form.paper_count), (1, 3));
}

#[test]
fn an_earlier_receipt_says_what_it_said_then() {
    let mut birth = birth_wholly_online();
    let accept = birth.when("2026-11-17T07:45").acceptance();
    birth.does("tn-hatu", accept);
    let moved = json!({ "requester_residence": { "unit_code": "06652", "detail": "Tổ 9, khu 7" } });
    let amend = Action::AmendIntake { procedure: None, answers: answers(moved), reason: "Ghi nhầm".to_owned() };
    birth.when("2026-11-17T08:10").does("tn-hatu", amend);
    assert_eq!(receipt(&birth, None).head.address, "Tổ 9, khu 7, Phường Hà Tu");
    assert_eq!(receipt(&birth, Some(2)).head.address, "Tổ 1, khu 2, Phường Hà Tu");
    assert_eq!(issued(&birth, FormNumber::F01, Some(1)), None, "the filing issued none");
    assert_eq!(issued(&birth, FormNumber::F03, None), None);
    assert_eq!(issued(&birth, FormNumber::F07, None), None, "the register is of no single dossier");
}

#[test]
fn a_receipt_that_is_printed_again_is_the_same_paper_whatever_the_dossier_has_become() {
    let mut shop = shop_at_counter();
    let accept = shop.acceptance();
    shop.does("tn-binhlieu", accept);
    let handed_out = receipt(&shop, None);
    assert_eq!(handed_out.return_place, "Trung tâm Phục vụ hành chính công xã Bình Liêu");
    // The head goes on: other sheets, another place, another date, another name, another agency, another procedure.
    shop.does("tn-binhlieu", Action::Forward { paper_count: 1 }).when("2026-11-17T08:00");
    shop.does("tp-kt-baichay", receive("tl-kt-baichay", 1)).does("tl-kt-baichay", Action::StartWork);
    let return_to = dossier_stage::counter(dossier_stage::BAI_CHAY);
    let identity = Some(dossier_stage::card());
    shop.does("tkq-binhlieu", Action::ChangeReturnPlace { return_to, identity });
    assert_eq!(shop.dossier.return_to.centre.as_str(), dossier_stage::BAI_CHAY);
    "Đặng Thị Oanh Vàng".clone_into(&mut shop.dossier.applicant.name);
    shop.dossier.resolver = None;
    shop.dossier.fees.clear();
    "06652".clone_into(&mut shop.dossier.receiving_centre.0);
    if let domain::dossier::head::Clock::Running { started } = &mut shop.dossier.clock {
        started.due_at = None;
        started.time = None;
    }
    assert_eq!(receipt(&shop, None), handed_out);
    let procedure = procedure_of(&shop.dossier, &shop.events, FormNumber::F01, None).clone();
    shop.dossier.procedure.code = "1.001193".into();
    assert_eq!(*procedure_of(&shop.dossier, &shop.events, FormNumber::F01, None), procedure);
    assert_eq!(procedure_of(&shop.dossier, &shop.events, FormNumber::F06, None).code.as_str(), "1.001193");
}

#[test]
fn a_receipt_from_before_the_head_was_kept_is_still_printed_from_the_head() {
    let mut shop = shop_in_process();
    let handed_out = receipt(&shop, None);
    for event in &mut shop.events {
        event.stood = None;
    }
    assert_eq!(receipt(&shop, None), handed_out);
    shop.dossier.paper_count = 9;
    assert_eq!(receipt(&shop, None).paper_count, 9);
}

#[test]
fn a_receipt_after_a_supplement_marks_what_was_brought_and_has_the_new_appointment() {
    let mut shop = shop_in_process();
    let list = vec![missing_paper(1)];
    let propose = Action::ProposeSupplement { items: list.clone(), reason: reason(), due_on: date(2026, 12, 4) };
    shop.does("tl-kt-baichay", propose).does("tp-kt-baichay", Action::AgreeSupplement);
    shop.does("tl-kt-baichay", supplement(list));
    let first_due = receipt(&shop, None).due_at;
    shop.when("2026-11-19T09:00").bringing(document(Some(1), "clear", "image/jpeg"));
    let mut paper = answer_paper(1);
    paper.on_paper = true;
    let brought =
        Action::SupplementReceived { items: vec![paper], paper_count: 1, identity: Some(dossier_stage::card()) };
    shop.does("tn-binhlieu", brought);
    let form = receipt(&shop, None);
    assert!(form.due_at > first_due, "{} after {first_due}", form.due_at);
    let marked: Vec<&str> =
        form.documents.iter().map(|paper| paper.note.as_str()).filter(|note| *note == "Bổ sung").collect();
    assert_eq!(marked.len(), 1);
    assert_eq!(receipt(&shop, Some(2)).due_at, first_due, "the first one keeps its own");
}

#[test]
fn a_request_lists_papers_and_answers_by_their_names_and_whom_to_ask() {
    let mut birth = birth_wholly_online();
    birth.when("2026-11-17T07:45").does("tn-hatu", supplement(vec![missing_paper(1), wrong_field("child_hometown")]));
    let Form::Request(request) = form(&birth, FormNumber::F02) else { panic!("a request") };
    let Form02 { items, contact_officer_phone, supplement_due_at, signer, .. } = *request;
    let names: Vec<&str> = items.iter().map(|item| item.document.as_str()).collect();
    assert_eq!(names, ["Giấy chứng sinh hoặc văn bản làm chứng/giấy cam đoan", "Quê quán"]);
    assert!(items.iter().all(|item| item.reason == "Lý do ghi trong hồ sơ" && item.legal_basis == "Điều 15"));
    assert_eq!((contact_officer_phone.as_str(), signer.as_str()), ("0203 000 0101", "Phạm Thị Mai"));
    assert_eq!(supplement_due_at, "04/12/2026");
}

#[test]
fn a_request_for_a_paper_that_data_replace_says_why_the_data_do_not_do() {
    let mut birth = birth_wholly_online();
    let paper = birth.procedure().papers.iter().find(|paper| paper.data_first()).expect("one that data replace").id;
    let item = SupplementItem { fallback: Some(DataProblem::Missing), ..missing_paper(paper) };
    birth.when("2026-11-17T07:45").does("tn-hatu", supplement(vec![item, missing_paper(1)]));
    let Form::Request(request) = form(&birth, FormNumber::F02) else { panic!("a request") };
    let reasons: Vec<&str> = request.items.iter().map(|item| item.reason.as_str()).collect();
    assert_eq!(reasons, ["dữ liệu dân cư chưa có", "Lý do ghi trong hồ sơ"]);
    let printed = format!("{:?}", Form::Request(request).sheet().blocks);
    assert!(printed.contains("(lý do: dữ liệu dân cư chưa có)"), "{printed}");
}

#[test]
fn a_request_of_the_agency_is_issued_in_its_own_name() {
    let mut shop = shop_in_process();
    let list = vec![missing_paper(1)];
    let propose = Action::ProposeSupplement { items: list.clone(), reason: reason(), due_on: date(2026, 12, 4) };
    shop.does("tl-kt-baichay", propose).does("tp-kt-baichay", Action::AgreeSupplement);
    shop.does("tl-kt-baichay", supplement(list));
    let Form::Request(request) = form(&shop, FormNumber::F02) else { panic!("a request") };
    assert_eq!(request.head.agency_name, "Phòng Kinh tế, Hạ tầng và Đô thị");
    assert_eq!(request.head.parent_agency_name.as_deref(), Some("Ủy ban nhân dân phường Bãi Cháy"));
    assert!(request.head.place_and_date.starts_with("Bãi Cháy, ngày 17 tháng 11"));
}

#[test]
fn the_department_stands_below_the_province() {
    let mut badge = badge_at_counter();
    let accept = badge.acceptance();
    badge.does("tn-mongcai1", accept).does("tn-mongcai1", Action::Forward { paper_count: 2 });
    badge.when("2026-11-17T08:00").does("tp-sxd", receive("tl-sxd", 2)).does("tl-sxd", Action::StartWork);
    let list = vec![missing_paper(0)];
    let propose = Action::ProposeSupplement { items: list.clone(), reason: reason(), due_on: date(2026, 12, 4) };
    badge.does("tl-sxd", propose).does("tp-sxd", Action::AgreeSupplement).does("tl-sxd", supplement(list));
    let Form::Request(request) = form(&badge, FormNumber::F02) else { panic!("a request") };
    assert_eq!(request.head.agency_name, "Sở Xây dựng");
    assert_eq!(request.head.parent_agency_name.as_deref(), Some("Ủy ban nhân dân tỉnh Quảng Ninh"));
    assert!(request.head.place_and_date.starts_with("Quảng Ninh, ngày 17"));
    assert_eq!(request.head.organisation.as_deref(), Some("Công ty TNHH Vận tải Ví Dụ"));
}

#[test]
fn the_control_slip_follows_a_dossier_from_hand_to_hand() {
    let mut birth = birth_in_process();
    birth.when("2026-11-17T10:00").bringing(pdf("draft"));
    birth.does("tl-vp-hatu", Action::SubmitForSignature { document: Some(FileId::from("draft")) });
    birth.when("2026-11-17T11:00").does("ct-hatu", Action::ApproveSign);
    birth.when("2026-11-17T14:00").does("vt-hatu", publish("101/2026", Some("KS-2026-22-000101")));
    birth.by(&Actor::system(), Action::DeliverOnline);
    let steps = control(&birth).steps;
    let ways: Vec<(&str, &str)> =
        steps.iter().map(|step| (step.from_person.as_str(), step.to_person.as_str())).collect();
    let (centre, office) = (
        "Trung tâm Phục vụ hành chính công phường Hà Tu",
        "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân, Ủy ban nhân dân phường Hà Tu",
    );
    let at = |name: &str, place: &str| format!("{name} ({place})");
    let expected = [
        ("Nguyễn Thị Lan (Người nộp hồ sơ)".to_owned(), at("Phạm Thị Mai", centre)),
        (at("Phạm Thị Mai", centre), at("Lê Văn Quang", office)),
        (at("Lê Văn Quang", office), at("Hoàng Văn Bình", office)),
    ];
    for (way, (from, to)) in ways.iter().zip(&expected) {
        assert_eq!((way.0, way.1), (from.as_str(), to.as_str()));
    }
    assert_eq!(ways.len(), 6, "{ways:#?}");
    assert_eq!(ways.last().map(|way| way.1), Some("Nguyễn Thị Lan (Người nộp hồ sơ)"));
    assert_eq!(steps[0].handed_at, "20:15 16/11/2026");
    assert_eq!(steps[0].received_at, "07:45 17/11/2026");
    assert_eq!(steps[2].expected_at, "17:00 17/11/2026", "the statutory due time");
    assert!(steps[..5].iter().all(|step| step.result == Some(StepResult::OnTime)), "{steps:#?}");
    assert_eq!(steps[5].result, None, "nothing is due any more");
    assert!(steps.iter().all(|step| !step.signatures.is_empty()));
}

#[test]
fn a_part_that_is_in_hand_too_long_is_late_before_it_is_handed_on() {
    let mut birth = birth_in_process();
    birth.when("2026-11-18T09:00");
    let steps = control(&birth).steps;
    let last = steps.last().expect("a step");
    assert!(last.to_person.starts_with("Hoàng Văn Bình"));
    assert_eq!(last.result, Some(StepResult::Late), "due the evening before");
    assert_eq!(steps[1].result, Some(StepResult::OnTime), "the head is not late for the officer's delay");
}

#[test]
fn a_supplement_stands_on_the_control_slip_as_a_way_to_the_citizen_and_back() {
    let mut birth = birth_wholly_online();
    birth.when("2026-11-17T07:45").does("tn-hatu", supplement(vec![missing_paper(1)]));
    birth.when("2026-11-18T18:00").bringing(document(Some(1), "clear", "image/jpeg"));
    birth.does("cd-lan", Action::Resubmit { items: vec![answer_paper(1)], identity: None });
    let steps = control(&birth).steps;
    let citizen = "Nguyễn Thị Lan (Người nộp hồ sơ)";
    assert_eq!((steps[1].to_person.as_str(), steps[1].expected_at.as_str()), (citizen, "04/12/2026"));
    assert_eq!(steps[1].result, Some(StepResult::Early));
    assert_eq!(steps[1].note, "Yêu cầu bổ sung: Lý do ghi trong hồ sơ");
    assert_eq!(steps[2].from_person, citizen);
    assert_eq!((steps[2].received_at.as_str(), steps[2].result), ("", None), "nobody has taken it up");
}

#[test]
fn an_apology_has_the_old_date_the_new_one_and_who_answers_for_it() {
    let shop = extended_shop();
    let Form::Apology(letter) = form(&shop, FormNumber::F04) else { panic!("an apology") };
    assert_eq!(letter.head.agency_name, "Phòng Kinh tế, Hạ tầng và Đô thị");
    assert_eq!(letter.received_at, "08 giờ 30 phút, ngày 16/11/2026");
    assert_eq!(letter.original_due_at, "17 giờ 00 phút, ngày 19/11/2026");
    assert_eq!(letter.new_due_at, "17 giờ 00 phút, ngày 25/11/2026");
    assert_eq!(letter.reason_for_delay, "Phải xác minh địa điểm kinh doanh tại thực địa");
    assert_eq!(letter.responsible_agency, "Phòng Kinh tế, Hạ tầng và Đô thị, Ủy ban nhân dân phường Bãi Cháy");
    assert_eq!(letter.signer_head, "Đặng Thị Loan");
    assert_eq!(receipt(&shop, None).due_at, letter.original_due_at, "the receipt keeps what it promised");
}

#[test]
fn a_notice_of_withdrawal_names_the_wish_the_state_and_what_is_given_back() {
    let Form::Stop(notice) = form(&withdrawn_birth(), FormNumber::F05) else { panic!("a notice") };
    assert_eq!(notice.request_of_applicant_ref, "Yêu cầu rút hồ sơ ngày 17 tháng 11 năm 2026");
    assert_eq!(notice.reason, "Theo yêu cầu của người nộp hồ sơ");
    assert_eq!(notice.state_when_stopped, "Đang thụ lý");
    assert_eq!(notice.papers_returned, ["Giấy chứng sinh", "Giấy chứng nhận kết hôn"]);
    assert_eq!(notice.fee_refund, "8.000 đồng (chưa cấp bản sao)");
    assert_eq!(notice.head.agency_name, "Trung tâm Phục vụ hành chính công phường Hà Tu", "where it was filed (R15)");
}

#[test]
fn a_notice_of_a_stop_names_reason_and_legal_basis() {
    let mut birth = birth_in_process();
    let stop = Action::Stop {
        reason: "Người nộp đã mất".to_owned(),
        legal_basis: "Điều 21 Nghị định 118/2025/NĐ-CP".to_owned(),
        papers_returned: Vec::new(),
        fee_refund: FeeRefund::None,
    };
    birth.when("2026-11-17T09:00").does("tp-vp-hatu", stop);
    let Form::Stop(notice) = form(&birth, FormNumber::F05) else { panic!("a notice") };
    assert_eq!((notice.request_of_applicant_ref.as_str(), notice.fee_refund.as_str()), ("", "Không"));
    assert_eq!((notice.reason.as_str(), notice.state_when_stopped.as_str()), ("Người nộp đã mất", "Đang thụ lý"));
    assert_eq!(notice.legal_basis, "Điều 21 Nghị định 118/2025/NĐ-CP");
    assert_eq!(notice.head.parent_agency_name.as_deref(), Some("Ủy ban nhân dân phường Hà Tu"));
    let slip = control(&birth);
    assert_eq!(slip.steps.last().map(|step| step.note.as_str()), Some("Dừng xử lý: Người nộp đã mất"));
}

#[test]
fn the_control_slip_has_a_line_for_each_question_to_another_agency() {
    let mut birth = birth_in_process();
    let question = Action::AskOpinion {
        opinions: vec![OpinionInput {
            agency: "06673".into(),
            office: None,
            question: "Có đăng ký cư trú tại phường không?".to_owned(),
            documents: Vec::new(),
            due_on: date(2026, 11, 17),
        }],
    };
    birth.when("2026-11-17T09:00").does("tl-vp-hatu", question);
    let slip = control(&birth);
    assert_eq!(slip.coordinating_agencies, ["Ủy ban nhân dân phường Bãi Cháy"]);
    let asked = slip.steps.last().expect("a step");
    assert_eq!(
        (asked.to_person.as_str(), asked.expected_at.as_str()),
        ("Ủy ban nhân dân phường Bãi Cháy", "17:00 17/11/2026")
    );
    assert_eq!((asked.note.as_str(), asked.result), ("Lấy ý kiến phối hợp", None));
    assert!(asked.from_person.starts_with("Hoàng Văn Bình ("), "{}", asked.from_person);
    birth.when("2026-11-18T08:30");
    assert_eq!(control(&birth).steps.last().and_then(|step| step.result), Some(StepResult::Late));
}

#[test]
fn nobody_is_marked_late_for_others_delay() {
    // Due on Tuesday evening; the officer hands the draft on next morning, and the signer has it late from then on.
    let mut birth = birth_in_process();
    birth.when("2026-11-18T08:30").bringing(pdf("draft"));
    birth.does("tl-vp-hatu", Action::SubmitForSignature { document: Some(FileId::from("draft")) });
    birth.when("2026-11-18T10:00").does("ct-hatu", Action::ApproveSign);
    let steps = control(&birth).steps;
    let signer = steps.iter().position(|step| step.to_person.starts_with("Ngô Văn Sơn")).expect("the signer's step");
    assert_eq!(
        steps[signer - 1].result,
        Some(StepResult::Late),
        "the officer's own delay: {}",
        steps[signer - 1].to_person
    );
    assert_eq!(steps[signer].result, None, "{}", steps[signer].note);
    assert!(steps[signer].note.ends_with("Hồ sơ đã quá hạn khi nhận"), "{}", steps[signer].note);

    // Due on Thursday evening; the opinion was to come on Wednesday, and has not on Friday.
    let mut shop = shop_in_process();
    let question = OpinionInput {
        agency: "QN-SXD".into(),
        office: None,
        question: "Địa điểm có phù hợp quy hoạch không?".to_owned(),
        documents: Vec::new(),
        due_on: date(2026, 11, 18),
    };
    shop.does("tl-kt-baichay", Action::AskOpinion { opinions: vec![question] }).when("2026-11-20T17:00");
    let steps = control(&shop).steps;
    let (asked, before) = steps.split_last().expect("steps");
    assert_eq!(asked.result, Some(StepResult::Late), "the agency that was asked");
    let officer = before.last().expect("the officer's step");
    assert_eq!(officer.result, None, "{}", officer.note);
    assert!(officer.note.ends_with("Quá hạn do chờ ý kiến trả lời trễ"), "{}", officer.note);
}

#[test]
fn an_agency_that_sends_a_dossier_on_is_held_to_its_own_two_days() {
    let mut shop = shop_at_counter();
    let accept = shop.acceptance();
    shop.does("tn-binhlieu", accept).does("tn-binhlieu", Action::Forward { paper_count: 3 });
    assert_eq!(control(&shop).steps.last().expect("a step").expected_at, "17:00 19/11/2026", "the dossier's own date");
    let back =
        Action::ReturnWrongAgency { reason: reason(), legal_basis: basis(), proposed_agency: None, paper_count: None };
    shop.when("2026-11-17T09:00").does("tp-kt-baichay", back);
    let steps = control(&shop).steps;
    assert_eq!(steps[steps.len() - 2].expected_at, "17:00 18/11/2026", "{}", steps[steps.len() - 2].to_person);
}

#[test]
fn the_register_lists_what_a_keeper_has_by_time_of_reception() {
    let (birth, mut shop) = (birth_in_process(), shop_in_process());
    shop.bringing(pdf("draft"))
        .does("tl-kt-baichay", Action::SubmitForSignature { document: Some(FileId::from("draft")) });
    shop.does("tp-kt-baichay", Action::ApproveSign).does("vt-baichay", publish("7/GCN", Some("5701234567")));
    shop.does("vt-baichay", Action::SendResult { paper_count: 3 });
    shop.when("2026-11-19T15:30").does("tkq-binhlieu", Action::ReceiveResult { paper_count: 3 });
    shop.does("tkq-binhlieu", hand_over("Đặng Văn Tư", Some("Giấy ủy quyền số 3")));
    let subjects = [subject(&birth, "Tổ 1"), subject(&shop, "Thôn 3, Xã Bình Liêu")];
    let here = register("TT-06838", &subjects, &shop);
    assert_eq!(here.agency_name, "Trung tâm Phục vụ hành chính công xã Bình Liêu");
    assert_eq!(here.rows.len(), 1, "the birth is another centre's");
    let row = &here.rows[0];
    assert_eq!((row.no, row.applicant_name.as_str()), (1, "Đặng Thị Oanh"));
    assert_eq!(row.address_phone, "Thôn 3, Xã Bình Liêu; 0912000777");
    assert_eq!((row.received_at.as_str(), row.returned_at.as_str()), ("08:30 16/11/2026", "15:30 19/11/2026"));
    assert_eq!(row.receiver_signature, "Đặng Văn Tư (ủy quyền: Giấy ủy quyền số 3)");
    assert_eq!(row.return_method, "Trực tiếp tại quầy");
    let agency = register("06673/CX-KINHTE", &subjects, &shop);
    assert_eq!((agency.agency_name.as_str(), agency.rows.len()), ("Ủy ban nhân dân phường Bãi Cháy", 1));
    let received_elsewhere = register("06838/CX-VP", &subjects, &shop);
    assert!(received_elsewhere.rows.is_empty(), "the committee of Bình Liêu resolves neither");
    let waiting = shop_at_counter();
    assert!(register("TT-06838", &[subject(&waiting, "")], &shop).rows.is_empty(), "not accepted, not registered");
    assert_eq!(Keeper::of_desk("COORD"), None);
}

#[test]
fn the_register_notes_what_is_late_and_where_it_lies() {
    let mut birth = birth_in_process();
    birth.when("2026-11-18T09:00");
    assert_eq!(
        register("TT-06652", &[subject(&birth, "")], &birth).rows[0].note,
        "Quá hạn; Đang ở: Văn phòng Hội đồng nhân dân và Ủy ban nhân dân, Ủy ban nhân dân phường Hà Tu"
    );
}

#[test]
fn the_register_as_a_file_opens_as_text_in_a_spreadsheet() {
    let birth = birth_in_process();
    let text = csv(&register("TT-06652", &[subject(&birth, "=HYPERLINK(\"http://x\"),\nTổ 1")], &birth));
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert!(lines[0].starts_with("\u{FEFF}STT,Mã hồ sơ,Tên thủ tục hành chính,"), "{}", lines[0]);
    assert!(lines[1].starts_with("1,H49.901-261116-0001,Đăng ký khai sinh,1,Nguyễn Thị Lan,"), "{}", lines[1]);
    assert!(lines[1].contains("\"'=HYPERLINK(\"\"http://x\"\"),\nTổ 1; 0912345678\""), "{}", lines[1]);
    assert_eq!(lines.len(), 3, "a title, a dossier, the end");
}
