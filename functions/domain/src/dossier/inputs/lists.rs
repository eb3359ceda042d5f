//! Inputs of work and endings: opinions, obligations, refunds, hand-overs, ratings.

use super::Wrong;
use crate::{
    calendar::day_of,
    dossier::{
        Dossier,
        act::Context,
        action::{MAX_FEE_VND, MAX_ITEMS, MAX_OPINIONS, OpinionInput, PaymentProof, Rating},
        state::{FeeRefund, HandoverMove, Obligation},
    },
    ids::FileId,
};
use std::collections::BTreeSet;

/// Each agency once in a request, about papers of the dossier, answerable from today on.
pub(super) fn opinions(opinions: &[OpinionInput], dossier: &Dossier, context: &Context<'_>, wrong: &mut Wrong) {
    if opinions.is_empty() {
        wrong.note("opinions", "required");
    }
    if dossier.opinions.len() + opinions.len() > MAX_OPINIONS {
        return wrong.note("opinions", "too_many");
    }
    let known = |file: &FileId| {
        let mut files = context.content.papers.iter().flat_map(|paper| &paper.files);
        files.any(|card| card.id == *file)
    };
    let mut seen = BTreeSet::new();
    for (at, input) in opinions.iter().enumerate() {
        wrong.text(&format!("opinions[{at}].question"), &input.question);
        wrong.line(&format!("opinions[{at}].agency"), input.agency.as_str());
        if !seen.insert((&input.agency, &input.office)) {
            wrong.note(&format!("opinions[{at}].agency"), "twice");
        }
        if input.documents.len() > MAX_ITEMS || !input.documents.iter().all(known) {
            wrong.note(&format!("opinions[{at}].documents"), "not_in_list");
        }
        if input.due_on < day_of(context.now) {
            wrong.note(&format!("opinions[{at}].due_on"), "in_the_past");
        }
    }
}

/// A file that is named must have come with the action.
pub(super) fn brought(document: Option<&FileId>, context: &Context<'_>, wrong: &mut Wrong) {
    let came = |id: &FileId| context.papers.iter().flat_map(|paper| &paper.files).any(|file| file.id == *id);
    if document.is_some_and(|id| !came(id)) {
        wrong.note("document", "required");
    }
}

pub(super) fn obligation(obligation: &Obligation, wrong: &mut Wrong) {
    wrong.line("obligation.kind", &obligation.kind);
    wrong.line("obligation.payee", &obligation.payee);
    wrong.line("obligation.slip_number", &obligation.slip_number);
    if obligation.amount_vnd.is_some_and(|amount| amount > MAX_FEE_VND) {
        wrong.note("obligation.amount_vnd", "range");
    }
}

pub(super) fn payment(proof: &PaymentProof, context: &Context<'_>, wrong: &mut Wrong) {
    wrong.line("proof.number", &proof.number);
    if proof.amount_vnd > MAX_FEE_VND {
        wrong.note("proof.amount_vnd", "range");
    }
    if proof.paid_at > context.now {
        wrong.note("proof.paid_at", "in_the_future");
    }
}

/// Originals that are given back.
pub(super) fn returned(papers: &[String], wrong: &mut Wrong) {
    if papers.len() > MAX_ITEMS {
        return wrong.note("papers_returned", "too_many");
    }
    for (at, paper) in papers.iter().enumerate() {
        wrong.line(&format!("papers_returned[{at}]"), paper);
    }
}

pub(super) fn refund(refund: &FeeRefund, wrong: &mut Wrong) {
    if let FeeRefund::Amount { amount_vnd, rule } = refund {
        wrong.line("fee_refund.rule", rule);
        if *amount_vnd == 0 || *amount_vnd > MAX_FEE_VND {
            wrong.note("fee_refund.amount_vnd", "range");
        }
    }
}

/// At least one of the three places moves, none twice.
pub(super) fn moves(moves: &[HandoverMove], wrong: &mut Wrong) {
    if moves.is_empty() {
        wrong.note("moves", "required");
    }
    let distinct: BTreeSet<&HandoverMove> = moves.iter().collect();
    if distinct.len() != moves.len() {
        wrong.note("moves", "twice");
    }
}

/// R30: five levels for each criterion.
pub(super) fn rating(rating: &Rating, wrong: &mut Wrong) {
    for (name, value) in rating.values() {
        if !(1..=5).contains(&value) {
            wrong.note(&format!("rating.{name}"), "range");
        }
    }
    wrong.optional_text("rating.comment", rating.comment.as_deref());
}
