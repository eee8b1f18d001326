//! A year's target spread over its periods: trajectories, and a share for each month.

use super::look::Look;
use super::outcome::Remark;
use crate::base::exact::Exact;
use crate::base::period::{Length, Period};
use crate::base::rhythm::Slot;
use crate::base::unit::Kind;
use crate::model::{Counts, Measure, Offset, Since, Target, Trajectory};

/// The figure that a year's figure comes to for the period looked at.
///
/// # Errors
/// In words, when the profile says nothing of that period.
pub(super) fn share(
    look: Look<'_, '_>,
    target: &Target,
    figure: Exact,
    profiled: bool,
    remarks: &mut Vec<Remark>,
) -> Result<Exact, String> {
    if look.supposed.is_some_and(|supposed| supposed.is_whole_year(look)) {
        return Ok(figure);
    }
    let own = look.own_rules().and_then(|rules| rules.trajectory.as_ref());
    let trajectory = own.or(look.measure().trajectory.as_ref()).filter(|_| profiled);
    let period = look.period().ok_or("the period is past the ends of the calendar")?;
    match trajectory {
        Some(Trajectory::Points { points, .. }) => {
            let own = points.iter().find(|(of, _)| of.start == period.start && of.end == period.end);
            let held = own.or_else(|| points.iter().find(|(of, _)| of.contains(period.end)));
            let (_, step) = held.ok_or_else(|| format!("the trajectory has no figure for {period}"))?;
            // Its last step is the target itself.
            remarks.extend((*step != figure).then_some(Remark::Trajectory));
            Ok(step.clone())
        }
        Some(Trajectory::StraightFromBaseline { .. }) => {
            let step = straight(look, target, &figure)?;
            let year = |remark: &Remark| match remark {
                Remark::TargetOfAnotherYear { target } => Some(*target),
                _ => None,
            };
            // A line to a later year has a step for this one.
            let later = remarks.iter().find_map(year);
            remarks.retain(|remark| year(remark).is_none());
            remarks.extend((step != figure).then(|| match later {
                Some(year) => Remark::Said(format!("the target is a step on the way to that of {year}")),
                None => Remark::Trajectory,
            }));
            Ok(step)
        }
        None if target.pro_rata => {
            let (part, whole) =
                part_of_year(look, &period).ok_or("its year is past the ends of the calendar")?;
            remarks.push(Remark::ProRata { year_figure: figure.clone(), part });
            let number = |length: Length| Exact::from(i64::from(length.count()));
            figure.times(&number(part)).over(&number(whole)).ok_or_else(|| "a year has no days".to_owned())
        }
        None => Ok(figure),
    }
}

/// How much of its year the figure stands for, and the year.
fn part_of_year(look: Look<'_, '_>, period: &Period) -> Option<(Length, Length)> {
    let measure = look.measure();
    let year = period.its_year(measure.year_start)?;
    Some(match measure.counts {
        Some(Counts::FromStartOfYear) => Period { end: period.end, ..year }.part_of(&year),
        Some(Counts::LastTwelveMonths | Counts::AtEndOfPeriod) => year.part_of(&year),
        Some(Counts::InPeriod) | None => period.part_of(&year),
    })
}

/// False for counts of stretches of time that differ in length: 123 people in March are no fewer than 1,036 from April
/// to December.
pub(super) fn are_alike(measure: &Measure, one: &Period, other: &Period) -> bool {
    if !matches!(measure.unit.kind, Kind::Count | Kind::Money | Kind::Points) {
        return true;
    }
    match measure.counts {
        Some(Counts::InPeriod) => one.length() == other.length(),
        Some(Counts::FromStartOfYear) => is_as_far(measure, one, other),
        Some(Counts::LastTwelveMonths | Counts::AtEndOfPeriod) | None => true,
    }
}

/// True where two figures of their years so far are as far into them. Weeks end on another day each year, so that those
/// are as far of which none has a whole one more.
fn is_as_far(measure: &Measure, one: &Period, other: &Period) -> bool {
    let so_far = |period: &Period| {
        let year = period.its_year(measure.year_start)?;
        Some(Period { end: period.end, ..year })
    };
    let Some((own, its)) = so_far(one).zip(so_far(other)) else { return false };
    match (own.length(), its.length()) {
        (Length::Months(own), Length::Months(its)) => own == its,
        (Length::Months(_) | Length::Days(_), Length::Days(_)) | (Length::Days(_), Length::Months(_)) => {
            own.days().abs_diff(its.days()) < one.days().min(other.days())
        }
    }
}

/// The earlier period that a movement cannot be measured from, because its figure counts a stretch of another length.
pub(super) fn unlike(look: Look<'_, '_>, since: Since) -> Option<Period> {
    let earlier = match since {
        Since::Previous => look.offset(Offset::Before)?.period(),
        Since::LastYear => look.offset(Offset::LastYear)?.period(),
        Since::Baseline => look.baseline()?.period,
    };
    let own = look.period()?;
    earlier.filter(|earlier| !are_alike(look.measure(), &own, earlier))
}

/// One step of the straight line from the baseline to the last period of the target's year.
fn straight(look: Look<'_, '_>, target: &Target, figure: &Exact) -> Result<Exact, String> {
    let baseline = look.baseline().ok_or("the trajectory starts from the baseline, and there is none")?;
    let rhythm = look.series.rhythm;
    let year_start = look.measure().year_start;
    let year = target.year.or_else(|| target.by?.its_year(year_start)).or(look.judge.book.framework.year);
    let year = year.ok_or("the trajectory leads to a target that names no year")?;
    let end = target.by.map_or(year.end, |by| by.end);
    let last = rhythm.slot_of(end);
    let start = match baseline.period {
        Some(period) => rhythm.slot_of(period.end),
        None => rhythm.slot_of(year.start) - 1,
    };
    if look.slot <= start {
        let words = rhythm.period(start + 1).map_or_else(String::new, |period| format!(" {period}"));
        return Err(format!("the trajectory begins in{words}"));
    }
    if look.slot >= last {
        return Ok(figure.clone());
    }
    let steps = |from: Slot, to: Slot| Exact::from(to - from);
    let way = figure.minus(&baseline.value).times(&steps(start, look.slot));
    let step = way.over(&steps(start, last)).ok_or("the trajectory has no length")?;
    Ok(baseline.value.plus(&step))
}
