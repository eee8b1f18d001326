//! Findings as a JUnit report, which GitLab, Jenkins and Azure show among the tests of a run.
//!
//! Every file that was read is a suite. A finding that makes the command fail is a failed case; one that does not is a
//! passed case with its words; a file with nothing found passes with one case, so that it is seen to have been read.

use std::collections::BTreeMap;

use super::super::junit::{Case, Outcome, Suite, junit};
use super::Findings;
use super::place::{details, region, relative};
use crate::base::diag::Diagnostic;

/// The suites in order of their files' names.
pub(super) fn render(of: &Findings<'_>) -> String {
    let mut files: BTreeMap<String, Vec<&Diagnostic>> = BTreeMap::new();
    for file in of.files {
        files.entry(relative(file, of.folder)).or_default();
    }
    for finding in of.findings {
        let file = region(finding, of).map_or_else(|| of.book.to_owned(), |place| place.file);
        files.entry(file).or_default().push(finding);
    }
    let suites: Vec<Suite> = files.into_iter().map(|(file, findings)| suite(file, &findings, of)).collect();
    junit(&format!("plimsoll {}", of.verb), &suites)
}

fn suite(file: String, findings: &[&Diagnostic], of: &Findings<'_>) -> Suite {
    let mut cases: Vec<Case> = findings.iter().map(|finding| case(&file, finding, of)).collect();
    if cases.is_empty() {
        cases.push(Case { name: "nothing wrong".to_owned(), result: Outcome::Passed });
    }
    Suite { file, cases }
}

fn case(file: &str, finding: &Diagnostic, of: &Findings<'_>) -> Case {
    // The name says where, for two findings may say the same.
    let place =
        super::position(finding, of.sources).map_or_else(|| "the whole book".to_owned(), |at| at.place());
    let mut words = vec![format!("{file}, {place}: {}", finding.message)];
    words.extend(details(finding, of));
    let words = words.join("\n");
    let result = if finding.severity <= of.fails {
        Outcome::Failed { kind: finding.code.0.to_owned(), message: finding.message.clone(), words }
    } else {
        Outcome::Remark(format!("{} {}\n{words}", finding.severity.word(), finding.code.0))
    };
    Case { name: format!("{place}: {}", finding.message), result }
}
