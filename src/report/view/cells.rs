//! Results as cells of a table: level, value, target, gap and movement.

use super::super::document::Cell;
use super::View;
use crate::base::exact::Exact;
use crate::base::unit::Kind;
use crate::data::PlaceId;
use crate::eval::outcome::{Amount, Figure, Outcome, ResultKind};
use crate::model::{Baseline, Measure, OnGroups, Rating, Shade, Since};
use crate::plain;

/// What stands in a table where there is nothing to say.
const NOTHING: &str = "–";

impl View<'_> {
    /// The level with its letter; for a result that has none, what kind of result it is.
    #[must_use]
    pub fn level(&self, outcome: &Outcome) -> Cell {
        match (outcome.level, self.rating(outcome)) {
            (Some(level), Some(rating)) => level_cell(rating, level),
            (Some(_), None) => Cell::text(&outcome.level_word),
            (None, _) => Cell::text(outcome.kind_word()),
        }
    }

    /// A level, or a kind of result, that is known by its word or letter.
    #[must_use]
    pub fn level_said(&self, outcome: &Outcome, said: &str) -> Cell {
        let rating = self.rating(outcome);
        match rating.and_then(|rating| Some(level_cell(rating, rating.level(said.trim())?))) {
            Some(cell) => cell,
            None if said.trim().is_empty() => Cell::absent("none"),
            None => Cell::text(said),
        }
    }

    /// The figure judged, in the measure's unit.
    #[must_use]
    pub fn value(&self, outcome: &Outcome) -> Cell {
        match &outcome.figure {
            Some(figure) => match &figure.amount {
                Amount::Number { value, .. } => {
                    let goal = outcome.target.as_ref().map(|target| &target.goal);
                    let unit = self.unit(outcome);
                    let shown =
                        plain::outcome::amount_against(&figure.amount, goal, unit, self.rating(outcome));
                    Cell::Number { shown, value: value.clone(), aside: self.aside(outcome) }
                }
                Amount::Met(_) | Amount::Day(_) | Amount::Level(_) => {
                    self.figure(outcome, figure, String::new())
                }
            },
            None => Cell::absent(match outcome.kind {
                ResultKind::Missing => {
                    outcome.said_absent().map_or("not submitted", |said| said.absence.words())
                }
                ResultKind::NotDue => "not due yet",
                ResultKind::Withheld => "withheld",
                ResultKind::NotApplicable => "not applicable",
                ResultKind::Invalid => "not usable",
                ResultKind::Rated | ResultKind::Unrated | ResultKind::NotRated => "no figure",
            }),
        }
    }

    /// What stands beside a value: its interval, or the counts it is made of.
    fn aside(&self, outcome: &Outcome) -> String {
        let unit = &self.measure(outcome).unit;
        let interval = outcome.interval().map(|ends| plain::statistics::interval(ends, unit));
        let counts = outcome.made_of().map(plain::statistics::made_of);
        interval.into_iter().chain(counts).collect::<Vec<_>>().join("; ")
    }

    fn figure(&self, outcome: &Outcome, figure: &Figure, aside: String) -> Cell {
        let unit = self.unit(outcome);
        let shown = plain::amount(&figure.amount, unit, self.rating(outcome));
        match &figure.amount {
            Amount::Number { value, .. } => Cell::Number { shown, value: value.clone(), aside },
            Amount::Met(_) => Cell::Text(shown),
            Amount::Day(day) => Cell::Day(*day),
            Amount::Level(_) => Cell::absent("judged by hand"),
        }
    }

    /// The newest figure known, where the one that was due is not there.
    #[must_use]
    pub fn last_known(&self, outcome: &Outcome) -> Option<String> {
        let figure = outcome.last_known.as_ref()?;
        Some(self.figure(outcome, figure, figure.period.to_string()).shown())
    }

    /// Where the measure, or this group of it, started from; for a whole without a baseline of its own, where each of
    /// its groups did.
    #[must_use]
    pub fn baseline(&self, outcome: &Outcome) -> Cell {
        let measure = self.measure(outcome);
        let of_member = measure.member_baselines.iter().find(|(member, _)| *member == outcome.group);
        let own = of_member.map(|(_, baseline)| baseline);
        let whole = measure.baseline.as_ref().filter(|_| outcome.place == PlaceId::WHOLE);
        match own.or(whole) {
            Some(from) => baseline_cell(from, measure),
            None if outcome.place == PlaceId::WHOLE && !measure.member_baselines.is_empty() => {
                Cell::Text(self.member_baselines(measure))
            }
            None => Cell::absent("none"),
        }
    }

    /// `98% John Radcliffe; 96% Horton General (2017/18)`: a period that all share is said once.
    fn member_baselines(&self, measure: &Measure) -> String {
        let all = &measure.member_baselines;
        let first = all.first().and_then(|(_, from)| from.period);
        let shared = first.filter(|_| all.iter().all(|(_, from)| from.period == first));
        let said = all.iter().map(|(member, from)| {
            let value = measure.unit.show_places(&from.value, from.places);
            let period =
                from.period.filter(|_| shared.is_none()).map_or_else(String::new, |p| format!(" ({p})"));
            format!("{value} {}{period}", self.member_title(measure, member))
        });
        let said = said.collect::<Vec<_>>().join("; ");
        shared.map_or_else(|| said.clone(), |period| format!("{said} ({period})"))
    }

    /// The full name of a member of the measure's groups, or its id where it has none.
    fn member_title<'m>(&'m self, measure: &Measure, id: &'m str) -> &'m str {
        let members = measure.by.iter().flat_map(|by| &self.inputs.book.groupings[*by].members);
        let mut named =
            members.filter(|member| member.id.eq_ignore_ascii_case(id) && !member.title.is_empty());
        named.next().map_or(id, |member| member.title.as_str())
    }

    /// True for a group's row that belongs to the row of its measure above it. Where each group is a result of its own
    /// there is no such row, and a larger group that holds some of them stands beside them.
    #[must_use]
    pub fn stands_beneath(&self, outcome: &Outcome) -> bool {
        let each_by_itself = self.measure(outcome).on_groups == OnGroups::Each;
        outcome.is_part && outcome.place != PlaceId::WHOLE && !each_by_itself
    }

    /// The target it was judged by, or as it was set where it was not judged.
    #[must_use]
    pub fn target(&self, outcome: &Outcome) -> Cell {
        let measure = self.measure(outcome);
        let each_by_itself =
            outcome.is_part && (outcome.place == PlaceId::WHOLE || !self.stands_beneath(outcome));
        match &outcome.target {
            Some(_) if each_by_itself => Cell::absent("set for each group"),
            Some(used) => Cell::text(plain::target_used(used, self.unit(outcome))),
            None if measure.is_monitor() => Cell::absent("monitor only"),
            None if outcome.history.not_comparable.is_some() => Cell::absent("not judged"),
            None if measure.unit.kind == Kind::Rating => Cell::absent("no target"),
            None if let (true, Some(of)) = (outcome.is_part, measure.target_is_of()) => Cell::absent(of),
            // Whether it has a target, and which, cannot be told from a rule that cannot be used.
            None if measure.faulty => Cell::absent("not read: see the findings"),
            None => Cell::absent("no target in force"),
        }
    }

    /// The period of the figure, else the one that a figure is expected for.
    #[must_use]
    pub fn period(&self, outcome: &Outcome) -> Cell {
        let period = outcome.figure.as_ref().map(|f| f.period).or(outcome.expected);
        period.map_or_else(|| Cell::absent("none yet"), |p| Cell::text(p.to_string()))
    }

    /// How far from target.
    #[must_use]
    pub fn gap(&self, outcome: &Outcome) -> Cell {
        let words = plain::gap(outcome, self.unit(outcome));
        words.map_or_else(|| Cell::absent(NOTHING), Cell::Text)
    }

    /// Every movement there is, newest clock first; where two clocks start from the same figure it is said once.
    #[must_use]
    pub fn movements(&self, outcome: &Outcome) -> Vec<String> {
        let unit = self.unit(outcome);
        let seen = &outcome.movement;
        let clocks = [
            (seen.previous.as_ref(), Since::Previous),
            (seen.last_year.as_ref(), Since::LastYear),
            (seen.baseline.as_deref(), Since::Baseline),
        ];
        let mut said: Vec<String> = Vec::new();
        for (movement, since) in clocks {
            let words = movement.map(|movement| plain::movement(movement, since, unit));
            said.extend(words.filter(|words| !said.contains(words)));
        }
        said
    }

    /// The movement on the newest clock there is.
    #[must_use]
    pub fn movement(&self, outcome: &Outcome) -> Cell {
        let first = self.movements(outcome).into_iter().next();
        let not_given = plain::history::movement_not_given(&outcome.history);
        match (first, not_given) {
            (Some(first), _) => Cell::Text(first),
            (None, Some(why)) => Cell::Text(why.to_owned()),
            (None, None) => Cell::absent(NOTHING),
        }
    }

    /// The level that the rules give the forecast, where the book asks for one.
    #[must_use]
    pub fn year_end(&self, outcome: &Outcome) -> Cell {
        let outlook = outcome.outlook.as_ref();
        let asked = self.measure(outcome).year_end.is_some();
        let forecast = outlook.and_then(|outlook| outlook.forecast.as_ref());
        match forecast.filter(|forecast| forecast.is_rated) {
            Some(forecast) => match forecast.level {
                Some(level) => Cell::Level {
                    word: forecast.level_word.clone(),
                    letter: forecast.level_letter.clone(),
                    shade: self
                        .rating(outcome)
                        .map_or_else(|| Shade::by_rank(level, forecast.levels), |rating| rating.shade(level)),
                },
                None => Cell::text("not rated"),
            },
            None if asked && outlook.is_some_and(|outlook| outlook.no_forecast.is_some()) => {
                Cell::text("no forecast")
            }
            None => Cell::absent(NOTHING),
        }
    }
}

/// A level of a rating as a cell.
#[must_use]
pub fn level_cell(rating: &Rating, level: u8) -> Cell {
    let word = rating.word(level);
    // A level whose word is its letter, as in `levels 1 (1)`, is said once.
    let letter = rating.levels.get(usize::from(level)).map_or("", |l| l.letter.as_str());
    let letter = if letter == word { "" } else { letter };
    Cell::Level { word: word.to_owned(), letter: letter.to_owned(), shade: rating.shade(level) }
}

fn baseline_cell(from: &Baseline, measure: &Measure) -> Cell {
    Cell::Number {
        shown: measure.unit.show_places(&from.value, from.places),
        value: from.value.clone(),
        aside: from.period.map_or_else(String::new, |p| p.to_string()),
    }
}

/// `49%`; never 100% while one is left, never 0% while there is one.
#[must_use]
pub fn share(part: u32, whole: u32) -> String {
    let exact = Exact::from(i64::from(part) * 100).over(&Exact::from(i64::from(whole)));
    let Some(exact) = exact else { return "none".to_owned() };
    let rounded = exact.rounded(0);
    if rounded == Exact::from(100) && part < whole {
        "more than 99%".to_owned()
    } else if rounded.is_zero() && part > 0 {
        "less than 1%".to_owned()
    } else {
        format!("{}%", rounded.text())
    }
}
