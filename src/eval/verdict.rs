//! What kind of result one series has in the report, its level, and why, in the reader's words.

use chrono::NaiveDate;

use super::look::Look;
use super::outcome::{DOES_NOT_APPLY, GoalUsed, ResultKind, not_submitted, said_absent};
use super::ruling::{NotDue, NotRated, Ruling, Unrated};
use super::target::InForce;
use super::unknown;
use super::words;
use crate::base::exact::Exact;
use crate::base::period::date_name;
use crate::base::span::Span;
use crate::base::unit::Kind;
use crate::data::State;
use crate::model::Withholding;

const NO_TARGET: &str = "it has no target";

/// A judgement, before it is dressed for readers.
#[derive(Debug, Clone)]
pub(super) struct Verdict {
    pub kind: ResultKind,
    pub level: Option<u8>,
    pub reason: String,
    pub decided_by: Option<Span>,
    pub capped: Option<(Span, u8)>,
}

impl Look<'_, '_> {
    /// How a series stands, in words.
    pub(super) fn verdict(self) -> Verdict {
        let ruling = self.ruling();
        let (level, decided_by, capped) = match &ruling {
            Ruling::Level { level, by, capped } => (Some(*level), *by, *capped),
            Ruling::Missing(level) => (*level, None, None),
            Ruling::NotDue(_)
            | Ruling::NotApplicable
            | Ruling::Withheld
            | Ruling::Invalid
            | Ruling::Unrated(_)
            | Ruling::NotRated(_) => (None, None, None),
        };
        Verdict { kind: ruling.kind(), level, reason: self.reason(&ruling), decided_by, capped }
    }

    fn reason(self, ruling: &Ruling<'_>) -> String {
        let given = |otherwise: &str| self.given_reason().unwrap_or_else(|| otherwise.to_owned());
        match ruling {
            Ruling::Level { by: None, .. } => "judged by hand".to_owned(),
            Ruling::Level { .. } => String::new(),
            Ruling::Missing(_) => self.missing(),
            Ruling::NotDue(NotDue::First(first)) => format!("first due for {first}"),
            Ruling::NotDue(NotDue::Until(next)) => format!("not due until {next}"),
            Ruling::NotDue(NotDue::Milestone(day)) => format!("not due until {}", date_name(*day)),
            Ruling::NotDue(NotDue::NoneOfItsMeasures) => "none of its measures is due yet".to_owned(),
            Ruling::NotApplicable if self.is_composite() => "none of its measures applies".to_owned(),
            Ruling::NotApplicable => given(DOES_NOT_APPLY),
            Ruling::Withheld
                if self.is_joined_total()
                    && matches!(self.measure().withholds, Some(Withholding::Counts { .. })) =>
            {
                given("withheld as well, so that no figure that is withheld can be worked out")
            }
            Ruling::Withheld => given("the figure is withheld"),
            Ruling::Invalid => given("the figure could not be read or believed"),
            Ruling::Unrated(why) => self.unrated(*why),
            Ruling::NotRated(why) => self.not_rated(*why),
        }
    }

    fn unrated(self, why: Unrated) -> String {
        let without = || without_target(&self.in_force(), self.judge.as_of);
        match why {
            Unrated::Watched => "it is only watched".to_owned(),
            Unrated::Elsewhere(why) => why.to_owned(),
            Unrated::NoTarget => without().unwrap_or_else(|| NO_TARGET.to_owned()),
            Unrated::NoRating => {
                let no_target = self.measure().targets.is_empty();
                without().unwrap_or_else(|| if no_target { NO_TARGET } else { "nothing rates it" }.to_owned())
            }
            Unrated::NoneOfItsMeasures => "none of its measures is rated".to_owned(),
        }
    }

    fn not_rated(self, why: NotRated<'_>) -> String {
        match why {
            NotRated::NotComparable => {
                format!("not comparable: {}", self.not_comparable().unwrap_or_default())
            }
            NotRated::Faulty => "its rule is faulty".to_owned(),
            NotRated::NotReckoned => self.not_reckoned().unwrap_or_default(),
            NotRated::NoSuchLevel => "the level that was set is not one of the rating's".to_owned(),
            NotRated::TooOld => self.too_old().unwrap_or_default(),
            NotRated::Together => self.together().err().unwrap_or_default(),
            NotRated::Undecided(line) => unknown::of_line(self, line),
            NotRated::NoLine => match self.value() {
                Some(value) => {
                    format!("no line of the rating holds for {}", words::number(&value, self.unit()))
                }
                None => "no line of the rating holds".to_owned(),
            },
            NotRated::Parts => self.composite_not_known(),
            NotRated::NothingRatesIt => "nothing rates it".to_owned(),
        }
    }

    /// The reason that came with the row.
    fn given_reason(self) -> Option<String> {
        if let super::timeline::Made::Excluded(at) = self.series.made {
            return self.measure().excluded_groups.get(at).map(|one| one.because.clone());
        }
        let undated = match self.point()? {
            super::timeline::Point::Undated(at) => self.judge.data.undated.get(at as usize),
            super::timeline::Point::Gap
            | super::timeline::Point::Row(_)
            | super::timeline::Point::Baseline
            | super::timeline::Point::Joined
            | super::timeline::Point::Computed => None,
        };
        let dated = self.extra().and_then(|extra| extra.reason.clone());
        dated.or_else(|| undated?.reason.clone()).filter(|reason| !reason.is_empty())
    }

    /// Why there is no figure: nothing came, or somebody said that there is none.
    fn missing(self) -> String {
        let given = self.given_reason();
        let expected = self.series.rhythm.period(self.series.expected);
        match (self.absence(), expected, given) {
            (Some(said), Some(period), given) => {
                let on = self.extra().and_then(|extra| extra.submitted_on);
                let statement = said_absent(&period, said, on, self.late().map(|(due, _)| due));
                given.map_or_else(|| statement.clone(), |why| format!("{statement}: {why}"))
            }
            (Some(_) | None, _, Some(given)) => given,
            (_, Some(period), None) => not_submitted(&period),
            (_, None, None) => "due and not submitted".to_owned(),
        }
    }

    /// How many days a date that has not come is past its target, as of the report day.
    pub(super) fn overdue(self, force: &InForce<'_>) -> Option<Exact> {
        if self.state() != Some(State::No) || self.measure().unit.kind != Kind::Date {
            return None;
        }
        let Some(GoalUsed::MetBy { day }) = force.goal() else { return None };
        let late = self.clock()?.signed_duration_since(*day).num_days();
        (late > 0).then(|| Exact::from(late))
    }

    /// Why a figure is too old to be rated; none when it is not.
    fn too_old(self) -> Option<String> {
        if !self.is_too_old() {
            return None;
        }
        let limit = self.measure().stale_unrated_after?;
        let rhythm = &self.series.rhythm;
        let expected = rhythm.period(self.series.expected)?;
        let noun = rhythm.noun();
        let (behind, limit) = (words::count(self.age(), noun), words::count(limit, noun));
        Some(format!("the figure is {behind} behind {expected}, and after {limit} it is not rated"))
    }

    /// True for a figure older than its measure lets be rated.
    pub(super) fn is_too_old(self) -> bool {
        self.measure().stale_unrated_after.is_some_and(|limit| self.age() > limit)
    }

    /// How many periods older than expected on the day of the look the figure is; those that are left out do not count. One
    /// that a newer figure has followed was as new as could be in its time.
    pub(super) fn age(self) -> u32 {
        let expected = self.expected_today();
        if self.slot >= expected || !self.is_newest() {
            return 0;
        }
        let comparable = self.judge.comparable(self.series.measure);
        let behind = comparable.between(self.slot + 1, expected).count();
        u32::try_from(behind).unwrap_or(0)
    }

    /// True for the newest figure on the day of the look.
    fn is_newest(self) -> bool {
        match self.on {
            None => self.slot == self.series.report,
            Some(day) => self.judge.newest_on(self.series, day) == Some(self.slot),
        }
    }
}

/// Why there is no target to judge by, as of a day.
pub(super) fn without_target(force: &InForce<'_>, as_of: NaiveDate) -> Option<String> {
    match force {
        InForce::None => Some(NO_TARGET.to_owned()),
        InForce::NotYet { from, .. } => Some(format!("its target begins in {from}")),
        InForce::ToBeSet { by, .. } if as_of > by.end => {
            Some(format!("its target was to be set by {by}, and still is not"))
        }
        InForce::ToBeSet { by, .. } => Some(format!("its target is still to be set, by {by}")),
        InForce::Lapsed { by, .. } => Some(format!("its target lapsed after {by}")),
        InForce::Known(_) | InForce::Unknown { .. } => None,
    }
}
