//! A sheet as a page. The forms are Vietnamese legal documents, so their words do not follow the language switch.

use domain::slip::sheet::{Block, Sheet, SheetHead, Signature, Table};
use frontend::prelude::*;
use frontend::{explain::qr, t};

/// The whole sheet.
#[must_use]
pub fn draw(sheet: &Sheet) -> View {
    let blocks: Vec<View> = sheet.blocks.iter().map(block).collect();
    view! {
        <article class="legal-form" lang="vi">
            <p class="form-kind">{sheet.kind.clone()}</p>
            {head(&sheet.head)}
            <h1>{sheet.title.clone()}</h1>
            <p class="form-code">{sheet.subtitle.clone()}</p>
            {blocks}
        </article>
    }
}

fn head(head: &SheetHead) -> View {
    let parent = head.parent.clone().map(|parent| view! { {parent}<br/> });
    let number = head.number.clone().map(|number| view! { <br/>"Số: "<span class="number">{number}</span> });
    let place = head.place_and_date.clone().map(|place| view! { <br/><i>{place}</i> });
    view! {
        <div class="form-head">
            <p>{parent}<b class="issuer">{head.agency.clone()}</b>{number}</p>
            <p><b class="nation">{head.nation}</b><br/><b class="motto">{head.motto}</b>{place}</p>
        </div>
    }
}

fn block(block: &Block) -> View {
    match block {
        Block::Line { label, text } => {
            view! { <p class="form-line"><span>{*label}": "</span><b>{text.clone()}</b></p> }
        }
        Block::Heading { text } => view! { <h2>{*text}</h2> },
        Block::Paragraph { text } => view! { <p>{text.clone()}</p> },
        Block::Table(content) => table(content),
        Block::Track { url, address, code, secret } => view! {
            <div class="form-track">
                {qr(url, t!("staff.slip.qr"))}
                <p>"Tra cứu tình trạng hồ sơ: quét mã QR bên, hoặc vào "<b class="number">{address.clone()}</b>
                    ", nhập mã hồ sơ "<b class="number">{code.clone()}</b>" và mã tra cứu "<b class="number">{secret.clone()}</b>"."</p>
            </div>
        },
        Block::Signatures { left, right } => {
            let left = left.as_ref().map_or_else(|| view! { <p></p> }, signature);
            view! { <div class="form-sign">{left}{signature(right)}</div> }
        }
    }
}

fn signature(person: &Signature) -> View {
    view! {
        <p><b>{person.role}</b><br/><i>{person.note.clone()}</i><br/><br/><br/><b>{person.name.clone()}</b></p>
    }
}

fn table(content: &Table) -> View {
    let class = |column: usize| match content.columns.get(column) {
        Some(column) if column.centred => "number",
        _ => "",
    };
    let titles: Vec<View> =
        content.columns.iter().map(|column| view! { <th scope="col">{column.title}</th> }).collect();
    let cells = |row: &Vec<String>| -> Vec<View> {
        row.iter().enumerate().map(|(at, cell)| view! { <td class=class(at)>{cell.clone()}</td> }).collect()
    };
    let rows: Vec<View> = content.rows.iter().map(|row| view! { <tr>{cells(row)}</tr> }).collect();
    let caption = content.caption.map(|caption| view! { <caption>{caption}</caption> });
    view! {
        <table class="form-table">
            {caption}
            <thead><tr>{titles}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
