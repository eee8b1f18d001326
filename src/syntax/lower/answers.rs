//! Questions about answers and returns.

use super::{Lower, Pair, Rule, child, has};
use crate::syntax::ast::LoopWords;

impl Lower<'_> {
    /// What a question about answers or returns asks; none for the older ones, which have kinds of their own.
    pub(super) fn loop_words(&mut self, pair: &Pair<'_>) -> Option<LoopWords> {
        if let Some(test) = child(pair, Rule::response_test) {
            let to = self.first_name(&test);
            return Some(match child(&test, Rule::late_by) {
                Some(late) => LoopWords::Late(to, self.first_count(&late).unwrap_or(0)),
                None if has(&test, Rule::kw_blank) => LoopWords::Blank(to),
                None => LoopWords::Incomplete(to),
            });
        }
        if let Some(by) = child(pair, Rule::answered_by) {
            return self.recipients(&by).into_iter().next().map(LoopWords::AnsweredBy);
        }
        if has(pair, Rule::recovery_in_the_past) {
            return Some(LoopWords::RecoveryInThePast);
        }
        has(pair, Rule::return_not_in).then_some(LoopWords::ReturnNotIn)
    }
}
