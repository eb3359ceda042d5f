//! What forms 01 to 05 begin with: who issued it, its number, whose dossier it is.

use super::{
    applicant::{answer, residence},
    sheet::{Block, Sheet, SheetHead},
    source::{Issue, Source},
    words,
};
use crate::{
    account::Role,
    calendar::day_of,
    dossier::head::Resolver,
    ids::{CentreId, DossierCode, ProcedureCode},
    unit::{AgencyKind, UnitMap},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The fields that forms 01 to 05 have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The agency above the one that issued it.
    pub parent_agency_name: Option<String>,
    pub agency_name: String,
    /// Running number of the issuing place's day.
    pub form_number: String,
    pub place_and_date: String,
    pub dossier_code: DossierCode,
    /// The organisation applied for.
    pub organisation: Option<String>,
    pub applicant_name: String,
    /// Last digits only.
    pub applicant_id: String,
    pub address: String,
    pub phone: String,
    pub email: String,
    pub procedure_name: String,
    pub procedure_code: ProcedureCode,
}

/// An issuing place in words.
pub(super) struct Issuer {
    pub parent: Option<String>,
    pub name: String,
    /// Where it sits, without the kind of unit.
    pub place: String,
}

/// The head of a form.
pub(super) fn head(source: &Source<'_>, issue: &Issue<'_>) -> Head {
    let on = day_of(issue.event.at);
    let issuer = issuer(source, issue);
    let applicant = &issue.stood.applicant;
    let answers = &issue.content.answers;
    Head {
        parent_agency_name: issuer.parent,
        agency_name: issuer.name,
        form_number: words::form_number(issue.number, on),
        place_and_date: [&issuer.place, ", ", &words::long_day(on)].concat(),
        dossier_code: source.dossier.code.clone(),
        organisation: applicant.organisation.clone(),
        applicant_name: applicant.name.clone(),
        applicant_id: applicant.id_masked.clone().unwrap_or_default(),
        address: residence(source.procedure, answers, source.units, on, source.country),
        phone: applicant.phone.clone().unwrap_or_default(),
        email: answer(answers, "requester_email"),
        procedure_name: source.procedure.name.vi.clone(),
        procedure_code: source.procedure.code.clone(),
    }
}

/// The agency whose officer issued it, otherwise the receiving centre.
fn issuer(source: &Source<'_>, issue: &Issue<'_>) -> Issuer {
    let (event, stood) = (issue.event, &issue.stood);
    let on = day_of(event.at);
    let by_agency =
        matches!(event.by.role, Role::CaseOfficer | Role::UnitHead | Role::Signer | Role::Clerk).then_some(());
    let agency = by_agency.and(stood.resolver.as_ref()).and_then(|resolver| {
        let name = source.units.office_name(&resolver.agency, &resolver.office, on)?.vi;
        let Some(unit) = source.units.committee_unit(&resolver.agency, on) else {
            let parent = above(source.units, resolver.agency.as_str(), on);
            return Some(Issuer { parent, name, place: source.units.province.vi.clone() });
        };
        let parent = Some(unit.summary().committee_name().vi);
        Some(Issuer { parent, name, place: unit.name.clone() })
    });
    agency.unwrap_or_else(|| centre(source.units, &stood.receiving_centre, on))
}

/// The resolving office with the committee that it belongs to; none while competence is undecided.
pub(super) fn resolving(resolver: Option<&Resolver>, units: &UnitMap, on: Date) -> Option<String> {
    let resolver = resolver?;
    units.office_of_agency_name(&resolver.agency, &resolver.office, on).map(|name| name.vi)
}

/// What stands for the resolving office while there is none.
pub(super) const UNDECIDED: &str = "Đang xác định thẩm quyền";

/// A service centre as issuer.
pub(super) fn centre(units: &UnitMap, centre: &CentreId, on: Date) -> Issuer {
    let unit = units.centre_unit(centre, on);
    Issuer {
        parent: unit.map(|unit| unit.summary().committee_name().vi).or_else(|| above(units, centre.as_str(), on)),
        name: units.centre_name(centre, on).unwrap_or_default().vi,
        place: unit.map_or_else(|| units.province.vi.clone(), |unit| unit.name.clone()),
    }
}

/// The agency above one that is not a commune's: its parent, or the provincial committee above its departments.
pub(super) fn above(units: &UnitMap, agency: &str, on: Date) -> Option<String> {
    let agency = units.agencies.iter().find(|known| known.id.as_str() == agency)?;
    if let Some(parent) = &agency.parent {
        return units.agency_name(parent, on).map(|name| name.vi);
    }
    let of_committee = matches!(
        agency.kind,
        AgencyKind::ServiceCentre
            | AgencyKind::ProvincialOffice
            | AgencyKind::Department
            | AgencyKind::Authority
            | AgencyKind::PublicServiceUnit
    );
    let committee = units.agencies.iter().find(|known| known.kind == AgencyKind::ProvincialPeoplesCommittee);
    committee.filter(|_| of_committee).map(|committee| committee.name.vi.clone())
}

impl Head {
    /// A sheet with this head and these blocks after the applicant's.
    pub(super) fn sheet(&self, kind: &str, title: &str, blocks: Vec<Block>) -> Sheet {
        Sheet {
            kind: kind.to_owned(),
            title: title.to_owned(),
            subtitle: ["Mã hồ sơ: ", self.dossier_code.as_str()].concat(),
            head: SheetHead::new(
                self.parent_agency_name.as_deref(),
                &self.agency_name,
                Some(&self.form_number),
                Some(&self.place_and_date),
            ),
            blocks,
            landscape: false,
        }
    }

    /// The lines on the applicant; what is not known is left out.
    pub(super) fn applicant(&self) -> Vec<Block> {
        let organisation = self.organisation.as_deref().unwrap_or_default();
        [
            ("Tổ chức", organisation),
            ("Họ và tên", &self.applicant_name),
            ("Số định danh, hộ chiếu", &self.applicant_id),
            ("Địa chỉ", &self.address),
            ("Số điện thoại", &self.phone),
            ("Email", &self.email),
        ]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(label, text)| Block::line(label, text))
        .collect()
    }

    /// The line on the procedure.
    pub(super) fn procedure(&self) -> Block {
        Block::line("Thủ tục hành chính", format!("{} ({})", self.procedure_name, self.procedure_code))
    }
}
