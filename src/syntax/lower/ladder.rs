//! Ladders, events, and the conditions that read them.

use super::bad_clause::Inside;
use super::{Lower, Pair, Rule, child, children, has};
use crate::syntax::ast::{
    AppliesTo, Cond, CondKind, EventItem, Item, LadderClause, LadderItem, MemberWords, PerWords, RecordWords,
    StageClause, StageItem,
};

impl Lower<'_> {
    pub(super) fn ladder(&mut self, pair: Pair<'_>) -> Item {
        let span = self.span(&pair);
        let id = self.item_name(&pair);
        let title = self.first_string(&pair);
        let mut clauses = Vec::new();
        for part in pair.clone().into_inner() {
            if self.recover(&pair, &part, Inside::Ladder) {
                continue;
            }
            clauses.extend(self.ladder_clause(&part));
        }
        Item::Ladder(LadderItem { id, title, clauses, broken: self.broken > 0, span })
    }

    fn ladder_clause(&mut self, part: &Pair<'_>) -> Option<LadderClause> {
        let span = self.span(part);
        match part.as_rule() {
            Rule::per_group => {
                let named = || child(part, Rule::name);
                let per = if has(part, Rule::kw_board) {
                    PerWords::Board
                } else if has(part, Rule::kw_measure) {
                    PerWords::Measure
                } else if has(part, Rule::kw_theme) {
                    PerWords::Theme
                } else {
                    PerWords::Group(self.name(&named()?))
                };
                Some(LadderClause::Per(per, span))
            }
            Rule::whole_book => Some(LadderClause::Per(PerWords::Book, span)),
            Rule::applies => {
                self.sign(part);
                Some(match self.applies(part) {
                    AppliesTo::WholeBook => LadderClause::Per(PerWords::Book, span),
                    set @ AppliesTo::Set(_) => LadderClause::Applies(set, span),
                })
            }
            Rule::stage => Some(LadderClause::Stage(self.stage(part))),
            Rule::ladder_steps => Some(match child(part, Rule::returns_at_most) {
                Some(p) => LadderClause::Returns(self.most_returns(&p), span),
                None => LadderClause::DownOne(span),
            }),
            Rule::takes_effect => Some(LadderClause::NextPeriod(span)),
            Rule::note | Rule::source => self.text_of(part).map(LadderClause::Note),
            _ => None,
        }
    }

    fn most_returns(&mut self, pair: &Pair<'_>) -> u32 {
        if has(pair, Rule::kw_twice) { 2 } else { self.first_count(pair).unwrap_or(1) }
    }

    fn stage(&mut self, pair: &Pair<'_>) -> StageItem {
        let span = self.span(pair);
        let id = self.item_name(pair);
        let title = self.first_string(pair);
        let mut clauses = Vec::new();
        for part in child(pair, Rule::stage_body).into_iter().flat_map(Pair::into_inner) {
            if self.recover(pair, &part, Inside::Stage) {
                continue;
            }
            self.sign(&part);
            clauses.extend(self.stage_clause(&part));
        }
        StageItem { id, title, clauses, span }
    }

    fn stage_clause(&mut self, part: &Pair<'_>) -> Option<StageClause> {
        let span = self.span(part);
        match part.as_rule() {
            Rule::stage_enter => {
                let cond = child(part, Rule::cond)?;
                let words = self.text(&cond).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
                Some(StageClause::Enter(self.cond(&cond), words))
            }
            Rule::stage_leave => child(part, Rule::cond).map(|p| StageClause::Leave(self.cond(&p))),
            Rule::stage_only => {
                let by = child(part, Rule::only_by).and_then(|p| self.first_name(&p))?;
                let enter = has(part, Rule::kw_enter);
                Some(StageClause::Only { enter, leave: !enter, by, span })
            }
            Rule::only_by => {
                let by = self.first_name(part)?;
                Some(StageClause::Only { enter: true, leave: true, by, span })
            }
            Rule::never_left => Some(StageClause::NeverLeft(span)),
            Rule::to_clause => Some(StageClause::To(self.recipients(part), span)),
            _ => self.text_of(part).map(StageClause::Note),
        }
    }

    pub(super) fn event(&mut self, pair: Pair<'_>) -> Item {
        let span = self.span(&pair);
        let id = self.item_name(&pair);
        let title = self.first_string(&pair);
        let (mut states, mut notes) = (Vec::new(), Vec::new());
        for part in pair.clone().into_inner() {
            if self.recover(&pair, &part, Inside::Event) {
                continue;
            }
            if part.as_rule() == Rule::event_state {
                let id = self.item_name(&part);
                let title = self.first_string(&part);
                states.push(MemberWords { id, title, within: None, owner: None });
            }
            if part.as_rule() == Rule::note {
                notes.extend(self.text_of(&part));
            }
        }
        Item::Event(EventItem { id, title, states, notes, broken: self.broken > 0, span })
    }

    /// A condition on what is on record: a stage, an act, a decision.
    pub(super) fn on_record(&mut self, pair: &Pair<'_>) -> CondKind {
        let span = self.span(pair);
        let found: Vec<_> = children(pair, Rule::name_or_title).collect();
        let mut names = found.iter().map(|p| self.name(p)).collect::<Vec<_>>().into_iter();
        let since_it = has(pair, Rule::since_it);
        let first = names.next();
        let words = match (pair.as_rule(), first) {
            (Rule::stage_cond | Rule::while_in_stage, Some(stage)) => {
                let ladder = child(pair, Rule::of_ladder).and_then(|p| self.first_name(&p));
                RecordWords::InStage { stage, ladder }
            }
            (Rule::decision_cond, Some(by)) => RecordWords::DecidedBy(by),
            (Rule::event_cond | Rule::no_event, Some(event)) => {
                RecordWords::Happened { event, state: names.next(), since_it }
            }
            _ => RecordWords::SinceEntry { better: has(pair, Rule::kw_better) },
        };
        let record = CondKind::OnRecord(words);
        let denied = pair.as_rule() == Rule::no_event || has(pair, Rule::kw_not);
        if denied { CondKind::Not(Box::new(Cond { kind: record, span })) } else { record }
    }

    /// `off target for 3 periods while in stage critical`: a run of periods each of which begins in the stage.
    pub(super) fn while_in_stage(&mut self, pair: &Pair<'_>, condition: Cond) -> Cond {
        let whole = condition.span;
        let stage = Cond { kind: self.on_record(pair), span: self.span(pair) };
        Cond { kind: CondKind::All(vec![condition, stage]), span: whole }
    }
}
