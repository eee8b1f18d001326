//! Floor 2: tree → rule book. Names are looked up, amounts take their units, and each rule is proved to make sense.
//!
//! Checking never stops at the first fault. A faulty clause costs its measure or escalation, which is then "not
//! judged: rule faulty", and the rest of the book is checked and can run.

mod amounts;
mod answers;
mod conditions;
mod cycles;
pub mod diags;
mod escalations;
mod expressions;
mod framework;
mod measures;
mod parties;
mod proofs;
mod ratings;
mod scope;
mod targets;
mod terms;
mod waivers;
mod whole_book;

use rustc_hash::FxHashSet;

use crate::base::diag::{Code, Diagnostic, Place, Severity};
use crate::base::span::Span;
use crate::model::RuleBook;
use crate::syntax::ast::{Item, Later, Tree};

/// A rule book and what was found wrong with it.
#[derive(Debug, Default)]
pub struct Checked {
    /// The book; rules that could not be understood are left out, and their owners marked faulty.
    pub book: RuleBook,
    /// Findings, in the order of the files and lines.
    pub findings: Vec<Diagnostic>,
}

/// Checks the files of one rule book together; their order does not matter to what the book means.
#[must_use]
pub fn check(trees: &[Tree]) -> Checked {
    let mut cx =
        Checker { book: RuleBook::default(), findings: Findings::default(), names: scope::Names::default() };
    let items = || trees.iter().flat_map(|tree| &tree.items);
    cx.names.unread.read(trees);
    framework::framework(&mut cx, trees);
    scope::declare(&mut cx, trees);
    parties::resolve(&mut cx, trees);
    ratings::levels(&mut cx, trees);
    parties::ratings(&mut cx, trees);
    measures::measures(&mut cx, trees);
    escalations::escalations(&mut cx, trees);
    waivers::waivers(&mut cx, trees);
    cycles::cycles(&mut cx);
    for item in items() {
        if let Item::Later(later) = item {
            cx.findings.push(diags::not_available_yet(later, Severity::Warning));
        }
    }
    if trees.iter().all(|tree| tree.items.is_empty()) && !cx.names.unread.any() {
        cx.findings.push(diags::empty_book());
    }
    Checked { book: cx.book, findings: cx.findings.sorted() }
}

/// The book as far as it is built, the names declared, and the findings.
struct Checker {
    book: RuleBook,
    findings: Findings,
    names: scope::Names,
}

impl Checker {
    fn later(&mut self, later: &Later) {
        self.findings.push(diags::not_available_yet(later, Severity::Error));
    }
}

/// Findings, each cause once: a line of a rating that is wrong for forty measures is one finding.
#[derive(Debug, Default)]
struct Findings {
    all: Vec<Diagnostic>,
    seen: FxHashSet<(Code, Span)>,
}

impl Findings {
    fn push(&mut self, finding: Diagnostic) {
        let place = finding.primary().and_then(|label| match &label.place {
            Place::Rule(span) => Some(*span),
            Place::Data(_) => None,
        });
        if place.is_none_or(|span| self.seen.insert((finding.code, span))) {
            self.all.push(finding);
        }
    }

    fn sorted(mut self) -> Vec<Diagnostic> {
        self.all.sort_by_key(|finding| match finding.primary().map(|label| &label.place) {
            Some(Place::Rule(span)) => (*span, finding.code),
            Some(Place::Data(_)) | None => (Span::default(), finding.code),
        });
        self.all
    }
}
