//! The steps of a filing and what is shared between them.

use super::{
    draft::{self, Draft},
    papers::Papers,
    return_choice::ReturnChoice,
    review::Review,
    send,
};
use crate::{context::shared, route};
use domain::{
    form::{Facts, FieldError, field::Part},
    procedure::{Channel, Procedure},
};
use frontend::prelude::*;
use frontend::{
    api::{ApiError, auth::Person},
    dom,
    form::{Form, prefill},
    format,
    i18n::Words,
    router, t,
    ui::{Alert, Button, Dialog, ErrorSummary, Fault, Look, Steps, Tone, toast},
};
use std::sync::Arc;

/// How many steps there are.
const STEPS: usize = 5;
const PAPERS: usize = 2;
const RETURN: usize = 3;
const REVIEW: usize = 4;

/// A filing in progress.
#[derive(Clone, Copy)]
pub struct Filing {
    pub form: Form,
    pub account: StoredValue<String>,
    pub draft: RwSignal<Draft>,
    pub step: RwSignal<usize>,
    /// Files on their way.
    pub under_way: RwSignal<u32>,
    /// Whether the papers and the return may show what is wrong.
    pub tried: RwSignal<[bool; STEPS]>,
    /// What the functions said of papers and return; of the form's fields the form itself knows.
    pub refused: RwSignal<Vec<FieldError>>,
    pub error: RwSignal<Option<ApiError>>,
    pub busy: RwSignal<bool>,
}

/// The whole filing.
pub fn filing(procedure: Arc<Procedure>, me: &Person) -> View {
    let reference = shared().reference;
    let account = me.account.0.clone();
    let code = procedure.code.0.clone();
    let kept = Draft::kept(&account, &code);
    let restored = kept.is_some();
    let first = kept.unwrap_or_else(|| Draft::new(prefill::from_account(&procedure, me)));
    let today = format::local(now()).date();
    let form =
        Form::new(Arc::clone(&procedure), reference, first.answers.clone(), Facts::on(today).by(Channel::Online));
    let filing = Filing {
        form,
        account: StoredValue::new(account),
        step: RwSignal::new(first.step.min(REVIEW)),
        draft: RwSignal::new(first),
        under_way: RwSignal::new(0),
        tried: RwSignal::new([false; STEPS]),
        refused: RwSignal::new(Vec::new()),
        error: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    let kept_well = filing.keep_always();
    let names: Vec<Words> = vec![
        t!("filing.applicant").words(),
        t!("filing.matter").words(),
        t!("filing.papers").words(),
        t!("filing.return").words(),
        t!("filing.review").words(),
    ];
    let visited = Signal::derive(move || filing.draft.with(|draft| draft.visited));
    let faults = Signal::derive(move || filing.faults());
    let follow = Callback::new(move |id: String| filing.show_step_of(&id));
    let page = move || match filing.step.get() {
        0 => frontend::form::part(form, Part::Applicant),
        1 => frontend::form::part(form, Part::Matter),
        PAPERS => view! { <Papers filing/> },
        RETURN => view! { <ReturnChoice filing/> },
        _ => view! { <Review filing/> },
    };
    let heading = {
        let names = names.clone();
        move || names.get(filing.step.get()).map(Signal::get).unwrap_or_default()
    };
    let trouble = move || {
        filing.error.get().map(|error| {
            let reused = error.code() == "key_reused";
            view! { <Alert tone=Tone::Bad><p>{error}</p>{reused.then(|| view! { <p><a href=route::MINE>{t!("nav.mine")}</a></p> })}</Alert> }
        })
    };
    view! {
        <p class="crumb-title">{procedure.name.clone()}</p>
        <Steps steps=names current=filing.step visited on_go=Callback::new(move |at| filing.go(at))/>
        <h1>{heading}</h1>
        {restored.then(|| view! { <p class="soft small">{t!("filing.restored")}</p> })}
        <ErrorSummary faults on_follow=follow/>
        {page}
        {trouble}
        <Buttons filing/>
        <p class="soft small" role="status">{move || if kept_well.get() { t!("filing.kept").get() } else { t!("filing.not_kept").get() }}</p>
        <DeleteDraft filing/>
    }
}

impl Filing {
    /// Keeps the draft at every change. Whether the browser takes it.
    fn keep_always(self) -> RwSignal<bool> {
        let well = RwSignal::new(true);
        effect(move || {
            let answers = self.form.with_raw(Clone::clone);
            let step = self.step.get();
            self.draft.with(|draft| {
                let draft = Draft { answers, step, touched_at: now().as_second(), ..draft.clone() };
                well.set(draft.keep(&self.account.get_value(), self.form.procedure().code.as_str()));
            });
        });
        well
    }

    /// Goes to a step that has been visited.
    pub fn go(self, at: usize) {
        // An upload belongs to its step, and would be lost with it.
        if self.under_way.get_untracked() > 0 {
            toast(t!("filing.wait_for_files"));
            return;
        }
        self.step.set(at);
        self.draft.update(|draft| draft.visited = draft.visited.max(at));
        dom::focus_heading();
    }

    /// Goes on if nothing is wrong in this step; otherwise says what is.
    fn next(self) {
        let at = self.step.get_untracked();
        if self.accept(at) {
            self.go(at + 1);
        } else {
            dom::focus_later("error-summary".to_owned());
        }
    }

    /// Tries to finish a step; from now on all that is wrong with it is shown.
    pub fn accept(self, at: usize) -> bool {
        self.tried.update(|tried| {
            if let Some(tried) = tried.get_mut(at) {
                *tried = true;
            }
        });
        match at {
            0 => self.form.accept_part(Part::Applicant),
            1 => self.form.accept_part(Part::Matter),
            PAPERS => self.form.accept_part(Part::Papers) & untrack(|| self.paper_faults().is_empty()),
            RETURN => untrack(|| self.return_faults().is_empty()),
            _ => self.form.accept_part(Part::Declaration),
        }
    }

    /// Sends it if nothing is wrong anywhere; otherwise goes to the first step with a fault.
    pub fn finish(self) {
        if self.busy.get_untracked() {
            return;
        }
        for at in 0..STEPS {
            if !self.accept(at) {
                if at != self.step.get_untracked() {
                    self.step.set(at);
                }
                dom::focus_later("error-summary".to_owned());
                return;
            }
        }
        send::send(self);
    }

    /// What is wrong in the step that is shown.
    fn faults(self) -> Vec<Fault> {
        let at = self.step.get();
        let tried = self.tried.with(|tried| tried.get(at).copied().unwrap_or_default());
        match at {
            0 => self.form.faults(Some(Part::Applicant)),
            1 => self.form.faults(Some(Part::Matter)),
            PAPERS => {
                let mut faults = self.form.faults(Some(Part::Papers));
                if tried {
                    faults.extend(self.paper_faults());
                }
                faults
            }
            RETURN if tried => self.return_faults(),
            RETURN => Vec::new(),
            _ => self.form.faults(Some(Part::Declaration)),
        }
    }

    /// Shows the step in which a control stands.
    fn show_step_of(self, id: &str) {
        let at = if id.starts_with("paper-") {
            PAPERS
        } else if id.starts_with("return-") {
            RETURN
        } else {
            return;
        };
        if self.step.get_untracked() != at {
            self.step.set(at);
        }
    }

    /// Takes what the functions said is wrong: to the form, the papers and the return, and shows the first step.
    pub fn refuse(self, errors: Vec<FieldError>) {
        let first = errors.iter().filter_map(|error| self.step_of(&error.field)).min();
        let (own, form): (Vec<_>, Vec<_>) = errors
            .into_iter()
            .partition(|error| error.field.starts_with("papers[") || error.field.starts_with("return_to"));
        self.refused.set(own);
        self.form.refuse(form);
        if let Some(at) = first {
            self.tried.update(|tried| {
                if let Some(tried) = tried.get_mut(at) {
                    *tried = true;
                }
            });
            self.step.set(at);
            dom::focus_later("error-summary".to_owned());
        }
    }

    fn step_of(self, path: &str) -> Option<usize> {
        if path.starts_with("papers[") {
            return Some(PAPERS);
        }
        if path.starts_with("return_to") {
            return Some(RETURN);
        }
        Some(match self.form.part_of(path)? {
            Part::Applicant => 0,
            Part::Matter => 1,
            Part::Papers => PAPERS,
            Part::Return => RETURN,
            Part::Declaration => REVIEW,
        })
    }
}

/// On and back.
#[component]
fn Buttons(filing: Filing) -> View {
    let back = move || {
        (filing.step.get() > 0).then(|| view! {
        <Button label=t!("filing.previous") on_press=Callback::new(move |()| filing.go(filing.step.get_untracked().saturating_sub(1)))/>
    })
    };
    let waiting = Signal::derive(move || filing.under_way.get() > 0);
    let on = move || {
        if filing.step.get() < REVIEW {
            view! { <Button label=t!("filing.next") look=Look::Primary disabled=waiting on_press=Callback::new(move |()| filing.next())/> }
        } else {
            view! { <Button label=t!("filing.send") look=Look::Primary busy=filing.busy disabled=waiting on_press=Callback::new(move |()| filing.finish())/> }
        }
    };
    view! {
        <p class="soft" role="status">{move || waiting.get().then(|| t!("filing.wait_for_files").get())}</p>
        <div class="buttons">{on}{back}</div>
    }
}

/// Deletes the draft after a question.
#[component]
fn DeleteDraft(filing: Filing) -> View {
    let open = RwSignal::new(false);
    let delete = Callback::new(move |()| {
        let code = filing.form.procedure().code.clone();
        open.set(false);
        // From here on nothing of the draft changes, since a change would keep it again.
        draft::forget(&filing.account.get_value(), code.as_str());
        router::go(&route::procedure(code.as_str()));
    });
    view! {
        <div class="buttons"><Button label=t!("draft.delete") look=Look::Quiet on_press=Callback::new(move |()| open.set(true))/></div>
        <Dialog id="delete-draft" title=t!("draft.delete_title") open>
            <p>{t!("draft.delete_text")}</p>
            <div class="buttons">
                <Button label=t!("draft.delete_yes") look=Look::Danger on_press=delete/>
                <Button label=t!("draft.delete_no") on_press=Callback::new(move |()| open.set(false))/>
            </div>
        </Dialog>
    }
}

/// The browser's time, for conditions about today and for first guesses; the functions decide by their own.
pub fn now() -> jiff::Timestamp {
    jiff::Timestamp::from_millisecond(dom::now_ms() as i64).unwrap_or_default()
}
