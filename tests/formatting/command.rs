//! `plimsoll fmt` as a person meets it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::corpus::project;

const UNTIDY: &str =
    "board  CT \"Children's Trust\"{reports to HWB}\nboard HWB \"Health and Wellbeing Board\"\n";
const TIDY: &str =
    "board CT  \"Children's Trust\" { reports to HWB }\nboard HWB \"Health and Wellbeing Board\"\n";

fn plimsoll(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plimsoll")).args(arguments).current_dir(folder).output().unwrap()
}

/// Exit code, standard output, standard error.
fn told(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn book(files: &[(&str, &str)]) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(home.path().join(name), text).unwrap();
    }
    home
}

#[test]
fn shipped_books_pass_as_in_a_pipeline() {
    let books: Vec<String> = fs::read_dir(project("rules"))
        .unwrap()
        .map(|entry| format!("rules/{}", entry.unwrap().file_name().to_string_lossy()))
        .collect();
    let arguments: Vec<&str> =
        ["fmt", "--check"].into_iter().chain(books.iter().map(String::as_str)).collect();
    assert_eq!(told(&plimsoll(&project(""), &arguments)), (0, String::new(), String::new()));
}

#[test]
fn a_book_is_written_once_and_each_file_is_told_of() {
    let home = book(&[("a.plim", UNTIDY), ("b.plim", "theme start\n")]);
    let (code, out, _) = told(&plimsoll(home.path(), &["fmt"]));
    assert_eq!((code, out.as_str()), (0, "./a.plim: layout tidied\n./b.plim: in order already\n"));
    assert_eq!(fs::read_to_string(home.path().join("a.plim")).unwrap(), TIDY);
    let (code, out, _) = told(&plimsoll(home.path(), &["fmt", "a.plim"]));
    assert_eq!((code, out.as_str()), (0, "a.plim: in order already\n"));
}

#[test]
fn check_changes_nothing_and_ends_with_1() {
    let home = book(&[("a.plim", UNTIDY), ("b.plim", "theme start\n")]);
    let (code, out, err) = told(&plimsoll(home.path(), &["fmt", "--check"]));
    assert_eq!((code, out.as_str(), err.as_str()), (1, "./a.plim: layout would be tidied\n", ""));
    assert_eq!(fs::read_to_string(home.path().join("a.plim")).unwrap(), UNTIDY);
}

#[test]
fn diff_shows_the_lines_and_changes_nothing() {
    let home = book(&[("a.plim", UNTIDY)]);
    let (code, out, _) = told(&plimsoll(home.path(), &["fmt", "--diff", "a.plim"]));
    let shown = "--- a.plim\n+++ a.plim\n@@ -1,2 +1,2 @@\n-board  CT \"Children's Trust\"{reports to HWB}\n\
                 +board CT  \"Children's Trust\" { reports to HWB }\n board HWB \"Health and Wellbeing Board\"\n";
    assert_eq!((code, out.as_str()), (0, shown));
    let (code, again, _) = told(&plimsoll(home.path(), &["fmt", "--check", "--diff", "a.plim"]));
    assert_eq!((code, again.as_str()), (1, shown));
    assert_eq!(fs::read_to_string(home.path().join("a.plim")).unwrap(), UNTIDY);
}

#[test]
fn standard_input_goes_to_standard_output() {
    let mut run = Command::new(env!("CARGO_BIN_EXE_plimsoll"))
        .args(["fmt", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut run.stdin.take().unwrap(), UNTIDY.as_bytes()).unwrap();
    assert_eq!(told(&run.wait_with_output().unwrap()), (0, TIDY.to_owned(), String::new()));
    let (code, _, err) = told(&plimsoll(&project(""), &["fmt", "-", "rules"]));
    assert_eq!((code, err.as_str()), (2, "plimsoll: `-` stands alone; name files in another command\n"));
}

#[test]
fn a_missing_brace_leaves_the_file_and_lays_out_the_others() {
    let open = "measure  1.1 \"Waiting\" {\n  owner CT\n\nboard B \"Beta\" { reports to A }\n";
    let home = book(&[("a.plim", open), ("b.plim", UNTIDY)]);
    let (code, out, err) = told(&plimsoll(home.path(), &["fmt"]));
    assert_eq!((code, out.as_str()), (3, "./b.plim: layout tidied\n"));
    assert!(err.contains("syntax::missing-brace") && err.contains("./a.plim: left as it is"), "{err}");
    assert_eq!(fs::read_to_string(home.path().join("a.plim")).unwrap(), open);
}

#[test]
fn a_clause_that_cannot_be_read_keeps_its_declaration_as_written() {
    let faulty = "board  A   \"Alpha\"  {  reprots to   B }  # as it was\n";
    let home = book(&[("a.plim", &format!("{faulty}{UNTIDY}"))]);
    let (code, out, _) = told(&plimsoll(home.path(), &["fmt"]));
    let left = "1 declaration that cannot be read stays as it was written; `plimsoll check` says what is wrong with it";
    assert_eq!((code, out), (0, format!("./a.plim: layout tidied; {left}\n")));
    assert_eq!(fs::read_to_string(home.path().join("a.plim")).unwrap(), format!("{faulty}\n{TIDY}"));
}

#[cfg(unix)]
#[test]
fn permissions_links_and_files_in_order_are_left_alone() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let home = book(&[("real", UNTIDY), ("b.plim", TIDY)]);
    let at = |name: &str| home.path().join(name);
    fs::set_permissions(at("real"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real", at("a.plim")).unwrap();
    let before = fs::metadata(at("b.plim")).unwrap().ino();
    assert_eq!(told(&plimsoll(home.path(), &["fmt"])).0, 0);
    assert_eq!(fs::read_to_string(at("real")).unwrap(), TIDY);
    assert!(fs::symlink_metadata(at("a.plim")).unwrap().file_type().is_symlink());
    assert_eq!(fs::metadata(at("real")).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::metadata(at("b.plim")).unwrap().ino(), before, "a file in order is not written");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 3, "nothing is left beside them");
}
