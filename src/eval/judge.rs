//! The figures of a report laid out for judging, and the questions that may be asked of them.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

use super::assess::Run;
use super::comparable::Comparable;
use super::comparators::Comparators;
use super::composite::Asked;
use super::computed::Reckoned;
use super::corrections::Corrections;
use super::horizon::Horizon;
use super::ladders::{self, StageLog};
use super::limits::Steady;
use super::look::Look;
use super::milestone;
use super::moment::LoopFacts;
use super::nested;
use super::outcome::{GoalUsed, Truth};
use super::peers::PeersRead;
use super::places::Places;
use super::reads;
use super::returns::Returns;
use super::tallies::Tallies;
use super::timeline::{Builder, Made, Point, SeriesTimeline};
use crate::base::arena::Id;
use crate::base::period::Period;
use crate::base::rhythm::Slot;
use crate::data::{Act, Observations, PlaceId};
use crate::model::{Condition, GroupName, Measure, RuleBook};

/// What grading a point gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Graded {
    /// Not asked yet.
    NotYet,
    /// Being asked right now: a rule that comes back to it goes round in a circle.
    Busy,
    /// A level.
    Level(u8),
    /// Nothing rates it.
    Unrated,
    /// It cannot be known.
    Unknown,
}

/// Rules and figures of one report, ready to be judged.
pub struct Judge<'a> {
    pub(super) book: &'a RuleBook,
    pub(super) data: &'a Observations,
    horizon: Horizon,
    pub(super) as_of: NaiveDate,
    /// What was known by this day is used: rows, and targets that say from when they are known.
    pub(super) known_by: NaiveDate,
    pub(super) places: Places,
    pub(super) corrections: Corrections,
    pub(super) comparators: Comparators,
    pub(super) peers: PeersRead,
    pub(super) returns: Returns<'a>,
    pub(super) no_facts: LoopFacts,
    all_compare: Comparable,
    /// Acts and decisions.
    pub(super) acts: &'a [Act],
    /// The stages of the book's ladders, as far as history has been replayed.
    pub(super) stages: Rc<StageLog>,
    series: Vec<SeriesTimeline>,
    of_measure: Vec<Range<usize>>,
    needs_target: Vec<bool>,
    /// What of each measure is the same for every figure.
    steady: Vec<Steady>,
    /// For each measure which of its periods compare with one another.
    comparable: Vec<Comparable>,
    grades: Vec<Cell<Graded>>,
    /// Addresses of the conditions in the book whose runs are worth remembering.
    counted: FxHashSet<usize>,
    runs: RefCell<FxHashMap<(usize, usize), u32>>,
    /// Counts over measures.
    pub(super) tallies: Tallies,
    /// What was asked of composites.
    pub(super) composites: RefCell<Asked>,
    /// What computed points come to; none while one is being reckoned.
    pub(super) reckoned: RefCell<FxHashMap<usize, Option<Rc<Reckoned>>>>,
}

impl<'a> Judge<'a> {
    /// Lays out the figures known as of the run's day, of periods that end by the end of `period`.
    #[must_use]
    pub fn new(run: &Run<'a>, period: Period) -> Self {
        Self::replayed(run, Horizon::of(period), run.as_of, None)
    }

    /// The same up to another horizon.
    pub(super) fn up_to(run: &Run<'a>, horizon: Horizon) -> Self {
        Self::replayed(run, horizon, run.as_of, None)
    }

    /// The report on stages that are known.
    pub(super) fn with_stages(run: &Run<'a>, period: Period, stages: Rc<StageLog>) -> Self {
        Self::on(run, Horizon::of(period), run.as_of, None, stages)
    }

    /// The same without the history of the book's ladders, for what rests on none of their stages.
    pub(super) fn without_stages(run: &Run<'a>, horizon: Horizon) -> Self {
        Self::on(run, horizon, run.as_of, None, Rc::default())
    }

    /// The report of an earlier day as it would be with what is known of its figures today.
    pub(super) fn restated(run: &Run<'a>, period: Period, day: NaiveDate) -> Self {
        Self::replayed(run, Horizon::of(period), day, Some(day))
    }

    /// The report of an earlier period as it would have stood on its last day, with what is known today.
    pub(super) fn as_it_was(run: &Run<'a>, period: Period) -> Self {
        Self::replayed(run, Horizon::of(period), run.as_of.min(period.end), None)
    }

    /// The report as it stood on an earlier day: figures that were corrected later are as they were. Stages are those
    /// of the log, which is written once for all days.
    pub(super) fn known_then(run: &Run<'a>, horizon: Horizon, day: NaiveDate, stages: Rc<StageLog>) -> Self {
        Self::on(&Run { as_of: run.as_of.min(day), ..*run }, horizon, run.as_of.min(day), None, stages)
    }

    /// The report with the history of its ladders.
    fn replayed(run: &Run<'a>, horizon: Horizon, as_of: NaiveDate, begun_by: Option<NaiveDate>) -> Self {
        let judge = Self::on(run, horizon, as_of, begun_by, Rc::default());
        if !run.book.ladders.is_empty() {
            ladders::replay(&judge, run);
        }
        judge
    }

    fn on(
        run: &Run<'a>,
        horizon: Horizon,
        as_of: NaiveDate,
        begun_by: Option<NaiveDate>,
        stages: Rc<StageLog>,
    ) -> Self {
        let (book, data) = (run.book, run.data);
        let places = Places::new(book, data);
        let corrections = Corrections::of(data);
        let returns = Returns::new(book, &run.responses.extensions);
        let cut = horizon.cut(book, as_of);
        let builder = Builder {
            book,
            data,
            places: &places,
            corrections: &corrections,
            returns: &returns,
            cut,
            day: as_of,
            as_of: run.as_of,
            begun_by,
        };
        let series = builder.all();
        let points = series.last().map_or(0, |last| last.offset + last.points.len());
        let needs = |measure: &Measure| measure.list.as_ref().is_some_and(reads::list_reads_target);
        Self {
            of_measure: ranges(book, &series),
            needs_target: book.measures.values().map(needs).collect(),
            comparable: Comparable::of_book(book),
            steady: book.measures.values().map(Steady::of).collect(),
            grades: vec![Cell::new(Graded::NotYet); points],
            counted: counted(book),
            runs: RefCell::default(),
            tallies: Tallies::new(book),
            comparators: Comparators::of(book, data, &places),
            peers: PeersRead::default(),
            reckoned: RefCell::default(),
            composites: RefCell::default(),
            book,
            data,
            horizon,
            as_of,
            known_by: run.as_of,
            places,
            corrections,
            returns,
            no_facts: LoopFacts::default(),
            all_compare: Comparable::default(),
            acts: &run.responses.acts,
            stages,
            series,
        }
    }

    /// The period reported.
    #[must_use]
    pub fn period(&self) -> Period {
        self.horizon.period
    }

    /// The day up to which it is known whether milestones are met: a report that is looked back on is of a period that
    /// was over.
    pub(super) fn milestones_by(&self) -> NaiveDate {
        let over = self.horizon.period.end.succ_opt().unwrap_or(self.as_of);
        if self.known_by > self.as_of { self.as_of.max(over) } else { self.as_of }
    }

    /// How far it looks.
    pub(super) fn horizon(&self) -> Horizon {
        self.horizon
    }

    /// The day as of which it is reported.
    #[must_use]
    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// Every series, sorted by measure and place.
    #[must_use]
    pub fn series(&self) -> &[SeriesTimeline] {
        &self.series
    }

    /// All series of one measure.
    #[must_use]
    pub fn of_measure(&self, measure: Id<Measure>) -> &[SeriesTimeline] {
        let range = self.of_measure.get(measure.index()).cloned();
        range.and_then(|range| self.series.get(range)).unwrap_or(&[])
    }

    /// The series of one measure and place; those of a measure are sorted by place, and the whole is the first of places.
    #[must_use]
    pub fn series_of(&self, measure: Id<Measure>, place: PlaceId) -> Option<&SeriesTimeline> {
        at_place(self.of_measure(measure), place)
    }

    /// The groups beneath a whole, or beneath a group that holds others, that are judged by themselves.
    pub(super) fn parts(
        &self,
        whole: &SeriesTimeline,
    ) -> impl Iterator<Item = &SeriesTimeline> + use<'_, 'a> {
        let larger = (whole.place != PlaceId::WHOLE).then_some(whole.place);
        let holds = move |part: &&SeriesTimeline| {
            larger
                .is_none_or(|larger| nested::lies_in(self.book, &self.places, self.data, part.place, larger))
        };
        let own =
            self.of_measure(whole.measure).iter().filter(|series| series.is_part && series.made.is_own());
        own.filter(holds)
    }

    /// The label of a place; empty for the whole.
    #[must_use]
    pub fn label(&self, place: PlaceId) -> String {
        self.places.place(place, self.data).map_or_else(String::new, crate::data::Place::label)
    }

    /// The members of a place by their full names, where the book declares them; empty for the whole.
    pub(super) fn title(&self, place: PlaceId) -> String {
        let parts = self.places.place(place, self.data).map_or(&[][..], |place| place.parts.as_slice());
        let names = parts.iter().map(|(grouping, id)| {
            let mut members = self.book.groupings[*grouping].members.iter();
            let title = members.find(|m| m.id.eq_ignore_ascii_case(id)).map(|m| m.title.as_str());
            title.filter(|title| !title.is_empty()).unwrap_or(id)
        });
        names.collect::<Vec<_>>().join(", ")
    }

    /// The measure of a series.
    pub(super) fn measure(&self, series: &SeriesTimeline) -> &'a Measure {
        let book = self.book;
        &book.measures[series.measure]
    }

    /// False before the first period that the measure is due for, and in one that is left out.
    pub(super) fn is_due(&self, series: &SeriesTimeline, slot: Slot) -> bool {
        if self.comparable(series.measure).is_excluded(slot) {
            return false;
        }
        let first = self.measure(series).first_due;
        first.is_none_or(|period| series.rhythm.slot_of(period.end) <= slot)
    }

    /// Whether a condition holds of a series in a slot, with what is known of answers on that day.
    #[must_use]
    pub fn holds(
        &self,
        condition: &Condition,
        series: &SeriesTimeline,
        slot: Slot,
        looped: &LoopFacts,
    ) -> Truth {
        Look { facts: looped, ..self.look(series, slot) }.holds(condition)
    }

    /// The same with no more than was known on an earlier day: what came later is not there, and a figure that was
    /// corrected since is what it was before.
    #[must_use]
    pub fn holds_on(
        &self,
        condition: &Condition,
        series: &SeriesTimeline,
        slot: Slot,
        looped: &LoopFacts,
        day: NaiveDate,
    ) -> Truth {
        Look { facts: looped, on: Some(day), ..self.look(series, slot) }.holds(condition)
    }

    /// A look at one slot of a series.
    pub(super) fn look<'j>(&'j self, series: &'j SeriesTimeline, slot: Slot) -> Look<'j, 'a> {
        let definition = self.comparable(series.measure).definition_of(slot);
        Look {
            judge: self,
            facts: &self.no_facts,
            supposed: None,
            series,
            slot,
            on: None,
            definition,
            depth: 0,
            computing: false,
        }
    }

    /// Which periods of a measure compare with one another.
    pub(super) fn comparable(&self, measure: Id<Measure>) -> &Comparable {
        self.comparable.get(measure.index()).unwrap_or(&self.all_compare)
    }

    /// True when the rating of a measure cannot do without its target.
    pub(super) fn needs_target(&self, measure: Id<Measure>) -> bool {
        self.needs_target.get(measure.index()).copied().unwrap_or(false)
    }

    /// The goal of a measure whose target is the same whenever it is asked for.
    pub(super) fn steady_goal(&self, measure: Id<Measure>) -> Option<&GoalUsed> {
        self.steady(measure)?.goal.as_ref()
    }

    /// What of a measure is the same for every figure.
    pub(super) fn steady(&self, measure: Id<Measure>) -> Option<&Steady> {
        self.steady.get(measure.index())
    }

    /// Where the grade of a point is remembered.
    pub(super) fn grade_cell(&self, series: &SeriesTimeline, slot: Slot) -> Option<&Cell<Graded>> {
        self.grades.get(series.cell_of(slot)?)
    }

    /// Where the grades of all points of a series are remembered.
    pub(super) fn grades_of(&self, series: &SeriesTimeline) -> &[Cell<Graded>] {
        self.grades.get(series.offset..series.offset + series.points.len()).unwrap_or(&[])
    }

    /// The key under which the run of a condition at a point is remembered, when it is at all.
    pub(super) fn run_key(
        &self,
        condition: &Condition,
        series: &SeriesTimeline,
        slot: Slot,
    ) -> Option<(usize, usize)> {
        let address = std::ptr::from_ref(condition) as usize;
        Some((self.counted.contains(&address).then_some(address)?, series.cell_of(slot)?))
    }

    /// A run that was counted before.
    pub(super) fn run_of(&self, key: (usize, usize)) -> Option<u32> {
        self.runs.borrow().get(&key).copied()
    }

    /// Forgets what was graded and counted, because a stage that it may have read is another one now.
    pub(super) fn forget(&self) {
        self.grades.iter().for_each(|grade| grade.set(Graded::NotYet));
        self.runs.borrow_mut().clear();
        self.tallies.forget();
        *self.composites.borrow_mut() = Asked::default();
    }

    /// Remembers a run.
    pub(super) fn keep_run(&self, key: (usize, usize), run: u32) {
        self.runs.borrow_mut().insert(key, run);
    }

    /// The series of another measure that a rule on `from` means: the same place where it has one, else the whole.
    pub(super) fn counterpart(&self, measure: Id<Measure>, from: &SeriesTimeline) -> Option<&SeriesTimeline> {
        self.series_of(measure, from.place).or_else(|| self.series_of(measure, PlaceId::WHOLE))
    }

    /// The series of another measure that a figure of `from` is reckoned from: the same place where both are reported by the
    /// same kinds of group, the whole where the other is not by any of them, and none where they share only some.
    pub(super) fn like(&self, measure: Id<Measure>, from: &SeriesTimeline) -> Option<&SeriesTimeline> {
        let at = |place| self.series_of(measure, place);
        let (own, other) = (&self.book.measures[from.measure].by, &self.book.measures[measure].by);
        if from.place == PlaceId::WHOLE || !own.iter().any(|grouping| other.contains(grouping)) {
            return at(PlaceId::WHOLE);
        }
        if own == other { at(from.place) } else { None }
    }

    /// The series of one group of a measure.
    pub(super) fn of_group(&self, measure: Id<Measure>, group: &GroupName) -> Option<&SeriesTimeline> {
        self.series_of(measure, self.places.single(group)?)
    }

    /// The newest slot with a figure, of those with a day up to another in them.
    pub(super) fn newest_ended(&self, series: &SeriesTimeline, end: NaiveDate) -> Option<Slot> {
        let newest = series.rhythm.slot_of(end).min(series.last());
        (series.first..=newest)
            .rev()
            .find(|slot| matches!(series.point(*slot), Some(Point::Row(_) | Point::Joined | Point::Computed)))
    }

    /// The slot whose figure was the newest on a day; none where there was none.
    pub(super) fn newest_on(&self, series: &SeriesTimeline, day: NaiveDate) -> Option<Slot> {
        self.newest_until(series, day, day)
    }

    /// The newest slot up to one with a day in it, of which something was known on another. Of a milestone that was done
    /// it is the one that says so: a blank after it says nothing.
    pub(super) fn newest_until(
        &self,
        series: &SeriesTimeline,
        end: NaiveDate,
        day: NaiveDate,
    ) -> Option<Slot> {
        let newest = series.rhythm.slot_of(end).min(series.last());
        let newest = (series.first..=newest).rev().find(|slot| self.is_known_on(series, *slot, day));
        let done = milestone::done_on(self, series, day);
        done.filter(|done| newest.is_some_and(|newest| *done < newest)).or(newest)
    }

    /// True where something was known of a slot on a day.
    pub(super) fn is_known_on(&self, series: &SeriesTimeline, slot: Slot, day: NaiveDate) -> bool {
        let known = |row| self.corrections.known_by(self.data, row, day).is_some();
        match series.point(slot) {
            Some(Point::Row(row)) => known(row),
            Some(Point::Joined | Point::Computed) => {
                let first = self.look(series, slot).days_known().map(|days| days.first);
                let end = || series.rhythm.period(slot).map(|period| period.end);
                first.or_else(end).is_some_and(|first| first <= day)
            }
            Some(Point::Gap | Point::Undated(_) | Point::Baseline) | None => false,
        }
    }

    /// True when a series is made of its groups at this slot.
    pub(super) fn is_joined(&self, series: &SeriesTimeline, slot: Slot) -> bool {
        match series.made {
            Made::Submitted | Made::Whole | Made::Composite | Made::Computed | Made::Excluded(_) => false,
            Made::Worst | Made::Gap => true,
            Made::Total => !matches!(series.point(slot), Some(Point::Row(_) | Point::Undated(_))),
        }
    }
}

/// The series of a place among those of one measure.
pub(super) fn at_place(all: &[SeriesTimeline], place: PlaceId) -> Option<&SeriesTimeline> {
    all.get(all.binary_search_by_key(&place, |series| series.place).ok()?)
}

fn ranges(book: &RuleBook, series: &[SeriesTimeline]) -> Vec<Range<usize>> {
    let mut ranges = Vec::with_capacity(book.measures.len());
    let mut start = 0;
    for id in book.measures.ids() {
        let end = start + series.iter().skip(start).take_while(|series| series.measure == id).count();
        ranges.push(start..end);
        start = end;
    }
    ranges
}

fn counted(book: &RuleBook) -> FxHashSet<usize> {
    let mut addresses = FxHashSet::default();
    let mut add = |condition: &Condition| {
        addresses.insert(std::ptr::from_ref(condition) as usize);
    };
    for list in book.measures.values().filter_map(|measure| measure.list.as_ref()) {
        list.lines.iter().chain(&list.caps).for_each(|line| reads::runs(&line.when, &mut add));
    }
    for escalation in book.escalations.values() {
        reads::runs(&escalation.when, &mut add);
        escalation.closes_when.iter().for_each(|condition| reads::runs(condition, &mut add));
    }
    for stage in book.ladders.values().flat_map(|ladder| &ladder.stages) {
        stage.enter.iter().chain(&stage.leave).for_each(|condition| reads::runs(condition, &mut add));
    }
    addresses
}
