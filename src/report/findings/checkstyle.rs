//! Findings as a Checkstyle report, which Jenkins, Bitbucket and many editors read.

use std::collections::BTreeMap;

use super::Findings;
use super::place::{Region, details, region};
use crate::base::diag::{Diagnostic, Severity};
use crate::report::xml;

/// A `file` for each file with findings, in order of their names; an `error` for each finding in it.
pub(super) fn render(of: &Findings<'_>) -> String {
    let mut files: BTreeMap<String, Vec<(Region, &Diagnostic)>> = BTreeMap::new();
    for finding in of.findings {
        let nowhere = || Region { file: of.book.to_owned(), line: 1, column: None, end: None };
        let place = region(finding, of).unwrap_or_else(nowhere);
        files.entry(place.file.clone()).or_default().push((place, finding));
    }
    xml::document(|out| {
        xml::element(out, "checkstyle", &[("version", "4.3")], |out| {
            for (file, findings) in &files {
                xml::element(out, "file", &[("name", file)], |out| {
                    findings.iter().try_for_each(|(place, finding)| error(out, place, finding, of))
                })?;
            }
            Ok(())
        })
    })
}

fn error(out: &mut xml::Xml, place: &Region, finding: &Diagnostic, of: &Findings<'_>) -> std::io::Result<()> {
    let line = place.line.to_string();
    let column = place.column.map(|column| column.to_string());
    let mut words = vec![finding.message.clone()];
    words.extend(details(finding, of));
    let words = words.join("; ");
    let mut attributes = vec![("line", line.as_str())];
    attributes.extend(column.as_deref().map(|column| ("column", column)));
    attributes.extend([
        (
            "severity",
            match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Advice => "info",
            },
        ),
        ("message", words.as_str()),
        ("source", finding.code.0),
    ]);
    xml::empty(out, "error", &attributes)
}
