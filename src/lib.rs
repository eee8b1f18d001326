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
//! | 1 | [`model`] | what a checked rule book means; it cannot see how it was written |
//! | 1 | [`stats`] | statistics over a series, one file for each method |
//! | 1 | [`stats`] | statistics, one to a file; the only place where figures are reckoned in floating point |
//! | 1 | [`syntax`] | rule text → tree, by `grammar/*.pest`; it never fails, a bad clause costs that clause |
//! | 2 | [`check`] | tree → rule book: names, units, proofs; a faulty measure is marked, the rest goes on |
//! | 2 | [`data`] | files of values and answers → columns, each value with its file and line |
//! | 3 | [`eval`] | rule book × values × period → an assessment: results, cases, prompts, differences, totals |
//! | 3 | [`plain`] | rules and results → plain English, the same words everywhere |
//! | 4 | [`report`] | assessment → neutral documents → text, Markdown, JSON; one file a format |
//! | 5 | [`catalog`] | every finding's code with its page |
//! | 5 | [`cli`] | the commands, one file a verb; the one door to files and to today's date |
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
//! | a clause | `grammar/clauses.pest`, `syntax::ast`, `syntax::lower`, `syntax::clause_words`, `model`, `check`, `eval`, `plain`: no `match` on our enums has a `_` arm there, so the compiler names every spot |
//! | a finding | a function and a constant in the floor's `diags`, a page beside them, one line in its `CODES` |
//! | a spelling of values or headings | `data::words` or `data::value`, and a case in `tests/data.rs` |
//! | a report format | one file in `report`, one line in its `FORMATS` |
//! | a command | one file in `cli`, one variant of its `Command` |
//! | a statistic | one file in `stats`, with its source and known figures |
//! | an example book | a folder in `rules/` with its `data/` and `expected/` |

pub mod base;

pub mod model;
pub mod stats;
pub mod syntax;

pub mod check;
pub mod data;

pub mod eval;
pub mod plain;

pub mod report;

pub mod catalog;
pub mod cli;
