//! Reads acts and decisions.

use chrono::NaiveDate;
use csv::ByteRecord;

use super::acts::{About, Act, What};
use super::beside::date_words;
use super::columns::{near_heading, row_cell};
use super::content::Content;
use super::diags;
use super::findings::Findings;
use super::measures::Measures;
use super::observations::DataFile;
use super::responses::Responses;
use super::table::{Header, text_of};
use super::words::{heading_key, key, plain};
use crate::base::arena::Id;
use crate::base::diag::{Cell, Code, Diagnostic};
use crate::base::period::{date_name, parse_date};
use crate::base::suggest::nearest;
use crate::model::{Grouping, Measure, Party, RuleBook};

const EVENT: &[&str] = &["event", "what", "act", "ladder", "kind"];
const STATE: &[&str] = &["state", "outcome", "happened", "stage", "status", "result"];
const MEASURE: &[&str] = &["measure", "measureid", "indicator", "indicatornumber", "kpi", "ref", "id"];
const GROUP: &[&str] = &["group"];
const BOARD: &[&str] = &["board", "owner"];
const THEME: &[&str] = &["theme"];
const ON: &[&str] = &["on", "date", "day", "when"];
const RECORDED: &[&str] = &["recorded", "recordedon", "submitted", "submittedon", "received", "knownon"];
const BY: &[&str] = &["by", "decidedby", "role", "who", "agreedby"];
const BECAUSE: &[&str] = &["because", "reason", "why", "note"];
const KNOWN: &str =
    "`event`, `state`, `measure`, `group`, `board`, `theme`, `on`, `recorded`, `by` and `because`";

/// How many of the headings of a file of acts stand in a row: none without the two that are needed.
#[cfg(feature = "workbooks")]
pub(super) fn known(header: &Header) -> usize {
    let needed = header.find(EVENT).is_some() && header.find(STATE).is_some();
    let others = [MEASURE, BOARD, THEME, ON, RECORDED, BY, BECAUSE];
    if needed { 2 + others.iter().filter(|words| header.find(words).is_some()).count() } else { 0 }
}

/// Where each column stands.
struct Columns {
    event: usize,
    state: usize,
    measure: Option<usize>,
    /// A column of any kind of group, and columns headed with one kind.
    group: Option<usize>,
    groups: Vec<(Id<Grouping>, usize)>,
    board: Option<usize>,
    theme: Option<usize>,
    on: Option<usize>,
    recorded: Option<usize>,
    by: Option<usize>,
    because: Option<usize>,
}

struct Acts<'a, 'b> {
    book: &'b RuleBook,
    measures: Measures<'b>,
    name: &'a str,
    as_of: NaiveDate,
    header: Header,
    columns: Columns,
    findings: Findings,
    acts: Vec<Act>,
}

/// Reads a file of acts and decisions and adds them to `into`. What cannot be read becomes a finding, and the rest is
/// read. A file with nothing but its heading row, or nothing at all, has none.
pub fn read_acts<'c>(
    book: &RuleBook,
    name: &str,
    content: impl Into<Content<'c>>,
    as_of: NaiveDate,
    into: &mut Responses,
) -> Vec<Diagnostic> {
    let mut findings = Findings::default();
    let lines = content.into().open(name, |line, code, finding| findings.add((0, line), code, || finding));
    let mut spare = Some(findings);
    if let Some(lines) = lines {
        let opened = |header: Header| {
            let mut findings = spare.take().unwrap_or_default();
            match Columns::find(book, &header, name, &mut findings) {
                Some(columns) => {
                    let measures = Measures::new(book);
                    Some(Acts { book, measures, name, as_of, header, columns, findings, acts: Vec::new() })
                }
                None => {
                    spare = Some(findings);
                    None
                }
            }
        };
        let (acts, unclosed) = lines.read(opened, Acts::row);
        let mut findings = match acts {
            Some(acts) => {
                into.acts.extend(acts.acts);
                acts.findings
            }
            None => spare.take().unwrap_or_default(),
        };
        for line in unclosed {
            let (file, line64) = (name.to_owned(), u64::from(line));
            let cell = Cell { file, line: line64, column: None, position: None, text: String::new() };
            findings.add((0, line), diags::UNCLOSED_QUOTATION, || diags::unclosed_quotation(cell));
        }
        spare = Some(findings);
    }
    let file = DataFile { name: name.to_owned(), ..DataFile::default() };
    spare.unwrap_or_default().finish(&[file])
}

impl Columns {
    fn find(book: &RuleBook, header: &Header, name: &str, findings: &mut Findings) -> Option<Self> {
        let mut needed = |headings: &[&str], word: &'static str| {
            let found = header.find(headings);
            if found.is_none() {
                let near = near_heading(header, headings);
                findings.add((0, header.line), diags::MISSING_COLUMN, || {
                    diags::missing_column(row_cell(name, header), word, &header.cells, near)
                });
            }
            found
        };
        let (event, state) = (needed(EVENT, "event")?, needed(STATE, "state")?);
        let groups = book.groupings.iter().filter_map(|(id, grouping)| {
            let own = [heading_key(&grouping.id), heading_key(&grouping.title)];
            let own: Vec<&str> = own.iter().map(String::as_str).collect();
            Some((id, header.find(&own)?))
        });
        let columns = Self {
            event,
            state,
            measure: header.find(MEASURE),
            group: header.find(GROUP),
            groups: groups.collect(),
            board: header.find(BOARD),
            theme: header.find(THEME),
            on: header.find(ON),
            recorded: header.find(RECORDED),
            by: header.find(BY),
            because: header.find(BECAUSE),
        };
        columns.tell_unread(header, name, findings);
        Some(columns)
    }

    fn tell_unread(&self, header: &Header, name: &str, findings: &mut Findings) {
        let mut used = vec![self.event, self.state];
        let others =
            [self.measure, self.group, self.board, self.theme, self.on, self.recorded, self.by, self.because];
        used.extend(others.into_iter().flatten());
        used.extend(self.groups.iter().map(|(_, at)| *at));
        let keys = header.keys.iter().enumerate();
        let unread = keys.filter(|(at, key)| !used.contains(at) && !key.is_empty());
        let names: Vec<String> = unread.map(|(at, _)| header.cell(at).to_owned()).collect();
        if !names.is_empty() {
            findings.add((0, header.line), diags::UNKNOWN_COLUMN, || {
                diags::unknown_column(row_cell(name, header), &names, KNOWN, None)
            });
        }
    }
}

/// A row's cells as text.
struct Cells<'r> {
    record: &'r ByteRecord,
}

impl Cells<'_> {
    fn get(&self, column: Option<usize>) -> Option<String> {
        let text = text_of(self.record.get(column?)?).into_owned();
        (!text.trim().is_empty()).then_some(text)
    }
}

impl Acts<'_, '_> {
    fn row(&mut self, line: u32, record: &ByteRecord) {
        if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            return;
        }
        let (found, headings) = (record.len(), self.header.cells.len());
        if found > headings && record.iter().skip(headings).any(|cell| !cell.trim_ascii().is_empty()) {
            let cell = self.cell(line, None, "");
            return self.tell(line, diags::UNEVEN_ROW, || diags::wide_row(cell, found, headings));
        }
        let cells = Cells { record };
        let Some(what) = self.what(line, &cells) else { return };
        let Some(about) = self.about(line, &cells) else { return };
        let Some(on) = self.on(line, &cells) else { return };
        let (by, because) = (cells.get(self.columns.by), cells.get(self.columns.because));
        let is_decision = !matches!(what, What::Happened { .. });
        let party = match self.party(line, self.columns.by, by.as_deref(), is_decision) {
            Ok(party) => party,
            Err(()) => return,
        };
        if is_decision && (party.is_none() || because.is_none()) {
            let cell = self.cell(line, self.columns.by, by.as_deref().unwrap_or(""));
            return self.tell(line, diags::DECISION_WITHOUT_AUTHORITY, || {
                diags::decision_without_authority(cell, party.is_none(), because.is_none())
            });
        }
        let recorded = self.date(line, &cells, self.columns.recorded);
        let cell = self.cell(
            line,
            Some(self.columns.state),
            &cells.get(Some(self.columns.state)).unwrap_or_default(),
        );
        let act = Act { what, about, on, recorded, party, by, because, cell };
        if act.known_on() > self.as_of {
            let (day, as_of) = (date_name(act.known_on()), date_name(self.as_of));
            return self.tell(line, diags::SUBMITTED_AFTER_REPORT, || {
                diags::act_after_report(act.cell, &day, &as_of)
            });
        }
        self.acts.push(act);
    }

    /// The day it happened; none where it is not given or cannot be read, which is told.
    fn on(&mut self, line: u32, cells: &Cells<'_>) -> Option<NaiveDate> {
        let text = cells.get(self.columns.on).unwrap_or_default();
        let cell = self.cell(line, self.columns.on, &text);
        let help = match parse_date(&plain(&text)) {
            Ok(day) => return Some(day),
            Err(_) if text.is_empty() => "fill in `on`, as in `13 June 2019`".to_owned(),
            Err(fault) => date_words(&fault),
        };
        self.tell(line, diags::UNDATED_EVENT, || diags::undated_event(cell, &help));
        None
    }

    /// Which event or ladder, and what became of it.
    fn what(&mut self, line: u32, cells: &Cells<'_>) -> Option<What> {
        let name = cells.get(Some(self.columns.event)).unwrap_or_default();
        let said = cells.get(Some(self.columns.state)).unwrap_or_default();
        let (book, wanted) = (self.book, key(&name));
        let same = |id: &str, title: &str| key(id) == wanted || key(title) == wanted;
        if let Some((event, declared)) = book.events.iter().find(|(_, e)| same(&e.id, &e.title)) {
            let state = declared.states.iter().position(|s| alike(&s.id, &s.title, &said));
            let known = || declared.states.iter().map(|state| state.id.as_str());
            return state.map(|state| What::Happened { event, state }).or_else(|| {
                self.unknown(
                    line,
                    self.columns.state,
                    &said,
                    "nothing that can become of it",
                    known().collect(),
                )
            });
        }
        if let Some((ladder, declared)) = book.ladders.iter().find(|(_, l)| same(&l.id, &l.title)) {
            if matches!(key(&said).as_str(), "left" | "leaves" | "leave" | "lifted" | "lift" | "ended") {
                return Some(What::Leaves { ladder });
            }
            let stage = declared.stages.iter().position(|s| alike(&s.id, &s.title, &said));
            let known = || declared.stages.iter().map(|stage| stage.id.as_str()).chain(["lifted"]);
            return stage.map(|stage| What::MovesTo { ladder, stage }).or_else(|| {
                self.unknown(
                    line,
                    self.columns.state,
                    &said,
                    &format!("no stage of the ladder `{}`", declared.id),
                    known().collect(),
                )
            });
        }
        let events = book.events.values().map(|event| event.id.as_str());
        let known = events.chain(book.ladders.values().map(|ladder| ladder.id.as_str())).collect();
        self.unknown(line, self.columns.event, &name, "no event and no ladder of the rule book", known)
    }

    fn unknown(&mut self, line: u32, column: usize, text: &str, is: &str, known: Vec<&str>) -> Option<What> {
        let cell = self.cell(line, Some(column), text);
        let near = nearest(text, known.iter().copied());
        let known: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
        self.tell(line, diags::UNKNOWN_EVENT, || diags::unknown_event(cell, is, &known, near));
        None
    }

    /// Everything that a row names; none when one of the names is not known.
    fn about(&mut self, line: u32, cells: &Cells<'_>) -> Option<About> {
        let mut about = About::default();
        if let Some(text) = cells.get(self.columns.measure) {
            about.measure = Some(self.measure(line, &text)?);
        }
        for (grouping, at) in self.columns.groups.clone() {
            if let Some(text) = cells.get(Some(at)) {
                about.member = Some(self.member(line, at, &text, &[grouping])?);
            }
        }
        if let (Some(text), Some(at)) = (cells.get(self.columns.group), self.columns.group) {
            let all: Vec<Id<Grouping>> = self.book.groupings.ids().collect();
            about.member = Some(self.member(line, at, &text, &all)?);
        }
        if let Some(text) = cells.get(self.columns.board) {
            about.board = self.party(line, self.columns.board, Some(&text), true).ok()?;
        }
        if let Some(text) = cells.get(self.columns.theme) {
            let (book, wanted) = (self.book, key(&text));
            let mut themes = book.themes.iter();
            let found = themes.find(|(_, theme)| key(&theme.id) == wanted || key(&theme.title) == wanted);
            let Some((theme, _)) = found else {
                let known = book.themes.values().map(|theme| theme.id.as_str()).collect();
                let column = self.columns.theme.unwrap_or(self.columns.event);
                self.unknown(line, column, &text, "no theme of the rule book", known);
                return None;
            };
            about.theme = Some(theme);
        }
        Some(about)
    }

    fn measure(&mut self, line: u32, text: &str) -> Option<Id<Measure>> {
        let found = self.measures.find(text);
        if found.is_none() {
            let cell = self.cell(line, self.columns.measure, text);
            let near = self.measures.near(text);
            self.tell(line, diags::UNKNOWN_MEASURE, || diags::unknown_measure(cell, 1, near));
        }
        found
    }

    fn member(
        &mut self,
        line: u32,
        column: usize,
        text: &str,
        among: &[Id<Grouping>],
    ) -> Option<(Id<Grouping>, String)> {
        let (book, wanted) = (self.book, key(text));
        for grouping in among {
            let mut members = book.groupings[*grouping].members.iter();
            let found = members.find(|member| key(&member.id) == wanted || key(&member.title) == wanted);
            if let Some(member) = found {
                return Some((*grouping, member.id.clone()));
            }
        }
        if let Some(open) = among.iter().find(|grouping| book.groupings[**grouping].from_data) {
            return Some((*open, plain(text).into_owned()));
        }
        let members = among.iter().flat_map(|grouping| &book.groupings[*grouping].members);
        let ids: Vec<String> = members.map(|member| member.id.clone()).collect();
        let kind = among.first().map_or("group", |grouping| book.groupings[*grouping].id.as_str());
        let cell = self.cell(line, Some(column), text);
        let near = nearest(text, ids.iter().map(String::as_str));
        self.tell(line, diags::UNKNOWN_GROUP, || diags::unknown_group(cell, text, kind, &ids, near));
        None
    }

    /// The board or role of this name; where one is wanted and not found, it is told.
    fn party(
        &mut self,
        line: u32,
        column: Option<usize>,
        text: Option<&str>,
        wanted: bool,
    ) -> Result<Option<Id<Party>>, ()> {
        let Some(text) = text else { return Ok(None) };
        let name = key(text);
        let parties = &self.book.parties;
        let found = parties.iter().find(|(_, party)| key(&party.id) == name || key(&party.title) == name);
        if let Some((party, _)) = found {
            return Ok(Some(party));
        }
        if !wanted {
            return Ok(None);
        }
        let known: Vec<&str> = parties.values().map(|party| party.id.as_str()).collect();
        let titles = parties.values().map(|party| party.title.as_str());
        let near = nearest(text, known.iter().copied().chain(titles));
        let quoted: Vec<String> = known.iter().map(|id| format!("`{id}`")).collect();
        let cell = self.cell(line, column, text);
        self.tell(line, diags::UNKNOWN_BOARD, || diags::unknown_board(cell, &quoted, near));
        Err(())
    }

    fn date(&mut self, line: u32, cells: &Cells<'_>, column: Option<usize>) -> Option<NaiveDate> {
        let text = cells.get(column)?;
        match parse_date(&plain(&text)) {
            Ok(day) => Some(day),
            Err(fault) => {
                let cell = self.cell(line, column, &text);
                self.tell(line, diags::UNREADABLE_DATE, || diags::unreadable_date(cell, &date_words(&fault)));
                None
            }
        }
    }

    fn tell(&mut self, line: u32, code: Code, make: impl FnOnce() -> Diagnostic) {
        self.findings.add((0, line), code, make);
    }

    fn cell(&self, line: u32, column: Option<usize>, text: &str) -> Cell {
        Cell {
            file: self.name.to_owned(),
            line: u64::from(line),
            column: column.map(|column| self.header.cell(column).to_owned()),
            position: column.map(|column| column as u32 + 1),
            text: text.to_owned(),
        }
    }
}

fn alike(id: &str, title: &str, said: &str) -> bool {
    let said = key(said);
    !said.is_empty() && (key(id) == said || key(title) == said || heading_key(id) == heading_key(&said))
}
