//! Makes a text plain before the grammar reads it, without moving a single byte.
//!
//! Rule files are pasted from Word and Excel. Everything that stands for a plain character is replaced by it and
//! padded with spaces to the same number of bytes, so that a span into the plain text is a span into the file.
//! Comments become spaces and are kept aside. A line end inside brackets, after `,` `and` `or` or an operator, or
//! before `and` `or` `because` `agreed by`, becomes a space.

use crate::base::span::{FileId, Span};

/// How many brackets may stand open inside one another.
const DEEPEST: u32 = 40;
/// How many brackets the one after `where` counts for: a condition counted within another may be read more than once.
const WHERE: u32 = 10;
/// Stands for a bracket that is too deep: no rule of the grammar reads it, so its clause is not read.
const TOO_DEEP: &str = "\u{1}";

/// The plain text, and what was set aside.
#[derive(Debug, Clone, Default)]
pub struct PlainText {
    /// As long as the file, byte for byte.
    pub text: String,
    /// Comments, in order.
    pub comments: Vec<Comment>,
    /// Quotation marks that no other closes on their line.
    pub unclosed_quotes: Vec<Span>,
    /// Brackets with too many others open round them, the first of each run.
    pub too_deep: Vec<Span>,
}

/// A comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment {
    /// From `#` to the end of the line.
    pub span: Span,
    /// True when nothing else stands on its line.
    pub own_line: bool,
}

/// Makes a text plain.
#[must_use]
pub fn plain_text(file: FileId, source: &str) -> PlainText {
    let mut scan =
        Scan { file, source, out: PlainText::default(), depth: 0, open: Vec::new(), line_has_text: false };
    scan.out.text.reserve(source.len());
    let mut at = scan.plain_run(0);
    while let Some(c) = source.get(at..).and_then(|rest| rest.chars().next()) {
        at = scan.step(at, c);
        at = scan.plain_run(at);
    }
    scan.out
}

/// The plain form of a character that is pasted from elsewhere: nothing for a space of another kind.
#[must_use]
pub fn plain_form(c: char) -> Option<&'static str> {
    Some(match c {
        '\r' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2007}' | '\u{200b}' | '\u{feff}' => "",
        '–' | '—' | '−' | '‐' | '‑' => "-",
        '‘' | '’' => "'",
        '≥' => ">=",
        '≤' => "<=",
        '≠' => "!=",
        '×' => "*",
        '÷' => "/",
        '％' => "%",
        _ => return None,
    })
}

struct Scan<'s> {
    file: FileId,
    source: &'s str,
    out: PlainText,
    /// Open brackets.
    depth: u32,
    /// How much each of them counts for.
    open: Vec<u32>,
    line_has_text: bool,
}

impl Scan<'_> {
    /// Takes letters that stand for themselves, as nearly all do, and steps behind them.
    fn plain_run(&mut self, at: usize) -> usize {
        let rest = self.source.get(at..).unwrap_or("");
        let stays = |byte: u8| {
            matches!(byte, b' '..=b'~' | b'\t') && !matches!(byte, b'#' | b'"' | b'(' | b')' | b'{' | b'}')
        };
        let length = rest.bytes().position(|byte| !stays(byte)).unwrap_or(rest.len());
        let run = rest.get(..length).unwrap_or("");
        self.out.text.push_str(run);
        self.line_has_text |= run.bytes().any(|byte| !byte.is_ascii_whitespace());
        at + length
    }

    fn step(&mut self, at: usize, c: char) -> usize {
        match c {
            '#' => return self.comment(at),
            '"' | '“' | '”' | '„' => return self.string(at, c),
            '\n' => self.line_end(at),
            '(' => self.open_bracket(at),
            ')' => {
                self.out.text.push_str(if self.depth > DEEPEST { TOO_DEEP } else { ")" });
                self.depth = self.depth.saturating_sub(self.open.pop().unwrap_or(1));
            }
            '{' | '}' => {
                self.depth = 0;
                self.open.clear();
                self.out.text.push(c);
            }
            _ => match plain_form(c) {
                Some(plain) => self.pad(c, plain),
                None => self.out.text.push(c),
            },
        }
        self.line_has_text |= !c.is_whitespace();
        at + c.len_utf8()
    }

    fn open_bracket(&mut self, at: usize) {
        let before = self.depth;
        let weight = if self.is_after_where() { WHERE } else { 1 };
        self.open.push(weight);
        self.depth += weight;
        if before <= DEEPEST && self.depth > DEEPEST {
            self.out.too_deep.push(Span::new(self.file, at, at + 1));
        }
        self.out.text.push_str(if self.depth > DEEPEST { TOO_DEEP } else { "(" });
    }

    fn is_after_where(&self) -> bool {
        let text = self.out.text.trim_end();
        let last = text.get(text.len().saturating_sub(5)..);
        last.is_some_and(|word| word.eq_ignore_ascii_case("where"))
    }

    /// Writes `plain` behind as many spaces as make it as long as `c`.
    fn pad(&mut self, c: char, plain: &str) {
        for _ in plain.len()..c.len_utf8() {
            self.out.text.push(' ');
        }
        self.out.text.push_str(plain);
    }

    fn comment(&mut self, at: usize) -> usize {
        let rest = self.source.get(at..).unwrap_or("");
        let length = rest.find('\n').unwrap_or(rest.len());
        let end = at + rest.get(..length).unwrap_or("").trim_end().len();
        let own_line = !self.line_has_text;
        self.out.comments.push(Comment { span: Span::new(self.file, at, end), own_line });
        self.out.text.extend(std::iter::repeat_n(' ', length));
        at + length
    }

    fn string(&mut self, at: usize, open: char) -> usize {
        let start = at + open.len_utf8();
        let rest = self.source.get(start..).unwrap_or("");
        let line = rest.split('\n').next().unwrap_or("");
        let closes = |c: char| if open == '"' { c == '"' } else { matches!(c, '”' | '"') };
        self.line_has_text = true;
        let Some((length, close)) = line.char_indices().find(|(_, c)| closes(*c)) else {
            self.out.unclosed_quotes.push(Span::new(self.file, at, start + line.trim_end().len()));
            self.pad(open, "'");
            return start;
        };
        self.pad(open, "\"");
        // A straight quote inside curly ones would end the text early for the grammar.
        let inside = line.get(..length).unwrap_or("");
        self.out.text.extend(inside.chars().map(|c| if c == '"' { '\'' } else { c }));
        self.out.text.push('"');
        for _ in 1..close.len_utf8() {
            self.out.text.push(' ');
        }
        start + length + close.len_utf8()
    }

    fn line_end(&mut self, at: usize) {
        let joined = self.depth > 0 || self.ends_open() || self.continues(at + 1);
        self.out.text.push(if joined { ' ' } else { '\n' });
        self.line_has_text = false;
    }

    /// True when the line so far ends with something that cannot end a clause.
    fn ends_open(&self) -> bool {
        let last = self.out.text.trim_end_matches([' ', '\t']).bytes().next_back();
        let may = |byte: u8| {
            !byte.is_ascii_graphic()
                || matches!(
                    byte,
                    b',' | b'+' | b'-' | b'*' | b'/' | b'<' | b'>' | b'=' | b'd' | b'D' | b'r' | b'R'
                )
        };
        if !last.is_some_and(may) {
            return false;
        }
        let line = self.out.text.rsplit('\n').next().unwrap_or("").trim_end();
        let word = line.rsplit([' ', '\t']).next().unwrap_or("");
        line.ends_with(',')
            || ["and", "or"].iter().any(|joiner| word.eq_ignore_ascii_case(joiner))
            || (matches!(word, "+" | "-" | "*" | "/" | "<" | ">" | "<=" | ">=") && line.len() > word.len())
    }

    /// True when the next line starts with a word that goes on with this one.
    fn continues(&self, next: usize) -> bool {
        let rest = self.source.get(next..).unwrap_or("").trim_start_matches([' ', '\t']);
        let may =
            |byte: u8| !byte.is_ascii_graphic() || matches!(byte, b'o' | b'O' | b'b' | b'B' | b'a' | b'A');
        if !rest.bytes().next().is_some_and(may) {
            return false;
        }
        if self.out.text.rsplit('\n').next().is_none_or(|line| line.trim().is_empty()) {
            return false;
        }
        // Of the next line only, however its words are spaced; a line with nothing on it ends the clause.
        let line = self.source.get(next..).unwrap_or("").split('\n').next().unwrap_or("");
        let mut words = line.split_whitespace();
        let first = words.next().unwrap_or("").to_ascii_lowercase();
        match first.as_str() {
            "or" | "because" => true,
            "and" => !words.next().is_some_and(|w| w.eq_ignore_ascii_case("nothing")),
            "agreed" => words.next().is_some_and(|w| w.eq_ignore_ascii_case("by")),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::plain_text;
    use crate::base::span::FileId;

    #[test]
    fn every_byte_keeps_its_place() {
        let source = "\u{feff}measure 1 “Looked‑after” {\r\n  target ≥ 75\u{a0}% # why\n}\n";
        let plain = plain_text(FileId(0), source);
        assert_eq!(plain.text.len(), source.len());
        assert_eq!(plain.text, "   measure 1   \"Looked‑after\"   { \n  target  >= 75  %      \n}\n");
        assert_eq!(plain.comments.len(), 1);
    }

    #[test]
    fn a_line_goes_on_where_the_rules_say() {
        let joined = |text: &str| plain_text(FileId(0), text).text;
        assert_eq!(
            joined("meets 1 May 2019,\n  2 June 2019\nto HIB"),
            "meets 1 May 2019,   2 June 2019\nto HIB"
        );
        assert_eq!(joined("when red\n  and late"), "when red   and late");
        assert_eq!(joined("target 5\n  agreed  by HWB"), "target 5   agreed  by HWB");
        assert_eq!(joined("expect 1 is red\nand  nothing else"), "expect 1 is red\nand  nothing else");
        assert_eq!(joined("expect 1 is red\nand nothing else"), "expect 1 is red\nand nothing else");
        assert_eq!(joined("when (red\nor amber)\n"), "when (red or amber)\n");
    }

    #[test]
    fn an_unclosed_quote_costs_its_line_only() {
        let plain = plain_text(FileId(0), "board A \"Alpha\nboard B \"Beta\"\n");
        assert_eq!(plain.unclosed_quotes.len(), 1);
        assert!(plain.text.contains("board B \"Beta\""));
    }
}
