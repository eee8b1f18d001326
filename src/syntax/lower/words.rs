//! Names, text, numbers, amounts, days and periods.

use chrono::NaiveDate;

use super::{Lower, Pair, Rule, child, children};
use crate::base::diag::Diagnostic;
use crate::base::exact::Exact;
use crate::base::number::{Number, NumberFault, parse_number};
use crate::base::period::parse_date;
use crate::base::span::{Span, Spanned};
use crate::base::unit::TimeUnit;
use crate::syntax::ast::items::PeriodText;
use crate::syntax::ast::{Amount, AmountKind, Name, Text};
use crate::syntax::diags;

/// True for a number of at most two digits before its point.
fn below_hundred(decimal: &str) -> bool {
    decimal.split('.').next().is_some_and(|whole| whole.len() <= 2)
}

impl Lower<'_> {
    /// A `name`, `string` or `name_or_title`.
    pub(super) fn name(&mut self, pair: &Pair<'_>) -> Name {
        if let Some(inner) = child(pair, Rule::string).or_else(|| child(pair, Rule::name)) {
            return self.name(&inner);
        }
        if pair.as_rule() == Rule::string {
            let text = self.string(pair);
            return Name { text: text.node, quoted: true, span: text.span };
        }
        let text = pair.as_str();
        let span = self.span(pair);
        if let Some(finding) = diags::lookalike_letter(text, span) {
            self.findings.push(finding);
        }
        // The name goes on as it was meant, so that one slip is one finding.
        let text = text.chars().map(|c| diags::latin_for(c).unwrap_or(c)).collect();
        Name { text, quoted: false, span }
    }

    /// Every name of a list, whether it stands in `names` or directly.
    pub(super) fn names(&mut self, pair: &Pair<'_>) -> Vec<Name> {
        let holder = child(pair, Rule::names).unwrap_or_else(|| pair.clone());
        let found: Vec<_> =
            holder.into_inner().filter(|p| matches!(p.as_rule(), Rule::name_or_title | Rule::name)).collect();
        found.iter().map(|p| self.name(p)).collect()
    }

    /// The first name under a pair.
    pub(super) fn first_name(&mut self, pair: &Pair<'_>) -> Option<Name> {
        let found = child(pair, Rule::name_or_title).or_else(|| child(pair, Rule::name))?;
        Some(self.name(&found))
    }

    /// The text between quotation marks, as the file has it.
    pub(super) fn string(&mut self, pair: &Pair<'_>) -> Text {
        let span = self.span(pair);
        let inner = child(pair, Rule::string_text);
        let text = inner.map(|p| self.text(&p).to_owned()).unwrap_or_default();
        Spanned::new(text, span)
    }

    /// The first string under a pair.
    pub(super) fn first_string(&mut self, pair: &Pair<'_>) -> Option<Text> {
        child(pair, Rule::string).map(|p| self.string(&p))
    }

    /// A `:` or `=` after a clause word: read, with a fix.
    pub(super) fn sign(&mut self, pair: &Pair<'_>) {
        if let Some(sign) = child(pair, Rule::sign) {
            let word = pair.as_str().split([' ', ':', '=', '\t']).next().unwrap_or("").to_owned();
            let at = self.span(&sign);
            let edit = self.without_sign(at);
            self.findings.push(diags::sign_after_word(&word, sign.as_str(), at, edit));
        }
    }

    /// What takes a sign out and leaves its neighbours with a space between them.
    fn without_sign(&self, at: Span) -> (Span, &'static str) {
        let blank = [' ', '\t', '\u{a0}'];
        let (start, end) = (at.start as usize, at.end as usize);
        let before = self.source.get(..start).unwrap_or("").ends_with(blank);
        let rest = self.source.get(end..).unwrap_or("");
        let after = rest.len() - rest.trim_start_matches(blank).len();
        match (before, after > 0) {
            (true, _) => (Span::new(at.file, start, end + after), ""),
            (false, true) => (at, ""),
            (false, false) => (at, " "),
        }
    }

    pub(super) fn number(&mut self, pair: &Pair<'_>) -> Number {
        let text = pair.as_str().trim();
        let digits = text.trim_start_matches('-').trim_start_matches('£').trim_start();
        let negative = text.starts_with('-');
        match parse_number(digits) {
            Ok(number) if negative => Number { mantissa: -number.mantissa, ..number },
            Ok(number) => number,
            Err(fault) => {
                self.broken += 1;
                let at = self.span(pair);
                let at = Span::new(at.file, at.end as usize - digits.len(), at.end as usize);
                let finding = self.bad_number(digits, &fault, at);
                self.findings.push(finding);
                Number { mantissa: 0, places: 0 }
            }
        }
    }

    fn bad_number(&self, text: &str, fault: &NumberFault, at: Span) -> Diagnostic {
        let after = self.source.get(at.end as usize..).unwrap_or("").trim_start();
        match fault {
            NumberFault::Commas { decimal: Some(decimal), .. }
                if decimal.starts_with("0.") || (after.starts_with('%') && below_hundred(decimal)) =>
            {
                diags::decimal_comma(text, decimal, at)
            }
            _ => diags::bad_number(text, fault, at),
        }
    }

    pub(super) fn amount(&mut self, pair: &Pair<'_>) -> Amount {
        let span = self.span(pair);
        let inner = if pair.as_rule() == Rule::amount {
            pair.clone().into_inner().next()
        } else {
            Some(pair.clone())
        };
        let Some(inner) = inner else {
            return Amount { value: Exact::zero(), places: 0, kind: AmountKind::Bare, span };
        };
        if inner.as_rule() == Rule::duration {
            return self.duration(&inner);
        }
        let digits = child(&inner, Rule::number).or_else(|| child(&inner, Rule::money_number));
        let number = digits.map_or(Number { mantissa: 0, places: 0 }, |p| self.number(&p));
        let (mut value, places) = (number.exact(), number.places);
        let kind = match inner.as_rule() {
            Rule::percent => AmountKind::Percent,
            Rule::points => AmountKind::Points,
            Rule::money => {
                let scale = child(&inner, Rule::money_scale).map_or(1, |p| {
                    match p.as_str().to_lowercase().as_str() {
                        "k" | "thousand" => 1_000,
                        "m" | "million" => 1_000_000,
                        _ => 1_000_000_000,
                    }
                });
                value = value.times(&Exact::from(scale));
                AmountKind::Money
            }
            Rule::rate => {
                let base = children(&inner, Rule::number).nth(1).map(|p| self.number(&p).exact());
                AmountKind::Rate(base.unwrap_or_else(|| Exact::from(1)))
            }
            _ => AmountKind::Bare,
        };
        Amount { value, places, kind, span }
    }

    /// `7 min 30 s`: in seconds.
    fn duration(&mut self, pair: &Pair<'_>) -> Amount {
        let mut seconds = Exact::zero();
        let mut number = Exact::zero();
        let mut places = 0;
        for part in pair.clone().into_inner() {
            if part.as_rule() == Rule::number {
                let read = self.number(&part);
                (number, places) = (read.exact(), read.places);
            } else {
                let size = TimeUnit::from_word(part.as_str()).and_then(TimeUnit::seconds).unwrap_or(1);
                seconds = seconds.plus(&number.times(&Exact::from(size)));
            }
        }
        Amount { value: seconds, places, kind: AmountKind::Duration, span: self.span(pair) }
    }

    /// The first amount under a pair.
    pub(super) fn first_amount(&mut self, pair: &Pair<'_>) -> Option<Amount> {
        child(pair, Rule::amount).map(|p| self.amount(&p))
    }

    pub(super) fn small_count(&mut self, pair: &Pair<'_>) -> u32 {
        let text = pair.as_str().trim();
        const WORDS: [&str; 6] = ["one", "two", "three", "four", "five", "six"];
        let word = WORDS.iter().position(|w| text.eq_ignore_ascii_case(w)).map(|at| at as u32 + 1);
        word.or_else(|| text.parse().ok()).unwrap_or_else(|| {
            self.broken += 1;
            self.findings.push(diags::bad_number(
                text,
                &crate::base::number::NumberFault::TooLong,
                self.span(pair),
            ));
            1
        })
    }

    /// The first count under a pair.
    pub(super) fn first_count(&mut self, pair: &Pair<'_>) -> Option<u32> {
        child(pair, Rule::small_count).map(|p| self.small_count(&p))
    }

    pub(super) fn date(&mut self, pair: &Pair<'_>) -> Option<NaiveDate> {
        match parse_date(pair.as_str()) {
            Ok(day) => Some(day),
            Err(fault) => {
                self.broken += 1;
                self.findings.push(diags::bad_period(pair.as_str().trim(), &fault, self.span(pair)));
                None
            }
        }
    }

    /// The first day under a pair.
    pub(super) fn first_date(&mut self, pair: &Pair<'_>) -> Option<NaiveDate> {
        let found = child(pair, Rule::date)?;
        self.date(&found)
    }

    /// Every day under a pair.
    pub(super) fn dates(&mut self, pair: &Pair<'_>) -> Vec<NaiveDate> {
        let found: Vec<_> = children(pair, Rule::date).collect();
        found.iter().filter_map(|p| self.date(p)).collect()
    }

    /// A period, kept as text until the year in use is known.
    pub(super) fn period(&mut self, pair: &Pair<'_>) -> PeriodText {
        Spanned::new(pair.as_str().trim().to_owned(), self.span(pair))
    }

    /// The first period under a pair.
    pub(super) fn first_period(&mut self, pair: &Pair<'_>) -> Option<PeriodText> {
        let found = child(pair, Rule::period).or_else(|| child(pair, Rule::date))?;
        Some(self.period(&found))
    }
}
