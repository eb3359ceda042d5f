//! The decision: a draft for signature or approval, a denial, and the issue of what was signed.

use super::{document::Document, panel::Panel, plain::draft};
use crate::{
    fields::{Bound, Reader, clean, given},
    words,
};
use domain::dossier::{Action, ActionName, State, state::DecisionKind};
use frontend::prelude::*;
use frontend::{
    i18n::{self, Words},
    t,
    ui::{Alert, Input, Tone},
};

/// The reason of a denial and the article that carries it.
#[derive(Clone, Copy)]
struct Grounds {
    reason: RwSignal<String>,
    legal_basis: RwSignal<String>,
}

impl Grounds {
    fn new() -> Self {
        Self { reason: RwSignal::new(String::new()), legal_basis: RwSignal::new(String::new()) }
    }

    fn view(self, panel: Panel) -> View {
        view! {
            {Bound::new("reason", t!("staff.field.reason"), self.reason, panel.errors).hint(t!("staff.field.reason_hint")).lines(3)}
            {Bound::new("legal_basis", t!("staff.field.legal_basis"), self.legal_basis, panel.errors).hint(t!("staff.field.legal_basis_hint")).line(Input::TEXT)}
        }
    }
}

/// Level 1: the result goes straight to the signer. Level 0: the officer in charge is the signer.
#[must_use]
pub fn for_signature(panel: Panel) -> View {
    let (document, directly) = (Document::new(), panel.name == ActionName::SignDirectly);
    let note = directly.then(|| view! { <Alert tone=Tone::Info><p>{t!("staff.sign.demonstration")}</p></Alert> });
    let inputs = view! { {document.view(panel, t!("staff.document.result"), t!("staff.document.pdf"), true)}{note} };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let file = document.get();
        if file.is_none() {
            reader.wrong("document", "required");
        }
        reader.finish(file).map(|file| match file {
            Some(document) if directly => Action::SignDirectly { document },
            document => Action::SubmitForSignature { document },
        })
    })
}

/// Levels 2 and 3: a grant or a denial goes to the unit head.
#[must_use]
pub fn for_approval(panel: Panel) -> View {
    let (decision, document, grounds) = (RwSignal::new("grant".to_owned()), Document::new(), Grounds::new());
    let kinds: Vec<(String, Words)> = vec![
        ("grant".to_owned(), words::decision(DecisionKind::Grant).words()),
        ("denial".to_owned(), words::decision(DecisionKind::Denial).words()),
    ];
    let denies = Memo::new(move |_| decision.get() == "denial");
    let rest = move || {
        if denies.get() {
            view! {
                {grounds.view(panel)}
                {document.view(panel, t!("staff.document.letter"), t!("staff.document.pdf"), false)}
            }
        } else {
            document.view(panel, t!("staff.document.result"), t!("staff.document.pdf"), true)
        }
    };
    let inputs = view! {
        {Bound::new("decision", t!("staff.field.decision"), decision, panel.errors).choices(kinds)}
        {rest}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let document = document.get();
        if denies.get_untracked() {
            let reason = Some(reader.text("reason", grounds.reason));
            let legal_basis = Some(reader.text("legal_basis", grounds.legal_basis));
            reader.finish(Action::SubmitForApproval { decision: DecisionKind::Denial, document, reason, legal_basis })
        } else {
            if document.is_none() {
                reader.wrong("document", "required");
            }
            let decision = DecisionKind::Grant;
            reader.finish(Action::SubmitForApproval { decision, document, reason: None, legal_basis: None })
        }
    })
}

/// A draft denial, for signature.
#[must_use]
pub fn deny(panel: Panel) -> View {
    let (document, grounds) = (Document::new(), Grounds::new());
    let inputs = view! {
        {draft(panel)}
        {grounds.view(panel)}
        {document.view(panel, t!("staff.document.letter"), t!("staff.document.pdf"), false)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let reason = reader.text("reason", grounds.reason);
        let legal_basis = reader.text("legal_basis", grounds.legal_basis);
        reader.finish(Action::Deny { reason, legal_basis, document: document.get() })
    })
}

/// Number and issue: the registry's number, that of an outside register where the procedure wants one, the final file.
#[must_use]
pub fn publish(panel: Panel) -> View {
    let (number, external, document) = (RwSignal::new(String::new()), RwSignal::new(String::new()), Document::new());
    let granted = matches!(panel.view().dossier.state, State::Approved { .. });
    let outside = panel.open.procedure.with_value(|procedure| procedure.external_number.clone()).filter(|_| granted);
    let system = panel.open.procedure.with_value(|procedure| procedure.external_system.clone());
    let wants_external = outside.is_some();
    let outside = outside.map(|field| {
        let bound = Bound::new("external_number", i18n::words(field.label), external, panel.errors);
        match system {
            Some(system) => bound.hint(i18n::words(system)),
            None => bound,
        }
        .line(Input { width: "medium", ..Input::TEXT })
    });
    // What is certified on the spot gets the next number of its register where none is typed.
    let numbered = granted && panel.open.procedure.with_value(|procedure| procedure.handling.on_the_spot);
    let number_hint = if numbered { t!("staff.field.number_given") } else { t!("staff.field.number_hint") };
    let inputs = view! {
        {draft(panel)}
        {Bound::new("number", t!("staff.field.number"), number, panel.errors).hint(number_hint).line(Input { width: "medium", ..Input::TEXT })}
        {outside}
        {document.view(panel, t!("staff.document.final"), t!("staff.document.final_hint"), false)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let number = if numbered { clean(number) } else { reader.text("number", number) };
        let external_number = given(external);
        if wants_external && external_number.is_none() {
            reader.wrong("external_number", "required");
        }
        reader.finish(Action::Publish { number, external_number, document: document.get() })
    })
}
