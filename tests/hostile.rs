//! Nothing that somebody wrote into rules or data runs, links or commands anything in any file or on any terminal: every
//! free text carries scripts, formulas, links, escapes and marks, and every format that the program offers is looked at.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on should stop, and runs the program on files of its own"
)]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// What is put wherever text may stand.
const BAD: [&str; 12] = [
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "+1+evil",
    "-1+1",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "](javascript:alert(1))",
    "![x](http://evil.example/x.png)",
    "<http://evil.example> http://evil.example www.evil.example me@evil.example",
    "` ``` </title></style></td>]]> --> &lt;b&gt;",
    "\u{1b}[31mred\u{1b}]8;;http://evil.example\u{7}\u{202e}tfel\u{9b}2J\u{2066}",
];

fn all() -> String {
    BAD.join(" ")
}

/// A folder with rules and data whose every text is hostile, and the name of its data file too.
fn hostile(folder: &Path) {
    let (data, bad) = (folder.join("data"), all());
    fs::create_dir_all(&data).unwrap();
    let text = |start: &str| format!("{start} {bad}");
    let book = format!(
        r#"framework "{title}" {{ year April to March; due quarterly; source "{bad}" }}
board HIB "{board}" {{ reports to HWB }}
board HWB "{bad}"
role chair "{bad}"
theme start "{bad}"
groups site "{bad}" {{ A "{bad}"; B "{bad}" }}
groups ward "Ward" from data
rating RAG {{ green when on target; amber when within 5% of target; red otherwise }}
measure 1 "{formula}" {{ theme start; owner HIB; unit {unit}; aim reduce; baseline 10 in Q4 2018/19
  target 5 or fewer; rating RAG; note "{bad}"; source "{bad}" }}
measure 2 "{bad}" {{ theme start; owner HIB; unit people; aim reduce; by site; target 5 or fewer; rating RAG on the worst site }}
measure 3 "{bad}" {{ owner HIB; unit people; aim reduce; by ward; target 5 or fewer; rating RAG on the worst ward }}
escalation exception "{bad}" {{ when amber or worse; to owner, chair; respond within 10 working days
  ask cause "{{measure}} {bad}"; ask lead "{bad}"; then board above owner if no response }}
escalation told "{bad}" {{ when red; to HWB }}
report paper "{bad}" {{ shows all; note "{bad}"; to HWB by newsletter in Q1, Q2, Q3, Q4 }}
waiver "{bad}" {{ measure 3; escalation told; until 26 September 2030; because "{bad}"; agreed by HWB on 1 April 2019 }}
"#,
        title = text("=1+1"),
        board = text("@SUM(1+1)"),
        formula = text("=HYPERLINK(1)"),
        unit = "people",
    );
    fs::write(folder.join("book.plim"), book).unwrap();
    let cell = format!("\"{}\"", bad.replace('"', "\"\""));
    let mut rows = "measure,period,site,ward,value,note,submitted by,submitted\n".to_owned();
    for (at, one) in BAD.iter().enumerate() {
        let one = format!("\"{one}\"");
        rows.push_str(&format!("3,Q{} 2019/20,,{one},{},{one},{one},\n", at % 2 + 1, 20 + at));
    }
    for quarter in 1..=2 {
        rows.push_str(&format!("1,Q{quarter} 2019/20,,,{quarter}9,{cell},{cell},\n"));
        rows.push_str(&format!("2,Q{quarter} 2019/20,A,,{quarter}7,{cell},{cell},\n"));
        rows.push_str(&format!("2,Q{quarter} 2019/20,B,,{cell},{cell},{cell},\n"));
    }
    rows.push_str(&format!(
        "{cell},Q2 2019/20,,,3,{cell},,\n1,{cell},,,3,,,{cell}\n2,Q2 2019/20,{cell},,3,,,\n"
    ));
    fs::write(data.join("=cmd <script>alert(1)<script> `x` [a](b).csv"), rows).unwrap();
    let mut answers = "measure,escalation,period,field,text,lead,recovery,submitted\n".to_owned();
    for one in BAD {
        answers.push_str(&format!("1,exception,Q2 2019/20,cause,\"{one}\",\"{one}\",,2019-10-02\n"));
    }
    answers.push_str(&format!("1,exception,Q2 2019/20,{cell},{cell},,{cell},\n{cell},{cell},{cell},,,,,\n"));
    fs::write(data.join("responses.csv"), answers).unwrap();
}

fn formats_of(verb: &str) -> Vec<String> {
    let program = plimsoll::cli::command();
    let verb = program.find_subcommand(verb).unwrap();
    let format = verb.get_arguments().find(|one| one.get_id() == "format").unwrap();
    format.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect()
}

/// What a command says and tells. One that is refused has looked at nothing, so nothing of it may be passed over.
fn run(folder: &Path, arguments: &[&str]) -> (String, String) {
    let ran = Command::cargo_bin("plimsoll").unwrap().current_dir(folder).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (out, err) = (text(ran.stdout), text(ran.stderr));
    assert!(matches!(ran.status.code(), Some(0 | 1 | 4)), "{arguments:?}: {err}");
    (out, err)
}

#[test]
fn no_format_of_the_pack_runs_or_links_what_was_submitted() {
    let scratch = tempfile::tempdir().unwrap();
    hostile(scratch.path());
    let formats = formats_of("run");
    assert!(formats.len() > 3, "the formats are read from the program: {formats:?}");
    for format in &formats {
        let out = format!("out-{format}");
        let (said, told) = run(
            scratch.path(),
            &[
                "run",
                ".",
                "--as-of",
                "2019-11-30",
                "--out",
                &out,
                "--format",
                format,
                "--ledger",
                "ledger.csv",
                "--prompts",
                "prompts.csv",
                "--findings",
                "sarif=all.sarif",
            ],
        );
        terminal(&said);
        terminal(&told);
        let files = files_in(&scratch.path().join(&out));
        assert!(!files.is_empty(), "{format} writes nothing");
        files.iter().for_each(|file| look_at(file));
    }
    for file in ["ledger.csv", "prompts.csv", "all.sarif"] {
        look_at(&scratch.path().join(file));
    }
}

#[test]
fn no_page_and_no_terminal_is_commanded() {
    let scratch = tempfile::tempdir().unwrap();
    hostile(scratch.path());
    let pages: [&[&str]; 4] = [
        &["show", "."],
        &["simulate", ".", "--as-of", "2019-11-30"],
        &["restate", ".", "--as-of", "2019-11-30"],
        &["diff", ".", "."],
    ];
    for page in pages {
        for format in formats_of(page[0]) {
            let file = format!("{}.{format}", page[0]);
            let (said, told) = run(scratch.path(), &[page, &["--format", &format, "--out", &file]].concat());
            terminal(&said);
            terminal(&told);
            look_at(&scratch.path().join(file));
        }
    }
    for arguments in [
        &["check", "."][..],
        &["run", ".", "--as-of", "2019-11-30"],
        &["run", ".", "--as-of", "2019-11-30", "--format", "text"],
        &["why", "1", "Q2 2019/20", "--book", ".", "--as-of", "2019-11-30"],
        &["check", ".", "--format", "plain"],
        &["check", ".", "--format", "github"],
    ] {
        let (said, told) = run(scratch.path(), arguments);
        terminal(&said);
        terminal(&told);
    }
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in &files {
        let name = file.file_name().unwrap().to_str().unwrap();
        assert!(
            name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.'),
            "{name}"
        );
    }
    files
}

/// Looks at a file by what it is.
fn look_at(file: &Path) {
    let bytes = fs::read(file).unwrap();
    let ending = file.extension().unwrap().to_str().unwrap();
    if bytes.starts_with(b"PK") {
        return archive(file, &bytes);
    }
    let text = String::from_utf8(bytes).unwrap();
    match ending {
        "html" => html(file, &text),
        "md" => markdown(file, &text),
        "txt" | "text" => terminal(&text),
        "csv" => csv(file, &text),
        "json" | "sarif" => drop(serde_json::from_str::<serde_json::Value>(&text).unwrap()),
        other => panic!("{other}: say what must hold of files of this kind"),
    }
}

/// No control character but line ends, and no mark that turns the direction.
fn terminal(text: &str) {
    let bad = text.chars().find(|c| {
        (c.is_control() && *c != '\n') || matches!(*c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    });
    assert_eq!(bad, None, "{}", text.escape_debug());
}

/// Only tags and attributes of ours; nothing is loaded, and links stay within the pages.
fn html(file: &Path, text: &str) {
    const TAGS: &str = "html head meta title style body main header footer nav section h1 h2 h3 h4 h5 h6 p ul ol li dl \
        dt dd div span table caption thead tbody tfoot tr th td a br strong em blockquote details summary svg path line \
        circle rect text tspan g desc polyline polygon figure figcaption aside b small time abbr hr clippath defs pattern use";
    terminal(&text.replace('\t', " "));
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with('!') {
            continue;
        }
        let end = rest.find('>').unwrap();
        let tag = &rest[..end];
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        assert!(TAGS.split_whitespace().any(|own| own == name.to_lowercase()), "{}: <{tag}>", file.display());
        for attribute in tag.split('"').step_by(2) {
            let key = attribute.trim().trim_end_matches('=').trim_start_matches(&name).trim().to_lowercase();
            assert!(
                !key.starts_with("on") && !["src", "action", "srcdoc", "formaction"].contains(&key.as_str()),
                "{}: <{tag}>",
                file.display()
            );
        }
        if let Some((_, after)) = tag.split_once("href=\"") {
            let target = after.split('"').next().unwrap();
            let own = target
                .strip_suffix(".html")
                .is_some_and(|name| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
            assert!(target.starts_with('#') || own, "{}: {target}", file.display());
        }
        if name == "style" && !tag.starts_with('/') {
            rest = &rest[rest.find("</style>").unwrap()..];
        }
    }
}

/// No tag, link or picture but ours.
fn markdown(file: &Path, text: &str) {
    terminal(text);
    for (at, _) in text.match_indices('<') {
        let own = ["<br>", "<!-- -->"].iter().any(|own| text[at..].starts_with(own));
        assert!(own || is_escaped(text, at), "{}: {}", file.display(), around(text, at));
    }
    for (at, _) in text.match_indices("](") {
        let target = text[at + 2..].split(')').next().unwrap();
        let own = target
            .strip_suffix(".md")
            .is_some_and(|name| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
        assert!(own || is_escaped(text, at), "{}: {}", file.display(), around(text, at));
    }
    for link in ["http://", "www.", "me@"] {
        assert!(!text.contains(link), "{}: {}", file.display(), around(text, text.find(link).unwrap_or(0)));
    }
    for (at, _) in text.match_indices('`') {
        assert!(is_escaped(text, at), "{}: {}", file.display(), around(text, at));
    }
}

fn is_escaped(text: &str, at: usize) -> bool {
    text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

fn around(text: &str, at: usize) -> String {
    text.chars().skip(text[..at].chars().count().saturating_sub(60)).take(120).collect()
}

/// No cell that a spreadsheet reckons with; a number may have its sign.
fn csv(file: &Path, text: &str) {
    let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    for row in rows.records() {
        for cell in row.unwrap().iter() {
            let number = cell.trim_end_matches('%').parse::<f64>().is_ok();
            assert!(
                number || !cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{}: {cell}",
                file.display()
            );
            terminal(cell);
        }
    }
}

/// Each part is sound XML, has no formula made of a text, and leads nowhere outside.
fn archive(file: &Path, bytes: &[u8]) {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = format!("{}:{}", file.display(), part.name().unwrap());
        let mut text = String::new();
        if part.read_to_string(&mut text).is_err() || !(name.ends_with(".xml") || name.ends_with(".rels")) {
            continue;
        }
        let mut reader = quick_xml::Reader::from_str(&text);
        let mut formula = false;
        loop {
            use quick_xml::events::Event;
            match reader.read_event().unwrap_or_else(|why| panic!("{name}: {why}")) {
                Event::Eof => break,
                Event::Start(tag) => {
                    formula = &*tag == "f" || tag.starts_with("f ");
                    element(&name, &tag);
                }
                Event::Empty(tag) => element(&name, &tag),
                Event::Text(inside) if formula => {
                    let inside = inside.to_string();
                    for bad in ["cmd", "SUM(1+1)", "evil", "alert", "HYPERLINK"] {
                        assert!(!inside.contains(bad), "{name}: {inside}");
                    }
                }
                Event::End(_) => formula = false,
                _ => {}
            }
        }
    }
}

fn element(name: &str, tag: &str) {
    if tag.contains("Target=") || tag.contains("xlink:href=") || tag.contains("table:formula=") {
        for bad in ["evil", "javascript", "cmd", "alert(1)"] {
            assert!(!tag.contains(bad), "{name}: {tag}");
        }
    }
}
