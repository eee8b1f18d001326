//! How wide text is in Arial, so that columns fit their words and letters stand where they belong in a drawing.

/// Widths of U+0020 to U+007E in thousandths of the height of the letters, as Arial and the fonts made to its measure have
/// them.
const REGULAR: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278,
    556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584,
    556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556,
    333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/// Width of a letter in thousandths of its height.
pub(super) fn letter(c: char, bold: bool) -> u32 {
    let table = if bold { &BOLD } else { &REGULAR };
    let ascii = u32::from(c).checked_sub(0x20).and_then(|at| table.get(usize::try_from(at).ok()?));
    if let Some(width) = ascii {
        return u32::from(*width);
    }
    match c {
        '‘' | '’' => 278,
        '“' | '”' => 500,
        '\u{a0}' => 278,
        '£' | '–' => 556,
        '—' | '…' | '▲' => 1000,
        other => match unicode_width::UnicodeWidthChar::width(other) {
            None | Some(0) => 0,
            Some(1) => 620,
            Some(_) => 1000,
        },
    }
}

/// Width of a text in twentieths of a point, at a height in half points.
pub(super) fn width(text: &str, half_points: u32, bold: bool) -> u32 {
    let thousandths: u64 = text.chars().map(|c| u64::from(letter(c, bold))).sum();
    // Ten twentieths of a point make half a point.
    u32::try_from((thousandths * u64::from(half_points) * 10).div_ceil(1000)).unwrap_or(u32::MAX)
}
