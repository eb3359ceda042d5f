//! The check-list of intake (R04): how each paper of the procedure stands.

use crate::{
    fields::{Errors, error_at, forget, id_of},
    words::paper_status,
};
use domain::{
    dossier::action::{CheckedPaper, PaperStatus},
    form::FieldError,
    procedure::PaperRequirement,
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
}

/// The officer's findings; what the officer has not touched follows from how the paper stands.
#[derive(Clone, Copy)]
pub struct Checklist {
    found: RwSignal<BTreeMap<u8, PaperStatus>>,
    errors: Errors,
}

const ALL: [(&str, PaperStatus); 4] = [
    ("present", PaperStatus::Present),
    ("shown", PaperStatus::Shown),
    ("replaced_by_data", PaperStatus::ReplacedByData),
    ("not_needed", PaperStatus::NotNeeded),
];

impl Checklist {
    /// A list with the findings so far.
    #[must_use]
    pub fn new(found: &[CheckedPaper], errors: Errors) -> Self {
        let found = found.iter().map(|line| (line.paper, line.status)).collect();
        Self { found: RwSignal::new(found), errors }
    }

    /// What the officer has found, for a draft; subscribes.
    #[must_use]
    pub fn touched(self) -> Vec<CheckedPaper> {
        self.found
            .with(|found| found.iter().map(|(paper, status)| CheckedPaper { paper: *paper, status: *status }).collect())
    }

    /// How a paper stands now: as found, or as it follows; None: missing. Subscribes.
    #[must_use]
    pub fn status(self, paper: &PaperRequirement, standing: Standing) -> Option<PaperStatus> {
        let found = self.found.with(|found| found.get(&paper.id).copied());
        found.filter(|status| possible(paper, standing, *status)).or_else(|| follows(paper, standing))
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
                Some(status) => lines.push(CheckedPaper { paper: paper.id, status }),
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
        let field =
            Field::new(id_of(&path), Signal::stored(paper.name_vi.clone())).error(error_at(self.errors, path.clone()));
        let hint = Signal::derive(move || match &condition {
            Some(condition) => [copies.get(), " · ".to_owned(), pick(&condition.sentence)].concat(),
            None => copies.get(),
        });
        let current = {
            let paper = paper.clone();
            Memo::new(move |_| self.status(&paper, standing.get()))
        };
        let choose = move |event| {
            let value = event_target_value(&event);
            let status = ALL.iter().find(|(name, _)| *name == value).map(|(_, status)| *status);
            self.found.update(|found| match status {
                Some(status) => drop(found.insert(paper.id, status)),
                None => drop(found.remove(&paper.id)),
            });
            forget(self.errors, &path);
        };
        let options = {
            let paper = paper.clone();
            move || {
                let standing = standing.get();
                let fitting = ALL.iter().filter(|(_, status)| possible(&paper, standing, *status));
                fitting
                    .map(|(name, status)| {
                        let status = *status;
                        let label: Words = paper_status(status).words();
                        view! { <option value=*name selected=move || current.get() == Some(status)>{label}</option> }
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

/// What the rule `dossier_complete` can accept for a paper.
fn possible(paper: &PaperRequirement, standing: Standing, status: PaperStatus) -> bool {
    match status {
        PaperStatus::Present | PaperStatus::Shown => true,
        PaperStatus::ReplacedByData => paper.replaceable_by_data,
        PaperStatus::NotNeeded => paper.condition.is_some() && !standing.needed,
    }
}

/// What follows without the officer: handed in counts as present until the officer says otherwise.
fn follows(paper: &PaperRequirement, standing: Standing) -> Option<PaperStatus> {
    if standing.given {
        Some(PaperStatus::Present)
    } else if paper.condition.is_some() && !standing.needed {
        Some(PaperStatus::NotNeeded)
    } else if paper.replaceable_by_data {
        Some(PaperStatus::ReplacedByData)
    } else if paper.is_form {
        // The form that is filled in here takes its place.
        Some(PaperStatus::Present)
    } else {
        None
    }
}
