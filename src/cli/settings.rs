//! The `plimsoll.toml` of a rule book: in its folder, or in the nearest one above.

use std::path::{Path, PathBuf};

use super::exit::Problem;
use super::io;
use crate::lint::Settings;

const NAME: &str = "plimsoll.toml";

/// What was found for a book.
pub(super) struct Found {
    pub(super) settings: Settings,
    /// The folder of the file; that of the book where there is none.
    pub(super) folder: PathBuf,
}

impl Found {
    /// Rule files as patterns in the settings name them: by their paths from the folder of the settings.
    pub(super) fn names_of(&self, files: &[PathBuf]) -> Result<Vec<String>, Problem> {
        let from = io::absolute(&self.folder)?;
        files
            .iter()
            .map(|file| {
                let whole = io::absolute(file)?;
                Ok(io::name(whole.strip_prefix(&from).unwrap_or(&whole)))
            })
            .collect()
    }
}

/// Looks in the folder of a book and in those above it, as far as the one that holds the whole repository.
pub(super) fn of_book(folder: &Path) -> Result<Found, Problem> {
    let here = io::absolute(Path::new(""))?;
    for above in io::absolute(folder)?.ancestors() {
        let path = above.join(NAME);
        if path.is_file() {
            // Named as the reader would: from where they stand.
            let shown = path.strip_prefix(&here).unwrap_or(&path);
            return Ok(Found { settings: read(shown)?, folder: above.to_owned() });
        }
        if above.join(".git").exists() {
            break;
        }
    }
    Ok(Found { settings: Settings::default(), folder: folder.to_owned() })
}

fn read(path: &Path) -> Result<Settings, Problem> {
    let name = io::name(path);
    let text = String::from_utf8(io::read(path)?).map_err(|_| {
        Problem::RuleBook(format!("{name} is not plain text in UTF-8; save it again with the UTF-8 encoding"))
    })?;
    Settings::read(&text)
        .map_err(|fault| Problem::RuleBook(format!("{name}, line {}: {}", fault.line, fault.message)))
}
