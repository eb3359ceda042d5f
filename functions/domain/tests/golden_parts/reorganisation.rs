//! Messages about plans that move boundaries, and how plans and lists are kept.

use super::{Form, form, moment, public::problem, text};
use crate::dossier_stage::actions::extended_shop;
use domain::{
    dossier::{StateName, action::Places, state::HandoverMove},
    message::reorganisation::*,
    unit::plan::{
        Batch, Board, Check, Forecast, Found, Item, Load, Plan, Record, Signed, Snapshot, Stage, Turn, Verification,
    },
};
use jiff::civil::date;
use serde_json::json;
use std::collections::BTreeMap;

fn signed(account: &str, name: &str) -> Signed {
    Signed { account: account.into(), name: name.to_owned(), title_vi: "Giám đốc".to_owned(), at: moment() }
}

fn item(found: Option<Found>) -> Item {
    Item {
        code: "H49.801-261116-0001".into(),
        procedure: "1.001612".into(),
        applicant: "Hoàng Thị Sáu".to_owned(),
        state: StateName::InProcess,
        due_at: Some(moment()),
        paper_count: 3,
        cash_vnd: 50_000,
        result_ready: false,
        moves: vec![HandoverMove::ResolvingAgency, HandoverMove::ReturnPlace],
        was: Places::of(&extended_shop().dossier),
        check: found.map(|found| Check { found, by: "ql-dientap".into(), at: moment() }),
    }
}

fn batch() -> Batch {
    Batch {
        id: "06673.06673-20261211.001".to_owned(),
        plan: "QN-2026".to_owned(),
        from: "06673".into(),
        to: "06673-20261211".into(),
        version: 4,
        drawn_at: moment(),
        items: vec![
            item(Some(Found::Received)),
            item(Some(Found::Missing { papers: "Bản chụp giấy tờ tùy thân".to_owned() })),
            item(Some(Found::Refused { reason: "Không thuộc địa bàn".to_owned() })),
            item(None),
        ],
        given: Some(signed("ql-baichay", "Vũ Văn Bình")),
        hash: Some("5e".repeat(32)),
        taken: Some(signed("ql-dientap", "Lê Thị Hoa")),
        void: true,
    }
}

fn load(turns: Vec<Turn>) -> Load {
    Load {
        held: BTreeMap::from([(StateName::InTransfer, 2), (StateName::Done, 1)]),
        due_before: 1,
        due_after: 1,
        without_due: 1,
        late: 1,
        coming: 4,
        returning: 5,
        to_finish: 6,
        finished: 7,
        forecast: Forecast::TooLate { on: date(2026, 12, 14) },
        turns,
    }
}

fn turn() -> Turn {
    Turn {
        desk: "06673/CX-KINHTE".into(),
        officer: Some("tl-kt-baichay".into()),
        dossiers: 2,
        late: 1,
        due_at: moment(),
    }
}

fn turn_view() -> TurnView {
    let desk = text("Phòng Kinh tế, phường Bãi Cháy", "Economy Office, Bai Chay Ward");
    TurnView { desk, officer: Some("Phạm Văn Dũng".to_owned()), dossiers: 2, late: 1, due_at: moment() }
}

fn verification() -> Verification {
    Verification { at: moment(), open: 90, at_ended: 1, undecided: 2, lost: 3, twice: 4, nowhere: 5, unsigned: 6 }
}

fn plan() -> Plan {
    let raw = json!({
        "id": "QN-2026", "title_vi": "Sắp xếp", "title_en": "Reorganisation", "decision": "02/NQ", "effective": "2026-12-11",
        "ended": ["06673"],
        "begun": [{ "code": "06673", "name": "Diễn Tập", "name_en": "Exercise Ward", "type": "phuong", "agency_code": "H49.991" },
            { "code": "09002", "name": "Mới", "name_en": "New Commune", "type": "xa", "agency_code": "H49.992" }],
        "links": [
            { "old": "06673", "new": "06673", "part": true, "default": true, "area_vi": "Khu 1", "area_en": "Quarter 1" },
            { "old": "06673", "new": "09002", "part": true },
        ],
        "staff": [{ "account": "ql-baichay", "unit": "06673" }],
        "branches": [{ "unit": "06673", "branch": "QN-VPDKDD-HALONG" }],
    });
    Plan::from_raw(&raw).expect("a plan")
}

fn view() -> PlanView {
    PlanView {
        id: "QN-2026".to_owned(),
        title: text("Sắp xếp", "Reorganisation"),
        decision: "02/NQ".to_owned(),
        effective: date(2026, 12, 11),
        stage: Stage::Carried,
        author: signed("dp-tinh", "Ngô Văn Sơn"),
        approved: Some(signed("ql-tinh", "Trần Thị Mai")),
        verified: Some(verification()),
        accepted: None,
        counted_at: Some(moment()),
        units: vec![PlanUnit {
            agency: "06673".into(),
            name: text("Ủy ban nhân dân phường Bãi Cháy", "People's Committee of Bai Chay Ward"),
            parts: vec![("06673-20261211".into(), text("phường Diễn Tập", "Exercise Ward"))],
            load: load(Vec::new()),
            turns: vec![turn_view()],
        }],
        province: true,
        may_approve: true,
        version: Some(7),
        document: Some(document()),
        now: moment(),
    }
}

fn document() -> PlanDocument {
    PlanDocument {
        begun: vec![begun()],
        findings: vec![FindingView {
            stops: false, words: text("06673: mã dùng lại", "06673: the code comes again")
        }],
        moved_staff: 1,
    }
}

fn begun() -> UnitBegun {
    UnitBegun {
        code: "06673".into(),
        name: text("Phường Diễn Tập", "Exercise Ward"),
        agency_code: "H49.991".to_owned(),
        made_of: vec![made_of()],
        branch: Some(text("Chi nhánh Hạ Long", "Ha Long Branch")),
    }
}

fn made_of() -> MadeOf {
    MadeOf {
        code: "06673".into(),
        name: text("Phường Bãi Cháy", "Bai Chay Ward"),
        part: true,
        area: Some(text("Khu 1", "Quarter 1")),
    }
}

fn list_view() -> ListView {
    ListView {
        batch: batch(),
        from_name: text("phường Bãi Cháy", "Bai Chay Ward"),
        to_name: text("phường Diễn Tập", "Exercise Ward"),
        title: text("Sắp xếp", "Reorganisation"),
        decision: "02/NQ".to_owned(),
        may_give: true,
        may_check: true,
        may_take: true,
    }
}

fn summary() -> ListSummary {
    ListSummary {
        id: "06673.06673-20261211.001".to_owned(),
        from: "06673".into(),
        from_name: text("phường Bãi Cháy", "Bai Chay Ward"),
        to: "06673-20261211".into(),
        to_name: text("phường Diễn Tập", "Exercise Ward"),
        items: 60,
        sheets: 180,
        received: 58,
        unmatched: 1,
        given: Some(signed("ql-baichay", "Vũ Văn Bình")),
        taken: None,
    }
}

fn check_act() -> CheckAct {
    CheckAct {
        code: "H49.801-261116-0001".into(),
        found: Found::Received,
        paper_count: Some(3),
        assignee: Some("tl-kt-dientap".into()),
    }
}

fn outcome() -> CheckOutcome {
    CheckOutcome { code: "H49.801-261116-0001".into(), problem: Some(problem()) }
}

fn question() -> QuestionView {
    QuestionView {
        code: "H49.801-261116-0001".into(),
        from: "06673".into(),
        from_name: text("phường Bãi Cháy", "Bai Chay Ward"),
        proposed: Some("06673-20261211".into()),
        parts: vec![("06673-20261211".into(), text("phường Diễn Tập", "Exercise Ward"))],
    }
}

fn answer() -> Answer {
    Answer {
        code: "H49.801-261116-0001".into(),
        from: "06673".into(),
        to: "09002".into(),
        reason: "Địa chỉ kinh doanh ở khu 7".to_owned(),
    }
}

pub fn forms() -> Vec<Form> {
    let mut record = Record::draft(plan(), signed("dp-tinh", "Ngô Văn Sơn"));
    record.approve(signed("ql-tinh", "Trần Thị Mai"), 1).expect("a second person");
    record.verified = Some(verification());
    record.accepted = Some(signed("ql-tinh", "Trần Thị Mai"));
    let board = Board { units: BTreeMap::from([("06673".into(), load(vec![turn()]))]) };
    vec![
        form!(Plans = Plans { plans: vec![view()] }),
        form!(PlanView = view()),
        form!(PlanDocument = document()),
        form!(UnitBegun = begun()),
        form!(MadeOf = made_of()),
        form!(FindingView = document().findings.remove(0)),
        form!(PlanUnit = view().units.remove(0)),
        form!(TurnView = turn_view()),
        form!(Lists = Lists { lists: vec![summary()] }),
        form!(ListSummary = summary()),
        form!(ListView = list_view()),
        form!(Checks = Checks { checks: vec![check_act()] }),
        form!(CheckAct = check_act()),
        form!(Checked = Checked { view: list_view(), outcomes: vec![outcome()] }),
        form!(CheckOutcome = outcome()),
        form!(Questions = Questions { questions: vec![question()], more: Some(130) }),
        form!(QuestionView = question()),
        form!(Answers = Answers { answers: vec![answer()] }),
        form!(Answer = answer()),
        form!(HandoverList: Batch = batch()),
        form!(PlanRecord: Record = record),
        form!(BoardOfPlan: Snapshot = Snapshot { at: moment(), board }),
    ]
}
