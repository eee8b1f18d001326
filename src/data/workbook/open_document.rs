//! Sheets of OpenDocument workbooks. Their numbers are written in decimal, so nothing is lost on the way.

use std::io::BufRead;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::super::periods::read_period;
use super::numbers::{Shown, number};
use super::times::Clock;
use super::{Gathered, RawSheet, SheetRow, Unreadable};
use crate::base::period::{Shape, YearStart};

/// The sheets of a `content.xml`.
pub(super) fn sheets(content: &str) -> Result<Vec<RawSheet>, Unreadable> {
    let mut reader = Reader::from_reader(content.as_bytes());
    reader.config_mut().expand_empty_elements = true;
    let mut walk = Walk { reader, buffer: Vec::new(), gathered: Gathered::default(), hidden: Vec::new() };
    walk.all()
}

struct Walk<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    gathered: Gathered,
    /// Styles of sheets that are not shown.
    hidden: Vec<String>,
}

/// How often an element stands for itself; the attribute is how the format leaves out what repeats.
fn repeats(element: &BytesStart<'_>, attribute: &str) -> u32 {
    attribute_of(element, attribute).and_then(|text| text.parse().ok()).unwrap_or(1)
}

fn attribute_of(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok()??;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// What a cell says of its value.
#[derive(Default)]
struct Typed {
    kind: String,
    value: Option<String>,
}

impl<R: BufRead> Walk<R> {
    fn next(&mut self) -> Result<Event<'static>, Unreadable> {
        self.buffer.clear();
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|_| Unreadable::Damaged)?;
        Ok(event.into_owned())
    }

    fn all(&mut self) -> Result<Vec<RawSheet>, Unreadable> {
        let (mut sheets, mut style) = (Vec::new(), String::new());
        loop {
            match self.next()? {
                Event::Start(element) => match element.name().as_ref() {
                    "table:table" => sheets.push(self.sheet(&element)?),
                    "style:style" => style = attribute_of(&element, "style:name").unwrap_or_default(),
                    "style:table-properties"
                        if attribute_of(&element, "table:display").as_deref() == Some("false") =>
                    {
                        self.hidden.push(style.clone());
                    }
                    _ => {}
                },
                Event::Eof => return Ok(sheets),
                _ => {}
            }
        }
    }

    fn sheet(&mut self, table: &BytesStart<'_>) -> Result<RawSheet, Unreadable> {
        let style = attribute_of(table, "table:style-name").unwrap_or_default();
        let mut sheet = RawSheet {
            name: attribute_of(table, "table:name").unwrap_or_default(),
            hidden: self.hidden.contains(&style),
            has_formats: true,
            rows: Vec::new(),
        };
        let mut next = 0_u32;
        loop {
            match self.next()? {
                Event::Start(element) if element.name().as_ref() == "table:table-row" => {
                    let times = repeats(&element, "table:number-rows-repeated");
                    let visibility = attribute_of(&element, "table:visibility");
                    let hidden = visibility.is_some_and(|word| word != "visible");
                    let cells = self.row()?;
                    self.put(&mut sheet.rows, (next, times, hidden), &cells)?;
                    next = next.saturating_add(times);
                }
                Event::End(element) if element.name().as_ref() == "table:table" => return Ok(sheet),
                Event::Eof => return Err(Unreadable::Damaged),
                _ => {}
            }
        }
    }

    /// Puts a row as often as it stands there; an empty one is only counted.
    fn put(
        &mut self,
        rows: &mut Vec<SheetRow>,
        (first, times, hidden): (u32, u32, bool),
        cells: &[(u32, u32, String)],
    ) -> Result<(), Unreadable> {
        if cells.is_empty() {
            return Ok(());
        }
        for row in first..first.saturating_add(times) {
            for (column, times, text) in cells {
                for column in *column..column.saturating_add(*times) {
                    self.gathered.add(rows, (row, column), text)?;
                }
            }
            if let Some(last) = rows.last_mut() {
                last.hidden = hidden;
            }
        }
        Ok(())
    }

    /// The filled cells of a row: position, how often, and text.
    fn row(&mut self) -> Result<Vec<(u32, u32, String)>, Unreadable> {
        let (mut cells, mut next) = (Vec::new(), 0_u32);
        loop {
            match self.next()? {
                Event::Start(element)
                    if matches!(element.name().as_ref(), "table:table-cell" | "table:covered-table-cell") =>
                {
                    let times = repeats(&element, "table:number-columns-repeated");
                    let typed = typed(&element);
                    let shown = self.words()?;
                    let text = said(&typed, shown);
                    if !text.trim().is_empty() {
                        cells.push((next, times, text));
                    }
                    next = next.saturating_add(times);
                }
                Event::End(element) if element.name().as_ref() == "table:table-row" => return Ok(cells),
                Event::Eof => return Err(Unreadable::Damaged),
                _ => {}
            }
        }
    }

    /// What a cell shows, without the remarks that are pinned to it.
    fn words(&mut self) -> Result<String, Unreadable> {
        let (mut words, mut remarks) = (String::new(), 0_u32);
        loop {
            match self.next()? {
                Event::Start(element) => match element.name().as_ref() {
                    "office:annotation" => remarks += 1,
                    "text:p" if !words.is_empty() && remarks == 0 => words.push('\n'),
                    "text:s" if remarks == 0 => {
                        let times = repeats(&element, "text:c").min(100) as usize;
                        words.push_str(&" ".repeat(times));
                    }
                    "text:tab" if remarks == 0 => words.push(' '),
                    "text:line-break" if remarks == 0 => words.push('\n'),
                    _ => {}
                },
                Event::Text(text) if remarks == 0 => words.push_str(&text.xml10_content()),
                Event::CData(text) if remarks == 0 => words.push_str(&text.xml10_content()),
                Event::GeneralRef(entity) if remarks == 0 => {
                    if let Some(text) = resolve_xml_entity(entity.as_ref()) {
                        words.push_str(text);
                    } else if let Ok(Some(letter)) = entity.resolve_char_ref() {
                        words.push(letter);
                    }
                }
                Event::End(element) => match element.name().as_ref() {
                    "office:annotation" => remarks = remarks.saturating_sub(1),
                    "table:table-cell" | "table:covered-table-cell" => return Ok(words),
                    _ => {}
                },
                Event::Eof => return Err(Unreadable::Damaged),
                _ => {}
            }
        }
    }
}

fn typed(cell: &BytesStart<'_>) -> Typed {
    let kind = attribute_of(cell, "office:value-type").unwrap_or_default();
    let attribute = match kind.as_str() {
        "float" | "percentage" | "currency" => "office:value",
        "date" => "office:date-value",
        "time" => "office:time-value",
        "boolean" => "office:boolean-value",
        _ => "office:string-value",
    };
    Typed { value: attribute_of(cell, attribute), kind }
}

/// The text of a cell: its value where it has one, what it shows where it is text or a formula failed.
fn said(typed: &Typed, shown: String) -> String {
    let value = typed.value.as_deref().unwrap_or("");
    let failed = shown.starts_with('#') || shown.starts_with("Err:");
    match typed.kind.as_str() {
        "float" | "currency" if !value.is_empty() && !failed => number(value, Shown::Plainly),
        "percentage" if !value.is_empty() && !failed => number(value, Shown::Percent),
        "boolean" if value == "true" => "TRUE".to_owned(),
        "boolean" => "FALSE".to_owned(),
        "date" if is_month(&shown) => shown,
        "date" if !value.is_empty() => value.trim_end_matches("T00:00:00").replacen('T', " ", 1),
        "time" => time(value, &shown).unwrap_or(shown),
        _ if failed && shown.starts_with("Err:") => format!("#{}", shown.to_uppercase()),
        _ if shown.trim().is_empty() => value.to_owned(),
        _ => shown,
    }
}

/// A day that is shown as month and year means the month.
fn is_month(shown: &str) -> bool {
    matches!(read_period(shown, YearStart::FINANCIAL), Some(Ok(period)) if period.shape == Shape::Month)
}

/// `PT07H30M00S`, as the cell shows it.
fn time(text: &str, shown: &str) -> Option<String> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?.split(['.', ',']).next()?;
    let number = |text: &str| text.parse::<i64>().ok().filter(|number| (0..100_000_000).contains(number));
    let seconds = number(hours)? * 3_600 + number(minutes)? * 60 + number(seconds)?;
    Some(Clock::by_text(shown, seconds).unwrap_or(Clock::PLAIN).text(seconds))
}
