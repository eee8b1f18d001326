//! The arithmetic of a computed figure with its numbers in it: `£100,000 × 7% = £7,000`.

use super::amounts::Chosen;
use super::computed::{Read, What};
use super::look::Look;
use super::outcome::Truth;
use super::words;
use crate::base::exact::Exact;
use crate::base::unit::{Kind, Unit};
use crate::model::{Expression, Quantity, Rounding, Window, Windowed};

const NOT_KNOWN: &str = "not known";

/// How tightly the signs of an amount hold it together: what holds less tightly stands in brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Holds {
    Sum,
    Product,
    Whole,
}

/// An amount with the numbers it was reckoned from, and what it comes to: `12 + 30 = 42`.
pub(super) fn equation(look: Look<'_, '_>, amount: &Expression) -> Option<String> {
    let result = look.number()?;
    let shown = words::number(&result, &look.measure().unit);
    let (made_of, _) = arithmetic(look.computing(), amount);
    (made_of != shown).then(|| format!("{made_of} = {shown}"))
}

/// An amount with its numbers.
pub(super) fn made_of(look: Look<'_, '_>, amount: &Expression) -> String {
    arithmetic(look, amount).0
}

fn arithmetic(look: Look<'_, '_>, amount: &Expression) -> (String, Holds) {
    let whole = |text: String| (text, Holds::Whole);
    match amount {
        Expression::Number(number) => whole(words::number(number, &look.measure().unit)),
        Expression::Amount(number, Kind::Points) => whole(words::count_of(number, "point")),
        Expression::Amount(number, kind) => whole(in_kind(*kind).show(number)),
        Expression::Quantity { quantity, measure, offset } => {
            let other = match measure {
                Some(measure) => look.elsewhere(*measure),
                None => Some(look),
            };
            whole(
                other
                    .and_then(|other| other.offset(*offset))
                    .map_or(NOT_KNOWN.to_owned(), |at| figure(at, *quantity)),
            )
        }
        Expression::Plus(a, b) => joined(look, (a, Holds::Sum), "+", (b, Holds::Sum)),
        Expression::Minus(a, b) => joined(look, (a, Holds::Sum), "−", (b, Holds::Product)),
        Expression::Times(a, b) => joined(look, (a, Holds::Product), "×", (b, Holds::Product)),
        Expression::Over(a, b) => joined(look, (a, Holds::Product), "÷", (b, Holds::Whole)),
        Expression::Min(all) => whole(of_several(look, "the smaller of", "the smallest of", all)),
        Expression::Max(all) => whole(of_several(look, "the larger of", "the largest of", all)),
        Expression::PercentOf(per_cent, of) => {
            (format!("{}% of {}", per_cent.text(), bracketed(look, of, Holds::Whole)), Holds::Product)
        }
        Expression::EachYear { .. }
        | Expression::EachYearOnTheLast { .. }
        | Expression::Benchmark { .. }
        | Expression::OfPeers { .. } => whole(shown(look, amount)),
        Expression::Position { .. } => {
            whole(look.amount_of(amount).map_or_else(|| NOT_KNOWN.to_owned(), |place| place.text()))
        }
        Expression::Named { of, .. } => arithmetic(look, of),
        Expression::Converted(_, of) => arithmetic(look, of),
        Expression::Elsewhere(elsewhere) => {
            let other = look.other(&elsewhere.whose).and_then(|other| other.offset(elsewhere.offset));
            other.map_or_else(|| whole(NOT_KNOWN.to_owned()), |other| arithmetic(other, &elsewhere.of))
        }
        Expression::Window(window) => whole(of_window(look, window)),
        Expression::CountOf(count) => {
            whole(match look.count_of(count).and_then(|counted| counted.exactly()) {
                Some(number) if count.share => format!("{}%", number.text()),
                Some(number) => number.text(),
                None => NOT_KNOWN.to_owned(),
            })
        }
        Expression::Rounded { rounding, of, to } => {
            let way = match rounding {
                Rounding::Nearest => "rounded",
                Rounding::Down => "rounded down",
                Rounding::Up => "rounded up",
            };
            let steps = if *to == Exact::from(1) { String::new() } else { format!(" to {}", to.text()) };
            whole(format!("({} {way}{steps})", bracketed(look, of, Holds::Whole)))
        }
        Expression::List(list) => match look.choose(list) {
            Chosen::Line(amount) => arithmetic(look, amount),
            Chosen::Undecided(_) | Chosen::NoLine => whole(NOT_KNOWN.to_owned()),
        },
    }
}

/// A unit that only says of what kind a number is.
fn in_kind(kind: Kind) -> Unit {
    Unit { kind, words: String::new() }
}

fn joined(
    look: Look<'_, '_>,
    (a, left): (&Expression, Holds),
    sign: &str,
    (b, right): (&Expression, Holds),
) -> (String, Holds) {
    let (one, other) = (factor(look, a, b, left, sign), factor(look, b, a, right, sign));
    (format!("{one} {sign} {other}"), left)
}

/// One side of a sum or product. A bare number that something is multiplied with or divided by has no unit.
fn factor(look: Look<'_, '_>, of: &Expression, other: &Expression, holds: Holds, sign: &str) -> String {
    let scales = matches!(sign, "×" | "÷");
    match of {
        Expression::Number(number) if scales && !matches!(other, Expression::Number(_)) => number.text(),
        _ => bracketed(look, of, holds),
    }
}

fn bracketed(look: Look<'_, '_>, of: &Expression, holds: Holds) -> String {
    let (text, own) = arithmetic(look, of);
    if own < holds { format!("({text})") } else { text }
}

fn of_several(look: Look<'_, '_>, of_two: &str, of_more: &str, all: &[Expression]) -> String {
    let said: Vec<String> = all.iter().map(|one| made_of(look, one)).collect();
    let how = if said.len() == 2 { of_two } else { of_more };
    format!("({how} {})", list(&said))
}

fn list(all: &[String]) -> String {
    match all.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        Some((only, _)) => only.clone(),
        None => "nothing".to_owned(),
    }
}

/// What an amount comes to, in the unit of its measure.
fn shown(look: Look<'_, '_>, amount: &Expression) -> String {
    look.amount_of(amount).map_or(NOT_KNOWN.to_owned(), |number| words::number(&number, &look.measure().unit))
}

fn figure(at: Look<'_, '_>, quantity: Quantity) -> String {
    let amount =
        at.amount_of(&Expression::Quantity { quantity, measure: None, offset: crate::model::Offset::Now });
    let Some(amount) = amount else { return NOT_KNOWN.to_owned() };
    match quantity {
        Quantity::Numerator | Quantity::Denominator => amount.text(),
        Quantity::Shortfall => words::difference(&amount, &at.measure().unit),
        Quantity::Value
        | Quantity::Target
        | Quantity::Baseline
        | Quantity::Forecast
        | Quantity::Lower
        | Quantity::Upper => words::number(&amount, &at.measure().unit),
    }
}

/// The most amounts that are written out one by one.
const MOST: usize = 12;

fn of_window(look: Look<'_, '_>, window: &Windowed) -> String {
    let Some(stretch) = look.gathered(window) else { return NOT_KNOWN.to_owned() };
    if window.window == Window::Pooled {
        let known: Vec<(Exact, Exact)> = stretch.looks.iter().filter_map(|one| one.fraction()).collect();
        let sum = |part: fn(&(Exact, Exact)) -> &Exact| {
            known.iter().fold(Exact::zero(), |sum, one| sum.plus(part(one))).text()
        };
        return format!("{} of {}", sum(|one| &one.0), sum(|one| &one.1));
    }
    let amount = |one: &Look<'_, '_>| match &window.of {
        Some(of) => one.amount_of(of).map(|_| made_of(*one, of)),
        None => one.value().map(|value| words::number(&value, &one.measure().unit)),
    };
    let said: Vec<String> = stretch.looks.iter().filter_map(amount).collect();
    let result = || {
        let number = look.window(window);
        let unit = stretch.looks.first().map(|one| &one.measure().unit);
        number.zip(unit).map_or(NOT_KNOWN.to_owned(), |(number, unit)| words::number(&number, unit))
    };
    let how = match window.window {
        Window::Total if said.len() <= MOST => return format!("({})", said.join(" + ")),
        Window::Latest => return said.last().cloned().unwrap_or_else(|| NOT_KNOWN.to_owned()),
        Window::Total | Window::Pooled => "total",
        Window::Average => "average",
        Window::Lowest => "lowest",
        Window::Highest => "highest",
        Window::Median => "median",
    };
    if said.len() > MOST {
        let each = if window.measures.is_empty() { "period" } else { "measure" };
        return format!("{}, the {how} of {}", result(), words::count(said.len() as u32, each));
    }
    format!("(the {how} of {})", list(&said))
}

/// One figure that was read: `measure 3.2: 12 in Q3 2018/19`; none where there is nothing to show.
pub(super) fn read_from(own: Look<'_, '_>, read: &Read<'_, '_>) -> Option<String> {
    let look = read.look;
    let measure = look.measure();
    let group = match look.judge.label(look.series.place) {
        group if group.is_empty() => String::new(),
        group => format!(" ({group})"),
    };
    let of = if look.series.measure == own.series.measure {
        format!("its own{group}")
    } else {
        format!("measure {}{group}", measure.id)
    };
    let when = look.period().map_or_else(String::new, |period| format!(" {}", period.when()));
    Some(match read.what {
        What::Value => {
            let figure = look.figure()?;
            format!("{of}: {}{when}", words::amount(&figure.amount, measure, look.judge.book))
        }
        What::Parts => {
            let (above, below) = look.fraction()?;
            format!("{of}: {} of {}{when}", above.text(), below.text())
        }
        What::Target => {
            let force = look.in_force();
            format!("{of}: the target{when} is {}", words::goal(force.goal()?, &measure.unit))
        }
        What::Baseline => {
            let baseline = look.baseline()?;
            format!("{of}: the baseline is {}", measure.unit.show_places(&baseline.value, baseline.places))
        }
    })
}

/// What a count came to, with those it holds for: `so it is for 2 of 3: Jan 2020, Mar 2020`.
pub(super) fn counted(look: Look<'_, '_>, count: &crate::model::CountOf) -> Option<String> {
    let counted = look.count_of(count)?;
    let name = |one: Look<'_, '_>| match look.judge.label(one.series.place) {
        group if !group.is_empty() => group,
        _ if one.series.measure != look.series.measure
            && matches!(count.over, crate::model::CountOver::Measures(_)) =>
        {
            one.measure().id.clone()
        }
        _ => one.period().map_or_else(String::new, |period| period.to_string()),
    };
    let those: Vec<String> = counted.those(Truth::True).map(name).collect();
    let names = if those.is_empty() { String::new() } else { format!(": {}", list(&those)) };
    Some(format!("so it is for {} of {}{names}", those.len(), counted.of()))
}
