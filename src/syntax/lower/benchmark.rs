//! Benchmarks, peers and places among them.

use super::bad_clause::Inside;
use super::items::parts;
use super::{Lower, Pair, Rule, child, children, has};
use crate::base::exact::Exact;
use crate::model::{OfPeers, PlaceTest, Position, Window};
use crate::syntax::ast::benchmark::share_named;
use crate::syntax::ast::{
    BenchmarkClause, BenchmarkItem, BenchmarkWhen, BenchmarkWords, Expr, Item, MemberWords, OfPeersWords,
    PeersWords, PlacedWords, PositionWords, RankedWords, When,
};
use crate::syntax::diags;

impl Lower<'_> {
    pub(super) fn benchmark(&mut self, pair: Pair<'_>) -> Item {
        let span = self.span(&pair);
        let id = self.item_name(&pair);
        let title = self.first_string(&pair);
        let mut clauses = Vec::new();
        for part in parts(&pair, Rule::benchmark_body) {
            if self.recover(&pair, &part, Inside::Benchmark) {
                continue;
            }
            self.sign(&part);
            clauses.extend(self.benchmark_clause(&part));
        }
        Item::Benchmark(BenchmarkItem { id, title, clauses, broken: self.broken > 0, span })
    }

    fn benchmark_clause(&mut self, part: &Pair<'_>) -> Option<BenchmarkClause> {
        let span = self.span(part);
        match part.as_rule() {
            Rule::peers_from_data => Some(BenchmarkClause::PeersFromData),
            Rule::peers_listed => {
                let members: Vec<_> = children(part, Rule::member).collect();
                let read = members.iter().map(|member| MemberWords {
                    id: self.item_name(member),
                    title: self.first_string(member),
                    within: None,
                    owner: None,
                });
                Some(BenchmarkClause::Peers(read.collect()))
            }
            Rule::ranks_known => {
                self.of_those_known(part).map(|least| BenchmarkClause::RanksOfThoseKnown(least, span))
            }
            Rule::unit_clause => self.unit(part).map(BenchmarkClause::Unit),
            _ => self.first_string(part).map(BenchmarkClause::Note),
        }
    }

    pub(super) fn benchmark_ref(&mut self, pair: &Pair<'_>) -> Expr {
        let span = self.span(pair);
        let name = self.item_name(pair);
        let measure = child(pair, Rule::of_measure).and_then(|p| self.first_name(&p));
        let when = match child(pair, Rule::in_period) {
            Some(period) => BenchmarkWhen::In(self.in_period(&period)),
            None if has(pair, Rule::same_period) => BenchmarkWhen::Same,
            None => BenchmarkWhen::Newest,
        };
        Expr::Benchmark(BenchmarkWords { name, measure, when, span })
    }

    /// `target above benchmark england in 2017/18`: the year of the target, or of England's figure?
    pub(super) fn year_of_which(&mut self, figure: &Expr) {
        let Expr::Benchmark(BenchmarkWords {
            name, when: BenchmarkWhen::In(When::Named(year)), span, ..
        }) = figure
        else {
            return;
        };
        let end = span.end as usize;
        let bracketed = self.source.get(end..).is_some_and(|rest| rest.trim_start().starts_with(')'));
        if !bracketed {
            self.broken += 1;
            self.findings.push(diags::year_of_which(&name.text, &year.node, *span));
        }
    }

    pub(super) fn of_peers(&mut self, pair: &Pair<'_>, window: Window) -> Expr {
        Expr::OfPeers(OfPeersWords { what: OfPeers::Window(window), among: self.among(pair) })
    }

    /// `in the best 25% of peers` as a target: the figure that a value has to reach for it.
    pub(super) fn best_share(&mut self, pair: &Pair<'_>) -> Expr {
        let what = OfPeers::Best(self.share_part(pair));
        Expr::OfPeers(OfPeersWords { what, among: self.among(pair) })
    }

    pub(super) fn position(&mut self, pair: &Pair<'_>) -> Expr {
        let quartile = child(pair, Rule::position_word).is_some_and(|word| has(&word, Rule::kw_quartile));
        let position = if quartile { Position::Quartile } else { Position::Rank };
        let when = child(pair, Rule::in_period).map(|p| self.in_period(&p));
        Expr::Position(PositionWords { position, among: self.among(pair), when })
    }

    pub(super) fn placed(&mut self, pair: &Pair<'_>) -> PlacedWords {
        let worse = has(pair, Rule::kw_worst) || has(pair, Rule::kw_worse);
        let test = match child(pair, Rule::ordinal) {
            Some(ordinal) => {
                let digits = ordinal.as_str().trim_end_matches(|c: char| !c.is_ascii_digit());
                let place = digits.parse().unwrap_or(u32::MAX);
                if worse { PlaceTest::OrWorse(place) } else { PlaceTest::OrBetter(place) }
            }
            None => {
                let share = self.share_part(pair);
                if worse { PlaceTest::Worst(share) } else { PlaceTest::Best(share) }
            }
        };
        PlacedWords { test, among: self.among(pair) }
    }

    fn share_part(&mut self, pair: &Pair<'_>) -> Exact {
        let Some(part) = child(pair, Rule::share_part) else { return Exact::zero() };
        let percent = child(&part, Rule::percent).map(|p| self.amount(&p).value);
        let word = part.as_str().trim().to_lowercase();
        percent.or_else(|| share_named(&word)).unwrap_or_else(Exact::zero)
    }

    /// Whose figures, and how many of them have to be known.
    pub(super) fn among(&mut self, pair: &Pair<'_>) -> RankedWords {
        let span = self.span(pair);
        let peers = self.peers_words(pair);
        RankedWords { peers, known_at_least: self.of_those_known(pair), span }
    }

    fn peers_words(&mut self, pair: &Pair<'_>) -> PeersWords {
        let Some(of) = child(pair, Rule::of_peers) else { return PeersWords::Own };
        match self.first_name(&of) {
            Some(name) if has(&of, Rule::kw_benchmark) => PeersWords::Benchmark(name),
            Some(name) => PeersWords::Groups(name),
            None => PeersWords::Own,
        }
    }

    fn of_those_known(&mut self, pair: &Pair<'_>) -> Option<u32> {
        child(pair, Rule::of_those_known).map(|p| self.first_count(&p).unwrap_or(1))
    }
}
