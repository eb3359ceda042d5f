//! From the fields of a line to what they say.

use super::{Column, ColumnMap, Header, OldState, Problem};
use crate::text::fold;
use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
};

/// Longest field, in characters.
const MAX_FIELD: usize = 300;
/// Longest history and longest original line, in characters.
const MAX_HISTORY: usize = 4_000;
/// Time of day where the file has only the day: work begins.
const MORNING: Time = Time::constant(7, 30, 0, 0);
/// Until when something is due on its day.
const EVENING: Time = Time::constant(17, 0, 0, 0);

/// A line that can be taken, as far as it can be judged by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// In capitals.
    pub code: String,
    /// As written: a code, or a name that the map translates.
    pub procedure: String,
    pub applicant: String,
    pub id_number: Option<String>,
    pub phone: Option<String>,
    pub organisation: Option<String>,
    pub received_at: Timestamp,
    pub due_at: Option<Timestamp>,
    pub due_on: Option<Date>,
    pub finished_at: Option<Timestamp>,
    pub state: OldState,
    pub unit: String,
    pub centre: Option<String>,
    pub subject: Option<String>,
    pub result_number: Option<String>,
    pub history: Option<String>,
    pub sheets: u16,
    /// Headings and fields as they stood in the file.
    pub original: Vec<(String, String)>,
}

/// The fields of one line by column, with what is wrong so far.
struct Reader<'a> {
    map: &'a ColumnMap,
    header: &'a Header,
    fields: &'a [String],
    wrong: Vec<Problem>,
}

impl ColumnMap {
    /// Reads a line.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(&self, header: &Header, fields: &[String], today: Date) -> Result<Line, Vec<Problem>> {
        if fields.len() != header.headings.len() {
            let (expected, found) = (header.headings.len(), fields.len());
            return Err(vec![Problem::Fields { expected, found }]);
        }
        let mut reader = Reader { map: self, header, fields, wrong: Vec::new() };
        let code = reader.needed(Column::Code).to_uppercase();
        let fits = |letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit() || ".-/_".contains(letter);
        if code.len() > 60 || !code.chars().all(fits) {
            reader.wrong.push(Problem::CodeOddLetters);
        }
        let (procedure, applicant) = (reader.needed(Column::Procedure), reader.needed(Column::Applicant));
        let unit = reader.needed(Column::Unit);
        let state = reader.state();
        let received = reader.day(Column::Received, true);
        let due = reader.day(Column::Due, false);
        let finished = reader.day(Column::Finished, false);
        reader.order(state, received, due, finished, today);
        let id_number = reader.id_number();
        let sheets = reader.sheets();
        let line = Line {
            code,
            procedure,
            applicant,
            id_number,
            phone: reader.given(Column::Phone, MAX_FIELD),
            organisation: reader.given(Column::Organisation, MAX_FIELD),
            received_at: received.and_then(|day| at(day, MORNING)).unwrap_or_default(),
            due_at: due.and_then(|day| at(day, EVENING)),
            due_on: due.map(|(day, _)| day),
            finished_at: finished.and_then(|day| at(day, EVENING)),
            state: state.unwrap_or(OldState::Open),
            unit,
            centre: reader.given(Column::Centre, MAX_FIELD),
            subject: reader.given(Column::Subject, MAX_FIELD),
            result_number: reader.given(Column::ResultNumber, MAX_FIELD),
            history: reader.given(Column::History, MAX_HISTORY),
            sheets,
            original: header.headings.iter().cloned().zip(fields.iter().cloned()).collect(),
        };
        let length: usize = fields.iter().map(String::len).sum();
        if length > 4 * MAX_HISTORY {
            reader.wrong.push(Problem::BadText { heading: header.headings.join(", ").chars().take(60).collect() });
        }
        if reader.wrong.is_empty() { Ok(line) } else { Err(reader.wrong) }
    }
}

impl Reader<'_> {
    fn heading(&self, column: Column) -> String {
        self.map.columns.get(&column).cloned().unwrap_or_default()
    }

    fn text(&self, column: Column) -> &str {
        self.header.at.get(&column).and_then(|at| self.fields.get(*at)).map_or("", |field| field.trim())
    }

    /// A field that may be empty.
    fn given(&mut self, column: Column, longest: usize) -> Option<String> {
        let text = self.text(column).to_owned();
        // A history may have several lines; what turns the reading direction no text has.
        let odd = |letter: char| {
            (letter.is_control() && !"\n\r\t".contains(letter)) || ('\u{202a}'..='\u{202e}').contains(&letter)
        };
        if text.chars().count() > longest || text.chars().any(odd) {
            self.wrong.push(Problem::BadText { heading: self.heading(column) });
        }
        (!text.is_empty()).then_some(text)
    }

    fn needed(&mut self, column: Column) -> String {
        let given = self.given(column, MAX_FIELD);
        if given.is_none() {
            self.wrong.push(Problem::Empty { heading: self.heading(column) });
        }
        given.unwrap_or_default()
    }

    fn state(&mut self) -> Option<OldState> {
        let written = self.needed(Column::State);
        if written.is_empty() {
            return None;
        }
        let state = self.map.states.get(&fold(&written)).copied();
        if state.is_none() {
            self.wrong.push(Problem::StateUnknown { written });
        }
        state
    }

    fn day(&mut self, column: Column, needed: bool) -> Option<(Date, Option<Time>)> {
        let written = if needed { self.needed(column) } else { self.given(column, MAX_FIELD).unwrap_or_default() };
        if written.is_empty() {
            return None;
        }
        let day = old_day(&written);
        if day.is_none() {
            let written = written.chars().take(20).collect();
            self.wrong.push(Problem::NotADay { heading: self.heading(column), written });
        }
        day
    }

    /// Days in an order that can be.
    fn order(
        &mut self,
        state: Option<OldState>,
        received: Option<(Date, Option<Time>)>,
        due: Option<(Date, Option<Time>)>,
        finished: Option<(Date, Option<Time>)>,
        today: Date,
    ) {
        for (column, day) in [(Column::Received, received), (Column::Finished, finished)] {
            if day.is_some_and(|(day, _)| day > today) {
                self.wrong.push(Problem::Future { heading: self.heading(column) });
            }
        }
        if let (Some((received, _)), Some((due, _))) = (received, due)
            && due < received
        {
            self.wrong.push(Problem::DueBeforeReceived);
        }
        if let (Some((received, _)), Some((finished, _))) = (received, finished)
            && finished < received
        {
            self.wrong.push(Problem::FinishedBeforeReceived);
        }
        let done = matches!(state, Some(OldState::Ready | OldState::Returned));
        if done && finished.is_none() && self.text(Column::Finished).is_empty() {
            self.wrong.push(Problem::NotFinished { heading: self.heading(Column::Finished) });
        }
    }

    fn id_number(&mut self) -> Option<String> {
        let number: String = self.text(Column::IdNumber).chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
        if number.is_empty() {
            return None;
        }
        if !([9, 12].contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())) {
            self.wrong.push(Problem::IdNumber);
        }
        Some(number)
    }

    fn sheets(&mut self) -> u16 {
        let written = self.text(Column::Sheets).to_owned();
        if written.is_empty() {
            return 0;
        }
        written.parse().ok().filter(|sheets| *sheets <= 5_000).unwrap_or_else(|| {
            self.wrong.push(Problem::Sheets { written: written.chars().take(20).collect() });
            0
        })
    }
}

/// A day as old systems write it, `dd/mm/yyyy`, with the time behind it or without.
#[must_use]
pub fn old_day(written: &str) -> Option<(Date, Option<Time>)> {
    let (day, time) = written.split_once([' ', 'T']).map_or((written, None), |(day, time)| (day, Some(time.trim())));
    let parts: Vec<&str> = day.split(['/', '-', '.']).collect();
    let [dd, mm, yyyy] = parts.as_slice() else { return None };
    if yyyy.len() != 4 {
        return None;
    }
    let date = Date::new(yyyy.parse().ok()?, mm.parse().ok()?, dd.parse().ok()?).ok()?;
    if !(1990..=2100).contains(&date.year()) {
        return None;
    }
    let time = match time.filter(|time| !time.is_empty()) {
        None => None,
        Some(time) => {
            let mut parts = time.split(':');
            let (hour, minute) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
            Some(Time::new(hour, minute, 0, 0).ok()?)
        }
    };
    Some((date, time))
}

fn at((day, time): (Date, Option<Time>), usual: Time) -> Option<Timestamp> {
    crate::calendar::instant(DateTime::from_parts(day, time.unwrap_or(usual)))
}

#[cfg(test)]
mod tests {
    use super::old_day;
    use jiff::civil::{date, time};

    #[test]
    fn days_are_read_as_they_were_written() {
        assert_eq!(old_day("05/06/2025"), Some((date(2025, 6, 5), None)));
        assert_eq!(old_day("5/6/2025 14:30"), Some((date(2025, 6, 5), Some(time(14, 30, 0, 0)))));
        assert_eq!(old_day("05-06-2025 08:00:59"), Some((date(2025, 6, 5), Some(time(8, 0, 0, 0)))));
        for wrong in
            ["", "2025-06-05", "31/02/2025", "5/6/25", "05/06/2025 25:00", "05/06/1025", "05062025", "x/y/2025"]
        {
            assert_eq!(old_day(wrong), None, "{wrong}");
        }
    }
}
