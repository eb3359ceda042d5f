//! The timer settings of the province and of its centres, as reference data (`timers.json`).

use super::Settings;
use crate::{dossier::head::Dossier, ids::CentreId, raw::RawError};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Longest time of a timer, in days of its own kind.
const MOST_DAYS: u16 = 365;

/// The settings of every centre.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimerSettings {
    /// What holds where a centre sets nothing.
    pub province: Settings,
    #[serde(default)]
    pub centres: BTreeMap<CentreId, Own>,
}

/// What a centre may set for itself: how long it keeps and sends results. What a rule bounds (R08, R14) is the
/// province's alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Own {
    /// Working days for a result on its way to this centre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transit_days: Option<u16>,
    /// Calendar days until a result that lies here counts as not collected (R17); 0: at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collection_days: Option<u16>,
    /// Working days for the post from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery_days: Option<u16>,
}

impl Own {
    fn too_long(self) -> bool {
        [self.transit_days, self.collection_days, self.delivery_days].into_iter().flatten().any(|days| days > MOST_DAYS)
    }
}

impl TimerSettings {
    /// Compiles `timers.json`; whether the centres exist is asked by whoever has the units.
    ///
    /// # Errors
    /// Names the centre whose settings are unknown or too long.
    pub fn from_raw(raw: &Value) -> Result<Self, RawError> {
        let wrong = |at: &str| {
            let at = at.to_owned();
            move |error: serde_json::Error| RawError::new(at, error.to_string())
        };
        let part = |name: &str| raw.get(name).cloned().ok_or_else(|| RawError::new(name, "missing"));
        let province: Settings = serde_json::from_value(part("province")?).map_err(wrong("province"))?;
        let centres: BTreeMap<CentreId, Own> = serde_json::from_value(part("centres")?).map_err(wrong("centres"))?;
        if let Some((centre, _)) = centres.iter().find(|(_, own)| own.too_long()) {
            return Err(RawError::new(format!("centres.{centre}"), format!("longer than {MOST_DAYS} days")));
        }
        Ok(Self { province, centres })
    }

    /// What holds for a dossier: by the centre where its result lies or goes.
    #[must_use]
    pub fn of(&self, dossier: &Dossier) -> Settings {
        let centre = dossier.state.result_centre().unwrap_or(&dossier.return_to.centre);
        let own = self.centres.get(centre).copied().unwrap_or_default();
        Settings {
            transit_days: own.transit_days.unwrap_or(self.province.transit_days),
            collection_days: own.collection_days.unwrap_or(self.province.collection_days),
            delivery_days: own.delivery_days.unwrap_or(self.province.delivery_days),
            ..self.province
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_centre_sets_what_is_its_own_and_nothing_else() {
        let raw = json!({ "province": { "collection_days": 20 }, "centres": { "07192": { "delivery_days": 8 } } });
        let settings = TimerSettings::from_raw(&raw).expect("they compile");
        assert_eq!(settings.province, Settings { collection_days: 20, ..Settings::default() });
        assert_eq!(settings.centres[&CentreId::from("07192")].delivery_days, Some(8));
        for (wrong, at) in [
            (json!({ "province": {}, "centres": { "07192": { "review_days": 9 } } }), "centres"),
            (json!({ "province": {}, "centres": { "07192": { "delivery_days": 366 } } }), "centres.07192"),
            (json!({ "province": { "draft_days": "long" }, "centres": {} }), "province"),
            (json!({ "centres": {} }), "province"),
        ] {
            assert_eq!(TimerSettings::from_raw(&wrong).map_err(|error| error.at), Err(at.to_owned()), "{wrong}");
        }
    }
}
