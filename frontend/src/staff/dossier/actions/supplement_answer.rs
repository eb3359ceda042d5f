//! The citizen's answer to a supplement, given at the desk: identity, then each line with its files or sheets, or its
//! new value.

use super::{panel::Panel, supplement::target_name};
use crate::fields::{Bound, IdentityInput, Reader, error_at, id_of, tick};
use domain::{
    dossier::{
        Action, ActionName,
        action::SupplementAnswer,
        state::{SupplementItem, SupplementTarget},
    },
    form::Answers,
};
use frontend::prelude::*;
use frontend::{
    api::paths::STAFF_UPLOADS,
    form::{self, Files, Form, SentFile},
    t,
    ui::{Field, Input},
};

/// One line of form 02 and what was brought for it.
#[derive(Clone)]
struct Line {
    item: SupplementItem,
    files: RwSignal<Vec<SentFile>>,
    on_paper: RwSignal<bool>,
}

/// The answer.
#[must_use]
pub fn answer(panel: Panel) -> View {
    let view = panel.view();
    let request = view.dossier.state.supplement().cloned();
    let lines: Vec<Line> = request
        .into_iter()
        .flat_map(|request| request.items)
        .map(|item| Line { item, files: RwSignal::new(Vec::new()), on_paper: RwSignal::new(false) })
        .collect();
    let facts = view.dossier.facts();
    let answers = panel.kept.take::<Answers>("form").unwrap_or(view.content.answers);
    let form = Form::new(panel.open.procedure.get_value(), panel.open.reference, answers, facts);
    effect(move || form.with_raw(|raw| panel.kept.keep("form", raw)));
    let (identity, sheets) = (IdentityInput::new(), RwSignal::new(String::new()));
    let rows: Vec<View> = lines.iter().enumerate().map(|(at, line)| row(panel, form, at, line)).collect();
    let after_acceptance = panel.name == ActionName::SupplementReceived;
    let counted = after_acceptance.then(|| {
        Bound::new("paper_count", t!("staff.field.sheets_added"), sheets, panel.errors)
            .optional()
            .line(Input { width: "short", ..Input::DIGITS })
    });
    let inputs = view! { {identity.view(panel.errors)}{rows}{counted} };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let identity = Some(reader.identity(identity));
        let paper_count = reader.sheets("paper_count", sheets);
        let items = lines.iter().enumerate().map(|(at, line)| read(&mut reader, form, at, line)).collect();
        reader.finish(if after_acceptance {
            Action::SupplementReceived { items, paper_count, identity }
        } else {
            Action::Resubmit { items, identity }
        })
    })
}

fn path(at: usize) -> String {
    format!("items[{at}]")
}

fn row(panel: Panel, form: Form, at: usize, line: &Line) -> View {
    let title = panel.open.procedure.with_value(|procedure| target_name(procedure, &line.item.target));
    let path = path(at);
    panel.errors.name(&path, title);
    panel.errors.tie(&[&path, ".files"].concat(), line.files);
    panel.errors.tie(&[&path, ".on_paper"].concat(), line.on_paper);
    let missing = line.item.missing.clone();
    let field = Field::new(id_of(&path), title)
        .hint(Signal::stored(missing))
        .error(error_at(panel.errors, path.clone()))
        .group();
    field.render(|_| match &line.item.target {
        SupplementTarget::Paper { .. } => {
            let draft = panel.draft.get_value();
            view! {
                <Files id=[&id_of(&path), "-files"].concat() label=title uploads=STAFF_UPLOADS draft=draft
                    files=line.files under_way=panel.uploading/>
                {tick([&id_of(&path), "-paper"].concat(), t!("staff.papers.brought_on_paper"), line.on_paper)}
            }
        }
        SupplementTarget::Field { name } => form::only(form, std::slice::from_ref(name)),
    })
}

fn read(reader: &mut Reader, form: Form, at: usize, line: &Line) -> SupplementAnswer {
    let files: Vec<_> = line.files.with_untracked(|files| files.iter().map(|file| file.id.clone()).collect());
    let on_paper = line.on_paper.get_untracked();
    let value = match &line.item.target {
        SupplementTarget::Field { name } => form.answers().get(name).cloned(),
        SupplementTarget::Paper { .. } => None,
    };
    let answered = match &line.item.target {
        SupplementTarget::Paper { .. } => on_paper || !files.is_empty(),
        SupplementTarget::Field { .. } => value.is_some(),
    };
    if !answered {
        reader.wrong(&path(at), "required");
    }
    SupplementAnswer { target: line.item.target.clone(), files, value, on_paper }
}
