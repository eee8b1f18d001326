//! The canonical order of clauses where order has no meaning, and which of them begin in a column.
//!
//! Clauses of one kind always keep their order among themselves, for that may mean something: the lines of a rating,
//! the targets of a measure, the questions of an escalation. So do all lines of a declaration that is not sorted here.

use crate::syntax::clause_words::Inside;
use crate::syntax::outline::What;

/// How the clauses of one kind of declaration are arranged.
struct Arrangement {
    /// False where the order they are written in stands.
    sorted: bool,
    /// What follows an aligned clause word begins in this column, or further on where a word is longer.
    column: usize,
    /// How many spaces there are after the longest.
    gap: usize,
    /// Clause words in their order. Words in one row keep the order in which they are written.
    words: &'static [&'static [Place]],
}

/// A clause word, and how many words of it stand before the column; none for a clause that reads as a sentence.
type Place = (&'static str, usize);

/// Stands for the lines of a rating within a measure.
const LEVELS: &str = "";

/// Lines that keep the order in which they are written, and read as sentences.
const AS_WRITTEN: Arrangement = Arrangement { sorted: false, column: 0, gap: 1, words: &[] };

const FRAMEWORK: Arrangement = Arrangement {
    sorted: true,
    column: 9,
    gap: 1,
    words: &[
        &[("year", 1)],
        &[("due", 1)],
        &[("report days", 2)],
        &[("movement within one target", 1)],
        &[("contact", 1)],
        &[("source", 1)],
        &[("note", 1)],
    ],
};

const BOARD: Arrangement = Arrangement {
    sorted: true,
    column: 0,
    gap: 1,
    words: &[
        &[("reports to", 2)],
        &[("outside the partnership", 0)],
        &[("held by", 2)],
        &[("contact", 1)],
        &[("meets", 1)],
        &[("rating", 1)],
        &[("source", 1)],
        &[("note", 1)],
    ],
};

const THEME: Arrangement =
    Arrangement { sorted: true, column: 0, gap: 1, words: &[&[("rating", 1)], &[("note", 1)]] };

const CALENDAR: Arrangement = Arrangement {
    sorted: true,
    column: 0,
    gap: 1,
    words: &[&[("bank holidays", 0)], &[("terms", 0)], &[("closed", 0)], &[("source", 0)], &[("note", 0)]],
};

const MEASURE: Arrangement = Arrangement {
    sorted: true,
    column: 10,
    gap: 1,
    words: &[
        &[("theme", 1)],
        &[("owner", 1)],
        &[("unit", 1)],
        &[("aim", 1)],
        &[("by", 1)],
        &[("ranked", 1)],
        &[("definition", 1)],
        &[("computed", 0)],
        &[("is the total of", 0), ("is the average of", 0)],
        &[("numerator is", 0)],
        &[("denominator is", 0)],
        &[("gap between", 0)],
        &[("baseline", 1)],
        &[("target", 1)],
        &[("trajectory", 1)],
        &[("rating", 1), ("rated on", 0)],
        &[(LEVELS, 0), ("green", 0), ("amber", 0), ("red", 0), ("no better than", 0)],
        &[("rounded to", 0)],
        &[("counts", 1)],
        &[("year", 1)],
        &[("due", 1)],
        &[("first due", 2), ("first reported", 0)],
        &[("forecast", 1)],
        &[("spc", 1)],
        &[("rebased", 0)],
        &[("movement within one target", 1)],
        &[("moves of", 0)],
        &[("plausible", 1)],
        &[("excluding", 1)],
        &[("withhold", 1)],
        &[("missing is", 0)],
        &[("stale is", 0)],
        &[("say when first met", 0)],
        &[("linked to", 2)],
        &[("formerly", 1)],
        &[("source", 1)],
        &[("note", 1)],
    ],
};

const ESCALATION: Arrangement = Arrangement {
    sorted: true,
    column: 9,
    gap: 2,
    words: &[
        &[("applies to", 2)],
        &[("when", 1)],
        &[("to", 1)],
        &[("respond", 1)],
        &[("ask once", 0)],
        &[("ask", 1)],
        &[("then", 1)],
        &[("once", 0)],
        &[("closes when", 0)],
        &[("replaces", 1)],
        &[("source", 1)],
        &[("note", 1)],
    ],
};

const WAIVER: Arrangement = Arrangement {
    sorted: true,
    column: 9,
    gap: 2,
    words: &[
        &[("measure", 1), ("measures", 1)],
        &[("for", 1)],
        &[("ladder", 1)],
        &[("escalation", 1)],
        &[("until", 1)],
        &[("because", 1)],
        &[("agreed by", 2)],
        &[("note", 1)],
    ],
};

const LADDER: Arrangement = Arrangement {
    sorted: true,
    column: 0,
    gap: 1,
    words: &[
        &[("per", 0), ("the whole book", 0)],
        &[("applies to", 0)],
        &[("stage", 0)],
        &[("down one stage", 0)],
        &[("returns at most", 0)],
        &[("takes effect", 0)],
        &[("source", 0)],
        &[("note", 0)],
    ],
};

const STAGE: Arrangement = Arrangement {
    sorted: true,
    column: 6,
    gap: 1,
    words: &[
        &[
            ("enter", 0),
            ("leave", 0),
            ("enter only", 0),
            ("leave only", 0),
            ("only by decision", 0),
            ("never left", 0),
        ],
        &[("to", 1)],
        &[("note", 1)],
    ],
};

const BENCHMARK: Arrangement = Arrangement {
    sorted: true,
    column: 7,
    gap: 1,
    words: &[
        &[("unit", 1)],
        &[("peers", 1), ("peers from data", 0)],
        &[("ranks of those known", 0)],
        &[("source", 1)],
        &[("note", 1)],
    ],
};

const REPORT: Arrangement = Arrangement {
    sorted: true,
    column: 9,
    gap: 1,
    words: &[
        &[("shows", 1)],
        &[("always", 1)],
        &[("lists", 1)],
        &[("history", 1)],
        &[("to", 1), ("a red goes to", 0)],
        &[("note", 1)],
    ],
};

fn arrangement(inside: Inside) -> &'static Arrangement {
    match inside {
        Inside::Framework => &FRAMEWORK,
        Inside::Board => &BOARD,
        Inside::Theme => &THEME,
        Inside::Calendar => &CALENDAR,
        Inside::Measure => &MEASURE,
        Inside::Escalation => &ESCALATION,
        Inside::Waiver => &WAIVER,
        Inside::Ladder => &LADDER,
        Inside::Stage => &STAGE,
        Inside::Benchmark => &BENCHMARK,
        Inside::Report => &REPORT,
        Inside::Groups | Inside::Rating | Inside::Event | Inside::Scenario => &AS_WRITTEN,
    }
}

/// Where a line goes among the others of its declaration. Lines of the same rank keep their order.
pub(super) fn rank(inside: Option<Inside>, what: What) -> usize {
    let Some(inside) = inside else { return 0 };
    let arranged = arrangement(inside);
    let word = match what {
        What::Clause(word) => word,
        What::Level => LEVELS,
        What::Stage => "stage",
        What::Declaration(_)
        | What::Define
        | What::Member
        | What::AmountLine
        | What::Point
        | What::Unread => return 0,
    };
    let found = arranged.words.iter().position(|row| row.iter().any(|(known, _)| *known == word));
    if arranged.sorted { found.unwrap_or(arranged.words.len()) } else { 0 }
}

/// How many words of a clause stand before the column; none for one that reads as a sentence.
pub(super) fn words_before_column(inside: Option<Inside>, word: &str) -> usize {
    let words = inside.map_or(&[][..], |inside| arrangement(inside).words);
    words.iter().flat_map(|row| row.iter()).find(|(known, _)| *known == word).map_or(0, |(_, count)| *count)
}

/// The column that what follows a clause word begins in, where no word is longer, and the space after the longest.
pub(super) fn column(inside: Option<Inside>) -> (usize, usize) {
    inside.map_or((0, 1), |inside| (arrangement(inside).column, arrangement(inside).gap))
}

/// The words of a declaration's clauses in their canonical order; none where the order they are written in stands.
#[must_use]
pub fn canonical(inside: Inside) -> Option<Vec<&'static str>> {
    let arranged = arrangement(inside);
    let words = arranged.words.iter().flat_map(|row| row.iter()).map(|(word, _)| *word);
    arranged.sorted.then(|| words.filter(|word| *word != LEVELS).collect())
}
