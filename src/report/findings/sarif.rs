//! Findings as SARIF 2.1.0, the exchange format of code scanning: GitHub, Azure, and many editors read it.
//!
//! The standard: "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", OASIS, 27 March 2020.

use std::collections::BTreeMap;

use super::Findings;
use super::place::{Region, details, fingerprints, region, region_of, region_of_span, uri};
use super::sarif_shape::{
    Artifact, ArtifactChange, Automation, Descriptor, Driver, Fix, Location, Log, Message, Outcome, Physical,
    Place, Prints, Replacement, Run, Text, Tool,
};
use crate::base::diag::{Diagnostic, Severity};
use crate::report::json_v1::written;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// One run, with a rule for each code that was found.
pub(super) fn render(of: &Findings<'_>) -> String {
    let mut codes: Vec<&'static str> = of.findings.iter().map(|finding| finding.code.0).collect();
    codes.sort_unstable();
    codes.dedup();
    let named = of.findings.iter().zip(fingerprints(of));
    let run = Run {
        tool: Tool {
            driver: Driver {
                name: "Plimsoll",
                version: env!("CARGO_PKG_VERSION"),
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules: codes.iter().map(|code| descriptor(code, of)).collect(),
            },
        },
        // GitHub keeps the runs of each name apart, so that `run` does not wipe out what `check` found.
        automation_details: Automation { id: format!("plimsoll-{}/", of.verb) },
        column_kind: "unicodeCodePoints",
        results: named.map(|(finding, print)| outcome(finding, print, &codes, of)).collect(),
    };
    written(&Log { schema: SCHEMA, version: "2.1.0", runs: vec![run] })
}

fn descriptor(code: &'static str, of: &Findings<'_>) -> Descriptor {
    let page = (of.page)(code);
    let summary = page.as_ref().map_or_else(|| code.to_owned(), |(summary, _)| summary.clone());
    Descriptor {
        id: code,
        short_description: Text { text: summary },
        help: page.map(|(_, page)| Message {
            text: format!("`plimsoll explain {code}` shows an example and how it is mended."),
            markdown: page,
        }),
    }
}

fn outcome(finding: &Diagnostic, print: String, codes: &[&'static str], of: &Findings<'_>) -> Outcome {
    let mut words = vec![finding.message.clone()];
    words.extend(details(finding, of));
    let others = finding.labels.iter().skip(1).enumerate().map(|(at, label)| {
        let text = (!label.text.is_empty()).then(|| Text { text: label.text.clone() });
        Location { id: Some(at), physical_location: physical(region_of(label, of)), message: text }
    });
    let first = region(finding, of);
    Outcome {
        rule_id: finding.code.0,
        rule_index: codes.iter().position(|code| *code == finding.code.0),
        level: match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "note",
        },
        message: Text { text: super::super::text::wrap::clean(&words.join("\n")) },
        locations: first
            .map(|place| Location { id: None, physical_location: physical(place), message: None })
            .into_iter()
            .collect(),
        related_locations: others.collect(),
        partial_fingerprints: Prints { finding: print },
        fixes: fix(finding, of).into_iter().collect(),
    }
}

fn physical(place: Region) -> Physical {
    Physical { artifact_location: artifact(&place.file), region: extent(&place) }
}

fn artifact(file: &str) -> Artifact {
    let uri = uri(file);
    let base = (!uri.starts_with("file:")).then_some("%SRCROOT%");
    Artifact { uri, uri_base_id: base }
}

fn extent(place: &Region) -> Place {
    let (end_line, end_column) = place.end.unzip();
    Place {
        start_line: place.line,
        start_column: place.column,
        end_line,
        end_column: place.column.and(end_column),
    }
}

/// The edits that mend it, file by file; they belong together.
fn fix(finding: &Diagnostic, of: &Findings<'_>) -> Option<Fix> {
    let mut files: BTreeMap<String, Vec<Replacement>> = BTreeMap::new();
    for edit in &finding.fixes {
        let place = region_of_span(edit.span, of);
        files.entry(place.file.clone()).or_default().push(Replacement {
            deleted_region: extent(&place),
            inserted_content: Text { text: edit.replacement.clone() },
        });
    }
    (!files.is_empty()).then(|| Fix {
        description: Text { text: finding.help.clone().unwrap_or_else(|| finding.message.clone()) },
        artifact_changes: files
            .into_iter()
            .map(|(file, replacements)| ArtifactChange { artifact_location: artifact(&file), replacements })
            .collect(),
    })
}
