//! The one door to results: names for ids, cells for figures, and nothing of a withheld value.
//!
//! Papers and JSON read results through [`View`]. A result that is withheld comes out with no figure, no gap and no
//! movement; a movement that starts from a withheld figure is dropped too; and where the words of others (facts,
//! questions, findings) repeat a withheld number, it is struck out.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::Inputs;
use super::document::{Cell, KeyEntry};
use super::withheld::{Secret, secret, struck_out};
use crate::base::arena::Id;
use crate::base::diag::{Cell as DataCell, Diagnostic, Place};
use crate::base::exact::Exact;
use crate::base::span::Span;
use crate::base::unit::{Kind, Unit};
use crate::data::{Mark, Marks, PlaceId};
use crate::eval::outcome::{
    Amount, Answer, Figure, FigureSource, History, MovementSeen, Outcome, Position, ResultKind, Truth,
};
use crate::model::{Baseline, Measure, OnGroups, Party, Rating, Since};
use crate::plain;

/// What stands in a table where there is nothing to say.
const NOTHING: &str = "–";

/// Results as readers may see them.
#[derive(Debug)]
pub struct View<'a> {
    /// What they are from. Results are read from `outcomes`, never from here.
    pub inputs: Inputs<'a>,
    outcomes: Cow<'a, [Outcome]>,
    /// In the order of measures.
    secrets: Vec<Secret>,
    /// File, line, and position in `secrets`, sorted.
    secret_cells: Vec<(String, u64, usize)>,
    /// The positions on ladders that stand beside the result of a measure and place.
    stages: FxHashMap<(Id<Measure>, PlaceId), Vec<&'a Position>>,
}

/// Which positions stand beside which result, in the order of the ladders.
fn stages(inputs: Inputs<'_>) -> FxHashMap<(Id<Measure>, PlaceId), Vec<&Position>> {
    let mut stages: FxHashMap<_, Vec<&Position>> = FxHashMap::default();
    for position in &inputs.assessment.positions {
        for result in position.results.iter().filter_map(|at| inputs.assessment.results.get(*at)) {
            stages.entry((result.measure, result.place)).or_default().push(position);
        }
    }
    stages
}

impl<'a> View<'a> {
    /// Reads the results of an assessment.
    #[must_use]
    pub fn new(inputs: Inputs<'a>) -> Self {
        let results = &inputs.assessment.results;
        let mut secrets: Vec<Secret> =
            results.iter().filter(|o| o.kind == ResultKind::Withheld).map(|o| secret(o, inputs)).collect();
        secrets.sort_by_key(|secret| (secret.measure, secret.place));
        let mut secret_cells: Vec<(String, u64, usize)> = secrets
            .iter()
            .enumerate()
            .filter_map(|(at, secret)| secret.cell.clone().map(|(file, line)| (file, line, at)))
            .collect();
        secret_cells.sort();
        let stages = stages(inputs);
        let mut view = Self { inputs, outcomes: Cow::Borrowed(results), secrets, secret_cells, stages };
        // Where nothing is withheld there is nothing to take out, and large reports are not held twice.
        if !view.secrets.is_empty() {
            view.outcomes = results.iter().map(|outcome| view.scrubbed(outcome)).collect();
        }
        view
    }

    fn scrubbed(&self, outcome: &Outcome) -> Outcome {
        let mut seen = outcome.clone();
        if outcome.kind == ResultKind::Withheld {
            seen.figure = None;
            seen.last_known = None;
            seen.gap = None;
            seen.outlook = None;
            seen.level = None;
            seen.on_target = Truth::Unknown;
            seen.movement = Default::default();
            seen.comparisons = Default::default();
            seen.beside = None;
        }
        let kept = |m: &MovementSeen| !self.is_secret_figure(&m.from);
        seen.movement.previous = seen.movement.previous.filter(kept);
        seen.movement.last_year = seen.movement.last_year.filter(kept);
        seen.last_known = seen.last_known.filter(|figure| !self.is_secret_figure(figure));
        if outcome.kind == ResultKind::Withheld {
            let not_comparable = seen.history.not_comparable.take();
            seen.history = History { not_comparable, ..History::default() };
        }
        seen.history.by_other_definitions.retain(|one| !self.is_secret_figure(&one.figure));
        for one in &mut seen.history.by_other_definitions {
            one.previous = one.previous.take().filter(kept);
        }
        seen.computed_from.retain(|one| !self.is_secret_figure(&one.figure));
        seen.reason = self.hushed(outcome.measure, outcome.place, &outcome.reason);
        seen
    }

    /// What a result says of other times, with the withheld numbers of its measure struck out.
    #[must_use]
    pub fn outlook(&self, outcome: &Outcome) -> Vec<String> {
        let said = outcome.outlook.iter().flat_map(|outlook| outlook.said());
        said.map(|words| self.hushed(outcome.measure, outcome.place, words)).collect()
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
                    rank: level,
                    of: forecast.levels,
                },
                None => Cell::text("not rated"),
            },
            None if asked && outlook.is_some_and(|outlook| outlook.no_forecast.is_some()) => {
                Cell::text("no forecast")
            }
            None => Cell::absent(NOTHING),
        }
    }

    /// True for a figure that is read from a row that is withheld.
    #[must_use]
    pub fn is_secret_figure(&self, figure: &Figure) -> bool {
        match &figure.source {
            FigureSource::Data(cell) => self.secret_at(cell).is_some(),
            FigureSource::Baseline(_) | FigureSource::Computed(_) => false,
        }
    }

    fn secret_at(&self, cell: &DataCell) -> Option<&Secret> {
        let wanted = (cell.file.as_str(), cell.line);
        let at =
            self.secret_cells.binary_search_by(|(file, line, _)| (file.as_str(), *line).cmp(&wanted)).ok()?;
        self.secrets.get(self.secret_cells.get(at)?.2)
    }

    /// The words of others about a measure, with its withheld numbers struck out.
    #[must_use]
    pub fn hushed(&self, measure: Id<Measure>, place: PlaceId, text: &str) -> String {
        let from = self.secrets.partition_point(|s| s.measure < measure);
        let to = self.secrets.partition_point(|s| s.measure <= measure);
        let of_measure = self.secrets.get(from..to).unwrap_or(&[]).iter();
        let about = |s: &&Secret| place == PlaceId::WHOLE || s.place == place;
        let texts = of_measure.filter(about).flat_map(|s| &s.texts);
        texts.fold(text.to_owned(), |text, number| struck_out(&text, number))
    }

    /// Answers about a result, with its withheld numbers struck out.
    #[must_use]
    pub fn answers(&self, measure: Option<Id<Measure>>, place: PlaceId, all: &[Answer]) -> Vec<Answer> {
        let hush = |answer: &Answer| match measure {
            Some(id) => Answer { text: self.hushed(id, place, &answer.text), ..answer.clone() },
            None => answer.clone(),
        };
        all.iter().map(hush).collect()
    }

    /// A finding's words, with the withheld numbers of the row it points at struck out.
    #[must_use]
    pub fn hushed_finding(&self, finding: &Diagnostic) -> Diagnostic {
        let cells = finding.labels.iter().filter_map(|label| match &label.place {
            Place::Data(cell) => self.secret_at(cell),
            Place::Rule(_) => None,
        });
        let numbers: Vec<&String> = cells.flat_map(|secret| &secret.texts).collect();
        let hush = |text: &str| numbers.iter().fold(text.to_owned(), |text, n| struck_out(&text, n));
        let mut seen = finding.clone();
        seen.message = hush(&finding.message);
        seen.help = finding.help.as_deref().map(hush);
        for label in &mut seen.labels {
            label.text = hush(&label.text);
        }
        seen
    }

    /// The positions on ladders that stand beside a result.
    #[must_use]
    pub fn positions(&self, outcome: &Outcome) -> &[&'a Position] {
        self.stages.get(&(outcome.measure, outcome.place)).map_or(&[], Vec::as_slice)
    }

    /// True when some result has a stage beside its level.
    #[must_use]
    pub fn has_stages(&self) -> bool {
        !self.stages.is_empty()
    }

    /// Every result, in the order of the book.
    #[must_use]
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// The result at a position of the assessment.
    #[must_use]
    pub fn outcome(&self, at: usize) -> Option<&Outcome> {
        self.outcomes.get(at)
    }

    /// The measure of a result.
    #[must_use]
    pub fn measure(&self, outcome: &Outcome) -> &'a Measure {
        &self.inputs.book.measures[outcome.measure]
    }

    /// What the numbers of a result are measured in: a gap between percentages is in points.
    #[must_use]
    pub fn unit(&self, outcome: &Outcome) -> &'a Unit {
        let measure = self.measure(outcome);
        if outcome.is_part { &measure.unit } else { measure.unit_of_whole() }
    }

    /// The rating of a result.
    #[must_use]
    pub fn rating(&self, outcome: &Outcome) -> Option<&'a Rating> {
        self.inputs.book.rating_of(self.measure(outcome))
    }

    /// Full name of a party.
    #[must_use]
    pub fn party(&self, id: Id<Party>) -> &'a str {
        plain::escalation::party(id, self.inputs.book)
    }

    /// Short name of a party.
    #[must_use]
    pub fn party_id(&self, id: Id<Party>) -> &'a str {
        &self.inputs.book.parties[id].id
    }

    /// `1.14 Increase the levels of …`, with the group where there is one.
    #[must_use]
    pub fn label(&self, outcome: &Outcome) -> String {
        let measure = self.measure(outcome);
        let group = self.group(outcome);
        let comma = if group.is_empty() { "" } else { ": " };
        format!("{} {}{comma}{group}", measure.id, measure.title)
    }

    /// `1.14`, or `2.8 (John Radcliffe)`.
    #[must_use]
    pub fn short_label(&self, outcome: &Outcome) -> String {
        let id = &self.measure(outcome).id;
        let group = self.group(outcome);
        if group.is_empty() { id.clone() } else { format!("{id} ({group})") }
    }

    /// Full names of the group's members; empty for the whole.
    #[must_use]
    pub fn group(&self, outcome: &Outcome) -> String {
        self.group_named(outcome.place, &outcome.group)
    }

    /// Full names of the members at a place, or the label where they have none.
    #[must_use]
    pub fn group_named(&self, place: PlaceId, label: &str) -> String {
        let Some(place) = self.inputs.data.place(place).filter(|p| !p.parts.is_empty()) else {
            // A member that never submitted anything is known by its label alone.
            let members = self.inputs.book.groupings.values().flat_map(|grouping| &grouping.members);
            let title = members.filter(|m| m.id == label && !m.title.is_empty()).map(|m| &m.title).next();
            return title.map_or(label, String::as_str).to_owned();
        };
        let names = place.parts.iter().map(|(grouping, id)| {
            let members = &self.inputs.book.groupings[*grouping].members;
            let title = members.iter().find(|m| m.id.eq_ignore_ascii_case(id)).map(|m| m.title.as_str());
            title.filter(|title| !title.is_empty()).unwrap_or(id)
        });
        names.collect::<Vec<_>>().join(", ")
    }

    /// The level with its letter; for a result that has none, what kind of result it is.
    #[must_use]
    pub fn level(&self, outcome: &Outcome) -> Cell {
        match (outcome.level, self.rating(outcome)) {
            (Some(level), Some(rating)) => level_cell(rating, level),
            (Some(_), None) => Cell::text(&outcome.level_word),
            (None, _) => Cell::text(plain::result_kind(outcome.kind)),
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
                ResultKind::Missing => "not submitted",
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
        let of_gap = outcome.is_part && measure.gap.is_some();
        match &outcome.target {
            Some(_) if each_by_itself => Cell::absent("set for each group"),
            Some(used) => Cell::text(plain::target_used(used, self.unit(outcome))),
            None if measure.is_monitor() => Cell::absent("monitor only"),
            None if outcome.history.not_comparable.is_some() => Cell::absent("not judged"),
            None if measure.unit.kind == Kind::Rating => Cell::absent("no target"),
            None if of_gap => Cell::absent("set for the gap"),
            None if outcome.is_part && measure.adds_up_groups() => Cell::absent("set for the total"),
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
            (&seen.previous, Since::Previous),
            (&seen.last_year, Since::LastYear),
            (&seen.baseline, Since::Baseline),
        ];
        let mut said: Vec<String> = Vec::new();
        for (movement, since) in clocks {
            let words = movement.as_ref().map(|movement| plain::movement(movement, since, unit));
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

    /// The word in which a result's figure came marked: `provisional`.
    #[must_use]
    pub fn marks(&self, outcome: &Outcome) -> Vec<&'static str> {
        let marks = outcome.figure.as_ref().map_or(Marks::NONE, |figure| figure.marks);
        // A level that is made of others has no figure that could carry the mark.
        let incomplete = outcome.figure.is_none() && outcome.is_incomplete();
        let marks = if incomplete { marks.with(Mark::Incomplete) } else { marks };
        marks.iter().map(|mark| mark.word()).collect()
    }

    /// What to bear in mind about a result: reason, marks, remarks of ours.
    #[must_use]
    pub fn remarks(&self, outcome: &Outcome) -> Vec<String> {
        let measure = self.measure(outcome);
        let context = plain::Context::of(self.inputs.book, measure);
        let news = outcome.remarks.iter().filter(|remark| !outcome.says_already(remark));
        let remarks = news.map(|remark| plain::remark(remark, context));
        let control = outcome.control().into_iter();
        let control = control.flat_map(|seen| plain::statistics::control(seen, &measure.unit));
        let past = plain::history::history(&outcome.history, measure, self.rating(outcome));
        remarks
            .chain(control)
            .chain(past)
            .map(|text| self.hushed(outcome.measure, outcome.place, &text))
            .collect()
    }

    /// The line that gave the level, and where it is written: `red otherwise (framework.plim, line 8)`.
    #[must_use]
    pub fn decided(&self, outcome: &Outcome) -> Option<String> {
        let by_rules = self.decided_by_rules(outcome);
        match outcome.set_by_hand() {
            Some(set) => Some(match by_rules {
                Some(line) => format!("{}, by hand; by the rules: {line}", set.by),
                None => format!("{}, by hand", set.by),
            }),
            None => by_rules,
        }
    }

    fn decided_by_rules(&self, outcome: &Outcome) -> Option<String> {
        let line = self.deciding_line(outcome, outcome.decided_by?);
        let cap = outcome.held_down_by().map(|cap| self.deciding_line(outcome, cap));
        Some(cap.map_or_else(|| line.clone(), |cap| format!("{cap}; without it, {line}")))
    }

    fn deciding_line(&self, outcome: &Outcome, span: Span) -> String {
        let measure = self.measure(outcome);
        let place = self.source(&FigureSource::Baseline(span));
        let said = measure.list.as_ref().zip(self.rating(outcome)).and_then(|(list, rating)| {
            let context = plain::Context::of(self.inputs.book, measure);
            let line = list.lines.iter().find(|line| line.span == span);
            let cap = list.caps.iter().find(|cap| cap.span == span);
            let otherwise = list.otherwise.filter(|(_, at)| *at == span);
            line.map(|line| plain::line(line, rating, context))
                .or_else(|| cap.map(|cap| plain::rating::cap(cap, rating, context)))
                .or_else(|| otherwise.map(|(level, _)| format!("{} otherwise", rating.word(level))))
        });
        said.map_or_else(|| place.clone(), |said| format!("{said} ({place})"))
    }

    /// Short names of boards with their full names, for the key under a table.
    #[must_use]
    pub fn board_key(&self, owners: &[Id<Party>]) -> Vec<KeyEntry> {
        let mut ids = owners.to_vec();
        ids.sort_unstable();
        ids.dedup();
        let named = ids.into_iter().filter(|id| self.party(*id) != self.party_id(*id));
        named.map(|id| KeyEntry::new(self.party_id(id), self.party(id))).collect()
    }

    /// `values.csv, line 15` or `framework.plim, line 12`.
    #[must_use]
    pub fn source(&self, source: &FigureSource) -> String {
        match source {
            FigureSource::Data(cell) => format!("{}, line {}", cell.file, cell.line),
            FigureSource::Baseline(span) | FigureSource::Computed(span) => {
                let at = self.inputs.sources.line_column(*span);
                format!("{}, line {}", self.inputs.sources.name(*span), at.line)
            }
        }
    }
}

/// A level of a rating as a cell.
#[must_use]
pub fn level_cell(rating: &Rating, level: u8) -> Cell {
    let letter = rating.levels.get(usize::from(level)).map_or("", |l| l.letter.as_str());
    Cell::Level {
        word: rating.word(level).to_owned(),
        letter: letter.to_owned(),
        rank: level,
        of: u8::try_from(rating.levels.len()).unwrap_or(u8::MAX),
    }
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
