//! Scenarios as JUnit, for build servers.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::Failure;
use crate::base::source::Sources;
use crate::base::span::Span;

/// A scenario as a build server knows it.
#[derive(Debug)]
pub struct Told<'t> {
    /// What it shows.
    pub title: &'t str,
    /// Where it stands.
    pub span: Span,
    /// What was not as expected.
    pub failures: &'t [Failure],
    /// Each failure in words.
    pub words: Vec<String>,
}

/// The report, with a suite for each file; the same input gives the same bytes, so it has no times.
///
/// # Errors
/// Where the text cannot be written, in the words of the library.
pub fn junit(sources: &Sources, all: &[Told<'_>]) -> Result<String, String> {
    let mut report = Report::new("plimsoll test");
    for (file, source) in sources.iter() {
        let own: Vec<&Told<'_>> = all.iter().filter(|one| one.span.file == file).collect();
        if own.is_empty() {
            continue;
        }
        let mut suite = TestSuite::new(source.name.clone());
        for one in own {
            let status = match (one.failures.first(), one.words.is_empty()) {
                (Some(first), _) => {
                    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
                    status.set_message(first.got.clone()).set_description(one.words.join("\n\n"));
                    status
                }
                (None, _) => TestCaseStatus::success(),
            };
            let mut case = TestCase::new(one.title, status);
            case.set_classname(source.name.clone());
            case.extra.insert("line".into(), sources.line_column(one.span).line.to_string().into());
            suite.add_test_case(case);
        }
        report.add_test_suite(suite);
    }
    report.to_string().map_err(|why| why.to_string())
}
