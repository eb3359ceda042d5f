//! Where each action leads, which says how loud its button is and in which order they stand.

use domain::dossier::ActionName;
use frontend::ui::Look;

/// Where an action leads.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// On towards the result.
    On,
    /// Aside: something is missing, wrong or changed.
    Aside,
    /// The request is refused.
    Against,
}

pub fn way(name: ActionName, agency_stage: bool) -> Way {
    match name {
        ActionName::Refuse
        | ActionName::Deny
        | ActionName::ReturnWrongAgency
        | ActionName::Stop
        | ActionName::RefuseWithdrawal
        | ActionName::RejectHandover
        | ActionName::DeliveryFailed => Way::Against,
        // At the agency only a list that was agreed to is offered for sending; then sending it is the next step.
        ActionName::RequestSupplement if !agency_stage => Way::Aside,
        ActionName::ProposeSupplement
        | ActionName::AmendIntake
        | ActionName::AmendProcedure
        | ActionName::AskOpinion
        | ActionName::AskSideOpinion
        | ActionName::RecordOpinionAnswer
        | ActionName::WithdrawOpinion
        | ActionName::RequestFinancialObligation
        | ActionName::ChangeReturnPlace
        | ActionName::TakeFee
        | ActionName::ExtendWithApology
        | ActionName::RequestWithdrawal
        | ActionName::CancelWithdrawal
        | ActionName::StartHandover
        | ActionName::RedirectHandover
        | ActionName::CancelHandover
        | ActionName::CorrectResult
        | ActionName::Reassign
        | ActionName::ReturnForRework
        | ActionName::ReturnForResigning => Way::Aside,
        _ => Way::On,
    }
}

/// The first action that moves the dossier on is the loud one; what refuses it is marked.
pub fn look(at: usize, way: Way) -> Look {
    match way {
        Way::Against => Look::Danger,
        Way::On if at == 0 => Look::Primary,
        Way::On | Way::Aside => Look::Plain,
    }
}
