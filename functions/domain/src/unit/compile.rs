//! From the published units.json to the unit map.

use super::{Agency, AgencyKind, CommuneOffice, Successor, Unit, UnitKind, UnitMap};
use crate::{
    ids::{AgencyId, OfficeId, UnitCode},
    raw::{self, RawError},
    text::Text,
};
use jiff::civil::Date;
use serde_json::Value;

/// Last day of the 171 old units (Resolution 1679/NQ-UBTVQH15).
const OLD_UNITS_END: Date = Date::constant(2025, 6, 30);

pub(super) fn unit_map(raw: &Value) -> Result<UnitMap, RawError> {
    let province = raw::member(raw, "province")?;
    let mut units = raw::each(raw, "units", |_, unit| current_unit(unit))?;
    for (index, unit) in raw::list(raw, "units")?.iter().enumerate() {
        let code = UnitCode(raw::text(unit, "code")?);
        let parts = raw::each(unit, "merged_from", |_, part| former_part(part, &code))
            .map_err(|error| error.within(&format!("units[{index}]")))?;
        for part in parts {
            add_former(&mut units, part)?;
        }
    }
    units.sort_by(|a, b| (&a.code, a.valid_from).cmp(&(&b.code, b.valid_from)));
    check_splits(raw, &units)?;
    let mut agencies = Vec::new();
    let mut offices = Vec::new();
    for (index, agency) in raw::list(raw, "agencies")?.iter().enumerate() {
        let at = |error: RawError| error.within(&format!("agencies[{index}]"));
        if raw::text(agency, "kind").map_err(at)? == "commune_office_kind" {
            offices.push(commune_office(agency).map_err(at)?);
        } else {
            agencies.push(provincial_agency(agency).map_err(at)?);
        }
    }
    check_references(&agencies, &offices, &units)?;
    Ok(UnitMap {
        province: Text { vi: raw::text(province, "name")?, en: raw::text(province, "name_en")? },
        province_code: raw::text(province, "agency_identifier_prefix")?,
        units,
        agencies,
        offices,
        closures: Vec::new(),
    })
}

fn current_unit(raw: &Value) -> Result<Unit, RawError> {
    let unit = Unit {
        code: UnitCode(raw::text(raw, "code")?),
        valid_from: Some(raw::date(raw, "effective_from")?),
        valid_to: raw::optional_date(raw, "effective_to")?,
        name: raw::text(raw, "name")?,
        full_name: raw::text(raw, "full_name")?,
        name_en: raw::text(raw, "name_en")?,
        kind: kind(&raw::text(raw, "type")?)?,
        district: None,
        aliases: raw::texts(raw, "code_alternatives")?.into_iter().map(UnitCode).collect(),
        demo_agency_code: Some(raw::text(raw, "demo_agency_code")?),
        agency: None,
        successors: Vec::new(),
    };
    // Names are built from the unit's name, so the published ones must follow the same pattern.
    if raw::text(raw, "peoples_committee_vi")? != unit.summary().committee_name().vi {
        return Err(RawError::new("peoples_committee_vi", "is not the committee of the unit's name"));
    }
    if name(raw::member(raw, "service_centre")?)? != unit.summary().centre_name() {
        return Err(RawError::new("service_centre", "is not the centre of the unit's name"));
    }
    Ok(unit)
}

/// One predecessor of a current unit: the old unit with this one successor.
fn former_part(raw: &Value, successor: &UnitCode) -> Result<Unit, RawError> {
    let full_name = raw::text(raw, "old_name")?;
    let kind_vi = raw::text(raw, "old_type")?;
    let name = full_name
        .strip_prefix(kind_vi.as_str())
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .ok_or_else(|| RawError::new("old_name", "does not begin with its kind"))?;
    let kind = kind(&kind_vi)?;
    let partial = raw::flag(raw, "partial")?;
    Ok(Unit {
        code: UnitCode(raw::text(raw, "old_code")?),
        valid_from: None,
        valid_to: Some(OLD_UNITS_END),
        name: name.to_owned(),
        name_en: format!("{} {}", crate::text::unmarked(name), kind.name_en()),
        full_name,
        kind,
        district: Some(raw::text(raw, "old_district")?),
        aliases: Vec::new(),
        demo_agency_code: None,
        agency: None,
        successors: vec![Successor {
            code: successor.clone(),
            default: !partial || raw::flag(raw, "default_successor")?,
            area: None,
        }],
    })
}

/// Adds an old unit, or one more successor to it where it was split.
fn add_former(units: &mut Vec<Unit>, part: Unit) -> Result<(), RawError> {
    match units.iter_mut().find(|unit| unit.code == part.code && unit.valid_to.is_some()) {
        None => units.push(part),
        Some(known) if known.full_name == part.full_name && known.district == part.district => {
            known.successors.extend(part.successors);
        }
        Some(known) => {
            let problem = format!("old code {} names {} and {}", part.code, known.full_name, part.full_name);
            return Err(RawError::new("units", problem));
        }
    }
    Ok(())
}

/// The list of split units and the predecessors of the units tell the same story.
fn check_splits(raw: &Value, units: &[Unit]) -> Result<(), RawError> {
    let splits = raw::each(raw, "split_old_units", |_, split| {
        let code = UnitCode(raw::text(split, "old_code")?);
        let mut successors = raw::each(split, "successors", |_, part| {
            let (code, default) = (UnitCode(raw::text(part, "code")?), raw::flag(part, "default")?);
            Ok(Successor { code, default, area: None })
        })?;
        successors.sort_by(|a, b| a.code.cmp(&b.code));
        let known = units.iter().find(|unit| unit.code == code && unit.valid_to.is_some());
        let mut parts = known.map(|unit| unit.successors.clone()).unwrap_or_default();
        parts.sort_by(|a, b| a.code.cmp(&b.code));
        if parts == successors { Ok(()) } else { Err(RawError::new("", format!("{code}: successors differ"))) }
    })?;
    let split = units.iter().filter(|unit| unit.successors.len() > 1).count();
    if split == splits.len() {
        Ok(())
    } else {
        Err(RawError::new("split_old_units", format!("lists {} units, {split} have several successors", splits.len())))
    }
}

fn check_references(agencies: &[Agency], offices: &[CommuneOffice], units: &[Unit]) -> Result<(), RawError> {
    for agency in agencies {
        let known = |parent: &AgencyId| agencies.iter().any(|other| other.id == *parent);
        if agency.parent.as_ref().is_some_and(|parent| !known(parent)) {
            return Err(RawError::new("agencies", format!("{}: unknown parent", agency.id)));
        }
        for code in &agency.serves_units {
            if !units.iter().any(|unit| unit.code == *code && unit.valid_to.is_none()) {
                return Err(RawError::new("agencies", format!("{}: serves unknown unit {code}", agency.id)));
            }
        }
    }
    for office in offices {
        for (_, id) in &office.resolves_to {
            if !offices.iter().any(|other| other.id == *id) {
                return Err(RawError::new("agencies", format!("{}: resolves to unknown office {id}", office.id)));
            }
        }
    }
    Ok(())
}

fn provincial_agency(raw: &Value) -> Result<Agency, RawError> {
    Ok(Agency {
        id: AgencyId(raw::text(raw, "id")?),
        name: name(raw)?,
        short_vi: raw::text(raw, "short_vi")?,
        kind: match raw::text(raw, "kind")?.as_str() {
            "provincial_peoples_committee" => AgencyKind::ProvincialPeoplesCommittee,
            "service_centre" => AgencyKind::ServiceCentre,
            "provincial_office" => AgencyKind::ProvincialOffice,
            "department" => AgencyKind::Department,
            "authority" => AgencyKind::Authority,
            "vertical_agency" => AgencyKind::VerticalAgency,
            "public_service_unit" => AgencyKind::PublicServiceUnit,
            "public_service_unit_branch" => AgencyKind::PublicServiceUnitBranch,
            "external_organisation" => AgencyKind::ExternalOrganisation,
            other => return Err(RawError::new("kind", format!("unknown kind of agency: {other}"))),
        },
        sectors: raw::texts(raw, "fields")?,
        external: raw::flag(raw, "external")?,
        parent: raw::optional_text(raw, "parent")?.map(AgencyId),
        serves_units: raw::texts(raw, "serves_units")?.into_iter().map(UnitCode).collect(),
        demo_agency_code: raw::text(raw, "demo_agency_code")?,
    })
}

fn commune_office(raw: &Value) -> Result<CommuneOffice, RawError> {
    let mut resolves_to = Vec::new();
    if let Some(map) = raw::optional(raw, "resolves_to") {
        let map = map.as_object().ok_or_else(|| RawError::new("resolves_to", "not an object"))?;
        for (unit_kind, office) in map {
            let office = office.as_str().ok_or_else(|| RawError::new("resolves_to", "not an office"))?;
            resolves_to.push((kind(unit_kind)?, OfficeId::from(office)));
        }
    }
    Ok(CommuneOffice {
        id: OfficeId(raw::text(raw, "id")?),
        name: name(raw)?,
        sectors: raw::texts(raw, "fields")?,
        external: raw::flag(raw, "external")?,
        unit_kinds: raw::texts(raw, "unit_types")?.iter().map(|name| kind(name)).collect::<Result<_, _>>()?,
        code_suffix: raw::text(raw, "demo_code_suffix")?,
        resolves_to,
    })
}

fn name(raw: &Value) -> Result<Text, RawError> {
    raw::bilingual(raw, "name")
}

pub(super) fn kind(name: &str) -> Result<UnitKind, RawError> {
    match name {
        "xa" | "Xã" => Ok(UnitKind::Commune),
        "phuong" | "Phường" => Ok(UnitKind::Ward),
        "dac_khu" | "Đặc khu" => Ok(UnitKind::SpecialZone),
        "Thị trấn" => Ok(UnitKind::Township),
        other => Err(RawError::new("type", format!("unknown kind of unit: {other}"))),
    }
}
