//! The one screen.

use super::{
    Stage,
    keys::{self, Wish},
};
use crate::{
    api,
    desk::{
        draft::{Draft, Screen},
        fees::Fees,
        today,
    },
    fields::{Errors, faults},
    trouble::{guard_of, refused as refuses, trouble},
};
use domain::{
    dossier::{
        action::{CheckedPaper, FeeInput, IdentityCheck, IdentityKind, PaperStatus},
        head::{FeeMethod, ReturnTo},
    },
    fee::{FeeLine, fees_due},
    form::{Answers, Facts, FieldError, field::Part},
    ids::CentreId,
    message::{
        public::{Me, PaperInput},
        staff::{AcceptNow, IntakeDossier},
    },
    procedure::{Channel, Procedure, ReturnMethod},
};
use frontend::prelude::*;
use frontend::{
    api::ApiError,
    dom,
    form::{Form, only},
    format::dong,
    t,
    ui::{Alert, Button, ErrorSummary, Look, Tone},
};
use serde_json::Value;
use std::sync::Arc;
use web_sys::KeyboardEvent;

/// Everything that is typed here; the rest of the form has one answer at this desk.
const ASKED: [&str; 5] = ["requester_full_name", "requester_id_number", "documents", "shown_original", "declaration"];
/// The original, which is shown and given back.
const ORIGINAL: u8 = 0;
/// The id of the screen's fields.
const FIELDS: &str = "copy-fields";

/// One filing at this desk.
#[derive(Clone, Copy)]
pub struct Desk {
    me: StoredValue<Me>,
    stage: RwSignal<Stage>,
    key: StoredValue<String>,
    centre: StoredValue<CentreId>,
    form: Form,
    fees: Fees,
    due: Memo<Vec<FeeLine>>,
    errors: Errors,
    busy: RwSignal<bool>,
    failed: RwSignal<Option<ApiError>>,
}

impl Desk {
    /// The screen with what a draft holds.
    #[must_use]
    pub fn new(me: &Me, centre: &CentreId, procedure: &Arc<Procedure>, stage: RwSignal<Stage>, draft: Draft) -> Self {
        let facts = Facts::on(today()).by(Channel::Counter);
        let form = Form::new(Arc::clone(procedure), crate::session::reference(), begun(draft.answers), facts.clone());
        let errors = Errors::new();
        let due = {
            let procedure = Arc::clone(procedure);
            Memo::new(move |_| form.with_answers(|answers| fees_due(&procedure, answers, &facts)))
        };
        // Cash is what most people pay with; the officer changes it where it is not.
        let fees = if draft.fees.is_empty() { (0..procedure.fees.len()).map(cash).collect() } else { draft.fees };
        Self {
            me: StoredValue::new(me.clone()),
            stage,
            key: StoredValue::new(draft.key),
            centre: StoredValue::new(centre.clone()),
            form,
            fees: Fees::new(&fees, errors),
            due,
            errors,
            busy: RwSignal::new(false),
            failed: RwSignal::new(None),
        }
    }

    /// The page.
    pub fn view(self, restored: bool) -> View {
        self.keep();
        let own = faults(self.errors);
        let all = Signal::derive(move || self.form.faults(None).into_iter().chain(own.get()).collect::<Vec<_>>());
        let names = ASKED.map(str::to_owned);
        let note = restored.then(|| view! { <Alert tone=Tone::Info><p>{t!("staff.intake.restored")}</p></Alert> });
        let reference = self.form.reference;
        let centre = move || self.centre.with_value(|centre| reference.agency_name(centre.as_str()));
        dom::focus_later(frontend::form::id_of("requester_full_name"));
        view! {
            <div class="page-head">
                <h1>{t!("staff.copy.title")}</h1>
                <Button label=t!("staff.copy.clear") look=Look::Quiet on_press=move |()| self.clear()/>
            </div>
            <p class="soft">{centre}" · "<span class="keys">{t!("staff.copy.keys")}</span></p>
            {note}
            <ErrorSummary faults=all/>
            <div class="counter copy" id=FIELDS on:keydown=move |event: KeyboardEvent| self.on_key(&event)>
                <div class="counter-main"><section class="card">{only(self.form, &names)}</section></div>
                <aside class="counter-side" aria-label=t!("staff.fee.heading")>
                    <section class="card">
                        <h2>{t!("staff.fee.heading")}</h2>
                        {move || self.fee_lines()}
                        {move || self.failed.get().map(failure)}
                        <div class="buttons">
                            <Button label=t!("staff.copy.send") look=Look::Primary busy=self.busy on_press=move |()| self.send()/>
                        </div>
                    </section>
                </aside>
            </div>
        }
    }

    fn on_key(self, event: &KeyboardEvent) {
        let Some(wish) = keys::wish(event) else { return };
        event.prevent_default();
        match wish {
            Wish::Send => self.send(),
            Wish::AddRow => add_row(),
            Wish::Next => {
                if !dom::element(FIELDS).is_some_and(|screen| keys::go_on(&screen)) {
                    self.send();
                }
            }
        }
    }

    /// The fee as it counts now, with how it is paid.
    fn fee_lines(self) -> View {
        let due = self.due.get();
        if due.iter().any(|line| line.amount.is_none()) {
            return view! { <p class="soft">{t!("staff.copy.fee_open")}</p> };
        }
        let total: u64 = due.iter().filter_map(|line| line.amount).sum();
        let lines: Vec<View> = due.iter().map(|line| self.fees.line(line)).collect();
        view! {
            <p class="total" role="status">{t!("staff.copy.total")}" "<b class="number">{dong(total)}</b></p>
            {lines}
        }
    }

    /// Keeps every change in this browser.
    fn keep(self) {
        effect(move || {
            let draft = self.typed();
            if draft.is_begun() {
                let _ = self.me.with_value(|me| draft.keep(Screen::Copy, &me.account));
            }
        });
    }

    /// What was typed so far; subscribes.
    fn typed(self) -> Draft {
        let answers = self.form.with_raw(Clone::clone);
        Draft {
            key: self.key.get_value(),
            identity: identity(&answers),
            fees: self.fees.typed(&self.due.get()),
            answers,
            ..Draft::new()
        }
    }

    fn clear(self) {
        self.me.with_value(|me| Draft::forget(Screen::Copy, &me.account));
        self.stage.set(Stage::Desk { draft: Draft::new(), restored: false });
    }

    fn send(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.failed.set(None);
        self.errors.set(Vec::new());
        let filing = match self.read() {
            Ok(filing) => filing,
            Err(errors) => return self.show(errors),
        };
        self.busy.set(true);
        let key = self.key.get_value();
        leptos::task::spawn_local(async move {
            let answer = api::intake(&key, &filing).await;
            // The page may be gone; the dossier is filed all the same, and the draft still holds its key.
            if !self.busy.try_set(false) {
                return;
            }
            match answer {
                Ok(receipt) => self.done(receipt, &filing),
                Err(error) => self.refused(error),
            }
        });
    }

    fn done(self, receipt: domain::message::public::Receipt, filing: &IntakeDossier) {
        self.me.with_value(|me| Draft::forget(Screen::Copy, &me.account));
        let fees: Vec<FeeInput> = filing.accept.iter().flat_map(|accept| &accept.fees).map(following).collect();
        let person = ["requester_full_name", "requester_id_number"];
        let answers: Answers = filing
            .answers
            .iter()
            .filter(|(name, _)| person.contains(&name.as_str()))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        let other = Draft { fees: fees.clone(), ..Draft::new() };
        let same = Draft { identity: identity(&answers), answers, fees, ..Draft::new() };
        self.stage.set(Stage::Done {
            receipt: Box::new(receipt),
            centre: filing.centre.clone(),
            same: Box::new(same),
            other: Box::new(other),
        });
    }

    /// Shows what is wrong, each at its field, and goes to the summary.
    fn show(self, errors: Vec<FieldError>) {
        self.errors.set(errors);
        dom::focus_later("error-summary".to_owned());
    }

    fn refused(self, error: ApiError) {
        let errors = error.problem().map(|problem| problem.errors.clone()).unwrap_or_default();
        if errors.is_empty() || guard_of(&error).is_some() {
            self.failed.set(Some(error));
            dom::focus_later("copy-failed".to_owned());
            return;
        }
        let of_form = |error: &FieldError| self.form.part_of(&error.field).is_some();
        let (of_form, ours): (Vec<_>, Vec<_>) = errors.into_iter().partition(of_form);
        self.form.refuse(of_form);
        self.show(ours);
    }

    /// Everything that was typed, if it is whole.
    fn read(self) -> Result<IntakeDossier, Vec<FieldError>> {
        let parts = [Part::Applicant, Part::Matter, Part::Papers, Part::Declaration];
        let valid = parts.map(|part| self.form.accept_part(part)).into_iter().all(|valid| valid);
        let fees = self.fees.read(&self.due.get_untracked());
        let (true, Ok(fees)) = (valid, &fees) else { return Err(fees.err().filter(|_| valid).unwrap_or_default()) };
        let procedure = self.form.procedure();
        let status = |paper| if paper == ORIGINAL { PaperStatus::Shown } else { PaperStatus::NotNeeded };
        let checked = |paper| CheckedPaper { paper, status: status(paper), not_scanned: None };
        let answers = self.form.answers();
        let centre = self.centre.get_value();
        Ok(IntakeDossier {
            procedure: procedure.reference(),
            identity: Some(identity(&answers)),
            answers,
            papers: vec![PaperInput { paper: ORIGINAL, files: Vec::new(), on_paper: true }],
            return_to: ReturnTo { method: ReturnMethod::Counter, centre: centre.clone(), address: None },
            centre,
            // The original stays with its owner.
            paper_count: 0,
            post_item_no: None,
            late_entry: None,
            accept: Some(AcceptNow {
                checklist: procedure.papers.iter().map(|paper| checked(paper.id)).collect(),
                fees: fees.clone(),
            }),
        })
    }
}

/// The answers that are the same for everybody at this desk.
fn begun(mut answers: Answers) -> Answers {
    for (name, value) in [
        ("applicant_kind", Value::from("citizen")),
        // Whoever waits at the desk needs no message.
        ("no_phone", Value::Bool(true)),
        ("certified_e_copy", Value::Bool(false)),
        // The copies are made here.
        ("states_paper_1", Value::Bool(false)),
    ] {
        answers.entry(name).or_insert(value);
    }
    answers
}

fn identity(answers: &Answers) -> IdentityCheck {
    let number = answers.get("requester_id_number").and_then(Value::as_str).unwrap_or_default();
    IdentityCheck { kind: IdentityKind::IdentityCard, number: number.to_owned() }
}

fn cash(rule: usize) -> FeeInput {
    FeeInput {
        rule: u8::try_from(rule).unwrap_or(u8::MAX),
        amount_vnd: 0,
        method: FeeMethod::Cash,
        receipt_number: String::new(),
        exemption: None,
    }
}

/// The next receipt of the same book of receipts.
fn following(before: &FeeInput) -> FeeInput {
    FeeInput {
        amount_vnd: 0,
        method: FeeMethod::Cash,
        receipt_number: next_number(&before.receipt_number),
        exemption: None,
        rule: before.rule,
    }
}

/// The number after this one: `CT-0099` → `CT-0100`; empty where it does not end in figures.
fn next_number(number: &str) -> String {
    let digits = number.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (before, figures) = number.split_at(number.len() - digits);
    match figures.parse::<u64>() {
        Ok(last) => format!("{before}{:0digits$}", last.saturating_add(1)),
        Err(_) => String::new(),
    }
}

fn add_row() {
    let add = dom::first(".copy .rows + button").and_then(|button| wasm_bindgen::JsCast::dyn_into(button).ok());
    if let Some(button) = add {
        let button: web_sys::HtmlElement = button;
        button.click();
    }
}

/// The refusal in words: the rule that says no, or as everywhere.
fn failure(error: ApiError) -> View {
    let shown = match guard_of(&error) {
        Some(guard) => refuses(guard),
        None => trouble(error, None),
    };
    view! { <div id="copy-failed">{shown}</div> }
}

#[cfg(test)]
mod tests {
    use super::next_number;

    #[test]
    fn the_next_receipt_is_proposed() {
        for (number, next) in
            [("CT-0099", "CT-0100"), ("9", "10"), ("BL/2026/0999", "BL/2026/1000"), ("A", ""), ("", "")]
        {
            assert_eq!(next_number(number), next);
        }
    }
}
