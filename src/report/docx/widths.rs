//! How wide each column of a table is: no word is broken where there is room for it, and rows are as low as they can be.

use super::metrics::width;

/// Room at both sides of a cell's text.
pub(super) const EDGES: u32 = 170;
/// Words longer than this are broken rather than given the room of others.
const LONGEST_WORD: u32 = 2_600;
/// A column of longer texts than this is at ease with so much.
const AT_EASE: u32 = 1_600;

/// What a column asks for, in twentieths of a point.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Wish {
    /// Its widest word.
    pub(super) word: u32,
    /// Its longest text in one line.
    pub(super) line: u32,
    /// All that a cell says in one line, where that is more than one text.
    pub(super) lines: u32,
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

    /// Makes room for texts that stand beneath one another.
    pub(super) fn hold_all<'t>(&mut self, texts: impl Iterator<Item = &'t str>, half_points: u32) {
        let mut whole = 0;
        for text in texts {
            self.hold(text, half_points, false);
            whole += width(text, half_points, false);
        }
        self.lines = self.lines.max(whole + EDGES);
    }

    /// Makes room for something of a fixed width.
    pub(super) fn hold_wide(&mut self, wide: u32) {
        self.word = self.word.max(wide + EDGES);
        self.line = self.line.max(self.word);
    }

    fn at_ease(self) -> u32 {
        self.word.max(self.line.min(AT_EASE))
    }
}

/// True where every column has room for its words and no text stands in a narrow pillar.
pub(super) fn are_at_ease(wishes: &[Wish], room: u32) -> bool {
    wishes.iter().map(|wish| wish.at_ease()).sum::<u32>() <= room
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
    // What is left goes, step by step, to the column whose longest text takes the most lines.
    while used + STEP <= room {
        let lines = |(width, wish): &(&mut u32, &Wish)| {
            let text = u64::from(wish.line.max(wish.lines).saturating_sub(EDGES)) * 1000;
            text / u64::from(width.saturating_sub(EDGES).max(1))
        };
        let wanting = widths.iter_mut().zip(wishes).filter(|(width, wish)| **width < wish.line);
        let Some((width, _)) = wanting.max_by_key(lines) else { break };
        *width += STEP;
        used += STEP;
    }
    widths
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
