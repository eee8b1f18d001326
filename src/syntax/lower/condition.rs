//! Conditions.

use super::expression::nought;
use super::items::in_periods;
use super::reckoning::step_word;
use super::{Lower, Pair, Rule, child, children, has};
use crate::base::exact::Exact;
use crate::base::rhythm::Step;
use crate::base::span::{Span, Spanned};
use crate::model::{Comparison, Movement, Prospect, Since, Statistic, Status};
use crate::syntax::ast::{
    Amount, Cond, CondKind, CountOverWords, CountWords, Expr, Later, LevelWords, MeasureSetWords, ReachWords,
    ToleranceWords,
};
use crate::syntax::diags;

/// How many times one condition may say how long it lasts.
const MOST_LASTINGS: usize = 4;

impl Lower<'_> {
    /// Conditions joined by `and` or `or`. Both together, or `A and B for 2 periods`, have two readings.
    pub(super) fn cond(&mut self, pair: &Pair<'_>) -> Cond {
        let span = self.span(pair);
        let units: Vec<_> = children(pair, Rule::cond_unit).collect();
        let joiners: Vec<_> =
            children(pair, Rule::joiner).filter_map(|p| p.into_inner().next()).map(|p| p.as_rule()).collect();
        let ands = joiners.iter().filter(|rule| **rule == Rule::kw_and).count();
        if ands > 0 && ands < joiners.len() {
            let texts: Vec<String> = units.iter().map(|p| self.text(p).to_owned()).collect();
            let and = |at: usize| joiners.get(at) == Some(&Rule::kw_and);
            self.broken += 1;
            self.findings.push(diags::and_with_or(&texts, &and, span));
        }
        self.lasting_without_brackets(&units, ands > 0, span);
        let mut parts: Vec<Cond> = units.iter().map(|p| self.cond_unit(p)).collect();
        if parts.len() == 1
            && let Some(only) = parts.pop()
        {
            return only;
        }
        let kind = if ands > 0 { CondKind::All(parts) } else { CondKind::Any(parts) };
        Cond { kind, span }
    }

    fn lasting_without_brackets(&mut self, units: &[Pair<'_>], and: bool, span: Span) {
        let Some((last, before)) = units.split_last() else { return };
        let Some(lasting) = lasting_under(last) else { return };
        if before.is_empty() || before.iter().any(|p| lasting_under(p).is_some()) {
            return;
        }
        let whole = self.source.get(span.start as usize..span.end as usize).unwrap_or("").to_owned();
        let lasting = self.text(&lasting).to_owned();
        let without = whole.strip_suffix(lasting.as_str()).unwrap_or(&whole).trim_end().to_owned();
        let first: Vec<String> = before.iter().map(|p| self.text(p).to_owned()).collect();
        let own = self.text(last).to_owned();
        let joiner = if and { "and" } else { "or" };
        let second = format!("{} {joiner} ({own})", first.join(&format!(" {joiner} ")));
        self.broken += 1;
        self.findings.push(diags::lasting_of_which(&format!("({without}) {lasting}"), &second, span));
    }

    fn cond_unit(&mut self, pair: &Pair<'_>) -> Cond {
        let span = self.span(pair);
        let Some(predicate) = child(pair, Rule::predicate) else {
            return Cond { kind: CondKind::Known(Expr::Amount(nought(span))), span };
        };
        let mut cond = self.predicate(&predicate);
        if has(pair, Rule::negation) {
            cond = Cond { kind: CondKind::Not(Box::new(cond)), span };
        }
        let lastings: Vec<_> = children(pair, Rule::lasting).collect();
        for (at, lasting) in lastings.iter().enumerate() {
            if at == MOST_LASTINGS {
                self.broken += 1;
                self.findings.push(diags::too_deep(self.span(lasting)));
                break;
            }
            let condition = Box::new(cond);
            let kind = self.lasting(lasting, condition);
            cond = Cond { kind, span };
        }
        cond
    }

    fn lasting(&mut self, pair: &Pair<'_>, condition: Box<Cond>) -> CondKind {
        if has(pair, Rule::first_time) {
            return CondKind::FirstTime(condition);
        }
        if let Some(p) = child(pair, Rule::in_m_of_n).filter(|p| !in_periods(p)) {
            return self.in_last_time(pair, &p, *condition);
        }
        if let Some(p) = child(pair, Rule::for_periods).filter(|p| !in_periods(p)) {
            let step = child(&p, Rule::periods_word).and_then(|p| step_word(&p)).unwrap_or(Step::Month);
            return CondKind::ForTime { condition, length: self.first_count(&p).unwrap_or(1), step };
        }
        let condition = match child(pair, Rule::while_in_stage) {
            Some(p) => Box::new(self.while_in_stage(&p, *condition)),
            None => condition,
        };
        if let Some(p) = child(pair, Rule::for_periods) {
            let periods = self.first_count(&p).unwrap_or(2);
            return CondKind::For { condition, periods, without_gaps: has(&p, Rule::without_gaps) };
        }
        if let Some(p) = child(pair, Rule::in_m_of_n) {
            let counts: Vec<_> = children(&p, Rule::small_count).collect();
            let mut read = counts.iter().map(|c| self.small_count(c));
            let (least, of) = (read.next().unwrap_or(1), read.next().unwrap_or(1));
            return CondKind::InLast { condition, least, of };
        }
        let when = child(pair, Rule::in_time).map(|p| self.in_period(&p));
        CondKind::In { condition, when: when.unwrap_or(crate::syntax::ast::When::Before) }
    }

    /// `in 3 of the last 4 months`: a count of the periods of that time.
    fn in_last_time(&mut self, lasting: &Pair<'_>, pair: &Pair<'_>, condition: Cond) -> CondKind {
        let span = self.span(lasting);
        let counts: Vec<_> = children(pair, Rule::small_count).collect();
        let mut read = counts.iter().map(|c| self.small_count(c));
        let (least, of) = (read.next().unwrap_or(1), read.next().unwrap_or(1));
        let step = child(pair, Rule::periods_word).and_then(|p| step_word(&p));
        let over = CountOverWords::Periods { step: None, measure: None, group: None };
        let reach = Some(ReachWords::Last(of, step));
        let count = CountWords { share: false, over, condition, reach, span };
        CondKind::Compare {
            left: Some(Expr::Count(Box::new(count))),
            comparison: Comparison::AtLeast,
            right: Expr::Amount(Amount { value: Exact::from(i64::from(least)), ..nought(span) }),
        }
    }

    fn predicate(&mut self, pair: &Pair<'_>) -> Cond {
        let span = self.span(pair);
        let Some(inner) = pair.clone().into_inner().next() else {
            return Cond { kind: CondKind::Known(Expr::Amount(nought(span))), span };
        };
        let later = |what| CondKind::Later(Later { what, span });
        let kind = match inner.as_rule() {
            Rule::bracketed => match child(&inner, Rule::cond) {
                Some(p) => return Cond { span, ..self.cond(&p) },
                None => later("this condition"),
            },
            Rule::tally => self.tally(&inner, span),
            Rule::of_measure_cond => self.of_measure(&inner, span),
            Rule::any_group => self.any_group(&inner, span),
            Rule::loop_cond => self.loop_cond(&inner),
            Rule::statistical => {
                statistic(&inner).map_or_else(|| later("a statistical condition"), CondKind::Statistical)
            }
            Rule::forecast_cond => CondKind::Forecast(prospect_of(&inner)),
            Rule::stage_cond
            | Rule::decision_cond
            | Rule::since_entry_cond
            | Rule::event_cond
            | Rule::no_event => self.on_record(&inner),
            Rule::movement => self.movement(&inner),
            Rule::within => {
                let tolerance = self.tolerance_of(&inner, 0, span);
                let of = child(&inner, Rule::reference_after_tolerance).and_then(|p| self.reference(&p));
                within(tolerance, of)
            }
            Rule::uneven => CondKind::Uneven {
                below: Box::new(self.tolerance_of(&inner, 0, span)),
                above: Box::new(self.tolerance_of(&inner, 1, span)),
                of: self.reference(&inner).unwrap_or(Expr::Amount(nought(span))),
            },
            Rule::no_more_worse => CondKind::NoMoreWorse {
                tolerance: self.tolerance_of(&inner, 0, span),
                than: self.reference(&inner).unwrap_or(Expr::Amount(nought(span))),
            },
            Rule::than_cond => self.than(&inner, span),
            Rule::placed => CondKind::Placed(self.placed(&inner)),
            Rule::outside_range => CondKind::OutsideRange { above: has(&inner, Rule::kw_above) },
            Rule::stale_by => CondKind::OldBy(self.first_count(&inner).unwrap_or(0)),
            Rule::status => CondKind::Status(status_of(&inner)),
            Rule::known => {
                let what = child(&inner, Rule::expr).map(|p| self.expr(&p));
                let known = CondKind::Known(what.unwrap_or(Expr::Amount(nought(span))));
                if has(&inner, Rule::negation) {
                    CondKind::Not(Box::new(Cond { kind: known, span }))
                } else {
                    known
                }
            }
            Rule::comparison | Rule::bare_comparison => self.comparison(&inner, span),
            Rule::in_time_of => self.in_time(&inner),
            _ => CondKind::Level(self.level_test(&inner)),
        };
        Cond { kind, span }
    }

    fn in_time(&mut self, pair: &Pair<'_>) -> CondKind {
        let period = self.first_period(pair);
        match has(pair, Rule::kw_from) {
            true => CondKind::InTime { from: period, until: None },
            false => CondKind::InTime { from: None, until: period },
        }
    }

    fn tally(&mut self, pair: &Pair<'_>, span: Span) -> CondKind {
        let set = child(pair, Rule::tally_subject).and_then(|p| child(&p, Rule::measure_set));
        let Some(set) = set.map(|p| self.measure_set(&p)) else {
            return CondKind::Later(Later { what: "this count", span });
        };
        let condition =
            child(pair, Rule::bracketed).and_then(|p| child(&p, Rule::cond)).map(|p| self.cond(&p));
        CondKind::Tally {
            share: has(pair, Rule::kw_share),
            set,
            condition: Box::new(condition.unwrap_or(Cond { kind: CondKind::SameText, span })),
            comparison: comparison_of(pair),
            amount: self.first_amount(pair).unwrap_or_else(|| nought(span)),
        }
    }

    pub(super) fn measure_set(&mut self, pair: &Pair<'_>) -> MeasureSetWords {
        let name = self.first_name(pair);
        match name {
            Some(theme) if has(pair, Rule::kw_theme) => MeasureSetWords::Theme(theme),
            Some(owner) if has(pair, Rule::kw_owned) => MeasureSetWords::OwnedBy(owner),
            _ if has(pair, Rule::names) => MeasureSetWords::Listed(self.names(pair)),
            _ => MeasureSetWords::All,
        }
    }

    fn of_measure(&mut self, pair: &Pair<'_>, span: Span) -> CondKind {
        let measure = self.first_name(pair);
        let inner = child(pair, Rule::cond_unit).map(|p| self.cond_unit(&p));
        match (measure, inner) {
            (Some(measure), Some(condition)) => {
                let of = CondKind::OfMeasure { measure, condition: Box::new(condition) };
                if has(pair, Rule::negation) { CondKind::Not(Box::new(Cond { kind: of, span })) } else { of }
            }
            _ => CondKind::Later(Later { what: "this condition", span }),
        }
    }

    fn any_group(&mut self, pair: &Pair<'_>, span: Span) -> CondKind {
        let grouping = self.first_name(pair);
        let inner = child(pair, Rule::cond_unit).map(|p| self.cond_unit(&p));
        match (grouping, inner) {
            (Some(grouping), Some(condition)) => {
                let each = !has(pair, Rule::kw_any);
                CondKind::AnyGroup { each, grouping, condition: Box::new(condition) }
            }
            _ => CondKind::Later(Later { what: "a condition on each group", span }),
        }
    }

    fn loop_cond(&mut self, pair: &Pair<'_>) -> CondKind {
        if let Some(p) = child(pair, Rule::no_response) {
            return CondKind::Response { escalation: self.first_name(&p), overdue: false };
        }
        if let Some(p) = child(pair, Rule::response_overdue) {
            return CondKind::Response { escalation: self.first_name(&p), overdue: true };
        }
        if let Some(words) = self.loop_words(pair) {
            return CondKind::Loop(words);
        }
        if has(pair, Rule::recovery_passed) { CondKind::RecoveryPassed } else { CondKind::SameText }
    }

    fn movement(&mut self, pair: &Pair<'_>) -> CondKind {
        let span = self.span(pair);
        let word = child(pair, Rule::movement_word).and_then(|p| p.into_inner().next()).map(|p| p.as_rule());
        let movement = match word {
            Some(Rule::kw_improving) => Movement::Improving,
            Some(Rule::kw_worsening) => Movement::Worsening,
            _ => Movement::Unchanged,
        };
        let by = child(pair, Rule::by_more_than).map(|p| self.tolerance_of(&p, 0, span));
        let since = child(pair, Rule::since).map_or(Since::Previous, |p| {
            if has(&p, Rule::kw_baseline) {
                Since::Baseline
            } else if has(&p, Rule::period_before) {
                Since::Previous
            } else {
                Since::LastYear
            }
        });
        CondKind::Moves { movement, since, by }
    }

    /// The `n`th tolerance under a pair.
    fn tolerance_of(&mut self, pair: &Pair<'_>, n: usize, span: Span) -> ToleranceWords {
        let Some(found) = children(pair, Rule::tolerance).nth(n) else {
            return ToleranceWords { amount: nought(span), of: None, span };
        };
        self.tolerance(&found)
    }

    pub(super) fn tolerance(&mut self, pair: &Pair<'_>) -> ToleranceWords {
        let span = self.span(pair);
        let amount = self.first_amount(pair).unwrap_or_else(|| nought(span));
        let of = self.reference(pair);
        ToleranceWords { amount, of, span }
    }

    /// The first reference under a pair.
    pub(super) fn reference(&mut self, pair: &Pair<'_>) -> Option<Expr> {
        let found = child(pair, Rule::reference)?;
        let span = self.span(&found);
        if let Some(time) = child(&found, Rule::time_reference) {
            return Some(Expr::Then(self.time_reference(&time), span));
        }
        child(&found, Rule::expr).map(|p| self.expr(&p))
    }

    fn than(&mut self, pair: &Pair<'_>, span: Span) -> CondKind {
        let words = child(pair, Rule::than_words).and_then(|p| p.into_inner().next()).map(|p| p.as_rule());
        let by = child(pair, Rule::by_more_than).map(|p| self.tolerance_of(&p, 0, span));
        let reference = self.reference(pair).unwrap_or(Expr::Amount(nought(span)));
        let or_equal = has(pair, Rule::or_equal);
        let than = |better, or_equal| CondKind::Than { better, or_equal, reference, by };
        match words {
            Some(Rule::no_worse_than) => than(true, true),
            Some(Rule::no_better_than) => than(false, true),
            Some(Rule::better_than) => than(true, or_equal),
            _ => than(false, or_equal),
        }
    }

    fn comparison(&mut self, pair: &Pair<'_>, span: Span) -> CondKind {
        let exprs: Vec<_> = children(pair, Rule::expr).collect();
        let mut read: Vec<Expr> = exprs.iter().map(|p| self.expr(p)).collect();
        let left =
            if pair.as_rule() == Rule::comparison && !read.is_empty() { Some(read.remove(0)) } else { None };
        if let Some(between) = child(pair, Rule::between) {
            let ends: Vec<_> = children(&between, Rule::amount).collect();
            let mut ends = ends.iter().map(|p| self.amount(p));
            let (low, high) = (ends.next(), ends.next());
            return CondKind::Between {
                what: left,
                low: low.unwrap_or_else(|| nought(span)),
                high: high.unwrap_or_else(|| nought(span)),
                open_top: has(&between, Rule::kw_up),
            };
        }
        let right = read.pop().unwrap_or(Expr::Amount(nought(span)));
        CondKind::Compare { left, comparison: comparison_of(pair), right }
    }

    fn level_test(&mut self, pair: &Pair<'_>) -> LevelWords {
        let found: Vec<_> = children(pair, Rule::name).collect();
        let mut words: Vec<Spanned<String>> =
            found.iter().map(|p| Spanned::new(p.as_str().to_owned(), self.span(p))).collect();
        let first = |words: &mut Vec<Spanned<String>>| {
            if words.is_empty() { Spanned::new(String::new(), self.span(pair)) } else { words.remove(0) }
        };
        if has(pair, Rule::or_worse) {
            LevelWords::OrWorse(first(&mut words))
        } else if has(pair, Rule::or_better) {
            LevelWords::OrBetter(first(&mut words))
        } else {
            LevelWords::OneOf(words)
        }
    }
}

/// `within 5% of target`: the reference belongs to `within` (a miss of the target), not to the per cent.
fn within(mut tolerance: ToleranceWords, of: Option<Expr>) -> CondKind {
    let of = of.or_else(|| tolerance.of.take());
    CondKind::Within { tolerance, of }
}

fn prospect_of(pair: &Pair<'_>) -> Prospect {
    if has(pair, Rule::kw_inside) {
        Prospect::Open
    } else if has(pair, Rule::kw_miss) {
        Prospect::Misses
    } else {
        Prospect::Meets
    }
}

fn status_of(pair: &Pair<'_>) -> Status {
    match pair.clone().into_inner().last().map(|p| p.as_rule()) {
        Some(Rule::on_target) => Status::OnTarget,
        Some(Rule::off_target) => Status::OffTarget,
        Some(Rule::kw_missing | Rule::no_data) => Status::Missing,
        Some(Rule::kw_late) => Status::Late,
        Some(Rule::kw_stale | Rule::old_figure) => Status::Stale,
        Some(Rule::kw_provisional) => Status::Provisional,
        Some(Rule::kw_estimated) => Status::Estimated,
        Some(Rule::kw_revised) => Status::Revised,
        Some(Rule::kw_incomplete) => Status::Incomplete,
        _ => Status::Unrated,
    }
}

/// None for a comparison with a benchmark.
fn statistic(pair: &Pair<'_>) -> Option<Statistic> {
    let inner = pair.clone().into_inner().next()?;
    Some(match inner.as_rule() {
        Rule::special_cause if has(&inner, Rule::kw_concern) => Statistic::Concern,
        Rule::special_cause if has(&inner, Rule::kw_improvement) => Statistic::Improvement,
        Rule::special_cause => Statistic::SpecialCause,
        Rule::not_capable => Statistic::NotCapable,
        Rule::inside_interval => Statistic::TargetInside,
        Rule::interval_side if has(&inner, Rule::kw_better) => Statistic::IntervalBetter,
        Rule::interval_side => Statistic::IntervalWorse,
        _ => return None,
    })
}

fn comparison_of(pair: &Pair<'_>) -> Comparison {
    let word = child(pair, Rule::comparator).and_then(|p| p.into_inner().next()).map(|p| p.as_rule());
    match word {
        Some(Rule::cmp_at_least) => Comparison::AtLeast,
        Some(Rule::cmp_at_most) => Comparison::AtMost,
        Some(Rule::cmp_not_equal) => Comparison::NotEqual,
        Some(Rule::cmp_above) => Comparison::Above,
        Some(Rule::cmp_below) => Comparison::Below,
        _ => Comparison::Equal,
    }
}

/// The `for 2 periods` or `in 3 of the last 4` of a condition.
fn lasting_under<'i>(unit: &Pair<'i>) -> Option<Pair<'i>> {
    child(unit, Rule::lasting).filter(|l| has(l, Rule::for_periods) || has(l, Rule::in_m_of_n))
}
