//! Measures: each clause once, then what they say together.

use super::amounts::For;
use super::course::{baseline, plausible, significance, trajectory};
use super::framework::year_of;
use super::rhythms::rhythm;
use super::{
    Checker, bands, benchmarks, composites, computed, defines, diags, forecasts, groups, harder, history,
    made_of, proofs, ratings, statistics, targets,
};
use crate::base::arena::Id;
use crate::base::span::Spanned;
use crate::base::unit::Unit;
use crate::model::{Against, Goal, Measure, Rating};
use crate::syntax::ast::{DueClause, Item, MeasureClause, MeasureItem, Name, RatingWords, TargetWords, Tree};

pub(super) fn measures(cx: &mut Checker, trees: &[Tree]) {
    let mut found = Vec::new();
    for item in trees.iter().flat_map(|tree| &tree.items) {
        let Item::Measure(item) = item else { continue };
        let Some(id) =
            cx.names.measures.find(&item.id.text).filter(|id| cx.book.measures[*id].id_span == item.id.span)
        else {
            continue;
        };
        found.push((id, item));
        for clause in &item.clauses {
            if let MeasureClause::Formerly(names) = &clause.node {
                names.iter().for_each(|name| cx.names.measures.also(&name.text, id));
            }
        }
    }
    // Units, aims and owners first: conditions on other measures read them.
    for (id, item) in &found {
        facts(cx, *id, item);
    }
    defines::read_alone(cx);
    for (id, item) in &found {
        statistics::control_chart(cx, *id, item);
        statistics::withholding(cx, *id, item);
        judging(cx, trees, *id, item);
    }
    bands::lines_out_of_reach(cx);
    composites::fit_together(cx);
}

/// What a measure is, apart from how it is judged.
fn facts(cx: &mut Checker, id: Id<Measure>, item: &MeasureItem) {
    clauses_once(cx, item);
    computed::nothing_is_submitted(cx, item);
    cx.book.measures[id].faulty = item.broken;
    for clause in &item.clauses {
        if let MeasureClause::Year(year) = &clause.node {
            let (start, _) = year_of(cx, year, None);
            if let Some(start) = start {
                cx.book.measures[id].year_start = start;
                cx.book.measures[id].due.year_start = start;
            }
        }
    }
    // Other clauses may count from it: `due every other year` from the first year it is due.
    for clause in &item.clauses {
        if let MeasureClause::Due(DueClause { year_start: Some(start), .. }) = &clause.node {
            cx.book.measures[id].year_start = *start;
            cx.book.measures[id].due.year_start = *start;
        }
    }
    for clause in &item.clauses {
        if let MeasureClause::FirstDue(text) | MeasureClause::Due(DueClause { first: Some(text), .. }) =
            &clause.node
        {
            cx.book.measures[id].first_due = cx.period(text, targets::own_year(cx, id));
        }
    }
    for clause in &item.clauses {
        fact(cx, id, clause);
    }
    if item.broken && !item.clauses.iter().any(|c| matches!(c.node, MeasureClause::By(_))) {
        cx.names.unread.groups_of.insert(id);
    }
    let measure = &cx.book.measures[id];
    let (faulty, name) = (measure.owner.is_none(), &item.id);
    let no_unit = measure.unit.words.is_empty();
    if faulty && !item.clauses.iter().any(|c| matches!(c.node, MeasureClause::Owner(_))) && !item.broken {
        let board = cx.a_board();
        cx.findings.push(diags::missing_owner(name, board.as_deref()));
    }
    if no_unit && composites::is_composite(item) {
        cx.book.measures[id].unit = Unit::from_words("rating");
    } else if no_unit && !item.broken {
        cx.findings.push(diags::missing_unit(name));
    }
}

fn unit_of(cx: &mut Checker, id: Id<Measure>, words: &Spanned<String>) {
    let (unit, faulty) = cx.unit(words);
    cx.book.measures[id].unit = unit;
    cx.book.measures[id].faulty |= faulty;
}

fn fact(cx: &mut Checker, id: Id<Measure>, clause: &Spanned<MeasureClause>) {
    match &clause.node {
        MeasureClause::Theme(names) => {
            let themes = names.iter().filter_map(|name| cx.theme(name)).collect();
            cx.book.measures[id].themes = themes;
        }
        MeasureClause::Owner(name) => cx.book.measures[id].owner = cx.party(name),
        MeasureClause::Unit(words) => unit_of(cx, id, words),
        MeasureClause::Aim(aim, higher) => {
            cx.book.measures[id].aim = Some(*aim);
            cx.book.measures[id].higher_is_better = aim.higher_is_better().or(*higher);
        }
        MeasureClause::Due(due) => {
            let measure = &cx.book.measures[id];
            if let Some(rhythm) = rhythm(cx, due, measure.year_start, measure.first_due) {
                cx.book.measures[id].due = rhythm;
                cx.book.measures[id].year_start = rhythm.year_start;
            }
        }
        MeasureClause::FirstDue(_) => {}
        MeasureClause::Counts(counts, _) => cx.book.measures[id].counts = Some(*counts),
        MeasureClause::By(names) => groups_of(cx, id, names),
        MeasureClause::StaleUnrated(periods) => cx.book.measures[id].stale_unrated_after = Some(*periods),
        MeasureClause::Note(text) => cx.book.measures[id].notes.push(text.node.clone()),
        MeasureClause::Source(text) => cx.book.measures[id].source = Some(text.node.clone()),
        MeasureClause::Formerly(names) => {
            cx.book.measures[id].formerly = names.iter().map(|n| n.text.clone()).collect();
        }
        MeasureClause::Linked(names) => {
            let linked = names.iter().filter_map(|name| cx.measure(name)).collect();
            cx.book.measures[id].linked = linked;
        }
        MeasureClause::SayFirstMet => cx.book.measures[id].says_first_met = true,
        MeasureClause::Later(later) => {
            cx.later(later);
            cx.book.measures[id].faulty = true;
        }
        MeasureClause::Computed(_)
        | MeasureClause::Baseline(_)
        | MeasureClause::Definition(..)
        | MeasureClause::ExcludingPeriods(..)
        | MeasureClause::Target(_)
        | MeasureClause::Trajectory(..)
        | MeasureClause::Rating(_)
        | MeasureClause::Year(_)
        | MeasureClause::Ranked(_)
        | MeasureClause::Gap(_)
        | MeasureClause::Excluding(_)
        | MeasureClause::TotalOf(_)
        | MeasureClause::OverTime(_)
        | MeasureClause::PartIs(..)
        | MeasureClause::Significance(_)
        | MeasureClause::Plausible(..)
        | MeasureClause::Forecast(_)
        | MeasureClause::WithinOneTarget
        | MeasureClause::Withhold(_)
        | MeasureClause::Spc(..)
        | MeasureClause::Rebased(..)
        | MeasureClause::Line(_)
        | MeasureClause::MissingIs(_) => {}
    }
}

fn groups_of(cx: &mut Checker, id: Id<Measure>, names: &[Name]) {
    let by: Vec<_> = names.iter().filter_map(|name| cx.grouping(name)).collect();
    if by.len() < names.len() {
        cx.names.unread.groups_of.insert(id);
    }
    cx.book.measures[id].by = by;
}

/// How a measure is judged: baseline, targets, trajectory, rating, and the proofs that they fit together.
fn judging(cx: &mut Checker, trees: &[Tree], id: Id<Measure>, item: &MeasureItem) {
    if lacks_unit_or_aim(item) {
        return;
    }
    let unit = cx.book.measures[id].unit.clone();
    let mut whole = true;
    // What a composite says of figures is told of once, and not held against a unit that it has not.
    let clauses: &[_] = if composites::is_composite(item) { &[] } else { &item.clauses };
    for clause in clauses {
        match &clause.node {
            MeasureClause::Baseline(words) => whole &= baseline(cx, id, words, &unit, clause.span),
            MeasureClause::Computed(words) => whole &= computed::computed(cx, id, words, &unit),
            MeasureClause::Plausible(low, high) => whole &= plausible(cx, id, low.as_ref(), high, &unit),
            MeasureClause::Trajectory(words, member) => {
                whole &= trajectory(cx, id, (words, member.as_ref()), &unit, clause.span);
            }
            MeasureClause::Gap(words) => whole &= groups::gap(cx, id, words, &unit),
            MeasureClause::Excluding(words) => whole &= groups::excluding(cx, id, words),
            MeasureClause::TotalOf(names) => whole &= groups::total_of(cx, id, names, clause.span),
            MeasureClause::OverTime(words) => whole &= made_of::over_time(cx, id, words, clause.span),
            MeasureClause::PartIs(numerator, name) => {
                whole &= made_of::part_is(cx, id, (*numerator, name), clause.span);
            }
            MeasureClause::Significance(amount) => whole &= significance(cx, id, amount, &unit),
            _ => {}
        }
    }
    whole &= forecasts::of_measure(cx, id, item);
    let written: Vec<&TargetWords> = clauses
        .iter()
        .filter_map(|clause| match &clause.node {
            MeasureClause::Target(words) => Some(&**words),
            _ => None,
        })
        .collect();
    if harder::of_which(cx, id, item) {
        cx.book.measures[id].faulty = true;
        return;
    }
    let targets_whole = targets::targets(cx, id, &written, &unit);
    whole &= history::history(cx, id, item);
    direction_from_target(cx, id);
    whole &= targets_whole;
    whole &= benchmarks::ranked(cx, id, item);
    whole &= rating(cx, trees, id, item, &unit, targets_whole);
    if !whole {
        cx.book.measures[id].faulty = true;
    }
    whole &= proofs::prove(cx, id, item);
    if !whole {
        cx.book.measures[id].faulty = true;
    }
}

/// True when a line that could not be read may have been the unit or the aim: nothing else can be held against them.
fn lacks_unit_or_aim(item: &MeasureItem) -> bool {
    let says = |wanted: fn(&MeasureClause) -> bool| item.clauses.iter().any(|c| wanted(&c.node));
    let unit = says(|c| matches!(c, MeasureClause::Unit(_)));
    let aim = says(|c| matches!(c, MeasureClause::Aim(..)));
    item.broken && !(unit && aim)
}

/// With no aim, or `aim maintain`, the target's own words say which way is better.
fn direction_from_target(cx: &mut Checker, id: Id<Measure>) {
    let measure = &mut cx.book.measures[id];
    if measure.higher_is_better.is_some() || measure.is_monitor() {
        return;
    }
    let mut sides = measure.targets.iter().flat_map(|s| &s.targets).filter_map(|t| match &t.goal {
        Goal::Limit { bound, .. } => Some(bound.is_floor()),
        Goal::Between { .. } | Goal::Exactly { .. } | Goal::ToBeSet { .. } | Goal::MetBy { .. } => None,
    });
    let first = sides.next();
    let all_same = sides.all(|side| Some(side) == first);
    measure.higher_is_better = first.filter(|_| all_same);
}

/// `targets_whole` is true when no target of the measure is faulty.
fn rating(
    cx: &mut Checker,
    trees: &[Tree],
    id: Id<Measure>,
    item: &MeasureItem,
    unit: &Unit,
    targets_whole: bool,
) -> bool {
    let mut whole = true;
    let mut own: Option<Id<Rating>> = None;
    let mut named = false;
    for clause in &item.clauses {
        if let MeasureClause::Rating(words) = &clause.node {
            if let Some(name) = words.name.as_ref().filter(|_| !words.on_forecast) {
                named = true;
                own = cx.rating(name);
                whole &= own.is_some();
            }
            whole &= rating_words(cx, id, words, targets_whole && !item.broken);
        }
    }
    if named && own.is_none() {
        return false;
    }
    own = own.or_else(|| forecasts::rating_named(cx, item));
    let has_lines = item.clauses.iter().any(|c| matches!(c.node, MeasureClause::Line(_)));
    let nearest = ratings::nearest_rating(cx, own, &cx.book.measures[id]);
    let measure = &cx.book.measures[id];
    let judges =
        has_lines || !measure.targets.is_empty() || measure.gap.is_some() || measure.composite.is_some();
    let nearest = nearest.or_else(|| only_rating(cx, judges));
    let monitor = cx.book.measures[id].is_monitor();
    if cx.book.measures[id].composite.is_some() {
        return composites::rating(cx, id, nearest, item) && whole;
    }
    if let Some(rating) = nearest.filter(|_| !monitor) {
        whole &= !cx.names.unread.ratings.contains(&rating);
        let clauses = ratings::clauses_of(cx, trees, rating);
        let (name, at) = (cx.book.measures[id].id.clone(), item.id.span);
        let measure = For { unit: Some(unit), id: &name, span: at };
        let list = ratings::list_for(cx, rating, clauses, item, measure);
        whole &= list.is_some();
        cx.book.measures[id].list = list;
        whole &= forecasts::year_end(cx, trees, id, item, measure);
        missing_level(cx, id, rating, item);
    } else if has_lines && !monitor {
        if !cx.names.unread.a_rating() && !item.broken {
            cx.findings.push(diags::level_lines_without_rating(&item.id));
        }
        whole = false;
    }
    whole
}

/// A book with one rating uses it for every measure that has a target and names none.
fn only_rating(cx: &Checker, wanted: bool) -> Option<Id<Rating>> {
    // One that rates themes or boards by their share on target is no rating of measures.
    let of_share = |id: &Id<Rating>| cx.book.shares.iter().any(|share| share.list.rating == *id);
    let mut all = cx.book.ratings.ids().filter(|id| !of_share(id));
    all.next().filter(|_| wanted && all.next().is_none())
}

fn missing_level(cx: &mut Checker, id: Id<Measure>, rating: Id<Rating>, item: &MeasureItem) {
    for clause in &item.clauses {
        let MeasureClause::MissingIs(name) = &clause.node else { continue };
        let row = &cx.book.ratings[rating];
        let level = row.levels.iter().position(|l| l.word.eq_ignore_ascii_case(&name.text));
        if level.is_none() && !cx.names.unread.ratings.contains(&rating) {
            let known: Vec<String> = row.levels.iter().map(|l| l.word.clone()).collect();
            let word = Spanned::new(name.text.clone(), name.span);
            let finding = diags::unknown_level(&word, &row.id.clone(), &known);
            cx.findings.push(finding);
        }
        cx.book.measures[id].missing_level = level.and_then(|at| u8::try_from(at).ok());
    }
}

fn rating_words(cx: &mut Checker, id: Id<Measure>, words: &RatingWords, all_targets: bool) -> bool {
    let mut whole = true;
    for later in &words.later {
        cx.later(later);
        whole = false;
    }
    let mut sequences = Vec::new();
    for name in &words.against {
        let names: Vec<String> = cx.book.measures[id].targets.iter().filter_map(|s| s.name.clone()).collect();
        let found = cx.book.measures[id]
            .targets
            .iter()
            .position(|s| s.name.as_deref().is_some_and(|n| n.eq_ignore_ascii_case(&name.text)));
        match found {
            Some(at) => sequences.push(at),
            None if !all_targets => whole = false,
            None => {
                let meant = crate::base::suggest::nearest(&name.text, names.iter().map(String::as_str))
                    .map(str::to_owned);
                cx.findings.push(diags::unknown_name(
                    diags::NameKind::Target,
                    name,
                    &names,
                    meant.as_deref(),
                ));
                whole = false;
            }
        }
    }
    match sequences.as_slice() {
        [] => {}
        [one] => cx.book.measures[id].against = Against::Sequence(*one),
        _ if words.of_those_known => cx.book.measures[id].against = Against::HarderOfKnown(sequences),
        _ => cx.book.measures[id].against = Against::HarderOf(sequences),
    }
    if let Some(on) = &words.on {
        whole &= groups::on_groups(cx, id, on);
    }
    if let Some(from) = &words.from {
        whole &= composites::composite(cx, id, from);
    }
    whole
}

/// A clause that may stand once stands once.
fn clauses_once(cx: &mut Checker, item: &MeasureItem) {
    let word = |clause: &MeasureClause| {
        Some(match clause {
            MeasureClause::Theme(_) => "theme",
            MeasureClause::Owner(_) => "owner",
            MeasureClause::Unit(_) => "unit",
            MeasureClause::Aim(..) => "aim",
            MeasureClause::Baseline(_) => "baseline",
            MeasureClause::Trajectory(_, None) => "trajectory",
            MeasureClause::Gap(_) => "gap between",
            MeasureClause::TotalOf(_) | MeasureClause::OverTime(_) => "is the total of",
            MeasureClause::PartIs(true, _) => "numerator is",
            MeasureClause::PartIs(false, _) => "denominator is",
            MeasureClause::Due(_) => "due",
            MeasureClause::FirstDue(_) => "first due",
            MeasureClause::Counts(..) => "counts",
            MeasureClause::Computed(_) => "computed",
            MeasureClause::Forecast(_) => "forecast",
            MeasureClause::WithinOneTarget => "movement within one target",
            MeasureClause::Year(_) => "year",
            MeasureClause::By(_) => "by",
            MeasureClause::Ranked(_) => "ranked",
            MeasureClause::Significance(_) => "moves of",
            MeasureClause::Plausible(..) => "plausible",
            MeasureClause::Withhold(_) => "withhold",
            MeasureClause::Spc(..) => "spc",
            MeasureClause::MissingIs(_) => "missing is",
            MeasureClause::StaleUnrated(_) => "stale is",
            MeasureClause::Target(_)
            | MeasureClause::Trajectory(_, Some(_))
            | MeasureClause::Excluding(_)
            | MeasureClause::Rating(_)
            | MeasureClause::Line(_)
            | MeasureClause::Definition(..)
            | MeasureClause::ExcludingPeriods(..)
            | MeasureClause::Rebased(..)
            | MeasureClause::Note(_)
            | MeasureClause::Source(_)
            | MeasureClause::Formerly(_)
            | MeasureClause::Linked(_)
            | MeasureClause::SayFirstMet
            | MeasureClause::Later(_) => return None,
        })
    };
    for (at, clause) in item.clauses.iter().enumerate() {
        let Some(own) = word(&clause.node) else { continue };
        let first = item.clauses.iter().take(at).find(|earlier| word(&earlier.node) == Some(own));
        if let Some(first) = first {
            cx.findings.push(diags::clause_twice("measure", own, clause.span, first.span));
        }
    }
}
