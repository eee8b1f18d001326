//! A small line beside a figure: where it came from, at a glance. The figures themselves stand in the table or the chart,
//! so readers who do not see it are told nothing of it.

use std::fmt::Write as _;

use super::super::chart::{Chart, Role};
use super::palette::{FIGURES, TARGET};

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 28.0;
const EDGE: f64 = 4.0;

/// The newest periods of a chart in small; empty where fewer than two figures are known.
#[must_use]
pub fn spark(chart: &Chart, most: usize) -> String {
    let from = chart.periods.len().saturating_sub(most);
    // A target that is a range has two lines.
    let of = |role: Role| -> Vec<Vec<Option<f64>>> {
        let lines = chart.lines.iter().filter(|line| line.role == role);
        let dots = lines.map(|line| line.dots.get(from..).unwrap_or(&[]));
        dots.map(|dots| dots.iter().map(|dot| dot.as_ref().map(|dot| dot.at.to_f64())).collect()).collect()
    };
    let figures = of(Role::Figures).into_iter().next().unwrap_or_default();
    let targets = of(Role::Target);
    if figures.iter().flatten().count() < 2 {
        return String::new();
    }
    let all = || figures.iter().chain(targets.iter().flatten()).flatten().copied();
    let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
    let steps = f64::from(u32::try_from(figures.len().saturating_sub(1)).unwrap_or(u32::MAX)).max(1.0);
    let x =
        |at: usize| EDGE + (WIDTH - 2.0 * EDGE) / steps * f64::from(u32::try_from(at).unwrap_or(u32::MAX));
    let y = |number: f64| {
        let share = if high > low { (number - low) / (high - low) } else { 0.5 };
        HEIGHT - EDGE - share * (HEIGHT - 2.0 * EDGE)
    };
    let path = |numbers: &[Option<f64>]| path(numbers, x, y);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH:.0} {HEIGHT:.0}\" width=\"{WIDTH:.0}\" \
         height=\"{HEIGHT:.0}\" aria-hidden=\"true\" focusable=\"false\">"
    );
    for target in targets.iter().filter(|target| target.iter().any(Option::is_some)) {
        let _ = write!(
            out,
            "<path d=\"{}\" fill=\"none\" stroke=\"{TARGET}\" stroke-width=\"1.5\" stroke-dasharray=\"4 3\"/>",
            path(target)
        );
    }
    let _ =
        write!(out, "<path d=\"{}\" fill=\"none\" stroke=\"{FIGURES}\" stroke-width=\"2\"/>", path(&figures));
    // A figure with nothing beside it has no line to stand on.
    let known = |at: Option<usize>| at.and_then(|at| figures.get(at)).is_some_and(Option::is_some);
    for (at, number) in figures.iter().enumerate().filter_map(|(at, number)| Some((at, (*number)?))) {
        if !known(at.checked_sub(1)) && !known(Some(at + 1)) {
            let _ = write!(
                out,
                "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"2\" fill=\"{FIGURES}\"/>",
                x(at),
                y(number)
            );
        }
    }
    if let Some((at, number)) =
        figures.iter().enumerate().rev().find_map(|(at, number)| Some((at, (*number)?)))
    {
        let _ =
            write!(out, "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3\" fill=\"{FIGURES}\"/>", x(at), y(number));
    }
    out.push_str("</svg>");
    out
}

/// The stretches of a line, broken where something is missing.
fn path(numbers: &[Option<f64>], x: impl Fn(usize) -> f64, y: impl Fn(f64) -> f64) -> String {
    let mut path = String::new();
    let mut begun = false;
    for (at, number) in numbers.iter().enumerate() {
        if let Some(number) = number {
            let _ = write!(path, "{}{:.1} {:.1}", if begun { 'L' } else { 'M' }, x(at), y(*number));
        }
        begun = number.is_some();
    }
    path
}
