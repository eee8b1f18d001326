//! `plimsoll fmt`: puts rule files in their canonical layout.

use std::path::{Path, PathBuf};

use clap::Args;
use similar::TextDiff;

use super::exit::{Exit, Problem};
use super::io::Stream;
use super::show_findings::{Plainly, draw};
use super::{io, load};
use crate::base::diag::{Diagnostic, Severity};
use crate::base::source::Sources;
use crate::format::{Formatted, format};
use crate::syntax;

/// Stands for standard input.
const INPUT: &str = "-";
/// How many lines of a comparison stand before and after what has changed.
const AROUND: usize = 3;

#[derive(Debug, Args)]
pub(super) struct FmtArguments {
    /// Rule books: folders of .plim files, or single files; `-` reads standard input and writes to standard output
    #[arg(default_value = ".", value_name = "BOOK")]
    books: Vec<PathBuf>,
    /// Change nothing; name the files that are not in canonical layout, and end with 1 if there are any
    #[arg(long)]
    check: bool,
    /// Change nothing; show what would change, line by line
    #[arg(long)]
    diff: bool,
    #[command(flatten)]
    plainly: Plainly,
}

/// What came of all files.
#[derive(Debug, Default)]
struct Tally {
    differ: bool,
    unclear: bool,
    defect: bool,
}

pub(super) fn fmt(arguments: &FmtArguments) -> Result<Exit, Problem> {
    let mut tally = Tally::default();
    if arguments.books.iter().any(|book| book == Path::new(INPUT)) {
        if arguments.books.len() > 1 {
            return Err(Problem::Argument("`-` stands alone; name files in another command".to_owned()));
        }
        let source = load::text_of("standard input", io::read_input()?)?;
        one(arguments, None, &source, &mut tally)?;
    } else {
        let mut files = Vec::new();
        for book in &arguments.books {
            files.extend(load::files_of(book)?);
        }
        for file in &files {
            let source = load::text_of(&io::name(file), io::read(file)?)?;
            one(arguments, Some(file), &source, &mut tally)?;
        }
    }
    Ok(if tally.defect {
        Exit::Defect
    } else if tally.unclear {
        Exit::RuleBook
    } else if tally.differ && arguments.check {
        Exit::FailOn
    } else {
        Exit::Done
    })
}

/// Does what is asked with one text: that of a file, or of standard input.
fn one(
    arguments: &FmtArguments,
    file: Option<&Path>,
    source: &str,
    tally: &mut Tally,
) -> Result<(), Problem> {
    let name = file.map_or_else(|| "standard input".to_owned(), io::name);
    let (text, left) = match format(source) {
        Formatted::Done { text, left } => (text, left),
        Formatted::Unclear => {
            tally.unclear = true;
            tell_unclear(&name, source, &arguments.plainly);
            return Ok(());
        }
        Formatted::Defect { line } => {
            tally.defect = true;
            io::say(&format!(
                "{name}: left as it is: near line {line} the new layout would not have meant the same, which is a \
                 defect of the program; please report it with the file\n"
            ));
            return Ok(());
        }
    };
    let differs = text != source;
    tally.differ |= differs;
    if arguments.diff && differs {
        let compared = TextDiff::from_lines(source, &text);
        let shown = compared.unified_diff().context_radius(AROUND).header(&name, &name).to_string();
        io::print(&shown);
    }
    let told = Told { differs, left, name: &name };
    match file {
        _ if arguments.check || arguments.diff => {
            if !arguments.diff && differs {
                io::print(&told.would_change());
            } else if left > 0 {
                io::say(&told.left_only());
            }
        }
        None => {
            io::print(&text);
            if left > 0 {
                io::say(&told.left_only());
            }
        }
        Some(file) => {
            if differs {
                io::rewrite(file, text.as_bytes())?;
            }
            io::print_done(&told.done());
        }
    }
    Ok(())
}

/// What is said of one file.
struct Told<'n> {
    name: &'n str,
    differs: bool,
    left: usize,
}

impl Told<'_> {
    fn done(&self) -> String {
        let did = if self.differs { "layout tidied" } else { "in order already" };
        format!("{}: {did}{}\n", self.name, self.and_left())
    }

    fn would_change(&self) -> String {
        format!("{}: layout would be tidied{}\n", self.name, self.and_left())
    }

    fn left_only(&self) -> String {
        format!("{}: {}\n", self.name, self.left_words())
    }

    fn and_left(&self) -> String {
        if self.left == 0 { String::new() } else { format!("; {}", self.left_words()) }
    }

    fn left_words(&self) -> String {
        let (many, them) = match self.left {
            1 => ("1 declaration that cannot be read stays as it was written".to_owned(), "it"),
            left => (format!("{left} declarations that cannot be read stay as they were written"), "them"),
        };
        format!("{many}; `plimsoll check` says what is wrong with {them}")
    }
}

/// Where the braces or quotation marks do not match, what is wrong with them.
fn tell_unclear(name: &str, source: &str, how: &Plainly) {
    let mut sources = Sources::new();
    let id = sources.add(name, source);
    let mut errors: Vec<Diagnostic> = syntax::parse(id, source).findings;
    errors.retain(|finding| finding.severity == Severity::Error);
    io::say(&draw(&errors, &sources, how, Stream::Err));
    io::say(&format!(
        "{name}: left as it is, because a brace or quotation mark is missing or too many, and nobody can tell where a \
         declaration ends\n"
    ));
}
