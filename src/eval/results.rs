//! Results as readers get them: the judgement of each series with its figure, target, gap, movement and remarks.

use super::judge::Judge;
use super::look::Look;
use super::outcome::{
    Amount, Beside, FigureSource, GoalUsed, MovementSeen, Movements, Outcome, Remark, ResultKind, TargetUsed,
    Truth,
};
use super::outlook;
use super::profile;
use super::significance;
use super::statistics;
use super::target::InForce;
use super::timeline::{Made, Point, SeriesTimeline};
use super::verdict::Verdict;
use super::worst;
use super::{by_hand, comparisons};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::rhythm::Slot;
use crate::data::PlaceId;
use crate::model::{Measure, Offset, Since};

/// Every result, in the order in which reports list measures.
pub(super) fn all(judge: &Judge<'_>) -> Vec<Outcome> {
    let mut results = Vec::with_capacity(judge.series().len());
    for id in judge.book.reading_order() {
        of_measure(judge, id, &mut results);
    }
    results
}

/// The results of one measure: the whole, then its groups in the order declared.
pub(super) fn of_measure(judge: &Judge<'_>, id: Id<Measure>, results: &mut Vec<Outcome>) {
    let measure = &judge.book.measures[id];
    let mut series: Vec<&SeriesTimeline> = judge.of_measure(id).iter().collect();
    series.sort_by_key(|series| {
        (series.place != PlaceId::WHOLE, judge.places.rank(measure, series.place), series.place)
    });
    let start = results.len();
    results.extend(series.iter().filter(|one| one.made != Made::Worst).map(|one| of_series(judge, one)));
    if let Some(whole) = series.iter().find(|one| one.made == Made::Worst) {
        let parts = results.get(start..).unwrap_or(&[]);
        let whole = worst::whole(judge, whole, parts);
        results.insert(start, whole);
    }
}

/// The period a result is for. A composite has no figure to say so: one made of figures that came before they were due is
/// for their period.
fn expected(series: &SeriesTimeline) -> Option<Period> {
    let slot =
        if series.made == Made::Composite { series.report.max(series.expected) } else { series.expected };
    series.rhythm.period(slot)
}

/// The period a result says something of: where its figure is withheld that of the figure, which is not shown itself.
fn period_of(look: Look<'_, '_>, kind: ResultKind) -> Option<Period> {
    if kind == ResultKind::Withheld { look.period() } else { expected(look.series) }
}

/// The period of which nothing came, where an older figure stands. What is made of others nobody sends in.
fn awaited(look: Look<'_, '_>, kind: ResultKind) -> Option<Period> {
    let stands = match kind {
        ResultKind::Rated | ResultKind::Unrated | ResultKind::NotRated | ResultKind::Withheld => true,
        ResultKind::Missing | ResultKind::NotDue | ResultKind::NotApplicable | ResultKind::Invalid => false,
    };
    let made = matches!(look.series.made, Made::Computed | Made::Composite | Made::Excluded(_));
    let not_comparable = look.is_excluded();
    let old = stands && !made && !not_comparable && look.age() > 0;
    old.then(|| look.series.rhythm.period(look.series.expected)).flatten()
}

/// The result of a series on its own figures.
pub(super) fn of_series(judge: &Judge<'_>, series: &SeriesTimeline) -> Outcome {
    let look = judge.look(series, series.report);
    let verdict = look.verdict();
    let kind = verdict.kind;
    let force = look.in_force();
    let judged = matches!(kind, ResultKind::Rated | ResultKind::Unrated | ResultKind::NotRated);
    let fit = judged && !look.measure().faulty && !look.is_too_old() && !look.is_excluded();
    let shown = judged || kind == ResultKind::NotDue;
    let remarks = remarks(look, &force, &verdict, judged);
    let value = look.value().filter(|_| fit);
    let aimed = !look.measure().is_monitor() && series.made != Made::Whole;
    let gap = value.and_then(|value| miss(&force, &value)).filter(|_| aimed);
    let gap = gap.or_else(|| look.overdue(&force).filter(|_| fit && aimed));
    let mut outcome = Outcome {
        measure: series.measure,
        place: series.place,
        group: judge.label(series.place),
        is_part: series.is_part,
        expected: (kind != ResultKind::NotDue).then(|| period_of(look, kind)).flatten(),
        awaited: awaited(look, kind),
        kind,
        figure: look.figure().filter(|_| shown),
        last_known: if shown { None } else { look.last_known().map(Box::new) },
        level: verdict.level,
        level_word: level_word(judge, series, verdict.level),
        decided_by: verdict.decided_by,
        on_target: if fit { look.on_target() } else { Truth::Unknown },
        other_targets: if look.is_excluded() { Vec::new() } else { other_targets(look, &force) },
        target: if look.is_excluded() { None } else { used(force, look.measure()) },
        gap,
        outlook: if judged { outlook::of(look) } else { None },
        movement: if judged { movements(look) } else { Movements::default() },
        comparisons: comparisons::of(look, judged).into(),
        beside: beside(look, judged),
        remarks,
        reason: verdict.reason,
        stated: stated(look),
        history: if shown || kind == ResultKind::Missing {
            look.history().into()
        } else {
            Default::default()
        },
        returned: look.return_of_report().map(Box::new),
        computed_from: look.computed_from(),
        first_met: look.first_met(),
    };
    by_hand::apply(judge, series, &mut outcome);
    outcome
}

/// How far a value misses or beats what was asked for; of what is asked for at least, how far it misses that.
fn miss(force: &InForce<'_>, value: &Exact) -> Option<Exact> {
    let missed = || force.at_least()?.goal.miss(value).filter(|miss| !miss.is_negative());
    force.goal().and_then(|goal| goal.miss(value)).or_else(missed)
}

/// The interval and the chart of what was judged, and the counts it is made of where some are withheld; none for most.
fn beside(look: Look<'_, '_>, judged: bool) -> Option<Box<Beside>> {
    let counts = look.measure().withholds.is_some() && judged;
    let beside = Beside {
        interval: look.interval().filter(|_| judged),
        made_of: counts.then(|| look.counts_behind()).flatten(),
        control: statistics::seen(look),
    };
    (beside != Beside::default()).then(|| Box::new(beside))
}

/// The word of a level of a measure.
pub(super) fn level_word(judge: &Judge<'_>, series: &SeriesTimeline, level: Option<u8>) -> String {
    let rating = judge.book.rating_of(judge.measure(series));
    rating.zip(level).map_or_else(String::new, |(rating, level)| rating.word(level).to_owned())
}

/// The level stated in print beside the figure.
fn stated(look: Look<'_, '_>) -> Option<String> {
    match look.point()? {
        Point::Row(_) => look.extra()?.stated.clone(),
        Point::Undated(at) => look.judge.data.undated.get(at as usize)?.stated.clone(),
        // Nothing is submitted for what is made of others, and yet a level may have been printed for it.
        Point::Joined => look.judge.data.extra(look.row_of_its_own()?)?.stated.clone(),
        Point::Gap | Point::Baseline | Point::Computed => None,
    }
}

pub(super) fn used(force: InForce<'_>, measure: &Measure) -> Option<TargetUsed> {
    match force {
        InForce::Known(standing) => Some(standing.used(measure)),
        InForce::ToBeSet { by, span } => {
            Some(TargetUsed { name: None, goal: GoalUsed::ToBeSet { by }, span })
        }
        InForce::Unknown { at_least, .. } => Some(at_least?.used(measure)),
        InForce::None | InForce::NotYet { .. } | InForce::Lapsed { .. } => None,
    }
}

impl Judge<'_> {
    /// The target of a figure, also of one that is still to come; none where none is in force for it.
    #[must_use]
    pub fn target_of(&self, measure: Id<Measure>, place: PlaceId, slot: Slot) -> Option<TargetUsed> {
        let series = self.series_of(measure, place)?;
        used(self.look(series, slot).in_force(), self.measure(series))
    }
}

/// Targets in force that do not judge.
fn other_targets(look: Look<'_, '_>, force: &InForce<'_>) -> Vec<TargetUsed> {
    let measure = look.measure();
    if measure.targets.len() < 2 || look.is_gap() {
        return Vec::new();
    }
    let judged = match force {
        InForce::Known(standing) => Some(standing.sequence),
        InForce::Unknown { at_least, .. } => at_least.as_ref().map(|standing| standing.sequence),
        InForce::None | InForce::NotYet { .. } | InForce::ToBeSet { .. } | InForce::Lapsed { .. } => None,
    };
    let others = (0..measure.targets.len()).filter(|at| Some(*at) != judged);
    let named = |at: usize| {
        let target = used(look.of_sequence(at), measure)?;
        // One that is still to be set has a name too.
        let name = target.name.or_else(|| measure.targets.get(at)?.name.clone());
        Some(TargetUsed { name, ..target })
    };
    others.filter_map(named).collect()
}

fn remarks(look: Look<'_, '_>, force: &InForce<'_>, verdict: &Verdict, judged: bool) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let series = look.series;
    // Where it is too old to be rated, that is the reason given for it.
    if look.age() > 0
        && judged
        && !look.is_too_old()
        && let Some(expected) = series.rhythm.period(series.expected)
    {
        remarks.push(Remark::OldFigure { periods: look.age(), expected });
    }
    // A figure can be late. What came in its place is told by the reason, with its day.
    let came_without = verdict.kind == ResultKind::Missing && look.row().is_some();
    match look.return_of_report() {
        Some(seen) => {
            let how = seen.how_it_came(look.today()).filter(|_| !came_without);
            remarks.extend(how.into_iter().chain(seen.moved_on()).map(Remark::Said));
        }
        None => remarks.extend(look.late().map(|(due, submitted)| Remark::Late { due, submitted })),
    }
    remarks.extend(super::months::said(look).into_iter().map(Remark::Said));
    remarks.extend(look.moved_from_again().filter(|_| judged));
    remarks.extend(look.latest_of_several().filter(|_| judged));
    match force {
        _ if look.is_excluded() => {}
        InForce::Known(standing) if judged => remarks.extend(standing.remarks.iter().cloned()),
        InForce::ToBeSet { by, .. } => {
            remarks.push(Remark::TargetToBeSet { by: *by, overdue: look.judge.as_of > by.end });
        }
        InForce::Lapsed { by, .. } => remarks.push(Remark::TargetLapsed { by: *by }),
        InForce::NotYet { .. } if verdict.kind == ResultKind::Unrated => {}
        InForce::NotYet { from, .. } => remarks.push(Remark::Said(format!("the target begins in {from}"))),
        // Where it stops the rating, the reason says so.
        InForce::Unknown { reason, .. } if verdict.reason.ends_with(reason.as_str()) => {}
        InForce::Unknown { reason, at_least: Some(standing), .. } => {
            remarks.extend(standing.remarks.iter().cloned());
            remarks.push(Remark::Said(reason.clone()));
        }
        InForce::Unknown { reason, .. } => {
            remarks.push(Remark::Said(format!("the target cannot be reckoned: {reason}")));
        }
        InForce::Known(_) | InForce::None => {}
    }
    if look.measure().is_monitor() {
        remarks.push(Remark::MonitorOnly);
    }
    if let Some(period) = look.first_met() {
        remarks.push(Remark::Said(format!("the target was first met {}", period.when())));
    }
    remarks.extend(significance::of(look));
    remarks.extend(look.rounded_first().filter(|_| judged && verdict.level.is_some()).map(Remark::Said));
    remarks.extend(verdict.capped.map(|(span, without)| Remark::Capped { span, without }));
    remarks.extend(super::without::remark(look));
    remarks.extend(look.together_remarks());
    if look.is_composite() {
        remarks.extend(look.composite_remarks(verdict.level.is_some()));
    }
    remarks
}

/// Movement on three clocks.
pub(super) fn movements(look: Look<'_, '_>) -> Movements {
    if !look.unit().is_number() || look.is_excluded() {
        return Movements::default();
    }
    Movements {
        previous: since(look, look.offset(Offset::Before))
            .filter(|_| look.movement_left_out(Since::Previous).is_none()),
        last_year: since(look, look.offset(Offset::LastYear)),
        baseline: since_baseline(look).map(Box::new),
    }
}

fn since(look: Look<'_, '_>, earlier: Option<Look<'_, '_>>) -> Option<MovementSeen> {
    seen(look, earlier.filter(|earlier| !earlier.is_excluded())?.figure()?)
}

fn since_baseline(look: Look<'_, '_>) -> Option<MovementSeen> {
    let baseline = look.baseline()?;
    let from = super::outcome::Figure {
        amount: Amount::Number { value: baseline.value.clone(), places: baseline.places },
        period: baseline.period?,
        marks: crate::data::Marks::NONE,
        note: None,
        source: FigureSource::Baseline(baseline.span),
    };
    seen(look, from)
}

/// How a figure moved from an earlier one; none where the two do not compare.
pub(super) fn seen(look: Look<'_, '_>, from: super::outcome::Figure) -> Option<MovementSeen> {
    let Amount::Number { value: earlier, .. } = &from.amount else { return None };
    if !profile::are_alike(look.measure(), &look.period()?, &from.period) {
        return None;
    }
    let change = look.number()?.minus(earlier);
    let better = look.higher_is_better().filter(|_| !look.measure().is_monitor()).map(|higher| {
        if change.is_zero() {
            0
        } else if change.is_negative() == higher {
            -1
        } else {
            1
        }
    });
    Some(MovementSeen { from, change, better })
}
