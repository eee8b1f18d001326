//! Decision lists: the first line that holds gives the level, unless an unknown line before it could have given
//! another.

use super::judge::Graded;
use super::limits::Limits;
use super::look::Look;
use super::outcome::Truth;
use super::target::InForce;
use super::timeline::{Made, Point};
use crate::base::exact::Exact;
use crate::base::span::Span;
use crate::data::{Row, State};
use crate::model::{DecisionList, How, Joining, Line};

/// True when the worst of the groups that are known stands whatever the others turn out to be: never as a pass.
pub(super) fn is_bad(level: u8, known_on_target: Truth) -> bool {
    level > 0 && known_on_target != Truth::True
}

/// Whether those of several that are known are all on target.
pub(super) fn known_on_target(several: impl Iterator<Item = Truth>) -> Truth {
    let mut known = several.filter(|truth| *truth != Truth::Unknown).peekable();
    if known.peek().is_none() { Truth::Unknown } else { Truth::all(known) }
}

/// What a decision list gives.
#[derive(Debug, Clone, Copy)]
pub(super) enum Decision<'l> {
    /// A level.
    Level {
        level: u8,
        by: Span,
        /// The cap that held it down, and the level it would have without one.
        capped: Option<(Span, u8)>,
    },
    /// A line that cannot be known matters.
    Undecided(&'l Line),
    /// No line holds, and there is no `otherwise`.
    NoLine,
}

impl<'j, 'a> Look<'j, 'a> {
    /// The level of this slot, remembered once it was asked.
    pub(super) fn grade(self) -> Graded {
        if self.is_excluded() || !self.is_own_definition() {
            return Graded::Unknown;
        }
        let here = Self { computing: false, ..self };
        let Some(cell) = self.judge.grade_cell(self.series, self.slot) else { return here.graded() };
        match cell.get() {
            Graded::Busy => Graded::Unknown,
            // What comes of a supposition is not remembered, and may go round in a circle all the same.
            known if self.supposed.is_some() || self.on.is_some() => {
                cell.set(Graded::Busy);
                let graded = here.graded();
                cell.set(known);
                graded
            }
            Graded::NotYet => {
                cell.set(Graded::Busy);
                let graded = Self { facts: &self.judge.no_facts, ..here }.graded();
                cell.set(graded);
                graded
            }
            known @ (Graded::Level(_) | Graded::Unrated | Graded::Unknown) => known,
        }
    }

    fn graded(self) -> Graded {
        if let Some(set) = self.set_level() {
            return Graded::Level(set.level);
        }
        if self.is_worst_of_groups() {
            return self.worst_grade();
        }
        match self.level_by_limits() {
            Some(level) => Graded::Level(level),
            None => self.ruling().grade(),
        }
    }

    /// Grades every row of a series by the cut points of its rating, all in one go; what has none is left for later.
    pub(super) fn grade_rows(self) {
        let Some(limits) = self.limits().filter(|_| self.measure().stale_unrated_after.is_none()) else {
            return;
        };
        for (cell, point) in self.judge.grades_of(self.series).iter().zip(&self.series.points) {
            let Point::Row(row) = point else { continue };
            if cell.get() != Graded::NotYet || self.judge.data.judged.contains_key(&row.0) {
                continue;
            }
            if let Some(level) = self.level_within(limits, *row) {
                cell.set(Graded::Level(level));
            }
        }
    }

    /// The level by the cut points of its rating, where it has such and the number was submitted.
    fn level_by_limits(self) -> Option<u8> {
        let limits = self.limits().filter(|_| self.supposed.is_none())?;
        let row = self.row().filter(|_| !self.is_too_old())?;
        self.level_within(limits, row)
    }

    fn level_within(self, limits: &Limits, row: Row) -> Option<u8> {
        let is_number = self.judge.data.state(row) == State::Number;
        limits.level(self.fraction_of(row).filter(|_| is_number)?)
    }

    /// The cut points by which the numbers submitted for this series are judged, where they are all it takes: the level is
    /// then the one that [`Look::ruling`] comes to.
    fn limits(self) -> Option<&'j Limits> {
        let limits = self.judge.steady(self.series.measure)?.limits.as_ref()?;
        let is_judged_by_itself = match self.series.made {
            Made::Submitted | Made::Total | Made::Gap | Made::Computed => self.rated_elsewhere().is_none(),
            Made::Worst | Made::Composite | Made::Whole | Made::Excluded(_) => false,
        };
        is_judged_by_itself.then_some(limits)
    }

    /// True where no target is in force, because none is set, none has begun or the last has lapsed.
    pub(super) fn has_no_target(self) -> bool {
        if self.goal().is_some() {
            return false;
        }
        match self.in_force() {
            InForce::None | InForce::NotYet { .. } | InForce::ToBeSet { .. } | InForce::Lapsed { .. } => true,
            InForce::Known(_) | InForce::Unknown { .. } => false,
        }
    }

    /// The level that people set.
    pub(super) fn level_by_hand(self) -> Option<u8> {
        let row = self.row()?;
        u8::try_from(*self.judge.data.mantissa.get(row.0 as usize)?).ok()
    }

    /// What a decision list gives for this slot. A line that cannot be known leaves open which of several levels it is;
    /// a cap may make the same of all of them.
    pub(super) fn decide<'l>(self, list: &'l DecisionList) -> Decision<'l> {
        let mut open: Option<&Line> = None;
        let mut worst = 0;
        let mut differ = false;
        let mut decided = list.otherwise;
        for line in &list.lines {
            match self.holds(&line.when) {
                Truth::False => {}
                Truth::True => {
                    decided = Some((line.level, line.span));
                    break;
                }
                Truth::Unknown => {
                    differ |= open.is_some_and(|first| first.level != line.level);
                    worst = worst.max(line.level);
                    open = open.or(Some(line));
                }
            }
        }
        match (decided, open) {
            (None, None) => Decision::NoLine,
            (None, Some(line)) => Decision::Undecided(line),
            (Some((level, _)), Some(line)) if differ || level != line.level => {
                let cap = self.capping(list, worst.max(level));
                cap.map_or(Decision::Undecided(line), |cap| self.capped(list, cap.level, cap.span))
            }
            (Some((level, by)), _) => self.capped(list, level, by),
        }
    }

    /// The worst cap that is known to hold, where it holds down to its own level every level up to one.
    pub(super) fn capping(self, list: &DecisionList, up_to: u8) -> Option<&Line> {
        let holds = |cap: &&Line| cap.level >= up_to && self.holds(&cap.when) == Truth::True;
        list.caps.iter().filter(holds).max_by_key(|cap| cap.level)
    }

    pub(super) fn capped<'l>(self, list: &'l DecisionList, level: u8, by: Span) -> Decision<'l> {
        let without = level;
        let (mut level, mut held) = (level, None);
        let mut unknown: Option<&Line> = None;
        for cap in &list.caps {
            match self.holds(&cap.when) {
                Truth::True if cap.level > level => (level, held) = (cap.level, Some(cap.span)),
                Truth::Unknown => {
                    unknown = unknown.filter(|worst| worst.level >= cap.level).or(Some(cap));
                }
                Truth::True | Truth::False => {}
            }
        }
        match unknown {
            Some(cap) if cap.level > level => Decision::Undecided(cap),
            _ => Decision::Level { level, by, capped: held.map(|cap| (cap, without)) },
        }
    }

    /// How the groups of this measure make its level: as its worst one does, where nothing else is written.
    pub(super) fn joining(self) -> Joining {
        let worst = Joining { how: How::Worst, known_at_least: None };
        self.measure().on_groups.joining().unwrap_or(worst)
    }

    /// True on the whole of a measure that goes by its worst group, or by some of its groups.
    pub(super) fn is_worst_of_groups(self) -> bool {
        self.series.made == Made::Worst
    }

    /// Position of the worst level there is.
    pub(super) fn last_level(self) -> u8 {
        let levels = self.judge.book.rating_of(self.measure()).map_or(0, |rating| rating.levels.len());
        u8::try_from(levels.saturating_sub(1)).unwrap_or(u8::MAX)
    }

    /// How far the value misses its target.
    pub(super) fn miss(self) -> Option<Exact> {
        self.value().and_then(|value| self.goal()?.miss(&value))
    }
}
