//! Words into lines of a width, counted in terminal columns.

use unicode_width::UnicodeWidthStr;

/// Columns a text takes.
pub(crate) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// Text without what would upset a terminal: control characters and marks that turn the direction of writing.
pub(crate) fn clean(text: &str) -> String {
    crate::base::inert::visible(text).into_owned()
}

/// Lines no wider than `limit`; a word that is wider by itself is cut. A text always has at least one line.
pub(crate) fn wrap(text: &str, limit: usize) -> Vec<String> {
    let limit = limit.max(1);
    let mut lines = Vec::new();
    for paragraph in clean(text).split('\n') {
        wrap_paragraph(paragraph, limit, &mut lines);
    }
    while lines.len() > 1 && lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

fn wrap_paragraph(text: &str, limit: usize, lines: &mut Vec<String>) {
    let mut line = String::new();
    for word in text.split_whitespace() {
        for piece in pieces(word, limit) {
            let room = if line.is_empty() { 0 } else { width(&line) + 1 };
            if !line.is_empty() && room + width(&piece) > limit {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&piece);
        }
    }
    lines.push(line);
}

fn pieces(word: &str, limit: usize) -> Vec<String> {
    if width(word) <= limit {
        return vec![word.to_owned()];
    }
    let mut pieces = vec![String::new()];
    let mut used = 0;
    for letter in word.chars() {
        let wide = unicode_width::UnicodeWidthChar::width(letter).unwrap_or(0);
        if used + wide > limit && used > 0 {
            pieces.push(String::new());
            used = 0;
        }
        used += wide;
        if let Some(last) = pieces.last_mut() {
            last.push(letter);
        }
    }
    pieces
}

/// The widest word.
pub(crate) fn widest_word(text: &str) -> usize {
    text.split_whitespace().map(width).max().unwrap_or(0)
}

/// ASCII in place of anything else, for printers and terminals that know no more.
pub(crate) fn ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            c if c.is_ascii() => out.push(c),
            '─' | '–' | '—' | '−' | '‐' | '‑' => out.push('-'),
            '═' => out.push('='),
            '│' => out.push('|'),
            '‘' | '’' | '′' => out.push('\''),
            '“' | '”' | '″' => out.push('"'),
            '…' => out.push_str("..."),
            '•' | '·' => out.push('*'),
            '£' => out.push_str("GBP "),
            '€' => out.push_str("EUR "),
            '≤' => out.push_str("<="),
            '≥' => out.push_str(">="),
            '×' => out.push('x'),
            '±' => out.push_str("+/-"),
            '½' => out.push_str("1/2"),
            '°' => out.push_str(" degrees"),
            '\u{a0}' | '\u{2009}' | '\u{202f}' => out.push(' '),
            'À'..='Å' => out.push('A'),
            'à'..='å' => out.push('a'),
            'Ç' => out.push('C'),
            'ç' => out.push('c'),
            'È'..='Ë' => out.push('E'),
            'è'..='ë' => out.push('e'),
            'Ì'..='Ï' => out.push('I'),
            'ì'..='ï' => out.push('i'),
            'Ñ' => out.push('N'),
            'ñ' => out.push('n'),
            'Ò'..='Ö' | 'Ø' => out.push('O'),
            'ò'..='ö' | 'ø' => out.push('o'),
            'Ù'..='Ü' => out.push('U'),
            'ù'..='ü' => out.push('u'),
            'Ŵ' => out.push('W'),
            'ŵ' => out.push('w'),
            'Ŷ' | 'Ý' => out.push('Y'),
            'ŷ' | 'ý' | 'ÿ' => out.push('y'),
            // Nothing is dropped in silence: a letter that has no likeness is named by its number.
            other => out.push_str(&format!("[U+{:04X}]", other as u32)),
        }
    }
    out
}
