//! A finding: what is wrong or doubtful, where, and what to do about it.
//!
//! A finding carries words for a person, and places for a machine. How it is drawn (in colour, as plain
//! lines, as JSON) is decided by whoever shows it.

use super::in_sheet::{letters, parted};
use super::span::Span;

/// The stable name of a kind of finding, such as `check::duplicate-measure`. Each has a page: `plimsoll explain`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The rule or the row is not used.
    Error,
    /// It is used, and somebody should look.
    Warning,
    /// Worth knowing.
    Advice,
}

impl Severity {
    /// `error`, `warning` or `advice`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

/// One cell, or one whole row, of a data file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// File name as the reader knows it; for a sheet of a workbook as [`super::in_sheet`] has it.
    pub file: String,
    /// Line of the file, from 1 (the header is line 1).
    pub line: u64,
    /// Heading of the column, when one cell is meant.
    pub column: Option<String>,
    /// Position of the column from 1, when one cell is meant.
    pub position: Option<u32>,
    /// The text that was read there.
    pub text: String,
}

impl Cell {
    /// The file as it lies on the disk; of a sheet, its workbook.
    #[must_use]
    pub fn path(&self) -> &str {
        parted(&self.file).0
    }

    /// The sheet of a workbook.
    #[must_use]
    pub fn sheet(&self) -> Option<&str> {
        parted(&self.file).1
    }

    /// `D7`, for one cell of a sheet.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        let position = self.position.filter(|_| self.sheet().is_some())?;
        Some(format!("{}{}", letters(position), self.line))
    }

    /// `line 7`; in a sheet `cell D7`, or `row 7` for a whole row.
    #[must_use]
    pub fn place(&self) -> String {
        match (self.address(), self.sheet()) {
            (Some(address), _) => format!("cell {address}"),
            (None, Some(_)) => format!("row {}", self.line),
            (None, None) => format!("line {}", self.line),
        }
    }

    /// `values.csv:7`; in a sheet `HIB.xlsx, sheet "Figures", cell D7`.
    #[must_use]
    pub fn in_short(&self) -> String {
        match self.sheet() {
            Some(_) => format!("{}, {}", self.file, self.place()),
            None => format!("{}:{}", self.file, self.line),
        }
    }
}

/// Where a label points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A piece of rule text.
    Rule(Span),
    /// A row or cell of data.
    Data(Cell),
}

/// A place with a few words about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is to be seen there.
    pub text: String,
}

/// Whether an edit may be made without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applies {
    /// The text can mean nothing else: `check --fix` makes the edit.
    ByItself,
    /// It is what was probably meant: a person chooses, in an editor or by hand.
    IfMeant,
}

/// An edit that mends the fault, exact enough for a machine to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The text to replace.
    pub span: Span,
    /// What to write there.
    pub replacement: String,
    /// Whether it may be made without asking.
    pub applies: Applies,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of finding.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// One line, lower case, no full stop.
    pub message: String,
    /// The first is where the fault is; the others say why.
    pub labels: Vec<Label>,
    /// What to write instead, as a statement.
    pub help: Option<String>,
    /// Edits that mend it.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A finding of the given weight.
    pub fn new(code: Code, severity: Severity, message: impl Into<String>) -> Self {
        Self { code, severity, message: message.into(), labels: Vec::new(), help: None, fixes: Vec::new() }
    }

    /// The rule or row cannot be used.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message)
    }

    /// It is used, and somebody should look.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message)
    }

    /// Adds a place in the rules; the first label is the primary one.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { place: Place::Rule(span), text: text.into() });
        self
    }

    /// Adds a place in the data; the first label is the primary one.
    #[must_use]
    pub fn cell(mut self, cell: Cell, text: impl Into<String>) -> Self {
        self.labels.push(Label { place: Place::Data(cell), text: text.into() });
        self
    }

    /// Says what to write.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Adds an edit that is certainly what was meant. All edits of a finding belong together.
    #[must_use]
    pub fn fix(self, span: Span, replacement: impl Into<String>) -> Self {
        self.edit(span, replacement, Applies::ByItself)
    }

    /// Adds an edit that is probably what was meant: a guess at a name, a number, or one of two readings.
    #[must_use]
    pub fn suggest(self, span: Span, replacement: impl Into<String>) -> Self {
        self.edit(span, replacement, Applies::IfMeant)
    }

    /// Adds an edit.
    #[must_use]
    pub fn edit(mut self, span: Span, replacement: impl Into<String>, applies: Applies) -> Self {
        self.fixes.push(Fix { span, replacement: replacement.into(), applies });
        self
    }

    /// True when it has edits, and all of them may be made without asking.
    #[must_use]
    pub fn mends_itself(&self) -> bool {
        !self.fixes.is_empty() && self.fixes.iter().all(|fix| fix.applies == Applies::ByItself)
    }

    /// Where the fault is.
    #[must_use]
    pub fn primary(&self) -> Option<&Label> {
        self.labels.first()
    }
}
