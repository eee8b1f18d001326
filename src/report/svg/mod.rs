//! Charts as SVG: each with a title and a description for those who do not see it, lines that are told apart by their dash
//! and by their name at the end, and levels by their shape; so nothing is said by colour alone. What is drawn is decided
//! in [`Chart`].

mod marks;
pub(in crate::report) mod palette;
mod scale;
mod spark;

use crate::base::inert::visible;
use std::fmt::Write as _;

pub use spark::spark;

use super::chart::{Chart, Dot, Line, Role};
use marks::mark;
use palette::{BAND, CONTROL, FIGURES, GRID, INK, TARGET};
use scale::Scale;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 150.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 40.0;
/// Names at the ends of lines stand at least so far apart.
const APART: f64 = 15.0;
/// A name of a period is about so wide.
const PERIOD: f64 = 74.0;

/// The drawing of a chart. `id` sets it apart from others on the same page.
#[must_use]
pub fn draw(chart: &Chart, id: &str) -> String {
    let dots = chart.lines.iter().flat_map(|line| line.dots.iter().flatten());
    let plot = Plot { scale: Scale::over(dots.map(|dot| dot.at.to_f64())), periods: chart.periods.len() };
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH:.0} {HEIGHT:.0}\" role=\"img\" \
         aria-labelledby=\"{id}-title {id}-desc\" font-family=\"Arial, Helvetica, sans-serif\" font-size=\"12\" \
         fill=\"{INK}\"><title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>",
        escaped(&chart.title),
        escaped(&chart.description)
    );
    plot.band(chart, &mut out);
    plot.grid(chart, &mut out);
    plot.period_names(chart, &mut out);
    for at in &chart.breaks {
        let x = plot.x(*at) - plot.apart() / 2.0;
        let _ = write!(
            out,
            "<line x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{TOP:.1}\" y2=\"{:.1}\" stroke=\"{CONTROL}\" stroke-dasharray=\"1 3\"/>",
            HEIGHT - BOTTOM
        );
    }
    // The figures are drawn last, over what they are held against.
    for line in chart.lines.iter().rev() {
        plot.line(line, &mut out);
    }
    plot.names(chart, &mut out);
    out.push_str("</svg>");
    out
}

/// The place in which figures are drawn.
struct Plot {
    scale: Scale,
    periods: usize,
}

impl Plot {
    fn apart(&self) -> f64 {
        let steps = u32::try_from(self.periods.saturating_sub(1)).unwrap_or(u32::MAX);
        (WIDTH - LEFT - RIGHT - 16.0) / f64::from(steps.max(1))
    }

    fn x(&self, at: usize) -> f64 {
        LEFT + 8.0 + self.apart() * f64::from(u32::try_from(at).unwrap_or(u32::MAX))
    }

    fn y(&self, number: f64) -> f64 {
        let high = HEIGHT - BOTTOM;
        high - self.scale.share(number) * (high - TOP)
    }

    /// What lies between the limits of a control chart: the two are one thing, and are seen as one.
    fn band(&self, chart: &Chart, out: &mut String) {
        let mut limits = chart.lines.iter().filter(|line| line.role == Role::Limit);
        let (Some(one), Some(other)) = (limits.next(), limits.next()) else { return };
        let both = |at: usize| Some((one.dots.get(at)?.as_ref()?, other.dots.get(at)?.as_ref()?));
        let known: Vec<usize> = (0..chart.periods.len()).filter(|at| both(*at).is_some()).collect();
        for stretch in known.chunk_by(|at, next| at + 1 == *next) {
            let corner = |at: &usize, dot: &Dot| format!("{:.1} {:.1}", self.x(*at), self.y(dot.at.to_f64()));
            let there = stretch.iter().filter_map(|at| Some(corner(at, both(*at)?.0)));
            let back = stretch.iter().rev().filter_map(|at| Some(corner(at, both(*at)?.1)));
            let corners: Vec<String> = there.chain(back).collect();
            let _ = write!(out, "<path d=\"M{}Z\" fill=\"{BAND}\"/>", corners.join("L"));
        }
    }

    fn grid(&self, chart: &Chart, out: &mut String) {
        for (number, name) in self.scale.ticks() {
            let y = self.y(number);
            let _ = write!(
                out,
                "<line x1=\"{LEFT:.0}\" x2=\"{:.0}\" y1=\"{y:.1}\" y2=\"{y:.1}\" stroke=\"{GRID}\"/>\
                 <text x=\"{:.0}\" y=\"{:.1}\" text-anchor=\"end\">{}{name}{}</text>",
                WIDTH - RIGHT,
                LEFT - 6.0,
                y + 4.0,
                escaped(&chart.before),
                escaped(&chart.after)
            );
        }
    }

    /// As many names of periods as there is room for, the newest always among them.
    fn period_names(&self, chart: &Chart, out: &mut String) {
        let every = (PERIOD / self.apart()).ceil().max(1.0);
        let mut from_end = 0.0;
        for (at, period) in chart.periods.iter().enumerate().rev() {
            let is_named = from_end <= 0.0;
            from_end = if is_named { every - 1.0 } else { from_end - 1.0 };
            if !is_named {
                continue;
            }
            let (x, y) = (self.x(at), HEIGHT - BOTTOM);
            let _ = write!(
                out,
                "<line x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{y:.1}\" y2=\"{:.1}\" stroke=\"{CONTROL}\"/>\
                 <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                y + 5.0,
                y + 20.0,
                escaped(period)
            );
        }
    }

    /// The stretches of a line, broken where something is missing, and its points.
    fn line(&self, line: &Line, out: &mut String) {
        let (colour, width, dash) = look(line.role);
        let mut path = String::new();
        let mut begun = false;
        for (at, dot) in line.dots.iter().enumerate() {
            match dot {
                Some(dot) => {
                    let (x, y) = (self.x(at), self.y(dot.at.to_f64()));
                    // A target holds for a whole period: it steps, and does not slope, to that of the next.
                    if begun && line.role == Role::Target {
                        let _ = write!(path, "H{:.1}V{y:.1}", x - self.apart() / 2.0);
                    }
                    let letter = if begun { 'L' } else { 'M' };
                    let _ = write!(path, "{letter}{x:.1} {y:.1}");
                    begun = true;
                }
                None => begun = false,
            }
        }
        let dash = if dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dash}\"") };
        let _ = write!(
            out,
            "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" stroke-linejoin=\"round\"{dash}/>"
        );
        for (at, dot) in line.dots.iter().enumerate().filter_map(|(at, dot)| Some((at, dot.as_ref()?))) {
            out.push_str(&mark(&dot.sign, line.role, (self.x(at), self.y(dot.at.to_f64()))));
        }
    }

    /// The name of each line at its end, moved apart where they would stand on one another.
    fn names(&self, chart: &Chart, out: &mut String) {
        let last = |line: &Line| -> Option<(usize, Dot)> {
            let (at, dot) =
                line.dots.iter().enumerate().rev().find_map(|(at, dot)| Some((at, dot.clone()?)))?;
            Some((at, dot))
        };
        let mut names: Vec<(f64, f64, String, Role)> = chart
            .lines
            .iter()
            .filter_map(|line| {
                let (at, dot) = last(line)?;
                Some((self.y(dot.at.to_f64()), self.x(at), format!("{} {}", line.name, dot.shown), line.role))
            })
            .collect();
        names.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut lowest = TOP;
        for (y, ..) in &mut names {
            *y = y.max(lowest);
            lowest = *y + APART;
        }
        let mut highest = HEIGHT - BOTTOM + 4.0;
        for (y, ..) in names.iter_mut().rev() {
            *y = y.min(highest);
            highest = *y - APART;
        }
        for (y, _, name, role) in names {
            let (colour, ..) = look(role);
            let weight = if role == Role::Figures { " font-weight=\"bold\"" } else { "" };
            let _ = write!(
                out,
                "<text x=\"{:.0}\" y=\"{:.1}\" fill=\"{colour}\"{weight}>{}</text>",
                WIDTH - RIGHT + 8.0,
                y + 4.0,
                escaped(&name)
            );
        }
    }
}

/// Colour, width and dash of a line. The colours keep 4.5 to 1 against white, and differ in grey as well.
fn look(role: Role) -> (&'static str, &'static str, &'static str) {
    match role {
        Role::Figures => (FIGURES, "2.5", ""),
        Role::Target => (TARGET, "2", "7 4"),
        Role::Mean => (CONTROL, "1.5", ""),
        Role::Limit => (CONTROL, "1.5", "2 3"),
    }
}

/// Text that can stand in a document of marks: nothing in it is read as one.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in visible(text).chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            plain => out.push(plain),
        }
    }
    out
}
