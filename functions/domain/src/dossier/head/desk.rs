//! Where a dossier lies: which queue shows it, and who has it.

use super::{Dossier, Resolver};
use crate::{
    dossier::state::State,
    ids::{AgencyId, CentreId, DeskId, OfficeId},
};

/// The desk of the provincial coordination queue.
pub const COORDINATION_DESK: &str = "COORD";

impl Dossier {
    /// Whether the agency that resolves and the centre of return are the same commune.
    #[must_use]
    pub fn returns_where_resolved(&self) -> bool {
        self.resolver.as_ref().is_some_and(|resolver| resolver.agency.as_str() == self.return_to.centre.as_str())
    }

    /// The desk where the work lies: which queue shows it. A withdrawal is the receiving centre's to answer, wherever
    /// the dossier lies.
    #[must_use]
    pub fn desk(&self) -> DeskId {
        match &self.state {
            State::WithdrawalRequested { .. } => centre_desk(&self.receiving_centre),
            // Nobody took it: the province says who does.
            State::HandoverPending { handover, .. } if handover.rejected.is_some() => DeskId::from(COORDINATION_DESK),
            other => self.desk_of(other),
        }
    }

    /// Who has the dossier, for screens and the control slip: under a detour whoever had it before (I11).
    #[must_use]
    pub fn holder(&self) -> DeskId {
        self.desk_of(self.state.lowest())
    }

    fn desk_of(&self, state: &State) -> DeskId {
        let at_agency = |desk: fn(&Resolver) -> DeskId| {
            self.resolver.as_ref().map_or_else(|| DeskId::from(COORDINATION_DESK), desk)
        };
        match state {
            State::Submitted
            | State::IntakeSupplement { .. }
            | State::Refused { .. }
            | State::Accepted
            | State::Withdrawn { .. } => centre_desk(&self.receiving_centre),
            State::AwaitingCompetence { .. } => DeskId::from(COORDINATION_DESK),
            State::InTransfer
            | State::Assigned { .. }
            | State::InProcess { .. }
            | State::WaitingOpinion { .. }
            | State::SupplementRequested { .. }
            | State::FinancialObligation { .. }
            | State::PendingApproval { .. } => at_agency(Resolver::office_desk),
            State::PendingSignature { .. } => at_agency(Resolver::signing_desk),
            // Where agency and return place are one unit nothing travels: the result waits for its returns desk.
            State::ResultReady { .. } if self.return_to.on_paper() && self.returns_where_resolved() => {
                centre_desk(&self.return_to.centre)
            }
            State::Approved { .. } | State::Denied { .. } | State::ResultReady { .. } => {
                at_agency(Resolver::registry_desk)
            }
            State::ResultInTransit { to: centre, .. } | State::Done { at: centre, .. } => centre_desk(centre),
            State::InDelivery { item, .. } => match &item.from {
                Some(centre) => centre_desk(centre),
                None => at_agency(Resolver::registry_desk),
            },
            State::Returned { .. } => centre_desk(&self.return_to.centre),
            // Papers go back through the centre.
            State::Stopped { .. } => centre_desk(&self.receiving_centre),
            State::WithdrawalRequested { under, .. } | State::HandoverPending { under, .. } => self.desk_of(under),
        }
    }
}

/// The desk of a service centre.
#[must_use]
pub fn centre_desk(centre: &CentreId) -> DeskId {
    DeskId(format!("TT-{centre}"))
}

/// The desk of an office of an agency.
#[must_use]
pub fn office_desk(agency: &AgencyId, office: &OfficeId) -> DeskId {
    DeskId(format!("{agency}/{office}"))
}

/// The registry (văn thư) of an agency.
#[must_use]
pub fn registry_desk(agency: &AgencyId) -> DeskId {
    DeskId(format!("{agency}/VT"))
}
