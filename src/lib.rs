//! Plimsoll: rules for measures, targets, thresholds and escalation, and the exception reports that follow from them.
//!
//! A policy officer declares what is measured, whose it is, what is wanted and what happens when it is missed. Each
//! quarter the submitted values are judged by these rules, and every board gets its exceptions and its questions.
//!
//! # The map
//!
//! The modules stand here in the order in which text becomes a report. Each stands on a floor and sees only the
//! floors below it (and the siblings named); `tests/tidy.rs` holds the table and fails by file and line.
//!
//! | floor | module | what it does |
//! |---|---|---|
//! | 0 | [`base`] | words that everyone shares: spans, findings, exact numbers, units, periods, rhythms, working days |
//! | 1 | [`stats`] | statistics over a series, one file a method; the only place that reckons in floating point |
//! | 1 | [`model`] | what a checked rule book means; it cannot see how it was written; `model::walk` visits all that a rule reads |
//! | 1 | [`syntax`] | rule text → tree, by `grammar/*.pest`; it never fails, a bad clause costs that clause |
//! | 2 | [`check`] | tree → rule book: names, units, proofs; a faulty measure is marked, the rest goes on |
//! | 2 | [`data`] | files of values, answers, later days, acts and decisions → columns, each value with its file and line |
//! | 2 | [`format`](mod@format) | rule text → the same rules in canonical layout, proved to mean the same |
//! | 3 | [`eval`] | rule book × data × period → an assessment: results, cases, ladders, prompts, papers, differences, totals |
//! | 3 | [`lint`] | advice on books that are in order: one lint a file, what a book accepts, `plimsoll.toml` |
//! | 3 | [`plain`] | rules and results → plain English, the same words everywhere |
//! | 4 | [`import`] | a framework table → a rule book and its figures, each doubt a comment beside its measure |
//! | 4 | [`scenario`] | the stories that rules are tested by: run, compared, counted, made and tried against moved rules |
//! | 4 | [`report`] | assessment → neutral documents and tables → text, Markdown, HTML, Word, JSON, CSV, workbooks; one file a paper and a format |
//! | 5 | [`catalog`] | every finding's code with its page |
//! | 5 | [`cli`] | the commands, one file a verb; the one door to files and to today's date |
//!
//! The larger ideas, and where each is judged:
//!
//! | idea | place |
//! |---|---|
//! | one figure at one time, and the questions that may be asked of it | `eval::look`, `eval::condition`, `eval::expression` |
//! | computed measures, counts and windows | `eval::computed_series`, `eval::counting`, `eval::tallies`, `eval::windows`; why one is unknown: `eval::unknown` |
//! | benchmarks, peers and places | `eval::comparators`, `eval::comparisons`, `eval::peers` |
//! | groups and levels made of others | `eval::places`, `eval::together`, `eval::composite`, `eval::share` |
//! | the exact figure at which a level begins, for `why` | `eval::edges`, `eval::boundary` |
//! | how a level is drawn, by what it means | `model::shade` |
//! | one slip told once, lines that can never be known | `check::folded`, `check::fits` |
//! | what a figure says of other times | `eval::outlook` |
//! | definitions, corrections, what was known when | `eval::comparable`, `eval::corrections`, `eval::known_then`, `eval::restate` |
//! | escalation with memory, and who would be told what | `eval::cases`, `eval::cases::simulate` |
//! | ladders, events and decisions | `eval::ladders` |
//! | papers that a book asks for, and notes owed | `eval::papers`, `report::papers`, `report::notes_owed` |
//! | a slip told in words that mend it, and one slip told once | `syntax::diags::turn_list`, `syntax::lower::braces`, `syntax::lower::heads`; corrections that apply by themselves: `base::mend` |
//! | the rules themselves in sentences, and two versions of them told apart | `plain::book`, `report::rules`, `report::changed` |
//! | the run as tables, and as files of them | `report::tables`, `report::workbook`, `report::tidy_csv` |
//! | nothing of a withheld value gets out | `data::disclosure`, `report::view` |
//!
//! # What always holds
//!
//! * No float decides a level: judging is on [`base::exact::Exact`].
//! * A missing value is never a pass, and an unknown never opens or closes a case.
//! * The same files and arguments give the same bytes. Nothing below `cli` reads a file, a clock or the environment.
//! * Nothing is lost in silence: what cannot be read or judged is a finding with its place.
//!
//! # Where does it go?
//!
//! | to add | touch |
//! |---|---|
//! | a clause | `grammar/clauses.pest`, `syntax::ast`, `syntax::lower`, `syntax::clause_words`, `model`, `check`, `eval`, `plain`: a `match` that judges names every variant, or hands the others to one that does, so the compiler names every spot |
//! | a finding | a function and a constant in the floor's `diags`, a page beside them, one line in its `CODES` |
//! | a lint | one file and its page in `lint`, one line in each list of its `registry`, a case in `tests/cases/lint` |
//! | a spelling of values or headings | `data::words` or `data::value`, and a case in `tests/data.rs` |
//! | a paper of the pack | one file in `report`, one line in its `pack` |
//! | a report format | one file in `report`, and its name in the commands that offer it |
//! | a column of a table | its line and its value in `report::tables`; every format and both descriptions follow |
//! | a shape of JSON | its structs, every key described, and one line in `json_v1::schema`; `docs/schemas` follows |
//! | a format of findings, for other programs | one file in `report::findings`, one line in its `FORMATS`, a schema in the tests |
//! | a command | one file in `cli`, one variant of its `Command`, its `EXAMPLES`, its rows in `tests/exit_codes.rs` |
//! | a statistic | one file in `stats`, with its source and known figures |
//! | an example book | a folder in `rules/` with its `data/` and `expected/` |

pub mod base;

pub mod model;
pub mod stats;
pub mod syntax;

pub mod check;
pub mod data;
pub mod format;

pub mod eval;
pub mod lint;
pub mod plain;

pub mod import;
pub mod report;
pub mod scenario;

pub mod catalog;
pub mod cli;
