//! Where a finding is, as other programs want to be told: a path from the working folder, a region, a fingerprint.

use std::collections::BTreeMap;

use super::{Findings, position_of};
use crate::base::diag::{Diagnostic, Label, Place};
use crate::base::span::Span;
use crate::data::fingerprint;

/// A stretch of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region {
    /// The file, told from the working folder.
    pub(super) file: String,
    /// First line, from 1.
    pub(super) line: u64,
    /// First column in characters, from 1. A data file has none: its columns are cells, which editors do not count.
    pub(super) column: Option<u64>,
    /// Last line, and the column after the last character; none where only a line is known.
    pub(super) end: Option<(u64, u64)>,
}

/// Where the fault is. A finding about the whole is put at the top of the first file, since these formats have no other
/// place for it; none when no file was read.
pub(super) fn region(finding: &Diagnostic, of: &Findings<'_>) -> Option<Region> {
    let found = finding.primary().map(|label| region_of(label, of)).filter(|region| !region.file.is_empty());
    found.or_else(|| {
        let file = of.files.first()?;
        Some(Region { file: relative(file, of.folder), line: 1, column: None, end: None })
    })
}

/// The stretch that a label points at.
pub(super) fn region_of(label: &Label, of: &Findings<'_>) -> Region {
    match &label.place {
        Place::Rule(span) => region_of_span(*span, of),
        Place::Data(cell) => {
            Region { file: relative(cell.path(), of.folder), line: cell.line.max(1), column: None, end: None }
        }
    }
}

/// The stretch that a span covers; an empty one ends where it begins.
pub(super) fn region_of_span(span: Span, of: &Findings<'_>) -> Region {
    let start = of.sources.line_column(span);
    let end = of.sources.line_column(Span { start: span.end.max(span.start), ..span });
    Region {
        file: relative(of.sources.name(span), of.folder),
        line: u64::from(start.line),
        column: Some(u64::from(start.column)),
        end: Some((u64::from(end.line), u64::from(end.column))),
    }
}

/// What else there is to say: what stands at the place, the other places, and what to write.
pub(super) fn details(finding: &Diagnostic, of: &Findings<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    // These formats know files and lines only.
    if let Some(Place::Data(cell)) = finding.primary().map(|label| &label.place)
        && let Some(sheet) = cell.sheet()
    {
        lines.push(format!("in sheet \"{sheet}\", {}", cell.place()));
    }
    for (order, label) in finding.labels.iter().enumerate() {
        let mut place = position_of(label, of.sources);
        place.file = relative(&place.file, of.folder);
        match (order, label.text.is_empty()) {
            (0, true) => {}
            (0, false) => lines.push(label.text.clone()),
            (_, true) => lines.push(format!("see {}", place.words())),
            (_, false) => lines.push(format!("{}: {}", place.words(), label.text)),
        }
    }
    lines.extend(finding.help.as_ref().map(|help| format!("help: {help}")));
    lines
}

/// A name that a finding keeps while lines above it come and go: made from its code, its file and the text of its line
/// (for data, what it says of the row). Findings alike in all of these are counted, so that no two share a name.
pub(super) fn fingerprints(of: &Findings<'_>) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let name = |finding: &Diagnostic| {
        let file = region(finding, of).map_or_else(String::new, |region| region.file);
        let key = [finding.code.0, &file, &what_stands_there(finding, of)].join("\u{0}");
        let again = seen.entry(key.clone()).or_default();
        *again += 1;
        let whole = fingerprint(format!("{key}\u{0}{again}").as_bytes());
        whole.chars().take(32).collect()
    };
    of.findings.iter().map(name).collect()
}

fn what_stands_there(finding: &Diagnostic, of: &Findings<'_>) -> String {
    match finding.primary().map(|label| &label.place) {
        Some(Place::Rule(span)) => {
            let text = of.sources.get(span.file).map_or("", |source| source.text.as_str());
            let (before, after) = text.split_at_checked(span.start as usize).unwrap_or((text, ""));
            let line = [
                before.rsplit('\n').next().unwrap_or_default(),
                after.split('\n').next().unwrap_or_default(),
            ]
            .concat();
            // Spaces are for the eye, and `fmt` moves them.
            line.split_whitespace().collect::<Vec<_>>().join(" ")
        }
        Some(Place::Data(_)) | None => finding.message.clone(),
    }
}

/// A path as seen from a folder, with `/` between its parts and no `.` or `..` that can be done without. A path that
/// does not lie beneath the folder stays as it is.
pub(super) fn relative(name: &str, folder: &str) -> String {
    let name = plain(&name.replace('\\', "/"));
    let folder = plain(&folder.replace('\\', "/"));
    let inside = name.strip_prefix(&folder).and_then(|rest| rest.strip_prefix('/'));
    match inside {
        Some(inside) if !folder.is_empty() => inside.to_owned(),
        Some(_) | None => name,
    }
}

/// A path without steps that lead nowhere: `./a/../b` is `b`.
fn plain(path: &str) -> String {
    let absolute = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        match parts.last() {
            Some(last) if part == ".." && *last != ".." => {
                parts.pop();
            }
            None if part == ".." && absolute => {}
            _ => parts.push(part),
        }
    }
    format!("{}{}", if absolute { "/" } else { "" }, parts.join("/"))
}

/// A path as a URI: letters, digits and `-._~/` stand as they are, everything else as its bytes.
pub(super) fn uri(path: &str) -> String {
    let drive = path.as_bytes().get(1) == Some(&b':');
    let mut out = match (path.starts_with('/'), drive) {
        (true, _) => "file://".to_owned(),
        (false, true) => "file:///".to_owned(),
        (false, false) => String::new(),
    };
    for (at, byte) in path.bytes().enumerate() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) || (drive && at == 1) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
