//! Which desks an alarm reaches: where the work lies, and the desk of every role that `statuses.json` names for it.

use super::{Moment, alarms};
use crate::{
    account::Role,
    dossier::head::{COORDINATION_DESK, Dossier, Resolver, centre_desk, office_desk},
    ids::DeskId,
};
use jiff::Timestamp;

/// What a dossier alarms one desk about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskAlarm {
    pub desk: DeskId,
    /// In the order in which they came.
    pub moments: Vec<Moment>,
    /// When the first of them came.
    pub since: Timestamp,
    /// The dossier lies there: everybody at the desk is alarmed.
    pub lies_here: bool,
    /// The roles that are alarmed wherever it lies.
    pub roles: Vec<Role>,
}

impl DeskAlarm {
    fn add(&mut self, moment: Moment, role: Option<Role>) {
        if !self.moments.contains(&moment) {
            self.moments.push(moment);
        }
        match role {
            None => self.lies_here = true,
            Some(role) if !self.roles.contains(&role) => self.roles.push(role),
            Some(_) => {}
        }
    }
}

/// The desks that a dossier alarms, each once.
#[must_use]
pub fn of_desks(dossier: &Dossier) -> Vec<DeskAlarm> {
    let mut all: Vec<DeskAlarm> = Vec::new();
    let mut come: Vec<(Moment, Timestamp)> = alarms(dossier).collect();
    come.sort_by_key(|(_, at)| *at);
    for (moment, at) in come {
        let named = moment.alarms().iter().flat_map(|role| {
            let desks = desks(*role, moment, dossier).into_iter();
            desks.map(|desk| (desk, Some(*role)))
        });
        for (desk, role) in std::iter::once((dossier.desk(), None)).chain(named) {
            match all.iter_mut().find(|alarm| alarm.desk == desk) {
                Some(alarm) => alarm.add(moment, role),
                None => {
                    let mut alarm =
                        DeskAlarm { desk, moments: Vec::new(), since: at, lies_here: false, roles: Vec::new() };
                    alarm.add(moment, role);
                    all.push(alarm);
                }
            }
        }
    }
    all
}

/// Where a role has this dossier in its lists. A consulted officer and the citizen have lists of their own; the post
/// has what it delivers at the centre that gave it.
fn desks(role: Role, moment: Moment, dossier: &Dossier) -> Vec<DeskId> {
    let resolver = dossier.resolver.as_ref();
    let of_resolver = |desk: fn(&Resolver) -> DeskId| resolver.map(desk).into_iter().collect();
    let receiver = dossier.state.handover().filter(|_| moment == Moment::HandoverNotTaken);
    match role {
        Role::IntakeOfficer => vec![centre_desk(&dossier.receiving_centre)],
        // Whoever is named to take a hand-over is told as well as whoever gives it.
        Role::CentreManager => match receiver {
            Some(handover) => vec![centre_desk(&handover.centre)],
            None => vec![centre_desk(&dossier.receiving_centre)],
        },
        Role::UnitHead => {
            let heads = receiver.zip(resolver);
            let theirs = heads.map(|(handover, resolver)| office_desk(&handover.agency, &resolver.office));
            resolver.map(Resolver::office_desk).into_iter().chain(theirs).collect()
        }
        Role::CaseOfficer => of_resolver(Resolver::office_desk),
        Role::Signer => of_resolver(Resolver::signing_desk),
        Role::Clerk => of_resolver(Resolver::registry_desk),
        Role::ReturnsDesk => {
            vec![centre_desk(dossier.state.result_centre().unwrap_or(&dossier.return_to.centre))]
        }
        Role::Coordinator | Role::ProvinceManager => vec![DeskId::from(COORDINATION_DESK)],
        _ => Vec::new(),
    }
}
