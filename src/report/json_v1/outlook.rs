//! What a result says of other times, in the shapes of JSON v1: earlier targets, the forecast, what it takes to recover.

use serde::Serialize;

use super::super::view::View;
use super::build::{iso, source_cell, target};
use super::shape;
use crate::base::exact::Exact;
use crate::eval::outcome::{self, ForecastSource, Outcome, TargetUsed};
use crate::model::Prospect;
use crate::plain;

/// Keys that a result has only where there is something to say.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Outlook {
    /// The figure multiplied up to the year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scaled_up: Option<ScaledUp>,
    /// Targets that stood earlier in the year, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub earlier_targets: Vec<EarlierTarget>,
    /// Changes of target that are not used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refused_targets: Vec<RefusedTarget>,
    /// Why the movement since the period before is not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub movement_left_out: Option<String>,
    /// The forecast: never a result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forecast: Option<Forecast>,
    /// Why there is none, where the book asks for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_forecast: Option<String>,
    /// What it takes to recover: a projection.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recovery: Option<Recovery>,
}

/// A figure multiplied up to the year.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ScaledUp {
    /// By how much.
    pub factor: String,
    /// What it comes to.
    pub estimate: String,
    /// In words.
    pub words: String,
}

/// A target that stood until it was changed within the year.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct EarlierTarget {
    /// The target.
    pub target: shape::Target,
    /// The period from which another took its place.
    pub until: String,
    /// Id of who agreed the change.
    pub agreed_by: Option<String>,
    /// When.
    pub agreed_on: Option<String>,
    /// Why.
    pub because: Option<String>,
    /// The level the value would have on it.
    pub level: Option<String>,
    /// In words.
    pub words: String,
}

/// A change of target that is not used.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RefusedTarget {
    /// What it would have asked for.
    pub target: Option<String>,
    /// From when.
    pub from: String,
    /// In words.
    pub words: String,
}

/// A forecast.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Forecast {
    /// The year or period it is for.
    pub period: String,
    /// Its lower end.
    pub low: String,
    /// Its upper end.
    pub high: String,
    /// `submitted`, or how it was projected.
    pub basis: &'static str,
    /// Where it was read.
    pub source: Option<shape::Source>,
    /// The target it is held against.
    pub target: Option<shape::Target>,
    /// `meets`, `open` or `misses`.
    pub prospect: Option<&'static str>,
    /// The level that the rules give it; null where they give none.
    pub level: Option<String>,
    /// How far the value lies above (below nought: below) a forecast for its own period.
    pub difference: Option<String>,
    /// In words.
    pub words: String,
}

/// What it takes to recover.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Recovery {
    /// The goal to be met.
    pub target: String,
    /// The year or period it is for.
    pub period: String,
    /// False when it can no longer be met.
    pub possible: bool,
    /// How many or how much is needed, or is still allowed.
    pub needed: Option<String>,
    /// Of how many that are still expected.
    pub expected: Option<String>,
    /// The rate that is needed from here on.
    pub rate: Option<String>,
    /// In words.
    pub words: String,
}

/// True for nothing to count.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
pub fn is_nought(count: &u32) -> bool {
    *count == 0
}

/// The outlook of a result.
pub fn of(view: &View<'_>, result: &Outcome) -> Outlook {
    let Some(seen) = &result.outlook else { return Outlook::default() };
    let unit = &view.measure(result).unit;
    let hush = |text: &str| view.hushed(result.measure, result.place, text);
    let used = |used: &TargetUsed| target(used, unit);
    Outlook {
        scaled_up: seen.scaled.as_ref().map(|scaled| ScaledUp {
            factor: scaled.factor.plain(),
            estimate: scaled.estimate.plain(),
            words: hush(&scaled.words),
        }),
        earlier_targets: seen.earlier.iter().map(|earlier| self::earlier(view, earlier, used)).collect(),
        refused_targets: seen
            .refused
            .iter()
            .map(|refused| RefusedTarget {
                target: refused.goal.as_ref().map(|goal| plain::goal_used(goal, unit)),
                from: refused.from.to_string(),
                words: refused.words.clone(),
            })
            .collect(),
        movement_left_out: seen.movement_left_out.clone(),
        forecast: seen
            .forecast
            .as_ref()
            .map(|forecast| Forecast { words: hush(&forecast.words), ..self::forecast(forecast, used) }),
        no_forecast: seen.no_forecast.clone(),
        recovery: seen.recovery.as_ref().map(|recovery| Recovery {
            target: plain::goal_used(&recovery.goal, unit),
            period: recovery.of.to_string(),
            possible: recovery.is_possible,
            needed: recovery.needed.as_ref().map(Exact::plain),
            expected: recovery.expected.as_ref().map(Exact::plain),
            rate: recovery.rate.as_ref().map(Exact::plain),
            words: hush(&recovery.words),
        }),
    }
}

fn earlier(
    view: &View<'_>,
    seen: &outcome::EarlierTarget,
    used: impl Fn(&TargetUsed) -> shape::Target,
) -> EarlierTarget {
    let agreed = seen.agreed.as_ref();
    EarlierTarget {
        target: used(&seen.target),
        until: seen.until.to_string(),
        agreed_by: agreed.and_then(|agreed| Some(view.party_id(agreed.by?).to_owned())),
        agreed_on: agreed.and_then(|agreed| agreed.on).map(iso),
        because: agreed.and_then(|agreed| agreed.because.clone()),
        level: seen.level.map(|_| seen.level_word.clone()),
        words: seen.words.clone(),
    }
}

fn forecast(seen: &outcome::ForecastSeen, used: impl Fn(&TargetUsed) -> shape::Target) -> Forecast {
    Forecast {
        period: seen.of.to_string(),
        low: seen.low.plain(),
        high: seen.high.plain(),
        basis: match &seen.source {
            ForecastSource::Submitted(_) => "submitted",
            ForecastSource::Projected(how) => how.words(),
        },
        source: match &seen.source {
            ForecastSource::Submitted(cell) => Some(source_cell(cell)),
            ForecastSource::Projected(_) => None,
        },
        target: seen.target.as_ref().map(used),
        prospect: seen.prospect.map(|prospect| match prospect {
            Prospect::Meets => "meets",
            Prospect::Open => "open",
            Prospect::Misses => "misses",
        }),
        level: seen.level.map(|_| seen.level_word.clone()),
        difference: seen.difference.as_ref().map(Exact::plain),
        words: seen.words.clone(),
    }
}
