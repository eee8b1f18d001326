//! Reports: what they show is read as a condition, their readers are looked up, and every part of the year has one.

use super::amounts::For;
use super::{Checker, diags};
use crate::base::arena::Id;
use crate::base::rhythm::Step;
use crate::base::span::{Span, Spanned};
use crate::model::{Apart, CopyTo, HistoryWanted, PaperDay, Party, Reader, Report};
use crate::syntax::ast::{Cond, Item, Name, PaperDayWords, ReportClause, ReportItem, Tree};

pub(super) fn reports(cx: &mut Checker, trees: &[Tree]) {
    for item in trees.iter().flat_map(|tree| &tree.items) {
        let Item::Report(written) = item else { continue };
        let same = |known: &&Report| known.id.eq_ignore_ascii_case(&written.id.text);
        if let Some(first) = cx.book.reports.iter().find(same).map(|report| report.span) {
            cx.findings.push(diags::declared_twice(diags::NameKind::Report, &written.id, first));
            continue;
        }
        let report = report(cx, written);
        cx.book.reports.push(report);
    }
}

fn report(cx: &mut Checker, written: &ReportItem) -> Report {
    let title = written.title.as_ref().map_or_else(|| written.id.text.clone(), |title| title.node.clone());
    let mut report = Report {
        id: written.id.text.clone(),
        title,
        shows: None,
        always: Vec::new(),
        apart: Vec::new(),
        history: None,
        readers: Vec::new(),
        copies: Vec::new(),
        lists_notes: false,
        notes: Vec::new(),
        faulty: written.broken,
        span: written.id.span,
    };
    for clause in &written.clauses {
        if add(cx, &mut report, clause).is_none() {
            report.faulty = true;
        }
    }
    if !report.faulty {
        parts_have_one_reader(cx, &report);
    }
    report
}

/// Adds what a clause says; none when a part of it is faulty, which has then been said.
fn add(cx: &mut Checker, report: &mut Report, clause: &ReportClause) -> Option<()> {
    let condition = |cx: &mut Checker, cond: &Cond| {
        let whole = For { unit: None, id: "", span: cond.span };
        cx.condition(cond, whole, None)
    };
    match clause {
        ReportClause::Shows(None) => report.shows = None,
        ReportClause::Shows(Some(cond)) => report.shows = Some(condition(cx, cond)?),
        ReportClause::Always(names) => {
            let found: Vec<_> = names.iter().map(|name| cx.measure(name)).collect();
            report.always.extend(found.into_iter().collect::<Option<Vec<_>>>()?);
        }
        ReportClause::Apart(None) => report.apart.push(Apart::WithoutTarget),
        ReportClause::Apart(Some(cond)) => report.apart.push(Apart::When(condition(cx, cond)?)),
        ReportClause::Notes => report.lists_notes = true,
        ReportClause::History { count, months, when } => {
            let when = match when {
                Some(cond) => Some(condition(cx, cond)?),
                None => None,
            };
            report.history = Some(HistoryWanted { count: *count, months: *months, when });
        }
        ReportClause::To { to, by, day, parts, span } => {
            let (to, parts) = (parties(cx, to), part_names(cx, parts));
            let to = to?;
            let day = paper_day(cx, day.as_ref(), &to, *span)?;
            let by = by.as_ref().map(|name| name.text.clone());
            report.readers.push(Reader { to, by, day, parts: parts?, span: *span });
        }
        ReportClause::Copy { level, to, parts, span } => {
            let (to, parts) = (parties(cx, to), part_names(cx, parts));
            let level = cx.levels(level, None)?;
            report.copies.push(CopyTo { level, to: to?, parts: parts?, span: *span });
        }
        ReportClause::Note(text) => report.notes.push(text.node.clone()),
    }
    Some(())
}

fn parties(cx: &mut Checker, names: &[Name]) -> Option<Vec<Id<Party>>> {
    let found: Vec<_> = names.iter().map(|name| cx.party(name)).collect();
    found.into_iter().collect()
}

/// The day a paper goes: the reader's next meeting where nothing is said and the reader meets.
fn paper_day(
    cx: &mut Checker,
    words: Option<&PaperDayWords>,
    to: &[Id<Party>],
    span: Span,
) -> Option<PaperDay> {
    let meeting = |cx: &mut Checker, party: Id<Party>| {
        let own = &cx.book.parties[party];
        if own.meets.is_empty() && !cx.names.unread.parties.contains(&party) {
            cx.findings.push(diags::paper_without_meeting(&own.id, &own.title, span, own.span));
        }
        PaperDay::NextMeeting(party)
    };
    Some(match words {
        Some(PaperDayWords::LastWorkingDay) => PaperDay::LastWorkingDay,
        Some(PaperDayWords::WorkingDays(count)) => PaperDay::WorkingDays(*count),
        Some(PaperDayWords::NextMeeting(Some(name))) => {
            let party = cx.party(name)?;
            meeting(cx, party)
        }
        Some(PaperDayWords::NextMeeting(None)) => match to.first() {
            Some(party) => meeting(cx, *party),
            None => PaperDay::NotSet,
        },
        None => {
            let meets = to.iter().find(|party| !cx.book.parties[**party].meets.is_empty());
            meets.map_or(PaperDay::NotSet, |party| PaperDay::NextMeeting(*party))
        }
    })
}

/// The parts of a year in which the book reports; none where they have no names.
fn parts_of_year(cx: &Checker) -> Vec<String> {
    let step = cx.book.framework.due.map_or(Step::Quarter, |due| due.step);
    let numbered = |letter: &str, of: u32| (1..=of).map(|n| format!("{letter}{n}")).collect();
    match step {
        Step::Quarter => numbered("Q", 4),
        Step::Half => numbered("H", 2),
        Step::Term => numbered("T", 3),
        Step::Month => (1..=12).map(|n| crate::base::period::month_short(n).to_owned()).collect(),
        Step::Week | Step::Year => Vec::new(),
    }
}

fn part_names(cx: &mut Checker, parts: &[Spanned<String>]) -> Option<Vec<String>> {
    let known = parts_of_year(cx);
    let mut whole = true;
    for part in parts.iter().filter(|part| !known.contains(&part.node)) {
        cx.findings.push(diags::part_never_reported(&part.node, part.span, &known));
        whole = false;
    }
    whole.then(|| parts.iter().map(|part| part.node.clone()).collect())
}

/// Each part of the year has one line of readers: with two it is not clear which of them is meant, with none nobody
/// reads the paper.
fn parts_have_one_reader(cx: &mut Checker, report: &Report) {
    if report.readers.is_empty() {
        return;
    }
    let known = parts_of_year(cx);
    let goes_in = |reader: &&Reader, part: &String| reader.parts.is_empty() || reader.parts.contains(part);
    let mut nobody = Vec::new();
    for part in &known {
        let own: Vec<&Reader> = report.readers.iter().filter(|reader| goes_in(reader, part)).collect();
        match own.as_slice() {
            [] => nobody.push(part.clone()),
            [_] => {}
            [first, second, ..] => {
                cx.findings.push(diags::two_readers(&report.id, part, first.span, second.span));
            }
        }
    }
    if !nobody.is_empty() {
        let board = cx.a_board();
        cx.findings.push(diags::nobody_reads(&report.id, &nobody, report.span, board.as_deref()));
    }
}
