//! The check-list of intake (R04): how each paper of the procedure stands.

use crate::{
    fields::{Errors, error_at, forget, id_of},
    words::{data_problem, paper_finding},
};
use domain::{
    dossier::action::{CheckedPaper, DataProblem, PaperStatus, ScanException},
    form::FieldError,
    procedure::{DataSource, PaperRequirement},
};
use frontend::prelude::*;
use frontend::{
    i18n::{Words, pick},
    t,
    ui::Field,
};
use std::collections::BTreeMap;

/// How a paper stands by the form and by what was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its condition holds, or it has none.
    pub needed: bool,
    /// Files or sheets are there.
    pub given: bool,
    /// Sheets that are kept have their scan (R07).
    pub scanned: bool,
}

/// What the officer found, with the reasons why paper is not scanned and why data do not take its place, where that is so.
type Finding = (PaperStatus, Option<ScanException>, Option<DataProblem>);

/// The officer's findings; what the officer has not touched follows from how the paper stands.
#[derive(Clone, Copy)]
pub struct Checklist {
    found: RwSignal<BTreeMap<u8, Finding>>,
    errors: Errors,
}

const FOUND: [(&str, PaperStatus, Option<ScanException>); 7] = [
    ("present", PaperStatus::Present, None),
    ("filed_electronically", PaperStatus::Present, Some(ScanException::FiledElectronically)),
    ("verification_answer", PaperStatus::Present, Some(ScanException::VerificationAnswer)),
    ("secret", PaperStatus::Present, Some(ScanException::Secret)),
    ("shown", PaperStatus::Shown, None),
    ("replaced_by_data", PaperStatus::ReplacedByData, None),
    ("not_needed", PaperStatus::NotNeeded, None),
];
/// Endings of a finding's name for why data do not do.
const WITHOUT_DATA: [(&str, Option<DataProblem>); 4] = [
    ("", None),
    ("/missing", Some(DataProblem::Missing)),
    ("/wrong", Some(DataProblem::Wrong)),
    ("/unreachable", Some(DataProblem::Unreachable)),
];

/// Every finding with the name of its option.
fn all() -> impl Iterator<Item = (String, Finding)> {
    FOUND.iter().flat_map(|(name, status, not_scanned)| {
        WITHOUT_DATA.iter().map(|(ending, problem)| ([*name, *ending].concat(), (*status, *not_scanned, *problem)))
    })
}

impl Checklist {
    /// A list with the findings so far.
    #[must_use]
    pub fn new(found: &[CheckedPaper], errors: Errors) -> Self {
        let found = found.iter().map(|line| (line.paper, (line.status, line.not_scanned, line.fallback))).collect();
        Self { found: RwSignal::new(found), errors }
    }

    /// What the officer has found, for a draft; subscribes.
    #[must_use]
    pub fn touched(self) -> Vec<CheckedPaper> {
        self.found.with(|found| found.iter().map(|(paper, finding)| checked(*paper, *finding)).collect())
    }

    /// How a paper stands now: as found, or as it follows; None: missing. Subscribes.
    #[must_use]
    pub fn status(self, paper: &PaperRequirement, standing: Standing) -> Option<Finding> {
        let found = self.found.with(|found| found.get(&paper.id).copied());
        found.filter(|finding| possible(paper, standing, *finding)).or_else(|| follows(paper, standing))
    }

    /// The whole list, if no paper is missing.
    ///
    /// # Errors
    /// A missing paper under `checklist[<id>]`.
    pub fn read(
        self,
        papers: &[PaperRequirement],
        standing: impl Fn(&PaperRequirement) -> Standing,
    ) -> Result<Vec<CheckedPaper>, Vec<FieldError>> {
        let (mut lines, mut missing) = (Vec::new(), Vec::new());
        for paper in papers {
            match untrack(|| self.status(paper, standing(paper))) {
                Some(finding) => lines.push(checked(paper.id, finding)),
                None => missing.push(FieldError::new(&path(paper.id), "required")),
            }
        }
        if missing.is_empty() { Ok(lines) } else { Err(missing) }
    }

    /// One paper with its choices. `standing` is followed.
    #[must_use]
    pub fn line(self, paper: PaperRequirement, standing: Signal<Standing>) -> View {
        let path = path(paper.id);
        self.errors.name(&path, Signal::stored(paper.name_vi.clone()));
        let condition = paper.condition.clone();
        let copies = copies(&paper);
        let source = paper.replaceable_by.clone();
        let field =
            Field::new(id_of(&path), Signal::stored(paper.name_vi.clone())).error(error_at(self.errors, path.clone()));
        let unscanned = Signal::derive(move || {
            let standing = standing.get();
            standing.given && !standing.scanned
        });
        let hint = Signal::derive(move || {
            let mut parts = vec![copies.get()];
            parts.extend(condition.as_ref().map(|condition| pick(&condition.sentence)));
            let from = |source: &DataSource| t!("staff.paper.from").with(&[("database", &pick(&source.database))]);
            parts.extend(source.as_ref().map(from));
            parts.extend(unscanned.get().then(|| t!("staff.paper.not_scanned").get().to_owned()));
            parts.join(" · ")
        });
        let current = {
            let paper = paper.clone();
            Memo::new(move |_| self.status(&paper, standing.get()))
        };
        let choose = move |event| {
            let value = event_target_value(&event);
            let finding = all().find(|(name, _)| *name == value).map(|(_, finding)| finding);
            self.found.update(|found| match finding {
                Some(finding) => drop(found.insert(paper.id, finding)),
                None => drop(found.remove(&paper.id)),
            });
            forget(self.errors, &path);
        };
        let options = {
            let paper = paper.clone();
            move || {
                let standing = standing.get();
                let fitting = all().filter(|(_, finding)| possible(&paper, standing, *finding));
                fitting
                    .map(|(name, finding)| {
                        let label = finding_words(finding);
                        view! { <option value=name selected=move || current.get() == Some(finding)>{label}</option> }
                    })
                    .collect::<Vec<_>>()
            }
        };
        field.hint(hint).render(move |wiring| {
            view! {
                <select class="input medium" id=wiring.id aria-describedby=wiring.described_by aria-invalid=wiring.invalid
                    aria-required=wiring.required on:change=choose>
                    <option value="" selected=move || current.with(Option::is_none)>{t!("staff.paper.missing")}</option>
                    {options}
                </select>
            }
        })
    }
}

fn path(paper: u8) -> String {
    format!("checklist[{paper}]")
}

/// Originals and copies that the data ask for.
fn copies(paper: &PaperRequirement) -> Words {
    let (originals, copies) = (paper.originals.to_string(), paper.copies.to_string());
    Signal::derive(move || t!("staff.paper.copies").with(&[("originals", &originals), ("copies", &copies)]))
}

fn checked(paper: u8, (status, not_scanned, fallback): Finding) -> CheckedPaper {
    CheckedPaper { paper, status, not_scanned, fallback }
}

/// A finding with its reasons.
fn finding_words((status, not_scanned, problem): Finding) -> Words {
    let finding = paper_finding(status, not_scanned);
    match problem {
        None => finding.words(),
        Some(problem) => Signal::derive(move || [finding.get(), "; ", data_problem(problem).get()].concat()),
    }
}

/// What the rules `dossier_complete` and `digitised` can accept for a paper.
fn possible(paper: &PaperRequirement, standing: Standing, (status, not_scanned, problem): Finding) -> bool {
    let without = problem.is_none();
    match status {
        // Exactly what is there on paper only needs the reason.
        PaperStatus::Present => {
            not_scanned.is_some() == (standing.given && !standing.scanned) && without != paper.data_first()
        }
        PaperStatus::Shown => without,
        PaperStatus::ReplacedByData => without && paper.replaceable_by.is_some(),
        PaperStatus::NotNeeded => without && paper.condition.is_some() && !standing.needed,
    }
}

/// What follows without the officer: handed in counts as present until the officer says otherwise. Paper without a scan
/// needs the officer's reason.
fn follows(paper: &PaperRequirement, standing: Standing) -> Option<Finding> {
    let status = if standing.given && !paper.data_first() {
        return standing.scanned.then_some((PaperStatus::Present, None, None));
    } else if paper.condition.is_some() && !standing.needed {
        PaperStatus::NotNeeded
    } else if paper.data_first() {
        PaperStatus::ReplacedByData
    } else if paper.is_form {
        // The form that is filled in here takes its place.
        PaperStatus::Present
    } else {
        return None;
    };
    Some((status, None, None))
}
