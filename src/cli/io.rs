//! The one door to files, to the terminal and to today's date.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the one place that reads files, the terminal and the clock"
)]

use std::io::{BufWriter, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chrono::NaiveDate;

use super::exit::Problem;

/// Today, which becomes an input like any other and is printed in the report.
pub(super) fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}

/// The bytes of a file.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Problem> {
    std::fs::read(path).map_err(|why| Problem::Read { path: name(path), why: in_words(&why) })
}

/// The files of a folder with an ending, in order of their names; none when it is not a folder.
pub(super) fn files_in(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, Problem> {
    let fault = |why: &std::io::Error| Problem::Read { path: name(folder), why: in_words(why) };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|why| fault(&why))? {
        let path = entry.map_err(|why| fault(&why))?.path();
        let fits = path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending));
        let hidden = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with(['.', '~']));
        // A link that leads nowhere is kept: reading it says so.
        if fits && !hidden && !path.is_dir() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The endings of files that hold tables of figures or answers.
pub(super) const TABLES: &[&str] =
    if cfg!(feature = "workbooks") { &["csv", "ods", "xls", "xlsb", "xlsm", "xlsx"] } else { &["csv"] };

/// The files of a folder that hold tables, in order of their names.
pub(super) fn tables_in(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let mut found = Vec::new();
    for ending in TABLES {
        found.extend(files_in(folder, ending)?);
    }
    found.sort();
    Ok(found)
}

/// The folders inside a folder, in order of their names.
pub(super) fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    found.sort();
    found
}

/// A path from the root of the machine's files, without asking whether anything is there.
pub(super) fn absolute(path: &Path) -> Result<PathBuf, Problem> {
    let here = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let found =
        std::path::absolute(here).map_err(|why| Problem::Read { path: name(path), why: in_words(&why) })?;
    // `rules/../other` is `other`, whatever stands in between.
    let mut whole = PathBuf::new();
    for part in found.components() {
        match part {
            std::path::Component::ParentDir => {
                whole.pop();
            }
            std::path::Component::CurDir => {}
            std::path::Component::Prefix(_)
            | std::path::Component::RootDir
            | std::path::Component::Normal(_) => {
                whole.push(part);
            }
        }
    }
    Ok(whole)
}

/// True when something stands at a path that a new folder could not take the place of.
pub(super) fn holds_anything(folder: &Path) -> bool {
    match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => folder.exists(),
    }
}

/// Writes a file whole: it is written beside its place and then put there, so that nobody ever sees half of it.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    write_with(path, |file| file.write_all(bytes))
}

/// The same for a file that is made piece by piece.
pub(super) fn write_with(
    path: &Path,
    make: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), Problem> {
    let fault = |why: &std::io::Error| Problem::Write { path: name(path), why: in_words(why) };
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|why| match why.kind() {
        std::io::ErrorKind::AlreadyExists | std::io::ErrorKind::NotADirectory => Problem::Write {
            path: name(folder),
            why: "there is a file of that name; choose a folder".to_owned(),
        },
        _ => fault(&why),
    })?;
    let file = tempfile::Builder::new()
        .prefix(".plimsoll-")
        .permissions_as_usual()
        .tempfile_in(folder)
        .map_err(|why| fault(&why))?;
    let mut out = BufWriter::with_capacity(1 << 16, file);
    make(&mut out).map_err(|why| fault(&why))?;
    let file = out.into_inner().map_err(|why| fault(why.error()))?;
    file.persist(path).map_err(|why| fault(&why.error))?;
    Ok(())
}

/// Puts new text in a file that is there, whole, with the permissions it has; a link goes on pointing at it.
pub(super) fn rewrite(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let fault = |why: &std::io::Error| Problem::Write { path: name(path), why: in_words(why) };
    let real = std::fs::canonicalize(path).map_err(|why| fault(&why))?;
    let permissions = std::fs::metadata(&real).map_err(|why| fault(&why))?.permissions();
    if permissions.readonly() {
        let why = "it may only be read".to_owned();
        return Err(Problem::Write { path: name(path), why });
    }
    let folder = real.parent().unwrap_or(Path::new("."));
    let mut file =
        tempfile::Builder::new().prefix(".plimsoll-").tempfile_in(folder).map_err(|why| fault(&why))?;
    file.write_all(bytes).map_err(|why| fault(&why))?;
    file.as_file().set_permissions(permissions).map_err(|why| fault(&why))?;
    file.persist(&real).map_err(|why| fault(&why.error))?;
    Ok(())
}

/// All that comes in on standard input.
pub(super) fn read_input() -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|why| Problem::Read { path: "standard input".to_owned(), why: in_words(&why) })?;
    Ok(bytes)
}

/// A file made by `tempfile` is private; a report is for others to read.
trait AsUsual {
    fn permissions_as_usual(&mut self) -> &mut Self;
}

impl AsUsual for tempfile::Builder<'_, '_> {
    #[cfg(unix)]
    fn permissions_as_usual(&mut self) -> &mut Self {
        use std::os::unix::fs::PermissionsExt;
        self.permissions(std::fs::Permissions::from_mode(0o644))
    }

    #[cfg(not(unix))]
    fn permissions_as_usual(&mut self) -> &mut Self {
        self
    }
}

/// Why standard output did not take all that was printed; the first reason is kept.
static NOT_PRINTED: OnceLock<String> = OnceLock::new();

/// Puts text on standard output. What cannot be printed is told at the end, by [`not_printed`].
pub(super) fn print(text: &str) {
    print_with(|out| out.write_all(text.as_bytes()));
}

/// The same for what went well, which nobody hears who asked for quiet.
pub(super) fn print_done(text: &str) {
    if !super::progress::is_quiet() {
        print(text);
    }
}

/// Puts text on standard output piece by piece.
pub(super) fn print_with(make: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) {
    super::progress::end();
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    match make(&mut out).and_then(|()| out.flush()) {
        // A reader who stopped reading, as `head` does, is no fault.
        Err(why) if why.kind() != std::io::ErrorKind::BrokenPipe => {
            let _ = NOT_PRINTED.set(in_words(&why));
        }
        Ok(()) | Err(_) => {}
    }
    // What could not be written would only be tried again.
    let _ = out.into_parts();
}

/// Why not all could be printed; none where it could.
pub(super) fn not_printed() -> Option<&'static str> {
    NOT_PRINTED.get().map(String::as_str)
}

/// The working folder with `/` between its parts; empty where there is none.
pub(super) fn working_folder() -> String {
    std::env::current_dir().map_or_else(|_| String::new(), |folder| name(&folder))
}

/// Puts text on standard error.
pub(super) fn say(text: &str) {
    super::progress::end();
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// The same for what went well, which nobody hears who asked for quiet.
pub(super) fn mention(text: &str) {
    if !super::progress::is_quiet() {
        say(text);
    }
}

/// Where text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    /// Standard output, or a file in its place.
    Out,
    /// Standard error, likewise.
    Err,
}

/// Columns of what is drawn; wider lines are hard to read even where there is room.
pub(super) const WIDTH: usize = 100;

/// What stands at the end of a stream.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terminal {
    /// True for a terminal that wants colour.
    pub(super) colour: bool,
    /// True when somebody looks at it, rather than a file or another program.
    pub(super) interactive: bool,
}

/// What a stream is. A terminal that calls itself dumb can draw no more than a file can.
pub(super) fn terminal(stream: Stream) -> Terminal {
    let somebody_looks = match stream {
        Stream::Out => std::io::stdout().is_terminal(),
        Stream::Err => std::io::stderr().is_terminal(),
    };
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|v| v == "dumb");
    let interactive = somebody_looks && !dumb;
    Terminal { colour: interactive && !no_colour, interactive }
}

/// A path as the reader knows it, with `/` between its parts.
pub(super) fn name(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn in_words(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "it may not be opened".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder, not a file".to_owned(),
        std::io::ErrorKind::NotADirectory => "it is a file, not a folder".to_owned(),
        _ => error.to_string(),
    }
}
