//! Measures whose level is made of the levels of others: `rating RAG from measures 2.1, 2.2 by worst`.

use super::amounts::For;
use super::{Checker, diags, groups, ratings};
use crate::base::arena::Id;
use crate::model::{Composite, DecisionList, How, Joining, Measure, OnGroups, Rating};
use crate::syntax::ast::{
    CompositeHow, CompositeWords, MeasureClause, MeasureItem, MeasureSetWords, RatingClause,
};

/// True for a measure that is written to take its level from others.
pub(super) fn is_composite(item: &MeasureItem) -> bool {
    item.clauses
        .iter()
        .any(|clause| matches!(&clause.node, MeasureClause::Rating(words) if words.from.is_some()))
}

/// Which measures, and how.
pub(super) fn composite(cx: &mut Checker, id: Id<Measure>, words: &CompositeWords) -> bool {
    let Some(set) = cx.measure_set(&words.measures) else { return false };
    let measures: Vec<Id<Measure>> = match &words.measures {
        MeasureSetWords::Listed(_) => cx.book.members_of(&set),
        // Of a theme, those that can have a level, and never itself.
        MeasureSetWords::All | MeasureSetWords::Theme(_) | MeasureSetWords::OwnedBy(_) => {
            let of_set = cx.book.members_of(&set).into_iter();
            of_set.filter(|one| *one != id && !cx.book.measures[*one].is_monitor()).collect()
        }
    };
    let how = match words.how {
        CompositeHow::Worst => How::Worst,
        CompositeHow::Some(least, of) => How::AtLeast { least, of },
        CompositeHow::Average => How::Average,
    };
    let fits = match words.how {
        CompositeHow::Some(least, of) => {
            groups::fits(cx, (least, of), measures.len(), ("measures", words.span))
        }
        CompositeHow::Worst | CompositeHow::Average => true,
    };
    let joining = Joining { how, known_at_least: words.known_at_least };
    cx.book.measures[id].composite = Some(Composite { measures, joining, span: words.span });
    fits
}

/// The levels a composite can have and the caps on them; it has no lines of its own, since it has no value to hold
/// against anything.
pub(super) fn rating(
    cx: &mut Checker,
    id: Id<Measure>,
    nearest: Option<Id<Rating>>,
    item: &MeasureItem,
) -> bool {
    let mut whole = true;
    for clause in &item.clauses {
        if let Some(word) = needs_figures(&clause.node) {
            cx.findings.push(diags::composite_with_figures(word, clause.span, &cx.book.measures[id].id));
            whole = false;
        }
    }
    let Some(rating) = nearest else {
        cx.findings.push(diags::nothing_judges(&item.id, false));
        return false;
    };
    let mut list =
        DecisionList { rating, lines: Vec::new(), otherwise: None, caps: Vec::new(), rounded_to: None };
    let (name, span) = (cx.book.measures[id].id.clone(), item.id.span);
    let measure = For { unit: None, id: &name, span };
    for clause in &item.clauses {
        if let MeasureClause::Line(line) = &clause.node
            && matches!(**line, RatingClause::Cap(_))
        {
            whole &= ratings::add_clause(cx, &mut list, line, measure);
        }
    }
    cx.book.measures[id].list = Some(list);
    whole && !cx.names.unread.ratings.contains(&rating)
}

/// The word of a clause that is about figures.
fn needs_figures(clause: &MeasureClause) -> Option<&'static str> {
    Some(match clause {
        MeasureClause::Baseline(_) => "baseline",
        MeasureClause::Target(_) => "target",
        MeasureClause::Trajectory(..) => "trajectory",
        MeasureClause::Counts(..) => "counts",
        MeasureClause::Plausible(..) => "plausible",
        MeasureClause::MissingIs(_) => "missing is",
        MeasureClause::StaleUnrated(_) => "stale is",
        MeasureClause::Gap(_) => "gap between",
        MeasureClause::TotalOf(_) => "is the total of",
        MeasureClause::OverTime(words) if words.average => "is the average of",
        MeasureClause::OverTime(_) => "is the total of",
        MeasureClause::PartIs(true, _) => "numerator is",
        MeasureClause::PartIs(false, _) => "denominator is",
        MeasureClause::Forecast(_) => "forecast",
        MeasureClause::Computed(_) => "computed",
        MeasureClause::WithinOneTarget => "movement within one target",
        MeasureClause::Ranked(_) => "ranked among",
        MeasureClause::Significance(_) => "moves of",
        MeasureClause::Withhold(_) => "withhold",
        MeasureClause::Spc(..) => "spc",
        MeasureClause::Rebased(..) => "rebased at",
        MeasureClause::Definition(..) => "definition",
        MeasureClause::ExcludingPeriods(..) => "excluding",
        MeasureClause::Line(line) => match **line {
            RatingClause::Line(_) => "a level line",
            RatingClause::Otherwise(..) => "otherwise",
            RatingClause::Rounded(..) => "rounded to",
            RatingClause::Cap(_) | RatingClause::Levels(_) | RatingClause::Note(_) => return None,
        },
        MeasureClause::Theme(_)
        | MeasureClause::Owner(_)
        | MeasureClause::Unit(_)
        | MeasureClause::Aim(..)
        | MeasureClause::Rating(_)
        | MeasureClause::Due(_)
        | MeasureClause::FirstDue(_)
        | MeasureClause::Year(_)
        | MeasureClause::By(_)
        | MeasureClause::Excluding(_)
        | MeasureClause::SayFirstMet
        | MeasureClause::Note(_)
        | MeasureClause::Source(_)
        | MeasureClause::Formerly(_)
        | MeasureClause::Linked(_)
        | MeasureClause::Later(_) => return None,
    })
}

/// Once every measure has its rating: what a composite is made of has one level, in words that are levels of its own.
pub(super) fn fit_together(cx: &mut Checker) {
    let all: Vec<Id<Measure>> = cx.book.measures.ids().collect();
    for id in all {
        groups::without_target(cx, id);
        let Some(composite) = cx.book.measures[id].composite.clone() else { continue };
        let mut fits = true;
        for part in &composite.measures {
            fits &= part_fits(cx, id, *part, &composite);
        }
        if matches!(cx.book.measures[id].on_groups, OnGroups::Total | OnGroups::TotalOfKnown(_)) {
            cx.findings.push(diags::composite_with_figures(
                "the total",
                composite.span,
                &cx.book.measures[id].id,
            ));
            fits = false;
        }
        if !fits {
            cx.book.measures[id].faulty = true;
        }
    }
}

fn part_fits(cx: &mut Checker, id: Id<Measure>, part: Id<Measure>, composite: &Composite) -> bool {
    let (own, other) = (&cx.book.measures[id], &cx.book.measures[part]);
    if other.faulty {
        return true;
    }
    let each_by_itself = other.on_groups == OnGroups::Each && !other.by.is_empty() && own.by != other.by;
    let Some(rating) = cx.book.rating_of(other).filter(|_| !other.is_monitor() && !each_by_itself) else {
        let finding = diags::no_one_level(composite.span, own, other, each_by_itself);
        cx.findings.push(finding);
        return false;
    };
    let Some(levels) = cx.book.rating_of(own) else { return true };
    let strange = rating.levels.iter().find(|level| levels.level(&level.word).is_none());
    if let Some(strange) = strange {
        let finding =
            diags::levels_do_not_match(composite.span, (own, levels), (other, rating), &strange.word);
        cx.findings.push(finding);
        return false;
    }
    true
}
