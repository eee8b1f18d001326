//! The one-screen summary: how the whole stands, counted both ways, and what somebody has to act on.

use super::document::{Block, Cell, Column, Fact, Row, RowKind, Table};
use super::framework::words;
use super::view::{View, level_cell, share};
use crate::eval::outcome::{Exception, ExceptionKind, Outcome, ResultKind, ShareStatus, TotalOf, Totals};
use crate::plain;

/// A summary names no more than these; the tables and the JSON have all.
pub const MOST_NAMES: usize = 30;

/// What stands at the top of the framework report.
#[must_use]
pub fn blocks(view: &View<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(totals) = view.inputs.assessment.totals.iter().find(|t| t.of == TotalOf::Book) {
        blocks.push(Block::Paragraph(both_ways(totals)));
        blocks.push(Block::Facts(facts(view, totals)));
    }
    let owed = owed(view);
    if !owed.is_empty() {
        let number = plain::count(u32::try_from(owed.len()).unwrap_or(u32::MAX), "exception");
        blocks
            .push(Block::act(format!("{number} without a response: {}", plain::and_some(&owed, MOST_NAMES))));
    }
    blocks
}

/// `On target: 20 of the 41 rated (49%), and of the 44 due (45%).`
#[must_use]
pub fn both_ways(totals: &Totals) -> String {
    if totals.rated == 0 && totals.by_hand > 0 {
        return format!("{} judged by hand.", plain::count(totals.by_hand, "measure"));
    }
    if totals.rated == 0 {
        let all = plain::count(totals.measures, "measure");
        return format!("Of {all} nothing is rated.{}", received(totals));
    }
    let mut text = format!(
        "On target: {} of the {} rated ({}), and of the {} due ({}).",
        totals.on_target,
        totals.rated,
        share(totals.on_target, totals.rated),
        totals.due,
        share(totals.on_target, totals.due),
    );
    text.push_str(&received(totals));
    match totals.on_target_with_reservation {
        0 => {}
        1 => text.push_str(" One more is on target only by an old or incomplete figure."),
        some => {
            text.push_str(&format!(" {some} more are on target only by an old or incomplete figure."));
        }
    }
    text
}

/// ` Received: 36 of the 36 due, and 4 of the 5 that are only watched.` A figure that is only watched is missed, too.
fn received(totals: &Totals) -> String {
    let Some(received) = totals.received else { return String::new() };
    let of_due = (totals.due > 0).then(|| format!("{received} of the {} due", totals.due));
    let of_watched = match totals.watched {
        (0, _) => None,
        (due, came) => Some(format!("{came} of the {due} that are only watched")),
    };
    let told: Vec<String> = of_due.into_iter().chain(of_watched).collect();
    if told.is_empty() { String::new() } else { format!(" Received: {}.", told.join(", and ")) }
}

fn facts(view: &View<'_>, totals: &Totals) -> Vec<Fact> {
    let mut facts = vec![Fact::new("Measures", measures(view, totals))];
    for (name, levels) in [("Levels", &totals.levels), ("Judged by hand", &totals.levels_by_hand)] {
        let counts: Vec<String> =
            levels.iter().map(|(word, number)| format!("{number} {}", with_letter(view, word))).collect();
        if !counts.is_empty() {
            facts.push(Fact::text(name, plain::and_list(&counts)));
        }
    }
    for (kind, number) in totals.kinds.iter().filter(|(kind, n)| *n > 0 && *kind != ResultKind::Rated) {
        let name = plain::capital(plain::result_kind(*kind));
        let old = old_shown(view).filter(|_| *kind == ResultKind::Missing).unwrap_or_default();
        facts.push(Fact::text(name, format!("{number}{}{old}", ids_of(view, *kind))));
    }
    if totals.targets_to_be_set > 0 {
        facts.push(Fact::new("Targets to be set", Cell::count(totals.targets_to_be_set)));
    }
    let rated = view.inputs.assessment.totals.iter().filter_map(|one| Some((one, one.share.as_ref()?)));
    facts.extend(rated.map(|(one, share)| Fact::text(name_of(view, one), status_words(view, share))));
    let exceptions = &view.inputs.assessment.exceptions;
    facts.push(Fact::text(
        "Exceptions",
        match exceptions.len() {
            0 => "none".to_owned(),
            number => format!("{number} ({})", exceptions_by_kind(view, exceptions)),
        },
    ));
    let changes = &view.inputs.assessment.changes;
    let compared = view.inputs.assessment.compared_with_before > 0;
    if let Some(before) = view.inputs.assessment.previous_period.as_ref().filter(|_| compared) {
        let better = changes.iter().filter(|c| c.better > 0).count();
        let worse = changes.iter().filter(|c| c.better < 0).count();
        let other = changes.len() - better - worse;
        facts.push(Fact::text(
            format!("Changes since {before}"),
            match changes.len() {
                0 => "none".to_owned(),
                _ => format!("{better} better, {worse} worse, {other} neither"),
            },
        ));
    }
    let differences = view.inputs.assessment.differences.len();
    if differences > 0 {
        facts.push(Fact::text(
            "Stated levels",
            match differences {
                1 => "1 differs from the rules".to_owned(),
                more => format!("{more} differ from the rules"),
            },
        ));
    }
    facts
}

/// How many measures there are, and how many results where some give one for each group.
fn measures(view: &View<'_>, totals: &Totals) -> Cell {
    let mut ids: Vec<_> = view.outcomes().iter().filter(|o| !o.is_part).map(|o| o.measure).collect();
    ids.sort_unstable();
    ids.dedup();
    match u32::try_from(ids.len()).unwrap_or(u32::MAX) {
        all if all < totals.measures => Cell::Text(format!("{all}, which give {} results", totals.measures)),
        _ => Cell::count(totals.measures),
    }
}

/// `red (R)`: a colour word is never without its letter.
#[must_use]
pub fn with_letter(view: &View<'_>, word: &str) -> String {
    let levels = view.inputs.book.ratings.values().flat_map(|rating| &rating.levels);
    let mut found = levels.filter(|level| level.word == word && !level.letter.is_empty());
    found.next().map_or_else(|| word.to_owned(), |level| format!("{word} ({})", level.letter))
}

/// Which measures are missing, invalid or not rated, by id; others are counted only.
fn ids_of(view: &View<'_>, kind: ResultKind) -> String {
    match kind {
        ResultKind::Missing | ResultKind::Invalid | ResultKind::NotRated | ResultKind::Withheld => {
            let own = |o: &Outcome| if o.is_missing() { ResultKind::Missing } else { o.kind };
            let of_kind = |o: &&Outcome| own(o) == kind && !o.is_part;
            let ids: Vec<String> =
                view.outcomes().iter().filter(of_kind).map(|o| view.short_label(o)).collect();
            if ids.is_empty() { String::new() } else { format!(" ({})", plain::and_some(&ids, MOST_NAMES)) }
        }
        ResultKind::Rated | ResultKind::Unrated | ResultKind::NotDue | ResultKind::NotApplicable => {
            String::new()
        }
    }
}

/// `; an older figure is shown for 3 of them`: what did not come and has an older figure is missing all the same.
fn old_shown(view: &View<'_>) -> Option<String> {
    let old = view.outcomes().iter().filter(|o| !o.is_part && o.awaited.is_some()).count();
    (old > 0).then(|| format!("; an older figure is shown for {old} of them"))
}

/// `20 with a response asked for, 5 missing`.
#[must_use]
pub fn exceptions_by_kind<'e>(
    view: &View<'_>,
    exceptions: impl IntoIterator<Item = &'e Exception>,
) -> String {
    let (told, others): (Vec<&Exception>, Vec<&Exception>) =
        exceptions.into_iter().partition(|one| is_only_told(view, one));
    let kinds: Vec<ExceptionKind> = others.into_iter().map(|e| e.kind).collect();
    let all = [
        ExceptionKind::Escalated,
        ExceptionKind::NotEscalated,
        ExceptionKind::Missing,
        ExceptionKind::Invalid,
        ExceptionKind::NotRated,
    ];
    let counts = all.iter().filter_map(|kind| {
        let number = kinds.iter().filter(|k| *k == kind).count();
        (number > 0).then(|| format!("{number} {}", plain::outcome::exception_kind_short(*kind)))
    });
    let told = (!told.is_empty()).then(|| format!("{} that somebody is told of", told.len()));
    counts.chain(told).collect::<Vec<_>>().join(", ")
}

/// True where rules tell somebody of a result, and none asks for a response.
#[must_use]
pub fn is_only_told(view: &View<'_>, exception: &Exception) -> bool {
    let mut cases = exception.cases.iter().filter_map(|at| view.inputs.assessment.cases.get(*at));
    exception.kind == ExceptionKind::Escalated && !cases.any(|case| case.wants_answer(view.inputs.book))
}

/// Ids of results that owe a response that did not come.
fn owed(view: &View<'_>) -> Vec<String> {
    let exceptions = view.inputs.assessment.exceptions.iter().filter(|e| e.response_owed);
    exceptions.filter_map(|e| Some(view.short_label(view.outcome(e.result)?))).collect()
}

/// The totals of the whole, by theme or by responsible board.
#[must_use]
pub fn table(view: &View<'_>, title: &str, by_theme: bool) -> Option<Table> {
    let wanted = |of: TotalOf| match of {
        TotalOf::Book => true,
        TotalOf::Theme(_) => by_theme,
        TotalOf::Owner(_) => !by_theme,
    };
    let mut rows: Vec<&Totals> = view.inputs.assessment.totals.iter().filter(|t| wanted(t.of)).collect();
    rows.sort_by_key(|totals| totals.of == TotalOf::Book);
    if rows.iter().all(|totals| totals.of == TotalOf::Book) {
        return None;
    }
    let is_rated = rows.iter().any(|totals| totals.share.is_some());
    let status = is_rated.then(|| Column::left("Status"));
    Some(Table {
        title: title.to_owned(),
        columns: [
            Column::left(if by_theme { "Theme" } else { "Responsible board" }),
            Column::right("Measures"),
            Column::right("Due"),
            Column::right("Rated"),
            Column::right("On target"),
            Column::right("Of those rated"),
            Column::right("Of those due"),
        ]
        .into_iter()
        .chain(status)
        .collect(),
        rows: rows.into_iter().map(|totals| row(view, totals, is_rated)).collect(),
        key: Vec::new(),
        empty: String::new(),
    })
}

fn name_of(view: &View<'_>, totals: &Totals) -> String {
    match totals.of {
        TotalOf::Book => "All".to_owned(),
        TotalOf::Theme(id) => view.inputs.book.themes[id].title.clone(),
        TotalOf::Owner(Some(id)) => view.party(id).to_owned(),
        TotalOf::Owner(None) => "No responsible board".to_owned(),
    }
}

/// `needs_attention (N): 85%, 28 of 33 rated`.
fn status_words(view: &View<'_>, status: &ShareStatus) -> String {
    let of = if status.of_due { "due" } else { "rated" };
    if status.of == 0 {
        return format!("no status: nothing is {of}");
    }
    let rating = &view.inputs.book.ratings[status.rating];
    let level = status.level.map_or_else(|| "no level".to_owned(), |level| words(&level_cell(rating, level)));
    format!("{level}: {}, {} of {} {of}", share(status.on_target, status.of), status.on_target, status.of)
}

fn row(view: &View<'_>, totals: &Totals, with_status: bool) -> Row {
    let name = name_of(view, totals);
    let part_of = |whole: u32, nothing: &str| match whole {
        0 if totals.by_hand > 0 && totals.by_hand == totals.measures => Cell::absent("judged by hand"),
        0 => Cell::absent(nothing),
        _ => Cell::text(share(totals.on_target, whole)),
    };
    Row {
        kind: if totals.of == TotalOf::Book { RowKind::Total } else { RowKind::Plain },
        cells: [
            Cell::Text(name),
            Cell::count(totals.measures),
            Cell::count(totals.due),
            Cell::count(totals.rated),
            Cell::count(totals.on_target),
            part_of(totals.rated, "none rated"),
            part_of(totals.due, "none due"),
        ]
        .into_iter()
        .chain(with_status.then(|| match &totals.share {
            Some(status) => Cell::Text(status_words(view, status)),
            None => Cell::absent("not rated itself"),
        }))
        .collect(),
        ..Row::default()
    }
}
