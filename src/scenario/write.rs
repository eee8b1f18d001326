//! Expectations and scenarios as rule text.

use super::got::{expected, name};
use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::model::scenario::{CaseExpected, CaseWord, GivenFigure, ReportMade, Scenario, Stands};
use crate::model::{Grouping, RuleBook};

/// `report_card to NHSE about 1.14 due 12 September 2019`
pub(super) fn case(book: &RuleBook, case: &CaseExpected) -> String {
    let mut out = book.escalations[case.escalation].id.clone();
    if let Some(to) = &case.to {
        let to: Vec<&str> = to.iter().map(|party| book.parties[*party].id.as_str()).collect();
        out.push_str(&format!(" to {}", to.join(", ")));
    }
    if let Some(about) = &case.about {
        out.push_str(&format!(" about {}", name(book, about)));
        if let Some(period) = case.opened_for {
            out.push_str(&format!(" in {period}"));
        }
    }
    if let Some(due) = case.due {
        out.push_str(&format!(" due {}", date_name(due)));
    }
    if let Some(opened) = case.opened {
        out.push_str(&format!(" opened {}", date_name(opened)));
    }
    for (party, on) in &case.told {
        out.push_str(&format!(" telling {}", book.parties[*party].id));
        if let Some(on) = on {
            out.push_str(&format!(" on {}", date_name(*on)));
        }
    }
    for (field, text) in &case.asks {
        out.push_str(&format!(" asks {field} \"{text}\""));
    }
    match case.state {
        Some(CaseWord::Is(word)) => out.push_str(&format!(" {word}")),
        Some(CaseWord::Closed) => out.push_str(" closed"),
        None => {}
    }
    out
}

/// Who or what stands on a ladder.
pub(super) fn stands(book: &RuleBook, who: &Stands) -> String {
    match who {
        Stands::Measure(subject) => name(book, subject),
        Stands::Party(party) => book.parties[*party].id.clone(),
        Stands::Theme(theme) => book.themes[*theme].id.clone(),
        Stands::Group(group) => group.clone(),
        Stands::Book => "book".to_owned(),
    }
}

/// A figure as a scenario writes it: what the language does not read as it stands is put in quotes.
fn figure(of: &GivenFigure) -> String {
    if let Some(below) = &of.of {
        return format!("{} of {below}", of.value);
    }
    match of.value.as_str() {
        "not submitted" => "missing".to_owned(),
        "n/a" => "not applicable".to_owned(),
        value => {
            let number = value.starts_with(|c: char| c.is_ascii_digit() || "-£".contains(c));
            let word = value.chars().all(|c| c.is_alphanumeric() || c == '_');
            if number || word { value.to_owned() } else { format!("\"{value}\"") }
        }
    }
}

/// The heading under which figures stand: the measure with its groups, or the benchmark.
fn head(book: &RuleBook, of: &GivenFigure) -> String {
    let id = &book.measures[of.measure].id;
    let is_other = |(kind, _): &&(Id<Grouping>, String)| Some(*kind) == book.comparators;
    if let Some((_, other)) = of.groups.iter().find(is_other) {
        return format!("benchmark {other} for {id}");
    }
    if of.groups.is_empty() {
        return format!("measure {id}");
    }
    let groups: Vec<&str> = of.groups.iter().map(|(_, member)| member.as_str()).collect();
    format!("measure {id} for {}", groups.join(", "))
}

/// A whole scenario as rule text.
#[must_use]
pub(super) fn scenario(book: &RuleBook, of: &Scenario) -> String {
    let mut out = format!("scenario \"{}\" {{\n", of.title);
    let mut rest = of.figures.as_slice();
    while let Some(first) = rest.first() {
        let head = head(book, first);
        let same =
            rest.iter().take_while(|one| one.measure == first.measure && one.groups == first.groups).count();
        let (own, after) = rest.split_at(same);
        let values: Vec<String> = own.iter().map(value).collect();
        out.push_str(&format!("  {head}: {}\n", values.join(", ")));
        rest = after;
    }
    for report in &of.reports {
        out.push_str(&report_text(book, report));
    }
    out.push_str("}\n");
    out
}

fn value(of: &GivenFigure) -> String {
    let mut out = format!("{} in {}", figure(of), of.period);
    if !of.forecast.is_empty() {
        out.push_str(&format!(" forecast {}", of.forecast));
    }
    if let Some(day) = of.submitted {
        out.push_str(&format!(" submitted {}", date_name(day)));
    }
    out
}

fn report_text(book: &RuleBook, report: &ReportMade) -> String {
    let mut out = format!("  report on {} as of {}\n", report.period, date_name(report.as_of));
    for expect in &report.expects {
        out.push_str(&format!("  expect {}\n", expected(book, &expect.what)));
    }
    if report.nothing_else.is_some() {
        out.push_str("  and nothing else\n");
    }
    out
}
