//! Questions about the loop of asking and answering, about returns, and about the age of a figure.

use super::cases::resolve;
use super::look::Look;
use super::timeline::Point;
use crate::base::rhythm::Slot;
use crate::model::LoopTest;

impl Look<'_, '_> {
    /// Whether a question about answers or returns holds; none when it cannot be known.
    pub(super) fn loop_holds(self, test: LoopTest) -> Option<bool> {
        let facts = self.facts;
        match test {
            LoopTest::Late(to, more_than) => {
                let late = facts.of(to).and_then(|answered| answered.late);
                Some(late.is_some_and(|days| more_than == 0 || days > more_than))
            }
            LoopTest::Incomplete(to) => Some(facts.of(to).is_some_and(|answered| answered.incomplete)),
            LoopTest::Blank(to) => Some(facts.of(to).is_some_and(|answered| answered.blank)),
            LoopTest::RecoveryInThePast => facts.recovery_in_the_past,
            LoopTest::AnsweredBy(whom) => {
                let whom = resolve(self.judge.book, Some(self.series.measure), whom).ok()?;
                Some(facts.answered_by? == whom)
            }
            LoopTest::ReturnNotIn => self.is_not_in(),
        }
    }

    /// Whether the newest figure that is known is more than so many periods older than the one expected; none when no
    /// figure ever was.
    pub(super) fn is_older_by(self, periods: u32) -> Option<bool> {
        let age = self.expected_today() - self.newest_known()?;
        Some(age > Slot::from(periods))
    }

    /// The slot whose figure was expected on the day of this look.
    pub(super) fn expected_today(self) -> Slot {
        let Some(day) = self.on else { return self.series.expected };
        let mut slot =
            self.judge.book.calendar.expected(self.series.rhythm, day).min(self.series.expected_once);
        // A return may still come until the end of the day it is due.
        while self.at(slot).return_due().is_some_and(|due| day <= due) {
            slot -= 1;
        }
        // Of a milestone that is met nothing more is expected.
        self.done_on(day).map_or(slot, |done| slot.min(done))
    }

    /// The newest slot with a figure that was known on the day of this look.
    fn newest_known(self) -> Option<Slot> {
        let newest = self.slot.min(self.series.last());
        let is_known = |slot: &Slot| matches!(self.at(*slot).point(), Some(Point::Row(_) | Point::Joined));
        (self.series.first..=newest).rev().find(is_known)
    }
}
