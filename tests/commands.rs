//! Help, completions and manual pages: made from one definition, complete, and with examples that work.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files itself, and one that cannot has failed"
)]

use std::path::Path;
use std::process::{Command, Output};

fn plimsoll(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plimsoll")).args(arguments).current_dir(folder).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Every command with its long options and the words that may follow one.
fn verbs() -> Vec<(String, Vec<String>, Vec<String>)> {
    let whole = plimsoll::cli::command();
    let verbs = whole.get_subcommands().map(|verb| {
        let options: Vec<String> =
            verb.get_arguments().filter_map(|arg| arg.get_long()).map(str::to_owned).collect();
        let with_words =
            verb.get_arguments().filter(|arg| arg.get_action().takes_values() && !arg.is_positional());
        let values = with_words.flat_map(clap::Arg::get_possible_values);
        let values = values.map(|value| value.get_name().to_owned()).collect();
        (verb.get_name().to_owned(), options, values)
    });
    let verbs: Vec<_> = verbs.collect();
    assert!(verbs.len() > 5 && verbs.iter().any(|(_, options, _)| options.len() > 5));
    verbs
}

#[test]
fn completions_know_every_command_option_and_word() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = out(&plimsoll(Path::new("."), &["completions", shell]));
        for (verb, options, values) in verbs() {
            assert!(script.contains(&verb), "{shell} does not know {verb}");
            for option in options {
                let known =
                    [format!("--{option}"), format!("-l {option}")].iter().any(|o| script.contains(o));
                assert!(known, "{shell} does not know {verb} --{option}");
            }
            // Elvish and PowerShell are given no words for the values of options.
            for value in values.iter().filter(|_| ["bash", "fish", "zsh"].contains(&shell)) {
                assert!(script.contains(value.as_str()), "{shell} does not know {value} of {verb}");
            }
        }
    }
}

/// Bash itself finishes a half-written command.
#[test]
#[cfg(target_os = "linux")]
fn bash_finishes_what_is_begun() {
    let home = tempfile::tempdir().unwrap();
    let script = out(&plimsoll(home.path(), &["completions", "bash"]));
    let finish = |words: &[&str]| {
        let list = words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" ");
        let at = words.len() - 1;
        let asked = format!(
            "{script}\nCOMP_WORDS=({list}); COMP_CWORD={at}; _plimsoll plimsoll '{}' '{}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            words.last().unwrap(),
            words.get(at.wrapping_sub(1)).unwrap_or(&"")
        );
        let answered = Command::new("bash").args(["-c", &asked]).output().unwrap();
        out(&answered).lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(finish(&["plimsoll", "che"]).contains(&"check".to_owned()));
    assert!(finish(&["plimsoll", "run", "--fa"]).contains(&"--fail-on".to_owned()));
    assert!(finish(&["plimsoll", "check", "--format", "sa"]).contains(&"sarif".to_owned()));
}

#[test]
fn there_is_a_manual_page_for_each_command_with_its_options_and_examples() {
    let home = tempfile::tempdir().unwrap();
    let written = plimsoll(home.path(), &["man", "--out", "man1"]);
    assert!(written.status.success());
    let read = |name: &str| {
        let page = std::fs::read_to_string(home.path().join("man1").join(name)).unwrap();
        page.replace("\\-", "-")
    };
    let main = read("plimsoll.1");
    for (verb, options, values) in verbs() {
        assert!(main.contains(&format!("plimsoll-{verb}(1)")), "the main page does not name {verb}");
        let page = read(&format!("plimsoll-{verb}.1"));
        for word in options.iter().map(|option| format!("--{option}")).chain(values) {
            assert!(page.contains(&word), "the page of {verb} does not say {word}");
        }
        assert!(page.contains(".SH EXAMPLES\n.TP\n") && page.contains(".SH \"EXIT STATUS\""), "{page}");
    }
    let pages = std::fs::read_dir(home.path().join("man1")).unwrap().count();
    assert_eq!(pages, verbs().len() + 1);
}

#[test]
fn every_command_has_examples_and_each_is_a_command_line_that_is_read() {
    for (verb, ..) in verbs() {
        let help = out(&plimsoll(Path::new("."), &[&verb, "--help"]));
        let examples = help.split_once("\nExamples:\n").map_or("", |(_, examples)| examples);
        let lines: Vec<&str> = examples.lines().filter(|line| line.starts_with("  plimsoll ")).collect();
        assert!(
            !lines.is_empty(),
            "`plimsoll {verb} --help` shows no examples; src/cli/examples.rs has them"
        );
        for line in lines {
            let words = words_of(line.split(" > ").next().unwrap());
            assert_eq!(words.get(1), Some(&verb), "{line}");
            let arguments: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
            let home = place_to_try(&arguments);
            let tried = plimsoll(home.path(), &arguments);
            // Some show how a command ends with a code of its own.
            let code = tried.status.code();
            assert!(
                matches!(code, Some(0)) || (line.contains("--fail-on") && matches!(code, Some(1 | 5))),
                "{line} ended with {code:?}: {}{}",
                out(&tried),
                String::from_utf8_lossy(&tried.stderr)
            );
        }
    }
}

/// A folder with all that the examples name.
fn place_to_try(arguments: &[&str]) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let new = |name: &str| assert!(plimsoll(home.path(), &["new", name]).status.success());
    new("last-years-book");
    if arguments.first() != Some(&"new") {
        new("my-book");
        let copy =
            |from: &str, to: &str| std::fs::copy(home.path().join(from), home.path().join(to)).unwrap();
        copy("my-book/data/values.csv", "q1.csv");
        copy("my-book/data/responses.csv", "answers.csv");
        std::fs::write(home.path().join("q2.csv"), "measure,period,value\n").unwrap();
        let table = "Ref,Measure,Target,Value\n1,Increase the number of homes,750,710\n";
        std::fs::write(home.path().join("table.csv"), table).unwrap();
    }
    #[cfg(unix)]
    {
        let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
        std::os::unix::fs::symlink(rules, home.path().join("rules")).unwrap();
    }
    home
}

/// Help is for officers: it fits a page, and speaks of nothing that only we know.
#[test]
fn help_is_no_wider_than_a_page_and_names_every_file_by_what_it_holds() {
    for (verb, ..) in verbs() {
        for flag in ["-h", "--help"] {
            let help = out(&plimsoll(Path::new("."), &[&verb, flag]));
            let wide: Vec<&str> = help.lines().filter(|line| line.chars().count() > 110).collect();
            assert!(wide.is_empty(), "plimsoll {verb} {flag}: {wide:?}");
            for ours in ["AST", "stdout", "stderr", "stdin", "parse", "struct", "enum"] {
                assert!(!help.contains(ours), "plimsoll {verb} {flag} says `{ours}`");
            }
        }
        let whole = plimsoll::cli::command();
        let command = whole.find_subcommand(&verb).unwrap();
        for argument in command.get_arguments() {
            let said = argument.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(!said.is_empty() && !said.ends_with('.'), "{verb} {}: `{said}`", argument.get_id());
        }
    }
}

/// Words with spaces between them; what stands in double quotes is one.
fn words_of(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}
