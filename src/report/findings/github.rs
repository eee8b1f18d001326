//! Findings as workflow commands: GitHub shows each beside its line in the pull request.
//!
//! The form: `::error file=a.plim,line=3,endLine=3,col=5,endColumn=9,title=check::unknown-board::message`.

use super::super::text::wrap::clean;
use super::Findings;
use super::place::{details, region};
use crate::base::diag::{Diagnostic, Severity};

/// One line a finding.
pub(super) fn render(of: &Findings<'_>) -> String {
    of.findings.iter().map(|finding| command(finding, of) + "\n").collect()
}

fn command(finding: &Diagnostic, of: &Findings<'_>) -> String {
    let kind = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let mut properties: Vec<(&str, String)> = Vec::new();
    if let Some(place) = region(finding, of) {
        properties.push(("file", place.file));
        properties.push(("line", place.line.to_string()));
        match (place.column, place.end) {
            // Columns are shown only on a stretch of one line.
            (Some(column), Some((end, after))) if end == place.line => {
                properties.push(("endLine", end.to_string()));
                properties.push(("col", column.to_string()));
                properties.push(("endColumn", after.saturating_sub(1).max(column).to_string()));
            }
            (_, Some((end, _))) => properties.push(("endLine", end.to_string())),
            (_, None) => {}
        }
    }
    properties.push(("title", finding.code.0.to_owned()));
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    let mut text = vec![finding.message.clone()];
    text.extend(details(finding, of));
    format!("::{kind} {}::{}", properties.join(","), data(&clean(&text.join("\n"))))
}

/// The message of a command: what would end it is written in another way.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command, which ends at a comma or a colon too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
