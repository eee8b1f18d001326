//! The colours of charts, in one place, so that their contrast can be proved. Nothing is told by colour alone: lines differ
//! in their dash and stand beside their names, and points differ in shape.

/// Text and the edges of points.
pub(super) const INK: &str = "#0b0c0c";
/// The figures.
pub(super) const FIGURES: &str = "#12436d";
/// What they are held against.
pub(super) const TARGET: &str = "#801650";
/// The mean and the limits of a control chart, and the ticks.
pub(super) const CONTROL: &str = "#505a5f";
/// What lies between the limits of a control chart.
pub(super) const BAND: &str = "#eceff1";
/// The lines of the grid, which nobody has to see.
pub(super) const GRID: &str = "#d0d3d6";
/// The best level.
pub(super) const BEST: &str = "#00703c";
/// A level that is on target and not the best.
pub(super) const GOOD: &str = "#4c8c2b";
/// What shows through the middle of a ring.
pub(super) const PAPER: &str = "#ffffff";
/// A level between.
pub(super) const MIDDLE: &str = "#ffb000";
/// The worst level.
pub(super) const WORST: &str = "#d4351c";
/// A signal for the better.
pub(super) const BETTER: &str = "#5694ca";
/// A signal for the worse.
pub(super) const WORSE: &str = "#f47738";
/// A signal where neither way is better.
pub(super) const NEITHER: &str = "#b58840";

#[cfg(test)]
pub(in crate::report) mod tests {
    use super::{BAND, BEST, CONTROL, FIGURES, GOOD, INK, TARGET, WORST};

    /// The relative luminance of `#rrggbb`, as WCAG 2.2 defines it.
    fn luminance(colour: &str) -> f64 {
        let part = |from: usize| {
            let two = colour.get(from..from + 2).and_then(|two| u8::from_str_radix(two, 16).ok());
            // What is no colour has no contrast with anything.
            let share = two.map_or(f64::NAN, f64::from) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    /// The contrast of two colours, from 1 to 21.
    pub(in crate::report) fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn black_on_white_is_21_to_1_and_the_known_grey_is_on_the_line() {
        assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
        assert!((4.5..4.6).contains(&contrast("#767676", "#ffffff")));
    }

    #[test]
    fn names_of_lines_can_be_read_and_shapes_be_seen() {
        for text in [INK, FIGURES, TARGET, CONTROL] {
            assert!(contrast(text, "#ffffff") >= 4.5, "{text} on white");
            assert!(contrast(text, BAND) >= 4.5, "{text} on the band of a control chart");
        }
        // Every point has an edge of ink, so its filling may be light; those that carry a level by themselves are not.
        for shape in [BEST, GOOD, WORST] {
            assert!(contrast(shape, "#ffffff") >= 3.0, "{shape} on white");
        }
    }

    #[test]
    fn the_figures_and_what_they_are_held_against_differ_in_grey_from_the_band() {
        for line in [FIGURES, TARGET, CONTROL] {
            assert!(contrast(line, BAND) >= 3.0, "{line}");
        }
    }
}
