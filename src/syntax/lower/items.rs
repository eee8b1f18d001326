//! Framework, boards, themes, groups, calendars and ratings.

use chrono::NaiveDate;

use super::bad_clause::Inside;
use super::{Lower, Pair, Rule, child, children, has};
use crate::base::period::{PeriodFault, YearStart, month_named};
use crate::base::rhythm::{Arrears, Returned, Step};
use crate::base::span::Spanned;
use crate::syntax::ast::{
    Board, Calendar, CalendarClause, DueClause, DueWords, Framework, FrameworkClause, Groups, Item,
    LevelLine, MemberWords, Name, PartyClause, RatingClause, RatingItem, Text, Theme, YearClause,
};
use crate::syntax::diags;

impl Lower<'_> {
    pub(super) fn framework(&mut self, pair: Pair<'_>) -> Item {
        let span = self.span(&pair);
        let title = self.first_string(&pair);
        let mut clauses = Vec::new();
        for part in parts(&pair, Rule::framework_body) {
            if self.recover(&pair, &part, Inside::Framework) {
                continue;
            }
            self.sign(&part);
            let at = self.span(&part);
            clauses.extend(match part.as_rule() {
                Rule::year_clause => Some(FrameworkClause::Year(self.year_clause(&part))),
                Rule::due => self.due(&part).map(FrameworkClause::Due),
                Rule::report_days => Some(FrameworkClause::ReportDays(self.dates(&part), at)),
                Rule::within_one_target => Some(FrameworkClause::WithinOneTarget),
                Rule::contact => self.first_string(&part).map(FrameworkClause::Contact),
                Rule::source => self.first_string(&part).map(FrameworkClause::Source),
                _ => self.first_string(&part).map(FrameworkClause::Note),
            });
        }
        Item::Framework(Framework { title, clauses, broken: self.broken > 0, span })
    }

    pub(super) fn year_clause(&mut self, pair: &Pair<'_>) -> YearClause {
        let span = self.span(pair);
        let period = self.first_period(pair);
        let months: Vec<u32> = child(pair, Rule::months_of_year)
            .map(|p| children(&p, Rule::month_word).filter_map(|m| month_named(m.as_str().trim())).collect())
            .unwrap_or_default();
        let start = match months.as_slice() {
            [first, last] if (first + 10) % 12 + 1 == *last => Some(YearStart(*first)),
            [_, _] => {
                self.broken += 1;
                self.findings.push(diags::year_not_twelve_months(span));
                None
            }
            _ => None,
        };
        YearClause { period, start, span }
    }

    pub(super) fn due(&mut self, pair: &Pair<'_>) -> Option<DueClause> {
        let span = self.span(pair);
        let rhythm = child(pair, Rule::due_rhythm)?.into_inner().next()?;
        let every = |step| Some(DueWords::Every(step));
        let words = match rhythm.as_rule() {
            Rule::kw_monthly => every(Step::Month),
            Rule::kw_quarterly => every(Step::Quarter),
            Rule::kw_weekly => every(Step::Week),
            Rule::kw_termly => every(Step::Term),
            Rule::half_yearly => every(Step::Half),
            Rule::every_other => {
                let count = self.first_count(&rhythm).unwrap_or(2);
                step_of(&rhythm).map(|step| DueWords::EveryNth(count, step))
            }
            Rule::every_one => every(step_named(&rhythm)),
            Rule::weeks_apart => {
                let weeks = if has(&rhythm, Rule::fortnightly_word) { 2 } else { 4 };
                Some(DueWords::EveryNth(weeks, Step::Week))
            }
            Rule::due_in => Some(DueWords::In(part_names(&rhythm))),
            _ => every(Step::Year),
        }?;
        let mut due = DueClause {
            words,
            arrears: None,
            parts: Vec::new(),
            returned: None,
            anchor: None,
            year_start: None,
            first: None,
            span,
        };
        for part in children(pair, Rule::due_part).filter_map(|p| p.into_inner().next()) {
            match part.as_rule() {
                Rule::in_arrears => {
                    let count = self.first_count(&part).unwrap_or(1);
                    due.arrears = own_periods(&part, &due.words)
                        .or_else(|| step_of(&part))
                        .map(|step| Arrears { count, step });
                }
                Rule::within_year => due.parts = part_names(&part),
                Rule::returned_within => {
                    let working = has(&part, Rule::working_days);
                    due.returned = self.first_count(&part).map(|count| Returned { count, working });
                }
                Rule::last_in => due.anchor = self.first_period(&part),
                Rule::by_kind_of_year => {
                    due.year_start = Some(if has(&part, Rule::financial_word) {
                        YearStart::FINANCIAL
                    } else if has(&part, Rule::calendar_word) {
                        YearStart::CALENDAR
                    } else {
                        YearStart::ACADEMIC
                    });
                }
                _ => due.first = child(&part, Rule::first_due).and_then(|p| self.first_period(&p)),
            }
        }
        Some(due)
    }

    pub(super) fn board(&mut self, pair: Pair<'_>, role: bool) -> Item {
        let span = self.span(&pair);
        let id = self.item_name(&pair);
        let title = self.first_string(&pair);
        let clauses = self.party_clauses(&pair, Rule::party_body, Inside::Board);
        Item::Board(Board { role, id, title, clauses, broken: self.broken > 0, span })
    }

    pub(super) fn theme(&mut self, pair: Pair<'_>) -> Item {
        let span = self.span(&pair);
        let id = self.item_name(&pair);
        let title = self.first_string(&pair);
        let clauses = self.party_clauses(&pair, Rule::theme_body, Inside::Theme);
        Item::Theme(Theme { id, title, clauses, broken: self.broken > 0, span })
    }

    fn party_clauses(&mut self, pair: &Pair<'_>, body: Rule, inside: Inside) -> Vec<PartyClause> {
        let mut clauses = Vec::new();
        for part in parts(pair, body) {
            if self.recover(pair, &part, inside) {
                continue;
            }
            self.sign(&part);
            let at = self.span(&part);
            clauses.extend(match part.as_rule() {
                Rule::reports_to => self.first_name(&part).map(PartyClause::ReportsTo),
                Rule::meets => Some(PartyClause::Meets(self.dates(&part), at)),
                Rule::outside => Some(PartyClause::Outside(at)),
                Rule::held_by => self.first_string(&part).map(PartyClause::HeldBy),
                Rule::contact => self.first_string(&part).map(PartyClause::Contact),
                Rule::share_rating => self.share_rating(&part).map(PartyClause::Share),
                Rule::party_rating => self.first_name(&part).map(PartyClause::Rating),
                _ => self.first_string(&part).map(PartyClause::Note),
            });
        }
        clauses
    }

    /// The id a declaration is known by.
    pub(super) fn item_name(&mut self, pair: &Pair<'_>) -> Name {
        let span = self.span(pair);
        self.first_name(pair).unwrap_or(Name { text: String::new(), quoted: false, span })
    }

    pub(super) fn groups(&mut self, pair: Pair<'_>) -> Item {
        let span = self.span(&pair);
        let id = self.item_name(&pair);
        let title = self.first_string(&pair);
        let mut from_data = has(&pair, Rule::from_data);
        let within = child(&pair, Rule::within_groups).and_then(|outer| self.first_name(&outer));
        let (mut members, mut notes) = (Vec::new(), Vec::new());
        for part in parts(&pair, Rule::groups_body) {
            if self.recover(&pair, &part, Inside::Groups) {
                continue;
            }
            match part.as_rule() {
                Rule::from_data => from_data = true,
                Rule::note => notes.extend(self.text_of(&part)),
                Rule::member => {
                    let id = self.item_name(&part);
                    let title = self.first_string(&part);
                    let within = child(&part, Rule::in_outer).and_then(|outer| self.first_name(&outer));
                    let owner = child(&part, Rule::member_owner).and_then(|p| self.first_name(&p));
                    members.push(MemberWords { id, title, within, owner });
                }
                _ => {}
            }
        }
        Item::Groups(Groups { id, title, from_data, within, members, notes, broken: self.broken > 0, span })
    }

    pub(super) fn calendar(&mut self, pair: Pair<'_>) -> Item {
        let span = self.span(&pair);
        let mut clauses = Vec::new();
        for part in parts(&pair, Rule::calendar_body) {
            if self.recover(&pair, &part, Inside::Calendar) {
                continue;
            }
            self.sign(&part);
            clauses.extend(match part.as_rule() {
                Rule::bank_holidays => Some(CalendarClause::BankHolidays(self.countries(&part))),
                Rule::terms => {
                    let (days, at) = (self.closed_days(&part), self.span(&part));
                    self.first_period(&part).map(|year| CalendarClause::Terms(year, days, at))
                }
                Rule::closed_on => Some(CalendarClause::Closed(self.closed_days(&part))),
                _ => self.first_string(&part).map(CalendarClause::Note),
            });
        }
        Item::Calendar(Calendar { clauses, broken: self.broken > 0, span })
    }

    fn countries(&mut self, part: &Pair<'_>) -> Vec<Name> {
        let countries: Vec<_> = children(part, Rule::country).collect();
        let name = |lower: &mut Self, country: &Pair<'_>| match child(country, Rule::northern_ireland) {
            Some(found) => {
                let text = found.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
                Name { text, quoted: false, span: lower.span(&found) }
            }
            None => lower.name(country),
        };
        countries.iter().map(|country| name(self, country)).collect()
    }

    /// Single days, and runs of days from the first to the last.
    fn closed_days(&mut self, part: &Pair<'_>) -> Vec<(NaiveDate, NaiveDate)> {
        let runs: Vec<_> = children(part, Rule::closed_days).collect();
        let mut read = Vec::new();
        for run in &runs {
            match self.dates(run).as_slice() {
                [day] => read.push((*day, *day)),
                [first, last] if first <= last => read.push((*first, *last)),
                [_, _] => {
                    self.broken += 1;
                    let at = self.span(run);
                    let text = run.as_str().trim();
                    self.findings.push(diags::bad_period(text, &PeriodFault::EndsBeforeItStarts, at));
                }
                _ => {}
            }
        }
        read
    }

    pub(super) fn rating(&mut self, pair: Pair<'_>) -> Item {
        let span = self.span(&pair);
        let id = self.item_name(&pair);
        let mut clauses = Vec::new();
        for part in parts(&pair, Rule::rating_body) {
            if !self.recover(&pair, &part, Inside::Rating) {
                self.sign(&part);
                clauses.extend(self.rating_clause(&part));
            }
        }
        Item::Rating(RatingItem { id, clauses, broken: self.broken > 0, span })
    }

    /// A level line, `otherwise`, cap, rounding, levels or note; none for anything else.
    pub(super) fn rating_clause(&mut self, part: &Pair<'_>) -> Option<RatingClause> {
        let span = self.span(part);
        match part.as_rule() {
            Rule::level_line => self.level_line(part).map(RatingClause::Line),
            Rule::cap => self.level_line(part).map(RatingClause::Cap),
            Rule::otherwise_line => self.level_word(part).map(|level| RatingClause::Otherwise(level, span)),
            Rule::levels => Some(RatingClause::Levels(self.levels(part))),
            Rule::rounded_to => {
                let amount = self.first_amount(part)?;
                Some(RatingClause::Rounded(amount.value, amount.places, span))
            }
            Rule::note | Rule::source => self.first_string(part).map(RatingClause::Note),
            _ => None,
        }
    }

    fn level_line(&mut self, part: &Pair<'_>) -> Option<LevelLine> {
        let level = self.level_word(part)?;
        let when = child(part, Rule::cond).map(|p| self.cond(&p))?;
        Some(LevelLine { level, when, span: self.span(part) })
    }

    fn level_word(&mut self, part: &Pair<'_>) -> Option<Spanned<String>> {
        self.first_name(part).map(|name| Spanned::new(name.text, name.span))
    }

    fn levels(&mut self, part: &Pair<'_>) -> Vec<(Spanned<String>, Option<String>)> {
        let mut levels = Vec::new();
        for level in children(part, Rule::level_name) {
            let letter = child(&level, Rule::letter_name).and_then(|p| self.first_name(&p)).map(|n| n.text);
            levels.extend(self.level_word(&level).map(|word| (word, letter)));
        }
        levels
    }

    /// Every note or source text of a clause.
    pub(super) fn text_of(&mut self, part: &Pair<'_>) -> Option<Text> {
        self.first_string(part)
    }
}

/// The clauses of a body, which stand in a rule of their own or directly in the declaration.
pub(super) fn parts<'i>(pair: &Pair<'i>, body: Rule) -> Vec<Pair<'i>> {
    child(pair, body).map(|p| p.into_inner().collect()).unwrap_or_default()
}

/// True when a `periods_word` under a pair means the measure's own periods: `periods`, or `quarters`, which officers
/// say of any figure that comes every quarter.
pub(super) fn in_periods(pair: &Pair<'_>) -> bool {
    let word = child(pair, Rule::periods_word).and_then(|p| p.into_inner().next()).map(|p| p.as_rule());
    word.is_none_or(|rule| {
        matches!(rule, Rule::kw_period | Rule::kw_periods | Rule::kw_quarter | Rule::kw_quarters)
    })
}

/// The step of a rhythm that `1 period in arrears` speaks of; none where another word than `period` is written.
fn own_periods(pair: &Pair<'_>, words: &DueWords) -> Option<Step> {
    let word = child(pair, Rule::periods_word)?.into_inner().next()?.as_rule();
    let DueWords::Every(step) = words else { return None };
    matches!(word, Rule::kw_period | Rule::kw_periods).then_some(*step)
}

/// The parts of the year named under a pair, in capitals: `Q1`, `MARCH`.
fn part_names(pair: &Pair<'_>) -> Vec<String> {
    children(pair, Rule::due_part_name).map(|part| part.as_str().trim().to_uppercase()).collect()
}

/// The step of `every quarter`.
fn step_named(pair: &Pair<'_>) -> Step {
    match pair.clone().into_inner().last().map(|p| p.as_rule()) {
        Some(Rule::kw_week) => Step::Week,
        Some(Rule::kw_month) => Step::Month,
        Some(Rule::kw_term) => Step::Term,
        Some(Rule::kw_year) => Step::Year,
        _ => Step::Quarter,
    }
}

/// The step that a `periods_word` under a pair names.
pub(super) fn step_of(pair: &Pair<'_>) -> Option<Step> {
    let word = child(pair, Rule::periods_word)?;
    Some(match word.into_inner().next()?.as_rule() {
        Rule::kw_week | Rule::kw_weeks => Step::Week,
        Rule::kw_month | Rule::kw_months => Step::Month,
        Rule::kw_term => Step::Term,
        Rule::kw_year | Rule::kw_years => Step::Year,
        _ => Step::Quarter,
    })
}
