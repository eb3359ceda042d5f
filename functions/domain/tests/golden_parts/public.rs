//! Messages of the public portal, of tracking, and problems.

use super::{Form, form, moment, text};
use crate::dossier_stage::{UNITS, account, actions::extended_shop, procedure};
use domain::{
    account::{Archive, Organisation},
    calendar::day_of,
    deadline::{self, TimeUnit},
    dossier::{
        ActionName, StateName,
        owed::Owed,
        rights::work_queues,
        state::{DecisionKind, SupplementItem, SupplementRequest, SupplementTarget},
    },
    form::{Answers, Facts, FieldError},
    message::{problem::Problem, public::*, tracking::*},
    procedure::{Channel, ProcedureCodeAndName, ReturnMethod},
};
use serde_json::json;

fn due() -> deadline::DueDate {
    let stage = extended_shop();
    let facts = Facts::on(day_of(moment())).by(Channel::Counter);
    let calendar = &crate::dossier_stage::CALENDAR;
    deadline::due_for(stage.procedure(), &stage.content.answers, &facts, moment(), calendar)
}

fn competent() -> Competent {
    Competent {
        agency: Some(text("Ủy ban nhân dân phường Bãi Cháy", "People's Committee of Bai Chay Ward")),
        because: vec![text("Theo nơi đặt trụ sở: Phường Bãi Cháy.", "By the seat: Bai Chay Ward.")],
    }
}

fn answers() -> Answers {
    [("capital".to_owned(), json!(150_000_000)), ("declaration".to_owned(), json!(true))].into_iter().collect()
}

fn paper() -> PaperInput {
    PaperInput { paper: 1, files: vec!["6a1e".into()], on_paper: false }
}

fn organisation() -> Organisation {
    Organisation { name: "Công ty TNHH Ví Dụ".to_owned(), enterprise_code: "5700000001".to_owned() }
}

fn citizen() -> CitizenProfile {
    CitizenProfile {
        id_number: "022196001234".to_owned(),
        date_of_birth: Some("1996-03-08".to_owned()),
        phone: Some("0912345678".to_owned()),
        organisation: Some(organisation()),
    }
}

fn step() -> TimelineStep {
    TimelineStep {
        at: moment(),
        action: "accept".to_owned(),
        to: StateName::Accepted,
        holder: text("Trung tâm Hà Tu", "Hà Tu centre"),
        reason: Some("Đủ giấy tờ".to_owned()),
    }
}

fn result() -> TrackedResult {
    TrackedResult {
        decision: DecisionKind::Grant,
        number: "101/2026".to_owned(),
        issued_at: moment(),
        has_file: true,
        demonstration_signature: true,
    }
}

pub fn tracked() -> Tracked {
    Tracked {
        code: "H49.901-261116-0001".into(),
        procedure: named(),
        state: StateName::ResultReady,
        national_status: 9,
        plain: text("Đã có kết quả", "The result is ready"),
        submitted_at: moment(),
        received_at: Some(moment()),
        due: Some(due()),
        late: false,
        paused_since: Some(moment()),
        holder: text("Văn thư", "Registry"),
        receiving_centre: text("Trung tâm Hà Tu", "Hà Tu centre"),
        resolving_agency: Some(text("UBND phường Hà Tu", "Hà Tu Ward")),
        return_place: text("Trung tâm Bình Liêu", "Bình Liêu centre"),
        return_method: ReturnMethod::Counter,
        timeline: vec![step()],
        supplement_due_on: Some(day_of(moment())),
        supplement_items: vec!["Bản sao giấy chứng nhận".to_owned()],
        reason: Some("Thiếu giấy tờ".to_owned()),
        legal_basis: Some("Điều 16".to_owned()),
        guidance: Some("Nộp lại".to_owned()),
        closed: Some(text("Đặc khu Cô Tô đóng cửa", "Co To Special Zone is closed")),
        result: Some(result()),
    }
}

pub fn named() -> ProcedureCodeAndName {
    let procedure = procedure("1.001612");
    ProcedureCodeAndName {
        code: procedure.code.clone(),
        valid_from: procedure.valid_from,
        name: procedure.name.clone(),
        short_name_vi: procedure.short_name_vi.clone(),
    }
}

pub fn reader() -> Reader {
    Reader { name: "Phan Thị Oanh".to_owned(), title_vi: "Quản lý".to_owned(), on: day_of(moment()) }
}

pub fn agency() -> AgencyName {
    AgencyName { id: "QN-SXD".into(), name: text("Sở Xây dựng", "Department of Construction") }
}

pub fn problem() -> Problem {
    Problem {
        kind: "about:blank".to_owned(),
        title: "Unprocessable Entity".to_owned(),
        status: 422,
        code: "rule_refuses".to_owned(),
        detail: Some("for a developer".to_owned()),
        errors: vec![FieldError::new("due_on", "too_early")],
        guard: Some("four_eyes".to_owned()),
        rule: Some("I7".to_owned()),
        reference: Some("Điều 5".to_owned()),
        remedy: Some("other_person".to_owned()),
        reason: Some(text("Không nhận ở đây", "Not here")),
        current: Some(json!({ "version": 3 })),
        trace: Some("0".repeat(32)),
    }
}

pub fn forms() -> Vec<Form> {
    let officer = account("tp-kt-hatu").expect("an account");
    let shop = extended_shop();
    let dossier = &shop.dossier;
    let value = ListValue { value: "4711".to_owned(), label: text("Bán lẻ", "Retail") };
    let bare = BareTime { value: 3, unit: TimeUnit::WorkingDay };
    let mine = MyDossier {
        code: dossier.code.clone(),
        procedure: dossier.procedure.code.clone(),
        state: StateName::InProcess,
        submitted_on: day_of(moment()),
        due_at: Some(moment()),
        owed: Some(Owed { amount_vnd: 50_000, more: false }),
    };
    let item = SupplementItem {
        target: SupplementTarget::Paper { id: 1 },
        missing: "Ảnh mờ".to_owned(),
        legal_basis: "Điều 15".to_owned(),
        fallback: None,
    };
    vec![
        form!(
            Me = Me {
                account: officer.id.clone(),
                name: officer.name.clone(),
                title: text("Trưởng phòng", "Head"),
                citizen: Some(citizen()),
                queues: work_queues(&officer.posts),
                posts: officer.posts.clone(),
                archives: vec![Archive {
                    desk: "06838/CX-VP".into(), name: text("Xã Bình Liêu", "Binh Lieu Commune")
                }],
            }
        ),
        form!(CitizenProfile = citizen()),
        form!(ProcedureList = ProcedureList { procedures: vec![domain::catalogue::summary(procedure("1.001612"))] }),
        form!(
            UnitList = UnitList {
                units: UNITS.summaries(day_of(moment())).into_iter().take(1).collect(),
                agencies: vec![agency()],
            }
        ),
        form!(AgencyName = agency()),
        form!(ReferenceList = ReferenceList { values: vec![value.clone()] }),
        form!(ListValue = value),
        form!(
            DueDateQuestion = DueDateQuestion {
                received_at: Some(moment()),
                procedure: Some("1.001612".into()),
                processing_time: Some(bare),
                answers: answers(),
                officer_states: [("states_time_1".to_owned(), true)].into_iter().collect(),
                channel: Some(Channel::Counter),
            }
        ),
        form!(BareTime = bare),
        form!(DueDateAnswer = DueDateAnswer { received_at: moment(), due: due(), competent: Some(competent()) }),
        form!(Competent = competent()),
        form!(
            UploadRequest = UploadRequest {
                draft: "7f9c2ba4-e88f-427d-a0e4-1d7f4a0cb2d3".to_owned(),
                name: "giấy.pdf".to_owned(),
                media_type: "application/pdf".to_owned(),
                size: 1_000,
            }
        ),
        form!(
            UploadTicket = UploadTicket {
                file: "6a1e".into(),
                url: "https://files.example/6a1e".to_owned(),
                headers: vec![("content-type".to_owned(), "application/pdf".to_owned())],
                expires_at: moment(),
            }
        ),
        form!(PaperInput = paper()),
        form!(
            SubmitDossier = SubmitDossier {
                procedure: dossier.procedure.clone(),
                answers: answers(),
                papers: vec![paper()],
                return_to: dossier.return_to.clone(),
                centre: Some(dossier.receiving_centre.clone()),
            }
        ),
        form!(
            Receipt = Receipt {
                code: dossier.code.clone(),
                secret: "K7M2".to_owned(),
                procedure: dossier.procedure.clone(),
                procedure_name: text("Đăng ký hộ kinh doanh", "Household business"),
                applicant: dossier.applicant.clone(),
                submitted_at: moment(),
                centre: dossier.receiving_centre.clone(),
                centre_name: text("Trung tâm Bình Liêu", "Bình Liêu centre"),
                agency: Some("06673".into()),
                agency_name: Some(text("UBND phường Bãi Cháy", "Bãi Cháy Ward")),
                because: vec![text("Theo nơi đặt trụ sở: Phường Bãi Cháy.", "By the seat: Bãi Cháy Ward.")],
                notice: due(),
                due_if_accepted_now: Some(due()),
                return_to: dossier.return_to.clone(),
                track_path: track_path(&dossier.code, "K7M2"),
            }
        ),
        form!(MyDossiers = MyDossiers { dossiers: vec![mine.clone()], cursor: Some("next".to_owned()) }),
        form!(MyDossier = mine),
        form!(
            MyDossierView = MyDossierView {
                tracked: tracked(),
                version: 7,
                secret: "K7M2".to_owned(),
                answers: answers(),
                papers: shop.content.papers.clone(),
                return_to: dossier.return_to.clone(),
                supplement: Some(SupplementRequest {
                    items: vec![item],
                    reason: "Ảnh mờ".to_owned(),
                    due_on: day_of(moment()),
                    asked_by: "tn-binhlieu".into(),
                    asked_at: moment(),
                }),
                obligation: None,
                allowed: vec![ActionName::Resubmit, ActionName::Rate],
                slips: dossier.slips.clone(),
                readers: vec![reader()],
            }
        ),
        form!(Reader = reader()),
        form!(
            ActionRequest = ActionRequest {
                request_id: "r-1".into(),
                draft: Some("7f9c2ba4-e88f-427d-a0e4-1d7f4a0cb2d3".to_owned()),
                input: [("paper_count".to_owned(), json!(3))].into_iter().collect(),
            }
        ),
        form!(Problem = problem()),
        form!(TrackRequest = TrackRequest { code: dossier.code.clone(), secret: "K7M2".to_owned() }),
        form!(
            TrackResultRequest = TrackResultRequest {
                code: dossier.code.clone(),
                secret: "K7M2".to_owned(),
                id_number: "022190007766".to_owned(),
            }
        ),
        form!(
            FileLink = FileLink {
                url: "https://files.example/6a1e".to_owned(),
                name: "giấy.pdf".to_owned(),
                media_type: "application/pdf".to_owned(),
                expires_at: moment(),
            }
        ),
        form!(Tracked = tracked()),
        form!(TimelineStep = step()),
        form!(TrackedResult = result()),
    ]
}
