//! The book of certified copies: who had what certified, how many copies, for how much (Circular 01/2020/TT-BTP,
//! fees by Circular 226/2016/TT-BTC, R29). A line comes from the dossier; nobody writes it.

use super::{
    register::{Keeper, Subject},
    sheet::{Block, Column, Sheet, SheetHead, Table},
    words,
};
use crate::{
    calendar::day_of,
    dossier::head::FeeMethod,
    form::{
        Answers, Field, FieldKind,
        field::{Choice, Choices},
    },
    ids::DossierCode,
    procedure::Procedure,
    unit::UnitMap,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One original that was copied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertifiedDocument {
    /// What it is, with its number and who issued it: "Bằng cấp, chứng chỉ số 12/A (Trường A)".
    pub name: String,
    /// Pages of the original.
    pub pages: u32,
    pub copies: u32,
}

/// The book of one place and period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificationBook {
    pub parent_agency_name: Option<String>,
    pub agency_name: String,
    /// First and last day of reception.
    pub from: Date,
    pub to: Date,
    pub rows: Vec<CertificationRow>,
}

/// A line of the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificationRow {
    pub no: u32,
    /// Number of the registry; empty until it is published.
    pub number: String,
    pub dossier_code: DossierCode,
    pub received_at: String,
    pub requester: String,
    pub documents: String,
    /// Pages of all originals.
    pub pages: u32,
    /// Copies of all originals.
    pub copies: u32,
    /// Đồng that were taken.
    pub fee_vnd: u64,
    /// Why nothing was taken.
    pub exemption: String,
    /// Name and title; empty until it is signed.
    pub signer: String,
}

/// The originals of a filing: the rows of the list that asks for pages and copies. Empty for any other procedure.
#[must_use]
pub fn certified_documents(procedure: &Procedure, answers: &Answers) -> Vec<CertifiedDocument> {
    let asks = |field: &&Field| match &field.kind {
        FieldKind::List { columns } => {
            ["pages", "copies"].iter().all(|name| columns.iter().any(|one| one.name == *name))
        }
        _ => false,
    };
    let Some(field) = procedure.fields.iter().find(asks) else { return Vec::new() };
    let FieldKind::List { columns } = &field.kind else { return Vec::new() };
    let rows = answers.get(&field.name).and_then(Value::as_array);
    rows.into_iter().flatten().filter_map(Value::as_object).map(|row| document(row, columns)).collect()
}

fn document(row: &Map<String, Value>, columns: &[Field]) -> CertifiedDocument {
    let text = |name: &str| row.get(name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    let number =
        |name: &str| row.get(name).and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok()).unwrap_or(0);
    let chosen = text("document_type").map(|value| label(columns, value)).unwrap_or_default();
    let mut name = chosen;
    if let Some(number) = text("document_number") {
        name.push_str(" số ");
        name.push_str(number);
    }
    if let Some(issuer) = text("issuer") {
        name.push_str(" (");
        name.push_str(issuer);
        name.push(')');
    }
    CertifiedDocument { name, pages: number("pages"), copies: number("copies") }
}

/// What people read for a kind of document.
fn label(columns: &[Field], value: &str) -> String {
    let kind = columns.iter().find(|column| column.name == "document_type").map(|column| &column.kind);
    let known = match kind {
        Some(FieldKind::Select { choices: Choices::Options(options) }) => {
            options.iter().find(|Choice { value: known, .. }| known == value).map(|choice| choice.label.vi.clone())
        }
        _ => None,
    };
    known.unwrap_or_else(|| value.to_owned())
}

impl CertificationBook {
    /// The book of a keeper, by time of reception: accepted dossiers of the period that have something to certify.
    #[must_use]
    pub fn of(
        keeper: &Keeper,
        (from, to): (Date, Date),
        subjects: &[(Subject<'_>, &[CertifiedDocument])],
        units: &UnitMap,
    ) -> Self {
        let received = |subject: &Subject<'_>| subject.dossier.clock.started().map(|started| started.received_at);
        let mut listed: Vec<(Timestamp, &Subject<'_>, &[CertifiedDocument])> = subjects
            .iter()
            .filter(|(subject, documents)| {
                !documents.is_empty() && Keeper::of(subject.dossier).any(|one| one == *keeper)
            })
            .filter_map(|(subject, documents)| Some((received(subject)?, subject, *documents)))
            .filter(|(at, ..)| (from..=to).contains(&day_of(*at)))
            .collect();
        listed.sort_by(|(at, subject, _), (other_at, other, _)| {
            at.cmp(other_at).then_with(|| subject.dossier.code.cmp(&other.dossier.code))
        });
        let rows = listed.iter().zip(1..).map(|((at, subject, documents), no)| row(no, *at, subject, documents));
        let (parent, name) = keeper.names(units, to);
        Self { parent_agency_name: parent, agency_name: name, from, to, rows: rows.collect() }
    }
}

fn row(no: u32, received_at: Timestamp, subject: &Subject<'_>, documents: &[CertifiedDocument]) -> CertificationRow {
    let dossier = subject.dossier;
    let taken = dossier.fees.iter().filter(|fee| fee.method != FeeMethod::None);
    let waived = dossier.fees.iter().find_map(|fee| fee.exemption.clone());
    let result = dossier.state.result();
    let listed: Vec<String> = documents
        .iter()
        .map(|document| format!("{}: {} trang × {} bản", document.name, document.pages, document.copies))
        .collect();
    CertificationRow {
        no,
        number: result.map(|result| result.number.clone()).unwrap_or_default(),
        dossier_code: dossier.code.clone(),
        received_at: words::short_moment(received_at),
        requester: dossier.applicant.name.clone(),
        documents: listed.join("; "),
        pages: documents.iter().map(|document| document.pages).sum(),
        copies: documents.iter().map(|document| document.copies).sum(),
        fee_vnd: taken.map(|fee| fee.amount_vnd).sum(),
        exemption: waived.unwrap_or_default(),
        signer: result
            .map(|result| format!("{}, {}", result.signature.signer_name, result.signature.signer_title_vi))
            .unwrap_or_default(),
    }
}

/// The columns in the order of [`CertificationRow::cells`].
const COLUMNS: [Column; 11] = [
    Column::centred("STT", 3),
    Column::centred("Số chứng thực", 8),
    Column::centred("Mã hồ sơ", 13),
    Column::centred("Ngày, giờ", 8),
    Column::text("Người yêu cầu chứng thực", 12),
    Column::text("Bản chính giấy tờ, văn bản", 22),
    Column::centred("Số trang", 5),
    Column::centred("Số bản sao", 5),
    Column::centred("Phí (đồng)", 8),
    Column::text("Lý do miễn", 8),
    Column::text("Người ký chứng thực", 12),
];

impl CertificationRow {
    fn cells(&self) -> [String; 11] {
        [
            self.no.to_string(),
            self.number.clone(),
            self.dossier_code.0.clone(),
            self.received_at.clone(),
            self.requester.clone(),
            self.documents.clone(),
            self.pages.to_string(),
            self.copies.to_string(),
            self.fee_vnd.to_string(),
            self.exemption.clone(),
            self.signer.clone(),
        ]
    }
}

pub(super) fn sheet(book: &CertificationBook) -> Sheet {
    let rows = book.rows.iter().map(|row| row.cells().to_vec()).collect();
    let (copies, fees) = book
        .rows
        .iter()
        .fold((0_u64, 0_u64), |(copies, fees), row| (copies + u64::from(row.copies), fees + row.fee_vnd));
    Sheet {
        kind: "Sổ chứng thực".to_owned(),
        title: "SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH".to_owned(),
        subtitle: format!("Từ ngày {} đến ngày {}", words::day(book.from), words::day(book.to)),
        head: SheetHead::new(book.parent_agency_name.as_deref(), &book.agency_name, None, None),
        blocks: vec![
            Block::Table(Table { caption: None, columns: COLUMNS.to_vec(), rows }),
            Block::line("Cộng", format!("{} lượt, {copies} bản sao, {}", book.rows.len(), words::money(fees))),
        ],
        landscape: true,
    }
}
