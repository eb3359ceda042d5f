//! Asking for a supplement: one full list of what is missing (form 02), proposed to the unit head, or agreed to.

use super::panel::Panel;
use crate::{
    dossier::outcome::list,
    fields::{Bound, Reader, error_at, id_of},
    intake::today,
    words::data_gap,
};
use domain::{
    dossier::{
        Action, ActionName,
        action::DataProblem,
        head::SupplementProposal,
        state::{SupplementItem, SupplementTarget},
    },
    procedure::{PaperRequirement, Procedure},
};
use frontend::prelude::*;
use frontend::{
    format::date,
    i18n::{self, Words, pick},
    t,
    ui::{Button, Field, Input, Look},
};
use jiff::{Span, civil::Date};

/// Why data cannot take a paper's place, as values of a choice.
const PROBLEMS: [(&str, DataProblem); 3] =
    [("missing", DataProblem::Missing), ("wrong", DataProblem::Wrong), ("unreachable", DataProblem::Unreachable)];

/// One line of the list in the making.
#[derive(Clone, Copy)]
struct Line {
    number: u32,
    target: RwSignal<String>,
    missing: RwSignal<String>,
    legal_basis: RwSignal<String>,
    /// Why data do not take the paper's place, where they should.
    fallback: RwSignal<String>,
}

impl Line {
    fn new(number: u32) -> Self {
        let text = || RwSignal::new(String::new());
        Self { number, target: text(), missing: text(), legal_basis: text(), fallback: text() }
    }

    /// A line of a list that was proposed before.
    fn of(number: u32, item: &SupplementItem) -> Self {
        let line = Self::new(number);
        line.target.set(key(&item.target));
        line.missing.set(item.missing.clone());
        line.legal_basis.set(item.legal_basis.clone());
        line.fallback.set(item.fallback.and_then(problem_key).unwrap_or_default().to_owned());
        line
    }
}

/// The list editor. What the head has agreed to is sent as it is.
#[must_use]
pub fn ask(panel: Panel) -> View {
    let proposal = panel.view().dossier.supplement_proposal;
    match proposal {
        Some(proposal) if panel.name == ActionName::RequestSupplement => send_agreed(panel, &proposal),
        other => edit(panel, other.as_ref()),
    }
}

/// The last day that the procedure's own time for supplements would give; none where it has none.
fn usual_due(panel: Panel) -> Option<Date> {
    let days = panel.open.procedure.with_value(|procedure| procedure.handling.supplement_days)?;
    today().checked_add(Span::new().days(days)).ok()
}

fn edit(panel: Panel, before: Option<&SupplementProposal>) -> View {
    let kept = panel.kept.lines("items").filter(|count| *count > 0);
    let first: Vec<Line> = match (kept, before) {
        (Some(count), _) => (0..).take(count).map(Line::new).collect(),
        (None, Some(proposal)) => (0..).zip(&proposal.items).map(|(number, item)| Line::of(number, item)).collect(),
        (None, None) => vec![Line::new(0)],
    };
    let next = StoredValue::new(u32::try_from(first.len()).unwrap_or(u32::MAX));
    let lines = RwSignal::new(first);
    effect(move || panel.kept.keep_lines("items", lines.with(Vec::len)));
    let reason = RwSignal::new(before.map(|proposal| proposal.reason.clone()).unwrap_or_default());
    let due_on = RwSignal::new(
        before.map(|proposal| proposal.due_on).or_else(|| usual_due(panel)).map(date).unwrap_or_default(),
    );
    let add = move |()| {
        let number = next.get_value();
        next.set_value(number.saturating_add(1));
        lines.update(|lines| lines.push(Line::new(number)));
        frontend::dom::focus_later(["supplement-line-", &number.to_string()].concat());
    };
    let options = panel.open.procedure.with_value(|procedure| targets(procedure));
    let rows = move || {
        let all = lines.get();
        let several = all.len() > 1;
        let row = |(at, line): (usize, Line)| editor(panel, at, line, options.clone(), several.then_some(lines));
        all.into_iter().enumerate().map(row).collect::<Vec<_>>()
    };
    panel.errors.name("items", t!("staff.supplement.list").words());
    let list = Field::new(id_of("items"), t!("staff.supplement.list"))
        .hint(t!("staff.supplement.list_hint"))
        .error(error_at(panel.errors, "items".to_owned()))
        .group()
        .render(|_| view! { {rows}<Button label=t!("staff.supplement.add") on_press=add/> });
    let inputs = view! {
        {list}
        {Bound::new("reason", t!("staff.supplement.reason"), reason, panel.errors).lines(3)}
        {Bound::new("due_on", t!("staff.supplement.due_on"), due_on, panel.errors).hint(t!("staff.supplement.due_hint")).line(Input::DATE)}
    };
    let name = panel.name;
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let all = lines.get_untracked().into_iter().enumerate();
        let items = panel
            .open
            .procedure
            .with_value(|procedure| all.map(|(at, line)| read(&mut reader, procedure, at, line)).collect());
        let reason = reader.text("reason", reason);
        let due_on = reader.date("due_on", due_on).unwrap_or_default();
        reader.finish(if name == ActionName::ProposeSupplement {
            Action::ProposeSupplement { items, reason, due_on }
        } else {
            Action::RequestSupplement { items, reason, due_on }
        })
    })
}

fn path(at: usize, part: &str) -> String {
    format!("items[{at}].{part}")
}

fn read(reader: &mut Reader, procedure: &Procedure, at: usize, line: Line) -> SupplementItem {
    let chosen = reader.text(&path(at, "target"), line.target);
    let by_data = replaced(procedure, &chosen).map(|_| reader.text(&path(at, "fallback"), line.fallback));
    let fallback =
        by_data.and_then(|given| PROBLEMS.iter().find(|(key, _)| *key == given).map(|(_, problem)| *problem));
    let target = target(&chosen).unwrap_or(SupplementTarget::Field { name: chosen });
    SupplementItem {
        target,
        missing: reader.text(&path(at, "missing"), line.missing),
        legal_basis: reader.text(&path(at, "legal_basis"), line.legal_basis),
        fallback,
    }
}

/// The paper of a chosen target that data should replace.
fn replaced<'a>(procedure: &'a Procedure, chosen: &str) -> Option<&'a PaperRequirement> {
    let SupplementTarget::Paper { id } = target(chosen)? else { return None };
    procedure.papers.iter().find(|paper| paper.id == id && paper.data_first())
}

fn problem_key(problem: DataProblem) -> Option<&'static str> {
    PROBLEMS.iter().find(|(_, known)| *known == problem).map(|(key, _)| *key)
}

/// Why the paper itself is asked for; only where data should take its place.
fn why_not_data(panel: Panel, at: usize, line: Line) -> View {
    let source = Memo::new(move |_| {
        let chosen = line.target.get();
        panel.open.procedure.with_value(|procedure| replaced(procedure, &chosen)?.replaceable_by.clone())
    });
    let ask = move || {
        source.get().map(|source| {
            let hint =
                Signal::derive(move || t!("staff.supplement.by_data").with(&[("database", &pick(&source.database))]));
            let options = PROBLEMS.iter().map(|(key, problem)| ((*key).to_owned(), data_gap(*problem).words()));
            Bound::new(path(at, "fallback"), t!("staff.supplement.why_not_data"), line.fallback, panel.errors)
                .hint(hint)
                .select(options.collect())
        })
    };
    view! { {ask} }
}

fn editor(
    panel: Panel,
    at: usize,
    line: Line,
    options: Vec<(String, Words)>,
    lines: Option<RwSignal<Vec<Line>>>,
) -> View {
    let number = (at + 1).to_string();
    let title = move || t!("staff.supplement.line").with(&[("number", &number)]);
    let remove = lines.map(|lines| {
        let press = move |()| lines.update(|lines| lines.retain(|known| known.number != line.number));
        view! { <Button label=t!("staff.supplement.remove") look=Look::Quiet on_press=press/> }
    });
    let errors = panel.errors;
    view! {
        <div class="line-editor" id=["supplement-line-", &line.number.to_string()].concat()>
            <p class="line-title"><b>{title}</b>{remove}</p>
            {Bound::new(path(at, "target"), t!("staff.supplement.target"), line.target, errors).select(options)}
            {why_not_data(panel, at, line)}
            {Bound::new(path(at, "missing"), t!("staff.supplement.missing"), line.missing, errors).hint(t!("staff.supplement.missing_hint")).lines(2)}
            {Bound::new(path(at, "legal_basis"), t!("staff.field.legal_basis"), line.legal_basis, errors).line(Input::TEXT)}
        </div>
    }
}

/// Everything that can be asked for: the papers, then the questions of the form.
fn targets(procedure: &Procedure) -> Vec<(String, Words)> {
    let paper = |paper: &domain::procedure::PaperRequirement| {
        let name = paper.name_vi.clone();
        let words = Signal::derive(move || [t!("staff.supplement.paper").get(), ": ", &name].concat());
        (key(&SupplementTarget::Paper { id: paper.id }), words)
    };
    let field = |field: &domain::form::Field| {
        let label = field.label.clone();
        let words = Signal::derive(move || [t!("staff.supplement.field").get(), ": ", &pick(&label)].concat());
        (key(&SupplementTarget::Field { name: field.name.clone() }), words)
    };
    procedure.papers.iter().map(paper).chain(procedure.fields.iter().map(field)).collect()
}

/// A target as the value of a choice.
fn key(target: &SupplementTarget) -> String {
    match target {
        SupplementTarget::Paper { id } => format!("paper:{id}"),
        SupplementTarget::Field { name } => format!("field:{name}"),
    }
}

fn target(key: &str) -> Option<SupplementTarget> {
    match key.split_once(':')? {
        ("paper", id) => Some(SupplementTarget::Paper { id: id.parse().ok()? }),
        ("field", name) => Some(SupplementTarget::Field { name: name.to_owned() }),
        _ => None,
    }
}

/// What a target is called.
#[must_use]
pub fn target_name(procedure: &Procedure, target: &SupplementTarget) -> Words {
    match target {
        SupplementTarget::Paper { id } => {
            let paper = procedure.papers.iter().find(|paper| paper.id == *id);
            Signal::stored(paper.map_or_else(|| id.to_string(), |paper| paper.name_vi.clone()))
        }
        SupplementTarget::Field { name } => match procedure.fields.iter().find(|field| field.name == *name) {
            Some(field) => i18n::words(field.label.clone()),
            None => Signal::stored(name.clone()),
        },
    }
}

fn shown(procedure: &Procedure, proposal: &SupplementProposal) -> View {
    list(procedure, &proposal.items, &proposal.reason, proposal.due_on)
}

fn send_agreed(panel: Panel, proposal: &SupplementProposal) -> View {
    let inputs = panel.open.procedure.with_value(|procedure| shown(procedure, proposal));
    let proposal = proposal.clone();
    panel.frame(inputs, move || {
        let SupplementProposal { items, reason, due_on, .. } = proposal.clone();
        Ok(Action::RequestSupplement { items, reason, due_on })
    })
}

/// The unit head reads the list and agrees.
#[must_use]
pub fn agree(panel: Panel) -> View {
    let proposal = panel.view().dossier.supplement_proposal;
    let inputs = panel.open.procedure.with_value(|procedure| proposal.map(|proposal| shown(procedure, &proposal)));
    panel.frame(view! { {inputs} }, || Ok(Action::AgreeSupplement))
}
