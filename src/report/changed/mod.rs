//! Two versions of the rules: what changed in them, in the sentences of `show`, and which past results would change.

mod align;
mod document;
pub mod json;
mod moves;

use crate::base::source::Sources;
use crate::eval::outcome::Restatement;
use crate::model::RuleBook;
use crate::plain::{self, Clause, Declared, DeclaredKind, Use};

pub use document::document;
pub use json::{SCHEMA, json};

/// What is needed to tell two versions apart.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// The rules as they were.
    pub old: &'a RuleBook,
    /// The rules as they are.
    pub new: &'a RuleBook,
    /// The texts of the rules as they are.
    pub sources: &'a Sources,
    /// What the reader calls the two: `HEAD~1`, `rules/book`.
    pub names: (&'a str, &'a str),
    /// What the rules say differently.
    pub changes: &'a [Change],
    /// What past reports would say differently; none where there are no figures to judge.
    pub past: Option<Past<'a>>,
    /// Whether the document lists every one of them, however many they are.
    pub all: bool,
}

/// Past reports by both versions of the rules.
#[derive(Debug, Clone, Copy)]
pub struct Past<'a> {
    /// The results that would change.
    pub found: &'a Restatement,
    /// On how many days something was first reported.
    pub days: usize,
    /// The day up to which reports are looked at.
    pub as_of: chrono::NaiveDate,
}

/// What became of one declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What became of it.
    pub kind: ChangeKind,
    /// As it was, under its own names; none for a new one.
    pub was: Option<Declared>,
    /// As it is; none for one that is gone.
    pub is: Option<Declared>,
    /// The clauses that say something else, for one that is in both.
    pub clauses: Vec<ClauseChange>,
}

/// What became of a declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It says something else, or has another name.
    Changed,
}

/// What a clause said and says. A sentence that stayed is in neither.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseChange {
    /// The word of the language for it: `target`.
    pub name: &'static str,
    /// What it said.
    pub was: Vec<String>,
    /// What it says.
    pub is: Vec<String>,
}

impl Change {
    /// The declaration as it is, or as it last was.
    #[must_use]
    pub fn declared(&self) -> Option<&Declared> {
        self.is.as_ref().or(self.was.as_ref())
    }
}

/// What the new rules say differently. Layout, comments and the order of declarations say nothing, and a new name of
/// something does not change what is said of others.
#[must_use]
pub fn changes(old: &RuleBook, new: &RuleBook) -> Vec<Change> {
    let named = plain::book(old);
    let before = plain::book(&align::aligned(old, new));
    let after = plain::book(new);
    // The same declaration under the names it had.
    let was = |then: &Declared, is: &Declared| {
        named.iter().find(|was| align::same(is.kind, was, is)).cloned().unwrap_or_else(|| then.clone())
    };
    let mut found = Vec::new();
    for is in &after {
        match before.iter().find(|one| align::same(is.kind, one, is)) {
            None => found.push(Change {
                kind: ChangeKind::Added,
                was: None,
                is: Some(is.clone()),
                clauses: Vec::new(),
            }),
            Some(then) => found.extend(changed(&was(then, is), then, is)),
        }
    }
    let gone = before.iter().filter(|then| !after.iter().any(|is| align::same(is.kind, then, is)));
    found.extend(gone.map(|then| Change {
        kind: ChangeKind::Removed,
        // Nothing of the new rules has given it another name.
        was: Some(then.clone()),
        is: None,
        clauses: Vec::new(),
    }));
    found.sort_by_key(|change| change.declared().map(|one| one.kind));
    found
}

/// None where it says the same under the same names.
fn changed(named: &Declared, then: &Declared, is: &Declared) -> Option<Change> {
    let mut clauses = Vec::new();
    if named.id != is.id {
        clauses.push(ClauseChange {
            name: "id",
            was: vec![format!("It was called {}.", named.id)],
            is: vec![format!("It is called {}.", is.id)],
        });
    }
    let titled = is.kind != DeclaredKind::Framework || !(named.title.is_empty() && is.title.is_empty());
    if titled && named.title != is.title {
        clauses.push(ClauseChange {
            name: "title",
            was: vec![format!("Its title was \"{}\".", named.title)],
            is: vec![format!("Its title is \"{}\".", is.title)],
        });
    }
    let mut names: Vec<&'static str> = then.clauses.iter().map(|clause| clause.name).collect();
    names.extend(is.clauses.iter().map(|clause| clause.name));
    let mut seen: Vec<&str> = Vec::new();
    for name in names {
        // A new name is said above.
        let said_above = name == "id" || (name == "formerly" && named.id != is.id);
        if said_above || seen.contains(&name) {
            continue;
        }
        seen.push(name);
        clauses.extend(clause(name, then, is));
    }
    (!clauses.is_empty()).then(|| Change {
        kind: ChangeKind::Changed,
        was: Some(named.clone()),
        is: Some(is.clone()),
        clauses,
    })
}

fn clause(name: &'static str, then: &Declared, is: &Declared) -> Option<ClauseChange> {
    let own = |of: &'_ Declared| -> Vec<Clause> {
        of.clauses.iter().filter(|clause| clause.name == name).cloned().collect()
    };
    let (mut old, mut new) = (own(then), own(is));
    // Where both have a form for comparing, what is only shown follows from elsewhere.
    let compared = |of: &[Clause]| of.iter().any(|clause| clause.used != Use::Shown);
    if !compared(&old) && !compared(&new) {
        return None;
    }
    let has_own = |of: &[Clause]| of.iter().any(|clause| clause.used == Use::Compared);
    if has_own(&old) || has_own(&new) {
        old.retain(|clause| clause.used == Use::Compared);
        new.retain(|clause| clause.used == Use::Compared);
    }
    let said = |of: Vec<Clause>| -> Vec<String> { of.into_iter().flat_map(|clause| clause.said).collect() };
    let (old, new) = (said(old), said(new));
    if old == new {
        return None;
    }
    let only = |one: &[String], other: &[String]| -> Vec<String> {
        one.iter().filter(|sentence| !other.contains(sentence)).cloned().collect()
    };
    let (was, is) = (only(&old, &new), only(&new, &old));
    // The same sentences in another order: the first level line that holds wins, so that is a change as well.
    let (was, is) = if was.is_empty() && is.is_empty() { (old, new) } else { (was, is) };
    Some(ClauseChange { name, was, is })
}
