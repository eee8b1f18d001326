//! What `show` says of a rule is a rule again: its words, read as the language, mean what was said. Every target of the
//! shipped books and of the challenge cards is written anew in the words of `plain` and read again; so is every level
//! line and every condition of an escalation, where its words are the language's own.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "a test reads its books from files, and one that cannot has failed"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use plimsoll::base::diag::Severity;
use plimsoll::base::source::Sources;
use plimsoll::base::span::Span;
use plimsoll::check::check;
use plimsoll::model::{Escalation, Line, Measure, MeasureSet, RuleBook, Scope, Target};
use plimsoll::plain::{self, Context};
use plimsoll::syntax::ast::{EscalationClause, Item, ReportClause};
use plimsoll::syntax::parse;

/// The files of a book as texts, and what they mean.
struct Book {
    name: String,
    texts: Vec<String>,
    means: RuleBook,
    errors: Vec<String>,
}

fn read(name: &str, texts: Vec<String>) -> Book {
    let mut sources = Sources::new();
    let mut trees = Vec::new();
    let mut findings = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let id = sources.add(format!("{at}.plim"), text.as_str());
        let parsed = parse(id, text);
        findings.extend(parsed.findings);
        trees.push(parsed.tree);
    }
    let checked = check(&trees);
    findings.extend(checked.findings);
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    let place = |finding: &plimsoll::base::diag::Diagnostic| {
        let line = finding.primary().and_then(|label| match label.place {
            plimsoll::base::diag::Place::Rule(span) => Some(sources.place(span)),
            plimsoll::base::diag::Place::Data(_) => None,
        });
        format!("{}: {}", line.unwrap_or_default(), finding.message)
    };
    let errors = errors.map(place).collect();
    Book { name: name.to_owned(), texts, means: checked.book, errors }
}

/// The shipped books, and those of the challenge cards that are in order.
fn books() -> Vec<Book> {
    let mut folders: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for root in ["rules", "tests/cases/challenges"] {
        let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(root)];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else if path.extension().is_some_and(|ending| ending == "plim") {
                    folders.entry(folder.clone()).or_default().push(path);
                }
            }
        }
    }
    let mut books = Vec::new();
    for (folder, mut files) in folders {
        files.sort();
        let texts: Vec<String> = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
        let name = folder.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display().to_string();
        let whole = read(&name, texts.clone());
        if whole.errors.is_empty() {
            books.push(whole);
            continue;
        }
        // Where several files are several books, each is read by itself; a card may also show what is faulty.
        for (file, text) in files.iter().zip(texts) {
            let name = format!("{name}/{}", file.file_name().unwrap().display());
            books.extend(Some(read(&name, vec![text])).filter(|book| book.errors.is_empty()));
        }
    }
    assert!(books.len() > 40, "only {} books were found", books.len());
    books
}

/// A model without its places in the text.
fn meaning(of: &impl std::fmt::Debug) -> String {
    let text = format!("{of:?}");
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find("Span {") {
        out.push_str(&rest[..at]);
        let end = rest[at..].find("end: ").map(|from| at + from).unwrap();
        let close = rest[end..].find('}').map(|from| end + from + 1).unwrap();
        rest = &rest[close..];
    }
    out.push_str(rest);
    out
}

/// The same texts with some pieces written otherwise.
fn written_anew(book: &Book, pieces: &[(Span, String)]) -> Vec<String> {
    let mut texts = book.texts.clone();
    let mut pieces = pieces.to_vec();
    pieces.sort_by_key(|(span, _)| std::cmp::Reverse(*span));
    for (span, words) in pieces {
        let text = &mut texts[usize::from(span.file.0)];
        let (start, end) = (span.start as usize, span.end as usize);
        // What stood on several lines keeps its lines, so that what follows stays where it is.
        text.replace_range(start..end, &words);
    }
    texts
}

/// Every target of a measure, in the order of the model, with the words that `show` has for it.
fn targets<'b>(measure: &'b Measure, book: &RuleBook) -> Vec<(&'b Target, String)> {
    let mut found = Vec::new();
    let members = measure.of_members.iter().map(|rules| (Some(rules.member.as_str()), &rules.targets));
    for (member, sequences) in std::iter::once((None, &measure.targets)).chain(members) {
        for sequence in sequences {
            for target in &sequence.targets {
                let mut words = format!("target {}", plain::target(target, measure, book));
                if let Some(name) = &sequence.name {
                    words.push_str(&format!(" as {name}"));
                }
                if let Some(member) = member {
                    words.push_str(&format!(" for \"{member}\""));
                }
                found.push((target, words));
            }
        }
    }
    found
}

#[test]
fn every_target_reads_again_as_what_show_says_of_it() {
    let mut wrong = Vec::new();
    let mut tried = 0;
    for book in books() {
        let mut pieces = Vec::new();
        for measure in book.means.measures.values() {
            let said = targets(measure, &book.means);
            tried += said.len();
            pieces.extend(said.into_iter().map(|(target, words)| (target.span, words)));
        }
        let again = read(&book.name, written_anew(&book, &pieces));
        wrong.extend(again.errors.iter().map(|error| format!("{}: {error}", book.name)));
        for (old, new) in book.means.measures.values().zip(again.means.measures.values()) {
            let (said, read) = (targets(old, &book.means), targets(new, &again.means));
            for (at, (target, words)) in said.iter().enumerate() {
                let now = read.get(at).map(|(target, _)| meaning(target)).unwrap_or_default();
                if meaning(target) != now {
                    wrong.push(format!(
                        "{} {}: `{words}`\n    was {}\n    is  {now}",
                        book.name,
                        old.id,
                        meaning(target)
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tried} targets:\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried > 200, "only {tried} targets were found");
}

/// Every level line, once: a line of a rating in the words of the first measure that it judges.
fn lines(book: &RuleBook) -> Vec<(Span, String)> {
    let mut found: BTreeMap<Span, String> = BTreeMap::new();
    for measure in book.measures.values() {
        for list in [measure.list.as_ref(), measure.year_end.as_ref()].into_iter().flatten() {
            let (rating, context) = (&book.ratings[list.rating], Context::of(book, measure));
            let said = |line: &Line| (line.span, plain::line(line, rating, context));
            let caps = |line: &Line| (line.span, plain::rating::cap(line, rating, context));
            for (span, words) in list.lines.iter().map(said).chain(list.caps.iter().map(caps)) {
                found.entry(span).or_insert(words);
            }
        }
    }
    found.into_iter().collect()
}

/// The condition of each escalation and of each paper, where it is written, in the words that `show` has for it.
fn conditions(book: &Book) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    for (at, text) in book.texts.iter().enumerate() {
        let file = plimsoll::base::span::FileId(u16::try_from(at).unwrap());
        for item in parse(file, text).tree.items {
            match item {
                Item::Escalation(rule) => {
                    let means = book.means.escalations.values().find(|one| one.id == rule.id.text).unwrap();
                    let context = escalation_context(means, &book.means);
                    for clause in rule.clauses {
                        match (clause, &means.closes_when) {
                            (EscalationClause::When(cond), _) => {
                                found.push((cond.span, plain::condition(&means.when, context)));
                            }
                            (EscalationClause::Closes(cond), Some(closes)) => {
                                found.push((cond.span, plain::condition(closes, context)));
                            }
                            _ => {}
                        }
                    }
                }
                Item::Report(paper) => {
                    let means = book.means.reports.iter().find(|one| one.id == paper.id.text).unwrap();
                    for clause in paper.clauses {
                        if let (ReportClause::Shows(Some(cond)), Some(shows)) = (clause, &means.shows) {
                            found.push((cond.span, plain::condition(shows, Context::whole(&book.means))));
                        }
                    }
                }
                _ => {}
            }
        }
    }
    found
}

/// An escalation of one measure speaks in its unit.
fn escalation_context<'b>(of: &Escalation, book: &'b RuleBook) -> Context<'b> {
    match &of.scope {
        Scope::Measures(MeasureSet::Listed(ids)) if ids.len() == 1 => {
            Context::of(book, &book.measures[ids[0]])
        }
        _ => Context::whole(book),
    }
}

/// `red or amber` is one question of the level, or two that come to the same.
fn as_one_question(of: String) -> String {
    let joined = of.replace("\"]), ), Level(OneOf([\"", "\", \"");
    joined.replace("Any([Level(OneOf(", "Level(OneOf(").replace("]), )])", "]), )")
}

/// All that a condition may be part of.
fn judged(of: &RuleBook) -> Vec<String> {
    let mut all: Vec<String> =
        of.measures.values().map(|measure| meaning(&(&measure.list, &measure.year_end))).collect();
    all.extend(of.escalations.values().map(|one| meaning(&(&one.when, &one.closes_when))));
    all.extend(of.reports.iter().map(|one| meaning(&one.shows)));
    all.into_iter().map(as_one_question).collect()
}

/// Plain English for what the language writes otherwise, each with a reason. Whatever has none of these reads again.
const OTHER_WORDS: &[(&str, &str)] = &[
    (" divided by ", "the language writes `/`"),
    (" times ", "the language writes `*`"),
    ("the number of ", "the language writes `count of … where (…)`"),
    ("the share of ", "the language writes `share of … where (…)`"),
    ("response", "the language leaves out the verb: `response to exception late`"),
    ("the recovery date ", "the language leaves out the verb: `recovery date passed`"),
    ("its return is not in", "the language leaves out the verb: `return not in`"),
    ("since it entered", "an event has a title, and the rules its short name"),
    ("is on record", "an event has a title, and the rules its short name"),
    ("the figure is more than", "the language writes `stale by more than`"),
];

#[test]
fn no_condition_reads_again_as_something_else() {
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for book in books() {
        let before = judged(&book.means);
        for piece in lines(&book.means).into_iter().chain(conditions(&book)) {
            tried += 1;
            let said = format!("{}: `{}`", book.name, piece.1);
            let other_words = OTHER_WORDS.iter().any(|(words, _)| piece.1.contains(words));
            let again = read(&book.name, written_anew(&book, &[piece]));
            match again.errors.first() {
                Some(_) if other_words => continue,
                Some(error) => wrong.push(format!("{said}\n    {error}")),
                None => {}
            }
            if again.errors.is_empty() {
                let differ = before.iter().zip(judged(&again.means)).find(|(old, new)| *old != new);
                wrong.extend(differ.map(|(old, new)| format!("{said}\n    was {old}\n    is  {new}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tried} conditions:\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried > 150, "only {tried} conditions were found");
}

/// A unit, and how an amount and a difference of it are written.
const UNITS: [(&str, &str, &str, &str); 6] = [
    ("children", "", "", ""),
    ("% of children", "", "%", " points"),
    ("£", "£", "", ""),
    ("per 100,000 people", "", "", ""),
    ("days", "", " days", " days"),
    ("points", "", " points", " points"),
];

/// What a target may say, in many of its ways; `{}` is an amount, `{d}` a difference.
const GOALS: [&str; 22] = [
    "{} or more",
    "{} or fewer",
    "above {}",
    "below {}",
    "at least {}",
    "no more than {}",
    "exactly {}",
    "between {} and 9{}",
    "tbc",
    "{d} below baseline",
    "{d} above baseline",
    "{d} lower each year",
    "{d} higher each year than {}",
    "25% of baseline lower each year",
    "10% higher each year than the year before",
    "no worse than the same quarter last year",
    "above the period before",
    "above benchmark england",
    "no worse than the median of peers",
    "in the best third of peers",
    "in the best 12.5% of peers of those known at least 2",
    "at least 1.1 * the average of the last 5 years",
];

const TAILS: [&str; 9] = [
    "",
    " by Mar 2020",
    " in 2019/20",
    " from Q3 2019/20 agreed by HWB on 3 October 2019 because \"fewer, and better\"",
    " by Q1 2020/21",
    " in 2019/20 pro rata",
    " in 2019/20 known from 1 July 2019",
    " for the year",
    " as local",
];

/// In a measure of days, `5 days` and a bare 5 are one amount, whichever the model keeps.
fn amounts_alike(of: &Target) -> String {
    let kinds = [", Duration(Day))", ", Money)", ", Points)"];
    kinds.iter().fold(meaning(of).replace("Amount(", "Number("), |text, kind| text.replace(kind, ")"))
}

fn one_target(unit: usize, aim: usize, goal: usize, tail: usize, (whole, part): (u32, u32)) -> Option<Book> {
    let (unit, before, after, difference) = UNITS[unit];
    let decimals = if part == 0 { String::new() } else { format!(".{part}") };
    let number = |n: &str| format!("{before}{n}{decimals}{after}");
    let amount = number(&whole.to_string());
    let goal = GOALS[goal]
        .replace("9{}", &number("99999"))
        .replace("{d}", &format!("{whole}{decimals}{difference}"));
    let goal = goal.replace("{}", &amount);
    let aim = ["reduce", "increase", "maintain"][aim];
    let text = format!(
        "framework \"F\" {{ year April to March; due quarterly }}\nboard HWB\nbenchmark england\n\
         benchmark near {{ peers A, B, C }}\nrating RAG {{ green when on target; red otherwise }}\n\
         measure 1.1 \"M\" {{\n  owner HWB\n  unit {unit}\n  aim {aim}\n  baseline {} in 2018/19\n  \
         counts in the period\n  target {goal}{}\n  rating RAG\n}}\n",
        number("50"),
        TAILS[tail],
    );
    let book = read("generated", vec![text]);
    (!book.means.measures.values().all(|measure| targets(measure, &book.means).is_empty())).then_some(book)
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 600, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_target_reads_again_as_what_show_says_of_it(
        unit in 0..UNITS.len(), aim in 0..3_usize, goal in 0..GOALS.len(), tail in 0..TAILS.len(),
        amount in (1..60_000_u32, 0..999_u32),
    ) {
        // What cannot be a target of that unit or aim has been told; there is nothing to say of it.
        let Some(book) = one_target(unit, aim, goal, tail, amount) else { return Ok(()) };
        let measure = book.means.measures.values().next().unwrap();
        let said = targets(measure, &book.means);
        let pieces: Vec<_> = said.iter().map(|(target, words)| (target.span, words.clone())).collect();
        let again = read("said", written_anew(&book, &pieces));
        let means = targets(again.means.measures.values().next().unwrap(), &again.means);
        let words: Vec<&str> = said.iter().map(|(_, words)| words.as_str()).collect();
        proptest::prop_assert_eq!(&book.errors, &again.errors, "{:?} of\n{}", words, book.texts[0]);
        for ((before, words), (after, _)) in said.iter().zip(&means) {
            proptest::prop_assert_eq!(amounts_alike(before), amounts_alike(after), "{} of\n{}", words, book.texts[0]);
        }
        proptest::prop_assert_eq!(said.len(), means.len());
    }
}

#[test]
fn most_of_the_targets_that_are_generated_are_targets() {
    let mut good = 0;
    for goal in 0..GOALS.len() {
        for unit in 0..UNITS.len() {
            let works = (0..3).any(|aim| one_target(unit, aim, goal, 0, (40, 5)).is_some());
            good += usize::from(works);
        }
    }
    let all = GOALS.len() * UNITS.len();
    assert!(good * 2 > all, "only {good} of {all} are targets");
}
