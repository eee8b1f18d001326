//! Ratings: their levels from best to worst, and the list that judges one measure.

use super::amounts::For;
use super::{Checker, diags};
use crate::base::arena::Id;
use crate::base::span::Span;
use crate::model::{DecisionList, Level, Line, Measure, Rating};
use crate::syntax::ast::{Item, LevelLine, MeasureClause, MeasureItem, RatingClause, RatingItem, Tree};

/// Gives each rating its levels: those of `levels`, else the words of its lines in their order.
pub(super) fn levels(cx: &mut Checker, trees: &[Tree]) {
    for item in trees.iter().flat_map(|tree| &tree.items) {
        let Item::Rating(rating) = item else { continue };
        let Some(id) = own_id(cx, rating) else { continue };
        let mut levels: Vec<Level> = Vec::new();
        for clause in &rating.clauses {
            let RatingClause::Levels(named) = clause else { continue };
            for (word, letter) in named {
                let letter = letter.clone().unwrap_or_else(|| first_letter(&word.node));
                levels.push(Level {
                    word: word.node.to_lowercase(),
                    letter: letter.to_uppercase(),
                    shade: None,
                });
            }
        }
        let named = !levels.is_empty();
        for word in rating.clauses.iter().filter_map(level_of) {
            let lower = word.node.to_lowercase();
            if levels.iter().any(|l| l.word == lower) {
                continue;
            }
            if named {
                let known: Vec<String> = levels.iter().map(|l| l.word.clone()).collect();
                cx.findings.push(diags::unknown_level(word, &rating.id.text, &known));
            } else {
                levels.push(Level { letter: first_letter(&lower), word: lower, shade: None });
            }
        }
        distinct_letters(&mut levels);
        if levels.is_empty() && !rating.broken {
            cx.findings.push(diags::rating_without_levels(&rating.id));
        }
        cx.book.ratings[id].levels = levels;
    }
}

fn own_id(cx: &Checker, rating: &RatingItem) -> Option<Id<Rating>> {
    cx.names.ratings.find(&rating.id.text).filter(|id| cx.book.ratings[*id].span == rating.id.span)
}

fn level_of(clause: &RatingClause) -> Option<&crate::base::span::Spanned<String>> {
    match clause {
        RatingClause::Line(line) => Some(&line.level),
        RatingClause::Otherwise(level, _) => Some(level),
        RatingClause::Cap(_)
        | RatingClause::Levels(_)
        | RatingClause::Rounded(..)
        | RatingClause::Note(_) => None,
    }
}

fn first_letter(word: &str) -> String {
    word.chars().next().map(|c| c.to_uppercase().collect()).unwrap_or_default()
}

/// Two levels with one letter take two letters each, so that a letter never stands for two.
fn distinct_letters(levels: &mut [Level]) {
    let letters: Vec<String> = levels.iter().map(|l| l.letter.clone()).collect();
    for level in levels.iter_mut() {
        if letters.iter().filter(|l| **l == level.letter).count() > 1 {
            level.letter = level.word.chars().take(2).collect::<String>().to_uppercase();
        }
    }
}

/// The clauses of a rating by its name, so that each measure can read them in its own unit.
pub(super) fn clauses_of<'t>(cx: &Checker, trees: &'t [Tree], id: Id<Rating>) -> &'t [RatingClause] {
    let span = cx.book.ratings[id].span;
    let found = trees.iter().flat_map(|tree| &tree.items).find_map(|item| match item {
        Item::Rating(rating) if rating.id.span == span => Some(rating.clauses.as_slice()),
        _ => None,
    });
    found.unwrap_or(&[])
}

/// The list that judges one measure: its rating's lines, with its own lines in the place of those they replace.
pub(super) fn list_for(
    cx: &mut Checker,
    rating: Id<Rating>,
    clauses: &[RatingClause],
    item: &MeasureItem,
    measure: For<'_>,
) -> Option<DecisionList> {
    let own: Vec<&RatingClause> = item
        .clauses
        .iter()
        .filter_map(|clause| match &clause.node {
            MeasureClause::Line(line) => Some(&**line),
            _ => None,
        })
        .collect();
    let mut list =
        DecisionList { rating, lines: Vec::new(), otherwise: None, caps: Vec::new(), rounded_to: None };
    let replaced = |line: &LevelLine| {
        own.iter().any(
            |o| matches!(o, RatingClause::Line(l) if l.level.node.eq_ignore_ascii_case(&line.level.node)),
        )
    };
    let mut whole = true;
    let mut placed: Vec<Span> = Vec::new();
    for clause in clauses {
        match clause {
            RatingClause::Line(line) if replaced(line) => {
                for mine in own.iter().filter_map(|o| as_line(o)).filter(|l| same_level(l, line)) {
                    if !placed.contains(&mine.span) {
                        placed.push(mine.span);
                        whole &= add_line(cx, &mut list, mine, measure);
                    }
                }
            }
            other => whole &= add_clause(cx, &mut list, other, measure),
        }
    }
    for clause in own {
        match clause {
            RatingClause::Line(line) if placed.contains(&line.span) => {}
            RatingClause::Line(line) => match read_line(cx, rating, line, measure) {
                Some(read) => insert_in_order(&mut list.lines, read),
                None => whole = false,
            },
            other => whole &= add_clause(cx, &mut list, other, measure),
        }
    }
    whole.then_some(list)
}

/// The list of a rating for one measure as the rating has it: the measure's own lines are for its other rating.
pub(super) fn list_without_own_lines(
    cx: &mut Checker,
    trees: &[Tree],
    rating: Id<Rating>,
    item: &MeasureItem,
    measure: For<'_>,
) -> Option<DecisionList> {
    let mut bare = item.clone();
    bare.clauses.retain(|clause| !matches!(clause.node, MeasureClause::Line(_)));
    list_for(cx, rating, clauses_of(cx, trees, rating), &bare, measure)
}

/// A line that replaces none stands before the first line of a worse level.
fn insert_in_order(lines: &mut Vec<Line>, line: Line) {
    let at = lines.iter().position(|l| l.level > line.level).unwrap_or(lines.len());
    lines.insert(at, line);
}

fn as_line(clause: &RatingClause) -> Option<&LevelLine> {
    match clause {
        RatingClause::Line(line) => Some(line),
        RatingClause::Otherwise(..)
        | RatingClause::Cap(_)
        | RatingClause::Levels(_)
        | RatingClause::Rounded(..)
        | RatingClause::Note(_) => None,
    }
}

fn same_level(a: &LevelLine, b: &LevelLine) -> bool {
    a.level.node.eq_ignore_ascii_case(&b.level.node)
}

pub(super) fn add_clause(
    cx: &mut Checker,
    list: &mut DecisionList,
    clause: &RatingClause,
    measure: For<'_>,
) -> bool {
    match clause {
        RatingClause::Line(line) => add_line(cx, list, line, measure),
        RatingClause::Cap(line) => match read_line(cx, list.rating, line, measure) {
            Some(read) => {
                list.caps.push(read);
                true
            }
            None => false,
        },
        RatingClause::Otherwise(level, span) => match level_position(cx, list.rating, level) {
            Some(position) => {
                list.otherwise = Some((position, *span));
                true
            }
            None => false,
        },
        RatingClause::Rounded(_, places, _) => {
            list.rounded_to = Some(*places);
            true
        }
        RatingClause::Levels(_) | RatingClause::Note(_) => true,
    }
}

fn add_line(cx: &mut Checker, list: &mut DecisionList, line: &LevelLine, measure: For<'_>) -> bool {
    let read = read_line(cx, list.rating, line, measure);
    let whole = read.is_some();
    list.lines.extend(read);
    whole
}

fn read_line(cx: &mut Checker, rating: Id<Rating>, line: &LevelLine, measure: For<'_>) -> Option<Line> {
    let level = level_position(cx, rating, &line.level);
    let when = cx.condition(&line.when, measure, Some(rating));
    Some(Line { level: level?, when: when?, span: line.span })
}

fn level_position(
    cx: &mut Checker,
    rating: Id<Rating>,
    word: &crate::base::span::Spanned<String>,
) -> Option<u8> {
    let row = &cx.book.ratings[rating];
    let found = row.levels.iter().position(|l| l.word.eq_ignore_ascii_case(&word.node));
    if found.is_none() && !cx.names.unread.ratings.contains(&rating) {
        let known: Vec<String> = row.levels.iter().map(|l| l.word.clone()).collect();
        let finding = diags::unknown_level(word, &row.id.clone(), &known);
        cx.findings.push(finding);
    }
    found.and_then(|at| u8::try_from(at).ok())
}

/// The rating of a measure: its own, else its theme's, else its board's.
pub(super) fn nearest_rating(cx: &Checker, own: Option<Id<Rating>>, measure: &Measure) -> Option<Id<Rating>> {
    let of_theme = || measure.themes.iter().find_map(|theme| cx.book.themes[*theme].rating);
    let of_board = || measure.owner.and_then(|owner| cx.book.parties[owner].rating);
    own.or_else(of_theme).or_else(of_board)
}
