//! The questions: every processing time and every procedure on many days, and every example of the catalogue.

use domain::{
    calendar::{Calendar, DayOff, DayOffKind, DayStatus},
    catalogue,
    deadline::{ProcessingTime, TimeUnit},
    form::Answers,
    procedure::Procedure,
};
use jiff::{
    Span, Timestamp,
    civil::{Date, date},
};
use parity::{Question, World, pause};
use proptest::{
    prelude::*,
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde_json::{Map, Value, json};
use std::{collections::BTreeSet, error::Error, fs, path::Path};

/// Receptions of each processing time, with pauses.
const EACH_TIME: usize = 10;
/// Receptions of each procedure, without, and again as whole lives.
const EACH_PROCEDURE: usize = 8;
/// The day on which the examples of the catalogue were written.
const EXAMPLES_OF: Date = date(2026, 11, 23);

type Failed = Box<dyn Error>;

/// The world and everything that is asked about it; the same at every run.
pub fn all(seed: &Path) -> Result<(World, Vec<Question>), Failed> {
    let read =
        |name: &str| -> Result<Value, Failed> { Ok(serde_json::from_str(&fs::read_to_string(seed.join(name))?)?) };
    let raw = read("procedures.json")?;
    let procedures = catalogue::compile(&raw, &read("labels.json")?).map_err(|errors| format!("{errors:?}"))?;
    let calendar = Calendar::from_raw(&read("calendar.json")?)?;
    let (units, former_units) = units(&read("units.json")?);
    let lists = read("lists.json")?;
    let lists = lists.as_object().into_iter().flatten().map(|(name, values)| {
        let values = values.as_array().into_iter().flatten().filter_map(|value| value["value"].as_str());
        (name.clone(), values.map(str::to_owned).collect())
    });
    let mut questions = times(&procedures)?;
    questions.extend(forms(&raw, &procedures));
    let procedures = procedures.into_iter().map(|procedure| (procedure.code.clone(), procedure)).collect();
    let world =
        World { procedures, decided: decided(&calendar), calendar, units, former_units, lists: lists.collect() };
    Ok((world, questions))
}

/// The calendar with one more day off in each month.
fn decided(calendar: &Calendar) -> Calendar {
    let mut decided = calendar.clone();
    decided.days_off.extend((0..36).filter_map(|month| {
        let on = date(2025, 1, 14).checked_add(Span::new().months(month)).ok()?;
        let (name_vi, name_en) = ("Nghỉ theo quyết định".to_owned(), "Off by decision".to_owned());
        let (kind, status) = (DayOffKind::PublicHoliday, DayStatus::Verified);
        Some(DayOff { date: on, name_vi, name_en, kind, status, source: "QĐ".to_owned() })
    }));
    decided.days_off.sort_by_key(|day| day.date);
    decided.days_off.dedup_by_key(|day| day.date);
    decided
}

fn units(raw: &Value) -> (BTreeSet<String>, BTreeSet<String>) {
    let code = |unit: &Value, name: &str| unit[name].as_str().map(str::to_owned);
    let units = || raw["units"].as_array().into_iter().flatten();
    let former = units().filter_map(|unit| unit["merged_from"].as_array()).flatten();
    (units().filter_map(|unit| code(unit, "code")).collect(), former.filter_map(|old| code(old, "old_code")).collect())
}

/// Due dates.
fn times(procedures: &[Procedure]) -> Result<Vec<Question>, Failed> {
    let mut runner = TestRunner::deterministic();
    let mut one = |strategy: &dyn Fn() -> BoxedStrategy<Moment>| -> Result<Moment, Failed> {
        Ok(strategy().new_tree(&mut runner).map_err(|reason| reason.to_string())?.current())
    };
    let mut questions = Vec::new();
    let other = [TimeUnit::WorkingHour, TimeUnit::DayToConfirm, TimeUnit::CalendarDay, TimeUnit::SameDay];
    let other = other.into_iter().flat_map(|unit| [0, 1, 8, 365].map(|value| ProcessingTime::of(value, unit)));
    let own = procedures.iter().flat_map(|procedure| procedure.processing_times.clone());
    for time in own.chain(other) {
        for _ in 0..EACH_TIME {
            let Moment { received_at, pauses, .. } = one(&moment)?;
            questions.push(Question::Due { received_at, time: time.clone(), pauses });
        }
    }
    for procedure in procedures {
        for _ in 0..EACH_PROCEDURE {
            let code = || procedure.code.clone();
            let Moment { received_at, .. } = one(&moment)?;
            questions.push(Question::DueFor { procedure: code(), answers: Answers::new(), received_at });
            let Moment { received_at, pauses: waits, until } = one(&moment)?;
            questions.push(Question::Life { procedure: code(), received_at, waits, until });
        }
    }
    Ok(questions)
}

/// When something was received, how it waited, until when it was extended.
#[derive(Clone, Debug)]
struct Moment {
    received_at: Timestamp,
    pauses: Vec<domain::deadline::Pause>,
    until: Option<Date>,
}

fn moment() -> BoxedStrategy<Moment> {
    let waits = prop::collection::vec((0_i64..700_000, 0_i64..1_500_000, any::<bool>()), 0..3);
    // From 2025 to 2027, by the second.
    (1_735_664_400_i64..1_830_272_400, waits, prop::bool::weighted(0.1), prop::option::of(0_i32..90))
        .prop_map(|(received, waits, open, until)| {
            let mut at = received;
            let second = |at: i64| Timestamp::from_second(at).unwrap_or_default();
            let last = waits.len();
            let mut pauses = Vec::new();
            for (index, (running, waiting, restart)) in waits.into_iter().enumerate() {
                let from = at + running;
                at = from + waiting;
                let ends = !(open && index + 1 == last);
                pauses.push(pause(second(from), ends.then(|| second(at)), restart && ends));
            }
            let received_at = second(received);
            let day = domain::calendar::day_of(received_at);
            let until = until.and_then(|days| day.checked_add(Span::new().days(days)).ok());
            Moment { received_at, pauses, until }
        })
        .boxed()
}

/// Checks: for every example of every rule the form with that answer, and each described form filled with the first
/// accepted example of each field.
fn forms(raw: &Value, procedures: &[Procedure]) -> Vec<Question> {
    let mut questions = Vec::new();
    for (raw, procedure) in raw["procedures"].as_array().into_iter().flatten().zip(procedures) {
        let mut ask = |answers: Answers| {
            let on = answers.get("submitted_on").and_then(Value::as_str).and_then(|day| day.parse().ok());
            let (procedure, on) = (procedure.code.clone(), on.unwrap_or(EXAMPLES_OF));
            questions.push(Question::Check { procedure, answers, on });
        };
        let fields = raw["form_fields"].as_array().into_iter().flatten();
        let mut whole = Answers::new();
        for field in fields.chain(Some(&raw["entry_question"]).filter(|question| !question.is_null())) {
            let Some(name) = field["name"].as_str() else { continue };
            for answers in examples(field) {
                if let Some(value) = answers.get(name).filter(|_| !whole.contains_key(name)) {
                    whole.insert(name.to_owned(), value.clone());
                }
                ask(answers);
            }
            for column in field["columns"].as_array().into_iter().flatten() {
                for row in examples(column) {
                    ask(Map::from_iter([(name.to_owned(), json!([row]))]));
                }
            }
        }
        ask(whole);
        ask(Answers::new());
    }
    questions
}

/// The examples of a field's rules, accepted before refused, each as answers; an example of several fields is that
/// already.
fn examples(field: &Value) -> Vec<Answers> {
    let name = field["name"].as_str().unwrap_or_default();
    let mut found = Vec::new();
    for rule in field["validation"].as_array().into_iter().flatten() {
        let several = matches!(rule["kind"].as_str(), Some("cross_field" | "id_consistency"));
        for kind in ["accepted", "refused"] {
            for example in rule[kind].as_array().into_iter().flatten() {
                found.push(match example {
                    Value::Object(members) if several => members.clone(),
                    single => Map::from_iter([(name.to_owned(), single.clone())]),
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::ProcedureCode;
    use parity::UNKNOWN;
    use std::collections::BTreeMap;

    #[test]
    fn the_questions_are_thousands_cover_every_procedure_and_none_is_unknown() {
        let seed = concat!(env!("CARGO_MANIFEST_DIR"), "/../seed");
        let (world, questions) = all(Path::new(seed)).expect("the seed is whole");
        assert_eq!(world.procedures.len(), 106);
        assert!(questions.len() > 5000, "{}", questions.len());
        let mut asked: BTreeMap<ProcedureCode, usize> = BTreeMap::new();
        for question in &questions {
            let line = serde_json::to_string(question).expect("it is written");
            let answer = world.answer(&line);
            assert!(!answer.starts_with(&format!("{{\"{UNKNOWN}\"")), "{line}: {answer}");
            if let Question::Check { procedure, .. } = question {
                *asked.entry(procedure.clone()).or_default() += 1;
            }
        }
        assert_eq!(asked.len(), 106);
    }

    #[test]
    fn the_same_questions_are_asked_at_every_run() {
        let seed = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../seed"));
        let written = || serde_json::to_string(&all(seed).expect("the seed is whole")).expect("it is written");
        assert_eq!(written(), written());
    }
}
