//! Workbooks for boards to fill in: which figures are due, which prompts are open, and how each cell is filled.
//!
//! A workbook is planned here in plain data, with headings that `data` reads again, and written by `xlsx`. Nothing of
//! another board goes into it, and nothing that a report would not show.

mod asked;
mod cover;
mod due;
mod entry;
mod figures;
#[cfg(feature = "workbooks")]
mod length_rule;
mod written;
#[cfg(feature = "workbooks")]
pub mod xlsx;

use chrono::NaiveDate;

use super::Inputs;
use super::view::View;
use crate::base::arena::Id;
use crate::base::period::Period;
use crate::base::rhythm::Slot as DueSlot;
use crate::data::PlaceId;
use crate::eval::outcome::TargetUsed;
use crate::model::{Grouping, Measure, Party};

pub use entry::{Bounds, Entry, Kind};

/// A workbook for one board.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// Its file name without an ending: lower case, letters, digits and dashes.
    pub name: String,
    /// The id of the board; empty for measures without one.
    pub board: String,
    /// What it is called.
    pub title: String,
    /// What the first sheet says, line by line.
    pub cover: Vec<CoverLine>,
    /// The sheets to fill in.
    pub sheets: Vec<Sheet>,
    /// How many figures are asked for.
    pub figures: usize,
    /// How many questions are open.
    pub questions: usize,
}

/// A line of the first sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CoverLine {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Says(String),
    /// A word and what it means.
    Pair(String, String),
    /// A cell that looks as those do that are filled in, and what it means.
    Sample(String),
    /// What whoever sends the workbook out writes in before, and what that is.
    Write(String, String),
}

/// A sheet to fill in.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Its name.
    pub name: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows: a slot for each column.
    pub rows: Vec<Vec<Slot>>,
    /// How many columns stay in view when others are scrolled to.
    pub kept_in_view: u16,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// How wide, in letters.
    pub width: u16,
    /// True when its cells are filled in.
    pub input: bool,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Slot {
    /// Words that stay.
    Text(String),
    /// To be filled in.
    Fill(Entry),
    /// Not wanted here.
    Closed,
}

impl Slot {
    fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

impl Column {
    fn said(heading: impl Into<String>, width: u16) -> Self {
        Self { heading: heading.into(), width, input: false }
    }

    fn filled(heading: &str, width: u16) -> Self {
        // The arrow tells without colour which columns are to be filled in; reading leaves signs aside.
        Self { heading: format!("→ {heading}"), width, input: true }
    }
}

/// The target of a figure that is asked for, by measure, place and slot of its period.
pub type TargetOf<'a> = dyn Fn(Id<Measure>, PlaceId, DueSlot) -> Option<TargetUsed> + 'a;

/// What the workbooks are for.
#[derive(Clone, Copy)]
pub struct For<'a> {
    /// The target of each figure that is asked for; none where none is in force for its period.
    pub target: &'a TargetOf<'a>,
    /// The period whose figures are asked for.
    pub period: Period,
    /// The day they are sent out.
    pub as_of: NaiveDate,
}

/// A workbook for each board that owes figures or answers, in the order of the boards; figures of measures that no board
/// is responsible for come last.
#[must_use]
pub fn templates(inputs: Inputs<'_>, of: For<'_>) -> Vec<Template> {
    let view = View::new(inputs);
    let mut made = Vec::new();
    let boards = inputs.book.parties.iter().map(|(id, _)| Some(id));
    for board in boards.chain([None]) {
        if let Some(template) = one(&view, of, board, &made) {
            made.push(template);
        }
    }
    made
}

fn one(view: &View<'_>, of: For<'_>, board: Option<Id<Party>>, made: &[Template]) -> Option<Template> {
    let due = due::of_board(view, of, board);
    let open = board.map_or_else(Vec::new, |board| asked::of_board(view, board, &due.rows));
    let sheets: Vec<Sheet> = [
        figures::due(view, &due, board),
        asked::sheet(view, &open, board),
        figures::revised(view, &due, board),
    ]
    .into_iter()
    .flatten()
    .collect();
    // Figures in hand may be corrected, and that alone is no reason to write to anybody.
    if due.rows.is_empty() && open.is_empty() {
        return None;
    }
    let title = board.map_or_else(
        || "Measures without a board".to_owned(),
        |board| view.inputs.book.parties[board].title.clone(),
    );
    let id = board.map_or("no-board", |board| view.inputs.book.parties[board].id.as_str());
    let cover = cover::lines(view, of, (&title, board), &due, &open);
    Some(Template {
        name: free_name(id, made),
        board: board.map_or_else(String::new, |_| id.to_owned()),
        title: cover::title(&title, of),
        cover,
        figures: due.rows.len(),
        questions: open.iter().map(|one| one.questions.len()).sum(),
        sheets,
    })
}

/// What the column of a kind of group is headed: its title, by which it is read again.
fn heading_of(view: &View<'_>, kind: Id<Grouping>) -> String {
    let grouping = &view.inputs.book.groupings[kind];
    if grouping.title.is_empty() { grouping.id.clone() } else { grouping.title.clone() }
}

/// A file name that every system takes, and that no other workbook has.
fn free_name(id: &str, made: &[Template]) -> String {
    let letters = id.to_lowercase();
    let plain: String =
        letters.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
    let plain = plain.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    // Windows keeps some names for its devices.
    let kept = ["con", "prn", "aux", "nul"].contains(&plain.as_str())
        || (plain.len() == 4 && (plain.starts_with("com") || plain.starts_with("lpt")));
    let plain = if plain.is_empty() || kept { format!("board-{plain}") } else { plain };
    let plain = plain.trim_end_matches('-').to_owned();
    let taken = |name: &str| made.iter().any(|template| template.name == name);
    let numbered = (2..).map(|number| format!("{plain}-{number}"));
    std::iter::once(plain.clone()).chain(numbered).find(|name| !taken(name)).unwrap_or(plain)
}
