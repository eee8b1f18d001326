//! The baseline cell of a row.

use super::Entry;
use crate::base::period::{Period, PeriodFault};
use crate::data::words::{key, no_value, plain};
use crate::import::draft::{Kind, Point};
use crate::import::members::members;
use crate::import::names::{name, quotable};
use crate::import::phrase::{self, Baseline, Figure};
use crate::import::roles::Role;
use crate::import::words::{self, NoFigure, is_comparator};
use crate::syntax::ast::AmountKind;

impl Entry<'_> {
    pub(super) fn read_baseline(&mut self) {
        let cell = self.cell(Role::Baseline);
        let lower = key(cell);
        let none = ["no baseline", "none", "n/a", "-", "new", "new measure", "new indicator"];
        if cell.is_empty() || none.contains(&lower.as_str()) || (no_value(&lower).is_some() && lower != "tbc")
        {
            return;
        }
        if words::no_figure(cell) == Some(NoFigure::ToBeSet) {
            self.measure.put(Kind::Baseline, "tbc");
            return;
        }
        if let Some(found) = members(cell) {
            return self.baseline_of_members(found.all, found.when);
        }
        let bound = lower.starts_with(['>', '<', '≥', '≤']);
        let text = plain(cell);
        let text = text.trim_start_matches(['>', '<', '≥', '≤', '=']).trim().trim_end_matches(['.', '*']);
        let when = self.context.columns.of(Role::Baseline).and_then(|at| self.context.headings.get(at));
        let read = phrase::baseline(text).or_else(|| self.baseline_with_year(text));
        let Some(Baseline::Whole(figure, period)) = read else {
            let words =
                format!("says \"{}\" for the baseline, which is not read: none is written", quotable(cell));
            return self.measure.doubt(
                None,
                words,
                "write one figure and its period, as in `baseline 20% in 2017/18`",
            );
        };
        if bound {
            self.measure
                .read(None, format!("says \"{}\" for the baseline: its figure is taken", quotable(cell)));
        }
        let headed = || when.and_then(|heading| phrase::period_in(heading).map(|period| period.to_string()));
        self.put_baseline(figure, period.or_else(headed));
    }

    fn put_baseline(&mut self, figure: Figure, period: Option<String>) {
        let unsigned = self.measure.percent && figure.kind == AmountKind::Bare;
        let figure = if unsigned { figure.with_sign() } else { figure };
        if unsigned {
            let words = format!("the baseline has no % sign, and is read as {}", figure.text);
            self.measure.read(Some(Point::UnitsDiffer), words);
        }
        let when = period.map_or_else(String::new, |period| format!(" in {period}"));
        self.measure.put(Kind::Baseline, format!("{}{when}", figure.text));
        self.baseline = Some(figure);
    }

    fn baseline_of_members(&mut self, all: Vec<(Figure, String)>, when: Option<String>) {
        let own: Vec<&(Figure, String)> = all.iter().filter(|(_, label)| !is_comparator(label)).collect();
        if let [(figure, _)] = own.as_slice() {
            let others = all.iter().filter(|(_, label)| is_comparator(label));
            let others: Vec<String> =
                others.map(|(figure, label)| format!("{} {label}", figure.text)).collect();
            let words = format!("the baseline of others, {}, is left out", others.join(", "));
            self.measure.read(None, words);
            return self.put_baseline(figure.clone(), when);
        }
        let figures: Vec<String> = own
            .iter()
            .map(|(figure, label)| format!("{} for {}", figure.text, name(label).unwrap_or_default()))
            .collect();
        let when = when.map_or_else(String::new, |when| format!(" in {when}"));
        self.measure.put(Kind::Baseline, format!("{}{when}", figures.join(", ")));
        self.baseline = own.first().map(|(figure, _)| figure.clone());
    }

    /// `18% (Apr - Nov)`: the year is that of the same months elsewhere in the table, where there is only one; a year
    /// that does not follow, as in `2018-29`, is left out.
    fn baseline_with_year(&mut self, text: &str) -> Option<Baseline> {
        let (before, inside) = text.split_once('(')?;
        let inside = inside.trim_end().strip_suffix(')')?;
        let figure = phrase::figure(before.trim())?;
        let fault = phrase::period(inside).err()?;
        let same: Vec<&Period> = match fault {
            PeriodFault::NoYear => self
                .context
                .periods
                .iter()
                .filter(|p| {
                    phrase::period(&format!("{inside} {}", p.end.format("%Y"))).is_ok_and(|q| q == **p)
                })
                .collect(),
            _ => Vec::new(),
        };
        let said = format!("says \"{}\" for the baseline's period", quotable(inside));
        let period = match same.as_slice() {
            [one] => {
                self.measure.read(
                    Some(Point::PeriodTaken),
                    format!("{said}: read as {one}, as elsewhere in the table"),
                );
                Some(one.to_string())
            }
            _ => {
                self.measure
                    .read(Some(Point::PeriodTaken), format!("{said}, which is no period: it is left out"));
                None
            }
        };
        Some(Baseline::Whole(figure, period))
    }
}
