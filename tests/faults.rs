//! The seeded faults of `tests/cases/faults/<what_it_shows>/`: a small book in which an officer made one mistake. Each is
//! found by exactly one message, at its place, with a help that mends it.
//!
//! ```toml
//! line   = 25                 # where the message points
//! marked = "CTT"              # the words that are marked there; nothing for a place between two
//! code   = "check::unknown-board"
//! fix    = "if meant"         # `by itself`: check --fix makes it; `if meant`: an editor offers it; `none`
//! writes = "CT"               # in the help in these words, and in the mended book; left out where the choice is the author's
//! ```
//!
//! `UPDATE_FAULTS=1 cargo test --test faults` writes `code` and `fix` as they are now, to be read before they are kept.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads its cases from files, and one that cannot has failed"
)]

use std::fs;
use std::path::{Path, PathBuf};

use plimsoll::base::diag::{Diagnostic, Place};
use plimsoll::base::mend::{Mended, mend};
use plimsoll::base::source::Sources;
use plimsoll::check::check;
use plimsoll::report::findings::{render_human, render_narrated};
use plimsoll::syntax::parse;
use toml::Table;

fn folders() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/faults");
    let mut found: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

fn one(name: &str, text: &str) -> Sources {
    let mut sources = Sources::new();
    sources.add(name, text);
    sources
}

fn look(sources: &Sources) -> Vec<Diagnostic> {
    let (mut trees, mut findings) = (Vec::new(), Vec::new());
    for (id, source) in sources.iter() {
        let parsed = parse(id, &source.text);
        findings.extend(parsed.findings);
        trees.push(parsed.tree);
    }
    findings.extend(check(&trees).findings);
    findings
}

/// The text with the edits of one finding made.
fn with_fixes(text: &str, finding: &Diagnostic) -> String {
    let mut fixes = finding.fixes.clone();
    fixes.sort_by_key(|fix| std::cmp::Reverse(fix.span.start));
    let mut text = text.to_owned();
    for fix in fixes {
        text.replace_range(fix.span.start as usize..fix.span.end as usize, &fix.replacement);
    }
    text
}

fn mended(text: &str) -> Mended {
    mend(one("book.plim", text), look)
}

fn text_of(sources: &Sources) -> &str {
    &sources.iter().next().unwrap().1.text
}

fn fix_word(finding: &Diagnostic) -> &'static str {
    match finding.fixes.as_slice() {
        [] => "none",
        _ if finding.mends_itself() => "by itself",
        _ => "if meant",
    }
}

/// What is wrong with a case.
fn faults_of(folder: &Path) -> Vec<String> {
    let book = fs::read_to_string(folder.join("book.plim")).unwrap();
    let right = fs::read_to_string(folder.join("mended.plim")).unwrap();
    let wanted: Table = fs::read_to_string(folder.join("expected.toml")).unwrap().parse().unwrap();
    let sources = one("book.plim", &book);
    let findings = look(&sources);
    let told = render_narrated(&findings, &sources);
    let mut wrong = Vec::new();
    let after = one("mended.plim", &right);
    let left = look(&after);
    if !left.is_empty() {
        wrong.push(format!("the mended book is not in order:\n{}", render_narrated(&left, &after)));
    }
    let [finding] = findings.as_slice() else {
        wrong.push(format!("{} messages:\n{told}", findings.len()));
        return wrong;
    };
    let text = |key: &str| wanted.get(key).map(|value| value.as_str().unwrap().to_owned());
    let Some(Place::Rule(span)) = finding.primary().map(|label| &label.place) else {
        return vec![format!("it has no place:\n{told}")];
    };
    let at = (i64::from(sources.line_column(*span).line), sources.text(*span).to_owned());
    if at != (wanted["line"].as_integer().unwrap(), text("marked").unwrap()) {
        wrong.push(format!("it points at line {}, `{}`:\n{told}", at.0, at.1));
    }
    if text("code").as_deref() != Some(finding.code.0) || text("fix").as_deref() != Some(fix_word(finding)) {
        wrong.push(format!("it is {}, and its fix is `{}`", finding.code.0, fix_word(finding)));
    }
    if let Some(writes) = text("writes") {
        let help = finding.help.clone().unwrap_or_default();
        if !help.contains(&writes) || !right.contains(&writes) || !help.contains('`') {
            wrong.push(format!("`{writes}` is not in the help and in the mended book:\n{told}"));
        }
    }
    if !finding.fixes.is_empty() && with_fixes(&book, finding) != right {
        wrong.push(format!("its edit gives another book than mended.plim:\n{}", with_fixes(&book, finding)));
    }
    let by_itself = mended(&book);
    let wanted = if finding.mends_itself() { &right } else { &book };
    if text_of(&by_itself.sources) != wanted {
        wrong.push("check --fix makes another book of it".to_owned());
    }
    wrong
}

fn update(folder: &Path) {
    let path = folder.join("expected.toml");
    let book = fs::read_to_string(folder.join("book.plim")).unwrap();
    if let [finding] = look(&one("book.plim", &book)).as_slice() {
        let kept = fs::read_to_string(&path).unwrap();
        let lines: Vec<String> = kept
            .lines()
            .map(|line| match line.split(" = ").next() {
                Some("code") => format!("code = \"{}\"", finding.code.0),
                Some("fix") => format!("fix = \"{}\"", fix_word(finding)),
                _ => line.to_owned(),
            })
            .collect();
        fs::write(path, lines.join("\n") + "\n").unwrap();
    }
}

#[test]
fn every_seeded_fault_is_found_at_its_place_with_a_help_that_mends_it() {
    let all = folders();
    assert!(all.len() >= 60, "only {} faults are there", all.len());
    let mut wrong = Vec::new();
    for folder in &all {
        if std::env::var_os("UPDATE_FAULTS").is_some() {
            update(folder);
        }
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        wrong.extend(faults_of(folder).into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(wrong.is_empty(), "{} of {}:\n\n{}", wrong.len(), all.len(), wrong.join("\n\n"));
}

#[test]
fn every_fault_says_in_one_line_what_it_shows() {
    for folder in folders() {
        let why = fs::read_to_string(folder.join("why.md")).unwrap_or_default();
        assert!(why.lines().count() == 1 && why.trim_end().ends_with(['.', '?']), "{}", folder.display());
    }
}

/// What officers wrote, told as it is read out: to be read by whoever changes a message.
#[test]
fn the_messages_as_they_are_read_out() {
    let mut told = String::new();
    for folder in folders() {
        let book = fs::read_to_string(folder.join("book.plim")).unwrap();
        let sources = one("book.plim", &book);
        let findings = look(&sources);
        told.push_str(&format!("# {}", fs::read_to_string(folder.join("why.md")).unwrap()));
        told.push_str(&render_narrated(&findings, &sources));
        assert!(!render_human(&findings, &sources, false, 80).is_empty());
    }
    insta::assert_snapshot!(told);
}

/// What officers write first (section 12 of the design): each is read as it stands, or answered with these words.
/// What stands in the base book, what is written in its place, and a part of the help; nothing where it is read.
const FIRST_TRIES: &[(&str, &str, &str)] = &[
    ("  when amber or worse\n", "  if red then to owner\n", "`when red`"),
    ("  when amber or worse\n", "  if amber or worse\n", ""),
    ("  green when on target\n  amber when within 5", "  green if on target\n  amber if within 5", ""),
    ("target 750 or", "target: 750 or", "write `target`"),
    ("target 95% or", "target = 95% or", "write `target`"),
    ("  owner CT\n  unit children", "  owner: CT\n  unit children", "write `owner`"),
    ("when amber or worse", "when red two quarters running", ""),
    ("when amber or worse", "when red for 2 quarters in a row", ""),
    ("when amber or worse", "when red for 2 consecutive quarters", ""),
    ("within 5 points of", "within 5 percentage points of", ""),
    ("within 5 points of", "within 5pp of", ""),
    ("within 5 points of target", "within 5 per cent", "`5 points`"),
    ("due quarterly", "frequency quarterly", ""),
    ("  aim reduce", "  polarity low is good", ""),
    ("  aim reduce", "  lower is better", ""),
    ("  rating PCT\n", "  rating PCT\n  red: below 80%\n", "`red when value below 80%`"),
    ("  rating PCT\n", "  rating PCT\n  80-90% amber\n", "`amber when value from 80% to 90%`"),
    ("target 95% or more", "target 95%+", ""),
    ("target 95% or more", "95%+", "`target 95%+`"),
    ("target 95% or more", "target >=95", "`95%`"),
    ("target 95% or more", "target =>95", "`95%`"),
    ("target 95% or more", "target ≥ 95%", ""),
    ("  target 95% or more", "  no target", "`aim monitor`"),
    ("target 95% or more", "target n/a", "`aim monitor`"),
    ("target 95% or more", "target TBC", "`target tbc by"),
    ("target 95% or more", "target to be confirmed", "`target tbc by"),
    ("target 95% or more", "75% by March 2020", "`target 75% by March 2020`"),
    ("target 750 or fewer by Mar 2020", "reduce by 10%", "`target reduce by 10%`"),
    ("target 95% or more", "target 94% or more by March 2020", ""),
    ("within 5 points of target", "better than the same time last year", ""),
    ("when amber or worse", "when red last quarter", "`when (red) in the period before`"),
    ("when amber or worse", "when recovery date has passed", ""),
    ("  rating PCT\n", "  rating PCT\n  must improve\n", "`target`"),
    ("  rating PCT\n", "  rating PCT\n  should be green\n", "`escalation`"),
    ("  to owner\n", "  to owner\n  email Bob\n", "`to bob`"),
    ("  rating PCT\n", "  rating PCT\n  RAG tolerance 5%\n", "`amber when within 5 points of target`"),
    ("target 750 or fewer by", "target no more than 750 by", ""),
    ("target 750 or fewer by", "target not more than 750 by", ""),
    ("target 750 or fewer by", "target up to 750 by", ""),
    ("target 750 or fewer by", "target maximum 750 by", ""),
    ("\"MMR dose 2\"", "“MMR dose 2”", ""),
];

#[test]
fn what_officers_write_first_is_read_or_answered_with_the_words() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/faults/a_board_misspelt");
    let base = fs::read_to_string(folder.join("mended.plim")).unwrap();
    let mut wrong = Vec::new();
    for (right, written, help) in FIRST_TRIES {
        assert!(base.contains(right), "`{right}` is not in the base book");
        let sources = one("book.plim", &base.replacen(right, written, 1));
        let findings = look(&sources);
        let told = render_narrated(&findings, &sources);
        let fits = match (findings.as_slice(), *help) {
            ([], "") => true,
            ([finding], help) if !help.is_empty() => finding.help.as_ref().is_some_and(|h| h.contains(help)),
            _ => false,
        };
        if !fits {
            wrong.push(format!("`{}`, with `{help}` in the help:\n{told}", written.trim()));
        }
    }
    assert!(wrong.is_empty(), "{}:\n\n{}", wrong.len(), wrong.join("\n"));
}

/// Each definition reads the next; were each of them read anew for every one before it, this would take minutes.
#[test]
fn a_long_chain_of_definitions_is_read_once() {
    let count = 3_000;
    let link = |at: usize, last: bool| match last {
        true => format!("define d{at} as value\n"),
        false => format!("define d{at} as d{} + 1\n", at + 1),
    };
    let within: String = (1..=count).map(|at| link(at, at % 1_000 == 0)).collect();
    assert_eq!(codes(&within), Vec::<&str>::new());
    // Longer than anybody could follow: told where it becomes so, and not of all that stand on it.
    let beyond: String = (1..=count).map(|at| link(at, at == count)).collect();
    assert_eq!(codes(&beyond), ["check::too-many-definitions"]);
    let round: String = (1..=count).map(|at| format!("define d{at} as d{} + 1\n", at % count + 1)).collect();
    assert_eq!(codes(&round), ["check::circular"]);
}

/// The same of conditions, and of names that stand for other names.
#[test]
fn a_long_chain_of_conditions_is_read_once() {
    let chain = |link: &dyn Fn(usize) -> String, last: &str| -> String {
        (1..2_000).map(link).chain([format!("define c2000 as {last}\n")]).collect()
    };
    let alias = chain(&|at| format!("define c{at} as c{}\n", at + 1), "off target");
    let joined = chain(&|at| format!("define c{at} as c{} and late\n", at + 1), "off target");
    let used = format!(
        "{alias}measure 1 \"One\" {{ unit things; aim monitor }}\nescalation e {{ when c1950; to CT }}\n"
    );
    assert_eq!(codes(&used), ["check::too-many-definitions", "check::missing-owner"]);
    let used = format!("{joined}escalation e {{ when c1; to CT }}\n");
    assert_eq!(codes(&used), ["check::too-many-definitions"]);
}

/// Boards that report to one another, and escalations that replace one another, in long chains.
#[test]
fn a_long_chain_of_boards_is_walked_once() {
    let count = 10_000;
    let boards = |last: &str| -> String {
        (1..=count)
            .map(|at| {
                let above =
                    if at < count { format!("{{ reports to b{} }}", at + 1) } else { last.to_owned() };
                format!("board b{at} \"Board {at}\" {above}\n")
            })
            .collect()
    };
    assert_eq!(codes(&boards("")), Vec::<&str>::new());
    assert_eq!(codes(&boards("{ reports to b1 }")), ["check::circular"]);
}

/// The codes of what is wrong with a book.
fn codes(rules: &str) -> Vec<&'static str> {
    let text = format!(
        "framework \"Long\" {{ year April to March; due quarterly }}\nboard CT \"Children\"\n{rules}"
    );
    look(&one("book.plim", &text)).iter().map(|finding| finding.code.0).collect()
}
