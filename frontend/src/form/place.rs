//! Places: a unit of the province, found by its new or an old name, another province, another country; with the rest
//! of the address where one is asked for.

use super::{Reference, Slot, choices, reference::Former, text};
use crate::prelude::*;
use crate::{
    api,
    i18n::pick,
    ui::{self, Combobox, Input, Item, Wiring, radios},
};
use domain::{
    form::field::PlaceScope,
    text::rank,
    unit::{Candidate, Resolution},
};
use serde_json::Value;
use std::time::Duration;

/// A name is looked up when the typing has paused so long, in milliseconds; the browser finds it by itself.
const PAUSE_MS: u64 = 120;

/// Whether the place is asked by several controls.
pub(super) fn is_group(scope: PlaceScope) -> bool {
    scope == PlaceScope::Any
}

/// A unit; with scope `any` also another province or country.
pub(super) fn unit(slot: &Slot, wiring: Wiring, scope: PlaceScope, historic: bool) -> View {
    match scope {
        PlaceScope::Province => in_province(slot, wiring, historic, None),
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
    let old_text = slot.member("old_text");
    field.render(|wiring| in_province(&member, wiring, false, Some(old_text)))
}

/// An old unit that was chosen is the answer as it was then, with the day, so that its name is not lost. In an address
/// (`old_text`) the unit of today is the answer, with the old name beside it.
fn in_province(slot: &Slot, wiring: Wiring, historic: bool, old_text: Option<Slot>) -> View {
    let (chosen, choosing, leaving) = (slot.clone(), slot.clone(), slot.clone());
    let reference = slot.form.reference;
    let on_choose = Callback::new(move |code: Option<String>| {
        let former = code.as_deref().and_then(|code| untrack(|| reference.former_unit(code)));
        let (mut code, mut name) = (code.map_or(Value::Null, Value::String), Value::Null);
        if let (Some(Former { name: old, now: Some(now), .. }), Some(_)) = (former, &old_text) {
            code = Value::String(now);
            name = Value::String(old);
        }
        if let Some(old_text) = &old_text {
            old_text.set(name);
        }
        choosing.set(code);
    });
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
                .render(|wiring| in_province(&own, wiring, historic, None)),
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
    /// An old unit is the answer itself, as `code@day`, also where it was split.
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
            items.push(Item { label: reference.unit_name(&code), value: code, also: String::new() });
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
                reference.keep_former(&found);
                let old_units = match (centres, historic) {
                    (true, _) => OldUnits::Never,
                    (_, true) => OldUnits::Always,
                    _ => OldUnits::Named,
                };
                let mut items = named(&found, old_units, &typed);
                if centres {
                    // A centre has an id of its own.
                    for item in &mut items {
                        if let Some(centre) = reference.centre_of(&item.value) {
                            item.value = centre.0;
                        }
                    }
                }
                old.set(items);
            }
        });
    });
    let on_blur = on_blur.unwrap_or_else(|| Callback::new(|()| ()));
    view! { <Combobox wiring items chosen on_choose on_typed on_blur/> }
}

/// Whether an old unit can be the answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OldUnits {
    /// A centre is of today.
    Never,
    /// Under the name by which it is known, or where nobody knows which part of it is meant.
    Named,
    /// The past is asked for.
    Always,
}

/// Entries for what a name means beside the units of today that bear it, which are in the list already. They are found by
/// whatever was typed. Where an old unit was split, each part says what distinguishes it, and who does not know says so.
fn named(found: &Resolution, old_units: OldUnits, typed: &str) -> Vec<Item> {
    let item = |value: &str, label: String| Item { value: value.to_owned(), label, also: typed.to_owned() };
    let with_note = |candidate: &Candidate| {
        item(candidate.code.as_str(), [&candidate.full_name, " (", &pick(&candidate.note), ")"].concat())
    };
    let (mut items, mut unknown) = (Vec::new(), Vec::new());
    for candidate in found.candidates.iter().chain(&found.suggestions) {
        let Some(via) = &candidate.via else {
            if rank(typed, &candidate.full_name).is_none() {
                items.push(with_note(candidate));
            }
            continue;
        };
        let district = via.old_district.as_deref().unwrap_or_default();
        let old = [via.old_name.as_str(), if district.is_empty() { "" } else { ", " }, district].concat();
        let words = [("old", old.as_str()), ("now", candidate.full_name.as_str())];
        let entry = match (via.split, old_units) {
            (true, OldUnits::Never) => with_note(candidate),
            (true, OldUnits::Named) => {
                unknown.push(item(&via.as_then, t!("place.unknown_part").with(&words)));
                with_note(candidate)
            }
            (false, OldUnits::Never) => item(candidate.code.as_str(), t!("place.before").with(&words)),
            _ => item(&via.as_then, t!("place.now").with(&words)),
        };
        items.push(entry);
    }
    items.extend(unknown);
    items.dedup_by(|later, earlier| later.value == earlier.value);
    items
}
