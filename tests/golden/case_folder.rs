//! A case folder read as the commands read it: its rules, its data, its answers, and what `run.toml` says.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use plimsoll::base::diag::Diagnostic;
use plimsoll::base::period::{Period, parse_period};
use plimsoll::base::source::Sources;
use plimsoll::check;
use plimsoll::data::{
    Observations, Reader, Responses, fingerprint, read_acts, read_extensions, read_responses_by,
};
use plimsoll::eval::outcome::Assessment;
use plimsoll::eval::{Run, assess};
use plimsoll::model::RuleBook;
use plimsoll::report::{Inputs, RunRecord};
use plimsoll::syntax;

/// The rules of a case.
pub struct Rules {
    pub book: RuleBook,
    pub sources: Sources,
    pub findings: Vec<Diagnostic>,
    hashes: Vec<(String, String)>,
}

/// What `run.toml` says; without the file, a run as of 24 May 2019.
pub struct Settings {
    pub as_of: NaiveDate,
    pub period: Option<Period>,
    /// The measure that a `why` case asks about.
    pub measure: Option<String>,
    /// Text that no paper of the pack may hold.
    pub nowhere: Vec<String>,
    /// The folders of the case that hold its values.
    pub data: Vec<String>,
    /// The papers that a `paper` case shows, by file name.
    pub papers: Vec<String>,
}

/// A case that has been judged.
pub struct Judged {
    pub rules: Rules,
    pub settings: Settings,
    pub data: Observations,
    pub responses: Responses,
    /// Findings made while the data and answers were read.
    pub file_findings: Vec<Diagnostic>,
    /// Findings made while they were judged.
    pub judging_findings: Vec<Diagnostic>,
    pub assessment: Assessment,
    record: RunRecord,
}

/// The `.plim` files of a folder, read together; or one file.
pub fn rules(place: &Path) -> Rules {
    let (mut sources, mut trees, mut findings, mut hashes) = (Sources::new(), vec![], vec![], vec![]);
    let (folder, paths) = match place.is_dir() {
        true => (place, files(place, "plim")),
        false => (place.parent().unwrap(), vec![place.to_owned()]),
    };
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let name = name_in(folder, &path);
        hashes.push((name.clone(), fingerprint(text.as_bytes())));
        let id = sources.add(name, text.clone());
        let parsed = syntax::parse(id, &text);
        findings.extend(parsed.findings);
        trees.push(parsed.tree);
    }
    let checked = check::check(&trees);
    findings.extend(checked.findings);
    Rules { book: checked.book, sources, findings, hashes }
}

/// Rules, values and answers of a folder, judged.
pub fn judged(folder: &Path) -> Judged {
    let rules = rules(folder);
    let settings = settings(folder, &rules.book);
    judged_as(folder, rules, settings)
}

/// Values and answers of a folder, judged by these rules.
pub fn judged_as(folder: &Path, rules: Rules, settings: Settings) -> Judged {
    let mut reader = Reader::new(&rules.book).known_by(settings.as_of);
    let mut data_hashes = vec![];
    for path in settings.data.iter().flat_map(|data| files(&folder.join(data), "csv")) {
        let bytes = fs::read(&path).unwrap();
        data_hashes.push((name_in(folder, &path), fingerprint(&bytes)));
        reader.read_csv(&name_in(folder, &path), &bytes);
    }
    let (data, mut file_findings) = reader.finish(settings.as_of);
    let mut responses = Responses::default();
    if let Ok(bytes) = fs::read(folder.join("responses.csv")) {
        let read =
            read_responses_by(&rules.book, "responses.csv", &bytes, Some(settings.as_of), &mut responses);
        file_findings.extend(read);
    }
    if let Ok(bytes) = fs::read(folder.join("events.csv")) {
        file_findings.extend(read_acts(&rules.book, "events.csv", &bytes, settings.as_of, &mut responses));
    }
    if let Ok(bytes) = fs::read(folder.join("extensions.csv")) {
        file_findings.extend(read_extensions(&rules.book, "extensions.csv", &bytes, &mut responses));
    }
    let run = Run {
        book: &rules.book,
        data: &data,
        responses: &responses,
        period: settings.period,
        as_of: settings.as_of,
    };
    let mut assessment = assess(&run);
    let judging_findings = assessment.findings.clone();
    assessment.findings = [&rules.findings[..], &file_findings, &judging_findings].concat();
    let record = RunRecord {
        program: "plimsoll".to_owned(),
        rules: rules.hashes.clone(),
        data: data_hashes,
        arguments: vec![],
        period: assessment.period.to_string(),
        as_of: assessment.as_of.to_string(),
        whole: vec!["results.json".to_owned()],
    };
    Judged { rules, settings, data, responses, file_findings, judging_findings, assessment, record }
}

impl Judged {
    pub fn inputs(&self) -> Inputs<'_> {
        Inputs {
            book: &self.rules.book,
            sources: &self.rules.sources,
            data: &self.data,
            assessment: &self.assessment,
            record: &self.record,
        }
    }

    pub fn run(&self) -> Run<'_> {
        Run {
            book: &self.rules.book,
            data: &self.data,
            responses: &self.responses,
            period: self.settings.period,
            as_of: self.settings.as_of,
        }
    }
}

fn settings(folder: &Path, book: &RuleBook) -> Settings {
    let text = fs::read_to_string(folder.join("run.toml")).unwrap_or_default();
    let table: toml::Table = text.parse().unwrap();
    let words = |key: &str| table.get(key).map(|v| v.as_str().unwrap().to_owned());
    let several = |key: &str| -> Vec<String> {
        let found = table.get(key).map(|v| v.as_array().unwrap().clone()).unwrap_or_default();
        found.iter().map(|v| v.as_str().unwrap().to_owned()).collect()
    };
    Settings {
        measure: words("measure"),
        nowhere: several("nowhere"),
        papers: several("papers"),
        ..Settings::of(words("as_of").as_deref(), words("period").as_deref(), book)
    }
}

impl Settings {
    /// A run of a period as of a day; 24 May 2019 where no day is given.
    pub fn of(as_of: Option<&str>, period: Option<&str>, book: &RuleBook) -> Self {
        Self {
            as_of: as_of.unwrap_or("2019-05-24").parse().unwrap(),
            period: period.map(|p| parse_period(p, Some(book.year_start())).unwrap()),
            measure: None,
            nowhere: Vec::new(),
            data: vec!["data".to_owned()],
            papers: Vec::new(),
        }
    }
}

/// The files of a folder with an ending, sorted by name; none when there is no such folder.
pub fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == ending))
        .collect();
    found.sort();
    found
}

fn name_in(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/")
}
