//! What reading needs to know of each measure, looked up once and not row by row.

use rustc_hash::FxHashMap;

use super::places::bit;
use super::value::{Asked, PlainNumber};
use super::words::{key, plain};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::period::YearStart;
use crate::base::rhythm::{Rhythm, Step};
use crate::base::suggest::nearest;
use crate::base::unit::{Kind, TimeUnit};
use crate::model::{Expression, Goal, Measure, OnGroups, RuleBook};

/// How a plain number is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// As it is, with or without a per cent sign.
    Percent,
    /// As it is; a per cent sign is a fault.
    Bare,
    /// Only the careful reader knows.
    Carefully,
}

/// What reading needs to know of a measure.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// How a plain number is taken.
    pub taken: Taken,
    /// True when its figures are computed, and none is submitted.
    pub computed: bool,
    /// The year of its bare periods.
    pub year: YearStart,
    /// Its own periods, one after another.
    pub due: Rhythm,
    /// True when a value of a single day is odd.
    pub day_is_odd: bool,
    /// The kinds of group it is reported by, as bits.
    pub groups: u64,
    /// True when the worst of its groups is judged, so that a value for all together is not.
    pub judged_by_group: bool,
    /// True when a value between 0 and 1 looks like a fraction of 1 rather than a percentage.
    pub fraction_is_odd: bool,
    /// True when a value above 100 per cent is odd.
    pub above_hundred_is_odd: bool,
    /// True when a value below nought cannot be.
    pub never_negative: bool,
    /// What lengths of time are counted in that a clock counts too.
    pub clock: Option<TimeUnit>,
    /// What a numerator over its denominator is multiplied by; none where a value need not be that.
    pub times: Option<i64>,
}

/// What is odd about a number, as far as it shows without looking at others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oddity {
    /// Below nought, where that cannot be.
    Negative,
    /// Between 0 and 1 without a sign, where figures are far higher.
    Fraction,
    /// Above 100 per cent.
    AboveHundred,
    /// A length of time with a point, which may stand for the colon of a clock, or be what a spreadsheet made of one.
    TimeWithPoint,
}

impl Facts {
    fn of(measure: &Measure) -> Self {
        let kind = measure.unit.kind;
        let figures: Vec<Exact> = figures(measure).map(|(_, figure)| figure).collect();
        let share = measure.unit.words.trim_start_matches('%').trim_start().starts_with("of ");
        Self {
            taken: match kind {
                Kind::Percent => Taken::Percent,
                Kind::Count | Kind::Rate | Kind::Duration(_) | Kind::Points => Taken::Bare,
                Kind::Money | Kind::YesNo | Kind::Date | Kind::Rating => Taken::Carefully,
            },
            computed: measure.computed.is_some(),
            year: measure.year_start,
            due: Rhythm { arrears: None, ..measure.due },
            day_is_odd: kind != Kind::Date && measure.due.step != Step::Week,
            judged_by_group: is_judged_by_group(measure),
            groups: measure.by.iter().fold(0, |all, grouping| all | bit(*grouping)),
            fraction_is_odd: kind == Kind::Percent
                && !figures.is_empty()
                && figures.iter().all(|figure| *figure > Exact::decimal(15, 1)),
            above_hundred_is_odd: kind == Kind::Percent && share && measure.plausible.is_none(),
            never_negative: (matches!(kind, Kind::Count | Kind::Rate | Kind::Duration(_))
                || (kind == Kind::Percent && share))
                && !may_be_negative(measure),
            clock: match kind {
                Kind::Duration(unit @ (TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour)) => Some(unit),
                Kind::Duration(TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Year)
                | Kind::Count
                | Kind::Percent
                | Kind::Rate
                | Kind::Money
                | Kind::Points
                | Kind::YesNo
                | Kind::Date
                | Kind::Rating => None,
            },
            times: measure.unit.per().and_then(|base| base.plain().parse().ok()),
        }
    }

    /// What is odd about a number.
    pub fn oddity(&self, number: PlainNumber) -> Option<Oddity> {
        let one = 10_i64.checked_pow(u32::from(number.places)).unwrap_or(i64::MAX);
        let value = number.mantissa;
        if self.never_negative && value < 0 {
            return Some(Oddity::Negative);
        }
        if self.fraction_is_odd && !number.percent && value > 0 && value <= one {
            return Some(Oddity::Fraction);
        }
        if self.clock.is_some() && !number.percent && value.checked_rem(one).is_none_or(|rest| rest != 0) {
            return Some(Oddity::TimeWithPoint);
        }
        (self.above_hundred_is_odd && value > one.saturating_mul(100)).then_some(Oddity::AboveHundred)
    }
}

/// True for a measure judged by its groups, and never by a figure for all of them together.
fn is_judged_by_group(measure: &Measure) -> bool {
    !measure.by.is_empty()
        && match measure.on_groups {
            OnGroups::Worst | OnGroups::WorstOfKnown(_) | OnGroups::AtLeast { .. } | OnGroups::Gap => true,
            OnGroups::Each | OnGroups::Total | OnGroups::TotalOfKnown(_) => false,
        }
}

/// True where the rule book has a figure below nought for a measure, or calls one plausible.
#[must_use]
pub fn may_be_negative(measure: &Measure) -> bool {
    let lowest = measure.plausible.as_ref().map(|(low, _)| low.clone());
    lowest.into_iter().chain(figures(measure).map(|(_, figure)| figure)).any(|figure| figure.is_negative())
}

/// The figures that the rule book itself gives for a measure, with what each is.
pub fn figures(measure: &Measure) -> impl Iterator<Item = (&'static str, Exact)> + '_ {
    let members = measure.member_baselines.iter().map(|(_, baseline)| baseline);
    let baselines = measure.baseline.iter().chain(members).map(|b| ("baseline", b.value.clone()));
    let targets =
        measure.targets.iter().flat_map(|sequence| &sequence.targets).flat_map(|target| match &target.goal {
            Goal::Limit { figure: Expression::Number(figure), .. }
            | Goal::Exactly { figure: Expression::Number(figure) } => vec![("target", figure.clone())],
            Goal::Between { low, high } => vec![("target", low.clone()), ("target", high.clone())],
            Goal::Limit { .. } | Goal::Exactly { .. } | Goal::ToBeSet { .. } | Goal::MetBy { .. } => {
                Vec::new()
            }
        });
    baselines.chain(targets)
}

/// The figure of the rule book that a percentage is near: within a fifth to five times of it.
pub fn near(measure: &Measure, percentage: &Exact) -> Option<(&'static str, Exact)> {
    let five = Exact::from(5);
    figures(measure).find(|(_, figure)| {
        *figure >= five && percentage.times(&five) >= *figure && *percentage <= figure.times(&five)
    })
}

/// All measures, found by id, former id or title.
#[derive(Debug)]
pub struct Measures<'b> {
    book: &'b RuleBook,
    facts: Vec<Facts>,
    /// None where two measures share a title.
    by_name: FxHashMap<String, Option<Id<Measure>>>,
}

impl<'b> Measures<'b> {
    /// Looks up what reading needs.
    pub fn new(book: &'b RuleBook) -> Self {
        // Any measure may have figures of benchmarks and peers.
        let of_others = book.comparators.map_or(0, bit);
        let facts = book.measures.values().map(Facts::of);
        let facts = facts.map(|facts| Facts { groups: facts.groups | of_others, ..facts }).collect();
        let mut by_name: FxHashMap<String, Option<Id<Measure>>> = FxHashMap::default();
        for (id, measure) in book.measures.iter() {
            by_name.entry(key(&measure.id)).or_insert(Some(id));
        }
        for (id, measure) in book.measures.iter() {
            for former in &measure.formerly {
                by_name.entry(key(former)).or_insert(Some(id));
            }
        }
        let mut titles: FxHashMap<String, Option<Id<Measure>>> = FxHashMap::default();
        for (id, measure) in book.measures.iter() {
            titles
                .entry(key(&measure.title))
                .and_modify(|known| *known = known.filter(|known| *known == id))
                .or_insert(Some(id));
        }
        for (title, id) in titles {
            by_name.entry(title).or_insert(id);
        }
        Self { book, facts, by_name }
    }

    /// The measure of this id, former id or title.
    pub fn find(&self, name: &str) -> Option<Id<Measure>> {
        let name = key(name);
        let find = |name: &str| self.by_name.get(name).copied().flatten();
        find(&name).or_else(|| find(name.trim_end_matches(['.', ':'])))
    }

    /// The id or title that was probably meant by a name that is neither.
    pub fn near(&self, name: &str) -> Option<&'b str> {
        let name = plain(name);
        let ids = || self.book.measures.values().map(|measure| measure.id.as_str());
        // `1.14 MMR dose 2`: an id with words after it.
        let first = name.split([' ', ':']).next().unwrap_or("");
        if let Some(id) = ids().find(|id| id.eq_ignore_ascii_case(first)) {
            return Some(id);
        }
        // One wrong digit makes another measure's number, so numbers are near only when they have the same digits.
        if !name.contains(char::is_alphabetic) {
            return ids().find(|id| digits(id) == digits(&name));
        }
        let lettered = ids().filter(|id| id.contains(char::is_alphabetic));
        let by_id = nearest(&name, lettered).filter(|_| name.chars().count() > 2);
        by_id.or_else(|| nearest(&name, self.book.measures.values().map(|measure| measure.title.as_str())))
    }

    /// What reading needs to know of a measure.
    pub fn facts(&self, id: Id<Measure>) -> Option<&Facts> {
        self.facts.get(id.index())
    }

    /// What a value of a measure has to be.
    pub fn asked(&self, id: Id<Measure>) -> Asked<'b> {
        let measure = &self.book.measures[id];
        Asked { unit: &measure.unit, rating: self.book.rating_of(measure) }
    }
}

fn digits(text: &str) -> Vec<char> {
    let mut digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    digits.sort_unstable();
    digits
}
