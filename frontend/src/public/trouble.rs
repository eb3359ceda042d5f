//! What a page shows while it loads and when that fails.

use crate::route;
use frontend::prelude::*;
use frontend::{
    api::{ApiError, paths},
    remote::{Load, Remote},
    router, t,
    ui::{Alert, Button, Look, Skeleton, Tone},
};

/// The value when it is there, and otherwise how far it is, with a way to try again.
pub fn when_ready<T: Clone + Send + Sync + 'static>(
    remote: Remote<T>,
    ready: impl Fn(T) -> View + Send + 'static,
) -> impl Fn() -> View + Send + 'static {
    move || match remote.get() {
        Load::Loading => view! { <Skeleton lines=6/> },
        Load::Ready(value) => ready(value),
        Load::Failed(error) => failed(error, Callback::new(move |()| remote.reload())),
    }
}

/// A failure in words, with the one step that may help.
pub fn failed(error: ApiError, retry: Callback<()>) -> View {
    if error.no_session() {
        return sign_in_first();
    }
    let again = error.passing().then(|| view! { <Button label=t!("retry") look=Look::Primary on_press=retry/> });
    view! {
        <h1>{t!("trouble.title")}</h1>
        <Alert tone=Tone::Bad><p>{error}</p></Alert>
        <div class="buttons">{again}<a class=Look::Plain.class() href=route::HOME>{t!("not_found.home")}</a></div>
    }
}

/// What only a signed-in citizen sees.
pub fn sign_in_first() -> View {
    let here = router::location();
    let href = paths::sign_in(&[here.path.as_str(), &here.query].concat());
    view! {
        <h1>{t!("sign.title")}</h1>
        <p>{t!("sign.why")}</p>
        <div class="buttons"><a class=Look::Primary.class() href=href>{t!("sign.in")}</a></div>
        <p class="soft">{t!("sign.without")}</p>
    }
}
