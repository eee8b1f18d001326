//! Documents as Markdown in GitHub's form. Text of others is escaped, so that a `|` in a note stays a `|`.

use super::document::{Align, Block, Cell, Document, Fact, Link, Question, Row, Table, Task};
use super::text::wrap::clean;

/// A document as Markdown.
#[must_use]
pub fn to_markdown(document: &Document) -> String {
    let mut parts = vec![format!("# {}", line(&document.title))];
    if !document.subtitle.is_empty() {
        parts.push(format!("*{}*", line(&document.subtitle)));
    }
    if !document.facts.is_empty() {
        parts.push(document.facts.iter().map(fact).collect::<Vec<_>>().join("\n"));
    }
    blocks(&document.blocks, 2, &mut parts);
    let mut text = parts.join("\n\n");
    text.push('\n');
    text
}

fn blocks(all: &[Block], depth: usize, parts: &mut Vec<String>) {
    let mut after_list = false;
    for block in all {
        if matches!(block, Block::Fold(_)) {
            continue;
        }
        let list = matches!(
            block,
            Block::Facts(_) | Block::Counts(_) | Block::List(_) | Block::Links(_) | Block::Tasks(_)
        );
        if list && after_list {
            // Without something between them, two lists are read as one.
            parts.push("<!-- -->".to_owned());
        }
        after_list = list;
        match block {
            Block::Section(section) => {
                parts.push(format!("{} {}", "#".repeat(depth.min(6)), line(&section.heading)));
                blocks(&section.blocks, depth + 1, parts);
            }
            Block::Paragraph(text) => parts.push(paragraph(text)),
            Block::Facts(facts) => parts.push(facts.iter().map(fact).collect::<Vec<_>>().join("\n")),
            Block::Counts(counts) => {
                parts.push(counts.iter().map(|one| fact(&one.as_fact())).collect::<Vec<_>>().join("\n"));
            }
            Block::List(items) => {
                parts.push(
                    items.iter().map(|item| format!("- {}", paragraph(item))).collect::<Vec<_>>().join("\n"),
                );
            }
            Block::Callout(callout) => {
                parts.push(format!("> **{}:** {}", callout.tone.word(), line(&callout.text)));
            }
            Block::Table(table) => parts.push(self::table(&table.without_drawings())),
            Block::Chart(chart) => parts.push(paragraph(&chart.in_words())),
            Block::Questions(questions) => parts.extend(questions.iter().map(question)),
            Block::Links(links) => parts.push(links.iter().map(link).collect::<Vec<_>>().join("\n")),
            Block::Tasks(tasks) => parts.push(tasks.iter().map(task).collect::<Vec<_>>().join("\n")),
            // `plimsoll why` says it.
            Block::Fold(_) => {}
        }
    }
}

fn fact(of: &Fact) -> String {
    format!("- **{}:** {}", line(&of.name), line(&shown(&of.value)))
}

fn link(of: &Link) -> String {
    let colon = if of.about.is_empty() { "" } else { ": " };
    format!("- [{}]({}.md){colon}{}", line(&of.title), of.name, line(&of.about))
}

fn task(of: &Task) -> String {
    let what = line(&of.what);
    match of.about.as_slice() {
        [] => format!("- {what}."),
        [one] => format!("- {what}: {}", line(&one.name)),
        all => {
            let all: Vec<String> = all.iter().map(|one| format!("  - {}", line(&one.name))).collect();
            format!("- {what}:\n{}", all.join("\n"))
        }
    }
}

fn question(of: &Question) -> String {
    let mut lines = vec![format!("**{}**", line(&of.asked))];
    lines.extend(of.answers.iter().map(|answer| format!("> {}", in_cell(answer))));
    lines.join("\n\n")
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Level { word, letter, .. } if !letter.is_empty() => format!("{letter} {word}"),
        Cell::Level { .. }
        | Cell::Text(_)
        | Cell::Number { .. }
        | Cell::Day(_)
        | Cell::Absent(_)
        | Cell::Trend(_) => cell.shown(),
    }
}

fn table(of: &Table) -> String {
    let title = format!("**{}**", line(&of.title));
    if of.rows.is_empty() {
        return format!("{title}\n\n{}", paragraph(&of.empty));
    }
    let notes = of.rows.iter().any(|row| !row.notes.is_empty());
    let mut headings: Vec<String> = of.columns.iter().map(|c| in_cell(&c.heading)).collect();
    let mut rules: Vec<&str> = of
        .columns
        .iter()
        .map(|column| match column.align {
            Align::Left => ":--",
            Align::Right => "--:",
        })
        .collect();
    if notes {
        headings.push("Notes".to_owned());
        rules.push(":--");
    }
    let mut lines = vec![title, String::new(), row_line(&headings), row_line(&rules)];
    lines.extend(of.rows.iter().map(|row| table_row(row, of.columns.len(), notes)));
    if !of.key.is_empty() {
        let entries: Vec<String> = of
            .key
            .iter()
            .map(|entry| format!("**{}** {}", line(&entry.term), line(&entry.meaning)))
            .collect();
        lines.push(String::new());
        lines.push(format!("Key: {}.", entries.join("; ")));
    }
    lines.join("\n")
}

fn table_row(row: &Row, columns: usize, notes: bool) -> String {
    let cell = |at: usize| row.cells.get(at).map_or_else(String::new, |cell| in_cell(&shown(cell)));
    let mut cells: Vec<String> = (0..columns).map(cell).collect();
    if notes {
        cells.push(row.notes.iter().map(|note| in_cell(note)).collect::<Vec<_>>().join("<br>"));
    }
    row_line(&cells)
}

fn row_line<S: AsRef<str>>(cells: &[S]) -> String {
    let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
    format!("| {} |", cells.join(" | "))
}

/// Escaped, in one line.
fn line(text: &str) -> String {
    escaped(&clean(text).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Escaped, in one line, with `<br>` where lines ended.
fn in_cell(text: &str) -> String {
    let cleaned = clean(text);
    let lines = cleaned.split('\n').map(line).filter(|one| !one.is_empty());
    lines.collect::<Vec<_>>().join("<br>")
}

/// Escaped, and safe to begin a line with.
fn paragraph(text: &str) -> String {
    let text = line(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    if text.starts_with(['-', '+', '=']) {
        format!("\\{text}")
    } else if digits > 0 && (rest.starts_with(". ") || rest.starts_with(") ")) {
        format!("{number}\\{rest}")
    } else {
        text
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' => out.push('\\'),
            '#' if at == 0 => out.push('\\'),
            '/' | '.' | '@' if is_link(text, at) => out.push('\\'),
            '&' if is_entity(text.get(at + 1..).unwrap_or("")) => {
                out.push_str("&amp;");
                continue;
            }
            _ => {}
        }
        out.push(letter);
    }
    out
}

/// True for the sign that makes a link of an address in plain text: the first `/` of `://`, the `.` of `www.`, an `@`.
fn is_link(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    match after.chars().next() {
        Some('/') => before.ends_with(':') && after.starts_with("//"),
        Some('.') => before.get(at.saturating_sub(3)..).is_some_and(|word| word.eq_ignore_ascii_case("www")),
        Some('@') => before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+')),
        Some(_) | None => false,
    }
}

/// True when the text after `&` would be read as one sign: `lt;`, `#38;`.
fn is_entity(after: &str) -> bool {
    after.split_once(';').is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#')
    })
}
