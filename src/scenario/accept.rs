//! Expectations rewritten to what came, at just their places in the file.

use super::compare::Failure;
use crate::base::source::Sources;
use crate::base::span::{FileId, Span};

/// One place of a file that is rewritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; where it is empty, something is put in.
    pub span: Span,
    /// What stands there now.
    pub from: String,
    /// What will.
    pub to: String,
}

/// The edits that make failing expectations say what came. What has no such words is left as it is.
#[must_use]
pub fn edits(sources: &Sources, failures: &[Failure]) -> Vec<Edit> {
    let mut found: Vec<Edit> = Vec::new();
    for failure in failures {
        let edit = match (&failure.instead, failure.got.strip_prefix("also ")) {
            (Some(instead), _) => {
                Edit { span: failure.span, from: sources.text(failure.span).to_owned(), to: instead.clone() }
            }
            (None, Some(also)) if found.iter().any(|edit| edit.to == also) => continue,
            (None, Some(also)) if failure.expected == "and nothing else" => {
                Edit { from: String::new(), ..added(sources, failure.span, also) }
            }
            (None, _) => continue,
        };
        if !found.contains(&edit) {
            found.push(edit);
        }
    }
    found.sort_by_key(|edit| edit.span);
    found
}

/// An expectation put before `and nothing else`.
fn added(sources: &Sources, before: Span, expectation: &str) -> Edit {
    let at = Span { end: before.start, ..before };
    let text = sources.get(before.file).map_or("", |file| file.text.as_str());
    let head = text.get(..before.start as usize).unwrap_or("");
    let margin = head.rsplit('\n').next().unwrap_or("");
    let to = if margin.trim().is_empty() {
        format!("expect {expectation}\n{margin}")
    } else {
        format!("; expect {expectation} ")
    };
    Edit { span: at, from: String::new(), to }
}

/// The text of a file with its edits made; none for a file that none of them is in.
#[must_use]
pub fn rewritten(sources: &Sources, file: FileId, edits: &[Edit]) -> Option<String> {
    let mut text = sources.get(file)?.text.clone();
    let own: Vec<&Edit> = edits.iter().filter(|edit| edit.span.file == file).collect();
    for edit in own.iter().rev() {
        let range = edit.span.start as usize..edit.span.end as usize;
        text.get(range.clone())?;
        text.replace_range(range, &edit.to);
    }
    (!own.is_empty()).then_some(text)
}
