//! Dossiers of split units: somebody of the province says to which part each belongs, and why.

use super::words;
use crate::{api, route, trouble::trouble};
use domain::message::reorganisation::{Answer, QuestionView, Questions as Asked};
use frontend::prelude::*;
use frontend::{
    api::ApiError,
    i18n::words as text,
    remote::{Load, Remote},
    t,
    ui::{Alert, Button, Field, Input, Look, Tone, radios, text_input},
};

/// The open questions of a plan.
#[component]
pub fn Questions(plan: String) -> View {
    let id = StoredValue::new(plan.clone());
    let remote = Remote::new(move || {
        let plan = plan.clone();
        async move { api::questions(&plan).await }
    });
    let retry = Callback::new(move |()| remote.reload());
    let list = move || match remote.get() {
        Load::Loading => ().into_view(),
        Load::Failed(error) => trouble(error, Some(retry)),
        Load::Ready(asked) if asked.questions.is_empty() => ().into_view(),
        Load::Ready(asked) => {
            let cards: Vec<View> = asked.questions.into_iter().map(|question| card(question, id, remote)).collect();
            view! {
                <section class="no-print">
                    <h2>{t!("staff.plan.questions")}</h2>
                    <p class="soft">{t!("staff.plan.questions_about")}</p>
                    {cards}
                </section>
            }
        }
    };
    list.into_view()
}

fn card(question: QuestionView, plan: StoredValue<String>, remote: Remote<Asked>) -> View {
    let part = RwSignal::new(question.proposed.clone().map(|id| id.0));
    let (reason, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let wrong = RwSignal::new(None::<ApiError>);
    let code = question.code.clone();
    let options = question.parts.iter().map(|(id, name)| (id.0.clone(), text(name.clone()))).collect();
    let parts = Field::new(["part-", code.as_str()].concat(), t!("staff.plan.part")).group().render(|wiring| {
        radios(&wiring, options, part.into(), Callback::new(move |value: String| part.set(Some(value))))
    });
    let why = Field::new(["reason-", code.as_str()].concat(), t!("staff.field.reason")).render(|wiring| {
        let typed = Callback::new(move |text| reason.set(text));
        text_input(wiring, Input::TEXT, String::new(), typed, Callback::new(|()| ()))
    });
    let press = {
        let (code, from) = (question.code.clone(), question.from.clone());
        move |()| {
            let Some(to) = part.get_untracked() else { return };
            busy.set(true);
            let reason = reason.get_untracked();
            let answer = Answer { code: code.clone(), from: from.clone(), to: to.as_str().into(), reason };
            leptos::task::spawn_local(async move {
                match api::answer_questions(&plan.get_value(), vec![answer]).await {
                    Ok(left) => remote.set(left),
                    Err(error) => {
                        wrong.try_set(Some(error));
                        busy.try_set(false);
                    }
                }
            });
        }
    };
    let told = move || wrong.get().map(|error| view! { <Alert tone=Tone::Bad><p>{words::refusal(&error)}</p></Alert> });
    view! {
        <div class="card">
            <p><a class="number" href=route::dossier(code.as_str())>{code.0.clone()}</a>" · "{text(question.from_name)}</p>
            {told}
            {parts}
            {why}
            <Button label=t!("staff.plan.decide") look=Look::Primary busy=busy on_press=press/>
        </div>
    }
}
