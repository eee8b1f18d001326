//! The first sheet: what this is, by when, and how to fill it in.

use super::super::view::View;
use super::asked::Open;
use super::due::Due;
use super::{CoverLine, For};
use crate::base::period::date_name;
use crate::plain;

pub(super) fn lines(view: &View<'_>, of: For, board: &str, due: &Due, open: &[Open<'_>]) -> Vec<CoverLine> {
    let says = |text: &str| CoverLine::Says(text.to_owned());
    let mut lines = vec![
        CoverLine::Heading(format!("{board}: figures for {}", of.period)),
        CoverLine::Says(format!(
            "{}. Sent out on {}.",
            plain::framework::title(view.inputs.book),
            date_name(of.as_of)
        )),
        CoverLine::Heading("What we ask of you".to_owned()),
    ];
    lines.extend(asks(due, open).into_iter().map(CoverLine::Says));
    lines.push(CoverLine::Says(by_when(view, of, due, open)));
    lines.extend([
        CoverLine::Heading("How to fill it in".to_owned()),
        CoverLine::Sample("Fill in the cells that look like this one, under the headings with an arrow (→). All others are locked, so that nothing moves.".to_owned()),
        says("A value goes in digits, without words beside it. A cell says what it takes when you choose it, and refuses what cannot be right."),
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
        said.push(format!("{} on the sheet Figures.", count(due.rows.len(), "figure")));
    }
    let questions: usize = open.iter().map(|one| one.questions.len()).sum();
    if questions > 0 {
        let answers = count(questions, "answer");
        said.push(format!("{answers} on the sheet Responses, to what was asked about earlier figures."));
    }
    said
}

/// By when it is wanted: the first day to come, and what is past its day already.
fn by_when(view: &View<'_>, of: For, due: &Due, open: &[Open<'_>]) -> String {
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
        [] if late.is_empty() => {
            "The rules set no day by which to send it back; the message it came with does.".to_owned()
        }
        [] => String::new(),
        said => format!("Please send back {}, unless its row says a later day. ", plain::and_list(said)),
    };
    wanted + &overdue
}
