//! Floor 2: tree → rule book. Names are looked up, amounts take their units, and each rule is proved to make sense.
//!
//! Checking never stops at the first fault. A faulty clause costs its measure or escalation, which is then "not
//! judged: rule faulty", and the rest of the book is checked and can run.

mod across;
mod amounts;
mod answers;
mod asides;
mod bands;
mod bases;
mod benchmarks;
mod changes;
mod composites;
mod computed;
mod conditions;
mod course;
mod cycles;
mod defines;
pub mod diags;
mod each_year;
mod escalations;
mod expressions;
mod fits;
mod folded;
mod forecasts;
mod framework;
mod groups;
mod harder;
mod history;
mod knots;
mod ladders;
mod level_values;
mod made_of;
mod measures;
mod needs;
mod of_all;
mod parties;
mod proofs;
mod ratings;
mod reads;
mod reckoning;
mod records;
mod reports;
mod rhythms;
mod scenarios;
mod scope;
mod shares;
mod standings;
mod statistics;
mod stretches;
mod targets;
mod terms;
mod units;
mod waivers;
mod whole_book;

pub use scope::RESERVED;

use rustc_hash::FxHashSet;

use crate::base::arena::Id;
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::span::Span;
use crate::model::{Measure, RuleBook};
use crate::syntax::ast::{Later, Tree};

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
    let mut cx = Checker {
        book: RuleBook::default(),
        findings: Findings::default(),
        names: scope::Names::default(),
        standing: records::Standing::Elsewhere,
        defines: defines::Defines::default(),
        computing: None,
        list_settles: false,
    };
    cx.names.unread.read(trees);
    framework::framework(&mut cx, trees);
    scope::declare(&mut cx, trees);
    benchmarks::declare(&mut cx, trees);
    parties::resolve(&mut cx, trees);
    groups::nestings(&mut cx, trees);
    ratings::levels(&mut cx, trees);
    parties::ratings(&mut cx, trees);
    shares::shares(&mut cx, trees);
    defines::declare(&mut cx, trees);
    measures::measures(&mut cx, trees);
    bases::bases(&mut cx);
    escalations::escalations(&mut cx, trees);
    ladders::ladders(&mut cx, trees);
    waivers::waivers(&mut cx, trees);
    reports::reports(&mut cx, trees);
    cycles::cycles(&mut cx);
    folded::without_rating(&mut cx);
    benchmarks::unread(&mut cx);
    level_values::fill(&mut cx.book);
    crate::model::shade::settle(&mut cx.book);
    asides::asides(&mut cx, trees);
    scenarios::scenarios(&mut cx, trees);
    if trees.iter().all(|tree| tree.items.is_empty()) && !cx.names.unread.any() {
        cx.findings.push(diags::empty_book());
    }
    Checked { book: cx.book, findings: folded::units(cx.findings.sorted()) }
}

/// The book as far as it is built, the names declared, and the findings.
struct Checker {
    book: RuleBook,
    findings: Findings,
    names: scope::Names,
    /// What the conditions at hand may read of.
    standing: records::Standing,
    defines: defines::Defines,
    /// The measure whose figures are being reckoned, while what it says of them is read.
    computing: Option<Id<Measure>>,
    /// True when the next list of amounts takes the unit of its measure.
    list_settles: bool,
}

impl Checker {
    fn later(&mut self, later: &Later) {
        self.findings.push(diags::not_available_yet(later));
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

    fn extend(&mut self, findings: impl IntoIterator<Item = Diagnostic>) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }

    /// Takes back the findings from this one on, to be told in another way.
    fn taken_from(&mut self, at: usize) -> Vec<Diagnostic> {
        let taken: Vec<Diagnostic> = self.all.drain(at.min(self.all.len())..).collect();
        for finding in &taken {
            if let Some(Place::Rule(span)) = finding.primary().map(|label| &label.place) {
                self.seen.remove(&(finding.code, *span));
            }
        }
        taken
    }

    fn sorted(mut self) -> Vec<Diagnostic> {
        self.all.sort_by_key(|finding| match finding.primary().map(|label| &label.place) {
            Some(Place::Rule(span)) => (*span, finding.code),
            Some(Place::Data(_)) | None => (Span::default(), finding.code),
        });
        self.all
    }
}
