//! Which column of a file of values holds what.

use super::diags;
use super::findings::Findings;
use super::judged::JudgedColumns;
use super::places::bit;
use super::table::Header;
use super::words::heading_key;
use crate::base::arena::Id;
use crate::base::diag::Cell;
use crate::base::suggest::nearest;
use crate::model::{Grouping, RuleBook};

const MEASURE: &[&str] = &[
    "measureid",
    "measureref",
    "measureno",
    "measurenumber",
    "indicatorid",
    "indicatorref",
    "indicatornumber",
    "kpiid",
    "kpiref",
    "id",
    "ref",
    "reference",
    "measure",
    "indicator",
    "kpi",
];
const TITLE: &[&str] =
    &["measure", "indicator", "kpi", "measurename", "measuretitle", "title", "indicatorname"];
const PERIOD: &[&str] = &[
    "period",
    "quarter",
    "month",
    "updateperiod",
    "reportingperiod",
    "timeperiod",
    "periodending",
    "qtr",
    "date",
    "when",
];
const VALUE: &[&str] =
    &["value", "actual", "result", "reportedvalue", "outturn", "revisedvalue", "revisedfigure", "revisedto"];
/// A column of these holds nothing but figures that replace earlier ones.
const REVISED: &[&str] = &["revisedvalue", "revisedfigure", "revisedto"];
const NUMERATOR: &[&str] = &["numerator", "num"];
const DENOMINATOR: &[&str] = &["denominator", "den", "denom", "base"];
const FORECAST: &[&str] = &[
    "forecast",
    "forecastfortheyear",
    "yearendforecast",
    "forecastoutturn",
    "forecastyearend",
    "projectedoutturn",
];
const FORECAST_OF_PERIOD: &[&str] =
    &["forecastfortheperiod", "forecastforthequarter", "forecastforthemonth", "forecastfortheterm"];
const STILL_EXPECTED: &[&str] = &["stillexpected", "expectedstill", "stilltocome", "expectedtocome"];
const LOWER: &[&str] =
    &["lower", "lowerci", "lower95ci", "lowercl", "lowerlimit", "lowerconfidencelimit", "lci", "ll"];
const UPPER: &[&str] =
    &["upper", "upperci", "upper95ci", "uppercl", "upperlimit", "upperconfidencelimit", "uci", "ul"];
const MARK: &[&str] = &["mark", "marks", "flag", "flags", "statusmark"];
const STATED: &[&str] = &["stated", "statedrating", "rag", "ragrating", "rating", "printedrag"];
const NOTE: &[&str] = &["note", "notes", "comment", "comments"];
const BY: &[&str] = &["submittedby", "returnedby", "by", "owner"];
const DEFINITION: &[&str] = &["definition", "bydefinition", "countedby", "basis"];
const ON: &[&str] = &["submittedon", "datesubmitted", "submitted", "received", "submissiondate"];
const RELEASED: &[&str] =
    &["released", "releasedon", "releasedate", "datereleased", "published", "publishedon"];
/// Which benchmark or peer a figure is of.
const COMPARATOR: &[&str] = &["benchmark", "comparator", "comparedwith", "comparedto", "peer"];

/// Columns that repeat what the rule book says, which nobody needs to be told of.
const HARMLESS: &[&str] = &[
    "measure",
    "indicator",
    "kpi",
    "measurename",
    "measuretitle",
    "title",
    "indicatorname",
    "name",
    "description",
    "unit",
    "units",
    "board",
    "responsibleboard",
    "theme",
    "section",
    "row",
    "target",
    "baseline",
    "owner",
    "id",
    "aim",
    "lastfigure",
    "sendby",
    "writeitas",
    "",
];

/// True for headings of a table that has a row for each measure and period.
pub(super) fn is_long(header: &Header) -> bool {
    header.find(PERIOD).is_some() || header.find(VALUE).is_some()
}

/// True for a text that may head the column of measures, so that the row may be one of headings.
#[cfg(feature = "workbooks")]
pub(super) fn may_head_measures(text: &str) -> bool {
    text.len() < 40 && MEASURE.contains(&heading_key(text).as_str())
}

/// How many of the headings of a file of values stand in a row: none without one that names measures.
#[cfg(feature = "workbooks")]
pub(super) fn known_headings(header: &Header) -> usize {
    let own = [
        PERIOD,
        VALUE,
        NUMERATOR,
        DENOMINATOR,
        FORECAST,
        FORECAST_OF_PERIOD,
        STILL_EXPECTED,
        LOWER,
        UPPER,
        MARK,
        STATED,
        NOTE,
        BY,
        ON,
    ];
    let known = own.iter().filter(|words| header.find(words).is_some()).count();
    if header.find(MEASURE).is_none() { 0 } else { known + 1 }
}

/// What the columns are called, for findings.
const KNOWN: &str = "`measure`, `period`, `value`, `numerator`, `denominator`, `forecast`, `still expected`, `lower`, `upper`, `mark`, `stated`, `note`, \
                     `submitted by`, `submitted on`, and one for each kind of group";

/// Positions of the columns that are read.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    /// The measure's id.
    pub measure: usize,
    /// The measure's title, for rows without an id.
    pub title: Option<usize>,
    /// The period.
    pub period: usize,
    /// The value.
    pub value: Option<usize>,
    /// True when the value is headed as one that replaces an earlier one; where it is blank, nothing is replaced.
    pub revises: bool,
    /// The numerator.
    pub numerator: Option<usize>,
    /// The denominator.
    pub denominator: Option<usize>,
    /// The forecast; true where the heading, or nothing, says that it is for the year.
    pub forecast: Option<(usize, bool)>,
    /// What is still expected in the year.
    pub still_expected: Option<usize>,
    /// The lower end of an interval.
    pub lower: Option<usize>,
    /// Its upper end.
    pub upper: Option<usize>,
    /// Marks.
    pub mark: Option<usize>,
    /// The rating as printed.
    pub stated: Option<usize>,
    /// A note.
    pub note: Option<usize>,
    /// Who submitted it.
    pub by: Option<usize>,
    /// When.
    pub on: Option<usize>,
    /// When a benchmark's figure was released.
    pub released: Option<usize>,
    /// Columns headed with a benchmark or peer, whose figures stand beside the value.
    pub beside: Vec<(String, usize)>,
    /// The definition that a figure is by, in a book where a definition changed.
    pub definition: Option<usize>,
    /// Levels set by hand.
    pub judged: JudgedColumns,
    /// True when nothing but numerator and denominator ever stands beside a value, as in most long files.
    pub bare: bool,
    /// The kinds of group, in the order of the book.
    pub groups: Vec<(Id<Grouping>, usize)>,
    /// The last column that a row needs.
    pub last_needed: usize,
}

impl Columns {
    /// Finds the columns; none when one that is needed is not there, which is a finding.
    pub fn find(
        book: &RuleBook,
        header: &Header,
        file: (u16, &str),
        findings: &mut Findings,
    ) -> Option<Self> {
        let groups = group_columns(book, header);
        let is_group = |at: usize| groups.iter().any(|(_, column)| *column == at);
        let find = |headings: &[&str]| header.find(headings).filter(|at| !is_group(*at));
        let (measure, period, value) = (find(MEASURE), find(PERIOD), find(VALUE));
        let (numerator, denominator) = (find(NUMERATOR), find(DENOMINATOR));
        let has_value = value.is_some() || (numerator.is_some() && denominator.is_some());
        let missing = [
            ("measure", MEASURE, measure.is_some()),
            ("period", PERIOD, period.is_some()),
            ("value", VALUE, has_value),
        ];
        for (needed, headings, _) in missing.iter().filter(|(_, _, found)| !found) {
            let near = near_heading(header, headings);
            findings.add((file.0, header.line), diags::MISSING_COLUMN, || {
                diags::missing_column(row_cell(file.1, header), needed, &header.cells, near)
            });
        }
        let (Some(measure), Some(period), true) = (measure, period, has_value) else { return None };
        let mut columns = Self {
            measure,
            title: find(TITLE).filter(|at| *at != measure),
            period,
            value,
            revises: value
                .is_some_and(|at| header.keys.get(at).is_some_and(|key| REVISED.contains(&key.as_str()))),
            numerator,
            denominator,
            forecast: find(FORECAST)
                .map(|at| (at, true))
                .or_else(|| find(FORECAST_OF_PERIOD).map(|at| (at, false))),
            still_expected: find(STILL_EXPECTED),
            lower: find(LOWER),
            upper: find(UPPER),
            mark: find(MARK),
            stated: find(STATED),
            note: find(NOTE),
            by: find(BY),
            on: find(ON),
            released: find(RELEASED),
            beside: Vec::new(),
            definition: find(DEFINITION).filter(|_| book.measures.values().any(|m| m.definitions.len() > 1)),
            judged: JudgedColumns::find(header, |at| !is_group(*at)),
            groups,
            bare: false,
            last_needed: 0,
        };
        columns.last_needed = columns.needed();
        columns.bare = columns.is_bare();
        columns.beside = columns.benchmarks_beside(book, header);
        columns.tell_unread(header, file, findings);
        Some(columns)
    }

    /// Columns that nothing else is read from and whose heading is a benchmark or peer of the book.
    fn benchmarks_beside(&self, book: &RuleBook, header: &Header) -> Vec<(String, usize)> {
        let Some(comparators) = book.comparators else { return Vec::new() };
        let find = |key: &String| {
            let names = book.groupings[comparators].members.iter();
            let mut named = names.filter(|member| {
                !key.is_empty() && [heading_key(&member.id), heading_key(&member.title)].contains(key)
            });
            named.next().map(|member| member.id.clone())
        };
        let free = header.keys.iter().enumerate().filter(|(at, _)| !self.all().any(|used| used == *at));
        free.filter_map(|(at, key)| Some((find(key)?, at))).collect()
    }

    fn is_bare(&self) -> bool {
        let ahead = [self.forecast.map(|(at, _)| at), self.still_expected, self.lower.and(self.upper)];
        let said = [self.mark, self.stated, self.note, self.by, self.on, self.released, self.definition];
        ahead.iter().chain(&said).chain(&[self.judged.level]).all(Option::is_none)
    }

    fn needed(&self) -> usize {
        let parts = self.numerator.max(self.denominator).filter(|_| self.value.is_none());
        self.measure.max(self.period).max(self.value.or(parts).unwrap_or(0))
    }

    fn all(&self) -> impl Iterator<Item = usize> + '_ {
        let some = [
            Some(self.measure),
            self.title,
            Some(self.period),
            self.value,
            self.numerator,
            self.denominator,
            self.forecast.map(|(at, _)| at),
            self.still_expected,
            self.lower,
            self.upper,
            self.mark,
            self.stated,
            self.note,
            self.by,
            self.on,
            self.released,
            self.definition,
        ];
        let beside = self.beside.iter().map(|(_, at)| *at);
        some.into_iter()
            .flatten()
            .chain(self.judged.all())
            .chain(self.groups.iter().map(|(_, at)| *at))
            .chain(beside)
    }

    fn tell_unread(&self, header: &Header, file: (u16, &str), findings: &mut Findings) {
        let unread: Vec<usize> = header
            .keys
            .iter()
            .enumerate()
            .filter(|(at, key)| !self.all().any(|used| used == *at) && !HARMLESS.contains(&key.as_str()))
            .map(|(at, _)| at)
            .collect();
        if unread.is_empty() {
            return;
        }
        let names: Vec<String> = unread.iter().map(|at| header.cell(*at).to_owned()).collect();
        let roles = [
            ("numerator", NUMERATOR, self.numerator),
            ("denominator", DENOMINATOR, self.denominator),
            ("forecast", FORECAST, self.forecast.map(|(at, _)| at)),
            ("still expected", STILL_EXPECTED, self.still_expected),
            ("lower", LOWER, self.lower),
            ("upper", UPPER, self.upper),
            ("mark", MARK, self.mark),
            ("stated", STATED, self.stated),
            ("note", NOTE, self.note),
            ("submitted by", BY, self.by),
            ("submitted on", ON, self.on),
        ];
        let near = unread.iter().find_map(|at| {
            let key = header.keys.get(*at)?;
            let (role, _, _) =
                roles.iter().filter(|(_, _, found)| found.is_none()).find(|(_, words, _)| {
                    nearest(key, words.iter().copied().filter(|w| w.len() > 3)).is_some()
                })?;
            Some((header.cell(*at), *role))
        });
        findings.add((file.0, header.line), diags::UNKNOWN_COLUMN, || {
            diags::unknown_column(row_cell(file.1, header), &names, KNOWN, near)
        });
    }

    /// The kinds of group that the file has columns for, as bits.
    pub fn group_kinds(&self) -> u64 {
        self.groups.iter().fold(0, |all, (grouping, _)| all | bit(*grouping))
    }
}

/// The columns that name groups, by kind of group.
pub fn group_columns(book: &RuleBook, header: &Header) -> Vec<(Id<Grouping>, usize)> {
    let find = |grouping: &Grouping| {
        let names = [heading_key(&grouping.id), heading_key(&grouping.title)];
        header.keys.iter().position(|key| !key.is_empty() && names.contains(key))
    };
    let found = |(id, grouping)| {
        let comparators = || header.find(COMPARATOR).filter(|_| Some(id) == book.comparators);
        Some((id, find(grouping).or_else(comparators)?))
    };
    book.groupings.iter().filter_map(found).collect()
}

/// A heading that may have been meant for one of these.
pub fn near_heading<'h>(header: &'h Header, headings: &[&str]) -> Option<&'h str> {
    let near = |key: &String| nearest(key, headings.iter().copied().filter(|h| h.len() > 3)).is_some();
    let holds = |key: &String| headings.iter().any(|h| h.len() > 4 && key.contains(h));
    let at = header.keys.iter().position(near).or_else(|| header.keys.iter().position(holds))?;
    Some(header.cell(at))
}

/// The heading row as a place.
pub fn row_cell(file: &str, header: &Header) -> Cell {
    Cell {
        file: file.to_owned(),
        line: u64::from(header.line),
        column: None,
        position: None,
        text: header.cells.join(", "),
    }
}
