//! Questions about answers and returns, with their names looked up.

use super::Checker;
use super::terms::recipient;
use crate::base::arena::Id;
use crate::model::{Escalation, LoopTest};
use crate::syntax::ast::{LoopWords, Name};

impl Checker {
    /// What is asked; none when it names something that is not there.
    pub(super) fn loop_test(&mut self, words: &LoopWords) -> Option<LoopTest> {
        Some(match words {
            LoopWords::Late(to, days) => LoopTest::Late(self.rule_named(to.as_ref())?, *days),
            LoopWords::Incomplete(to) => LoopTest::Incomplete(self.rule_named(to.as_ref())?),
            LoopWords::Blank(to) => LoopTest::Blank(self.rule_named(to.as_ref())?),
            LoopWords::RecoveryInThePast => LoopTest::RecoveryInThePast,
            LoopWords::AnsweredBy(whom) => LoopTest::AnsweredBy(recipient(self, whom)?),
            LoopWords::ReturnNotIn => LoopTest::ReturnNotIn,
        })
    }

    /// The escalation that is named, if any is; none when that one is not known.
    fn rule_named(&mut self, name: Option<&Name>) -> Option<Option<Id<Escalation>>> {
        match name {
            Some(name) => self.escalation(name).map(Some),
            None => Some(None),
        }
    }
}
