//! Every case of a book: each judged series replayed, then the book as a whole.

use chrono::NaiveDate;

use super::watch::{counts_alone, covers};
use super::whole_book;
use super::{Asks, Replay, Watched, closing, sort_with};
use crate::base::arena::Id;
use crate::data::PlaceId;
use crate::eval::assess::Run;
use crate::eval::horizon::Judges;
use crate::eval::judge::Judge;
use crate::eval::milestone;
use crate::eval::moment::{LoopFacts, Moment, Occasion};
use crate::eval::outcome::{Case, Truth};
use crate::eval::timeline::{Made, SeriesTimeline};
use crate::model::{Condition, Measure, Tally};

/// Every case that the book's escalations ever opened, in order. Groups that only make up a whole are not watched by
/// themselves.
#[must_use]
pub fn cases(judge: &Judge<'_>, run: &Run<'_>) -> Vec<Case> {
    cases_of(judge, run, &|_| true, true)
}

/// The same for some measures, with or without those of the whole book.
pub(in crate::eval) fn cases_of(
    judge: &Judge<'_>,
    run: &Run<'_>,
    wanted: &dyn Fn(Id<Measure>) -> bool,
    of_book: bool,
) -> Vec<Case> {
    let mut cases = Vec::new();
    if run.book.escalations.is_empty() {
        return cases;
    }
    let replay = Replay::new(run.book, run.responses, run.as_of);
    let reads = Reads::of(judge, &replay);
    let mut moments = Vec::new();
    for series in judge.series().iter().filter(|series| !series.is_part && wanted(series.measure)) {
        let with_others = replay.is_with_others(Some(series.measure));
        let ageing = replay.is_ageing(Some(series.measure));
        reads.look_through((judge, &replay), series, &mut moments);
        judge.look(series, series.report).grade_rows();
        let group = judge.label(series.place);
        let watched =
            Watched { measure: Some(series.measure), place: series.place, group, moments: &moments };
        let holds = |condition: &Condition, moment: &Moment, looped: &LoopFacts| {
            // Nothing that became known later is used; most often there is nothing such, and all is remembered.
            let asking = looped.asking.is_some_and(|id| reads.clocked.get(id.index()) == Some(&true));
            if moment.as_known_then
                || asking
                || with_others
                || ageing
                || stands_on_older(judge, series, moment)
            {
                judge.holds_on(condition, series, moment.slot, looped, moment.day)
            } else {
                judge.holds(condition, series, moment.slot, looped)
            }
        };
        let reason = |over: (&Condition, Truth), moment: &Moment, looped: &LoopFacts| {
            closing::reason(judge, series, over, moment, looped)
        };
        replay.add_series(&watched, Asks { holds: &holds, reason: &reason }, &mut cases);
    }
    if of_book {
        cases.extend(whole_book::cases(judge, run, &replay));
    }
    let whole = |case: &Case| case.place == PlaceId::WHOLE;
    sort_with(run.book, &mut cases, &|case| match case.measure.filter(|_| !whole(case)) {
        Some(measure) => judge.places.rank(&run.book.measures[measure], case.place).saturating_add(1),
        None => 0,
    });
    cases
}

/// The same of a run, up to its day.
#[must_use]
pub fn of_run(run: &Run<'_>) -> Vec<Case> {
    cases(Judges::new(run, run.reported()).history(), run)
}

/// What the rules of a book read beside the figures of a series themselves.
struct Reads {
    /// For each escalation, whether it goes by the day: it waits for figures, or reads other measures.
    clocked: Vec<bool>,
    /// Whether any waits for figures.
    waits: bool,
    /// For each escalation, on which days of others it looks.
    follows: Vec<Follows>,
    /// Whether something that looks on no day of others may still be moved by one.
    every_day: bool,
    /// The days on which anything became known, where something reads other measures and no report days are set.
    days: Vec<NaiveDate>,
}

/// On which days a rule looks on which only other measures became known.
#[derive(Debug, Clone)]
enum Follows {
    /// On none: it reads no others.
    None,
    /// On all of them.
    All,
    /// On these: it reads counts alone, and only then did one of them change.
    These(Vec<NaiveDate>),
}

impl Reads {
    fn of(judge: &Judge<'_>, replay: &Replay<'_>) -> Self {
        let mut clocked = vec![false; judge.book.escalations.len()];
        for rule in replay.rules() {
            if let Some(own) = clocked.get_mut(rule.id.index()) {
                *own = rule.waits || rule.reads_others;
            }
        }
        let waits = replay.rules().iter().any(|rule| rule.waits);
        let others = replay.rules().iter().any(|rule| rule.reads_others);
        let with_others = judge.book.measures.ids().any(|id| replay.is_with_others(Some(id)));
        let no_report_days = judge.book.framework.report_days.is_empty();
        let days = if (others || with_others) && no_report_days { known_days(judge) } else { Vec::new() };
        let mut follows = vec![Follows::None; judge.book.escalations.len()];
        for rule in replay.rules().iter().filter(|rule| rule.reads_others) {
            if let Some(own) = follows.get_mut(rule.id.index()) {
                *own = match counts_alone(rule) {
                    Some(counts) => changes(judge, &days, &counts),
                    None => Follows::All,
                };
            }
        }
        // A waiver that ends is followed from the look before it.
        let every_day = others && !judge.book.waivers.is_empty();
        Self { clocked, waits, follows, every_day, days }
    }

    fn look_through(
        &self,
        (judge, replay): (&Judge<'_>, &Replay<'_>),
        series: &SeriesTimeline,
        moments: &mut Vec<Moment>,
    ) {
        let ageing = replay.is_ageing(Some(series.measure));
        judge.look_through(series, moments);
        if self.waits || ageing {
            judge.look_for_missing(series, moments);
        }
        // On the day a figure is missed the one that stands grows older. Report days are looked at anyway.
        let waiting = moments.iter().filter(|moment| moment.occasion == Occasion::Waiting);
        let no_report_days = judge.book.framework.report_days.is_empty();
        let older = waiting.filter(|_| ageing && no_report_days).map(|moment| moment.day);
        let passed = milestone::days(judge.measure(series)).filter_map(|day| day.succ_opt());
        let passed = passed.filter(|day| no_report_days && *day <= judge.as_of());
        let own: Vec<NaiveDate> = moments.iter().map(|moment| moment.day).collect();
        let mut days = self.days_of_others(replay, series, &own);
        days.retain(|day| own.binary_search(day).is_err());
        days.extend(older.chain(passed));
        days.sort_unstable();
        days.dedup();
        look_again(moments, &days);
    }

    /// The days on which a series is looked at because something became known of others.
    fn days_of_others(
        &self,
        replay: &Replay<'_>,
        series: &SeriesTimeline,
        own: &[NaiveDate],
    ) -> Vec<NaiveDate> {
        let measure = Some(series.measure);
        let covering = replay.rules().iter().filter(|rule| covers(replay.book, rule.escalation, measure));
        let follows: Vec<&Follows> = covering.filter_map(|rule| self.follows.get(rule.id.index())).collect();
        let reads = follows.iter().any(|follows| !matches!(follows, Follows::None));
        let on_all = follows.iter().any(|follows| matches!(follows, Follows::All));
        let ages = reads && replay.is_ageing(measure);
        if self.every_day || replay.is_with_others(measure) || on_all || ages {
            return self.days.clone();
        }
        let mut days: Vec<NaiveDate> = Vec::new();
        for follows in follows {
            if let Follows::These(these) = follows {
                days.extend(these);
            }
        }
        // What its own figure moved is looked at again when anything came after.
        let next = |day: &NaiveDate| self.days.get(self.days.partition_point(|known| known <= day)).copied();
        if reads {
            days.extend(own.iter().filter_map(next));
        }
        days
    }
}

/// The days on which one of several counts came to something else than the day before.
fn changes(judge: &Judge<'_>, days: &[NaiveDate], counts: &[&Tally]) -> Follows {
    let mut before = None;
    let mut changed = Vec::new();
    for day in days {
        let now: Option<Vec<Truth>> = counts.iter().map(|count| judge.tallied_on(count, *day)).collect();
        if now.is_none() {
            return Follows::All;
        }
        if before != now {
            changed.push(*day);
            before = now;
        }
    }
    Follows::These(changed)
}

/// Adds a look on each of some days at the figure that is current then; none where nothing was ever looked at before it.
fn look_again(moments: &mut Vec<Moment>, days: &[NaiveDate]) {
    if days.is_empty() {
        return;
    }
    let mut all = Vec::with_capacity(moments.len() + days.len());
    let mut own = moments.iter().copied().peekable();
    let mut current: Option<Moment> = None;
    for day in days {
        while let Some(moment) = own.next_if(|moment| moment.day <= *day) {
            if moment.occasion == Occasion::Report {
                current = Some(moment);
            }
            all.push(moment);
        }
        if let Some(current) = current.filter(|current| current.day < *day) {
            let occasion = Occasion::Elsewhere;
            all.push(Moment { day: *day, corrected: false, occasion, as_known_then: true, ..current });
        }
    }
    all.extend(own);
    *moments = all;
}

/// True where the worst of several groups is asked for and one of them had no figure of that period: it stood on an
/// older one.
fn stands_on_older(judge: &Judge<'_>, series: &SeriesTimeline, moment: &Moment) -> bool {
    series.made == Made::Worst && judge.parts(series).any(|part| !part.has_row(moment.slot))
}

/// Every day on which something became known of any measure, in order.
pub(super) fn known_days(judge: &Judge<'_>) -> Vec<NaiveDate> {
    let mut days: Vec<NaiveDate> = Vec::new();
    for series in judge.series().iter().filter(|series| !series.is_part) {
        days.extend(judge.news(series).iter().map(|news| news.day));
        // Many series share few days; kept small as it goes.
        if days.len() > 1 << 14 {
            days.sort_unstable();
            days.dedup();
        }
    }
    days.sort_unstable();
    days.dedup();
    days.retain(|day| *day <= judge.as_of());
    days
}
