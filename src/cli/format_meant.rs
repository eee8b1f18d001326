//! What somebody meant who named a format that there is not: programs and endings that officers know by name.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Adds to a complaint about a format what to write instead, where the word says what was meant.
pub(super) fn told(mut message: clap::Error) -> clap::Error {
    let is_of_format = matches!(message.get(ContextKind::InvalidArg), Some(ContextValue::String(name)) if name.starts_with("--format"));
    let tip = match message.get(ContextKind::InvalidValue) {
        Some(ContextValue::String(word)) if is_of_format && message.kind() == ErrorKind::InvalidValue => {
            tip(word)
        }
        _ => None,
    };
    if let Some(tip) = tip {
        // The word that looks most like it is not what was meant.
        message.remove(ContextKind::SuggestedValue);
        message.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    message
}

fn tip(word: &str) -> Option<&'static str> {
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
