//! The points of a chart: a shape for each level, so that they are told apart without colour.

use super::super::chart::{Role, Sign};
use super::palette::{self, INK};
use crate::model::Shade;

/// A point at a place, as its level or signal has it.
pub(super) fn mark(sign: &Sign, role: Role, (x, y): (f64, f64)) -> String {
    match (role, sign) {
        (Role::Figures, Sign::Plain) => circle(x, y, 3.0, palette::FIGURES),
        (Role::Figures, Sign::Level(shade, _)) => level(*shade, x, y),
        (Role::Figures, Sign::Signal(Some(true))) => circle(x, y, 5.0, palette::BETTER),
        (Role::Figures, Sign::Signal(Some(false))) => square(x, y, palette::WORSE),
        (Role::Figures, Sign::Signal(None)) => diamond(x, y, palette::NEITHER),
        (Role::Target | Role::Mean | Role::Limit, _) => String::new(),
    }
}

/// The best level is a circle, one that is on target a ring, the worst a square, and one between a triangle. Each has a
/// dark edge, which keeps its contrast whatever its filling.
fn level(shade: Shade, x: f64, y: f64) -> String {
    match shade {
        Shade::Best => circle(x, y, 5.0, palette::BEST),
        Shade::Good => circle(x, y, 5.0, palette::GOOD) + &circle(x, y, 2.5, palette::PAPER),
        Shade::Middle => triangle(x, y, palette::MIDDLE),
        Shade::Worst => square(x, y, palette::WORST),
    }
}

fn circle(x: f64, y: f64, radius: f64, colour: &str) -> String {
    format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius}\" fill=\"{colour}\" stroke=\"{INK}\"/>")
}

fn square(x: f64, y: f64, colour: &str) -> String {
    format!(
        "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"9\" height=\"9\" fill=\"{colour}\" stroke=\"{INK}\"/>",
        x - 4.5,
        y - 4.5
    )
}

fn triangle(x: f64, y: f64, colour: &str) -> String {
    format!(
        "<path d=\"M{x:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}Z\" fill=\"{colour}\" stroke=\"{INK}\"/>",
        y - 5.5,
        x + 5.5,
        y + 4.5,
        x - 5.5,
        y + 4.5
    )
}

fn diamond(x: f64, y: f64, colour: &str) -> String {
    format!(
        "<path d=\"M{x:.1} {:.1}L{:.1} {y:.1}L{x:.1} {:.1}L{:.1} {y:.1}Z\" fill=\"{colour}\" stroke=\"{INK}\"/>",
        y - 6.0,
        x + 6.0,
        y + 6.0,
        x - 6.0
    )
}
