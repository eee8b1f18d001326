//! Which values of each measure have which level: the cuts by which its list is proved, kept for a reader.

use super::groups::as_judged;
use super::proofs::Facts;
use super::stretches::{Stretch, stretches};
use crate::base::unit::Kind;
use crate::model::{Against, DecisionList, EndOfValues, LevelValues, Measure, RuleBook};

/// Works them out for every measure of which it can be said.
pub(super) fn fill(book: &mut RuleBook) {
    let ids: Vec<_> = book.measures.ids().collect();
    for id in ids {
        let found = of(&book.measures[id]).unwrap_or_default();
        book.measures[id].level_values = found;
    }
}

/// None where nothing of use can be said: the figures that the levels go by change from one period to the next, or the
/// value decides nothing by itself.
fn of(measure: &Measure) -> Option<Vec<LevelValues>> {
    let list = measure.list.as_ref()?;
    let moves = measure.trajectory.is_some() || measure.scaled_up || measure.composite.is_some();
    if measure.faulty || moves || matches!(measure.against, Against::HarderOf(_) | Against::HarderOfKnown(_))
    {
        return None;
    }
    if !measure.unit.is_number() {
        return None;
    }
    let judged = as_judged(measure);
    let target = judged.judged_targets().and_then(|sequence| sequence.targets.last());
    if target.is_some_and(|target| target.pro_rata) {
        return None;
    }
    let goal = judged.gap.as_ref().map(|gap| &gap.target).or(target).map(|target| &target.goal);
    let facts = Facts { measure: &judged, goal };
    let cuts = facts.cuts(list);
    let percentage = judged.unit.kind == Kind::Percent;
    let mut found: Vec<LevelValues> = Vec::new();
    for stretch in stretches(&cuts, percentage) {
        let levels = levels(&facts, list, &stretch);
        match found.last_mut() {
            Some(last) if last.levels == levels => last.to = end(stretch.to.as_ref(), &stretch),
            Some(_) | None => found.push(LevelValues {
                levels,
                from: end(stretch.from.as_ref(), &stretch),
                to: end(stretch.to.as_ref(), &stretch),
            }),
        }
    }
    let settled = found.iter().any(|run| run.levels.len() == 1);
    (settled && found.len() > 1 && found.iter().all(|run| !run.levels.is_empty())).then_some(found)
}

/// A cut itself belongs to the run that it ends or begins; a stretch leaves the cuts at its ends out.
fn end(figure: Option<&crate::base::exact::Exact>, stretch: &Stretch) -> Option<EndOfValues> {
    figure.map(|figure| EndOfValues { figure: figure.clone(), included: *figure == stretch.value })
}

/// The levels that one value may have: those of the lines that may hold, up to the first that does.
fn levels(facts: &Facts<'_>, list: &DecisionList, stretch: &Stretch) -> Vec<u8> {
    let mut levels = Vec::new();
    let mut settled = false;
    for line in &list.lines {
        let held = facts.holds(&line.when, &stretch.value);
        if held != Some(false) {
            levels.push(line.level);
        }
        if held == Some(true) {
            settled = true;
            break;
        }
    }
    if !settled {
        levels.extend(list.otherwise.map(|(level, _)| level));
    }
    levels.sort_unstable();
    levels.dedup();
    levels
}
