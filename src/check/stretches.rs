//! The line of values cut at every figure that rules name: between two cuts nothing changes.

use crate::base::exact::Exact;
use crate::base::unit::Unit;

/// One value, and the stretch between cuts that it stands for.
#[derive(Debug)]
pub(super) struct Stretch {
    pub(super) value: Exact,
    /// The cut it begins at; none below the first.
    pub(super) from: Option<Exact>,
    /// The cut it ends at; none above the last. Equal to `from` for a cut itself.
    pub(super) to: Option<Exact>,
}

/// Each cut, and one value from each stretch between cuts, up to the greatest value there can be.
pub(super) fn stretches(cuts: &[Exact], top: Option<&Exact>) -> Vec<Stretch> {
    let one = Exact::from(1);
    let half = Exact::decimal(5, 1);
    let mut out = Vec::new();
    let at = |cut: &Exact| Stretch { value: cut.clone(), from: Some(cut.clone()), to: Some(cut.clone()) };
    if let Some(first) = cuts.first().filter(|c| !c.is_zero() && !c.is_negative()) {
        out.push(Stretch { value: first.times(&half), from: None, to: Some(first.clone()) });
    }
    if let Some(first) = cuts.first().filter(|cut| cut.is_negative()) {
        out.push(Stretch { value: first.minus(&one), from: None, to: Some(first.clone()) });
    }
    for (position, cut) in cuts.iter().enumerate() {
        out.push(at(cut));
        match cuts.get(position + 1) {
            Some(next) => out.push(Stretch {
                value: cut.plus(next).times(&half),
                from: Some(cut.clone()),
                to: Some(next.clone()),
            }),
            None if top.is_some_and(|top| cut >= top) => {}
            None => out.push(Stretch { value: cut.plus(&one), from: Some(cut.clone()), to: None }),
        }
    }
    out
}

/// `values from 80% up to 95%`.
pub(super) fn words_for(first: &Stretch, last: &Stretch, unit: &Unit) -> String {
    let show = |n: &Exact| unit.show(n);
    match (&first.from, &last.to) {
        (Some(from), Some(to)) if from == to => format!("the value {}", show(from)),
        (Some(from), Some(to)) if first.value == *from => {
            format!("values from {} up to {}", show(from), show(to))
        }
        (Some(from), Some(to)) if last.value == *to => {
            format!("values above {} and up to {}", show(from), show(to))
        }
        (Some(from), Some(to)) => format!("values above {} and below {}", show(from), show(to)),
        (None, Some(to)) => format!("values below {}", show(to)),
        (Some(from), None) => format!("values above {}", show(from)),
        (None, None) => "all values".to_owned(),
    }
}
