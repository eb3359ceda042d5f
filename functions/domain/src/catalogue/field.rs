//! From a raw field to a typed one.

use super::{Errors, Labels, rule};
use crate::{
    expression::{ConditionKind, Expr, Function},
    form::{
        field::{Choice, Choices, Field, FieldKind, FieldRole, Part, PlaceScope, Prefill, Required},
        rule::{Rule, RuleKind},
    },
    raw::{self, RawError},
    text::Text,
};
use serde::Deserialize;
use serde_json::Value;

/// Compiles a list of fields.
pub(super) fn all(raw: &[Value], labels: &Labels) -> Result<Vec<Field>, Vec<RawError>> {
    let mut errors = Errors::default();
    let mut fields: Vec<Field> = Vec::with_capacity(raw.len());
    for (index, raw) in raw.iter().enumerate() {
        let place =
            raw.get("name").and_then(Value::as_str).map_or_else(|| format!("[{index}]"), |name| format!("[{name}]"));
        if let Some(field) = errors.take_all(one(raw, labels), &place) {
            if fields.iter().any(|before| before.name == field.name) {
                errors.push(place, "is there twice");
            }
            fields.push(field);
        }
    }
    decide_what_is_shown(&mut fields);
    if errors.0.is_empty() { Ok(fields) } else { Err(errors.0) }
}

/// Compiles one field.
pub(super) fn one(raw: &Value, labels: &Labels) -> Result<Field, Vec<RawError>> {
    let mut errors = Errors::default();
    let mut rules = Vec::new();
    for (index, raw) in errors.take(raw::list(raw, "validation")).unwrap_or_default().iter().enumerate() {
        let compiled = rule::compile(raw).map_err(|error| error.within(&format!("validation[{index}]")));
        rules.extend(errors.take(compiled));
    }
    let head = errors.take(head(raw, labels));
    let kind = errors.take_all(kind(raw, &rules, labels), "");
    let (Some(head), Some(kind), true) = (head, kind, errors.0.is_empty()) else { return Err(errors.0) };
    Ok(Field { kind, rules, ..head })
}

/// All of a field but kind and rules.
fn head(raw: &Value, labels: &Labels) -> Result<Field, RawError> {
    let name = raw::text(raw, "name")?;
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.is_empty() || name.len() > 60 || !name.chars().all(fits) {
        return Err(RawError::new("name", "not lower case letters, digits and underscores"));
    }
    let prefill = match raw::optional_text(raw, "prefill")?.as_deref() {
        None => None,
        Some("login") => Some(Prefill::Login),
        Some(other) => return Err(RawError::new("prefill", format!("unknown source: {other}"))),
    };
    let role = match raw::optional_text(raw, "role")?.as_deref() {
        None if name.starts_with("return_") => Some(FieldRole::Return),
        None => None,
        Some("competence") => Some(FieldRole::Competence),
        Some(other) => return Err(RawError::new("role", format!("unknown role: {other}"))),
    };
    // How the result is returned is asked by the filing itself, which also demands centre or address.
    let required = match raw::condition(raw, "required_when", "")? {
        _ if role == Some(FieldRole::Return) => Required::Never,
        Some(condition) if condition.question().is_none() => Required::When(condition),
        Some(_) => return Err(RawError::new("required_when", "must be an expression")),
        None if raw::flag(raw, "required")? => Required::Always,
        None => Required::Never,
    };
    Ok(Field {
        label: raw::bilingual(raw, "label")?,
        kind: FieldKind::Boolean,
        required,
        rules: Vec::new(),
        default: raw::optional_text(raw, "default")?,
        prefill,
        part: part(&name, role),
        role,
        note: raw::optional_text(raw, "note_en")?.map(|en| labels.note(&en)).transpose()?,
        shown_when: None,
        name,
    })
}

/// The step in which a field stands, by its name.
pub(super) fn part(name: &str, role: Option<FieldRole>) -> Part {
    const APPLICANT: [&str; 8] = [
        "applicant_kind",
        "organisation_name",
        "enterprise_code",
        "representative_role",
        "mandate_number",
        "no_phone",
        "helper_name",
        "helper_phone",
    ];
    match role {
        Some(FieldRole::Return) => Part::Return,
        _ if name == "declaration" => Part::Declaration,
        _ if APPLICANT.contains(&name) || name.starts_with("requester_") => Part::Applicant,
        _ => Part::Matter,
    }
}

fn kind(raw: &Value, rules: &[Rule], labels: &Labels) -> Result<FieldKind, Vec<RawError>> {
    let single = |error: RawError| vec![error];
    let kind = raw::text(raw, "type").map_err(single)?;
    let one_of = choices(raw, labels).map_err(single)?;
    let compiled = match kind.as_str() {
        "text" => FieldKind::Text { multiline: longest(rules) >= 300 },
        "select" => FieldKind::Select { choices: chosen_from(one_of, rules).map_err(single)? },
        "multiselect" => FieldKind::Multiselect { choices: chosen_from(one_of, rules).map_err(single)? },
        "address" => FieldKind::Address { scope: scope(rules).map_err(single)? },
        "boolean" => FieldKind::Boolean,
        "partial_date" => FieldKind::PartialDate,
        "date" => FieldKind::Date,
        "tel" => FieldKind::Tel,
        "email" => FieldKind::Email,
        "unit" => FieldKind::Unit { scope: scope(rules).map_err(single)? },
        "unit_historic" => FieldKind::UnitHistoric { scope: scope(rules).map_err(single)? },
        "integer" => FieldKind::Integer,
        "decimal" => FieldKind::Decimal,
        "time" => FieldKind::Time,
        "money" => FieldKind::Money,
        "vsic_code" => FieldKind::VsicCode,
        list if list.starts_with("list:") => {
            let columns = all(raw::list(raw, "columns").map_err(single)?, labels)?;
            if columns.iter().any(|column| matches!(column.kind, FieldKind::List { .. })) {
                return Err(vec![RawError::new("columns", "a list in a list")]);
            }
            FieldKind::List { columns }
        }
        other => return Err(vec![RawError::new("type", format!("unknown type: {other}"))]),
    };
    Ok(compiled)
}

/// The longest text that the rules allow; 0 where they do not say.
fn longest(rules: &[Rule]) -> u32 {
    let length = |rule: &Rule| if let RuleKind::Length { max, .. } = rule.kind { Some(max) } else { None };
    rules.iter().filter_map(length).max().unwrap_or(0)
}

/// The values of the field's `one_of` rule with their words; a boolean's are true and false and have none.
fn choices(raw: &Value, labels: &Labels) -> Result<Option<Vec<Choice>>, RawError> {
    let Some(rule) =
        raw::list(raw, "validation")?.iter().find(|rule| rule.get("kind").is_some_and(|kind| kind == "one_of"))
    else {
        return Ok(None);
    };
    let values = raw::list(raw::member(rule, "parameters")?, "values")?;
    if raw::text(raw, "type")? == "boolean" {
        let both = values.len() == 2 && values.contains(&Value::Bool(true)) && values.contains(&Value::Bool(false));
        return if both { Ok(None) } else { Err(RawError::new("validation", "a boolean is one of true and false")) };
    }
    let texts: Option<Vec<&str>> = values.iter().map(Value::as_str).collect();
    let texts = texts.ok_or_else(|| RawError::new("validation", "values that are not texts"))?;
    let Some(options) = raw::optional(raw, "options") else {
        return labels.choices(&raw::text(raw, "name")?, &texts).map(Some);
    };
    let options = options.as_array().map(Vec::as_slice).unwrap_or_default();
    let named: Vec<Choice> = options
        .iter()
        .map(|option| {
            let label = Text::deserialize(option).map_err(|error| RawError::new("options", error.to_string()))?;
            Ok(Choice { value: raw::text(option, "value")?, label })
        })
        .collect::<Result<_, RawError>>()?;
    // A form may allow fewer than the options describe.
    texts
        .iter()
        .map(|value| named.iter().find(|choice| choice.value == *value).cloned())
        .collect::<Option<Vec<_>>>()
        .map(Some)
        .ok_or_else(|| RawError::new("options", "a value without words"))
}

fn chosen_from(one_of: Option<Vec<Choice>>, rules: &[Rule]) -> Result<Choices, RawError> {
    let list = rules.iter().find_map(|rule| match &rule.kind {
        RuleKind::ReferenceList { list } => Some(list.clone()),
        _ => None,
    });
    match (one_of, list) {
        (Some(choices), None) => Ok(Choices::Options(choices)),
        (None, Some(list)) => Ok(Choices::List(list)),
        _ => Err(RawError::new("validation", "a choice needs either values or a list")),
    }
}

fn scope(rules: &[Rule]) -> Result<PlaceScope, RawError> {
    rules
        .iter()
        .find_map(|rule| match rule.kind {
            RuleKind::Address { scope } | RuleKind::Unit { scope } => Some(scope),
            _ => None,
        })
        .ok_or_else(|| RawError::new("validation", "a place needs a rule that says its scope"))
}

/// Hides what is only needed in a case that the applicant has chosen: the condition names nothing but choices and does
/// not ask whether something is empty. An optional detail of a person is hidden with that person's name.
fn decide_what_is_shown(fields: &mut [Field]) {
    let choices: Vec<String> =
        fields.iter().filter(|field| is_choice(&field.kind)).map(|field| field.name.clone()).collect();
    for field in fields.iter_mut() {
        let Required::When(condition) = &field.required else { continue };
        let ConditionKind::Expression(expr) = &condition.kind else { continue };
        let by_choice = expr.names().iter().all(|name| choices.contains(name)) && !asks_for_emptiness(expr);
        field.shown_when = by_choice.then(|| expr.clone());
    }
    let named: Vec<(String, Expr)> = fields
        .iter()
        .filter_map(|field| Some((field.name.strip_suffix("full_name")?.to_owned(), field.shown_when.clone()?)))
        .collect();
    for field in fields.iter_mut().filter(|field| field.required.is_never() && field.shown_when.is_none()) {
        field.shown_when =
            named.iter().find(|(person, _)| field.name.starts_with(person.as_str())).map(|(_, when)| when.clone());
    }
}

const fn is_choice(kind: &FieldKind) -> bool {
    matches!(kind, FieldKind::Boolean | FieldKind::Select { .. } | FieldKind::Multiselect { .. })
}

fn asks_for_emptiness(expr: &Expr) -> bool {
    match expr {
        Expr::Call(Function::Empty, _) => true,
        Expr::Call(_, parts) | Expr::Or(parts) | Expr::And(parts) => parts.iter().any(asks_for_emptiness),
        Expr::Not(inner)
        | Expr::Negative(inner)
        | Expr::In(inner, _)
        | Expr::InName(inner, _)
        | Expr::SumOver(_, inner) => asks_for_emptiness(inner),
        Expr::Compare(_, pair) | Expr::Arithmetic(_, pair) => {
            asks_for_emptiness(&pair.0) || asks_for_emptiness(&pair.1)
        }
        Expr::Literal(_) | Expr::Name(_) => false,
    }
}
