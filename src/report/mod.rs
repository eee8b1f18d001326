//! Floor 4: an assessment as documents. One neutral [`Document`] for each paper of the pack, drawn by each format.
//!
//! Nothing here judges: every level, gap and movement is as the assessment has it. A withheld value is dropped at
//! one door, [`View`], through which every paper and the JSON read results.

mod answers;
mod board_paper;
pub mod changed;
mod changes;
pub mod chart;
mod compared;
mod contacts;
mod counted;
mod differences;
pub mod document;
#[cfg(feature = "word")]
mod docx;
mod exceptions;
mod faults;
pub mod findings;
mod framework;
mod html;
mod index;
pub mod json_v1;
pub mod junit;
mod ladders;
mod ledger;
mod letters;
mod markdown;
mod notes_owed;
mod overview;
#[cfg(any(feature = "word", feature = "workbooks"))]
mod packed;
mod papers;
mod positions;
pub mod prompt_list;
mod prompts;
mod recipients;
mod record;
mod reservations;
pub mod restate;
pub mod rules;
pub mod simulation;
mod summary;
pub mod svg;
pub mod tables;
pub mod template;
mod text;
pub mod tidy_csv;
mod trends;
mod view;
pub mod why;
mod withheld;
#[cfg(feature = "workbooks")]
pub mod workbook;
mod xml;

use crate::base::diag::Diagnostic;
use crate::base::source::Sources;
use crate::data::Observations;
use crate::eval::outcome::Assessment;
use crate::model::RuleBook;

use document::Link;

pub use document::Document;
#[cfg(feature = "word")]
pub use docx::to_docx;
pub use html::to_html;
pub use ledger::ledger;
pub use markdown::to_markdown;
pub use text::{Style, to_text, to_text_in};
pub use trends::CHARTED;
pub use view::View;

/// What a pack is made from.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// The rules.
    pub book: &'a RuleBook,
    /// Their texts, for file and line.
    pub sources: &'a Sources,
    /// The values.
    pub data: &'a Observations,
    /// The judgement.
    pub assessment: &'a Assessment,
    /// What was run.
    pub record: &'a RunRecord,
}

/// What was run on what, so that anybody can run it again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunRecord {
    /// `plimsoll 0.1.0`.
    pub program: String,
    /// Each rule file with the SHA-256 of its bytes.
    pub rules: Vec<(String, String)>,
    /// Each data file with the SHA-256 of its bytes.
    pub data: Vec<(String, String)>,
    /// The command line.
    pub arguments: Vec<String>,
    /// The period reported.
    pub period: String,
    /// The report day, as `2019-06-13`.
    pub as_of: String,
    /// The files beside the papers that hold the run as a whole: `results.json`.
    pub whole: Vec<String>,
}

impl RunRecord {
    /// Where everything stands for which a paper has no room. A file is named only where it is written.
    #[must_use]
    pub fn everything(&self) -> &str {
        let csv = "cases.csv";
        let written = |name: &&str| self.whole.iter().any(|file| file == name);
        match ["results.xlsx", "results.ods", "results.json", csv].into_iter().find(written) {
            Some(name) if name == csv => "the CSV tables",
            Some(name) => name,
            None => "the tables that `--format xlsx` or `--format json` writes",
        }
    }

    /// The same of what only JSON has.
    #[must_use]
    pub fn in_json(&self) -> &str {
        let json = "results.json";
        if self.whole.iter().any(|file| file == json) { json } else { "the JSON that `--format json` writes" }
    }
}

/// A paper of the pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Its file name without an ending: lower case, letters, digits and dashes.
    pub name: String,
    /// What it says.
    pub document: Document,
}

/// Writes one paper.
type Paper = fn(&View<'_>) -> Document;

/// The run at a glance, for a terminal.
#[must_use]
pub fn overview(view: &View<'_>) -> Document {
    overview::document(view)
}

/// Which letters there are to send, and who gets none, in a line.
#[must_use]
pub fn letters_in_a_line(view: &View<'_>) -> String {
    letters::in_a_line(view)
}

/// Findings with nothing of a withheld figure, for other programs and for the terminal.
#[must_use]
pub fn hushed_findings(view: &View<'_>) -> Vec<Diagnostic> {
    view.inputs.assessment.findings.iter().map(|finding| view.hushed_finding(finding)).collect()
}

/// Every paper of the pack, in the order a reader would open them, for one who wants nothing else of the run.
#[must_use]
pub fn pack(inputs: Inputs<'_>) -> Vec<OutputFile> {
    papers_of(&View::new(inputs))
}

/// The same from what other formats are made from as well.
#[must_use]
pub fn papers_of(view: &View<'_>) -> Vec<OutputFile> {
    let mut files = vec![OutputFile { name: "board-paper".to_owned(), document: board_paper::whole(view) }];
    files.extend(board_paper::by_board(view));
    files.push(OutputFile { name: "framework".to_owned(), document: framework::document(view) });
    files.extend(letters::all(view));
    files.extend(papers::all(view));
    let others: [(&str, Paper); 5] = [
        ("prompts", prompts::document),
        ("changes", changes::document),
        ("data-findings", faults::document),
        ("differences", differences::document),
        ("run-record", record::document),
    ];
    files.extend(ladders::document(view).map(|document| OutputFile { name: "ladders".to_owned(), document }));
    files.extend(others.map(|(name, paper)| OutputFile { name: name.to_owned(), document: paper(view) }));
    let index = index::document(view, &files);
    let home =
        Link { name: "index".to_owned(), title: "All papers of this report".to_owned(), ..Link::default() };
    // A letter goes out alone, and leads nowhere.
    for file in files.iter_mut().filter(|file| !file.document.letter) {
        file.document.home = Some(home.clone());
    }
    files.insert(0, OutputFile { name: "index".to_owned(), document: index });
    for file in &mut files {
        file.document.day = Some(view.inputs.assessment.as_of);
    }
    files
}
