//! What amounts are reckoned from: windows, counts, roundings, decision lists, and the names that stand for them.

use super::bad_clause::Inside;
use super::expression::nought;
use super::{Lower, Pair, Rule, child, children, has};
use crate::base::exact::Exact;
use crate::base::rhythm::Step;
use crate::base::span::Span;
use crate::model::{Quantity, Rounding, Window};
use crate::syntax::ast::{
    Amount, AmountKind, AmountLineWords, AmountListWords, BinaryOp, CallWord, ComputedWords, CountOverWords,
    CountWords, Define, DefineWords, Expr, Item, Later, Name, NamedWords, ReachWords, WindowWords,
};
use crate::syntax::diags;

impl Lower<'_> {
    /// `computed as …` or `computed { … }`.
    pub(super) fn computed(&mut self, pair: &Pair<'_>) -> Option<ComputedWords> {
        let amount = self.amount_or_list(pair)?;
        Some(ComputedWords { amount, text: self.text_after(pair, 1), span: self.span(pair) })
    }

    fn amount_or_list(&mut self, pair: &Pair<'_>) -> Option<Expr> {
        if let Some(list) = child(pair, Rule::amount_list) {
            return Some(self.amount_list(pair, &list));
        }
        child(pair, Rule::capped_amount).map(|p| self.capped_amount(&p))
    }

    /// What stands after the first so many words of a clause, as the file has it, on one line and without comments. The
    /// lines of a list are parted by `;`.
    fn text_after(&self, pair: &Pair<'_>, words: usize) -> String {
        let mut text = String::new();
        for line in self.text(pair).lines() {
            let line = line.split('#').next().unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
            if line.is_empty() {
                continue;
            }
            let in_list =
                text.contains('{') && !text.ends_with(['{', ';', '(', ',']) && !line.starts_with(['}', ')']);
            let goes_on = ["and ", "or "].iter().any(|word| line.to_lowercase().starts_with(word));
            let between = if text.is_empty() {
                ""
            } else if in_list && !goes_on {
                "; "
            } else {
                " "
            };
            text.push_str(between);
            text.push_str(&line);
        }
        text.split(' ').skip(words).collect::<Vec<_>>().join(" ")
    }

    /// `define share as value / target`, or with a list.
    pub(super) fn define(&mut self, pair: &Pair<'_>) -> Option<Item> {
        let name = self.first_name(pair)?;
        self.sign(pair);
        let what = match child(pair, Rule::define_as) {
            Some(meaning) => self.define_as(&meaning)?,
            None => DefineWords::Amount(self.amount_or_list(pair)?),
        };
        let (text, span) = (self.text_after(pair, 2), self.span(pair));
        let text = text.strip_prefix("as ").map_or(text.clone(), str::to_owned);
        Some(Item::Define(Box::new(Define { name, what, text, broken: self.broken > 0, span })))
    }

    fn define_as(&mut self, pair: &Pair<'_>) -> Option<DefineWords> {
        let inner = pair.clone().into_inner().next()?;
        Some(match inner.as_rule() {
            Rule::cond => DefineWords::Condition(Box::new(self.cond(&inner))),
            Rule::quantity => DefineWords::Amount(self.quantity(&inner)),
            Rule::amount => DefineWords::Amount(Expr::Amount(self.amount(&inner))),
            _ => DefineWords::Amount(self.capped_amount(&inner)),
        })
    }

    /// `40,000 * share, at most 40,000`: the smaller of the two.
    fn capped_amount(&mut self, pair: &Pair<'_>) -> Expr {
        let span = self.span(pair);
        let mut amount = child(pair, Rule::expr).map_or(Expr::Amount(nought(span)), |p| self.expr(&p));
        for cap in children(pair, Rule::cap_on_amount).collect::<Vec<_>>() {
            let call = if has(&cap, Rule::at_most_words) { CallWord::Min } else { CallWord::Max };
            let Some(limit) = child(&cap, Rule::expr).map(|p| self.expr(&p)) else { continue };
            amount = Expr::Call { call, of: vec![amount, limit], to: None, span };
        }
        amount
    }

    fn amount_list(&mut self, clause: &Pair<'_>, pair: &Pair<'_>) -> Expr {
        let span = self.span(clause);
        let mut words = AmountListWords { lines: Vec::new(), otherwise: None, span };
        for part in pair.clone().into_inner() {
            let at = self.span(&part);
            match part.as_rule() {
                Rule::amount_when => {
                    let amount = child(&part, Rule::capped_amount).map(|p| self.capped_amount(&p));
                    let when = child(&part, Rule::cond).map(|p| self.cond(&p));
                    words.lines.extend(amount.zip(when).map(|(amount, when)| AmountLineWords {
                        amount,
                        when,
                        span: at,
                    }));
                }
                Rule::amount_otherwise => {
                    let amount = child(&part, Rule::capped_amount).map(|p| self.capped_amount(&p));
                    words.otherwise = words.otherwise.or(amount.map(|amount| (amount, at)));
                }
                Rule::bad_clause => {
                    self.broken += 1;
                    self.findings.push(diags::unreadable_amount_line(part.as_str().trim(), at));
                }
                _ => {
                    self.recover(clause, &part, Inside::Measure);
                }
            }
        }
        Expr::List(Box::new(words))
    }

    pub(super) fn call(&mut self, pair: &Pair<'_>, span: Span) -> Expr {
        let call = match child(pair, Rule::rounding) {
            Some(how) if has(&how, Rule::kw_down) => CallWord::Round(Rounding::Down),
            Some(how) if has(&how, Rule::kw_up) => CallWord::Round(Rounding::Up),
            Some(_) => CallWord::Round(Rounding::Nearest),
            None if has(pair, Rule::kw_min) => CallWord::Min,
            None => CallWord::Max,
        };
        let parts: Vec<_> = children(pair, Rule::expr).collect();
        let of: Vec<Expr> = parts.iter().map(|p| self.expr(p)).collect();
        let to = child(pair, Rule::rounding_to).and_then(|p| self.first_amount(&p));
        if matches!(call, CallWord::Round(_)) && of.len() > 1 {
            self.broken += 1;
            self.findings.push(diags::rounding_of_several(span));
        }
        Expr::Call { call, of, to, span }
    }

    /// `whole points of (90% - value)`: the difference in points, rounded down.
    pub(super) fn whole_points(&mut self, pair: &Pair<'_>, span: Span) -> Expr {
        let of = child(pair, Rule::factor).map_or(Expr::Amount(nought(span)), |p| self.factor(&p));
        let point = Expr::Amount(Amount { value: Exact::from(1), places: 0, kind: AmountKind::Points, span });
        let points = Expr::Binary { op: BinaryOp::Over, left: Box::new(of), right: Box::new(point), span };
        Expr::Call { call: CallWord::Round(Rounding::Down), of: vec![points], to: None, span }
    }

    pub(super) fn window(&mut self, pair: &Pair<'_>) -> Expr {
        let span = self.span(pair);
        let word = child(pair, Rule::window_word);
        let window = match word.and_then(|p| p.into_inner().next()).map(|p| p.as_rule()) {
            Some(Rule::kw_total) => Window::Total,
            Some(Rule::kw_average) => Window::Average,
            Some(Rule::kw_lowest) => Window::Lowest,
            Some(Rule::kw_highest) => Window::Highest,
            Some(Rule::kw_pooled) => Window::Pooled,
            Some(Rule::kw_latest) => Window::Latest,
            _ => Window::Median,
        };
        if has(pair, Rule::of_peers) {
            if matches!(window, Window::Pooled | Window::Latest) {
                return Expr::Later(Later { what: "a pooled or latest figure of peers", span });
            }
            return self.of_peers(pair, window);
        }
        let measures = child(pair, Rule::of_measures).and_then(|of| child(&of, Rule::listed_names));
        let measures = measures.map_or_else(Vec::new, |listed| self.names(&listed));
        if !measures.is_empty() && window == Window::Latest {
            return Expr::Later(Later { what: "the latest of several measures", span });
        }
        let what = child(pair, Rule::window_what);
        let measure = what.as_ref().and_then(|p| self.measure_of(p));
        let group = what.as_ref().and_then(|p| self.for_group(p));
        let of = what.and_then(|p| self.window_of(&p));
        let reach = child(pair, Rule::reach).and_then(|p| self.reach(&p));
        let known_at_least = child(pair, Rule::of_those_known).map(|p| self.first_count(&p).unwrap_or(1));
        Expr::Window(Box::new(WindowWords {
            window,
            of,
            measure,
            measures,
            group,
            reach,
            known_at_least,
            span,
        }))
    }

    /// `of measure 2.1`, whether it stands in a rule of its own or in words.
    fn measure_of(&mut self, pair: &Pair<'_>) -> Option<Name> {
        match child(pair, Rule::of_measure) {
            Some(of) => self.first_name(&of),
            None if has(pair, Rule::kw_measure) => self.first_name(pair),
            None => None,
        }
    }

    pub(super) fn for_group(&mut self, pair: &Pair<'_>) -> Option<Name> {
        let group = child(pair, Rule::for_group)?;
        self.first_name(&group)
    }

    /// What a window takes of each period; none for the value.
    fn window_of(&mut self, pair: &Pair<'_>) -> Option<Expr> {
        let span = self.span(pair);
        if let Some(name) = child(pair, Rule::defined_name) {
            return Some(Expr::Named(Box::new(NamedWords {
                name: self.name(&name),
                measure: None,
                group: None,
                when: None,
                span: self.span(&name),
            })));
        }
        let word = child(pair, Rule::window_quantity)?.into_inner().next()?.as_rule();
        let quantity = match word {
            Rule::kw_numerator => Quantity::Numerator,
            Rule::kw_denominator => Quantity::Denominator,
            Rule::kw_target => Quantity::Target,
            Rule::kw_shortfall => Quantity::Shortfall,
            _ => return None,
        };
        Some(Expr::Quantity { quantity, measure: None, group: None, when: None, span })
    }

    fn reach(&mut self, pair: &Pair<'_>) -> Option<ReachWords> {
        let inner = pair.clone().into_inner().next()?;
        let span = self.span(&inner);
        Some(match inner.as_rule() {
            Rule::reach_last => self.last(&inner)?,
            Rule::reach_since => ReachWords::Since(self.first_period(&inner)?),
            Rule::reach_within => {
                ReachWords::Within(child(&inner, Rule::period_word).and_then(|p| step_word(&p)), span)
            }
            _ => ReachWords::YearSoFar,
        })
    }

    /// `of the last 4 quarters`
    pub(super) fn last(&mut self, pair: &Pair<'_>) -> Option<ReachWords> {
        let last = child(pair, Rule::of_the_last)?;
        let step = child(&last, Rule::periods_word).and_then(|p| step_word(&p));
        Some(ReachWords::Last(self.first_count(&last).unwrap_or(1), step))
    }

    pub(super) fn count_of(&mut self, pair: &Pair<'_>) -> Expr {
        let span = self.span(pair);
        let over = child(pair, Rule::count_subject).and_then(|p| self.count_subject(&p));
        let condition =
            child(pair, Rule::bracketed).and_then(|p| child(&p, Rule::cond)).map(|p| self.cond(&p));
        let reach = child(pair, Rule::reach).and_then(|p| self.reach(&p));
        let share = has(pair, Rule::kw_share);
        match over.zip(condition) {
            Some((over, condition)) => {
                Expr::Count(Box::new(CountWords { share, over, condition, reach, span }))
            }
            None => Expr::Amount(nought(span)),
        }
    }

    fn count_subject(&mut self, pair: &Pair<'_>) -> Option<CountOverWords> {
        let measure = child(pair, Rule::of_measure).and_then(|p| self.first_name(&p));
        if let Some(set) = child(pair, Rule::measure_set) {
            return Some(CountOverWords::Measures(self.measure_set(&set)));
        }
        if let Some(nouns) = child(pair, Rule::period_nouns) {
            let group = self.for_group(pair);
            return Some(CountOverWords::Periods { step: step_word(&nouns), measure, group });
        }
        let grouping = child(pair, Rule::name).map(|p| self.name(&p))?;
        Some(CountOverWords::Groups { grouping, measure })
    }

    pub(super) fn named(&mut self, pair: &Pair<'_>) -> Expr {
        let span = self.span(pair);
        let Some(name) = child(pair, Rule::defined_name).map(|p| self.name(&p)) else {
            return Expr::Amount(nought(span));
        };
        let measure = child(pair, Rule::of_measure).and_then(|p| self.first_name(&p));
        let group = self.for_group(pair);
        let when = child(pair, Rule::in_period).map(|p| self.in_period(&p));
        Expr::Named(Box::new(NamedWords { name, measure, group, when, span }))
    }
}

/// The step that a word names; none for `period`.
pub(super) fn step_word(pair: &Pair<'_>) -> Option<Step> {
    Some(match pair.clone().into_inner().next()?.as_rule() {
        Rule::kw_week | Rule::kw_weeks => Step::Week,
        Rule::kw_month | Rule::kw_months => Step::Month,
        Rule::kw_quarter | Rule::kw_quarters => Step::Quarter,
        Rule::kw_term | Rule::kw_terms => Step::Term,
        Rule::kw_year | Rule::kw_years => Step::Year,
        _ => return None,
    })
}
