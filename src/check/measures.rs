//! Measures: each clause once, then what they say together.

use super::amounts::For;
use super::framework::{rhythm, year_of};
use super::{Checker, computed, defines, diags, proofs, ratings, targets};
use crate::base::arena::Id;
use crate::base::period::parse_period;
use crate::base::span::{Span, Spanned};
use crate::base::unit::Unit;
use crate::model::{Against, Aim, Baseline, Goal, Measure, OnGroups, Rating, Trajectory};
use crate::syntax::ast::items::PeriodText;
use crate::syntax::ast::{
    Amount, BaselineWords, DueClause, Item, MeasureClause, MeasureItem, OnGroupsWords, RatingWords,
    TargetWords, TrajectoryWords, Tree,
};

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
        judging(cx, trees, *id, item);
    }
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
        cx.findings.push(diags::missing_owner(name));
    }
    if no_unit && !item.broken {
        cx.findings.push(diags::missing_unit(name));
    }
}

fn fact(cx: &mut Checker, id: Id<Measure>, clause: &Spanned<MeasureClause>) {
    match &clause.node {
        MeasureClause::Theme(names) => {
            let themes = names.iter().filter_map(|name| cx.theme(name)).collect();
            cx.book.measures[id].themes = themes;
        }
        MeasureClause::Owner(name) => cx.book.measures[id].owner = cx.party(name),
        MeasureClause::Unit(words) => cx.book.measures[id].unit = Unit::from_words(&words.node),
        MeasureClause::Aim(aim, higher) => {
            cx.book.measures[id].aim = Some(*aim);
            cx.book.measures[id].higher_is_better = match aim {
                Aim::Reduce => Some(false),
                Aim::Increase => Some(true),
                Aim::Maintain | Aim::Monitor => *higher,
            };
        }
        MeasureClause::Due(due) => {
            let year_start = cx.book.measures[id].year_start;
            let first = cx.book.measures[id].first_due;
            if let Some(rhythm) = rhythm(cx, due, year_start, first) {
                cx.book.measures[id].due = rhythm;
                cx.book.measures[id].year_start = rhythm.year_start;
            }
        }
        MeasureClause::FirstDue(_) => {}
        MeasureClause::Counts(counts) => cx.book.measures[id].counts = Some(*counts),
        MeasureClause::By(names) => {
            let by: Vec<_> = names.iter().filter_map(|name| cx.grouping(name)).collect();
            if by.len() < names.len() {
                cx.names.unread.groups_of.insert(id);
            }
            cx.book.measures[id].by = by;
        }
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
        | MeasureClause::Target(_)
        | MeasureClause::Trajectory(_)
        | MeasureClause::Rating(_)
        | MeasureClause::Year(_)
        | MeasureClause::Plausible(..)
        | MeasureClause::Line(_)
        | MeasureClause::MissingIs(_) => {}
    }
}

/// How a measure is judged: baseline, targets, trajectory, rating, and the proofs that they fit together.
fn judging(cx: &mut Checker, trees: &[Tree], id: Id<Measure>, item: &MeasureItem) {
    if lacks_unit_or_aim(item) {
        return;
    }
    let unit = cx.book.measures[id].unit.clone();
    let mut whole = true;
    for clause in &item.clauses {
        match &clause.node {
            MeasureClause::Baseline(words) => whole &= baseline(cx, id, words, &unit, clause.span),
            MeasureClause::Computed(words) => whole &= computed::computed(cx, id, words, &unit),
            MeasureClause::Plausible(low, high) => whole &= plausible(cx, id, low.as_ref(), high, &unit),
            MeasureClause::Trajectory(words) => whole &= trajectory(cx, id, words, &unit, clause.span),
            _ => {}
        }
    }
    let written: Vec<&TargetWords> = item
        .clauses
        .iter()
        .filter_map(|clause| match &clause.node {
            MeasureClause::Target(words) => Some(&**words),
            _ => None,
        })
        .collect();
    let targets_whole = targets::targets(cx, id, &written, &unit);
    direction_from_target(cx, id);
    whole &= targets_whole;
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

fn baseline(cx: &mut Checker, id: Id<Measure>, words: &BaselineWords, unit: &Unit, span: Span) -> bool {
    let (name, at) = (cx.book.measures[id].id.clone(), cx.book.measures[id].id_span);
    let measure = For { unit: Some(unit), id: &name, span: at };
    let year = targets::own_year(cx, id);
    let read = |cx: &mut Checker, amount: &Amount, when: Option<&PeriodText>| {
        let value = cx.value_in(amount, measure)?;
        let period = match when {
            Some(text) => Some(cx.period(text, year)?),
            None => None,
        };
        Some(Baseline { value, places: amount.places, period, span })
    };
    match words {
        BaselineWords::Unset => true,
        BaselineWords::Whole(amount, when) => {
            let read = read(cx, amount, when.as_ref());
            let whole = read.is_some();
            cx.book.measures[id].baseline = read;
            whole
        }
        BaselineWords::Members(all, when) => {
            let mut whole = true;
            for (amount, member) in all {
                whole &= cx.member(id, member);
                match read(cx, amount, when.as_ref()) {
                    Some(read) => cx.book.measures[id].member_baselines.push((member.text.clone(), read)),
                    None => whole = false,
                }
            }
            whole
        }
    }
}

impl Checker {
    /// True when a name is a member of a kind of group that the measure is reported by.
    pub(super) fn member(&mut self, id: Id<Measure>, name: &crate::syntax::ast::Name) -> bool {
        let groupings = self.book.measures[id].by.clone();
        let known: Vec<String> = groupings
            .iter()
            .flat_map(|g| self.book.groupings[*g].members.iter().map(|m| m.id.clone()))
            .collect();
        let from_data = groupings.iter().any(|g| self.book.groupings[*g].from_data);
        let unread = groupings.iter().any(|g| self.names.unread.groupings.contains(g))
            || self.names.unread.groups_of.contains(&id);
        if from_data || unread || known.iter().any(|k| k.eq_ignore_ascii_case(&name.text)) {
            return true;
        }
        let meant =
            crate::base::suggest::nearest(&name.text, known.iter().map(String::as_str)).map(str::to_owned);
        self.findings.push(diags::unknown_name(diags::NameKind::Member, name, &known, meant.as_deref()));
        false
    }
}

fn plausible(cx: &mut Checker, id: Id<Measure>, low: Option<&Amount>, high: &Amount, unit: &Unit) -> bool {
    let (name, at) = (cx.book.measures[id].id.clone(), cx.book.measures[id].id_span);
    let measure = For { unit: Some(unit), id: &name, span: at };
    let low = match low {
        Some(amount) => cx.value_in(amount, measure),
        None => Some(crate::base::exact::Exact::zero()),
    };
    let high_value = cx.value_in(high, measure);
    match low.zip(high_value) {
        Some((low, top)) if low > top => {
            cx.findings.push(diags::range_upside_down(high.span));
            false
        }
        both => {
            let whole = both.is_some();
            cx.book.measures[id].plausible = both;
            whole
        }
    }
}

fn trajectory(cx: &mut Checker, id: Id<Measure>, words: &TrajectoryWords, unit: &Unit, span: Span) -> bool {
    let (name, at) = (cx.book.measures[id].id.clone(), cx.book.measures[id].id_span);
    let measure = For { unit: Some(unit), id: &name, span: at };
    match words {
        TrajectoryWords::Straight => {
            cx.book.measures[id].trajectory = Some(Trajectory::StraightFromBaseline { span });
            true
        }
        TrajectoryWords::Points(points) => {
            let mut read = Vec::new();
            for (when, amount) in points {
                let period = point_period(cx, id, when);
                read.push(period.zip(cx.value_in(amount, measure)));
            }
            let points: Option<Vec<_>> = read.into_iter().collect();
            let whole = points.is_some();
            cx.book.measures[id].trajectory = points.map(|mut points| {
                points.sort_by_key(|(period, _)| *period);
                Trajectory::Points { points, span }
            });
            whole
        }
    }
}

/// A bare `Q1` is of the framework's year.
fn point_period(cx: &mut Checker, id: Id<Measure>, when: &PeriodText) -> Option<crate::base::period::Period> {
    let year_start = cx.book.measures[id].year_start;
    if when.node.len() == 2 {
        if let Some(year) = cx.book.framework.year {
            return parse_period(&format!("{} {year}", when.node), Some(year_start)).ok();
        }
        cx.findings.push(diags::trajectory_needs_year(when));
        return None;
    }
    cx.period(when, targets::own_year(cx, id))
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
            if let Some(name) = &words.name {
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
    let has_lines = item.clauses.iter().any(|c| matches!(c.node, MeasureClause::Line(_)));
    let nearest = ratings::nearest_rating(cx, own, &cx.book.measures[id]);
    let nearest = nearest.or_else(|| only_rating(cx, has_lines || !cx.book.measures[id].targets.is_empty()));
    let monitor = cx.book.measures[id].is_monitor();
    if let Some(rating) = nearest.filter(|_| !monitor) {
        whole &= !cx.names.unread.ratings.contains(&rating);
        let clauses = ratings::clauses_of(cx, trees, rating);
        let (name, at) = (cx.book.measures[id].id.clone(), item.id.span);
        let measure = For { unit: Some(unit), id: &name, span: at };
        let list = ratings::list_for(cx, rating, clauses, item, measure);
        whole &= list.is_some();
        cx.book.measures[id].list = list;
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
    (wanted && cx.book.ratings.len() == 1).then(|| cx.book.ratings.id_at(0)).flatten()
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
    if sequences.len() > 1 && cx.book.measures[id].higher_is_better.is_none() {
        let name = cx.book.measures[id].id.clone();
        if let Some(first) = words.against.first() {
            cx.findings.push(diags::harder_needs_aim(first.span, &name));
            whole = false;
        }
    }
    match sequences.as_slice() {
        [] => {}
        [one] => cx.book.measures[id].against = Against::Sequence(*one),
        _ => cx.book.measures[id].against = Against::HarderOf(sequences),
    }
    if let Some(on) = &words.on {
        whole &= on_groups(cx, id, on);
    }
    whole
}

fn on_groups(cx: &mut Checker, id: Id<Measure>, on: &Spanned<OnGroupsWords>) -> bool {
    let (how, name) = match &on.node {
        OnGroupsWords::Worst(name) => (OnGroups::Worst, name.as_ref()),
        OnGroupsWords::Each(name) => (OnGroups::Each, name.as_ref()),
        OnGroupsWords::Total => (OnGroups::Total, None),
    };
    cx.book.measures[id].on_groups = how;
    if let Some(name) = name
        && cx.grouping(name).is_none()
    {
        return false;
    }
    if cx.book.measures[id].by.is_empty() {
        if !cx.names.unread.groups_of.contains(&id) {
            cx.findings.push(diags::groups_not_named(on.span));
        }
        return false;
    }
    true
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
            MeasureClause::Trajectory(_) => "trajectory",
            MeasureClause::Due(_) => "due",
            MeasureClause::FirstDue(_) => "first due",
            MeasureClause::Counts(_) => "counts",
            MeasureClause::Computed(_) => "computed",
            MeasureClause::Year(_) => "year",
            MeasureClause::By(_) => "by",
            MeasureClause::Plausible(..) => "plausible",
            MeasureClause::MissingIs(_) => "missing is",
            MeasureClause::StaleUnrated(_) => "stale is",
            MeasureClause::Target(_)
            | MeasureClause::Rating(_)
            | MeasureClause::Line(_)
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
            cx.findings.push(diags::clause_twice(own, clause.span, first.span));
        }
    }
}
