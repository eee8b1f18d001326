//! Papers and notes owed in the shapes of JSON v1.

use super::super::notes_owed;
use super::super::papers::{apart_words, foot, rule};
use super::super::view::{View, share};
use super::build::{iso, some};
use super::paper_shape as shape;
use crate::eval::outcome::{NoteOwed, Paper, Reading, TotalOf};

/// One paper; none where its rule is gone.
pub(super) fn paper(view: &View<'_>, paper: &Paper) -> Option<shape::Paper> {
    let report = rule(view, paper)?;
    let apart = report.apart.iter().zip(&paper.apart);
    let not_shown = paper.left_out.iter().filter_map(|at| {
        let outcome = view.outcome(*at)?;
        let why = some(&outcome.level_word).unwrap_or_else(|| outcome.kind.word().to_owned());
        Some(shape::NotShown { result: result(view, *at)?, why })
    });
    let level = |(level, count): &(String, u32)| shape::LevelShare {
        level: level.clone(),
        count: *count,
        share: share(*count, paper.rated),
    };
    Some(shape::Paper {
        report: report.id.clone(),
        title: report.title.clone(),
        shown: paper.shown.iter().filter_map(|line| result(view, line.result)).collect(),
        apart: apart
            .map(|(rule, all)| shape::ListedApart {
                why: apart_words(view, rule),
                results: all.iter().filter_map(|at| result(view, *at)).collect(),
            })
            .collect(),
        not_shown: not_shown.collect(),
        rated: paper.rated,
        levels: paper.levels.iter().map(level).collect(),
        foot: foot(view, paper, report),
        readers: paper.readings.iter().map(|reading| reader(view, reading)).collect(),
        notes: report.lists_notes.then(|| notes(view)),
    })
}

/// `1.14`, or `2.8 JR` for a group.
fn result(view: &View<'_>, at: usize) -> Option<String> {
    let outcome = view.outcome(at)?;
    let measure = &view.measure(outcome).id;
    Some(if outcome.group.is_empty() { measure.clone() } else { format!("{measure} {}", outcome.group) })
}

fn reader(view: &View<'_>, reading: &Reading) -> shape::Reader {
    let results = reading.results.as_ref();
    shape::Reader {
        to: reading.to.iter().map(|id| view.party_id(*id).to_owned()).collect(),
        by: reading.by.clone(),
        on: reading.on.map(iso),
        day_is: some(&reading.day_is),
        results: results.map(|all| all.iter().filter_map(|at| result(view, *at)).collect()),
    }
}

fn notes(view: &View<'_>) -> shape::Notes {
    let all = notes_owed::all(view);
    let complete = || all.iter().filter(|note| note.is_complete());
    let escalation = |note: &NoteOwed| {
        let case = view.inputs.assessment.cases.get(note.case);
        case.map_or_else(String::new, |case| view.inputs.book.escalations[case.escalation].id.clone())
    };
    shape::Notes {
        owed: all.len(),
        complete: complete().count(),
        complete_for: complete().map(|note| notes_owed::line(view, note)).collect(),
        missing: all
            .iter()
            .filter(|note| !note.is_complete())
            .map(|note| shape::NoteMissing {
                result: notes_owed::line(view, note),
                board: note.board.map(|id| view.party_id(id).to_owned()),
                escalation: escalation(note),
                entries: note.missing().into_iter().map(notes_owed::entry_words).collect(),
            })
            .collect(),
        words: notes_owed::words(view),
    }
}

/// How many notes are owed and how many are complete, of the whole book, a theme or a board; none where no paper of the
/// book lists them.
pub(super) fn notes_of(view: &View<'_>, of: TotalOf) -> Option<(usize, usize)> {
    let all = view.inputs.assessment.notes.as_ref()?;
    let belongs = |note: &&NoteOwed| match of {
        TotalOf::Book => true,
        TotalOf::Theme(theme) => {
            note.measure.is_some_and(|id| view.inputs.book.measures[id].themes.contains(&theme))
        }
        TotalOf::Owner(owner) => note.measure.is_some() && note.board == owner,
    };
    let own = || all.iter().filter(belongs);
    Some((own().count(), own().filter(|note| note.is_complete()).count()))
}
