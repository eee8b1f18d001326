//! A whole rule book in plain sentences, one declaration after another, in the order in which a board reads them.

use super::declared::{Declared, DeclaredKind};
use super::{comparators, escalation, framework, ladder, measure, members, paper, party, rating, waiver};
use crate::model::{About, AsideKind, RuleBook};

/// Every declaration of the book. The order of files and of lines does not matter to it, but for ratings' lines and the
/// questions asked.
#[must_use]
pub fn book(of: &RuleBook) -> Vec<Declared> {
    let mut all = vec![framework::framework(of)];
    all.extend(framework::calendar(of));
    all.extend(of.parties.iter().map(|(id, _)| party::party(id, of)));
    all.extend(of.themes.iter().map(|(id, _)| party::theme(id, of)));
    // Benchmarks stand in a kind of group of their own, which the author did not write.
    let written = of.groupings.iter().filter(|(id, _)| Some(*id) != of.comparators);
    all.extend(written.map(|(id, _)| members::groups(id, of)));
    all.extend(of.benchmarks.iter().map(|(id, _)| comparators::benchmark(id, of)));
    all.extend(of.ratings.iter().map(|(id, _)| rating::declared(id, of)));
    all.extend(of.defines.values().map(define));
    all.extend(of.reading_order().into_iter().map(|id| measure::declared(&of.measures[id], of)));
    all.extend(of.escalations.iter().map(|(id, _)| escalation::declared(id, of)));
    all.extend(of.ladders.iter().map(|(id, _)| ladder::declared(id, of)));
    all.extend(of.events.iter().map(|(id, _)| ladder::event(id, of)));
    all.extend(of.waivers.iter().map(|one| waiver::declared(one, of)));
    all.extend(of.reports.iter().map(|one| paper::declared(one, of)));
    all
}

/// A name that stands for an amount or a condition.
fn define(of: &crate::model::Define) -> Declared {
    let mut said = Declared::new(DeclaredKind::Define, &of.name, &of.name);
    said.says("as", [format!("`{}` stands for {}", of.name, super::reckoning::as_written(&of.text))]);
    said
}

/// The notes that stand beside a declaration, who holds a post, and whom to write to.
pub(super) fn notes(about: About, book: &RuleBook, said: &mut Declared) {
    let of_kind = |kind| {
        let own = book.asides.about(about).filter(move |aside| aside.kind == kind);
        own.map(|aside| aside.text.as_str())
    };
    said.says("held by", of_kind(AsideKind::HeldBy).map(|who| format!("held by {who}")));
    said.says("contact", of_kind(AsideKind::Contact).map(|whom| format!("whom to write to: {whom}")));
    said.says("note", of_kind(AsideKind::Note).map(|text| format!("Note: {text}")));
}
