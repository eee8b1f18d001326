//! Reports.

use super::bad_clause::Inside;
use super::{Lower, Pair, Rule, child, children, has};
use crate::base::span::Spanned;
use crate::syntax::ast::{Item, LevelWords, PaperDayWords, ReportClause, ReportItem};

impl Lower<'_> {
    pub(super) fn report(&mut self, pair: Pair<'_>) -> Item {
        let span = self.span(&pair);
        let id = self.item_name(&pair);
        let title = self.first_string(&pair);
        let mut clauses = Vec::new();
        for part in pair.clone().into_inner() {
            if self.recover(&pair, &part, Inside::Report) {
                continue;
            }
            self.sign(&part);
            clauses.extend(self.report_clause(&part));
        }
        Item::Report(ReportItem { id, title, clauses, broken: self.broken > 0, span })
    }

    fn report_clause(&mut self, part: &Pair<'_>) -> Option<ReportClause> {
        let span = self.span(part);
        let cond = |lower: &mut Self| child(part, Rule::cond).map(|p| lower.cond(&p));
        match part.as_rule() {
            Rule::shows => Some(ReportClause::Shows(cond(self))),
            Rule::always => Some(ReportClause::Always(self.names(part))),
            Rule::lists_apart => Some(ReportClause::Apart(cond(self))),
            Rule::lists_notes => Some(ReportClause::Notes),
            Rule::history => {
                let unit = child(part, Rule::periods_word).and_then(|p| p.into_inner().next());
                let months = match unit.map(|p| p.as_rule()) {
                    Some(Rule::kw_year | Rule::kw_years) => Some(12),
                    Some(Rule::kw_quarter | Rule::kw_quarters) => Some(3),
                    Some(Rule::kw_month | Rule::kw_months) => Some(1),
                    _ => None,
                };
                let count = self.first_count(part)?;
                Some(ReportClause::History { count, months, when: cond(self) })
            }
            Rule::report_to => Some(ReportClause::To {
                to: self.names(part),
                by: child(part, Rule::by_channel).and_then(|p| self.first_name(&p)),
                day: child(part, Rule::paper_day).and_then(|p| self.paper_day(&p)),
                parts: self.report_parts(part),
                span,
            }),
            Rule::copy_to => {
                let level = child(part, Rule::name)?;
                let word = Spanned::new(level.as_str().to_owned(), self.span(&level));
                let level = if has(part, Rule::or_worse) {
                    LevelWords::OrWorse(word)
                } else {
                    LevelWords::OneOf(vec![word])
                };
                let names = child(part, Rule::names)?;
                let to = self.names(&names);
                Some(ReportClause::Copy { level, to, parts: self.report_parts(part), span })
            }
            Rule::note => self.first_string(part).map(ReportClause::Note),
            _ => None,
        }
    }

    fn paper_day(&mut self, pair: &Pair<'_>) -> Option<PaperDayWords> {
        let inner = pair.clone().into_inner().next()?;
        match inner.as_rule() {
            Rule::next_meeting => Some(PaperDayWords::NextMeeting(self.first_name(&inner))),
            Rule::last_working_day => Some(PaperDayWords::LastWorkingDay),
            _ => self.first_count(&inner).map(PaperDayWords::WorkingDays),
        }
    }

    /// `Q1`, or `Apr` for a month in whatever spelling.
    fn report_parts(&mut self, pair: &Pair<'_>) -> Vec<Spanned<String>> {
        let Some(parts) = child(pair, Rule::in_parts) else { return Vec::new() };
        let part = |p: Pair<'_>| {
            let text = p.as_str().trim();
            let name = if text.len() == 2 {
                text.to_uppercase()
            } else {
                let letters: String = text.chars().take(3).collect();
                let (first, rest) = letters.split_at(1);
                format!("{}{}", first.to_uppercase(), rest.to_lowercase())
            };
            Spanned::new(name, self.span(&p))
        };
        children(&parts, Rule::report_part).map(part).collect()
    }
}
