//! The second decision: it opens again earlier, or the closure is taken back.

use super::{card::carry, words};
use crate::{
    api,
    fields::{Bound, Errors, Reader, faults},
};
use domain::{
    message::closure::{Closures, EndClosure},
    unit::closure::Decision,
};
use frontend::prelude::*;
use frontend::{
    api::ApiError,
    remote::Remote,
    t,
    ui::{Alert, Button, ErrorSummary, Input, Look, Tone},
};

/// A button that opens the form.
#[must_use]
pub fn form(id: &str, remote: Remote<Closures>) -> View {
    let (open, id) = (RwSignal::new(false), id.to_owned());
    let shown = move || match open.get() {
        true => inputs(id.clone(), open, remote),
        false => {
            let press = move |()| open.set(true);
            view! { <div class="buttons"><Button label=t!("staff.closure.end") on_press=press/></div> }
        }
    };
    shown.into_view()
}

fn inputs(id: String, open: RwSignal<bool>, remote: Remote<Closures>) -> View {
    let errors = Errors::new();
    let [last, number, on, signer] = [(); 4].map(|()| RwSignal::new(String::new()));
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let send = move |()| {
        let mut reader = Reader::new();
        let days = reader.date("last", last).zip(reader.date("decision.on", on));
        let (number, signer) = (reader.text("decision.number", number), reader.text("decision.signer", signer));
        let read = reader.finish(days.map(|(last, on)| EndClosure { last, decision: Decision { number, on, signer } }));
        let second = match read {
            Ok(Some(second)) => second,
            Ok(None) => return,
            Err(wrong) => return errors.set(wrong),
        };
        busy.set(true);
        let id = id.clone();
        leptos::task::spawn_local(async move {
            let done = match api::end_closure(&id, &second).await {
                Ok(view) => carry(view.clone(), RwSignal::new(view)).await,
                Err(error) => Err(error),
            };
            match done {
                Ok(()) => remote.reload(),
                Err(error) => {
                    let fields = error.problem().map(|problem| problem.errors.clone()).unwrap_or_default();
                    if fields.is_empty() {
                        failed.try_set(Some(error));
                    } else {
                        errors.set(fields);
                    }
                    busy.try_set(false);
                }
            }
        });
    };
    let told =
        move || failed.get().map(|error| view! { <Alert tone=Tone::Bad><p>{words::refusal(&error)}</p></Alert> });
    view! {
        <h3>{t!("staff.closure.end")}</h3>
        <p class="soft">{t!("staff.closure.end_about")}</p>
        <ErrorSummary faults=faults(errors)/>
        {told}
        {Bound::new("last", t!("staff.closure.last"), last, errors).hint(t!("staff.closure.last_hint")).line(Input::DATE)}
        {Bound::new("decision.number", t!("staff.closure.number"), number, errors).line(Input { width: "medium", ..Input::TEXT })}
        {Bound::new("decision.on", t!("staff.closure.on"), on, errors).line(Input::DATE)}
        {Bound::new("decision.signer", t!("staff.closure.signer"), signer, errors).line(Input::TEXT)}
        <div class="buttons">
            <Button label=t!("staff.closure.end_now") look=Look::Danger busy=busy on_press=send/>
            <Button label=t!("staff.actions.close") look=Look::Quiet on_press=move |()| open.set(false)/>
        </div>
    }
}
