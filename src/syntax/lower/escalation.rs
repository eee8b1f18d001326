//! Escalations and waivers.

use super::bad_clause::Inside;
use super::items::{parts, step_of};
use super::{Lower, Pair, Rule, child, children, has};
use crate::syntax::ast::{
    AppliesTo, Ask, Escalation, EscalationClause, InForce, Item, MeasureSetWords, RecipientWords,
    RespondWords, Waiver, WaiverClause,
};

impl Lower<'_> {
    pub(super) fn escalation(&mut self, pair: Pair<'_>) -> Item {
        let span = self.span(&pair);
        let id = self.item_name(&pair);
        let title = self.first_string(&pair);
        let mut clauses = Vec::new();
        for part in parts(&pair, Rule::escalation_body) {
            if self.recover(&pair, &part, Inside::Escalation) {
                continue;
            }
            self.sign(&part);
            clauses.extend(self.escalation_clause(&part));
        }
        Item::Escalation(Escalation { id, title, clauses, broken: self.broken > 0, span })
    }

    /// A clause, with the days from and until which it holds where it says them.
    fn escalation_clause(&mut self, part: &Pair<'_>) -> Option<EscalationClause> {
        let clause = self.undated_clause(part)?;
        let Some(time) = child(part, Rule::in_force) else { return Some(clause) };
        let mut end = |rule| child(&time, rule).and_then(|p| self.first_period(&p));
        let (from, until) = (end(Rule::in_force_from), end(Rule::in_force_until));
        Some(EscalationClause::Dated(Box::new(clause), InForce { from, until, span: self.span(&time) }))
    }

    fn undated_clause(&mut self, part: &Pair<'_>) -> Option<EscalationClause> {
        let span = self.span(part);
        match part.as_rule() {
            Rule::when_clause => child(part, Rule::cond).map(|p| EscalationClause::When(self.cond(&p))),
            Rule::closes => child(part, Rule::cond).map(|p| EscalationClause::Closes(self.cond(&p))),
            Rule::applies => Some(EscalationClause::Applies(self.applies(part), span)),
            Rule::to_clause => Some(EscalationClause::To(self.recipients(part), span)),
            Rule::respond => self.respond(part).map(|r| EscalationClause::Respond(r, span)),
            Rule::ask => {
                let field = self.first_name(part)?;
                Some(EscalationClause::Ask(Ask { field, text: self.first_string(part)? }))
            }
            Rule::ask_once => Some(EscalationClause::AskOnce(span)),
            Rule::replaces => Some(EscalationClause::Replaces(self.names(part))),
            Rule::then_clause => {
                let to = self.recipients(part).into_iter().next()?;
                let after = child(part, Rule::after_due).and_then(|p| self.first_count(&p)).unwrap_or(0);
                Some(EscalationClause::Then { to, after, span })
            }
            Rule::only_once => Some(EscalationClause::Once(span)),
            _ => self.text_of(part).map(EscalationClause::Note),
        }
    }

    pub(super) fn applies(&mut self, part: &Pair<'_>) -> AppliesTo {
        if has(part, Rule::kw_whole) {
            return AppliesTo::WholeBook;
        }
        if let Some(set) = child(part, Rule::measure_set) {
            return AppliesTo::Set(self.measure_set(&set));
        }
        let Some(name) = self.first_name(part) else { return AppliesTo::Set(MeasureSetWords::All) };
        AppliesTo::Set(if has(part, Rule::kw_theme) {
            MeasureSetWords::Theme(name)
        } else {
            MeasureSetWords::Listed(vec![name])
        })
    }

    pub(super) fn recipients(&mut self, part: &Pair<'_>) -> Vec<RecipientWords> {
        let found: Vec<_> = children(part, Rule::recipient).collect();
        found.iter().filter_map(|p| self.recipient(p)).collect()
    }

    fn recipient(&mut self, pair: &Pair<'_>) -> Option<RecipientWords> {
        let span = self.span(pair);
        let inner = pair.clone().into_inner().next()?;
        Some(match inner.as_rule() {
            Rule::above_owner => RecipientWords::AboveOwner(span),
            Rule::group_owner => RecipientWords::OwnerOf(self.first_name(&inner)?),
            Rule::the_owner => RecipientWords::Owner(span),
            Rule::role_recipient => RecipientWords::Named(self.first_name(&inner)?),
            _ => RecipientWords::Named(self.name(&inner)),
        })
    }

    fn respond(&mut self, part: &Pair<'_>) -> Option<RespondWords> {
        if let Some(meeting) = child(part, Rule::respond_meeting) {
            return Some(RespondWords::NextMeeting(self.recipients(&meeting).into_iter().next()));
        }
        if let Some(on) = child(part, Rule::respond_on) {
            return self.first_date(&on).map(RespondWords::On);
        }
        let within = child(part, Rule::respond_within)?;
        let count = self.first_count(&within)?;
        if has(&within, Rule::working_days) {
            return Some(RespondWords::WorkingDays(count));
        }
        Some(match step_of(&within) {
            Some(step) => RespondWords::After(count, step),
            None => RespondWords::Days(count),
        })
    }

    pub(super) fn waiver(&mut self, pair: Pair<'_>) -> Item {
        let span = self.span(&pair);
        let title = self.item_name(&pair);
        let mut clauses = Vec::new();
        for part in parts(&pair, Rule::waiver_body) {
            if self.recover(&pair, &part, Inside::Waiver) {
                continue;
            }
            self.sign(&part);
            clauses.extend(match part.as_rule() {
                Rule::waiver_measures => Some(WaiverClause::Measures(self.names(&part))),
                Rule::waiver_for => {
                    self.first_name(&part).map(|kind| WaiverClause::For(kind, self.names(&part)))
                }
                Rule::waiver_ladder => self.first_name(&part).map(WaiverClause::Ladder),
                Rule::waiver_escalation => self.first_name(&part).map(WaiverClause::Escalation),
                Rule::waiver_until => self.first_period(&part).map(WaiverClause::Until),
                Rule::waiver_because => self.first_string(&part).map(WaiverClause::Because),
                Rule::waiver_agreed => {
                    let on = self.first_date(&part);
                    self.first_name(&part).map(|by| WaiverClause::Agreed(by, on))
                }
                _ => self.text_of(&part).map(WaiverClause::Note),
            });
        }
        Item::Waiver(Waiver { title, clauses, broken: self.broken > 0, span })
    }
}
