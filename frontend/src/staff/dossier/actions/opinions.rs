//! Opinions of other agencies: asking several at once, answering, an answer that came on paper, taking a question back.

use super::{document::Document, panel::Panel, transfer::agencies};
use crate::{
    dossier::opinions::{question, waiting},
    fields::{Bound, Reader, error_at, id_of, searched, tick_at},
};
use domain::{
    dossier::{
        Action, ActionName,
        action::{MAX_OPINIONS, OpinionInput},
        event::FileCard,
    },
    ids::AgencyId,
};
use frontend::prelude::*;
use frontend::{
    i18n::Words,
    t,
    ui::{Button, Field, Input, Item, Look},
};

/// One question in the making.
#[derive(Clone)]
struct Line {
    number: u32,
    agency: RwSignal<String>,
    question: RwSignal<String>,
    due_on: RwSignal<String>,
    /// Each file of the dossier, and whether it goes along.
    files: Vec<(FileCard, RwSignal<bool>)>,
}

impl Line {
    fn new(number: u32, files: &[FileCard]) -> Self {
        let text = || RwSignal::new(String::new());
        let files = files.iter().map(|file| (file.clone(), RwSignal::new(false))).collect();
        Self { number, agency: text(), question: text(), due_on: text(), files }
    }
}

/// Questions to one or several agencies. Whether the dossier waits is the action's own: the two stand side by side.
#[must_use]
pub fn ask(panel: Panel) -> View {
    let view = panel.view();
    let files: Vec<FileCard> = view.content.papers.iter().flat_map(|paper| paper.files.clone()).collect();
    let agencies = agencies(panel);
    let first = (0..).take(panel.kept.lines("opinions").unwrap_or(1).max(1));
    let first: Vec<Line> = first.map(|number| Line::new(number, &files)).collect();
    let next = StoredValue::new(u32::try_from(first.len()).unwrap_or(u32::MAX));
    let lines = RwSignal::new(first);
    effect(move || panel.kept.keep_lines("opinions", lines.with(Vec::len)));
    let add = move |()| {
        let number = next.get_value();
        next.set_value(number.saturating_add(1));
        let at = lines.with_untracked(Vec::len);
        lines.update(|lines| lines.push(Line::new(number, &files)));
        frontend::dom::focus_later(id_of(&path(at, "agency")));
    };
    let rows = move || {
        let all = lines.get();
        let several = all.len() > 1;
        let editors = all.into_iter().enumerate();
        editors.map(|(at, line)| editor(panel, at, &line, agencies, several.then_some(lines))).collect::<Vec<_>>()
    };
    let full = Signal::derive(move || lines.with(Vec::len) >= MAX_OPINIONS);
    panel.errors.name("opinions", t!("staff.opinion.list").words());
    let list = Field::new(id_of("opinions"), t!("staff.opinion.list"))
        .hint(t!("staff.opinion.list_hint"))
        .error(error_at(panel.errors, "opinions".to_owned()))
        .group()
        .render(|_| view! { {rows}<Button label=t!("staff.opinion.add") disabled=full on_press=add/> });
    let blocking = panel.name == ActionName::AskOpinion;
    panel.frame(list, move || {
        let mut reader = Reader::new();
        let all = lines.get_untracked();
        let opinions = all.iter().enumerate().map(|(at, line)| read(&mut reader, at, line)).collect();
        reader.finish(if blocking { Action::AskOpinion { opinions } } else { Action::AskSideOpinion { opinions } })
    })
}

fn path(at: usize, part: &str) -> String {
    format!("opinions[{at}].{part}")
}

fn read(reader: &mut Reader, at: usize, line: &Line) -> OpinionInput {
    let files = line.files.iter().filter(|(_, goes)| goes.get_untracked());
    OpinionInput {
        agency: AgencyId(reader.text(&path(at, "agency"), line.agency)),
        office: None,
        question: reader.text(&path(at, "question"), line.question),
        documents: files.map(|(file, _)| file.id.clone()).collect(),
        due_on: reader.date(&path(at, "due_on"), line.due_on).unwrap_or_default(),
    }
}

fn editor(
    panel: Panel,
    at: usize,
    line: &Line,
    agencies: Signal<Vec<Item>>,
    lines: Option<RwSignal<Vec<Line>>>,
) -> View {
    let (number, errors) = (line.number, panel.errors);
    let shown = (at + 1).to_string();
    let title = move || t!("staff.opinion.line").with(&[("number", &shown)]);
    let remove = lines.map(|lines| {
        let press = move |()| lines.update(|lines| lines.retain(|known| known.number != number));
        view! { <Button label=t!("staff.supplement.remove") look=Look::Quiet on_press=press/> }
    });
    let boxes: Vec<View> = line
        .files
        .iter()
        .enumerate()
        .map(|(file_at, (file, goes))| {
            tick_at(&path(at, &format!("documents[{file_at}]")), Signal::stored(file.name.clone()), *goes, errors)
        })
        .collect();
    let papers = (!boxes.is_empty()).then(|| {
        let documents = path(at, "documents");
        errors.name(&documents, t!("staff.opinion.papers").words());
        let field = Field::new(id_of(&documents), t!("staff.opinion.papers"))
            .hint(t!("staff.opinion.papers_hint"))
            .required(false)
            .unmarked()
            .error(error_at(errors, documents))
            .group();
        field.render(|_| view! { <div class="options">{boxes}</div> })
    });
    view! {
        <div class="line-editor">
            <p class="line-title"><b>{title}</b>{remove}</p>
            {searched(&path(at, "agency"), t!("staff.opinion.agency"), agencies, line.agency, errors, true)}
            {Bound::new(path(at, "question"), t!("staff.opinion.question"), line.question, errors).lines(3)}
            {Bound::new(path(at, "due_on"), t!("staff.opinion.due_on"), line.due_on, errors).hint(t!("staff.opinion.due_hint")).line(Input::DATE)}
            {papers}
        </div>
    }
}

/// Which open question an action is about; where there is only one, nothing needs to be chosen.
#[derive(Clone, Copy)]
struct Which(RwSignal<String>);

impl Which {
    fn new(panel: Panel) -> (Self, View) {
        let view = panel.view();
        let open: Vec<_> = view.dossier.open_opinions().cloned().collect();
        let value = RwSignal::new(String::new());
        if let [only] = open.as_slice() {
            value.set(only.id.to_string());
            return (Self(value), view! { <ul class="plain">{question(&view, only)}</ul> });
        }
        let options: Vec<(String, Words)> =
            open.iter().map(|item| (item.id.to_string(), waiting(&view, item))).collect();
        (Self(value), Bound::new("opinion", t!("staff.opinion.which"), value, panel.errors).choices(options))
    }

    fn read(self, reader: &mut Reader) -> u8 {
        reader.text("opinion", self.0).parse().unwrap_or_default()
    }
}

/// The asked agency answers; a document may come along. An answer on paper is entered with its scan.
#[must_use]
pub fn answer(panel: Panel) -> View {
    let ((which, choice), answer, document) = (Which::new(panel), RwSignal::new(String::new()), Document::new());
    let on_paper = panel.name == ActionName::RecordOpinionAnswer;
    let hint = if on_paper { t!("staff.opinion.scan_hint") } else { t!("staff.opinion.document_hint") };
    let inputs = view! {
        {choice}
        {Bound::new("answer", t!("staff.opinion.answer"), answer, panel.errors).lines(4)}
        {document.view(panel, t!("staff.opinion.document"), hint, on_paper)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let opinion = which.read(&mut reader);
        let answer = reader.text("answer", answer);
        let document = document.get();
        if on_paper && document.is_none() {
            reader.wrong("document", "required");
        }
        reader.finish(()).and_then(|()| match (on_paper, document) {
            (true, Some(document)) => Ok(Action::RecordOpinionAnswer { opinion, answer, document }),
            (true, None) => Err(Vec::new()),
            (false, document) => Ok(Action::AnswerOpinion { opinion, answer, document }),
        })
    })
}

/// A question is taken back.
#[must_use]
pub fn withdraw(panel: Panel) -> View {
    let ((which, choice), reason) = (Which::new(panel), RwSignal::new(String::new()));
    let inputs = view! {
        {choice}
        {Bound::new("reason", t!("staff.field.reason"), reason, panel.errors).lines(3)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let opinion = which.read(&mut reader);
        let reason = reader.text("reason", reason);
        reader.finish(Action::WithdrawOpinion { opinion, reason })
    })
}
