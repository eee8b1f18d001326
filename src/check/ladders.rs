//! Ladders and events: what stands on them, when each stage is entered and left, and who is told.

use super::amounts::For;
use super::escalations::{in_set, mentions_amount};
use super::records::{Standing, of_answers, of_one_series};
use super::scope::title_of;
use super::terms::recipient;
use super::{Checker, diags, of_all};
use crate::base::arena::Id;
use crate::base::span::Span;
use crate::model::{Condition, Event, EventState, Ladder, Measure, MeasureSet, Per, Record, Stage};
use crate::syntax::ast::{
    AppliesTo, Cond, EventItem, Item, LadderClause, LadderItem, PerWords, StageClause, StageItem, Tree,
};

/// Declares a ladder with the names of its stages, which rules of other kinds may read.
pub(super) fn declare(cx: &mut Checker, written: &LadderItem) {
    let first = cx.names.ladders.find(&written.id.text).map(|id| cx.book.ladders[id].span);
    if !cx.free(diags::NameKind::Ladder, &written.id, first) {
        return;
    }
    let title = title_of(&written.id, written.title.as_ref());
    let mut stages: Vec<Stage> = Vec::new();
    for stage in stages_of(written) {
        let first = stages.iter().find(|known| known.id.eq_ignore_ascii_case(&stage.id.text));
        let first = first.map(|known| known.span);
        if cx.free(diags::NameKind::Stage, &stage.id, first) {
            let title = title_of(&stage.id, stage.title.as_ref());
            let (id, span) = (stage.id.text.clone(), stage.id.span);
            stages.push(Stage { id, title, enter: None, leave: None, to: Vec::new(), span });
        }
    }
    let id = cx.book.ladders.push(Ladder {
        id: written.id.text.clone(),
        title: title.clone(),
        per: Per::Book,
        measures: MeasureSet::All,
        stages,
        one_down: false,
        returns: None,
        from_next_period: false,
        faulty: false,
        span: written.span,
    });
    cx.names.ladders.add(&written.id.text, &title, id);
}

fn stages_of(written: &LadderItem) -> impl Iterator<Item = &StageItem> {
    written.clauses.iter().filter_map(|clause| match clause {
        LadderClause::Stage(stage) => Some(stage),
        LadderClause::Per(..)
        | LadderClause::Applies(..)
        | LadderClause::DownOne(_)
        | LadderClause::Returns(..)
        | LadderClause::NextPeriod(_)
        | LadderClause::Note(_) => None,
    })
}

/// Declares an event with what can become of it.
pub(super) fn declare_event(cx: &mut Checker, written: &EventItem) {
    let first = cx.names.events.find(&written.id.text).map(|id| cx.book.events[id].span);
    if !cx.free(diags::NameKind::Event, &written.id, first) {
        return;
    }
    let title = title_of(&written.id, written.title.as_ref());
    let mut states: Vec<EventState> = Vec::new();
    for state in &written.states {
        match states.iter().find(|known| known.id.eq_ignore_ascii_case(&state.id.text)) {
            Some(first) => {
                let finding = diags::declared_twice(diags::NameKind::EventState, &state.id, first.span);
                cx.findings.push(finding);
            }
            None => {
                let title = title_of(&state.id, state.title.as_ref());
                states.push(EventState { id: state.id.text.clone(), title, span: state.id.span });
            }
        }
    }
    let row = Event { id: written.id.text.clone(), title: title.clone(), states, span: written.id.span };
    let id = cx.book.events.push(row);
    cx.names.events.add(&written.id.text, &title, id);
}

/// Checks the ladders of a book.
pub(super) fn ladders(cx: &mut Checker, trees: &[Tree]) {
    for item in trees.iter().flat_map(|tree| &tree.items) {
        let Item::Ladder(written) = item else { continue };
        let known = cx.names.ladders.find(&written.id.text);
        let Some(id) = known.filter(|id| cx.book.ladders[*id].span == written.span) else { continue };
        let before = cx.findings.all.len();
        let whole = one(cx, id, written) && !written.broken;
        cx.book.ladders[id].faulty = !whole;
        if whole && cx.findings.all.len() == before {
            advise(cx, id, written);
        }
    }
}

fn one(cx: &mut Checker, id: Id<Ladder>, written: &LadderItem) -> bool {
    let mut whole = true;
    let mut per = None;
    for clause in &written.clauses {
        match clause {
            LadderClause::Per(words, span) => {
                let read = per_of(cx, words);
                whole &= read.is_some();
                cx.book.ladders[id].per = read.unwrap_or(Per::Book);
                per = Some(*span);
            }
            LadderClause::Applies(AppliesTo::Set(set), _) => match cx.measure_set(set) {
                Some(set) => cx.book.ladders[id].measures = set,
                None => whole = false,
            },
            LadderClause::DownOne(_) => cx.book.ladders[id].one_down = true,
            LadderClause::Returns(times, _) => cx.book.ladders[id].returns = Some(*times),
            LadderClause::NextPeriod(_) => cx.book.ladders[id].from_next_period = true,
            LadderClause::Applies(AppliesTo::WholeBook, _)
            | LadderClause::Stage(_)
            | LadderClause::Note(_) => {}
        }
    }
    if per.is_none() && !written.broken {
        cx.findings.push(diags::ladder_of_nothing(&written.id));
        whole = false;
    }
    if cx.book.ladders[id].stages.is_empty() && !written.broken {
        cx.findings.push(diags::ladder_without_stages(&written.id));
        whole = false;
    }
    let known = whole.then_some(per).flatten();
    for (at, stage) in each_stage(cx, id, written) {
        whole &= self::stage(cx, (id, at), stage, known);
    }
    whole
}

fn per_of(cx: &mut Checker, words: &PerWords) -> Option<Per> {
    Some(match words {
        PerWords::Measure => Per::Measure,
        PerWords::Board => Per::Board,
        PerWords::Theme => Per::Theme,
        PerWords::Book => Per::Book,
        PerWords::Group(name) => Per::Group(cx.grouping(name)?),
    })
}

/// Each stage as written with its position; one that was declared twice is left out.
fn each_stage<'w>(cx: &Checker, id: Id<Ladder>, written: &'w LadderItem) -> Vec<(usize, &'w StageItem)> {
    let stages = &cx.book.ladders[id].stages;
    let own = |stage: &StageItem| stages.iter().position(|known| known.span == stage.id.span);
    stages_of(written).filter_map(|stage| Some((own(stage)?, stage))).collect()
}

/// Reads one stage; `per` is where the ladder says what stands on it, when that is known for certain.
fn stage(cx: &mut Checker, at: (Id<Ladder>, usize), written: &StageItem, per: Option<Span>) -> bool {
    let (id, place) = at;
    let mut whole = true;
    let (mut enter, mut leave, mut to) = (None, None, Vec::new());
    cx.standing = Standing::Ladder;
    for clause in &written.clauses {
        match clause {
            StageClause::Enter(cond, _) => {
                enter = condition(cx, id, cond, per);
                whole &= enter.is_some();
            }
            StageClause::Leave(cond) => {
                leave = condition(cx, id, cond, per);
                whole &= leave.is_some();
            }
            StageClause::To(words, _) => {
                let read: Vec<_> = words.iter().map(|words| recipient(cx, words)).collect();
                whole &= read.iter().all(Option::is_some);
                to = read.into_iter().flatten().collect();
            }
            StageClause::Only { .. } | StageClause::NeverLeft(_) | StageClause::Note(_) => {}
        }
    }
    for clause in &written.clauses {
        let StageClause::Only { enter: entering, leave: leaving, by, span } = clause else { continue };
        let Some(by) = cx.party(by) else {
            whole = false;
            continue;
        };
        let decided = Condition::OnRecord(Record::DecidedBy(by), *span);
        if *entering {
            enter = Some(and(enter, decided.clone()));
        }
        if *leaving {
            leave = Some(and(leave, decided));
        }
    }
    cx.standing = Standing::Elsewhere;
    if whole && place > 0 && enter.is_none() {
        cx.findings.push(diags::stage_without_enter(&written.id));
        whole = false;
    }
    if let Some(row) = cx.book.ladders[id].stages.get_mut(place) {
        (row.enter, row.leave, row.to) = (enter, leave, to);
    }
    whole
}

fn and(first: Option<Condition>, second: Condition) -> Condition {
    match first {
        None => second,
        Some(Condition::All(mut parts)) => {
            parts.push(second);
            Condition::All(parts)
        }
        Some(one) => Condition::All(vec![one, second]),
    }
}

/// A condition of a stage, tried in the unit of each measure that it may be about.
fn condition(cx: &mut Checker, id: Id<Ladder>, cond: &Cond, per: Option<Span>) -> Option<Condition> {
    let before = cx.findings.all.len();
    let rule_span = cx.book.ladders[id].span;
    let mut read = cx.condition(cond, For { unit: None, id: "", span: rule_span }, None)?;
    if per.is_some() && has_several(cx, id) {
        read = of_all::read(cx, id, read);
    }
    if let Some(at) = of_answers(&read) {
        cx.findings.push(diags::ladder_goes_by_answers(at));
    }
    if let (Some(at), Some(per)) = (of_one_series(&read), per) {
        one_measure(cx, id, at, per);
        for measure in about(cx, id).into_iter().filter(|_| mentions_amount(&read)) {
            let (unit, name, span) = {
                let row = &cx.book.measures[measure];
                (row.unit.clone(), row.id.clone(), row.id_span)
            };
            cx.condition(cond, For { unit: Some(&unit), id: &name, span }, None);
        }
    }
    (cx.findings.all.len() == before).then_some(read)
}

/// The measures that a condition of one measure may be about.
fn about(cx: &Checker, id: Id<Ladder>) -> Vec<Id<Measure>> {
    let ladder = &cx.book.ladders[id];
    let all = in_set(cx, &ladder.measures);
    match ladder.per {
        Per::Measure => all,
        Per::Group(group) => {
            all.into_iter().filter(|measure| cx.book.measures[*measure].by.contains(&group)).collect()
        }
        Per::Board | Per::Theme | Per::Book => Vec::new(),
    }
}

/// True where what stands on a ladder may have several measures.
fn has_several(cx: &Checker, id: Id<Ladder>) -> bool {
    match cx.book.ladders[id].per {
        Per::Measure => false,
        Per::Board | Per::Theme | Per::Book => true,
        Per::Group(_) => about(cx, id).len() > 1,
    }
}

/// A condition of one measure needs things on the ladder that have just one.
fn one_measure(cx: &mut Checker, id: Id<Ladder>, at: Span, per: Span) {
    let several = match cx.book.ladders[id].per {
        Per::Measure => return,
        Per::Board => "a board".to_owned(),
        Per::Theme => "a theme".to_owned(),
        Per::Book => "the book".to_owned(),
        Per::Group(group) => {
            let group = cx.book.groupings[group].id.clone();
            match about(cx, id).len() {
                1 => return,
                0 => {
                    cx.findings.push(diags::no_measure_of_the_group(&group, per));
                    return;
                }
                _ => format!("one `{group}`"),
            }
        }
    };
    cx.findings.push(diags::condition_of_one_measure(&several, at, per));
}

/// What is doubtful about a ladder that is in order.
fn advise(cx: &mut Checker, id: Id<Ladder>, written: &LadderItem) {
    let stages = each_stage(cx, id, written);
    let reached = reached(&cx.book.ladders[id], id);
    for (at, stage) in &stages {
        let Some(row) = cx.book.ladders[id].stages.get(*at) else { continue };
        let (entered, left, told) = (row.enter.is_some(), row.leave.is_some(), !row.to.is_empty());
        if !reached.get(*at).copied().unwrap_or(true) {
            cx.findings.push(diags::stage_never_reached(&stage.id));
        }
        let for_good = stage.clauses.iter().any(|clause| matches!(clause, StageClause::NeverLeft(_)));
        if entered && !left && !for_good {
            cx.findings.push(diags::stage_never_left(&stage.id));
        }
        if entered && !told {
            cx.findings.push(diags::stage_tells_nobody(&stage.id));
        }
    }
    let mut rest = stages.as_slice();
    while let Some(((_, lower), higher)) = rest.split_first() {
        let own = entering(lower);
        for (_, other) in higher.iter().filter(|(_, other)| own.is_some() && entering(other) == own) {
            cx.findings.push(diags::stages_alike(&lower.id, &other.id));
        }
        rest = higher;
    }
}

/// The words on which a stage is entered, and whose decision it takes.
fn entering(stage: &StageItem) -> Option<(&str, Vec<&str>)> {
    let words = stage.clauses.iter().find_map(|clause| match clause {
        StageClause::Enter(_, words) => Some(words.as_str()),
        StageClause::Leave(_)
        | StageClause::Only { .. }
        | StageClause::NeverLeft(_)
        | StageClause::To(..)
        | StageClause::Note(_) => None,
    })?;
    let whose = stage.clauses.iter().filter_map(|clause| match clause {
        StageClause::Only { enter: true, by, .. } => Some(by.text.as_str()),
        StageClause::Only { .. }
        | StageClause::Enter(..)
        | StageClause::Leave(_)
        | StageClause::NeverLeft(_)
        | StageClause::To(..)
        | StageClause::Note(_) => None,
    });
    Some((words, whose.collect()))
}

/// Which stages something can come to be in, by what their conditions ask of this ladder's own stages.
fn reached(ladder: &Ladder, id: Id<Ladder>) -> Vec<bool> {
    let mut reached = vec![false; ladder.stages.len()];
    for at in 0..ladder.stages.len() {
        let enter = ladder.stages.get(at).and_then(|stage| stage.enter.as_ref());
        let can = enter.is_none_or(|when| can_hold(when, id, &reached));
        if let Some(mark) = reached.get_mut(at) {
            *mark = can;
        }
    }
    reached
}

/// False when a condition asks for a stage that nothing can be in before this one: `reached` holds only those below.
fn can_hold(condition: &Condition, id: Id<Ladder>, reached: &[bool]) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().all(|part| can_hold(part, id, reached)),
        Condition::Any(parts) => parts.iter().any(|part| can_hold(part, id, reached)),
        Condition::For { condition, .. }
        | Condition::ForTime { condition, .. }
        | Condition::InLast { condition, .. }
        | Condition::Named { condition, .. } => can_hold(condition, id, reached),
        Condition::OnRecord(Record::InStage { ladder, stage }, _) if *ladder == id => {
            reached.get(*stage).copied().unwrap_or(false)
        }
        Condition::OnRecord(..)
        | Condition::Not(_)
        | Condition::Status(..)
        | Condition::Level(..)
        | Condition::Within { .. }
        | Condition::Than { .. }
        | Condition::Moves { .. }
        | Condition::Compare { .. }
        | Condition::OutsideRange { .. }
        | Condition::Placed { .. }
        | Condition::Forecast(..)
        | Condition::Statistical(..)
        | Condition::In { .. }
        | Condition::OfMeasure { .. }
        | Condition::Tally(_)
        | Condition::AnyGroup { .. }
        | Condition::EachGroup { .. }
        | Condition::FirstTime { .. }
        | Condition::InTime { .. }
        | Condition::Known(..)
        | Condition::NoResponse { .. }
        | Condition::RecoveryPassed(_)
        | Condition::Loop(..)
        | Condition::OldBy { .. }
        | Condition::SameText(_) => true,
    }
}
