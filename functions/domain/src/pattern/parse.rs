//! Parsing the part of regular expressions that the data use: anchors at both ends, letters, classes with ranges,
//! groups with alternatives, `?`, `*`, `+`, `{n}`, `{m,n}`, `{n,}`, `\S`, `\s`, `\d` and `.`. Everything else is refused.

use super::{Class, Node, Pattern};
use std::{iter::Peekable, str::Chars};

/// Why a text is no pattern.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct PatternError(pub String);

/// How deep groups may stand in groups.
const MAX_GROUPS: usize = 8;

/// Parses a pattern with an anchor at each end.
///
/// # Errors
/// Names what is not understood.
pub fn parse(text: &str) -> Result<Pattern, PatternError> {
    let anchored = text.strip_prefix('^').and_then(|rest| rest.strip_suffix('$'));
    let inner = anchored.ok_or_else(|| fault("must begin with ^ and end with $"))?;
    let mut letters = inner.chars().peekable();
    let mut alternatives = alternatives(&mut letters, 0)?;
    if letters.next().is_some() {
        return Err(fault("a closing bracket without an opening one"));
    }
    if alternatives.len() == 1 { Ok(Pattern(alternatives.remove(0))) } else { Err(fault("alternatives need a group")) }
}

fn fault(message: &str) -> PatternError {
    PatternError(message.to_owned())
}

fn alternatives(letters: &mut Peekable<Chars<'_>>, depth: usize) -> Result<Vec<Vec<Node>>, PatternError> {
    if depth > MAX_GROUPS {
        return Err(fault("groups nested too deep"));
    }
    let mut all = vec![Vec::new()];
    while let Some(&letter) = letters.peek() {
        let Some(current) = all.last_mut() else { break };
        match letter {
            ')' => break,
            '|' => {
                letters.next();
                all.push(Vec::new());
            }
            '?' | '*' | '+' | '{' => {
                let repeated = pop_one(current).ok_or_else(|| fault("nothing to repeat"))?;
                let (least, most) = bounds(letters)?;
                current.push(Node::Repeat(Box::new(repeated), least, most));
            }
            _ => {
                letters.next();
                push(current, node(letter, letters, depth)?);
            }
        }
    }
    Ok(all)
}

fn node(letter: char, letters: &mut Peekable<Chars<'_>>, depth: usize) -> Result<Node, PatternError> {
    match letter {
        '(' => {
            if letters.peek() == Some(&'?') {
                return Err(fault("groups with (? are not supported"));
            }
            let group = Node::Group(alternatives(letters, depth + 1)?);
            if letters.next() == Some(')') { Ok(group) } else { Err(fault("a group that does not end")) }
        }
        '[' => class(letters).map(Node::Class),
        '.' => Ok(Node::Class(Class { ranges: "\n\n".to_owned(), space: false, negated: true })),
        '\\' => match letters.next() {
            Some('S') => Ok(Node::Class(Class { ranges: String::new(), space: true, negated: true })),
            Some('s') => Ok(Node::Class(Class { ranges: String::new(), space: true, negated: false })),
            Some('d') => Ok(Node::Class(Class { ranges: "09".to_owned(), space: false, negated: false })),
            Some(sign) if sign.is_ascii_punctuation() => Ok(Node::Text(sign.to_string())),
            _ => Err(fault("an unknown escape")),
        },
        '^' | '$' | ']' | '}' => Err(PatternError(format!("`{letter}` in the middle"))),
        other => Ok(Node::Text(other.to_string())),
    }
}

fn class(letters: &mut Peekable<Chars<'_>>) -> Result<Class, PatternError> {
    let negated = letters.next_if_eq(&'^').is_some();
    let mut class = Class { ranges: String::new(), space: false, negated };
    loop {
        let first = match letters.next().ok_or_else(|| fault("a class that does not end"))? {
            ']' => break,
            '[' => return Err(fault("a class in a class")),
            '\\' => match letters.next() {
                Some('s') => {
                    class.space = true;
                    continue;
                }
                Some('d') => {
                    class.ranges.push_str("09");
                    continue;
                }
                Some(sign) if sign.is_ascii_punctuation() => sign,
                _ => return Err(fault("an unknown escape in a class")),
            },
            other => other,
        };
        let last = if letters.next_if_eq(&'-').is_some() {
            match letters.next() {
                Some(']') => {
                    // A dash before the end stands for itself.
                    class.ranges.extend([first, first, '-', '-']);
                    break;
                }
                Some('\\' | '[') | None => return Err(fault("a range without an end")),
                Some(last) => last,
            }
        } else {
            first
        };
        if last < first {
            return Err(fault("a range that runs backwards"));
        }
        class.ranges.extend([first, last]);
    }
    if class.ranges.is_empty() && !class.space { Err(fault("an empty class")) } else { Ok(class) }
}

/// The bounds that a sign of repetition gives; no upper one is `u16::MAX`.
fn bounds(letters: &mut Peekable<Chars<'_>>) -> Result<(u16, u16), PatternError> {
    let found = match letters.next() {
        Some('?') => (0, 1),
        Some('*') => (0, u16::MAX),
        Some('+') => (1, u16::MAX),
        _ => {
            let inside: String = letters.by_ref().take_while(|&letter| letter != '}').collect();
            let number =
                |text: &str| text.parse::<u16>().map_err(|_| PatternError(format!("`{{{inside}}}` is no repetition")));
            match inside.split_once(',') {
                None => (number(&inside)?, number(&inside)?),
                Some((least, "")) => (number(least)?, u16::MAX),
                Some((least, most)) => (number(least)?, number(most)?),
            }
        }
    };
    if matches!(letters.peek(), Some('?' | '*' | '+' | '{')) {
        return Err(fault("a repetition of a repetition"));
    }
    if found.0 > found.1 { Err(fault("a repetition that runs backwards")) } else { Ok(found) }
}

/// Adds a node; letters beside letters become one text.
fn push(nodes: &mut Vec<Node>, node: Node) {
    if let (Some(Node::Text(text)), Node::Text(more)) = (nodes.last_mut(), &node) {
        text.push_str(more);
    } else {
        nodes.push(node);
    }
}

/// Takes what a repetition applies to: the last node, or the last letter of a text.
fn pop_one(nodes: &mut Vec<Node>) -> Option<Node> {
    match nodes.last_mut() {
        Some(Node::Repeat(..)) | None => None,
        Some(Node::Text(text)) if text.chars().nth(1).is_some() => {
            text.pop().map(|letter| Node::Text(letter.to_string()))
        }
        Some(_) => nodes.pop(),
    }
}
