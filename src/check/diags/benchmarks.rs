//! Benchmarks, peers and places.

use crate::base::diag::{Code, Diagnostic, Severity};
use crate::base::span::Span;
use crate::base::suggest::listed;
use crate::base::unit::Unit;
use crate::check::amounts::For;
use crate::model::Benchmark;
use crate::syntax::ast::{BenchmarkWords, Name};

/// A benchmark that is not declared.
pub const UNKNOWN_BENCHMARK: Code = Code("check::unknown-benchmark");
/// A benchmark that no rule reads.
pub const BENCHMARK_NOT_READ: Code = Code("check::benchmark-not-read");
/// Several peers where one figure is wanted.
pub const BENCHMARK_OF_PEERS: Code = Code("check::benchmark-of-peers");
/// A benchmark in another unit than the measure.
pub const BENCHMARK_OF_ANOTHER_UNIT: Code = Code("check::benchmark-of-another-unit");
/// Peers where there are none.
pub const NO_PEERS: Code = Code("check::no-peers");
/// `of peers` where there are several sets of them.
pub const WHICH_PEERS: Code = Code("check::which-peers");
/// A place where nothing says which way is better.
pub const PLACE_NEEDS_AIM: Code = Code("check::place-needs-aim");

/// A benchmark that no rule reads.
#[must_use]
pub fn benchmark_not_read(benchmark: &Benchmark) -> Diagnostic {
    let id = &benchmark.id;
    let write = match &benchmark.peers {
        Some(_) => format!("`ranked among benchmark {id}`"),
        None => format!("`target no worse than benchmark {id}`"),
    };
    Diagnostic::new(BENCHMARK_NOT_READ, Severity::Advice, format!("no rule reads benchmark `{id}`"))
        .label(benchmark.span, "its figures are shown beside the values, and judge nothing")
        .help(format!("write {write} in a measure, or leave it as it is if showing is all that is meant"))
}

/// Several peers where one figure is wanted.
#[must_use]
pub fn benchmark_of_peers(name: &Name) -> Diagnostic {
    let id = &name.text;
    Diagnostic::error(BENCHMARK_OF_PEERS, format!("benchmark `{id}` has several peers, and not one figure"))
        .label(name.span, "which of their figures?")
        .help(format!("write `the median of benchmark {id}` or `the average of benchmark {id}`"))
}

/// A benchmark of one series where peers are wanted.
#[must_use]
pub fn benchmark_without_peers(id: &str, at: Span) -> Diagnostic {
    Diagnostic::error(NO_PEERS, format!("benchmark `{id}` has no peers"))
        .label(at, "peers are wanted here")
        .help("list them in the benchmark, as in `peers CH \"Cherwell\", OX \"Oxford\"`, or write `peers from data`")
}

/// `of peers` where nothing says who they are.
#[must_use]
pub(in crate::check) fn no_peers(at: Span, measure: For<'_>) -> Diagnostic {
    Diagnostic::error(NO_PEERS, format!("measure `{}` has no peers", measure.id))
        .label(at, "nothing says who they are")
        .label(measure.span, "for this measure")
        .help("declare them, as in `benchmark neighbours \"Similar areas\" { peers CH \"Cherwell\", OX \"Oxford\" }`, or report the measure `by` a kind of group")
}

/// `of peers` where there are several sets of them.
#[must_use]
pub fn which_peers(at: Span, forms: &[String]) -> Diagnostic {
    let quoted: Vec<String> = forms.iter().map(|form| format!("`of {form}`")).collect();
    Diagnostic::error(WHICH_PEERS, "it is not clear which peers are meant")
        .label(at, "there are several sets of them")
        .help(format!("write {}", listed(&quoted, "or")))
}

/// A place where nothing says which way is better.
#[must_use]
pub(in crate::check) fn place_needs_aim(at: Span, measure: For<'_>) -> Diagnostic {
    Diagnostic::error(PLACE_NEEDS_AIM, format!("it cannot be told which place of measure `{}` is the best", measure.id))
        .label(at, "is the highest value first, or the lowest?")
        .label(measure.span, "nothing in this measure says")
        .help("write `aim increase` or `aim reduce` in the measure, or `aim monitor, higher is better` where it is only watched")
}

/// `rank is 0 or better`.
#[must_use]
pub fn no_place_nought(at: Span) -> Diagnostic {
    Diagnostic::error(PLACE_NEEDS_AIM, "there is no place 0: the best place is 1")
        .label(at, "nothing can have this place")
        .help("write a place from 1, as in `rank is 3 or better`")
}

/// A benchmark in another unit than the measure it is held against.
#[must_use]
pub(in crate::check) fn benchmark_of_another_unit(
    words: &BenchmarkWords,
    unit: &Unit,
    measure: For<'_>,
) -> Diagnostic {
    let id = &words.name.text;
    let own = measure.unit.map_or("", |unit| unit.words.as_str());
    Diagnostic::error(
        BENCHMARK_OF_ANOTHER_UNIT,
        format!("benchmark `{id}` is in {}, and measure `{}` is in {own}", unit.words, measure.id),
    )
    .label(words.span, "figures of two kinds cannot be compared")
    .label(measure.span, "for this measure")
    .help("name a benchmark of the same kind, or mend the `unit` of one of the two")
}
