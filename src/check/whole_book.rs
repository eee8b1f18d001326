//! An escalation about the whole book counts over its measures, and reads none of them as its own.

use super::records::of_one_series;
use super::{Checker, diags};
use crate::base::arena::Id;
use crate::base::span::Span;
use crate::model::{Escalation, Scope};

/// False when a condition of an escalation about the whole book is about one measure, and does not say which.
pub(super) fn about_no_measure(cx: &mut Checker, id: Id<Escalation>) -> bool {
    let row = &cx.book.escalations[id];
    if !matches!(row.scope, Scope::WholeBook) {
        return true;
    }
    let conditions = [Some(&row.when), row.closes_when.as_ref()];
    let faults: Vec<Span> = conditions.into_iter().flatten().filter_map(of_one_series).collect();
    let name = row.id.clone();
    for span in &faults {
        cx.findings.push(diags::whole_book_reads_a_measure(&name, *span));
    }
    faults.is_empty()
}
