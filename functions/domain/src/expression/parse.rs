//! Parsing an expression, once, when the catalogue is published. Unlike the data's own loose grammar a name has at
//! most one dot, and a tree deeper than [`MAX_DEPTH`] is refused.

use super::{
    Comparison, Expr, Function, Literal, MAX_DEPTH, Operator,
    token::{Token, tokenise},
};

/// Why a text is no expression.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("at {at}: {message}")]
pub struct ParseError {
    /// Byte position in the text.
    pub at: usize,
    /// What is wrong, for the person who edits the data.
    pub message: String,
}

/// Parses a whole text.
///
/// # Errors
/// Says where the text stops being an expression, and why.
pub fn parse(text: &str) -> Result<Expr, ParseError> {
    let mut parser = Parser { tokens: tokenise(text)?, next: 0, end: text.len(), depth: 0 };
    let expr = parser.or()?;
    if parser.next < parser.tokens.len() {
        return Err(parser.error("something follows the expression"));
    }
    if expr.depth() > MAX_DEPTH {
        return Err(ParseError { at: 0, message: format!("deeper than {MAX_DEPTH}") });
    }
    Ok(expr)
}

struct Parser {
    tokens: Vec<(usize, Token)>,
    next: usize,
    end: usize,
    depth: usize,
}

impl Parser {
    fn error(&self, message: &str) -> ParseError {
        let at = self.tokens.get(self.next).map_or(self.end, |(at, _)| *at);
        ParseError { at, message: message.to_owned() }
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(_, token)| token)
    }

    fn take(&mut self, symbol: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Symbol(found)) if *found == symbol);
        self.next += usize::from(found);
        found
    }

    fn expect(&mut self, symbol: &str) -> Result<(), ParseError> {
        if self.take(symbol) { Ok(()) } else { Err(self.error(&format!("`{symbol}` is missing"))) }
    }

    fn or(&mut self) -> Result<Expr, ParseError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error("nested too deep"));
        }
        let mut parts = vec![self.and()?];
        while self.take("||") {
            parts.push(self.and()?);
        }
        self.depth -= 1;
        Ok(one_or(parts, Expr::Or))
    }

    fn and(&mut self) -> Result<Expr, ParseError> {
        let mut parts = vec![self.comparison()?];
        while self.take("&&") {
            parts.push(self.comparison()?);
        }
        Ok(one_or(parts, Expr::And))
    }

    fn comparison(&mut self) -> Result<Expr, ParseError> {
        let left = self.sum()?;
        if matches!(self.peek(), Some(Token::Word(word)) if word == "in") {
            self.next += 1;
            return self.among(left);
        }
        let how = match self.peek() {
            Some(Token::Symbol("==")) => Comparison::Equal,
            Some(Token::Symbol("!=")) => Comparison::NotEqual,
            Some(Token::Symbol("<")) => Comparison::Less,
            Some(Token::Symbol("<=")) => Comparison::LessOrEqual,
            Some(Token::Symbol(">")) => Comparison::Greater,
            Some(Token::Symbol(">=")) => Comparison::GreaterOrEqual,
            _ => return Ok(left),
        };
        self.next += 1;
        Ok(Expr::Compare(how, Box::new((left, self.sum()?))))
    }

    fn among(&mut self, left: Expr) -> Result<Expr, ParseError> {
        if !self.take("[") {
            return match self.atom()? {
                Expr::Name(name) => Ok(Expr::InName(Box::new(left), name)),
                _ => Err(self.error("a list of constants or a name must follow `in`")),
            };
        }
        let mut values = Vec::new();
        loop {
            let negative = self.take("-");
            values.push(match (self.atom()?, negative) {
                (Expr::Literal(Literal::Number(number)), true) => Literal::Number(-number),
                (Expr::Literal(literal), false) => literal,
                _ => return Err(self.error("only constants may stand in the list")),
            });
            if !self.take(",") {
                break;
            }
        }
        self.expect("]")?;
        Ok(Expr::In(Box::new(left), values))
    }

    fn sum(&mut self) -> Result<Expr, ParseError> {
        let mut left = self.product()?;
        loop {
            let how = if self.take("+") {
                Operator::Plus
            } else if self.take("-") {
                Operator::Minus
            } else {
                return Ok(left);
            };
            left = Expr::Arithmetic(how, Box::new((left, self.product()?)));
            self.bound(&left)?;
        }
    }

    fn product(&mut self) -> Result<Expr, ParseError> {
        let mut left = self.unary()?;
        while self.take("*") {
            left = Expr::Arithmetic(Operator::Times, Box::new((left, self.unary()?)));
            self.bound(&left)?;
        }
        Ok(left)
    }

    /// A chain of operators grows deep without recursion, so its depth is looked at while it grows.
    fn bound(&self, expr: &Expr) -> Result<(), ParseError> {
        if expr.depth() > MAX_DEPTH { Err(self.error("nested too deep")) } else { Ok(()) }
    }

    fn unary(&mut self) -> Result<Expr, ParseError> {
        if self.take("!") {
            Ok(Expr::Not(Box::new(self.atom()?)))
        } else if self.take("-") {
            Ok(Expr::Negative(Box::new(self.atom()?)))
        } else {
            self.atom()
        }
    }

    fn atom(&mut self) -> Result<Expr, ParseError> {
        let Some((_, token)) = self.tokens.get(self.next).cloned() else {
            return Err(self.error("a value is missing"));
        };
        self.next += 1;
        match token {
            Token::Number(number) => Ok(Expr::Literal(Literal::Number(number))),
            Token::Text(text) => Ok(Expr::Literal(Literal::Text(text))),
            Token::Symbol("(") => {
                let inner = self.or()?;
                self.expect(")")?;
                Ok(inner)
            }
            Token::Word(word) => match word.as_str() {
                "true" => Ok(Expr::Literal(Literal::Bool(true))),
                "false" => Ok(Expr::Literal(Literal::Bool(false))),
                "null" => Ok(Expr::Literal(Literal::Null)),
                "in" => Err(self.error("`in` is no name")),
                _ if self.take("(") => self.function(&word),
                _ => self.name(word),
            },
            Token::Symbol(_) => {
                self.next -= 1;
                Err(self.error("a value is missing"))
            }
        }
    }

    fn name(&mut self, mut name: String) -> Result<Expr, ParseError> {
        if self.take(".") {
            let Some(Token::Word(column)) = self.peek() else { return Err(self.error("a column must follow the dot")) };
            name = format!("{name}.{column}");
            self.next += 1;
        }
        Ok(Expr::Name(name))
    }

    fn function(&mut self, name: &str) -> Result<Expr, ParseError> {
        let mut arguments = vec![self.or()?];
        while self.take(",") {
            arguments.push(self.or()?);
        }
        self.expect(")")?;
        let (function, count) = match name {
            "min" => (Function::Min, None),
            "max" => (Function::Max, None),
            "count" => (Function::Count, Some(1)),
            "empty" => (Function::Empty, Some(1)),
            "days_between" => (Function::DaysBetween, Some(2)),
            "age_years" => (Function::AgeYears, Some(1)),
            "sum_over" => {
                return match <[Expr; 2]>::try_from(arguments) {
                    Ok([Expr::Name(list), row]) => Ok(Expr::SumOver(list, Box::new(row))),
                    _ => Err(self.error("sum_over takes the name of a list and an expression")),
                };
            }
            _ => return Err(self.error(&format!("no function `{name}`"))),
        };
        if count.is_some_and(|count| count != arguments.len()) {
            return Err(self.error(&format!("`{name}` takes another number of arguments")));
        }
        Ok(Expr::Call(function, arguments))
    }
}

/// The part itself when there is only one.
fn one_or(mut parts: Vec<Expr>, many: fn(Vec<Expr>) -> Expr) -> Expr {
    if parts.len() == 1 { parts.remove(0) } else { many(parts) }
}
