//! The certification register (sổ chứng thực) of a centre: a line a paper, made from the dossiers whose copies were
//! certified. Columns after the model of Circular 01/2020/TT-BTP, with the fee and the dossier besides.

use super::{
    csv,
    register::Keeper,
    sheet::{Block, Column, Sheet, SheetHead, Table},
    words,
};
use crate::{
    calendar::day_of,
    dossier::{Dossier, state::IssuedResult},
    form::Answers,
    ids::DossierCode,
    text::grouped,
    unit::UnitMap,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Certifications {
    pub parent_agency_name: Option<String>,
    pub agency_name: String,
    /// First and last day of reception.
    pub from: Date,
    pub to: Date,
    pub rows: Vec<CertificationRow>,
}

/// A certified paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificationRow {
    /// Of the centre and year, each paper its own (Circular 01/2020/TT-BTP, art. 4).
    pub number: String,
    pub certified_on: String,
    pub person: String,
    pub document: String,
    pub pages: u64,
    pub copies: u64,
    /// Of the whole dossier, in its first line; empty in the others.
    pub fee: String,
    pub signer: String,
    pub dossier_code: DossierCode,
    /// Why nothing or less was paid.
    pub note: String,
}

/// A paper of a form that asks for certified copies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertifiedPaper {
    pub document: String,
    pub pages: u64,
    pub copies: u64,
}

/// A dossier with its papers.
pub struct Certified<'a> {
    pub dossier: &'a Dossier,
    pub papers: &'a [CertifiedPaper],
}

/// The papers that a form asks copies of.
#[must_use]
pub fn papers(answers: &Answers) -> Vec<CertifiedPaper> {
    let rows = answers.get("documents").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    rows.iter()
        .map(|row| CertifiedPaper { document: name(row), pages: count(row, "pages"), copies: count(row, "copies") })
        .collect()
}

/// What stands as the number of a result for which the book gave `count` numbers, from `first` on: `12/2026`, or
/// `12-14/2026`.
#[must_use]
pub fn numbers(first: u32, count: u32, year: i16) -> String {
    match count {
        0 | 1 => format!("{first}/{year}"),
        more => format!("{first}-{}/{year}", first.saturating_add(more - 1)),
    }
}

/// The number of one of the papers, from 0. One that was typed, or given before each paper had its own, is all papers'.
fn number_of(result: &str, at: usize, papers: usize) -> String {
    let own = || {
        let (range, year) = result.split_once('/')?;
        let (first, last) = range.split_once('-')?;
        let (first, last): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
        let is_ours = usize::try_from(last.checked_sub(first)?).ok()?.checked_add(1)? == papers;
        is_ours.then(|| Some(format!("{}/{year}", first.checked_add(u32::try_from(at).ok()?)?)))?
    };
    own().unwrap_or_else(|| result.to_owned())
}

impl Certifications {
    /// The register of a keeper, by time of certification. Dossiers without an issued result have no line.
    #[must_use]
    pub fn of(keeper: &Keeper, (from, to): (Date, Date), dossiers: &[Certified<'_>], units: &UnitMap) -> Self {
        let mut issued: Vec<(&IssuedResult, &Certified<'_>)> =
            dossiers.iter().filter_map(|certified| Some((certified.dossier.state.result()?, certified))).collect();
        issued.sort_by_key(|(result, certified)| (result.issued_at, certified.dossier.code.clone()));
        let rows = issued.into_iter().flat_map(|(result, certified)| lines(result, certified)).collect();
        let (parent_agency_name, agency_name) = keeper.names(units, to);
        Self { parent_agency_name, agency_name, from, to, rows }
    }

    /// What stands on the paper.
    #[must_use]
    pub fn sheet(&self) -> Sheet {
        let rows = self.rows.iter().map(|row| row.cells().to_vec()).collect();
        Sheet {
            kind: String::new(),
            title: "SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH".to_owned(),
            subtitle: format!("Tiếp nhận từ ngày {} đến ngày {}", words::day(self.from), words::day(self.to)),
            head: SheetHead::new(self.parent_agency_name.as_deref(), &self.agency_name, None, None),
            blocks: vec![Block::Table(Table { caption: None, columns: COLUMNS.to_vec(), rows })],
            landscape: true,
        }
    }

    /// As a file for spreadsheets, in which no cell is a formula.
    #[must_use]
    pub fn csv(&self) -> String {
        csv::table(&COLUMNS, self.rows.iter().map(CertificationRow::cells))
    }
}

fn lines(result: &IssuedResult, certified: &Certified<'_>) -> Vec<CertificationRow> {
    let dossier = certified.dossier;
    let paid = dossier.fees.iter().map(|fee| fee.amount_vnd).fold(0, u64::saturating_add);
    let notes: Vec<&str> = dossier.fees.iter().filter_map(|fee| fee.exemption.as_deref()).collect();
    certified
        .papers
        .iter()
        .enumerate()
        .map(|(at, paper)| CertificationRow {
            number: number_of(&result.number, at, certified.papers.len()),
            certified_on: words::day(day_of(result.issued_at)),
            person: dossier.applicant.name.clone(),
            document: paper.document.clone(),
            pages: paper.pages,
            copies: paper.copies,
            fee: if at == 0 { grouped(paid) } else { String::new() },
            signer: result.signature.signer_name.clone(),
            dossier_code: dossier.code.clone(),
            note: if at == 0 { notes.join("; ") } else { String::new() },
        })
        .collect()
}

/// The paper's name; where only issuer and number were written, these.
fn name(paper: &Value) -> String {
    let text = |field: &str| paper.get(field).and_then(Value::as_str).filter(|text| !text.is_empty());
    match text("document_name") {
        Some(name) => name.to_owned(),
        None => ["document_number", "issuer"].into_iter().filter_map(text).collect::<Vec<_>>().join(", "),
    }
}

fn count(paper: &Value, field: &str) -> u64 {
    paper.get(field).and_then(Value::as_u64).unwrap_or_default()
}

/// The columns in the order of [`CertificationRow::cells`].
const COLUMNS: [Column; 10] = [
    Column::centred("Số chứng thực", 8),
    Column::centred("Ngày chứng thực", 9),
    Column::text("Họ tên người yêu cầu", 14),
    Column::text("Tên giấy tờ, văn bản", 18),
    Column::centred("Số trang", 6),
    Column::centred("Số bản", 6),
    Column::centred("Lệ phí (đồng)", 8),
    Column::text("Người ký chứng thực", 12),
    Column::centred("Mã hồ sơ", 13),
    Column::text("Ghi chú", 6),
];

impl CertificationRow {
    fn cells(&self) -> [String; 10] {
        [
            self.number.clone(),
            self.certified_on.clone(),
            self.person.clone(),
            self.document.clone(),
            self.pages.to_string(),
            self.copies.to_string(),
            self.fee.clone(),
            self.signer.clone(),
            self.dossier_code.0.clone(),
            self.note.clone(),
        ]
    }
}
