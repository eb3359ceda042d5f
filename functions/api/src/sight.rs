//! What somebody is shown who may not see a whole dossier: an asked agency its question and the papers sent with it, the
//! public post its item.

use domain::{
    dossier::{
        Actor, Dossier, State,
        head::ApplicantCard,
        opinion::{Opinion, OpinionState},
        rights::{Sight, sight},
    },
    ids::FileId,
    message::staff::DossierView,
};

/// The questions that this person's agency was asked and may still look at.
fn asked<'a>(actor: &'a Actor, dossier: &'a Dossier) -> impl Iterator<Item = &'a Opinion> {
    dossier
        .opinions
        .iter()
        .filter(|opinion| opinion.is_visible_to_the_asked() && actor.posts.iter().any(|post| opinion.is_asked_of(post)))
}

/// Whether this person may open a file of the dossier.
#[must_use]
pub fn may_open(actor: &Actor, dossier: &Dossier, file: &FileId) -> bool {
    match sight(actor, dossier) {
        Some(Sight::Whole) => true,
        Some(Sight::Question) => asked(actor, dossier).any(|opinion| {
            let answer = match &opinion.state {
                OpinionState::Answered { document, .. } => document.as_ref(),
                _ => None,
            };
            opinion.documents.contains(file) || answer == Some(file)
        }),
        Some(Sight::Postal) | None => false,
    }
}

/// The view without what is not this person's to see.
#[must_use]
pub fn limited(actor: &Actor, mut view: DossierView) -> DossierView {
    let sight = sight(actor, &view.dossier);
    if sight == Some(Sight::Whole) {
        return view;
    }
    let questions: Vec<Opinion> = match sight {
        Some(Sight::Question) => asked(actor, &view.dossier).cloned().collect(),
        _ => Vec::new(),
    };
    for paper in &mut view.content.papers {
        paper.files.retain(|file| questions.iter().any(|question| question.documents.contains(&file.id)));
    }
    view.content.papers.retain(|paper| !paper.files.is_empty());
    view.content.answers.clear();
    view.content.competence.clear();
    view.because.clear();
    view.proposals.clear();
    view.history.clear();
    view.time_used.clear();
    view.fees_due.clear();
    view.readers.clear();
    // It opens the citizen's tracking page.
    view.track_path = String::new();
    view.named_agencies.retain(|agency| questions.iter().any(|question| question.agency == agency.id));
    view.agencies.clear();
    let dossier = &mut view.dossier;
    dossier.opinions = questions;
    if sight == Some(Sight::Question) {
        // To an asked agency the dossier is being worked on: drafts, requests and reasons are not for it.
        let assignee = dossier.state.assignee().cloned().unwrap_or_default();
        let waits = dossier.waits_for_opinion();
        dossier.state = if waits { State::WaitingOpinion { assignee } } else { State::InProcess { assignee } };
        dossier.return_to.address = None;
    }
    // The post delivers to a person at an address, which stands in the state.
    let name = if sight == Some(Sight::Postal) { dossier.applicant.name.clone() } else { String::new() };
    let phone = dossier.applicant.phone.clone().filter(|_| sight == Some(Sight::Postal));
    dossier.applicant = ApplicantCard { name, organisation: None, phone, id_masked: None };
    dossier.fees.clear();
    dossier.slips.clear();
    dossier.supplement_proposal = None;
    dossier.late_entry = None;
    dossier.external_ref = None;
    view
}
