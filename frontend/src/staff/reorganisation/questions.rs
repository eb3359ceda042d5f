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
use std::collections::BTreeMap;

/// The part and the reason of questions that are not answered yet, by dossier and unit.
type Begun = BTreeMap<String, (Option<String>, String)>;

/// The open questions of a plan.
#[component]
pub fn Questions(plan: String) -> View {
    let id = StoredValue::new(plan.clone());
    let remote = Remote::new(move || {
        let plan = plan.clone();
        async move { api::questions(&plan).await }
    });
    let retry = Callback::new(move |()| remote.reload());
    // An answer draws the others anew: what was begun there stays.
    let begun = StoredValue::new(Begun::new());
    let list = move || match remote.get() {
        Load::Loading => ().into_view(),
        Load::Failed(error) => trouble(error, Some(retry)),
        Load::Ready(asked) if asked.questions.is_empty() => ().into_view(),
        Load::Ready(asked) => {
            let more = asked.more.map(|more| {
                let count = more.to_string();
                view! { <p role="status">{move || t!("staff.plan.questions_more").with(&[("count", &count)])}</p> }
            });
            let cards: Vec<View> =
                asked.questions.into_iter().map(|question| card(question, id, remote, begun)).collect();
            view! {
                <section class="no-print">
                    <h2>{t!("staff.plan.questions")}</h2>
                    <p class="soft">{t!("staff.plan.questions_about")}</p>
                    {cards}
                    {more}
                </section>
            }
        }
    };
    list.into_view()
}

fn card(question: QuestionView, plan: StoredValue<String>, remote: Remote<Asked>, begun: StoredValue<Begun>) -> View {
    let key = StoredValue::new([question.code.as_str(), "/", question.from.as_str()].concat());
    let before = key.with_value(|key| begun.with_value(|all| all.get(key).cloned()));
    let (part, said) = before.unwrap_or_else(|| (question.proposed.clone().map(|id| id.0), String::new()));
    let (part, reason, busy) = (RwSignal::new(part), RwSignal::new(said.clone()), RwSignal::new(false));
    let keep = move || {
        begun.update_value(|all| drop(all.insert(key.get_value(), (part.get_untracked(), reason.get_untracked()))));
    };
    let wrong = RwSignal::new(None::<ApiError>);
    let code = question.code.clone();
    let options = question.parts.iter().map(|(id, name)| (id.0.clone(), text(name.clone()))).collect();
    let parts = Field::new(["part-", code.as_str()].concat(), t!("staff.plan.part")).group().render(|wiring| {
        radios(
            &wiring,
            options,
            part.into(),
            Callback::new(move |value: String| {
                part.set(Some(value));
                keep();
            }),
        )
    });
    let why = Field::new(["reason-", code.as_str()].concat(), t!("staff.field.reason")).render(|wiring| {
        let typed = Callback::new(move |text| {
            reason.set(text);
            keep();
        });
        text_input(wiring, Input::TEXT, said, typed, Callback::new(|()| ()))
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
