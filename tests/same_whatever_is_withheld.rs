//! Nobody can tell what was withheld: two sets of figures that differ in withheld figures alone give the same papers,
//! pictures, tables and workbooks in every format, byte for byte, save for the fingerprints of the files that were read.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on should stop, and runs the program on files of its own"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use assert_cmd::Command;

/// Every way in which groups are rated; a figure of 2 meets the target of each site, and one of 3 does not.
const BOOK: &str = r#"framework "Stations" { year April to March; due quarterly
  report days 21 July 2025, 20 October 2025, 19 January 2026, 20 April 2026 }
board FRA "Fire Authority" { meets 24 June 2026 }
board PREV "Prevention" { reports to FRA }
groups station "Station" { WB "Westbury" owned by PREV; KN "Knoll"; HA "Harbour" }
rating RAG { green when on target; amber when within 50% of target; red otherwise }
measure T "Hurt in fires" { owner PREV; unit people; aim reduce; by station; target 12 or fewer; rating RAG on the total
  withhold counts 1 to 4 and the next smallest }
measure E "Hurt at work" { owner PREV; unit people; aim reduce; by station; target 2 or fewer; rating RAG on each station
  withhold counts 1 to 4 and the next smallest }
measure S "Share hurt" { owner PREV; unit % of people; aim reduce; by station; target 3% or less; rating RAG on the total
  withhold counts 1 to 4 and the next smallest }
escalation exception "Exception report" { when amber or worse; to owner; respond within 10 working days
  ask cause "What explains {value} after {previous}?"; then board above owner if no response }
ladder help "Help" { per station; applies to measure E; stage usual; stage helped { enter when off target; leave when on target; to FRA } }
report paper "Paper" { shows all; history 2 years; to FRA at its next meeting }
"#;

/// The days on which the figures of each quarter came.
const QUARTERS: [(&str, &str); 4] = [
    ("Q1 2025/26", "2025-07-10"),
    ("Q2 2025/26", "2025-10-09"),
    ("Q3 2025/26", "2026-01-12"),
    ("Q4 2025/26", "2026-04-10"),
];

/// The counts of the three stations in each quarter, unlike from measure to measure. The second quarter and the last withhold
/// nothing, so that charts are drawn.
const COUNTS: [(&str, [[u32; 3]; 4]); 3] = [
    ("T", [[6, 2, 9], [7, 8, 9], [2, 6, 9], [7, 8, 6]]),
    ("E", [[15, 2, 11], [17, 18, 12], [2, 13, 19], [14, 11, 16]]),
    ("S", [[25, 3, 31], [21, 22, 33], [3, 26, 32], [23, 29, 27]]),
];

/// The same with one more where a count is withheld, and with one less where the next smallest is withheld for the sake of
/// the total, so that they add up to the same.
fn other(measure: &str, counts: [u32; 3]) -> [u32; 3] {
    let less = u32::from(measure != "E");
    match counts {
        [next, small @ 2..=3, last] => [next - less, small + 1, last],
        [small @ 2..=3, next, last] => [small + 1, next - less, last],
        all => all,
    }
}

type Change = fn(&str, [u32; 3]) -> [u32; 3];

fn write(folder: &Path, change: Change) {
    fs::create_dir_all(folder.join("data")).unwrap();
    fs::write(folder.join("book.plim"), BOOK).unwrap();
    let mut rows = "measure,period,station,value,numerator,denominator,submitted on\n".to_owned();
    for (measure, all) in COUNTS {
        for ((quarter, day), counts) in QUARTERS.iter().zip(all) {
            for (station, count) in ["WB", "KN", "HA"].iter().zip(change(measure, counts)) {
                let cells = if measure == "S" { format!(",{count},100") } else { format!("{count},,") };
                rows.push_str(&format!("{measure},{quarter},{station},{cells},{day}\n"));
            }
        }
    }
    fs::write(folder.join("data/figures.csv"), rows).unwrap();
}

/// The text of a file without fingerprints: runs of 64 hexadecimal digits.
fn without_fingerprints(text: &str) -> String {
    let mut out = String::new();
    let mut run = String::new();
    for letter in text.chars().chain(['\n']) {
        if letter.is_ascii_hexdigit() {
            run.push(letter);
            continue;
        }
        out.push_str(if run.len() == 64 { "…" } else { &run });
        run.clear();
        out.push(letter);
    }
    out
}

/// Every file beneath a folder, and every part of those that are packed.
fn contents(folder: &Path) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(&path).unwrap();
        let parts = if bytes.starts_with(b"PK") {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            let read = |at| {
                let mut part = archive.by_index(at).unwrap();
                let mut inside = Vec::new();
                part.read_to_end(&mut inside).unwrap();
                (format!("{name}/{}", part.name().unwrap()), inside)
            };
            (0..zip::ZipArchive::new(fs::File::open(&path).unwrap()).unwrap().len()).map(read).collect()
        } else {
            vec![(name, bytes)]
        };
        for (name, bytes) in parts {
            // A picture has no letters; its bytes stand for themselves.
            let text = String::from_utf8(bytes).unwrap_or_else(|not| format!("{:02x?}", not.as_bytes()));
            all.insert(name, without_fingerprints(&text));
        }
    }
    all
}

#[test]
fn figures_that_differ_only_in_what_is_withheld_give_the_same_report_in_every_format() {
    let scratch = tempfile::tempdir().unwrap();
    let program = plimsoll::cli::command();
    let run = program.find_subcommand("run").unwrap();
    let format = run.get_arguments().find(|one| one.get_id() == "format").unwrap();
    let formats: Vec<String> =
        format.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let mut seen: Vec<BTreeMap<String, String>> = Vec::new();
    for (name, change) in [("one", (|_, all| all) as Change), ("other", other)] {
        // The folder has the same name in both, since reports say where a figure was read.
        let folder = scratch.path().join(name);
        write(&folder.join("pack"), change);
        let mut all = BTreeMap::new();
        for day in ["2026-01-19", "2026-04-20"] {
            let out = format!("out-{day}");
            let asked = ["run", "pack", "--as-of", day, "--format", &formats.join(","), "--out", &out];
            let ran =
                Command::cargo_bin("plimsoll").unwrap().current_dir(&folder).args(asked).output().unwrap();
            assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
            let papers = contents(&folder.join(&out));
            // It would prove nothing if nothing were drawn or withheld.
            assert!(papers["board-paper.html"].contains("<svg") && papers["history.csv"].contains("[c]"));
            all.extend(papers.into_iter().map(|(name, text)| (format!("{day}/{name}"), text)));
        }
        for measure in ["T", "E", "S"] {
            for (quarter, _) in QUARTERS {
                let asked = ["why", measure, quarter, "--book", "pack", "--as-of", "2026-04-20"];
                let ran = Command::cargo_bin("plimsoll").unwrap().current_dir(&folder).args(asked).output();
                let said = String::from_utf8(ran.unwrap().stdout).unwrap();
                all.insert(format!("why {measure} {quarter}"), said);
            }
        }
        seen.push(all);
    }
    let [one, other] = seen.as_slice() else { panic!("two runs") };
    assert!(one.len() > 100, "{:?}", one.keys());
    let only = |these: &BTreeMap<String, String>, those: &BTreeMap<String, String>| -> Vec<String> {
        these.keys().filter(|name| !those.contains_key(*name)).cloned().collect()
    };
    assert_eq!((only(one, other), only(other, one)), (vec![], vec![]));
    let mut told = String::new();
    // How wide the fingerprints of the files are drawn is theirs.
    let differ =
        |(name, text): &(&String, &String)| other[*name] != **text && !name.contains("run-record.docx");
    for (name, text) in one.iter().filter(differ) {
        // Where they part, with what stands before.
        let apart = text.bytes().zip(other[name].bytes()).take_while(|(one, other)| one == other).count();
        let near = |text: &str| text.bytes().skip(apart.saturating_sub(60)).take(120).collect::<Vec<u8>>();
        let (one, other) = (near(text), near(&other[name]));
        told.push_str(&format!(
            "{name}\n  {}\n  {}\n",
            String::from_utf8_lossy(&one),
            String::from_utf8_lossy(&other)
        ));
    }
    assert!(told.is_empty(), "{told}");
}
