//! A withheld figure is in no output: a book and data with figures that nobody writes by chance, withheld in every way
//! there is and repeated in notes and answers, go through every format that the program offers, and each file is searched.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test that cannot go on should stop, and runs the program on files of its own"
)]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

const BOOK: &str = r#"framework "Pack" { year April to March; due quarterly }
board HIB "Health Improvement Board" { reports to HWB; meets 5 September 2019, 5 December 2019 }
board HWB "Health and Wellbeing Board" { meets 12 September 2019, 12 December 2019 }
role chair "Chair"
theme start "A good start"
groups site "Site" { A "Abbey"; B "Bridge"; C "Castle"; D "Dene" }
rating RAG { green when on target; amber when within 5% of target; red otherwise }
measure 1 "Marked people" { theme start; owner HIB; unit people; aim reduce; by site; baseline 90 in Q4 2018/19
  target 60 or fewer; rating RAG on the worst site }
measure 2 "Small numbers" { theme start; owner HIB; unit people; aim reduce; by site
  target 60 or fewer; rating RAG on the total; plausible up to 1,000,000; withhold counts 7300 to 7399 and the next smallest }
measure 3 "Marked share" { owner HIB; unit % of people; aim reduce; target 50% or less; rating RAG }
measure 4 "Share of small" { owner HIB; unit % of people; aim reduce; by site; target 50% or less; rating RAG on the total
  withhold counts 7300 to 7399 and the next smallest }
measure 5 "Money" { owner HIB; unit pounds; aim reduce; target 5000 or less; rating RAG }
measure 6 "Time" { owner HIB; unit minutes; aim reduce; target 60 or less; rating RAG }
measure 7 "Earlier" { theme start; owner HIB; unit people; aim reduce; target 60 or fewer; rating RAG; movement within one target }
measure 8 "Sum" { owner HIB; unit people; aim reduce; target 60 or fewer; rating RAG; plausible up to 1,000,000
  is the total of measures 7, 9 }
measure 9 "Rest" { owner HIB; unit people; aim reduce; target 60 or fewer; rating RAG }
measure 10 "Made of it" { owner HIB; unit people; aim reduce; target 60 or fewer; rating RAG; computed as measure 9 + measure 11 }
measure 11 "Marked" { owner HIB; unit people; aim reduce; target 60 or fewer; rating RAG }
measure 12 "So far" { owner HIB; unit people; aim reduce; target 60 or fewer; rating RAG; plausible up to 1,000,000
  is the total of measure 11 from the start of the year }
measure 13 "Rate" { owner HIB; unit per 1,000 residents; aim reduce; target 60 or less; rating RAG; plausible up to 1,000,000
  numerator is measure 11; denominator is measure 14 }
measure 14 "Residents" { owner HIB; unit residents; aim monitor }
measure 15 "Not believed" { owner HIB; unit people; aim reduce; target 60 or fewer; rating RAG; plausible up to 5,000
  is the total of measures 9, 11 }
measure 16 "Replaced" { owner HIB; unit people; aim reduce; target 60 or fewer; rating RAG; plausible up to 1,000,000 }
measure 17 "On average" { owner HIB; unit people; aim reduce; target 60 or fewer; rating RAG; plausible up to 1,000,000
  is the average of measure 11 of the last 2 quarters }
escalation exception "Exception report" { when amber or worse; to owner, chair; respond within 10 working days
  ask cause "What explains {value} after {previous}, a target of {target}?"; ask lead "Who leads?"; then board above owner if no response }
report paper "Paper" { shows all; history 2 years; lists notes owed; to HWB by newsletter in Q1, Q2, Q3, Q4 }
"#;

/// What is withheld, its share or time, the next smallest that goes with it, and what is left of each when a target, a
/// published sum or another figure is taken away.
const SECRETS: [&str; 25] = [
    "7331",
    "7,331",
    "73.31",
    "73.3",
    "0.7331",
    "7 hours 33",
    "7 h 33",
    "453",
    "8442",
    "8,442",
    "84.42",
    "84.4",
    "7271",
    "7,271",
    "23.31",
    "8382",
    "8,382",
    "2331",
    "2,331",
    "7391",
    "7,391",
    "7421",
    "7,421",
    "733.1",
    "3,710.5",
];

fn write_pack(folder: &Path) {
    fs::create_dir_all(folder.join("data")).unwrap();
    fs::write(folder.join("book.plim"), BOOK).unwrap();
    let note = "it was 7331 (7,331; 73.31%; £7,331)";
    let mut rows = "measure,period,site,value,numerator,denominator,mark,note,submitted\n".to_owned();
    for (quarter, day) in [(1, "2019-07-02"), (2, "2019-10-02")] {
        let mut row = |measure: &str, cells: &str, mark: &str, note: &str| {
            rows.push_str(&format!("{measure},Q{quarter} 2019/20,{cells},{mark},\"{note}\",{day}\n"));
        };
        for (site, value, mark) in
            [("A", "71", ""), ("B", "7331", "suppressed"), ("C", "88", ""), ("D", "91", "")]
        {
            row("1", &format!("{site},{value},,"), mark, note);
        }
        for (site, count) in [("A", 7331), ("B", 8442), ("C", 9553), ("D", 9910)] {
            row("2", &format!("{site},{count},,"), "", note);
            row("4", &format!("{site},,{count},10000"), "", note);
        }
        row("3", ",73.31%,7331,10000", "suppressed", note);
        row("5", ",\"£7,331\",,", "suppressed", note);
        row("6", ",7 hours 33 min,,", "[c]", "it took 7 hours 33 min, or 453 minutes");
        let (early, sum, mark) = if quarter == 1 { ("7331", 7391, "suppressed") } else { ("80", 140, "") };
        row("7", &format!(",{early},,"), mark, note);
        row("8", &format!(",{sum},,"), "", "");
        row("9", ",60,,", "", note);
        // One quarter is withheld and the next is not: what adds up both would give it away, and so would a rate.
        let early = quarter == 1;
        row("11", if early { ",7331,," } else { ",90,," }, if early { "c" } else { "" }, note);
        row("12", if early { ",7331,," } else { ",7421,," }, "", "");
        row("13", if early { ",733.1,," } else { ",9,," }, "", "");
        row("14", ",10000,,", "", "");
        row("15", if early { ",7391,," } else { ",150,," }, "", "");
        row("17", if early { ",,," } else { ",3710.5,," }, if early { "x" } else { "" }, "");
        // It was shown for a day.
        rows.push_str(&format!("16,Q{quarter} 2019/20,,7331,,,,{note:?},{day}\n"));
        rows.push_str(&format!("16,Q{quarter} 2019/20,,7331,,,suppressed,,{}\n", day.replace("-02", "-20")));
    }
    fs::write(folder.join("data/values.csv"), rows).unwrap();
    let mut answers = "measure,escalation,period,field,text,lead,submitted\n".to_owned();
    for measure in ["1", "2", "3", "4", "5", "7", "10", "11"] {
        for (quarter, day) in [(1, "2019-07-05"), (2, "2019-10-05")] {
            answers.push_str(&format!(
                "{measure},exception,Q{quarter} 2019/20,cause,\"{note}\",Ann 7331,{day}\n"
            ));
        }
    }
    fs::write(folder.join("data/responses.csv"), answers).unwrap();
}

fn formats_of(verb: &str) -> Vec<String> {
    let program = plimsoll::cli::command();
    let verb = program.find_subcommand(verb).unwrap();
    let format = verb.get_arguments().find(|one| one.get_id() == "format").unwrap();
    format.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect()
}

/// What a command prints holds no secret; one that is refused has shown nothing, and fails.
fn run(folder: &Path, arguments: &[&str]) {
    let ran = Command::cargo_bin("plimsoll").unwrap().current_dir(folder).args(arguments).output().unwrap();
    let said = String::from_utf8(ran.stdout).unwrap() + &String::from_utf8(ran.stderr).unwrap();
    assert!(matches!(ran.status.code(), Some(0 | 1 | 4)), "{arguments:?}: {said}");
    search(&format!("{arguments:?}"), &said);
}

/// A figure stands by itself: `7331` is not looked for in a hash, nor `453` in 1.453.
fn search(name: &str, text: &str) {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '.');
    for secret in SECRETS {
        for (at, _) in text.match_indices(secret) {
            let (before, after) = (&text[..at], &text[at + secret.len()..]);
            let joined =
                is_part(before.chars().next_back()) || after.starts_with(|c: char| c.is_ascii_alphanumeric());
            let near: String = before.chars().rev().take(90).collect::<Vec<_>>().into_iter().rev().collect();
            let after: String = after.chars().take(60).collect();
            assert!(joined, "{name} holds {secret}: {near}{secret}{after}");
        }
    }
}

fn search_file(file: &Path) {
    let name = file.display().to_string();
    search(&name, &file.file_name().unwrap().to_string_lossy());
    let bytes = fs::read(file).unwrap();
    if !bytes.starts_with(b"PK") {
        return search(&name, &String::from_utf8(bytes).unwrap());
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = format!("{name}:{}", part.name().unwrap());
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        // A picture may write its letters with two bytes each.
        let wide: Vec<u16> = bytes.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
        match String::from_utf8(bytes) {
            Ok(text) => searched_markup(&name, &text),
            Err(_) => search(&name, &String::from_utf16_lossy(&wide)),
        }
    }
}

/// Places and sizes in a drawing are numbers as well: of markup, its words and attributes for words are searched.
fn searched_markup(name: &str, text: &str) {
    let mut words = String::new();
    for piece in text.split('<').skip(1) {
        let (tag, said) = piece.split_once('>').unwrap_or((piece, ""));
        for attribute in ["descr=\"", "title=\"", "name=\"", "office:value=\"", "office:string-value=\""] {
            let value = tag.split_once(attribute).and_then(|(_, rest)| rest.split('"').next());
            words.push_str(value.unwrap_or(""));
            words.push('\n');
        }
        words.push_str(said);
        words.push('\n');
    }
    search(name, &words);
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files
}

#[test]
fn no_file_that_the_program_writes_holds_a_withheld_figure() {
    let scratch = tempfile::tempdir().unwrap();
    let (pack, out) = (scratch.path().join("pack"), scratch.path().join("out"));
    write_pack(&pack);
    fs::create_dir(&out).unwrap();
    let day = ["--as-of", "2019-11-30"];
    for format in formats_of("run") {
        let found = format!("sarif=found-{format}.sarif");
        let asked = [
            "run",
            "../pack",
            "--format",
            &format,
            "--out",
            &format,
            "--ledger",
            "l.csv",
            "--findings",
            &found,
        ];
        run(&out, &[&asked[..], &day].concat());
        assert!(!files_below(&out.join(&format)).is_empty(), "{format} writes nothing");
    }
    for more in [
        ["--prompts", "p.csv"],
        ["--prompts", "p.json"],
        ["--findings", "json=f.json"],
        ["--findings", "junit=f.xml"],
    ] {
        run(&out, &[&["run", "../pack"][..], &day, &more].concat());
    }
    let pages: [&[&str]; 4] = [
        &["show", "../pack"],
        &["simulate", "../pack", "--as-of", "2019-11-30"],
        &["restate", "../pack", "--as-of", "2019-11-30"],
        &["diff", "../pack", "../pack", "--as-of", "2019-11-30"],
    ];
    for page in pages {
        for format in formats_of(page[0]) {
            // The rules themselves say which counts are small, and not which there were.
            let file = format!("page-{}.{format}", page[0]);
            run(&out, &[page, &["--format", &format, "--out", &file]].concat());
        }
    }
    run(&out, &["template", "../pack", "--period", "Q3 2019/20", "--as-of", "2020-01-02", "--out", "forms"]);
    let files = files_below(&out);
    assert!(files.len() > 60, "{files:?}");
    files.iter().for_each(|file| search_file(file));
}

#[test]
fn no_derivation_tells_a_withheld_figure() {
    let scratch = tempfile::tempdir().unwrap();
    write_pack(scratch.path());
    for measure in 1..=17 {
        for period in ["Q1 2019/20", "Q2 2019/20"] {
            run(
                scratch.path(),
                &["why", &measure.to_string(), period, "--book", ".", "--as-of", "2019-11-30"],
            );
        }
    }
}
