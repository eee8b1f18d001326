//! Proofs about lists whose figures are not known yet: a benchmark, last year, the period before.
//!
//! What such a list reads of a value is only how it stands to each of those figures: worse, equal or better. Every way
//! to stand is tried. What is shown for all of them is sure; a gap is a fault only where one figure alone decides, for
//! two figures may be so tied together that the gap never comes up.

use super::bands::{fold, is_value};
use super::{Checker, diags};
use crate::base::exact::Exact;
use crate::model::{
    Bound, Comparison, Condition, DecisionList, Expression, Goal, Measure, Movement, Offset, Reference,
    Since, Status,
};
use std::cmp::Ordering;

/// More figures than this are not gone through.
const MOST: usize = 4;

/// A figure that the value stands to in some way, by what it is; the target of a milestone is met or not.
#[derive(PartialEq, Eq)]
struct Figure {
    key: String,
    words: String,
    /// How a value can stand to it: above, at or below it.
    ways: &'static [Ordering],
}

const THREE: &[Ordering] = &[Ordering::Less, Ordering::Equal, Ordering::Greater];
const MET_OR_NOT: &[Ordering] = &[Ordering::Less, Ordering::Greater];

/// A list, and the one measure that it judges.
struct Standings<'a> {
    measure: &'a Measure,
    goal: Option<&'a Goal>,
    figures: Vec<Figure>,
}

/// Proves what can be proved of a list that names no figure; false when a value is sure to be left without a level.
pub(super) fn prove(cx: &mut Checker, measure: &Measure, goal: Option<&Goal>, list: &DecisionList) -> bool {
    if list.lines.is_empty() {
        return true;
    }
    let mut standings = Standings { measure, goal, figures: Vec::new() };
    list.lines.iter().for_each(|line| standings.collect(&line.when));
    if standings.figures.len() > MOST {
        return true;
    }
    let mut reached = vec![false; list.lines.len()];
    let (mut left, mut unsure) = (Vec::new(), false);
    for ways in standings.every_way() {
        let held = list.lines.iter().map(|line| standings.holds(&line.when, &ways));
        let (mut settled, mut perhaps) = (false, false);
        for (held, reached) in held.zip(reached.iter_mut()) {
            *reached |= !settled && held != Some(false);
            settled |= held == Some(true);
            perhaps |= held.is_none();
        }
        unsure |= !settled && perhaps;
        if !settled && !perhaps {
            left.push(ways);
        }
    }
    let mut whole = true;
    for (line, _) in list.lines.iter().zip(&reached).filter(|(_, reached)| !**reached) {
        let word = cx.book.ratings[list.rating].word(line.level).to_owned();
        cx.findings.push(diags::level_never_reached(&word, line.span, measure, false));
        whole = false;
    }
    if list.otherwise.is_some() || (left.is_empty() && !unsure) {
        return whole;
    }
    match (standings.figures.as_slice(), left.is_empty()) {
        ([one], false) => {
            let words: Vec<String> = left.iter().flatten().map(|way| standings.words(one, *way)).collect();
            let which = crate::base::suggest::listed(&words, "and");
            cx.findings.push(diags::values_without_level(measure, &which));
            false
        }
        // A line that always holds needs no figure; one that reads something else altogether may still hold.
        _ => {
            cx.findings.push(diags::levels_not_shown(measure));
            whole
        }
    }
}

impl Standings<'_> {
    /// Every way in which a value may stand to all the figures.
    fn every_way(&self) -> Vec<Vec<Ordering>> {
        let mut all = vec![Vec::new()];
        for figure in &self.figures {
            let longer = |ways: &Vec<Ordering>| {
                let ways = ways.clone();
                figure.ways.iter().map(move |way| ways.iter().copied().chain([*way]).collect())
            };
            all = all.iter().flat_map(longer).collect();
        }
        all
    }

    fn words(&self, figure: &Figure, way: Ordering) -> String {
        let better = match (way, self.measure.higher_is_better) {
            (Ordering::Equal, _) => return format!("values equal to {}", figure.words),
            (Ordering::Greater, Some(true)) | (Ordering::Less, Some(false)) => "better than",
            (Ordering::Greater, Some(false)) | (Ordering::Less, Some(true)) => "worse than",
            (Ordering::Greater, None) => "above",
            (Ordering::Less, None) => "below",
        };
        format!("values {better} {}", figure.words)
    }

    fn add(&mut self, figure: Option<Figure>) {
        if let Some(figure) = figure.filter(|new| self.figures.iter().all(|known| known.key != new.key)) {
            self.figures.push(figure);
        }
    }

    fn collect(&mut self, condition: &Condition) {
        if let Condition::All(parts) | Condition::Any(parts) = condition {
            parts.iter().for_each(|part| self.collect(part));
        } else if let Condition::Not(inner) | Condition::Named { condition: inner, .. } = condition {
            self.collect(inner);
        } else if let Some((figure, _)) = self.reads(condition) {
            self.add(Some(figure));
        }
    }

    /// Whether a condition holds for a value that stands so to the figures; none where more decides.
    fn holds(&self, condition: &Condition, ways: &[Ordering]) -> Option<bool> {
        if let Condition::All(parts) = condition {
            return fold(parts.iter().map(|part| self.holds(part, ways)), false);
        }
        if let Condition::Any(parts) = condition {
            return fold(parts.iter().map(|part| self.holds(part, ways)), true);
        }
        if let Condition::Not(inner) = condition {
            return self.holds(inner, ways).map(|held| !held);
        }
        if let Condition::Named { condition: inner, .. } = condition {
            return self.holds(inner, ways);
        }
        let (figure, when) = self.reads(condition)?;
        let at = self.figures.iter().position(|known| known.key == figure.key)?;
        Some(when.contains(ways.get(at)?))
    }

    /// The figure that a condition holds the value against, and the ways to stand to it for which it holds.
    fn reads(&self, condition: &Condition) -> Option<(Figure, Vec<Ordering>)> {
        if let Condition::Status(status @ (Status::OnTarget | Status::OffTarget), _) = condition {
            let (figure, met) = self.target();
            let ways = figure.ways.iter().copied();
            let wanted = *status == Status::OnTarget;
            return Some((figure_of(&figure), ways.filter(|way| met.contains(way) == wanted).collect()));
        }
        if let Condition::Than { better, or_equal, reference, by_more_than: None, .. } = condition {
            let up = self.measure.higher_is_better? == *better;
            let mut ways = vec![if up { Ordering::Greater } else { Ordering::Less }];
            ways.extend(or_equal.then_some(Ordering::Equal));
            return Some((self.figure(reference)?, ways));
        }
        if let Condition::Moves { movement, since, by_more_than: None, .. } = condition {
            let reference = match since {
                Since::Previous => Reference::Value(Offset::Before),
                Since::LastYear => Reference::Value(Offset::LastYear),
                Since::Baseline => Reference::Baseline,
            };
            let higher = self.measure.higher_is_better?;
            let way = match movement {
                Movement::Unchanged => Ordering::Equal,
                Movement::Improving if higher => Ordering::Greater,
                Movement::Worsening if !higher => Ordering::Greater,
                Movement::Improving | Movement::Worsening => Ordering::Less,
            };
            return Some((self.figure(&reference)?, vec![way]));
        }
        if let Condition::Compare { left, comparison, right, .. } = condition
            && is_value(left)
        {
            let figure = self.figure(&Reference::Amount(Box::new(right.clone())))?;
            return Some((figure, ways_of(*comparison)));
        }
        None
    }

    /// The target, and the ways to stand to it that meet it.
    fn target(&self) -> (Figure, Vec<Ordering>) {
        let name = "the target";
        match self.goal {
            Some(Goal::Limit { bound, figure }) => {
                let ways = match bound {
                    Bound::AtLeast => vec![Ordering::Equal, Ordering::Greater],
                    Bound::Above => vec![Ordering::Greater],
                    Bound::AtMost => vec![Ordering::Less, Ordering::Equal],
                    Bound::Below => vec![Ordering::Less],
                };
                (of_expression(figure, name), ways)
            }
            Some(Goal::Exactly { figure }) => (of_expression(figure, name), vec![Ordering::Equal]),
            Some(Goal::Between { .. } | Goal::ToBeSet { .. } | Goal::MetBy { .. }) | None => {
                let figure = Figure { key: name.to_owned(), words: name.to_owned(), ways: MET_OR_NOT };
                (figure, vec![Ordering::Greater])
            }
        }
    }

    fn figure(&self, reference: &Reference) -> Option<Figure> {
        let three = |words: &str| Figure { key: words.to_owned(), words: words.to_owned(), ways: THREE };
        Some(match reference {
            Reference::Target => Some(self.target().0).filter(|figure| figure.ways.len() == THREE.len())?,
            Reference::Baseline => three("the baseline"),
            Reference::Value(Offset::Before) => three("the period before"),
            Reference::Value(Offset::LastYear) => three("the same period last year"),
            Reference::Value(offset @ (Offset::Now | Offset::Named(_))) => Figure {
                key: format!("{offset:?}"),
                words: "the figure it is compared with".to_owned(),
                ways: THREE,
            },
            Reference::Amount(amount) => of_expression(amount, "the figure it is compared with"),
        })
    }
}

fn figure_of(figure: &Figure) -> Figure {
    Figure { key: figure.key.clone(), words: figure.words.clone(), ways: figure.ways }
}

/// An amount, by what it is made of: the same amount written again is the same figure.
fn of_expression(amount: &Expression, words: &str) -> Figure {
    if let Expression::Quantity { measure: None, offset, .. } = amount
        && is_value(&at_present(amount))
    {
        let named = match offset {
            Offset::Before => Some("the period before"),
            Offset::LastYear => Some("the same period last year"),
            Offset::Now | Offset::Named(_) => None,
        };
        if let Some(named) = named {
            return Figure { key: named.to_owned(), words: named.to_owned(), ways: THREE };
        }
    }
    Figure { key: format!("{amount:?}"), words: words.to_owned(), ways: THREE }
}

/// The same quantity in the period judged.
fn at_present(amount: &Expression) -> Expression {
    let mut now = amount.clone();
    if let Expression::Quantity { offset, .. } = &mut now {
        *offset = Offset::Now;
    }
    now
}

fn ways_of(comparison: Comparison) -> Vec<Ordering> {
    let holds = |way: &&Ordering| {
        let value = match way {
            Ordering::Less => Exact::from(-1),
            Ordering::Equal => Exact::zero(),
            Ordering::Greater => Exact::from(1),
        };
        comparison.holds(&value, &Exact::zero())
    };
    THREE.iter().filter(holds).copied().collect()
}
