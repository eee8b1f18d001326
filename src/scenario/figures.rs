//! Figures that are well on target, well off it, and better than they need be.

use super::boundaries::{Groups, Setting, set};
use super::settings::places_of;
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::number::parse_number;
use crate::base::unit::Kind;
use crate::model::scenario::GivenFigure;
use crate::model::{Expression, Goal, Measure, RuleBook, Target};

/// A good figure of one series in a setting about a measure: what is well on target, or a part of that where groups add
/// up to it.
pub(super) fn of_series(
    book: &RuleBook,
    asked: Id<Measure>,
    (id, groups): (Id<Measure>, &Groups),
    apart: bool,
) -> String {
    let own = &book.measures[id];
    let asks_nothing = own.targets.is_empty() && own.baseline.is_none() && id != asked;
    let alike = book.measures[asked].unit.kind == own.unit.kind;
    let good = comfortable(book, if asks_nothing && alike { &book.measures[asked] } else { own });
    let Some(number) = number_of(&good, None) else { return good };
    let others = book.comparators.and_then(|kind| groups.iter().find(|(own, _)| *own == kind));
    if let Some((kind, member)) = others {
        let at = book.groupings[*kind].members.iter().position(|one| one.id == *member).filter(|_| apart);
        return at.map_or(good, |at| own.unit.show(&number.plus(&Exact::from(spread(at)))));
    }
    if own.adds_up_groups() && !groups.is_empty() {
        let parts = i64::try_from(places_of(book, own).len()).unwrap_or(1);
        let part = number.over(&Exact::from(parts)).map(|part| part.rounded(0));
        return part.map_or(good, |part| own.unit.show(&part));
    }
    good
}

/// 0, 2, -2, 4, -4 and so on: those that one is compared with stand to both sides of the first.
fn spread(at: usize) -> i64 {
    let by = i64::try_from(at.div_ceil(2)).unwrap_or(0) * 2;
    if at % 2 == 1 { by } else { -by }
}

/// A figure that is better than it need be; the good one where no side of it is better.
pub(super) fn very_good(measure: &Measure, good: &str) -> String {
    let (Some(number), Some(higher)) = (number_of(good, None), measure.higher_is_better) else {
        return good.to_owned();
    };
    let better = match (higher, measure.unit.kind == Kind::Percent) {
        (true, true) => number.plus(&Exact::from(100)).percent(&Exact::from(50)),
        (true, false) => number.percent(&Exact::from(125)),
        (false, _) => number.percent(&Exact::from(50)),
    };
    measure.unit.show(&better.rounded(0))
}

/// The same figures with those of one measure well off target.
pub(super) fn all_off_target(book: &RuleBook, figures: &[GivenFigure], id: Id<Measure>) -> Vec<GivenFigure> {
    let measure = &book.measures[id];
    let value = uncomfortable(measure, &comfortable(book, measure));
    let off = figures.iter().cloned().map(|mut figure| {
        if figure.measure == id {
            set(&mut figure, &value);
        }
        figure
    });
    off.collect()
}

/// Makes the other newest figures of the measure better than they need be, so that the one that is moved decides.
pub(super) fn others_well_on_target(book: &RuleBook, setting: &mut Setting) {
    let Some(moved) = setting.figures.get(setting.moved).cloned() else { return };
    let measure = &book.measures[moved.measure];
    let value = very_good(measure, &comfortable(book, measure));
    for (at, figure) in setting.figures.iter_mut().enumerate() {
        if at != setting.moved && figure.measure == moved.measure && figure.period == moved.period {
            set(figure, &value);
        }
    }
    setting.after.push_str(" with the others well on target");
}

/// A figure that is well on target, where the rules name one.
fn comfortable(book: &RuleBook, measure: &Measure) -> String {
    match measure.unit.kind {
        Kind::YesNo => return "yes".to_owned(),
        Kind::Rating => {
            let rating = book.rating_of(measure).or_else(|| book.ratings.values().next());
            return rating.map(|rating| rating.word(0).to_owned()).unwrap_or_default();
        }
        Kind::Date => {
            let met =
                measure.targets.iter().flat_map(|sequence| &sequence.targets).find_map(|target| match target
                    .goal
                {
                    Goal::MetBy { day } => Some(day),
                    Goal::Limit { .. }
                    | Goal::Between { .. }
                    | Goal::Exactly { .. }
                    | Goal::ToBeSet { .. } => None,
                });
            return met.map(super::boundaries::day).unwrap_or_default();
        }
        Kind::Count | Kind::Percent | Kind::Rate | Kind::Money | Kind::Duration(_) | Kind::Points => {}
    }
    let last =
        measure.judged_targets().and_then(|sequence| sequence.targets.iter().rev().find_map(figure_of));
    let figure = last.or_else(|| measure.baseline.as_ref().map(|baseline| baseline.value.clone()));
    let default = if measure.unit.kind == Kind::Percent { 50 } else { 100 };
    measure.unit.show(&figure.unwrap_or_else(|| Exact::from(default)))
}

fn figure_of(target: &Target) -> Option<Exact> {
    match &target.goal {
        Goal::Limit { figure: Expression::Number(figure), .. }
        | Goal::Exactly { figure: Expression::Number(figure) } => Some(figure.clone()),
        Goal::Between { low, high } => low.plus(high).over(&Exact::from(2)).map(|middle| middle.rounded(0)),
        Goal::Limit { .. } | Goal::Exactly { .. } | Goal::ToBeSet { .. } | Goal::MetBy { .. } => None,
    }
}

/// A figure that is well off target.
pub(super) fn uncomfortable(measure: &Measure, good: &str) -> String {
    let Ok(number) = parse_number(good.trim_matches(['%', '£'])) else {
        return match measure.unit.kind {
            Kind::YesNo => "no".to_owned(),
            Kind::Count
            | Kind::Percent
            | Kind::Rate
            | Kind::Money
            | Kind::Duration(_)
            | Kind::Points
            | Kind::Date
            | Kind::Rating => good.to_owned(),
        };
    };
    let share = if measure.higher_is_better == Some(false) { 150 } else { 60 };
    let value = number.exact().percent(&Exact::from(share)).rounded(number.places);
    let value = if value.is_zero() { Exact::from(5) } else { value };
    measure.unit.show(&value)
}

/// The number that a figure in words is; counts as their share in per cent.
pub(super) fn number_of(value: &str, of: Option<&str>) -> Option<Exact> {
    let number = parse_number(value.trim_matches(['%', '£'])).ok()?.exact();
    match of {
        Some(of) => {
            let below = parse_number(of).ok()?.exact();
            number.times(&Exact::from(100)).over(&below)
        }
        None => Some(number),
    }
}
