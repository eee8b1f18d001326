//! Benchmarks that rules read and data do not have.

use crate::base::diag::{Code, Diagnostic};
use crate::model::Benchmark;

/// A benchmark of which the data have no figure.
pub const BENCHMARK_WITHOUT_DATA: Code = Code("eval::benchmark-without-data");

/// A benchmark of which the data have no figure.
#[must_use]
pub fn benchmark_without_data(benchmark: &Benchmark) -> Diagnostic {
    let id = &benchmark.id;
    let (whose, name) = match &benchmark.peers {
        Some(peers) => ("a figure of one of its peers", peers.members.first().map(|peer| peer.id.clone())),
        None => ("a figure of it", Some(id.clone())),
    };
    let name = name.unwrap_or_else(|| "its name".to_owned());
    Diagnostic::warning(BENCHMARK_WITHOUT_DATA, format!("no figure of benchmark `{id}` is known"))
        .label(benchmark.span, format!("no row of the data is {whose} that was known by the report day"))
        .help(format!("give its figures in rows with `{name}` in a `benchmark` column, and the day of release in a `released` column"))
}
