//! The forecast of a figure: as it was submitted, else as the book projects it, and how it stands to the target.

use super::{recovery, used, with_unit};
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::unit::{Kind, Unit};
use crate::eval::look::{Look, Supposed};
use crate::eval::outcome::{ForecastSeen, ForecastSource, GoalUsed, TargetUsed};
use crate::eval::rating::Decision;
use crate::eval::target::InForce;
use crate::eval::words;
use crate::model::{Counts, DecisionList, Projection, Prospect};

/// A forecast before it is held against anything.
struct Ahead {
    low: Exact,
    high: Exact,
    of: Period,
    source: ForecastSource,
}

/// The forecast as readers get it.
pub(super) fn seen(look: Look<'_, '_>) -> Option<ForecastSeen> {
    let ahead = match look.ahead()? {
        Ok(ahead) => ahead,
        Err(_) => return None,
    };
    let target = used(look.target_of(&ahead), look.measure());
    let prospect = target.as_ref().and_then(|target| prospect(&target.goal, &ahead));
    let rated = look.measure().year_end.as_ref().map(|list| look.rated_forecast(list, &ahead));
    // What the year came to stands in the row already.
    if rated.is_none() && look.is_over(&ahead) && look.measure().counts == Some(Counts::FromStartOfYear) {
        return None;
    }
    let (level, reason) = match &rated {
        Some(Ok(level)) => (Some(*level), None),
        Some(Err(reason)) => (None, Some(reason.clone())),
        None => (None, None),
    };
    let rating = look.measure().year_end.as_ref().map(|list| &look.judge.book.ratings[list.rating]);
    let levels = rating.map_or(0, |rating| rating.levels.len());
    let shown = rating.zip(level).and_then(|(rating, level)| rating.levels.get(usize::from(level)));
    let level_word = shown.map_or_else(String::new, |level| level.word.clone());
    let difference = look.value().filter(|_| Some(ahead.of) == look.period());
    let difference = difference.map(|value| beyond(&value, &ahead));
    let mut said = vec![stands(look, &ahead, target.as_ref(), prospect)];
    said.extend(difference.as_ref().and_then(|by| apart(look, &ahead, by)));
    let is = if look.is_over(&ahead) { "it is" } else { "it would be" };
    said.extend(shown.map(|level| format!("{is} {}", level.word)));
    said.extend(reason.map(|reason| format!("it has no level: {reason}")));
    Some(ForecastSeen {
        target,
        prospect,
        is_rated: rated.is_some(),
        level,
        level_word,
        level_letter: shown.map_or_else(String::new, |level| level.letter.clone()),
        levels: u8::try_from(levels).unwrap_or(u8::MAX),
        difference,
        words: said.join("; "),
        low: ahead.low,
        high: ahead.high,
        of: ahead.of,
        source: ahead.source,
    })
}

/// Why there is no forecast, where the book asks for one.
pub(super) fn none(look: Look<'_, '_>) -> Option<String> {
    let measure = look.measure();
    let asked = measure.year_end.is_some() || measure.projection.is_some();
    (asked && !matches!(look.ahead(), Some(Ok(_)))).then(|| look.no_forecast())
}

/// `57% to 58.9%`.
fn range(ahead: &Ahead, unit: &Unit) -> String {
    let (low, high) = (words::number(&ahead.low, unit), words::number(&ahead.high, unit));
    if low == high { low } else { format!("{low} to {high}") }
}

/// `forecast for 2019/20: 57% to 58.9%, which would miss the target of 59% or more`.
fn stands(
    look: Look<'_, '_>,
    ahead: &Ahead,
    target: Option<&TargetUsed>,
    prospect: Option<Prospect>,
) -> String {
    let unit = &look.measure().unit;
    if look.is_over(ahead) {
        let came = words::number(&ahead.low, unit);
        let against = target.zip(prospect).map_or_else(String::new, |(target, prospect)| {
            let goal = words::goal(&target.goal, unit);
            let how = if prospect == Prospect::Meets { "meets" } else { "misses" };
            format!(", which {how} the target of {goal}")
        });
        return format!("the year {} came to {came}{against}", ahead.of);
    }
    let how = match &ahead.source {
        ForecastSource::Submitted(_) => "forecast".to_owned(),
        ForecastSource::Projected(how) => format!("projection {}", how.words()),
    };
    let range = range(ahead, unit);
    let against = target.zip(prospect).map_or_else(String::new, |(target, prospect)| {
        let goal = words::goal(&target.goal, unit);
        match prospect {
            Prospect::Meets => format!(", which would meet the target of {goal}"),
            Prospect::Open => format!(", with the target of {goal} inside it"),
            Prospect::Misses => format!(", which would miss the target of {goal}"),
        }
    });
    format!("{how} for {}: {range}{against}", ahead.of)
}

/// How far a value lies above a forecast; nought inside a range.
fn beyond(value: &Exact, ahead: &Ahead) -> Exact {
    if *value > ahead.high {
        value.minus(&ahead.high)
    } else if *value < ahead.low {
        value.minus(&ahead.low)
    } else {
        Exact::zero()
    }
}

/// `the figure is 400 tonnes (4%) above forecast`.
fn apart(look: Look<'_, '_>, ahead: &Ahead, by: &Exact) -> Option<String> {
    let unit = &look.measure().unit;
    if by.is_zero() {
        let inside = ahead.low != ahead.high;
        return Some(if inside { "the figure is within it" } else { "the figure is as forecast" }.to_owned());
    }
    let (side, end) = if by.is_negative() { ("below", &ahead.low) } else { ("above", &ahead.high) };
    let share = by.magnitude().times(&Exact::from(100)).over(&end.magnitude());
    let share = share.filter(|_| unit.kind != Kind::Percent);
    let share = share.map_or_else(String::new, |share| format!(" ({})", share.share_text()));
    Some(format!("the figure is {}{share} {side} forecast", with_unit(&by.magnitude(), unit)))
}

impl Look<'_, '_> {
    /// True where the year that the forecast is of has come to its end, and the forecast is what it came to.
    fn is_over(self, ahead: &Ahead) -> bool {
        let at_its_end = self.period().is_some_and(|period| period.end == ahead.of.end && period != ahead.of);
        let came = || self.year_so_far().ok().map(|so_far| so_far.value);
        at_its_end && ahead.low == ahead.high && came().as_ref() == Some(&ahead.low)
    }
}

/// How a forecast stands to a goal; none for a goal that is no figure.
fn prospect(goal: &GoalUsed, ahead: &Ahead) -> Option<Prospect> {
    let (low, high) = (goal.met_by(&ahead.low)?, goal.met_by(&ahead.high)?);
    let inside = match goal {
        GoalUsed::Between { low, high } => ahead.low <= *high && *low <= ahead.high,
        GoalUsed::Exactly { figure } => ahead.low <= *figure && *figure <= ahead.high,
        GoalUsed::Limit { .. } => low || high,
        GoalUsed::MetBy { .. } | GoalUsed::ToBeSet { .. } => return None,
    };
    Some(match (low && high, inside) {
        (true, _) => Prospect::Meets,
        (false, true) => Prospect::Open,
        (false, false) => Prospect::Misses,
    })
}

impl<'a> Look<'_, 'a> {
    /// The forecast that goes with a figure, or why the book's projection cannot be made; none where there is none.
    fn ahead(self) -> Option<Result<Ahead, String>> {
        if !self.measure().unit.is_number() {
            return None;
        }
        if let Some(given) = self.extra().and_then(|extra| extra.forecast.as_ref()) {
            let of = if given.for_year { self.year()? } else { self.period()? };
            let source = ForecastSource::Submitted(self.judge.data.cell(self.row()?));
            return Some(Ok(Ahead { low: given.low.clone(), high: given.high.clone(), of, source }));
        }
        let how = self.measure().projection?;
        Some(self.projected(how).map(|(value, of)| {
            let source = ForecastSource::Projected(how);
            Ahead { low: value.clone(), high: value, of, source }
        }))
    }

    fn projected(self, how: Projection) -> Result<(Exact, Period), String> {
        let so_far = self.year_so_far()?;
        let adds_up = matches!(self.measure().unit.kind, Kind::Count | Kind::Money | Kind::Points);
        let value = match how {
            Projection::WithWhatIsStillExpected => {
                let expected = self.still_expected().ok_or("what is still expected was not submitted")?;
                so_far.value.plus(&expected)
            }
            Projection::AtTheRateSoFar if adds_up => {
                let times = self.times_to_year(so_far.year).ok_or("nothing of the year has gone by")?;
                so_far.value.times(&times)
            }
            Projection::AtTheRateSoFar => so_far.value,
        };
        Ok((value, so_far.year))
    }

    /// The target that a forecast is held against.
    fn target_of(self, ahead: &Ahead) -> InForce<'a> {
        if Some(ahead.of) == self.period() && Some(ahead.of) != self.year() {
            self.in_force()
        } else {
            self.year_target()
        }
    }

    /// How the forecast stands to the target. What can no longer be met is forecast to be missed, whatever was
    /// submitted; without a forecast, nothing else is known.
    pub(in crate::eval) fn prospect(self) -> Option<Prospect> {
        if self.is_worst_of_groups() {
            return self.worst_part()?.prospect();
        }
        if let Some(known) = self.supposed.and_then(|supposed| supposed.prospect_at(self)) {
            return Some(known);
        }
        if recovery::of(self).is_some_and(|recovery| !recovery.is_possible) {
            return Some(Prospect::Misses);
        }
        let ahead = self.ahead()?.ok()?;
        prospect(self.target_of(&ahead).goal()?, &ahead)
    }

    /// The figure of the forecast; none for a range.
    pub(in crate::eval) fn forecast_figure(self) -> Option<Exact> {
        let ahead = self.ahead()?.ok()?;
        (ahead.low == ahead.high).then_some(ahead.low)
    }

    /// Why nothing is forecast.
    pub(in crate::eval) fn no_forecast(self) -> String {
        let period = self.period().map_or_else(String::new, |period| format!(" for {period}"));
        match self.ahead() {
            Some(Ok(ahead)) if ahead.low != ahead.high => {
                format!("the forecast{period} is a range, and no one figure")
            }
            Some(Err(reason)) => format!("no projection can be made: {reason}"),
            Some(Ok(_)) => format!("there is no target to hold the forecast{period} against"),
            None => format!("there is no forecast{period}"),
        }
    }

    /// The level that a list gives a forecast: both ends of a range have to agree.
    fn rated_forecast(self, list: &DecisionList, ahead: &Ahead) -> Result<u8, String> {
        let force = self.target_of(ahead);
        let known = force.goal().and_then(|goal| prospect(goal, ahead));
        let slot = self.series.rhythm.slot_of(ahead.of.end);
        let level_of = |end: &Exact| {
            let there = self.at(slot);
            let supposed = Supposed {
                value: Some(end.clone()),
                whole_year: Some(ahead.of) == self.year(),
                prospect: known,
                ..Supposed::at(there)
            };
            let there = Look { supposed: Some(&supposed), ..there };
            match there.decide(list) {
                Decision::Level { level, .. } => Some(level),
                Decision::Undecided(_) | Decision::NoLine => None,
            }
        };
        let rating = &self.judge.book.ratings[list.rating];
        match (level_of(&ahead.low), level_of(&ahead.high)) {
            (Some(low), Some(high)) if low == high => Ok(low),
            (Some(low), Some(high)) => {
                let (low, high) = (rating.word(low), rating.word(high));
                Err(format!("its lower end would be {low} and its upper end {high}"))
            }
            (None, _) | (_, None) if known.is_none() => {
                Err("there is no target that it can be held against".to_owned())
            }
            (None, _) | (_, None) => Err("not all that its rating reads is known".to_owned()),
        }
    }
}
