//! Clauses and declarations that cannot be read, or can be read in two ways.

use crate::base::diag::{Applies, Code, Diagnostic};
use crate::base::span::Span;
use crate::base::suggest::listed;
use crate::syntax::clause_words::{DECLARATIONS, Inside, clause_words};

/// A clause begins with a word that no clause begins with.
pub const UNKNOWN_CLAUSE: Code = Code("syntax::unknown-clause");
/// A clause begins well and goes on in a way that cannot be read.
pub const UNREADABLE_CLAUSE: Code = Code("syntax::unreadable-clause");
/// A clause with one misspelt word, with which mended it can be read.
#[must_use]
pub fn misspelt_inside(word: &str, slip: &str, meant: &str, at: Span) -> Diagnostic {
    Diagnostic::error(UNREADABLE_CLAUSE, format!("this `{word}` line cannot be read at `{slip}`"))
        .label(at, "not a word that fits here")
        .help(format!("write `{meant}` if that is meant"))
        .suggest(at, meant)
}

/// A line outside any declaration begins with a word that no declaration begins with.
pub const UNKNOWN_DECLARATION: Code = Code("syntax::unknown-declaration");
/// Where a clause belongs, the likeliest declaration first: `a declaration such as a `measure``.
fn home(of: &[Inside]) -> Option<String> {
    let (likeliest, others) = of.split_first()?;
    let such = if others.is_empty() { "" } else { "a declaration such as " };
    Some(format!("{such}{} `{}`", likeliest.article(), likeliest.word()))
}

/// A declaration's first line cannot be read.
pub const UNREADABLE_DECLARATION: Code = Code("syntax::unreadable-declaration");
/// A `{` is never closed.
pub const MISSING_BRACE: Code = Code("syntax::missing-brace");
/// A `}` closes nothing.
pub const STRAY_BRACE: Code = Code("syntax::stray-brace");
/// `and` and `or` in one condition without brackets.
pub const AND_WITH_OR: Code = Code("syntax::and-with-or");
/// `A and B for 2 periods` without brackets.
pub const LASTING_OF_WHICH: Code = Code("syntax::lasting-of-which");
/// `year April to April`.
pub const YEAR_NOT_TWELVE_MONTHS: Code = Code("syntax::year-not-twelve-months");
/// `above benchmark england in 2017/18`.
pub const YEAR_OF_WHICH: Code = Code("syntax::year-of-which");

/// A word that was probably meant.
#[derive(Debug, Clone, Copy)]
pub struct Meant {
    /// The word.
    pub word: &'static str,
    /// What to write with it; none where the word says it all.
    pub forms: &'static str,
    /// Whether it can be anything else.
    pub applies: Applies,
}

/// How many words a message lists before it stops; the commonest stand first.
const MOST_LISTED: usize = 12;

/// A clause begins with a word that no clause of its declaration begins with.
#[must_use]
pub fn unknown_clause(
    word: &str,
    at: Span,
    inside: Inside,
    meant: Option<Meant>,
    elsewhere: &[Inside],
) -> Diagnostic {
    let own = match inside {
        Inside::Groups => "`groups`".to_owned(),
        other => format!("{} {}", other.article(), other.word()),
    };
    let finding = Diagnostic::error(UNKNOWN_CLAUSE, format!("`{word}` is not something {own} can say"));
    let finding = finding.label(at, "this line is not read");
    match (meant, home(elsewhere)) {
        (Some(Meant { word, forms, applies }), _) => {
            finding.help(format!("write `{word}` if that is meant: {forms}")).edit(at, word, applies)
        }
        (None, Some(home)) => {
            finding.help(format!("`{word}` belongs inside {home}; move it there, or delete the line"))
        }
        (None, None) => {
            let words: Vec<String> = clause_words(inside).iter().map(|w| format!("`{}`", w.word)).collect();
            let listed = match words.get(..MOST_LISTED) {
                Some(first) => format!("{} and {} more", first.join(", "), words.len() - first.len()),
                None => listed(&words, "and"),
            };
            finding.help(format!(
                "{own} can say {listed}; anything else goes in a `note \"…\"` or a comment after `#`"
            ))
        }
    }
}

/// A clause begins well and goes on in a way that cannot be read.
#[must_use]
pub fn unreadable_clause(word: &str, stopped_at: &str, forms: &str, at: Span, whole: Span) -> Diagnostic {
    let message = if stopped_at.is_empty() {
        format!("this `{word}` line stops too early")
    } else {
        format!("this `{word}` line cannot be read from `{stopped_at}` on")
    };
    let label = if stopped_at.is_empty() { "something is missing here" } else { "reading stopped here" };
    let finding = Diagnostic::error(UNREADABLE_CLAUSE, message).label(at, label);
    let finding = if at.start > whole.start && !stopped_at.is_empty() {
        finding
    } else {
        finding.label(whole, "in this line")
    };
    finding.help(format!("write {forms}"))
}

/// A target that can be read, with something after it that cannot.
#[must_use]
pub fn unreadable_tail(target: &str, stopped_at: &str, at: Span) -> Diagnostic {
    let target = target.split_whitespace().collect::<Vec<_>>().join(" ");
    Diagnostic::error(UNREADABLE_CLAUSE, format!("this `target` line cannot be read from `{stopped_at}` on"))
        .label(at, "reading stopped here")
        .help(format!(
            "write `{target}`, with no more after it than `by Mar 2020`, `in 2019/20`, `from Q3 2019/20`, `until Mar 2020`, \
             `for` and the id of a group, `as` and a name, `pro rata` or `because \"…\"`; what else there is to say goes in a `note \"…\"`"
        ))
}

/// A line outside any declaration begins with a word that no declaration begins with.
#[must_use]
pub fn unknown_declaration(word: &str, at: Span, meant: Option<Meant>, clause_of: &[Inside]) -> Diagnostic {
    let finding =
        Diagnostic::error(UNKNOWN_DECLARATION, format!("nothing outside braces begins with `{word}`"))
            .label(at, "this line is not read, with the braces that follow it");
    match (meant, home(clause_of)) {
        (Some(Meant { word, applies, .. }), None) => {
            finding.help(format!("write `{word}` if that is meant")).edit(at, word, applies)
        }
        (_, Some(home)) => finding
            .help(format!("`{word}` belongs inside the braces of {home}; a `}}` above it may be too early")),
        (None, None) => {
            let words: Vec<String> = DECLARATIONS.iter().map(|(w, _)| format!("`{w}`")).collect();
            finding.help(format!(
                "a line outside braces begins with {}; a comment begins with `#`",
                listed(&words, "or")
            ))
        }
    }
}

/// A declaration's first line cannot be read.
#[must_use]
pub fn unreadable_declaration(word: &str, form: &str, at: Span) -> Diagnostic {
    Diagnostic::error(UNREADABLE_DECLARATION, format!("this `{word}` cannot be read"))
        .label(at, "the name, the title in quotes or the braces are not as expected")
        .help(format!("write it like {form}"))
}

/// A `{` is never closed. It is clear where the `}` belongs if all that stands before it was read.
#[must_use]
pub fn missing_brace(word: &str, head: Span, end: Span, is_read: bool) -> Diagnostic {
    let applies = if is_read { Applies::ByItself } else { Applies::IfMeant };
    Diagnostic::error(MISSING_BRACE, format!("this `{word}` is never closed"))
        .label(head, "opened here with `{`")
        .label(end, "the closing `}` is missing here")
        .help("put a `}` on a line of its own after the last clause")
        .edit(end, "\n}", applies)
}

/// A declaration has clauses and a `}`, and no `{`.
#[must_use]
pub fn never_opened(head: Span) -> Diagnostic {
    let end = Span { start: head.end, ..head };
    Diagnostic::error(MISSING_BRACE, "the `{` after this line is missing")
        .label(head, "its clauses stand below, and end with a `}`")
        .help("write `{` at the end of the line")
        .fix(end, " {")
}

/// A declaration is closed with another bracket.
#[must_use]
pub fn another_bracket(sign: &str, at: Span) -> Diagnostic {
    Diagnostic::error(MISSING_BRACE, format!("`{sign}` stands where the closing `}}` belongs"))
        .label(at, "another kind of bracket")
        .help("write `}` here")
        .fix(at, "}")
}

/// A `}` comes before the last clause.
#[must_use]
pub fn closed_early(at: Span, last: Span) -> Diagnostic {
    Diagnostic::error(STRAY_BRACE, "this `}` comes too early")
        .label(at, "clauses of the same declaration follow it")
        .label(last, "and this `}` ends them")
        .help("delete the first of the two")
        .fix(at, "")
}

/// A `}` closes nothing.
#[must_use]
pub fn stray_brace(at: Span) -> Diagnostic {
    Diagnostic::error(STRAY_BRACE, "this `}` closes nothing")
        .label(at, "no `{` is open here")
        .help("delete it, or look for a `}` above that came too early")
        .suggest(at, "")
}

/// `and` and `or` in one condition without brackets: both readings are offered.
#[must_use]
pub fn and_with_or(parts: &[String], and_after: &dyn Fn(usize) -> bool, at: Span) -> Diagnostic {
    let joined = |binds: bool| {
        let mut groups: Vec<Vec<&str>> = vec![Vec::new()];
        for (position, part) in parts.iter().enumerate() {
            if let Some(group) = groups.last_mut() {
                group.push(part);
            }
            if position + 1 < parts.len() && and_after(position) != binds {
                groups.push(Vec::new());
            }
        }
        let (inner, outer) = if binds { (" and ", " or ") } else { (" or ", " and ") };
        let texts: Vec<String> = groups
            .iter()
            .map(|g| if g.len() > 1 { format!("({})", g.join(inner)) } else { g.concat() })
            .collect();
        texts.join(outer)
    };
    let (first, second) = (joined(true), joined(false));
    Diagnostic::error(AND_WITH_OR, "`and` with `or` can be read in two ways")
        .label(at, "which belong together?")
        .help(format!("put brackets round what belongs together: `{first}`, or `{second}`"))
}

/// `A and B for 2 periods` without brackets: both readings are offered.
#[must_use]
pub fn lasting_of_which(both: &str, last_only: &str, at: Span) -> Diagnostic {
    Diagnostic::error(LASTING_OF_WHICH, "it is not clear how much of this has to last")
        .label(at, "all of it, or only the last part?")
        .help(format!("write `{both}` if all of it has to last, or `{last_only}` if only the last part does"))
}

/// `year April to April`.
#[must_use]
pub fn year_not_twelve_months(at: Span) -> Diagnostic {
    Diagnostic::error(YEAR_NOT_TWELVE_MONTHS, "these months do not make a year")
        .label(at, "a year ends with the month before the one it starts in")
        .help("write `year April to March`, `year September to August`, `year January to December` or `year October to September`")
}

/// `above benchmark england in 2017/18`: both readings are offered.
#[must_use]
pub fn year_of_which(benchmark: &str, year: &str, at: Span) -> Diagnostic {
    Diagnostic::error(YEAR_OF_WHICH, format!("`in {year}` can be read in two ways"))
        .label(at, "the year of the target, or of the benchmark's figure?")
        .help(format!(
            "write `(benchmark {benchmark} in {year})` for the benchmark's figure of that year, or `benchmark {benchmark}, in {year}` for the year that the target is for"
        ))
}
