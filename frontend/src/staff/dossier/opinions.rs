//! The questions to other agencies with their answers: each with its own clock and state.

use super::{
    Open,
    outcome::document_of,
    papers::{file_button, viewer},
};
use domain::{
    dossier::{
        event::FileCard,
        opinion::{Opinion, OpinionState},
    },
    ids::FileId,
    message::staff::DossierView,
};
use frontend::prelude::*;
use frontend::{
    format::moment,
    i18n::{Key, Words, pick},
    t,
    ui::{Badge, Mark},
};

/// The card; nothing where nobody was asked.
#[must_use]
pub fn opinions(open: Open) -> View {
    let viewed = RwSignal::new(None::<FileCard>);
    let content = move || {
        open.view.with(|view| {
            let asked = &view.dossier.opinions;
            (!asked.is_empty()).then(|| {
                // What still waits stands first, the latest question before older ones.
                let waiting = asked.iter().rev().filter(|item| item.is_open());
                let closed = asked.iter().rev().filter(|item| !item.is_open());
                let rows: Vec<View> = waiting.chain(closed).map(|item| row(view, item, viewed)).collect();
                view! {
                    <section class="card" aria-labelledby="opinions-title">
                        <h2 id="opinions-title">{t!("staff.opinion.title")}</h2>
                        <ul class="plain">{rows}</ul>
                        {viewer(open, viewed)}
                    </section>
                }
            })
        })
    };
    content.into_view()
}

/// The asked agency by name.
fn agency(view: &DossierView, item: &Opinion) -> Words {
    let name = view.named_agencies.iter().find(|agency| agency.id == item.agency).map(|agency| agency.name.clone());
    let id = item.agency.0.clone();
    Signal::derive(move || name.as_ref().map_or_else(|| id.clone(), pick))
}

/// An open question as a choice: who was asked what.
#[must_use]
pub fn waiting(view: &DossierView, item: &Opinion) -> Words {
    let (agency, question) = (agency(view, item), item.question.clone());
    Signal::derive(move || [agency.get().as_str(), ": ", &question].concat())
}

/// A question to be read before it is answered or taken back.
#[must_use]
pub fn question(view: &DossierView, item: &Opinion) -> View {
    view! {
        <li>
            <p class="opinion-head"><b>{agency(view, item)}</b>" "{state(view, item)}</p>
            <p class="reason">{item.question.clone()}</p>
            <p class="soft small">{times(item)}</p>
        </li>
    }
}

fn row(view: &DossierView, item: &Opinion, viewed: RwSignal<Option<FileCard>>) -> View {
    let kind = if item.blocking { t!("staff.opinion.blocking") } else { t!("staff.opinion.side") };
    let sent: Vec<View> =
        item.documents.iter().filter_map(|id| filed(view, id)).map(|file| file_button(file, viewed)).collect();
    let sent = (!sent.is_empty()).then(|| view! { <p class="files small">{t!("staff.opinion.sent")}": "{sent}</p> });
    let answer = match &item.state {
        OpinionState::Answered { answer, document, at, late, on_paper } => {
            let file = document.as_ref().and_then(|id| document_of(view, id)).map(|file| file_button(&file, viewed));
            let how = on_paper.then(|| view! { " · "{t!("staff.opinion.on_paper")} });
            let late = late.then(|| view! { " "<Badge mark=Mark::Late label=t!("staff.opinion.late")/> });
            Some(view! {
                <p><b>{t!("staff.opinion.answer")}": "</b>{answer.clone()}</p>
                <p class="soft small"><span class="number">{moment(*at)}</span>{how}{late}</p>
                {file}
            })
        }
        OpinionState::Withdrawn { reason, at } => {
            let by_system = t!("staff.opinion.by_system");
            let reason = match reason {
                Some(reason) => view! { {reason.clone()} },
                None => view! { {by_system} },
            };
            Some(view! { <p class="soft small">{reason}" · "<span class="number">{moment(*at)}</span></p> })
        }
        OpinionState::Asked | OpinionState::Overdue => None,
    };
    view! {
        <li class="opinion">
            <p class="opinion-head"><b>{agency(view, item)}</b>" "{state(view, item)}</p>
            <p class="soft small">{kind}" · "{times(item)}</p>
            <p class="reason">{item.question.clone()}</p>
            {sent}
            {answer}
        </li>
    }
}

/// When it was asked, and until when the answer is wanted.
fn times(item: &Opinion) -> View {
    let (asked, due) = (moment(item.asked_at), moment(item.due_at));
    let text = move || t!("staff.opinion.times").with(&[("asked", &asked), ("due", &due)]);
    view! { <span>{text}</span> }
}

fn state(view: &DossierView, item: &Opinion) -> View {
    let (mark, label): (Mark, Key) = match &item.state {
        OpinionState::Asked if item.due_at >= view.now => (Mark::Active, t!("staff.opinion.asked")),
        OpinionState::Asked | OpinionState::Overdue => (Mark::Late, t!("staff.opinion.overdue")),
        OpinionState::Answered { .. } => (Mark::Good, t!("staff.opinion.answered")),
        OpinionState::Withdrawn { .. } => (Mark::Neutral, t!("staff.opinion.withdrawn")),
    };
    view! { <Badge mark=mark label=label.words()/> }
}

/// A filed paper by its id.
fn filed<'a>(view: &'a DossierView, id: &FileId) -> Option<&'a FileCard> {
    view.content.papers.iter().flat_map(|paper| &paper.files).find(|file| file.id == *id)
}
