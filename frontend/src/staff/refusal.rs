//! A rule that says no, in words: what it says, what would make it pass, and where it is written.

use crate::words;
use domain::dossier::refusal::{Guard, Why};
use frontend::{
    i18n::{Lang, lang},
    t,
};

/// The whole as one sentence, for a field or a list; subscribes to the language.
#[must_use]
pub fn sentence(guard: Guard) -> String {
    let why = guard.why();
    [words::guard(guard).get(), " ", words::remedy(why.remedy).get(), " (", &source(why), ")"].concat()
}

/// Where the rule is written: its number with the article, or whose rule it is; subscribes to the language.
#[must_use]
pub fn source(why: Why) -> String {
    match why.reference {
        Some(reference) => {
            let article = if lang() == Lang::Vi { in_vietnamese(reference) } else { reference.to_owned() };
            t!("staff.refused.rule_of").with(&[("rule", why.rule), ("reference", &article)])
        }
        // Invariants have numbers, what a procedure says has the name of its field.
        None if why.rule.starts_with('I') => t!("staff.refused.rule").with(&[("rule", why.rule)]),
        None => t!("staff.refused.of_procedure").get().to_owned(),
    }
}

/// Kinds of documents as the references of `regulation.json` name them, longest first.
const KINDS: [(&str, &str); 12] = [
    ("Circular 03/2025 forms ", "Thông tư 03/2025 mẫu "),
    ("Law on Fees", "Luật Phí và lệ phí"),
    ("Circulars ", "Thông tư "),
    ("Circular ", "Thông tư "),
    ("Decision ", "Quyết định "),
    ("Decree ", "Nghị định "),
    ("Law ", "Luật "),
    ("Art. ", "Điều "),
    ("form ", "mẫu "),
    ("local regulation", "quy chế địa phương"),
    ("VND extract", "đồng một bản trích lục"),
    ("certification", "chứng thực"),
];

/// An article as it is cited here.
fn in_vietnamese(reference: &str) -> String {
    KINDS.iter().fold(reference.to_owned(), |text, (english, vietnamese)| text.replace(english, vietnamese))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_english_word_is_left_in_a_vietnamese_citation() {
        for reference in Guard::ALL.iter().filter_map(|guard| guard.why().reference) {
            let text = in_vietnamese(reference);
            for word in ["Decree", "Circular", "Art.", "Law", "form", "Decision", "local", "extract", "certif"] {
                assert!(!text.contains(word), "{text}");
            }
        }
    }
}
