//! Whether a centre may take a filing at all (R01, R26).

use super::{CompetenceDecision, CoordinationReason, Outcome, ReceiveRefusal, RefusalCode};
use crate::{
    ids::{AgencyId, CentreId},
    procedure::{Channel, OnlineLevel, Procedure},
    text::Text,
    unit::PROVINCIAL_CENTRE,
};

/// Checks that the procedure may be filed this way at this centre. Any centre takes anything of the province,
/// except what the data keep at a counter, at the competent unit's own centre or at a commune's desk.
///
/// # Errors
/// The refusal with the reason that is published with the procedure.
pub fn may_receive(
    procedure: &Procedure,
    centre: &CentreId,
    channel: Channel,
    decision: &CompetenceDecision,
) -> Result<(), ReceiveRefusal> {
    let refuse =
        |code, reason: Option<&Text>| Err(ReceiveRefusal { code, reason: reason.cloned().unwrap_or_default() });
    if channel == Channel::Online && procedure.online == OnlineLevel::Not {
        return refuse(RefusalCode::NotOnline, procedure.online_reason.as_ref());
    }
    match &decision.outcome {
        Outcome::OutsideProvince { place } => {
            refuse(RefusalCode::OutsideProvince, Some(&Text { vi: place.clone(), en: place.clone() }))
        }
        Outcome::Coordination { reason: CoordinationReason::NotACommuneDesk { .. } } => {
            refuse(RefusalCode::CommuneDeskOnly, None)
        }
        // What has to be done where the competent unit is cannot begin at another unit's centre.
        Outcome::Resolved { agency, .. } if own_centre(agency) != centre.as_str() => match &procedure.territorial {
            Some(reason) => refuse(RefusalCode::OwnCentreOnly, Some(reason)),
            None => Ok(()),
        },
        Outcome::Resolved { .. } | Outcome::Coordination { .. } => Ok(()),
    }
}

/// The centre of an agency: a committee's and its centre's ids are the same, and begin with the unit's code.
fn own_centre(agency: &AgencyId) -> &str {
    let is_committee = agency.as_str().starts_with(|first: char| first.is_ascii_digit());
    if is_committee { agency.as_str() } else { PROVINCIAL_CENTRE }
}
