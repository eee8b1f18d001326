//! A measure: what is watched, whose it is, what is wanted of it and how it is judged.

use super::{
    Compared, Composite, Computed, ControlChart, DecisionList, Definition, Exclusion, Gap, GroupExclusion,
    Grouping, How, Joining, LevelValues, MadeOf, MemberRules, Party, Projection, Ranking, RefusedChange,
    Target, Theme, TotalOf, Withholding,
};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::period::{Period, YearStart};
use crate::base::rhythm::{Rhythm, Slot};
use crate::base::span::Span;
use crate::base::unit::{Kind, Unit};

/// Which way is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Aim {
    /// Fewer is better.
    Reduce,
    /// More is better.
    Increase,
    /// Neither side is better by itself; the target says what to stay within.
    Maintain,
    /// Watched, never rated.
    Monitor,
}

impl Aim {
    /// Which way is better, where the aim alone says so.
    #[must_use]
    pub fn higher_is_better(self) -> Option<bool> {
        match self {
            Self::Reduce => Some(false),
            Self::Increase => Some(true),
            Self::Maintain | Self::Monitor => None,
        }
    }

    /// `reduce`, as the clause writes it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Reduce => "reduce",
            Self::Increase => "increase",
            Self::Maintain => "maintain",
            Self::Monitor => "monitor",
        }
    }
}

/// A measure.
#[derive(Debug, Clone)]
pub struct Measure {
    /// As printed: `1.10` is not `1.1`.
    pub id: String,
    /// Its full name.
    pub title: String,
    /// The themes it belongs to; the first is where reports list it.
    pub themes: Vec<Id<Theme>>,
    /// The responsible board.
    pub owner: Option<Id<Party>>,
    /// What its numbers count.
    pub unit: Unit,
    /// Which way is wanted, when the book says.
    pub aim: Option<Aim>,
    /// True when higher values are better, false when lower are; none when neither (a range, or not said).
    pub higher_is_better: Option<bool>,
    /// Where it started from, for the whole measure.
    pub baseline: Option<Baseline>,
    /// Where each member started from: member id and figure.
    pub member_baselines: Vec<(String, Baseline)>,
    /// Its targets, one sequence for each name; at most one sequence has no name.
    pub targets: Vec<TargetSequence>,
    /// Changes of target within the year that are not used.
    pub refused: Vec<RefusedChange>,
    /// Targets and trajectories of members that have their own.
    pub of_members: Vec<MemberRules>,
    /// Which target the rating uses.
    pub against: Against,
    /// A year's target spread over its periods.
    pub trajectory: Option<Trajectory>,
    /// How it is rated; none when nothing rates it.
    pub list: Option<DecisionList>,
    /// Which values have which level by the target in force last, where the value alone decides; empty otherwise.
    pub level_values: Vec<LevelValues>,
    /// How its forecast is rated, beside its current level; none when the book does not ask for that.
    pub year_end: Option<DecisionList>,
    /// How the year's figure is projected where data bring no forecast.
    pub projection: Option<Projection>,
    /// The kinds of group it is reported by; empty for one figure.
    pub by: Vec<Id<Grouping>>,
    /// How groups make one rating.
    pub on_groups: OnGroups,
    /// Among whom its place is given, when the book says (`ranked among peers`).
    pub ranked: Option<Ranking>,
    /// The least move that makes a change of level significant, when the book says.
    pub significant_from: Option<Exact>,
    /// The benchmarks and peers that its rules read.
    pub compared: Compared,
    /// How far two of its groups may be apart, where that is what is rated.
    pub gap: Option<Gap>,
    /// Groups it does not apply to.
    pub excluded_groups: Vec<GroupExclusion>,
    /// The measures whose levels make its own; it has no figures then.
    pub composite: Option<Composite>,
    /// The measures whose figures add up to its own.
    pub total_of: Option<TotalOf>,
    /// What else its submitted figures are made of.
    pub made_of: MadeOf,
    /// When figures are due.
    pub due: Rhythm,
    /// The first period due, when the book says.
    pub first_due: Option<Period>,
    /// How its figures are reckoned from others, where they are not submitted.
    pub computed: Option<Computed>,
    /// True when its results say when the target was first met.
    pub says_first_met: bool,
    /// How its values add up in time, when the book says.
    pub counts: Option<Counts>,
    /// What its figures counted at which time, first to last; none where that never changed.
    pub definitions: Vec<Definition>,
    /// Periods that compare with no other.
    pub excluded: Vec<Exclusion>,
    /// True when a figure is multiplied up to the year before it is judged.
    pub scaled_up: bool,
    /// True when the movement since the period before is given only while the target stays the same.
    pub within_one_target: bool,
    /// The year its bare periods are in.
    pub year_start: YearStart,
    /// How its control limits are drawn, when the book says.
    pub chart: Option<ControlChart>,
    /// Which counts are too small to be shown, when the book says.
    pub withholds: Option<Withholding>,
    /// Values outside are not believed.
    pub plausible: Option<(Exact, Exact)>,
    /// Notes that go with it.
    pub notes: Vec<String>,
    /// Where its rule comes from.
    pub source: Option<String>,
    /// Ids it had before.
    pub formerly: Vec<String>,
    /// Measures it is linked to.
    pub linked: Vec<Id<Measure>>,
    /// The level a missing figure gets, when the book says (`missing is red`).
    pub missing_level: Option<u8>,
    /// How many periods old a figure may be and still be rated.
    pub stale_unrated_after: Option<u32>,
    /// True when an error in its rules means it cannot be judged.
    pub faulty: bool,
    /// The whole declaration.
    pub span: Span,
    /// Its id.
    pub id_span: Span,
}

/// Where a measure started from.
#[derive(Debug, Clone)]
pub struct Baseline {
    /// The figure.
    pub value: Exact,
    /// Decimal places as written.
    pub places: u8,
    /// The period it was of.
    pub period: Option<Period>,
    /// Where it was written.
    pub span: Span,
}

/// The targets of one name, in the order of their dates.
#[derive(Debug, Clone)]
pub struct TargetSequence {
    /// `national` in `target 95% or more as national`.
    pub name: Option<String>,
    /// They do not overlap in time.
    pub targets: Vec<Target>,
}

/// Which target the rating uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Against {
    /// The only or unnamed one.
    Only,
    /// The one at this position of `targets`.
    Sequence(usize),
    /// The harder of these.
    HarderOf(Vec<usize>),
    /// The harder of those of these that are known.
    HarderOfKnown(Vec<usize>),
}

/// A year's target spread over its periods.
#[derive(Debug, Clone)]
pub enum Trajectory {
    /// A figure for each period named.
    Points {
        /// In order of time.
        points: Vec<(Period, Exact)>,
        /// Where it was written.
        span: Span,
    },
    /// Equal steps from the baseline to the target, one each period of the target's year.
    StraightFromBaseline {
        /// Where it was written.
        span: Span,
    },
}

/// How groups make one rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnGroups {
    /// Each group is rated by itself.
    Each,
    /// The measure has the level of its worst group.
    Worst,
    /// The same, leaving out groups that are not known while at least so many are.
    WorstOfKnown(u32),
    /// The level that at least so many groups reach or better.
    AtLeast {
        /// So many.
        least: u32,
        /// Of so many.
        of: u32,
    },
    /// The figure for all groups together is rated; groups are shown.
    Total,
    /// The same, leaving out groups that are not known while at least so many are.
    TotalOfKnown(u32),
    /// How far two groups are apart is rated.
    Gap,
}

impl OnGroups {
    /// How the levels of the groups make that of the measure; none where figures are put together, or nothing is.
    #[must_use]
    pub fn joining(self) -> Option<Joining> {
        let (how, known_at_least) = match self {
            Self::Each | Self::Total | Self::TotalOfKnown(_) | Self::Gap => return None,
            Self::Worst => (How::Worst, None),
            Self::WorstOfKnown(least) => (How::Worst, Some(least)),
            Self::AtLeast { least, of } => (How::AtLeast { least, of }, None),
        };
        Some(Joining { how, known_at_least })
    }
}

/// How values add up in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counts {
    /// Each figure is of its own period alone.
    InPeriod,
    /// Each figure is a total from the start of the year.
    FromStartOfYear,
    /// Each figure is of the twelve months that end with its period.
    LastTwelveMonths,
    /// Each figure is how things stood on the last day.
    AtEndOfPeriod,
}

impl Measure {
    /// True where the figure that is judged is the sum of its groups' figures, so that each of them is only a part of it.
    #[must_use]
    pub fn adds_up_groups(&self) -> bool {
        let adds_up = matches!(self.unit.kind, Kind::Count | Kind::Money | Kind::Points);
        adds_up && matches!(self.on_groups, OnGroups::Total | OnGroups::TotalOfKnown(_))
    }

    /// For what its target is set, where it is for none of its groups by itself.
    #[must_use]
    pub fn target_is_of(&self) -> Option<&'static str> {
        match () {
            () if self.gap.is_some() => Some("set for the gap"),
            () if self.adds_up_groups() => Some("set for the total"),
            () => None,
        }
    }

    /// A measure of which only its id, title, rhythm and place are known yet.
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        due: Rhythm,
        span: Span,
        id_span: Span,
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            themes: Vec::new(),
            owner: None,
            unit: Unit::from_words(""),
            aim: None,
            higher_is_better: None,
            baseline: None,
            member_baselines: Vec::new(),
            targets: Vec::new(),
            refused: Vec::new(),
            of_members: Vec::new(),
            against: Against::Only,
            trajectory: None,
            list: None,
            level_values: Vec::new(),
            year_end: None,
            projection: None,
            by: Vec::new(),
            on_groups: OnGroups::Each,
            ranked: None,
            significant_from: None,
            compared: Compared::default(),
            gap: None,
            excluded_groups: Vec::new(),
            composite: None,
            total_of: None,
            made_of: MadeOf::default(),
            due,
            first_due: None,
            computed: None,
            says_first_met: false,
            counts: None,
            definitions: Vec::new(),
            excluded: Vec::new(),
            scaled_up: false,
            within_one_target: false,
            year_start: due.year_start,
            chart: None,
            withholds: None,
            plausible: None,
            notes: Vec::new(),
            source: None,
            formerly: Vec::new(),
            linked: Vec::new(),
            missing_level: None,
            stale_unrated_after: None,
            faulty: false,
            span,
            id_span,
        }
    }

    /// The sequence the rating uses when it uses just one.
    #[must_use]
    pub fn judged_targets(&self) -> Option<&TargetSequence> {
        match &self.against {
            Against::Only => self.targets.iter().find(|s| s.name.is_none()).or_else(|| self.targets.first()),
            Against::Sequence(at) => self.targets.get(*at),
            Against::HarderOf(all) | Against::HarderOfKnown(all) => {
                all.first().and_then(|at| self.targets.get(*at))
            }
        }
    }

    /// Position of the definition that a slot's own figure is by.
    #[must_use]
    pub fn definition_of(&self, slot: Slot) -> usize {
        let begun = |definition: &&Definition| {
            definition.from.is_some_and(|from| self.due.slot_of(from.start) <= slot)
        };
        self.definitions.iter().filter(begun).count()
    }

    /// Why a slot compares with no other, where the book says so.
    #[must_use]
    pub fn exclusion_of(&self, slot: Slot) -> Option<&Exclusion> {
        if self.excluded.is_empty() {
            return None;
        }
        let own = self.due.period(slot)?;
        self.excluded.iter().find(|one| one.periods.iter().any(|period| period.covers(&own)))
    }

    /// What the whole is measured in: a gap between percentages is in points.
    #[must_use]
    pub fn unit_of_whole(&self) -> &Unit {
        self.gap.as_ref().map_or(&self.unit, |gap| &gap.unit)
    }

    /// True when the measure is only watched.
    #[must_use]
    pub fn is_monitor(&self) -> bool {
        self.aim == Some(Aim::Monitor)
    }
}
