//! Findings drawn with the text they point at, through miette.
//!
//! miette shows one text a report; a finding may point into several files. The places in the file of the first
//! label make the report, and every other place is a small report beneath it.

use std::fmt;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode,
    SourceSpan, SpanContents,
};

use super::super::text::wrap::clean;
use super::position_of;
use crate::base::diag::{Cell, Diagnostic, Label, Place, Severity};
use crate::base::source::{Source, Sources};
use crate::base::span::FileId;

/// Findings drawn for a terminal.
#[must_use]
pub fn render_human(findings: &[Diagnostic], sources: &Sources, colour: bool, width: usize) -> String {
    let theme = if colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(width.max(40))
        .with_links(false)
        .with_show_related_as_nested(true);
    let mut out = String::new();
    for finding in findings {
        let mut drawn = String::new();
        let shown = Shown::new(finding, sources);
        match handler.render_report(&mut drawn, &shown) {
            Ok(()) => out.push_str(drawn.trim_start_matches('\n')),
            // A place that cannot be drawn must not cost the finding.
            Err(_) => out.push_str(&super::render_plain(std::slice::from_ref(finding), sources)),
        }
        out.push('\n');
    }
    out
}

/// What miette draws: a message over one text.
#[derive(Debug)]
struct Shown<'a> {
    severity: miette::Severity,
    code: Option<&'static str>,
    message: String,
    help: Option<&'a str>,
    text: Option<Text<'a>>,
    labels: Vec<LabeledSpan>,
    related: Vec<Shown<'a>>,
}

/// A text that labels point into.
#[derive(Debug)]
enum Text<'a> {
    /// A rule file.
    Rules(&'a Source),
    /// One cell or row of data, as it was read.
    Data { cell: &'a Cell, shown: String },
}

impl<'a> Shown<'a> {
    fn new(finding: &'a Diagnostic, sources: &'a Sources) -> Self {
        let mut groups: Vec<Vec<&'a Label>> = Vec::new();
        for label in &finding.labels {
            let file = rule_file(label);
            let same = |group: &&mut Vec<&Label>| {
                file.is_some() && group.first().is_some_and(|first| rule_file(first) == file)
            };
            match groups.iter_mut().find(same) {
                Some(group) => group.push(label),
                None => groups.push(vec![label]),
            }
        }
        let mut parts = groups.into_iter();
        let (text, labels) = parts.next().map_or((None, Vec::new()), |group| drawn(&group, sources));
        let related = parts.map(|group| Self::beneath(&group, sources)).collect();
        Self {
            severity: match finding.severity {
                Severity::Error => miette::Severity::Error,
                Severity::Warning => miette::Severity::Warning,
                Severity::Advice => miette::Severity::Advice,
            },
            code: Some(finding.code.0),
            message: clean(&finding.message),
            help: finding.help.as_deref(),
            text,
            labels,
            related,
        }
    }

    fn beneath(group: &[&'a Label], sources: &'a Sources) -> Self {
        let (text, labels) = drawn(group, sources);
        let place = group.first().map_or_else(String::new, |label| position_of(label, sources).words());
        Self {
            severity: miette::Severity::Advice,
            code: None,
            message: format!("see {place}"),
            help: None,
            text,
            labels,
            related: Vec::new(),
        }
    }
}

fn rule_file(label: &Label) -> Option<FileId> {
    match &label.place {
        Place::Rule(span) => Some(span.file),
        Place::Data(_) => None,
    }
}

/// The text that a group of labels points into, and the labels in it. The first is the primary one.
fn drawn<'a>(group: &[&'a Label], sources: &'a Sources) -> (Option<Text<'a>>, Vec<LabeledSpan>) {
    let mut text = None;
    let mut labels = Vec::new();
    for label in group {
        let (found, start, length) = match &label.place {
            Place::Rule(span) => {
                let Some(source) = sources.get(span.file) else { continue };
                let start = floor_char(&source.text, span.start as usize);
                let end = floor_char(&source.text, span.end as usize).max(start);
                (Text::Rules(source), start, end - start)
            }
            Place::Data(cell) => {
                let before = cell.column.as_ref().map_or_else(String::new, |heading| format!("{heading}: "));
                let read = clean(&cell.text).replace('\n', " ");
                let nothing = if cell.column.is_some() { "(blank)" } else { "(the whole row)" };
                let read = if read.trim().is_empty() { nothing.to_owned() } else { read };
                let (start, length) = (before.len(), read.len());
                (Text::Data { cell, shown: format!("{before}{read}") }, start, length)
            }
        };
        let words = if label.text.is_empty() { None } else { Some(clean(&label.text)) };
        let span = SourceSpan::new(start.into(), length);
        labels.push(match labels.len() {
            0 => LabeledSpan::new_primary_with_span(words, span),
            _ => LabeledSpan::new_with_span(words, span),
        });
        text.get_or_insert(found);
    }
    (text, labels)
}

/// The offset, moved back to where a character starts and within the text.
fn floor_char(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Where the line begins that is one more than `lines` above an offset.
///
/// miette looks for a place from the start of its text. It is given only the lines that it will show, so that many
/// findings in a long file do not each cost the whole file.
fn excerpt_start(text: &str, offset: usize, lines: usize) -> usize {
    let above = text.as_bytes().get(..offset).unwrap_or(&[]);
    memchr::memrchr_iter(b'\n', above).nth(lines + 1).map_or(0, |end| end + 1)
}

/// Where the line ends that is one more than `lines` below an offset.
fn excerpt_end(text: &str, offset: usize, lines: usize) -> usize {
    let below = text.as_bytes().get(offset..).unwrap_or(&[]);
    memchr::memchr_iter(b'\n', below).nth(lines + 1).map_or(text.len(), |end| offset + end + 1)
}

impl SourceCode for Text<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        match self {
            Self::Rules(source) => {
                let start = excerpt_start(&source.text, span.offset(), before);
                let end = excerpt_end(&source.text, span.offset() + span.len(), after);
                let excerpt = source.text.get(start..end).ok_or(MietteError::OutOfBounds)?;
                let inside = SourceSpan::new((span.offset() - start).into(), span.len());
                let found = excerpt.read_span(&inside, before, after)?;
                let shown = SourceSpan::new((start + found.span().offset()).into(), found.span().len());
                let at = source.line_column(u32::try_from(shown.offset()).unwrap_or(u32::MAX));
                let above = source.line_column(u32::try_from(start).unwrap_or(u32::MAX)).line - 1;
                Ok(Box::new(MietteSpanContents::new_named(
                    source.name.clone(),
                    found.data(),
                    shown,
                    above as usize + found.line(),
                    // miette counts bytes; people count characters.
                    at.column.saturating_sub(1) as usize,
                    found.line_count(),
                )))
            }
            Self::Data { cell, shown } => Ok(Box::new(MietteSpanContents::new_named(
                cell.address().map_or_else(|| cell.file.clone(), |at| format!("{}, cell {at}", cell.file)),
                shown.as_bytes(),
                (0, shown.len()).into(),
                usize::try_from(cell.line.saturating_sub(1)).unwrap_or(usize::MAX),
                cell.position.map_or(0, |position| position.saturating_sub(1) as usize),
                1,
            ))),
        }
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown<'_> {}

impl miette::Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code.map(|code| Box::new(code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.map(|help| Box::new(clean(help)) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.text.as_ref().map(|text| text as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn miette::Diagnostic> + 'a>> {
        Some(Box::new(self.related.iter().map(|one| one as &dyn miette::Diagnostic)))
    }
}
