//! Writing a closure: what is closed, when, why, by which decision, who stands in, and what becomes of due dates.

use super::words;
use crate::{
    api,
    fields::{Bound, Errors, Reader, clean, faults, given, searched},
};
use domain::{
    form::FieldError,
    ids::{AgencyId, OfficeId},
    message::closure::{ClosablePlace, Closures},
    text::{Text, fold},
    unit::closure::{Closure, Decision, DueRule, Kind, Part},
};
use frontend::prelude::*;
use frontend::{
    api::ApiError,
    i18n::{Words, pick, words as text},
    remote::Remote,
    t,
    ui::{Alert, Button, ErrorSummary, Input, Item, Look, Tone},
};
use jiff::civil::Date;

/// What is typed.
#[derive(Clone, Copy)]
struct Typed {
    kind: RwSignal<String>,
    of: RwSignal<String>,
    part: RwSignal<String>,
    office: RwSignal<String>,
    from: RwSignal<String>,
    to: RwSignal<String>,
    why: RwSignal<String>,
    why_en: RwSignal<String>,
    number: RwSignal<String>,
    on: RwSignal<String>,
    signer: RwSignal<String>,
    stand_in: RwSignal<String>,
    stand_in_office: RwSignal<String>,
    due: RwSignal<String>,
}

const DELEGATION: &str = "delegation";
const OFFICE: &str = "office";
const SHIFTED: &str = "shifted";

/// The form.
#[must_use]
pub fn form(known: &Closures, remote: Remote<Closures>, open: RwSignal<bool>) -> View {
    let empty = || RwSignal::new(String::new());
    let typed = Typed {
        kind: RwSignal::new("closure".to_owned()),
        of: empty(),
        part: RwSignal::new("whole".to_owned()),
        office: empty(),
        from: empty(),
        to: empty(),
        why: empty(),
        why_en: empty(),
        number: empty(),
        on: empty(),
        signer: empty(),
        stand_in: empty(),
        stand_in_office: empty(),
        due: RwSignal::new("unchanged".to_owned()),
    };
    let errors = Errors::new();
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let send = move |()| {
        let closure = match read(typed) {
            Ok(Some(closure)) => closure,
            Ok(None) => return,
            Err(wrong) => return errors.set(wrong),
        };
        busy.set(true);
        leptos::task::spawn_local(async move {
            match api::draft_closure(&closure).await {
                Ok(_) => remote.reload(),
                Err(error) => {
                    let fields = error.problem().map(|problem| problem.errors.clone()).unwrap_or_default();
                    if fields.is_empty() {
                        failed.try_set(Some(error));
                    } else {
                        errors.set(fields.into_iter().map(at_its_field).collect());
                    }
                    busy.try_set(false);
                }
            }
        });
    };
    let told =
        move || failed.get().map(|error| view! { <Alert tone=Tone::Bad><p>{words::refusal(&error)}</p></Alert> });
    view! {
        <section class="card" aria-labelledby="closure-new">
            <h2 id="closure-new">{t!("staff.closures.new")}</h2>
            <ErrorSummary faults=faults(errors)/>
            {told}
            {what(typed, known, errors)}
            {when_and_why(typed, errors)}
            {who(typed, known, errors)}
            <div class="buttons">
                <Button label=t!("staff.closure.keep") look=Look::Primary busy=busy on_press=send/>
                <Button label=t!("staff.actions.close") look=Look::Quiet on_press=move |()| open.set(false)/>
            </div>
        </section>
    }
}

fn places(known: &Closures) -> Signal<Vec<Item>> {
    let places: Vec<ClosablePlace> = known.places.clone();
    Signal::derive(move || {
        let item = |place: &ClosablePlace| Item {
            value: place.id.0.clone(),
            label: pick(&place.name),
            also: place.id.0.clone(),
        };
        places.iter().map(item).collect()
    })
}

fn offices(known: &Closures) -> Vec<(String, Words)> {
    known.offices.iter().map(|office| (office.id.0.clone(), text(office.name.clone()))).collect()
}

fn choice(key: &str, label: frontend::i18n::Key) -> (String, Words) {
    (key.to_owned(), label.words())
}

fn what(typed: Typed, known: &Closures, errors: Errors) -> View {
    let kinds = vec![
        choice("closure", t!("staff.closure.kind.closure")),
        choice(DELEGATION, t!("staff.closure.kind.delegation")),
    ];
    let parts = vec![
        choice("whole", t!("staff.closure.part.whole")),
        choice("centre", t!("staff.closure.part.centre")),
        choice("agency", t!("staff.closure.part.agency")),
        choice(OFFICE, t!("staff.closure.part.office")),
    ];
    let no_office = move || typed.part.with(|part| part != OFFICE);
    view! {
        {Bound::new("kind", t!("staff.closure.kind"), typed.kind, errors).choices(kinds)}
        {searched("of", t!("staff.closure.of"), places(known), typed.of, errors, true)}
        {Bound::new("part", t!("staff.closure.part"), typed.part, errors).choices(parts)}
        <div hidden=no_office>
            {Bound::new("part.office", t!("staff.closure.office"), typed.office, errors).select(offices(known))}
        </div>
    }
}

fn when_and_why(typed: Typed, errors: Errors) -> View {
    view! {
        {Bound::new("from", t!("staff.closure.from"), typed.from, errors).line(Input::DATE)}
        {Bound::new("to", t!("staff.closure.to"), typed.to, errors).hint(t!("staff.closure.to_hint")).optional().line(Input::DATE)}
        {Bound::new("why.vi", t!("staff.closure.why"), typed.why, errors).hint(t!("staff.closure.why_hint")).line(Input::TEXT)}
        {Bound::new("why.en", t!("staff.closure.why_en"), typed.why_en, errors).optional().line(Input::TEXT)}
        {Bound::new("decision.number", t!("staff.closure.number"), typed.number, errors).line(Input { width: "medium", ..Input::TEXT })}
        {Bound::new("decision.on", t!("staff.closure.on"), typed.on, errors).line(Input::DATE)}
        {Bound::new("decision.signer", t!("staff.closure.signer"), typed.signer, errors).line(Input::TEXT)}
    }
}

fn who(typed: Typed, known: &Closures, errors: Errors) -> View {
    let rules =
        vec![choice("unchanged", t!("staff.closure.due.unchanged")), choice(SHIFTED, t!("staff.closure.due.shifted"))];
    let no_office = move || typed.part.with(|part| part != OFFICE);
    let keeps = move || typed.kind.with(|kind| kind == DELEGATION);
    view! {
        {searched("stand_in", t!("staff.closure.stand_in"), places(known), typed.stand_in, errors, true)}
        <div hidden=no_office>
            {Bound::new("stand_in_office", t!("staff.closure.stand_in_office"), typed.stand_in_office, errors).select(offices(known))}
        </div>
        <div hidden=keeps>{Bound::new("due", t!("staff.closure.due"), typed.due, errors).choices(rules)}</div>
    }
}

fn read(typed: Typed) -> Result<Option<Closure>, Vec<FieldError>> {
    let mut reader = Reader::new();
    let of = AgencyId(reader.text("of", typed.of));
    let is_office = typed.part.with_untracked(|part| part == OFFICE);
    let part = match clean(typed.part).as_str() {
        "centre" => Part::Centre,
        "agency" => Part::Agency,
        OFFICE => Part::Office { office: OfficeId(reader.text("part.office", typed.office)) },
        _ => Part::Whole,
    };
    let from = reader.date("from", typed.from);
    let to = given(typed.to).and_then(|_| reader.date("to", typed.to));
    let vi = reader.text("why.vi", typed.why);
    let number = reader.text("decision.number", typed.number);
    let on = reader.date("decision.on", typed.on);
    let signer = reader.text("decision.signer", typed.signer);
    let stand_in = AgencyId(reader.text("stand_in", typed.stand_in));
    let stand_in_office = is_office.then(|| OfficeId(reader.text("stand_in_office", typed.stand_in_office)));
    let delegates = typed.kind.with_untracked(|kind| kind == DELEGATION);
    let shifts = !delegates && typed.due.with_untracked(|due| due == SHIFTED);
    let days = from.zip(on);
    reader.finish(days.map(|(from, on)| Closure {
        id: id(&number, on),
        kind: if delegates { Kind::Delegation } else { Kind::Closure },
        of,
        part,
        from,
        to,
        why: Text { en: given(typed.why_en).unwrap_or_else(|| vi.clone()), vi },
        decision: Decision { number, on, signer },
        stand_in,
        stand_in_office,
        due: if shifts { DueRule::Shifted } else { DueRule::Unchanged },
    }))
}

/// One decision is one closure: `15-qd-ubnd-2026-11-26`.
fn id(number: &str, on: Date) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    let number: String = fold(number).chars().map(plain).take(29).collect();
    [number.as_str(), "-", &on.to_string()].concat()
}

/// The id is made of the decision's number.
fn at_its_field(error: FieldError) -> FieldError {
    if error.field == "id" { FieldError { field: "decision.number".to_owned(), ..error } } else { error }
}
