//! Reading rule text: it never fails, one bad clause costs one clause, and the order of things decides nothing.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test that cannot go on should stop, and reads the files of the project"
)]

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use plimsoll::base::diag::{Diagnostic, Place, Severity};
use plimsoll::base::source::Sources;
use plimsoll::check::check;
use plimsoll::syntax::clause_words::{DECLARATIONS, Inside, clause_words};
use plimsoll::syntax::parse;
use proptest::prelude::*;
use support::{blocks, read_book};

/// A book in which every declaration that is judged has several clauses.
const BOOK: &str = r#"framework "Health and Wellbeing Board report" {
  year    2019/20, April to March
  due     quarterly
  source  "HWB6"
}
calendar "England" {
  bank holidays england
  closed  24 December 2019
}
board HWB "Health and Wellbeing Board" {
  meets  26 September 2019, 5 December 2019
}
board CT "Children's Trust" {
  reports to HWB
  rating  RAG
  meets   12 September 2019
}
role director "Director of Public Health" {
  reports to HWB
}
theme start "A good start in life" {
  rating  RAG
}
groups site "Hospital site" {
  JR   "John Radcliffe"
  HGH  "Horton General"
}
rating RAG {
  levels  green (G), amber (A), red (R)
  green when on target
  amber when within 5% of target
  red otherwise
}
rating strict {
  levels  green, amber, red
  green when on target
  amber when better than baseline
  red otherwise
}
measure 1.1 "Looked after children" {
  theme     start
  owner     CT
  unit      children
  aim       reduce
  baseline  789 in Jan 2019
  target    750
  rating    RAG against local
  target    760 as local
  amber when within 20 of target
  due       monthly, 1 period in arrears
  counts    at the end of the period
  missing is red
}
measure 1.2 "Cleanliness of the sites" {
  theme     start
  owner     CT
  unit      % of checks
  aim       increase
  by        site
  baseline  92% for JR, 90% for HGH in 2017/18
  target    95% or more
  rating    strict
  rated on the worst site
  amber when within 5 points of target
}
measure 1.3 "Reablement" {
  owner     CT
  unit      people
  aim       increase
  baseline  1,700 in 2018/19
  target    2,000 or more in 2019/20, pro rata
  counts    in the period
  due       monthly
}
escalation exception "Exception report" {
  when     amber or worse
  to       owner
  respond  within 10 working days
  ask      cause "What explains {value}?"
  then     board above owner if no response
}
escalation report_card "Report card" {
  applies to  measures 1.1
  when        off target and worsening by more than 10
  to          owner, director
  respond     by the next meeting of CT
  replaces    exception
  closes when on target for 2 periods
}
waiver "Awaiting guidance" {
  measures    1.1, 1.2
  escalation  exception
  until       26 September 2019
  because     "New guidance in September"
  agreed by   HWB on 13 June 2019
}
"#;

fn told(findings: &[Diagnostic]) -> Vec<String> {
    findings.iter().map(|f| format!("{}: {}", f.code.0, f.message)).collect()
}

fn serious(text: &str) -> Vec<String> {
    let (_, findings) = read_book(&[("book.plim", text)]);
    told(&findings.into_iter().filter(|f| f.severity != Severity::Advice).collect::<Vec<_>>())
}

/// Lines of the book that are clauses, by number.
fn clause_lines() -> Vec<usize> {
    BOOK.lines().enumerate().filter(|(_, line)| line.starts_with("  ")).map(|(at, _)| at).collect()
}

/// The book with some of its lines rewritten.
fn with_lines(rewrite: impl Fn(usize, &str) -> Option<String>) -> String {
    let lines =
        BOOK.lines().enumerate().map(|(at, line)| rewrite(at, line).unwrap_or_else(|| line.to_owned()));
    lines.map(|line| line + "\n").collect()
}

#[test]
fn the_book_of_these_tests_has_no_fault() {
    assert_eq!(serious(BOOK), Vec::<String>::new());
}

#[test]
fn one_bad_clause_is_one_finding_wherever_it_stands() {
    let mut wrong = Vec::new();
    for bad in clause_lines() {
        let is_unit = BOOK.lines().nth(bad).is_some_and(|line| line.trim_start().starts_with("unit"));
        // A unit's words are the author's own and may go on.
        let faults: &[&str] = if is_unit { &["misspelt"] } else { &["misspelt", "left open", "goes on"] };
        for fault in faults.iter().copied() {
            let text = with_lines(|at, line| {
                (at == bad).then(|| match fault {
                    "misspelt" => format!("  qzx{}", line.trim_start()),
                    "left open" => format!("  {} qzx \"", line.trim_start()),
                    _ => format!("{line} ??"),
                })
            });
            let found = serious(&text);
            if found.len() != 1 {
                wrong.push(format!("line {} ({fault}): {found:?}", bad + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_bad_declaration_is_one_finding() {
    let mut wrong = Vec::new();
    for (bad, head) in BOOK.lines().enumerate().filter(|(_, line)| line.ends_with('{')) {
        for (fault, mended) in
            [("title without quotes", head.replace('"', "")), ("misspelt", format!("qzx{head}"))]
        {
            let text = with_lines(|at, _| (at == bad).then(|| mended.clone()));
            let found = serious(&text);
            // A calendar's title may be a bare word.
            let readable = mended == head || head.starts_with("calendar") && fault != "misspelt";
            if found.len() != usize::from(!readable) {
                wrong.push(format!("line {} ({fault}): {found:?}", bad + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn five_faults_in_one_file_are_five_findings() {
    let text = BOOK
        .replace("year    2019/20, April to March", "yeer    2019/20, April to March")
        .replace("owner     CT\n  unit      people", "owner     CTB\n  unit      people")
        .replace("respond  within 10 working days", "respond  inside 10 working days")
        .replace("target    760 as local", "target    7,60 as local")
        .replace("until       26 September 2019", "until       31 September 2019");
    let found = serious(&text);
    assert_eq!(found.len(), 5, "{found:#?}");
}

/// What a message says to write can be written.
#[test]
fn every_form_that_a_message_offers_is_read() {
    let mut wrong = Vec::new();
    for inside in Inside::ALL {
        for clause in clause_words(inside) {
            for form in clause.forms.split('`').skip(1).step_by(2) {
                // A word alone is followed by what it wants, outside the marks.
                if form == clause.word {
                    continue;
                }
                let text = format!("{} a \"A\" {{\n  {form}\n}}\n", inside.word());
                let text = if inside == Inside::Framework { text.replace(" a \"A\"", "") } else { text };
                let text = if inside == Inside::Rating { text.replace(" \"A\"", "") } else { text };
                let text = if matches!(inside, Inside::Waiver | Inside::Calendar | Inside::Scenario) {
                    text.replace(" a \"A\"", " \"A\"")
                } else {
                    text
                };
                let text =
                    if inside == Inside::Stage { format!("ladder L \"L\" {{\n{text}}}\n") } else { text };
                let found = told(&parse_alone(&text));
                // A form such as `, 1 quarter in arrears` is the end of another.
                if !found.is_empty() && !form.starts_with(',') {
                    wrong.push(format!("`{form}` in `{}`: {found:?}", inside.word()));
                }
            }
        }
    }
    for (word, form) in DECLARATIONS {
        let found = told(&parse_alone(&format!("{}\n", form.trim_matches('`'))));
        if !found.is_empty() && !form.contains('…') {
            wrong.push(format!("the form of `{word}`: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn parse_alone(text: &str) -> Vec<Diagnostic> {
    let mut sources = Sources::new();
    let id = sources.add("book.plim", text);
    parse(id, text).findings
}

/// Every finding points into the text, at whole letters.
fn read_anything(text: &str) {
    let mut sources = Sources::new();
    let id = sources.add("book.plim", text);
    let parsed = parse(id, text);
    let checked = check(&[parsed.tree]);
    for finding in parsed.findings.iter().chain(&checked.findings) {
        assert!(!finding.message.is_empty());
        let spans = finding.labels.iter().filter_map(|label| match &label.place {
            Place::Rule(span) => Some(*span),
            Place::Data(_) => None,
        });
        for span in spans.chain(finding.fixes.iter().map(|fix| fix.span)) {
            let (start, end) = (span.start as usize, span.end as usize);
            assert!(start <= end && end <= text.len(), "{} points outside the text", finding.code.0);
            assert!(text.get(start..end).is_some(), "{} points into the middle of a letter", finding.code.0);
        }
    }
}

#[test]
fn braces_and_brackets_without_end_are_read_in_no_time() {
    for piece in
        ["{", "}", "(", ")", "\"", "{ (", "stage a { ", "measure 1 { ", "not ", "any x is ", "; ", "a, "]
    {
        for inside in ["", "measure 1 {\n  foo ", "rating R {\n  green when ", "ladder L { "] {
            read_anything(&format!("{inside}{}", piece.repeat(3_000)));
        }
    }
    // A condition within an amount within a condition is read more than once on the way to its end.
    for piece in
        ["count of periods where (", "at most 5 of share of sites where (", "measure 1 { computed { 2 * min("]
    {
        for inside in ["measure 1 {\n  computed as ", "rating R {\n  green when "] {
            read_anything(&format!("{inside}{}", piece.repeat(500)));
        }
    }
    for (head, link) in [
        ("value > 1", " + 1"),
        ("value > 1", " * 2"),
        ("red", " for 2 periods"),
        ("red", " or red"),
        ("red", ", red"),
    ] {
        read_anything(&format!(
            "rating R {{\n  green when {head}{}\n}}\nmeasure 1 {{ rating R }}",
            link.repeat(5_000)
        ));
    }
}

/// The rule books that come with the program, and the documents' examples.
fn real_texts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = vec![BOOK.to_owned()];
    for book in ["oxfordshire-2019", "cqc-action-plan-2019", "primary-care-networks-2019"] {
        let mut files: Vec<_> = std::fs::read_dir(root.join("rules").join(book))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        let rules = files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "plim"));
        texts.extend(rules.map(|path| std::fs::read_to_string(path).unwrap()));
    }
    let document = std::fs::read_to_string(root.join("docs/language.md")).unwrap();
    let examples =
        blocks(&document).into_iter().filter(|b| b.word() == "plimsoll" && b.header.contains("in book"));
    texts.extend(examples.inspect(|b| assert!(b.line > 1)).map(|b| b.text));
    texts
}

/// Pieces of rules, signs and letters of other scripts, in any order.
fn soup() -> impl Strategy<Value = String> {
    let mut words: Vec<String> = Inside::ALL
        .iter()
        .flat_map(|inside| clause_words(*inside))
        .flat_map(|clause| [clause.word.to_owned(), clause.forms.split('`').nth(1).unwrap_or("").to_owned()])
        .collect();
    words.extend(DECLARATIONS.iter().map(|(word, _)| (*word).to_owned()));
    for other in [
        "{",
        "}",
        "(",
        ")",
        "\"",
        "“",
        "”",
        "\n",
        ";",
        ",",
        "#",
        "and",
        "or",
        "not",
        "for 2 periods",
        "5%",
        "95",
        "£",
        "24,55",
        "1O0",
        "31 June 2019",
        "Q5 2018/19",
        "Н",
        "–",
        "\u{a0}",
        "\u{feff}",
        "é",
        "😀",
        "\r\n",
        "\t",
        ":",
        "=",
        "value",
        "target",
        ">=",
        "+",
        "of measure 1.1",
        "in Q3 2018/19",
        "within",
        "99999999999999999999",
        "0",
    ] {
        words.push(other.to_owned());
    }
    proptest::collection::vec(proptest::sample::select(words), 0..60).prop_map(|words| words.join(" "))
}

/// A real text with a few bytes' worth taken out, doubled or put in.
fn damaged() -> impl Strategy<Value = String> {
    let slip = (any::<proptest::sample::Index>(), 0_usize..3, "[ -~\n“–é(){}\"]{0,4}", 0_usize..6);
    (proptest::sample::select(real_texts()), proptest::collection::vec(slip, 1..6)).prop_map(
        |(text, slips)| {
            let mut letters: Vec<char> = text.chars().collect();
            for (place, kind, put, length) in slips {
                if letters.is_empty() {
                    break;
                }
                let at = place.index(letters.len());
                let end = (at + length).min(letters.len());
                match kind {
                    0 => drop(letters.drain(at..end)),
                    1 => drop(letters.splice(at..at, put.chars().collect::<Vec<_>>())),
                    _ => {
                        let again = letters[at..end].to_vec();
                        drop(letters.splice(at..at, again));
                    }
                }
            }
            letters.into_iter().collect()
        },
    )
}

/// The declarations of a text, each with the lines that belong to it.
fn declarations(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut depth = 0_i32;
    for line in text.lines() {
        if depth == 0 || found.is_empty() {
            found.push(String::new());
        }
        let last = found.len() - 1;
        found[last].push_str(line);
        found[last].push('\n');
        depth += line.matches('{').count() as i32 - line.matches('}').count() as i32;
    }
    found.retain(|declaration| !declaration.trim().is_empty());
    found
}

fn as_set(files: &[String]) -> BTreeSet<String> {
    let named: Vec<String> = (0..files.len()).map(|at| format!("{at}.plim")).collect();
    let files: Vec<(&str, &str)> =
        named.iter().map(String::as_str).zip(files.iter().map(String::as_str)).collect();
    told(&read_book(&files).1).into_iter().collect()
}

/// A book with faults that have nothing to do with the order of its declarations.
fn with_faults() -> String {
    BOOK.replace("owner     CT\n  unit      people", "owner     CTB\n  unit      people")
        .replace("target    95% or more", "target    95 or more")
        .replace("reports to HWB\n  rating", "reports to director\n  rating")
        .replace("measures    1.1, 1.2", "measures    1.1, 1.9")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        read_anything(&text);
    }

    #[test]
    fn any_pieces_of_rules_are_read(text in soup()) {
        read_anything(&text);
    }

    #[test]
    fn the_order_of_declarations_and_files_decides_nothing(
        (whole, shuffled) in prop_oneof![Just(BOOK.to_owned()), Just(with_faults())]
            .prop_map(|text| declarations(&text))
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))
    ) {
        let whole = as_set(&[whole.concat()]);
        prop_assert_eq!(&whole, &as_set(&[shuffled.concat()]));
        prop_assert_eq!(&whole, &as_set(&shuffled));
    }

    #[test]
    fn as_many_bad_clauses_as_many_findings(
        bad in proptest::sample::subsequence(clause_lines(), 0..6)
    ) {
        let text = with_lines(|at, line| bad.contains(&at).then(|| format!("  ?? {}", line.trim_start())));
        let found = serious(&text);
        prop_assert_eq!(found.len(), bad.len(), "{:#?}", found);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn real_rules_with_slips_in_them_are_read(text in damaged()) {
        read_anything(&text);
    }
}
