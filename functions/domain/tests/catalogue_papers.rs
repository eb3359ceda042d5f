//! Papers that data of a national database replace (R20), over all procedures.

mod common;

use common::answers;
use domain::{
    expression::ConditionKind,
    form::{Facts, file_is_asked},
    procedure::{Channel, PaperRequirement, Procedure},
};
use jiff::civil::date;
use serde_json::json;

/// The papers of Resolution 66.7/2025/NQ-CP Art. 4 by words of their names, each with words of its database.
const KINDS: [(&[&str], &str); 9] = [
    (&["tùy thân", "căn cước", "giấy tờ pháp lý", "xác nhận cư trú"], "dân cư"),
    (
        &["khai sinh bản sao", "trích lục khai tử", "giấy xác nhận tình trạng hôn nhân", "giấy tờ hộ tịch"],
        "hộ tịch điện tử",
    ),
    (&["sổ bảo hiểm"], "bảo hiểm"),
    (&["giấy phép lái xe"], "giấy phép lái xe"),
    (&["giấy đăng ký kinh doanh", "giấy chứng nhận đăng ký hộ kinh doanh"], "đăng ký doanh nghiệp"),
    (&["chứng nhận đăng ký xe"], "đăng ký xe"),
    (&["giấy chứng nhận quyền sử dụng đất"], "đất đai"),
    (&["phiếu lý lịch tư pháp"], "lý lịch tư pháp"),
    (&["giấy khám sức khỏe"], "khám sức khỏe"),
];

/// Papers that bear such a name and are something else.
const OTHERWISE: [&str; 3] = [
    // Declarations for getting one.
    "Tờ khai cấp Giấy xác nhận tình trạng hôn nhân",
    "Tờ khai yêu cầu cấp Phiếu lý lịch tư pháp",
    // The original is handed back when the business ends.
    "Bản gốc Giấy chứng nhận đăng ký hộ kinh doanh",
];

fn online() -> Facts {
    Facts::on(date(2026, 11, 26)).by(Channel::Online)
}

fn papers(catalogue: &[Procedure]) -> impl Iterator<Item = (&Procedure, &PaperRequirement)> {
    catalogue.iter().flat_map(|procedure| procedure.papers.iter().map(move |paper| (procedure, paper)))
}

#[test]
fn every_paper_of_the_resolution_names_the_database_that_replaces_it_and_no_other_paper_does() {
    let catalogue = common::catalogue();
    let mut replaced = 0;
    for (procedure, paper) in papers(&catalogue) {
        let name = paper.name_vi.to_lowercase();
        let kind = KINDS.iter().find(|(words, _)| words.iter().any(|word| name.contains(word)));
        let kind = kind.filter(|_| !OTHERWISE.contains(&paper.name_vi.as_str()));
        let at = format!("{} {}", procedure.code, paper.name_vi);
        match (kind, &paper.replaceable_by) {
            (Some((_, database)), Some(source)) => {
                assert!(source.database.vi.contains(database), "{at}: {}", source.database.vi);
                for text in [&source.fallback.vi, &source.fallback.en, &source.database.en] {
                    assert!(!text.trim().is_empty(), "{at}");
                }
                replaced += 1;
            }
            (None, None) => {}
            (kind, source) => panic!("{at}: {kind:?} but {source:?}"),
        }
    }
    assert!(replaced >= 50, "only {replaced}");
}

#[test]
fn no_filing_online_is_asked_for_a_paper_that_data_replace_unless_the_data_are_said_to_be_missing() {
    let catalogue = common::catalogue();
    let mut asking = 0;
    for (procedure, paper) in papers(&catalogue) {
        let Some(source) = &paper.replaceable_by else { continue };
        let at = format!("{} {}", procedure.code, paper.name_vi);
        if !source.asks {
            assert!(!file_is_asked(paper, &answers(json!({})), &online()), "{at}");
            continue;
        }
        asking += 1;
        let condition = paper.condition.as_ref().expect("a question");
        assert!(condition.sentence.vi.contains("không tra cứu được"), "{at}: {}", condition.sentence.vi);
        let said = |yes: bool| match &condition.kind {
            ConditionKind::ApplicantStates(name) => {
                file_is_asked(paper, &answers(json!({ name.as_str(): yes })), &online())
            }
            ConditionKind::OfficerStates(name) => {
                let mut facts = online();
                facts.officer_states.insert(name.clone(), yes);
                file_is_asked(paper, &answers(json!({})), &facts)
            }
            ConditionKind::Expression(_) => panic!("{at} asks nobody"),
        };
        assert!(said(true) && !said(false), "{at}");
    }
    assert_eq!(asking, 5);
}

#[test]
fn a_paper_with_an_unknown_database_does_not_compile() {
    let mut raw = common::seed("procedures.json");
    raw["procedures"][0]["required_documents"][5]["replaceable_by"] = json!(["weather"]);
    let errors = domain::catalogue::compile(&raw, &common::seed("labels.json")).unwrap_err();
    assert_eq!(errors[0].to_string(), "1.001193: required_documents[5].replaceable_by: unknown database: weather");
}
