//! Why an agency is competent, in words: one sentence for each step of the decision, in both languages.
//!
//! The same sentences stand on the filing step, the receipt, at the counter and on the dossier, wherever they are made:
//! the functions name things by the whole map, the counter's preview by what the browser has.

use super::{CompetenceDecision, CoordinationReason, Outcome, Reason};
use crate::{
    ids::{AgencyId, UnitCode},
    procedure::Level,
    text::Text,
    unit::UnitMap,
};
use jiff::civil::Date;
use std::slice::from_ref;

/// How things are called.
pub struct Names<'a> {
    /// A unit of the day.
    pub unit: &'a dyn Fn(&UnitCode) -> Text,
    /// An agency or a centre.
    pub agency: &'a dyn Fn(&str) -> Text,
    /// A field of the procedure.
    pub field: &'a dyn Fn(&str) -> Text,
    /// An old unit by its code.
    pub old: &'a dyn Fn(&UnitCode) -> Text,
    /// What became of an old unit, as a sentence without its full stop; none where the map of the past is not at hand.
    pub became: &'a dyn Fn(&UnitCode, &UnitCode) -> Option<Text>,
}

impl Reason {
    /// The step as a sentence.
    #[must_use]
    pub fn words(&self, names: &Names<'_>) -> Text {
        let agencies = |ids: &[AgencyId]| joined(ids.iter().map(|id| (names.agency)(id.as_str())), ", ");
        match self {
            Self::FixedAgency { agency } => {
                let agency = (names.agency)(agency.as_str());
                said(&["Thủ tục này do ", " giải quyết."], &["", " decides this procedure."], &[agency])
            }
            Self::Alternative { sentence } => {
                said(&["Trường hợp riêng: ", "."], &["A special case: ", "."], from_ref(sentence))
            }
            Self::AlternativeUnanswered { sentence } => said(
                &["Nếu \"", "\" thì cơ quan khác giải quyết; hiện coi là không."],
                &["If \"", "\", another agency decides; taken as no for now."],
                from_ref(sentence),
            ),
            Self::PlaceOfField { field, unit } => {
                let words = [(names.field)(field), (names.unit)(unit)];
                said(&["Theo \"", "\": ", "."], &["By \"", "\": ", "."], &words)
            }
            Self::Fallback { field, instead_of, sentence } => said(
                &["Tính theo \"", "\" thay cho \"", "\": ", "."],
                &["By \"", "\" instead of \"", "\": ", "."],
                &[(names.field)(field), (names.field)(instead_of), sentence.clone()],
            ),
            Self::ApplicantChoice { unit, lawful_places, .. } => said(
                &["Người nộp chọn ", ". Nơi được chọn: ", "."],
                &["The applicant chose ", ". Lawful places: ", "."],
                &[(names.unit)(unit), joined(lawful_places.iter().cloned(), "; ")],
            ),
            Self::Desk { centre } => {
                let centre = (names.agency)(centre.as_str());
                said(&["Giải quyết ngay tại ", "."], &["Decided at this desk: ", "."], &[centre])
            }
            Self::Lead { unit, parties } => said(
                &["", " chủ trì, phối hợp với ", "."],
                &["", " leads, together with ", "."],
                &[(names.unit)(unit), agencies(parties)],
            ),
            Self::LandBranch { unit, branch } => said(
                &["Chi nhánh phụ trách ", ": ", "."],
                &["The branch that serves ", ": ", "."],
                &[(names.unit)(unit), (names.agency)(branch.as_str())],
            ),
            Self::OldUnit { old_code, unit } => match (names.became)(old_code, unit) {
                Some(became) => said(&["", "."], &["", "."], &[became]),
                None => said(
                    &["Tên đơn vị cũ, nay là ", "."],
                    &["An old unit's name; it is ", " now."],
                    &[(names.unit)(unit)],
                ),
            },
            Self::OldName { name, unit } => said(
                &["Nơi này trước đây là ", ", nay là ", "."],
                &["The place was formerly ", "; it is ", " now."],
                &[Text { vi: name.clone(), en: name.clone() }, (names.unit)(unit)],
            ),
            Self::OfficeOfSector { sector, .. } => {
                let sector = Text { vi: sector.clone(), en: sector.clone() };
                said(&["Bộ phận phụ trách lĩnh vực ", "."], &["The office for the field ", "."], &[sector])
            }
            Self::Coordinating { agencies: ids } => {
                said(&["Cơ quan phối hợp: ", "."], &["Agencies that take part: ", "."], &[agencies(ids)])
            }
            Self::KeeperMayBeOtherAgency {} => said(
                &["Nếu sổ gốc do cơ quan khác giữ, hồ sơ sẽ được chuyển đến cơ quan đó."],
                &["If another agency keeps the register, the dossier goes there."],
                &[],
            ),
        }
    }
}

impl CoordinationReason {
    /// Why the rule did not decide, as a sentence.
    #[must_use]
    pub fn words(&self, names: &Names<'_>) -> Text {
        match self {
            Self::PlaceMissing { field } => {
                said(&["Chưa có câu trả lời cho \"", "\"."], &["\"", "\" has no answer yet."], &[(names.field)(field)])
            }
            Self::PlaceUnknown { field } => said(
                &["Không có đơn vị nào như đã ghi ở \"", "\"."],
                &["No unit is as written at \"", "\"."],
                &[(names.field)(field)],
            ),
            Self::SplitUnit { old_code, candidates, .. } => {
                let parts = joined(candidates.iter().map(|code| (names.unit)(code)), ", ");
                let old = (names.old)(old_code);
                said(
                    &["", " đã chia cho nhiều đơn vị (", "); chưa rõ phần nào."],
                    &["", " was divided among several units (", "); which part is meant is not known."],
                    &[old, parts],
                )
            }
            Self::NoBranch { unit } => {
                said(&["Không có chi nhánh nào phụ trách ", "."], &["No branch serves ", "."], &[(names.unit)(unit)])
            }
            Self::NotACommuneDesk { centre } => said(
                &["", " không phải nơi tiếp nhận cấp xã."],
                &["", " is not a commune's desk."],
                &[(names.agency)(centre.as_str())],
            ),
            Self::UnknownLead { lead } => said(
                &["Cơ quan chủ trì không có trong danh mục: ", "."],
                &["The lead is not in the list: ", "."],
                &[(names.agency)(lead.as_str())],
            ),
        }
    }
}

/// All steps of a decision, by the map of a day. `field` names the fields of the procedure.
#[must_use]
pub fn explain(because: &[Reason], field: &dyn Fn(&str) -> Text, units: &UnitMap, on: Date) -> Vec<Text> {
    let words = |names: &Names<'_>| because.iter().map(|reason| reason.words(names)).collect();
    by_map(field, units, on, words)
}

/// A decision in words: the level, the steps, and why the rule did not decide where it did not.
#[must_use]
pub fn explain_decision(
    decision: &CompetenceDecision,
    level: Level,
    field: &dyn Fn(&str) -> Text,
    units: &UnitMap,
    on: Date,
) -> Vec<Text> {
    by_map(field, units, on, |names| {
        let level = matches!(decision.outcome, Outcome::Resolved { .. }).then(|| level.words());
        let doubt = match &decision.outcome {
            Outcome::Coordination { reason } => Some(reason.words(names)),
            Outcome::Resolved { .. } | Outcome::OutsideProvince { .. } => None,
        };
        level.into_iter().chain(decision.because.iter().map(|reason| reason.words(names))).chain(doubt).collect()
    })
}

fn by_map<T>(field: &dyn Fn(&str) -> Text, units: &UnitMap, on: Date, then: impl FnOnce(&Names<'_>) -> T) -> T {
    let bare = |id: &str| Text { vi: id.to_owned(), en: id.to_owned() };
    let unit = |code: &UnitCode| {
        units.named(code.as_str(), on).map_or_else(|| bare(code.as_str()), |unit| unit.summary().full_name())
    };
    let agency = |id: &str| {
        let centre = units.centre_name(&id.into(), on);
        units.agency(&id.into()).map(|agency| agency.name.clone()).or(centre).unwrap_or_else(|| bare(id))
    };
    let former = |code: &UnitCode| units.former_unit(code, on);
    let old = |code: &UnitCode| former(code).map_or_else(|| bare(code.as_str()), |unit| unit.summary().full_name());
    let became = |old: &UnitCode, now: &UnitCode| Some(units.came_from(former(old)?, units.unit(now, on)?, false));
    then(&Names { unit: &unit, agency: &agency, field, old: &old, became: &became })
}

impl Level {
    /// "Cấp xã giải quyết", as an explanation of competence begins.
    #[must_use]
    pub fn words(self) -> Text {
        let (vi, en) = match self {
            Self::Commune => ("Cấp xã giải quyết.", "Decided at commune level."),
            Self::Province => ("Cấp tỉnh giải quyết.", "Decided at provincial level."),
        };
        Text { vi: vi.to_owned(), en: en.to_owned() }
    }
}

/// The pieces with the words between them, in each language.
fn said(vi: &[&str], en: &[&str], words: &[Text]) -> Text {
    let fill = |pieces: &[&str], word: fn(&Text) -> &str| {
        let mut out = String::new();
        for (at, piece) in pieces.iter().enumerate() {
            out.push_str(piece);
            out.push_str(words.get(at).filter(|_| at + 1 < pieces.len()).map_or("", word));
        }
        out
    };
    Text { vi: fill(vi, |text| &text.vi), en: fill(en, |text| &text.en) }
}

fn joined(texts: impl Iterator<Item = Text>, between: &str) -> Text {
    let (vi, en): (Vec<String>, Vec<String>) = texts.map(|text| (text.vi, text.en)).unzip();
    Text { vi: vi.join(between), en: en.join(between) }
}
