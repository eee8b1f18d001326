//! A picture of figures over time, as a neutral document has it: what each line is, never how it is drawn. A format that
//! draws nothing sets its table instead.

use super::document::{Cell, Column, Row, Table};
use crate::base::exact::Exact;
use crate::model::Shade;

/// Figures over time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chart {
    /// What it shows: `1.1 Children with two doses of MMR vaccine`.
    pub title: String,
    /// The same for a reader who does not see it, in two or three sentences.
    pub description: String,
    /// What stands before a number on the axis: `£`.
    pub before: String,
    /// What stands after one: `%`.
    pub after: String,
    /// The unit in words, for the axis: `% of children`.
    pub unit: String,
    /// The periods, oldest first.
    pub periods: Vec<String>,
    /// The lines, the figures first. They show at most four things: the two ends of a range, and the two limits of a
    /// control chart, are one.
    pub lines: Vec<Line>,
    /// Where a stretch begins that does not compare with what is before it: positions in `periods`.
    pub breaks: Vec<usize>,
}

/// A line of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its name, which stands at its end: `Target`.
    pub name: String,
    /// What it is.
    pub role: Role,
    /// One for each period; none where there is nothing.
    pub dots: Vec<Option<Dot>>,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The figures.
    Figures,
    /// What they are held against.
    Target,
    /// The mean of a control chart.
    Mean,
    /// A limit of a control chart.
    Limit,
}

/// A point of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dot {
    /// Where it is, in the unit of the chart.
    pub at: Exact,
    /// As a reader sees it: `94.96%`.
    pub shown: String,
    /// What is said of it beside its place.
    pub sign: Sign,
}

/// What a point says by its shape, and in the table by a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sign {
    /// Nothing.
    Plain,
    /// The level of the figure: how it is drawn, and the word.
    Level(Shade, String),
    /// A signal of a control chart; true for the better direction, none where neither is better.
    Signal(Option<bool>),
}

impl Chart {
    /// What stands in the place of the picture where nothing is drawn.
    #[must_use]
    pub fn in_words(&self) -> String {
        format!("Over time: {}", self.description)
    }

    /// Everything the picture shows, in a line for each stretch in which the target and the limits stay the same:
    /// `Target 75%: Apr 2022 88.28% (green); May 2022 86.99% (green)`. It takes a fifth of the room of the table.
    #[must_use]
    pub fn figures_said(&self) -> Vec<String> {
        let mut said: Vec<(String, Vec<String>)> = Vec::new();
        for (at, period) in self.periods.iter().enumerate() {
            let dot = |line: &Line| line.dots.get(at).and_then(Option::as_ref).cloned();
            let mut lines = self.lines.iter();
            let figure = lines.next().and_then(dot);
            let beside = lines.filter_map(|line| Some(format!("{} {}", line.name, dot(line)?.shown)));
            let beside = beside.collect::<Vec<_>>().join(", ");
            let figure = figure.map_or_else(
                || format!("{period} none shown"),
                |dot| {
                    let sign = dot.sign.words().map_or_else(String::new, |sign| format!(" ({sign})"));
                    format!("{period} {}{sign}", dot.shown)
                },
            );
            match said.last_mut().filter(|(known, _)| *known == beside) {
                Some((_, figures)) => figures.push(figure),
                None => said.push((beside, vec![figure])),
            }
        }
        let line = |(beside, figures): &(String, Vec<String>)| {
            let colon = if beside.is_empty() { "" } else { ": " };
            format!("{beside}{colon}{}", figures.join("; "))
        };
        said.iter().map(line).collect()
    }

    /// Everything the picture shows, as a table.
    #[must_use]
    pub fn table(&self) -> Table {
        let said =
            self.lines.iter().any(|line| line.dots.iter().flatten().any(|dot| dot.sign != Sign::Plain));
        let mut columns = vec![Column::left("Period")];
        columns.extend(self.lines.iter().map(|line| Column::right(&line.name)));
        columns.extend(said.then(|| Column::left("Level or signal")));
        let rows = self.periods.iter().enumerate().map(|(at, period)| {
            let dot = |line: &Line| line.dots.get(at).and_then(Option::as_ref).cloned();
            let mut cells = vec![Cell::text(period)];
            cells.extend(self.lines.iter().map(|line| {
                dot(line).map_or_else(
                    || Cell::absent("–"),
                    |dot| Cell::Number { shown: dot.shown, value: dot.at, aside: String::new() },
                )
            }));
            if said {
                let sign = self.lines.first().and_then(dot).map_or(Sign::Plain, |dot| dot.sign);
                cells.push(sign.words().map_or_else(|| Cell::absent("–"), Cell::Text));
            }
            Row::plain(cells)
        });
        let title = format!("{}: the figures of the chart", self.title);
        Table { title, columns, rows: rows.collect(), key: Vec::new(), empty: String::new() }
    }
}

impl Sign {
    /// `red`; `signal: worse than expected by chance`; none for a plain point.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        match self {
            Self::Plain => None,
            Self::Level(_, word) => Some(word.clone()),
            Self::Signal(Some(true)) => Some("signal: better than by chance".to_owned()),
            Self::Signal(Some(false)) => Some("signal: worse than by chance".to_owned()),
            Self::Signal(None) => Some("signal: not by chance".to_owned()),
        }
    }
}
