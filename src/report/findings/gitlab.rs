//! Findings as a Code Quality report, which GitLab shows in the merge request.
//!
//! GitLab compares the fingerprints of two reports to tell what a merge request brings in and what it mends.

use serde::Serialize;

use super::super::text::wrap::clean;
use super::Findings;
use super::place::{fingerprints, region};
use crate::base::diag::Severity;
use crate::report::json_v1::written;

#[derive(Debug, Serialize)]
struct Degradation {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Debug, Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Debug, Serialize)]
struct Lines {
    begin: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<u64>,
}

/// A list with an entry for each finding.
pub(super) fn render(of: &Findings<'_>) -> String {
    let named = of.findings.iter().zip(fingerprints(of));
    let all: Vec<Degradation> = named
        .map(|(finding, fingerprint)| {
            let place = region(finding, of);
            let help = finding.help.as_ref().map_or_else(String::new, |help| format!(" (help: {help})"));
            let begin = place.as_ref().map_or(1, |place| place.line);
            Degradation {
                description: clean(&format!("{}{help}", finding.message)).replace('\n', " "),
                check_name: finding.code.0,
                fingerprint,
                severity: match finding.severity {
                    Severity::Error => "critical",
                    Severity::Warning => "minor",
                    Severity::Advice => "info",
                },
                location: Location {
                    lines: Lines {
                        begin,
                        end: place
                            .as_ref()
                            .and_then(|place| place.end)
                            .map(|(line, _)| line)
                            .filter(|end| *end > begin),
                    },
                    path: place.map_or_else(|| of.book.to_owned(), |place| place.file),
                },
            }
        })
        .collect();
    written(&all)
}
