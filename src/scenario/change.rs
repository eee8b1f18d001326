//! One step in one place: what it would be, and the rule as it would then read.

use chrono::Days;

use super::sites::Slot;
use crate::base::exact::Exact;
use crate::model::{Bound, Comparison, Recipient, RuleBook};

/// How a site is moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    Number(Exact),
    Count(u32),
    Comparison(Comparison),
    Bound(Bound),
    OrEqual(bool),
    Recipient(Recipient),
    Day(chrono::NaiveDate),
}

/// The steps that a site may be moved by.
pub(super) fn steps(book: &RuleBook, slot: &Slot<'_>) -> Vec<Change> {
    match slot {
        Slot::Number(number) => {
            let step = Exact::decimal(1, number.places().unwrap_or(0).min(6));
            let up = number.plus(&step);
            let down = number.minus(&step);
            let mut found = vec![Change::Number(up)];
            if !down.is_negative() || number.is_negative() {
                found.push(Change::Number(down));
            }
            found
        }
        Slot::Count(count) => {
            let mut found = vec![Change::Count(**count + 1)];
            if **count > 1 {
                found.push(Change::Count(**count - 1));
            }
            found
        }
        Slot::Comparison(comparison) => match comparison {
            Comparison::Above => vec![Change::Comparison(Comparison::AtLeast)],
            Comparison::AtLeast => vec![Change::Comparison(Comparison::Above)],
            Comparison::Below => vec![Change::Comparison(Comparison::AtMost)],
            Comparison::AtMost => vec![Change::Comparison(Comparison::Below)],
            Comparison::Equal | Comparison::NotEqual => Vec::new(),
        },
        Slot::Bound(bound) => vec![Change::Bound(match bound {
            Bound::AtLeast => Bound::Above,
            Bound::Above => Bound::AtLeast,
            Bound::AtMost => Bound::Below,
            Bound::Below => Bound::AtMost,
        })],
        Slot::OrEqual(or_equal) => vec![Change::OrEqual(!**or_equal)],
        Slot::Recipient(to) => match to {
            Recipient::Owner => vec![Change::Recipient(Recipient::AboveOwner)],
            Recipient::AboveOwner | Recipient::OwnerOf(_) => vec![Change::Recipient(Recipient::Owner)],
            Recipient::Party(own) => {
                let other = book.parties.ids().find(|party| party != own);
                other.map(|party| Change::Recipient(Recipient::Party(party))).into_iter().collect()
            }
        },
        Slot::Day(day) => {
            let moved = [day.checked_add_days(Days::new(1)), day.checked_sub_days(Days::new(1))];
            moved.into_iter().flatten().map(Change::Day).collect()
        }
    }
}

/// Moves a site.
pub(super) fn apply(slot: Slot<'_>, change: &Change) {
    match (slot, change) {
        (Slot::Number(at), Change::Number(to)) => *at = to.clone(),
        (Slot::Count(at), Change::Count(to)) => *at = *to,
        (Slot::Comparison(at), Change::Comparison(to)) => *at = *to,
        (Slot::Bound(at), Change::Bound(to)) => *at = *to,
        (Slot::OrEqual(at), Change::OrEqual(to)) => *at = *to,
        (Slot::Recipient(at), Change::Recipient(to)) => *at = *to,
        (Slot::Day(at), Change::Day(to)) => *at = *to,
        // A place and its change are made from one slot, so they are of one kind.
        (
            Slot::Number(_)
            | Slot::Count(_)
            | Slot::Comparison(_)
            | Slot::Bound(_)
            | Slot::OrEqual(_)
            | Slot::Recipient(_)
            | Slot::Day(_),
            _,
        ) => {}
    }
}

/// What stands there now.
pub(super) fn now(slot: &Slot<'_>) -> Change {
    match slot {
        Slot::Number(at) => Change::Number((**at).clone()),
        Slot::Count(at) => Change::Count(**at),
        Slot::Comparison(at) => Change::Comparison(**at),
        Slot::Bound(at) => Change::Bound(**at),
        Slot::OrEqual(at) => Change::OrEqual(**at),
        Slot::Recipient(at) => Change::Recipient(**at),
        Slot::Day(at) => Change::Day(**at),
    }
}

/// What a rule could say instead: `6 instead of 5`.
pub(super) fn words(book: &RuleBook, from: &Change, to: &Change) -> String {
    match (from, to) {
        (Change::Number(from), Change::Number(to)) => format!("{} instead of {}", to.text(), from.text()),
        (Change::Count(from), Change::Count(to)) => format!("{to} instead of {from}"),
        (Change::Day(from), Change::Day(to)) => {
            let name = crate::base::period::date_name;
            format!("{} instead of {}", name(*to), name(*from))
        }
        (Change::Comparison(from), Change::Comparison(to)) => {
            format!("`{}` instead of `{}`", sign(*to), sign(*from))
        }
        (Change::Bound(_), Change::Bound(to)) => {
            let (word, met) = match to {
                Bound::AtLeast => ("at least", "on target"),
                Bound::AtMost => ("at most", "on target"),
                Bound::Above => ("above", "off target"),
                Bound::Below => ("below", "off target"),
            };
            format!("say `{word}`, so that the figure itself is {met},")
        }
        (Change::OrEqual(from), Change::OrEqual(_)) => {
            let way = if *from { "ask for more than being equal" } else { "be content with being equal" };
            way.to_owned()
        }
        (Change::Recipient(from), Change::Recipient(to)) => {
            let name = |to: &Recipient| match to {
                Recipient::Owner => "owner".to_owned(),
                Recipient::AboveOwner => "board above owner".to_owned(),
                Recipient::OwnerOf(kind) => format!("owner of {}", book.groupings[*kind].id),
                Recipient::Party(party) => book.parties[*party].id.clone(),
            };
            format!("{} instead of {}", name(to), name(from))
        }
        (
            Change::Number(_)
            | Change::Count(_)
            | Change::Day(_)
            | Change::Comparison(_)
            | Change::Bound(_)
            | Change::OrEqual(_)
            | Change::Recipient(_),
            _,
        ) => String::new(),
    }
}

/// `say` before an amount, nothing before a way of counting.
pub(super) fn verb(to: &Change) -> &'static str {
    match to {
        Change::Number(_)
        | Change::Count(_)
        | Change::Day(_)
        | Change::Comparison(_)
        | Change::Recipient(_) => "say ",
        Change::Bound(_) | Change::OrEqual(_) => "",
    }
}

fn sign(of: Comparison) -> &'static str {
    match of {
        Comparison::Equal => "=",
        Comparison::NotEqual => "!=",
        Comparison::Above => ">",
        Comparison::AtLeast => ">=",
        Comparison::Below => "<",
        Comparison::AtMost => "<=",
    }
}
