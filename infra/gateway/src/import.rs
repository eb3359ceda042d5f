//! A CSV of an old system, taken line by line: a few lines are under way at once and none is kept, so that memory does not
//! grow with the file. What became of each goes into a report, in the order of the file.

use crate::HostError;
use api::{
    Api,
    legacy::{self, Outcome},
};
use domain::{
    calendar::day_of,
    legacy::{ColumnMap, Header, Problem},
};
use std::{
    collections::{HashMap, VecDeque, hash_map::Entry},
    hash::{DefaultHasher, Hash, Hasher},
    io::{BufRead, BufReader, Read, Write},
};
use tokio::task::JoinHandle;

/// Lines under way at once.
const AT_ONCE: usize = 16;
/// Most that is read for one line, in bytes. A quotation mark that nobody closes would take in the rest of the file.
const MOST_OF_A_LINE: usize = 1 << 20;

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Lines of the file, without its heading.
    pub lines: u64,
    pub entered: u64,
    /// Of these, how many the coordination desk has to look at.
    pub doubtful: u64,
    /// They were here already, from the same line.
    pub known: u64,
    /// They were here already, from another line.
    pub changed: u64,
    pub wrong: u64,
}

/// What an import needs besides the file.
pub struct Import<'a> {
    pub api: &'a Api,
    pub map: &'a ColumnMap,
    /// Says what would become of each line, and writes nothing.
    pub dry: bool,
}

/// One line on its way, or what is known of it at once.
enum Pending {
    Wrong(Vec<Problem>),
    Running(JoinHandle<Result<Outcome, api::error::ApiError>>),
}

/// Takes a whole file. `progress` hears how many bytes of it are read.
///
/// # Errors
/// When the file or the report cannot be read or written, the heading lacks a column, a line does not end, or the table
/// stays unavailable; the lines before it are taken, and the same call goes on where it stopped.
pub async fn run(
    import: &Import<'_>,
    file: impl Read,
    report: impl Write,
    mut progress: impl FnMut(u64),
) -> Result<Tally, HostError> {
    let (delimiter, reader) = opened(file)?;
    let mut lines = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(ByLine::of(reader));
    let mut report = Report::begun(report)?;
    let mut record = csv::ByteRecord::new();
    if !lines.read_byte_record(&mut record).map_err(other)? {
        return Err(HostError::Other("tệp trống · the file is empty".to_owned()));
    }
    let headings = texts(&record).unwrap_or_default();
    let header = import.map.header(&headings).map_err(|wrong| HostError::Other(words(&wrong)))?;
    let today = day_of(import.api.now());
    let mut seen = Seen::default();
    let mut tally = Tally::default();
    let mut under_way: VecDeque<(u64, String, Pending)> = VecDeque::new();
    let mut broken = None;
    loop {
        let begins = lines.position().line();
        lines.get_mut().read = 0;
        let more = lines.read_byte_record(&mut record).unwrap_or_else(|error| {
            broken = Some(HostError::Other(format!("dòng {begins} · line {begins}: {error}")));
            false
        });
        if more && !is_blank(&record) {
            tally.lines += 1;
            let number = record.position().map_or(0, csv::Position::line);
            let (code, pending) = begin(import, &header, &record, number, today, &mut seen);
            under_way.push_back((number, code, pending));
            progress(lines.position().byte());
        }
        while under_way.len() >= AT_ONCE || (!more && !under_way.is_empty()) {
            let Some((number, code, pending)) = under_way.pop_front() else { break };
            let outcome = match pending {
                Pending::Wrong(problems) => Outcome::Wrong { problems },
                Pending::Running(task) => task.await.map_err(other)?.map_err(|error| HostError::Table(error.0.code))?,
            };
            tally.count(&outcome);
            report.line(number, &code, &outcome, import.dry)?;
        }
        if !more {
            break;
        }
    }
    report.ended()?;
    broken.map_or(Ok(tally), Err)
}

/// A file of which one line may take so much and no more.
struct ByLine<R> {
    file: R,
    /// Bytes since the line began.
    read: usize,
}

impl<R> ByLine<R> {
    const fn of(file: R) -> Self {
        Self { file, read: 0 }
    }
}

impl<R: Read> Read for ByLine<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.read > MOST_OF_A_LINE {
            return Err(std::io::Error::other(
                "dòng quá dài; có dấu ngoặc kép chưa đóng? · too long; is a quotation mark not closed?",
            ));
        }
        let read = self.file.read(buffer)?;
        self.read += read;
        Ok(read)
    }
}

/// Reads one line and sends it on its way.
fn begin(
    import: &Import<'_>,
    header: &Header,
    record: &csv::ByteRecord,
    number: u64,
    today: jiff::civil::Date,
    seen: &mut Seen,
) -> (String, Pending) {
    let Some(fields) = texts(record) else { return (String::new(), Pending::Wrong(vec![Problem::Unreadable])) };
    match import.map.read(header, &fields, today) {
        Err(problems) => (String::new(), Pending::Wrong(problems)),
        Ok(line) => {
            let code = line.code.clone();
            if let Some(first) = seen.before(&code, number) {
                return (code, Pending::Wrong(vec![Problem::CodeTwice { first }]));
            }
            let (api, map, dry) = (import.api.clone(), import.map.clone(), import.dry);
            let task = tokio::spawn(async move { legacy::take(&api, &map, line, dry).await });
            (code, Pending::Running(task))
        }
    }
}

/// Codes that came before, by their hash: sixteen bytes a line.
#[derive(Default)]
struct Seen(HashMap<u64, u64>);

impl Seen {
    /// The line on which the code stood before.
    fn before(&mut self, code: &str, number: u64) -> Option<u64> {
        let mut hasher = DefaultHasher::new();
        code.hash(&mut hasher);
        match self.0.entry(hasher.finish()) {
            Entry::Occupied(known) => Some(*known.get()),
            Entry::Vacant(free) => {
                free.insert(number);
                None
            }
        }
    }
}

impl Tally {
    fn count(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Entered { doubtful, .. } => {
                self.entered += 1;
                self.doubtful += u64::from(*doubtful);
            }
            Outcome::Known { .. } => self.known += 1,
            Outcome::Changed { .. } => self.changed += 1,
            Outcome::Wrong { .. } => self.wrong += 1,
        }
    }
}

/// The report: a line for each line of the file.
struct Report<W: Write>(csv::Writer<W>);

impl<W: Write> Report<W> {
    fn begun(mut to: W) -> Result<Self, HostError> {
        // Spreadsheets take a file for UTF-8 by this mark.
        to.write_all("\u{feff}".as_bytes()).map_err(other)?;
        let mut writer = csv::Writer::from_writer(to);
        writer.write_record(["Dòng", "Mã cũ", "Kết quả", "Lý do", "Mã hồ sơ"]).map_err(other)?;
        Ok(Self(writer))
    }

    fn line(&mut self, number: u64, old: &str, outcome: &Outcome, dry: bool) -> Result<(), HostError> {
        let (result, reason, code) = match outcome {
            Outcome::Entered { code, doubtful } => {
                let result = if dry { "sẽ nhập" } else { "đã nhập" };
                (result, if *doubtful { "chuyển bộ phận điều phối thẩm quyền" } else { "" }.to_owned(), code.as_str())
            }
            Outcome::Known { code } => ("đã có", String::new(), code.as_str()),
            Outcome::Changed { code } => {
                ("đã có", "dòng này khác với lần nhập trước; hồ sơ giữ nguyên".to_owned(), code.as_str())
            }
            Outcome::Wrong { problems } => ("không nhập", words(problems), ""),
        };
        let number = number.to_string();
        self.0.write_record([number.as_str(), &harmless(old), result, &harmless(&reason), code]).map_err(other)
    }

    fn ended(mut self) -> Result<(), HostError> {
        self.0.flush().map_err(other)
    }
}

/// A cell that no spreadsheet takes for a formula.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

fn words(problems: &[Problem]) -> String {
    problems.iter().map(Problem::words).collect::<Vec<_>>().join("; ")
}

/// The file behind its mark, with the sign that divides its fields: the one that the heading has most of.
fn opened<R: Read>(file: R) -> Result<(u8, BufReader<R>), HostError> {
    let mut reader = BufReader::with_capacity(64 * 1024, file);
    let start = reader.fill_buf().map_err(other)?;
    let mark = if start.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
    let heading = start.get(mark..).unwrap_or_default().split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |sign: u8| heading.iter().filter(|byte| **byte == sign).count();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|sign| (count(*sign), *sign == b',')).unwrap_or(b',');
    reader.consume(mark);
    Ok((delimiter, reader))
}

/// The fields as text; None when they are none.
fn texts(record: &csv::ByteRecord) -> Option<Vec<String>> {
    record.iter().map(|field| std::str::from_utf8(field).ok().map(str::to_owned)).collect()
}

/// A line of nothing, as files end with.
fn is_blank(record: &csv::ByteRecord) -> bool {
    record.iter().all(|field| field.iter().all(u8::is_ascii_whitespace))
}

fn other(error: impl std::fmt::Display) -> HostError {
    HostError::Other(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_goes_and_the_sign_between_fields_is_found() {
        for (text, sign) in [("\u{feff}a;b,c;d\n", b';'), ("a,b\n1;2;3", b','), ("a\tb", b'\t'), ("a", b',')] {
            let (delimiter, mut reader) = opened(text.as_bytes()).unwrap();
            let mut rest = String::new();
            reader.read_to_string(&mut rest).unwrap();
            assert_eq!((delimiter, rest.as_str()), (sign, text.trim_start_matches('\u{feff}')), "{text}");
        }
    }

    #[test]
    fn a_quotation_mark_that_nobody_closes_takes_in_a_little_and_no_more() {
        let text = format!("1,a\n2,\"b\n{}", "3,c\n".repeat(1_000_000));
        let mut lines =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(ByLine::of(text.as_bytes()));
        let mut record = csv::ByteRecord::new();
        assert!(lines.read_byte_record(&mut record).unwrap());
        lines.get_mut().read = 0;
        let error = lines.read_byte_record(&mut record).unwrap_err();
        assert!(error.to_string().contains("chưa đóng"), "{error}");
        assert!(lines.position().byte() < 2 * MOST_OF_A_LINE as u64);
    }

    #[test]
    fn a_cell_is_never_a_formula() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("H49-1"), "H49-1");
    }
}
