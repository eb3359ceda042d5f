//! What the files hold: each form as text beside its snapshot, and as a picture as far as a machine can judge one.

mod reader;
mod samples;

use domain::slip::{
    Form,
    sheet::{Block, Paper, Sheet},
};
use jiff::Timestamp;
use reader::File;
use samples::{TONES, all, register};
use serde_json::Value;

fn at() -> Timestamp {
    "2026-11-17T01:00:00Z".parse().expect("a time")
}

fn pdf(sheet: &Sheet, paper: Paper) -> Vec<u8> {
    documents::print(sheet, paper, at()).expect("the form is drawn")
}

fn text(sheet: &Sheet, paper: Paper) -> String {
    File::new(pdf(sheet, paper)).text()
}

/// Letters only: where lines end is the paper's affair, and long words are divided by a space without width.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && *letter != '\u{200B}').collect()
}

fn sample(name: &str) -> Form {
    all().into_iter().find(|(known, _)| *known == name).expect("a sample").1
}

#[test]
fn each_form_reads_as_it_did() {
    for (name, form) in all() {
        if name != "07-many" {
            insta::assert_snapshot!(name, text(&form.sheet(), Paper::A4));
        }
    }
}

/// Every text of a form's value, with the words for its one code.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Number(number) => found.push(number.to_string()),
        Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
        Value::Object(members) => {
            for (name, member) in members {
                match (name.as_str(), member.as_str()) {
                    // The QR code says it, and another test reads that; days are written in the title in another way.
                    ("qr_code" | "from" | "to" | "form", _) => {}
                    ("result", Some("early")) => found.push("Trước hạn".to_owned()),
                    ("result", Some("on_time")) => found.push("Đúng hạn".to_owned()),
                    ("result", Some("late")) => found.push("Quá hạn".to_owned()),
                    ("agency_name" | "parent_agency_name", Some(name)) => found.push(name.to_uppercase()),
                    _ => texts(member, found),
                }
            }
        }
        Value::Bool(_) | Value::Null => {}
    }
}

#[test]
fn nothing_that_a_form_says_is_missing_on_either_paper() {
    for (name, form) in all() {
        let mut said = Vec::new();
        texts(&serde_json::to_value(&form).expect("a form is JSON"), &mut said);
        assert!(said.len() > 8, "{name}");
        for paper in [Paper::A4, Paper::A5] {
            let page = letters(&text(&form.sheet(), paper));
            for text in &said {
                assert!(page.contains(&letters(text)), "{name}: {text:?} is not in {page}");
            }
        }
    }
}

#[test]
fn every_vietnamese_letter_with_every_tone_is_printed_as_itself() {
    let mut sheet = sample("03").sheet();
    let vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";
    let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
    let composed: String = vowels
        .chars()
        .flat_map(|vowel| tones.map(|tone| format!("{vowel}{tone}")))
        .chain(["đ".to_owned(), "Đ".to_owned()])
        .map(|letter| composed(&letter) + " ")
        .collect();
    sheet.blocks = vec![Block::Paragraph { text: composed.clone() }, Block::Paragraph { text: TONES.to_owned() }];
    let page = text(&sheet, Paper::A4);
    for letter in composed.split_whitespace().chain(TONES.split_whitespace()) {
        assert!(page.contains(letter), "{letter} in {page}");
    }
    assert_eq!(composed.split_whitespace().count(), 146);
}

/// A letter and its tone as one sign.
fn composed(letter: &str) -> String {
    const BASES: &str = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";
    const SIGNS: [&str; 24] = [
        "aàáãảạ",
        "ăằắẵẳặ",
        "âầấẫẩậ",
        "eèéẽẻẹ",
        "êềếễểệ",
        "iìíĩỉị",
        "oòóõỏọ",
        "ôồốỗổộ",
        "ơờớỡởợ",
        "uùúũủụ",
        "ưừứữửự",
        "yỳýỹỷỵ",
        "AÀÁÃẢẠ",
        "ĂẰẮẴẲẶ",
        "ÂẦẤẪẨẬ",
        "EÈÉẼẺẸ",
        "ÊỀẾỄỂỆ",
        "IÌÍĨỈỊ",
        "OÒÓÕỎỌ",
        "ÔỒỐỖỔỘ",
        "ƠỜỚỠỞỢ",
        "UÙÚŨỦỤ",
        "ƯỪỨỮỬỰ",
        "YỲÝỸỶỴ",
    ];
    let mut signs = letter.chars();
    let base = signs.next().unwrap_or_default();
    let Some(row) = BASES.chars().position(|known| known == base) else { return letter.to_owned() };
    let tone = signs.next().map_or(0, |tone| {
        "\u{300}\u{301}\u{303}\u{309}\u{323}".chars().position(|one| one == tone).map_or(0, |at| at + 1)
    });
    SIGNS[row].chars().nth(tone).map(String::from).unwrap_or_default()
}

#[test]
fn fonts_are_in_the_file_with_the_letters_used_and_no_more() {
    for (name, form) in all() {
        let bytes = pdf(&form.sheet(), Paper::A4);
        let file = String::from_utf8_lossy(&bytes);
        let described: Vec<&str> = file.split("/Type/FontDescriptor/FontName/").skip(1).collect();
        for font in &described {
            let font = font.split(">>").next().unwrap_or_default();
            assert!(font.get(6..).is_some_and(|rest| rest.starts_with("+Tinos")), "{font} is not a part of Tinos");
            assert!(font.contains("/FontFile2 "), "{font} is not in the file");
        }
        let fonts = described.len();
        assert!((2..=3).contains(&fonts), "{name} has {fonts} fonts");
        let most = if name == "07-many" { 300_000 } else { 120_000 };
        assert!(bytes.len() < most, "{name} has {} bytes", bytes.len());
    }
}

#[test]
fn the_same_form_is_the_same_file() {
    let sheet = sample("01-counter").sheet();
    let first = pdf(&sheet, Paper::A4);
    // Another one in between, since the typesetter remembers.
    pdf(&sample("02").sheet(), Paper::A5);
    assert_eq!(pdf(&sheet, Paper::A4), first);
}

#[test]
fn the_paper_is_as_wide_as_was_asked_for() {
    let sizes = |form: &Form, paper: Paper| File::new(pdf(&form.sheet(), paper)).sizes();
    for name in ["01-counter", "01-online", "02", "03", "04", "05"] {
        let form = sample(name);
        assert_eq!(sizes(&form, Paper::A4), [(210, 297)], "{name}");
        assert_eq!(sizes(&form, Paper::A5), [(148, 210)], "{name}");
    }
    assert_eq!(sizes(&sample("06"), Paper::A4), [(297, 210)]);
    assert_eq!(sizes(&register(1), Paper::A4), [(297, 210)]);
    assert!(sizes(&register(60), Paper::A4).len() > 3);
}

/// Pixels of a point: 288 to the inch, fewer than a phone's camera sees of a sheet of A5.
const SCALE: f32 = 4.0;

#[test]
fn the_code_on_paper_leads_to_the_tracking_page() {
    for name in ["01-counter", "02", "04"] {
        let sheet = sample(name).sheet();
        let url = sheet.blocks.iter().find_map(|block| match block {
            Block::Track { url, .. } => Some(url.clone()),
            _ => None,
        });
        for paper in [Paper::A4, Paper::A5] {
            let picture = File::new(pdf(&sheet, paper)).picture(SCALE);
            let (width, height) = (usize::from(picture.width()), usize::from(picture.height()));
            let mut seen = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
                picture.data().get(y * width + x).map_or(255, |pixel| pixel.r)
            });
            let codes: Vec<String> =
                seen.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect();
            assert_eq!(codes, [url.clone().expect("a form with a code")], "{name} {paper:?}");
        }
    }
}

#[test]
fn what_people_type_is_text_and_never_markup() {
    let mut sheet = sample("03").sheet();
    let typed = [
        "#panic(\"x\") #read(\"/etc/passwd\") *b* _i_ $x^2$ `raw` <label> @ref // comment /* */ \\ = Heading",
        "= a\n- b\n+ c\n#set page(width: 1pt)",
        "\u{202E}abc\u{202C} \u{200D}\u{FE0F} emoji 😀 \u{0}\u{7} tab\there",
        "中文 العربية हिन्दी",
    ];
    sheet.blocks = typed.iter().map(|text| Block::Line { label: "Lý do", text: (*text).to_owned() }).collect();
    let page = letters(&text(&sheet, Paper::A4));
    assert!(page.contains(&letters(typed[0])), "{page}");
    assert!(page.contains(&letters(typed[1])), "{page}");
}

#[test]
fn a_form_with_nothing_in_its_lists_and_one_with_endless_words_are_drawn() {
    let mut sheet = sample("02").sheet();
    for block in &mut sheet.blocks {
        match block {
            Block::Table(table) => table.rows.clear(),
            Block::Line { text, .. } => *text = "x".repeat(2_000),
            Block::Track { url, .. } => *url = "x".repeat(5_000),
            _ => {}
        }
    }
    assert!(File::new(pdf(&sheet, Paper::A5)).sizes().len() > 1);
    sheet.blocks.clear();
    pdf(&sheet, Paper::A4);
}
