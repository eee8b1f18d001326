//! The level of a measure that is made of the levels of others.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::corrections::Days;
use super::joining;
use super::judge::Graded;
use super::look::Look;
use super::milestone;
use super::outcome::{Remark, ResultKind, Truth};
use super::rating::{Decision, known_on_target};
use super::ruling::{NotDue, NotRated, Ruling, Unrated};
use super::timeline::{Made, SeriesTimeline};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::rhythm::Slot;
use crate::base::suggest::listed;
use crate::data::{Mark, State};
use crate::model::{Composite, How, Measure};

/// One measure that a composite is made of, looked at for the composite's period.
#[derive(Clone, Copy)]
pub(super) struct Part<'j, 'a> {
    measure: &'a str,
    /// None where nothing is known of it at all.
    pub look: Option<Look<'j, 'a>>,
    /// Its level among the composite's own.
    pub level: Option<u8>,
    is_unrated: bool,
}

/// What a composite is made of, and what comes of it before any cap.
pub(super) struct Composed<'j, 'a> {
    made: &'a Composite,
    /// Those that count: that are due, and apply.
    pub parts: Vec<Part<'j, 'a>>,
    level: Option<u8>,
}

/// What was asked of composites, each of which may be made of others many times over: by where the answer stands, and
/// the day of the look.
#[derive(Default)]
pub(super) struct Asked {
    met: FxHashMap<Key, Truth>,
    incomplete: FxHashMap<Key, bool>,
    days: FxHashMap<Key, Option<Days>>,
}

type Key = (usize, Option<NaiveDate>);

impl<'j, 'a> Look<'j, 'a> {
    /// Where an answer about a composite is remembered; none under a supposition.
    fn asked_at(self) -> Option<Key> {
        Some((self.series.cell_of(self.slot).filter(|_| self.supposed.is_none())?, self.on))
    }

    /// The days on which what a composite is made of became known and was corrected.
    pub(super) fn composite_days(self) -> Option<Days> {
        let key = self.asked_at();
        if let Some(known) = key.and_then(|key| self.judge.composites.borrow().days.get(&key).cloned()) {
            return known;
        }
        // Composites that go round in a circle are faulty.
        let looks = self.made_of().filter(|_| !self.measure().faulty).filter_map(|(_, look)| look);
        let days = self.days_of(looks);
        if let Some(key) = key {
            self.judge.composites.borrow_mut().days.insert(key, days.clone());
        }
        days
    }

    /// True on a measure whose level is made of those of others.
    pub(super) fn is_composite(self) -> bool {
        self.series.made == Made::Composite
    }

    /// The looks at the measures that a composite is made of.
    pub(super) fn made_of(self) -> impl Iterator<Item = (Id<Measure>, Option<Self>)> {
        let made = self.measure().composite.as_ref().filter(|_| self.is_composite());
        let all = made.map_or(&[][..], |made| made.measures.as_slice());
        all.iter().map(move |id| {
            let series = self.judge.counterpart(*id, self.series);
            (*id, series.and_then(|series| Some(self.of(series, self.slot_beneath(series)?))))
        })
    }

    /// The slot of another series that this period means: its own of that day, or the newest that was due by then.
    fn slot_beneath(self, series: &SeriesTimeline) -> Option<Slot> {
        let end = self.series.rhythm.period(self.slot)?.end;
        let own = series.rhythm.slot_of(end);
        let has_figure = match self.on {
            None => series.has_row(own),
            Some(day) => self.judge.is_known_on(series, own, day),
        };
        // What is sent of a milestone after it is done says nothing.
        let done = self.on.and_then(|day| milestone::done_on(self.judge, series, day));
        if has_figure && done.is_none_or(|done| own <= done) {
            return Some(own);
        }
        let due = match self.on {
            None if self.slot == self.series.report => series.expected,
            Some(day) if self.is_current_on(day) => self.of(series, own).expected_today(),
            None | Some(_) => self.judge.book.calendar.due_by(series.rhythm, end),
        };
        Some(own.min(done.map_or(due, |done| due.min(done))))
    }

    /// What a composite comes to.
    pub(super) fn composed(self) -> Option<Composed<'j, 'a>> {
        let made = self.measure().composite.as_ref()?;
        let rating = self.judge.book.rating_of(self.measure())?;
        let part = |(measure, look): (Id<Measure>, Option<Self>)| {
            if look.is_some_and(|look| !look.counts_beneath()) {
                return None;
            }
            let grade = look.map_or(Graded::Unknown, Self::grade);
            let level = match grade {
                Graded::Level(level) => {
                    let word = self.judge.book.rating_of(&self.judge.book.measures[measure])?.word(level);
                    rating.level(word)
                }
                Graded::NotYet | Graded::Busy | Graded::Unrated | Graded::Unknown => None,
            };
            let is_unrated = grade == Graded::Unrated;
            Some(Part { measure: &self.judge.book.measures[measure].id, look, level, is_unrated })
        };
        let parts: Vec<Part<'j, 'a>> = self.made_of().filter_map(part).collect();
        let known: Vec<u8> = parts.iter().filter_map(|part| part.level).collect();
        let last = u8::try_from(rating.levels.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let met = known_on_target(parts.iter().filter_map(|part| Some(part.look?.on_target())));
        let level = joining::level(made.joining, &known, parts.len() - known.len(), last, met);
        Some(Composed { made, parts, level })
    }

    /// False for a figure that is not due yet, or does not apply.
    fn counts_beneath(self) -> bool {
        self.judge.is_due(self.series, self.slot)
            && self.state() != Some(State::NotApplicable)
            && self.milestone_ahead().is_none()
    }

    fn composite_decision(self, composed: &Composed<'_, 'a>) -> Option<Decision<'a>> {
        let list = self.measure().list.as_ref()?;
        if let Some(level) = composed.level {
            return Some(self.capped(list, level, composed.made.span));
        }
        // Whatever the level is, it is no better than the worst where a cap holds it down to that.
        let open = !composed.parts.is_empty() && !composed.is_unrated();
        let cap = self.capping(list, self.last_level()).filter(|_| open)?;
        Some(self.capped(list, cap.level, cap.span))
    }

    /// Whether what a composite is made of is on target.
    pub(super) fn composite_on_target(self) -> Truth {
        let Some(made) = self.measure().composite.as_ref() else { return Truth::Unknown };
        let key = self.asked_at();
        if let Some(known) = key.and_then(|key| self.judge.composites.borrow().met.get(&key).copied()) {
            return known;
        }
        let parts = self.made_of().filter(|(_, look)| look.is_none_or(Self::counts_beneath));
        let of_each = parts.map(|(_, look)| look.map_or(Truth::Unknown, Self::on_target));
        let met = joining::on_target(made.joining, of_each);
        if let Some(key) = key {
            self.judge.composites.borrow_mut().met.insert(key, met);
        }
        met
    }

    /// What stands where a figure would: a level, or that nothing it is made of applies.
    pub(super) fn composite_state(self) -> State {
        let mut looks = self.made_of().map(|(_, look)| look.and_then(Self::state));
        if looks.all(|state| state == Some(State::NotApplicable)) {
            State::NotApplicable
        } else {
            State::Level
        }
    }

    /// True where something that a composite is made of has no result, or is incomplete itself.
    pub(super) fn is_incomplete_composite(self) -> bool {
        let key = self.asked_at();
        if let Some(known) = key.and_then(|key| self.judge.composites.borrow().incomplete.get(&key).copied())
        {
            return known;
        }
        let is_incomplete = self.has_incomplete_part();
        if let Some(key) = key {
            self.judge.composites.borrow_mut().incomplete.insert(key, is_incomplete);
        }
        is_incomplete
    }

    fn has_incomplete_part(self) -> bool {
        let Some(composed) = self.composed() else { return false };
        let incomplete = |part: &Part<'j, 'a>| {
            part.level.is_none() || part.look.is_some_and(|look| look.has_mark(Mark::Incomplete))
        };
        composed.level.is_some() && composed.parts.iter().any(incomplete)
    }

    /// How a composite stands: its level held down by its caps.
    pub(super) fn composite_ruling(self) -> Ruling<'a> {
        if self.measure().faulty {
            return Ruling::NotRated(NotRated::Faulty);
        }
        let Some(composed) = self.composed() else { return Ruling::NotRated(NotRated::NothingRatesIt) };
        if composed.parts.is_empty() {
            return if self.composite_state() == State::NotApplicable {
                Ruling::NotApplicable
            } else {
                Ruling::NotDue(NotDue::NoneOfItsMeasures)
            };
        }
        match self.composite_decision(&composed) {
            Some(decision @ (Decision::Level { .. } | Decision::Undecided(_))) => decision.into(),
            None if composed.is_unrated() => Ruling::Unrated(Unrated::NoneOfItsMeasures),
            Some(Decision::NoLine) | None => Ruling::NotRated(NotRated::Parts),
        }
    }

    /// Why the level of a composite is not known.
    pub(super) fn composite_not_known(self) -> String {
        self.composed().map_or_else(String::new, |composed| composed.not_known())
    }

    /// What to bear in mind about the level of a composite.
    pub(super) fn composite_remarks(self, has_level: bool) -> Vec<Remark> {
        let Some(composed) = self.composed().filter(|_| has_level) else { return Vec::new() };
        if composed.level.is_none() {
            return vec![Remark::Said(composed.not_known())];
        }
        let mut remarks = vec![composed.decided(self)];
        let silent: Vec<String> = composed.silent().map(Part::name).collect();
        if !silent.is_empty() {
            remarks.push(Remark::Incomplete { why: format!("no result from {}", listed(&silent, "and")) });
            remarks.extend(
                composed.silent().map(|part| Remark::Said(format!("{}: {}", part.name(), part.reason()))),
            );
        }
        for part in composed.parts.iter().filter(|part| part.level.is_some()) {
            if part.look.is_some_and(|look| look.has_mark(Mark::Incomplete)) {
                remarks.push(Remark::Incomplete { why: format!("so is {}", part.name()) });
            }
        }
        remarks
    }
}

impl<'j, 'a> Composed<'j, 'a> {
    fn silent(&self) -> impl Iterator<Item = &Part<'j, 'a>> {
        self.parts.iter().filter(|part| part.level.is_none())
    }

    /// True where nothing rates any of them.
    fn is_unrated(&self) -> bool {
        !self.parts.is_empty() && self.parts.iter().all(|part| part.is_unrated)
    }

    fn not_known(&self) -> String {
        let silent: Vec<String> =
            self.silent().map(|part| format!("{} ({})", part.name(), part.reason())).collect();
        let what = match self.made.joining.how {
            How::Worst => "the worst".to_owned(),
            How::AtLeast { least, of } => format!("what {least} of the {of} reach"),
            How::Average => "the average".to_owned(),
        };
        if silent.is_empty() {
            return format!("{what} is not known: only {} of the measures count here", self.parts.len());
        }
        format!("{what} is not known without {}", listed(&silent, "and"))
    }

    /// What decided the level, in the reader's words.
    fn decided(&self, look: Look<'j, 'a>) -> Remark {
        let known: Vec<&Part<'j, 'a>> = self.parts.iter().filter(|part| part.level.is_some()).collect();
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let rating = look.judge.book.rating_of(look.measure());
        let word = |level: u8| rating.map_or("", |rating| rating.word(level));
        let level = self.level.unwrap_or_default();
        match self.made.joining.how {
            How::Worst => {
                let how_bad = |part: &&Part<'j, 'a>| (part.level, part.look.and_then(Look::miss));
                let worst = joining::deciding(self.made.joining, known.clone(), 0, |_| true, how_bad);
                Remark::Said(format!(
                    "the level is that of the worst, {}; {} of {} have a result",
                    worst.map(Part::name).unwrap_or_default(),
                    known.len(),
                    self.parts.len()
                ))
            }
            How::AtLeast { least, .. } => {
                let reach = known.iter().filter(|part| part.level.is_some_and(|own| own <= level));
                let names: Vec<String> = reach.map(|part| part.name()).collect();
                Remark::Said(joining::reached(level, word(level), &names, (least, self.parts.len())))
            }
            How::Average => {
                let sum: i64 = known.iter().filter_map(|part| part.level).map(|own| i64::from(own) + 1).sum();
                let average = Exact::from(sum).over(&Exact::from(i64::from(count(known.len()))));
                let average = average.map_or_else(String::new, |average| average.text());
                Remark::Said(format!(
                    "the average score of {} is {average}, counting {} as 1",
                    super::words::count(count(known.len()), "measure"),
                    word(0)
                ))
            }
        }
    }
}

impl Part<'_, '_> {
    /// `measure 2.1`, with its group where it has one.
    pub(super) fn name(&self) -> String {
        let group = self.look.map_or_else(String::new, |look| look.judge.title(look.series.place));
        let group = if group.is_empty() { group } else { format!(" ({group})") };
        format!("measure {}{group}", self.measure)
    }

    /// Why it has no level.
    pub(super) fn reason(&self) -> String {
        let Some(look) = self.look else { return "nothing is known of it".to_owned() };
        if look.is_worst_of_groups() {
            return "its groups are not all known".to_owned();
        }
        // What it is made of may be made of others in turn, and each says so where it stands itself.
        if look.is_composite() && !look.measure().faulty {
            return "its measures are not all known".to_owned();
        }
        let verdict = look.verdict();
        if verdict.kind == ResultKind::Missing
            && let Some(period) = look.series.rhythm.period(look.slot)
        {
            return match look.absence() {
                Some(said) => super::outcome::said_absent(&period, said, None, None),
                None => super::outcome::not_submitted(&period),
            };
        }
        if verdict.reason.is_empty() { verdict.kind.word().to_owned() } else { verdict.reason }
    }
}
