//! JSON, version 1: a published shape of its own. What is inside may change; this may only grow in a version 2.
//!
//! Amounts are decimal strings (exact up to 12 places), days are ISO dates, and what is not there is `null`.

mod build;
pub mod case_shape;
pub mod compared;
mod history;
mod indented;
pub mod ladder_shape;
mod ladders;
mod outlook;
pub mod paper_shape;
mod papers;
#[cfg(test)]
mod schema;
pub mod shape;
mod statistics;

use std::io::Write;

use super::Inputs;
use super::view::View;
use crate::base::diag::Diagnostic;
use crate::base::source::Sources;
use indented::Indented;
use serde::Serialize;
use shape::Findings;

pub(super) use build::iso;

/// What every file of this version says it is.
pub const SCHEMA: &str = "plimsoll/results-v1";

/// The whole run as JSON: two spaces for each step in, and a newline at the end.
#[must_use]
pub fn render(inputs: Inputs<'_>) -> String {
    let mut bytes = Vec::new();
    // A list of bytes can always be written to.
    let _ = write(&View::new(inputs), &mut bytes);
    String::from_utf8(bytes).unwrap_or_default()
}

/// The same written piece by piece, so that a long run is never held as one text, from what other formats are made from
/// as well.
///
/// # Errors
/// What `out` says when it cannot be written to.
pub fn write(view: &View<'_>, out: impl Write) -> std::io::Result<()> {
    stream(&build::report(view), out)
}

/// Any shape as JSON, written piece by piece.
pub(super) fn stream(value: &impl Serialize, out: impl Write) -> std::io::Result<()> {
    let mut out = Chunks { out, held: Vec::with_capacity(2 * CHUNK) };
    let mut to = serde_json::Serializer::with_formatter(&mut out, Indented::default());
    value.serialize(&mut to)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// How many bytes are held before they are handed on.
const CHUNK: usize = 1 << 16;

/// Gathers the many small pieces of a long file, most of them a few bytes.
struct Chunks<W> {
    out: W,
    held: Vec<u8>,
}

impl<W: Write> Write for Chunks<W> {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= CHUNK {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.write(bytes).map(|_| ())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.write_all(&self.held)?;
        self.held.clear();
        self.out.flush()
    }
}

/// What a file of findings alone says it is.
pub const FINDINGS_SCHEMA: &str = "plimsoll/findings-v1";

/// Findings alone: `{ "schema": "plimsoll/findings-v1", "findings": [...] }`.
#[must_use]
pub fn findings(findings: &[Diagnostic], sources: &Sources) -> String {
    written(&Findings {
        schema: FINDINGS_SCHEMA,
        findings: findings.iter().map(|f| build::finding(f, sources)).collect(),
    })
}

/// Any of these shapes as text.
pub(super) fn written<T: serde::Serialize>(value: &T) -> String {
    // These shapes hold strings, numbers, lists and named fields only, which always can be written.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_else(|fault| format!("\"{fault}\""));
    text.push('\n');
    text
}
