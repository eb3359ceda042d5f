//! Form 07 as a file for spreadsheets (RFC 4180).

use super::{
    register::{COLUMNS, Form07, RegisterRow},
    sheet::Column,
};

/// Without it spreadsheets read the bytes as another alphabet.
const BYTE_ORDER_MARK: char = '\u{FEFF}';
/// With any of these at its beginning a cell would be a formula, or begin another one.
const FORMULA: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\n'];

/// The register as text: a line of titles, then a line a dossier.
#[must_use]
pub fn csv(register: &Form07) -> String {
    table(&COLUMNS, register.rows.iter().map(RegisterRow::cells))
}

/// Any register as text: a line of titles, then its rows.
pub(super) fn table<const N: usize>(columns: &[Column; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    line(&mut text, columns.iter().map(|column| column.title));
    for row in rows {
        line(&mut text, row.iter().map(String::as_str));
    }
    text
}

/// One line of texts, ended.
#[must_use]
pub fn csv_line(cells: &[String]) -> String {
    let mut text = String::new();
    line(&mut text, cells.iter().map(String::as_str));
    text
}

fn line<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            text.push(',');
        }
        text.push_str(&escaped(cell));
    }
    text.push_str("\r\n");
}

/// A cell that is read as the text it is. What would be a formula gets an apostrophe before it, which spreadsheets
/// take as "text follows".
fn escaped(cell: &str) -> String {
    let apostrophe = if cell.trim_start_matches(' ').starts_with(FORMULA) { "'" } else { "" };
    if cell.contains([',', '"', '\r', '\n', '\'']) || !apostrophe.is_empty() {
        format!("\"{apostrophe}{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_would_be_a_formula_is_text() {
        for (cell, harmless) in [
            ("=1+1", "\"'=1+1\""),
            ("+84912345678", "\"'+84912345678\""),
            ("-2", "\"'-2\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\t=1", "\"'\t=1\""),
            ("\r=1", "\"'\r=1\""),
            (" =1", "\"' =1\""),
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
        ] {
            assert_eq!(escaped(cell), harmless, "{cell:?}");
        }
    }

    #[test]
    fn an_ordinary_cell_stays_as_it_is() {
        for cell in ["", "Nguyễn Thị Lan", "H49.901-261123-0001", "1-2", "a=b"] {
            assert_eq!(escaped(cell), cell);
        }
        assert_eq!(escaped("Tổ 1, \"khu\" 2"), "\"Tổ 1, \"\"khu\"\" 2\"");
    }
}
