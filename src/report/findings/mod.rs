//! Findings for people and for other programs: one file a format, and one line in [`FORMATS`].

mod checkstyle;
mod github;
mod gitlab;
mod graphical;
mod junit;
mod narrated;
mod place;
mod sarif;
mod sarif_shape;

use super::json_v1;
use crate::base::diag::{Diagnostic, Label, Place, Severity};
use crate::base::source::Sources;

pub use graphical::render_human;
pub use narrated::render_narrated;

/// Findings, with all that a format may want to say of them.
#[derive(Debug, Clone, Copy)]
pub struct Findings<'a> {
    /// What was found.
    pub findings: &'a [Diagnostic],
    /// The rule texts they point into.
    pub sources: &'a Sources,
    /// The command that found them: `check` or `run`.
    pub verb: &'a str,
    /// The rule book as it was named.
    pub book: &'a str,
    /// Every file that was read, so that those with nothing found can be told too.
    pub files: &'a [String],
    /// The working folder: other programs want paths as seen from there.
    pub folder: &'a str,
    /// A finding of this weight or a heavier one makes the command fail.
    pub fails: Severity,
    /// The page behind a code, with its first sentence.
    pub page: fn(&str) -> Option<(String, &'static str)>,
    /// True for a terminal that wants colour.
    pub colour: bool,
    /// Columns of the page or terminal.
    pub width: usize,
}

/// A format of findings.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// What the command line calls it.
    pub name: &'static str,
    /// What it is for, in a few words.
    pub about: &'static str,
    /// True when it is a whole file of its own kind, which no other line may follow.
    pub whole: bool,
    /// Draws findings.
    pub render: fn(&Findings<'_>) -> String,
}

/// For a person who looks at it.
pub const HUMAN: Format = Format {
    name: "human",
    about: "With the lines they are about; coloured on a terminal",
    whole: false,
    render: |of| render_human(of.findings, of.sources, of.colour, of.width),
};

/// For a person who hears it, and for logs.
pub const PLAIN: Format = Format {
    name: "plain",
    about: "Read out in plain lines, nothing drawn: for screen readers and logs",
    whole: false,
    render: |of| render_narrated(of.findings, of.sources),
};

/// The formats, sorted by name.
pub const FORMATS: &[Format] = &[
    Format {
        name: "checkstyle",
        about: "Checkstyle XML, for Jenkins and Bitbucket",
        whole: true,
        render: checkstyle::render,
    },
    Format {
        name: "github",
        about: "Notes beside the lines of a GitHub pull request",
        whole: false,
        render: github::render,
    },
    Format { name: "gitlab", about: "A GitLab Code Quality report", whole: true, render: gitlab::render },
    HUMAN,
    Format {
        name: "json",
        about: "JSON, for other programs",
        whole: true,
        render: |of| render_json(of.findings, of.sources),
    },
    Format {
        name: "junit",
        about: "JUnit XML: each file with its findings as test cases",
        whole: true,
        render: junit::render,
    },
    PLAIN,
    Format { name: "sarif", about: "SARIF 2.1.0, for code scanning", whole: true, render: sarif::render },
];

/// The format of a name.
///
/// ```
/// use plimsoll::report::findings::format;
/// assert!(format("sarif").is_some_and(|format| format.whole));
/// assert!(format("telex").is_none());
/// ```
#[must_use]
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// Where a finding points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// File name as the reader knows it.
    pub file: String,
    /// Line, from 1.
    pub line: u64,
    /// Column, from 1: characters in a rule file, cells in a data file; none for a whole row.
    pub column: Option<u32>,
    /// Heading of the column of a data file.
    pub heading: Option<String>,
    /// `cell D7` or `row 7`, in a sheet of a workbook.
    pub in_sheet: Option<String>,
}

impl Position {
    /// `values.csv, line 15, column value`.
    #[must_use]
    pub fn words(&self) -> String {
        format!("{}, {}", self.file, self.place())
    }

    /// `line 15, column value`.
    #[must_use]
    pub fn place(&self) -> String {
        if let Some(place) = &self.in_sheet {
            let under = self.heading.as_ref().filter(|heading| !heading.is_empty());
            return place.clone() + &under.map_or_else(String::new, |heading| format!(", column {heading}"));
        }
        let column = match (&self.heading, self.column) {
            (Some(heading), _) => format!(", column {heading}"),
            (None, Some(column)) => format!(", column {column}"),
            (None, None) => String::new(),
        };
        format!("line {}{column}", self.line)
    }
}

/// Where the fault is; none for a finding about the whole.
#[must_use]
pub fn position(finding: &Diagnostic, sources: &Sources) -> Option<Position> {
    finding.primary().map(|label| position_of(label, sources))
}

fn position_of(label: &Label, sources: &Sources) -> Position {
    match &label.place {
        Place::Rule(span) => {
            let at = sources.line_column(*span);
            Position {
                file: sources.name(*span).to_owned(),
                line: u64::from(at.line),
                column: Some(at.column),
                heading: None,
                in_sheet: None,
            }
        }
        Place::Data(cell) => Position {
            file: cell.file.clone(),
            line: cell.line,
            column: cell.position,
            heading: cell.column.clone(),
            in_sheet: cell.sheet().map(|_| cell.place()),
        },
    }
}

/// Findings in as few plain lines as they take, each with its code and place first: for one who knows the rules by heart.
#[must_use]
pub fn render_plain(findings: &[Diagnostic], sources: &Sources) -> String {
    let mut out = String::new();
    for finding in findings {
        let at = position(finding, sources).map_or_else(String::new, |at| format!(" at {}", at.words()));
        out.push_str(&format!("{} {}{at}: {}\n", finding.severity.word(), finding.code.0, finding.message));
        for (order, label) in finding.labels.iter().enumerate() {
            let place = position_of(label, sources).words();
            let read = read_there(label);
            // The first place is named in the line above.
            let line = match (order, label.text.is_empty()) {
                (0, true) if read.is_empty() => continue,
                (0, _) => format!("  {}{read}", label.text),
                (_, true) => format!("  see {place}{read}"),
                (_, false) => format!("  {place}: {}{read}", label.text),
            };
            out.push_str(line.trim_end());
            out.push('\n');
        }
        if let Some(help) = &finding.help {
            out.push_str(&format!("  help: {help}\n"));
        }
    }
    super::text::wrap::clean(&out)
}

fn read_there(label: &Label) -> String {
    match &label.place {
        Place::Data(cell) if !cell.text.is_empty() => {
            let space = if label.text.is_empty() { "" } else { " " };
            format!("{space}(it reads `{}`)", cell.text.replace('\n', " "))
        }
        Place::Data(_) | Place::Rule(_) => String::new(),
    }
}

/// Findings as a JSON object, each as in JSON v1; `docs/schemas/findings.schema.json` is its schema.
#[must_use]
pub fn render_json(findings: &[Diagnostic], sources: &Sources) -> String {
    json_v1::findings(findings, sources)
}
