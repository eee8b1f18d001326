//! Two versions of a book under one set of names, so that a new title of a board is one change and not one for each
//! measure it owns.

use crate::base::arena::Arena;
use crate::model::{Measure, RuleBook};
use crate::plain::{Declared, DeclaredKind};

/// True where a declaration of the old rules is this one of the new.
pub(super) fn same(kind: DeclaredKind, old: &Declared, new: &Declared) -> bool {
    let by_id = old.id.eq_ignore_ascii_case(&new.id);
    let formerly = || new.formerly.iter().any(|id| id.eq_ignore_ascii_case(&old.id));
    old.kind == kind && new.kind == kind && (by_id || formerly())
}

/// The old book, with its things called what they are called now.
pub(super) fn aligned(old: &RuleBook, new: &RuleBook) -> RuleBook {
    let mut book = old.clone();
    measures(&mut book, new);
    each(&mut book.parties, &new.parties, |was| was.id.clone(), |was, is| was.title.clone_from(&is.title));
    each(&mut book.themes, &new.themes, |was| was.id.clone(), |was, is| was.title.clone_from(&is.title));
    each(
        &mut book.benchmarks,
        &new.benchmarks,
        |was| was.id.clone(),
        |was, is| {
            was.title.clone_from(&is.title);
        },
    );
    each(&mut book.ratings, &new.ratings, |was| was.id.clone(), |was, is| was.id.clone_from(&is.id));
    each(
        &mut book.escalations,
        &new.escalations,
        |was| was.id.clone(),
        |was, is| {
            was.title.clone_from(&is.title);
        },
    );
    each(
        &mut book.groupings,
        &new.groupings,
        |was| was.id.clone(),
        |was, is| {
            was.title.clone_from(&is.title);
        },
    );
    each(
        &mut book.events,
        &new.events,
        |was| was.id.clone(),
        |was, is| {
            was.title.clone_from(&is.title);
            for state in &mut was.states {
                let now = is.states.iter().find(|now| now.id.eq_ignore_ascii_case(&state.id));
                now.into_iter().for_each(|now| state.title.clone_from(&now.title));
            }
        },
    );
    each(
        &mut book.ladders,
        &new.ladders,
        |was| was.id.clone(),
        |was, is| {
            was.title.clone_from(&is.title);
            for stage in &mut was.stages {
                let now = is.stages.iter().find(|now| now.id.eq_ignore_ascii_case(&stage.id));
                now.into_iter().for_each(|now| stage.title.clone_from(&now.title));
            }
        },
    );
    book
}

/// Gives each row of the old book the names of its fellow in the new one.
fn each<T>(old: &mut Arena<T>, new: &Arena<T>, id: impl Fn(&T) -> String, name: impl Fn(&mut T, &T)) {
    let ids: Vec<_> = old.ids().collect();
    for at in ids {
        let own = id(&old[at]);
        if let Some(now) = new.values().find(|now| id(now).eq_ignore_ascii_case(&own)) {
            name(&mut old[at], now);
        }
    }
}

/// A measure may have another id now, and say so.
fn measures(old: &mut RuleBook, new: &RuleBook) {
    let ids: Vec<_> = old.measures.ids().collect();
    for at in ids {
        let own = old.measures[at].id.clone();
        let by_id = new.measures.values().find(|now| now.id.eq_ignore_ascii_case(&own));
        let formerly = |now: &&Measure| now.formerly.iter().any(|id| id.eq_ignore_ascii_case(&own));
        if let Some(now) = by_id.or_else(|| new.measures.values().find(formerly)) {
            old.measures[at].id.clone_from(&now.id);
            old.measures[at].title.clone_from(&now.title);
        }
    }
}
