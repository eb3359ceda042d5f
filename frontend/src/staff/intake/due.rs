//! When the dossier would be due if it were accepted now, or from the true time of a late entry, by what is typed so far and by the officer's own answers.

use super::counter::{Counter, Rest};
use domain::{
    expression::ConditionKind,
    form::Answers,
    message::public::{DueDateAnswer, DueDateQuestion},
    procedure::Procedure,
};
use frontend::prelude::*;
use frontend::{api::ApiError, explain::DueExplained, format::moment, t};

/// The date with its explanation. The functions are asked only when an answer changes that a processing time looks at.
#[must_use]
pub fn due(counter: Counter, rest: Rest) -> View {
    let procedure = rest.form.procedure();
    let question = Memo::new(move |_| DueDateQuestion {
        received_at: counter.arrival.received_at(),
        procedure: Some(procedure.code.clone()),
        processing_time: None,
        answers: rest.form.with_answers(|answers| looked_at(&procedure, answers)),
        officer_states: rest.questions.answers(),
        channel: Some(counter.arrival.channel()),
    });
    let found = RwSignal::new(None::<Result<DueDateAnswer, ApiError>>);
    let round = StoredValue::new(0_u32);
    effect(move || {
        let asked = question.get();
        let mine = round.get_value().wrapping_add(1);
        round.set_value(mine);
        leptos::task::spawn_local(async move {
            let answer = crate::api::due_date(&asked).await;
            // A later question, or none when the page is gone, makes this answer worthless.
            if round.try_get_value() == Some(mine) {
                found.set(Some(answer));
            }
        });
    });
    let shown = move || match found.get() {
        None => view! { <p class="soft">{t!("loading")}</p> },
        Some(Err(error)) => view! { <p class="soft">{error}</p> },
        Some(Ok(DueDateAnswer { due, .. })) => {
            let at = due.due_at.map_or_else(|| t!("staff.due.none").get().to_owned(), moment);
            view! { <p class="number"><b>{at}</b></p><DueExplained due=due/> }
        }
    };
    view! { <div aria-live="polite" class="small">{shown}</div> }
}

/// The answers that the processing times ask for; the others are nobody's business yet.
fn looked_at(procedure: &Procedure, answers: &Answers) -> Answers {
    let conditions = procedure.processing_times.iter().filter_map(|time| time.condition.as_ref());
    let mut asked = Answers::new();
    for condition in conditions {
        let names: Vec<String> = match &condition.kind {
            ConditionKind::Expression(expr) => expr.names().into_iter().collect(),
            ConditionKind::ApplicantStates(name) => vec![name.clone()],
            ConditionKind::OfficerStates(_) => Vec::new(),
        };
        for name in names {
            // A name may go on into the value, or into the rows of a list.
            let field = name.split('.').next().unwrap_or_default();
            if let Some(value) = answers.get(field) {
                asked.insert(field.to_owned(), value.clone());
            }
        }
    }
    asked
}
