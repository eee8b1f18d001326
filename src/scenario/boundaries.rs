//! Where the result of one measure changes as one of its figures moves, found by asking the rules themselves.

use chrono::NaiveDate;

use super::given::{Tables, lay};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::number::parse_number;
use crate::base::period::{Period, date_name};
use crate::base::span::Span;
use crate::base::unit::{Kind, Unit};
use crate::eval::outcome::{Assessment, CaseState, Outcome as Seen, ResultKind, Truth};
use crate::eval::{Only, Run, assess_alone};
use crate::model::scenario::{GivenFigure, Scenario};
use crate::model::{Escalation, Grouping, Measure, RuleBook};

/// The groups that a figure is of.
pub(super) type Groups = Vec<(Id<Grouping>, String)>;

/// Figures around one that is moved, and the report that is made of them.
#[derive(Debug, Clone)]
pub(super) struct Setting {
    /// The measure asked about.
    pub(super) measure: Id<Measure>,
    /// The group whose result is asked for; empty for the whole.
    pub(super) group: Groups,
    /// The period of the report.
    pub(super) report: Period,
    /// Its day.
    pub(super) as_of: NaiveDate,
    /// All figures; the one that is moved among them.
    pub(super) figures: Vec<GivenFigure>,
    /// Which of them is moved.
    pub(super) moved: usize,
    /// What is said of the figures before it, for a title.
    pub(super) after: String,
    /// True where it is looked at only for a target that no other setting brings.
    pub(super) only_for_its_target: bool,
    /// What of a report is looked at.
    pub(super) only: Only,
}

/// Where a target is written, and the figure it came to.
pub(super) type Judged = (Span, String);

/// What came of a report, as far as it concerns one measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Came {
    pub(super) level: Option<u8>,
    pub(super) kind: ResultKind,
    pub(super) on_target: Truth,
    /// Cases, each with how it stands.
    pub(super) cases: Vec<(Id<Escalation>, CaseState)>,
    /// The target it was judged by, with its figure: a trajectory has one for each of its steps.
    pub(super) target: Option<Judged>,
}

impl Setting {
    /// The figure that is moved, as it is before it moves.
    pub(super) fn base(&self) -> String {
        let Some(moved) = self.figures.get(self.moved) else { return String::new() };
        match moved.of.as_ref().and_then(|_| parse_number(&moved.value).ok()) {
            Some(above) => {
                let share = above.exact().times(&Exact::from(100)).over(&Exact::from(OF));
                share.map(|share| format!("{}%", share.plain())).unwrap_or_default()
            }
            None => moved.value.clone(),
        }
    }

    /// The same with another figure in place of the one that is moved.
    pub(super) fn with(&self, value: &str) -> Vec<GivenFigure> {
        let mut figures = self.figures.clone();
        if let Some(moved) = figures.get_mut(self.moved) {
            set(moved, value);
        }
        figures
    }

    /// A scenario of these figures, without expectations.
    pub(super) fn scenario(&self, value: &str) -> Scenario {
        Scenario {
            title: String::new(),
            figures: self.with(value),
            files: Vec::new(),
            answers: Vec::new(),
            acts: Vec::new(),
            reports: Vec::new(),
            faulty: false,
            span: Span::default(),
        }
    }

    /// The report that is made with a figure.
    pub(super) fn report(&self, book: &RuleBook, value: &str) -> Assessment {
        let laid = lay(book, &self.scenario(value), self.as_of, &Tables::new());
        let run = Run {
            book,
            data: &laid.data,
            responses: &laid.responses,
            period: Some(self.report),
            as_of: self.as_of,
        };
        assess_alone(&run, &self.only)
    }

    /// The result that is asked for.
    pub(super) fn result<'r>(&self, report: &'r Assessment) -> Option<&'r Seen> {
        report.results.iter().find(|result| {
            let subject =
                crate::model::scenario::Subject { measure: self.measure, groups: self.group.clone() };
            super::compare::is_of(result, &subject)
        })
    }

    /// What comes of a figure.
    pub(super) fn came(&self, book: &RuleBook, value: &str) -> Option<Came> {
        let report = self.report(book, value);
        self.result(&report).map(|seen| self.judged(book, &report, seen))
    }

    /// What a report says of a result, as far as that parts it from others.
    pub(super) fn judged(&self, book: &RuleBook, report: &Assessment, seen: &Seen) -> Came {
        let own = report.cases.iter().filter(|case| case.measure == Some(self.measure));
        Came {
            level: seen.level,
            kind: seen.kind,
            on_target: seen.on_target,
            cases: own.map(|case| (case.escalation, case.state)).collect(),
            target: seen.target.as_ref().map(|target| {
                let unit = book.measures[self.measure].unit_of_whole();
                (target.span, crate::plain::goal_used(&target.goal, unit))
            }),
        }
    }
}

/// Puts another figure in place of one; a figure that is given as counts stays one of counts.
pub(super) fn set(figure: &mut GivenFigure, value: &str) {
    let share = value.strip_suffix('%').and_then(|number| parse_number(number).ok());
    match share.filter(|_| figure.of.is_some()) {
        Some(share) => {
            let above = share.exact().times(&Exact::from(OF)).percent(&Exact::from(1));
            (figure.value, figure.of) = (above.plain(), Some(OF.to_string()));
        }
        None => {
            value.clone_into(&mut figure.value);
            if share.is_none() {
                figure.of = None;
            }
        }
    }
}

/// Counts are given of so many, so that a tenth of a per cent is a whole number of them.
pub(super) const OF: i64 = 1000;

/// A place where what comes of a figure changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Boundary {
    /// The figure at the threshold.
    pub(super) at: Exact,
}

/// Where results change as the figure moves over all that it may be, in steps of so many decimal places.
pub(super) fn boundaries(book: &RuleBook, setting: &Setting, samples: &[Exact], places: u8) -> Vec<Boundary> {
    let Some(unit) = setting.figures.get(setting.moved).map(|one| &book.measures[one.measure].unit) else {
        return Vec::new();
    };
    let mut search =
        Search { book, setting, unit, step: Exact::decimal(1, places), places, found: Vec::new() };
    let mut known: Vec<(Exact, Came)> = Vec::new();
    for sample in samples {
        if let Some(came) = search.came(sample) {
            known.push((sample.clone(), came));
        }
    }
    for pair in known.windows(2) {
        if let [(low, before), (high, after)] = pair {
            search.between(low, before, high, after);
        }
    }
    search.found
}

struct Search<'s> {
    book: &'s RuleBook,
    setting: &'s Setting,
    unit: &'s Unit,
    step: Exact,
    places: u8,
    found: Vec<Boundary>,
}

impl Search<'_> {
    fn came(&self, value: &Exact) -> Option<Came> {
        self.setting.came(self.book, &self.unit.show(value))
    }

    fn between(&mut self, low: &Exact, before: &Came, high: &Exact, after: &Came) {
        if alike(before, after) {
            return;
        }
        if high.minus(low) <= self.step {
            // The figure at a threshold is the one on its better side.
            let place = |came: &Came| came.level.unwrap_or(u8::MAX);
            let better = place(before) < place(after)
                || (before.level == after.level && before.on_target == Truth::True);
            self.found.push(Boundary { at: if better { low.clone() } else { high.clone() } });
            return;
        }
        let Some(half) = low.plus(high).over(&Exact::from(2)) else { return };
        let mut middle = half.rounded(self.places);
        if middle <= *low {
            middle = low.plus(&self.step);
        }
        if middle >= *high {
            return;
        }
        if let Some(came) = self.came(&middle) {
            self.between(low, before, &middle, &came);
            self.between(&middle, &came, high, after);
        }
    }
}

/// True when nothing that parts one result from another differs.
fn alike(one: &Came, other: &Came) -> bool {
    (one.level, one.kind, one.on_target) == (other.level, other.kind, other.on_target)
        && one.cases == other.cases
}

/// How fine the figures of a measure are: as fine as the finest figure of its rules, and a tenth of a point for
/// percentages.
pub(super) fn places(measure: &Measure, figures: &[Exact]) -> u8 {
    let written = figures.iter().filter_map(Exact::places).filter(|places| *places <= 3).max().unwrap_or(0);
    let least = match measure.unit.kind {
        Kind::Percent => 1,
        Kind::Count
        | Kind::Rate
        | Kind::Money
        | Kind::Duration(_)
        | Kind::Points
        | Kind::YesNo
        | Kind::Date
        | Kind::Rating => 0,
    };
    written.max(least)
}

/// Figures to begin with: about each figure that the rules name, and far off on both sides.
pub(super) fn samples(measure: &Measure, figures: &[Exact], places: u8) -> Vec<Exact> {
    let step = Exact::decimal(1, places);
    let (mut lowest, mut highest) = (Exact::zero(), None);
    if measure.unit.kind == Kind::Percent && figures.iter().all(|figure| *figure <= Exact::from(100)) {
        highest = Some(Exact::from(100));
    }
    if let Some((low, high)) = &measure.plausible {
        (lowest, highest) = (low.clone(), Some(high.clone()));
    }
    let top = figures.iter().max().cloned().unwrap_or_else(|| Exact::from(100));
    let mut all = vec![
        lowest.clone(),
        highest.clone().unwrap_or_else(|| top.times(&Exact::from(2)).plus(&Exact::from(10))),
    ];
    for figure in figures {
        let rounded = figure.rounded(places);
        for of in [85, 115] {
            all.push(rounded.percent(&Exact::from(of)).rounded(places));
        }
        all.extend([rounded.minus(&step), rounded.plus(&step), rounded]);
    }
    all.retain(|value| *value >= lowest && highest.as_ref().is_none_or(|highest| value <= highest));
    all.sort();
    all.dedup();
    all
}

/// A day as a figure.
pub(super) fn day(day: NaiveDate) -> String {
    date_name(day)
}
