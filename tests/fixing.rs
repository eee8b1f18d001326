//! `check --fix`, and findings told in plain lines: what is printed, what is written, and what is left alone.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads files itself, and one that cannot has failed"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use plimsoll::base::diag::{Code, Diagnostic, Place, Severity};
use plimsoll::base::mend::mend;
use plimsoll::base::source::Sources;
use plimsoll::check::check;
use plimsoll::syntax::parse;
use similar::{DiffTag, TextDiff};

fn plimsoll(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plimsoll"));
    command.args(arguments).current_dir(folder).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn new_book() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    assert!(plimsoll(home.path(), &["new", "book"]).status.success());
    home
}

/// The new book with each of these replaced, written with the line ends of Windows and a byte order mark.
fn slipped(slips: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf, String) {
    let home = new_book();
    let path = home.path().join("book/rules.plim");
    let mut text = fs::read_to_string(&path).unwrap();
    for (right, slip) in slips {
        assert!(text.contains(right), "`{right}` is not in the new book");
        text = text.replacen(right, slip, 1);
    }
    let text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    fs::write(&path, &text).unwrap();
    (home, path, text)
}

#[test]
fn what_can_mean_nothing_else_is_corrected_and_told_line_by_line() {
    let (home, path, before) =
        slipped(&[("owner", "owner:"), ("unit", "unti"), ("75% or more", "75,5% or more")]);
    let looked = out(&plimsoll(home.path(), &["check", "book"]));
    assert!(looked.contains("3 of these can be corrected for you: plimsoll check book --fix"), "{looked}");
    let ran = plimsoll(home.path(), &["check", "book", "--fix"]);
    let after = fs::read_to_string(&path).unwrap();
    let changed: Vec<(&str, &str)> =
        before.lines().zip(after.lines()).filter(|(was, is)| was != is).collect();
    assert_eq!(changed.len(), 3, "{}", out(&ran));
    assert!(after.starts_with('\u{feff}') && !after.replace("\r\n", "").contains('\n'), "line ends are kept");
    assert!(out(&ran).contains("3 corrections made"), "{}", out(&ran));
    for (number, (was, is)) in (1..).zip(before.lines().zip(after.lines())).filter(|(_, (a, b))| a != b) {
        let (was, is) = (was.trim(), is.trim());
        let told = format!("book/rules.plim, line {number}: `{was}` is now `{is}`");
        assert!(out(&ran).contains(&told), "{told} is not told:\n{}", out(&ran));
    }
    assert_eq!(ran.status.code(), Some(0), "{}", out(&ran));
    let again = plimsoll(home.path(), &["check", "book", "--fix"]);
    assert!(out(&again).contains("nothing could be corrected without asking"), "{}", out(&again));
    assert_eq!(fs::read_to_string(&path).unwrap(), after);
}

#[test]
fn the_corrections_can_be_shown_and_nothing_written() {
    let (home, path, before) = slipped(&[("owner", "owner:")]);
    let ran = plimsoll(home.path(), &["check", "book", "--fix", "--diff"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), before);
    let lines: Vec<String> = out(&ran).lines().map(|line| line.trim_end().to_owned()).collect();
    let begins = |sign: char| lines.iter().filter(|line| line.starts_with(sign)).count();
    assert_eq!((begins('-'), begins('+')), (2, 2), "a heading and a line each:\n{}", out(&ran));
    assert!(err(&ran).contains("1 correction would be made; nothing is written"), "{}", err(&ran));
    let looked = out(&plimsoll(home.path(), &["check", "book"]));
    assert!(looked.contains("1 of these can be corrected for you"), "{looked}");
    let alone = plimsoll(home.path(), &["check", "book", "--diff"]);
    assert_eq!(alone.status.code(), Some(2), "--diff shows what --fix would do");
}

#[test]
fn a_guess_is_left_to_the_author() {
    let (home, path, before) = slipped(&[("75% or more", "75 or more")]);
    let ran = plimsoll(home.path(), &["check", "book", "--fix"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), before);
    assert_eq!(ran.status.code(), Some(3));
    assert!(out(&ran).contains("write `75%`"), "{}", out(&ran));
}

#[test]
fn an_edit_that_would_leave_another_fault_in_its_line_is_not_made() {
    let (home, path, before) = slipped(&[("owner", "owner: No Such Board #")]);
    let ran = plimsoll(home.path(), &["check", "book", "--fix"]);
    let after = fs::read_to_string(&path).unwrap();
    assert_eq!(after, before, "{}", out(&ran));
    assert_eq!(ran.status.code(), Some(3));
}

#[test]
fn corrections_stay_out_of_what_another_program_reads() {
    let (home, _, _) = slipped(&[("owner", "owner:")]);
    let ran = plimsoll(home.path(), &["check", "book", "--fix", "--format", "json"]);
    serde_json::from_slice::<serde_json::Value>(&ran.stdout).unwrap();
    assert!(err(&ran).contains("1 correction made"), "{}", err(&ran));
}

// ---- plain lines ----------------------------------------------------------------------------------------------------

fn drawn(text: &str) -> Option<char> {
    text.chars().find(|c| *c == '\u{1b}' || ('\u{2500}'..='\u{259f}').contains(c))
}

#[test]
fn nothing_is_drawn_where_nobody_looks_at_a_terminal() {
    let (home, _, _) = slipped(&[("75% or more", "75% or fewer")]);
    let verbs: [&[&str]; 5] = [
        &["check", "book"],
        &["run", "book", "--as-of", "2026-07-20"],
        &["why", "1.1", "--book", "book", "--as-of", "2026-07-20"],
        &["simulate", "book", "--as-of", "2026-07-20"],
        &["restate", "book", "--as-of", "2026-07-20"],
    ];
    for (verb, settings) in verbs.iter().zip([("NO_COLOR", "1"), ("TERM", "dumb")].iter().cycle()) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plimsoll"));
        let ran = command.args(*verb).env(settings.0, settings.1).current_dir(home.path()).output().unwrap();
        // Reports draw rules under their headings; findings, which `check` prints and the others say, draw nothing.
        let told = if verb[0] == "check" { out(&ran) } else { err(&ran) };
        assert_eq!(drawn(&told), None, "{verb:?}:\n{told}");
        assert!(told.contains("points the wrong way"), "{verb:?} says nothing of the fault:\n{told}");
        assert!(told.contains("help: write `75% or more`"), "{told}");
    }
}

#[test]
fn pictures_and_plain_lines_can_both_be_asked_for() {
    let (home, _, _) = slipped(&[("75% or more", "75% or fewer")]);
    let human = out(&plimsoll(home.path(), &["check", "book", "--format", "human"]));
    assert!(drawn(&human).is_some() && !human.contains('\u{1b}'), "{human}");
    for verb in ["run", "simulate", "restate"] {
        let ran = plimsoll(home.path(), &[verb, "book", "--as-of", "2026-07-20", "--plain"]);
        assert_eq!(drawn(&err(&ran)), None, "{verb}");
        assert!(err(&ran).contains("error: the target of measure `1.1`"), "{verb}: {}", err(&ran));
    }
}

// ---- what always holds -----------------------------------------------------------------------------------------------

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

fn books() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["tests/cases/check", "tests/cases/faults", "rules"] {
        for case in fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path()) {
            let inside = fs::read_dir(&case).into_iter().flatten().map(|entry| entry.unwrap().path());
            let files = inside.filter(|path| path.extension().is_some_and(|ending| ending == "plim"));
            found.extend(files.map(|path| (path.display().to_string(), fs::read_to_string(&path).unwrap())));
        }
    }
    found.sort();
    found
}

fn errors(findings: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    findings.iter().filter(|finding| finding.severity == Severity::Error)
}

/// Lines of the new text that are not lines of the old one.
fn changed_lines(was: &str, is: &str) -> Vec<usize> {
    let lines = TextDiff::from_lines(was, is);
    lines
        .ops()
        .iter()
        .filter(|op| op.tag() != DiffTag::Equal)
        .flat_map(|op| op.new_range())
        .map(|line| line + 1)
        .collect()
}

#[test]
fn mending_ends_and_makes_no_new_error() {
    let all = books();
    assert!(all.len() > 250, "only {} books", all.len());
    let mut with_changes = 0;
    for (name, text) in all {
        let mut sources = Sources::new();
        sources.add(name.clone(), text.clone());
        let before = look(&sources);
        let mended = mend(sources, look);
        let is = mended.sources.iter().next().unwrap().1.text.clone();
        with_changes += usize::from(!mended.changes.is_empty());
        let mut known: BTreeMap<(Code, &str), i32> = BTreeMap::new();
        for finding in errors(&before) {
            *known.entry((finding.code, &finding.message)).or_default() += 1;
        }
        let changed = changed_lines(&text, &is);
        for finding in errors(&mended.findings) {
            let left = known.entry((finding.code, &finding.message)).or_default();
            *left -= 1;
            let Some(Place::Rule(span)) = finding.primary().map(|label| &label.place) else { continue };
            let line = mended.sources.line_column(*span).line as usize;
            assert!(
                *left >= 0 || !changed.contains(&line),
                "{name}, line {line}: a correction made an error: {}",
                finding.message
            );
        }
        let again = mend(mended.sources.clone(), look);
        assert!(again.changes.is_empty(), "{name}: mended twice, it changes twice");
    }
    assert!(with_changes >= 30, "only {with_changes} books had anything to correct");
}

/// Faults of the corpus put together, five at a time: as many messages as mistakes, and each its own. Nothing is said
/// of what a declaration means while a part of it cannot be read, so a fault of meaning stands in one by itself.
#[test]
fn five_mistakes_give_five_messages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/faults");
    let mut cases: Vec<(String, String, String)> = Vec::new();
    for case in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let read = |name: &str| fs::read_to_string(case.join(name)).unwrap();
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        cases.push((name, read("book.plim"), read("mended.plim")));
    }
    cases.sort();
    let mut bases: BTreeMap<&str, usize> = BTreeMap::new();
    cases.iter().for_each(|(_, _, mended)| *bases.entry(mended).or_default() += 1);
    let base = bases.into_iter().max_by_key(|(_, count)| *count).unwrap().0.to_owned();
    let faults: Vec<Fault> =
        cases.iter().filter(|case| case.2 == base).map(|case| fault(case, &base)).collect();
    assert!(faults.len() >= 40, "only {} faults of one book", faults.len());
    let mut wrong = Vec::new();
    let mut tried = 0;
    for step in 1..12 {
        for start in 0..faults.len() {
            let five = five_apart(&faults, start, step, &base);
            if five.len() < 5 {
                continue;
            }
            tried += 1;
            let text = together(&base, &five);
            let mut sources = Sources::new();
            sources.add("book.plim", text);
            let mut found: Vec<&str> = look(&sources).iter().map(|finding| finding.code.0).collect();
            let mut wanted: Vec<&str> = five.iter().map(|fault| fault.code).collect();
            found.sort_unstable();
            wanted.sort_unstable();
            if found != wanted {
                let names: Vec<&str> = five.iter().map(|fault| fault.name.as_str()).collect();
                wrong.push(format!("{}: {found:?}", names.join(", ")));
            }
        }
    }
    assert!(tried > 300, "only {tried} books were made");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

/// One mistake as a change of some lines of the base.
struct Fault {
    name: String,
    code: &'static str,
    edits: Vec<(std::ops::Range<usize>, String)>,
}

fn fault((name, book, _): &(String, String, String), base: &str) -> Fault {
    let mut sources = Sources::new();
    sources.add("book.plim", book.clone());
    let code = look(&sources)[0].code.0;
    let lines: Vec<&str> = book.split_inclusive('\n').collect();
    let diff = TextDiff::from_lines(base, book);
    let ops = diff.ops().iter().filter(|op| op.tag() != DiffTag::Equal);
    let edits = ops.map(|op| (op.old_range(), lines[op.new_range()].concat())).collect();
    Fault { name: name.clone(), code, edits }
}

/// Five faults from one on, each so many further, leaving out those that would meet.
fn five_apart<'f>(faults: &'f [Fault], start: usize, step: usize, base: &str) -> Vec<&'f Fault> {
    let mut five: Vec<&Fault> = Vec::new();
    for n in 0..faults.len() {
        five.push(&faults[(start + n * step) % faults.len()]);
        let last = five.len() - 1;
        let again = five[..last].iter().any(|fault| fault.name == five[last].name);
        if again || !apart(&five, base) {
            five.pop();
        }
        if five.len() == 5 {
            break;
        }
    }
    five
}

/// True when no two change the same line, or lines that touch, and no two are in one declaration but slips of text.
fn apart(faults: &[&Fault], base: &str) -> bool {
    let declaration = |line: usize| {
        base.lines().enumerate().take(line + 1).filter(|(_, l)| l.starts_with(char::is_alphabetic)).count()
    };
    // Where a declaration begins or ends is one question, however many slips there are in it.
    const SHAPE: [&str; 5] = [
        "syntax::missing-brace",
        "syntax::stray-brace",
        "syntax::unclosed-quote",
        "syntax::unknown-declaration",
        "syntax::unreadable-declaration",
    ];
    let is_shape = |fault: &Fault| SHAPE.contains(&fault.code);
    let shapes: Vec<usize> = faults
        .iter()
        .filter(|fault| is_shape(fault))
        .flat_map(|fault| fault.edits.iter().map(|(range, _)| declaration(range.start)))
        .collect();
    if (1..shapes.len()).any(|at| shapes[..at].contains(&shapes[at])) {
        return false;
    }
    // A board of which the id is not known may be the one that is missing elsewhere.
    let named = |name: &str| faults.iter().any(|fault| fault.name == name);
    if named("a_title_and_no_id") && named("a_board_misspelt") {
        return false;
    }
    let alone = |fault: &Fault| !fault.code.starts_with("syntax::");
    let places: Vec<(usize, bool)> = faults
        .iter()
        .flat_map(|fault| fault.edits.iter().map(|(range, _)| (declaration(range.start), alone(fault))))
        .collect();
    let crowded = |(at, (place, alone)): (usize, &(usize, bool))| {
        *alone && places.iter().enumerate().any(|(other, (near, _))| other != at && near == place)
    };
    if places.iter().enumerate().any(crowded) {
        return false;
    }
    let mut ranges: Vec<_> =
        faults.iter().flat_map(|fault| fault.edits.iter().map(|(r, _)| r.clone())).collect();
    ranges.sort_by_key(|range| range.start);
    ranges.windows(2).all(|two| two[0].end < two[1].start)
}

fn together(base: &str, faults: &[&Fault]) -> String {
    let mut lines: Vec<String> = base.split_inclusive('\n').map(str::to_owned).collect();
    let mut edits: Vec<_> = faults.iter().flat_map(|fault| &fault.edits).collect();
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    for (range, text) in edits {
        lines.splice(range.clone(), [text.clone()]);
    }
    lines.concat()
}
