//! Benchmarks and peers: declaring them, and which figure or whose figures a rule means.

use super::amounts::For;
use super::{Checker, diags};
use crate::base::arena::Id;
use crate::model::{
    Benchmark, Compared, Condition, Expression, Grouping, Measure, Member, OfPeers, Offset, PeerSet, Peers,
    PlaceTest, Ranking,
};
use crate::syntax::ast::{
    BenchmarkClause, BenchmarkItem, BenchmarkWhen, BenchmarkWords, Item, MeasureClause, MeasureItem,
    MemberWords, OfPeersWords, PeersWords, PlacedWords, PositionWords, RankedWords, Tree,
};

/// Declares every benchmark, and the kind of group by which data files name benchmarks and peers.
pub(super) fn declare(cx: &mut Checker, trees: &[Tree]) {
    for item in trees.iter().flat_map(|tree| &tree.items) {
        if let Item::Benchmark(item) = item {
            declare_one(cx, item);
        }
    }
    let Some(first) = cx.book.benchmarks.values().next() else { return };
    let span = first.span;
    let mut members: Vec<Member> = Vec::new();
    let mut add = |id: &str, title: &str| {
        if !members.iter().any(|known| known.id.eq_ignore_ascii_case(id)) {
            members.push(Member { id: id.to_owned(), title: title.to_owned(), owner: None, span });
        }
    };
    let mut from_data = false;
    for benchmark in cx.book.benchmarks.values() {
        match &benchmark.peers {
            None => add(&benchmark.id, &benchmark.title),
            Some(peers) => {
                from_data |= peers.from_data;
                peers.members.iter().for_each(|member| add(&member.id, &member.title));
            }
        }
    }
    let (id, title) = ("benchmark".to_owned(), "comparator".to_owned());
    let grouping = cx.book.groupings.push(Grouping { id, title, members, from_data, span });
    cx.book.comparators = Some(grouping);
}

fn declare_one(cx: &mut Checker, item: &BenchmarkItem) {
    let first = cx.names.benchmarks.find(&item.id.text).map(|id| cx.book.benchmarks[id].span);
    if !cx.free(diags::NameKind::Benchmark, &item.id, first) {
        return;
    }
    let title = item.title.as_ref().map_or_else(|| item.id.text.clone(), |title| title.node.clone());
    let mut peers: Option<Peers> = None;
    let mut unit = None;
    let mut ranks = None;
    for clause in &item.clauses {
        match clause {
            BenchmarkClause::Peers(members) => {
                let row = |member: &MemberWords| Member {
                    id: member.id.text.clone(),
                    title: member
                        .title
                        .as_ref()
                        .map_or_else(|| member.id.text.clone(), |title| title.node.clone()),
                    owner: None,
                    span: member.id.span,
                };
                peers.get_or_insert_default().members.extend(members.iter().map(row));
            }
            BenchmarkClause::PeersFromData => peers.get_or_insert_default().from_data = true,
            BenchmarkClause::RanksOfThoseKnown(least, span) => ranks = Some((*least, *span)),
            BenchmarkClause::Unit(words) => unit = Some(cx.unit(words).0),
            BenchmarkClause::Note(_) => {}
        }
    }
    match (&mut peers, ranks) {
        (Some(peers), Some((least, _))) => peers.known_at_least = Some(least),
        (None, Some((_, span))) if !item.broken => {
            cx.findings.push(diags::benchmark_without_peers(&item.id.text, span));
        }
        (Some(_) | None, _) => {}
    }
    // Whether it has peers is not known where a clause could not be read: it may stand for either.
    let is_read = item.broken;
    let row = Benchmark {
        id: item.id.text.clone(),
        title: title.clone(),
        peers,
        unit,
        is_read,
        span: item.id.span,
    };
    let id = cx.book.benchmarks.push(row);
    cx.names.benchmarks.add(&item.id.text, &title, id);
}

/// A benchmark that no rule reads judges nothing.
pub(super) fn unread(cx: &mut Checker) {
    if cx.names.unread.any() || cx.book.measures.values().any(|measure| measure.faulty) {
        return;
    }
    let idle: Vec<_> = cx.book.benchmarks.values().filter(|benchmark| !benchmark.is_read).cloned().collect();
    for benchmark in idle {
        cx.findings.push(diags::benchmark_not_read(&benchmark));
    }
}

/// `ranked among peers`: read once it is known which way is better.
pub(super) fn ranked(cx: &mut Checker, id: Id<Measure>, item: &MeasureItem) -> bool {
    let mut whole = true;
    for clause in &item.clauses {
        let MeasureClause::Ranked(words) = &clause.node else { continue };
        let (unit, name) = (cx.book.measures[id].unit.clone(), cx.book.measures[id].id.clone());
        let measure = For { unit: Some(&unit), id: &name, span: item.id.span };
        match cx.ranking(words, measure) {
            Some(ranking) => cx.book.measures[id].ranked = Some(ranking),
            None => whole = false,
        }
    }
    whole
}

impl Checker {
    /// `benchmark england for the same period`.
    pub(super) fn benchmark_figure(
        &mut self,
        words: &BenchmarkWords,
        measure: For<'_>,
    ) -> Option<Expression> {
        let id = self.find(diags::NameKind::Benchmark, &words.name, |n| &n.benchmarks)?;
        let of = match &words.measure {
            Some(name) => Some(self.measure(name)?),
            None => None,
        };
        let (has_peers, unit) = {
            let row = &mut self.book.benchmarks[id];
            row.is_read = true;
            (row.peers.is_some(), row.unit.clone())
        };
        if has_peers {
            self.findings.push(diags::benchmark_of_peers(&words.name));
            return None;
        }
        let other = of.map(|of| self.book.measures[of].unit.clone());
        for unit in unit.iter().chain(&other) {
            if measure.unit.is_some_and(|own| own.kind != unit.kind) {
                self.findings.push(diags::benchmark_of_another_unit(words, unit, measure));
                return None;
            }
        }
        let newest = matches!(words.when, BenchmarkWhen::Newest);
        self.read_by(measure).with_benchmark(id, newest);
        let when = match &words.when {
            BenchmarkWhen::Newest => None,
            BenchmarkWhen::Same => Some(Offset::Now),
            BenchmarkWhen::In(when) => Some(self.offset(Some(when))?),
        };
        Some(Expression::Benchmark { benchmark: id, measure: of, when })
    }

    /// `the median of peers`, `in the best 25% of peers`.
    pub(super) fn figure_of_peers(&mut self, words: &OfPeersWords, measure: For<'_>) -> Option<Expression> {
        let Ranking { peers, known_at_least } = match words.what {
            OfPeers::Window(_) => self.among(&words.among, measure)?,
            OfPeers::Best(_) => self.ranking(&words.among, measure)?,
        };
        Some(Expression::OfPeers { peers, what: words.what.clone(), known_at_least })
    }

    /// `rank`, `quartile`.
    pub(super) fn position(&mut self, words: &PositionWords, measure: For<'_>) -> Option<Expression> {
        let among = self.ranking(&words.among, measure)?;
        let offset = self.offset(words.when.as_ref())?;
        Some(Expression::Position { position: words.position, among, offset })
    }

    /// `rank is 3 or better`.
    pub(super) fn placed(
        &mut self,
        words: &PlacedWords,
        span: crate::base::span::Span,
        measure: For<'_>,
    ) -> Option<Condition> {
        if matches!(words.test, PlaceTest::OrBetter(0) | PlaceTest::OrWorse(0)) {
            self.findings.push(diags::no_place_nought(span));
            return None;
        }
        let among = self.ranking(&words.among, measure)?;
        Some(Condition::Placed { among, test: words.test.clone(), span })
    }

    /// Among whom a place is given; an error where nothing says which way is better.
    fn ranking(&mut self, words: &RankedWords, measure: For<'_>) -> Option<Ranking> {
        let ranking = self.among(words, measure)?;
        if let Some(id) = self.names.measures.find(measure.id) {
            let row = &mut self.book.measures[id];
            if row.higher_is_better.is_none() {
                let finding = diags::place_needs_aim(words.span, measure);
                self.findings.push(finding);
                return None;
            }
            row.ranked.get_or_insert(ranking);
        }
        Some(ranking)
    }

    fn among(&mut self, words: &RankedWords, measure: For<'_>) -> Option<Ranking> {
        let peers = self.peers(words, measure)?;
        if let PeerSet::Benchmark(id) = peers {
            self.book.benchmarks[id].is_read = true;
        } else if peers == PeerSet::Own {
            let with_peers = self.book.benchmarks.iter().filter(|(_, benchmark)| benchmark.peers.is_some());
            let ids: Vec<Id<Benchmark>> = with_peers.map(|(id, _)| id).collect();
            ids.into_iter().for_each(|id| self.book.benchmarks[id].is_read = true);
        }
        self.read_by(measure).with_peers(peers);
        Some(Ranking { peers, known_at_least: words.known_at_least })
    }

    fn peers(&mut self, words: &RankedWords, measure: For<'_>) -> Option<PeerSet> {
        let own = self.names.measures.find(measure.id);
        let by = own.map_or_else(Vec::new, |id| self.book.measures[id].by.clone());
        match &words.peers {
            PeersWords::Benchmark(name) => {
                let id = self.find(diags::NameKind::Benchmark, name, |n| &n.benchmarks)?;
                let row = &self.book.benchmarks[id];
                if row.peers.is_none() {
                    let finding = diags::benchmark_without_peers(&row.id, name.span);
                    self.findings.push(finding);
                    return None;
                }
                Some(PeerSet::Benchmark(id))
            }
            PeersWords::Groups(name) => {
                let id = self.grouping(name)?;
                if own.is_some() && !by.contains(&id) {
                    self.findings.push(diags::groups_not_named(name.span));
                    return None;
                }
                Some(PeerSet::Groups(id))
            }
            PeersWords::Own if own.is_none() => Some(PeerSet::Own),
            PeersWords::Own => self.own_peers(words, &by, measure),
        }
    }

    /// Whom `of peers` means on one measure; an error where it can mean several.
    fn own_peers(&mut self, words: &RankedWords, by: &[Id<Grouping>], measure: For<'_>) -> Option<PeerSet> {
        let declared = self.book.benchmarks.iter().filter(|(_, benchmark)| benchmark.peers.is_some());
        let mut sets: Vec<(PeerSet, String)> = declared
            .map(|(id, benchmark)| (PeerSet::Benchmark(id), format!("benchmark {}", benchmark.id)))
            .collect();
        let groups =
            by.iter().map(|id| (PeerSet::Groups(*id), format!("groups {}", self.book.groupings[*id].id)));
        sets.extend(groups);
        match sets.as_slice() {
            [(only, _)] => Some(*only),
            [] => {
                if !self.names.unread.has("benchmark") {
                    self.findings.push(diags::no_peers(words.span, measure));
                }
                None
            }
            several => {
                let forms: Vec<String> = several.iter().map(|(_, form)| form.clone()).collect();
                self.findings.push(diags::which_peers(words.span, &forms));
                None
            }
        }
    }

    /// Where it is remembered what a rule is held against.
    fn read_by(&mut self, measure: For<'_>) -> &mut Compared {
        match self.names.measures.find(measure.id) {
            Some(id) => &mut self.book.measures[id].compared,
            None => &mut self.book.compared,
        }
    }
}

/// True for a number that says where a value stands: it has no unit, and neither has what it is compared with.
pub(super) fn is_position(expression: &crate::syntax::ast::Expr) -> bool {
    matches!(expression, crate::syntax::ast::Expr::Position(_))
}
