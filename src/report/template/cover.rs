//! The first sheet: what this is, by when, and how to fill it in.

use super::super::contacts;
use super::super::view::View;
use super::asked::Open;
use super::due::Due;
use super::{CoverLine, For};
use crate::base::arena::Id;
use crate::base::period::{Period, date_name};
use crate::data::FIGURES_OF;
use crate::model::Party;
use crate::plain;

/// What a workbook is called. Figures of earlier periods may be asked for as well, so that it is the period in which they
/// fall due which is named. Reading knows by it whose workbook it is.
pub(super) fn title(board: &str, of: For<'_>) -> String {
    format!("{board}{FIGURES_OF}due in {}", of.period)
}

pub(super) fn lines(
    view: &View<'_>,
    of: For<'_>,
    (board, id): (&str, Option<Id<Party>>),
    due: &Due,
    open: &[Open<'_>],
) -> Vec<CoverLine> {
    let says = |text: &str| CoverLine::Says(text.to_owned());
    let mut lines = vec![
        CoverLine::Heading(title(board, of)),
        CoverLine::Says(format!(
            "{}. Sent out on {}.",
            plain::framework::title(view.inputs.book),
            date_name(of.as_of)
        )),
        CoverLine::Heading("What we ask of you".to_owned()),
    ];
    lines.extend(asks(due, open).into_iter().map(CoverLine::Says));
    let (wanted, has_day) = by_when(view, of, due, open);
    lines.extend((!wanted.is_empty()).then_some(CoverLine::Says(wanted)));
    let before = |what: &str| format!("({what}, by whoever sends this out)");
    if !has_day {
        lines.push(CoverLine::Write("Send it back by".to_owned(), before("a day to be written in")));
    }
    let book = view.inputs.book;
    let whom = id.map_or_else(|| contacts::for_papers(book), |id| contacts::for_answers(book, id));
    lines.push(match whom {
        Some(whom) => CoverLine::Pair("Send it back to".to_owned(), whom.to_owned()),
        None => CoverLine::Write("Send it back to".to_owned(), before("an address to be written in")),
    });
    lines.extend([
        CoverLine::Heading("How to fill it in".to_owned()),
        CoverLine::Sample("Fill in the cells that look like this one, under the headings with an arrow (→). All others are locked, so that nothing moves.".to_owned()),
        says("Write each value in digits, as the column Write it as shows, and nothing beside it. A cell says what it takes when you choose it, and refuses what cannot be right."),
        says("Leave a value blank if you have none, and choose under Mark why. What is left blank without a mark counts as not sent in."),
        says("Put the day on which you send it back under Submitted on, once beside each figure."),
        says("If a figure you gave before has changed, put the new one on the sheet Revised figures. Leave all others there blank."),
        says("Save the workbook as it is (.xlsx or .ods) and send it back. Do not rename its sheets or its headings."),
        CoverLine::Heading("Marks".to_owned()),
    ]);
    let marks = [
        ("not yet available", "No figure yet; it will come."),
        ("suppressed", "There is a figure, and it may not be shown."),
        ("not applicable", "There is nothing to count here in this period."),
        ("provisional", "A figure that may still change."),
        ("estimated", "A figure that is partly or wholly estimated."),
        ("revised", "A figure that replaces one given before."),
        ("low reliability", "A figure to be read with care, for instance of a small sample."),
        ("incomplete", "A figure of part of what should be counted."),
    ];
    lines.extend(marks.map(|(word, meaning)| CoverLine::Pair(word.to_owned(), meaning.to_owned())));
    lines
}

fn asks(due: &Due, open: &[Open<'_>]) -> Vec<String> {
    let count = |number: usize, noun: &str| plain::count(u32::try_from(number).unwrap_or(u32::MAX), noun);
    let mut said = Vec::new();
    if !due.rows.is_empty() {
        said.push(format!("{} on the sheet Figures, {}.", count(due.rows.len(), "figure"), of_periods(due)));
    }
    let questions: usize = open.iter().map(|one| one.questions.len()).sum();
    if questions > 0 {
        let answers = count(questions, "answer");
        said.push(format!("{answers} on the sheet Responses, to what was asked about earlier figures."));
    }
    said
}

/// `of Q2 2018/19 to Q1 2019/20`: the periods of the figures, from the first to the last.
fn of_periods(due: &Due) -> String {
    let mut all: Vec<Period> = due.rows.iter().map(|row| row.period).collect();
    all.sort_by_key(|period| (period.end, period.start));
    match (all.first(), all.last()) {
        (Some(first), Some(last)) if first != last => {
            format!("of periods from {first} to {last}, as each row says")
        }
        (Some(only), _) => format!("of {only}"),
        (None, _) => String::new(),
    }
}

/// By when it is wanted, and whether that is a day: the first day to come, and what is past its day already.
fn by_when(view: &View<'_>, of: For<'_>, due: &Due, open: &[Open<'_>]) -> (String, bool) {
    let book = view.inputs.book;
    let figures = due.rows.iter();
    let figures =
        figures.filter_map(|row| book.measures[row.measure].due.return_day(row.slot, &book.calendar));
    let answers = open.iter().filter_map(|one| one.case.due);
    let (mut said, mut late) = (Vec::new(), Vec::new());
    for (what, days) in [("figures", figures.collect::<Vec<_>>()), ("answers", answers.collect())] {
        let next = days.iter().filter(|day| **day >= of.as_of).min();
        said.extend(next.map(|day| format!("{what} by {}", date_name(*day))));
        if days.iter().any(|day| *day < of.as_of) {
            late.push(what);
        }
    }
    let overdue = match late.as_slice() {
        [] => String::new(),
        late => {
            format!("Some {} are past their day: please send them as soon as you can.", plain::and_list(late))
        }
    };
    let wanted = match said.as_slice() {
        [] => String::new(),
        said => format!("Please send back {}, unless its row says a later day. ", plain::and_list(said)),
    };
    (wanted + &overdue, !said.is_empty())
}
