//! Places: a unit of the province, found by its new or an old name, another province, another country; with the rest
//! of the address where one is asked for.

use super::{Reference, Slot, choices, text};
use crate::prelude::*;
use crate::{
    api,
    ui::{self, Combobox, Input, Item, Wiring, radios},
};
use domain::{form::field::PlaceScope, unit::Candidate};
use serde_json::Value;
use std::time::Duration;

/// Last day of the units before the boundaries changed: how an answer names one of them.
const LAST_DAY_OF_OLD_UNITS: &str = "2025-06-30";
/// A name is looked up when the typing has paused so long, in milliseconds.
const PAUSE_MS: u64 = 350;

/// Whether the place is asked by several controls.
pub(super) fn is_group(scope: PlaceScope) -> bool {
    scope == PlaceScope::Any
}

/// A unit; with scope `any` also another province or country.
pub(super) fn unit(slot: &Slot, wiring: Wiring, scope: PlaceScope, historic: bool) -> View {
    match scope {
        PlaceScope::Province => in_province(slot, wiring, historic),
        PlaceScope::Any => anywhere(slot, false, historic),
    }
}

/// An address: the place and the rest.
pub(super) fn address(slot: &Slot, scope: PlaceScope) -> View {
    let place = match scope {
        PlaceScope::Province => unit_member(slot),
        PlaceScope::Any => anywhere(slot, true, false),
    };
    let detail = slot.member("detail");
    let field = ui::Field::new(detail.id(), t!("place.detail")).hint(t!("place.detail_hint")).error(detail.error());
    let detail = field.render(|wiring| text::line(&detail, wiring, Input::TEXT));
    view! { <div class="address">{place}{detail}</div> }
}

/// The unit as a member of an address.
fn unit_member(slot: &Slot) -> View {
    let member = slot.member("unit_code");
    let field = ui::Field::new(member.id(), t!("place.unit")).error(member.error());
    field.render(|wiring| in_province(&member, wiring, false))
}

fn in_province(slot: &Slot, wiring: Wiring, historic: bool) -> View {
    let (chosen, choosing, leaving) = (slot.clone(), slot.clone(), slot.clone());
    let on_choose = Callback::new(move |code: Option<String>| choosing.set(code.map_or(Value::Null, Value::String)));
    view! {
        <UnitPicker
            wiring
            reference=slot.form.reference
            historic
            chosen=Signal::derive(move || chosen.text())
            on_choose
            on_blur=Callback::new(move |()| leaving.leave())
        />
    }
}

/// Where a place lies, as the screen asks it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    Here,
    Elsewhere,
    Abroad,
}

impl Where {
    fn of(value: &Value) -> Self {
        if value.get("country").is_some() {
            Self::Abroad
        } else if value.get("province").is_some() {
            Self::Elsewhere
        } else {
            Self::Here
        }
    }
    fn name(self) -> &'static str {
        match self {
            Self::Here => "here",
            Self::Elsewhere => "elsewhere",
            Self::Abroad => "abroad",
        }
    }
}

/// First in which of the three, then the place. `object`: the answer is an address, also in the province.
fn anywhere(slot: &Slot, object: bool, historic: bool) -> View {
    let place = RwSignal::new(Where::of(&slot.begin()));
    let rows = vec![
        (Where::Here.name().to_owned(), t!("place.here").words()),
        (Where::Elsewhere.name().to_owned(), t!("place.elsewhere").words()),
        (Where::Abroad.name().to_owned(), t!("place.abroad").words()),
    ];
    let changing = slot.clone();
    let on_choose = Callback::new(move |name: String| {
        let chosen = match name.as_str() {
            "elsewhere" => Where::Elsewhere,
            "abroad" => Where::Abroad,
            _ => Where::Here,
        };
        if object {
            for member in ["unit_code", "province", "country"] {
                changing.member(member).set(Value::Null);
            }
        } else {
            changing.set(Value::Null);
        }
        place.set(chosen);
    });
    let which = ui::Field::new([slot.id().as_str(), "-where"].concat(), t!("place.where")).group();
    let which = which
        .render(|wiring| radios(&wiring, rows, Signal::derive(move || Some(place.get().name().to_owned())), on_choose));
    let slot = slot.clone();
    let control = move || {
        // Whatever place is wrong or missing is reported at this path.
        let reported = slot.member("unit_code");
        let own = slot.clone();
        let error = {
            let (below, own) = (reported.error(), own.error());
            Signal::derive(move || below.get().or_else(|| if object { None } else { own.get() }))
        };
        match place.get() {
            Where::Here if object => unit_member(&own),
            Where::Here => ui::Field::new(reported.id(), t!("place.unit"))
                .error(error)
                .render(|wiring| in_province(&own, wiring, historic)),
            Where::Elsewhere => {
                let member = own.member("province");
                ui::Field::new(reported.id(), t!("place.province"))
                    .error(error)
                    .render(|wiring| text::line(&member, wiring, Input::TEXT))
            }
            Where::Abroad => {
                let member = own.member("country");
                ui::Field::new(reported.id(), t!("place.country"))
                    .error(error)
                    .render(|wiring| choices::searchable(&member, wiring, "countries".to_owned()))
            }
        }
    };
    view! { {which}{control} }
}

/// A unit of the province, searched by name. A name that no unit bears today is looked up among the old ones.
#[component]
pub fn UnitPicker(
    wiring: Wiring,
    reference: Reference,
    /// Old units may be the answer themselves, as `code@day`.
    #[prop(optional)]
    historic: bool,
    #[prop(into)] chosen: Signal<Option<String>>,
    on_choose: Callback<Option<String>>,
    #[prop(optional)] on_blur: Option<Callback<()>>,
    /// Also the provincial centre: for places of intake and return.
    #[prop(optional)]
    centres: bool,
) -> View {
    let old = RwSignal::new(Vec::<Item>::new());
    let round = StoredValue::new(0_u32);
    let items = Signal::derive(move || {
        let mut items = if centres { reference.centre_items() } else { reference.unit_items() };
        items.extend(old.get());
        if let Some(code) = chosen.get().filter(|code| !items.iter().any(|item| item.value == *code)) {
            items.push(Item { value: code.clone(), label: code, also: String::new() });
        }
        items
    });
    let on_typed = Callback::new(move |typed: String| {
        round.update_value(|round| *round = round.wrapping_add(1));
        let mine = round.get_value();
        if typed.trim().chars().count() < 3 {
            old.set(Vec::new());
            return;
        }
        leptos::task::spawn_local(async move {
            gloo_timers::future::sleep(Duration::from_millis(PAUSE_MS)).await;
            if round.try_get_value() != Some(mine) {
                return;
            }
            if let Ok(found) = api::public::resolve_unit(&typed).await
                && round.try_get_value() == Some(mine)
            {
                let candidates = found.candidates.iter().chain(&found.suggestions);
                let items = candidates.filter_map(|candidate| old_item(candidate, historic, &typed));
                // A centre has an id of its own.
                let centre =
                    |item: Item| Item { value: reference.centre_of(&item.value).map_or(item.value, |id| id.0), ..item };
                old.set(items.map(|item| if centres { centre(item) } else { item }).collect());
            }
        });
    });
    let on_blur = on_blur.unwrap_or_else(|| Callback::new(|()| ()));
    view! { <Combobox wiring items chosen on_choose on_typed on_blur/> }
}

/// An entry for an old unit; units of today are in the list already. It is found by whatever was typed.
fn old_item(candidate: &Candidate, historic: bool, typed: &str) -> Option<Item> {
    let via = candidate.via.as_ref()?;
    let old_name = match &via.old_district {
        Some(district) => [&via.old_name, ", ", district].concat(),
        None => via.old_name.clone(),
    };
    let (value, label) = if historic {
        let value = [via.old_code.as_str(), "@", LAST_DAY_OF_OLD_UNITS].concat();
        (value, t!("place.now").with(&[("old", &old_name), ("now", &candidate.full_name)]))
    } else {
        (candidate.code.0.clone(), t!("place.before").with(&[("old", &old_name), ("now", &candidate.full_name)]))
    };
    Some(Item { value, label, also: typed.to_owned() })
}
