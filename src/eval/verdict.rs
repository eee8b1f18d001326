//! What kind of result one series has in the report, its level, and why.

use chrono::NaiveDate;

use super::look::Look;
use super::outcome::{DOES_NOT_APPLY, GoalUsed, ResultKind, not_submitted};
use super::rating::Decision;
use super::target::InForce;
use super::timeline::{Made, Point};
use super::unknown;
use super::words;
use crate::base::exact::Exact;
use crate::base::period::date_name;
use crate::base::span::Span;
use crate::base::unit::Kind;
use crate::data::{PlaceId, State};

/// A judgement, before it is dressed for readers.
#[derive(Debug, Clone)]
pub(super) struct Verdict {
    pub kind: ResultKind,
    pub level: Option<u8>,
    pub reason: String,
    pub decided_by: Option<Span>,
    pub capped: Option<(Span, u8)>,
}

impl Verdict {
    pub(super) fn without_level(kind: ResultKind, reason: impl Into<String>) -> Self {
        Self { kind, level: None, reason: reason.into(), decided_by: None, capped: None }
    }

    pub(super) fn not_rated(reason: impl Into<String>) -> Self {
        Self::without_level(ResultKind::NotRated, reason)
    }

    pub(super) fn unrated(reason: impl Into<String>) -> Self {
        Self::without_level(ResultKind::Unrated, reason)
    }
}

impl Look<'_, '_> {
    /// The judgement of a series on its own figures or on its groups' together.
    pub(super) fn verdict(self) -> Verdict {
        if let Some(reason) = self.not_due() {
            return Verdict::without_level(ResultKind::NotDue, reason);
        }
        if self.is_composite() {
            return self.composite_verdict();
        }
        match self.state() {
            Some(State::Missing | State::Level | State::Number | State::Yes | State::No | State::Day)
            | None
                if self.is_excluded() =>
            {
                let because = self.not_comparable().unwrap_or_default();
                Verdict::not_rated(format!("not comparable: {because}"))
            }
            Some(State::Missing) | None => Verdict {
                level: self.measure().missing_level,
                ..Verdict::without_level(
                    ResultKind::Missing,
                    self.given_reason().unwrap_or_else(|| self.missing()),
                )
            },
            Some(State::NotApplicable) => self.set_aside(ResultKind::NotApplicable, DOES_NOT_APPLY),
            Some(State::Withheld) if self.is_joined_total() => self.set_aside(
                ResultKind::Withheld,
                "withheld as well, so that no figure that is withheld can be worked out",
            ),
            Some(State::Withheld) => self.set_aside(ResultKind::Withheld, "the figure is withheld"),
            Some(State::Invalid) => {
                self.set_aside(ResultKind::Invalid, "the figure could not be read or believed")
            }
            Some(State::Level) => self.by_hand(),
            Some(State::Number | State::Yes | State::No | State::Day) => self.judged(),
        }
    }

    fn set_aside(self, kind: ResultKind, otherwise: &str) -> Verdict {
        Verdict::without_level(kind, self.given_reason().unwrap_or_else(|| otherwise.to_owned()))
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

    fn missing(self) -> String {
        let expected = self.series.rhythm.period(self.series.expected);
        expected.map_or_else(|| "due and not submitted".to_owned(), |period| not_submitted(&period))
    }

    /// Why nothing is due yet; none when something is, or was submitted early.
    fn not_due(self) -> Option<String> {
        if !matches!(self.state(), Some(State::Missing) | None) {
            return None;
        }
        let series = self.series;
        if let Some(first) = self.measure().first_due
            && series.rhythm.slot_of(first.end) > series.expected
        {
            return Some(format!("first due for {first}"));
        }
        self.due_with_another_report()
    }

    /// A measure that is due in some parts of the year only is not due with a report on another part; nothing was ever
    /// submitted for it.
    fn due_with_another_report(self) -> Option<String> {
        let series = self.series;
        series.rhythm.parts?;
        let silent = !series.points.iter().any(|point| matches!(point, Point::Row(_) | Point::Joined));
        let passed =
            self.judge.book.calendar.due_day(series.rhythm, series.expected)? < self.judge.period().start;
        let next = series.rhythm.period(series.expected + 1)?;
        (silent && passed && matches!(self.point(), Some(Point::Gap)))
            .then(|| format!("not due until {next}"))
    }

    fn by_hand(self) -> Verdict {
        match self.level_by_hand() {
            Some(level) => Verdict {
                kind: ResultKind::Rated,
                level: Some(level),
                reason: "judged by hand".to_owned(),
                decided_by: None,
                capped: None,
            },
            None => Verdict::not_rated("the level that was set is not one of the rating's"),
        }
    }

    /// Why nothing is asked of this figure by itself, where what it belongs to is rated, or what it is made of.
    fn rated_elsewhere(self) -> Option<&'static str> {
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

    fn judged(self) -> Verdict {
        let measure = self.measure();
        if measure.faulty {
            return Verdict::not_rated("its rule is faulty");
        }
        if let Some(reason) = self.not_reckoned() {
            return Verdict::not_rated(reason);
        }
        if measure.is_monitor() {
            return Verdict::unrated("it is only watched");
        }
        if let Some(why) = self.rated_elsewhere() {
            return Verdict::unrated(why);
        }
        if let Some(reason) = self.too_old() {
            return Verdict::not_rated(reason);
        }
        if let Some(day) = self.milestone_ahead() {
            return Verdict::without_level(ResultKind::NotDue, format!("not due until {}", date_name(day)));
        }
        let force = self.in_force();
        if self.is_joined_total()
            && let Err(reason) = self.together()
        {
            return Verdict::not_rated(reason);
        }
        let Some(list) = &measure.list else {
            let without = if measure.targets.is_empty() { "it has no target" } else { "nothing rates it" };
            return Verdict::unrated(
                without_target(&force, self.judge.as_of).unwrap_or_else(|| without.to_owned()),
            );
        };
        if self.judge.needs_target(self.series.measure)
            && let Some(reason) = without_target(&force, self.judge.as_of)
        {
            return Verdict::unrated(reason);
        }
        match self.decide(list) {
            Decision::Level { level, by, capped } => Verdict {
                kind: ResultKind::Rated,
                level: Some(level),
                reason: String::new(),
                decided_by: Some(by),
                capped,
            },
            Decision::Undecided(line) => Verdict::not_rated(unknown::of_line(self, line)),
            Decision::NoLine => Verdict::not_rated(match self.value() {
                Some(value) => {
                    format!("no line of the rating holds for {}", words::number(&value, self.unit()))
                }
                None => "no line of the rating holds".to_owned(),
            }),
        }
    }

    /// The day by which a milestone has to be met, where it is not met yet and the day has not passed.
    pub(super) fn milestone_ahead(self) -> Option<NaiveDate> {
        if self.state() != Some(State::No) {
            return None;
        }
        match self.in_force().goal() {
            Some(GoalUsed::MetBy { day }) if self.clock() <= Some(*day) => Some(*day),
            _ => None,
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
        InForce::None => Some("it has no target".to_owned()),
        InForce::NotYet { from, .. } => Some(format!("its target begins in {from}")),
        InForce::ToBeSet { by, .. } if as_of > by.end => {
            Some(format!("its target was to be set by {by}, and still is not"))
        }
        InForce::ToBeSet { by, .. } => Some(format!("its target is still to be set, by {by}")),
        InForce::Lapsed { by, .. } => Some(format!("its target lapsed after {by}")),
        InForce::Known(_) | InForce::Unknown { .. } => None,
    }
}
