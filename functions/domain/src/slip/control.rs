//! Form 06: the control slip, generated from the event log and never typed (R16).

use super::{
    head::{UNDECIDED, above, centre, resolving},
    sheet::{Block, Column, Sheet, SheetHead, Table},
    source::Source,
    steps::steps,
};
use crate::{calendar::day_of, ids::DossierCode};
use serde::{Deserialize, Serialize};

/// The form's fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Form06 {
    pub parent_agency_name: Option<String>,
    /// The centre that keeps the slip.
    pub agency_name: String,
    pub dossier_code: DossierCode,
    pub procedure_name: String,
    pub resolving_agency: String,
    pub coordinating_agencies: Vec<String>,
    pub steps: Vec<Step>,
}

/// One hand-over, and how its receiver did his part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub from_person: String,
    pub to_person: String,
    pub handed_at: String,
    /// Empty while nobody has taken it up.
    pub received_at: String,
    /// Until when the receiver was to hand it on; empty where no clock runs.
    pub expected_at: String,
    /// None while it is in hand and not late, and where no clock runs.
    pub result: Option<StepResult>,
    pub note: String,
    /// How giver and receiver have signed.
    pub signatures: String,
}

/// How a part was done (R31).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepResult {
    Early,
    OnTime,
    Late,
}

impl StepResult {
    /// As the form has it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Early => "Trước hạn",
            Self::OnTime => "Đúng hạn",
            Self::Late => "Quá hạn",
        }
    }
}

pub(super) fn of(source: &Source<'_>) -> Form06 {
    let dossier = source.dossier;
    let on = day_of(source.now);
    let keeper = centre(source.units, &dossier.receiving_centre, day_of(dossier.submitted_at));
    let agency = resolving(dossier.resolver.as_ref(), source.units, on);
    Form06 {
        parent_agency_name: keeper.parent.or_else(|| above(source.units, dossier.receiving_centre.as_str(), on)),
        agency_name: keeper.name,
        dossier_code: dossier.code.clone(),
        procedure_name: source.procedure.name.vi.clone(),
        resolving_agency: agency.unwrap_or_else(|| UNDECIDED.to_owned()),
        coordinating_agencies: asked(source),
        steps: steps(source),
    }
}

/// The agencies that were asked for an opinion, each once.
fn asked(source: &Source<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for opinion in &source.dossier.opinions {
        let name = source.units.agency_name(&opinion.agency, day_of(opinion.asked_at)).unwrap_or_default().vi;
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

const COLUMNS: [Column; 8] = [
    Column::centred("STT", 2),
    Column::text("Người giao", 8),
    Column::text("Người nhận", 8),
    Column::centred("Thời gian giao", 5),
    Column::centred("Thời gian nhận", 5),
    Column::centred("Hạn xử lý", 5),
    Column::centred("Kết quả", 4),
    Column::text("Ghi chú, ký nhận", 9),
];

pub(super) fn sheet(form: &Form06) -> Sheet {
    let coordinating = if form.coordinating_agencies.is_empty() {
        "Không có".to_owned()
    } else {
        form.coordinating_agencies.join("; ")
    };
    let rows = form.steps.iter().enumerate().map(|(at, step)| {
        let notes = [step.note.as_str(), &step.signatures];
        let notes: Vec<&str> = notes.into_iter().filter(|note| !note.is_empty()).collect();
        vec![
            (at + 1).to_string(),
            step.from_person.clone(),
            step.to_person.clone(),
            step.handed_at.clone(),
            step.received_at.clone(),
            step.expected_at.clone(),
            step.result.map(StepResult::words).unwrap_or_default().to_owned(),
            notes.join(". "),
        ]
    });
    Sheet {
        kind: "Mẫu số 06".to_owned(),
        title: "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ".to_owned(),
        subtitle: ["Mã hồ sơ: ", form.dossier_code.as_str()].concat(),
        head: SheetHead::new(form.parent_agency_name.as_deref(), &form.agency_name, None, None),
        blocks: vec![
            Block::line("Thủ tục hành chính", &form.procedure_name),
            Block::line("Cơ quan giải quyết", &form.resolving_agency),
            Block::line("Cơ quan phối hợp giải quyết", coordinating),
            Block::Table(Table { caption: None, columns: COLUMNS.to_vec(), rows: rows.collect() }),
        ],
        landscape: true,
    }
}
