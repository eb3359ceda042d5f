//! From the file to the plan.

use super::{BranchOf, Extent, Link, NewUnit, Plan, StaffMove};
use crate::{
    ids::{AccountId, AgencyId, UnitCode},
    raw::{self, RawError},
    text::Text,
    unit::compile::kind,
};
use serde_json::Value;

/// Most units of one side, links, moves: a plan of a country, not of a typing error.
const MOST: usize = 20_000;

impl Plan {
    /// Reads a plan: `id`, `title_vi`, `title_en`, `decision`, `effective` (ISO date), `ended` (codes), `begun` (`code`,
    /// `name`, `name_en`, `type`, `agency_code`, `code_alternatives`), `links` (`old`, `new`, and for a part `part`, `default`,
    /// `area_vi`, `area_en`), and where needed `staff` (`account`, `unit`) and `branches` (`unit`, `branch`).
    ///
    /// # Errors
    /// Names the first place that is not as expected.
    pub fn from_raw(raw: &Value) -> Result<Self, RawError> {
        for name in ["ended", "begun", "links", "staff", "branches"] {
            if raw.get(name).and_then(Value::as_array).is_some_and(|list| list.len() > MOST) {
                return Err(RawError::new(name, format!("more than {MOST} entries")));
            }
        }
        let plan = Self {
            id: raw::text(raw, "id")?,
            title: raw::bilingual(raw, "title")?,
            decision: raw::text(raw, "decision")?,
            effective: raw::date(raw, "effective")?,
            ended: raw::member(raw, "ended")
                .and_then(|_| raw::texts(raw, "ended"))?
                .into_iter()
                .map(UnitCode)
                .collect(),
            begun: raw::each(raw, "begun", |_, unit| new_unit(unit))?,
            links: raw::each(raw, "links", |_, each| link(each))?,
            staff: optional_each(raw, "staff", |each| {
                Ok(StaffMove {
                    account: AccountId(raw::text(each, "account")?),
                    to: UnitCode(raw::text(each, "unit")?),
                })
            })?,
            branches: optional_each(raw, "branches", |each| {
                Ok(BranchOf { unit: UnitCode(raw::text(each, "unit")?), branch: AgencyId(raw::text(each, "branch")?) })
            })?,
        };
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if plan.id.is_empty() || plan.id.len() > 40 || !plan.id.bytes().all(is_plain) {
            return Err(RawError::new("id", "not 1 to 40 letters, figures and dashes"));
        }
        if plan.effective.yesterday().is_err() {
            return Err(RawError::new("effective", "has no day before it"));
        }
        Ok(plan)
    }
}

fn optional_each<T>(
    raw: &Value,
    name: &str,
    mut read: impl FnMut(&Value) -> Result<T, RawError>,
) -> Result<Vec<T>, RawError> {
    if raw::optional(raw, name).is_none() {
        return Ok(Vec::new());
    }
    raw::each(raw, name, |_, each| read(each))
}

fn new_unit(raw: &Value) -> Result<NewUnit, RawError> {
    let filled = |member: &str| {
        let text = raw::text(raw, member)?;
        if text.trim().is_empty() { Err(RawError::new(member, "empty")) } else { Ok(text.trim().to_owned()) }
    };
    Ok(NewUnit {
        code: UnitCode(raw::text(raw, "code")?),
        name: filled("name")?,
        name_en: filled("name_en")?,
        kind: kind(&raw::text(raw, "type")?)?,
        aliases: raw::texts(raw, "code_alternatives")?.into_iter().map(UnitCode).collect(),
        agency_code: filled("agency_code")?,
    })
}

fn link(raw: &Value) -> Result<Link, RawError> {
    let area = match (raw::optional_text(raw, "area_vi")?, raw::optional_text(raw, "area_en")?) {
        (Some(vi), en) => Some(Text { en: en.unwrap_or_else(|| vi.clone()), vi }),
        (None, Some(_)) => return Err(RawError::new("area_vi", "missing beside area_en")),
        (None, None) => None,
    };
    let extent = match (raw::flag(raw, "part")?, area) {
        (true, area) => Extent::Part { proposed: raw::flag(raw, "default")?, area },
        (false, None) => Extent::Whole,
        (false, Some(_)) => return Err(RawError::new("area_vi", "a whole unit has no part to describe")),
    };
    Ok(Link { old: UnitCode(raw::text(raw, "old")?), new: UnitCode(raw::text(raw, "new")?), extent })
}
