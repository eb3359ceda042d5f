//! Who acts: accounts, roles and where a role holds.

use crate::{
    ids::{AccountId, AgencyId, CentreId, DeskId, OfficeId},
    text::Text,
};
use serde::{Deserialize, Serialize};

/// The roles of `statuses.json`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Citizen,
    IntakeOfficer,
    CaseOfficer,
    UnitHead,
    Signer,
    Clerk,
    ReturnsDesk,
    ConsultedOfficer,
    CentreManager,
    Coordinator,
    ProvinceManager,
    CentreAdmin,
    SystemAdmin,
    SupportTechnician,
    PostalAgent,
    System,
}

impl Role {
    /// Whether it works on the dossiers of its place, and so may see them: not who looks after accounts or machines, who
    /// delivers, or who is asked.
    #[must_use]
    pub const fn works_on_dossiers(self) -> bool {
        !matches!(
            self,
            Self::CentreAdmin
                | Self::SystemAdmin
                | Self::SupportTechnician
                | Self::PostalAgent
                | Self::ConsultedOfficer
        )
    }
}

/// Where a role holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Place {
    /// A service centre.
    Centre { centre: CentreId },
    /// An agency; without an office: all of its offices.
    Agency { agency: AgencyId, office: Option<OfficeId> },
    /// The whole province.
    Province,
}

impl Place {
    /// The agency or centre; both of a unit have the same id. None for the province.
    #[must_use]
    pub fn house(&self) -> Option<&str> {
        match self {
            Self::Centre { centre } => Some(centre.as_str()),
            Self::Agency { agency, .. } => Some(agency.as_str()),
            Self::Province => None,
        }
    }

    /// The same kind of place at another unit; every commune has the same offices.
    #[must_use]
    pub fn at(&self, other: &AgencyId) -> Self {
        match self {
            Self::Centre { .. } => Self::Centre { centre: CentreId(other.0.clone()) },
            Self::Agency { office, .. } => Self::Agency { agency: other.clone(), office: office.clone() },
            Self::Province => Self::Province,
        }
    }
}

/// One role at one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    pub role: Role,
    pub place: Place,
}

/// A person who can sign in. Reference data of kind `account`; a session copies what it needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    pub id: AccountId,
    pub name: String,
    /// What the person is, for screens: "Chủ tịch UBND phường Hà Tu".
    pub title_vi: String,
    pub title_en: String,
    /// Number at the office, for forms that name whom to ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office_phone: Option<String>,
    /// Staff posts; empty for a citizen.
    pub posts: Vec<Post>,
    /// Set for a citizen's account.
    pub citizen: Option<CitizenIdentity>,
}

/// What an identity provider tells about a citizen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitizenIdentity {
    /// 12 digits.
    pub id_number: String,
    /// ISO date.
    pub date_of_birth: Option<String>,
    pub phone: Option<String>,
    /// Organisation for which this person is known to act, if any.
    pub organisation: Option<Organisation>,
}

/// An organisation behind an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    pub name: String,
    /// 10 digits, or 13 with a dash for a dependent unit.
    pub enterprise_code: String,
}

impl Account {
    /// Whether this is a member of staff.
    #[must_use]
    pub fn is_staff(&self) -> bool {
        !self.posts.is_empty()
    }

    /// Whether the account holds the role anywhere.
    #[must_use]
    pub fn has_role(&self, role: Role) -> bool {
        self.posts.iter().any(|post| post.role == role)
    }

    /// The centres where the account holds the role.
    pub fn centres(&self, role: Role) -> impl Iterator<Item = &CentreId> {
        self.posts.iter().filter(move |post| post.role == role).filter_map(|post| match &post.place {
            Place::Centre { centre } => Some(centre),
            _ => None,
        })
    }
}

/// A desk that an account works at, with the states it sees there, for the queue's tabs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkQueue {
    pub desk: DeskId,
    pub role: Role,
    pub states: Vec<crate::dossier::StateName>,
    /// In whose stead, where the work is another's for a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stands_in: Option<Text>,
}

/// A desk of a unit that has ended, whose register the unit that took it over keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archive {
    pub desk: DeskId,
    /// The ended unit.
    pub name: Text,
}
