//! Targets.

use super::expression::nought;
use super::{Lower, Pair, Rule, child, children, has};
use crate::base::span::Spanned;
use crate::model::Bound;
use crate::syntax::ast::{Amount, AmountKind, Expr, GoalWords, TargetTail, TargetWords};

impl Lower<'_> {
    pub(super) fn target(&mut self, part: &Pair<'_>) -> Option<TargetWords> {
        let span = self.span(part);
        let goal_pair = child(part, Rule::goal)?;
        let goal = self.goal(&goal_pair)?;
        let mut tails = Vec::new();
        if let Some(year) = child(part, Rule::for_the_year) {
            tails.push(Spanned::new(TargetTail::ForTheYear, self.span(&year)));
        }
        for tail in children(part, Rule::target_tail).filter_map(|p| p.into_inner().next()) {
            let at = self.span(&tail);
            tails.extend(self.target_tail(&tail).map(|read| Spanned::new(read, at)));
        }
        Some(TargetWords { goal, tails, goal_span: self.span(&goal_pair), span })
    }

    fn goal(&mut self, pair: &Pair<'_>) -> Option<GoalWords> {
        let inner = pair.clone().into_inner().next()?;
        let span = self.span(&inner);
        Some(match inner.as_rule() {
            Rule::to_be_set => GoalWords::ToBeSet(self.first_period(&inner)),
            Rule::met_by => GoalWords::MetBy(self.first_period(&inner)?),
            Rule::goal_between => {
                let ends: Vec<_> = children(&inner, Rule::amount).collect();
                let mut read = ends.iter().map(|p| self.amount(p));
                let (low, high) = (read.next()?, read.next()?);
                GoalWords::Between(with_sign_of(low, &high), high)
            }
            // `exactly nil` has no amount of its own.
            Rule::goal_exactly => {
                let figure = child(&inner, Rule::expr).map(|p| self.expr(&p));
                GoalWords::Exactly(figure.unwrap_or(Expr::Amount(nought(span))))
            }
            Rule::nil_goal => GoalWords::Exactly(Expr::Amount(nought(span))),
            Rule::each_year => {
                let from = child(&inner, Rule::each_year_from).and_then(|p| self.reference(&p));
                GoalWords::EachYear {
                    amount: self.first_amount(&inner)?,
                    of_baseline: has(&inner, Rule::each_year_of),
                    lower: side(&inner),
                    on_the_last: has(&inner, Rule::than_the_year_before),
                    from,
                }
            }
            Rule::relative => {
                let amount = self.first_amount(&inner)?;
                let of = self.reference(&inner);
                GoalWords::Relative { amount, below: side(&inner).or_else(|| change(&inner)), of }
            }
            Rule::benchmark_goal => {
                let figure = self.reference(&inner)?;
                self.year_of_which(&figure);
                GoalWords::NoWorseThan(figure, false)
            }
            Rule::top_share => GoalWords::NoWorseThan(self.best_share(&inner), false),
            Rule::prefix_limit => self.prefix_limit(&inner)?,
            Rule::suffix_limit => {
                let bound = if has(&inner, Rule::or_fewer) { Bound::AtMost } else { Bound::AtLeast };
                GoalWords::Limit(bound, Expr::Amount(self.first_amount(&inner)?))
            }
            _ => GoalWords::Bare(self.first_amount(&inner)?),
        })
    }

    fn prefix_limit(&mut self, pair: &Pair<'_>) -> Option<GoalWords> {
        let bound = child(pair, Rule::prefix_bound)?.into_inner().next()?.as_rule();
        let figure = self.reference(pair)?;
        self.year_of_which(&figure);
        Some(match bound {
            Rule::bound_at_least => GoalWords::Limit(Bound::AtLeast, figure),
            Rule::bound_at_most => GoalWords::Limit(Bound::AtMost, figure),
            Rule::bound_above => GoalWords::Limit(Bound::Above, figure),
            Rule::bound_below => GoalWords::Limit(Bound::Below, figure),
            Rule::bound_better => GoalWords::NoWorseThan(figure, true),
            _ => GoalWords::NoWorseThan(figure, false),
        })
    }

    fn target_tail(&mut self, tail: &Pair<'_>) -> Option<TargetTail> {
        match tail.as_rule() {
            Rule::tail_by => self.first_period(tail).map(TargetTail::By),
            Rule::tail_in => self.first_period(tail).map(TargetTail::In),
            Rule::for_the_year => Some(TargetTail::ForTheYear),
            Rule::tail_from => self.first_period(tail).map(TargetTail::From),
            Rule::tail_until => self.first_period(tail).map(TargetTail::Until),
            Rule::tail_until_set => self.first_period(tail).map(TargetTail::UntilSetUse),
            Rule::tail_known_from => self.first_date(tail).map(TargetTail::KnownFrom),
            Rule::tail_as => self.first_name(tail).map(TargetTail::As),
            Rule::tail_for => self.first_name(tail).map(TargetTail::For),
            Rule::pro_rata => Some(TargetTail::ProRata),
            Rule::agreed => {
                let by = self.first_name(tail)?;
                Some(TargetTail::Agreed(by, self.first_date(tail)))
            }
            Rule::because => self.first_string(tail).map(TargetTail::Because),
            _ => None,
        }
    }
}

/// In `85-90%` the sign at the end is meant for both.
fn with_sign_of(low: Amount, high: &Amount) -> Amount {
    match (&low.kind, &high.kind) {
        (AmountKind::Bare, AmountKind::Percent) => Amount { kind: AmountKind::Percent, ..low },
        _ => low,
    }
}

/// True for `reduce by 10%`, false for `increase by 10%`.
fn change(pair: &Pair<'_>) -> Option<bool> {
    let word = child(pair, Rule::change_word)?.into_inner().next()?.as_rule();
    Some(word != Rule::kw_increase)
}

/// True for below, lower, fewer; false for above, higher, more; none when no such word was written.
fn side(pair: &Pair<'_>) -> Option<bool> {
    let word = child(pair, Rule::side_word)?.into_inner().next()?.as_rule();
    Some(matches!(word, Rule::kw_below | Rule::kw_lower | Rule::kw_under | Rule::kw_less | Rule::kw_fewer))
}
