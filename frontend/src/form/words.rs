//! Words for what is wrong with an answer.

use crate::i18n::{Key, pick};
use domain::form::FieldError;

/// The data's own words, or ours for the code; subscribes to the language.
#[must_use]
pub fn of(error: &FieldError) -> String {
    match &error.message {
        Some(message) if !message.vi.is_empty() => pick(message),
        _ => key(&error.code).get().to_owned(),
    }
}

fn key(code: &str) -> Key {
    match code {
        "required" => t!("wrong.required"),
        "bad_date" | "date_range" => t!("wrong.bad_date"),
        "not_whole" => t!("wrong.not_whole"),
        "wrong_type" | "range" => t!("wrong.number"),
        "too_long" | "length" => t!("wrong.too_long"),
        "too_many" | "list_size" => t!("wrong.too_many"),
        "bad_character" => t!("wrong.bad_character"),
        "not_in_list" | "one_of" | "reference_list" => t!("wrong.not_in_list"),
        "unit" => t!("wrong.unit"),
        "address" => t!("wrong.address"),
        "twice" => t!("wrong.twice"),
        "unique" => t!("wrong.unique"),
        "must_be_true" => t!("wrong.must_be_true"),
        "in_the_past" => t!("wrong.in_the_past"),
        "not_asked" => t!("wrong.not_asked"),
        "not_scanned" => t!("wrong.not_scanned"),
        "wrong_content" => t!("error.bad_file"),
        "not_uploaded" | "unknown_file" | "incomplete" | "empty_file" => t!("wrong.file_missing"),
        "too_large" => t!("files.too_large"),
        _ => t!("wrong.other"),
    }
}
