//! Findings as a JUnit report, which GitLab, Jenkins and Azure show among the tests of a run.
//!
//! Every file that was read is a suite. A finding that makes the command fail is a failed case; one that does not is a
//! passed case with its words; a file with nothing found passes with one case, so that it is seen to have been read.

use std::collections::BTreeMap;
use std::io;

use super::place::{details, region, relative};
use super::{Findings, xml};
use crate::base::diag::Diagnostic;

/// The suites in order of their files' names.
pub(super) fn render(of: &Findings<'_>) -> String {
    let mut suites: BTreeMap<String, Vec<&Diagnostic>> = BTreeMap::new();
    for file in of.files {
        suites.entry(relative(file, of.folder)).or_default();
    }
    for finding in of.findings {
        let file = region(finding, of).map_or_else(|| of.book.to_owned(), |place| place.file);
        suites.entry(file).or_default().push(finding);
    }
    let failures = of.findings.iter().filter(|finding| fails(finding, of)).count().to_string();
    let tests = suites.values().map(|findings| findings.len().max(1)).sum::<usize>().to_string();
    let name = format!("plimsoll {}", of.verb);
    let totals =
        [("name", name.as_str()), ("tests", &tests), ("failures", failures.as_str()), ("errors", "0")];
    xml::document(|out| {
        xml::element(out, "testsuites", &totals, |out| {
            suites.iter().try_for_each(|(file, findings)| suite(out, file, findings, of))
        })
    })
}

fn fails(finding: &Diagnostic, of: &Findings<'_>) -> bool {
    finding.severity <= of.fails
}

fn suite(out: &mut xml::Xml, file: &str, findings: &[&Diagnostic], of: &Findings<'_>) -> io::Result<()> {
    let tests = findings.len().max(1).to_string();
    let failures = findings.iter().filter(|finding| fails(finding, of)).count().to_string();
    let attributes = [
        ("name", file),
        ("tests", tests.as_str()),
        ("failures", failures.as_str()),
        ("errors", "0"),
        ("skipped", "0"),
        ("file", file),
    ];
    xml::element(out, "testsuite", &attributes, |out| {
        if findings.is_empty() {
            xml::empty(out, "testcase", &[("name", "nothing wrong"), ("classname", file)])?;
        }
        findings.iter().try_for_each(|finding| case(out, file, finding, of))
    })
}

fn case(out: &mut xml::Xml, file: &str, finding: &Diagnostic, of: &Findings<'_>) -> io::Result<()> {
    // GitLab takes two cases of one name for one, so the name says where.
    let place =
        super::position(finding, of.sources).map_or_else(|| "the whole book".to_owned(), |at| at.place());
    let name = format!("{place}: {}", finding.message);
    xml::element(out, "testcase", &[("name", name.as_str()), ("classname", file)], |out| {
        let mut words = vec![format!("{file}, {place}: {}", finding.message)];
        words.extend(details(finding, of));
        let words = words.join("\n");
        if fails(finding, of) {
            let attributes = [("type", finding.code.0), ("message", finding.message.as_str())];
            xml::text(out, "failure", &attributes, &words)
        } else {
            xml::text(
                out,
                "system-out",
                &[],
                &format!("{} {}\n{words}", finding.severity.word(), finding.code.0),
            )
        }
    })
}
