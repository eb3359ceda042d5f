//! Messages about closed units, and how closures are kept.

use super::{Form, form, moment, text};
use domain::{
    account::{Role, WorkQueue},
    deadline::ClosedDays,
    dossier::{
        StateName,
        event::{By, InStead},
    },
    message::closure::*,
    unit::{
        UnitKind, UnitSummary,
        closure::{Closure, Decision, DueRule, Ending, Finding, Kind, Part, Record, Stage, Sweep},
        plan::{Severity, Signed},
    },
};
use jiff::civil::date;

fn signed(account: &str, name: &str) -> Signed {
    Signed { account: account.into(), name: name.to_owned(), title_vi: "Giám đốc".to_owned(), at: moment() }
}

fn decision(number: &str) -> Decision {
    Decision { number: number.to_owned(), on: date(2026, 11, 16), signer: "Phạm Đức Ấn".to_owned() }
}

fn closure() -> Closure {
    Closure {
        id: "BAO-15".to_owned(),
        kind: Kind::Closure,
        of: "07192".into(),
        part: Part::Whole,
        from: date(2026, 11, 17),
        to: Some(date(2026, 11, 19)),
        why: text("bão số 15", "storm No. 15"),
        decision: decision("15/QĐ-UBND"),
        stand_in: "06652".into(),
        stand_in_office: None,
        due: DueRule::Shifted,
    }
}

fn delegation() -> Closure {
    Closure {
        id: "UQ-1".to_owned(),
        kind: Kind::Delegation,
        part: Part::Office { office: "CX-KINHTE".into() },
        to: None,
        stand_in_office: Some("CX-VP".into()),
        due: DueRule::Unchanged,
        ..closure()
    }
}

fn record() -> Record {
    Record {
        closure: closure(),
        stage: Stage::Approved,
        version: 7,
        author: signed("dp-tinh", "Ngô Văn Sơn"),
        approved: Some(signed("ql-tinh", "Trần Thị Mai")),
        ended: Some(Ending {
            last: date(2026, 11, 18),
            decision: decision("16/QĐ-UBND"),
            by: signed("ql-tinh", "Trần Thị Mai"),
        }),
        sweep: Sweep { round: 2, listed: Some(12), dealt: 9, informed: 8, moved: 5, again_at: Some(moment()) },
    }
}

fn view() -> ClosureView {
    ClosureView {
        record: record(),
        of_name: text("Đặc khu Cô Tô", "Co To Special Zone"),
        stand_in_name: text("Phường Hà Tu", "Ha Tu Ward"),
        told: text("Đặc khu Cô Tô đóng cửa", "Co To Special Zone is closed"),
        findings: vec![Finding {
            severity: Severity::Look,
            field: "from".to_owned(),
            code: "begun".to_owned(),
            other: Some("KHAC".to_owned()),
        }],
        may_approve: true,
        may_end: true,
        carrying: true,
    }
}

fn place() -> ClosablePlace {
    ClosablePlace { id: "07192".into(), name: text("Đặc khu Cô Tô", "Co To Special Zone"), commune: true }
}

fn office() -> ClosableOffice {
    ClosableOffice { id: "CX-VP".into(), name: text("Văn phòng", "General Office") }
}

fn due_move() -> DueMove {
    DueMove { code: "H49.801-261116-0001".into(), from: Some(moment()), to: None }
}

pub fn forms() -> Vec<Form> {
    vec![
        form!(
            Closures = Closures {
                closures: vec![view()],
                may_draft: true,
                places: vec![place()],
                offices: vec![office()],
                now: moment()
            }
        ),
        form!(ClosablePlace = place()),
        form!(ClosableOffice = office()),
        form!(ClosureView = view()),
        form!(ClosurePreview = ClosurePreview { dossiers: 12, moved: 5, first_moves: vec![due_move()] }),
        form!(DueMove = due_move()),
        form!(EndClosure = EndClosure { last: date(2026, 11, 18), decision: decision("16/QĐ-UBND") }),
        form!(ClosureDraft: Closure = delegation()),
        form!(ClosureRecord: Record = record()),
        form!(ClosedUnit: UnitSummary = UnitSummary {
            code: "07192".into(),
            name: "Cô Tô".to_owned(),
            name_en: "Co To Special Zone".to_owned(),
            kind: UnitKind::SpecialZone,
            agency: None,
            closed: Some(text("Đặc khu Cô Tô đóng cửa", "Co To Special Zone is closed")),
        }),
        form!(QueueInStead: WorkQueue = WorkQueue {
            desk: "TT-07192".into(),
            role: Role::IntakeOfficer,
            states: vec![StateName::Submitted],
            stands_in: Some(text("Đặc khu Cô Tô", "Co To Special Zone")),
        }),
        form!(DoneInStead: By = By {
            account: "tn-hatu".into(),
            name: "Phạm Thị Mai".to_owned(),
            role: Role::IntakeOfficer,
            on_behalf: false,
            identity: None,
            stands_in: Some(InStead {
                closure: "BAO-15".to_owned(),
                name: text("Đặc khu Cô Tô", "Co To Special Zone"),
            }),
        }),
        form!(DaysLeftOut: ClosedDays = ClosedDays {
            closure: "BAO-15".to_owned(),
            from: date(2026, 11, 17),
            to: date(2026, 11, 19),
            name: text("Đặc khu Cô Tô đóng cửa, bão số 15", "Co To Special Zone closed, storm No. 15"),
            source: "15/QĐ-UBND, 16/11/2026".to_owned(),
        }),
    ]
}
