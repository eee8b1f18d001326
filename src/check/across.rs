//! Figures of several measures put together: of like units, and of one period each.

use super::amounts::For;
use super::units::{Sort, Typed};
use super::{Checker, diags};
use crate::base::unit::Kind;
use crate::model::{Expression, Reach, Whose, Window, Windowed};
use crate::syntax::ast::WindowWords;

/// `the average of measures 2.1, 2.2 of those known`
pub(super) fn measures(cx: &mut Checker, words: &WindowWords, measure: For<'_>) -> Option<Typed> {
    let found: Vec<_> = words.measures.iter().map(|name| Some((name, cx.measure(name)?))).collect();
    let found = found.into_iter().collect::<Option<Vec<_>>>()?;
    for (name, id) in &found {
        cx.rhythm_fits(*id, name.span)?;
    }
    let sort_of = |cx: &Checker, id| Sort::of_unit(Some(&cx.book.measures[id].unit));
    let (first_name, first) = *found.first()?;
    let sort = sort_of(cx, first);
    if let Some((name, id)) = found.iter().find(|(_, id)| sort_of(cx, *id) != sort) {
        let (one, other) = (sort.words(), sort_of(cx, *id).words());
        cx.findings.push(diags::units_do_not_meet(one, first_name.span, other, name.span));
        return None;
    }
    let is_share = matches!(sort, Sort::Of(Kind::Percent | Kind::Rate));
    match words.window {
        Window::Average if is_share => {
            let ids: Vec<&str> = words.measures.iter().map(|name| name.text.as_str()).collect();
            let pooled = format!("the pooled value of measures {}", ids.join(", "));
            cx.findings.push(diags::average_of_measures(words.span, &pooled));
            return None;
        }
        Window::Pooled if !is_share => {
            let row = cx.row(Some(first), measure);
            cx.findings.push(diags::nothing_to_pool(words.span, row.as_for()));
            return None;
        }
        Window::Total
        | Window::Average
        | Window::Lowest
        | Window::Highest
        | Window::Median
        | Window::Pooled
        | Window::Latest => {}
    }
    let across = Windowed {
        window: words.window,
        of: None,
        whose: Whose::default(),
        measures: found.iter().map(|(_, id)| *id).collect(),
        reach: Reach::Last(1),
        known_at_least: words.known_at_least,
    };
    Some(Typed { whose: Some(first), ..Typed::new(Expression::Window(Box::new(across)), sort, words.span) })
}
