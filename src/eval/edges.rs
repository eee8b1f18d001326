//! The line of all values cut into stretches of one level each, with the exact figure at which each begins and ends.

use crate::base::exact::Exact;

/// Where a stretch begins or ends.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Edge {
    pub at: Exact,
    /// Whether the figure itself belongs to the stretch.
    pub included: bool,
}

/// Values next to one another that have the same level.
#[derive(Debug, Clone)]
pub(super) struct Stretch {
    /// None where no level can be told.
    pub level: Option<u8>,
    /// None where there is no least value.
    from: Option<Edge>,
    /// None where there is no greatest value.
    to: Option<Edge>,
}

impl Stretch {
    /// The edge nearer to a value that lies to one side of it, and the further one.
    pub(super) fn edges(&self, upward: bool) -> (Option<&Edge>, Option<&Edge>) {
        let (from, to) = (self.from.as_ref(), self.to.as_ref());
        if upward { (from, to) } else { (to, from) }
    }

    /// True where all of it lies to one side of a value.
    pub(super) fn is_beyond(&self, value: &Exact, upward: bool) -> bool {
        let clear = |edge: &Edge| {
            let past = if upward { edge.at > *value } else { edge.at < *value };
            past || (edge.at == *value && !edge.included)
        };
        self.edges(upward).0.is_some_and(clear)
    }

    /// How far its nearer edge lies from a value.
    pub(super) fn distance(&self, value: &Exact, upward: bool) -> Exact {
        self.edges(upward).0.map_or_else(Exact::zero, |edge| edge.at.minus(value).magnitude())
    }

    /// True where it lies beyond another, seen to one side.
    pub(super) fn is_after(&self, other: &Self, upward: bool) -> bool {
        let begins = |one: &Self| one.edges(upward).0.map(|edge| (edge.at.clone(), edge.included));
        let (Some((mine, mine_included)), Some((its, its_included))) = (begins(self), begins(other)) else {
            return false;
        };
        let further = if upward { mine > its } else { mine < its };
        further || (mine == its && its_included && !mine_included)
    }
}

/// Every value between `low` and `high` in stretches of one level, given the figures at which levels may begin; nothing
/// where those may not be all.
pub(super) fn stretches(
    mut figures: Vec<Exact>,
    (low, high): (Option<Exact>, Option<Exact>),
    is_all: bool,
    level: impl Fn(&Exact) -> Option<u8>,
) -> Vec<Stretch> {
    figures.extend(low.iter().chain(&high).cloned());
    figures.retain(|one| low.as_ref().is_none_or(|low| one >= low));
    figures.retain(|one| high.as_ref().is_none_or(|high| one <= high));
    figures.sort();
    figures.dedup();
    let edge = |at: &Exact, included: bool| Some(Edge { at: at.clone(), included });
    let point = |at: &Exact| Stretch { level: level(at), from: edge(at, true), to: edge(at, true) };
    if !is_all {
        return Vec::new();
    }
    let mut parts = Vec::with_capacity(figures.len() * 2 + 1);
    let one = Exact::from(1);
    if let Some(first) = figures.first().filter(|_| low.is_none()) {
        parts.push(Stretch { level: level(&first.minus(&one)), from: None, to: edge(first, false) });
    }
    let mut next = figures.iter().skip(1);
    for figure in &figures {
        parts.push(point(figure));
        if let Some(next) = next.next() {
            let between = figure.plus(next).percent(&Exact::from(50));
            parts.push(Stretch { level: level(&between), from: edge(figure, false), to: edge(next, false) });
        } else if high.is_none() {
            parts.push(Stretch { level: level(&figure.plus(&one)), from: edge(figure, false), to: None });
        }
    }
    joined(parts)
}

/// Neighbours of the same level as one.
fn joined(parts: Vec<Stretch>) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::with_capacity(parts.len());
    for part in parts {
        match all.last_mut() {
            Some(last) if last.level == part.level => last.to = part.to,
            Some(_) | None => all.push(part),
        }
    }
    all
}

/// The same of whole numbers alone: each edge is the last whole number within it, and a stretch that holds none is left
/// out.
pub(super) fn of_whole_numbers(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let whole = |edge: Edge, up: bool| {
        let nearest = edge.at.rounded(0);
        let inside = if up { nearest >= edge.at } else { nearest <= edge.at };
        let step = Exact::from(if up { 1 } else { -1 });
        let moves = !inside || (nearest == edge.at && !edge.included);
        Edge { at: if moves { nearest.plus(&step) } else { nearest }, included: true }
    };
    let within = |one: &Stretch| match (&one.from, &one.to) {
        (Some(from), Some(to)) => from.at <= to.at,
        (Some(_) | None, _) => true,
    };
    let narrowed = stretches.into_iter().map(|one| Stretch {
        from: one.from.map(|edge| whole(edge, true)),
        to: one.to.map(|edge| whole(edge, false)),
        ..one
    });
    joined(narrowed.filter(within).collect())
}
