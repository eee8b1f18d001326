//! How a figure stands: the one judgement behind the level that rules act on and the result that reports print.
//!
//! It is said in words by [`Look::verdict`], and asked for without them by [`Look::grade`].

use chrono::NaiveDate;

use super::judge::Graded;
use super::look::Look;
use super::outcome::ResultKind;
use super::rating::Decision;
use super::timeline::{Made, Point};
use crate::base::period::Period;
use crate::base::rhythm::Slot;
use crate::base::span::Span;
use crate::data::{PlaceId, State};
use crate::model::Line;

/// How a figure stands, and what makes it so.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ruling<'l> {
    /// A level.
    Level {
        level: u8,
        /// The line that gives it; none where people set it.
        by: Option<Span>,
        /// The cap that held it down, and the level it would have without one.
        capped: Option<(Span, u8)>,
    },
    /// Due and not submitted, with the level that the measure gives to that.
    Missing(Option<u8>),
    NotDue(NotDue),
    /// Said by whoever submitted it, or of a group that the measure does not apply to.
    NotApplicable,
    Withheld,
    Invalid,
    Unrated(Unrated),
    NotRated(NotRated<'l>),
}

/// Why nothing is due yet.
#[derive(Debug, Clone, Copy)]
pub(super) enum NotDue {
    First(Period),
    Until(Period),
    /// A milestone with time to go.
    Milestone(NaiveDate),
    NoneOfItsMeasures,
}

/// Why nothing rates it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Unrated {
    Watched,
    /// What it belongs to is rated, or what it is made of.
    Elsewhere(&'static str),
    NoTarget,
    NoRating,
    NoneOfItsMeasures,
}

/// Why what should have a level has none.
#[derive(Debug, Clone, Copy)]
pub(super) enum NotRated<'l> {
    NotComparable,
    Faulty,
    NotReckoned,
    /// The level that was set is not one of the rating's.
    NoSuchLevel,
    TooOld,
    /// Its groups cannot be put together.
    Together,
    /// A line that cannot be known matters.
    Undecided(&'l Line),
    NoLine,
    /// The measures that it is made of are not all known.
    Parts,
    NothingRatesIt,
}

impl Ruling<'_> {
    /// What rules that read the level act on.
    pub(super) fn grade(&self) -> Graded {
        match self {
            Self::Level { level, .. } | Self::Missing(Some(level)) => Graded::Level(*level),
            Self::Unrated(_) => Graded::Unrated,
            Self::Missing(None)
            | Self::NotDue(_)
            | Self::NotApplicable
            | Self::Withheld
            | Self::Invalid
            | Self::NotRated(_) => Graded::Unknown,
        }
    }

    /// What kind of result it is.
    pub(super) fn kind(&self) -> ResultKind {
        match self {
            Self::Level { .. } => ResultKind::Rated,
            Self::Missing(_) => ResultKind::Missing,
            Self::NotDue(_) => ResultKind::NotDue,
            Self::NotApplicable => ResultKind::NotApplicable,
            Self::Withheld => ResultKind::Withheld,
            Self::Invalid => ResultKind::Invalid,
            Self::Unrated(_) => ResultKind::Unrated,
            Self::NotRated(_) => ResultKind::NotRated,
        }
    }
}

impl<'l> From<Decision<'l>> for Ruling<'l> {
    fn from(decision: Decision<'l>) -> Self {
        match decision {
            Decision::Level { level, by, capped } => Self::Level { level, by: Some(by), capped },
            Decision::Undecided(line) => Self::NotRated(NotRated::Undecided(line)),
            Decision::NoLine => Self::NotRated(NotRated::NoLine),
        }
    }
}

impl<'a> Look<'_, 'a> {
    /// How a series stands on its own figures, on its groups' together, or on the measures that it is made of.
    pub(super) fn ruling(self) -> Ruling<'a> {
        if let Some(not_due) = self.not_due() {
            return Ruling::NotDue(not_due);
        }
        match self.state() {
            Some(State::Missing | State::Level | State::Number | State::Yes | State::No | State::Day)
            | None
                if self.is_excluded() =>
            {
                Ruling::NotRated(NotRated::NotComparable)
            }
            _ if self.is_composite() => self.composite_ruling(),
            Some(State::Missing) | None => Ruling::Missing(self.measure().missing_level),
            Some(State::NotApplicable) => Ruling::NotApplicable,
            Some(State::Withheld) => Ruling::Withheld,
            Some(State::Invalid) => Ruling::Invalid,
            Some(State::Level) => match self.level_by_hand() {
                Some(level) => Ruling::Level { level, by: None, capped: None },
                None => Ruling::NotRated(NotRated::NoSuchLevel),
            },
            Some(State::Number | State::Yes | State::No | State::Day) => self.ruling_of_figure(),
        }
    }

    fn ruling_of_figure(self) -> Ruling<'a> {
        let measure = self.measure();
        if measure.faulty {
            return Ruling::NotRated(NotRated::Faulty);
        }
        if !self.is_reckoned() {
            return Ruling::NotRated(NotRated::NotReckoned);
        }
        if measure.is_monitor() {
            return Ruling::Unrated(Unrated::Watched);
        }
        if let Some(why) = self.rated_elsewhere() {
            return Ruling::Unrated(Unrated::Elsewhere(why));
        }
        if self.is_too_old() {
            return Ruling::NotRated(NotRated::TooOld);
        }
        if let Some(day) = self.milestone_ahead() {
            return Ruling::NotDue(NotDue::Milestone(day));
        }
        if self.is_joined_total() && self.together().is_err() {
            return Ruling::NotRated(NotRated::Together);
        }
        let Some(list) = &measure.list else { return Ruling::Unrated(Unrated::NoRating) };
        if self.judge.needs_target(self.series.measure) && self.has_no_target() {
            return Ruling::Unrated(Unrated::NoTarget);
        }
        self.decide(list).into()
    }

    /// Why nothing is due yet; none when something is, or was submitted early.
    fn not_due(self) -> Option<NotDue> {
        if !matches!(self.state(), Some(State::Missing) | None) {
            return None;
        }
        let series = self.series;
        if let Some(first) = self.measure().first_due
            && series.rhythm.slot_of(first.end) > self.expected_here()
        {
            return Some(NotDue::First(first));
        }
        if let Some(day) = self.still_to_come() {
            return Some(NotDue::Milestone(day));
        }
        self.due_with_another_report().map(NotDue::Until)
    }

    /// The slot whose figure was to stand here: in the report the one expected, before it that of the slot itself.
    fn expected_here(self) -> Slot {
        if self.slot == self.series.report { self.series.expected } else { self.slot }
    }

    /// The next period for which a measure is due that is due in some parts of the year only, where the report is on another
    /// part and nothing was ever submitted for it.
    fn due_with_another_report(self) -> Option<Period> {
        let series = self.series;
        series.rhythm.parts?;
        let silent = !series.points.iter().any(|point| matches!(point, Point::Row(_) | Point::Joined));
        let expected = self.expected_here();
        let passed = self.judge.book.calendar.due_day(series.rhythm, expected)? < self.judge.period().start;
        let next = series.rhythm.period(expected + 1)?;
        (silent && passed && matches!(self.point(), Some(Point::Gap))).then_some(next)
    }

    /// Why nothing is asked of this figure by itself, where what it belongs to is rated, or what it is made of.
    pub(super) fn rated_elsewhere(self) -> Option<&'static str> {
        let measure = self.measure();
        if self.series.made == Made::Whole {
            Some(match self.series.place {
                PlaceId::WHOLE => "the figure for all groups together: each of them is rated by itself",
                _ => "the figure for the groups within it together: each of them is rated by itself",
            })
        } else if self.is_share_of_a_sum() {
            Some("the total is rated, and not its parts")
        } else if measure.gap.is_some() && self.series.is_part && measure.targets.is_empty() {
            Some("the gap is rated, and not each group")
        } else {
            None
        }
    }
}
