//! Names: unknown, declared twice, reserved.

use crate::base::diag::{Code, Diagnostic};
use crate::base::span::Span;
use crate::base::suggest::listed;
use crate::syntax::ast::Name;

/// A board or role that is not declared.
pub const UNKNOWN_BOARD: Code = Code("check::unknown-board");
/// A theme that is not declared.
pub const UNKNOWN_THEME: Code = Code("check::unknown-theme");
/// A rating that is not declared.
pub const UNKNOWN_RATING: Code = Code("check::unknown-rating");
/// A kind of group that is not declared.
pub const UNKNOWN_GROUP: Code = Code("check::unknown-group");
/// A group that is no member.
pub const UNKNOWN_MEMBER: Code = Code("check::unknown-member");
/// A measure that is not declared.
pub const UNKNOWN_MEASURE: Code = Code("check::unknown-measure");
/// An escalation that is not declared.
pub const UNKNOWN_ESCALATION: Code = Code("check::unknown-escalation");
/// A ladder that is not declared.
pub const UNKNOWN_LADDER: Code = Code("check::unknown-ladder");
/// A stage that the ladder does not have.
pub const UNKNOWN_STAGE: Code = Code("check::unknown-stage");
/// An event that is not declared.
pub const UNKNOWN_EVENT: Code = Code("check::unknown-event");
/// Something that cannot become of an event.
pub const UNKNOWN_EVENT_STATE: Code = Code("check::unknown-event-state");
/// A named target that the measure does not have.
pub const UNKNOWN_TARGET: Code = Code("check::unknown-target");
/// A name in an amount that no definition has.
pub const UNKNOWN_DEFINITION: Code = Code("check::unknown-definition");
/// One name, two declarations.
pub const DECLARED_TWICE: Code = Code("check::declared-twice");
/// A word of the language used as a name.
pub const RESERVED_NAME: Code = Code("check::reserved-name");
/// One clause twice in one measure.
pub const CLAUSE_TWICE: Code = Code("check::clause-twice");
/// A kind of group without members.
pub const GROUPS_WITHOUT_MEMBERS: Code = Code("check::groups-without-members");
/// Bank holidays of a country that are not known.
pub const UNKNOWN_BANK_HOLIDAYS: Code = Code("check::unknown-bank-holidays");

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    /// A board or role.
    Board,
    /// A board or role that is told.
    Recipient,
    /// A theme.
    Theme,
    /// A rating.
    Rating,
    /// A kind of group.
    Group,
    /// A benchmark.
    Benchmark,
    /// A member of a kind of group.
    Member,
    /// A measure.
    Measure,
    /// An escalation.
    Escalation,
    /// A ladder.
    Ladder,
    /// A stage of a ladder.
    Stage,
    /// An event.
    Event,
    /// What can become of an event.
    EventState,
    /// A named target.
    Target,
    /// A report.
    Report,
    /// A name that `define` gives.
    Definition,
    /// A scenario.
    Scenario,
}

impl NameKind {
    fn word(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::Recipient => "board or role",
            Self::Theme => "theme",
            Self::Rating => "rating",
            Self::Group => "kind of group",
            Self::Benchmark => "benchmark",
            Self::Member => "group",
            Self::Measure => "measure",
            Self::Escalation => "escalation",
            Self::Ladder => "ladder",
            Self::Stage => "stage",
            Self::Event => "event",
            Self::EventState => "outcome",
            Self::Target => "target",
            Self::Report => "report",
            Self::Definition => "definition",
            Self::Scenario => "scenario",
        }
    }

    /// The words that its declaration may begin with.
    pub(in crate::check) fn declared_by(self) -> &'static [&'static str] {
        match self {
            Self::Board | Self::Recipient => &["board", "role"],
            Self::Theme => &["theme"],
            Self::Rating => &["rating"],
            Self::Group | Self::Member => &["groups"],
            Self::Benchmark => &["benchmark"],
            Self::Measure => &["measure"],
            Self::Escalation => &["escalation"],
            Self::Ladder | Self::Stage => &["ladder"],
            Self::Event | Self::EventState => &["event"],
            Self::Report => &["report"],
            Self::Definition => &["define"],
            Self::Scenario => &["scenario"],
            // A target is named within a measure.
            Self::Target => &[],
        }
    }

    fn code(self) -> Code {
        match self {
            Self::Board | Self::Recipient => UNKNOWN_BOARD,
            Self::Theme => UNKNOWN_THEME,
            Self::Rating => UNKNOWN_RATING,
            Self::Group => UNKNOWN_GROUP,
            Self::Benchmark => super::UNKNOWN_BENCHMARK,
            Self::Member => UNKNOWN_MEMBER,
            Self::Measure => UNKNOWN_MEASURE,
            Self::Escalation => UNKNOWN_ESCALATION,
            Self::Ladder => UNKNOWN_LADDER,
            Self::Stage => UNKNOWN_STAGE,
            Self::Event => UNKNOWN_EVENT,
            Self::EventState => UNKNOWN_EVENT_STATE,
            Self::Target => UNKNOWN_TARGET,
            // Nothing refers to these by their names; they can only be declared twice.
            Self::Report | Self::Scenario => DECLARED_TWICE,
            Self::Definition => UNKNOWN_DEFINITION,
        }
    }

    /// A name that was written in quotes is a title, and stands in quotes where it is declared.
    fn how_to_declare(self, name: &Name) -> String {
        let text = &name.text;
        let (head, short) = if name.quoted {
            (format!("\"{text}\""), format!("\"{text}\""))
        } else {
            (format!("{text} \"Full name\""), text.clone())
        };
        match self {
            Self::Board => format!("declare it with `board {head}`"),
            Self::Recipient => {
                format!("declare it with `board {head}`, or `role {head}` where it is a person or post")
            }
            Self::Theme => format!("declare it with `theme {head}`"),
            Self::Rating => {
                format!("declare it with `rating {short} {{ green when on target; red otherwise }}`")
            }
            Self::Group => format!("declare it with `groups {head} {{ A \"First\"; B \"Second\" }}`"),
            Self::Benchmark => format!("declare it with `benchmark {head}`"),
            Self::Member if name.quoted => format!("add a short name and `{short}` to its `groups`"),
            Self::Member => format!("add `{head}` to its `groups`"),
            Self::Measure if name.quoted => format!("declare it with `measure {short} {{ … }}`"),
            Self::Measure => format!("declare it with `measure {text} \"Title\" {{ … }}`"),
            Self::Escalation if name.quoted => {
                format!("declare it with `escalation {short} {{ when …; to … }}`")
            }
            Self::Escalation => format!("declare it with `escalation {text} \"Title\" {{ when …; to … }}`"),
            Self::Report => format!("declare it with `report {head} {{ shows all }}`"),
            Self::Ladder => format!("declare it with `ladder {head} {{ per measure; stage … }}`"),
            Self::Stage => format!("add `stage {text} {{ enter when … }}` to its ladder"),
            Self::Event => format!("declare it with `event {head} {{ held; refused }}`"),
            Self::EventState => format!("add `{text}` to the event"),
            Self::Scenario => format!("tell it with `scenario \"{text}\" {{ … }}`"),
            Self::Definition => format!("say what it stands for with `define {text} as …`"),
            Self::Target => format!("name a target of this measure with `target … as {text}`"),
        }
    }
}

/// A name that nothing of its kind has.
#[must_use]
pub fn unknown_name(kind: NameKind, name: &Name, known: &[String], meant: Option<&str>) -> Diagnostic {
    let word = kind.word();
    let finding = Diagnostic::error(kind.code(), format!("there is no {word} `{}`", name.text))
        .label(name.span, format!("no {word} has this name"));
    let declare = kind.how_to_declare(name);
    let known: Vec<String> = known.iter().map(|name| in_quotes(name)).collect();
    match meant.map(in_quotes) {
        Some(meant) => {
            finding.help(format!("write `{meant}` if that is meant, or {declare}")).suggest(name.span, meant)
        }
        None if known.is_empty() => finding.help(declare),
        None if known.len() <= 8 => {
            let quoted: Vec<String> = known.iter().map(|k| format!("`{k}`")).collect();
            finding.help(format!("write {}, or {declare}", listed(&quoted, "or")))
        }
        None => match alike(&name.text, &known).as_slice() {
            [] => finding.help(declare),
            few => finding.help(format!("write {}, or {declare}", listed(few, "or"))),
        },
    }
}

/// A name as it is written: one that is no id is a title, and stands in quotes.
fn in_quotes(name: &str) -> String {
    let is_id = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-'));
    if is_id { name.to_owned() } else { format!("\"{name}\"") }
}

/// The names that begin as this one does, where they are few enough to be listed.
fn alike(name: &str, known: &[String]) -> Vec<String> {
    let first = name.chars().next().map(|c| c.to_ascii_lowercase());
    let begins = |other: &&String| {
        other.trim_start_matches('"').chars().next().map(|c| c.to_ascii_lowercase()) == first
    };
    let found: Vec<String> = known.iter().filter(begins).map(|k| format!("`{k}`")).collect();
    if found.len() <= 8 { found } else { Vec::new() }
}

/// One name, two declarations.
#[must_use]
pub fn declared_twice(kind: NameKind, name: &Name, first: Span) -> Diagnostic {
    Diagnostic::error(DECLARED_TWICE, format!("{} `{}` is declared twice", kind.word(), name.text))
        .label(name.span, "declared again here; this one is not used")
        .label(first, "first declared here")
        .help("give one of them another id, or delete the one that is out of date")
}

/// A word of the language used as a name.
#[must_use]
pub fn reserved_name(name: &Name) -> Diagnostic {
    Diagnostic::error(
        RESERVED_NAME,
        format!("`{}` has a meaning of its own in rules and cannot be a name", name.text),
    )
    .label(name.span, "choose another name")
    .help(format!("write another name, such as `{}_1`", name.text.to_lowercase()))
}

/// One clause twice in one declaration: a `measure`, a `board`.
#[must_use]
pub fn clause_twice(whose: &str, word: &str, again: Span, first: Span) -> Diagnostic {
    Diagnostic::error(CLAUSE_TWICE, format!("this {whose} says its `{word}` twice"))
        .label(again, "said again here; the last one is used")
        .label(first, "first said here")
        .help("keep one of the two lines")
}

/// A kind of group without members.
#[must_use]
pub fn groups_without_members(name: &Name) -> Diagnostic {
    Diagnostic::error(GROUPS_WITHOUT_MEMBERS, format!("`groups {}` has no members", name.text))
        .label(name.span, "no figure can belong to it")
        .help("list its members, as in `{ JR \"John Radcliffe\"; HGH \"Horton General\" }`, or write `from data` if the data files name them")
}

/// Bank holidays of a country that are not known.
#[must_use]
pub fn unknown_bank_holidays(name: &Name, known: &[String]) -> Diagnostic {
    Diagnostic::error(
        UNKNOWN_BANK_HOLIDAYS,
        format!("the bank holidays of `{}` are not known here", name.text),
    )
    .label(name.span, "not one of the countries that come with the program")
    .help(format!("write {}, or list the days with `closed 25 December 2019`", listed(known, "or")))
}
