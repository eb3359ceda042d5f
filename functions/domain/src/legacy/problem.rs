//! What can be wrong with a line of an old system's file, in words for whoever mends it.

/// One thing that is wrong. What a person wrote is repeated only where it is no personal detail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    ColumnMissing {
        heading: String,
    },
    ColumnTwice {
        heading: String,
    },
    /// More or fewer fields than headings.
    Fields {
        expected: usize,
        found: usize,
    },
    /// The bytes are no UTF-8, or a quotation mark is not closed.
    Unreadable,
    Empty {
        heading: String,
    },
    /// Longer than a field may be, or with signs that no text has.
    BadText {
        heading: String,
    },
    CodeOddLetters,
    CodeTwice {
        first: u64,
    },
    /// Another dossier, which did not come from this system, has the code.
    CodeTaken,
    NotADay {
        heading: String,
        written: String,
    },
    Future {
        heading: String,
    },
    DueBeforeReceived,
    FinishedBeforeReceived,
    /// Something done has no day on which it was.
    NotFinished {
        heading: String,
    },
    StateUnknown {
        written: String,
    },
    ProcedureUnknown {
        written: String,
    },
    UnitUnknown {
        heading: String,
        written: String,
        similar: Vec<String>,
    },
    IdNumber,
    Sheets {
        written: String,
    },
}

impl Problem {
    /// In Vietnamese, for the report.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::ColumnMissing { heading } => format!("tệp không có cột \"{heading}\""),
            Self::ColumnTwice { heading } => format!("cột \"{heading}\" có hai lần"),
            Self::Fields { expected, found } => format!("dòng có {found} ô, phải có {expected} ô"),
            Self::Unreadable => "dòng không đọc được: không phải UTF-8 hoặc dấu ngoặc kép không đóng".to_owned(),
            Self::Empty { heading } => format!("cột \"{heading}\" để trống"),
            Self::BadText { heading } => format!("cột \"{heading}\" quá dài hoặc có ký tự lạ"),
            Self::CodeOddLetters => "mã hồ sơ có ký tự không dùng trong mã, hoặc quá dài".to_owned(),
            Self::CodeTwice { first } => format!("mã hồ sơ trùng với dòng {first}"),
            Self::CodeTaken => "mã hồ sơ đã là mã của một hồ sơ khác".to_owned(),
            Self::NotADay { heading, written } => {
                format!("cột \"{heading}\": \"{written}\" không phải ngày dd/mm/yyyy")
            }
            Self::Future { heading } => format!("cột \"{heading}\": ngày chưa đến"),
            Self::DueBeforeReceived => "ngày hẹn trả trước ngày tiếp nhận".to_owned(),
            Self::FinishedBeforeReceived => "ngày có kết quả trước ngày tiếp nhận".to_owned(),
            Self::NotFinished { heading } => format!("hồ sơ đã xong nhưng cột \"{heading}\" để trống"),
            Self::StateUnknown { written } => format!("bảng cột chưa có trạng thái \"{written}\""),
            Self::ProcedureUnknown { written } => format!("không có thủ tục \"{written}\""),
            Self::UnitUnknown { heading, written, similar } if similar.is_empty() => {
                format!("cột \"{heading}\": không có đơn vị nào tên \"{written}\"")
            }
            Self::UnitUnknown { heading, written, similar } => {
                format!("cột \"{heading}\": không có đơn vị nào tên \"{written}\"; có phải: {}?", similar.join(", "))
            }
            Self::IdNumber => "số định danh phải có 9 hoặc 12 chữ số".to_owned(),
            Self::Sheets { written } => format!("số tờ \"{written}\" không phải số"),
        }
    }
}
