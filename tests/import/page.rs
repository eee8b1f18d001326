//! `docs/import.md` does what it says: its tables are imported by its commands, and what it shows is what comes of them.

use std::fs;

use assert_cmd::Command;

use super::root;

#[test]
fn the_page_on_importing_does_what_it_says() {
    let page = fs::read_to_string(root().join("docs/import.md")).unwrap();
    let home = tempfile::tempdir().unwrap();
    let (mut printed, mut tried) = (String::new(), 0);
    let mut parts = page.split("```");
    parts.next();
    while let Some(block) = parts.next() {
        parts.next();
        let (header, text) = block.split_once('\n').unwrap();
        match header.split_once(' ').unwrap_or((header, "")) {
            ("csv", name) => fs::write(home.path().join(name), text).unwrap(),
            ("sh", _) => {
                let line = text.trim().strip_prefix("plimsoll ").unwrap();
                let ran = Command::cargo_bin("plimsoll")
                    .unwrap()
                    .current_dir(home.path())
                    .args(words(line))
                    .assert();
                let ran = ran.code(0);
                printed = String::from_utf8_lossy(&ran.get_output().stdout).into_owned();
                tried += 1;
            }
            ("text", _) => {
                let mut lines = printed.lines();
                for shown in text.lines().filter(|line| !line.is_empty()) {
                    assert!(
                        lines.any(|line| line == shown),
                        "`{shown}` is not printed, or not in this order:\n{printed}"
                    );
                }
            }
            ("plimsoll", name) => {
                let file = fs::read_to_string(home.path().join(name)).unwrap();
                assert!(file.contains(text), "{name} does not hold\n{text}\n{file}");
            }
            (other, _) => panic!("what is a block of `{other}`?"),
        }
    }
    assert!(tried >= 6, "only {tried} commands were tried");
}

/// The words of a command line, with quotation marks taken off.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().unwrap().push(c),
        }
    }
    words
}
