//! One document, shown or written: the formats that every command offers for a page of its own.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::exit::Problem;
use super::io;
use crate::report::{self, Document};

/// A format that any document can be drawn in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Drawing {
    /// For a terminal.
    Text,
    /// Markdown.
    Md,
    /// One page for a browser, or to print.
    Html,
    /// A Word file.
    #[cfg(feature = "word")]
    Docx,
}

impl Drawing {
    /// How the names of such files end.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Md => "md",
            Self::Html => "html",
            #[cfg(feature = "word")]
            Self::Docx => "docx",
        }
    }

    /// The document in this format.
    pub(super) fn draw(self, document: &Document) -> Vec<u8> {
        match self {
            Self::Text => report::to_text(document, io::WIDTH).into_bytes(),
            Self::Md => report::to_markdown(document).into_bytes(),
            Self::Html => report::to_html(document).into_bytes(),
            #[cfg(feature = "word")]
            Self::Docx => report::to_docx(document),
        }
    }
}

/// In what format a page is wanted, and where.
#[derive(Debug, Args)]
pub(super) struct Page {
    /// How to show it
    #[arg(long, value_enum, default_value = "text")]
    format: PageFormat,
    /// Write it to this file, whole or not at all
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PageFormat {
    /// For a terminal
    Text,
    /// Markdown, as for a comment on a pull request
    Md,
    /// One page for a browser, or to print
    Html,
    /// A Word file, to hand out or to edit; it needs --out
    #[cfg(feature = "word")]
    Docx,
    /// JSON, for other programs
    Json,
}

impl Page {
    /// Shows or writes a page; only what is wanted is made.
    pub(super) fn put(
        &self,
        document: impl FnOnce() -> Document,
        json: impl FnOnce() -> String,
    ) -> Result<(), Problem> {
        let bytes = match self.format {
            PageFormat::Text => Drawing::Text.draw(&document()),
            PageFormat::Md => Drawing::Md.draw(&document()),
            PageFormat::Html => Drawing::Html.draw(&document()),
            #[cfg(feature = "word")]
            PageFormat::Docx if self.out.is_none() => {
                let text =
                    "a Word file cannot be shown here: add --out and a name for it, as in --out page.docx";
                return Err(Problem::Argument(text.to_owned()));
            }
            #[cfg(feature = "word")]
            PageFormat::Docx => Drawing::Docx.draw(&document()),
            PageFormat::Json => json().into_bytes(),
        };
        put(&bytes, self.out.as_deref())
    }
}

fn put(bytes: &[u8], out: Option<&Path>) -> Result<(), Problem> {
    let Some(path) = out else {
        io::print_with(|to| to.write_all(bytes));
        return Ok(());
    };
    io::write(path, bytes)?;
    io::mention(&format!("written to {}\n", io::name(path)));
    Ok(())
}
