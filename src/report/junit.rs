//! JUnit reports, which build servers show among the tests of a run: what `check` found and what scenarios came to are
//! written by the same hand.
//!
//! The same input gives the same bytes, so there are no times in it.

use std::io;

use super::xml;

/// The cases of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suite {
    /// The file's name.
    pub file: String,
    /// Its cases, in order.
    pub cases: Vec<Case>,
}

/// One case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// What it is called. GitLab takes two of one name in one file for one.
    pub name: String,
    /// What came of it.
    pub result: Outcome,
}

/// What came of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is to be said.
    Passed,
    /// It passed, and this is said of it.
    Remark(String),
    /// It failed.
    Failed {
        /// What kind of failure it is, such as a finding's code.
        kind: String,
        /// In one line.
        message: String,
        /// In full.
        words: String,
    },
}

impl Case {
    fn failed(&self) -> bool {
        matches!(self.result, Outcome::Failed { .. })
    }
}

/// The report of some suites, in the order given.
///
/// ```
/// use plimsoll::report::junit::{Case, Outcome, Suite, junit};
/// let cases = vec![Case { name: "a fall is told".to_owned(), result: Outcome::Passed }];
/// let text = junit("plimsoll test", &[Suite { file: "a.plim".to_owned(), cases }]);
/// assert!(text.contains(r#"<testcase name="a fall is told" classname="a.plim"/>"#));
/// ```
#[must_use]
pub fn junit(name: &str, suites: &[Suite]) -> String {
    let cases = || suites.iter().flat_map(|suite| &suite.cases);
    let tests = cases().count().to_string();
    let failures = cases().filter(|case| case.failed()).count().to_string();
    let totals = [("name", name), ("tests", &tests), ("failures", &failures), ("errors", "0")];
    xml::document(|out| {
        xml::element(out, "testsuites", &totals, |out| suites.iter().try_for_each(|one| suite(out, one)))
    })
}

fn suite(out: &mut xml::Xml, suite: &Suite) -> io::Result<()> {
    let tests = suite.cases.len().to_string();
    let failures = suite.cases.iter().filter(|case| case.failed()).count().to_string();
    let attributes = [
        ("name", suite.file.as_str()),
        ("tests", &tests),
        ("failures", &failures),
        ("errors", "0"),
        ("skipped", "0"),
        ("file", &suite.file),
    ];
    xml::element(out, "testsuite", &attributes, |out| {
        suite.cases.iter().try_for_each(|one| case(out, &suite.file, one))
    })
}

fn case(out: &mut xml::Xml, file: &str, case: &Case) -> io::Result<()> {
    let attributes = [("name", case.name.as_str()), ("classname", file)];
    match &case.result {
        Outcome::Passed => xml::empty(out, "testcase", &attributes),
        Outcome::Remark(words) => {
            xml::element(out, "testcase", &attributes, |out| xml::text(out, "system-out", &[], words))
        }
        Outcome::Failed { kind, message, words } => xml::element(out, "testcase", &attributes, |out| {
            xml::text(out, "failure", &[("type", kind), ("message", message)], words)
        }),
    }
}
