//! Forms as PDF: a [`Sheet`] goes in, bytes come out. What a form says is the domain's; how it looks is `sheet.typ`.

mod qr;
mod world;

use domain::{
    calendar::local,
    slip::sheet::{Paper, Sheet},
};
use jiff::Timestamp;
use typst::{
    comemo,
    diag::SourceDiagnostic,
    foundations::{Datetime, Smart},
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// Minutes that the province's clock is ahead of UTC.
const OFFSET: i32 = 7 * 60;
/// For how many more forms what one form computed is kept: the fonts' shaping and the template, which every form needs,
/// stay; what only one citizen's form has goes with the next ones.
const KEPT: usize = 2;

/// A form could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The sheet cannot be handed to the template.
    #[error("the sheet cannot be written down: {0}")]
    Sheet(#[from] serde_json::Error),
    /// The template or the typesetter refuses.
    #[error("the form cannot be typeset: {0}")]
    Typesetting(String),
}

/// A form as PDF (PDF/A-2a, tagged, with its fonts in it). The same sheet, paper and time give the same bytes.
///
/// # Errors
/// [`PrintError`]; none that depends on what people typed is known.
pub fn print(sheet: &Sheet, paper: Paper, at: Timestamp) -> Result<Vec<u8>, PrintError> {
    let document = typeset(sheet, paper)?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a]).map_err(|error| said(error.message()))?;
    let options = PdfOptions {
        ident: Smart::Custom([&sheet.kind, " ", &sheet.subtitle].concat()),
        creator: Smart::Custom(Some("Một Cửa".to_owned())),
        timestamp: written_at(at),
        standards,
        ..PdfOptions::default()
    };
    let pdf = typst_pdf::pdf(&document, &options).map_err(|errors| refused(&errors));
    comemo::evict(KEPT);
    pdf
}

fn typeset(sheet: &Sheet, paper: Paper) -> Result<PagedDocument, PrintError> {
    let world = world::Desk::new(sheet, paper)?;
    typst::compile::<PagedDocument>(&world).output.map_err(|errors| refused(&errors))
}

fn written_at(at: Timestamp) -> Option<typst_pdf::Timestamp> {
    let at = local(at);
    let part = |part: i8| u8::try_from(part).ok();
    let datetime = Datetime::from_ymd_hms(
        i32::from(at.year()),
        part(at.month())?,
        part(at.day())?,
        part(at.hour())?,
        part(at.minute())?,
        part(at.second())?,
    )?;
    typst_pdf::Timestamp::new_local(datetime, OFFSET)
}

fn refused(errors: &[SourceDiagnostic]) -> PrintError {
    said(&errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; "))
}

fn said(words: &str) -> PrintError {
    PrintError::Typesetting(words.to_owned())
}
