//! The counter's one page: everything that is typed, section by section, with the way on beside it.

use super::{
    Stage,
    arrival::Arrival,
    draft::{Draft, DraftPaper},
    papers, prefill, preview, send,
};
use crate::{
    desk::{
        checklist::Checklist, fees::Fees, procedure::procedure_field, questions::Questions, return_choice::ReturnInput,
    },
    dossier::answers::part_title,
    fields::{Errors, IdentityInput, faults},
    session::{intake_centres, reference},
};
use domain::{
    dossier::action::IdentityCheck,
    dossier::head::ReturnTo,
    fee::{FeeLine, fees_due},
    form::{Facts, field::Part},
    ids::CentreId,
    message::public::Me,
    procedure::{Channel, Procedure, ReturnMethod},
};
use frontend::prelude::*;
use frontend::{
    dom,
    form::{Form, Reference, part},
    format::local,
    t,
    ui::{Alert, Button, Dialog, ErrorSummary, Look, Tone},
};
use jiff::{Timestamp, civil::Date};
use std::cell::Cell;
use std::{collections::BTreeMap, sync::Arc};

/// The parts of the form that are asked here; the return is asked by itself.
pub const PARTS: [Part; 4] = [Part::Applicant, Part::Matter, Part::Papers, Part::Declaration];

/// One filing at the counter.
#[derive(Clone, Copy)]
pub struct Counter {
    pub me: StoredValue<Me>,
    pub stage: RwSignal<Stage>,
    pub reference: Reference,
    pub key: StoredValue<String>,
    pub centre: RwSignal<String>,
    pub identity: IdentityInput,
    pub arrival: Arrival,
    pub errors: Errors,
    pub under_way: RwSignal<u32>,
    pub rest: RwSignal<Option<Rest>>,
    kept: RwSignal<bool>,
}

/// What depends on the procedure.
#[derive(Clone, Copy)]
pub struct Rest {
    pub form: Form,
    pub papers: RwSignal<BTreeMap<u8, DraftPaper>>,
    pub sheets: RwSignal<String>,
    pub return_to: ReturnInput,
    pub checklist: Checklist,
    pub fees: Fees,
    pub questions: Questions,
    pub due: Memo<Vec<FeeLine>>,
}

/// The page.
pub fn counter(me: &Me, stage: RwSignal<Stage>, draft: Draft, restored: bool, first: Option<Procedure>) -> View {
    let centres = intake_centres(me);
    let centre = draft.centre.clone().filter(|centre| centres.contains(centre)).or_else(|| centres.first().cloned());
    let counter = Counter {
        me: StoredValue::new(me.clone()),
        stage,
        reference: reference(),
        key: StoredValue::new(draft.key.clone()),
        centre: RwSignal::new(centre.map(|centre| centre.0).unwrap_or_default()),
        identity: IdentityInput::of(draft.identity.kind, draft.identity.number.clone()),
        arrival: Arrival::new(&draft.arrival),
        errors: Errors::new(),
        under_way: RwSignal::new(0),
        rest: RwSignal::new(None),
        kept: RwSignal::new(true),
    };
    let procedure = RwSignal::new(first.map(Arc::new));
    let carried = StoredValue::new(draft);
    // Another channel may cost something else, and asks for other things: the sections are drawn anew with what was typed.
    let channel = Memo::new(move |_| counter.arrival.channel());
    let sections = move || procedure.get().map(|procedure| counter.sections(procedure, channel.get(), carried));
    counter.keep(carried);
    let code = Signal::derive(move || procedure.with(|known| known.as_ref().map(|known| known.code.0.clone())));
    let on_loaded = Callback::new(move |chosen: Arc<Procedure>| procedure.set(Some(chosen)));
    let note = restored.then(|| view! { <Alert tone=Tone::Info><p>{t!("staff.intake.restored")}</p></Alert> });
    let own = faults(counter.errors);
    let all = Signal::derive(move || {
        let of_form = counter.rest.get().map(|rest| rest.form.faults(None)).unwrap_or_default();
        own.get().into_iter().chain(of_form).collect::<Vec<_>>()
    });
    view! {
        <div class="page-head">
            <h1>{t!("staff.intake.title")}</h1>
            {counter.discard()}
        </div>
        {note}
        <Show when=move || !counter.kept.get()><Alert tone=Tone::Warning><p>{t!("staff.intake.not_kept")}</p></Alert></Show>
        <ErrorSummary faults=all/>
        <div class="counter">
            <div class="counter-main">
                <section class="card">
                    <h2>{t!("staff.intake.person")}</h2>
                    <p class="soft small">{t!("staff.intake.person_hint")}</p>
                    {counter.centres(&centres)}
                    {counter.arrival.view(counter.identity, counter.errors)}
                </section>
                <section class="card">
                    <h2>{t!("staff.intake.procedure")}</h2>
                    {procedure_field("intake-procedure", code, on_loaded)}
                </section>
                {sections}
            </div>
            <aside class="counter-side" aria-label=t!("staff.intake.summary")>
                {move || counter.rest.get().map(|rest| send::side(counter, rest))}
            </aside>
        </div>
    }
}

impl Counter {
    /// The centre of this desk.
    #[must_use]
    pub fn centre(self) -> CentreId {
        CentreId(self.centre.get())
    }

    fn centres(self, centres: &[CentreId]) -> Option<View> {
        if centres.len() < 2 {
            return None;
        }
        let options = centres
            .iter()
            .map(|centre| {
                let id = centre.0.clone();
                (id.clone(), Signal::derive(move || self.reference.agency_name(&id)))
            })
            .collect();
        Some(crate::fields::Bound::new("centre", t!("staff.intake.centre"), self.centre, self.errors).select(options))
    }

    /// Everything below the choice of the procedure. What was typed for another procedure goes over where it fits.
    fn sections(self, procedure: Arc<Procedure>, channel: Channel, carried: StoredValue<Draft>) -> View {
        let draft = carried.get_value();
        let same = draft.procedure.as_ref() == Some(&procedure.code);
        let facts = Facts::on(today()).by(channel);
        let answers = prefill::by_card(self.identity, &procedure, prefill::fitting(&draft.answers, &procedure));
        let form = Form::new(Arc::clone(&procedure), self.reference, answers, facts.clone());
        let first_return = || {
            let method = if procedure.return_methods.contains(&ReturnMethod::Counter) {
                ReturnMethod::Counter
            } else {
                procedure.return_methods.first().copied().unwrap_or(ReturnMethod::Counter)
            };
            ReturnTo { method, centre: CentreId(self.centre.get_untracked()), address: None }
        };
        let known_return = draft.return_to.clone().filter(|to| procedure.return_methods.contains(&to.method));
        let return_to = ReturnInput::new(&known_return.unwrap_or_else(first_return), self.errors);
        let due = {
            let procedure = Arc::clone(&procedure);
            Memo::new(move |_| form.with_answers(|answers| fees_due(&procedure, answers, &facts)))
        };
        // Answers to the questions of another procedure mean nothing here.
        let said = if same { draft.officer_states } else { BTreeMap::new() };
        let rest = Rest {
            form,
            papers: RwSignal::new(if same { draft.papers } else { BTreeMap::new() }),
            sheets: RwSignal::new(draft.sheets),
            return_to,
            checklist: Checklist::new(if same { &draft.checklist } else { &[] }, self.errors),
            fees: Fees::new(if same { &draft.fees } else { &[] }, self.errors),
            questions: Questions::new(&procedure, &said, self.errors),
            due,
        };
        self.rest.set(Some(rest));
        let fee_lines = move || {
            let lines = due.get();
            if lines.is_empty() {
                view! { <p>{t!("staff.fee.none_due")}</p> }
            } else {
                lines.iter().map(|line| rest.fees.line(line)).collect::<Vec<_>>().into_view()
            }
        };
        let parts = PARTS.map(|one| {
            let asked = procedure.fields.iter().any(|field| field.part == one);
            asked.then(|| view! { <section class="card"><h2>{part_title(one)}</h2>{part(form, one)}</section> })
        });
        view! {
            {preview::refusal(self, rest)}
            {parts}
            <section class="card">
                <h2>{t!("staff.paper.heading")}</h2>
                {rest.questions.view()}
                {papers::papers(self, rest)}
            </section>
            <section class="card">
                <h2>{t!("staff.return.heading")}</h2>
                {return_to.view(&procedure.return_methods, self.reference)}
            </section>
            <section class="card">
                <h2>{t!("staff.fee.heading")}</h2>
                {fee_lines}
            </section>
        }
    }

    /// Keeps every change in this browser.
    fn keep(self, carried: StoredValue<Draft>) {
        let first = Cell::new(true);
        effect(move || {
            let draft = self.snapshot(&carried.get_value());
            carried.set_value(draft.clone());
            // The first run only shows what was restored.
            if !first.replace(false) || draft.is_begun() {
                let kept = self.me.with_value(|me| draft.keep(&me.account));
                self.kept.set(kept);
            }
        });
    }

    /// What was shown at the desk, as typed so far; subscribes.
    pub fn identity_check(self) -> IdentityCheck {
        IdentityCheck { kind: self.identity.kind(), number: self.identity.number.get() }
    }

    /// Everything that was typed; subscribes.
    fn snapshot(self, before: &Draft) -> Draft {
        let (identity, arrival) = (self.identity_check(), self.arrival.typed());
        let draft = Draft { identity, arrival, centre: Some(self.centre()), ..before.clone() };
        let Some(rest) = self.rest.get() else { return draft };
        Draft {
            procedure: Some(rest.form.procedure().code.clone()),
            answers: rest.form.with_raw(Clone::clone),
            papers: rest.papers.get(),
            sheets: rest.sheets.get(),
            return_to: rest.return_to.now(),
            checklist: rest.checklist.touched(),
            fees: rest.fees.typed(&rest.due.get()),
            officer_states: rest.questions.answers(),
            ..draft
        }
    }

    /// Deletes what was typed, after a question.
    fn discard(self) -> View {
        let open = RwSignal::new(false);
        let sure = move |()| {
            self.me.with_value(|me| Draft::forget(&me.account));
            open.set(false);
            self.stage.set(Stage::Counter { draft: Box::new(Draft::new()), restored: false });
            dom::focus_heading();
        };
        view! {
            <Button label=t!("staff.intake.discard") look=Look::Quiet on_press=move |()| open.set(true)/>
            <Dialog title=t!("staff.intake.discard") open=open id="discard">
                <p>{t!("staff.intake.discard_sure")}</p>
                <div class="buttons">
                    <Button label=t!("staff.intake.discard_yes") look=Look::Danger on_press=sure/>
                    <Button label=t!("staff.intake.discard_no") on_press=move |()| open.set(false)/>
                </div>
            </Dialog>
        }
    }
}

/// Today in the province, by this browser's clock: for what is shown; the functions use their own.
#[must_use]
pub fn today() -> Date {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit by far")]
    let milliseconds = dom::now_ms() as i64;
    local(Timestamp::from_millisecond(milliseconds).unwrap_or_default()).date()
}
