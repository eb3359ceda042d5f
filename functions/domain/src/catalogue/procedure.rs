//! From a raw procedure to a compiled one.

use super::{Errors, Labels, field, names, rule, sentence, standard::Standard, states};
use crate::{
    competence::Competence,
    deadline::{ProcessingTime, ResumePolicy},
    fee::FeeRule,
    form::field::{Field, FieldRole, Part},
    ids::{OfficeId, ProcedureCode},
    procedure::{DataSource, Decider, Handling, Level, OnlineLevel, PaperRequirement, Procedure, ReturnMethod},
    raw::{self, RawError},
    text::Text,
};
use jiff::civil::date;
use serde::Deserialize;
use serde_json::Value;

/// How the names of the electronic form among the papers begin.
const FORM_NAMES: [&str; 5] = ["Tờ khai", "Đơn ", "Giấy đề nghị", "Văn bản đề nghị", "Phiếu yêu cầu"];

pub(super) fn compile(
    raw: &Value,
    standard: &Standard,
    labels: &Labels,
    databases: &Value,
) -> Result<Procedure, Vec<RawError>> {
    let mut errors = Errors::default();
    let described = raw::optional(raw, "form_fields").is_some();
    let own = own_fields(raw, described, standard, labels, &mut errors);
    let procedure = errors.take(frame(raw, described, databases));
    let external_number = raw::optional(raw, "external_number")
        .and_then(|raw| errors.take_all(field::one(raw, labels), "external_number"));
    let derived = derived(raw, &mut errors);
    let (Some(mut procedure), true) = (procedure, errors.0.is_empty()) else { return Err(errors.0) };
    procedure.fields = own;
    procedure.external_number = external_number;
    add_questions(&mut procedure);
    names::check(&procedure, &mut errors);
    if errors.0.is_empty() {
        sentence::complete(&mut procedure, &mut errors);
    }
    // Derived values are only described; an expression that used one would be refused as an unknown name. What they
    // are computed from has to exist all the same.
    for (name, expr) in derived {
        for used in expr.names() {
            let known = used == "submitted_on" || procedure.fields.iter().any(|field| field.name == used);
            if !known {
                errors.push(format!("derived_fields[{name}]"), format!("unknown name `{used}`"));
            }
        }
    }
    if errors.0.is_empty() { Ok(procedure) } else { Err(errors.0) }
}

fn own_fields(raw: &Value, described: bool, standard: &Standard, labels: &Labels, errors: &mut Errors) -> Vec<Field> {
    if described {
        let list = errors.take(raw::list(raw, "form_fields")).unwrap_or_default();
        return errors.take_all(field::all(list, labels), "form_fields").unwrap_or_default();
    }
    let question =
        raw::optional(raw, "entry_question").and_then(|raw| errors.take_all(field::one(raw, labels), "entry_question"));
    let asked = errors.take(raw::flag(raw, "matter_place_required")) == Some(true);
    if asked != question.is_some() {
        errors.push("entry_question", "must be there exactly when the place of the matter is required");
    }
    standard.form(question.map(|question| Field { role: Some(FieldRole::Competence), ..question }))
}

fn derived(raw: &Value, errors: &mut Errors) -> Vec<(String, crate::expression::Expr)> {
    if raw::optional(raw, "derived_fields").is_none() {
        return Vec::new();
    }
    let read = raw::each(raw, "derived_fields", |_, raw| {
        Ok((raw::text(raw, "name")?, rule::expression(&raw::text(raw, "expr")?, "expr")?))
    });
    errors.take(read).unwrap_or_default()
}

/// All but the fields.
fn frame(raw: &Value, described: bool, databases: &Value) -> Result<Procedure, RawError> {
    let online: OnlineLevel = match raw::text(raw, "online_level")?.as_str() {
        "toan_trinh" => OnlineLevel::Full,
        "mot_phan" => OnlineLevel::Partial,
        "khong" => OnlineLevel::Not,
        other => return Err(RawError::new("online_level", format!("unknown level: {other}"))),
    };
    let online_reason = text_in(raw, "not_online_reason")?.or(text_in(raw, "partial_reason")?);
    if online == OnlineLevel::Not && online_reason.is_none() {
        return Err(RawError::new("not_online_reason", "missing"));
    }
    let territorial = match (raw::flag(raw, "non_territorial")?, text_in(raw, "non_territorial_reason")?) {
        (true, None) => None,
        (false, Some(reason)) => Some(reason),
        _ => return Err(RawError::new("non_territorial_reason", "must be there exactly when it is territorial")),
    };
    let prefixes = raw::texts(raw, "applicant_prefixes")?;
    Ok(Procedure {
        code: ProcedureCode(raw::text(raw, "code")?),
        // The data have no dates of effect; the two-level local government began on this day.
        valid_from: raw::optional_date(raw, "valid_from")?.unwrap_or_else(|| date(2025, 7, 1)),
        valid_to: raw::optional_date(raw, "valid_to")?,
        name: raw::bilingual(raw, "name")?,
        short_name_vi: raw::text(raw, "short_name_vi")?,
        sector: raw::text(raw, "field")?,
        level: read::<Level>(raw, "level")?,
        online,
        online_reason,
        territorial,
        competence: Competence::from_raw(raw)?,
        decider: decider(raw::member(raw, "decider")?).map_err(|error| error.within("decider"))?,
        approval_levels: small(raw, "approval_levels", 3)?,
        four_eyes: raw::flag(raw, "four_eyes")?,
        form01_on_request: raw::flag(raw, "form01_on_request")?,
        processing_times: ProcessingTime::from_raw(raw)?,
        resume_policy: match raw::optional(raw, "resume_policy") {
            Some(_) => read(raw, "resume_policy")?,
            None => ResumePolicy::default(),
        },
        handling: handling(raw)?,
        fees: FeeRule::from_raw(raw)?,
        papers: raw::each(raw, "required_documents", |index, raw| paper(index, raw, described, databases))?,
        fields: Vec::new(),
        form_described: described,
        applicant_prefixes: if prefixes.is_empty() { vec!["requester".to_owned()] } else { prefixes },
        result_name_vi: raw::text(raw, "result_document")?,
        external_number: None,
        external_system: raw::optional(raw, "external_system")
            .map(|raw| raw::bilingual(raw, "name").map_err(|error| error.within("external_system")))
            .transpose()?,
        return_methods: raw::each(raw, "return_channels", |_, raw| {
            ReturnMethod::deserialize(raw).map_err(|error| RawError::new("", error.to_string()))
        })?,
        legal_basis: raw::texts(raw, "legal_basis")?,
        presence: text_in(raw, "presence")?,
    })
}

/// What the data leave out has its default.
fn handling(raw: &Value) -> Result<Handling, RawError> {
    let number = |name: &str, most: u8, default: u8| match raw::optional(raw, name) {
        Some(_) => small(raw, name, most),
        None => Ok(default),
    };
    let ordinary = Handling::default();
    Ok(Handling {
        on_the_spot: raw::optional(raw, "on_the_spot").is_some() && raw::flag(raw, "on_the_spot")?,
        max_supplements: number("max_supplements", 9, ordinary.max_supplements)?,
        max_extensions: number("max_extensions", 1, ordinary.max_extensions)?,
        supplement_days: raw::optional_number(raw, "supplement_days")?
            .map(|days| u16::try_from(days).map_err(|_| RawError::new("supplement_days", "too large")))
            .transpose()?,
    })
}

/// A member with `vi` and `en`, or None when absent.
fn text_in(raw: &Value, name: &str) -> Result<Option<Text>, RawError> {
    raw::optional(raw, name)
        .map(|raw| Text::deserialize(raw).map_err(|error| RawError::new(name, error.to_string())))
        .transpose()
}

fn read<'a, T: Deserialize<'a>>(raw: &'a Value, name: &str) -> Result<T, RawError> {
    T::deserialize(raw::member(raw, name)?).map_err(|error| RawError::new(name, error.to_string()))
}

fn small(raw: &Value, name: &str, most: u8) -> Result<u8, RawError> {
    let number = raw::optional_number(raw, name)?.ok_or_else(|| RawError::new(name, "missing"))?;
    u8::try_from(number).ok().filter(|number| *number <= most).ok_or_else(|| RawError::new(name, "too large"))
}

fn decider(raw: &Value) -> Result<Decider, RawError> {
    Ok(Decider {
        body: OfficeId(raw::text(raw, "body")?),
        office: OfficeId(raw::text(raw, "office")?),
        signer: raw::bilingual(raw, "signer")?,
    })
}

/// The databases whose data take a paper's place; several are named one after the other.
fn data_source(raw: &Value, databases: &Value) -> Result<Option<DataSource>, RawError> {
    let asks = raw::flag(raw, "condition_asks_for_missing_data")?;
    let mut found: Option<DataSource> = None;
    for code in raw::texts(raw, "replaceable_by")? {
        let unknown = || RawError::new("replaceable_by", format!("unknown database: {code}"));
        let known = databases.get(&code).ok_or_else(unknown)?;
        let (database, fallback) =
            (Text::deserialize(known).map_err(|_| unknown())?, raw::bilingual(known, "fallback")?);
        let short_vi = raw::text(known, "short_vi")?;
        found = Some(match found {
            None => DataSource { database, short_vi, fallback, asks },
            Some(before) => DataSource {
                database: joined(before.database, database, [" hoặc ", " or "]),
                short_vi: [&before.short_vi, " hoặc ", &short_vi].concat(),
                ..before
            },
        });
    }
    let question = raw.pointer("/condition/question_vi").is_some();
    if asks && !(found.is_some() && question) {
        return Err(RawError::new("condition_asks_for_missing_data", "needs a database and a question"));
    }
    Ok(found)
}

fn joined(one: Text, other: Text, [vi, en]: [&str; 2]) -> Text {
    Text { vi: [&one.vi, vi, &other.vi].concat(), en: [&one.en, en, &other.en].concat() }
}

fn paper(index: usize, raw: &Value, described: bool, databases: &Value) -> Result<PaperRequirement, RawError> {
    let name_vi = raw::text(raw, "name_vi")?;
    let id = u8::try_from(index).map_err(|_| RawError::new("", "too many papers"))?;
    Ok(PaperRequirement {
        id,
        originals: small(raw, "original_count", u8::MAX)?,
        copies: small(raw, "copy_count", u8::MAX)?,
        condition: raw::condition(raw, "condition", &format!("states_paper_{index}"))?,
        replaceable_by: data_source(raw, databases)?,
        is_form: described && id == 0 && FORM_NAMES.into_iter().any(|begin| name_vi.starts_with(begin)),
        name_vi,
    })
}

/// Adds the applicant's yes-or-no questions before the declaration, and the place that an answer makes necessary.
fn add_questions(procedure: &mut Procedure) {
    let mut added: Vec<Field> = Vec::new();
    for (condition, needs) in procedure.competence.conditions() {
        added.extend(states::field(condition, Part::Matter));
        if let Some(place) = needs {
            let there = procedure.fields.iter().chain(&added).any(|field| field.name == place);
            if !there {
                added.push(states::conditional_place(place, condition));
            }
        }
    }
    let times = procedure.processing_times.iter().filter_map(|time| time.condition.as_ref());
    let fees = procedure.fees.iter().filter_map(|fee| fee.condition.as_ref());
    let papers = procedure.papers.iter().filter_map(|paper| paper.condition.as_ref());
    added.extend(times.chain(fees).filter_map(|condition| states::field(condition, Part::Matter)));
    added.extend(papers.filter_map(|condition| states::field(condition, Part::Papers)));
    let before = procedure.fields.iter().position(|field| matches!(field.part, Part::Return | Part::Declaration));
    let at = before.unwrap_or(procedure.fields.len());
    procedure.fields.splice(at..at, added);
}
