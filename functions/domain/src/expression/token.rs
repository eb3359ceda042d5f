//! From the text of an expression to its tokens.

use super::ParseError;

/// A word of the language.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Text(String),
    Word(String),
    Symbol(&'static str),
}

/// Longer symbols first.
const SYMBOLS: [&str; 18] =
    ["||", "&&", "==", "!=", "<=", ">=", "<", ">", "!", "+", "-", "*", "(", ")", "[", "]", ",", "."];

/// The tokens of a text, each with its byte position.
pub(super) fn tokenise(text: &str) -> Result<Vec<(usize, Token)>, ParseError> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let at = text.len() - rest.len();
        let error = |message: &str| ParseError { at, message: message.to_owned() };
        let (token, length) = if first.is_whitespace() {
            rest = rest.trim_start();
            continue;
        } else if first == '"' {
            text_token(rest).ok_or_else(|| error("a text that does not end or has a wrong escape"))?
        } else if first.is_ascii_digit() {
            let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
            let digits = rest.get(..length).unwrap_or_default();
            let number: f64 = digits.parse().map_err(|_| error("not a number"))?;
            if !number.is_finite() || digits.ends_with('.') {
                return Err(error("not a number"));
            }
            (Token::Number(number), length)
        } else if first.is_ascii_lowercase() {
            let part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            let length = rest.find(|c| !part(c)).unwrap_or(rest.len());
            (Token::Word(rest.get(..length).unwrap_or_default().to_owned()), length)
        } else {
            let symbol =
                SYMBOLS.into_iter().find(|symbol| rest.starts_with(symbol)).ok_or_else(|| error("unknown sign"))?;
            (Token::Symbol(symbol), symbol.len())
        };
        tokens.push((at, token));
        rest = rest.get(length..).unwrap_or_default();
    }
    Ok(tokens)
}

/// A text in double quotes, with `\"` and `\\` as the only escapes, and its length with quotes.
fn text_token(rest: &str) -> Option<(Token, usize)> {
    let mut value = String::new();
    let mut letters = rest.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return Some((Token::Text(value), at + 1)),
            '\\' => match letters.next()? {
                (_, escaped @ ('"' | '\\')) => value.push(escaped),
                _ => return None,
            },
            other => value.push(other),
        }
    }
    None
}
