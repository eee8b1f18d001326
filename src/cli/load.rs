//! Reads a rule book, its data and its responses from where the command line says.

use std::path::{Path, PathBuf};

use chrono::{Months, NaiveDate};

use super::exit::Problem;
use super::{io, progress, settings};
use crate::base::diag::{Diagnostic, Place, Severity};
use crate::base::period::{PeriodFault, date_name};
use crate::base::source::Sources;
use crate::check;
use crate::data::{
    Content, Observations, Reader, Responses, fingerprint, read_acts, read_extensions, read_responses_by,
};
#[cfg(feature = "workbooks")]
use crate::data::{
    Holds,
    workbook::{Wanted, is_workbook, read_workbook},
};
use crate::lint::{Accepted, Levels, Settings, settle};
use crate::model::RuleBook;
use crate::syntax;

/// A rule book as read and checked.
pub(super) struct Book {
    pub(super) book: RuleBook,
    pub(super) sources: Sources,
    pub(super) findings: Vec<Diagnostic>,
    /// Each file's name and the SHA-256 of its bytes.
    pub(super) hashes: Vec<(String, String)>,
    /// The folder it is in.
    pub(super) folder: PathBuf,
    /// The book as it was named.
    pub(super) name: String,
    /// What its `plimsoll.toml` says, and the folder of that file.
    pub(super) settings: Settings,
    pub(super) settings_folder: PathBuf,
    /// What the settings say of each of its files.
    pub(super) levels: Levels,
    /// What its files accept.
    pub(super) accepted: Accepted,
}

impl Book {
    /// True when a finding is an error.
    pub(super) fn is_wrong(&self) -> bool {
        has_error(&self.findings)
    }
}

pub(super) fn has_error(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// Puts findings in the order in which a reader meets their places: rules by file and line, then data likewise.
/// `data_files` gives the order of data files; a file that is not in it comes last.
pub(super) fn in_order_of_lines(findings: &mut [Diagnostic], data_files: &[String]) {
    findings.sort_by_key(|finding| match finding.primary().map(|label| &label.place) {
        None => (0, 0, 0),
        Some(Place::Rule(span)) => (1, usize::from(span.file.0), u64::from(span.start)),
        Some(Place::Data(cell)) => {
            let file = data_files.iter().position(|name| *name == cell.file).unwrap_or(data_files.len());
            (2, file, cell.line)
        }
    });
}

/// Reads the `.plim` files of a folder together, or one file.
pub(super) fn book(path: &Path) -> Result<Book, Problem> {
    if let Some(ending) = path.extension().map(|ending| ending.to_string_lossy().to_lowercase())
        && matches!(ending.as_str(), "csv" | "tsv" | "xlsx" | "xlsm" | "xlsb" | "xls" | "ods")
        && !path.is_dir()
    {
        return Err(Problem::Argument(format!(
            "{} is data; name the rule book's folder, and the data with --data",
            io::name(path)
        )));
    }
    let files = files_of(path)?;
    of_files(path, &files)
}

/// The same with the scenarios in its `tests` folder.
pub(super) fn book_with_tests(path: &Path) -> Result<Book, Problem> {
    let tests = path.join("tests");
    if !path.is_dir() || !tests.is_dir() {
        return book(path);
    }
    let mut files = rule_files(path)?;
    files.extend(io::files_in(&tests, "plim")?);
    of_files(path, &files)
}

fn of_files(path: &Path, files: &[PathBuf]) -> Result<Book, Problem> {
    let folder =
        if path.is_dir() { path.to_owned() } else { path.parent().unwrap_or(Path::new("")).to_owned() };
    let mut sources = Sources::new();
    for file in files {
        let name = io::name(file);
        let text = text_of(&name, io::read(file)?)?;
        sources.add(name, text);
    }
    book_of(sources, folder, io::name(path))
}

/// The text of a rule file.
pub(super) fn text_of(name: &str, bytes: Vec<u8>) -> Result<String, Problem> {
    String::from_utf8(bytes).map_err(|_| {
        Problem::RuleBook(format!(
            "{name} is not plain text in UTF-8; save it again as plain text with the UTF-8 encoding"
        ))
    })
}

/// The rule book that these texts make, by the name it was asked for, with what its settings make of the findings.
pub(super) fn book_of(sources: Sources, folder: PathBuf, name: String) -> Result<Book, Problem> {
    let (trees, checked, findings) = read(&sources);
    let files: Vec<PathBuf> = sources.iter().map(|(_, file)| PathBuf::from(&file.name)).collect();
    let found = settings::of_book(&folder)?;
    let levels = found.settings.for_files(&found.names_of(&files)?);
    let mut accepted = Accepted::read(&trees, &sources);
    let mut findings = settle(findings, &levels, &mut accepted);
    in_order_of_lines(&mut findings, &[]);
    let hashes =
        sources.iter().map(|(_, file)| (file.name.clone(), fingerprint(file.text.as_bytes()))).collect();
    Ok(Book {
        book: checked,
        sources,
        findings,
        hashes,
        folder,
        name,
        settings: found.settings,
        settings_folder: found.folder,
        levels,
        accepted,
    })
}

/// What is found in these texts, in the order of files and lines, whatever the settings make of it.
pub(super) fn found_in(sources: &Sources) -> Vec<Diagnostic> {
    let (_, _, mut findings) = read(sources);
    in_order_of_lines(&mut findings, &[]);
    findings
}

fn read(sources: &Sources) -> (Vec<syntax::ast::Tree>, RuleBook, Vec<Diagnostic>) {
    let (mut trees, mut findings) = (Vec::new(), Vec::new());
    for (id, file) in sources.iter() {
        let parsed = syntax::parse(id, &file.text);
        findings.extend(parsed.findings);
        trees.push(parsed.tree);
    }
    let checked = check::check(&trees);
    findings.extend(checked.findings);
    (trees, checked.book, findings)
}

/// True for a word of the command line that names a folder or a rule file that is there.
pub(super) fn is_book(word: &Path) -> bool {
    word.is_dir() || (word.extension().is_some_and(|end| end == "plim") && word.is_file())
}

/// The rule files of a folder, or the one file.
pub(super) fn files_of(path: &Path) -> Result<Vec<PathBuf>, Problem> {
    if path.is_dir() { rule_files(path) } else { Ok(vec![path.to_owned()]) }
}

pub(super) fn rule_files(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let files = io::files_in(folder, "plim")?;
    if !files.is_empty() {
        return Ok(files);
    }
    let books: Vec<String> = io::folders_in(folder)
        .into_iter()
        .filter(|inner| io::files_in(inner, "plim").is_ok_and(|files| !files.is_empty()))
        .map(|inner| io::name(&inner))
        .collect();
    let hint = if books.is_empty() {
        "name the folder of a rule book, or make one to start from with `plimsoll new FOLDER`".to_owned()
    } else {
        format!("there are rule books in {}", books.join(", "))
    };
    Err(Problem::RuleBook(format!(
        "{} has no rule files (their names end in .plim); {hint}",
        io::name(folder)
    )))
}

/// The data and responses of a run.
pub(super) struct Submitted {
    pub(super) data: Observations,
    pub(super) responses: Responses,
    pub(super) findings: Vec<Diagnostic>,
    /// Response files with the SHA-256 of their bytes.
    pub(super) response_hashes: Vec<(String, String)>,
}

/// The tables of a book's own `data` folder.
fn own_files(book: &Book) -> Result<Vec<PathBuf>, Problem> {
    let own = book.folder.join("data");
    if own.is_dir() { io::tables_in(&own) } else { Ok(Vec::new()) }
}

fn begins(path: &Path, word: &str) -> bool {
    path.file_stem().is_some_and(|stem| stem.to_string_lossy().to_lowercase().starts_with(word))
}

/// True for answers, and for later days for returns, which are read with them.
fn is_answer(path: &Path) -> bool {
    begins(path, "responses") || begins(path, "extensions")
}

/// True for a file of answers, of later days for returns or of events, which holds no values.
fn is_beside(path: &Path) -> bool {
    is_answer(path) || begins(path, "events")
}

/// What is in hand before anything came: a book without data has nothing.
pub(super) fn in_hand(
    book: &Book,
    data: &[PathBuf],
    responses: &[PathBuf],
    events: &[PathBuf],
    as_of: NaiveDate,
) -> Result<Submitted, Problem> {
    if data.is_empty() && own_files(book)?.iter().all(|path| is_beside(path)) {
        let (data, findings) = Reader::new(&book.book).known_by(as_of).finish(as_of);
        return Ok(Submitted {
            data,
            responses: Responses::default(),
            findings,
            response_hashes: Vec::new(),
        });
    }
    submitted(book, data, responses, events, as_of)
}

/// The files of values that are named, or the book's own.
pub(super) fn data_files(book: &Book, data: &[PathBuf]) -> Result<Vec<PathBuf>, Problem> {
    let data = if data.is_empty() {
        own_files(book)?.into_iter().filter(|path| !is_beside(path)).collect()
    } else {
        given(data)?
    };
    if data.is_empty() {
        let place = io::name(&book.folder.join("data"));
        return Err(Problem::Argument(format!(
            "there is no data to judge: {place} has no .csv, .xlsx or .ods files; name some with --data"
        )));
    }
    Ok(data)
}

/// The book's own files of figures that are not among those named: they are not read, which a reader has to hear.
pub(super) fn passed_over(book: &Book, named: &[PathBuf]) -> Result<Vec<String>, Problem> {
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let mut read = Vec::new();
    for path in given(named)? {
        read.push(io::absolute(&path)?);
    }
    let mut left = Vec::new();
    for path in own_files(book)?.into_iter().filter(|path| !is_beside(path)) {
        if !read.contains(&io::absolute(&path)?) {
            left.push(io::name(&path));
        }
    }
    Ok(left)
}

/// Reads the files named, or the book's own in `data`: answers begin with `responses`, acts with `events`.
pub(super) fn submitted(
    book: &Book,
    data: &[PathBuf],
    responses: &[PathBuf],
    events: &[PathBuf],
    as_of: NaiveDate,
) -> Result<Submitted, Problem> {
    let data = data_files(book, data)?;
    let events = if events.is_empty() {
        own_files(book)?.into_iter().filter(|path| begins(path, "events")).collect()
    } else {
        given(events)?
    };
    let responses = if responses.is_empty() {
        own_files(book)?.into_iter().filter(|path| is_answer(path)).collect()
    } else {
        given(responses)?
    };
    let mut reading = Reading {
        book: &book.book,
        as_of,
        reader: Reader::new(&book.book).known_by(as_of),
        read: Responses::default(),
        findings: Vec::new(),
        hashes: Vec::new(),
        names: Vec::new(),
    };
    progress::stage("reading the figures");
    progress::of(data.len());
    for path in &data {
        progress::one_done();
        reading.figures(&io::name(path), &io::read(path)?);
    }
    for path in &responses {
        let what = if begins(path, "extensions") { Beside::Extensions } else { Beside::Answers };
        reading.beside(&io::name(path), &io::read(path)?, what);
    }
    for path in &events {
        reading.beside(&io::name(path), &io::read(path)?, Beside::Acts);
    }
    let (observations, mut findings) = reading.reader.finish(as_of);
    findings.append(&mut reading.findings);
    in_order_of_lines(&mut findings, &reading.names);
    Ok(Submitted { data: observations, responses: reading.read, findings, response_hashes: reading.hashes })
}

/// What a file beside the figures holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    Answers,
    Extensions,
    Acts,
}

/// Files that are being read.
struct Reading<'b> {
    book: &'b RuleBook,
    as_of: NaiveDate,
    reader: Reader<'b>,
    read: Responses,
    findings: Vec<Diagnostic>,
    /// Files that hold no figures, with the SHA-256 of their bytes.
    hashes: Vec<(String, String)>,
    /// Files, and sheets of workbooks, in the order in which they were read.
    names: Vec<String>,
}

impl Reading<'_> {
    /// A file of figures; a workbook may hold answers as well.
    fn figures(&mut self, name: &str, bytes: &[u8]) {
        self.names.push(name.to_owned());
        #[cfg(feature = "workbooks")]
        if is_workbook(bytes) {
            let workbook = read_workbook(name, bytes, Wanted::Figures);
            self.findings.extend(workbook.findings);
            let has_figures = workbook.tables.iter().any(|table| table.holds != Holds::Answers);
            if !has_figures {
                self.hashes.push((name.to_owned(), fingerprint(bytes)));
            }
            for table in &workbook.tables {
                self.names.push(table.name.clone());
                match table.holds {
                    Holds::Answers => self.table_beside(&table.name, table, Beside::Answers),
                    Holds::Figures | Holds::AsAsked => self.reader.read_sheet(table),
                }
            }
            return;
        }
        self.reader.read_csv(name, bytes);
    }

    /// A file of answers, of later days or of acts.
    fn beside(&mut self, name: &str, bytes: &[u8], what: Beside) {
        self.names.push(name.to_owned());
        self.hashes.push((name.to_owned(), fingerprint(bytes)));
        #[cfg(feature = "workbooks")]
        if is_workbook(bytes) {
            let wanted = match what {
                Beside::Answers => Wanted::Answers,
                Beside::Extensions => Wanted::Extensions,
                Beside::Acts => Wanted::Acts,
            };
            let workbook = read_workbook(name, bytes, wanted);
            self.findings.extend(workbook.findings);
            for table in &workbook.tables {
                self.names.push(table.name.clone());
                self.table_beside(&table.name, table, what);
            }
            return;
        }
        self.table_beside(name, bytes, what);
    }

    fn table_beside<'c>(&mut self, name: &str, content: impl Into<Content<'c>>, what: Beside) {
        let found = match what {
            Beside::Answers => read_responses_by(self.book, name, content, Some(self.as_of), &mut self.read),
            Beside::Extensions => read_extensions(self.book, name, content, &mut self.read),
            Beside::Acts => read_acts(self.book, name, content, self.as_of, &mut self.read),
        };
        self.findings.extend(found);
    }
}

/// Files as given; a folder stands for the tables in it.
fn given(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Problem> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(io::tables_in(path)?);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

/// A period named on the command line.
pub(super) fn period(book: &RuleBook, text: &str) -> Result<crate::base::period::Period, Problem> {
    crate::base::period::parse_period(text, Some(book.year_start())).map_err(|fault| {
        let year = book.framework.year.map_or_else(|| "2025/26".to_owned(), |year| year.to_string());
        let part = text.trim().to_uppercase();
        let is_part = part.len() == 2
            && part.starts_with(['Q', 'H', 'T'])
            && part.ends_with(|c: char| c.is_ascii_digit());
        // One of no year at all is said so, whatever the year.
        let has_year = format!("{part} {year}");
        let words = match crate::base::period::parse_period(&has_year, Some(book.year_start())) {
            Ok(_) if is_part => format!("say which year, for example `{has_year}`"),
            Err(none) if is_part => none.words(),
            Ok(_) | Err(_) => fault.words(),
        };
        Problem::Argument(format!("`{text}` is not a period: {words}"))
    })
}

/// The same of a report, or of what is asked for: a period that begins more than a year after the report day is a slip.
pub(super) fn period_by(
    book: &RuleBook,
    text: &str,
    as_of: NaiveDate,
) -> Result<crate::base::period::Period, Problem> {
    let period = period(book, text)?;
    let last = as_of.checked_add_months(Months::new(12)).unwrap_or(as_of);
    if period.start <= last {
        return Ok(period);
    }
    Err(Problem::Argument(format!(
        "`{text}` begins on {}, more than a year after {}; write a nearer period, or say with --as-of which day it is",
        date_name(period.start),
        date_name(as_of)
    )))
}

/// A day named on the command line, or today.
pub(super) fn as_of(text: Option<&str>) -> Result<NaiveDate, Problem> {
    let Some(text) = text else { return Ok(io::today()) };
    crate::base::period::parse_date(text).map_err(|fault| {
        let why = match fault {
            PeriodFault::NoSuchDay { .. } | PeriodFault::MonthFirst { .. } => format!(": {}", fault.words()),
            PeriodFault::Unknown
            | PeriodFault::NoYear
            | PeriodFault::NoSuchPart
            | PeriodFault::YearsDoNotFollow { .. }
            | PeriodFault::NoYearDeclared { .. }
            | PeriodFault::EndsBeforeItStarts => String::new(),
        };
        Problem::Argument(format!(
            "`{text}` is not a day{why}; write a day as 2019-06-13 or 13 June 2019; leave it out for today"
        ))
    })
}
