//! Which of the allowed actions are worth offering: those whose guards can still hold. The functions say what this
//! person may try; the guards are read from the same table of rules. What depends on inputs is left to the functions.

use super::Open;
use domain::{
    dossier::{ActionName, Dossier, StateName, refusal::Guard, state::DecisionKind, table::rules},
    ids::AccountId,
    procedure::{Procedure, ReturnMethod},
};
use leptos::prelude::*;

/// The actions to offer.
pub struct Offered {
    pub names: Vec<ActionName>,
    /// One was left out only because this person entered or accepted the dossier (I7).
    pub four_eyes: bool,
}

/// What to offer now; subscribes to the dossier.
#[must_use]
pub fn offered(open: Open) -> Offered {
    open.view.with(|view| {
        open.procedure.with_value(|procedure| {
            open.me.with_value(|me| {
                let case = Case { dossier: &view.dossier, procedure, me: &me.account };
                let mut offered = Offered { names: Vec::new(), four_eyes: false };
                for name in &view.allowed {
                    match case.open(*name) {
                        Verdict::Open if !offered.names.contains(name) => offered.names.push(*name),
                        Verdict::FourEyes => offered.four_eyes = true,
                        Verdict::Open | Verdict::Closed => {}
                    }
                }
                offered
            })
        })
    })
}

struct Case<'a> {
    dossier: &'a Dossier,
    procedure: &'a Procedure,
    me: &'a AccountId,
}

enum Verdict {
    Open,
    Closed,
    FourEyes,
}

impl Case<'_> {
    fn open(&self, name: ActionName) -> Verdict {
        // An agreement needs a list, and a list that is agreed to is sent, not proposed again.
        let proposal = self.dossier.supplement_proposal.as_ref();
        let agreed = proposal.is_some_and(|proposal| proposal.agreed_by.is_some());
        match name {
            ActionName::AgreeSupplement if proposal.is_none() || agreed => return Verdict::Closed,
            ActionName::ProposeSupplement if agreed => return Verdict::Closed,
            _ => {}
        }
        let state = self.dossier.state.name();
        for rule in rules(state, name) {
            let closed: Vec<Guard> =
                rule.guards.iter().copied().filter(|guard| !self.may_hold(*guard, state)).collect();
            match closed.as_slice() {
                [] => return Verdict::Open,
                [Guard::FourEyes] => return Verdict::FourEyes,
                _ => {}
            }
        }
        Verdict::Closed
    }

    /// False where no input can make the guard hold.
    fn may_hold(&self, guard: Guard, state: StateName) -> bool {
        let (dossier, levels) = (self.dossier, self.procedure.approval_levels);
        let draft = dossier.state.draft();
        let kind = draft.map(|draft| draft.decision);
        let here = dossier.resolver.as_ref().is_some_and(|resolver| resolver.agency.0 == dossier.return_to.centre.0);
        let endorsed = draft.map_or(0, |draft| draft.endorsed_by.len());
        let entered_or_accepted = dossier.entered_by == *self.me || dossier.accepted_by.as_ref() == Some(self.me);
        match guard {
            Guard::SupplementAllowed => dossier.supplements_asked == 0,
            Guard::UnitHeadAgrees => {
                dossier.supplement_proposal.as_ref().is_some_and(|proposal| proposal.agreed_by.is_some())
            }
            Guard::CompetenceResolved => dossier.resolver.is_some(),
            Guard::CompetenceUnresolved => dossier.resolver.is_none(),
            Guard::Level1 => levels <= 1,
            Guard::Levels2And3 => levels >= 2,
            Guard::Level3First => levels == 3 && endorsed == 0,
            Guard::LastEndorsement => endorsed + 1 == usize::from(levels.saturating_sub(1)).max(1),
            Guard::DenyActorByLevel => (state == StateName::InProcess) == (levels <= 1),
            Guard::KindGrant => kind == Some(DecisionKind::Grant),
            Guard::KindDenial => kind == Some(DecisionKind::Denial),
            Guard::FourEyes => !self.procedure.four_eyes || !entered_or_accepted,
            Guard::ReturnOnPaper => dossier.return_to.on_paper(),
            Guard::ReturnOnline => dossier.return_to.method == ReturnMethod::Online,
            Guard::HereOrArrived => state == StateName::ResultInTransit || here,
            Guard::LiesElsewhere => !here,
            Guard::DossierComplete
            | Guard::FeeAtFilingPaid
            | Guard::ResultDocument
            | Guard::ExternalNumber
            | Guard::IdentityCheck
            | Guard::BeforeForward => true,
        }
    }
}
