//! Turns of phrase with the form they take in a rule book. A line in which one stands is only told back if the whole
//! line can then be read.
//!
//! In `from`, `#` is a number, `@` a level, `*` any word, `a|b` either word; `^` is the beginning of the line and `$`
//! its end. In `to`, `$2` is the second word that was found.

use crate::syntax::clause_words::Inside;

/// A turn of phrase.
pub(super) struct Turn {
    /// What is written.
    pub(super) from: &'static [&'static str],
    /// What it stands for.
    pub(super) to: &'static [&'static str],
    /// Where it may stand; anywhere if empty.
    pub(super) inside: &'static [Inside],
    /// Whether it can mean nothing else.
    pub(super) sure: bool,
    /// What is wrong, where it has words of its own.
    pub(super) says: Option<&'static str>,
}

const fn surely(from: &'static [&'static str], to: &'static [&'static str]) -> Turn {
    Turn { from, to, inside: &[], sure: true, says: None }
}

const fn perhaps(from: &'static [&'static str], to: &'static [&'static str]) -> Turn {
    Turn { from, to, inside: &[], sure: false, says: None }
}

const MEASURE: &[Inside] = &[Inside::Measure];
const DUE: &[Inside] = &[Inside::Measure, Inside::Framework];
const ESCALATION: &[Inside] = &[Inside::Escalation];
const RATED: &[Inside] = &[Inside::Measure, Inside::Rating];

/// In the order in which they are tried; what one leaves, the next may take up.
pub(super) const TURNS: &[Turn] = &[
    Turn {
        says: Some("`then` is written where `than` is meant"),
        ..surely(&["fewer|less|more|lower|higher|greater|better|worse", "then"], &["$1", "than"])
    },
    // Comparisons.
    surely(&["less|fewer|lower", "than", "or", "equal", "to", "#"], &["at", "most", "$6"]),
    surely(&["more|greater|higher", "than", "or", "equal", "to", "#"], &["at", "least", "$6"]),
    surely(&["equal", "to", "or", "less|fewer|lower|below", "than", "#"], &["at", "most", "$6"]),
    surely(&["equal", "to", "or", "more|greater|higher|above", "than", "#"], &["at", "least", "$6"]),
    surely(&["not|cannot", "exceed|exceeding|above|over", "#"], &["at", "most", "$3"]),
    surely(&["not|never", "below|under", "#"], &["at", "least", "$3"]),
    surely(&["#", "or", "more|above|over|higher|greater|better"], &["at", "least", "$1"]),
    surely(&["#", "or", "fewer|less|below|lower|under"], &["at", "most", "$1"]),
    surely(&["#", "and", "above|over"], &["$1", "or", "more"]),
    surely(&["#", "and", "below|under"], &["$1", "or", "fewer"]),
    // A target that says where it goes.
    surely(&["^", "target", "reduce|cut|decrease|fall|down", "to", "#"], &["target", "$4", "or", "fewer"]),
    surely(&["^", "target", "increase|raise|rise|up|improve", "to", "#"], &["target", "$4", "or", "more"]),
    surely(
        &["#", "reduction|decrease|cut|drop|fall", "on|from|of|in|against", "the", "baseline"],
        &["$1", "below", "baseline"],
    ),
    surely(
        &["#", "reduction|decrease|cut|drop|fall", "on|from|of|in|against", "baseline"],
        &["$1", "below", "baseline"],
    ),
    surely(
        &["#", "increase|rise|improvement", "on|from|of|in|against", "the", "baseline"],
        &["$1", "above", "baseline"],
    ),
    surely(
        &["#", "increase|rise|improvement", "on|from|of|in|against", "baseline"],
        &["$1", "above", "baseline"],
    ),
    perhaps(&["per|each|a", "year", "$"], &["for", "the", "year"]),
    surely(&["^", "target", "zero|nil|no|none", "*", "$"], &["target", "zero"]),
    // A word too many after the first.
    surely(&["^", "target|baseline|unit|owner|theme|rating", "is|of|are|was"], &["$1"]),
    surely(&["^", "target", "set", "at"], &["$1"]),
    surely(&["^", "baseline", "#", "on|as|from|during"], &["$1", "$2", "in"]),
    surely(&["^", "baseline", "*", "*", "#", "$"], &["$1", "$4", "in", "$2", "$3"]),
    surely(&["^", "baseline", "*", "#", "$"], &["$1", "$3", "in", "$2"]),
    // Which way is better.
    surely(&["^", "aim", "lower|low|less|fewer|smaller", "is", "better|good|best"], &["aim", "reduce"]),
    surely(&["^", "aim", "higher|high|more|greater|bigger", "is", "better|good|best"], &["aim", "increase"]),
    perhaps(&["^", "aim", "fewer|less|lower", "*", "$"], &["aim", "reduce"]),
    perhaps(&["^", "aim", "more|higher|greater", "*", "$"], &["aim", "increase"]),
    surely(&["^", "aim", "decrease|lower|down|cut|fall|minimise"], &["aim", "reduce"]),
    surely(&["^", "aim", "raise|up|rise|grow|higher|maximise"], &["aim", "increase"]),
    surely(&["^", "aim", "hold|keep|same|stable"], &["aim", "maintain"]),
    surely(&["smaller|fewer|low|less", "is", "better|good|best"], &["lower", "is", "better"]),
    surely(&["bigger|larger|greater|high|more", "is", "better|good|best"], &["higher", "is", "better"]),
    // How often.
    Turn {
        inside: DUE,
        ..surely(&["^", "quarterly|monthly|yearly|annually|annual|weekly|termly", "$"], &["due", "$1"])
    },
    Turn {
        inside: DUE,
        ..surely(
            &[
                "^",
                "reported|collected|measured|submitted|returned|reviewed|reporting",
                "quarterly|monthly|yearly|annually|annual|weekly|termly",
            ],
            &["due", "$2"],
        )
    },
    Turn {
        inside: DUE,
        ..surely(&["^", "due", "3|three", "times", "a|per|each", "year"], &["due", "termly"])
    },
    Turn {
        inside: DUE,
        ..surely(&["^", "due", "4|four", "times", "a|per|each", "year"], &["due", "quarterly"])
    },
    Turn {
        inside: DUE,
        ..surely(&["^", "due", "12|twelve", "times", "a|per|each", "year"], &["due", "monthly"])
    },
    Turn { inside: DUE, ..surely(&["^", "due", "once", "a|per|each", "year"], &["due", "yearly"]) },
    Turn { inside: DUE, ..surely(&["^", "due", "once", "a|per|each", "term"], &["due", "termly"]) },
    Turn { inside: DUE, ..surely(&["^", "due", "once", "a|per|each", "quarter"], &["due", "quarterly"]) },
    Turn { inside: DUE, ..surely(&["^", "due", "once", "a|per|each", "month"], &["due", "monthly"]) },
    Turn {
        inside: MEASURE,
        ..surely(
            &["^", "counts|counted", "cumulatively|cumulative|cumulated|ytd"],
            &["counts", "from", "the", "start", "of", "the", "year"],
        )
    },
    // Levels.
    Turn { inside: RATED, ..surely(&["^", "else|all|anything|everything", "@", "$"], &["$2", "otherwise"]) },
    Turn {
        inside: RATED,
        ..surely(&["^", "anything|everything|all", "else", "@", "$"], &["$3", "otherwise"])
    },
    Turn { inside: RATED, ..surely(&["^", "@", "else|anything|everything|rest", "$"], &["$1", "otherwise"]) },
    Turn { inside: RATED, ..surely(&["^", "@", "when|if", "else|otherwise|not", "$"], &["$1", "otherwise"]) },
    Turn {
        inside: RATED,
        ..surely(&["^", "@", "anything|everything|all", "else", "$"], &["$1", "otherwise"])
    },
    // What opens an escalation.
    surely(
        &["more|greater", "than", "#", "measures", "are|is", "@"],
        &["count", "of", "measures", "where", "(", "$6", ")", ">", "$3"],
    ),
    surely(
        &["#", "or", "more", "measures", "are|is", "@"],
        &["count", "of", "measures", "where", "(", "$6", ")", ">=", "$1"],
    ),
    surely(&["any", "measure", "is", "@"], &["count", "of", "measures", "where", "(", "$4", ")", ">=", "1"]),
    perhaps(
        &["@", "last", "quarter|month|period|week|term|time"],
        &["(", "$1", ")", "in", "the", "period", "before"],
    ),
    perhaps(
        &["@", "in", "the", "last", "quarter|month|period|week|term"],
        &["(", "$1", ")", "in", "the", "period", "before"],
    ),
    perhaps(
        &["@", "the", "same", "time|quarter|month|period", "last", "year"],
        &["(", "$1", ")", "in", "the", "same", "period", "last", "year"],
    ),
    perhaps(
        &["@", "same", "time|quarter|month|period", "last", "year"],
        &["(", "$1", ")", "in", "the", "same", "period", "last", "year"],
    ),
    perhaps(&["@", "last", "year"], &["(", "$1", ")", "in", "the", "same", "period", "last", "year"]),
    perhaps(&["@", "from|until"], &["$1", "and", "$2"]),
    perhaps(&["@", "twice"], &["$1", "for", "2", "periods"]),
    perhaps(&["@", "again"], &["$1", "for", "2", "periods"]),
    perhaps(&["^", "when|if", "*", "is|goes|turns", "@"], &["$1", "measure", "$2", "is", "$4"]),
    surely(&["rated|is", "@"], &["$2"]),
    perhaps(&["becomes|turns|goes", "@"], &["$2"]),
    surely(&["performance|it|trend|this", "is", "worsening|improving|unchanged"], &["$3"]),
    surely(&["getting|gets|become|becoming", "worse"], &["worsening"]),
    surely(&["getting|gets|become|becoming", "better"], &["improving"]),
    // Who is told, and by when.
    Turn { inside: ESCALATION, ..perhaps(&["^", "send|escalate|report|goes|sent|addressed", "to"], &["to"]) },
    Turn {
        inside: ESCALATION,
        ..perhaps(&["^", "notify|tell|email|alert|inform|contact", "owner", "$"], &["to", "$2"])
    },
    Turn {
        inside: ESCALATION,
        ..surely(&["^", "response|reply|answer|responds|responses", "within|by|in"], &["respond", "$2"])
    },
    Turn { inside: ESCALATION, ..surely(&["^", "deadline|due", "within|by"], &["respond", "$2"]) },
    Turn { inside: ESCALATION, ..perhaps(&["^", "within", "#"], &["respond", "within", "$2"]) },
    Turn { inside: ESCALATION, ..perhaps(&["^", "deadline|due", "#"], &["respond", "within", "$2"]) },
    Turn { inside: ESCALATION, ..surely(&["^", "respond", "#"], &["respond", "within", "$2"]) },
    perhaps(&["school", "days"], &["working", "days"]),
    surely(&["business|office|week", "days|day"], &["working", "days"]),
    surely(&["by|at", "next", "*", "meeting"], &["by", "the", "next", "meeting", "of", "$3"]),
    surely(&["by|at", "the", "next", "*", "meeting"], &["by", "the", "next", "meeting", "of", "$4"]),
    surely(&["by|at", "next", "meeting"], &["by", "the", "next", "meeting"]),
    // The year.
    surely(&["^", "year", "starts|begins|from|starting", "April"], &["year", "April", "to", "March"]),
    surely(
        &["^", "year", "starts|begins|from|starting", "September"],
        &["year", "September", "to", "August"],
    ),
    surely(&["^", "year", "starts|begins|from|starting", "January"], &["year", "January", "to", "December"]),
    surely(&["^", "financial", "year", "$"], &["year", "April", "to", "March"]),
    surely(&["^", "calendar", "year", "$"], &["year", "January", "to", "December"]),
    surely(&["^", "academic|school", "year", "$"], &["year", "September", "to", "August"]),
    surely(&["^", "year", "academic|school", "$"], &["year", "September", "to", "August"]),
    surely(&["^", "year", "financial", "$"], &["year", "April", "to", "March"]),
    surely(&["^", "year", "calendar", "$"], &["year", "January", "to", "December"]),
    surely(&["^", "meeting|meets", "dates|on|in"], &["meets"]),
    Turn { inside: MEASURE, ..surely(&["^", "lead|responsible|accountable", "board|body"], &["owner"]) },
];
