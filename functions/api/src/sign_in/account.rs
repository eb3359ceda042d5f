//! Whom a verified ID token stands for.

use super::{page::Trouble, provider::Provider};
use crate::Api;
use domain::{
    account::{Account, CitizenIdentity, Role},
    ids::AccountId,
};
use serde::Deserialize;
use serde_json::{Map, Value};

/// The claims about a person that are read (OpenID Connect Core 1.0, 5.1), and the others by their names.
#[derive(Deserialize)]
pub struct Claims {
    pub sub: String,
    /// Of the attempt that the token was made for.
    pub nonce: String,
    pub name: Option<String>,
    pub birthdate: Option<String>,
    pub phone_number: Option<String>,
    #[serde(flatten)]
    pub others: Map<String, Value>,
}

/// The account of the reference data whose id is the subject; a citizen needs none, because the provider tells who it is.
pub async fn of(api: &Api, claims: &Claims, provider: &Provider, staff: bool) -> Result<Account, Trouble> {
    let known = api.reference.account(api, &claims.sub).await.map_err(|_| Trouble::Away)?;
    match known {
        // A machine signs in with its token.
        Some(account) if account.has_role(Role::System) => Err(Trouble::Unknown),
        Some(account) => Ok(account),
        None if staff => Err(Trouble::Unknown),
        None => citizen(claims, &provider.id_number_claim).ok_or(Trouble::Unproved),
    }
}

/// A citizen as the provider knows them. None: not identified by number.
fn citizen(claims: &Claims, id_number_claim: &str) -> Option<Account> {
    let id_number = claims.others.get(id_number_claim)?.as_str()?;
    let digits = id_number.len() == 12 && id_number.bytes().all(|byte| byte.is_ascii_digit());
    let name = claims.name.clone().filter(|name| !name.trim().is_empty())?;
    digits.then(|| Account {
        id: AccountId(claims.sub.clone()),
        name,
        title_vi: "Công dân".to_owned(),
        title_en: "Citizen".to_owned(),
        office_phone: None,
        posts: Vec::new(),
        citizen: Some(CitizenIdentity {
            id_number: id_number.to_owned(),
            date_of_birth: claims.birthdate.clone().filter(|date| date.parse::<jiff::civil::Date>().is_ok()),
            phone: claims.phone_number.clone(),
            organisation: None,
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn claims(value: Value) -> Claims {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_citizen_is_whom_the_provider_names_by_number() {
        let told = claims(json!({
            "sub": "s", "nonce": "n", "name": "Trần Thị Lan", "birthdate": "1994-03-08", "national_id": "022194001234"
        }));
        let account = citizen(&told, "national_id").unwrap();
        let identity = account.citizen.unwrap();
        assert_eq!((account.name.as_str(), identity.id_number.as_str()), ("Trần Thị Lan", "022194001234"));
        assert_eq!(identity.date_of_birth.as_deref(), Some("1994-03-08"));
        assert!(account.posts.is_empty());
    }

    #[test]
    fn nobody_files_without_a_proved_number_or_name() {
        for told in [
            json!({ "sub": "s", "nonce": "n", "name": "Lan" }),
            json!({ "sub": "s", "nonce": "n", "name": "Lan", "national_id": "02219400123" }),
            json!({ "sub": "s", "nonce": "n", "name": "Lan", "national_id": "02219400123x" }),
            json!({ "sub": "s", "nonce": "n", "name": "Lan", "national_id": 22_194_001_234_i64 }),
            json!({ "sub": "s", "nonce": "n", "name": " ", "national_id": "022194001234" }),
            json!({ "sub": "s", "nonce": "n", "national_id": "022194001234" }),
        ] {
            assert!(citizen(&claims(told.clone()), "national_id").is_none(), "{told}");
        }
    }
}
