//! What a measure counted at which time, and which of its periods compare with no other.

use super::targets::own_year;
use super::{Checker, diags};
use crate::base::arena::Id;
use crate::base::period::Period;
use crate::base::span::Span;
use crate::model::{Definition, Exclusion, Measure, Target};
use crate::syntax::ast::items::PeriodText;
use crate::syntax::ast::{MeasureClause, MeasureItem, Text};

/// Reads changes of definition and exclusions; true when none of them is faulty. The baseline and the targets have
/// been read.
pub(super) fn history(cx: &mut Checker, id: Id<Measure>, item: &MeasureItem) -> bool {
    let mut whole = true;
    let mut definitions = Vec::new();
    for clause in &item.clauses {
        match &clause.node {
            MeasureClause::Definition(from, words) => {
                match definition(cx, id, from.as_ref(), words, clause.span) {
                    Some(definition) => definitions.push(definition),
                    None => whole = false,
                }
            }
            MeasureClause::ExcludingPeriods(periods, because) => {
                whole &= excluding(cx, id, periods, because.as_ref(), clause.span);
            }
            _ => {}
        }
    }
    if definitions.is_empty() {
        return whole;
    }
    whole &= in_order(cx, id, &mut definitions);
    cx.book.measures[id].definitions = definitions;
    whole = whole && baseline_fits(cx, id);
    if whole {
        targets_that_follow(cx, id);
    }
    whole
}

fn definition(
    cx: &mut Checker,
    id: Id<Measure>,
    from: Option<&PeriodText>,
    words: &Text,
    span: Span,
) -> Option<Definition> {
    let from = match from {
        Some(text) => Some(cx.period(text, own_year(cx, id))?),
        None => None,
    };
    Some(Definition { from, words: words.node.trim().to_owned(), span })
}

/// Puts definitions in the order of time; no two begin at once, and no two have one name. The first of all has no
/// beginning, whether it is written or not.
fn in_order(cx: &mut Checker, id: Id<Measure>, definitions: &mut Vec<Definition>) -> bool {
    definitions.sort_by_key(|definition| definition.from.map(|from| from.start));
    for (at, first) in definitions.iter().enumerate() {
        for second in definitions.iter().skip(at + 1) {
            let begins_with = first.from.map(|from| from.start) == second.from.map(|from| from.start);
            if begins_with || first.words.eq_ignore_ascii_case(&second.words) {
                let finding =
                    diags::two_definitions_at_once(second, first, begins_with, &cx.book.measures[id].id);
                cx.findings.push(finding);
                return false;
            }
        }
    }
    if let Some(first) = definitions.first().filter(|first| first.from.is_some()) {
        let unwritten = Definition { from: None, words: String::new(), span: first.span };
        definitions.insert(0, unwritten);
    }
    true
}

/// A baseline belongs to the definition of its period, so it has to name one.
fn baseline_fits(cx: &mut Checker, id: Id<Measure>) -> bool {
    let measure = &cx.book.measures[id];
    let members = measure.member_baselines.iter().map(|(_, baseline)| baseline);
    let undated = measure.baseline.iter().chain(members).find(|baseline| baseline.period.is_none());
    let Some(baseline) = undated.filter(|_| measure.definitions.len() > 1) else { return true };
    let finding = diags::baseline_of_which_definition(baseline.span, measure);
    cx.findings.push(finding);
    false
}

/// A target that was set for one definition and still stands for the next is worth a word.
fn targets_that_follow(cx: &mut Checker, id: Id<Measure>) {
    let measure = &cx.book.measures[id];
    let mut found = Vec::new();
    for definition in &measure.definitions {
        let Some(from) = definition.from else { continue };
        for sequence in &measure.targets {
            let (before, after) = (last_before(&sequence.targets, &from), in_force(&sequence.targets, &from));
            let same = before.zip(after).filter(|(before, after)| std::ptr::eq(*before, *after));
            found.extend(
                same.map(|(target, _)| diags::target_across_definitions(target.span, definition, measure)),
            );
        }
    }
    found.into_iter().for_each(|finding| cx.findings.push(finding));
}

/// The target that is in force on the eve of a period.
fn last_before<'t>(targets: &'t [Target], from: &Period) -> Option<&'t Target> {
    let eve = from.start.pred_opt()?;
    in_force(targets, &Period::day(eve))
}

/// Of the targets whose time holds the end of a period, the one that began last.
fn in_force<'t>(targets: &'t [Target], period: &Period) -> Option<&'t Target> {
    let start = |target: &Target| target.from.or(target.year).map(|begins| begins.start);
    let holds = |target: &&Target| {
        start(target).is_none_or(|start| start <= period.end)
            && target.by.is_none_or(|by| period.end <= by.end)
            && target.year.is_none_or(|year| year.contains(period.end))
    };
    targets.iter().filter(holds).max_by_key(|target| start(target))
}

fn excluding(
    cx: &mut Checker,
    id: Id<Measure>,
    periods: &[PeriodText],
    because: Option<&Text>,
    span: Span,
) -> bool {
    let year = own_year(cx, id);
    let due = cx.book.measures[id].due;
    let mut read = Vec::new();
    for text in periods {
        let Some(period) = cx.period(text, year) else { return false };
        // The first of the measure's own periods that does not begin before it has to end within it.
        let slot = due.slot_of(period.start);
        let mut own = [slot, slot + 1].into_iter().filter_map(|slot| due.period(slot));
        if !own.any(|own| period.covers(&own)) {
            let example = due.period(slot).map(|own| own.to_string()).unwrap_or_default();
            let finding = diags::exclusion_of_no_period(text, &cx.book.measures[id], &example);
            cx.findings.push(finding);
            return false;
        }
        read.push(period);
    }
    let Some(because) = because else {
        let finding = diags::exclusion_without_reason(span, &cx.book.measures[id].id);
        cx.findings.push(finding);
        return false;
    };
    read.sort_unstable();
    let exclusion = Exclusion { periods: read, because: because.node.trim().to_owned(), span };
    cx.book.measures[id].excluded.push(exclusion);
    true
}
