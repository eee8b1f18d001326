//! Which names are declared, and looking them up.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Checker, diags, ladders};
use crate::base::arena::Id;
use crate::base::period::YearStart;
use crate::base::span::Span;
use crate::base::suggest::{nearest, nearest_name};
use crate::model::{
    Benchmark, Condition, Escalation, Event, Grouping, Ladder, Measure, MeasureSet, Party, PartyKind, Rating,
    Scope, Status, Theme,
};
use crate::syntax::ast::{Board, Groups, Item, Name, Text, Tree};

/// Words that have a meaning of their own in rules and so cannot name anything.
pub const RESERVED: &[&str] = &[
    "all",
    "and",
    "any",
    "baseline",
    "by",
    "each",
    "for",
    "from",
    "in",
    "is",
    "late",
    "missing",
    "not",
    "of",
    "or",
    "otherwise",
    "owner",
    "previous",
    "provisional",
    "since",
    "stale",
    "target",
    "than",
    "the",
    "to",
    "unrated",
    "until",
    "value",
    "when",
];

/// Declared names of each kind, in lower case; titles find their declaration too.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) parties: Table<Party>,
    pub(super) themes: Table<Theme>,
    pub(super) groupings: Table<Grouping>,
    pub(super) benchmarks: Table<Benchmark>,
    pub(super) ratings: Table<Rating>,
    pub(super) measures: Table<Measure>,
    pub(super) escalations: Table<Escalation>,
    pub(super) ladders: Table<Ladder>,
    pub(super) events: Table<Event>,
    pub(super) unread: Unread,
    /// Lines that a nil target puts out of reach: the measure's id, and where the line is written.
    pub(super) nil_lines: Vec<(String, Span)>,
    /// Targets that nothing turns into a level, each with its measure's id.
    pub(super) without_rating: Vec<(String, Span)>,
    /// Kinds of which two have one name, so that another name seems to be missing.
    twice: Vec<&'static str>,
}

/// What could not be read, which has been said: nothing more is said of what seems to be missing because of it.
#[derive(Debug, Default)]
pub(super) struct Unread {
    /// The first words of declarations.
    words: FxHashSet<String>,
    /// Declarations with a clause that could not be read.
    pub(super) parties: FxHashSet<Id<Party>>,
    pub(super) groupings: FxHashSet<Id<Grouping>>,
    pub(super) ratings: FxHashSet<Id<Rating>>,
    /// Measures whose kinds of group are not known for certain.
    pub(super) groups_of: FxHashSet<Id<Measure>>,
    themes: bool,
    pub(super) framework: bool,
    pub(super) calendar: bool,
}

impl Unread {
    /// True when a declaration that could not be read begins with this word, or has this name.
    pub(super) fn has(&self, word: &str) -> bool {
        self.words.contains(&word.to_lowercase())
    }

    /// True when any declaration could not be read.
    pub(super) fn any(&self) -> bool {
        !self.words.is_empty()
    }

    /// True when a rating, or a line that names one for a theme or board, may be among what could not be read.
    pub(super) fn a_rating(&self) -> bool {
        self.any() || self.themes || !self.parties.is_empty()
    }

    pub(super) fn read(&mut self, trees: &[Tree]) {
        for tree in trees {
            self.words.extend(tree.lost.iter().cloned());
            for item in &tree.items {
                match item {
                    Item::Framework(framework) => self.framework |= framework.broken,
                    Item::Calendar(calendar) => self.calendar |= calendar.broken,
                    Item::Theme(theme) => self.themes |= theme.broken,
                    Item::Board(_)
                    | Item::Groups(_)
                    | Item::Benchmark(_)
                    | Item::Rating(_)
                    | Item::Define(_)
                    | Item::Measure(_)
                    | Item::Escalation(_)
                    | Item::Waiver(_)
                    | Item::Report(_)
                    | Item::Ladder(_)
                    | Item::Event(_)
                    | Item::Scenario(_) => {}
                }
            }
        }
        // A first word that no declaration has stands as nothing, for it may have been any of them.
        self.framework |= self.has("framework") || self.has("");
        self.calendar |= self.has("calendar") || self.has("");
    }
}

/// Names of one kind.
#[derive(Debug)]
pub(super) struct Table<T> {
    ids: FxHashMap<String, Id<T>>,
    titles: FxHashMap<String, Id<T>>,
    listed: Vec<String>,
    /// Each title as written, with its name.
    titled: Vec<(String, String)>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            ids: FxHashMap::default(),
            titles: FxHashMap::default(),
            listed: Vec::new(),
            titled: Vec::new(),
        }
    }
}

impl<T> Table<T> {
    pub(super) fn add(&mut self, name: &str, title: &str, id: Id<T>) {
        self.ids.insert(name.to_lowercase(), id);
        self.titles.entry(title.to_lowercase()).or_insert(id);
        self.listed.push(name.to_owned());
        self.titled.push((title.to_owned(), name.to_owned()));
    }

    pub(super) fn also(&mut self, name: &str, id: Id<T>) {
        self.ids.entry(name.to_lowercase()).or_insert(id);
    }

    pub(super) fn find(&self, name: &str) -> Option<Id<T>> {
        let lower = name.to_lowercase();
        self.ids.get(&lower).or_else(|| self.titles.get(&lower)).copied()
    }

    /// The declared names, and the one that is most like `name` or has the title most like it.
    pub(super) fn like<'a>(&'a self, name: &str) -> (&'a [String], Option<&'a str>) {
        let by_name = nearest_name(name, self.listed.iter().map(String::as_str));
        let by_title = || {
            let title = nearest(name, self.titled.iter().map(|(title, _)| title.as_str()))?;
            self.titled.iter().find(|(own, _)| own == title).map(|(_, name)| name.as_str())
        };
        (&self.listed, by_name.or_else(by_title))
    }
}

impl Checker {
    /// Looks a name up, or says that nothing of the kind has it.
    pub(super) fn find<T>(
        &mut self,
        kind: diags::NameKind,
        name: &Name,
        table: fn(&Names) -> &Table<T>,
    ) -> Option<Id<T>> {
        let found = table(&self.names).find(&name.text);
        let lost = |word: &&str| self.names.unread.has(word) || self.names.twice.contains(word);
        let may_be_unread = kind.declared_by().iter().any(lost);
        if found.is_none() && !may_be_unread && !self.names.unread.has(&name.text) {
            let (known, meant) = table(&self.names).like(&name.text);
            let finding = diags::unknown_name(kind, name, known, meant);
            self.findings.push(finding);
        }
        found
    }

    pub(super) fn party(&mut self, name: &Name) -> Option<Id<Party>> {
        self.find(diags::NameKind::Board, name, |n| &n.parties)
    }

    /// Who is told.
    pub(super) fn recipient_named(&mut self, name: &Name) -> Option<Id<Party>> {
        self.find(diags::NameKind::Recipient, name, |n| &n.parties)
    }

    pub(super) fn theme(&mut self, name: &Name) -> Option<Id<Theme>> {
        self.find(diags::NameKind::Theme, name, |n| &n.themes)
    }

    pub(super) fn rating(&mut self, name: &Name) -> Option<Id<Rating>> {
        self.find(diags::NameKind::Rating, name, |n| &n.ratings)
    }

    pub(super) fn grouping(&mut self, name: &Name) -> Option<Id<Grouping>> {
        self.find(diags::NameKind::Group, name, |n| &n.groupings)
    }

    pub(super) fn measure(&mut self, name: &Name) -> Option<Id<Measure>> {
        self.find(diags::NameKind::Measure, name, |n| &n.measures)
    }

    pub(super) fn escalation(&mut self, name: &Name) -> Option<Id<Escalation>> {
        self.find(diags::NameKind::Escalation, name, |n| &n.escalations)
    }

    /// Says so when a declared name is taken or reserved; true when it is free.
    pub(super) fn free(&mut self, kind: diags::NameKind, name: &Name, first: Option<Span>) -> bool {
        if let Some(first) = first {
            self.names.twice.extend(kind.declared_by());
            self.findings.push(diags::declared_twice(kind, name, first));
            return false;
        }
        if !name.quoted && RESERVED.contains(&name.text.to_lowercase().as_str()) {
            self.findings.push(diags::reserved_name(name));
        }
        true
    }
}

/// Declares every name of the book, so that the order of files and declarations does not matter.
pub(super) fn declare(cx: &mut Checker, trees: &[Tree]) {
    for item in trees.iter().flat_map(|tree| &tree.items) {
        match item {
            Item::Board(board) => declare_party(cx, board),
            Item::Theme(theme) => {
                let first = cx.names.themes.find(&theme.id.text).map(|id| cx.book.themes[id].span);
                if cx.free(diags::NameKind::Theme, &theme.id, first) {
                    let title = title_of(&theme.id, theme.title.as_ref());
                    let row = Theme {
                        id: theme.id.text.clone(),
                        title: title.clone(),
                        rating: None,
                        span: theme.id.span,
                    };
                    let id = cx.book.themes.push(row);
                    cx.names.themes.add(&theme.id.text, &title, id);
                }
            }
            Item::Groups(groups) => declare_grouping(cx, groups),
            Item::Rating(rating) => {
                let first = cx.names.ratings.find(&rating.id.text).map(|id| cx.book.ratings[id].span);
                if cx.free(diags::NameKind::Rating, &rating.id, first) {
                    let row = Rating { id: rating.id.text.clone(), levels: Vec::new(), span: rating.id.span };
                    let id = cx.book.ratings.push(row);
                    cx.names.ratings.add(&rating.id.text, &rating.id.text, id);
                    if rating.broken {
                        cx.names.unread.ratings.insert(id);
                    }
                }
            }
            Item::Measure(measure) => declare_measure(cx, &measure.id, measure.title.as_ref(), measure.span),
            Item::Escalation(rule) => declare_escalation(cx, &rule.id, rule.title.as_ref(), rule.span),
            Item::Ladder(ladder) => ladders::declare(cx, ladder),
            Item::Event(event) => ladders::declare_event(cx, event),
            Item::Framework(_)
            | Item::Benchmark(_)
            | Item::Calendar(..)
            | Item::Define(_)
            | Item::Waiver(_)
            | Item::Report(_)
            | Item::Scenario(_) => {}
        }
    }
}

fn declare_party(cx: &mut Checker, board: &Board) {
    let first = cx.names.parties.find(&board.id.text).map(|id| cx.book.parties[id].span);
    if !cx.free(diags::NameKind::Board, &board.id, first) {
        return;
    }
    let title = title_of(&board.id, board.title.as_ref());
    let id = cx.book.parties.push(Party {
        id: board.id.text.clone(),
        title: title.clone(),
        kind: if board.role { PartyKind::Role } else { PartyKind::Board },
        reports_to: None,
        meets: Vec::new(),
        outside: false,
        rating: None,
        span: board.id.span,
    });
    cx.names.parties.add(&board.id.text, &title, id);
    if board.broken {
        cx.names.unread.parties.insert(id);
    }
}

fn declare_grouping(cx: &mut Checker, groups: &Groups) {
    let first = cx.names.groupings.find(&groups.id.text).map(|id| cx.book.groupings[id].span);
    if !cx.free(diags::NameKind::Group, &groups.id, first) {
        return;
    }
    let title = title_of(&groups.id, groups.title.as_ref());
    let id = cx.book.groupings.push(Grouping {
        id: groups.id.text.clone(),
        title: title.clone(),
        members: Vec::new(),
        from_data: groups.from_data,
        span: groups.id.span,
    });
    cx.names.groupings.add(&groups.id.text, &title, id);
    if groups.broken {
        cx.names.unread.groupings.insert(id);
    }
}

pub(super) fn title_of(id: &Name, title: Option<&Text>) -> String {
    title.map_or_else(|| id.text.clone(), |t| t.node.clone())
}

fn declare_measure(cx: &mut Checker, name: &Name, title: Option<&Text>, span: Span) {
    let first = cx.names.measures.ids.get(&name.text.to_lowercase()).map(|id| cx.book.measures[*id].id_span);
    if !cx.free(diags::NameKind::Measure, name, first) {
        return;
    }
    let year_start = cx.book.framework.year_start.unwrap_or(YearStart::FINANCIAL);
    let due = cx.book.rhythm();
    let title = title_of(name, title);
    let id = cx
        .book
        .measures
        .push(Measure { year_start, ..Measure::new(name.text.clone(), title.clone(), due, span, name.span) });
    cx.names.measures.add(&name.text, &title, id);
}

fn declare_escalation(cx: &mut Checker, name: &Name, title: Option<&Text>, span: Span) {
    let first = cx.names.escalations.find(&name.text).map(|id| cx.book.escalations[id].span);
    if !cx.free(diags::NameKind::Escalation, name, first) {
        return;
    }
    let title = title_of(name, title);
    let id = cx.book.escalations.push(Escalation {
        id: name.text.clone(),
        title: title.clone(),
        scope: Scope::Measures(MeasureSet::All),
        when: Condition::Status(Status::OffTarget, span),
        closes_when: None,
        to: Vec::new(),
        respond: None,
        asks: Vec::new(),
        replaces: Vec::new(),
        climbs: Vec::new(),
        earlier: Vec::new(),
        ask_once: false,
        once: false,
        faulty: false,
        span,
    });
    cx.names.escalations.add(&name.text, &title, id);
}
