//! How wide each column of a table is: no word is broken where there is room for it, and rows are as low as they can be.

use super::metrics::width;

/// Room at both sides of a cell's text.
pub(super) const EDGES: u32 = 170;
/// Words longer than this are broken rather than given the room of others.
const LONGEST_WORD: u32 = 2_600;
/// A column of longer texts than this is at ease with so much.
const AT_EASE: u32 = 1_600;

/// So much of a line stays free on average, because its next word does not fit.
const LOST: u32 = 260;
/// Rows beyond these are taken to be like those before them.
const MOST_ROWS: usize = 200;

/// What a column asks for, in twentieths of a point.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Wish {
    /// Its widest word.
    pub(super) word: u32,
    /// Its longest text in one line.
    pub(super) line: u32,
    /// What each row says in it, in one line; nothing for what is no taller than a line.
    pub(super) rows: Vec<u32>,
}

impl Wish {
    /// Makes room for a text of letters that are so high.
    pub(super) fn hold(&mut self, text: &str, half_points: u32, bold: bool) {
        for line in text.lines() {
            self.line = self.line.max(EDGES + width(line.trim(), half_points, bold));
            // Spaces that hold words together do not part them.
            for word in line.split([' ', '\t']) {
                self.word = self.word.max((EDGES + width(word, half_points, bold)).min(LONGEST_WORD));
            }
        }
        self.line = self.line.max(self.word);
    }

    /// Makes room for the texts of a row, which stand beneath one another.
    pub(super) fn hold_row<'t>(
        &mut self,
        texts: impl Iterator<Item = &'t str>,
        half_points: u32,
        bold: bool,
    ) {
        let mut whole = 0;
        for text in texts {
            self.hold(text, half_points, bold);
            whole += width(text, half_points, bold);
        }
        self.rows.push(whole);
    }

    /// Nothing in a row that would need more than a line.
    pub(super) fn hold_no_row(&mut self) {
        self.rows.push(0);
    }

    /// Makes room for something of a fixed width.
    pub(super) fn hold_wide(&mut self, wide: u32) {
        self.word = self.word.max(wide + EDGES);
        self.line = self.line.max(self.word);
    }

    fn at_ease(&self) -> u32 {
        self.word.max(self.line.min(AT_EASE))
    }
}

/// True where every column has room for its words and no text stands in a narrow pillar.
pub(super) fn are_at_ease(wishes: &[Wish], room: u32) -> bool {
    wishes.iter().map(Wish::at_ease).sum::<u32>() <= room
}

/// True where no word has to be broken.
pub(super) fn hold_words(wishes: &[Wish], room: u32) -> bool {
    wishes.iter().map(|wish| wish.word).sum::<u32>() <= room
}

/// The widths of columns, together no more than the room.
pub(super) fn shared(wishes: &[Wish], room: u32) -> Vec<u32> {
    const STEP: u32 = 60;
    let mut widths: Vec<u32> = wishes.iter().map(|wish| wish.word.max(EDGES + STEP)).collect();
    let mut used: u32 = widths.iter().sum();
    // Where even the words do not fit, the widest column gives way, again and again.
    while used > room {
        let Some(widest) = widths.iter_mut().max().filter(|widest| **widest > EDGES + STEP) else { break };
        *widest -= STEP;
        used -= STEP;
    }
    // What is left goes, step by step, to the column that makes the rows lowest; where they are as low as they can be, to
    // the one whose longest text takes the most lines.
    while used + STEP <= room {
        let gains = gains(wishes, &widths);
        let lines = |width: u32, wish: &Wish| {
            u64::from(wish.line.saturating_sub(EDGES)) * 1000 / u64::from(width.saturating_sub(EDGES).max(1))
        };
        let wanting =
            widths.iter_mut().zip(wishes).zip(gains).filter(|((width, wish), _)| **width < wish.line);
        let best = wanting.max_by_key(|((width, wish), gain)| (*gain, lines(**width, wish)));
        let Some(((width, _), _)) = best else { break };
        *width += STEP;
        used += STEP;
    }
    widths
}

/// By how much all rows together would be lower if a column were a little wider, for each column. Of a row the tallest cell
/// decides, and one that holds its text in a line is as low as it can be.
fn gains(wishes: &[Wish], widths: &[u32]) -> Vec<u64> {
    let mut gains = vec![0; wishes.len()];
    let rows = wishes.iter().map(|wish| wish.rows.len()).max().unwrap_or(0).min(MOST_ROWS);
    for row in 0..rows {
        let mut tallest = (1000, 0, None);
        for (at, (wish, width)) in wishes.iter().zip(widths).enumerate() {
            let text = wish.rows.get(row).copied().unwrap_or(0);
            let inside = width.saturating_sub(EDGES);
            if text <= inside {
                continue;
            }
            let inside = inside.saturating_sub(LOST).max(EDGES);
            let lines = u64::from(text) * 1000 / u64::from(inside);
            if lines > tallest.0 {
                tallest = (lines, lines * 1000 / u64::from(inside), Some(at));
            }
        }
        if let (_, gain, Some(at)) = tallest
            && let Some(all) = gains.get_mut(at)
        {
            *all += gain;
        }
    }
    gains
}

#[cfg(test)]
mod tests {
    use super::{Wish, are_at_ease, shared};

    fn wish(texts: &[&str]) -> Wish {
        let mut wish = Wish::default();
        texts.iter().for_each(|text| wish.hold(text, 20, false));
        wish
    }

    #[test]
    fn a_table_with_room_is_no_wider_than_its_texts() {
        let wishes = [wish(&["Ref", "1.14"]), wish(&["Measure", "Number of children"])];
        let widths = shared(&wishes, 9_638);
        assert!(widths.iter().zip(&wishes).all(|(width, wish)| (wish.line..wish.line + 60).contains(width)));
    }

    #[test]
    fn a_long_text_gets_the_room_that_short_ones_leave() {
        let long = "many words that take many lines of a column ".repeat(8);
        let wishes = [wish(&["1.14"]), wish(&[&long]), wish(&["94.96%"])];
        let widths = shared(&wishes, 6_000);
        assert!(widths.iter().sum::<u32>() <= 6_000);
        assert!(widths[0] < 700 && widths[2] < 1_000 && widths[1] > 4_000);
    }

    #[test]
    fn words_too_long_for_any_page_are_broken_and_nothing_sticks_out() {
        let long = "x".repeat(400);
        let wishes = vec![wish(&[&long]); 12];
        assert!(!are_at_ease(&wishes, 9_638));
        assert!(shared(&wishes, 9_638).iter().sum::<u32>() <= 9_638);
    }
}
