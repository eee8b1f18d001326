//! Forecasts as they were submitted: a figure or a range, for the year or for the figure's own period.

use csv::ByteRecord;

use super::diags;
use super::observations::Extra;
use super::quantity::quantity;
use super::rows::{Found, Rows};
use super::table::{text_of, trimmed};
use super::value::{Fault, Reading};
use super::words::{no_value, plain};
use crate::base::exact::Exact;
use crate::base::number::parse_number;
use crate::base::unit::{Kind, Unit};

/// A forecast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// Its lower end.
    pub low: Exact,
    /// Its upper end; the same as the lower for a single figure.
    pub high: Exact,
    /// True for the whole year, false for the figure's own period.
    pub for_year: bool,
}

/// Reads `59%`, `58% to 60%`, `58-60%` or `10,000 (for the quarter)`.
///
/// # Errors
/// In words, what to write.
pub(super) fn read_forecast(text: &str, unit: &Unit, for_year: bool) -> Result<Forecast, String> {
    let clean = plain(text);
    let (figures, said) = without_scope(&clean);
    let for_year = said.unwrap_or(for_year);
    if let Ok(figure) = figure(figures, unit) {
        return Ok(Forecast { low: figure.clone(), high: figure, for_year });
    }
    let example = || match unit.kind {
        Kind::Percent => "write a percentage or a range, such as `59%` or `58% to 60%`".to_owned(),
        Kind::Count
        | Kind::Rate
        | Kind::Money
        | Kind::Duration(_)
        | Kind::Points
        | Kind::YesNo
        | Kind::Date
        | Kind::Rating => "write a number or a range, such as `1,500` or `1,400 to 1,600`".to_owned(),
    };
    let (low, high) = ends(figures).ok_or_else(example)?;
    let low = figure(low, unit).map_err(|_| example())?;
    let high = figure(high, unit).map_err(|_| example())?;
    if low > high {
        return Err("write the lower end of the range first".to_owned());
    }
    Ok(Forecast { low, high, for_year })
}

/// A figure with nothing odd about it.
fn figure(text: &str, unit: &Unit) -> Result<Exact, Fault> {
    let reading: Reading = quantity(text, unit)?;
    if !reading.odd.is_empty() {
        return Err(Fault::unreadable());
    }
    Ok(reading.exact.clone().unwrap_or_else(|| Exact::decimal(reading.mantissa, reading.places)))
}

/// The two ends of `58% to 60%`, `between 58% and 60%` or `58-60%`.
fn ends(text: &str) -> Option<(&str, &str)> {
    let lower = text.to_ascii_lowercase();
    let parted = |text: &'_ str, at: usize, length: usize| Some((text.get(..at)?.trim().len(), at + length));
    let (start, parting) = match lower.strip_prefix("between ") {
        Some(_) => ("between ".len(), " and "),
        None => (0, " to "),
    };
    let rest = text.get(start..)?;
    let (end_of_low, start_of_high) = match rest.to_ascii_lowercase().find(parting) {
        Some(at) => parted(rest, at, parting.len())?,
        // A minus may stand before the first number.
        None => parted(rest, rest.get(1..)?.find('-')? + 1, 1)?,
    };
    Some((rest.get(..end_of_low)?.trim(), rest.get(start_of_high..)?.trim()))
}

/// The text without `for the year` or `for the quarter` after it, and whether that is the year.
fn without_scope(text: &str) -> (&str, Option<bool>) {
    let lower = text.trim_end_matches([')', ' ']).to_ascii_lowercase();
    let scopes = [
        ("year", true),
        ("year end", true),
        ("year-end", true),
        ("period", false),
        ("quarter", false),
        ("month", false),
        ("term", false),
        ("half-year", false),
        ("week", false),
    ];
    for (word, year) in scopes {
        let before = lower.strip_suffix(word).and_then(|rest| {
            let rest = rest.trim_end();
            let rest = rest.strip_suffix("the").map_or(rest, str::trim_end);
            rest.strip_suffix("for").or_else(|| rest.strip_suffix("at")).or_else(|| rest.strip_suffix('('))
        });
        if let Some(before) = before {
            let kept = text.get(..before.len()).unwrap_or(text);
            return (kept.trim_end_matches(['(', ' ']), Some(year));
        }
    }
    (text, None)
}

impl Rows<'_, '_> {
    /// Adds the forecast and what is still expected, where the file has columns for them.
    pub(super) fn looking_ahead(&mut self, found: &Found, record: &ByteRecord, extra: &mut Option<Extra>) {
        if let Some((column, for_year)) = self.columns.forecast
            && let Some(forecast) = self.forecast(found, record, column, for_year)
        {
            extra.get_or_insert_default().forecast = Some(forecast);
        }
        if let Some(column) = self.columns.still_expected
            && let Some(number) = self.number_to_come(found, record, column)
        {
            extra.get_or_insert_default().still_expected = Some(number);
        }
    }

    fn forecast(
        &mut self,
        found: &Found,
        record: &ByteRecord,
        column: usize,
        for_year: bool,
    ) -> Option<Forecast> {
        let text = text_of(record.get(column).filter(|cell| !trimmed(cell).is_empty())?);
        if no_value(&plain(&text)).is_some() {
            return None;
        }
        let unit = self.reader.measures.asked(found.measure).unit;
        match read_forecast(&text, unit, for_year) {
            Ok(forecast) => Some(forecast),
            Err(write) => {
                self.tell_unreadable_ahead(found, column, &text, "a forecast", &write);
                None
            }
        }
    }

    fn number_to_come(&mut self, found: &Found, record: &ByteRecord, column: usize) -> Option<Exact> {
        let text = text_of(record.get(column).filter(|cell| !trimmed(cell).is_empty())?);
        let clean = plain(&text);
        if no_value(&clean).is_some() {
            return None;
        }
        let unit = self.reader.measures.asked(found.measure).unit;
        // Of a percentage or rate it is a number of cases, and not a percentage itself.
        let number = match unit.kind {
            Kind::Count | Kind::Money | Kind::Points => figure(&clean, unit).ok(),
            Kind::Percent | Kind::Rate | Kind::Duration(_) | Kind::YesNo | Kind::Date | Kind::Rating => {
                parse_number(&clean).ok().map(|number| number.exact())
            }
        };
        let number = number.filter(|number| !number.is_negative());
        if number.is_none() {
            let write = "write a number such as `300`, or leave the cell blank";
            self.tell_unreadable_ahead(found, column, &text, "the number still expected", write);
        }
        number
    }

    fn tell_unreadable_ahead(&mut self, found: &Found, column: usize, text: &str, what: &str, write: &str) {
        let (cell, id) =
            (self.cell(found.line, column, text), self.reader.book.measures[found.measure].id.clone());
        self.tell(found.line, diags::UNREADABLE_VALUE, || {
            diags::unreadable_value(
                cell,
                &id,
                what,
                Some("the figure beside it is judged without it"),
                Some(write),
                None,
            )
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{Forecast, read_forecast};
    use crate::base::exact::Exact;
    use crate::base::unit::Unit;

    fn read(text: &str, unit: &str) -> Result<Forecast, String> {
        read_forecast(text, &Unit::from_words(unit), true)
    }

    fn range(low: i64, high: i64, places: u8, for_year: bool) -> Result<Forecast, String> {
        Ok(Forecast { low: Exact::decimal(low, places), high: Exact::decimal(high, places), for_year })
    }

    #[test]
    fn figures_and_ranges_are_read_in_their_spellings() {
        assert_eq!(read("59%", "% of waste"), range(59, 59, 0, true));
        for text in ["58% to 60%", "58-60%", "58% – 60%", "between 58% and 60%", "58 to 60%"] {
            assert_eq!(read(text, "% of waste"), range(58, 60, 0, true), "{text}");
        }
        assert_eq!(read("57% to 58.9%", "% of waste"), range(570, 589, 1, true));
        assert_eq!(read("10,000 (for the quarter)", "tonnes"), range(10_000, 10_000, 0, false));
        assert_eq!(read("10,000 to 11,000 for the year", "tonnes"), range(10_000, 11_000, 0, true));
        assert_eq!(read("-3 to 4", "£m"), range(-3_000_000, 4_000_000, 0, true));
    }

    #[test]
    fn what_is_no_forecast_says_what_to_write() {
        assert!(read("60% to 58%", "% of waste").unwrap_err().contains("lower end"));
        assert!(read("about 60%", "% of waste").unwrap_err().contains("`58% to 60%`"));
        assert!(read("good", "tonnes").is_err());
    }
}
