//! What a computed figure does without: the figures that `of those known` leaves out, by name.

use super::look::Look;
use super::outcome::Remark;
use crate::base::suggest::listed;
use crate::data::{Mark, State};
use crate::model::walk::Part;
use crate::model::{Expression, Window, Windowed};

/// A remark that names what is left out; none where nothing is.
pub(super) fn remark(look: Look<'_, '_>) -> Option<Remark> {
    let amount = look.computed_amount().filter(|_| look.is_computed() && look.has_mark(Mark::Incomplete))?;
    let mut left_out = Vec::new();
    gather(look.computing(), amount, &mut left_out);
    left_out.dedup();
    (!left_out.is_empty())
        .then(|| Remark::Incomplete { why: format!("without {}", listed(&left_out, "and")) })
}

fn gather(look: Look<'_, '_>, amount: &Expression, left_out: &mut Vec<String>) {
    if let Expression::Window(window) = amount
        && window.known_at_least.is_some()
        && window.window != Window::Latest
    {
        without(look, window, left_out);
    }
    for part in amount.parts() {
        if let Part::Amount(amount) = part {
            gather(look, amount, left_out);
        }
    }
}

fn without(look: Look<'_, '_>, window: &Windowed, left_out: &mut Vec<String>) {
    if window.measures.is_empty() {
        let stretch = look.stretch(&window.whose, window.reach);
        let looks = stretch.map(|stretch| stretch.looks).unwrap_or_default();
        let unknown = looks.into_iter().filter(|one| !one.is_known_in(window));
        left_out.extend(unknown.filter_map(|one| Some(one.period()?.to_string())));
        return;
    }
    for measure in &window.measures {
        let one = look.elsewhere(*measure);
        if one.is_some_and(|one| one.is_known_in(window)) {
            continue;
        }
        let id = &look.judge.book.measures[*measure].id;
        let applies = one.is_none_or(|one| one.state() != Some(State::NotApplicable));
        let why = if applies { "not known" } else { "not applicable" };
        left_out.push(format!("measure {id} ({why})"));
    }
}
