//! The papers: the questions they depend on, and the files for each one that is needed.

use super::steps::Filing;
use crate::paper_notes::paper_notes;
use domain::{
    form::{field::Part, file_is_asked, is_the_form_itself},
    procedure::PaperRequirement,
};
use frontend::prelude::*;
use frontend::{
    api::paths::PUBLIC_UPLOADS,
    form::{Files, SentFile, words},
    t,
    ui::Fault,
};

#[component]
pub fn Papers(filing: Filing) -> View {
    let questions = frontend::form::part(filing.form, Part::Papers);
    // Which papers there are never changes; which are shown does.
    let rows: Vec<_> = untrack(|| filing.form.papers()).into_iter().map(|(paper, _)| row(filing, paper)).collect();
    let none = rows.is_empty().then(|| view! { <p>{t!("papers.none")}</p> });
    view! {
        {questions}
        <p class="soft">{t!("papers.hint")}</p>
        {none}
        <ul class="papers">{rows}</ul>
    }
}

fn row(filing: Filing, paper: PaperRequirement) -> View {
    let id = paper.id;
    let needed = Memo::new(move |_| {
        filing
            .form
            .papers()
            .into_iter()
            .find(|(paper, _)| paper.id == id)
            .is_some_and(|(_, needed)| needed != Some(false))
    });
    let notes = paper_notes(&paper);
    let name = paper.name_vi.clone();
    let control = if is_the_form_itself(&paper) {
        view! { <p class="small soft">{t!("paper.is_form")}</p> }
    } else {
        let files = RwSignal::new(filing.draft.with_untracked(|draft| draft.files_of(id).to_vec()));
        effect(move || {
            let files: Vec<SentFile> = files.get();
            if filing.draft.with_untracked(|draft| draft.files_of(id) != files) {
                filing.draft.update(|draft| draft.set_files(id, files));
                let own = path(id);
                filing.refused.update(|refused| refused.retain(|error| error.field != own));
            }
        });
        let wrong = Signal::derive(move || filing.paper_error(id));
        let message = control_message(id);
        let draft = filing.draft.with_untracked(|draft| draft.id.clone());
        view! {
            <p class="message" id=message.clone() aria-live="polite">{move || wrong.get().unwrap_or_default()}</p>
            <Files id=control_id(id) label=Signal::stored(paper.name_vi.clone()) uploads=PUBLIC_UPLOADS draft files
                under_way=filing.under_way described_by=message/>
        }
    };
    view! {
        <li hidden=move || !needed.get() class:wrong=move || filing.paper_error(id).is_some()>
            <p><strong>{name}</strong></p>{notes}{control}
        </li>
    }
}

fn control_id(paper: u8) -> String {
    ["paper-", &paper.to_string()].concat()
}

fn control_message(paper: u8) -> String {
    [&control_id(paper), "-error"].concat()
}

/// As the functions name a paper in their errors.
fn path(paper: u8) -> String {
    ["papers[", &paper.to_string(), "]"].concat()
}

impl Filing {
    /// Whether a file must come with the filing for this paper.
    fn wants_file(self, paper: &PaperRequirement) -> bool {
        self.form.with_answers(|answers| file_is_asked(paper, answers, &self.form.facts()))
    }

    /// Papers without the file they need, and what the functions said of papers. Subscribes.
    pub fn paper_faults(self) -> Vec<Fault> {
        let papers = self.form.papers();
        let fault = |(paper, _): &(PaperRequirement, Option<bool>)| {
            let words = self.paper_wrong(paper)?;
            Some(Fault { id: control_id(paper.id), text: [paper.name_vi.as_str(), ": ", &words].concat() })
        };
        papers.iter().filter_map(fault).collect()
    }

    fn paper_wrong(self, paper: &PaperRequirement) -> Option<String> {
        let own = path(paper.id);
        let said = self.refused.with(|refused| refused.iter().find(|error| error.field == own).map(words::of));
        let empty = self.draft.with(|draft| draft.files_of(paper.id).is_empty());
        said.or_else(|| (empty && self.wants_file(paper)).then(|| t!("papers.missing").get().to_owned()))
    }

    fn paper_error(self, id: u8) -> Option<String> {
        if !self.tried.with(|tried| tried[2]) {
            return None;
        }
        let papers = self.form.papers();
        let (paper, _) = papers.iter().find(|(paper, _)| paper.id == id)?;
        self.paper_wrong(paper)
    }
}
