//! The one door to results: names for ids, cells for figures, and nothing of a withheld value.
//!
//! Papers and JSON read results through [`View`]. A result that is withheld comes out with no figure, no gap and no
//! movement; a movement that starts from a withheld figure is dropped too; and where the words of others (facts,
//! questions, findings) repeat a withheld number, it is struck out.

mod cells;
mod members;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Inputs;
use super::chart::Chart;
use super::document::KeyEntry;
use super::letters::Letters;
use super::trends;
use super::withheld::{Secret, Told, is_long, secret, struck_out};
use crate::base::arena::Id;
use crate::base::diag::{Cell as DataCell, Diagnostic, Place};
use crate::base::period::Period;
use crate::base::span::Span;
use crate::base::unit::Unit;
use crate::data::{Mark, Marks, PlaceId, State};
use crate::eval::explain::DerivationStep;
use crate::eval::outcome::{
    Answer, Case, Figure, FigureSource, History, MovementSeen, Outcome, Position, ResultKind, Trend, Truth,
    room,
};
use crate::model::{Measure, Party, Rating};
use crate::plain;

pub use cells::{level_cell, share};

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
    /// What notes and answers may repeat.
    told: Told,
    /// The positions on ladders that stand beside the result of a measure and place.
    stages: FxHashMap<(Id<Measure>, PlaceId), Vec<&'a Position>>,
    /// Where the result of a measure and place stands.
    at: FxHashMap<(Id<Measure>, PlaceId), usize>,
    /// Whether a page has room for each result.
    room: Vec<bool>,
    /// The chart of each of them, made when a paper first asks for it.
    charts: Vec<OnceCell<Option<Arc<Chart>>>>,
    /// Who is written to, and of what.
    pub(super) letters: Letters<'a>,
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
        let at = results.iter().enumerate().map(|(at, one)| ((one.measure, one.place), at)).collect();
        let room = room(results);
        let charts = inputs.assessment.trends.iter().map(|_| OnceCell::new()).collect();
        let mut view = Self {
            inputs,
            outcomes: Cow::Borrowed(results),
            secrets,
            secret_cells,
            told: Told::of(inputs),
            stages,
            at,
            room,
            charts,
            letters: Letters::of(inputs),
        };
        // Where nothing is withheld there is nothing to take out, and large reports are not held twice.
        if !(view.secrets.is_empty() && view.told.is_empty()) {
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
            seen.history = History { not_comparable, ..History::default() }.into();
        }
        seen.history.by_other_definitions.retain(|one| !self.is_secret_figure(&one.figure));
        for one in &mut seen.history.by_other_definitions {
            one.previous = one.previous.take().filter(kept);
        }
        seen.computed_from.retain(|one| !self.is_secret_figure(&one.figure));
        if let Some(note) = seen.figure.as_mut().and_then(|figure| figure.note.as_mut()) {
            *note = self.hushed_words(Some(outcome.measure), outcome.place, note);
        }
        if outcome.said_absent().is_some_and(|said| said.note.is_some())
            && let Some(note) = seen.history.no_figure.as_mut().and_then(|said| said.note.as_mut())
        {
            *note = self.hushed_words(Some(outcome.measure), outcome.place, note);
        }
        seen.reason = self.hushed(outcome.measure, outcome.place, &outcome.reason);
        seen
    }

    /// What a result says of other times, with the withheld numbers of its measure struck out.
    #[must_use]
    pub fn outlook(&self, outcome: &Outcome) -> Vec<String> {
        let said = outcome.outlook.iter().flat_map(|outlook| outlook.said());
        said.map(|words| self.hushed(outcome.measure, outcome.place, words)).collect()
    }

    /// True for a figure that is read from a row that is withheld.
    #[must_use]
    pub fn is_secret_figure(&self, figure: &Figure) -> bool {
        match &figure.source {
            FigureSource::Data(cell) => {
                self.secrets_in_row(cell).any(|secret| secret.column == cell.position)
            }
            FigureSource::Baseline(_) | FigureSource::Computed(_) => false,
        }
    }

    /// True where the figure of a result for another period was submitted and is withheld.
    #[must_use]
    pub fn is_withheld_for(&self, outcome: &Outcome, period: Period) -> bool {
        let data = self.inputs.data;
        let rows = data.find(outcome.measure, outcome.place).into_iter().flat_map(|own| data.rows(own));
        let mut of_period = rows.filter(|row| data.period(*row) == Some(period));
        of_period.any(|row| data.state(row) == State::Withheld)
    }

    /// The withheld results that were read from the row of a cell: several where periods stand across.
    fn secrets_in_row<'s>(&'s self, cell: &'s DataCell) -> impl Iterator<Item = &'s Secret> {
        let wanted = (cell.file.as_str(), cell.line);
        let from = self.secret_cells.partition_point(|(file, line, _)| (file.as_str(), *line) < wanted);
        let rest = self.secret_cells.get(from..).unwrap_or(&[]).iter();
        let in_row = rest.take_while(move |(file, line, _)| (file.as_str(), *line) == wanted);
        in_row.filter_map(|(_, _, at)| self.secrets.get(*at))
    }

    /// What we say about a measure, with its withheld numbers struck out. What is judged never sees such a number, so this is a
    /// second lock. In words about another result short numbers stay: a target of 3 that is struck out there would tell that
    /// 3 is what was withheld.
    #[must_use]
    pub fn hushed(&self, measure: Id<Measure>, place: PlaceId, text: &str) -> String {
        let from = self.secrets.partition_point(|s| s.measure < measure);
        let to = self.secrets.partition_point(|s| s.measure <= measure);
        let of_measure = self.secrets.get(from..to).unwrap_or(&[]).iter();
        let about = |s: &&Secret| place == PlaceId::WHOLE || s.place == place;
        let texts = of_measure.filter(about).flat_map(|s| s.texts.iter().map(move |text| (s.place, text)));
        let texts = texts.filter(|(of, text)| *of == place || is_long(text)).map(|(_, text)| text);
        texts.fold(text.to_owned(), |text, number| struck_out(&text, number))
    }

    /// What somebody wrote about a measure or about the book, with the withheld figures of every period struck out.
    #[must_use]
    pub fn hushed_words(&self, measure: Option<Id<Measure>>, place: PlaceId, text: &str) -> String {
        self.told.struck_out(measure.map(|id| (id, place)), text)
    }

    /// Answers about a result, with withheld figures struck out.
    #[must_use]
    pub fn answers(&self, measure: Option<Id<Measure>>, place: PlaceId, all: &[Answer]) -> Vec<Answer> {
        let hush = |text: &str| {
            let own = measure.map(|id| self.hushed(id, place, text));
            self.hushed_words(measure, place, own.as_deref().unwrap_or(text))
        };
        let answer = |answer: &Answer| Answer {
            text: hush(&answer.text),
            lead: answer.lead.as_deref().map(hush),
            ..answer.clone()
        };
        all.iter().map(answer).collect()
    }

    /// A finding's words, with the withheld numbers of the row it points at struck out.
    #[must_use]
    pub fn hushed_finding(&self, finding: &Diagnostic) -> Diagnostic {
        let cells = finding.labels.iter().filter_map(|label| match &label.place {
            Place::Data(cell) => Some(cell),
            Place::Rule(_) => None,
        });
        let numbers: Vec<&String> =
            cells.flat_map(|cell| self.secrets_in_row(cell)).flat_map(|secret| &secret.texts).collect();
        let hush = |text: &str| {
            let own = numbers.iter().fold(text.to_owned(), |text, n| struck_out(&text, n));
            self.hushed_words(None, PlaceId::WHOLE, &own)
        };
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

    /// The result of a measure and place.
    #[must_use]
    pub fn outcome_of(&self, measure: Id<Measure>, place: PlaceId) -> Option<&Outcome> {
        self.outcome(*self.at.get(&(measure, place))?)
    }

    fn position(&self, outcome: &Outcome) -> Option<usize> {
        self.at.get(&(outcome.measure, outcome.place)).copied()
    }

    /// True where a page has room for a result, and does not only count it.
    #[must_use]
    pub fn has_room(&self, outcome: &Outcome) -> bool {
        self.position(outcome).is_some_and(|at| self.room.get(at) == Some(&true))
    }

    /// The chart of a result, made once however many papers show it.
    #[must_use]
    pub fn chart(&self, outcome: &Outcome) -> Option<Arc<Chart>> {
        let kept = self.charts.get(self.position(outcome)?)?;
        kept.get_or_init(|| trends::chart(self, outcome).map(Arc::new)).clone()
    }

    /// How a result came about, with every withheld number struck out; empty where the run kept nothing of it.
    #[must_use]
    pub fn steps(&self, outcome: &Outcome) -> Vec<DerivationStep> {
        let at = self.position(outcome);
        let steps = at.and_then(|at| self.inputs.assessment.steps.get(at)).map_or(&[][..], Vec::as_slice);
        let hush =
            |step: &DerivationStep| DerivationStep { text: self.hushed_wholly(&step.text), ..step.clone() };
        steps.iter().filter(|_| outcome.kind != ResultKind::Withheld).map(hush).collect()
    }

    /// The same of words that may be about any measure.
    fn hushed_wholly(&self, text: &str) -> String {
        let texts = self.secrets.iter().flat_map(|secret| &secret.texts).filter(|text| is_long(text));
        texts.fold(text.to_owned(), |text, number| struck_out(&text, number))
    }

    /// The figures behind a result over time; none where the run kept none, or it is withheld.
    #[must_use]
    pub fn trend(&self, outcome: &Outcome) -> Option<&'a Trend> {
        let at = self.position(outcome)?;
        self.inputs.assessment.trends.get(at).filter(|_| outcome.kind != ResultKind::Withheld)
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

    /// The rating by which a result is judged; none for what is shown beneath another and has no level of its own.
    #[must_use]
    pub fn judged_by(&self, outcome: &Outcome) -> Option<&'a Rating> {
        self.rating(outcome).filter(|_| outcome.level.is_some() || !outcome.is_part)
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

    /// The same of what a case is about, so that it can be found by its heading.
    #[must_use]
    pub fn label_of_case(&self, case: &Case) -> String {
        let Some(id) = case.measure else { return "The framework as a whole".to_owned() };
        let measure = &self.inputs.book.measures[id];
        let group = self.group_named(case.place, &case.group);
        let colon = if group.is_empty() { "" } else { ": " };
        format!("{} {}{colon}{group}", measure.id, measure.title)
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
        let members = self.members(None, place, label);
        if members.is_empty() {
            return label.to_owned();
        }
        let names = members.into_iter().map(|(grouping, id)| {
            let members = &self.inputs.book.groupings[grouping].members;
            let title = members.iter().find(|m| m.id.eq_ignore_ascii_case(id)).map(|m| m.title.as_str());
            title.filter(|title| !title.is_empty()).unwrap_or(id)
        });
        names.collect::<Vec<_>>().join(", ")
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

    /// The line that gave the level: `red otherwise`. Where it is written is told by the derivation, and is nothing to a board.
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
        let line = self.deciding_line(outcome, outcome.decided_by?)?;
        let cap = outcome.held_down_by().and_then(|cap| self.deciding_line(outcome, cap));
        Some(cap.map_or_else(|| line.clone(), |cap| format!("{cap}; without it, {line}")))
    }

    fn deciding_line(&self, outcome: &Outcome, span: Span) -> Option<String> {
        let measure = self.measure(outcome);
        let (list, rating) = measure.list.as_ref().zip(self.rating(outcome))?;
        let context = plain::Context::of(self.inputs.book, measure);
        let line = list.lines.iter().find(|line| line.span == span);
        let cap = list.caps.iter().find(|cap| cap.span == span);
        let otherwise = list.otherwise.filter(|(_, at)| *at == span);
        line.map(|line| plain::line(line, rating, context))
            .or_else(|| cap.map(|cap| plain::rating::cap(cap, rating, context)))
            .or_else(|| otherwise.map(|(level, _)| format!("{} otherwise", rating.word(level))))
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
            FigureSource::Data(cell) => format!("{}, {}", cell.file, cell.place()),
            FigureSource::Baseline(span) | FigureSource::Computed(span) => {
                let at = self.inputs.sources.line_column(*span);
                format!("{}, line {}", self.inputs.sources.name(*span), at.line)
            }
        }
    }
}
