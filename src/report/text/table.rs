//! Tables as lines of text: no frame, two spaces between columns, long cells wrapped, numbers at the right.
//!
//! Where the page is too narrow, columns that may fold are set beneath their row, each with its heading.

use super::super::document::{Align, Cell, Column, Row, RowKind, Table};
use super::wrap::{clean, widest_word, width, wrap};

const BETWEEN: usize = 2;
/// A cell this wide or less is not wrapped: `Q3 2018/19`, `95% or more`, `not submitted`.
const SHORT: usize = 13;
/// A column of long text is not squeezed below this while another may fold instead.
const READABLE: usize = 26;

/// Lines of a table, without its title and key.
pub(crate) fn lines(table: &Table, page: usize) -> Vec<String> {
    let layout = Layout::new(table, page);
    let mut out = vec![layout.heading(table)];
    out.push(layout.rule());
    let mut blocks: Vec<(RowKind, Vec<String>)> =
        table.rows.iter().map(|row| (row.kind, layout.row(row, table))).collect();
    // Rows of several lines need air between them; a plain list does not.
    let airy = blocks.iter().any(|(_, block)| block.len() > 1);
    for (at, (kind, block)) in blocks.drain(..).enumerate() {
        if kind == RowKind::Total {
            out.push(layout.rule());
        } else if airy && at > 0 {
            out.push(String::new());
        }
        out.extend(block);
    }
    out.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

struct Layout {
    /// Positions of the columns that stand side by side.
    beside: Vec<usize>,
    /// Positions of those set beneath.
    beneath: Vec<usize>,
    /// Widths of those side by side.
    widths: Vec<usize>,
    page: usize,
}

/// What a column asks for.
struct Wish {
    least: usize,
    natural: usize,
}

impl Layout {
    fn new(table: &Table, page: usize) -> Self {
        let wishes: Vec<Wish> = (0..table.columns.len()).map(|at| wish(table, at)).collect();
        let mut beside: Vec<usize> = (0..table.columns.len()).collect();
        let mut beneath = Vec::new();
        while !fits(&beside, &wishes, page) {
            let folds = |at: &usize| table.columns.get(*at).is_some_and(|column| column.folds);
            let Some(found) = beside.iter().rposition(folds) else { break };
            beneath.insert(0, beside.remove(found));
        }
        let widths = widths(&beside, &wishes, page);
        Self { beside, beneath, widths, page }
    }

    fn rule(&self) -> String {
        let all: usize = self.widths.iter().sum::<usize>() + BETWEEN * self.widths.len().saturating_sub(1);
        "─".repeat(all)
    }

    fn heading(&self, table: &Table) -> String {
        let cells: Vec<Vec<String>> = self
            .columns(table)
            .map(|(column, wide)| wrap(column.map_or("", |c| c.heading.as_str()), wide))
            .collect();
        // Headings stand on the rule: short ones come down to it.
        let tall = cells.iter().map(Vec::len).max().unwrap_or(0);
        let down = cells.into_iter().map(|mut cell| {
            let missing = tall - cell.len();
            cell.splice(0..0, std::iter::repeat_n(String::new(), missing));
            cell
        });
        self.set(&down.collect::<Vec<_>>(), table).join("\n")
    }

    fn columns<'t>(&'t self, table: &'t Table) -> impl Iterator<Item = (Option<&'t Column>, usize)> {
        self.beside.iter().zip(&self.widths).map(|(at, wide)| (table.columns.get(*at), *wide))
    }

    fn row(&self, row: &Row, table: &Table) -> Vec<String> {
        let cells: Vec<Vec<String>> = self
            .beside
            .iter()
            .zip(&self.widths)
            .map(|(at, wide)| row.cells.get(*at).map_or_else(Vec::new, |cell| cell_lines(cell, *wide)))
            .collect();
        let mut lines = self.set(&cells, table);
        let first = self.widths.first().map_or(0, |first| first + BETWEEN);
        // Under the second column where the first only numbers the rows; else just set in.
        let indent = if first <= SHORT { first } else { BETWEEN };
        for text in self.folded(row, table).into_iter().chain(row.notes.iter().cloned()) {
            let hung = wrap(&text, self.page.saturating_sub(indent + BETWEEN));
            lines.extend(hung.iter().enumerate().map(|(at, line)| {
                let hang = if at == 0 { 0 } else { BETWEEN };
                format!("{}{line}", " ".repeat(indent + hang))
            }));
        }
        lines
    }

    /// The cells set beneath a row, in one line where they fit; what is absent is not said there.
    fn folded(&self, row: &Row, table: &Table) -> Option<String> {
        let said = self.beneath.iter().filter_map(|at| {
            let cell = row.cells.get(*at).filter(|cell| !matches!(cell, Cell::Absent(_)))?;
            let shown = cell.shown();
            let heading = &table.columns.get(*at)?.heading;
            (!shown.is_empty()).then(|| format!("{heading}: {shown}"))
        });
        let said: Vec<String> = said.collect();
        (!said.is_empty()).then(|| said.join(".  "))
    }

    /// Cells of lines side by side.
    fn set(&self, cells: &[Vec<String>], table: &Table) -> Vec<String> {
        let tall = cells.iter().map(Vec::len).max().unwrap_or(0);
        let line = |n: usize| {
            let parts = cells.iter().zip(self.columns(table)).map(|(cell, (column, wide))| {
                let text = cell.get(n).map_or("", String::as_str);
                let gap = " ".repeat(wide.saturating_sub(width(text)));
                match column.map_or(Align::Left, |c| c.align) {
                    Align::Left => format!("{text}{gap}"),
                    Align::Right => format!("{gap}{text}"),
                }
            });
            parts.collect::<Vec<_>>().join(&" ".repeat(BETWEEN)).trim_end().to_owned()
        };
        (0..tall).map(line).collect()
    }
}

fn cell_lines(cell: &Cell, wide: usize) -> Vec<String> {
    parts(cell)
        .iter()
        .flat_map(|part| if width(part) <= wide { vec![clean(part)] } else { wrap(part, wide) })
        .collect()
}

/// What a cell prints, each part on a line of its own: a number, and beneath it its period.
fn parts(cell: &Cell) -> Vec<String> {
    match cell {
        Cell::Number { shown, aside, .. } if !aside.is_empty() => vec![shown.clone(), aside.clone()],
        Cell::Number { .. }
        | Cell::Text(_)
        | Cell::Level { .. }
        | Cell::Day(_)
        | Cell::Absent(_)
        | Cell::Trend(_) => cell.shown().split('\n').map(str::to_owned).collect(),
    }
}

fn wish(table: &Table, at: usize) -> Wish {
    let heading = table.columns.get(at).map_or("", |column| column.heading.as_str());
    let mut wish = Wish { least: widest_word(heading), natural: width(heading) };
    for cell in table.rows.iter().filter_map(|row| row.cells.get(at)) {
        // What says that there is nothing need not hold a column open.
        let whole = if matches!(cell, Cell::Absent(_)) { 0 } else { SHORT };
        for part in parts(cell) {
            let natural = width(&clean(&part));
            wish.natural = wish.natural.max(natural);
            wish.least = wish.least.max(if natural <= whole { natural } else { widest_word(&part) });
        }
    }
    wish
}

fn fits(beside: &[usize], wishes: &[Wish], page: usize) -> bool {
    let asked = beside.iter().filter_map(|at| wishes.get(*at));
    let needed: usize = asked.map(|w| w.natural.min(w.least.max(READABLE))).sum();
    needed + BETWEEN * beside.len().saturating_sub(1) <= page
}

/// Starts from the widest word of each column and gives what is left, a column at a time, to the one whose longest
/// cell would take the most lines.
fn widths(beside: &[usize], wishes: &[Wish], page: usize) -> Vec<usize> {
    let asked: Vec<&Wish> = beside.iter().filter_map(|at| wishes.get(*at)).collect();
    let room = page.saturating_sub(BETWEEN * asked.len().saturating_sub(1));
    let mut widths: Vec<usize> = asked.iter().map(|wish| wish.least.max(1)).collect();
    while widths.iter().sum::<usize>() > room {
        let Some(widest) = widths.iter_mut().max() else { break };
        if *widest <= 1 {
            break;
        }
        *widest -= 1;
    }
    let mut left = room.saturating_sub(widths.iter().sum());
    while left > 0 {
        let hungry = widths.iter_mut().zip(&asked).filter(|(wide, wish)| **wide < wish.natural);
        let Some((neediest, _)) = hungry.max_by_key(|(wide, wish)| wish.natural * 1000 / (**wide).max(1))
        else {
            break;
        };
        *neediest += 1;
        left -= 1;
    }
    widths
}
