//! Measures.

use super::bad_clause::Inside;
use super::items::parts;
use super::{Lower, Pair, Rule, child, children, has};
use crate::base::span::Spanned;
use crate::model::{Aim, Counts};
use crate::syntax::ast::{
    BaselineWords, Item, Later, MeasureClause, MeasureItem, OnGroupsWords, RatingWords, Text, TrajectoryWords,
};
use crate::syntax::diags;

impl Lower<'_> {
    pub(super) fn measure(&mut self, pair: Pair<'_>) -> Item {
        let span = self.span(&pair);
        let id = self.item_name(&pair);
        let title = self.first_string(&pair);
        let mut clauses = Vec::new();
        for part in parts(&pair, Rule::measure_body) {
            if self.recover(&pair, &part, Inside::Measure) {
                continue;
            }
            self.sign(&part);
            let at = self.span(&part);
            let broken_before = self.broken;
            let clause = self.measure_clause(&part);
            if self.broken == broken_before {
                clauses.extend(clause.map(|clause| Spanned::new(clause, at)));
            }
        }
        Item::Measure(Box::new(MeasureItem { id, title, clauses, broken: self.broken > 0, span }))
    }

    fn measure_clause(&mut self, part: &Pair<'_>) -> Option<MeasureClause> {
        let span = self.span(part);
        let later = |what| Some(MeasureClause::Later(Later { what, span }));
        match part.as_rule() {
            Rule::theme_clause => Some(MeasureClause::Theme(self.names(part))),
            Rule::owner => self.first_name(part).map(MeasureClause::Owner),
            Rule::unit_clause => self.unit(part).map(MeasureClause::Unit),
            Rule::aim => aim_of(part),
            Rule::baseline => self.baseline(part).map(MeasureClause::Baseline),
            Rule::target => self.target(part).map(|t| MeasureClause::Target(Box::new(t))),
            Rule::trajectory => Some(MeasureClause::Trajectory(self.trajectory(part))),
            Rule::measure_rating | Rule::rated_on => Some(MeasureClause::Rating(self.measure_rating(part))),
            Rule::due => self.due(part).map(MeasureClause::Due),
            Rule::first_due => self.first_period(part).map(MeasureClause::FirstDue),
            Rule::counts => Some(MeasureClause::Counts(counts_of(part))),
            Rule::year_clause => Some(MeasureClause::Year(self.year_clause(part))),
            Rule::by_groups => Some(MeasureClause::By(self.names(part))),
            Rule::plausible => {
                let amounts: Vec<_> = children(part, Rule::amount).collect();
                let mut read: Vec<_> = amounts.iter().map(|p| self.amount(p)).collect();
                let high = read.pop()?;
                Some(MeasureClause::Plausible(read.pop(), high))
            }
            Rule::missing_is => self.first_name(part).map(MeasureClause::MissingIs),
            Rule::stale_unrated => Some(MeasureClause::StaleUnrated(self.first_count(part).unwrap_or(0))),
            Rule::note => self.text_of(part).map(MeasureClause::Note),
            Rule::source => self.text_of(part).map(MeasureClause::Source),
            Rule::formerly => Some(MeasureClause::Formerly(self.names(part))),
            Rule::linked => Some(MeasureClause::Linked(self.names(part))),
            Rule::definition => later("a change of definition"),
            Rule::withhold => later("a rule for withholding small numbers"),
            Rule::excluding => later("an exclusion"),
            Rule::computed => self.computed(part).map(|words| MeasureClause::Computed(Box::new(words))),
            Rule::first_met => Some(MeasureClause::SayFirstMet),
            Rule::spc => later("an SPC chart"),
            Rule::rebased => later("a rebased SPC chart"),
            Rule::gap_within => later("a gap between groups"),
            _ => self.rating_clause(part).map(|line| MeasureClause::Line(Box::new(line))),
        }
    }

    /// The words of a unit: `"% of children"` is read without its quotes, and `pounds` as the sign for them.
    fn unit(&mut self, part: &Pair<'_>) -> Option<Text> {
        let mut words = match self.first_string(part) {
            Some(quoted) => {
                self.findings.push(diags::quotes_not_needed(&quoted.node, quoted.span));
                quoted
            }
            None => {
                let rest = child(part, Rule::rest_of_clause)?;
                Spanned::new(self.text(&rest).to_owned(), self.span(&rest))
            }
        };
        let lower = words.node.trim().to_lowercase();
        if ["pounds", "pound", "pounds sterling", "pound sterling", "gbp"].contains(&lower.as_str()) {
            words.node = "£".to_owned();
        }
        Some(words)
    }

    fn baseline(&mut self, part: &Pair<'_>) -> Option<BaselineWords> {
        if has(part, Rule::baseline_unset) {
            return Some(BaselineWords::Unset);
        }
        let when = child(part, Rule::baseline_when).and_then(|p| self.first_period(&p));
        let members: Vec<_> = children(part, Rule::baseline_member).collect();
        if members.is_empty() {
            return Some(BaselineWords::Whole(self.first_amount(part)?, when));
        }
        let read =
            members.iter().filter_map(|p| Some((self.first_amount(p)?, self.first_name(p)?))).collect();
        Some(BaselineWords::Members(read, when))
    }

    fn trajectory(&mut self, part: &Pair<'_>) -> TrajectoryWords {
        if has(part, Rule::straight_from_baseline) {
            return TrajectoryWords::Straight;
        }
        let mut points = Vec::new();
        for point in children(part, Rule::trajectory_point) {
            let period = child(&point, Rule::part_name).or_else(|| child(&point, Rule::period));
            let period = period.map(|p| self.period(&p));
            points.extend(period.zip(self.first_amount(&point)));
        }
        TrajectoryWords::Points(points)
    }

    fn measure_rating(&mut self, part: &Pair<'_>) -> RatingWords {
        let mut words = RatingWords { name: self.first_name(part), ..RatingWords::default() };
        for tail in children(part, Rule::rating_tail).filter_map(|p| p.into_inner().next()) {
            let span = self.span(&tail);
            match tail.as_rule() {
                Rule::against => words.against = self.names(&tail),
                Rule::on_forecast => words.later.push(Later { what: "a rating on the forecast", span }),
                Rule::composite => {
                    words.from = child(&tail, Rule::measure_set).map(|p| self.measure_set(&p));
                    words.later.push(Later { what: "a rating from other measures", span });
                }
                _ if has(&tail, Rule::small_count) => {
                    words.later.push(Later { what: "a rating on some of the groups", span });
                }
                _ => {
                    let group = self.first_name(&tail);
                    let on = if has(&tail, Rule::kw_worst) {
                        OnGroupsWords::Worst(group)
                    } else if has(&tail, Rule::kw_each) {
                        OnGroupsWords::Each(group)
                    } else {
                        OnGroupsWords::Total
                    };
                    words.on = Some(Spanned::new(on, span));
                }
            }
        }
        words
    }
}

fn aim_of(part: &Pair<'_>) -> Option<MeasureClause> {
    let higher = child(part, Rule::polarity_words).map(|words| {
        let low = [Rule::kw_lower, Rule::kw_low, Rule::kw_less, Rule::kw_fewer];
        !low.into_iter().any(|rule| has(&words, rule))
    });
    let word = child(part, Rule::aim_word).and_then(|p| p.into_inner().next()).map(|p| p.as_rule());
    let aim = match (word, higher) {
        (Some(Rule::kw_reduce), _) | (None, Some(false)) => Aim::Reduce,
        (Some(Rule::kw_increase), _) | (None, Some(true)) => Aim::Increase,
        (Some(Rule::kw_maintain), _) => Aim::Maintain,
        (Some(_), _) => Aim::Monitor,
        (None, None) => return None,
    };
    Some(MeasureClause::Aim(aim, higher.filter(|_| word.is_some())))
}

fn counts_of(part: &Pair<'_>) -> Counts {
    let how = child(part, Rule::counts_how).and_then(|p| p.into_inner().next()).map(|p| p.as_rule());
    match how {
        Some(Rule::counts_in_period) => Counts::InPeriod,
        Some(Rule::counts_last_twelve) => Counts::LastTwelveMonths,
        Some(Rule::counts_at_end) => Counts::AtEndOfPeriod,
        _ => Counts::FromStartOfYear,
    }
}
