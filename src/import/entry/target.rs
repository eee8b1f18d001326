//! The target cell of a row, and what else in the row bears on it.

use super::Entry;
use crate::data::words::key;
use crate::import::draft::{Fit, Kind, Point};
use crate::import::names::quotable;
use crate::import::phrase::{self, Figure, Goal, Target};
use crate::import::roles::Role;
use crate::import::way::{Facts, Way};
use crate::import::words::{self, GREEN, NoFigure, polarity};
use crate::model::{Aim, Bound};
use crate::syntax::ast::AmountKind;

impl Entry<'_> {
    pub(super) fn read_target(&mut self) {
        let cell = self.cell(Role::Target);
        let points = trajectory(cell, self.measure.percent);
        let read = phrase::target(points.as_ref().map_or(cell, |(_, last)| last.as_str()));
        let aim_cell = self.cell(Role::Aim);
        let facts = Facts {
            title: self.cell(Role::Title),
            polarity: polarity(aim_cell).map(|read| (read, aim_cell)),
            goal: read.as_ref().map(|target| &target.goal),
            baseline: self.baseline.as_ref(),
            values: &self.values,
            colour: self.colour,
        };
        let way = facts.way();
        if way.aim == Some(Aim::Monitor) {
            return self.watched(cell);
        }
        match (read, words::no_figure(cell)) {
            (_, Some(NoFigure::Watched)) if self.colour.is_none() => return self.watched(""),
            (_, Some(NoFigure::Watched | NoFigure::ToBeSet)) => self.still_to_set(),
            (_, Some(NoFigure::Keep)) => {
                self.relative("no worse than baseline", Some(Aim::Maintain), way.more)
            }
            (_, Some(NoFigure::Better(more))) => {
                let aim = more.map(|more| if more { Aim::Increase } else { Aim::Reduce });
                self.relative("better than baseline", aim.or(way.aim), more.or(way.more));
                return self.put_aim(aim.or(way.aim));
            }
            (Some(target), None) if target.goal == Goal::ToBeSet => self.still_to_set(),
            (Some(target), None) => self.put_target(&target, &way),
            (None, None) => self.no_target(cell, way.more),
        }
        if let Some((points, _)) = points.filter(|_| self.measure.judged) {
            self.measure.put(Kind::Trajectory, points);
        }
        self.put_aim(way.aim);
    }

    fn put_aim(&mut self, aim: Option<Aim>) {
        if let Some(aim) = aim {
            self.measure.put(Kind::Aim, aim.word());
        }
    }

    fn watched(&mut self, cell: &str) {
        self.measure.put(Kind::Aim, "monitor");
        self.rated_without_target();
        if words::no_figure(cell).is_none() && !cell.is_empty() {
            let words = format!("is only watched, and says \"{}\" for the target", quotable(cell));
            self.measure.doubt(None, words, "write another `aim` if it is to be rated");
        }
    }

    fn rated_without_target(&mut self) {
        if let Some(colour) = self.colour {
            let words = format!("is printed {} and has no target", words::level(colour).0);
            self.measure.read(Some(Point::RatedWithoutTarget), words);
        }
    }

    /// A target for which the table names no day is looked for by the end of the book's year.
    fn still_to_set(&mut self) {
        let cell = self.cell(Role::Target);
        let named =
            phrase::target(cell).filter(|target| target.goal == Goal::ToBeSet).map(|target| target.text);
        let named = named.filter(|text| key(text).contains("by "));
        self.measure.put(Kind::Target, named.unwrap_or_else(|| format!("tbc by {}", self.context.year)));
        self.rated_without_target();
    }

    fn relative(&mut self, words: &str, aim: Option<Aim>, more: Option<bool>) {
        let known =
            self.baseline.is_some() && (more.is_some() || matches!(aim, Some(Aim::Increase | Aim::Reduce)));
        if known {
            return self.measure.put(Kind::Target, words);
        }
        let cell = quotable(self.cell(Role::Target));
        let lacking =
            if self.baseline.is_none() { "there is no baseline" } else { "nothing says which way is better" };
        self.safe_target(
            None,
            format!("says \"{cell}\" for the target, and {lacking}"),
            format!("write a figure, or `target {words}` with a baseline and `aim reduce` or `aim increase`"),
        );
    }

    /// Puts `tbc` in the place of a target, and says why.
    fn safe_target(&mut self, point: Option<Point>, words: String, help: String) {
        self.measure.take(Kind::Target);
        self.measure.put(Kind::Target, format!("tbc by {}", self.context.year));
        self.measure.doubt(point, words, help);
        self.measure.judged = false;
    }

    fn no_target(&mut self, cell: &str, more: Option<bool>) {
        if cell.is_empty() {
            self.rated_without_target();
            return self.safe_target(
                None,
                "has no target".into(),
                "write one, or `aim monitor` for a measure that is only watched".into(),
            );
        }
        let shown = quotable(cell);
        let several = several_targets(cell, more);
        if several.len() > 1 {
            let named: Vec<String> = several
                .iter()
                .zip(["first", "second", "third", "fourth"])
                .map(|(t, n)| format!("`target {t} as {n}`"))
                .collect();
            let words = format!("says \"{shown}\" for the target: which of them is judged is not said");
            let help =
                format!("write the one that counts, or {} and `rating … against first`", named.join(", "));
            return self.safe_target(Some(Point::DoubleTarget), words, help);
        }
        let help =
            "write it as a rule has it, such as `target 95% or more`, `target 750 or fewer by Mar 2020`"
                .into();
        self.safe_target(None, format!("says \"{shown}\" for the target, which is not read"), help);
    }

    fn put_target(&mut self, target: &Target, way: &Way) {
        let shown = quotable(self.cell(Role::Target));
        let words = target.words(way.more, self.measure.percent);
        if let Some(why) = &way.wrong {
            let turned = Target { goal: turned(&target.goal), ..target.clone() };
            let floor = matches!(&target.goal, Goal::Figure(_, Some(bound)) if bound.is_floor());
            let help = format!(
                "write `target {}` if its sign is turned round, or `target {words}` with `aim {}`",
                turned.words(None, self.measure.percent),
                if floor { "increase" } else { "reduce" }
            );
            let words = format!("says \"{shown}\" for the target, which points the wrong way: {why}");
            return self.safe_target(Some(Point::WrongWay), words, help);
        }
        let bare = matches!(target.goal, Goal::Figure(_, None));
        if bare && way.more.is_none() {
            let (more, fewer) = (
                target.words(Some(true), self.measure.percent),
                target.words(Some(false), self.measure.percent),
            );
            let words = format!("says \"{shown}\" for the target, and nothing says which side of it is good");
            return self.safe_target(None, words, format!("write `target {more}` or `target {fewer}`"));
        }
        if let Some(why) = way.taken_from.as_ref().filter(|_| bare) {
            self.measure
                .read(Some(Point::WayTaken), format!("says \"{shown}\": read as {words}, since {why}"));
        }
        if let Some(why) = &way.harder {
            self.measure.read(Some(Point::Harder), format!("is to be maintained, and {why}"));
        }
        self.measure.judged = matches!(target.goal, Goal::Figure(..));
        self.measure.put(Kind::Target, words);
        self.colour_fits(target, way.more);
        self.title_agrees(target);
    }

    /// Green is a target met, and any other colour one that is missed.
    fn colour_fits(&mut self, target: &Target, more: Option<bool>) {
        let (Some(colour), Goal::Figure(figure, bound), Some(more)) = (self.colour, &target.goal, more)
        else {
            return;
        };
        let bound = bound.unwrap_or(if more { Bound::AtLeast } else { Bound::AtMost });
        let met = |value: &Figure| bound.met_by(&value.value, &figure.value);
        if let [value] = self.values.as_slice() {
            let (target, value) = (figure.value.clone(), value.value.clone());
            self.measure.fit = Some(Fit { target, bound, value, colour });
        }
        let all = !self.values.is_empty() && self.values.iter().all(met);
        let none = !self.values.iter().any(met);
        let says = words::level(colour).0;
        let shown: Vec<&str> = self.values.iter().map(|value| value.text.as_str()).collect();
        if colour <= GREEN && none && !shown.is_empty() {
            let words = format!("{} is printed {says} and does not meet the target", shown.join(", "));
            self.measure.read(Some(Point::ColourDoesNotFit), words);
        } else if colour > GREEN && all {
            let words = format!("{} is printed {says} and meets the target", shown.join(", "));
            self.measure.read(Some(Point::ColourDoesNotFit), words);
        }
    }

    /// `by 50` and `to 75%` in a title are targets too.
    fn title_agrees(&mut self, target: &Target) {
        let Goal::Figure(figure, _) = &target.goal else { return };
        let title = self.cell(Role::Title);
        let verb = match words::verb(title) {
            Some((words::Verb::Reduce, _)) => false,
            Some((words::Verb::Increase, _)) => true,
            Some(_) | None => return,
        };
        let after = |word: &str| figure_after(title, word);
        if let Some(step) = after("by").filter(|step| step.kind == figure.kind)
            && let Some(base) = &self.baseline
        {
            let reached = if verb { base.value.plus(&step.value) } else { base.value.minus(&step.value) };
            if reached != figure.value {
                let words = format!(
                    "the title says \"by {}\", which from {} is {}; the target is {}",
                    step.text,
                    base.text,
                    reached.text(),
                    figure.text
                );
                return self.measure.read(Some(Point::DoubleTarget), words);
            }
        }
        if let Some(other) =
            after("to").filter(|other| other.kind == figure.kind && other.value != figure.value)
        {
            let words = format!("the title says \"to {}\", and the target is {}", other.text, figure.text);
            self.measure.read(Some(Point::DoubleTarget), words);
        }
    }
}

/// The same goal with its side turned round: a sign that was meant the other way, and counts its end.
fn turned(goal: &Goal) -> Goal {
    match goal {
        Goal::Figure(figure, Some(bound)) => {
            let bound = if bound.is_floor() { Bound::AtMost } else { Bound::AtLeast };
            Goal::Figure(figure.clone(), Some(bound))
        }
        other => other.clone(),
    }
}

/// The figure that follows a word of a title: `750` after `to` in `reduce it to 750`.
fn figure_after(title: &str, word: &str) -> Option<Figure> {
    let plain = key(title);
    let words: Vec<&str> = plain.split(' ').collect();
    let pairs = words.windows(3).map(|w| (w.first(), w.get(1), w.get(2)));
    let mut found = pairs.filter_map(|(before, at, after)| {
        let numeral = before.is_some_and(|before| before.contains(|c: char| c.is_ascii_digit()));
        let is_word = at.is_some_and(|at| *at == word) && !numeral;
        phrase::figure(after?.trim_end_matches([',', ')', '.'])).filter(|_| is_word)
    });
    found.next()
}

/// `Q1 80%; Q2 85%`: a figure for each part of the year, as a rule has them, and the last of them.
fn trajectory(cell: &str, percent: bool) -> Option<(String, String)> {
    let text = key(cell);
    let parts: Vec<&str> = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let points: Option<Vec<(String, String)>> = parts
        .iter()
        .map(|part| {
            let (name, figure) = part.split_once([' ', ':', '='])?;
            let name = name.to_uppercase();
            let is_part = name.len() == 2
                && name.starts_with(['Q', 'H', 'T'])
                && name.ends_with(|c: char| ('1'..='4').contains(&c));
            let figure = phrase::figure(figure.trim_start_matches([' ', ':', '=']))?;
            let bare = figure.kind == AmountKind::Bare;
            let figure = if percent && bare { figure.with_sign() } else { figure };
            is_part.then(|| (format!("{name} {}", figure.text), figure.text))
        })
        .collect();
    let (points, mut figures): (Vec<String>, Vec<String>) = points?.into_iter().unzip();
    let last = figures.pop().filter(|_| points.len() > 1)?;
    Some((format!("{{ {} }}", points.join("; ")), last))
}

/// Several targets in one cell, each as a rule has it.
fn several_targets(cell: &str, more: Option<bool>) -> Vec<String> {
    for sign in [";", " / ", "/", "|", " or ", " and ", ", ", "("] {
        let parts = cell.split(sign).map(str::trim).filter(|part| !part.is_empty());
        let read: Option<Vec<String>> = parts.map(|part| one_of_several(part, more)).collect();
        if let Some(read) = read.filter(|read| read.len() > 1) {
            return read;
        }
    }
    Vec::new()
}

/// `95% national` is 95%, with what it is called left out.
fn one_of_several(part: &str, more: Option<bool>) -> Option<String> {
    let part = part.trim_end_matches(')');
    let words: Vec<&str> = part.split(' ').collect();
    let read = |text: &str| phrase::target(text).map(|target| target.words(more, false));
    let whole = read(part);
    whole.or_else(|| {
        let figures: Vec<Figure> =
            words.iter().filter_map(|word| phrase::figure(word.trim_matches([':', '(', ')']))).collect();
        match figures.as_slice() {
            [one] if words.len() < 5 => read(&one.text),
            _ => None,
        }
    })
}
