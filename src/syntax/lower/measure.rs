//! Measures.

use super::bad_clause::Inside;
use super::items::parts;
use super::{Lower, Pair, Rule, child, children, has};
use crate::base::span::Spanned;
use crate::base::suggest::nearest;
use crate::model::{Aim, Counts, Projection};
use crate::syntax::ast::{
    BaselineWords, Item, Later, MeasureClause, MeasureItem, OverTimeWords, RatingWords, ReachWords, Text,
    TrajectoryWords, WithheldCounts, WithholdWords,
};
use crate::syntax::diags;

impl Lower<'_> {
    pub(super) fn measure(&mut self, pair: Pair<'_>) -> Item {
        let span = self.span(&pair);
        let told = self.findings.len();
        let id = self.item_name(&pair);
        let title = self.first_string(&pair);
        let mut clauses = Vec::new();
        for part in parts(&pair, Rule::measure_body) {
            if self.recover(&pair, &part, Inside::Measure) {
                // A slip in this word must not end in showing what was to be held back.
                if is_nearly_withhold(&part) {
                    let clause = MeasureClause::Withhold(WithholdWords::Misspelt);
                    clauses.push(Spanned::new(clause, self.span(&part)));
                }
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
        self.read_by_size(&pair, told);
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
            Rule::trajectory => {
                let member = child(part, Rule::tail_for).and_then(|tail| self.first_name(&tail));
                Some(MeasureClause::Trajectory(self.trajectory(part), member))
            }
            Rule::measure_rating | Rule::rated_on => Some(MeasureClause::Rating(self.measure_rating(part))),
            Rule::due => self.due(part).map(MeasureClause::Due),
            Rule::first_due => self.first_period(part).map(MeasureClause::FirstDue),
            Rule::counts => Some(MeasureClause::Counts(counts_of(part), has(part, Rule::scaled_up))),
            Rule::forecast_clause if has(part, Rule::at_the_rate_so_far) => {
                Some(MeasureClause::Forecast(Projection::AtTheRateSoFar))
            }
            Rule::forecast_clause => Some(MeasureClause::Forecast(Projection::WithWhatIsStillExpected)),
            Rule::within_one_target => Some(MeasureClause::WithinOneTarget),
            Rule::year_clause => Some(MeasureClause::Year(self.year_clause(part))),
            Rule::by_groups => Some(MeasureClause::By(self.names(part))),
            Rule::ranked_clause => Some(MeasureClause::Ranked(self.among(part))),
            Rule::gap_within => self.gap_within(part).map(|gap| MeasureClause::Gap(Box::new(gap))),
            Rule::excluding_groups => Some(MeasureClause::Excluding(self.excluding_groups(part))),
            Rule::total_of => Some(MeasureClause::TotalOf(self.names(part))),
            Rule::over_time => self.over_time(part).map(|words| MeasureClause::OverTime(Box::new(words))),
            Rule::part_is => {
                self.first_name(part).map(|name| MeasureClause::PartIs(has(part, Rule::kw_numerator), name))
            }
            Rule::significance => self.first_amount(part).map(MeasureClause::Significance),
            Rule::plausible => self.plausible(part),
            Rule::missing_is => self.first_name(part).map(MeasureClause::MissingIs),
            Rule::stale_unrated => Some(MeasureClause::StaleUnrated(self.first_count(part).unwrap_or(0))),
            Rule::note => self.text_of(part).map(MeasureClause::Note),
            Rule::source => self.text_of(part).map(MeasureClause::Source),
            Rule::formerly => Some(MeasureClause::Formerly(self.names(part))),
            Rule::linked => Some(MeasureClause::Linked(self.names(part))),
            Rule::definition => Some(MeasureClause::Definition(self.first_period(part), self.text_of(part)?)),
            Rule::excluding_periods => Some(self.excluding_periods(part)),
            Rule::withhold => Some(MeasureClause::Withhold(self.withhold(part))),
            Rule::excluding => later("an exclusion"),
            Rule::computed => self.computed(part).map(|words| MeasureClause::Computed(Box::new(words))),
            Rule::first_met => Some(MeasureClause::SayFirstMet),
            Rule::spc => {
                let first = child(part, Rule::limits_from).and_then(|p| self.first_count(&p));
                self.first_name(part).map(|name| MeasureClause::Spc(name, first))
            }
            Rule::rebased => {
                let because = child(part, Rule::because).and_then(|p| self.first_string(&p));
                self.first_period(part).map(|at| MeasureClause::Rebased(at, because))
            }
            _ => self.rating_clause(part).map(|line| MeasureClause::Line(Box::new(line))),
        }
    }

    fn plausible(&mut self, part: &Pair<'_>) -> Option<MeasureClause> {
        let amounts: Vec<_> = children(part, Rule::amount).collect();
        let mut read: Vec<_> = amounts.iter().map(|p| self.amount(p)).collect();
        let high = read.pop()?;
        Some(MeasureClause::Plausible(read.pop(), high))
    }

    /// `is the total of measure 3.1 from the start of the year`.
    fn over_time(&mut self, part: &Pair<'_>) -> Option<OverTimeWords> {
        let measure = self.first_name(part)?;
        let reach = match child(part, Rule::reach_last) {
            Some(last) => self.last(&last)?,
            None => ReachWords::YearSoFar,
        };
        Some(OverTimeWords { average: has(part, Rule::kw_average), measure, reach })
    }

    fn withhold(&mut self, part: &Pair<'_>) -> WithholdWords {
        let Some(counts) = child(part, Rule::withhold_counts) else { return WithholdWords::Unreadable };
        let amounts: Vec<_> = children(&counts, Rule::amount).collect();
        let mut read = amounts.iter().map(|p| self.amount(p));
        let next_smallest = has(&counts, Rule::next_smallest);
        match (read.next(), read.next()) {
            (Some(from), Some(to)) => {
                WithholdWords::Counts(Box::new(WithheldCounts { from, to, next_smallest }))
            }
            _ => WithholdWords::Unreadable,
        }
    }

    /// The words of a unit: `"% of children"` is read without its quotes, and `pounds` as the sign for them.
    pub(super) fn unit(&mut self, part: &Pair<'_>) -> Option<Text> {
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
        if let Some(finding) = diags::unit_for_a_time(&words.node, words.span) {
            self.broken += 1;
            self.findings.push(finding);
        }
        let lower = words.node.trim().to_lowercase();
        if ["pounds", "pound", "pounds sterling", "pound sterling", "gbp"].contains(&lower.as_str()) {
            words.node = "£".to_owned();
        }
        Some(words)
    }

    fn excluding_periods(&mut self, part: &Pair<'_>) -> MeasureClause {
        let periods: Vec<_> = children(part, Rule::period).map(|period| self.period(&period)).collect();
        let because = child(part, Rule::because).and_then(|p| self.first_string(&p));
        MeasureClause::ExcludingPeriods(periods, because)
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
            let bare = [Rule::part_name, Rule::month_word].into_iter().find_map(|rule| child(&point, rule));
            let period = bare.or_else(|| child(&point, Rule::period));
            let period = period.map(|p| self.period(&p));
            points.extend(period.zip(self.first_amount(&point)));
        }
        TrajectoryWords::Points(points)
    }

    fn measure_rating(&mut self, part: &Pair<'_>) -> RatingWords {
        let mut words = RatingWords { name: self.first_name(part), ..RatingWords::default() };
        for tail in children(part, Rule::rating_tail).filter_map(|p| p.into_inner().next()) {
            match tail.as_rule() {
                Rule::against => {
                    words.against = self.names(&tail);
                    words.of_those_known = has(&tail, Rule::those_known);
                }
                Rule::on_forecast => words.on_forecast = true,
                Rule::composite => words.from = Some(Box::new(self.composite(&tail))),
                _ => words.on = Some(self.on_groups(&tail)),
            }
        }
        words
    }
}

/// True for a clause that could not be read and begins with a word like `withhold`.
fn is_nearly_withhold(part: &Pair<'_>) -> bool {
    let word = part.as_str().split([' ', ':', '=']).next().unwrap_or("");
    part.as_rule() == Rule::bad_clause && nearest(word, ["withhold", "suppress", "hide"]).is_some()
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
