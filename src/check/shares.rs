//! Themes and boards that are rated themselves: `rating goals by the share on target`.

use super::amounts::For;
use super::{Checker, diags, proofs, ratings};
use crate::base::unit::Unit;
use crate::model::{
    Comparison, Condition, DecisionList, Expression, Measure, Offset, Quantity, ShareOf, ShareRating,
};
use crate::syntax::ast::{Item, Name, PartyClause, RatingClause, ShareWords, Tree};

pub(super) fn shares(cx: &mut Checker, trees: &[Tree]) {
    for item in trees.iter().flat_map(|tree| &tree.items) {
        let (name, clauses, whose) = match item {
            Item::Board(board) => {
                let found = cx.names.parties.find(&board.id.text);
                (&board.id, &board.clauses, found.map(ShareOf::Owner))
            }
            Item::Theme(theme) => {
                let found = cx.names.themes.find(&theme.id.text);
                (&theme.id, &theme.clauses, found.map(ShareOf::Theme))
            }
            _ => continue,
        };
        for clause in clauses {
            let (PartyClause::Share(words), Some(whose)) = (clause, whose) else { continue };
            if let Some(first) = cx.book.shares.iter().find(|share| share.whose == whose) {
                let kind = if matches!(whose, ShareOf::Theme(_)) { "theme" } else { "board" };
                let said = "rating … by the share on target";
                cx.findings.push(diags::clause_twice(kind, said, words.span, first.span));
                cx.book.shares.retain(|share| share.whose != whose);
            }
            if let Some(share) = share(cx, trees, (name, whose), words) {
                cx.book.shares.push(share);
            }
        }
    }
}

fn share(
    cx: &mut Checker,
    trees: &[Tree],
    (name, whose): (&Name, ShareOf),
    words: &ShareWords,
) -> Option<ShareRating> {
    let rating = cx.rating(&words.rating)?;
    let unit = Unit::from_words("% of measures on target");
    let mut list =
        DecisionList { rating, lines: Vec::new(), otherwise: None, caps: Vec::new(), rounded_to: None };
    let mut whole = !cx.names.unread.ratings.contains(&rating);
    let of = For { unit: Some(&unit), id: &name.text, span: name.span };
    for clause in ratings::clauses_of(cx, trees, rating) {
        if let RatingClause::Cap(cap) = clause {
            cx.findings.push(diags::share_reads_the_share(cap.span, &name.text));
            whole = false;
            continue;
        }
        whole &= ratings::add_clause(cx, &mut list, clause, of);
    }
    for line in &list.lines {
        if !reads_the_share_alone(&line.when) {
            cx.findings.push(diags::share_reads_the_share(line.span, &name.text));
            whole = false;
        }
    }
    // Proved as a measure would be whose value is the share.
    let due = crate::base::rhythm::Rhythm::every(crate::base::rhythm::Step::Year, cx.book.year_start());
    let mut proved = Measure::new(&name.text, &name.text, due, words.span, name.span);
    proved.unit = unit.clone();
    proved.list = Some(list.clone());
    let before = cx.findings.all.len();
    whole = whole && proofs::levels_hold_together(cx, &proved, &list);
    // It is no measure, and a reader is not to look for one of its name.
    for finding in cx.findings.all.iter_mut().skip(before) {
        finding.message = finding.message.replace("measure `", "the theme or board `");
        for label in &mut finding.labels {
            label.text = label.text.replace("for this measure", "rated by its share on target");
        }
    }
    whole.then_some(ShareRating { whose, of_due: words.of_due, list, span: words.span })
}

/// True for a condition on nothing but the share itself: `value at least 85%`.
fn reads_the_share_alone(condition: &Condition) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().all(reads_the_share_alone),
        Condition::Not(inner) => reads_the_share_alone(inner),
        Condition::Compare {
            left: Expression::Quantity { quantity: Quantity::Value, measure: None, offset: Offset::Now },
            comparison:
                Comparison::Equal
                | Comparison::NotEqual
                | Comparison::Above
                | Comparison::AtLeast
                | Comparison::Below
                | Comparison::AtMost,
            right: Expression::Number(_),
            ..
        } => true,
        Condition::Compare { .. }
        | Condition::Status(..)
        | Condition::Level(..)
        | Condition::Within { .. }
        | Condition::Than { .. }
        | Condition::Moves { .. }
        | Condition::OutsideRange { .. }
        | Condition::ForTime { .. }
        | Condition::FirstTime { .. }
        | Condition::InTime { .. }
        | Condition::EachGroup { .. }
        | Condition::Named { .. }
        | Condition::OnRecord(..)
        | Condition::Placed { .. }
        | Condition::Forecast(..)
        | Condition::Statistical(..)
        | Condition::For { .. }
        | Condition::InLast { .. }
        | Condition::In { .. }
        | Condition::OfMeasure { .. }
        | Condition::Tally(_)
        | Condition::AnyGroup { .. }
        | Condition::Known(..)
        | Condition::NoResponse { .. }
        | Condition::RecoveryPassed(_)
        | Condition::Loop(..)
        | Condition::OldBy { .. }
        | Condition::SameText(_) => false,
    }
}
