//! The whole book: its framework, who takes part, and its tables of measures, ratings and escalations.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::{
    Asides, Benchmark, Compared, Define, Escalation, Event, Ladder, Measure, MeasureSet, Nesting, Rating,
    Report, Scenario, ShareRating,
};
use crate::base::arena::{Arena, Id};
use crate::base::calendar::Calendar;
use crate::base::order::natural;
use crate::base::period::{Period, YearStart};
use crate::base::rhythm::{Rhythm, Step};
use crate::base::span::Span;

/// A checked rule book.
#[derive(Debug, Clone, Default)]
pub struct RuleBook {
    /// Title, year and rhythm.
    pub framework: Framework,
    /// Boards and roles, in the order declared.
    pub parties: Arena<Party>,
    /// Themes, in the order declared; reports follow it.
    pub themes: Arena<Theme>,
    /// Kinds of group (`site`, `area`).
    pub groupings: Arena<Grouping>,
    /// Benchmarks and sets of peers.
    pub benchmarks: Arena<Benchmark>,
    /// The kind of group whose members are the benchmarks and peers: a column of data files names them. None where the
    /// book declares no benchmark.
    pub comparators: Option<Id<Grouping>>,
    /// What rules for many measures are held against.
    pub compared: Compared,
    /// Kinds of group whose members are parts of the members of another.
    pub nestings: Vec<Nesting>,
    /// Ratings.
    pub ratings: Arena<Rating>,
    /// Themes and boards that are rated themselves, by the share of their measures on target.
    pub shares: Vec<ShareRating>,
    /// Measures, in the order declared.
    pub measures: Arena<Measure>,
    /// Names that stand for amounts and conditions.
    pub defines: Arena<Define>,
    /// Escalations.
    pub escalations: Arena<Escalation>,
    /// Ladders.
    pub ladders: Arena<Ladder>,
    /// Events that data may bring.
    pub events: Arena<Event>,
    /// Waivers.
    pub waivers: Vec<Waiver>,
    /// Papers that the book asks for, in the order declared.
    pub reports: Vec<Report>,
    /// The stories that its rules are tested by, in the order of files and lines.
    pub scenarios: Vec<Scenario>,
    /// Decides what a working day is.
    pub calendar: Calendar,
    /// What is said beside the rules.
    pub asides: Asides,
}

/// What holds for the whole book.
#[derive(Debug, Clone, Default)]
pub struct Framework {
    /// Its title; empty when none was declared.
    pub title: String,
    /// The year in use for bare periods; none when not declared.
    pub year_start: Option<YearStart>,
    /// The year the book is for, if it says one: `year 2019/20, April to March`.
    pub year: Option<Period>,
    /// The rhythm of measures that say none.
    pub due: Option<Rhythm>,
    /// True when movement since the period before is given only while the target stays the same.
    pub within_one_target: bool,
    /// Where the framework comes from.
    pub source: Option<String>,
    /// The days on which reports are made; history is replayed on these days. Empty: period ends.
    pub report_days: Vec<NaiveDate>,
    /// Where it was declared.
    pub span: Option<Span>,
}

/// Somebody who owns measures, is told of them, or answers.
#[derive(Debug, Clone)]
pub struct Party {
    /// Short name.
    pub id: String,
    /// Full name.
    pub title: String,
    /// Board or role.
    pub kind: PartyKind,
    /// The board above.
    pub reports_to: Option<Id<Party>>,
    /// Meeting days, in order.
    pub meets: Vec<NaiveDate>,
    /// True when it is not part of the partnership.
    pub outside: bool,
    /// The rating of its measures, when it has one of its own.
    pub rating: Option<Id<Rating>>,
    /// Where it was declared.
    pub span: Span,
}

/// What a party is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartyKind {
    /// A board, group or organisation.
    Board,
    /// A post, held by one person.
    Role,
}

/// A theme of the framework.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Short name.
    pub id: String,
    /// Full name.
    pub title: String,
    /// The rating of its measures, when it has one of its own.
    pub rating: Option<Id<Rating>>,
    /// Where it was declared.
    pub span: Span,
}

/// A kind of group that measures may be reported by.
#[derive(Debug, Clone)]
pub struct Grouping {
    /// Short name; also a heading in data files.
    pub id: String,
    /// Full name.
    pub title: String,
    /// Its members; with `from_data` these are only the ones named in the book.
    pub members: Vec<Member>,
    /// True when data may bring members that are not declared.
    pub from_data: bool,
    /// Where it was declared.
    pub span: Span,
}

/// One member of a grouping.
#[derive(Debug, Clone)]
pub struct Member {
    /// Short name, as data files write it.
    pub id: String,
    /// Full name.
    pub title: String,
    /// Who is responsible for it, when it has somebody of its own.
    pub owner: Option<Id<Party>>,
    /// Where it was declared.
    pub span: Span,
}

/// An escalation or a ladder stood down for some measures for a time, with who agreed and why.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// Its title.
    pub title: String,
    /// The measures it covers.
    pub measures: Vec<Id<Measure>>,
    /// The groups it covers, by their ids; none means all of a measure's.
    pub groups: Option<(Id<Grouping>, Vec<String>)>,
    /// The escalation it stands down; none means all, unless it is about a ladder.
    pub escalation: Option<Id<Escalation>>,
    /// The ladder it stands down.
    pub ladder: Option<Id<Ladder>>,
    /// The last day it holds.
    pub until: Option<NaiveDate>,
    /// Why.
    pub because: Option<String>,
    /// Who agreed.
    pub agreed_by: Option<Id<Party>>,
    /// When they agreed.
    pub agreed_on: Option<NaiveDate>,
    /// Where it was declared.
    pub span: Span,
}

impl RuleBook {
    /// The year in use for bare periods of the book.
    #[must_use]
    pub fn year_start(&self) -> YearStart {
        self.framework.year_start.unwrap_or(YearStart::FINANCIAL)
    }

    /// A measure by its id as printed (letter case does not matter) or one of its former ids.
    #[must_use]
    pub fn measure_by_id(&self, id: &str) -> Option<Id<Measure>> {
        let same = |known: &str| known.eq_ignore_ascii_case(id);
        let by_id = self.measures.iter().find(|(_, m)| same(&m.id));
        by_id
            .or_else(|| self.measures.iter().find(|(_, m)| m.title.eq_ignore_ascii_case(id)))
            .map(|(found, _)| found)
    }

    /// How a level of a rating stands to a level by its word: `Greater` is worse. Where the rating has no such level
    /// (a rating of green and red, asked about amber), a rating of the book that has both words decides.
    #[must_use]
    pub fn against_level(&self, rating: &Rating, level: u8, word: &str) -> Option<Ordering> {
        if let Some(named) = rating.level(word) {
            return Some(level.cmp(&named));
        }
        let own = rating.word(level);
        let both = |other: &Rating| Some(other.level(own)?.cmp(&other.level(word)?));
        self.ratings.values().find_map(both)
    }

    /// Measures as reports list them: by theme in the order declared, those without one last, then by id as people
    /// read ids (`1.9` before `1.10`), so that the order of files changes nothing.
    #[must_use]
    pub fn reading_order(&self) -> Vec<Id<Measure>> {
        self.in_reading_order(self.measures.ids().collect())
    }

    /// The rhythm in which the book reports, and a measure that names none; quarters where it says none itself.
    #[must_use]
    pub fn rhythm(&self) -> Rhythm {
        self.framework.due.unwrap_or_else(|| Rhythm::every(Step::Quarter, self.year_start()))
    }

    /// Some measures as reports list them.
    #[must_use]
    pub fn in_reading_order(&self, measures: Vec<Id<Measure>>) -> Vec<Id<Measure>> {
        let mut order = measures;
        let theme =
            |id: &Id<Measure>| self.measures[*id].themes.first().map_or(usize::MAX, |theme| theme.index());
        order.sort_by(|a, b| {
            theme(a).cmp(&theme(b)).then_with(|| natural(&self.measures[*a].id, &self.measures[*b].id))
        });
        order
    }

    /// The board above a party, if it has one.
    #[must_use]
    pub fn above(&self, party: Id<Party>) -> Option<Id<Party>> {
        self.parties[party].reports_to
    }

    /// Who owns a group, of one kind among those of a label (`JR`, or `JR, F`); none where it has no owner of its own.
    #[must_use]
    pub fn owner_of_group(&self, kind: Id<Grouping>, label: &str) -> Option<Id<Party>> {
        let mut members = self.groupings[kind].members.iter();
        let named = |id: &str| label.split(", ").any(|part| part.eq_ignore_ascii_case(id));
        members.find(|member| named(&member.id))?.owner
    }

    /// The kinds of group that a measure is judged by: those it is reported by that hold no other of them.
    pub fn own_groups(&self, measure: &Measure) -> impl Iterator<Item = Id<Grouping>> {
        measure.by.iter().copied().filter(|kind| {
            !self.nestings.iter().any(|nest| nest.outer == *kind && measure.by.contains(&nest.inner))
        })
    }

    /// The measures of a set, in the order declared, or as listed.
    #[must_use]
    pub fn members_of(&self, set: &MeasureSet) -> Vec<Id<Measure>> {
        let of = |wanted: &dyn Fn(&Measure) -> bool| {
            self.measures.iter().filter(|(_, one)| wanted(one)).map(|(id, _)| id).collect()
        };
        match set {
            MeasureSet::All => self.measures.ids().collect(),
            MeasureSet::Theme(theme) => of(&|one| one.themes.contains(theme)),
            MeasureSet::OwnedBy(party) => of(&|one| one.owner == Some(*party)),
            MeasureSet::Listed(listed) => listed.clone(),
        }
    }

    /// The rating whose decision list judges a measure; none when nothing rates it.
    #[must_use]
    pub fn rating_of(&self, measure: &Measure) -> Option<&Rating> {
        measure.list.as_ref().map(|list| &self.ratings[list.rating])
    }
}
