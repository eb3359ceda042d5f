//! Light minifying that cannot change a meaning: comments, indentation and spaces that separate nothing.

/// A stylesheet without comments and without spaces around braces, semicolons and commas. Texts stay as they are.
pub fn css(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    let mut space = false;
    while let Some(letter) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("/*") {
            rest = after.split_once("*/").map_or("", |(_, after)| after);
            space = true;
            continue;
        }
        if letter == '"' || letter == '\'' {
            let end = text_end(rest, letter);
            push_space(&mut out, &mut space, letter);
            let (text, after) = rest.split_at(end);
            out.push_str(text);
            rest = after;
            continue;
        }
        rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        if letter.is_whitespace() {
            space = true;
            continue;
        }
        push_space(&mut out, &mut space, letter);
        if letter == '}' && out.ends_with(';') {
            out.pop();
        }
        out.push(letter);
    }
    out
}

/// One space where there were some, unless a neighbour makes it needless.
fn push_space(out: &mut String, space: &mut bool, next: char) {
    if std::mem::take(space)
        && !out.is_empty()
        && !out.ends_with(['{', '}', ';', ','])
        && !['{', '}', ';', ','].contains(&next)
    {
        out.push(' ');
    }
}

/// Bytes up to and with the closing quote.
fn text_end(source: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in source.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == quote => return at + 1,
            _ => {}
        }
    }
    source.len()
}

/// The glue script without comment lines and indentation. It holds no text over several lines.
pub fn js(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut in_comment = false;
    for line in source.lines().map(str::trim) {
        if in_comment || line.starts_with("/*") {
            in_comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stylesheet_keeps_its_texts_its_combinators_and_its_sums() {
        let source = "/* a */ .a .b > p,\n .c:hover {\n  content: \"a  ;  }\\\" b\";\n  width: calc(1px + 2px); }\n@media (min-width: 40em) { a { color: red; } }";
        assert_eq!(
            css(source),
            ".a .b > p,.c:hover{content: \"a  ;  }\\\" b\";width: calc(1px + 2px)}@media (min-width: 40em){a{color: red}}"
        );
    }

    #[test]
    fn a_comment_between_two_words_still_separates_them() {
        assert_eq!(css("a/* x */b{}"), "a b{}");
    }

    #[test]
    fn a_script_loses_comments_and_indentation_only() {
        assert_eq!(
            js("/**\n * Doc\n */\nfunction f() {\n    // why\n    return 'a // b';\n}\n"),
            "function f() {\nreturn 'a // b';\n}\n"
        );
    }
}
