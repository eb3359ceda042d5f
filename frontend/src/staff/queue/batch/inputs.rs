//! What is said once for all dossiers of a batch.

use crate::{
    fields::{Bound, Errors, Reader, confirmation},
    session::Session,
};
use domain::{
    dossier::{Action, ActionName},
    form::FieldError,
    ids::AccountId,
    message::staff::{Colleague, DossierView},
};
use frontend::prelude::*;
use frontend::{
    i18n::{Key, Words},
    t,
};

/// The inputs.
#[derive(Clone, Copy)]
pub struct Inputs {
    action: ActionName,
    pub errors: Errors,
    assignee: RwSignal<String>,
    reason: RwSignal<String>,
    confirmed: RwSignal<bool>,
}

impl Inputs {
    /// Nothing is said yet.
    #[must_use]
    pub fn new(action: ActionName) -> Self {
        Self {
            action,
            errors: Errors::new(),
            assignee: RwSignal::new(String::new()),
            reason: RwSignal::new(String::new()),
            confirmed: RwSignal::new(false),
        }
    }

    fn names_officer(self) -> bool {
        matches!(self.action, ActionName::Receive | ActionName::Reassign | ActionName::EndorseOnward)
    }

    /// Who can be named for a dossier: its officers, or the other heads of its office.
    #[must_use]
    pub fn people(self, view: DossierView) -> Vec<Colleague> {
        let me = Session::get().map(|me| me.account);
        match self.action {
            ActionName::EndorseOnward => {
                view.heads.into_iter().filter(|head| Some(&head.account) != me.as_ref()).collect()
            }
            _ => view.colleagues,
        }
    }

    /// What was confirmed must be confirmed anew.
    pub fn unconfirm(self) {
        self.confirmed.set(false);
    }

    /// What is confirmed for all: that the papers were counted, or that the drafts were read.
    fn statement(self) -> Key {
        match self.action {
            ActionName::Forward | ActionName::Receive => t!("staff.batch.counted"),
            ActionName::SendResult | ActionName::ReceiveResult => t!("staff.batch.one_sheet"),
            ActionName::Reassign => t!("staff.batch.reassigned"),
            _ => t!("staff.batch.read"),
        }
    }

    /// The questions; `colleagues` are those who can be named for every dossier.
    #[must_use]
    pub fn view(self, colleagues: Vec<Colleague>) -> View {
        let option = |colleague: Colleague| -> (String, Words) {
            (colleague.account.0, Signal::stored([colleague.name.as_str(), ", ", &colleague.title_vi].concat()))
        };
        let assignee = self.names_officer().then(|| {
            let label = match self.action {
                ActionName::EndorseOnward => t!("staff.field.next_head"),
                _ => t!("staff.field.assignee"),
            };
            Bound::new("assignee", label, self.assignee, self.errors)
                .select(colleagues.into_iter().map(option).collect())
        });
        let reason = (self.action == ActionName::Reassign)
            .then(|| Bound::new("reason", t!("staff.field.reason"), self.reason, self.errors).lines(2));
        view! { {assignee}{reason}{confirmation("confirmed", self.statement(), self.confirmed, self.errors)} }
    }

    /// How the action of each dossier is made.
    ///
    /// # Errors
    /// What is missing.
    pub fn read(self) -> Result<impl Fn(&DossierView) -> Action + 'static, Vec<FieldError>> {
        let mut reader = Reader::new();
        let mut assignee = AccountId::default();
        if self.names_officer() {
            assignee = AccountId(reader.text("assignee", self.assignee));
        }
        let mut reason = String::new();
        if self.action == ActionName::Reassign {
            reason = reader.text("reason", self.reason);
        }
        if !self.confirmed.get_untracked() {
            reader.wrong("confirmed", "must_be_true");
        }
        let action = self.action;
        reader.finish(move |view: &DossierView| {
            let (assignee, paper_count) = (assignee.clone(), view.dossier.paper_count);
            match action {
                ActionName::Forward => Action::Forward { paper_count },
                ActionName::Receive => Action::Receive { assignee, paper_count },
                ActionName::Reassign => Action::Reassign { assignee, reason: reason.clone() },
                ActionName::EndorseOnward => Action::EndorseOnward { assignee },
                ActionName::Endorse => Action::Endorse,
                ActionName::SignDenial => Action::SignDenial,
                ActionName::SendResult => Action::SendResult { paper_count: 1 },
                ActionName::ReceiveResult => Action::ReceiveResult { paper_count: 1 },
                _ => Action::ApproveSign,
            }
        })
    }
}
