//! What is said of a paper wherever it is listed: the data that replace it, and when it is needed.

use domain::procedure::PaperRequirement;
use frontend::prelude::*;
use frontend::t;

pub fn paper_notes(paper: &PaperRequirement) -> View {
    let by_data = paper.replaceable_by.clone().map(|source| {
        view! { <p class="small">{t!("paper.by_data")}" "{source.database}". "{source.fallback}</p> }
    });
    let condition = paper.condition.clone().map(|condition| {
        view! {
            <p class="small"><strong>{t!("paper.when")}</strong>" "{condition.sentence}</p>
        }
    });
    view! { {by_data}{condition} }
}
