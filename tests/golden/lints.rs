//! The cases of `tests/cases/lint/<lint>/`: a book on which the lint of that name speaks, beside near misses on which it
//! does not. A case may have a `plimsoll.toml`, and a book `beside` it. Today is 13 June 2019 unless its settings say.

use std::fs;
use std::path::Path;

use plimsoll::base::diag::Diagnostic;
use plimsoll::base::source::Sources;
use plimsoll::check::check;
use plimsoll::lint::{Accepted, LINTS, Neighbour, Settings, Subject, look_over, settle};
use plimsoll::model::RuleBook;
use plimsoll::syntax::{ast::Tree, parse};

use super::case_folder::files;
use super::{cases, each_case, plain, snapshot};

#[test]
fn lint() {
    each_case("lint", |folder| {
        let (findings, sources) = looked_over(folder);
        snapshot(folder, "findings", &plain(&findings, &sources));
    });
}

#[test]
fn every_lint_has_a_case_on_which_it_speaks() {
    let mut silent = Vec::new();
    for lint in LINTS.iter().filter(|lint| lint.code.0.starts_with("lint::")) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/cases/lint")
            .join(lint.name().replace('-', "_"));
        let speaks =
            folder.is_dir() && looked_over(&folder).0.iter().any(|finding| finding.code == lint.code);
        if !speaks {
            silent.push(lint.name());
        }
    }
    assert!(silent.is_empty(), "no case in tests/cases/lint shows {}", silent.join(", "));
}

/// Whatever is told of a rule that is used all the same can be weighed and accepted: it is a lint.
#[test]
fn advice_that_is_found_while_checking_is_a_lint() {
    let mut lost = Vec::new();
    for folder in cases("check").iter().chain(&cases("lint")) {
        let read = read(&files(folder, "plim"), &mut Sources::new());
        for finding in read.findings {
            let is_lint = LINTS.iter().any(|lint| lint.code == finding.code);
            let is_error = finding.severity == plimsoll::base::diag::Severity::Error;
            // What this version does not judge yet is no advice about the rules.
            if !is_lint && !is_error && finding.code.0 != "check::not-available-yet" {
                lost.push(format!("{} in {}", finding.code.0, folder.display()));
            }
        }
    }
    assert!(lost.is_empty(), "not among the lints:\n  {}", lost.join("\n  "));
}

#[test]
fn lints_are_sorted_and_their_names_are_their_own() {
    assert!(LINTS.is_sorted_by(|a, b| a.code < b.code));
    for lint in LINTS {
        let same: Vec<_> = LINTS.iter().filter(|other| other.name() == lint.name()).collect();
        assert_eq!(same.len(), 1, "{} is the name of two lints", lint.name());
    }
    assert!(LINTS.len() >= 25);
}

struct Read {
    book: RuleBook,
    trees: Vec<Tree>,
    findings: Vec<Diagnostic>,
}

fn read(paths: &[std::path::PathBuf], sources: &mut Sources) -> Read {
    let (mut trees, mut findings) = (vec![], vec![]);
    for path in paths {
        let text = fs::read_to_string(path).unwrap();
        let id = sources.add(path.file_name().unwrap().to_string_lossy(), text.clone());
        let parsed = parse(id, &text);
        findings.extend(parsed.findings);
        trees.push(parsed.tree);
    }
    let checked = check(&trees);
    findings.extend(checked.findings);
    Read { book: checked.book, trees, findings }
}

/// What `plimsoll check` finds in a case.
fn looked_over(folder: &Path) -> (Vec<Diagnostic>, Sources) {
    let mut sources = Sources::new();
    let paths = files(folder, "plim");
    let own = read(&paths, &mut sources);
    let text = fs::read_to_string(folder.join("plimsoll.toml")).unwrap_or_default();
    let settings = Settings::read(&text).unwrap();
    let names: Vec<String> =
        paths.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    let levels = settings.for_files(&names);
    let beside = files(&folder.join("beside"), "plim");
    let neighbours: Vec<Neighbour> = match beside.as_slice() {
        [] => vec![],
        paths => vec![Neighbour { name: "beside".to_owned(), book: read(paths, &mut sources).book }],
    };
    let mut accepted = Accepted::read(&own.trees, &sources);
    let whole = own.findings.iter().all(|f| f.severity != plimsoll::base::diag::Severity::Error);
    let as_of = settings.as_of.unwrap_or("2019-06-13".parse().unwrap());
    let mut findings = settle(own.findings, &levels, &mut accepted);
    let subject = Subject { book: &own.book, whole, as_of, neighbours: &neighbours };
    findings.extend(look_over(&subject, &levels, &mut accepted));
    (findings, sources)
}
