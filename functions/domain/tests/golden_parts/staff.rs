//! Messages of the staff portal.

use super::{
    Form, form, moment,
    public::{agency, named, problem, reader, tracked},
    text,
};
use crate::dossier_stage::{actions::extended_shop, card};
use domain::{
    dossier::{
        Action, ActionName, Event, StateName, owed::Owed, rights::Sight, submit::LateEntryInput, timers::Moment,
    },
    fee,
    message::{public::PaperInput, staff::*},
};
use serde_json::json;

fn row() -> QueueRow {
    QueueRow {
        code: "H49.901-261116-0001".into(),
        procedure: "1.001612".into(),
        applicant: "Đặng Thị Oanh".to_owned(),
        state: StateName::InProcess,
        due_at: Some(moment()),
        assignee: Some("tl-kt-baichay".into()),
        running: true,
        alarms: vec![Moment::Overdue],
        since: Some(moment()),
        owed: Some(Owed { amount_vnd: 50_000, more: true }),
    }
}

fn colleague() -> Colleague {
    Colleague {
        account: "tl-kt-baichay".into(), name: "Vũ Thị Hà".to_owned(), title_vi: "Chuyên viên".to_owned()
    }
}

fn time_used() -> TimeUsed {
    TimeUsed {
        holder: text("Ủy ban nhân dân phường Bãi Cháy", "People's Committee of Bai Chay Ward"),
        seconds: 28_800,
        late_seconds: 3_600,
    }
}

fn batch_act() -> BatchAct {
    BatchAct {
        code: "H49.901-261116-0001".into(),
        version: 4,
        request_id: "r-1".into(),
        draft: Some("7f9c".to_owned()),
        input: [("paper_count".to_owned(), json!(3))].into_iter().collect(),
    }
}

fn outcome() -> BatchOutcome {
    BatchOutcome {
        code: "H49.901-261116-0001".into(),
        status: 422,
        version: Some(5),
        state: Some(StateName::InTransfer),
        problem: Some(problem()),
    }
}

pub fn forms() -> Vec<Form> {
    let shop = extended_shop();
    let dossier = &shop.dossier;
    let Action::Accept { checklist, fees, officer_states, .. } = shop.acceptance() else { panic!("an acceptance") };
    let accept = AcceptNow { checklist, fees, officer_states, present: true };
    let paper = PaperInput { paper: 0, files: Vec::new(), on_paper: true };
    let late_entry =
        LateEntryInput {
            received_at: moment(), reason: "Mất điện".to_owned(), paper_receipt_no: "GT-12".to_owned()
        };
    vec![
        form!(
            QueuePage =
                QueuePage { rows: vec![row()], cursor: Some("next".to_owned()), now: moment(), near_until: moment() }
        ),
        form!(QueueRow = row()),
        form!(SearchResults = SearchResults { rows: vec![row()], now: moment(), near_until: moment() }),
        form!(Batch = Batch { acts: vec![batch_act()] }),
        form!(BatchAct = batch_act()),
        form!(BatchOutcomes = BatchOutcomes { outcomes: vec![outcome()] }),
        form!(BatchOutcome = outcome()),
        form!(Colleague = colleague()),
        form!(TimeUsed = time_used()),
        form!(Approval = Approval { version: 7 }),
        form!(
            IntakeDossier = IntakeDossier {
                procedure: dossier.procedure.clone(),
                answers: shop.content.answers.clone(),
                papers: vec![paper.clone()],
                return_to: dossier.return_to.clone(),
                centre: dossier.receiving_centre.clone(),
                identity: Some(card()),
                paper_count: 3,
                post_item_no: Some("EA123456789VN".to_owned()),
                late_entry: Some(late_entry),
                accept: Some(accept.clone()),
            }
        ),
        form!(
            PortalDossier = PortalDossier {
                procedure: dossier.procedure.clone(),
                answers: shop.content.answers.clone(),
                papers: vec![paper],
                return_to: dossier.return_to.clone(),
                external_ref: "DVC-2026-778".to_owned(),
                code: Some(dossier.code.clone()),
            }
        ),
        form!(AcceptNow = accept),
        form!(
            DossierView = DossierView {
                dossier: dossier.clone(),
                procedure: named(),
                content: shop.content.clone(),
                history: shop.events.iter().map(|event| Event { stood: None, ..event.clone() }).collect(),
                allowed: vec![ActionName::SubmitForApproval, ActionName::AskOpinion],
                receiving_centre: text("Trung tâm Bình Liêu", "Bình Liêu centre"),
                resolving_agency: Some(text("Phòng Kinh tế", "Economic office")),
                return_place: text("Trung tâm Bình Liêu", "Bình Liêu centre"),
                holder: text("Phòng Kinh tế", "Economic office"),
                due: tracked().due,
                late: true,
                time_used: vec![time_used()],
                closed: Some(text("Đặc khu Cô Tô đóng cửa", "Co To Special Zone is closed")),
                fees_due: fee::fees_due(shop.procedure(), &shop.content.answers, &shop.facts()),
                colleagues: vec![colleague()],
                heads: vec![colleague()],
                agencies: vec![agency()],
                named_agencies: vec![agency()],
                sight: Sight::Whole,
                readers: vec![reader()],
                because: vec![text("Theo nơi đặt trụ sở: Phường Bãi Cháy.", "By the seat: Bãi Cháy Ward.")],
                proposals: vec![agency()],
                now: moment(),
                near_until: moment(),
                track_path: "/track#H49.901-261116-0001/K7M2".to_owned(),
            }
        ),
    ]
}
