//! Who is signed in, for every page below the shell.

use domain::{
    account::{Place, Role},
    ids::CentreId,
    message::public::Me,
};
use frontend::form::Reference;
use frontend::prelude::*;

/// The signed-in member of staff.
#[derive(Clone, Copy)]
pub struct Session(StoredValue<Me>);

impl Session {
    /// Makes it known to the pages below, with the reference data that they share.
    pub fn provide(me: Me) {
        provide_context(Self(StoredValue::new(me)));
        provide_context(Reference::new());
    }

    /// The session of the page. Pages stand below the shell, which provides it; elsewhere nobody is signed in.
    #[must_use]
    pub fn get() -> Option<Me> {
        use_context::<Self>().map(|session| session.0.get_value())
    }
}

/// The reference data of the portal; a page stands below the shell, which provides them.
#[must_use]
pub fn reference() -> Reference {
    use_context::<Reference>().unwrap_or_default()
}

/// The centres where this person takes dossiers in.
#[must_use]
pub fn intake_centres(me: &Me) -> Vec<CentreId> {
    let centre = |place: &Place| match place {
        Place::Centre { centre } => Some(centre.clone()),
        _ => None,
    };
    me.posts.iter().filter(|post| post.role == Role::IntakeOfficer).filter_map(|post| centre(&post.place)).collect()
}

/// Whether this person answers opinions for an agency.
#[must_use]
pub fn is_consulted(me: &Me) -> bool {
    me.posts.iter().any(|post| post.role == Role::ConsultedOfficer)
}

/// Whether dossiers can be in this person's own hands.
#[must_use]
pub fn has_own_work(me: &Me) -> bool {
    me.posts.iter().any(|post| post.role == Role::CaseOfficer)
}

/// Whether plans that move boundaries can be this person's affair: the province's, or that of who signs for a unit.
#[must_use]
pub fn has_plans(me: &Me) -> bool {
    me.posts.iter().any(|post| {
        matches!(
            post.role,
            Role::Coordinator | Role::ProvinceManager | Role::CentreManager | Role::UnitHead | Role::Signer
        )
    })
}
