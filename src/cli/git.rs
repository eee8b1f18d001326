//! Rule books as they stood in a revision of git. The git command reads them: it is there wherever there are revisions,
//! knows every form of repository, and is asked for objects alone, so that no setting of a repository can run anything.

use std::path::Path;
use std::process::{Command, Stdio};

use super::exit::Problem;
use super::{io, load};
use crate::base::source::Sources;

/// What git calls a file of a tree that is no link and no folder.
const FILE: &str = "100";

/// True when git knows a revision of this name in the repository that a book is in.
pub(super) fn knows(revision: &str, book: &Path) -> bool {
    commit(revision, folder_of(book)).is_some()
}

/// The book as it stood in a revision. Its data and answers are those of today.
pub(super) fn book(revision: &str, book: &Path) -> Result<load::Book, Problem> {
    let folder = folder_of(book);
    let Some(prefix) = ask(folder, &["rev-parse", "--show-prefix"]) else {
        return Err(Problem::Argument(format!(
            "`{revision}` is no file or folder, and {} is in no git repository that could have a revision of that name",
            io::name(book)
        )));
    };
    let Some(commit) = commit(revision, folder) else {
        return Err(Problem::Argument(format!(
            "`{revision}` is no file or folder, and no revision of the git repository that {} is in",
            io::name(book)
        )));
    };
    let prefix = text(prefix);
    let tree = format!("{commit}:{prefix}");
    let lost = || Problem::RuleBook(format!("{} has no rule files in revision `{revision}`", io::name(book)));
    let listed =
        ask(folder, &["ls-tree", "-z", "--full-tree", tree.trim_end_matches('/')]).ok_or_else(lost)?;
    let mut files = Vec::new();
    for (name, object) in rule_files(&String::from_utf8_lossy(&listed), book) {
        let bytes = ask(folder, &["cat-file", "blob", &object]).ok_or_else(lost)?;
        files.push((format!("{revision}:{prefix}{name}"), bytes));
    }
    if files.is_empty() {
        return Err(lost());
    }
    files.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut sources = Sources::new();
    for (name, bytes) in files {
        let text = load::text_of(&name, bytes)?;
        sources.add(name, text);
    }
    load::book_of(sources, folder.to_owned(), format!("{} in {revision}", io::name(book)))
}

fn folder_of(book: &Path) -> &Path {
    if book.is_dir() {
        return book;
    }
    book.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The rule files of a tree, each with the object that holds it: those of a folder, or the one that is the book.
fn rule_files(listed: &str, book: &Path) -> Vec<(String, String)> {
    let only =
        (!book.is_dir()).then(|| book.file_name().map(|name| name.to_string_lossy().into_owned())).flatten();
    let wanted = |name: &str| match &only {
        Some(only) => name == only,
        None => name.to_lowercase().ends_with(".plim") && !name.starts_with(['.', '~']),
    };
    // `100644 blob 5a1f…<tab>framework.plim`, each ended by a zero byte.
    let entry = |line: &str| {
        let (about, name) = line.split_once('\t')?;
        let mut words = about.split(' ');
        let (mode, _, object) = (words.next()?, words.next()?, words.next()?);
        (mode.starts_with(FILE) && wanted(name)).then(|| (name.to_owned(), object.to_owned()))
    };
    listed.split('\0').filter_map(entry).collect()
}

/// The commit that a revision names; none where there is no such revision.
fn commit(revision: &str, folder: &Path) -> Option<String> {
    // A name that begins so would be read as an option.
    if revision.starts_with('-') {
        return None;
    }
    let named = format!("{revision}^{{commit}}");
    ask(folder, &["rev-parse", "--verify", "--quiet", &named]).map(text)
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned()
}

/// What git answers; none where it says no, or is not there.
fn ask(folder: &Path, arguments: &[&str]) -> Option<Vec<u8>> {
    let asked = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        // Nothing is fetched, asked or locked on the way.
        .envs([("GIT_NO_LAZY_FETCH", "1"), ("GIT_OPTIONAL_LOCKS", "0"), ("GIT_TERMINAL_PROMPT", "0")])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    asked.status.success().then_some(asked.stdout)
}
