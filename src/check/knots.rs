//! What reads what, in groups that can be taken one after another: however long a chain is, each link is looked at once.

/// All nodes in groups: those that read one another, whatever the way round, are in one group; a group stands behind
/// all that it reads. `next` holds what each node reads.
pub(super) fn knots(next: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let count = next.len();
    let mut walk = Walk {
        next,
        places: vec![Place::default(); count],
        entered: 0,
        open: Vec::new(),
        pending: Vec::new(),
        groups: Vec::new(),
    };
    for node in 0..count {
        if walk.place(node).number.is_none() {
            walk.enter(node);
            while walk.step() {}
        }
    }
    walk.groups
}

/// Tarjan's walk (1972), its stack of calls kept in a list: a chain may be longer than a stack of calls is deep.
struct Walk<'n> {
    next: &'n [Vec<usize>],
    places: Vec<Place>,
    entered: usize,
    /// Nodes whose group is not known yet, in the order in which they were entered.
    open: Vec<usize>,
    /// The way to the node at hand: each with how many of those it reads have been looked at.
    pending: Vec<(usize, usize)>,
    groups: Vec<Vec<usize>>,
}

/// What is known of a node.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    /// When it was entered; none before that.
    number: Option<usize>,
    /// The earliest node that can be come to from it.
    lowest: usize,
    /// True while its group is not known.
    is_open: bool,
}

impl Walk<'_> {
    fn place(&self, node: usize) -> Place {
        self.places.get(node).copied().unwrap_or_default()
    }

    fn enter(&mut self, node: usize) {
        if let Some(place) = self.places.get_mut(node) {
            *place = Place { number: Some(self.entered), lowest: self.entered, is_open: true };
        }
        self.entered += 1;
        self.open.push(node);
        self.pending.push((node, 0));
    }

    fn lower(&mut self, node: usize, to: usize) {
        if let Some(place) = self.places.get_mut(node) {
            place.lowest = place.lowest.min(to);
        }
    }

    /// One step of the way; false at its end.
    fn step(&mut self) -> bool {
        let Some((node, looked_at)) = self.pending.last_mut() else { return false };
        let node = *node;
        let Some(read) = self.next.get(node).and_then(|next| next.get(*looked_at)).copied() else {
            self.pending.pop();
            self.leave(node);
            return true;
        };
        *looked_at += 1;
        let place = self.place(read);
        match place.number {
            None if read < self.places.len() => self.enter(read),
            Some(number) if place.is_open => self.lower(node, number),
            None | Some(_) => {}
        }
        true
    }

    fn leave(&mut self, node: usize) {
        let place = self.place(node);
        if let Some((before, _)) = self.pending.last().copied() {
            self.lower(before, place.lowest);
        }
        if place.number != Some(place.lowest) {
            return;
        }
        let mut group = Vec::new();
        while let Some(member) = self.open.pop() {
            if let Some(place) = self.places.get_mut(member) {
                place.is_open = false;
            }
            group.push(member);
            if member == node {
                break;
            }
        }
        group.sort_unstable();
        self.groups.push(group);
    }
}

#[cfg(test)]
mod tests {
    use super::knots;

    #[test]
    fn what_is_read_stands_before_what_reads_it() {
        assert_eq!(knots(&[vec![1], vec![2], vec![]]), [[2], [1], [0]]);
        assert_eq!(knots(&[vec![1], vec![0, 2], vec![2]]), [vec![2], vec![0, 1]]);
        assert_eq!(knots(&[vec![], vec![3], vec![1], vec![2, 0]]), [vec![0], vec![1, 2, 3]]);
        assert!(knots(&[]).is_empty());
    }

    #[test]
    fn a_chain_of_a_million_is_no_deeper_than_its_list() {
        let count = 1_000_000;
        let chain: Vec<Vec<usize>> =
            (1..=count).map(|next| if next < count { vec![next] } else { vec![] }).collect();
        assert_eq!(knots(&chain).len(), count);
    }
}
