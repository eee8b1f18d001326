//! Which declarations something reads: found in one walk through the whole book.

use rustc_hash::FxHashSet;

use crate::base::arena::Id;
use crate::model::walk::Part;
use crate::model::{
    Agreement, Apart, Condition, CountOver, DecisionList, Define, Event, Expression, Goal, Grouping,
    LoopTest, Measure, MeasureSet, PaperDay, Party, Per, Rating, Recipient, Record, Respond, RuleBook, Scope,
    ShareOf, TargetSequence, Terms, Theme, Whose,
};

/// What is read somewhere.
#[derive(Debug, Default)]
pub(super) struct Uses {
    pub(super) parties: FxHashSet<Id<Party>>,
    pub(super) themes: FxHashSet<Id<Theme>>,
    pub(super) groupings: FxHashSet<Id<Grouping>>,
    pub(super) ratings: FxHashSet<Id<Rating>>,
    pub(super) defines: FxHashSet<Id<Define>>,
    pub(super) events: FxHashSet<Id<Event>>,
    /// Parties that are told, asked or named as a reader.
    pub(super) told: FxHashSet<Id<Party>>,
}

impl Uses {
    pub(super) fn of(book: &RuleBook) -> Self {
        let mut uses = Self::default();
        for party in book.parties.values() {
            uses.parties.extend(party.reports_to);
            uses.ratings.extend(party.rating);
        }
        uses.ratings.extend(book.themes.values().filter_map(|theme| theme.rating));
        for grouping in book.groupings.values() {
            uses.parties.extend(grouping.members.iter().filter_map(|member| member.owner));
        }
        book.measures.values().for_each(|measure| uses.measure(measure));
        for share in &book.shares {
            match share.whose {
                ShareOf::Theme(theme) => {
                    uses.themes.insert(theme);
                }
                ShareOf::Owner(party) => {
                    uses.parties.insert(party);
                }
            }
            uses.list(&share.list);
        }
        uses.escalations(book);
        uses.ladders(book);
        uses.reports(book);
        for waiver in &book.waivers {
            uses.parties.extend(waiver.agreed_by);
            uses.groupings.extend(waiver.groups.as_ref().map(|(kind, _)| *kind));
        }
        for nesting in &book.nestings {
            if uses.groupings.contains(&nesting.inner) {
                uses.groupings.insert(nesting.outer);
            }
        }
        uses.groupings.extend(book.comparators);
        uses.parties.extend(uses.told.iter().copied());
        uses
    }

    fn measure(&mut self, measure: &Measure) {
        self.parties.extend(measure.owner);
        self.themes.extend(&measure.themes);
        self.groupings.extend(&measure.by);
        for list in measure.list.iter().chain(&measure.year_end) {
            self.list(list);
        }
        self.sequences(&measure.targets);
        measure.of_members.iter().for_each(|rules| self.sequences(&rules.targets));
        for refused in &measure.refused {
            self.agreement(refused.target.agreement.as_ref());
        }
        if let Some(amount) = measure.computed.as_ref().and_then(|computed| computed.amount.as_ref()) {
            self.amount(amount);
        }
    }

    fn sequences(&mut self, sequences: &[TargetSequence]) {
        for target in sequences.iter().flat_map(|sequence| &sequence.targets) {
            self.agreement(target.agreement.as_ref());
            match &target.goal {
                Goal::Limit { figure, .. } | Goal::Exactly { figure } => self.amount(figure),
                Goal::Between { .. } | Goal::ToBeSet { .. } | Goal::MetBy { .. } => {}
            }
        }
    }

    fn agreement(&mut self, agreement: Option<&Agreement>) {
        self.parties.extend(agreement.and_then(|agreement| agreement.by));
    }

    fn list(&mut self, list: &DecisionList) {
        self.ratings.insert(list.rating);
        list.lines.iter().chain(&list.caps).for_each(|line| self.condition(&line.when));
    }

    fn escalations(&mut self, book: &RuleBook) {
        for rule in book.escalations.values() {
            if let Scope::Measures(set) = &rule.scope {
                self.set(set);
            }
            self.condition(&rule.when);
            rule.closes_when.iter().for_each(|closes| self.condition(closes));
            rule.all_terms().for_each(|(_, terms)| self.terms(terms));
        }
    }

    fn terms(&mut self, terms: Terms<'_>) {
        terms.to.iter().for_each(|to| self.recipient(*to));
        terms.climbs.iter().for_each(|climb| self.recipient(climb.to));
        match terms.respond {
            Some(Respond::NextMeeting(of)) => self.recipient(of),
            Some(Respond::WorkingDays(_) | Respond::After(..) | Respond::Days(_) | Respond::On(_)) | None => {
            }
        }
    }

    fn recipient(&mut self, to: Recipient) {
        match to {
            Recipient::Party(party) => {
                self.told.insert(party);
            }
            Recipient::OwnerOf(kind) => {
                self.groupings.insert(kind);
            }
            Recipient::Owner | Recipient::AboveOwner => {}
        }
    }

    fn ladders(&mut self, book: &RuleBook) {
        for ladder in book.ladders.values() {
            self.set(&ladder.measures);
            match ladder.per {
                Per::Group(kind) => {
                    self.groupings.insert(kind);
                }
                Per::Measure | Per::Board | Per::Theme | Per::Book => {}
            }
            for stage in &ladder.stages {
                stage.enter.iter().chain(&stage.leave).for_each(|when| self.condition(when));
                stage.to.iter().for_each(|to| self.recipient(*to));
            }
        }
    }

    fn reports(&mut self, book: &RuleBook) {
        for report in &book.reports {
            report.shows.iter().for_each(|shows| self.condition(shows));
            report.history.iter().filter_map(|h| h.when.as_ref()).for_each(|when| self.condition(when));
            for apart in &report.apart {
                match apart {
                    Apart::When(when) => self.condition(when),
                    Apart::WithoutTarget => {}
                }
            }
            for reader in &report.readers {
                self.told.extend(&reader.to);
                match reader.day {
                    PaperDay::NextMeeting(party) => {
                        self.told.insert(party);
                    }
                    PaperDay::LastWorkingDay | PaperDay::WorkingDays(_) | PaperDay::NotSet => {}
                }
            }
            report.copies.iter().for_each(|copy| self.told.extend(&copy.to));
        }
    }

    fn set(&mut self, set: &MeasureSet) {
        match set {
            MeasureSet::Theme(theme) => {
                self.themes.insert(*theme);
            }
            MeasureSet::OwnedBy(party) => {
                self.parties.insert(*party);
            }
            MeasureSet::All | MeasureSet::Listed(_) => {}
        }
    }

    fn whose(&mut self, whose: &Whose) {
        self.groupings.extend(whose.group.as_ref().map(|group| group.grouping));
    }

    fn parts(&mut self, parts: Vec<Part<'_>>) {
        for part in parts {
            match part {
                Part::Amount(amount) => self.amount(amount),
                Part::Condition(condition) => self.condition(condition),
            }
        }
    }

    fn condition(&mut self, condition: &Condition) {
        if let Condition::Named { define, .. } = condition {
            self.defines.insert(*define);
        } else if let Condition::Tally(tally) = condition {
            self.set(&tally.measures);
        } else if let Condition::OnRecord(Record::Happened { event, .. }, _) = condition {
            self.events.insert(*event);
        } else if let Condition::OnRecord(Record::DecidedBy(party), _) = condition {
            self.parties.insert(*party);
        } else if let Condition::Loop(LoopTest::AnsweredBy(by), _) = condition {
            self.recipient(*by);
        }
        self.parts(condition.parts());
    }

    fn amount(&mut self, amount: &Expression) {
        if let Expression::Named { define, .. } = amount {
            self.defines.insert(*define);
        } else if let Expression::Window(window) = amount {
            self.whose(&window.whose);
        } else if let Expression::Elsewhere(elsewhere) = amount {
            self.whose(&elsewhere.whose);
        } else if let Expression::CountOf(count) = amount {
            match &count.over {
                CountOver::Periods(whose, _) => self.whose(whose),
                CountOver::Measures(set) => self.set(set),
                CountOver::Groups(_) => {}
            }
        }
        self.parts(amount.parts());
    }
}
