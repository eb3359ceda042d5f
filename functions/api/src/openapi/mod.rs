//! The OpenAPI 3.1 document, generated from the code of the routes; what the names on the wire mean is added from
//! [`words`]. What is served is the file that a test holds against it: the document of all functions, made by one of them,
//! would bring the code of all into it.

mod words;

use crate::{documents, public, staff};
use axum::{http::header, response::IntoResponse};
use serde_json::{Value, json};
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder};

/// Media type of every answer that is not a success.
const PROBLEM_JSON: &str = "application/problem+json";

/// The document of all functions.
#[must_use]
pub fn document() -> OpenApi {
    let (_, mut document) = public::routes().split_for_parts();
    let (_, staff) = staff::routes().split_for_parts();
    let (_, documents) = documents::routes().split_for_parts();
    document.merge(staff);
    document.merge(documents);
    let info = InfoBuilder::new()
        .title("Một Cửa")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Hệ thống thông tin giải quyết thủ tục hành chính cấp tỉnh / Provincial information system for administrative \
             procedures. Errors are RFC 9457 problem details with a stable code; what each name on the wire means stands \
             in the schema `Names`.",
        ))
        .build();
    let paths = document.paths;
    OpenApiBuilder::new().info(info).paths(paths).components(document.components).build()
}

/// The document with the words.
#[must_use]
pub fn described() -> Value {
    let mut document = serde_json::to_value(document()).unwrap_or_default();
    let operations = document["paths"].as_object_mut().into_iter().flat_map(|paths| paths.values_mut());
    for operation in operations.filter_map(Value::as_object_mut).flat_map(|item| item.values_mut()) {
        let answers = operation.get_mut("responses").and_then(Value::as_object_mut);
        for (status, answer) in answers.into_iter().flatten().filter(|(_, answer)| answer.is_object()) {
            tell_answer(status, answer);
        }
    }
    document["components"]["schemas"]["Names"] = names();
    document["components"]["schemas"]["Problem"] = problem();
    document
}

/// What an answer is; one that is not a success is a problem with one of the codes of its status.
fn tell_answer(status: &str, answer: &mut Value) {
    let codes: Vec<String> = words::PROBLEMS
        .iter()
        .filter(|(_, of, _)| of.to_string() == status)
        .map(|(code, _, text)| format!("`{code}`: {text}"))
        .collect();
    if answer["description"].as_str().is_none_or(str::is_empty) {
        let text = if codes.is_empty() { "What was asked for.".to_owned() } else { codes.join(" ") };
        answer["description"] = Value::from(text);
    }
    // At the sign-in a person reads a page instead.
    if !codes.is_empty() && answer["content"].is_null() {
        answer["content"] = json!({ PROBLEM_JSON: { "schema": { "$ref": "#/components/schemas/Problem" } } });
    }
}

/// Every name in messages, with its meaning.
fn names() -> Value {
    let properties: serde_json::Map<String, Value> =
        words::FIELDS.iter().map(|(name, text)| ((*name).to_owned(), json!({ "description": text }))).collect();
    json!({
        "type": "object", "properties": properties,
        "description": "Every name that occurs in messages, with what it means. No message has all of them.",
    })
}

/// The body of every answer that is not a success.
fn problem() -> Value {
    let codes: Vec<&str> = words::PROBLEMS.iter().map(|(code, ..)| *code).collect();
    let told: Vec<String> =
        words::PROBLEMS.iter().map(|(code, status, text)| format!("`{code}` ({status}): {text}")).collect();
    let of = |name: &str, kind: &str| {
        let text = words::FIELDS.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| *text);
        (name.to_owned(), json!({ "type": kind, "description": text }))
    };
    let texts = ["type", "title", "detail", "guard", "rule", "reference", "remedy", "trace"];
    let mut properties: serde_json::Map<String, Value> = texts.iter().map(|name| of(name, "string")).collect();
    properties.extend([
        of("status", "integer"),
        of("errors", "array"),
        of("reason", "object"),
        of("current", "object"),
    ]);
    properties.insert("code".to_owned(), json!({ "type": "string", "enum": codes, "description": told.join("\n") }));
    json!({
        "type": "object", "required": ["type", "title", "status", "code"], "properties": properties,
        "description": "Problem details (RFC 9457).",
    })
}

/// `GET /api/openapi.json`
pub async fn serve() -> impl IntoResponse {
    let headers = [(header::CACHE_CONTROL, "public, max-age=300"), (header::CONTENT_TYPE, "application/json")];
    (headers, include_str!("../../openapi.json"))
}

#[cfg(test)]
mod tests {
    /// `WRITE_OPENAPI=1` writes the file anew.
    #[test]
    fn the_document_that_is_served_is_what_the_code_says() {
        let said = serde_json::to_string_pretty(&super::described()).expect("JSON") + "\n";
        if std::env::var_os("WRITE_OPENAPI").is_some() {
            let file = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
            std::fs::write(file, said).expect("written");
        } else {
            assert!(said == include_str!("../../openapi.json"), "routes changed: run this test with WRITE_OPENAPI=1");
        }
    }
}
