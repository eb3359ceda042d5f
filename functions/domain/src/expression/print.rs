//! Writing an expression back as text: what the parser reads again as the same tree.

use super::{Comparison, Expr, Function, Literal, Operator};
use std::fmt::{Display, Formatter, Result};

impl Display for Expr {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Literal(literal) => literal.fmt(f),
            Self::Name(name) => f.write_str(name),
            Self::Not(inner) => write!(f, "!{}", Atom(inner)),
            Self::Negative(inner) => write!(f, "-{}", Atom(inner)),
            Self::Or(parts) => joined(f, parts, " || "),
            Self::And(parts) => joined(f, parts, " && "),
            Self::Compare(how, pair) => write!(f, "{} {} {}", Atom(&pair.0), comparison(*how), Atom(&pair.1)),
            Self::In(inner, values) => {
                write!(f, "{} in [", Atom(inner))?;
                for (index, value) in values.iter().enumerate() {
                    write!(f, "{}{value}", if index == 0 { "" } else { ", " })?;
                }
                f.write_str("]")
            }
            Self::InName(inner, name) => write!(f, "{} in {name}", Atom(inner)),
            Self::Arithmetic(how, pair) => write!(f, "{} {} {}", Atom(&pair.0), operator(*how), Atom(&pair.1)),
            Self::Call(function, arguments) => {
                write!(f, "{}(", name(*function))?;
                for (index, argument) in arguments.iter().enumerate() {
                    write!(f, "{}{argument}", if index == 0 { "" } else { ", " })?;
                }
                f.write_str(")")
            }
            Self::SumOver(list, row) => write!(f, "sum_over({list}, {row})"),
        }
    }
}

impl Display for Literal {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(yes) => yes.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => write!(f, "\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        }
    }
}

/// An expression where the grammar wants an atom.
struct Atom<'a>(&'a Expr);

impl Display for Atom<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.0 {
            Expr::Literal(_) | Expr::Name(_) | Expr::Call(..) | Expr::SumOver(..) => self.0.fmt(f),
            other => write!(f, "({other})"),
        }
    }
}

fn joined(f: &mut Formatter<'_>, parts: &[Expr], with: &str) -> Result {
    for (index, part) in parts.iter().enumerate() {
        write!(f, "{}{}", if index == 0 { "" } else { with }, Atom(part))?;
    }
    Ok(())
}

const fn comparison(how: Comparison) -> &'static str {
    match how {
        Comparison::Equal => "==",
        Comparison::NotEqual => "!=",
        Comparison::Less => "<",
        Comparison::LessOrEqual => "<=",
        Comparison::Greater => ">",
        Comparison::GreaterOrEqual => ">=",
    }
}

const fn operator(how: Operator) -> &'static str {
    match how {
        Operator::Plus => "+",
        Operator::Minus => "-",
        Operator::Times => "*",
    }
}

const fn name(function: Function) -> &'static str {
    match function {
        Function::Min => "min",
        Function::Max => "max",
        Function::Count => "count",
        Function::Empty => "empty",
        Function::DaysBetween => "days_between",
        Function::AgeYears => "age_years",
    }
}
