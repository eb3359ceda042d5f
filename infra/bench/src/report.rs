//! Rows of figures: printed as they come, and as JSON in the end.

use serde::Serialize;

/// One figure.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    pub name: String,
    pub value: f64,
    pub unit: String,
    /// Most that is allowed by the design; none: measured only.
    pub budget: Option<f64>,
    pub within: bool,
}

/// All figures of a run.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    pub rows: Vec<Row>,
}

impl Report {
    /// Adds and prints a figure.
    pub fn row(&mut self, name: &str, value: f64, unit: &str, budget: Option<f64>) {
        let within = budget.is_none_or(|most| value <= most);
        let mark = match (budget, within) {
            (None, _) => String::new(),
            (Some(most), true) => format!("  (budget {most})"),
            (Some(most), false) => format!("  OVER BUDGET {most}"),
        };
        println!("{name:<44} {value:>14.2} {unit}{mark}");
        self.rows.push(Row { name: name.to_owned(), value, unit: unit.to_owned(), budget, within });
    }
}
