//! What papers say of more than a reader can take in: the worst and what presses most in full, the rest counted, and
//! everything in the tables for programs.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::collections::BTreeSet;
use std::fmt::Write;

use chrono::NaiveDate;
use plimsoll::base::diag::Diagnostic;
use plimsoll::base::source::Sources;
use plimsoll::data::{Observations, Reader, Responses};
use plimsoll::eval::outcome::{Assessment, CaseState, Outcome};
use plimsoll::eval::{LookBack, Run, assess_with_trends};
use plimsoll::model::RuleBook;
use plimsoll::report::document::{Block, Document, Section};
use plimsoll::report::{Inputs, RunRecord, View, papers_of, prompt_list, to_markdown};
use plimsoll::{check, syntax};

const BOOK: &str = r#"framework "Areas" { year April to March; due quarterly }
board T "The Top"
board A "The Board" { reports to T }
groups area "Area" from data
rating RAG { green when on target; amber when within 10% of target; red otherwise }
measure 1 "Calls answered"  { owner A; unit % of calls; aim increase; target 90% or more; rating RAG; by area }
measure 2 "Letters answered" { owner A; unit % of letters; aim increase; target 90% or more; rating RAG; by area }
measure 3 "Visits made" { owner A; unit % of visits; aim increase; target 90% or more; rating RAG; by area }
measure 4 "Visits on time" { owner A; unit % of visits; aim increase; target 90% or more; rating RAG; by area }
measure 5 "Plans agreed" { owner A; unit % of plans; aim increase; target 90% or more; rating RAG; by area }
escalation exception "Exception report" {
  when red
  to owner
  respond within 10 working days
  ask cause "What explains {value}?"
  ask action "What is being done?"
}
escalation notice "Notice" { when red; to T }
"#;

/// How many areas each measure comes for: more than a page has room for, just as many, and few.
const AREAS: [usize; 5] = [120, 40, 40, 40, 12];

/// Two quarters of figures: every third area was red already in the first, two of three are red in the second.
fn figures() -> String {
    let mut csv = "measure,area,period,value\n".to_owned();
    for (measure, areas) in (1..).zip(AREAS) {
        for area in 0..areas {
            let first = if area % 3 == 0 { 50 } else { 95 };
            let second = if area % 3 == 1 { 95 - area % 2 * 10 } else { 40 };
            for (quarter, value) in [("Q1 2018/19", first), ("Q2 2018/19", second)] {
                let _ = writeln!(csv, "{measure},Area {area:03},{quarter},{value}");
            }
        }
    }
    csv
}

fn read(rules: &str) -> (RuleBook, Sources, Vec<Diagnostic>) {
    let mut sources = Sources::new();
    let parsed = syntax::parse(sources.add("book.plim", rules), rules);
    let checked = check::check(&[parsed.tree]);
    (checked.book, sources, checked.findings)
}

struct Large {
    book: RuleBook,
    sources: Sources,
    data: Observations,
    assessment: Assessment,
}

impl Large {
    fn new(back: LookBack) -> Self {
        Self::of(BOOK, back)
    }

    fn of(rules: &str, back: LookBack) -> Self {
        let (book, sources, findings) = read(rules);
        assert!(findings.iter().all(|one| one.severity.word() != "error"), "{findings:?}");
        let as_of: NaiveDate = "2018-10-05".parse().unwrap();
        let mut reader = Reader::new(&book);
        reader.read_csv("values.csv", figures().as_bytes());
        let data = reader.finish(as_of).0;
        let responses = Responses::default();
        let run = Run { book: &book, data: &data, responses: &responses, period: None, as_of };
        let assessment = assess_with_trends(&run, back);
        Self { sources, assessment, data, book }
    }

    fn seen<R>(&self, look: impl FnOnce(&View<'_>) -> R) -> R {
        let record = RunRecord { whole: vec!["results.json".to_owned()], ..RunRecord::default() };
        let (book, sources, data) = (&self.book, &self.sources, &self.data);
        look(&View::new(Inputs { book, sources, data, assessment: &self.assessment, record: &record }))
    }

    fn paper(&self, name: &str) -> Document {
        let papers = self.seen(papers_of);
        papers.into_iter().find(|paper| paper.name == name).unwrap().document
    }

    /// How many cases of the rule that asks are red and live.
    fn asked(&self) -> usize {
        self.assessment.cases.iter().filter(|case| case.wants_answer(&self.book)).count()
    }
}

fn section<'d>(document: &'d Document, heading: &str) -> &'d Section {
    let of = |block: &'d Block| match block {
        Block::Section(section) => Some(section),
        _ => None,
    };
    document.blocks.iter().filter_map(of).find(|section| section.heading == heading).unwrap()
}

fn in_full(section: &Section) -> Vec<&Section> {
    let inner = section.blocks.iter();
    inner.filter_map(|block| if let Block::Section(one) = block { Some(one) } else { None }).collect()
}

fn said(document: &Document) -> String {
    to_markdown(document).replace('\\', "")
}

#[test]
fn a_letter_tells_what_presses_most_and_counts_the_rest() {
    let large = Large::new(LookBack::Nothing);
    let (asked, overdue) =
        (large.asked(), large.assessment.cases.iter().filter(|one| one.state == CaseState::Overdue).count());
    let letter = large.paper("letter-a");
    let told = in_full(section(&letter, "What we ask of you"));
    assert_eq!((asked, overdue, told.len()), (169, 86, 40));
    // Those overdue for longest come first, and there are more of them than a letter holds.
    let late = |section: &&&Section| format!("{section:?}").contains("it is overdue");
    assert_eq!(told.iter().filter(late).count(), 40);
    // And no measure crowds out another that presses as much.
    let measures: Vec<&str> = told.iter().map(|one| &one.heading[..1]).collect();
    let counts = ["1", "2", "3", "4", "5"].map(|id| measures.iter().filter(|of| **of == id).count());
    assert_eq!(counts, [9, 9, 9, 9, 4]);
    insta::assert_snapshot!(shortened(&letter));
    // The register has the same order.
    let register = said(&large.paper("prompts"));
    assert!(register.contains("The 100 that press most are listed"), "{register}");
    assert_eq!(register.matches("| Exception report |").count(), 100);
    assert!(register.contains(" 69 more are in results.json; prompts.csv has every question."), "{register}");
}

#[test]
fn what_is_only_told_is_counted_as_well() {
    let large = Large::new(LookBack::Nothing);
    insta::assert_snapshot!(shortened(&large.paper("letter-t")));
}

/// A letter with the first and the last of what it tells in full.
fn shortened(letter: &Document) -> String {
    let mut short = letter.clone();
    for block in &mut short.blocks {
        let Block::Section(section) = block else { continue };
        let last = section.blocks.iter().rposition(|block| matches!(block, Block::Section(_)));
        let first = section.blocks.iter().position(|block| matches!(block, Block::Section(_)));
        let mut at = 0;
        for block in &mut section.blocks {
            if let Block::Table(table) = block {
                table.rows.truncate(4);
            }
        }
        section.blocks.retain(|block| {
            at += 1;
            !matches!(block, Block::Section(_)) || Some(at - 1) == first || Some(at - 1) == last
        });
    }
    said(&short)
}

#[test]
fn the_tables_for_programs_have_every_question() {
    let large = Large::new(LookBack::Nothing);
    let (csv, json) = large.seen(|view| {
        let (mut csv, mut json) = (Vec::new(), Vec::new());
        prompt_list::write_csv(view, &mut csv).unwrap();
        prompt_list::write_json(view, &mut json).unwrap();
        (csv, json)
    });
    let mut reader = csv::Reader::from_reader(csv.as_slice());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(rows.len(), 2 * large.asked());
    assert_eq!(json["prompts"].as_array().unwrap().len(), rows.len());
    let cases: BTreeSet<&str> = rows.iter().map(|row| &row[3]).collect();
    assert_eq!(cases.len(), large.asked());
}

#[test]
fn a_page_tells_the_worst_groups_of_a_measure_and_counts_the_others() {
    let large = Large::new(LookBack::Nothing);
    for name in ["board-paper-a", "framework"] {
        let paper = said(&large.paper(name));
        let more: Vec<&str> =
            paper.lines().filter(|line| line.contains(" more, none of a worse level")).collect();
        // A measure with forty groups is told in full.
        assert_eq!(more.len(), 1, "{more:?}");
        assert!(
            more[0].contains("1: 110 more, none of a worse level: 20 amber (A), 20 green (G) and 70 red (R)"),
            "{more:?}"
        );
    }
}

#[test]
fn a_board_paper_counts_the_exceptions_and_changes_that_it_does_not_tell() {
    let large = Large::new(LookBack::Nothing);
    let paper = said(&large.paper("board-paper-a"));
    let exceptions = large.assessment.exceptions.len();
    let told = paper.lines().find(|line| line.contains("are told of below")).unwrap();
    assert_eq!(told, "100 are told of below; 112 more are in results.json.");
    assert!(exceptions > 100);
    let changes = paper.lines().find(|line| line.contains("are in the paper of changes")).unwrap();
    assert_eq!(changes, "86 more are in the paper of changes.");
}

#[test]
fn a_run_for_pages_looks_back_only_for_what_pages_show() {
    let (pages, everything) = (Large::new(LookBack::ForPages(1)), Large::new(LookBack::Everything));
    let points = |of: &Large, worst_only: bool| -> Vec<usize> {
        let own = of.assessment.results.iter().zip(&of.assessment.trends);
        let own = own.filter(|(one, _)| !worst_only || of.book.measures[one.measure].id == "1");
        own.map(|(_, trend)| trend.points.len()).collect()
    };
    assert_eq!(points(&everything, false).len(), everything.assessment.results.len());
    assert!(points(&everything, false).iter().all(|count| *count == 2));
    // Of 120 groups pages tell ten, of forty and of twelve all; each goes back as far as was asked.
    assert_eq!(points(&pages, true).iter().filter(|count| **count > 0).count(), 10);
    assert_eq!(points(&pages, false).iter().filter(|count| **count > 0).count(), 142);
    assert!(points(&pages, false).iter().all(|count| *count <= 1));
    // What is judged is the same however far the run looks back.
    let levels = |of: &Large| -> Vec<Option<u8>> { of.assessment.results.iter().map(level).collect() };
    assert_eq!(levels(&pages), levels(&everything));
    assert_eq!(pages.assessment.steps.iter().filter(|steps| !steps.is_empty()).count(), 142);
}

fn level(of: &Outcome) -> Option<u8> {
    of.level
}

/// Every area is on a ladder: five of six are helped, and those that were red already wait for a meeting.
const LADDER: &str = r#"
event meeting "Meeting" { invited; held }
ladder help "Help for areas" {
  per area
  applies to measure 1
  stage usual  "As usual"
  stage helped "Given help" { enter when amber or worse; leave when green for 2 periods; to T }
  stage seen   "Inspected"  { enter when red for 2 periods and meeting was held; to T }
}
"#;

#[test]
fn papers_tell_of_the_most_serious_stages_and_count_the_others() {
    let large = Large::of(&format!("{BOOK}{LADDER}"), LookBack::Nothing);
    assert_eq!(large.assessment.positions.len(), 120);
    let ladders = large.paper("ladders");
    let of = section(&ladders, "Help for areas");
    let rows = |block: &Block| if let Block::Table(table) = block { table.rows.len() } else { 0 };
    assert_eq!(of.blocks.iter().map(rows).sum::<usize>(), 100);
    assert_eq!(in_full(of).len(), 40);
    let paper = said(&ladders);
    let told = |start: &str| paper.lines().find(|line| line.starts_with(start)).unwrap_or(&paper).to_owned();
    assert_eq!(
        told("120 are on"),
        "120 are on this ladder: 20 As usual and 100 Given help. The 100 in the most serious stages are listed, and of \
         one stage those that moved last; all are in results.json."
    );
    assert_eq!(
        told("What led there"),
        "What led there is told of 40 of them; of the others it is in results.json."
    );
    // Of those in one stage all are listed before any of a milder one.
    assert_eq!(paper.matches(" | Given help | ").count(), 100);

    let board = said(&large.paper("board-paper"));
    let stages: Vec<&str> = board.lines().filter(|line| line.starts_with("- Help for areas: ")).collect();
    assert_eq!(stages.len(), 30, "{stages:?}");
    assert!(board.contains("- 70 more (70 Given help), which are in results.json."), "{board}");
    assert_eq!(board.matches("- Consider ").count(), 31);
    assert!(
        board.contains("- Consider 10 more that are not in a higher stage yet, which are in results.json."),
        "{board}"
    );

    let letter = said(&large.paper("letter-t"));
    assert!(letter.contains("40 moves on ladders are told of below, those into the most serious stages; "));
    let prompts = said(&large.paper("prompts"));
    assert_eq!(prompts.matches(" | Given help | ").count(), 60);
}

#[test]
fn no_paper_names_a_file_that_is_not_written() {
    let large = Large::new(LookBack::Nothing);
    let record = RunRecord::default();
    let (book, sources, data) = (&large.book, &large.sources, &large.data);
    let papers =
        papers_of(&View::new(Inputs { book, sources, data, assessment: &large.assessment, record: &record }));
    for paper in papers {
        let text = said(&paper.document);
        assert!(!text.contains("results.json"), "{}: {text}", paper.name);
        if paper.name == "letter-t" {
            assert!(
                text.contains("which are in the tables that `--format xlsx` or `--format json` writes"),
                "{text}"
            );
        }
    }
}
