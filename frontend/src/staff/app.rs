//! The portal: asks who is signed in, then shows the page of the address.

use super::{
    closures::ClosuresPage,
    copy::CopyPage,
    dossier::DossierPage,
    intake::IntakePage,
    queue::WorkPage,
    register::RegisterPage,
    reorganisation::{DirectionPage, ListPage, PlanPage, PlansPage},
    route::{self, Route},
    session::Session,
    shell,
    slip::SlipPage,
    trouble::trouble,
};
use domain::message::public::Me;
use frontend::prelude::*;
use frontend::{
    api::auth,
    remote::{Load, Remote},
    router::location,
    t,
    ui::Skeleton,
};

/// The portal.
#[component]
pub fn App() -> View {
    let me = Remote::new(auth::me);
    let retry = Callback::new(move |()| me.reload());
    let page = move || match me.get() {
        Load::Loading => shell::bare(view! { <h1>{t!("staff.work.title")}</h1><Skeleton/> }),
        Load::Failed(error) => shell::bare(trouble(error, Some(retry))),
        Load::Ready(None) => shell::signed_out(None),
        Load::Ready(Some(me)) if me.posts.is_empty() => shell::signed_out(Some(&me)),
        Load::Ready(Some(me)) => portal(me),
    };
    page.into_view()
}

fn portal(me: Me) -> View {
    Session::provide(me.clone());
    let at = Memo::new(|_| route::read(&location()));
    shell::shell(&me, move || match at.get() {
        Route::Work(work) => view! { <WorkPage work=work/> },
        Route::Intake => view! { <IntakePage/> },
        Route::Copy => view! { <CopyPage/> },
        Route::Dossier { code, act } => view! { <DossierPage code=code act=act/> },
        Route::Slip { code, form, version } => view! { <SlipPage code=code form=form version=version/> },
        Route::Register { period } => view! { <RegisterPage period=period/> },
        Route::Plans => view! { <PlansPage/> },
        Route::Closures => view! { <ClosuresPage/> },
        Route::Plan { id } => view! { <PlanPage id=id/> },
        Route::Direction { id } => view! { <DirectionPage id=id/> },
        Route::HandoverList { plan, from, list } => view! { <ListPage plan=plan from=from list=list/> },
        Route::NotFound => view! {
            <h1>{t!("staff.not_found.title")}</h1>
            <p>{t!("staff.not_found.text")}</p>
            <p><a href=route::HOME>{t!("staff.nav.work")}</a></p>
        },
    })
}
