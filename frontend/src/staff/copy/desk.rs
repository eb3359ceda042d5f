//! The screen: who asks, which papers, the fee as it is typed, the payment.

use super::{Done, send, typing};
use crate::{
    desk::fees::Fees,
    fields::{Bound, Errors, Kept, Typing, confirmation, faults},
    intake::today,
    route::{self, Period},
    session::{intake_centres, reference},
};
use domain::{
    account::{Place, Role},
    dossier::{
        action::FeeInput,
        head::{FeeMethod, centre_desk},
    },
    fee::{FeeLine, fees_due},
    form::{Answers, Facts},
    ids::CentreId,
    message::public::Me,
    procedure::{Channel, Procedure},
};
use frontend::prelude::*;
use frontend::{
    api::ApiError,
    dom,
    format::dong,
    i18n::Words,
    t,
    ui::{Alert, Button, ErrorSummary, Input, Look, Tone},
};
use serde_json::{Map, Value, json};
use std::sync::Arc;
use web_sys::SubmitEvent;

/// Most papers of one dossier on this screen, as the form has it.
const MOST: usize = 50;

/// Who stands at the desk.
#[derive(Clone, Default, PartialEq)]
pub struct Person {
    pub name: String,
    pub number: String,
}

/// A paper to certify, as typed.
#[derive(Clone, Copy)]
struct Paper {
    name: RwSignal<String>,
    pages: RwSignal<String>,
    copies: RwSignal<String>,
}

/// One filing.
#[derive(Clone, Copy)]
pub struct Desk {
    pub procedure: StoredValue<Arc<Procedure>>,
    pub key: StoredValue<String>,
    pub centre: RwSignal<String>,
    pub name: RwSignal<String>,
    pub number: RwSignal<String>,
    pub original: RwSignal<bool>,
    pub fees: Fees,
    pub due: Memo<Vec<FeeLine>>,
    pub errors: Errors,
    pub busy: RwSignal<bool>,
    pub failed: RwSignal<Option<ApiError>>,
    pub round: RwSignal<(Option<Done>, Person)>,
    /// What is typed, kept in this tab until it is sent.
    pub kept: Kept,
    /// It was typed before a reload.
    restored: bool,
    papers: StoredValue<Vec<Paper>>,
    count: RwSignal<usize>,
    me: StoredValue<Me>,
}

/// How it is filed.
#[must_use]
pub fn facts() -> Facts {
    Facts::on(today()).by(Channel::Counter)
}

impl Desk {
    /// A new filing, of this person where one goes on; or the one that a reload interrupted, under its own key.
    pub fn new(
        me: &Me,
        procedure: Arc<Procedure>,
        person: Person,
        round: RwSignal<(Option<Done>, Person)>,
        before: Option<Typing>,
    ) -> Self {
        let restored = before.as_ref().is_some_and(typing::is_begun);
        let typing = before.unwrap_or_else(typing::fresh);
        let key = typing.draft.clone();
        let kept = Kept::new(typing::place(me), typing);
        let text = |text: &str| RwSignal::new(text.to_owned());
        let paper = |_| Paper { name: text(""), pages: text(""), copies: text("1") };
        let papers = StoredValue::new((0..MOST).map(paper).collect::<Vec<_>>());
        let count = RwSignal::new(kept.lines("documents").unwrap_or(1).clamp(1, MOST));
        let errors = Errors::keeping(kept);
        let typed = move || rows(papers, count, |text| text.get());
        let due = {
            let procedure = Arc::clone(&procedure);
            Memo::new(move |_| fees_due(&procedure, &Map::from_iter([("documents".to_owned(), typed())]), &facts()))
        };
        // Most pay in cash.
        let cash = |rule: usize| FeeInput {
            rule: u8::try_from(rule).unwrap_or_default(),
            amount_vnd: 0,
            method: FeeMethod::Cash,
            receipt_number: String::new(),
            exemption: None,
        };
        let before: Vec<FeeInput> = (0..procedure.fees.len()).map(cash).collect();
        let centre = intake_centres(me).into_iter().next().map(|centre| centre.0).unwrap_or_default();
        Self {
            fees: Fees::new(&before, errors),
            procedure: StoredValue::new(procedure),
            key: StoredValue::new(key),
            centre: RwSignal::new(centre),
            name: RwSignal::new(person.name),
            number: RwSignal::new(person.number),
            original: RwSignal::new(false),
            due,
            errors,
            busy: RwSignal::new(false),
            failed: RwSignal::new(None),
            round,
            kept,
            restored,
            papers,
            count,
            me: StoredValue::new(me.clone()),
        }
    }

    /// The screen, with what was taken in before.
    pub fn view(self, done: Option<Done>) -> View {
        effect(move || self.kept.keep_lines("documents", self.count.get()));
        self.errors.tie("shown_original", self.original);
        let submit = move |event: SubmitEvent| {
            event.prevent_default();
            send::send(self);
        };
        let lines = move || {
            let lines = self.due.get();
            if lines.iter().any(|line| line.amount.is_none()) {
                return view! { <p>{t!("staff.copy.fee_open")}</p> };
            }
            lines.iter().map(|line| self.fees.line(line)).collect::<Vec<_>>().into_view()
        };
        let papers = move || (0..self.count.get()).map(|at| self.paper(at)).collect::<Vec<_>>();
        let add = move |()| {
            let at = self.count.get_untracked();
            if at < MOST {
                self.count.set(at + 1);
                dom::focus_later(crate::fields::id_of(&["documents[", &at.to_string(), "].document_name"].concat()));
            }
        };
        // The first key goes to the name: nothing has to be clicked.
        if done.is_some() || dom::first("#act-requester_full_name").is_none() {
            let first = if self.name.with_untracked(String::is_empty) {
                "requester_full_name"
            } else {
                "documents[0].document_name"
            };
            dom::focus_later(crate::fields::id_of(first));
        }
        let number = Input { width: "medium", ..Input::DIGITS };
        view! {
            <div class="page-head"><h1>{t!("staff.copy.title")}</h1>{self.register()}</div>
            {done.map(|done| self.done(done))}
            {self.restored.then(|| view! { <Alert tone=Tone::Info><p>{t!("staff.intake.restored")}</p></Alert> })}
            <ErrorSummary faults=faults(self.errors)/>
            <form on:submit=submit>
                <section class="card">
                    <p class="soft small">{t!("staff.copy.hint")}</p>
                    {self.centres()}
                    <div class="pair">
                        {Bound::new("requester_full_name", t!("staff.copy.name"), self.name, self.errors).line(Input::TEXT)}
                        {Bound::new("requester_id_number", t!("staff.copy.number"), self.number, self.errors).line(number)}
                    </div>
                </section>
                <section class="card">
                    <h2>{t!("staff.copy.documents")}</h2>
                    {papers}
                    <Button label=t!("staff.copy.add") on_press=add/>
                    {confirmation("shown_original", t!("staff.copy.original"), self.original, self.errors)}
                </section>
                <section class="card">
                    <h2>{t!("staff.fee.heading")}</h2>
                    <p class="unseen" role="status">{self.fee_in_words()}</p>
                    {lines}
                    {move || self.failed.get().map(send::failure)}
                    <div class="buttons">
                        <button type="submit" class=Look::Primary.class()
                            aria-busy=move || self.busy.get().then_some("true")>{t!("staff.copy.send")}</button>
                    </div>
                </section>
            </form>
        }
    }

    fn paper(self, at: usize) -> View {
        let Some(paper) = self.papers.with_value(|papers| papers.get(at).copied()) else { return ().into_view() };
        let path = |field: &str| ["documents[", &at.to_string(), "].", field].concat();
        let digits = Input { width: "short", ..Input::DIGITS };
        let title = move || t!("form.row").with(&[("number", &(at + 1).to_string())]);
        view! {
            <fieldset class="row copy-row">
                <legend>{title}</legend>
                {Bound::new(path("document_name"), t!("staff.copy.document"), paper.name, self.errors).line(Input::TEXT)}
                {Bound::new(path("pages"), t!("staff.copy.pages"), paper.pages, self.errors).line(digits)}
                {Bound::new(path("copies"), t!("staff.copy.copies"), paper.copies, self.errors).line(digits)}
            </fieldset>
        }
    }

    fn centres(self) -> Option<View> {
        let centres = self.me.with_value(intake_centres);
        if centres.len() < 2 {
            return None;
        }
        let reference = reference();
        let option = |centre: CentreId| {
            let id = centre.0.clone();
            (centre.0, Signal::derive(move || reference.agency_name(&id)))
        };
        let options = centres.into_iter().map(option).collect();
        Some(Bound::new("centre", t!("staff.intake.centre"), self.centre, self.errors).select(options))
    }

    /// The fee as it stands, for whoever does not see it change.
    fn fee_in_words(self) -> Words {
        Signal::derive(move || {
            let amounts: Option<Vec<u64>> = self.due.with(|lines| lines.iter().map(|line| line.amount).collect());
            match amounts {
                Some(amounts) if !amounts.is_empty() => {
                    let total = dong(amounts.into_iter().fold(0, u64::saturating_add));
                    t!("staff.copy.fee_now").with(&[("amount", &total)])
                }
                _ => String::new(),
            }
        })
    }

    /// The way to what was certified today.
    fn register(self) -> View {
        let today = today();
        let desk = centre_desk(&CentreId(self.centre.get_untracked()));
        let period = Period { desk, from: today, to: today, certifications: true };
        view! { <a class=Look::Quiet.class() href=period.path()>{t!("staff.copy.register")}</a> }
    }

    fn done(self, done: Done) -> View {
        let (code, name) = (done.code.clone(), done.person.name.clone());
        let news = move || t!("staff.copy.done").with(&[("code", &code), ("name", &name)]);
        let where_now = if done.presented { t!("staff.copy.done_presented") } else { t!("staff.copy.done_accepted") };
        let name = done.person.name.clone();
        let same = Signal::derive(move || t!("staff.copy.same").with(&[("name", &name)]));
        let (round, again) = (self.round, done.clone());
        let go_on = move |()| round.set((Some(again.clone()), again.person.clone()));
        view! {
            <Alert tone=Tone::Good><p>{news}" "{where_now}</p></Alert>
            <div class="buttons">
                <Button label=same on_press=go_on/>
                <a class=Look::Plain.class() href=route::slip(&done.code, "01", 2)>{t!("staff.filed.form01")}</a>
                <a class=Look::Quiet.class() href=route::dossier(&done.code)>{t!("staff.filed.open")}</a>
            </div>
        }
    }

    /// The answers of the form, as typed now.
    pub fn answers(self) -> Answers {
        let documents = rows(self.papers, self.count, crate::fields::clean);
        let said = self.original.get_untracked();
        let answers = json!({
            "applicant_kind": "citizen",
            "requester_full_name": crate::fields::clean(self.name),
            "requester_id_number": crate::fields::clean(self.number),
            "documents": documents,
            // Copies are made at the desk.
            "states_paper_1": false,
            "shown_original": said,
            "declaration": said,
        });
        match answers {
            Value::Object(answers) => answers,
            _ => Answers::new(),
        }
    }

    /// Whether this officer also examines for the commune, so that the dossier goes to the signer at once.
    pub fn presents(self) -> bool {
        let centre = self.centre.get_untracked();
        self.me.with_value(|me| {
            me.posts.iter().any(|post| {
                post.role == Role::CaseOfficer
                    && matches!(&post.place, Place::Agency { agency, .. } if agency.as_str() == centre)
            })
        })
    }
}

/// The papers as the form has them; what is no number stays as it was typed, so that the form says so.
fn rows(papers: StoredValue<Vec<Paper>>, count: RwSignal<usize>, read: impl Fn(RwSignal<String>) -> String) -> Value {
    let count = count.get();
    let number = |text: String| text.parse::<u32>().map_or_else(|_| Value::String(text), Value::from);
    let row = |paper: &Paper| {
        let mut row = Map::new();
        for (field, value) in [
            ("document_name", Value::String(read(paper.name))),
            ("pages", number(read(paper.pages))),
            ("copies", number(read(paper.copies))),
        ] {
            if value.as_str() != Some("") {
                row.insert(field.to_owned(), value);
            }
        }
        Value::Object(row)
    };
    Value::Array(papers.with_value(|papers| papers.iter().take(count).map(row).collect()))
}
