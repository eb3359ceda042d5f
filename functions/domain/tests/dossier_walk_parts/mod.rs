//! What random walks are made of: dice, dossiers to begin with, a cast, and an input for every action.
#![allow(dead_code, reason = "each test program uses another part of it")]

pub mod cast;

use crate::dossier_stage::{
    BADGE, BAI_CHAY, BINH_LIEU, HA_TU, MONG_CAI_1, Stage, answer_field, answer_paper, card, counter, document,
    forms::company, missing_paper, online, pdf, wrong_field,
};
use domain::{
    calendar::day_of,
    dossier::{
        Action, StateName,
        action::{ActionName, SupplementAnswer},
        event::FiledPaper,
        state::{DecisionKind, SupplementTarget},
    },
    form::Answers,
    ids::{AccountId, FileId, ProcedureCode},
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
            | ActionName::Reassign
            | ActionName::ReturnForRework
            | ActionName::ReturnForResigning
            | ActionName::ReturnWrongAgency
            | ActionName::ProposeSupplement
            | ActionName::Refuse
            | ActionName::Deny
    )
}

/// The files that the functions would bring for an action.
pub fn files_for(action: &Action) -> Vec<FiledPaper> {
    match action {
        Action::SubmitForSignature { document } => vec![pdf(document.as_str())],
        Action::SubmitForApproval { document: Some(document), .. }
        | Action::Deny { document: Some(document), .. }
        | Action::Publish { document: Some(document), .. } => vec![pdf(document.as_str())],
        Action::Resubmit { items, .. } | Action::SupplementReceived { items, .. } => items
            .iter()
            .filter(|item| !item.on_paper)
            .filter_map(|item| match &item.target {
                SupplementTarget::Paper { id } => Some(document(Some(*id), "more", "image/jpeg")),
                SupplementTarget::Field { .. } => None,
            })
            .collect(),
        _ => Vec::new(),
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
    match name {
        ActionName::Accept => stage.acceptance(),
        ActionName::RequestSupplement | ActionName::ProposeSupplement => supplement(name, stage, dice, reason),
        ActionName::AgreeSupplement => Action::AgreeSupplement,
        ActionName::Refuse => Action::Refuse { reason, legal_basis, guidance: "Nộp lại".to_owned() },
        ActionName::Resubmit => Action::Resubmit { items: answers(stage, dice), identity },
        ActionName::SupplementReceived => {
            Action::SupplementReceived { items: answers(stage, dice), paper_count: 1, identity }
        }
        ActionName::AmendIntake => amendment(stage, dice, reason),
        ActionName::Forward => Action::Forward { paper_count },
        ActionName::ReferCompetence => Action::ReferCompetence { reason },
        ActionName::DecideCompetence => {
            let agency = [ELSEWHERE, BAI_CHAY, "QN-SXD", "99999"][dice.below(4)].into();
            Action::DecideCompetence { agency, reason }
        }
        ActionName::Receive => Action::Receive { assignee, paper_count },
        ActionName::ReturnWrongAgency => Action::ReturnWrongAgency { reason, legal_basis },
        ActionName::StartWork => Action::StartWork,
        ActionName::Reassign => Action::Reassign { assignee, reason },
        ActionName::SubmitForApproval => {
            let denial = dice.below(3) == 0;
            Action::SubmitForApproval {
                decision: if denial { DecisionKind::Denial } else { DecisionKind::Grant },
                document: (!denial || odd).then_some(document),
                reason: denial.then_some(reason),
                legal_basis: denial.then_some(legal_basis),
            }
        }
        ActionName::SubmitForSignature => Action::SubmitForSignature { document },
        ActionName::EndorseOnward => Action::EndorseOnward,
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
        ActionName::HandOver => Action::HandOver {
            identity: card(),
            receiver_name: "Trần Văn Hùng".to_owned(),
            proxy: odd.then(|| "Giấy uỷ quyền".to_owned()),
        },
        ActionName::ChangeReturnPlace => {
            let to = [HA_TU, BINH_LIEU, MONG_CAI_1][dice.below(3)];
            let return_to = if dice.below(3) == 0 { online(to) } else { counter(to) };
            Action::ChangeReturnPlace { return_to, identity }
        }
    }
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

fn amendment(stage: &Stage, dice: &mut Dice, reason: String) -> Action {
    let one = |name: &str, value| [(name.to_owned(), value)].into_iter().collect::<Answers>();
    let (procedure, answers) = match dice.below(4) {
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
    let body = |date: &str| {
        json!({
            "action": name.as_str(), "reason": text, "legal_basis": text, "guidance": text, "due_on": date,
            "items": targets.iter().map(|target| json!({ "target": target, "missing": text, "legal_basis": text,
                "files": [text], "value": text, "on_paper": number % 2 == 0 })).collect::<Vec<_>>(),
            "checklist": [{ "paper": small, "status": "present" }], "paper_count": sheets,
            "fees": [{ "rule": small, "amount_vnd": number.unsigned_abs(), "method": "cash",
                "receipt_number": text, "exemption": text }],
            "identity": { "kind": "other", "number": text }, "procedure": text, "answers": { text: number },
            "agency": text, "assignee": text, "decision": "denial", "document": text, "number": text,
            "external_number": text, "receiver_name": text, "proxy": text,
            "return_to": { "method": "post", "centre": text, "address": text },
        })
    };
    dates
        .iter()
        .filter_map(|date| serde_json::from_value(body(date)).ok())
        // A procedure that does not exist never reaches the domain: the functions load it first.
        .filter(|action| !matches!(action, Action::AmendIntake { .. }))
        .collect()
}
