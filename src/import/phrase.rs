//! Cells read by the language's own grammar: a cell is put after its clause word, made plain, and parsed. So a phrase
//! means in a table what it means in a rule.

use crate::base::exact::Exact;
use crate::base::period::{Period, PeriodFault, YearStart, parse_period};
use crate::base::span::FileId;
use crate::data::words::plain;
use crate::model::Bound;
use crate::syntax;
use crate::syntax::ast::{
    Amount, AmountKind, BaselineWords, Expr, GoalWords, Item, MeasureClause, TargetWords,
};

/// Longer cells are prose, not clauses.
const LONGEST: usize = 160;
const HEAD: &str = "measure x \"x\" {\n  ";

/// Reads one clause of a measure; none where the grammar does not read it whole and without a finding.
fn clause(text: &str) -> Option<MeasureClause> {
    if text.len() > LONGEST || text.contains(['{', '}', ';', '#', '"', '“', '”', '„', '\n', '\r']) {
        return None;
    }
    let parsed = syntax::parse(FileId(0), &format!("{HEAD}{text}\n}}\n"));
    if !parsed.findings.is_empty() {
        return None;
    }
    let [Item::Measure(measure)] = parsed.tree.items.as_slice() else { return None };
    let [only] = measure.clauses.as_slice() else { return None };
    (!measure.broken).then(|| only.node.clone())
}

/// True for a clause that the grammar reads.
#[must_use]
pub fn reads(text: &str) -> bool {
    clause(text).is_some_and(|clause| !matches!(clause, MeasureClause::Later(_)))
}

/// A figure in a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The number.
    pub value: Exact,
    /// As a rule has it: `24,550`, `95%`, `£10.4m`.
    pub text: String,
    /// What stood with it.
    pub kind: AmountKind,
}

impl Figure {
    fn of(amount: &Amount, source: &str) -> Self {
        let text = match amount.kind {
            AmountKind::Bare | AmountKind::Rate(_) => amount.value.text_to(amount.places),
            AmountKind::Percent => format!("{}%", amount.value.text_to(amount.places)),
            AmountKind::Points | AmountKind::Money | AmountKind::Duration => {
                slice(source, amount.span.start, amount.span.end)
            }
        };
        Self { value: amount.value.clone(), text, kind: amount.kind.clone() }
    }

    /// The same as a percentage.
    #[must_use]
    pub fn with_sign(&self) -> Self {
        Self { text: format!("{}%", self.text), kind: AmountKind::Percent, ..self.clone() }
    }
}

/// A piece of the text that [`clause`] parsed, by its place in it.
fn slice(text: &str, start: u32, end: u32) -> String {
    let at = |place: u32| (place as usize).saturating_sub(HEAD.len());
    text.get(at(start)..at(end)).unwrap_or("").trim().to_owned()
}

/// What a target cell asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    /// A figure; none where its words do not say which side of it is good.
    Figure(Figure, Option<Bound>),
    /// From one figure to another, as read.
    Range(Figure, Figure),
    /// To be set.
    ToBeSet,
    /// Done by a day.
    MetBy,
    /// Anything else that the grammar reads: `reduce by 10%`.
    Other,
}

/// A target cell as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// What it asks for.
    pub goal: Goal,
    /// What follows the goal: `by March 2020`.
    pub tail: String,
    /// All of it, as the grammar read it.
    pub text: String,
}

impl Target {
    /// The clause's words, with a side for a figure that has none of its own.
    #[must_use]
    pub fn words(&self, side: Option<bool>, percent: bool) -> String {
        let mended = |figure: &Figure| {
            if percent && figure.kind == AmountKind::Bare { figure.with_sign() } else { figure.clone() }
        };
        let goal = match &self.goal {
            Goal::Figure(figure, bound) => {
                let figure = mended(figure);
                let bound = bound.or(side.map(|more| if more { Bound::AtLeast } else { Bound::AtMost }));
                match bound {
                    Some(Bound::AtLeast) => format!("{} or more", figure.text),
                    Some(Bound::AtMost) if figure.kind == AmountKind::Bare => {
                        format!("{} or fewer", figure.text)
                    }
                    Some(Bound::AtMost) => format!("{} or less", figure.text),
                    Some(Bound::Above) => format!("above {}", figure.text),
                    Some(Bound::Below) => format!("below {}", figure.text),
                    None => figure.text,
                }
            }
            Goal::Range(low, high) => format!("between {} and {}", mended(low).text, mended(high).text),
            Goal::ToBeSet | Goal::MetBy | Goal::Other => return self.text.clone(),
        };
        if self.tail.is_empty() { goal } else { format!("{goal} {}", self.tail) }
    }
}

/// A cell without footnote marks, brackets about a remark, and words that lead up to the figure.
fn tidy(cell: &str) -> String {
    let text = plain(cell).replace(['“', '”', '"'], "");
    let mut text = text.trim().trim_end_matches(['*', '†', '‡', '.', ',']).trim();
    let lower = text.to_lowercase();
    for lead in ["target of ", "target is ", "target: ", "target ", "achieve ", "to be ", "to ", "a ", "of "]
    {
        if lower.starts_with(lead) && !lower.starts_with("to be set") && !lower.starts_with("to be confirmed")
        {
            text = text.get(lead.len()..).unwrap_or(text).trim();
            break;
        }
    }
    text.to_owned()
}

/// `-10%` and `+5%` as a change from the baseline.
fn change(text: &str) -> Option<String> {
    let (word, rest) = match text.strip_prefix('-') {
        Some(rest) => ("reduce", rest),
        None => ("increase", text.strip_prefix('+')?),
    };
    (text.ends_with('%') && rest.starts_with(|c: char| c.is_ascii_digit()))
        .then(|| format!("{word} by {rest}"))
}

/// Reads a target cell. The text in a bracket at its end is dropped where it cannot be read with it.
#[must_use]
pub fn target(cell: &str) -> Option<Target> {
    let text = tidy(cell);
    let text = change(&text).unwrap_or(text);
    read_target(&text).or_else(|| read_target(&in_words_of_rules(&text))).or_else(|| {
        let (before, _) = text.split_once('(')?;
        let before = before.trim();
        if before.is_empty() { None } else { read_target(before) }
    })
}

/// Words of tables in the words of rules.
fn in_words_of_rules(text: &str) -> String {
    let mut text = format!(" {text} ");
    for (table, rule) in [
        (" decrease ", " reduce "),
        (" decrease of ", " reduce by "),
        (" to no more than ", " no more than "),
        (" complete by ", " met by "),
        (" completed by ", " met by "),
        (" in place by ", " met by "),
        (" achieved by ", " met by "),
        (" delivered by ", " met by "),
        (" or greater ", " or more "),
        (" or better ", " or more "),
        (" and above ", " or more "),
        (" and over ", " or more "),
        (" or lower ", " or less "),
        (" and below ", " or less "),
        (" or under ", " or less "),
        (" greater than or equal to ", " at least "),
        (" less than or equal to ", " at most "),
        (" not exceed ", " at most "),
        (" not to exceed ", " at most "),
        (" less than ", " below "),
        (" a minimum of ", " at least "),
        (" a maximum of ", " at most "),
    ] {
        // Letters of other alphabets keep their place in bytes, so a place in the one is a place in the other.
        while let Some(at) = text.to_ascii_lowercase().find(table) {
            text.replace_range(at..at + table.len(), rule);
        }
    }
    text.trim().to_owned()
}

fn read_target(text: &str) -> Option<Target> {
    let source = format!("target {text}");
    let MeasureClause::Target(words) = clause(&source)? else { return None };
    let goal = match &words.goal {
        GoalWords::Bare(amount) => Goal::Figure(Figure::of(amount, &source), None),
        GoalWords::Limit(bound, Expr::Amount(amount)) => {
            Goal::Figure(Figure::of(amount, &source), Some(*bound))
        }
        GoalWords::Between(low, high) => {
            Goal::Range(range_end(low, high, &source), Figure::of(high, &source))
        }
        GoalWords::ToBeSet(_) => Goal::ToBeSet,
        GoalWords::MetBy(_) => Goal::MetBy,
        GoalWords::Exactly(_)
        | GoalWords::Limit(..)
        | GoalWords::NoWorseThan(..)
        | GoalWords::Relative { .. }
        | GoalWords::EachYear { .. } => Goal::Other,
        GoalWords::Later(_) => return None,
    };
    Some(Target { goal, tail: tail(&words, &source), text: text.to_owned() })
}

fn range_end(low: &Amount, high: &Amount, source: &str) -> Figure {
    let low = Figure::of(low, source);
    let unsigned = high.kind == AmountKind::Percent && low.kind == AmountKind::Bare;
    if unsigned { low.with_sign() } else { low }
}

fn tail(words: &TargetWords, source: &str) -> String {
    slice(source, words.goal_span.end, words.span.end)
}

/// A baseline cell as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Baseline {
    /// To be set.
    Unset,
    /// One figure, and when.
    Whole(Figure, Option<String>),
}

/// Reads a baseline that the grammar reads.
#[must_use]
pub fn baseline(text: &str) -> Option<Baseline> {
    let source = format!("baseline {}", text.trim());
    let MeasureClause::Baseline(words) = clause(&source)? else { return None };
    Some(match words {
        BaselineWords::Unset => Baseline::Unset,
        BaselineWords::Whole(amount, when) => {
            let when = match when {
                Some(when) => Some(period(&when.node).ok()?.to_string()),
                None => None,
            };
            Baseline::Whole(Figure::of(&amount, &source), when)
        }
        BaselineWords::Members(..) => return None,
    })
}

/// A figure by itself.
#[must_use]
pub fn figure(text: &str) -> Option<Figure> {
    match baseline(plain(text).trim().trim_end_matches(['*', '†', '.']))? {
        Baseline::Whole(figure, None) => Some(figure),
        Baseline::Whole(_, Some(_)) | Baseline::Unset => None,
    }
}

/// A period in any of its spellings, in a year from April to March.
///
/// # Errors
/// The [`PeriodFault`] that says why not.
pub fn period(text: &str) -> Result<Period, PeriodFault> {
    parse_period(&plain(text), Some(YearStart::FINANCIAL))
}

/// The longest run of a heading's words that is a period: `Jan 2019` in `Baseline (Jan 2019)`.
#[must_use]
pub fn period_in(heading: &str) -> Option<Period> {
    let heading = plain(heading);
    let words: Vec<&str> =
        heading.split([' ', '(', ')', '_', '\n']).filter(|word| !word.is_empty()).collect();
    let lengths = (1..=words.len().min(6)).rev();
    lengths.flat_map(|length| words.windows(length)).find_map(|run| period(&run.join(" ")).ok())
}

#[cfg(test)]
mod tests {
    use super::{Baseline, Goal, baseline, target};

    fn words(cell: &str) -> Option<String> {
        target(cell).map(|target| target.words(None, false))
    }

    #[test]
    fn target_cells_are_read_as_officers_write_them() {
        for (cell, read) in [
            ("24550 or fewer", "24,550 or fewer"),
            ("95%", "95%"),
            ("> 95%", "above 95%"),
            ("≤ 8%", "8% or less"),
            ("> 2,337 per 100,000*", "above 2,337"),
            ("75% by March 2020", "75% by March 2020"),
            ("80-85%", "between 80% and 85%"),
            ("reduce by 10%", "reduce by 10%"),
            ("Decrease by 10%", "reduce by 10%"),
            ("-10%", "reduce by 10%"),
            ("18 or below", "18 or fewer"),
            ("target of 75%", "75%"),
            ("to 2,100 or more", "2,100 or more"),
            ("95% (national standard)", "95%"),
            ("Complete by 31 March 2020", "met by 31 March 2020"),
            ("95%+", "95% or more"),
            ("£10.4m", "£10.4m"),
        ] {
            assert_eq!(words(cell).as_deref(), Some(read), "{cell}");
        }
    }

    #[test]
    fn a_cell_cannot_bring_rules_of_its_own() {
        for cell in ["95% }\nmeasure y \"y\" {", "95%; note \"x\"", "95% # hidden", "95%\n  aim reduce"] {
            assert_eq!(target(cell), None, "{cell}");
        }
    }

    #[test]
    fn baselines_have_a_period() {
        let read = |cell: &str| match baseline(cell) {
            Some(Baseline::Whole(figure, when)) => format!("{} {}", figure.text, when.unwrap_or_default()),
            other => format!("{other:?}"),
        };
        assert_eq!(read("789 (Jan 19)"), "789 Jan 2019");
        assert_eq!(read("13.7% (T2 18/19)"), "13.7% T2 2018/19");
        assert_eq!(read("18% Dec 2018"), "18% Dec 2018");
        assert_eq!(read("1083 (Apr-Jan 2019)"), "1,083 Apr 2018 to Jan 2019");
        assert!(matches!(target("tbc").map(|t| t.goal), Some(Goal::ToBeSet)));
    }
}
