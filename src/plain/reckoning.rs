//! Windows, counts and lists of amounts in words, as close to what was written as English allows.

use super::condition::{condition, measure_set};
use super::expression::{expression, factor, offset};
use super::{Context, and_list, count, period};
use crate::base::exact::Exact;
use crate::base::rhythm::Step;
use crate::base::unit::{Kind, TimeUnit, Unit};
use crate::model::{
    AmountList, CountOf, CountOver, Elsewhere, Expression, Measure, Offset, Reach, Rounding, Whose, Window,
    Windowed,
};

/// A length of time in seconds, in the largest unit that holds it in whole numbers: `12 days`.
pub(super) fn length_of_time(of: &Expression, context: Context<'_>) -> String {
    let Expression::Number(seconds) = of else { return format!("{} (in seconds)", expression(of, context)) };
    let whole = |unit: &TimeUnit| {
        let size = unit.seconds().map(Exact::from);
        size.and_then(|size| seconds.over(&size)).filter(Exact::is_whole).map(|number| (number, *unit))
    };
    let found = [TimeUnit::Day, TimeUnit::Hour, TimeUnit::Minute].iter().find_map(whole);
    let (number, unit) = found.unwrap_or_else(|| (seconds.clone(), TimeUnit::Second));
    in_its_unit(&number, Kind::Duration(unit))
}

/// A number in a unit of its own.
pub(super) fn in_its_unit(number: &Exact, kind: Kind) -> String {
    match kind {
        Kind::Points if *number == Exact::from(1) => "1 point".to_owned(),
        Kind::Points => format!("{} points", number.text()),
        Kind::Count
        | Kind::Percent
        | Kind::Rate
        | Kind::Money
        | Kind::Duration(_)
        | Kind::YesNo
        | Kind::Date
        | Kind::Rating => Unit { kind, words: String::new() }.show(number),
    }
}

/// What the figures of a computed measure come to.
#[must_use]
pub fn computed(of: &Measure, context: Context<'_>) -> Option<String> {
    let amount = of.computed.as_ref()?.amount.as_ref()?;
    let names = names(amount, context);
    let meanings = names.into_iter().map(|(name, text)| format!("{name} being {}", as_written(&text)));
    let meanings: Vec<String> = meanings.collect();
    let tail = if meanings.is_empty() { String::new() } else { format!(", {}", and_list(&meanings)) };
    Some(format!("it is computed as {}{tail}", expression(amount, context)))
}

/// What was written after a name, in one line and without the braces of a list.
pub(super) fn as_written(text: &str) -> String {
    let bare = |text: &str| Some(text.trim().strip_prefix('{')?.strip_suffix('}')?.to_owned());
    let text = bare(text).unwrap_or_else(|| text.to_owned());
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; ")
}

/// The names in an amount, each with what it stands for.
fn names(amount: &Expression, context: Context<'_>) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    collect(amount, context, &mut found);
    found
}

fn collect(amount: &Expression, context: Context<'_>, found: &mut Vec<(String, String)>) {
    if let Expression::Named { define, .. } = amount {
        let row = &context.book.defines[*define];
        if !found.iter().any(|(name, _)| *name == row.name) {
            found.push((row.name.clone(), row.text.clone()));
        }
    }
    for part in amount.parts() {
        if let crate::model::walk::Part::Amount(inner) = part {
            collect(inner, context, found);
        }
    }
}

fn whose_words(of: &Whose, context: Context<'_>) -> String {
    let measure =
        of.measure.map_or_else(String::new, |id| format!(" of measure {}", context.book.measures[id].id));
    let group = of.group.as_ref().map_or_else(String::new, |group| format!(" for {}", group.member));
    format!("{measure}{group}")
}

/// What is read on another measure has its unit.
fn on<'a>(of: &Whose, context: Context<'a>) -> Context<'a> {
    match of.measure {
        Some(id) => Context::of(context.book, &context.book.measures[id]),
        None => context,
    }
}

pub(super) fn elsewhere(of: &Elsewhere, context: Context<'_>) -> String {
    let when = match of.offset {
        Offset::Now => String::new(),
        Offset::Before | Offset::LastYear | Offset::Named(_) => format!(" in {}", offset(of.offset, context)),
    };
    format!("{}{}{when}", expression(&of.of, on(&of.whose, context)), whose_words(&of.whose, context))
}

/// `median`.
#[must_use]
pub fn window_word(of: Window) -> &'static str {
    match of {
        Window::Total => "total",
        Window::Average => "average",
        Window::Lowest => "lowest",
        Window::Highest => "highest",
        Window::Median => "median",
        Window::Pooled => "pooled value",
        Window::Latest => "latest value",
    }
}

pub(super) fn window(of: &Windowed, context: Context<'_>) -> String {
    let how = window_word(of.window);
    let what = of.of.as_ref().map_or_else(String::new, |of| format!(" of {}", expression(of, context)));
    let known =
        of.known_at_least.map_or_else(String::new, |least| format!(" of those known at least {least}"));
    if !of.measures.is_empty() {
        let ids: Vec<&str> = of.measures.iter().map(|id| context.book.measures[*id].id.as_str()).collect();
        return format!("the {how} of measures {}{known}", and_list(&ids));
    }
    let over = reach(of.reach, true, context);
    format!("the {how}{what}{}{over}{known}", whose_words(&of.whose, context))
}

pub(super) fn reach(of: Reach, window: bool, context: Context<'_>) -> String {
    let last = if window { "of the last" } else { "in the last" };
    match of {
        Reach::Last(periods) => format!(" {last} {}", count(periods, "period")),
        Reach::LastTime(length, step) => format!(" {last} {}", time(length, step)),
        Reach::Years(years) => format!(" {last} {}", count(years, "year")),
        Reach::YearSoFar => " from the start of the year".to_owned(),
        Reach::Since(from) => format!(" since {}", period(&from)),
        Reach::Within => format!(" in the {}", context.period_noun()),
        Reach::All => String::new(),
    }
}

/// `6 months`.
pub(super) fn time(length: u32, step: Step) -> String {
    count(length, step.noun())
}

pub(super) fn rounded(rounding: Rounding, of: &Expression, to: &Exact, context: Context<'_>) -> String {
    let way = match rounding {
        Rounding::Nearest => "rounded",
        Rounding::Down => "rounded down",
        Rounding::Up => "rounded up",
    };
    let steps = if *to == Exact::from(1) { String::new() } else { format!(" to {}", to.text()) };
    format!("{} {way}{steps}", factor(of, context))
}

pub(super) fn count_of(of: &CountOf, context: Context<'_>) -> String {
    let (kind, inner) =
        (if of.share { "share" } else { "number" }, |context| condition(&of.condition, context));
    match &of.over {
        CountOver::Periods(whose, over) => {
            let (words, over) = (inner(on(whose, context)), reach(*over, false, context));
            format!("the {kind} of periods{} where ({words}){over}", whose_words(whose, context))
        }
        CountOver::Groups(measure) => {
            let whose = Whose { measure: *measure, group: None };
            let on = on(&whose, context);
            let group = on.measure.and_then(|measure| measure.by.first());
            let noun = group.map_or("group", |id| on.book.groupings[*id].id.as_str());
            format!("the {kind} of {noun}s{} where ({})", whose_words(&whose, context), inner(on))
        }
        CountOver::Measures(set) => {
            format!(
                "the {kind} of {} where ({})",
                measure_set(set, context),
                inner(Context::whole(context.book))
            )
        }
    }
}

pub(super) fn list(of: &AmountList, context: Context<'_>) -> String {
    let mut lines: Vec<String> = of
        .lines
        .iter()
        .map(|line| format!("{} when {}", expression(&line.amount, context), condition(&line.when, context)))
        .collect();
    lines.extend(of.otherwise.iter().map(|(amount, _)| format!("{} otherwise", expression(amount, context))));
    lines.join("; ")
}
