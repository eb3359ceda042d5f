//! The papers of a filing: files or sheets for each, and how it stands on the check-list.

use super::counter::{Counter, Rest};
use crate::{
    desk::checklist::Standing,
    fields::{Bound, error_at, id_of},
};
use domain::{
    form::{Facts, paper_is_needed},
    procedure::PaperRequirement,
};
use frontend::prelude::*;
use frontend::{
    api::paths::STAFF_UPLOADS,
    form::Files,
    t,
    ui::{Checkbox, Input},
};

/// How a paper stands now; subscribes.
#[must_use]
pub fn standing(rest: Rest, paper: &PaperRequirement) -> Standing {
    let facts = Facts { officer_states: rest.questions.answers(), ..(*rest.form.facts()).clone() };
    let (on_paper, files) = rest
        .papers
        .with(|papers| papers.get(&paper.id).map_or((false, false), |given| (given.on_paper, !given.files.is_empty())));
    Standing {
        needed: rest.form.with_answers(|answers| paper_is_needed(paper, answers, &facts)),
        given: on_paper || files,
        scanned: paper.is_form || files,
    }
}

/// The list.
#[must_use]
pub fn papers(counter: Counter, rest: Rest) -> View {
    let procedure = rest.form.procedure();
    if procedure.papers.is_empty() {
        return view! { <p>{t!("staff.paper.none")}</p> };
    }
    let rows: Vec<View> = procedure.papers.iter().map(|paper| row(counter, rest, paper)).collect();
    let sheets = Bound::new("paper_count", t!("staff.field.sheets"), rest.sheets, counter.errors)
        .hint(t!("staff.field.sheets_hint"))
        .optional()
        .line(Input { width: "short", ..Input::DIGITS });
    view! { <div class="paper-list">{rows}</div>{sheets} }
}

fn row(counter: Counter, rest: Rest, paper: &PaperRequirement) -> View {
    let id = paper.id;
    let first = rest.papers.with_untracked(|papers| papers.get(&id).cloned()).unwrap_or_default();
    let (files, on_paper) = (RwSignal::new(first.files), RwSignal::new(first.on_paper));
    effect(move || {
        let (files, on_paper) = (files.get(), on_paper.get());
        rest.papers.update(|papers| {
            let given = papers.entry(id).or_default();
            given.files = files;
            given.on_paper = on_paper;
        });
    });
    let known = paper.clone();
    // A memo, so that a paper is drawn anew only when it stands differently.
    let stands = Memo::new(move |_| standing(rest, &known));
    let path = format!("papers[{id}]");
    let dom_id = id_of(&path);
    let label = Signal::stored(paper.name_vi.clone());
    counter.errors.name(&path, label);
    let error = error_at(counter.errors, path);
    let key = counter.key.get_value();
    let idle = move || !stands.get().needed && !stands.get().given;
    view! {
        <div class="paper-row" id=dom_id.clone() class:idle=idle>
            {rest.checklist.line(paper.clone(), stands.into())}
            <div class="paper-given">
                <p class="message bad-text" role="alert">{move || error.get()}</p>
                <Files id=[&dom_id, "-files"].concat() label=label uploads=STAFF_UPLOADS draft=key files=files under_way=counter.under_way/>
                <Checkbox id=[&dom_id, "-sheet"].concat() label=t!("staff.papers.brought_on_paper") checked=on_paper
                    on_change=move |on| on_paper.set(on)/>
            </div>
        </div>
    }
}
