//! What a rule book says beside its rules, kept for those who read the rules.

use super::{Checker, diags};
use crate::base::period::YearStart;
use crate::base::span::Span;
use crate::model::{About, Aside, AsideKind};
use crate::syntax::ast::{
    BenchmarkClause, CalendarClause, EscalationClause, FrameworkClause, Item, LadderClause, PartyClause,
    RatingClause, StageClause, Text, Tree, WaiverClause,
};

pub(super) fn asides(cx: &mut Checker, trees: &[Tree]) {
    for item in trees.iter().flat_map(|tree| &tree.items) {
        if let Item::Calendar(calendar) = item {
            calendar.clauses.iter().for_each(|clause| days(cx, clause));
        }
        let Some(about) = about(cx, item) else { continue };
        let mut first: Option<Span> = None;
        for (kind, text) in texts(item) {
            if kind == AsideKind::Contact
                && let Some(first) = first.replace(text.span)
            {
                cx.findings.push(diags::clause_twice(whose(about), "contact", text.span, first));
            }
            let text = text.node.trim().to_owned();
            if !text.is_empty() {
                cx.book.asides.notes.push(Aside { about, kind, text });
            }
        }
    }
}

/// The word that a declaration with a contact begins with.
fn whose(about: About) -> &'static str {
    if about == About::Framework { "framework" } else { "board" }
}

fn days(cx: &mut Checker, clause: &CalendarClause) {
    match clause {
        CalendarClause::Closed(runs) => cx.book.asides.closed.extend(runs),
        CalendarClause::Terms(year, terms, _) => {
            if let Some(year) = super::framework::period(cx, year, Some(YearStart::ACADEMIC)) {
                cx.book.asides.terms.push((year, terms.clone()));
            }
        }
        CalendarClause::BankHolidays(_) | CalendarClause::Note(_) => {}
    }
}

/// What the texts of a declaration are about; none where it has none, or was not read.
fn about(cx: &Checker, item: &Item) -> Option<About> {
    match item {
        Item::Framework(framework) => {
            (cx.book.framework.span == Some(framework.span)).then_some(About::Framework)
        }
        Item::Calendar(_) => Some(About::Calendar),
        Item::Board(board) => cx.names.parties.find(&board.id.text).map(About::Party),
        Item::Theme(theme) => cx.names.themes.find(&theme.id.text).map(About::Theme),
        Item::Benchmark(benchmark) => cx.names.benchmarks.find(&benchmark.id.text).map(About::Benchmark),
        Item::Rating(rating) => cx.names.ratings.find(&rating.id.text).map(About::Rating),
        Item::Escalation(rule) => cx.names.escalations.find(&rule.id.text).map(About::Escalation),
        Item::Ladder(ladder) => cx.names.ladders.find(&ladder.id.text).map(About::Ladder),
        Item::Groups(groups) => cx.names.groupings.find(&groups.id.text).map(About::Grouping),
        Item::Event(event) => cx.names.events.find(&event.id.text).map(About::Event),
        Item::Waiver(waiver) => Some(About::Waiver(waiver.title.span)),
        // What these say beside their rules is kept with the rules, or, in a scenario, is no rule.
        Item::Define(_) | Item::Measure(_) | Item::Report(_) | Item::Scenario(_) => None,
    }
}

fn texts(item: &Item) -> Vec<(AsideKind, &Text)> {
    let note = |text| (AsideKind::Note, text);
    match item {
        Item::Framework(of) => of.clauses.iter().filter_map(framework_text).collect(),
        Item::Calendar(of) => of.clauses.iter().filter_map(calendar_note).map(note).collect(),
        Item::Board(of) => of.clauses.iter().filter_map(party_text).collect(),
        Item::Theme(of) => of.clauses.iter().filter_map(party_text).collect(),
        Item::Benchmark(of) => of.clauses.iter().filter_map(benchmark_note).map(note).collect(),
        Item::Rating(of) => of.clauses.iter().filter_map(rating_note).map(note).collect(),
        Item::Escalation(of) => of.clauses.iter().filter_map(escalation_note).map(note).collect(),
        Item::Ladder(of) => of.clauses.iter().flat_map(ladder_notes).map(note).collect(),
        Item::Waiver(of) => of.clauses.iter().filter_map(waiver_note).map(note).collect(),
        Item::Groups(of) => of.notes.iter().map(note).collect(),
        Item::Event(of) => of.notes.iter().map(note).collect(),
        Item::Define(_) | Item::Measure(_) | Item::Report(_) | Item::Scenario(_) => Vec::new(),
    }
}

fn framework_text(clause: &FrameworkClause) -> Option<(AsideKind, &Text)> {
    match clause {
        FrameworkClause::Contact(text) => Some((AsideKind::Contact, text)),
        FrameworkClause::Note(text) => Some((AsideKind::Note, text)),
        FrameworkClause::Year(_)
        | FrameworkClause::Due(_)
        | FrameworkClause::ReportDays(..)
        | FrameworkClause::WithinOneTarget
        | FrameworkClause::Source(_) => None,
    }
}

fn calendar_note(clause: &CalendarClause) -> Option<&Text> {
    if let CalendarClause::Note(text) = clause { Some(text) } else { None }
}

fn party_text(clause: &PartyClause) -> Option<(AsideKind, &Text)> {
    match clause {
        PartyClause::HeldBy(text) => Some((AsideKind::HeldBy, text)),
        PartyClause::Contact(text) => Some((AsideKind::Contact, text)),
        PartyClause::Note(text) => Some((AsideKind::Note, text)),
        PartyClause::ReportsTo(_)
        | PartyClause::Meets(..)
        | PartyClause::Outside(_)
        | PartyClause::Rating(_)
        | PartyClause::Share(_) => None,
    }
}

fn benchmark_note(clause: &BenchmarkClause) -> Option<&Text> {
    if let BenchmarkClause::Note(text) = clause { Some(text) } else { None }
}

fn rating_note(clause: &RatingClause) -> Option<&Text> {
    if let RatingClause::Note(text) = clause { Some(text) } else { None }
}

fn escalation_note(clause: &EscalationClause) -> Option<&Text> {
    if let EscalationClause::Note(text) = clause { Some(text) } else { None }
}

fn waiver_note(clause: &WaiverClause) -> Option<&Text> {
    if let WaiverClause::Note(text) = clause { Some(text) } else { None }
}

fn ladder_notes(clause: &LadderClause) -> Vec<&Text> {
    match clause {
        LadderClause::Note(text) => vec![text],
        LadderClause::Stage(stage) => {
            let notes = stage.clauses.iter();
            notes
                .filter_map(|clause| if let StageClause::Note(text) = clause { Some(text) } else { None })
                .collect()
        }
        LadderClause::Per(..)
        | LadderClause::Applies(..)
        | LadderClause::DownOne(_)
        | LadderClause::Returns(..)
        | LadderClause::NextPeriod(_) => Vec::new(),
    }
}
