//! What a scenario expects of a theme or board that is rated by its share on target.

use super::super::{Checker, diags};
use crate::base::span::Spanned;
use crate::model::ShareOf;
use crate::model::scenario::Expectation;
use crate::syntax::ast::Name;

/// `theme start is strong`, `board CT is not red`.
pub(super) fn expected(
    cx: &mut Checker,
    is_theme: bool,
    name: &Name,
    not: bool,
    word: &Spanned<String>,
) -> Option<Expectation> {
    let whose = if is_theme { ShareOf::Theme(cx.theme(name)?) } else { ShareOf::Owner(cx.party(name)?) };
    let Some(share) = cx.book.shares.iter().find(|share| share.whose == whose) else {
        let declared = match whose {
            ShareOf::Theme(theme) => cx.book.themes[theme].span,
            ShareOf::Owner(party) => cx.book.parties[party].span,
        };
        let what = if is_theme { "theme" } else { "board" };
        cx.findings.push(diags::whole_not_rated(what, name, declared));
        return None;
    };
    if word.node == "not rated" {
        return Some(Expectation::Share { whose, not, level: None });
    }
    let rating = &cx.book.ratings[share.list.rating];
    let Some(level) = rating.level(&word.node) else {
        let known: Vec<String> = rating.levels.iter().map(|level| level.word.clone()).collect();
        cx.findings.push(diags::unknown_standing(name, word, &known));
        return None;
    };
    Some(Expectation::Share { whose, not, level: Some(rating.word(level).to_owned()) })
}
