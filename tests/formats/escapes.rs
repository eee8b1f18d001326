//! Whatever stands in a message, a path or a rule, each format can be read back.

use plimsoll::base::diag::{Cell, Code, Diagnostic};
use plimsoll::base::source::Sources;
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
use serde_json::Value;

use crate::{Checked, tree};

fn with(message: &str, file: &str) -> Checked {
    let cell = Cell { file: file.to_owned(), line: 2, column: None, position: None, text: String::new() };
    let finding =
        Diagnostic::error(Code("data::not-a-number"), message).cell(cell, "").help("write a number");
    Checked { findings: vec![finding], sources: Sources::new(), files: vec![file.to_owned()] }
}

/// Text as every format shows it: control characters and marks that turn the writing are spaces.
fn shown(text: &str) -> String {
    let harmful = |c: char| {
        (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.replace("\r\n", "\n").chars().map(|c| if harmful(c) { ' ' } else { c }).collect()
}

/// How GitHub's runner reads a command: properties up to `::`, each up to a comma, then the message.
fn read_command(line: &str) -> (String, Vec<(String, String)>, String) {
    let (head, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (kind, properties) = head.split_once(' ').unwrap();
    let back = |text: &str| {
        text.replace("%0D", "\r")
            .replace("%0A", "\n")
            .replace("%3A", ":")
            .replace("%2C", ",")
            .replace("%25", "%")
    };
    let properties = properties.split(',').map(|one| {
        let (name, value) = one.split_once('=').unwrap();
        (name.to_owned(), back(value))
    });
    let message = message.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    (kind.to_owned(), properties.collect(), message)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_message_comes_back_from_a_workflow_command(message in any::<String>(), file in "[a-z0-9 ,:%é]{1,12}\\.csv") {
        let drawn = with(&message, &file).draw("github");
        prop_assert_eq!(drawn.lines().count(), 1);
        let (kind, properties, text) = read_command(drawn.trim_end_matches('\n'));
        prop_assert_eq!(kind, "error");
        prop_assert_eq!(&properties[0], &("file".to_owned(), file));
        prop_assert_eq!(text, format!("{}\nhelp: write a number", shown(&message)));
    }

    #[test]
    fn a_message_comes_back_from_xml(message in any::<String>()) {
        let shown = shown(&message).replace('\n', " ");
        let shown: String = shown.chars().map(|c| if matches!(c, '\u{fffe}' | '\u{ffff}') { ' ' } else { c }).collect();
        let junit = tree::read(&with(&message, "a.csv").draw("junit"));
        prop_assert_eq!(&junit.all("failure")[0].attributes["message"], &shown);
        let checkstyle = tree::read(&with(&message, "a.csv").draw("checkstyle"));
        prop_assert!(checkstyle.all("error")[0].attributes["message"].starts_with(&shown));
    }

    #[test]
    fn a_path_comes_back_from_a_sarif_uri(file in "[a-zé%#?: ]{1,8}(/[a-z ]{1,5})?\\.csv") {
        let sarif: Value = serde_json::from_str(&with("wrong", &file).draw("sarif")).unwrap();
        let place = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
        let uri = place["uri"].as_str().unwrap();
        prop_assert!(uri.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~/%".contains(&b)) || uri.starts_with("file:"));
        let plain = uri.trim_start_matches("file:///");
        let mut bytes = Vec::new();
        let mut rest = plain.as_bytes();
        while let Some((first, after)) = rest.split_first() {
            let (byte, after) = match first {
                b'%' => (u8::from_str_radix(std::str::from_utf8(&after[..2]).unwrap(), 16).unwrap(), &after[2..]),
                _ => (*first, after),
            };
            bytes.push(byte);
            rest = after;
        }
        prop_assert_eq!(String::from_utf8(bytes).unwrap(), file);
    }
}

#[test]
fn paths_are_told_from_the_working_folder() {
    for (name, wanted) in [
        ("rules/a.plim", "rules/a.plim"),
        ("./rules/./a.plim", "rules/a.plim"),
        ("rules/../a.plim", "a.plim"),
        ("/work/rules/a.plim", "rules/a.plim"),
        ("/workshop/a.plim", "/workshop/a.plim"),
        ("../a.plim", "../a.plim"),
        ("rules\\a.plim", "rules/a.plim"),
    ] {
        let drawn = with("wrong", name).draw("github");
        assert!(drawn.starts_with(&format!("::error file={wanted},")), "{name}: {drawn}");
    }
    let outside = with("wrong", "/else where/a.csv").draw("sarif");
    assert!(outside.contains("\"uri\": \"file:///else%20where/a.csv\""), "{outside}");
    assert!(!outside.contains("SRCROOT"), "{outside}");
}
