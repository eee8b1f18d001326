//! Findings as the reader gets them: the settings laid over their weights, and those left out that were accepted.

use super::registry::by_code;
use super::{Accepted, Level, Levels};
use crate::base::diag::{Diagnostic, Place, Severity};

/// Lays the settings over the findings of a book, and leaves out those that its files accept.
///
/// An error of the rules stays as it is: a rule that cannot be used is not a matter of taste.
#[must_use]
pub fn settle(findings: Vec<Diagnostic>, levels: &Levels, accepted: &mut Accepted) -> Vec<Diagnostic> {
    findings.into_iter().filter_map(|finding| settled(finding, levels, accepted)).collect()
}

fn settled(mut finding: Diagnostic, levels: &Levels, accepted: &mut Accepted) -> Option<Diagnostic> {
    let Some(lint) = by_code(finding.code).filter(|_| finding.severity != Severity::Error) else {
        return Some(finding);
    };
    let span = finding.primary().and_then(|label| match &label.place {
        Place::Rule(span) => Some(*span),
        Place::Data(_) => None,
    });
    let set = levels.set(lint, span.map(|span| span.file));
    let level = set.or((lint.level == Level::Off).then_some(Level::Off));
    if level == Some(Level::Off) || span.is_some_and(|span| accepted.accepts(finding.code, span)) {
        return None;
    }
    if let Some(severity) = level.and_then(Level::severity) {
        finding.severity = severity;
    }
    Some(finding)
}
