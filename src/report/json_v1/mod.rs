//! JSON, version 1: a published shape of its own. What is inside may change; this may only grow in a version 2.
//!
//! Amounts are decimal strings (exact up to 12 places), days are ISO dates, and what is not there is `null`.

mod build;
pub mod compared;
mod history;
mod ladders;
mod outlook;
pub mod paper_shape;
mod papers;
pub mod shape;
mod statistics;

use std::io::Write;

use super::Inputs;
use super::view::View;
use crate::base::diag::Diagnostic;
use crate::base::source::Sources;
use shape::Findings;

/// What every file of this version says it is.
pub const SCHEMA: &str = "plimsoll/v1";

/// The whole run as JSON: two spaces for each step in, and a newline at the end.
#[must_use]
pub fn render(inputs: Inputs<'_>) -> String {
    written(&build::report(&View::new(inputs)))
}

/// The same written piece by piece, so that a long run is never held as one text.
///
/// # Errors
/// What `out` says when it cannot be written to.
pub fn write(inputs: Inputs<'_>, mut out: impl Write) -> std::io::Result<()> {
    serde_json::to_writer_pretty(&mut out, &build::report(&View::new(inputs)))?;
    out.write_all(b"\n")
}

/// Findings alone: `{ "findings": [...] }`.
#[must_use]
pub fn findings(findings: &[Diagnostic], sources: &Sources) -> String {
    written(&Findings { findings: findings.iter().map(|f| build::finding(f, sources)).collect() })
}

fn written<T: serde::Serialize>(value: &T) -> String {
    // These shapes hold strings, numbers, lists and named fields only, which always can be written.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_else(|fault| format!("\"{fault}\""));
    text.push('\n');
    text
}
