//! A rule that says no, in words: what it says, what would make it pass, and where it is written.

use crate::words;
use domain::dossier::refusal::{Guard, Why};
use frontend::{
    i18n::{Key, Lang, lang},
    t,
};

/// The whole sentence; subscribes to the language.
#[must_use]
pub fn sentence(guard: Guard) -> String {
    let why = guard.why();
    let parts =
        [words::guard(guard).get(), remedy(why.remedy).map_or("", Key::get), &["(", &source(why), ")."].concat()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Where the rule is written: its number with the article, or whose rule it is.
#[must_use]
pub fn source(why: Why) -> String {
    match why.reference {
        Some(reference) => {
            let article = if lang() == Lang::Vi { in_vietnamese(reference) } else { reference.to_owned() };
            t!("staff.rule.law").with(&[("rule", why.rule), ("article", &article)])
        }
        None if why.rule.starts_with('I') => t!("staff.rule.system").with(&[("rule", why.rule)]),
        None => t!("staff.rule.procedure").get().to_owned(),
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

/// What would make it pass.
fn remedy(code: &str) -> Option<Key> {
    Some(match code {
        "ask_for_a_supplement" => t!("staff.remedy.ask_for_a_supplement"),
        "ask_the_head" => t!("staff.remedy.ask_the_head"),
        "attach_the_pdf" => t!("staff.remedy.attach_the_pdf"),
        "change_the_way_of_return" => t!("staff.remedy.change_the_way_of_return"),
        "check_the_identity" => t!("staff.remedy.check_the_identity"),
        "complete_the_form" => t!("staff.remedy.complete_the_form"),
        "confirm_the_late_entry" => t!("staff.remedy.confirm_the_late_entry"),
        "correct_the_procedure" => t!("staff.remedy.correct_the_procedure"),
        "decide_without_extension" => t!("staff.remedy.decide_without_extension"),
        "decide_without_supplement" => t!("staff.remedy.decide_without_supplement"),
        "end_the_detour_first" => t!("staff.remedy.end_the_detour_first"),
        "endorse_it" => t!("staff.remedy.endorse_it"),
        "enter_the_outside_number" => t!("staff.remedy.enter_the_outside_number"),
        "finish_the_correction" => t!("staff.remedy.finish_the_correction"),
        "forward_it" => t!("staff.remedy.forward_it"),
        "go_where_it_lies" => t!("staff.remedy.go_where_it_lies"),
        "hand_it_over" => t!("staff.remedy.hand_it_over"),
        "let_another_head_endorse" => t!("staff.remedy.let_another_head_endorse"),
        "let_another_person_do_it" => t!("staff.remedy.let_another_person_do_it"),
        "let_the_asked_agency_answer" => t!("staff.remedy.let_the_asked_agency_answer"),
        "let_the_holder_post_it" => t!("staff.remedy.let_the_holder_post_it"),
        "let_the_officer_in_charge_sign" => t!("staff.remedy.let_the_officer_in_charge_sign"),
        "let_the_owner_answer" => t!("staff.remedy.let_the_owner_answer"),
        "let_the_signer_sign" => t!("staff.remedy.let_the_signer_sign"),
        "refer_to_coordination" => t!("staff.remedy.refer_to_coordination"),
        "scan_or_say_why_not" => t!("staff.remedy.scan_or_say_why_not"),
        "send_the_result" => t!("staff.remedy.send_the_result"),
        "settle_fees" => t!("staff.remedy.settle_fees"),
        "sign_the_denial" => t!("staff.remedy.sign_the_denial"),
        "sign_the_grant" => t!("staff.remedy.sign_the_grant"),
        "submit_for_approval" => t!("staff.remedy.submit_for_approval"),
        "submit_for_signature" => t!("staff.remedy.submit_for_signature"),
        "submit_it" => t!("staff.remedy.submit_it"),
        "wait_for_the_last_day" => t!("staff.remedy.wait_for_the_last_day"),
        "wait_for_the_opinions" => t!("staff.remedy.wait_for_the_opinions"),
        "wait_for_the_province" => t!("staff.remedy.wait_for_the_province"),
        "wait_for_the_timer" => t!("staff.remedy.wait_for_the_timer"),
        // The rule's own words say everything: there is nothing to do here.
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_remedy_has_words_or_is_that_nothing_is_to_be_done() {
        for guard in Guard::ALL {
            let code = guard.why().remedy;
            assert!(remedy(code).is_some() || code.starts_with("nothing_to_") || code == "once_only", "{code}");
        }
    }

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
