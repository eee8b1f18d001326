//! Results in words: what a figure was, how far from target, which way it moves, and what to bear in mind.

use super::{Context, count, period};
use crate::base::exact::Exact;
use crate::base::period::{Period, Shape, date_name};
use crate::base::unit::{Kind, Unit};
use crate::data::Absence;
use crate::eval::outcome::{
    Amount, CaseState, ExceptionKind, FigureSource, GoalUsed, MovementSeen, Outcome, Remark, ResultKind,
    Truth,
};
use crate::model::{Bound, Rating, Since};

/// A figure as a reader sees it; a level set by hand needs its rating to be named.
#[must_use]
pub fn amount(of: &Amount, unit: &Unit, rating: Option<&Rating>) -> String {
    match of {
        Amount::Number { value, places } => unit.show_places(value, *places),
        Amount::Met(true) => "met".to_owned(),
        Amount::Met(false) if unit.kind == Kind::Date => "not done".to_owned(),
        Amount::Met(false) => "not met".to_owned(),
        Amount::Day(day) => date_name(*day),
        Amount::Level(level) => rating.map_or("", |r| r.word(*level)).to_owned(),
    }
}

/// A figure beside the target it is held against: one that has to be rounded keeps as many places as it takes to stand on
/// its own side of the target.
#[must_use]
pub fn amount_against(of: &Amount, goal: Option<&GoalUsed>, unit: &Unit, rating: Option<&Rating>) -> String {
    let ends: Vec<&Exact> = match goal {
        Some(GoalUsed::Limit { figure, .. } | GoalUsed::Exactly { figure }) => vec![figure],
        Some(GoalUsed::Between { low, high }) => vec![low, high],
        Some(GoalUsed::MetBy { .. } | GoalUsed::ToBeSet { .. }) | None => Vec::new(),
    };
    let Amount::Number { value, .. } = of else { return amount(of, unit, rating) };
    let same_side = |rounded: &Exact| ends.iter().all(|end| rounded.cmp(end) == value.cmp(end));
    let is_rounded = value.places().is_none_or(|places| places > 8);
    if !is_rounded || same_side(&value.rounded(2)) {
        return amount(of, unit, rating);
    }
    match (3..=12).find(|places| same_side(&value.rounded(*places))) {
        Some(places) => format!("about {}", unit.show_places(&value.rounded(places), places)),
        None => amount(of, unit, rating),
    }
}

/// The kind of result in a word or two.
#[must_use]
pub fn result_kind(of: ResultKind) -> &'static str {
    of.word()
}

/// What it means that somebody said there is no figure, for the key under a table.
#[must_use]
pub fn absence_meaning(of: Absence) -> &'static str {
    match of {
        Absence::NotYet => {
            "whoever sends the figure said that it is still to come; the rules count it as missing"
        }
        Absence::NotAvailable => {
            "whoever sends the figure said that there is none; the rules count it as missing"
        }
    }
}

/// What a kind of result means, for the key under a table.
#[must_use]
pub fn result_kind_meaning(of: ResultKind) -> &'static str {
    match of {
        ResultKind::Rated => "it has a level",
        ResultKind::Unrated => "nothing rates it: it is only watched, or no target is in force",
        ResultKind::NotRated => "it has a rating, but something the rating needs is not known",
        ResultKind::Missing => "a figure was due and none was submitted",
        ResultKind::NotDue => "no figure is due yet",
        ResultKind::Withheld => "the figure is withheld so that nobody can be identified",
        ResultKind::NotApplicable => "it does not apply here",
        ResultKind::Invalid => "the figure could not be read or believed",
    }
}

/// Why a result is among the exceptions, as a sentence without its full stop.
#[must_use]
pub fn exception_kind(of: ExceptionKind) -> &'static str {
    match of {
        ExceptionKind::Escalated => "the rules ask for a response",
        ExceptionKind::NotEscalated => "it is below the best level, and no rule asks for a response",
        ExceptionKind::Missing => "a figure was due and none was submitted",
        ExceptionKind::Invalid => "the figure could not be read or believed, so it was not judged",
        ExceptionKind::NotRated => "it could not be rated",
    }
}

/// Why a result is among the exceptions, after a count: `2 with a response asked for`.
#[must_use]
pub fn exception_kind_short(of: ExceptionKind) -> &'static str {
    match of {
        ExceptionKind::Escalated => "with a response asked for",
        ExceptionKind::NotEscalated => "below the best level with no response asked for",
        ExceptionKind::Missing => "missing",
        ExceptionKind::Invalid => "not usable",
        ExceptionKind::NotRated => "not rated",
    }
}

/// How a case stands, as a sentence without its full stop.
#[must_use]
pub fn case_state(of: CaseState) -> &'static str {
    match of {
        CaseState::Open => "open: the response is not due yet",
        CaseState::Answered => "answered, and still open",
        CaseState::Overdue => "overdue: the day for the response has passed",
        CaseState::Recovered => "closed: the reason for it is over",
        CaseState::Corrected => "closed: the figure that opened it was wrong",
        CaseState::Waived => "stood down by a waiver",
        CaseState::Replaced => "closed: another escalation took its place",
    }
}

/// `yes`, `no`, `not known`.
#[must_use]
pub fn truth(of: Truth) -> &'static str {
    match of {
        Truth::True => "yes",
        Truth::False => "no",
        Truth::Unknown => "not known",
    }
}

/// `worsening: down 3.3 points since Q2 2018/19`: which way it is for those it serves, then which way the number went.
#[must_use]
pub fn movement(of: &MovementSeen, since: Since, unit: &Unit) -> String {
    let since = match (since, &of.from.source) {
        (Since::Baseline, _) => format!("the baseline ({})", of.from.period),
        (Since::Previous | Since::LastYear, FigureSource::Baseline(_)) => {
            format!("the baseline ({})", of.from.period)
        }
        (Since::Previous | Since::LastYear, FigureSource::Data(_) | FigureSource::Computed(_)) => {
            of.from.period.to_string()
        }
    };
    if of.change.is_zero() {
        return format!("unchanged since {since}");
    }
    let performance = match of.better {
        Some(1..) => "improving: ",
        Some(0) => "no better and no worse: ",
        Some(_) => "worsening: ",
        None => "",
    };
    format!("{performance}{} since {since}", step(&of.change, unit))
}

fn step(change: &Exact, unit: &Unit) -> String {
    let down = change.is_negative();
    let size = change.magnitude();
    match unit.kind {
        Kind::YesNo if down => "no longer met".to_owned(),
        Kind::YesNo => "now met".to_owned(),
        Kind::Date => {
            let s = if size == Exact::from(1) { "" } else { "s" };
            format!("{} day{s} {}", size.text(), if down { "earlier" } else { "later" })
        }
        Kind::Rating => "changed level".to_owned(),
        Kind::Count | Kind::Percent | Kind::Rate | Kind::Money | Kind::Duration(_) | Kind::Points => {
            format!("{} {}", if down { "down" } else { "up" }, distance(&size, unit))
        }
    }
}

/// A distance; one too small for two places is never printed as nought.
fn distance(size: &Exact, unit: &Unit) -> String {
    if size.places().is_none() && size.rounded(2).is_zero() && !size.is_zero() {
        let least = Exact::decimal(1, 2);
        return format!("less than {}", unit.show_difference(&least));
    }
    unit.show_difference(size)
}

/// How far a value is from its target: `11.3 points short`, `44 above (5.9%)`. None where there is nothing to say.
#[must_use]
pub fn gap(of: &Outcome, unit: &Unit) -> Option<String> {
    let gap = of.gap.as_ref().filter(|_| of.kind != ResultKind::Withheld)?;
    let goal = &of.target.as_ref()?.goal;
    if unit.kind == Kind::Date {
        let days = Exact::text(&gap.magnitude());
        let s = if days == "1" { "" } else { "s" };
        let open = matches!(of.figure.as_ref().map(|figure| &figure.amount), Some(Amount::Met(false)));
        return Some(match (gap.is_zero(), gap.is_negative()) {
            (true, _) => "on its last day".to_owned(),
            (false, true) => format!("{days} day{s} early"),
            (false, false) if open => format!("{days} day{s} overdue"),
            (false, false) => format!("{days} day{s} late"),
        });
    }
    if !unit.is_number() {
        return None;
    }
    if gap.is_zero() {
        return Some(match (goal, of.on_target) {
            (GoalUsed::Limit { bound: Bound::Above, .. }, _) => {
                "at the figure: it has to be above it".to_owned()
            }
            (GoalUsed::Limit { bound: Bound::Below, .. }, _) => {
                "at the figure: it has to be below it".to_owned()
            }
            (GoalUsed::Between { .. }, _) => "none: within the range".to_owned(),
            _ if is_rounded(of, goal) => "on target, once rounded".to_owned(),
            (_, Truth::True | Truth::False | Truth::Unknown) => "exactly on target".to_owned(),
        });
    }
    let much = format!("{}{{}}{}", distance(&gap.magnitude(), unit), relative(gap, goal, unit));
    let way = match goal {
        GoalUsed::Limit { bound, .. } => match (bound.is_floor(), gap.is_negative()) {
            (true, false) => " short",
            (false, false) => " above",
            (_, true) => " better than target",
        },
        GoalUsed::Between { .. } if gap.is_negative() => " inside the range",
        GoalUsed::Between { high, .. } => {
            if of.judged_number().is_some_and(|value| value > high) {
                " above the range"
            } else {
                " below the range"
            }
        }
        GoalUsed::Exactly { .. } => " away",
        GoalUsed::MetBy { .. } | GoalUsed::ToBeSet { .. } => return None,
    };
    Some(much.replacen("{}", way, 1))
}

/// True for a figure that is at its target only as the rules round it.
fn is_rounded(of: &Outcome, goal: &GoalUsed) -> bool {
    match goal {
        GoalUsed::Limit { figure, .. } | GoalUsed::Exactly { figure } => {
            of.judged_number().is_some_and(|number| number != figure)
        }
        GoalUsed::Between { .. } | GoalUsed::MetBy { .. } | GoalUsed::ToBeSet { .. } => false,
    }
}

/// ` (5.9%)`: the gap as a share of the target. Percentages have none, since a per cent of per cent misleads.
fn relative(gap: &Exact, goal: &GoalUsed, unit: &Unit) -> String {
    let figure = match goal {
        GoalUsed::Limit { figure, .. } | GoalUsed::Exactly { figure } => figure,
        GoalUsed::Between { .. } | GoalUsed::MetBy { .. } | GoalUsed::ToBeSet { .. } => return String::new(),
    };
    if unit.kind == Kind::Percent {
        return String::new();
    }
    let Some(share) = gap.magnitude().times(&Exact::from(100)).over(&figure.magnitude()) else {
        return String::new();
    };
    format!(" ({})", share.share_text())
}

/// `it would be green, but is no better than amber when measure 2.1 is red`.
fn capped(span: crate::base::span::Span, without: u8, context: Context<'_>) -> String {
    let list = context.measure.and_then(|measure| measure.list.as_ref());
    let cap = list.and_then(|list| Some((list, list.caps.iter().find(|cap| cap.span == span)?)));
    let Some((list, cap)) = cap else { return "held down by a cap in the rules".to_owned() };
    let word = |level| context.book.ratings[list.rating].word(level);
    let when = super::condition(&cap.when, context);
    format!("it would be {}, but is no better than {} when {when}", word(without), word(cap.level))
}

fn shape_noun(of: &Period) -> &'static str {
    match of.shape {
        Shape::Day => "day",
        Shape::Week => "week",
        Shape::Month => "month",
        Shape::Quarter => "quarter",
        Shape::Half => "half-year",
        Shape::Term => "term",
        Shape::Year => "year",
        Shape::Span => "period",
    }
}

/// What to bear in mind about a result: `old figure: 2 quarters behind Q1 2019/20`.
#[must_use]
pub fn remark(of: &Remark, context: Context<'_>) -> String {
    match of {
        Remark::OldFigure { periods, expected } => {
            let noun = context.measure.filter(|m| m.due.parts.is_some()).map(|m| m.due.noun());
            let noun = noun.unwrap_or_else(|| shape_noun(expected));
            format!("old figure: {} behind {expected}", count(*periods, noun))
        }
        Remark::Late { due, submitted } => {
            format!("late: due {}, submitted {}", date_name(*due), date_name(*submitted))
        }
        Remark::TargetOfAnotherYear { target } => {
            format!("the target is for {}, which is not the year of the figure", period(target))
        }
        Remark::LastYearsTargetStands => "last year's target stands until this year's is set".to_owned(),
        Remark::ProRata { year_figure, part } => {
            format!("the target is {} of the year's {}", part.share_words(), context.show(year_figure))
        }
        Remark::Trajectory => "the target is a step on the way to the year's".to_owned(),
        Remark::TargetLapsed { by } => format!("the target lapsed at the end of {}", period(by)),
        Remark::TargetToBeSet { by, overdue: false } => {
            format!("the target is to be confirmed by {}", period(by))
        }
        Remark::TargetToBeSet { by, overdue: true } => {
            format!("the target was to be confirmed by {}, which has passed", period(by))
        }
        Remark::MonitorOnly => "monitor only".to_owned(),
        Remark::WorstOf { group, known, of } => {
            format!("the level is that of the worst, {group}; {known} of {of} have a result")
        }
        Remark::Incomplete { why } => format!("incomplete: {why}"),
        Remark::SetByHand(set) => super::groups::set_by_hand(set),
        Remark::Capped { span, without } => capped(*span, *without, context),
        Remark::Said(text) => text.clone(),
    }
}
