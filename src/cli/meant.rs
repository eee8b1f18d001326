//! What somebody meant by a word that the command line has no place for: formats by the names that officers know them by,
//! and a day or a period without its quotes.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Adds to a complaint what to write instead, where the word says what was meant.
pub(super) fn told(mut message: clap::Error) -> clap::Error {
    let text = |kind| match message.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    let argument = text(ContextKind::InvalidArg).unwrap_or_default();
    let tip = match message.kind() {
        ErrorKind::InvalidValue if argument.starts_with("--format") => {
            text(ContextKind::InvalidValue).and_then(format_meant)
        }
        ErrorKind::UnknownArgument if !argument.starts_with('-') => Some(IN_QUOTES),
        _ => None,
    };
    if let Some(tip) = tip {
        // The word that looks most like it is not what was meant.
        message.remove(ContextKind::SuggestedValue);
        message.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    message
}

const IN_QUOTES: &str =
    "what has a space in it stands in quotes, as in `--as-of \"13 June 2019\"` or `--period \"Q4 2018/19\"`";

fn format_meant(word: &str) -> Option<&'static str> {
    Some(match word.to_lowercase().trim_start_matches('.') {
        "word" | "doc" | "msword" => "Word files are `--format docx`",
        "pdf" => {
            "for a PDF, write `--format docx` and save it as PDF in Word or LibreOffice, or `--format html` and print it \
             to PDF from the browser"
        }
        "excel" | "xls" => "a workbook for Excel is `--format xlsx`",
        "libreoffice" | "opendocument" | "odt" => "a workbook in OpenDocument is `--format ods`",
        "web" | "htm" | "browser" => "pages for a browser are `--format html`",
        "markdown" => "Markdown is `--format md`",
        "txt" | "terminal" => "text for a terminal is `--format text`",
        _ => return None,
    })
}
