//! Which column of a table holds what: as the command line says, else by its heading, else by what stands in it.

use super::table::Table;
use super::words::is_colour;
use crate::base::period::{YearStart, parse_period};
use crate::base::suggest::nearest;
use crate::data::words::{key, no_value, yes_or_no};

/// What a column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The measure's number or code.
    Id,
    /// What is measured.
    Title,
    /// The heading it stands under.
    Theme,
    /// The board or person responsible.
    Owner,
    /// What its numbers count.
    Unit,
    /// Which way is wanted.
    Aim,
    /// Where it started.
    Baseline,
    /// What is to be reached.
    Target,
    /// How far off is still amber.
    Tolerance,
    /// How often it is reported.
    Due,
    /// The period of the value.
    Period,
    /// The figure.
    Value,
    /// The colour as printed.
    Rag,
    /// A note.
    Note,
    /// What is being done about it.
    Response,
}

/// A role, the word for it on the command line, what it is called in a sentence, and the headings that mean it, parted
/// by commas.
struct Known {
    role: Role,
    word: &'static str,
    means: &'static str,
    headings: &'static str,
}

/// In the order in which columns are given out; a heading that stands earlier in a list is taken first.
const ROLES: &[Known] = &[
    Known {
        role: Role::Id,
        word: "id",
        means: "the measure's number",
        headings: "id, ref, ref no, reference, measure id, measure ref, measure no, measure number, \
                   indicator id, indicator ref, indicator no, indicator number, kpi id, kpi ref, kpi no, \
                   kpi number, pi ref, pi no, code, no, number, #",
    },
    Known {
        role: Role::Title,
        word: "title",
        means: "what is measured",
        headings: "measure, indicator, kpi, title, performance measure, performance indicator, key \
                   performance indicator, measure name, indicator name, measure title, indicator title, kpi \
                   name, kpi description, measure description, indicator description, metric, metric name, \
                   description, name, outcome measure, success measure, what we measure, standard, \
                   deliverable",
    },
    Known {
        role: Role::Theme,
        word: "theme",
        means: "the theme",
        headings: "theme, priority, strategic priority, corporate priority, outcome, domain, objective, \
                   strategic objective, goal, aim of the plan, category, area, portfolio, part, section, \
                   priority focus",
    },
    Known {
        role: Role::Owner,
        word: "owner",
        means: "who is responsible",
        headings: "owner, responsible board, board, responsible, accountable, lead board, lead, lead \
                   officer, responsible officer, measure owner, kpi owner, sro, senior responsible owner, \
                   executive lead, exec lead, lead director, directorate, service, service area, \
                   department, team, committee, lead agency, lead organisation, organisation, lead member, \
                   cabinet member, portfolio holder",
    },
    Known {
        role: Role::Unit,
        word: "unit",
        means: "the unit",
        headings: "unit, units, unit of measure, unit of measurement, measured in, data type, format",
    },
    Known {
        role: Role::Aim,
        word: "aim",
        means: "which way is better",
        headings: "aim, polarity, desired direction, direction, good is, good to be, good performance, good \
                   performance is, better to be, better is, what is good, what good looks like, bigger or \
                   smaller is better, high or low is good, aim to",
    },
    Known {
        role: Role::Baseline,
        word: "baseline",
        means: "the baseline",
        headings: "baseline, base line, baseline value, starting point, start, baseline position",
    },
    Known {
        role: Role::Tolerance,
        word: "tolerance",
        means: "how far off is still amber",
        headings: "tolerance, amber tolerance, rag tolerance, tolerance level, variance allowed, amber \
                   within",
    },
    Known {
        role: Role::Target,
        word: "target",
        means: "the target",
        headings: "target, annual target, year end target, end of year target, yearly target, target value, \
                   standard target, plan, trajectory, goal value, ambition, threshold",
    },
    Known {
        role: Role::Due,
        word: "due",
        means: "how often it is reported",
        headings: "due, frequency, reporting frequency, frequency of reporting, collection frequency, \
                   reported, how often, update frequency",
    },
    Known {
        role: Role::Period,
        word: "period",
        means: "the period of the value",
        headings: "period, update period, reporting period, data period, latest period, period covered, \
                   quarter, month, time period, as at, data as at, latest data, date of data, date",
    },
    Known {
        role: Role::Value,
        word: "value",
        means: "the value",
        headings: "value, reported value, actual, actual value, latest value, latest, latest figure, \
                   current value, current, current performance, actual performance, performance, result, \
                   outturn, position, latest position, current position, latest performance, ytd, year to \
                   date",
    },
    Known {
        role: Role::Rag,
        word: "rag",
        means: "the colour as printed",
        headings: "rag, rag rating, rag status, rating, status, performance status, colour",
    },
    Known {
        role: Role::Response,
        word: "response",
        means: "what is being done about it",
        headings: "what is being done, action, actions, mitigation, mitigating action, mitigating actions, \
                   corrective action, remedial action, recovery action, recovery actions, exception \
                   commentary, improvement actions, action being taken, actions being taken, response",
    },
    Known {
        role: Role::Note,
        word: "note",
        means: "notes",
        headings: "note, notes, comment, comments, commentary, narrative, remarks, explanation",
    },
];

impl Role {
    /// Its word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        known(self).map_or("", |known| known.word)
    }

    /// What it is called in a sentence.
    #[must_use]
    pub fn means(self) -> &'static str {
        known(self).map_or("", |known| known.means)
    }

    /// The role that a word of the command line names, or the nearest one.
    fn named(word: &str) -> Result<Self, Option<&'static str>> {
        let found = ROLES.iter().find(|known| known.word == word);
        found.map(|known| known.role).ok_or_else(|| nearest(word, ROLES.iter().map(|known| known.word)))
    }

    /// All words of the command line, as a list.
    #[must_use]
    pub fn words() -> String {
        ROLES.iter().map(|known| known.word).collect::<Vec<_>>().join(", ")
    }
}

fn known(role: Role) -> Option<&'static Known> {
    ROLES.iter().find(|known| known.role == role)
}

/// How a column came to its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The command line says so.
    Said,
    /// Its heading says so.
    Heading,
    /// What stands in it looks so.
    Content,
}

/// The columns of a table.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    /// What is read, in the order of the roles: the role, the column, how it was found.
    pub given: Vec<(Role, usize, How)>,
    /// Columns of values whose heading is their period: the column, and the period as text.
    pub values: Vec<(usize, String)>,
    /// Columns that are headed by a part of a year, such as `Q1`, and no year is known: not read.
    pub parts: Vec<(usize, String)>,
    /// Columns that say where levels begin, such as `Green` or `Red < 80`: not read.
    pub levels: Vec<usize>,
    /// Columns that nothing is read from.
    pub unread: Vec<usize>,
}

impl Columns {
    /// The column with a role.
    #[must_use]
    pub fn of(&self, role: Role) -> Option<usize> {
        self.given.iter().find(|(r, _, _)| *r == role).map(|(_, at, _)| *at)
    }

    fn takes(&self, at: usize) -> bool {
        self.given.iter().any(|(_, taken, _)| *taken == at)
            || self.values.iter().any(|(taken, _)| *taken == at)
    }
}

/// What the command line says of one column: `target=Target 19/20`; a role without a heading has no column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The word before the sign.
    pub word: String,
    /// The heading after it.
    pub heading: String,
}

/// Finds out which column holds what.
///
/// # Errors
/// A sentence, when the command line names a role or a heading that there is none of, or when no column holds titles.
pub fn columns(table: &Table, said: &[Said], year: Option<&str>) -> Result<Columns, String> {
    let mut columns = Columns::default();
    let mut settled: Vec<Role> = Vec::new();
    for one in said {
        let role = Role::named(&one.word).map_err(|near| {
            let meant = near.map_or_else(String::new, |near| format!("; `{near}` is one"));
            format!("`{}` is no column that is read{meant}: they are {}", one.word, Role::words())
        })?;
        settled.push(role);
        if !one.heading.is_empty() {
            columns.given.push((role, heading_at(table, &one.heading)?, How::Said));
        }
    }
    by_heading(table, &mut columns, &settled);
    value_columns(table, &mut columns, year);
    by_content(table, &mut columns, &settled);
    if columns.of(Role::Title).is_none() {
        return Err(format!(
            "no column of {} looks like titles of measures; say which with --columns \"title=…\": the headings are {}",
            table.name,
            headings(table)
        ));
    }
    columns.given.sort_by_key(|(role, _, _)| *role);
    let is_free = |at: &usize| !columns.takes(*at) && columns.parts.iter().all(|(part, _)| part != at);
    columns.levels = (0..table.headings.len()).filter(|at| is_free(at) && says_levels(table, *at)).collect();
    columns.unread = (0..table.headings.len()).filter(|at| !columns.takes(*at)).collect();
    let told = |at: &usize| columns.levels.contains(at) || columns.parts.iter().any(|(part, _)| part == at);
    let unread = columns.unread.iter().copied().filter(|at| !told(at)).collect();
    columns.unread = unread;
    Ok(columns)
}

fn headings(table: &Table) -> String {
    table.headings.iter().filter(|h| !h.is_empty()).map(|h| format!("`{h}`")).collect::<Vec<_>>().join(", ")
}

fn heading_at(table: &Table, heading: &str) -> Result<usize, String> {
    let wanted = key(heading);
    let exact = table.headings.iter().position(|own| key(own) == wanted);
    exact.or_else(|| table.headings.iter().position(|own| bare(own) == wanted)).ok_or_else(|| {
        let near = nearest(heading, table.headings.iter().map(String::as_str));
        let meant = near.map_or_else(String::new, |near| format!("; `{near}` is near"));
        format!("{} has no column `{heading}`{meant}: its headings are {}", table.name, headings(table))
    })
}

/// True for a column that says where a level begins: it is headed by a colour, and has figures in its cells or its heading.
fn says_levels(table: &Table, at: usize) -> bool {
    let heading = table.headings.get(at).map(|heading| key(heading)).unwrap_or_default();
    let colours = ["green", "amber", "red", "yellow", "blue"];
    let has_colour = heading.split(|c: char| !c.is_alphabetic()).any(|word| colours.contains(&word));
    let figure = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    has_colour && (figure(&heading) || share(table, at, figure) > 5)
}

/// A heading without its years, months and signs: `Target 19/20` and `Baseline (Jan 2019)` are `target`, `baseline`.
fn bare(heading: &str) -> String {
    let words = key(heading);
    let words = words.split(|c: char| !(c.is_alphanumeric() || c == '/' || c == '#'));
    let is_time = |word: &&str| {
        !word.is_empty()
            && !word.contains(|c: char| c.is_ascii_digit())
            && parse_period(&format!("{word} 2019"), None).is_err()
    };
    let words = words.filter(is_time).collect::<Vec<_>>().join(" ").replace('/', " ");
    words.strip_suffix(" as printed").map_or(words.clone(), str::to_owned)
}

fn by_heading(table: &Table, columns: &mut Columns, settled: &[Role]) {
    for known in ROLES.iter().filter(|known| !settled.contains(&known.role)) {
        let free = |columns: &Columns, at: &usize| !columns.takes(*at);
        let named = known.headings.split(", ").find_map(|heading| {
            let mut all = (0..table.headings.len()).filter(|at| free(columns, at));
            all.find(|at| table.headings.get(*at).is_some_and(|own| bare(own) == heading))
        });
        // "Performance" may head a judgement in words.
        let holds = |at: &usize| match known.role {
            Role::Value => share(table, *at, has_figure) > 2 || share(table, *at, |_| true) == 0,
            _ => true,
        };
        columns.given.extend(named.filter(holds).map(|at| (known.role, at, How::Heading)));
    }
    // `KPI` or `Indicator` heads codes in one table and titles in another.
    if let (Some(title), None) = (columns.of(Role::Title), columns.of(Role::Id))
        && !settled.contains(&Role::Id)
        && !settled.contains(&Role::Title)
        && is_codes(table, title)
    {
        columns.given.retain(|(role, _, _)| *role != Role::Title);
        columns.given.push((Role::Id, title, How::Content));
        let titles = known(Role::Title).map_or("", |known| known.headings);
        let other = titles.split(", ").find_map(|heading| {
            let mut all = (0..table.headings.len()).filter(|at| !columns.takes(*at));
            all.find(|at| table.headings.get(*at).is_some_and(|own| bare(own) == heading))
        });
        columns.given.extend(other.map(|at| (Role::Title, at, How::Heading)));
    }
}

/// Columns headed by a period alone, `Q1 2019/20`, or by a part of the year that the command line names, `Q1`.
fn value_columns(table: &Table, columns: &mut Columns, year: Option<&str>) {
    if columns.of(Role::Value).is_some() {
        return;
    }
    for (at, heading) in table.headings.iter().enumerate().filter(|(_, heading)| heading.len() < 40) {
        if columns.takes(at) {
            continue;
        }
        let text = [
            "actual",
            "outturn",
            "value",
            "result",
            "performance",
            "rolling",
            "12 months to",
            "12 months ending",
            "year to date to",
            "year to date",
            "year to",
            "ytd to",
            "ytd",
            "as at",
            "position at",
        ];
        let text = text.iter().fold(key(heading), |text, word| text.replace(word, ""));
        let read = |text: &str| parse_period(text, Some(YearStart::FINANCIAL)).ok();
        let of_year = |year: &str| read(&format!("{} {year}", text.trim()));
        let found = read(&text).or_else(|| of_year(year?));
        if let Some(period) = found {
            columns.values.push((at, period.to_string()));
        } else if year.is_none() && of_year("2019/20").or_else(|| of_year("2019")).is_some() {
            columns.parts.push((at, heading.clone()));
        }
    }
}

fn by_content(table: &Table, columns: &mut Columns, settled: &[Role]) {
    if columns.of(Role::Title).is_none() && !settled.contains(&Role::Title) {
        let longest = (0..table.headings.len())
            .filter(|at| !columns.takes(*at))
            .map(|at| (table.rows.iter().map(|row| row.cell(at).len()).sum::<usize>(), at))
            .filter(|(length, _)| *length > table.rows.len() * 12)
            .max_by_key(|(length, at)| (*length, std::cmp::Reverse(*at)));
        columns.given.extend(longest.map(|(_, at)| (Role::Title, at, How::Content)));
    }
    let mut find = |role: Role, looks: &dyn Fn(usize) -> bool| {
        if columns.of(role).is_none() && !settled.contains(&role) {
            let found = (0..table.headings.len()).find(|at| !columns.takes(*at) && looks(*at));
            columns.given.extend(found.map(|at| (role, at, How::Content)));
        }
    };
    find(Role::Rag, &|at| share(table, at, is_colour) > 8);
    find(Role::Id, &|at| is_codes(table, at));
}

/// How many tenths of the cells with text hold what a test looks for.
fn share(table: &Table, at: usize, test: impl Fn(&str) -> bool) -> usize {
    let filled: Vec<&str> =
        table.rows.iter().map(|row| row.cell(at)).filter(|cell| !cell.is_empty()).collect();
    if filled.is_empty() {
        return 0;
    }
    filled.iter().filter(|cell| test(cell)).count() * 10 / filled.len()
}

/// True for a cell that may be a value: it has a figure, or a word for one that is not there.
fn has_figure(cell: &str) -> bool {
    let text = key(cell);
    text.contains(|c: char| c.is_ascii_digit()) || no_value(&text).is_some() || yes_or_no(&text).is_some()
}

/// True for a column of short codes that all differ: `1.1`, `ASC03`, `KPI 7`.
fn is_codes(table: &Table, at: usize) -> bool {
    let mut seen: Vec<String> =
        table.rows.iter().map(|row| key(row.cell(at))).filter(|cell| !cell.is_empty()).collect();
    let filled = seen.len();
    seen.sort();
    seen.dedup();
    let is_code = |cell: &str| {
        cell.len() <= 10
            && cell.contains(|c: char| c.is_ascii_digit())
            && cell.split(' ').count() <= 2
            && !cell.contains(['%', '£', '/', '<', '>', ','])
    };
    filled * 2 > table.rows.len() && seen.len() == filled && share(table, at, is_code) > 8
}

#[cfg(test)]
mod tests {
    use super::{How, Role, Said, bare, columns};
    use crate::import::table::from_csv;

    #[test]
    fn a_heading_is_known_without_its_year() {
        assert_eq!(bare("Target 19/20"), "target");
        assert_eq!(bare("Baseline (Jan 2019)"), "baseline");
        assert_eq!(bare("RAG_rating"), "rag rating");
    }

    #[test]
    fn the_command_line_has_the_last_word() {
        let table = from_csv("t.csv", b"Ref,KPI,Plan,Target\n1,Calls answered,80%,90%\n").unwrap();
        let said = |word: &str, heading: &str| Said { word: word.to_owned(), heading: heading.to_owned() };
        let read = columns(&table, &[said("target", "Plan")], None).unwrap();
        assert_eq!(read.of(Role::Target), Some(2));
        assert!(read.given.contains(&(Role::Target, 2, How::Said)));
        assert!(columns(&table, &[said("targit", "Plan")], None).unwrap_err().contains("`target` is one"));
        assert!(columns(&table, &[said("target", "Plam")], None).unwrap_err().contains("`Plan` is near"));
    }

    #[test]
    fn a_column_of_codes_is_no_title() {
        let table =
            from_csv("t.csv", b"KPI,Description,Target\nCS01,Calls answered,80%\nCS02,Letters,1\n").unwrap();
        let read = columns(&table, &[], None).unwrap();
        assert_eq!((read.of(Role::Id), read.of(Role::Title)), (Some(0), Some(1)));
    }
}
