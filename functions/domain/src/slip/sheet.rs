//! The paper: what stands on it, in order, without saying how it looks. The screen and the PDF draw it.

use serde::Serialize;

/// What a form is printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    #[default]
    A4,
    A5,
}

/// One form, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// "Mẫu số 01"
    pub kind: String,
    /// In capitals.
    pub title: String,
    /// Below the title: the dossier's code, or the period of a register.
    pub subtitle: String,
    pub head: SheetHead,
    pub blocks: Vec<Block>,
    /// A table too wide for upright paper.
    pub landscape: bool,
}

/// Who issued it, where and when, opposite the nation's name and motto.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetHead {
    /// The superior agency; none above the highest.
    pub parent: Option<String>,
    pub agency: String,
    /// Number of the form; forms 06 and 07 have none.
    pub number: Option<String>,
    pub place_and_date: Option<String>,
    /// "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    pub nation: &'static str,
    /// "Độc lập - Tự do - Hạnh phúc"
    pub motto: &'static str,
}

/// A part of the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// Words and what stands behind them.
    Line {
        label: &'static str,
        text: String,
    },
    Heading {
        text: &'static str,
    },
    Paragraph {
        text: String,
    },
    Table(Table),
    /// The way to the dossier's public status: a code to photograph, an address, and what to type there.
    Track {
        url: String,
        address: String,
        code: String,
        secret: String,
    },
    /// At most two, the right one always.
    Signatures {
        left: Option<Signature>,
        right: Signature,
    },
}

/// A table with ruled lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    pub caption: Option<&'static str>,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<String>>,
}

/// A column with its share of the width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    pub title: &'static str,
    /// Relative to the others.
    pub share: u8,
    /// Numbers and short codes stand in the middle.
    pub centred: bool,
}

/// Where somebody signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// In capitals.
    pub role: &'static str,
    /// "(Ký và ghi rõ họ tên)"
    pub note: String,
    /// Empty where the person writes it.
    pub name: String,
}

const NATION: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
/// What stands below the role of whoever signs.
pub(super) const SIGN: &str = "(Ký và ghi rõ họ tên)";

impl SheetHead {
    /// The head with the nation's name and motto (Decree 30/2020, Appendix I).
    pub(super) fn new(parent: Option<&str>, agency: &str, number: Option<&str>, place_and_date: Option<&str>) -> Self {
        Self {
            parent: parent.map(str::to_uppercase),
            agency: agency.to_uppercase(),
            number: number.map(str::to_owned),
            place_and_date: place_and_date.map(str::to_owned),
            nation: NATION,
            motto: MOTTO,
        }
    }
}

impl Block {
    pub(super) fn line(label: &'static str, text: impl Into<String>) -> Self {
        Self::Line { label, text: text.into() }
    }
}

impl Column {
    pub(super) const fn text(title: &'static str, share: u8) -> Self {
        Self { title, share, centred: false }
    }

    pub(super) const fn centred(title: &'static str, share: u8) -> Self {
        Self { title, share, centred: true }
    }
}

impl Signature {
    pub(super) fn of(role: &'static str, name: &str) -> Self {
        Self { role, note: SIGN.to_owned(), name: name.to_owned() }
    }
}
