//! `lint::number-in-text`: the title or a note names another number than the target.
//!
//! Titles are full of numbers that are no targets: ages, waiting times, years. Only three ways of speaking are taken
//! for one: a verb of change with `by` a number or `to` a number, and the word `target` with a number after it.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};
use crate::base::exact::Exact;
use crate::base::number::parse_number;
use crate::base::period::month_named;
use crate::base::span::Span;
use crate::base::unit::Kind;
use crate::model::{Expression, Goal, Measure, TargetSequence, Trajectory};

/// The title or a note names another number than the target.
pub const NUMBER_IN_TEXT: Code = Code("lint::number-in-text");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for measure in linted.book.measures.values().filter(|measure| measure.unit.is_number()) {
        let wanted = Wanted::of(measure);
        let Some(at) = wanted.at.filter(|_| !wanted.figures.is_empty()) else { continue };
        let title = claims(&measure.title, true).into_iter().map(|claim| ("title", claim));
        let notes = measure.notes.iter().flat_map(|note| claims(note, false)).map(|claim| ("note", claim));
        for (what, claim) in title.chain(notes) {
            let Some(why) = wanted.against(&claim, measure) else { continue };
            found.push(
                Diagnostic::warning(
                    NUMBER_IN_TEXT,
                    format!("the {what} of measure `{}` says `{}`", measure.id, claim.words),
                )
                .label(measure.id_span, format!("the {what} stands here"))
                .label(at, why)
                .help("mend the one that is wrong, or leave the number out of the words"),
            );
        }
    }
}

/// What a text says is wanted.
#[derive(Debug)]
struct Claim {
    /// The words, as in `by 50`.
    words: String,
    number: Exact,
    per_cent: bool,
    /// True for a change by so much, false for a figure.
    change: bool,
}

/// The figures that the rules want of a measure.
struct Wanted<'m> {
    figures: Vec<&'m Exact>,
    /// True when some target is not a number that can be read here.
    unclear: bool,
    at: Option<Span>,
}

impl<'m> Wanted<'m> {
    fn of(measure: &'m Measure) -> Self {
        let mut wanted = Self { figures: Vec::new(), unclear: false, at: None };
        let of_members = measure.of_members.iter().flat_map(|rules| &rules.targets);
        measure.targets.iter().chain(of_members).for_each(|sequence| wanted.sequence(sequence));
        if let Some(Trajectory::Points { points, .. }) = &measure.trajectory {
            wanted.figures.extend(points.iter().map(|(_, figure)| figure));
        }
        wanted
    }

    fn sequence(&mut self, sequence: &'m TargetSequence) {
        for target in &sequence.targets {
            self.at = Some(self.at.unwrap_or(target.span));
            match &target.goal {
                Goal::Limit { figure: Expression::Number(figure), .. }
                | Goal::Exactly { figure: Expression::Number(figure) } => self.figures.push(figure),
                Goal::Between { low, high } => self.figures.extend([low, high]),
                Goal::Limit { .. } | Goal::Exactly { .. } | Goal::ToBeSet { .. } | Goal::MetBy { .. } => {
                    self.unclear = true;
                }
            }
        }
    }

    /// Why a claim is not what the rules want; none when it is, or when that cannot be told.
    fn against(&self, claim: &Claim, measure: &Measure) -> Option<String> {
        let percent = measure.unit.kind == Kind::Percent;
        if self.unclear {
            return None;
        }
        let first = measure.unit.show(self.figures.first()?);
        if !claim.change {
            let same = self.figures.contains(&&claim.number) || (claim.per_cent && !percent);
            return (!same).then(|| format!("the target is {first}"));
        }
        let baseline = &measure.baseline.as_ref()?.value;
        let apart = |figure: &Exact| baseline.minus(figure).magnitude();
        let fits = |figure: &&Exact| {
            let share = baseline.magnitude().percent(&claim.number);
            // A share of a baseline is printed rounded: half a per cent of the baseline is near enough.
            let near = apart(figure).minus(&share).magnitude()
                <= baseline.magnitude().percent(&Exact::decimal(5, 1));
            let whole = apart(figure).minus(&share).magnitude() < Exact::decimal(1, 0) && !percent;
            (claim.per_cent && (near || whole))
                || ((!claim.per_cent || percent) && apart(figure) == claim.number)
        };
        if self.figures.iter().any(fits) {
            return None;
        }
        let step = measure.unit.show_difference(&apart(self.figures.first()?));
        Some(format!("{first} is {step} away from the baseline of {}", measure.unit.show(baseline)))
    }
}

const CHANGE: &[&str] = &[
    "reduce",
    "reduces",
    "reducing",
    "reduction",
    "increase",
    "increases",
    "increasing",
    "decrease",
    "decreasing",
    "cut",
    "cutting",
    "raise",
    "raising",
    "improve",
    "improving",
    "lower",
    "lowering",
    "grow",
    "growing",
    "bring",
];
/// Words that make a number an age, a time or a place in a row; names of months do, too.
const NO_FIGURE: &[&str] = &[
    "year",
    "years",
    "year-olds",
    "yrs",
    "month",
    "months",
    "week",
    "weeks",
    "day",
    "days",
    "hour",
    "hours",
    "minute",
    "minutes",
    "mins",
    "of",
    "or",
    "miles",
    "km",
];
/// Words before `target` that make it another one.
const OTHER_TARGETS: &[&str] =
    &["national", "local", "previous", "last", "old", "former", "original", "nhs", "england", "stretch"];

/// What a text claims; a note tells of the past, so only its targets count.
fn claims(text: &str, is_title: bool) -> Vec<Claim> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|word| bare(word).to_lowercase()).collect();
    let word = |at: usize| lower.get(at).map_or("", String::as_str);
    let mut found = Vec::new();
    let mut changes = false;
    for at in 0..words.len() {
        changes |= CHANGE.contains(&word(at));
        let speaks = is_title && changes && matches!(word(at), "by" | "to");
        // `from 5 to 10` may be ages, and `between 5 to 10` is a range.
        let range = at > 0 && number(word(at - 1)).is_some();
        if speaks && !range {
            found.extend(claim(&words, &lower, (at, at + 1), word(at) == "by"));
        } else if matches!(word(at), "target" | "targets")
            && !(at > 0 && OTHER_TARGETS.contains(&word(at - 1)))
        {
            let filler = |at: &usize| !["of", "is", "was", "set", "at", "to", "for"].contains(&word(*at));
            let next = (at + 1..at + 4).find(filler).unwrap_or(at + 1);
            found.extend(claim(&words, &lower, (at, next), false));
        }
        if words.get(at).is_some_and(|word| word.ends_with(['.', ';'])) {
            changes = false;
        }
    }
    found
}

/// A claim whose words begin at one place and whose number stands at another.
fn claim(words: &[&str], lower: &[String], (from, at): (usize, usize), change: bool) -> Option<Claim> {
    let (number, mut per_cent) = number(lower.get(at)?)?;
    let next = lower.get(at + 1).map_or("", String::as_str);
    per_cent |= matches!(next, "per" | "percent" | "%" | "percentage" | "points");
    let written = words.get(at)?;
    let ends = written.ends_with([',', '.', ';', ')']);
    if !per_cent
        && ((!ends && (NO_FIGURE.contains(&next) || month_named(next).is_some()))
            || is_year(&number, written))
    {
        return None;
    }
    let words = words.get(from..=at)?.join(" ");
    let words = words.trim_end_matches([',', '.', ';', ':', ')', '\'']).to_owned();
    Some(Claim { words, number, per_cent, change })
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%' && c != '£')
}

/// A number, and whether it has a per cent sign.
fn number(word: &str) -> Option<(Exact, bool)> {
    let word = word.strip_prefix('£').unwrap_or(word);
    let digits = word.strip_suffix('%').unwrap_or(word);
    let first = digits.chars().next().is_some_and(|c| c.is_ascii_digit());
    let read = parse_number(digits).ok().filter(|_| first)?;
    Some((read.exact(), digits.len() < word.len()))
}

fn is_year(number: &Exact, written: &str) -> bool {
    let year = *number >= Exact::decimal(1990, 0) && *number <= Exact::decimal(2099, 0);
    year && !written.contains(',') && number.is_whole()
}
