//! Reference data that forms choose from: units at once, longer lists when a field needs them.

use crate::prelude::*;
use crate::{
    api::{self, ApiError},
    i18n,
    ui::Item,
};
use domain::{
    ids::CentreId,
    message::public::{ListValue, UnitList},
    text::Text,
    unit::{Resolution, UnitSummary},
};
use std::sync::Arc;

/// The provincial centre, which is one of the places of return and of intake.
pub const PROVINCIAL_CENTRE: &str = "QN-PVHCC";

/// Handle on the reference data; one per portal, in a context.
#[derive(Clone, Copy)]
pub struct Reference {
    units: RwSignal<Arc<UnitList>>,
    /// By name; a portal asks for a handful.
    lists: RwSignal<Vec<(String, Arc<Vec<ListValue>>)>>,
    asked: StoredValue<Vec<String>>,
    /// Old units as answers name them, `06655@2025-06-30`.
    former: RwSignal<Vec<Former>>,
}

/// An old unit that a person named, or that an answer names.
#[derive(Clone)]
pub struct Former {
    pub as_then: String,
    pub name: String,
    /// What it is today; none where it was split.
    pub now: Option<String>,
}

impl Reference {
    /// Nothing is loaded yet; make it at the top of the portal, so that it outlives the pages.
    #[must_use]
    pub fn new() -> Self {
        let empty = UnitList { units: Vec::new(), agencies: Vec::new() };
        Self {
            units: RwSignal::new(Arc::new(empty)),
            lists: RwSignal::new(Vec::new()),
            asked: StoredValue::new(Vec::new()),
            former: RwSignal::new(Vec::new()),
        }
    }

    /// Loads the units, once. A form waits for them, since a unit's field cannot be answered without.
    ///
    /// # Errors
    /// When they cannot be loaded.
    pub async fn load_units(self) -> Result<(), ApiError> {
        if self.units.with_untracked(|list| list.units.is_empty()) {
            let list = api::public::units().await?;
            self.units.set(Arc::new(list));
        }
        Ok(())
    }

    /// The units of today; subscribes.
    #[must_use]
    pub fn units(self) -> Arc<UnitList> {
        self.units.get()
    }

    /// Whether a unit has this code today.
    #[must_use]
    pub fn knows_unit(self, code: &str) -> bool {
        self.units.with(|list| list.units.iter().any(|unit| unit.code.as_str() == code))
    }

    /// The centre of today's unit of this code.
    #[must_use]
    pub fn centre_of(self, code: &str) -> Option<CentreId> {
        self.units.with_untracked(|list| {
            let unit = list.units.iter().find(|unit| unit.code.as_str() == code)?;
            Some(CentreId(unit.agency_id().0))
        })
    }

    /// That a centre is closed today, and who stands in; subscribes.
    #[must_use]
    pub fn closed(self, centre: &str) -> Option<Text> {
        self.units.with(|list| {
            let unit = list.units.iter().find(|unit| unit.agency_id().as_str() == centre)?;
            unit.closed.clone()
        })
    }

    /// Keeps the old units that a name was found to mean.
    pub fn keep_former(self, found: &Resolution) {
        for candidate in found.candidates.iter().chain(&found.suggestions) {
            let Some(via) = &candidate.via else { continue };
            if self.former_unit(&via.as_then).is_none() {
                let now = (!via.split).then(|| candidate.code.0.clone());
                let former = Former { as_then: via.as_then.clone(), name: via.old_name.clone(), now };
                self.former.update(|known| known.push(former));
            }
        }
    }

    /// An old unit that is known already; subscribes.
    #[must_use]
    pub fn former_unit(self, as_then: &str) -> Option<Former> {
        self.former.with(|known| known.iter().find(|unit| unit.as_then == as_then).cloned())
    }

    /// The name of an old unit, looked up when first asked for; until then its code.
    fn former_name(self, as_then: &str) -> String {
        if let Some(known) = self.former_unit(as_then) {
            return known.name;
        }
        if !self.asked.with_value(|asked| asked.iter().any(|known| known == as_then)) {
            self.asked.update_value(|asked| asked.push(as_then.to_owned()));
            let wanted = as_then.to_owned();
            leptos::task::spawn_local(async move {
                if let Ok(found) = api::public::resolve_unit(&wanted).await {
                    self.keep_former(&found);
                }
            });
        }
        as_then.split_once('@').map_or(as_then, |(code, _)| code).to_owned()
    }

    /// A unit's name in the chosen language, or its code.
    #[must_use]
    pub fn unit_name(self, code: &str) -> String {
        if code.contains('@') {
            return self.former_name(code);
        }
        self.units.with(|list| {
            let unit = list.units.iter().find(|unit| unit.code.as_str() == code);
            unit.map_or_else(|| code.to_owned(), unit_name)
        })
    }

    /// The name of a centre or an agency in the chosen language, or its id.
    #[must_use]
    pub fn agency_name(self, id: &str) -> String {
        self.units.with(|list| {
            if let Some(agency) = list.agencies.iter().find(|agency| agency.id.as_str() == id) {
                return i18n::pick(&agency.name);
            }
            let unit = list.units.iter().find(|unit| unit.agency_id().as_str() == id);
            unit.map_or_else(|| id.to_owned(), unit_name)
        })
    }

    /// The units as entries of a searchable list.
    #[must_use]
    pub fn unit_items(self) -> Vec<Item> {
        self.units.with(|list| list.units.iter().map(unit_item).collect())
    }

    /// The centres as entries: the provincial one, then one in each unit.
    #[must_use]
    pub fn centre_items(self) -> Vec<Item> {
        self.units.with(|list| {
            let provincial =
                list.agencies.iter().filter(|agency| agency.id.as_str() == PROVINCIAL_CENTRE).map(|agency| Item {
                    value: agency.id.0.clone(),
                    label: i18n::pick(&agency.name),
                    also: String::new(),
                });
            provincial.chain(list.units.iter().map(committee_item)).collect()
        })
    }

    /// The province's agencies and the units, whose committees are agencies too, as entries.
    #[must_use]
    pub fn agency_items(self) -> Vec<Item> {
        self.units.with(|list| {
            let agencies = list.agencies.iter().map(|agency| Item {
                value: agency.id.0.clone(),
                label: i18n::pick(&agency.name),
                also: agency.id.0.clone(),
            });
            agencies.chain(list.units.iter().map(committee_item)).collect()
        })
    }

    /// A reference list, loaded when first asked for; empty until it is there. Subscribes.
    #[must_use]
    pub fn list(self, name: &str) -> Arc<Vec<ListValue>> {
        if let Some(list) = self.lists.with(|lists| found(lists, name).cloned()) {
            return list;
        }
        if !self.asked.with_value(|asked| asked.iter().any(|known| known == name)) {
            self.asked.update_value(|asked| asked.push(name.to_owned()));
            let name = name.to_owned();
            leptos::task::spawn_local(async move {
                match api::public::list(&name).await {
                    Ok(list) => {
                        self.lists.update(|lists| lists.push((name, Arc::new(list.values))));
                    }
                    // The next field that needs it asks again.
                    Err(_) => {
                        self.asked.update_value(|asked| asked.retain(|known| *known != name));
                    }
                }
            });
        }
        Arc::new(Vec::new())
    }

    /// Whether the list has the value; a list that is not loaded says yes, and the functions check again.
    #[must_use]
    pub fn in_list(self, name: &str, value: &str) -> bool {
        self.lists.with(|lists| found(lists, name).is_none_or(|list| list.iter().any(|entry| entry.value == value)))
    }
}

impl Default for Reference {
    fn default() -> Self {
        Self::new()
    }
}

fn found<'a>(lists: &'a [(String, Arc<Vec<ListValue>>)], name: &str) -> Option<&'a Arc<Vec<ListValue>>> {
    lists.iter().find(|(known, _)| known == name).map(|(_, list)| list)
}

fn unit_name(unit: &UnitSummary) -> String {
    i18n::pick(&unit.full_name())
}

fn unit_item(unit: &UnitSummary) -> Item {
    let name = unit.full_name();
    Item { value: unit.code.0.clone(), label: i18n::pick(&name), also: name.vi }
}

/// A unit for its committee or its centre, which have an id of their own.
fn committee_item(unit: &UnitSummary) -> Item {
    Item { value: unit.agency_id().0, ..unit_item(unit) }
}
