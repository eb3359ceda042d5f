//! Words in two languages, and folding for search without tone marks.

use serde::{Deserialize, Serialize};

/// A text in Vietnamese and English, from the reference data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    pub vi: String,
    pub en: String,
}

/// A number with a dot between thousands, as money is written here: `1.250.000`.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + 8);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

/// How well a text answers a search; smaller is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The text begins with the query.
    Start,
    /// The query stands in the text as one phrase, from the beginning of a word.
    Phrase,
    /// Every word of the query begins a word of the text.
    Words,
    /// Every word of the query stands somewhere in the text, or the whole query does when spaces are ignored.
    Part,
}

/// Lower case, without tone and letter marks (đ becomes d), runs of white space as one space, trimmed.
///
/// Takes composed letters and letters followed by combining marks alike, so that no table of Unicode
/// normalisation has to travel to the browser; nor one of cases, so that only Latin letters become small.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().map(small) {
        if is_combining(letter) {
            continue;
        }
        if letter.is_whitespace() {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        } else {
            folded.push(bare(letter));
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// The text without marks but in its own case: "Hà Tu" becomes "Ha Tu".
#[must_use]
pub fn unmarked(text: &str) -> String {
    let unmark = |letter: char| match (small(letter), bare(small(letter))) {
        (lower, plain) if lower == letter => plain,
        (lower, plain) if lower == plain => letter,
        (_, plain) => plain.to_ascii_uppercase(),
    };
    text.chars().filter(|letter| !is_combining(*letter)).map(unmark).collect()
}

/// The text in lower case with its marks. Only Latin letters become small, as in [`fold`].
#[must_use]
pub fn lower(text: &str) -> String {
    text.chars().map(small).collect()
}

/// Whether the text answers the query, both without marks: see [`rank`].
#[must_use]
pub fn matches(query: &str, text: &str) -> bool {
    rank(query, text).is_some()
}

/// How well the text answers the query; None: not at all. An empty query is answered by every text.
#[must_use]
pub fn rank(query: &str, text: &str) -> Option<Rank> {
    rank_folded(&fold(query), &fold(text))
}

/// [`rank`] for a query and a text that are folded already: a list folds its texts once.
#[must_use]
pub fn rank_folded(query: &str, text: &str) -> Option<Rank> {
    if text.starts_with(query) {
        return Some(Rank::Start);
    }
    if begins_a_word(query, text) {
        return Some(Rank::Phrase);
    }
    let mut words = query.split(|c: char| !in_a_word(c)).filter(|word| !word.is_empty()).peekable();
    if words.peek().is_some() {
        let words: Vec<&str> = words.collect();
        if words.iter().all(|word| begins_a_word(word, text)) {
            return Some(Rank::Words);
        }
        // A word of one or two letters stands inside nearly every text, so it has to begin a word.
        if words.iter().all(|word| if word.len() < 3 { begins_a_word(word, text) } else { contains(text, word) }) {
            return Some(Rank::Part);
        }
    }
    let squeezed = squeeze(query);
    (squeezed.len() >= 3 && contains(&squeeze(text), &squeezed)).then_some(Rank::Part)
}

/// Whether `part` stands in `text` at the beginning of a word.
fn begins_a_word(part: &str, text: &str) -> bool {
    let mut before = ' ';
    text.char_indices().any(|(at, letter)| {
        let begins = !in_a_word(std::mem::replace(&mut before, letter));
        begins && text.get(at..).is_some_and(|rest| rest.starts_with(part))
    })
}

/// Whether `part`, which is not empty, stands in `text`. Names are short: the library's search, which is made for long
/// texts, would only be more code in the browser.
fn contains(text: &str, part: &str) -> bool {
    text.as_bytes().windows(part.len()).any(|window| window == part.as_bytes())
}

/// Letters and digits only.
fn squeeze(text: &str) -> String {
    text.chars().filter(|c| in_a_word(*c)).collect()
}

/// Whether a character of a folded text belongs to a word. Beyond ASCII all do but punctuation and signs.
fn in_a_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || (c >= 'À' && !matches!(c, '×' | '÷' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}'))
}

/// A Latin letter in lower case; other characters stay. In Unicode's blocks of letters with marks the small letter
/// follows the capital one.
fn small(letter: char) -> char {
    let code = u32::from(letter);
    let small = match code {
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde => code + 0x20,
        // Turkish I with a dot, and Ÿ.
        0x130 => 0x69,
        0x178 => 0xff,
        // Capitals at even places: Ă, Đ, Ĩ, Ũ and their like, Ơ, and the letters with two marks or a dot below.
        0x100..=0x137 | 0x14a..=0x177 | 0x1a0..=0x1a5 | 0x1e00..=0x1e95 | 0x1ea0..=0x1eff => code | 1,
        // Capitals at odd places: Ư, and some of other languages.
        0x139..=0x148 | 0x179..=0x17e | 0x1af => code + code % 2,
        _ => code,
    };
    char::from_u32(small).unwrap_or(letter)
}

/// The combining marks of Latin letters (tone marks, breve, circumflex, horn, dot below).
fn is_combining(letter: char) -> bool {
    ('\u{0300}'..='\u{036f}').contains(&letter)
}

/// A lower-case letter without its marks; other characters stay.
fn bare(letter: char) -> char {
    match letter {
        'à' | 'á' | 'ả' | 'ã' | 'ạ' | 'ă' | 'ằ' | 'ắ' | 'ẳ' | 'ẵ' | 'ặ' | 'â' | 'ầ' | 'ấ' | 'ẩ' | 'ẫ' | 'ậ' | 'ä'
        | 'å' => 'a',
        'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ' | 'ê' | 'ề' | 'ế' | 'ể' | 'ễ' | 'ệ' | 'ë' => 'e',
        'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ' | 'ô' | 'ồ' | 'ố' | 'ổ' | 'ỗ' | 'ộ' | 'ơ' | 'ờ' | 'ớ' | 'ở' | 'ỡ' | 'ợ' | 'ö' => {
            'o'
        }
        'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ' | 'ư' | 'ừ' | 'ứ' | 'ử' | 'ữ' | 'ự' | 'û' | 'ü' => 'u',
        'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ' | 'ÿ' => 'y',
        'đ' | 'ð' => 'd',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BIRTH: &str = "Đăng ký khai sinh";
    const SHOP: &str = "Đăng ký thành lập hộ kinh doanh";

    #[test]
    fn marks_and_spaces_disappear_and_d_with_stroke_becomes_d() {
        assert_eq!(fold("  Đăng  ký\tKHAI SINH "), "dang ky khai sinh");
        assert_eq!(fold("Thủ tục đất đai, Ủy ban"), "thu tuc dat dai, uy ban");
    }

    #[test]
    fn unmarked_text_keeps_its_case() {
        assert_eq!(unmarked("Đường Hoa"), "Duong Hoa");
        assert_eq!(unmarked("Xã Ủy ban"), "Xa Uy ban");
        assert_eq!(unmarked("Łódź Яма"), "Łodź Яма");
        assert_eq!(lower("Xã Ủy ban ĐẤT"), "xã ủy ban đất");
    }

    #[test]
    fn decomposed_letters_fold_like_composed_ones() {
        assert_eq!(fold("Ho\u{0323}\u{0302} kinh doanh"), fold("Hộ kinh doanh"));
        assert_eq!(fold("Đa\u{0306}ng ky\u{0301}"), "dang ky");
    }

    #[test]
    fn every_vietnamese_vowel_folds_to_plain_ascii() {
        let all = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";
        assert!(fold(all).is_ascii());
        assert!(fold(&all.to_uppercase()).is_ascii());
    }

    #[test]
    fn latin_letters_become_small_as_unicode_says() {
        let blocks = ('\0'..='\u{17f}').chain(['Ơ', 'ơ', 'Ư', 'ư']).chain('\u{1e00}'..='\u{1eff}');
        for letter in blocks.filter(|letter| *letter != 'ẞ') {
            assert_eq!(Some(small(letter)), letter.to_lowercase().next(), "{letter}");
        }
    }

    #[test]
    fn punctuation_parts_words_and_letters_of_other_scripts_do_not() {
        assert_eq!(rank("khai", "“khai sinh”"), Some(Rank::Phrase));
        assert_eq!(rank("tu", "khai sinh–tu"), Some(Rank::Phrase));
        assert_eq!(rank("а", "жа"), None);
    }

    #[test]
    fn people_find_a_procedure_without_tone_marks() {
        for query in ["khai sinh", "dang ky", "khaisinh", "KHAI SINH", "sinh khai", "Khai sính", ""] {
            assert!(matches(query, BIRTH), "{query}");
        }
        assert!(matches("ho kinh doanh", SHOP));
        assert!(matches("hokinhdoanh", SHOP));
        assert!(!matches("ho kinh doanh", BIRTH));
        assert!(!matches("khai tu", BIRTH));
        assert!(!matches("xyz", BIRTH));
    }

    #[test]
    fn a_phrase_ranks_before_scattered_words() {
        assert_eq!(rank("dang ky", BIRTH), Some(Rank::Start));
        assert_eq!(rank("khai sinh", BIRTH), Some(Rank::Phrase));
        assert_eq!(rank("sinh dang", BIRTH), Some(Rank::Words));
        assert_eq!(rank("khaisinh", BIRTH), Some(Rank::Part));
    }

    #[test]
    fn one_letter_does_not_find_every_text_that_contains_it() {
        assert!(!matches("a", BIRTH));
        assert!(matches("k", BIRTH));
    }
}
