//! What must not be printed of a withheld figure, and how it is struck out of the words of others.

use rustc_hash::FxHashSet;

use super::Inputs;
use crate::base::arena::Id;
use crate::base::period::month_name;
use crate::data::{PlaceId, Row, State};
use crate::eval::outcome::{Amount, FigureSource, Outcome};
use crate::model::Measure;

/// A withheld figure: whose it is, where it stands, and how it might be written.
#[derive(Debug)]
pub(super) struct Secret {
    pub measure: Id<Measure>,
    pub place: PlaceId,
    pub cell: Option<(String, u64)>,
    /// The column it stands in, where the line alone does not say.
    pub column: Option<u32>,
    pub texts: Vec<String>,
}

/// What must not be printed of a withheld result: its figure, or the number in the data where the rules withhold it.
pub(super) fn secret(outcome: &Outcome, inputs: Inputs<'_>) -> Secret {
    let measure = &inputs.book.measures[outcome.measure];
    let mut texts = Vec::new();
    let mut cell = None;
    if let Some(figure) = &outcome.figure {
        if let FigureSource::Data(read) = &figure.source {
            cell = Some(read.clone());
        }
        if let Amount::Number { value, places } = &figure.amount {
            texts.extend([measure.unit.show_places(value, *places), value.text(), value.plain()]);
        }
    }
    let rows = inputs.data.find(outcome.measure, outcome.place).into_iter().flat_map(|s| inputs.data.rows(s));
    for row in rows.filter(|row| inputs.data.period(*row) == outcome.expected) {
        let kept = inputs.data.kept(row);
        let number = inputs.data.number(row).or_else(|| kept?.number.clone());
        let count = kept.and_then(|kept| Some(kept.parts.as_ref()?.0.clone()));
        let numbers = number.iter().chain(&count);
        texts.extend(numbers.flat_map(|n| [measure.unit.show(n), n.text(), n.plain()]));
        texts.extend(inputs.data.extra(row).into_iter().flat_map(|extra| extra.behind.iter().cloned()));
        cell.get_or_insert_with(|| inputs.data.cell(row));
    }
    texts.extend(cell.as_ref().map(|c| c.text.clone()).filter(|t| t.bytes().any(|b| b.is_ascii_digit())));
    texts.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    texts.dedup();
    let column = cell.as_ref().and_then(|cell| cell.position);
    let cell = cell.map(|cell| (cell.file, cell.line));
    Secret { measure: outcome.measure, place: outcome.place, cell, column, texts }
}

/// What people may repeat in notes and answers: the withheld figures of every period.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// By measure and place, in order.
    of: Vec<(Id<Measure>, PlaceId, String)>,
    /// Numbers so long that nobody writes one by chance, whatever the words are about.
    long: FxHashSet<String>,
}

/// A number of fewer digits may be anything.
const LONG: usize = 4;

impl Told {
    /// Every figure that was submitted and is withheld.
    pub(super) fn of(inputs: Inputs<'_>) -> Self {
        let data = inputs.data;
        let mut all = Self::default();
        let rows = (0..).zip(&data.state).filter(|(_, state)| **state == State::Withheld);
        for row in rows.map(|(at, _)| Row(at)) {
            let at = row.0 as usize;
            let (Some(id), Some(place)) = (data.measure.get(at), data.place.get(at)) else { continue };
            let unit = &inputs.book.measures[*id].unit;
            let kept = data.kept(row);
            let number = kept.and_then(|kept| kept.number.as_ref());
            let count = kept.and_then(|kept| Some(&kept.parts.as_ref()?.0));
            let written = number.into_iter().chain(count);
            let behind = data.extra(row).into_iter().flat_map(|extra| extra.behind.iter().cloned());
            let texts = written.flat_map(|n| [unit.show(n), n.text(), n.plain()]).chain(behind);
            for text in texts {
                all.long.extend(digits(&text).filter(|number| is_long(number)));
                all.of.push((*id, *place, text));
            }
        }
        // The longest first, so that no part of a number is left over.
        all.of.sort_by(|a, b| (a.0, a.1, b.2.len(), &a.2).cmp(&(b.0, b.1, a.2.len(), &b.2)));
        all.of.dedup();
        all
    }

    pub(super) fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// Somebody's words about a measure and place, or about none, with what is withheld struck out.
    pub(super) fn struck_out(&self, about: Option<(Id<Measure>, PlaceId)>, text: &str) -> String {
        if !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return text.to_owned();
        }
        let of = about.map_or(&[][..], |(id, place)| {
            let whole = place == PlaceId::WHOLE;
            let from =
                self.of.partition_point(|one| if whole { one.0 < id } else { (one.0, one.1) < (id, place) });
            let to = self
                .of
                .partition_point(|one| if whole { one.0 <= id } else { (one.0, one.1) <= (id, place) });
            self.of.get(from..to).unwrap_or(&[])
        });
        let text = of.iter().fold(text.to_owned(), |text, (_, _, number)| struck_out(&text, number));
        let mut found: Vec<&str> =
            numbers(&text).filter(|number| self.long.contains(&number.replace(',', ""))).collect();
        found.sort_by_key(|number| std::cmp::Reverse(number.len()));
        found.into_iter().fold(text.clone(), |text, number| struck_out(&text, number))
    }
}

/// The runs of digits in a text, with the commas and points inside them.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
    parts.map(|part| part.trim_matches(['.', ','])).filter(|part| !part.is_empty())
}

fn digits(text: &str) -> impl Iterator<Item = String> + '_ {
    numbers(text).map(|number| number.replace(',', ""))
}

/// True for a number of so many digits that nobody writes it by chance.
pub(super) fn is_long(number: &str) -> bool {
    let is_year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    !is_year && number.bytes().filter(u8::is_ascii_digit).count() >= LONG
}

/// The text with a number struck out wherever it stands by itself and may be a figure: `3` in `3 cases`, not in `Q3`, in
/// `1.3`, in `3 April 2024` or in `3 of 5 measures`.
pub(super) fn struck_out(text: &str, number: &str) -> String {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '/';
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(number) {
        let (before, from) = rest.split_at(at);
        let after = from.get(number.len()..).unwrap_or("");
        let mut next = after.chars();
        let joined_after = match next.next() {
            Some('.' | ',') => next.next().is_some_and(|c| c.is_ascii_digit()),
            Some(c) => part_of_word(c),
            None => false,
        };
        let last = before.chars().next_back().or_else(|| out.chars().next_back());
        let joined_before = last.is_some_and(|c| part_of_word(c) || c == '.' || c == ',');
        out.push_str(before);
        let is_figure = !(joined_before || joined_after || counts_something_else(after));
        out.push_str(if is_figure { "withheld" } else { number });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// True where what follows a number says that it is no figure of a measure: the rest of a date, or what a rule counts.
fn counts_something_else(after: &str) -> bool {
    let mut words = after.split_whitespace().map(|word| word.trim_end_matches([',', '.', ':', ';']));
    let counted = |word: Option<&str>| {
        word.is_some_and(|word| ["measure", "measures", "period", "periods"].contains(&word))
    };
    match words.next() {
        Some("are") => words.next() == Some("asked"),
        // `3 of 5 measures`, `3 of the last 4 periods`
        Some("of") => {
            let whole = words.find(|word| !["the", "last"].contains(word));
            whole.is_some_and(|whole| whole.chars().all(|c| c.is_ascii_digit())) && counted(words.next())
        }
        word => counted(word) || word.is_some_and(|word| (1..=12).any(|month| month_name(month) == word)),
    }
}

#[cfg(test)]
mod tests {
    use super::struck_out;

    #[test]
    fn a_withheld_number_is_struck_out_where_it_is_a_figure_and_nowhere_else() {
        let hushed = |text| struck_out(text, "3");
        assert_eq!(
            hushed("3 in Q3 2019/20 is red: 3 of 110 mothers"),
            "withheld in Q3 2019/20 is red: withheld of 110 mothers"
        );
        for kept in [
            "it holds for 3 of 5 measures: 1.1, 1.2, 3.3",
            "it has held for 3 periods running, and 3 are asked for",
            "it held in 3 of the last 4 periods",
            "the answer was due on 3 April 2024",
        ] {
            assert_eq!(hushed(kept), kept);
        }
    }
}
