//! Matching a text: backtracking with continuations and a bound on the steps, so that no text can make it run long.

use super::{Class, Node};

/// The most steps for one text. The data's longest pattern takes a few hundred on its longest text.
const MAX_STEPS: usize = 50_000;
/// The longest text that is looked at, in characters; the recursion is as deep as the text is long.
const MAX_LENGTH: usize = 1_000;

pub(super) fn matches(nodes: &[Node], text: &str) -> bool {
    let letters: Vec<char> = text.chars().take(MAX_LENGTH + 1).collect();
    if letters.len() > MAX_LENGTH {
        return false;
    }
    let mut run = Run { letters: &letters, steps: 0 };
    let end = letters.len();
    run.sequence(nodes, 0, &mut |_, at| at == end)
}

struct Run<'a> {
    letters: &'a [char],
    steps: usize,
}

/// What follows a part: told where the part ended.
type Then<'t> = &'t mut dyn FnMut(&mut Run<'_>, usize) -> bool;

impl Run<'_> {
    fn sequence(&mut self, nodes: &[Node], at: usize, then: Then<'_>) -> bool {
        match nodes.split_first() {
            None => then(self, at),
            Some((first, rest)) => self.node(first, at, &mut |run, at| run.sequence(rest, at, then)),
        }
    }

    fn node(&mut self, node: &Node, at: usize, then: Then<'_>) -> bool {
        self.steps += 1;
        if self.steps > MAX_STEPS {
            return false;
        }
        match node {
            Node::Text(text) => {
                let mut end = at;
                for letter in text.chars() {
                    if self.letters.get(end) != Some(&letter) {
                        return false;
                    }
                    end += 1;
                }
                then(self, end)
            }
            Node::Class(class) => self.letters.get(at).is_some_and(|&letter| class.has(letter)) && then(self, at + 1),
            Node::Group(alternatives) => alternatives.iter().any(|nodes| self.sequence(nodes, at, then)),
            Node::Repeat(inner, least, most) => self.repeat(inner, *least, *most, at, then),
        }
    }

    fn repeat(&mut self, inner: &Node, least: u16, most: u16, at: usize, then: Then<'_>) -> bool {
        // Single letters, which is nearly everything, need no recursion.
        if let Node::Class(class) = inner {
            let longest =
                self.letters.iter().skip(at).take(usize::from(most)).take_while(|&&letter| class.has(letter)).count();
            let mut count = longest;
            loop {
                self.steps += 1;
                if self.steps > MAX_STEPS || count < usize::from(least) {
                    return false;
                }
                if then(self, at + count) {
                    return true;
                }
                if count == 0 {
                    return false;
                }
                count -= 1;
            }
        }
        let once_more = most > 0
            && self.node(inner, at, &mut |run, end| {
                // A round that takes no letter would go on for ever.
                (end > at || least > 0) && run.repeat(inner, least.saturating_sub(1), lower(most), end, then)
            });
        once_more || (least == 0 && then(self, at))
    }
}

/// One round less; without an upper bound it stays so.
const fn lower(most: u16) -> u16 {
    if most == u16::MAX { most } else { most.saturating_sub(1) }
}

impl Class {
    /// Whether the letter belongs to the class.
    fn has(&self, letter: char) -> bool {
        let mut ends = self.ranges.chars();
        let mut found = self.space && letter.is_whitespace();
        while let (Some(first), Some(last)) = (ends.next(), ends.next()) {
            found |= (first..=last).contains(&letter);
        }
        found != self.negated
    }
}
