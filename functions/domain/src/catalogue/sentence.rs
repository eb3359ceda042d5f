//! Expressions as sentences, with the labels that people know from the form instead of the data's names. Made once,
//! when the catalogue is published, so that no words travel to the browser that it does not show.

use super::Errors;
use crate::{
    expression::{Comparison, Condition, ConditionKind, Expr, Function, Literal, Operator},
    form::field::{Choices, Field, FieldKind, Required},
    procedure::Procedure,
    text::Text,
};

/// Gives every condition without words of its own the sentence of its expression.
pub(super) fn complete(procedure: &mut Procedure, errors: &mut Errors) {
    let fields = procedure.fields.clone();
    let papers = procedure.papers.iter_mut().filter_map(|paper| paper.condition.as_mut());
    let times = procedure.processing_times.iter_mut().filter_map(|time| time.condition.as_mut());
    let fees = procedure.fees.iter_mut().filter_map(|fee| fee.condition.as_mut());
    papers.chain(times).chain(fees).for_each(|condition| say(condition, &fields, errors));
    for field in &mut procedure.fields {
        if let FieldKind::List { columns } = &mut field.kind {
            let inside: Vec<Field> = columns.iter().chain(&fields).cloned().collect();
            columns.iter_mut().for_each(|column| say_required(column, &inside, errors));
        }
        say_required(field, &fields, errors);
    }
}

fn say_required(field: &mut Field, fields: &[Field], errors: &mut Errors) {
    if let Required::When(condition) = &mut field.required {
        say(condition, fields, errors);
    }
}

fn say(condition: &mut Condition, fields: &[Field], errors: &mut Errors) {
    let ConditionKind::Expression(expr) = &condition.kind else { return };
    if !condition.sentence.vi.is_empty() {
        return;
    }
    match sentence(expr, fields) {
        Some(words) => condition.sentence = words,
        // Unknown names are told by the check of names: what is left is a value without words.
        None => errors.push("condition", format!("`{expr}` cannot be said with labels; give `vi` and `en`")),
    }
}

/// The expression in both languages; None where a name has no label or a value no words.
#[must_use]
pub fn sentence(expr: &Expr, fields: &[Field]) -> Option<Text> {
    let within = |language| Speaker { language, fields };
    Some(Text { vi: within(0).statement(expr)?, en: within(1).statement(expr)? })
}

/// Words in Vietnamese and English.
type Pair = [&'static str; 2];

struct Speaker<'a> {
    /// 0: Vietnamese, 1: English.
    language: usize,
    fields: &'a [Field],
}

impl Speaker<'_> {
    fn word(&self, pair: Pair) -> &'static str {
        pair[self.language.min(1)]
    }

    /// Fills `{a}` and `{b}`.
    fn fill(&self, pair: Pair, a: &str, b: &str) -> String {
        // The second first: labels hold no braces, and what is filled in is not looked at again.
        let (before, after) = self.word(pair).split_once("{a}").unwrap_or((self.word(pair), ""));
        [before.replace("{b}", b).as_str(), a, &after.replace("{b}", b)].concat()
    }

    /// What is true or not.
    fn statement(&self, expr: &Expr) -> Option<String> {
        match expr {
            Expr::And(parts) => self.joined(parts, [" và ", " and "]),
            Expr::Or(parts) => self.joined(parts, [" hoặc ", " or "]),
            Expr::Not(inner) => match &**inner {
                Expr::Call(Function::Empty, parts) => {
                    Some(self.fill(["có ghi {a}", "{a} is given"], &self.first(parts)?, ""))
                }
                other => Some(self.fill(
                    ["không phải trường hợp ({a})", "not the case that ({a})"],
                    &self.statement(other)?,
                    "",
                )),
            },
            Expr::Compare(how, pair) => self.comparison(*how, &pair.0, &pair.1),
            Expr::In(inner, values) => {
                let words: Option<Vec<String>> = values.iter().map(|value| self.value(value, inner)).collect();
                let words = words?.join(self.word([" hoặc ", " or "]));
                Some(self.fill(["{a} là {b}", "{a} is {b}"], &self.term(inner)?, &words))
            }
            Expr::InName(inner, name) => {
                Some(self.fill(["{a} có trong {b}", "{a} is among {b}"], &self.term(inner)?, &self.named(name)?))
            }
            Expr::Call(Function::Empty, parts) => {
                Some(self.fill(["không ghi {a}", "{a} is not given"], &self.first(parts)?, ""))
            }
            Expr::Name(name) => Some(self.fill(YES, &self.named(name)?, "")),
            Expr::Literal(_) | Expr::Negative(_) | Expr::Arithmetic(..) | Expr::Call(..) | Expr::SumOver(..) => None,
        }
    }

    fn joined(&self, parts: &[Expr], with: Pair) -> Option<String> {
        let say = |part: &Expr| {
            let words = self.statement(part)?;
            // "a and (b or c)": brackets as in writing, so that nobody reads it the other way.
            Some(if matches!(part, Expr::And(_) | Expr::Or(_)) { ["(", &words, ")"].concat() } else { words })
        };
        Some(parts.iter().map(say).collect::<Option<Vec<_>>>()?.join(self.word(with)))
    }

    fn comparison(&self, how: Comparison, left: &Expr, right: &Expr) -> Option<String> {
        let equal = how == Comparison::Equal;
        match (how, right) {
            (Comparison::Equal | Comparison::NotEqual, Expr::Literal(Literal::Bool(yes))) => {
                let words = match (equal, yes) {
                    (true, true) => YES,
                    (true, false) => ["{a} là “không”", "{a} is “no”"],
                    // Also where nothing is answered.
                    (false, true) => ["{a} không phải là “có”", "{a} is not “yes”"],
                    (false, false) => ["{a} không phải là “không”", "{a} is not “no”"],
                };
                Some(self.fill(words, &self.term(left)?, ""))
            }
            (Comparison::Equal | Comparison::NotEqual, Expr::Literal(Literal::Null)) => {
                let words =
                    if equal { ["không ghi {a}", "{a} is not given"] } else { ["có ghi {a}", "{a} is given"] };
                Some(self.fill(words, &self.term(left)?, ""))
            }
            _ => {
                let words = match how {
                    Comparison::Equal => ["{a} là {b}", "{a} is {b}"],
                    Comparison::NotEqual => ["{a} không phải là {b}", "{a} is not {b}"],
                    Comparison::Less => ["{a} nhỏ hơn {b}", "{a} is less than {b}"],
                    Comparison::LessOrEqual => ["{a} không quá {b}", "{a} is at most {b}"],
                    Comparison::Greater => ["{a} lớn hơn {b}", "{a} is more than {b}"],
                    Comparison::GreaterOrEqual => ["{a} từ {b} trở lên", "{a} is at least {b}"],
                };
                let right = match right {
                    Expr::Literal(literal) => self.value(literal, left)?,
                    other => self.term(other)?,
                };
                Some(self.fill(words, &self.term(left)?, &right))
            }
        }
    }

    /// A constant, in the words of the choice that it is compared with.
    fn value(&self, literal: &Literal, with: &Expr) -> Option<String> {
        match literal {
            Literal::Number(number) => Some(number.to_string()),
            Literal::Bool(yes) => {
                Some(self.word(if *yes { ["“có”", "“yes”"] } else { ["“không”", "“no”"] }).to_owned())
            }
            Literal::Null => None,
            Literal::Text(text) => {
                if let Ok(day) = text.parse::<jiff::civil::Date>() {
                    return Some(format!("{:02}/{:02}/{}", day.day(), day.month(), day.year()));
                }
                let Expr::Name(name) = with else { return None };
                if name == "channel_in" {
                    let words = CHANNELS.iter().find(|(channel, _)| channel == text)?.1;
                    return Some(self.word(words).to_owned());
                }
                let choices = match &self.field(name)?.kind {
                    FieldKind::Select { choices: Choices::Options(choices) }
                    | FieldKind::Multiselect { choices: Choices::Options(choices) } => choices,
                    _ => return None,
                };
                let choice = choices.iter().find(|choice| choice.value == *text)?;
                Some(["“", self.text(&choice.label), "”"].concat())
            }
        }
    }

    /// What has a value.
    fn term(&self, expr: &Expr) -> Option<String> {
        match expr {
            Expr::Name(name) => self.named(name),
            Expr::Literal(literal) => self.value(literal, expr),
            Expr::Negative(inner) => Some(["−", &self.term(inner)?].concat()),
            Expr::Arithmetic(how, pair) => {
                let words = match how {
                    Operator::Plus => ["{a} cộng {b}", "{a} plus {b}"],
                    Operator::Minus => ["{a} trừ {b}", "{a} minus {b}"],
                    Operator::Times => ["{a} nhân {b}", "{a} times {b}"],
                };
                Some(self.fill(words, &self.operand(&pair.0)?, &self.operand(&pair.1)?))
            }
            Expr::Call(Function::DaysBetween, parts) => {
                let words = ["số ngày từ {a} đến {b}", "the days from {a} to {b}"];
                Some(self.fill(words, &self.first(parts)?, &self.term(parts.get(1)?)?))
            }
            Expr::Call(function, parts) => {
                let words = match function {
                    Function::Min => ["số nhỏ nhất trong ({a})", "the smallest of ({a})"],
                    Function::Max => ["số lớn nhất trong ({a})", "the largest of ({a})"],
                    Function::Count => ["số dòng của {a}", "the number of rows of {a}"],
                    Function::AgeYears => ["tuổi (theo {a}) vào ngày nộp", "the age (by {a}) on the day of filing"],
                    Function::Empty | Function::DaysBetween => return self.statement(expr),
                };
                let all = parts.iter().map(|part| self.term(part)).collect::<Option<Vec<_>>>()?.join("; ");
                Some(self.fill(words, &all, ""))
            }
            Expr::SumOver(list, row) => {
                let columns = match &self.field(list)?.kind {
                    FieldKind::List { columns } => columns.as_slice(),
                    _ => &[],
                };
                let fields: Vec<Field> = columns.iter().chain(self.fields).cloned().collect();
                let row = Speaker { language: self.language, fields: &fields }.term(row)?;
                Some(self.fill(["tổng ({a}) của {b}", "the sum of ({a}) over {b}"], &row, &self.named(list)?))
            }
            other => self.statement(other),
        }
    }

    fn operand(&self, expr: &Expr) -> Option<String> {
        let words = self.term(expr)?;
        Some(if matches!(expr, Expr::Arithmetic(..)) { ["(", &words, ")"].concat() } else { words })
    }

    fn first(&self, parts: &[Expr]) -> Option<String> {
        self.term(parts.first()?)
    }

    /// A name by its label in quotes; of a member or a column with that of the field.
    fn named(&self, name: &str) -> Option<String> {
        match name {
            "submitted_on" => return Some(self.word(["ngày nộp hồ sơ", "the day of filing"]).to_owned()),
            "channel_in" => return Some(self.word(["cách nộp", "the way of filing"]).to_owned()),
            _ => {}
        }
        let quoted = |text: &str| ["“", text, "”"].concat();
        let (outer, member) = name.split_once('.').map_or((name, None), |(outer, member)| (outer, Some(member)));
        let field = self.field(outer)?;
        let label = quoted(self.text(&field.label));
        let Some(member) = member else { return Some(label) };
        let part = match &field.kind {
            FieldKind::List { columns } => {
                quoted(self.text(&columns.iter().find(|column| column.name == member)?.label))
            }
            FieldKind::Address { .. } => self.word(MEMBERS.iter().find(|(known, _)| *known == member)?.1).to_owned(),
            _ => return None,
        };
        Some(self.fill(["{a} của {b}", "{a} of {b}"], &part, &label))
    }

    fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    fn text<'t>(&self, text: &'t Text) -> &'t str {
        let words = if self.language == 0 { &text.vi } else { &text.en };
        words.trim_end_matches(['?', '.', ' '])
    }
}

const YES: Pair = ["{a} là “có”", "{a} is “yes”"];

const CHANNELS: [(&str, Pair); 3] = [
    ("counter", ["“tại quầy”", "“at a counter”"]),
    ("post", ["“qua bưu chính”", "“by post”"]),
    ("online", ["“trực tuyến”", "“online”"]),
];

/// The parts of an address.
const MEMBERS: [(&str, Pair); 5] = [
    ("unit_code", ["xã, phường, đặc khu", "the commune"]),
    ("detail", ["số nhà, đường, thôn", "house, street, hamlet"]),
    ("country", ["nước", "the country"]),
    ("province", ["tỉnh, thành phố", "the province"]),
    ("old_text", ["địa chỉ cũ", "the former address"]),
];
