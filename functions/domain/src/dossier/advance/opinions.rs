//! Steps of opinion items. The dossier itself moves only when it begins or ceases to wait for one (I13).

use super::Moved;
use crate::{
    calendar::instant,
    dossier::{
        Action, Dossier, Refusal,
        act::Context,
        action::{MAX_OPINIONS, OpinionInput},
        opinion::{Opinion, OpinionState},
        state::State,
    },
    form::FieldError,
};

pub(super) fn step(state: State, action: &Action, dossier: &mut Dossier, context: &Context<'_>) -> Moved {
    Ok(Some(match (state, action) {
        (State::InProcess { assignee } | State::WaitingOpinion { assignee }, Action::AskOpinion { opinions }) => {
            ask(opinions, true, dossier, context)?;
            State::WaitingOpinion { assignee }
        }
        (state, Action::AskSideOpinion { opinions }) => {
            ask(opinions, false, dossier, context)?;
            state
        }
        (State::WaitingOpinion { assignee }, Action::OpinionsComplete) => State::InProcess { assignee },
        (state, Action::AnswerOpinion { opinion, answer, document }) => {
            close(*opinion, dossier, |item| answered(item, answer, document.clone(), false, context));
            state
        }
        (state, Action::RecordOpinionAnswer { opinion, answer, document }) => {
            close(*opinion, dossier, |item| answered(item, answer, Some(document.clone()), true, context));
            state
        }
        (state, Action::WithdrawOpinion { opinion, reason }) => {
            close(*opinion, dossier, |_| OpinionState::Withdrawn { reason: Some(reason.clone()), at: context.now });
            state
        }
        (state, Action::MarkOpinionOverdue { opinion }) => {
            close(*opinion, dossier, |_| OpinionState::Overdue);
            state
        }
        _ => return Ok(None),
    }))
}

fn ask(opinions: &[OpinionInput], blocking: bool, dossier: &mut Dossier, context: &Context<'_>) -> Result<(), Refusal> {
    for (at, input) in opinions.iter().enumerate() {
        let wrong =
            |field: &str, code: &str| Refusal::Input(vec![FieldError::new(&format!("opinions[{at}]{field}"), code)]);
        let id = u8::try_from(dossier.opinions.len() + 1)
            .ok()
            .filter(|id| usize::from(*id) <= MAX_OPINIONS)
            .ok_or_else(|| wrong("", "too_many"))?;
        let due_at = instant(input.due_on.to_datetime(context.calendar.closes()))
            .filter(|due| *due > context.now)
            .ok_or_else(|| wrong(".due_on", "in_the_past"))?;
        dossier.opinions.push(Opinion {
            id,
            agency: input.agency.clone(),
            office: input.office.clone(),
            question: input.question.trim().to_owned(),
            documents: input.documents.clone(),
            blocking,
            asked_by: context.actor.account.clone(),
            asked_at: context.now,
            due_at,
            state: OpinionState::Asked,
        });
    }
    Ok(())
}

fn close(id: u8, dossier: &mut Dossier, to: impl FnOnce(&Opinion) -> OpinionState) {
    if let Some(item) = dossier.opinions.iter_mut().find(|item| item.id == id) {
        item.state = to(item);
    }
}

fn answered(
    item: &Opinion,
    answer: &str,
    document: Option<crate::ids::FileId>,
    on_paper: bool,
    context: &Context<'_>,
) -> OpinionState {
    OpinionState::Answered {
        answer: answer.trim().to_owned(),
        document,
        at: context.now,
        late: item.due_at < context.now,
        on_paper,
    }
}

/// Open items are withdrawn by the system when the dossier ends or is published; gives their numbers.
pub(in crate::dossier) fn withdraw_all(dossier: &mut Dossier, context: &Context<'_>) -> Vec<u8> {
    let open = dossier.opinions.iter_mut().filter(|item| item.is_open());
    open.map(|item| {
        item.state = OpinionState::Withdrawn { reason: None, at: context.now };
        item.id
    })
    .collect()
}
