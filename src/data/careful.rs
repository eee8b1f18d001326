//! Rows whose value is not plainly a number: words, faults, several sites in one cell, a value made of its parts.

use csv::ByteRecord;

use super::diags;
use super::measures::{Facts, Oddity, figures, near};
use super::observations::{Extra, NOT_GIVEN, PlaceId, shown};
use super::periods::When;
use super::places::{Said, bit};
use super::reader::NewRow;
use super::rows::{Found, Rows};
use super::sites::shares;
use super::submitted::{Marks, State};
use super::table::text_of;
use super::value::{Fault, Odd, PlainNumber, Reading, read_value, wanted};
use super::words::{no_value, plain};
use crate::base::diag::Cell;
use crate::base::exact::Exact;
use crate::base::number::parse_number;
use crate::base::unit::Kind;

/// Numerator and denominator, each where given.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts {
    numerator: Option<Exact>,
    denominator: Option<Exact>,
}

/// A value, or none with the reason why there is none.
pub(super) struct Answer {
    pub(super) reading: Reading,
    pub(super) reason: Option<String>,
}

impl Answer {
    pub(super) fn invalid(text: &str, reason: impl Into<String>) -> Self {
        let reading = Reading { text: Some(text.to_owned()), ..Reading::new(State::Invalid, 0, 0) };
        Self { reading, reason: Some(reason.into()) }
    }
}

impl Rows<'_, '_> {
    /// Reads a row that is not plain.
    pub(super) fn careful(&mut self, found: &Found, record: &ByteRecord, facts: &Facts) {
        let text = self
            .columns
            .value
            .and_then(|at| record.get(at))
            .map_or_else(String::new, |c| text_of(c).into_owned());
        let said = self.said_instead(record);
        let (row_marks, mut extra) = self.beside(found, record);
        if said.is_some() && !self.value_is_blank(record) {
            extra.get_or_insert_default().behind = self.behind(found, record, &text);
        }
        let text = said.unwrap_or(text);
        let parts = self.parts(found, record);
        if let Some(reason) = self.denied(found, record) {
            return self.store(found, found.place, Answer::invalid(&text, reason), row_marks, extra, &parts);
        }
        if found.moved {
            let answer = Answer::invalid(&text, "the row has more cells than there are headings");
            return self.store(found, found.place, answer, row_marks, extra, &parts);
        }
        if let Some(cells) = self.cut_number(record) {
            let answer = self.cut_in_two(found, &cells, &mut extra);
            return self.store(found, found.place, answer, row_marks, extra, &parts);
        }
        let asked = self.reader.measures.asked(found.measure);
        let answer = if text.is_empty() && asked.unit.is_number() {
            self.made_of_parts(found, &parts, facts)
        } else {
            match read_value(&text, asked) {
                Ok(reading) => {
                    if !reading.is_value() {
                        self.tell_word(found, record, reading.state);
                    }
                    self.check(found, reading, &text, facts)
                }
                Err(fault) => {
                    if self.several(found, &text, facts, row_marks, extra.as_ref()) {
                        return;
                    }
                    self.faulty(found, &text, &fault)
                }
            }
        };
        let answer = self.compare_with_parts(found, answer, &parts, facts);
        self.store(found, found.place, answer, row_marks, extra, &parts);
    }

    /// A value and its count where a mark says that they are withheld, in the ways in which they may be written.
    fn behind(&self, found: &Found, record: &ByteRecord, value: &str) -> Vec<String> {
        let asked = self.reader.measures.asked(found.measure);
        let mut all = vec![plain(value).into_owned()];
        if let Ok(reading) = read_value(value, asked)
            && reading.state == State::Number
        {
            let number = Exact::decimal(reading.mantissa, reading.places);
            all.extend([asked.unit.show(&number), number.text(), number.plain()]);
        }
        if let Some(count) = self.columns.numerator.and_then(|at| record.get(at)) {
            let text = plain(&text_of(count)).into_owned();
            all.extend([text.replace(',', ""), text]);
        }
        all.retain(|text| text.bytes().any(|byte| byte.is_ascii_digit()));
        all
    }

    fn value_cell(&self, found: &Found, text: &str) -> Cell {
        self.cell(found.line, self.columns.value.or(self.columns.numerator).unwrap_or(0), text)
    }

    fn measure_id(&self, found: &Found) -> String {
        self.reader.book.measures[found.measure].id.clone()
    }

    /// Tells why a cell is no value.
    pub(super) fn faulty(&mut self, found: &Found, text: &str, fault: &Fault) -> Answer {
        let (cell, measure) = (self.value_cell(found, text), self.measure_id(found));
        let asked = self.reader.measures.asked(found.measure);
        let wanted = wanted(asked.unit);
        match fault {
            Fault::Unreadable { why, write, or_none } => {
                let none = or_none.then(|| self.or_none_yet());
                self.tell(found.line, diags::UNREADABLE_VALUE, || {
                    let (why, write) = (why.as_deref(), write.as_deref());
                    diags::unreadable_value(cell, &measure, &wanted, why, write, none.as_deref())
                });
            }
            Fault::WrongUnit { is, write } => self.tell(found.line, diags::WRONG_UNIT, || {
                diags::wrong_unit(cell, &measure, is, &wanted, write.as_deref())
            }),
            Fault::UnknownLevel => self.tell_level(found.measure, cell, false),
        }
        match fault {
            Fault::WrongUnit { is, .. } => {
                Answer::invalid(text, format!("`{text}` is {is}, and {wanted} is wanted"))
            }
            Fault::Unreadable { .. } | Fault::UnknownLevel => {
                Answer::invalid(text, format!("`{text}` cannot be read as {wanted}"))
            }
        }
    }

    /// Tells what is odd about a value that was read.
    pub(super) fn check(&mut self, found: &Found, reading: Reading, text: &str, facts: &Facts) -> Answer {
        let measure = self.measure_id(found);
        let unit = self.reader.measures.asked(found.measure).unit;
        let number = Exact::decimal(reading.mantissa, reading.places);
        let in_form = self.form_mark().is_some();
        for odd in &reading.odd {
            let (cell, read_as) = (self.value_cell(found, text), unit.show_places(&number, reading.places));
            match odd {
                Odd::Inequality => {
                    self.tell(found.line, diags::INEQUALITY_AS_VALUE, || {
                        diags::inequality_as_value(cell, &measure)
                    });
                    return Answer::invalid(text, format!("`{text}` is a bound, and not the figure"));
                }
                Odd::Rounded => {
                    let estimated = self.estimated();
                    self.tell(found.line, diags::ROUNDED_VALUE, || {
                        diags::rounded_value(cell, &measure, &read_as, &estimated)
                    });
                    return Answer::invalid(text, format!("`{text}` is not exact"));
                }
                Odd::UnknownMark(mark) => {
                    self.tell(found.line, diags::UNKNOWN_MARK, || diags::unknown_mark(cell, mark, in_form));
                }
            }
        }
        if reading.state != State::Number {
            return Answer { reading, reason: None };
        }
        let as_plain =
            PlainNumber { mantissa: reading.mantissa, places: reading.places, percent: reading.signed };
        let cell = self.value_cell(found, text);
        match facts.oddity(as_plain) {
            None => {}
            Some(Oddity::Negative) => {
                let shown = unit.show_places(&number, reading.places);
                let what = below_nought(unit.kind);
                self.tell(found.line, diags::IMPLAUSIBLE_VALUE, || {
                    diags::negative(cell, &measure, &shown, what)
                });
                return Answer::invalid(text, format!("{shown} is below 0, which {what} cannot be"));
            }
            Some(Oddity::Fraction) => return self.fraction(found, reading, &number, cell),
            Some(Oddity::TimeWithPoint) => return self.time_with_point(found, reading, &number, cell, facts),
            Some(Oddity::AboveHundred) => {
                let meant = self.hundredth(found, &number, text);
                self.tell(found.line, diags::IMPLAUSIBLE_VALUE, || {
                    diags::above_a_hundred(cell, &measure, meant.as_deref())
                });
                return Answer::invalid(text, format!("{text} is above 100%, which a share cannot be"));
            }
        }
        Answer { reading, reason: None }
    }

    /// What a percentage is most likely meant as that a cell made a hundred times too large: 95 pasted where per cent are
    /// shown is 9500%.
    fn hundredth(&self, found: &Found, number: &Exact, text: &str) -> Option<String> {
        let measure = &self.reader.book.measures[found.measure];
        let meant = number.over(&Exact::from(100))?;
        let likely = match figures(measure).next() {
            Some(_) => near(measure, &meant).is_some(),
            None => *number >= Exact::from(1_000),
        };
        let pasted = self.sheet.in_workbook && text.ends_with('%') && meant <= Exact::from(100);
        (pasted && likely).then(|| measure.unit.show(&meant))
    }

    /// A percentage that looks like a fraction is not believed when a hundred times it is near a figure of the book.
    fn fraction(&mut self, found: &Found, reading: Reading, number: &Exact, cell: Cell) -> Answer {
        let measure = &self.reader.book.measures[found.measure];
        let as_percent = number.times(&Exact::from(100)).text();
        let near = near(measure, &number.times(&Exact::from(100)))
            .map(|(what, figure)| format!("its {what} {}", measure.unit.show(&figure)));
        let text = cell.text.clone();
        self.tell(found.line, diags::LOOKS_LIKE_A_FRACTION, || match &near {
            Some(near) => diags::most_likely_a_fraction(cell, &measure.id, &as_percent, near),
            None => diags::looks_like_a_fraction(cell, &measure.id, &as_percent),
        });
        match near {
            Some(near) => {
                let reason = format!("`{text}` looks like a fraction: {as_percent}% is near {near}");
                Answer::invalid(&text, reason)
            }
            None => Answer { reading, reason: None },
        }
    }

    /// Numerator and denominator as exact numbers; what cannot be read is told.
    fn parts(&mut self, found: &Found, record: &ByteRecord) -> Parts {
        Parts {
            numerator: self.part(found, record, self.columns.numerator),
            denominator: self.part(found, record, self.columns.denominator),
        }
    }

    fn part(&mut self, found: &Found, record: &ByteRecord, column: Option<usize>) -> Option<Exact> {
        let column = column?;
        let text = text_of(record.get(column)?);
        let clean = plain(&text);
        if no_value(&clean).is_some() {
            return None;
        }
        let number = parse_number(&clean).ok().filter(|_| clean.len() < 40).map(|n| n.exact());
        let number = number.filter(|n| !n.is_negative());
        if number.is_none() {
            let (cell, measure) = (self.cell(found.line, column, &text), self.measure_id(found));
            self.tell(found.line, diags::UNREADABLE_VALUE, || diags::unreadable_part(cell, &measure));
        }
        if self.is_filled_in(column) && number.as_ref().is_some_and(|number| !number.is_whole()) {
            let (cell, measure) = (self.cell(found.line, column, &text), self.measure_id(found));
            self.tell(found.line, diags::FRACTION_OF_A_COUNT, || diags::part_is_a_fraction(cell, &measure));
        }
        number
    }

    /// A value made of its parts, where none was written.
    fn made_of_parts(&mut self, found: &Found, parts: &Parts, facts: &Facts) -> Answer {
        let missing = Answer { reading: Reading::new(State::Missing, 0, 0), reason: None };
        let measure = self.measure_id(found);
        let (numerator, denominator) = match (&parts.numerator, &parts.denominator) {
            (None, None) => return missing,
            (Some(_), None) => return self.one_part(found, missing, self.columns.denominator, "denominator"),
            (None, Some(_)) => return self.one_part(found, missing, self.columns.numerator, "numerator"),
            (Some(numerator), Some(denominator)) => (numerator, denominator),
        };
        let times = Exact::from(facts.times.unwrap_or(1));
        let quotient = numerator.times(&times).over(denominator);
        match quotient.as_ref().and_then(Reading::of_number) {
            Some(reading) => Answer { reading, reason: None },
            None => {
                let column = self.columns.denominator.unwrap_or(0);
                let cell = self.cell(found.line, column, &denominator.text());
                self.tell(found.line, diags::UNREADABLE_VALUE, || {
                    diags::nothing_to_divide_by(cell, &measure, &numerator.text())
                });
                if numerator.is_zero() {
                    let reading = Reading {
                        text: Some("0 of 0".to_owned()),
                        ..Reading::new(State::NotApplicable, 0, 0)
                    };
                    return Answer { reading, reason: Some("there were none to count".to_owned()) };
                }
                Answer::invalid(&format!("{} of 0", numerator.text()), "nothing can be divided by 0")
            }
        }
    }

    fn one_part(&mut self, found: &Found, missing: Answer, column: Option<usize>, wanted: &str) -> Answer {
        // A count may well come with a base that its measure does not divide by.
        if column.is_some()
            && self.reader.measures.facts(found.measure).is_some_and(|facts| facts.times.is_some())
        {
            let (cell, measure) = (self.cell(found.line, column.unwrap_or(0), ""), self.measure_id(found));
            self.tell(found.line, diags::UNREADABLE_VALUE, || diags::one_part_alone(cell, &measure, wanted));
        }
        missing
    }

    /// A percentage cannot have more in its part than in its whole, and a value should be what its parts give.
    fn compare_with_parts(&mut self, found: &Found, answer: Answer, parts: &Parts, facts: &Facts) -> Answer {
        let (Some(numerator), Some(denominator), Some(times)) =
            (&parts.numerator, &parts.denominator, facts.times)
        else {
            return answer;
        };
        if answer.reading.state != State::Number {
            return answer;
        }
        let (measure, column) = (self.measure_id(found), self.columns.numerator.unwrap_or(0));
        let unit = self.reader.measures.asked(found.measure).unit;
        let of = format!("{} of {}", numerator.text(), denominator.text());
        if unit.kind == Kind::Percent && numerator > denominator {
            let cell = self.cell(found.line, column, &numerator.text());
            self.tell(found.line, diags::NUMERATOR_ABOVE_DENOMINATOR, || {
                diags::numerator_above_denominator(cell, &measure, &numerator.text(), &denominator.text())
            });
            let text = answer.reading.text.unwrap_or_else(|| of.clone());
            return Answer::invalid(&text, format!("{of}: more in the part than in the whole"));
        }
        let reading = &answer.reading;
        let value = reading.exact.clone().unwrap_or_else(|| Exact::decimal(reading.mantissa, reading.places));
        let gives = numerator.times(&Exact::from(times)).over(denominator);
        let half = Exact::decimal(5, reading.places.saturating_add(1));
        if gives.as_ref().is_none_or(|gives| gives.minus(&value).magnitude() > half) {
            let gives = gives.map_or_else(|| "nothing".to_owned(), |gives| unit.show(&gives));
            let shown = unit.show_places(&value, reading.places);
            let cell = self.value_cell(found, &shown);
            self.tell(found.line, diags::VALUE_DISAGREES_WITH_ITS_PARTS, || {
                diags::value_disagrees_with_its_parts(cell, &measure, &shown, &of, &gives)
            });
        }
        answer
    }

    /// The same for plain rows, where whole numbers were compared already.
    pub(super) fn tell_parts_disagree(
        &mut self,
        found: &Found,
        number: PlainNumber,
        parts: (i64, i64),
        times: i64,
    ) {
        let measure = &self.reader.book.measures[found.measure];
        let (line, column) = (found.line, self.columns.value.unwrap_or(0));
        // Large files may have this in most rows: what is said is made only where it will be told.
        let (sheet, findings) = (&self.sheet, &mut self.reader.findings);
        findings.add((self.file, line), diags::VALUE_DISAGREES_WITH_ITS_PARTS, || {
            let value = Exact::decimal(number.mantissa, number.places);
            let shown = measure.unit.show_places(&value, number.places);
            let (numerator, denominator) = (Exact::from(parts.0), Exact::from(parts.1));
            let gives = numerator.times(&Exact::from(times)).over(&denominator);
            let gives = gives.map_or_else(|| "nothing".to_owned(), |gives| measure.unit.show(&gives));
            let of = format!("{} of {}", numerator.text(), denominator.text());
            let cell = sheet.cell(line, column, &shown);
            diags::value_disagrees_with_its_parts(cell, &measure.id, &shown, &of, &gives)
        });
    }

    /// Reads a cell that holds a value for each of several groups. False when it is no such cell.
    fn several(
        &mut self,
        found: &Found,
        text: &str,
        facts: &Facts,
        marks: Marks,
        extra: Option<&Extra>,
    ) -> bool {
        let book = self.reader.book;
        let by = book.measures[found.measure].by.iter();
        let parted = by.copied().find_map(|grouping| {
            let is_whole = self.reader.places.kinds(found.place) & bit(grouping) == 0;
            Some((grouping, shares(text, &book.groupings[grouping]).filter(|_| is_whole)?))
        });
        let Some((grouping, shares)) = parted else { return false };
        for share in shares {
            let column = self.columns.value.unwrap_or(0);
            let Said::Member(member) = self.reader.places.member(grouping, &share.member) else {
                self.tell_unknown_group(found.line, column, text, grouping, Some(&share.member));
                continue;
            };
            let place = self.reader.places.with(found.place, member);
            let asked = self.reader.measures.asked(found.measure);
            let answer = match read_value(&share.value, asked) {
                Ok(reading) => self.check(found, reading, &share.value, facts),
                Err(fault) => self.faulty(found, &share.value, &fault),
            };
            self.store(found, place, answer, marks, extra.cloned(), &Parts::default());
        }
        true
    }

    /// Puts a value in the columns, or, when it has no period, beside them.
    pub(super) fn store(
        &mut self,
        found: &Found,
        place: PlaceId,
        answer: Answer,
        row_marks: Marks,
        extra: Option<Extra>,
        parts: &Parts,
    ) {
        let Answer { reading, reason } = answer;
        let (numerator, whole_numerator) = split_part(parts.numerator.as_ref());
        let (denominator, whole_denominator) = split_part(parts.denominator.as_ref());
        let extra = Extra {
            text: reading.text.clone(),
            exact: reading.exact.clone(),
            numerator,
            denominator,
            reason,
            ..extra.unwrap_or_default()
        };
        let When::At(period) = found.period else {
            return self.store_undated(&Found { place, ..*found }, &reading, extra);
        };
        if reading.is_value() {
            self.tell_group_expected(found, place, &written(&reading));
        }
        let row = NewRow {
            measure: found.measure,
            place,
            period,
            state: reading.state,
            mantissa: reading.mantissa,
            places: reading.places,
            marks: reading.marks.and(row_marks),
            file: self.file,
            line: found.line,
        };
        let extra = (extra != Extra::default()).then_some(extra);
        self.reader.push(&row, (whole_numerator, whole_denominator), extra);
    }

    fn store_undated(&mut self, found: &Found, reading: &Reading, mut extra: Extra) {
        let text = written(reading);
        if !reading.is_value() {
            return self.keep_undated(found, reading.state, extra, &text);
        }
        if found.period == When::Blank {
            let (cell, measure) = (self.cell(found.line, self.columns.period, ""), self.measure_id(found));
            self.tell(found.line, diags::UNREADABLE_PERIOD, || diags::no_period(cell, &measure, &text));
            extra.reason = Some(format!("`{text}` has no period"));
        } else {
            extra.reason = Some(format!("the period of `{text}` cannot be read"));
        }
        self.keep_undated(found, State::Invalid, extra, &text);
    }
}

/// A part as the columns hold it: a whole number, or else by itself.
fn split_part(part: Option<&Exact>) -> (Option<Exact>, i64) {
    let Some(part) = part else { return (None, NOT_GIVEN) };
    match part.plain().parse::<i64>() {
        Ok(whole) if part.is_whole() => (None, whole),
        Ok(_) | Err(_) => (Some(part.clone()), NOT_GIVEN),
    }
}

/// What cannot be below nought.
fn below_nought(kind: Kind) -> &'static str {
    match kind {
        Kind::Percent => "a share",
        Kind::Duration(_) => "a length of time",
        Kind::Count | Kind::Rate | Kind::Money | Kind::Points | Kind::YesNo | Kind::Date | Kind::Rating => {
            "a count"
        }
    }
}

fn written(reading: &Reading) -> String {
    reading.text.clone().unwrap_or_else(|| shown(reading.state, reading.mantissa, reading.places))
}
