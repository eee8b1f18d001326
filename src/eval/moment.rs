//! The days on which history is replayed, and what is known of answers on each.

use std::rc::Rc;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::comparators::Heard;
use super::corrections::Days;
use super::judge::Judge;
use super::ladders::Climbing;
use super::milestone;
use super::outcome::Truth;
use super::timeline::{Made, Point, SeriesTimeline, due_since};
use crate::base::arena::Id;
use crate::base::period::Period;
use crate::base::rhythm::Slot;
use crate::model::{Escalation, Measure, Party, PeerSet, Target};

/// One look at a series: the figure that is current on a report day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The slot whose figure is current.
    pub slot: Slot,
    /// The period that the figure is of, or, where it is missing, the period it was expected for.
    pub period: Period,
    /// The report day: one of the book's report days, else the day the figure became known.
    pub day: NaiveDate,
    /// True when there is no newer figure than at the look before, and one known then was corrected since.
    pub corrected: bool,
    /// Why it is looked at.
    pub occasion: Occasion,
    /// True when more is known today than was then, and rules are to be read with what was known then.
    pub as_known_then: bool,
}

/// Why a series is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Occasion {
    /// A report is made, or a figure became known.
    #[default]
    Report,
    /// A figure was due and is not in. Only rules that wait for figures look then.
    Waiting,
    /// Something became known of another measure. Only rules that read other measures look then.
    Elsewhere,
}

impl Moment {
    /// A look at a report, with nothing known since.
    #[must_use]
    pub fn new(slot: Slot, period: Period, day: NaiveDate) -> Self {
        Self { slot, period, day, corrected: false, occasion: Occasion::Report, as_known_then: false }
    }
}

/// What is known of the answers to the cases of one series on one day. Conditions on the loop read it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoopFacts {
    /// The escalation whose condition is being read: `no response` without a name is about its own case.
    pub asking: Option<Id<Escalation>>,
    /// For each escalation that has a live case: how it was answered.
    pub answers: FxHashMap<Id<Escalation>, Answered>,
    /// Whether a recovery day named in a response has passed; unknown when none was named.
    pub recovery_passed: Option<bool>,
    /// Whether the newest recovery day was past when it was given; unknown when none was named.
    pub recovery_in_the_past: Option<bool>,
    /// Whether the newest response has the same text as the one before; unknown with fewer than two.
    pub same_text: Option<bool>,
    /// Who gave the newest response, where it says so.
    pub answered_by: Option<Id<Party>>,
    /// The first day of the period looked at, and the day of the look; without them, as of the report.
    pub now: Option<(NaiveDate, NaiveDate)>,
    /// The day the case that is being asked about opened.
    pub opened_on: Option<NaiveDate>,
    /// The thing on a ladder that is being moved.
    pub climbing: Option<Climbing>,
}

/// How a case was answered by a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Answered {
    /// It has had no full answer.
    pub silent: bool,
    /// It has had none, and the day it was due has passed.
    pub overdue: bool,
    /// The working days by which the full answer came late; none when it came in time or not at all.
    pub late: Option<u32>,
    /// Something came, and leaves a question out.
    pub incomplete: bool,
    /// Something came, and says nothing.
    pub blank: bool,
}

impl LoopFacts {
    /// How the case of an escalation was answered, where it has a live one; without a name, of the one that asks.
    #[must_use]
    pub fn of(&self, escalation: Option<Id<Escalation>>) -> Option<&Answered> {
        self.answers.get(&escalation.or(self.asking)?)
    }
}

/// `Some(true)` is true, `Some(false)` is false, `None` is unknown.
#[must_use]
pub fn truth_of(known: Option<bool>) -> Truth {
    match known {
        Some(true) => Truth::True,
        Some(false) => Truth::False,
        None => Truth::Unknown,
    }
}

/// Something that became known of a series: a figure, or that one known before was wrong.
#[derive(Debug, Clone, Copy)]
pub(super) struct News {
    pub day: NaiveDate,
    slot: Slot,
    period: Period,
    tells: Tells,
}

/// What a piece of news says of its slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tells {
    /// A figure came.
    Figure,
    /// It was due, and until then no figure of the series ever came.
    Nothing,
    /// A milestone is done, by a figure of an older period than the one that stood blank.
    Done,
    /// More came of one known before, and nothing of it was wrong: the figure of another group, a level set by hand.
    More,
    /// One known before was wrong.
    Correction,
    /// A figure of others became known that rules are held against, or a target, and none of the series' own.
    Other,
    /// A figure of others that rules are held against turned out wrong.
    OtherWrong,
}

/// The look before, and what became known since.
#[derive(Default)]
struct Looking {
    last: Option<Slot>,
    on: Option<NaiveDate>,
    /// True when something else became known that rules are held against.
    renewed: bool,
    /// The slot whose figure was looked at again because of that.
    held_again: Option<Slot>,
    current: Option<News>,
    corrected: bool,
    /// True when a figure came for a slot that was looked at without one.
    came: bool,
}

impl Looking {
    fn hear(&mut self, news: News) {
        if matches!(news.tells, Tells::Other | Tells::OtherWrong) {
            self.renewed |= self.on != Some(news.day);
            self.corrected |= news.tells == Tells::OtherWrong;
            return;
        }
        self.corrected |= news.tells == Tells::Correction;
        self.renewed |= news.tells == Tells::More && self.on != Some(news.day);
        let came = |current: News| {
            current.slot == news.slot && current.tells == Tells::Nothing && news.tells == Tells::Figure
        };
        if self.current.is_some_and(came) {
            (self.current, self.came) = (Some(news), true);
        }
        if self.current.is_none_or(|current| current.slot < news.slot) || news.tells == Tells::Done {
            self.current = Some(news);
        }
    }

    fn is_news(&self) -> bool {
        self.corrected || self.came || self.renewed || self.last != self.current.map(|current| current.slot)
    }

    /// `unheard` is the first slot of which more became known later. A figure that is looked at again is read as of that
    /// day, and not of the day it came.
    fn look(&mut self, day: NaiveDate, unheard: Option<Slot>) -> Option<Moment> {
        let current = self.current?;
        let corrected = self.corrected && !self.came && self.last == Some(current.slot);
        (self.last, self.corrected, self.came) = (Some(current.slot), false, false);
        // A figure that was once held against something newer than on the day it came is so on every day after.
        if std::mem::replace(&mut self.renewed, false) {
            self.held_again = Some(current.slot);
        }
        let renewed = self.held_again == Some(current.slot);
        self.on = Some(day);
        Some(Moment {
            corrected,
            as_known_then: renewed || unheard.is_some_and(|slot| slot <= current.slot),
            ..Moment::new(current.slot, current.period, day)
        })
    }
}

/// The news of a series in the order in which it became known.
struct Told {
    news: Vec<News>,
    /// For each position, the first slot that is heard of from there on; empty where slots come one after another.
    unheard: Vec<Slot>,
}

impl Told {
    fn new(mut news: Vec<News>) -> Self {
        let in_turn =
            |pair: &[News]| matches!(pair, [one, other] if one.day <= other.day && one.slot < other.slot);
        if news.windows(2).all(in_turn) {
            return Self { news, unheard: Vec::new() };
        }
        news.sort_by_key(|news| (news.day, news.tells, news.slot));
        let mut least = Slot::MAX;
        let mut unheard: Vec<Slot> = Vec::with_capacity(news.len());
        for news in news.iter().rev() {
            least = least.min(news.slot);
            unheard.push(least);
        }
        unheard.reverse();
        Self { news, unheard }
    }

    fn unheard(&self, heard: usize) -> Option<Slot> {
        self.unheard.get(heard).copied()
    }
}

impl Judge<'_> {
    /// The looks taken at a series, oldest first: on each report day the figure that was current, then any figure or
    /// correction that became known after the last report day there is to be. Without report days, each on the day it became known.
    #[must_use]
    pub fn moments(&self, series: &SeriesTimeline) -> Vec<Moment> {
        let mut moments = Vec::new();
        self.look_through(series, &mut moments);
        moments
    }

    /// The same into a list that is used for one series after another.
    pub(super) fn look_through(&self, series: &SeriesTimeline, moments: &mut Vec<Moment>) {
        moments.clear();
        if self.is_plain(series) {
            moments.reserve(series.points.len());
            for (slot, point) in (series.first..).zip(&series.points) {
                let Point::Row(row) = point else { continue };
                moments.extend(self.data.period(*row).map(|period| Moment::new(slot, period, period.end)));
            }
            return;
        }
        let mut news = self.news(series);
        news.extend(self.news_of_others(series));
        let told = Told::new(news);
        let days = self.book.framework.report_days.iter().copied().filter(|day| *day <= self.as_of);
        let mut days: Vec<NaiveDate> = days.collect();
        days.sort_unstable();
        let mut heard = 0;
        let mut looking = Looking::default();
        for day in days {
            while let Some(next) = told.news.get(heard).filter(|next| next.day <= day) {
                looking.hear(*next);
                heard += 1;
            }
            moments.extend(looking.look(day, told.unheard(heard)));
        }
        // What comes between two report days waits for the second, also where that is still to come.
        let awaited = self.book.framework.report_days.iter().any(|day| *day > self.as_of);
        while let Some(next) = told.news.get(heard).filter(|_| !awaited) {
            looking.hear(*next);
            heard += 1;
            if looking.is_news() {
                moments.extend(looking.look(next.day, told.unheard(heard)));
            }
        }
    }

    /// True when every figure of a series became known on the last day of its period, and was never corrected, which is
    /// how most long files have it.
    fn is_plain(&self, series: &SeriesTimeline) -> bool {
        self.corrections.is_empty()
            && self.data.extra.is_empty()
            && self.data.judged.is_empty()
            && self.measure(series).compared.is_empty()
            && self.book.compared.is_empty()
            && self.targets_known(series.measure).is_empty()
            && self.book.framework.report_days.is_empty()
            && series.points.iter().all(|point| matches!(point, Point::Row(_) | Point::Gap))
            && matches!(series.points.last(), Some(Point::Row(_)))
            && matches!(series.points.first(), Some(Point::Row(_)))
    }

    /// The first slot whose figure is due; none where nothing says, and for a group that only the data name.
    pub(super) fn starts(&self, series: &SeriesTimeline) -> Option<Slot> {
        let measure = self.measure(series);
        let declared = self.places.is_declared(measure, series.place);
        declared.then(|| due_since(self.book, measure)).flatten()
    }

    /// Adds one more look on the day a figure is missed for the first time, for rules that wait for figures.
    pub(super) fn look_for_missing(&self, series: &SeriesTimeline, moments: &mut Vec<Moment>) {
        let waiting = self.waiting(series, moments);
        if !waiting.is_empty() {
            moments.extend(waiting);
            moments.sort_by_key(|moment| (moment.day, moment.slot, moment.occasion == Occasion::Report));
        }
    }

    /// Looks at what was due and not in: on the day it was missed where nothing else says, and where the book has report
    /// days on the first of them since. A return has a day of its own, and is missed on it.
    fn waiting(&self, series: &SeriesTimeline, moments: &[Moment]) -> Vec<Moment> {
        // What is made of others is there once they are, and nobody sends it in.
        if matches!(series.made, Made::Computed | Made::Composite) {
            return Vec::new();
        }
        let by_report = series.rhythm.returned.is_none() && !self.book.framework.report_days.is_empty();
        let report_day = |day: NaiveDate| {
            self.book.framework.report_days.iter().copied().filter(|report| *report >= day).min()
        };
        let first = self.starts(series).unwrap_or(series.first);
        let seen = |slot, day| moments.iter().any(|moment| (moment.slot, moment.day) == (slot, day));
        let missed = |slot: Slot| {
            let missed = self.missing_from(series, slot)?;
            let day = if by_report { report_day(missed)? } else { missed };
            if milestone::done_on(self, series, day).is_some() {
                return None;
            }
            let known = self.first_known(series, slot).is_some_and(|known| known <= day);
            if day > self.as_of || known || seen(slot, day) {
                return None;
            }
            let moment = Moment::new(slot, series.rhythm.period(slot)?, day);
            Some(Moment { occasion: Occasion::Waiting, as_known_then: true, ..moment })
        };
        (first..=series.expected_once).filter_map(missed).collect()
    }

    /// The day the figure of a slot was first known; none where there is none.
    fn first_known(&self, series: &SeriesTimeline, slot: Slot) -> Option<NaiveDate> {
        match series.point(slot)? {
            Point::Row(row) => Some(self.corrections.days(self.data, row)?.first),
            Point::Joined | Point::Computed => Some(self.look(series, slot).days_known()?.first),
            Point::Gap | Point::Undated(_) | Point::Baseline => None,
        }
    }

    /// Each slot that says something, with the day it became known and the days on which it was corrected.
    pub(super) fn news(&self, series: &SeriesTimeline) -> Vec<News> {
        let mut news = Vec::with_capacity(series.points.len());
        for (slot, point) in (series.first..).zip(&series.points) {
            let own = || series.rhythm.period(slot);
            let mut tell = |period, days: Days| {
                let corrected = days.corrected.into_iter().map(|day| (day, Tells::Correction));
                let more = days.more.into_iter().map(|day| (day, Tells::More));
                let all = std::iter::once((days.first, Tells::Figure)).chain(corrected).chain(more);
                news.extend(all.map(|(day, tells)| News { day, slot, period, tells }));
            };
            match point {
                Point::Row(row) => {
                    let Some(period) = self.data.period(*row).or_else(own) else { continue };
                    if self.corrections.is_empty() && self.data.judged.is_empty() {
                        let day = self.data.known_on(*row).unwrap_or(period.end);
                        news.push(News { day, slot, period, tells: Tells::Figure });
                        continue;
                    }
                    let Some(days) = self.corrections.days(self.data, *row) else { continue };
                    tell(period, days);
                }
                Point::Joined | Point::Computed => {
                    let Some(own) = own() else { continue };
                    // Of what is made of others nothing is known before anything is of those.
                    if let Some(days) = self.look(series, slot).days_known() {
                        tell(own, days);
                    }
                }
                Point::Gap | Point::Undated(_) | Point::Baseline => {}
            }
        }
        let mut news = self.until_done(series, news);
        self.add_nothing(series, &mut news);
        news
    }

    /// The news of a milestone: once it is done, what is blank says nothing, and the figure that says so stands in the place
    /// of any newer blank.
    fn until_done(&self, series: &SeriesTimeline, mut news: Vec<News>) -> Vec<News> {
        if !milestone::is_milestone(self.measure(series)) {
            return news;
        }
        news.sort_by_key(|news| (news.day, news.tells, news.slot));
        let (mut told, mut silent): (Vec<News>, Vec<News>) = (Vec::with_capacity(news.len()), Vec::new());
        let mut stood = None;
        for of_day in news.chunk_by(|one, other| one.day == other.day) {
            let Some(day) = of_day.first().map(|news| news.day) else { continue };
            let newest = self.newest_on(series, day);
            // Somebody says that it is not done after all: what was blank meanwhile counts again.
            let again = silent.iter().filter(|news| Some(news.slot) == newest && stood < newest);
            told.extend(again.map(|news| News { day, tells: Tells::Figure, ..*news }));
            told.extend(of_day.iter().filter(|news| Some(news.slot) <= newest));
            if let Some(found) = of_day.iter().find(|news| Some(news.slot) == newest && stood > newest) {
                told.push(News { tells: Tells::Done, ..*found });
            }
            silent.extend(of_day.iter().filter(|news| Some(news.slot) > newest));
            stood = newest;
        }
        told
    }

    /// Adds the slots that were due before any figure of the series had come. Once one has, what is not submitted leaves
    /// the last figure standing as an old one.
    fn add_nothing(&self, series: &SeriesTimeline, news: &mut Vec<News>) {
        let first_figure = news.iter().map(|news| news.day).min();
        let start = match (self.starts(series), first_figure) {
            (Some(start), _) => start,
            (None, None) => series.first,
            (None, Some(_)) => return,
        };
        for slot in start..=series.expected_once {
            let Some(day) = self.missing_from(series, slot) else { continue };
            if first_figure.is_some_and(|first| first <= day) {
                return;
            }
            if !self.is_due(series, slot) || matches!(series.point(slot), Some(Point::Baseline)) {
                continue;
            }
            if let Some(period) = series.rhythm.period(slot) {
                news.push(News { day, slot, period, tells: Tells::Nothing });
            }
        }
    }

    /// Figures of others and targets that became known, where rules are held against them.
    fn news_of_others(&self, series: &SeriesTimeline) -> Vec<News> {
        let told = |one: &Heard| (one.day, if one.is_revision { Tells::OtherWrong } else { Tells::Other });
        let others = self.days_of_others(series);
        let targets = self.targets_known(series.measure).into_iter().map(|day| (day, Tells::Other));
        let known = others.iter().map(told).chain(targets).filter(|(day, _)| *day <= self.as_of);
        // They are of no slot of their own: everything before is read with what was known then.
        known.map(|(day, tells)| News { day, slot: Slot::MIN, period: Period::day(day), tells }).collect()
    }

    /// The days up to the report on which targets of a measure became known, oldest first.
    fn targets_known(&self, measure: Id<Measure>) -> Vec<NaiveDate> {
        let targets = self.book.measures[measure].targets.iter().flat_map(|sequence| &sequence.targets);
        let mut days: Vec<NaiveDate> =
            targets.filter_map(Target::known_on).filter(|day| *day <= self.as_of).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The days on which figures became known that the rules of a measure are held against.
    fn days_of_others(&self, series: &SeriesTimeline) -> Rc<[Heard]> {
        let (own, of_book) = (&self.measure(series).compared, &self.book.compared);
        if own.is_empty() && of_book.is_empty() {
            return Rc::default();
        }
        self.comparators.days_of(series.measure, || self.days_known(series))
    }

    fn days_known(&self, series: &SeriesTimeline) -> Vec<Heard> {
        let (own, of_book) = (&self.measure(series).compared, &self.book.compared);
        let groups = own.peers.iter().chain(&of_book.peers).any(|peers| match peers {
            PeerSet::Groups(_) => true,
            PeerSet::Own => !self.measure(series).by.is_empty(),
            PeerSet::Benchmark(_) => false,
        });
        let members = self.of_measure(series.measure).iter().filter(|_| groups);
        let points = members.flat_map(|member| &member.points);
        let peers = points.filter_map(|point| match point {
            Point::Row(row) => Some(*row),
            Point::Gap | Point::Undated(_) | Point::Baseline | Point::Joined | Point::Computed => None,
        });
        let rows = self.comparators.rows_of(series.measure).chain(peers);
        Heard::of(self.data, &self.corrections, rows)
    }
}
