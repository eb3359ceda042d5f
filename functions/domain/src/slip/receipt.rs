//! Form 01: receipt of the dossier and appointment for the result (R04).

use super::{
    head::{Head, UNDECIDED, head, resolving},
    sheet::{Block, Column, Sheet, Signature, Table},
    source::{Issue, Source},
    words,
};
use crate::{
    calendar::day_of,
    dossier::{
        action::{CheckedPaper, DataProblem, PaperStatus},
        event::{FiledPaper, Payload},
        head::{FeeMethod, FeeRecord},
    },
    procedure::{Channel, PaperRequirement},
};
use serde::{Deserialize, Serialize};

/// The form's fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Form01 {
    #[serde(flatten)]
    pub head: Head,
    pub reception_centre: String,
    pub resolving_agency: String,
    pub documents: Vec<DocumentLine>,
    pub number_of_sets: u8,
    /// Sheets of paper handed over.
    pub paper_count: u16,
    pub processing_time: String,
    pub received_at: String,
    pub due_at: String,
    pub return_method: String,
    pub return_place: String,
    pub fee_amount: String,
    /// What was paid how; one line a fee.
    pub fee_paid: Vec<String>,
    pub receiving_officer_name_signature: String,
    /// Empty where the applicant signs on paper; otherwise why there is no signature (R21).
    pub applicant_signature: String,
    /// What the code says: the tracking page with code and secret.
    pub qr_code: String,
    pub lookup_address: String,
    /// What the applicant types there besides the dossier's code.
    pub lookup_secret: String,
}

/// A paper of the dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentLine {
    pub name: String,
    pub original_count: u8,
    pub copy_count: u8,
    pub note: String,
}

/// Why a form of a dossier that was filed online bears no signature of the applicant.
const NOT_SIGNED: &str = "(Nộp trực tuyến, không phải ký)";

/// What was sent as a file is not counted among what was handed over.
const ELECTRONIC: &str = "Bản điện tử";

pub(super) fn of(source: &Source<'_>, issue: &Issue<'_>) -> Form01 {
    let stood = &issue.stood;
    let on = day_of(issue.event.at);
    let name = |centre| source.units.centre_name(centre, on).unwrap_or_default().vi;
    let agency = resolving(stood.resolver.as_ref(), source.units, on);
    // The appointment that this very form made; a later change has a form of its own.
    let due = issue.event.due.as_ref().and_then(|due| due.to).or(stood.due_at);
    let posted = stood.return_to.address.clone().filter(|address| !address.trim().is_empty());
    Form01 {
        head: head(source, issue),
        reception_centre: name(&stood.receiving_centre),
        resolving_agency: agency.unwrap_or_else(|| UNDECIDED.to_owned()),
        documents: documents(source, issue),
        number_of_sets: 1,
        paper_count: stood.paper_count,
        processing_time: words::processing_time(stood.time.as_ref()),
        received_at: stood.received_at.map(words::moment).unwrap_or_default(),
        due_at: due.map_or_else(|| "Theo thông báo của cơ quan giải quyết".to_owned(), words::moment),
        return_method: words::return_method(stood.return_to.method).to_owned(),
        return_place: posted.unwrap_or_else(|| name(&stood.return_to.centre)),
        fee_amount: fee_amount(&stood.fees),
        fee_paid: stood.fees.iter().filter_map(fee_paid).collect(),
        receiving_officer_name_signature: issue.event.by.name.clone(),
        applicant_signature: if source.dossier.channel == Channel::Online { NOT_SIGNED } else { "" }.to_owned(),
        qr_code: source.track_url(),
        lookup_address: source.lookup_address(),
        lookup_secret: source.secret.to_owned(),
    }
}

/// The check-list of acceptance, else what was filed; what was answered to a supplement is marked.
fn documents(source: &Source<'_>, issue: &Issue<'_>) -> Vec<DocumentLine> {
    let checked = checklist(source, issue);
    let brought = match &issue.event.payload {
        Payload::Change { papers, .. } => papers.as_slice(),
        _ => &[],
    };
    let among = |papers: &[FiledPaper], id: u8| papers.iter().any(|paper| paper.paper == Some(id));
    let online = source.dossier.channel == Channel::Online;
    let asked = source.procedure.papers.iter().filter_map(|paper| {
        let line = checked.iter().find(|line| line.paper == paper.id);
        let status = line.map(|line| line.status);
        let mut note = match line.map(|line| (line.status, line.fallback)) {
            _ if among(brought, paper.id) => "Bổ sung".to_owned(),
            Some((PaperStatus::NotNeeded, _)) => return None,
            Some((PaperStatus::ReplacedByData, _)) => by_data(paper),
            Some((PaperStatus::Shown, _)) => "Xuất trình để đối chiếu".to_owned(),
            Some((PaperStatus::Present, problem)) => problem.map(taken_because).unwrap_or_default().to_owned(),
            None if among(&issue.content.papers, paper.id) => String::new(),
            None => return None,
        };
        // What is in the centre's hands; papers that were only looked at, replaced or sent as files are not.
        let came = if among(brought, paper.id) { brought } else { issue.content.papers.as_slice() };
        let of_it = |filed: &&FiledPaper| filed.paper == Some(paper.id);
        let on_paper = came.iter().filter(of_it).any(|filed| filed.on_paper);
        let electronic = online && !on_paper && came.iter().filter(of_it).any(|filed| !filed.files.is_empty());
        let not_handed_over = matches!(status, Some(PaperStatus::ReplacedByData | PaperStatus::Shown));
        let (original_count, copy_count) =
            if electronic || not_handed_over { (0, 0) } else { (paper.originals, paper.copies) };
        if electronic && !not_handed_over {
            note = if note.is_empty() { ELECTRONIC.to_owned() } else { [&note, "; ", ELECTRONIC].concat() };
        }
        Some(DocumentLine { name: paper.name_vi.clone(), original_count, copy_count, note })
    });
    // Papers that a corrected procedure does not ask for are still in the centre's hands.
    let others = issue.content.papers.iter().filter(|paper| paper.paper.is_none()).map(|paper| DocumentLine {
        name: "Giấy tờ khác đã nộp".to_owned(),
        original_count: 0,
        copy_count: u8::try_from(paper.files.len().max(1)).unwrap_or(u8::MAX),
        note: "Ngoài thành phần hồ sơ".to_owned(),
    });
    asked.chain(others).collect()
}

/// Which data took the paper's place (R20).
fn by_data(paper: &PaperRequirement) -> String {
    let words = "Thay bằng dữ liệu";
    let from = paper.replaceable_by.as_ref().map(|source| [words, " ", &source.short_vi].concat());
    from.unwrap_or_else(|| words.to_owned())
}

/// Why it was taken though data replace it.
const fn taken_because(problem: DataProblem) -> &'static str {
    match problem {
        DataProblem::Missing => "Nhận vì dữ liệu chưa có",
        DataProblem::Wrong => "Nhận vì dữ liệu ghi sai",
        DataProblem::Unreachable => "Nhận vì không tra cứu được dữ liệu",
    }
}

/// Form 01 after a supplement or a correction repeats the list of the acceptance. A corrected procedure has papers of its
/// own, at other positions: of those nothing was checked.
fn checklist(source: &Source<'_>, issue: &Issue<'_>) -> Vec<CheckedPaper> {
    let until = |event: &&crate::dossier::Event| event.version <= issue.event.version;
    let filed_anew = |event: &&crate::dossier::Event| matches!(event.payload, Payload::Filing(_));
    let since = source.events.iter().rev().filter(until).find(filed_anew).map_or(0, |event| event.version);
    let mut accepted = source.events.iter().rev().filter(until).take_while(|event| event.version > since);
    let accepted = accepted.find(|event| event.action == "accept");
    let input = match accepted.map(|event| &event.payload) {
        Some(Payload::Input { input } | Payload::Documents { input, .. }) => input.get("checklist").cloned(),
        _ => None,
    };
    input.and_then(|list| serde_json::from_value(list).ok()).unwrap_or_default()
}

fn fee_amount(fees: &[FeeRecord]) -> String {
    match fees.iter().map(|fee| fee.amount_vnd).fold(0, u64::saturating_add) {
        0 if fees.iter().any(|fee| fee.exemption.is_some()) => "Được miễn".to_owned(),
        0 => "Không thu".to_owned(),
        total => words::money(total),
    }
}

/// None where nothing was due.
fn fee_paid(fee: &FeeRecord) -> Option<String> {
    let how = match fee.method {
        FeeMethod::None => return fee.exemption.as_ref().map(|reason| ["Miễn: ", reason].concat()),
        FeeMethod::Cash => "tiền mặt",
        FeeMethod::Transfer => "chuyển khoản",
    };
    let reduced = fee.exemption.as_deref().map(|reason| format!(" (giảm: {reason})")).unwrap_or_default();
    Some(format!("{} {how}, biên lai số {}{reduced}", words::money(fee.amount_vnd), fee.receipt_number))
}

const COLUMNS: [Column; 5] = [
    Column::centred("STT", 2),
    Column::text("Tên giấy tờ", 14),
    Column::centred("Bản chính", 3),
    Column::centred("Bản sao", 3),
    Column::text("Ghi chú", 6),
];

pub(super) fn sheet(form: &Form01) -> Sheet {
    let mut blocks =
        vec![Block::line("Trung tâm tiếp nhận", &form.reception_centre), Block::Heading { text: "Người nộp hồ sơ" }];
    blocks.extend(form.head.applicant());
    blocks.push(Block::Heading { text: "Nội dung yêu cầu giải quyết" });
    blocks.push(form.head.procedure());
    blocks.push(Block::line("Cơ quan giải quyết", &form.resolving_agency));
    blocks.push(papers(&form.documents));
    blocks.push(Block::line("Số lượng hồ sơ", format!("{:02} bộ", form.number_of_sets)));
    blocks.push(Block::line("Số tờ giấy nhận tại quầy", form.paper_count.to_string()));
    for (label, text) in [
        ("Thời gian giải quyết hồ sơ theo quy định", &form.processing_time),
        ("Thời gian nhận hồ sơ", &form.received_at),
        ("Thời gian hẹn trả kết quả", &form.due_at),
        ("Cách nhận kết quả", &form.return_method),
        ("Nơi trả kết quả", &form.return_place),
        ("Phí, lệ phí", &form.fee_amount),
    ] {
        blocks.push(Block::line(label, text));
    }
    if !form.fee_paid.is_empty() {
        blocks.push(Block::line("Đã nộp", form.fee_paid.join("; ")));
    }
    blocks.push(Block::Track {
        url: form.qr_code.clone(),
        address: form.lookup_address.clone(),
        code: form.head.dossier_code.0.clone(),
        secret: form.lookup_secret.clone(),
    });
    let mut applicant = Signature::of("NGƯỜI NỘP HỒ SƠ", "");
    if !form.applicant_signature.is_empty() {
        applicant.note.clone_from(&form.applicant_signature);
    }
    let officer = Signature::of("NGƯỜI TIẾP NHẬN HỒ SƠ", &form.receiving_officer_name_signature);
    blocks.push(Block::Signatures { left: Some(applicant), right: officer });
    form.head.sheet("Mẫu số 01", "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", blocks)
}

fn papers(documents: &[DocumentLine]) -> Block {
    if documents.is_empty() {
        return Block::line("Thành phần hồ sơ", "Không yêu cầu giấy tờ");
    }
    let rows = documents.iter().enumerate().map(|(at, paper)| {
        vec![
            (at + 1).to_string(),
            paper.name.clone(),
            paper.original_count.to_string(),
            paper.copy_count.to_string(),
            paper.note.clone(),
        ]
    });
    Block::Table(Table {
        caption: Some("Thành phần hồ sơ nộp gồm"), columns: COLUMNS.to_vec(), rows: rows.collect()
    })
}
