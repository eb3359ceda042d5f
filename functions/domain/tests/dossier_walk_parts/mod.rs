//! What random walks are made of: dice, dossiers to begin with, a cast, and an input for every action.
#![allow(dead_code, reason = "each test program uses another part of it")]

pub mod cast;
pub mod invariants;
pub mod life;

use super::dossier_stage::{
    BADGE, BAI_CHAY, BINH_LIEU, CALENDAR, HA_TU, MONG_CAI_1, Stage, answer_field, answer_paper, card, counter,
    document, forms::company, missing_paper, online, pdf, wrong_field,
};
use domain::{
    calendar::day_of,
    dossier::{
        Action, StateName,
        action::{ActionName, FeeInput, LateDecision, OpinionInput, PaymentProof, Rating, SupplementAnswer},
        event::FiledPaper,
        head::{FeeMethod, ReturnTo},
        state::{DecisionKind, FeeRefund, HandoverMove, Obligation, ReceiptProof, SupplementTarget},
        timers::{self, Moment, Settings, TimerId},
    },
    fee,
    form::Answers,
    ids::{AccountId, AgencyId, DossierCode, FileId, ProcedureCode},
    procedure::ReturnMethod,
};
use jiff::ToSpan;
use serde_json::json;

/// Another agency that the coordinator may name.
const ELSEWHERE: &str = "06652";

/// Numbers that follow from a seed (splitmix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).expect("small")
    }
}

/// Actions that a life may go without.
pub fn is_detour(name: ActionName) -> bool {
    matches!(
        name,
        ActionName::AmendIntake
            | ActionName::ChangeReturnPlace
            | ActionName::TakeFee
            | ActionName::Reassign
            | ActionName::ReturnForRework
            | ActionName::ReturnForResigning
            | ActionName::ReturnWrongAgency
            | ActionName::Reroute
            | ActionName::ProposeSupplement
            | ActionName::Refuse
            | ActionName::Deny
            | ActionName::AmendProcedure
            | ActionName::ConfirmLateEntry
            | ActionName::AskOpinion
            | ActionName::AskSideOpinion
            | ActionName::WithdrawOpinion
            | ActionName::RequestFinancialObligation
            | ActionName::ExtendWithApology
            | ActionName::Stop
            | ActionName::RequestWithdrawal
            | ActionName::StartHandover
            | ActionName::RedirectHandover
            | ActionName::RejectHandover
            | ActionName::DeliveryFailed
            | ActionName::NoteTimer
            | ActionName::Rate
            | ActionName::CorrectResult
    )
}

/// The files that the functions would bring for an action.
pub fn files_for(action: &Action) -> Vec<FiledPaper> {
    match action {
        Action::Resubmit { items, .. } | Action::SupplementReceived { items, .. } => items
            .iter()
            .filter(|item| !item.on_paper)
            .filter_map(|item| match &item.target {
                SupplementTarget::Paper { id } => Some(document(Some(*id), "more", "image/jpeg")),
                SupplementTarget::Field { .. } => None,
            })
            .collect(),
        other => other.document().map(|document| pdf(document.as_str())).into_iter().collect(),
    }
}

/// An input for an action that mostly fits the dossier, and sometimes not.
pub fn sample(name: ActionName, stage: &Stage, dice: &mut Dice) -> Action {
    let odd = dice.below(12) == 0;
    let reason = if odd { " ".to_owned() } else { "Lý do".to_owned() };
    let legal_basis = "Điều 16".to_owned();
    let paper_count = if odd { 77 } else { stage.dossier.paper_count };
    let identity = (dice.below(8) > 0).then(card);
    let assignee = AccountId::from(["caseofficer", "caseofficer-2", "everybody"][dice.below(3)]);
    let document = FileId::from("document");
    let opinion = opinion_to_close(stage, dice);
    let agency = || AgencyId::from(ELSEWHERE);
    match name {
        ActionName::ConfirmLateEntry => {
            let decision = if dice.below(2) == 0 { LateDecision::Confirmed } else { LateDecision::Rejected };
            Action::ConfirmLateEntry { decision, reason }
        }
        ActionName::Accept => stage.acceptance(),
        ActionName::RequestSupplement | ActionName::ProposeSupplement => supplement(name, stage, dice, reason),
        ActionName::AgreeSupplement => Action::AgreeSupplement,
        ActionName::Refuse => Action::Refuse { reason, legal_basis, guidance: "Nộp lại".to_owned() },
        ActionName::Resubmit => Action::Resubmit { items: answers(stage, dice), identity },
        ActionName::Expire => {
            Action::Expire {
                reason, legal_basis, papers_returned: Vec::new(), guidance: Some("Nộp lại".to_owned())
            }
        }
        ActionName::SupplementReceived => {
            Action::SupplementReceived { items: answers(stage, dice), paper_count: 1, identity }
        }
        ActionName::AmendIntake => amendment(stage, dice, reason),
        ActionName::AmendProcedure => Action::AmendProcedure {
            procedure: ProcedureCode::from(BADGE),
            answers: company("Cấp phù hiệu xe hợp đồng"),
            reason,
        },
        ActionName::Forward => Action::Forward { paper_count },
        ActionName::ReferCompetence => {
            Action::ReferCompetence { reason, proposed_agency: (dice.below(2) == 0).then(agency) }
        }
        ActionName::DecideCompetence => {
            let agency = [ELSEWHERE, BAI_CHAY, "QN-SXD", "99999"][dice.below(4)].into();
            Action::DecideCompetence { agency, reason, paper_count: None }
        }
        ActionName::Reroute => {
            let agency = [ELSEWHERE, BAI_CHAY, "QN-SXD", "99999"][dice.below(4)].into();
            Action::Reroute { agency, reason, legal_basis }
        }
        ActionName::ResolveOnTheSpot => Action::ResolveOnTheSpot,
        ActionName::Receive => Action::Receive { assignee, paper_count },
        ActionName::ReturnWrongAgency => {
            Action::ReturnWrongAgency { reason, legal_basis, proposed_agency: None, paper_count: Some(paper_count) }
        }
        ActionName::StartWork => Action::StartWork,
        ActionName::Reassign => Action::Reassign { assignee, reason },
        ActionName::AskOpinion => Action::AskOpinion { opinions: questions(stage, dice) },
        ActionName::AskSideOpinion => Action::AskSideOpinion { opinions: questions(stage, dice) },
        ActionName::AnswerOpinion => {
            Action::AnswerOpinion { opinion, answer: "Nhất trí".to_owned(), document: odd.then_some(document) }
        }
        ActionName::RecordOpinionAnswer => {
            Action::RecordOpinionAnswer { opinion, answer: "Không ý kiến".to_owned(), document }
        }
        ActionName::WithdrawOpinion => Action::WithdrawOpinion { opinion, reason },
        ActionName::MarkOpinionOverdue => Action::MarkOpinionOverdue { opinion },
        ActionName::OpinionsComplete => Action::OpinionsComplete,
        ActionName::RequestFinancialObligation => Action::RequestFinancialObligation {
            obligation: Obligation {
                kind: "Tiền sử dụng đất".to_owned(),
                amount_vnd: Some(12_000_000),
                payee: "Thuế tỉnh Quảng Ninh".to_owned(),
                slip_number: "PC-12".to_owned(),
            },
            reason,
        },
        ActionName::ObligationFulfilled => Action::ObligationFulfilled {
            proof: PaymentProof { number: "GNT-7".to_owned(), amount_vnd: 12_000_000, paid_at: stage.now },
            document: odd.then_some(document),
        },
        ActionName::SubmitForApproval => {
            let denial = dice.below(3) == 0;
            Action::SubmitForApproval {
                decision: if denial { DecisionKind::Denial } else { DecisionKind::Grant },
                document: (!denial || odd).then_some(document),
                reason: denial.then_some(reason),
                legal_basis: denial.then_some(legal_basis),
            }
        }
        ActionName::SubmitForSignature => Action::SubmitForSignature { document: Some(document) },
        ActionName::SignDirectly => Action::SignDirectly { document },
        ActionName::EndorseOnward => Action::EndorseOnward { assignee: AccountId::from("unithead-2") },
        ActionName::Endorse => Action::Endorse,
        ActionName::Deny => Action::Deny { reason, legal_basis, document: odd.then_some(document) },
        ActionName::ReturnForRework => Action::ReturnForRework { reason },
        ActionName::ApproveSign => Action::ApproveSign,
        ActionName::SignDenial => Action::SignDenial,
        ActionName::ReturnForResigning => Action::ReturnForResigning { reason },
        ActionName::Publish => Action::Publish {
            number: "12/2026".to_owned(),
            external_number: (!odd).then(|| "KS-1".to_owned()),
            document: (dice.below(3) == 0).then_some(document),
        },
        ActionName::SendResult => Action::SendResult { paper_count: 1 },
        ActionName::ReceiveResult => Action::ReceiveResult { paper_count: 1 },
        ActionName::DeliverOnline => Action::DeliverOnline,
        ActionName::DeliverByPost => {
            Action::DeliverByPost { item_no: "EB1".to_owned(), address: "Tổ 4, phường Hà Tu".to_owned() }
        }
        ActionName::ConfirmDelivery => Action::ConfirmDelivery {
            receiver_name: "Trần Văn Hùng".to_owned(),
            proof: ReceiptProof::Postal { number: "EB1".to_owned() },
        },
        ActionName::DeliveryFailed => {
            let posted = stage.dossier.state.result_centre().filter(|_| !odd);
            let centre = posted.unwrap_or(&stage.dossier.receiving_centre).clone();
            Action::DeliveryFailed { reason, centre }
        }
        ActionName::HandOver => Action::HandOver {
            identity: card(),
            receiver_name: "Trần Văn Hùng".to_owned(),
            proxy: odd.then(|| "Giấy uỷ quyền".to_owned()),
            proof: ReceiptProof::Signature,
            fees: Vec::new(),
        },
        ActionName::TakeFee => Action::TakeFee { fees: left_to_pay(stage) },
        ActionName::ChangeReturnPlace => {
            let to = [HA_TU, BINH_LIEU, MONG_CAI_1][dice.below(3)];
            let return_to = match dice.below(4) {
                0 => online(to),
                1 => ReturnTo {
                    method: ReturnMethod::Post,
                    address: Some("Tổ 4, phường Hà Tu".to_owned()),
                    ..counter(to)
                },
                _ => counter(to),
            };
            Action::ChangeReturnPlace { return_to, identity }
        }
        ActionName::ExtendWithApology => {
            let due = stage.due_on().unwrap_or_else(|| day_of(stage.now)).max(day_of(stage.now));
            let later = (0..4).fold(due, |day, _| CALENDAR.next_working_day(day).expect("a working day"));
            Action::ExtendWithApology { new_due_on: if odd { due } else { later }, reason }
        }
        ActionName::Stop => Action::Stop {
            reason,
            legal_basis,
            papers_returned: vec!["Bản chính".to_owned()],
            fee_refund: FeeRefund::None,
        },
        ActionName::RequestWithdrawal => {
            Action::RequestWithdrawal { reason: odd.then(|| "Không cần nữa".to_owned()), identity }
        }
        ActionName::ConfirmWithdrawal => Action::ConfirmWithdrawal {
            papers_returned: Vec::new(),
            fee_refund: FeeRefund::Amount { amount_vnd: 50_000, rule: "Điều 21".to_owned() },
        },
        ActionName::RefuseWithdrawal => Action::RefuseWithdrawal { reason, legal_basis },
        ActionName::CancelWithdrawal => Action::CancelWithdrawal { identity },
        ActionName::StartHandover => {
            let all = [HandoverMove::ReceivingCentre, HandoverMove::ResolvingAgency, HandoverMove::ReturnPlace];
            let mut moves: Vec<HandoverMove> = all.into_iter().filter(|_| dice.below(3) > 0).collect();
            if moves.is_empty() && !odd {
                moves.push(HandoverMove::ResolvingAgency);
            }
            Action::StartHandover {
                agency: agency(),
                moves,
                paper_count: 3,
                batch_id: "BG-1".to_owned(),
                reason,
                from: None,
            }
        }
        ActionName::AcceptHandover => {
            Action::AcceptHandover { paper_count: if odd { 2 } else { 3 }, assignee: Some(assignee) }
        }
        ActionName::RejectHandover => Action::RejectHandover { reason },
        ActionName::RedirectHandover => {
            Action::RedirectHandover { agency: [ELSEWHERE, HA_TU][dice.below(2)].into(), reason }
        }
        ActionName::CancelHandover => Action::CancelHandover { reason },
        ActionName::Rate => Action::Rate {
            rating: Rating {
                attitude: 5,
                time: 4,
                procedure_clarity: 5,
                place: 5,
                result: if odd { 9 } else { 5 },
                comment: Some("Cảm ơn".to_owned()),
            },
            identity,
        },
        ActionName::CorrectResult => Action::CorrectResult { reason, assignee },
        ActionName::ResultReplaced => Action::ResultReplaced { by: linked(stage) },
        ActionName::CorrectionEnded => Action::CorrectionEnded { by: linked(stage) },
        ActionName::NoteTimer => {
            let waiting = timers::waiting(&stage.dossier, &CALENDAR, &Settings::default());
            let due = waiting.into_iter().find(|timer| timer.at <= stage.now || odd);
            due.map_or(Action::NoteTimer { timer: TimerId::Due, moment: Moment::Overdue, opinion: None }, |timer| {
                Action::NoteTimer { timer: timer.id, moment: timer.moment, opinion: timer.opinion }
            })
        }
        ActionName::RecomputeDue => Action::RecomputeDue { calendar: CALENDAR.version, reason },
        ActionName::FollowClosure => Action::FollowClosure { closure: "none".to_owned(), reason },
        ActionName::FollowUnits => Action::FollowUnits {
            plan: "QN".to_owned(),
            to: Box::new(domain::dossier::action::Places::of(&stage.dossier)),
            was: Box::default(),
            reason,
            ends_handover: false,
        },
        other => panic!("{other:?} is no action on a dossier"),
    }
}

/// An open item, mostly.
fn opinion_to_close(stage: &Stage, dice: &mut Dice) -> u8 {
    let open: Vec<u8> = stage.dossier.open_opinions().map(|opinion| opinion.id).collect();
    if open.is_empty() { 1 } else { open[dice.below(open.len())] }
}

fn questions(stage: &Stage, dice: &mut Dice) -> Vec<OpinionInput> {
    let day = day_of(stage.now).checked_add((1 + dice.below(9) as i64).days()).expect("a day");
    let ask = |agency: &str| OpinionInput {
        agency: agency.into(),
        office: None,
        question: "Đề nghị cho ý kiến về quy hoạch".to_owned(),
        documents: Vec::new(),
        due_on: day,
    };
    if dice.below(2) == 0 { vec![ask(HA_TU)] } else { vec![ask(HA_TU), ask("QN-SXD")] }
}

fn linked(stage: &Stage) -> DossierCode {
    let code = stage.dossier.correction.as_ref().map(|linked| linked.code.clone());
    code.unwrap_or_else(|| DossierCode::from("none"))
}

/// The proposed list where there is one, so that agreement can be reached.
fn supplement(name: ActionName, stage: &Stage, dice: &mut Dice, reason: String) -> Action {
    let proposed = stage.dossier.supplement_proposal.clone().filter(|_| stage.state() != StateName::Submitted);
    let text = ["requester_email", "requester_full_name"][dice.below(2)];
    let (items, reason, due_on) = match proposed {
        Some(proposal) => (proposal.items, proposal.reason, proposal.due_on),
        None => {
            let due_on = day_of(stage.now).checked_add(30.days()).expect("a day");
            (vec![missing_paper(0), wrong_field(text)], reason, due_on)
        }
    };
    match name {
        ActionName::ProposeSupplement => Action::ProposeSupplement { items, reason, due_on },
        _ => Action::RequestSupplement { items, reason, due_on },
    }
}

fn answers(stage: &Stage, dice: &mut Dice) -> Vec<SupplementAnswer> {
    let on_paper = dice.below(2) == 0;
    let open = stage.dossier.state.supplement().map_or(&[][..], |request| &request.items);
    open.iter()
        .map(|item| match &item.target {
            SupplementTarget::Paper { id } => SupplementAnswer { on_paper, ..answer_paper(*id) },
            SupplementTarget::Field { name } if name == "requester_email" => {
                answer_field(name, json!("lan@example.vn"))
            }
            SupplementTarget::Field { name } => answer_field(name, json!("Nguyễn Thị Lân")),
        })
        .collect()
}

/// What has come to be due since acceptance, in cash.
fn left_to_pay(stage: &Stage) -> Vec<FeeInput> {
    let (dossier, answers) = (&stage.dossier, &stage.content.answers);
    let due = fee::fees_due(stage.procedure(), answers, &dossier.facts());
    fee::outstanding(&due, &dossier.fees)
        .into_iter()
        .map(|line| FeeInput {
            rule: line.rule,
            amount_vnd: line.amount.unwrap_or(1_000),
            method: FeeMethod::Cash,
            receipt_number: "BL-77".to_owned(),
            exemption: None,
        })
        .collect()
}

fn amendment(stage: &Stage, dice: &mut Dice, reason: String) -> Action {
    let one = |name: &str, value| [(name.to_owned(), value)].into_iter().collect::<Answers>();
    let (procedure, answers) = match dice.below(5) {
        // Copies are paid for, whenever they are asked for.
        4 if stage.content.answers.contains_key("child_full_name") => (None, one("copies", json!(2))),
        0 => (Some(ProcedureCode::from(BADGE)), company("Cấp phù hiệu xe hợp đồng")),
        1 if stage.content.answers.contains_key("business_address") => {
            (None, one("business_address", json!({ "unit_code": HA_TU, "detail": "Tổ 9" })))
        }
        2 => (None, one("requester_email", serde_json::Value::Null)),
        _ => (None, one("requester_full_name", json!("Nguyễn Thị Lệ"))),
    };
    Action::AmendIntake { procedure, answers, reason }
}

/// Inputs that nobody means well: the action's own shape with any text and number, as far as the wire takes them.
pub fn hostile(name: ActionName, text: &str, number: i64) -> Vec<Action> {
    let small = u8::try_from(number.unsigned_abs() % 256).unwrap_or_default();
    let sheets = u16::try_from(number.unsigned_abs() % 65_536).unwrap_or_default();
    let targets = [json!({ "kind": "paper", "id": small }), json!({ "kind": "field", "name": text })];
    let dates = ["-009999-01-01", "0000-01-01", "9999-12-31", "2026-12-24"];
    let amount = number.unsigned_abs();
    let decision = if name == ActionName::ConfirmLateEntry { "rejected" } else { "denial" };
    let proof = match name {
        ActionName::ObligationFulfilled => {
            json!({ "number": text, "amount_vnd": amount, "paid_at": "9999-12-30T00:00:00Z" })
        }
        _ => json!({ "kind": "code", "code": text }),
    };
    let items: Vec<serde_json::Value> = targets
        .iter()
        .map(|target| {
            json!({ "target": target, "missing": text, "legal_basis": text, "files": [text], "value": text,
                "on_paper": number % 2 == 0 })
        })
        .collect();
    let body = |date: &str| {
        let parts = [
            json!({ "action": name.as_str(), "reason": text, "legal_basis": text, "guidance": text, "due_on": date,
                "items": items, "checklist": [{ "paper": small, "status": "present" }], "paper_count": sheets,
                "fees": [{ "rule": small, "amount_vnd": amount, "method": "cash", "receipt_number": text,
                    "exemption": text }],
                "identity": { "kind": "other", "number": text }, "procedure": text, "answers": { text: number } }),
            json!({ "agency": text, "assignee": text, "document": text, "number": text, "external_number": text,
                "decision": decision, "receiver_name": text, "proxy": text, "item_no": text, "address": text,
                "centre": text, "new_due_on": date, "by": text, "proof": proof,
                "return_to": { "method": "post", "centre": text, "address": text } }),
            json!({ "opinion": small, "answer": text, "opinions": [{ "agency": text, "office": text,
                    "question": text, "documents": [text], "due_on": date }],
                "obligation": { "kind": text, "amount_vnd": amount, "payee": text, "slip_number": text },
                "papers_returned": [text], "moves": ["return_place", "return_place"], "batch_id": text,
                "fee_refund": { "kind": "amount", "amount_vnd": amount, "rule": text },
                "rating": { "attitude": small, "time": small, "procedure_clarity": small, "place": small,
                    "result": small, "comment": text },
                "timer": "due", "moment": "overdue", "calendar": date }),
            json!({ "plan": text, "closure": text, "was": {}, "to": { "receiving_centre": text, "return_centre": text,
                "result_centre": text, "assignee": text } }),
        ];
        let members = parts.into_iter().filter_map(|part| match part {
            serde_json::Value::Object(members) => Some(members),
            _ => None,
        });
        serde_json::Value::Object(members.flatten().collect())
    };
    dates
        .iter()
        .filter_map(|date| serde_json::from_value(body(date)).ok())
        // A procedure that does not exist never reaches the domain: the functions load it first.
        .filter(|action| !matches!(action, Action::AmendIntake { .. } | Action::AmendProcedure { .. }))
        .collect()
}
