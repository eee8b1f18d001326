//! `plimsoll.toml`: how much each lint weighs, for all files or for some, and what is looked at beside the book.

use std::ops::Range;

use chrono::NaiveDate;
use glob::Pattern;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::registry::{Finder, LINTS, Lint, by_name, no_such_lint};
use crate::base::diag::{Code, Severity};
use crate::base::period::parse_date;
use crate::base::span::FileId;
use crate::base::suggest::nearest;

/// How much a lint weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// It is not looked for.
    Off,
    /// Worth knowing.
    Advice,
    /// Somebody should look.
    Warning,
    /// The book fails `check`.
    Error,
}

impl Level {
    const ALL: [Self; 4] = [Self::Off, Self::Advice, Self::Warning, Self::Error];

    /// The word in `plimsoll.toml`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The weight of its findings; none when there are none.
    #[must_use]
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Advice => Some(Severity::Advice),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// What a `plimsoll.toml` says.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The day that counts as today, when it names one.
    pub as_of: Option<NaiveDate>,
    /// Books to compare with, as paths from the folder of the file.
    pub also: Vec<String>,
    levels: Vec<(Code, Level)>,
    /// In the order written: a later one goes before an earlier.
    files: Vec<(Pattern, Vec<(Code, Level)>)>,
}

/// Why a `plimsoll.toml` cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsFault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what to write.
    pub message: String,
}

/// Where in the text, and what is wrong there.
type Fault = (Range<usize>, String);

impl Settings {
    /// Reads the text of a `plimsoll.toml`.
    ///
    /// # Errors
    /// The first thing that is not known or cannot be read, with its line.
    ///
    /// ```
    /// use plimsoll::lint::Settings;
    /// assert!(Settings::read("[lints]\nunused-board = \"off\"\n").is_ok());
    /// let fault = Settings::read("[lints]\nunused-bord = \"off\"\n").unwrap_err();
    /// assert_eq!((fault.line, fault.message.contains("`unused-board`")), (2, true));
    /// ```
    pub fn read(text: &str) -> Result<Self, SettingsFault> {
        Self::of_text(text).map_err(|(at, message)| SettingsFault {
            line: text.get(..at.start).unwrap_or(text).matches('\n').count() + 1,
            message,
        })
    }

    fn of_text(text: &str) -> Result<Self, Fault> {
        let root = DeTable::parse(text).map_err(|error| {
            let what = error.message().lines().next().unwrap_or_default().to_owned();
            (error.span().unwrap_or_default(), what)
        })?;
        let mut settings = Self::default();
        for (key, value) in in_order(root.get_ref()) {
            match key.get_ref().as_ref() {
                "check" => settings.check(value)?,
                "lints" => settings.levels = levels(table(value, "lints")?)?,
                "files" => settings.files(table(value, "files")?)?,
                other => return Err(unknown(key.span(), other, &["check", "files", "lints"])),
            }
        }
        Ok(settings)
    }

    fn check(&mut self, value: &Spanned<DeValue<'_>>) -> Result<(), Fault> {
        for (key, value) in in_order(table(value, "check")?) {
            match key.get_ref().as_ref() {
                "as-of" => {
                    let text = word(value, "a day in quotation marks, as in \"2019-06-13\"")?;
                    let day = parse_date(text).map_err(|_| {
                        (value.span(), format!("`{text}` is not a day; write it as \"2019-06-13\""))
                    })?;
                    self.as_of = Some(day);
                }
                "also" => {
                    let wanted = "paths of other books in brackets, as in [\"../children\"]";
                    let all =
                        value.get_ref().as_array().ok_or((value.span(), format!("`also` is {wanted}")))?;
                    let each = all.iter().map(|one| word(one, wanted).map(str::to_owned));
                    self.also = each.collect::<Result<_, _>>()?;
                }
                other => return Err(unknown(key.span(), other, &["also", "as-of"])),
            }
        }
        Ok(())
    }

    fn files(&mut self, files: &DeTable<'_>) -> Result<(), Fault> {
        for (key, value) in in_order(files) {
            let name = key.get_ref().as_ref();
            let pattern = Pattern::new(name).map_err(|_| {
                (key.span(), format!("`{name}` does not name files; write a name, with * for any letters"))
            })?;
            self.files.push((pattern, levels(table(value, name)?)?));
        }
        Ok(())
    }

    /// The weights for files, each named by its path from the folder of `plimsoll.toml`, in the order of their ids.
    #[must_use]
    pub fn for_files(&self, names: &[String]) -> Levels {
        let of_file = |name: &String| {
            let fits = self.files.iter().filter(|(pattern, _)| pattern.matches(name));
            fits.flat_map(|(_, levels)| levels.iter().copied()).collect()
        };
        Levels { for_all: self.levels.clone(), of_files: names.iter().map(of_file).collect() }
    }
}

/// The weights that the settings give, file by file.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    for_all: Vec<(Code, Level)>,
    of_files: Vec<Vec<(Code, Level)>>,
}

impl Levels {
    /// What the settings say of a lint in a file; none when they say nothing.
    #[must_use]
    pub fn set(&self, lint: &Lint, file: Option<FileId>) -> Option<Level> {
        let own = file.and_then(|file| self.of_files.get(usize::from(file.0)));
        own.and_then(|levels| last(levels, lint)).or_else(|| last(&self.for_all, lint))
    }

    /// What a lint weighs in a file.
    #[must_use]
    pub fn of(&self, lint: &Lint, file: FileId) -> Level {
        self.set(lint, Some(file)).unwrap_or(lint.level)
    }

    /// True when a lint is on in some file.
    #[must_use]
    pub fn is_on(&self, lint: &Lint) -> bool {
        let here = self.set(lint, None).unwrap_or(lint.level) != Level::Off;
        here || self.of_files.iter().any(|own| last(own, lint).is_some_and(|level| level != Level::Off))
    }
}

fn last(levels: &[(Code, Level)], lint: &Lint) -> Option<Level> {
    levels.iter().rev().find(|(code, _)| *code == lint.code).map(|(_, level)| *level)
}

fn levels(table: &DeTable<'_>) -> Result<Vec<(Code, Level)>, Fault> {
    let mut levels = Vec::new();
    for (key, value) in in_order(table) {
        let name = key.get_ref().as_ref();
        let lint = by_name(name).ok_or_else(|| (key.span(), no_such_lint(name)))?;
        let text = word(value, LEVEL_WORDS)?;
        let level = Level::ALL.into_iter().find(|level| level.word() == text);
        let level = level.ok_or_else(|| {
            (value.span(), format!("`{text}` is no weight for a lint; write {LEVEL_WORDS}"))
        })?;
        if matches!(lint.finder, Finder::Misread) && level == Level::Off {
            let why = "a comment that is meant to accept something, and does not, cannot go unsaid";
            return Err((value.span(), format!("`{name}` cannot be turned off: {why}")));
        }
        levels.push((lint.code, level));
    }
    Ok(levels)
}

const LEVEL_WORDS: &str = "\"off\", \"advice\", \"warning\" or \"error\"";

fn table<'t, 'i>(value: &'t Spanned<DeValue<'i>>, name: &str) -> Result<&'t DeTable<'i>, Fault> {
    let found = value.get_ref().as_table();
    found.ok_or_else(|| (value.span(), format!("`{name}` is a heading: write [{name}] on a line of its own")))
}

fn word<'t>(value: &'t Spanned<DeValue<'_>>, wanted: &str) -> Result<&'t str, Fault> {
    value.get_ref().as_str().ok_or_else(|| (value.span(), format!("what stands here has to be {wanted}")))
}

fn unknown(at: Range<usize>, key: &str, known: &[&str]) -> Fault {
    let known_words = known.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>();
    let all = crate::base::suggest::listed(&known_words, "and");
    let meant = nearest(key, known.iter().copied());
    // A lint set outside its heading is the likeliest slip.
    let message = match meant {
        Some(meant) => format!("there is nothing to set by the name `{key}`; did you mean `{meant}`?"),
        None if LINTS.iter().any(|lint| lint.name() == key) => {
            format!("`{key}` is a lint: write it beneath [lints]")
        }
        None => format!("there is nothing to set by the name `{key}`; what can be set here is {all}"),
    };
    (at, message)
}

/// The entries of a table in the order written.
fn in_order<'t, 'i>(
    table: &'t DeTable<'i>,
) -> Vec<(&'t Spanned<std::borrow::Cow<'i, str>>, &'t Spanned<DeValue<'i>>)> {
    let mut all: Vec<_> = table.iter().collect();
    all.sort_by_key(|(key, _)| key.span().start);
    all
}
