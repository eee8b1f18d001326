//! Moves every threshold, number, comparison, length of time, recipient and day of the rules by a step, one at a time,
//! and asks whether any scenario notices.

use std::collections::BTreeMap;

use super::alike::Pair;
use super::change::{self, Change};
use super::looks::Looks;
use super::run::Trial;
use super::sites::{Owner, Place, walk};
use super::slim::{Needed, Reads, slim};
use super::ties::Felt;
use super::together;
use crate::base::source::Sources;
use crate::base::span::Span;
use crate::model::RuleBook;
use crate::model::walk::measures_of_rules;

/// A step that no scenario noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survivor {
    /// The clause that could say something else.
    pub span: Span,
    /// The first word of its line, where the clause is a whole declaration; else empty.
    pub word: &'static str,
    /// How many sites of the clause come before this one.
    pub nth: u32,
    /// What it could say, in the reader's words: `say 6 instead of 5`.
    pub could: String,
    /// True for a figure that parts one level from another.
    pub is_threshold: bool,
}

/// How well scenarios hold the rules in place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Score {
    /// Steps tried.
    pub tried: u32,
    /// Steps that a scenario noticed.
    pub noticed: u32,
    /// Of those tried, figures that part one level from another.
    pub thresholds: u32,
    /// Of these, noticed.
    pub thresholds_noticed: u32,
    /// Steps that change no result and no case, whatever the figure. They are not among those tried.
    pub alike: Vec<Survivor>,
    /// What no scenario noticed, in the order of files and lines.
    pub survivors: Vec<Survivor>,
}

impl Survivor {
    /// The survivor as a sentence without its full stop.
    #[must_use]
    pub fn sentence(&self, sources: &Sources) -> String {
        let (at, clause) = self.clause(sources.text(self.span));
        let clause = clause.split_whitespace().collect::<Vec<_>>().join(" ");
        let number = sources.line_column(self.span).line as usize + at;
        let place = format!("{}, line {number}", sources.name(self.span));
        format!("`{clause}` ({place}) could {}", self.could)
    }

    /// The clause that is moved, within the text that it is in, and how many lines down it stands: of a declaration
    /// the one that begins with its word, of a list in braces its own item.
    fn clause<'t>(&self, text: &'t str) -> (usize, &'t str) {
        let pieces = || {
            let code = |line: &'t str| line.split('#').next().unwrap_or("");
            let of_line = move |(at, line): (usize, &'t str)| {
                code(line).split(['{', ';', '}']).map(move |piece| (at, piece.trim()))
            };
            text.lines().enumerate().flat_map(of_line).filter(|(_, piece)| !piece.is_empty())
        };
        let begins = |piece: &str| piece.split_whitespace().next() == Some(self.word);
        let in_braces = self.word.is_empty() && text.contains('{');
        let own = pieces().find(|(_, piece)| begins(piece)).filter(|_| !self.word.is_empty());
        let item = || pieces().skip(1).nth(self.nth as usize).filter(|_| in_braces);
        own.or_else(item).or_else(|| pieces().next()).unwrap_or((0, text))
    }
}

/// One site with all whose rule it is.
struct Site {
    now: Change,
    steps: Vec<Change>,
    owners: Vec<Owner>,
    /// How far a step is felt, where it is one in an escalation.
    felt: Option<Felt>,
}

/// Tries every step; every scenario given passes by the rules as they are.
#[must_use]
pub fn mutate(book: &RuleBook, trials: &[Trial<'_>]) -> Score {
    let shelves = shelves(book, trials);
    tried(book, &|_, (place, site, step)| shelves.iter().any(|shelf| shelf.notices(*place, site, step)))
}

/// The same without any short cut: every scenario is judged by the whole book for every step. It takes long, and is there
/// to hold the other one against.
#[must_use]
pub fn mutate_in_full(book: &RuleBook, trials: &[Trial<'_>]) -> Score {
    tried(book, &|base, (place, _, step)| {
        let moved = with_step(base, *place, step);
        trials.iter().any(|trial| !trial.passes(&moved))
    })
}

/// A site, where it is, and a step of it.
type Move<'m> = (&'m Place, &'m Site, &'m Change);

fn tried(book: &RuleBook, notices: &(dyn Fn(&RuleBook, Move<'_>) -> bool + Sync)) -> Score {
    let mut base = book.clone();
    base.scenarios.clear();
    let sites = sites(&mut base);
    let moves: Vec<Move<'_>> = sites
        .iter()
        .flat_map(|(place, site)| site.steps.iter().map(move |step| (place, site, step)))
        .collect();
    let noticed = together::each(&moves, |step| notices(&base, *step));
    let left: Vec<Move<'_>> = moves
        .iter()
        .zip(&noticed)
        .filter(|((place, _, _), noticed)| !**noticed && place.area.is_threshold())
        .map(|(step, _)| *step)
        .collect();
    let proved = together::each(&left, |(place, site, step)| {
        let moved = with_step(&base, **place, step);
        Pair { now: &base, moved: &moved }.is_alike(&site.owners)
    });
    let mut proved = left.iter().zip(proved).filter(|(_, proved)| *proved).map(|(step, _)| *step).peekable();
    let mut score = Score::default();
    for ((place, site, step), noticed) in moves.into_iter().zip(noticed) {
        let is_threshold = place.area.is_threshold();
        let could = match (place.word, &site.now, step) {
            // Nothing is written for none, so there is no number to name.
            ("then", Change::Count(0), Change::Count(days)) => {
                format!("say `{days} working day{} after due` as well", if *days == 1 { "" } else { "s" })
            }
            _ => format!("{}{}", change::verb(step), change::words(book, &site.now, step)),
        };
        let survivor = Survivor { span: place.span, word: place.word, nth: place.nth, could, is_threshold };
        if proved.next_if(|one| std::ptr::eq(one.2, step)).is_some() {
            score.alike.push(survivor);
            continue;
        }
        score.tried += 1;
        score.thresholds += u32::from(is_threshold);
        if noticed {
            score.noticed += 1;
            score.thresholds_noticed += u32::from(is_threshold);
        } else {
            score.survivors.push(survivor);
        }
    }
    score.alike.sort_by_key(|survivor| survivor.span);
    score.survivors.sort_by_key(|survivor| survivor.span);
    score
}

/// Scenarios that rest on the same rules, with a book of no more than those.
struct Shelf<'t, 's> {
    book: RuleBook,
    trials: Vec<(&'t Trial<'s>, Looks)>,
}

fn shelves<'t, 's>(book: &RuleBook, trials: &'t [Trial<'s>]) -> Vec<Shelf<'t, 's>> {
    let (reads, read) = (Reads::of(book), measures_of_rules(book));
    let mut shelves: BTreeMap<Option<Needed>, Shelf<'t, 's>> = BTreeMap::new();
    for trial in trials {
        let needed = reads.needed(book, trial.only());
        let made =
            |needed: &Option<Needed>| needed.as_ref().map_or_else(|| book.clone(), |one| slim(book, one));
        let shelf = shelves
            .entry(needed.clone())
            .or_insert_with_key(|needed| Shelf { book: made(needed), trials: Vec::new() });
        let looks = Looks::of(&shelf.book, &read, trial, needed.as_ref());
        shelf.trials.push((trial, looks));
    }
    // The whole book costs most, and is seldom what notices.
    let whole = shelves.remove(&None);
    shelves.into_values().chain(whole).collect()
}

impl Shelf<'_, '_> {
    /// True when a scenario no longer passes once a site is moved; the first that does not ends it.
    fn notices(&self, place: Place, site: &Site, step: &Change) -> bool {
        let concerned = self.trials.iter().filter(|(_, looks)| looks.concern(&place, &site.owners));
        let (plain, other): (Vec<_>, Vec<_>) =
            concerned.partition(|(_, looks)| site.felt.is_some() && looks.nobody_answers());
        if plain.is_empty() && other.is_empty() {
            return false;
        }
        let mut moved = with_step(&self.book, place, step);
        if other.iter().any(|(trial, _)| !trial.passes(&moved)) {
            return true;
        }
        let Some(felt) = &site.felt else { return false };
        felt.narrow(&mut moved);
        plain.iter().any(|(trial, _)| !trial.passes_for(&moved, &felt.by))
    }
}

/// The book with one of its sites moved.
fn with_step(book: &RuleBook, place: Place, step: &Change) -> RuleBook {
    let mut moved = book.clone();
    walk(&mut moved, &mut |at, _, slot| {
        if at == place {
            change::apply(slot, step);
        }
    });
    moved
}

fn sites(book: &mut RuleBook) -> BTreeMap<Place, Site> {
    let parties = book.clone();
    let mut sites: BTreeMap<Place, Site> = BTreeMap::new();
    walk(book, &mut |place, owner, slot| {
        let site = sites.entry(place).or_insert_with(|| Site {
            now: change::now(&slot),
            steps: change::steps(&parties, &slot),
            owners: Vec::new(),
            felt: match owner {
                Owner::Escalation(rule) => Some(Felt::of(&parties, rule)),
                Owner::Measure(_) | Owner::Ladder(_) | Owner::Share(_) => None,
            },
        });
        site.owners.push(owner);
    });
    sites
}
