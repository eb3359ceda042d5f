//! The last look before sending: all answers, the files, the return, what it costs and when it would be due.

use super::steps::Filing;
use crate::context::shared;
use domain::{
    fee::{FeeLine, fees_due},
    form::field::Part,
    text::Text,
};
use frontend::prelude::*;
use frontend::{
    api,
    explain::{DueExplained, why_competent},
    form::{answer_list, answered},
    format,
    i18n::{Key, pick},
    remote::{Load, Remote},
    t,
    ui::{Button, Look},
    words,
};

#[component]
pub fn Review(filing: Filing) -> View {
    let reference = shared().reference;
    let form = filing.form;
    let answers = move |part: Part| {
        move || answer_list(form.with_answers(|answers| answered(&form.procedure(), answers, reference, Some(part))))
    };
    let files = move || {
        let draft = filing.draft.get();
        let row = |(paper, _): (domain::procedure::PaperRequirement, Option<bool>)| {
            let names: Vec<&str> = draft.files_of(paper.id).iter().map(|file| file.name.as_str()).collect();
            (!names.is_empty()).then(|| (paper.name_vi, names.join(", ")))
        };
        answer_list(form.papers().into_iter().filter_map(row).collect())
    };
    let back = move || {
        filing.draft.with(|draft| {
            let method =
                draft.return_method.map(|method| words::return_method(method).get().to_owned()).unwrap_or_default();
            let centre =
                draft.return_centre.as_ref().map(|centre| reference.agency_name(centre.as_str())).unwrap_or_default();
            let mut rows =
                vec![(t!("return.method").get().to_owned(), method), (t!("return.centre").get().to_owned(), centre)];
            if !draft.return_address.trim().is_empty()
                && draft.return_method == Some(domain::procedure::ReturnMethod::Post)
            {
                rows.push((t!("return.address").get().to_owned(), draft.return_address.clone()));
            }
            answer_list(rows)
        })
    };
    let fees = move || {
        let lines = form.with_answers(|answers| fees_due(&form.procedure(), answers, &form.facts()));
        if lines.is_empty() {
            return view! { <p>{t!("fee.none")}</p> };
        }
        view! { <ul class="plain-list">{lines.into_iter().map(|line| view! { <li>{fee(&line)}</li> }).collect::<Vec<_>>()}</ul> }
    };
    view! {
        <p>{t!("review.lead")}</p>
        <Section filing at=0 title=t!("filing.applicant")>{answers(Part::Applicant)}</Section>
        <Section filing at=1 title=t!("filing.matter")>{answers(Part::Matter)}</Section>
        <Section filing at=2 title=t!("filing.papers")>{answers(Part::Papers)}{files}</Section>
        <Section filing at=3 title=t!("filing.return")>{back}</Section>
        <section class="card">
            <h2>{t!("procedure.fee")}</h2>{fees}
            <Due filing/>
        </section>
        {frontend::form::part(form, Part::Declaration)}
    }
}

/// One step's answers with the way back to it.
#[component]
fn Section(filing: Filing, at: usize, title: Key, children: Children) -> View {
    view! {
        <section class="card">
            <h2>{title}</h2>
            {children()}
            <Button label=Signal::derive(move || t!("review.change").with(&[("part", title.get())])) look=Look::Quiet
                on_press=Callback::new(move |()| filing.go(at))/>
        </section>
    }
}

fn fee(line: &FeeLine) -> String {
    let amount = match line.amount {
        Some(0) => t!("fee.free").get().to_owned(),
        Some(amount) => format::dong(amount),
        None => t!("fee.not_set").get().to_owned(),
    };
    match &line.condition {
        Some(condition) => [&pick(condition), ": ", &amount].concat(),
        None => amount,
    }
}

/// With these answers: who decides and why, and when it would be due if it were accepted now.
#[component]
fn Due(filing: Filing) -> View {
    let due = Remote::new(move || async move {
        api::public::due_date(filing.form.procedure().code.as_str(), filing.form.answers()).await
    });
    let view = move || match due.get() {
        Load::Ready(answer) => {
            let at = answer.due.due_at.map_or_else(|| t!("procedure.no_date").get().to_owned(), format::moment);
            let who = answer.competent.map(|who| {
                let agency = who.agency.map_or_else(|| t!("review.coordination").into_view(), Text::into_view);
                let because = why_competent(who.because);
                view! { <h2>{t!("review.who")}</h2><strong>{agency}</strong><ul class="plain-list small soft">{because}</ul> }
            });
            view! {
                {who}
                <h2>{t!("procedure.due_now")}</h2>
                <strong class="number">{at}</strong><DueExplained due=answer.due/>
            }
        }
        Load::Loading => view! { <span class="soft">{t!("loading")}</span> },
        Load::Failed(error) => view! { <span class="soft">{error}</span> },
    };
    view! { <div>{view}</div> }
}
