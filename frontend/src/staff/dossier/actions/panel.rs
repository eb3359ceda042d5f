//! The frame of every action: its inputs, what is wrong with them, sending, and what happens when somebody else was
//! faster. One request id serves all attempts of a panel, so that a retry after a lost answer does nothing twice.

use super::Open;
use crate::{
    api,
    fields::{Errors, Kept, Typing, confirmation, faults},
    trouble::{guard_of, refused, trouble},
    words,
};
use domain::{
    dossier::{Action, ActionName, Event},
    form::FieldError,
    message::{problem::code, staff::DossierView},
};
use frontend::prelude::*;
use frontend::{
    api::ApiError,
    dom,
    form::Form,
    format::moment,
    t,
    ui::{Alert, Button, ErrorSummary, Look, Tone},
    words::state,
};

/// One opened action.
#[derive(Clone, Copy)]
pub struct Panel {
    pub open: Open,
    pub name: ActionName,
    pub errors: Errors,
    /// The typing, kept over a reload.
    pub kept: Kept,
    /// What uploads of this panel are bound to.
    pub draft: StoredValue<String>,
    /// The form of an amendment or an answer, which shows the errors of its own fields.
    pub form: RwSignal<Option<Form>>,
    /// Uploads under way: sending waits for them.
    pub uploading: RwSignal<u32>,
    request: StoredValue<String>,
    busy: RwSignal<bool>,
    failed: RwSignal<Option<ApiError>>,
    /// What happened since the officer looked.
    overtaken: RwSignal<Vec<Event>>,
    /// The consequence of a step that nothing undoes is read and confirmed.
    confirmed: RwSignal<bool>,
    chosen: RwSignal<Option<ActionName>>,
    done: RwSignal<Option<ActionName>>,
}

impl Panel {
    /// Opens an action; what was typed into it before a reload is there again.
    pub fn new(
        open: Open,
        name: ActionName,
        chosen: RwSignal<Option<ActionName>>,
        done: RwSignal<Option<ActionName>>,
    ) -> Self {
        let place = place(open);
        let fresh = || Typing {
            action: name.as_str().to_owned(),
            draft: dom::uuid(),
            request: dom::uuid(),
            values: serde_json::Map::new(),
        };
        let typing = Typing::restore(&place).filter(|typing| typing.action == name.as_str()).unwrap_or_else(fresh);
        let (draft, request) = (typing.draft.clone(), typing.request.clone());
        let kept = Kept::new(place, typing);
        Self {
            open,
            name,
            errors: Errors::keeping(kept),
            kept,
            draft: StoredValue::new(draft),
            form: RwSignal::new(None),
            uploading: RwSignal::new(0),
            request: StoredValue::new(request),
            busy: RwSignal::new(false),
            failed: RwSignal::new(None),
            overtaken: RwSignal::new(Vec::new()),
            confirmed: RwSignal::new(false),
            chosen,
            done,
        }
    }

    /// The dossier as it was when the panel opened.
    #[must_use]
    pub fn view(self) -> DossierView {
        self.open.view.get_untracked()
    }

    /// The panel with these inputs; `read` makes the action of what was typed.
    pub fn frame(
        self,
        inputs: View,
        read: impl Fn() -> Result<Action, Vec<FieldError>> + Send + Sync + 'static,
    ) -> View {
        let consequence = words::consequence(self.name);
        let unconfirmed = move || consequence.is_some() && !self.confirmed.get_untracked();
        let send = Callback::new(move |()| match read() {
            Ok(action) if !unconfirmed() => self.send(action),
            read => {
                let mut errors = read.err().unwrap_or_default();
                if unconfirmed() {
                    errors.push(FieldError::new("confirmed", "must_be_true"));
                }
                self.refuse(errors);
            }
        });
        let closed = Signal::derive(move || self.open.view.with(|view| !view.allowed.contains(&self.name)));
        let busy = Signal::derive(move || self.busy.get() || self.uploading.get() > 0);
        let own = faults(self.errors);
        let all_faults = Signal::derive(move || {
            let of_form = self.form.get().map(|form| form.faults(None)).unwrap_or_default();
            own.get().into_iter().chain(of_form).collect::<Vec<_>>()
        });
        let purpose = words::purpose(self.name).map(|purpose| view! { <p class="soft">{purpose}</p> });
        let against = matches!(self.name, ActionName::Refuse | ActionName::Deny);
        let look = if against || consequence.is_some() { Look::Danger } else { Look::Primary };
        let consequence = consequence.map(|words| confirmation("confirmed", words, self.confirmed, self.errors));
        view! {
            <h2 id="action-title" tabindex="-1">{words::action(self.name)}</h2>
            <span id="actions-title" class="unseen">{t!("staff.actions.title")}</span>
            {purpose}
            {move || self.overtaken_note()}
            <ErrorSummary faults=all_faults/>
            {move || self.failed.get().map(|error| failure(error, send))}
            {inputs}
            {consequence}
            <div class="buttons">
                <Button label=words::action(self.name) look=look busy=busy disabled=closed on_press=send/>
                <Button label=t!("staff.actions.close") look=Look::Quiet on_press=move |()| self.close()/>
            </div>
        }
    }

    fn close(self) {
        self.kept.forget();
        self.chosen.set(None);
        dom::focus_later("actions-title".to_owned());
    }

    /// Shows what is wrong and goes there.
    fn refuse(self, errors: Vec<FieldError>) {
        self.errors.set(errors);
        dom::focus_later("error-summary".to_owned());
    }

    fn send(self, action: Action) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failed.set(None);
        self.errors.set(Vec::new());
        let (code, version) = self.open.view.with_untracked(|view| (view.dossier.code.0.clone(), view.dossier.version));
        let (request, draft) = (self.request.get_value(), self.draft.get_value());
        leptos::task::spawn_local(async move {
            let answer = api::act(&code, version, &request, &draft, &action).await;
            // The page may be gone; what was done stands in the dossier all the same.
            if !self.busy.try_set(false) {
                return;
            }
            match answer {
                Ok(view) => {
                    self.kept.forget();
                    self.done.set(Some(self.name));
                    self.chosen.set(None);
                    self.open.take(view);
                    dom::focus_later("dossier-state".to_owned());
                }
                Err(error) => self.explain(error, version),
            }
        });
    }

    fn explain(self, error: ApiError, version: u32) {
        let Some(problem) = error.problem() else {
            self.failed.set(Some(error));
            return;
        };
        if problem.code == code::STALE {
            let current = problem.current.clone().and_then(|view| serde_json::from_value::<DossierView>(view).ok());
            if let Some(view) = current {
                let since = view.history.iter().filter(|event| event.version > version).cloned().collect();
                self.overtaken.set(since);
                self.open.take(view);
                dom::focus_later("overtaken".to_owned());
                return;
            }
        }
        // A rule that refuses explains itself as a whole; the field that it is about is marked too.
        if let Some((field, guard)) = guard_of(&error).and_then(|guard| Some((guard.why().field?, guard)))
            && self.errors.knows(field)
        {
            self.errors.set(vec![FieldError::new(field, guard.as_str())]);
        }
        if problem.errors.is_empty() || problem.guard.is_some() {
            self.failed.set(Some(error));
            dom::focus_later("action-failed".to_owned());
        } else {
            let form = self.form.get_untracked();
            let of_form = |error: &FieldError| form.is_some_and(|form| form.part_of(&error.field).is_some());
            let (theirs, ours): (Vec<_>, Vec<_>) = problem.errors.iter().cloned().partition(of_form);
            if let Some(form) = form {
                form.refuse(theirs);
            }
            self.refuse(ours);
        }
    }

    /// What somebody else did meanwhile, with the new state; the typing is still there.
    fn overtaken_note(self) -> Option<View> {
        let events = self.overtaken.get();
        if events.is_empty() {
            return None;
        }
        let rows: Vec<_> = events
            .iter()
            .map(|event| {
                let (by, at) = (event.by.name.clone(), moment(event.at));
                view! { <li>{words::event(&event.action)}": "{by}", "<span class="number">{at}</span></li> }
            })
            .collect();
        let (now, possible) =
            self.open.view.with(|view| (view.dossier.state.name(), view.allowed.contains(&self.name)));
        let way_on = if possible { t!("staff.stale.again") } else { t!("staff.stale.over") };
        let text = move || t!("staff.stale.text").with(&[("state", state(now).get())]);
        Some(view! {
            <Alert tone=Tone::Warning>
                <p id="overtaken"><b>{t!("staff.stale.title")}</b></p>
                <ul>{rows}</ul>
                <p>{text}</p>
                <p>{way_on}</p>
            </Alert>
        })
    }
}

/// A refusal in words: a guard says which rule; the rest as everywhere.
fn failure(error: ApiError, retry: Callback<()>) -> View {
    let shown = match guard_of(&error) {
        Some(guard) => refused(guard),
        None => trouble(error, Some(retry)),
    };
    view! { <div id="action-failed">{shown}</div> }
}

/// Where the typing about a dossier is kept: one open action each, per officer.
fn place(open: Open) -> String {
    let account = open.me.with_value(|me| me.account.0.clone());
    ["act:", &account, ":", &open.code()].concat()
}

/// The action that was open before a reload. What has been done since, with the request that was being typed, is not
/// opened again.
pub fn reopened(open: Open) -> Option<ActionName> {
    let typing = Typing::restore(&place(open))?;
    let name = ActionName::from_id(&typing.action)?;
    let still = open.view.with_untracked(|view| {
        view.allowed.contains(&name) && !view.history.iter().any(|event| *event.request.0 == *typing.request)
    });
    still.then_some(name)
}
