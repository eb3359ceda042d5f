//! What went wrong with a request, and the way on: try again, or sign in again.

use domain::dossier::refusal::Guard;
use frontend::prelude::*;
use frontend::{
    api::{ApiError, paths},
    i18n::pick,
    router::location,
    t,
    ui::{Alert, Button, Look, Tone},
};

/// The trouble in words, with what may help.
#[must_use]
pub fn trouble(error: ApiError, retry: Option<Callback<()>>) -> View {
    let passing = error.passing();
    let signed_out = error.no_session();
    let again = retry.filter(|_| passing).map(|retry| view! { <Button label=t!("retry") on_press=retry/> });
    view! {
        <Alert tone=Tone::Bad>
            <p>{error}</p>
            {signed_out.then(sign_in_link)}
            {again}
        </Alert>
    }
}

/// A rule that says no: what it says, what would make it pass, and where it stands.
#[must_use]
pub fn refused(guard: Guard) -> View {
    let why = guard.why();
    let (says, remedy, source) = (guard.words(), why.remedy.words(), why.source());
    view! {
        <Alert tone=Tone::Bad>
            <p>{move || pick(&says)}</p>
            <p>{move || pick(&remedy)}</p>
            <p class="soft small">{move || pick(&source)}</p>
        </Alert>
    }
}

/// The guard that a problem names, if it is a rule that refused.
#[must_use]
pub fn guard_of(error: &ApiError) -> Option<Guard> {
    let id = error.problem()?.guard.clone()?;
    serde_json::from_value(serde_json::Value::String(id)).ok()
}

/// The way to the sign-in page and back to where one is.
#[must_use]
pub fn sign_in_link() -> View {
    let href = move || {
        let here = location();
        paths::sign_in(&[here.path.as_str(), &here.query].concat())
    };
    view! { <p><a class=Look::Primary.class() href=href>{t!("staff.sign_in")}</a></p> }
}
