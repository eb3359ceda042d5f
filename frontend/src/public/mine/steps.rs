//! What a citizen can do with an own dossier besides supplementing it: pay what is asked and show it, choose another
//! way of return, withdraw, stay after all, rate.

use super::sender::{Sender, entry, missing, noted, optional, typed};
use crate::context::shared;
use domain::{
    dossier::ActionName,
    form::{FieldError, dates::Partial, rule::Precision},
    message::public::MyDossierView,
    procedure::{Procedure, ReturnMethod},
};
use frontend::prelude::*;
use frontend::{
    api::paths::PUBLIC_UPLOADS,
    form::Files,
    format::dong,
    t,
    ui::{Checkbox, Combobox, Input, Look, radios},
    words::{RATING, rating_level, return_method},
};
use serde_json::{Map, Value};

/// What is asked of the citizen, before the status.
#[must_use]
pub fn asked(view: &MyDossierView, renewed: Callback<MyDossierView>) -> View {
    let may = |name| view.allowed.contains(&name);
    view! {
        {may(ActionName::ObligationFulfilled).then(|| obligation(view, renewed))}
        {may(ActionName::CancelWithdrawal).then(|| stay(view, renewed))}
        {may(ActionName::Rate).then(|| rate(view, renewed))}
    }
}

/// What the citizen may also do, folded away below it.
#[must_use]
pub fn also(view: &MyDossierView, procedure: &Procedure, renewed: Callback<MyDossierView>) -> View {
    let may = |name| view.allowed.contains(&name);
    view! {
        {may(ActionName::ChangeReturnPlace).then(|| change_return(view, procedure, renewed))}
        {may(ActionName::RequestWithdrawal).then(|| withdraw(view, renewed))}
    }
}

/// R15; nobody has to say why, but it is confirmed.
fn withdraw(view: &MyDossierView, renewed: Callback<MyDossierView>) -> View {
    let step = Sender::new("request_withdrawal", view, renewed);
    let (reason, sure) = (RwSignal::new(String::new()), RwSignal::new(false));
    let reason_field = step.text(step.field("reason", t!("mine.withdraw_reason")).required(false), reason, None);
    let sure_field = step.field("sure", t!("mine.withdraw_sure")).bare().render(|wiring| {
        view! { <Checkbox id=wiring.id.clone() label=t!("mine.withdraw_sure") checked=sure on_change=move |on| sure.set(on) wiring/> }
    });
    let press = move || {
        if sure.get_untracked() {
            step.send(entry("reason", optional(reason)), noted());
        } else {
            step.refuse(vec![FieldError::new("sure", "must_be_true")]);
        }
    };
    view! {
        <details class="no-print">
            <summary>{t!("mine.withdraw")}</summary>
            <p>{t!("mine.withdraw_note")}</p>
            {reason_field}{sure_field}
            {step.foot(t!("mine.withdraw"), Look::Danger, press)}
        </details>
    }
}

fn stay(view: &MyDossierView, renewed: Callback<MyDossierView>) -> View {
    let step = Sender::new("cancel_withdrawal", view, renewed);
    view! {
        <section class="card no-print">
            <p>{t!("mine.stay_note")}</p>
            {step.foot(t!("mine.stay"), Look::Primary, move || step.send(Map::new(), noted()))}
        </section>
    }
}

/// R12: what is to be paid, and the receipt.
fn obligation(view: &MyDossierView, renewed: Callback<MyDossierView>) -> View {
    let step = Sender::new("obligation_fulfilled", view, renewed);
    let asked = view.obligation.clone().map(|asked| {
        let amount = asked.amount_vnd.map(|amount| view! { <strong class="number">{dong(amount)}</strong>", " });
        view! { <p>{amount}{asked.kind}"; "{asked.payee}" ("<span class="number">{asked.slip_number}</span>")"</p> }
    });
    let [number, amount, day] = [(); 3].map(|()| RwSignal::new(String::new()));
    let (files, under_way) = (RwSignal::new(Vec::new()), RwSignal::new(0));
    let short = Input { width: "medium", ..Input::TEXT };
    let press = move || {
        let sum = typed(amount).replace(['.', ' '], "").parse::<u64>().ok();
        let paid_on = Partial::parse_typed(&typed(day)).filter(|day| day.precision() == Precision::Day);
        let paid_on = paid_on.map(Partial::first);
        let absent = [
            typed(number).is_empty().then(|| missing("proof.number")),
            sum.is_none().then(|| FieldError::new("proof.amount_vnd", "not_whole")),
            paid_on.is_none().then(|| FieldError::new("proof.paid_at", "bad_date")),
        ];
        let absent: Vec<FieldError> = absent.into_iter().flatten().collect();
        let (Some(sum), Some(paid_on), true) = (sum, paid_on, absent.is_empty()) else { return step.refuse(absent) };
        if under_way.get_untracked() > 0 {
            return;
        }
        let proof = Map::from_iter([
            ("number".to_owned(), Value::String(typed(number))),
            ("amount_vnd".to_owned(), Value::from(sum)),
            ("paid_at".to_owned(), Value::String([&paid_on.to_string(), "T00:00:00+07:00"].concat())),
        ]);
        let mut input = entry("proof", Value::Object(proof));
        let last =
            files.with_untracked(|files: &Vec<frontend::form::SentFile>| files.last().map(|file| file.id.0.clone()));
        if let Some(file) = last {
            input.insert("document".to_owned(), Value::String(file));
        }
        step.send(input, noted());
    };
    view! {
        <section class="card no-print">
            <h2>{t!("mine.pay")}</h2>
            {asked}
            {step.text(step.field("proof.number", t!("mine.pay_receipt")), number, Some(short))}
            {step.text(step.field("proof.amount_vnd", t!("mine.pay_amount")), amount, Some(Input::DIGITS))}
            {step.text(step.field("proof.paid_at", t!("mine.pay_day")), day, Some(Input::DATE))}
            <p class="small">{t!("mine.pay_picture")}</p>
            <Files id="pay-file" label=t!("mine.pay_picture") uploads=PUBLIC_UPLOADS draft=step.id.get_value() files under_way/>
            {step.foot(t!("mine.pay_send"), Look::Primary, press)}
        </section>
    }
}

fn change_return(view: &MyDossierView, procedure: &Procedure, renewed: Callback<MyDossierView>) -> View {
    let step = Sender::new("change_return_place", view, renewed);
    let before = view.return_to.clone();
    let [method, centre, address] =
        [method_name(before.method).to_owned(), before.centre.0, before.address.unwrap_or_default()].map(RwSignal::new);
    let options = procedure
        .return_methods
        .iter()
        .map(|one| (method_name(*one).to_owned(), return_method(*one).words()))
        .collect();
    let chosen = Signal::derive(move || Some(method.get()));
    let by = step.field("return_to.method", t!("return.method")).group();
    let by = by.render(|wiring| radios(&wiring, options, chosen, Callback::new(move |name| method.set(name))));
    let reference = shared().reference;
    let items = Signal::derive(move || reference.centre_items());
    let place = Signal::derive(move || Some(centre.get()).filter(|centre| !centre.is_empty()));
    let choose = Callback::new(move |code: Option<String>| centre.set(code.unwrap_or_default()));
    let at = step.field("return_to.centre", t!("return.centre"));
    let at = at.render(|wiring| view! { <Combobox wiring items chosen=place on_choose=choose/> });
    let posted = move || method.get() == method_name(ReturnMethod::Post);
    let to = step.text(step.field("return_to.address", t!("return.address")), address, Some(Input::TEXT));
    let press = move || {
        let to = Map::from_iter([
            ("method".to_owned(), Value::String(method.get_untracked())),
            ("centre".to_owned(), Value::String(centre.get_untracked())),
            ("address".to_owned(), if untrack(posted) { optional(address) } else { Value::Null }),
        ]);
        step.send(entry("return_to", Value::Object(to)), noted());
    };
    view! {
        <details class="no-print">
            <summary>{t!("mine.change_return")}</summary>
            {by}{at}<div hidden=move || !posted()>{to}</div>
            {step.foot(t!("mine.change_return"), Look::Plain, press)}
        </details>
    }
}

fn method_name(method: ReturnMethod) -> &'static str {
    match method {
        ReturnMethod::Counter => "counter",
        ReturnMethod::Post => "post",
        ReturnMethod::Online => "online",
    }
}

/// R30: five criteria, five levels, and a comment.
fn rate(view: &MyDossierView, renewed: Callback<MyDossierView>) -> View {
    let step = Sender::new("rate", view, renewed);
    let comment = RwSignal::new(String::new());
    let values = RATING.map(|_| RwSignal::new(String::new()));
    let rows: Vec<View> = RATING
        .into_iter()
        .zip(values)
        .map(|((path, label), value)| {
            step.field(path, label).render(|wiring| {
                let levels: Vec<View> = (1..=5_u8)
                    .rev()
                    .map(|level| view! { <option value=level.to_string()>{rating_level(level)}</option> })
                    .collect();
                view! {
                    <select class="input" id=wiring.id aria-describedby=wiring.described_by aria-invalid=wiring.invalid
                        aria-required=wiring.required on:change=move |event| value.set(event_target_value(&event))>
                        <option value="">{t!("field.choose")}</option>
                        {levels}
                    </select>
                }
            })
        })
        .collect();
    let press = move || {
        let mut rating = Map::new();
        let mut absent = Vec::new();
        for ((path, _), value) in RATING.into_iter().zip(values) {
            match value.get_untracked().parse::<u8>() {
                Ok(level) => {
                    rating.insert(path.trim_start_matches("rating.").to_owned(), Value::from(level));
                }
                Err(_) => absent.push(missing(path)),
            }
        }
        if !absent.is_empty() {
            return step.refuse(absent);
        }
        rating.insert("comment".to_owned(), optional(comment));
        step.send(entry("rating", Value::Object(rating)), t!("mine.rated"));
    };
    view! {
        <details class="card no-print">
            <summary>{t!("mine.rate")}</summary>
            <p class="small soft">{t!("mine.rate_note")}</p>
            {rows}
            {step.text(step.field("rating.comment", t!("rating.comment")).required(false), comment, None)}
            {step.foot(t!("mine.rate_send"), Look::Primary, press)}
        </details>
    }
}
