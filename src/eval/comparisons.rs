//! What a result is held against, as results and reasons carry it: benchmarks, and its place among peers.

use super::explain::{DerivationStep, StepKind};
use super::look::Look;
use super::outcome::{
    Amount, BenchmarkSeen, Comparisons, Figure, FigureSource, Outcome, PlaceSeen, Rank, Remark,
};
use super::words;
use crate::base::arena::Id;
use crate::base::diag::Place;
use crate::base::exact::Exact;
use crate::base::period::date_name;
use crate::model::{Benchmark, Expression, Measure, Offset, PeerSet, Ranking};

/// The benchmarks beside a result and its place among peers. `judged` is false where there is no figure to judge.
pub(super) fn of(look: Look<'_, '_>, judged: bool) -> Comparisons {
    if look.judge.book.comparators.is_none() && look.measure().ranked.is_none() {
        return Comparisons::default();
    }
    Comparisons { benchmarks: benchmarks(look, judged), place: place(look, judged) }
}

/// The benchmarks of one series that its rules read, and those whose figures the data have for it.
fn benchmarks(look: Look<'_, '_>, judged: bool) -> Vec<BenchmarkSeen> {
    let names = look.judge.comparators.names(look.series.measure);
    let single = look.judge.book.benchmarks.iter().filter(|(_, benchmark)| benchmark.peers.is_none());
    let wanted = single.filter(|(id, benchmark)| {
        look.measure().compared.reads(*id)
            || names.iter().any(|name| name.eq_ignore_ascii_case(&benchmark.id))
    });
    wanted.filter_map(|(id, _)| if judged { Some(beside(look, id)) } else { beside_last(look, id) }).collect()
}

/// A benchmark beside the figure judged: its newest figure where that is what a rule reads, else that of the period of
/// the value, else its newest.
fn beside(look: Look<'_, '_>, benchmark: Id<Benchmark>) -> BenchmarkSeen {
    let newest = || look.benchmark_row(benchmark, None);
    let row = match look.measure().compared.reads_newest(benchmark) {
        true => newest(),
        false => look.benchmark_row(benchmark, Some(Offset::Now)).or_else(newest),
    };
    let figure = row.and_then(|row| look.figure_of_row(row));
    let difference = figure.as_ref().zip(look.value()).and_then(|(figure, value)| less(&value, figure));
    BenchmarkSeen { benchmark, figure, difference, of_last_known: false }
}

/// A benchmark beside the last known figure, for the same period as that.
fn beside_last(look: Look<'_, '_>, benchmark: Id<Benchmark>) -> Option<BenchmarkSeen> {
    let last = look.last_known()?;
    let name = &look.judge.book.benchmarks[benchmark].id;
    let figure = look.figure_of_row(look.of_other_in(name, &last.period)?)?;
    let Amount::Number { value, .. } = &last.amount else { return None };
    let difference = less(value, &figure);
    Some(BenchmarkSeen { benchmark, figure: Some(figure), difference, of_last_known: true })
}

fn less(value: &Exact, figure: &Figure) -> Option<Exact> {
    let Amount::Number { value: other, .. } = &figure.amount else { return None };
    Some(value.minus(other))
}

/// Among whom a place is shown: whom the measure names, else the peers whose figures the data have for it.
fn shown_among(look: Look<'_, '_>) -> Option<Ranking> {
    if let Some(ranked) = look.measure().ranked {
        let peers = look.resolved(ranked.peers)?;
        return Some(Ranking { peers, ..ranked });
    }
    look.measure().higher_is_better?;
    let mut all = look.judge.book.benchmarks.iter();
    let (id, _) = all.find(|(id, _)| look.has_figures_of_peers(*id))?;
    Some(Ranking { peers: PeerSet::Benchmark(id), known_at_least: None })
}

fn place(look: Look<'_, '_>, judged: bool) -> Option<PlaceSeen> {
    let among = shown_among(look).filter(|_| judged)?;
    // The whole of a measure by groups has no place among its groups.
    look.others(among.peers)?;
    let before = || {
        let other = look.offset(Offset::Before)?;
        Some((other.period()?, other.place_among(among).ok()?))
    };
    Some(match look.place_among(among) {
        Ok(rank) => PlaceSeen {
            peers: among.peers,
            rank: Some(rank),
            reason: String::new(),
            before: before().filter(|(_, before)| is_alike(before, &rank)),
        },
        Err(reason) => PlaceSeen { peers: among.peers, rank: None, reason, before: None },
    })
}

/// Places among different numbers do not compare: 4th of 6 is no fall from 3rd of 4.
fn is_alike(before: &Rank, now: &Rank) -> bool {
    before.known == now.known
}

/// What its place is, for derivations.
pub(super) fn tell_place(look: Look<'_, '_>, among: Ranking) -> String {
    match look.place_among(among) {
        Ok(rank) => {
            let joint = if rank.joint { "joint " } else { "" };
            format!("its place is {joint}{} of {}", rank.place, rank.known)
        }
        Err(reason) => reason,
    }
}

/// The steps of a derivation that say what the figure was held against.
pub(super) fn steps(look: Look<'_, '_>, outcome: &Outcome) -> Vec<DerivationStep> {
    let step = |text, place| DerivationStep { kind: StepKind::Compared, text, truth: None, place };
    let seen = &outcome.comparisons;
    let mut steps: Vec<DerivationStep> = Vec::new();
    for one in &seen.benchmarks {
        let benchmark = &look.judge.book.benchmarks[one.benchmark];
        let Some(figure) = &one.figure else {
            let text = no_benchmark(look, one.benchmark, None, None);
            steps.push(step(text, Some(Place::Rule(benchmark.span))));
            continue;
        };
        let shown = words::amount(&figure.amount, look.measure(), look.judge.book);
        let place = match &figure.source {
            FigureSource::Data(cell) => Place::Data(cell.clone()),
            FigureSource::Baseline(span) | FigureSource::Computed(span) => Place::Rule(*span),
        };
        steps.push(step(format!("{} was {shown} {}", benchmark.title, figure.period.when()), Some(place)));
    }
    if seen.place.is_some()
        && let Some(among) = shown_among(look)
    {
        steps.push(step(tell_place(look, among), None));
    }
    steps
}

/// Why the figure of a benchmark is not known.
pub(super) fn no_benchmark(
    look: Look<'_, '_>,
    benchmark: Id<Benchmark>,
    measure: Option<Id<Measure>>,
    when: Option<Offset>,
) -> String {
    let title = &look.judge.book.benchmarks[benchmark].title;
    let id = &measure.map_or(look.measure(), |id| &look.judge.book.measures[id]).id;
    let period = when.and_then(|offset| look.period_at(offset));
    let when = match period {
        Some(period) => format!(" for {period}"),
        None => format!(" known on {}", date_name(look.judge.as_of)),
    };
    format!("{NOT_AVAILABLE}: there is no figure of {title}{when} for measure {id}")
}

/// How a reason begins that a benchmark's figure is not known.
pub(super) const NOT_AVAILABLE: &str = "benchmark not available";

/// What figures of benchmarks a target was reckoned from, and of which period each is.
pub(super) fn sources(look: Look<'_, '_>, figure: &Expression, remarks: &mut Vec<Remark>) {
    let mut each = |parts: &[&Expression]| parts.iter().for_each(|part| sources(look, part, remarks));
    match figure {
        Expression::Benchmark { benchmark, measure, when } => {
            let other = match measure {
                Some(measure) => look.elsewhere(*measure),
                None => Some(look),
            };
            let row = other.and_then(|other| Some((other, other.benchmark_row(*benchmark, *when)?)));
            let Some((other, figure)) = row.and_then(|(other, row)| Some((other, other.figure_of_row(row)?)))
            else {
                return;
            };
            let title = &look.judge.book.benchmarks[*benchmark].title;
            let shown = words::amount(&figure.amount, other.measure(), look.judge.book);
            let text = format!("{title} was {shown} in {}", figure.period);
            remarks.push(Remark::Said(text));
        }
        Expression::OfPeers { peers, .. } => {
            if let Some(others) = look.others(*peers) {
                remarks.push(Remark::Said(format!(
                    "the target is reckoned from the figures of {}",
                    words::count(u32::try_from(others.len()).unwrap_or(u32::MAX), "peer")
                )));
            }
        }
        Expression::Plus(a, b)
        | Expression::Minus(a, b)
        | Expression::Times(a, b)
        | Expression::Over(a, b) => {
            each(&[a, b]);
        }
        Expression::Min(all) | Expression::Max(all) => each(&all.iter().collect::<Vec<_>>()),
        Expression::PercentOf(_, of)
        | Expression::Named { of, .. }
        | Expression::Rounded { of, .. }
        | Expression::Converted(_, of) => each(&[of]),
        Expression::EachYear { start, .. } | Expression::EachYearOnTheLast { start, .. } => each(&[start]),
        Expression::Number(_)
        | Expression::Quantity { .. }
        | Expression::Amount(..)
        | Expression::Elsewhere(_)
        | Expression::CountOf(_)
        | Expression::List(_)
        | Expression::Position { .. }
        | Expression::Window(_) => {}
    }
}
