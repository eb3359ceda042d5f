//! Correcting the intake before work starts: answers of the form, or the procedure itself. The form is filled with what
//! was filed; only what changes is sent.

use super::panel::Panel;
use crate::{
    desk::procedure::procedure_field,
    fields::{Bound, Reader, error_at},
};
use domain::{
    dossier::{Action, ActionName, StateName},
    form::{Answers, field::Part},
    ids::ProcedureCode,
    procedure::Procedure,
};
use frontend::prelude::*;
use frontend::{
    form::{Form, part},
    t,
};
use serde_json::Value;

/// The parts of a form in the order in which they are asked.
pub const PARTS: [Part; 5] = [Part::Applicant, Part::Matter, Part::Papers, Part::Return, Part::Declaration];

/// The id that the error summary links to (see [`crate::fields::id_of`]).
const CHOOSER: &str = "act-procedure";

/// The form, another procedure if that was wrong, and why.
#[must_use]
pub fn amend(panel: Panel) -> View {
    let view = panel.view();
    let filed = view.content.answers.clone();
    let first = panel.open.procedure.get_value();
    let own_code = first.code.clone();
    let procedure = RwSignal::new(first);
    let reason = RwSignal::new(String::new());
    let carried = StoredValue::new(panel.kept.take::<Answers>("form").unwrap_or_else(|| filed.clone()));
    let facts = view.dossier.facts();
    // A new form for each procedure; what was typed so far goes over where the names are the same.
    let fields = move || {
        let procedure = procedure.get();
        let fitting = fitting(&carried.get_value(), &procedure);
        let asked = StoredValue::new(procedure.fields.iter().map(|field| field.name.clone()).collect::<Vec<_>>());
        let form = Form::new(procedure, panel.open.reference, fitting, facts.clone());
        effect(move || {
            form.with_raw(|raw| {
                carried.update_value(|kept| {
                    // What was cleared stays cleared; what only another procedure asks for is not touched.
                    asked.with_value(|asked| kept.retain(|name, _| !asked.contains(name)));
                    kept.extend(raw.clone());
                });
            });
            carried.with_value(|kept| panel.kept.keep("form", kept));
        });
        panel.form.set(Some(form));
        PARTS.map(|one| part(form, one)).into_view()
    };
    // After forwarding the route is taken; then only answers can be corrected (guard before_forward), or the procedure
    // with all of them, and the dossier is routed anew.
    let whole = panel.name == ActionName::AmendProcedure;
    let early = whole
        || matches!(
            view.dossier.state.name(),
            StateName::Submitted | StateName::IntakeSupplement | StateName::Accepted | StateName::AwaitingCompetence
        );
    let chooser = early.then(|| {
        let code = Signal::derive(move || Some(procedure.with(|procedure| procedure.code.0.clone())));
        panel.errors.name("procedure", t!("staff.field.procedure").words());
        procedure_field(CHOOSER, code, Callback::new(move |chosen| procedure.set(chosen)))
    });
    let inputs = view! {
        {Bound::new("reason", t!("staff.field.reason"), reason, panel.errors).hint(t!("staff.field.amend_reason_hint")).lines(2)}
        {chooser}
        {move || wrong_procedure(panel)}
        {fields}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let reason = reader.text("reason", reason);
        let Some(form) = panel.form.get_untracked() else { return reader.finish(Action::StartWork) };
        let mut complete = true;
        for part in PARTS {
            complete &= form.accept_part(part);
        }
        if !complete {
            // Which fields are wrong is shown by the form itself and in the summary.
            return reader.finish(()).and(Err(Vec::new()));
        }
        let code = form.procedure().code.clone();
        let answers = form.answers();
        if whole {
            if code == own_code {
                reader.wrong("procedure", "same_procedure");
            }
            return reader.finish(Action::AmendProcedure { procedure: ProcedureCode(code.0), answers, reason });
        }
        let (procedure, answers) =
            if code == own_code { (None, changes(&filed, &answers)) } else { (Some(ProcedureCode(code.0)), answers) };
        reader.finish(Action::AmendIntake { procedure, answers, reason })
    })
}

/// What is wrong with the choice of the procedure, below it.
fn wrong_procedure(panel: Panel) -> Option<View> {
    let error = error_at(panel.errors, "procedure".to_owned()).get()?;
    Some(view! { <p class="bad-text" role="alert">{error}</p> })
}

/// The answers that another procedure asks for too.
fn fitting(answers: &Answers, procedure: &Procedure) -> Answers {
    let known = |name: &String| procedure.fields.iter().any(|field| field.name == *name);
    answers
        .iter()
        .filter(|(name, value)| known(name) && !value.is_null())
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// What is new or different; what is gone becomes null.
fn changes(before: &Answers, after: &Answers) -> Answers {
    let changed = after.iter().filter(|(name, value)| before.get(*name) != Some(value));
    let gone = before.keys().filter(|name| !after.contains_key(*name)).map(|name| (name.clone(), Value::Null));
    changed.map(|(name, value)| (name.clone(), value.clone())).chain(gone).collect()
}
