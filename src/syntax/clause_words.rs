//! The words that clauses and declarations begin with, and the forms they take: for messages, completion and help.

use super::grammar::Rule;

/// Which declaration a clause stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inside {
    /// `framework`
    Framework,
    /// `board` or `role`
    Board,
    /// `theme`
    Theme,
    /// `groups`
    Groups,
    /// `calendar`
    Calendar,
    /// `rating`
    Rating,
    /// `measure`
    Measure,
    /// `escalation`
    Escalation,
    /// `waiver`
    Waiver,
    /// `ladder`
    Ladder,
    /// `stage`, within a ladder
    Stage,
    /// `event`
    Event,
    /// `benchmark`
    Benchmark,
    /// `report`
    Report,
    /// `scenario`
    Scenario,
}

impl Inside {
    /// All, in the order of the language reference.
    pub const ALL: [Self; 15] = [
        Self::Framework,
        Self::Board,
        Self::Theme,
        Self::Groups,
        Self::Calendar,
        Self::Rating,
        Self::Measure,
        Self::Escalation,
        Self::Waiver,
        Self::Ladder,
        Self::Stage,
        Self::Event,
        Self::Benchmark,
        Self::Report,
        Self::Scenario,
    ];

    /// The word the declaration begins with.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Framework => "framework",
            Self::Board => "board",
            Self::Theme => "theme",
            Self::Groups => "groups",
            Self::Calendar => "calendar",
            Self::Rating => "rating",
            Self::Measure => "measure",
            Self::Escalation => "escalation",
            Self::Waiver => "waiver",
            Self::Ladder => "ladder",
            Self::Stage => "stage",
            Self::Event => "event",
            Self::Benchmark => "benchmark",
            Self::Report => "report",
            Self::Scenario => "scenario",
        }
    }

    /// `a`, or `an` before a vowel.
    #[must_use]
    pub fn article(self) -> &'static str {
        if self.word().starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
    }
}

/// A clause word, the rule that reads it, and the forms to show.
#[derive(Debug, Clone, Copy)]
pub struct ClauseWord {
    /// The word, or the first words.
    pub word: &'static str,
    /// The rule of the grammar.
    pub rule: Rule,
    /// What to write, as examples.
    pub forms: &'static str,
}

const fn clause(word: &'static str, rule: Rule, forms: &'static str) -> ClauseWord {
    ClauseWord { word, rule, forms }
}

/// Declarations with the form they take.
pub const DECLARATIONS: &[(&str, &str)] = &[
    ("benchmark", "`benchmark england \"England average\"`"),
    ("board", "`board HIB \"Health Improvement Board\" { reports to HWB }`"),
    ("calendar", "`calendar \"England\" { bank holidays england }`"),
    ("define", "`define share as value / target`"),
    ("escalation", "`escalation exception \"Exception report\" { when amber or worse; to owner }`"),
    ("event", "`event plan { received; accepted }`"),
    ("framework", "`framework \"Title\" { year April to March; due quarterly }`"),
    ("groups", "`groups site \"Hospital site\" { JR \"John Radcliffe\"; HGH \"Horton General\" }`"),
    (
        "ladder",
        "`ladder oversight { per measure; stage watch { enter when red; leave when not red; to owner } }`",
    ),
    ("measure", "`measure 1.1 \"Title\" { unit children; aim reduce; target 750 or fewer }`"),
    ("rating", "`rating RAG { green when on target; red otherwise }`"),
    ("report", "`report board_paper { shows amber or worse }`"),
    ("role", "`role chief_executive \"Chief Executive\"`"),
    ("scenario", "`scenario \"What it shows\" { measure 1.1: 794 in Q3 2018/19; expect 1.1 is red }`"),
    ("theme", "`theme start \"A good start in life\"`"),
    (
        "waiver",
        "`waiver \"Why\" { measure 3.9; escalation exception; until 26 September 2019; because \"…\"; agreed by HWB on 13 June 2019 }`",
    ),
];

const NOTE: ClauseWord = clause("note", Rule::note, "`note \"text in double quotes\"`");
const SOURCE: ClauseWord = clause("source", Rule::source, "`source \"text in double quotes\"`");
const YEAR: ClauseWord =
    clause("year", Rule::year_clause, "`year April to March` or `year 2019/20, April to March`");
const DUE: ClauseWord = clause(
    "due",
    Rule::due,
    "`due monthly`, `due quarterly`, `due termly`, `due yearly`, `due in Q1 and Q2`, `due every other year, last in 2018/19`, `due quarterly, 20 working days after the quarter ends`, or with `, 1 quarter in arrears` after it",
);
const WITHIN_ONE_TARGET: ClauseWord =
    clause("movement within one target", Rule::within_one_target, "`movement within one target`");
const TO: ClauseWord = clause(
    "to",
    Rule::to_clause,
    "`to owner`, `to board above owner`, or the name of a board or role, as in `to NHSE` or `to NHSE from 1 April 2020`",
);

/// The clauses of each declaration.
#[must_use]
pub fn clause_words(inside: Inside) -> &'static [ClauseWord] {
    match inside {
        Inside::Framework => FRAMEWORK,
        Inside::Board => BOARD,
        Inside::Theme => THEME,
        Inside::Groups => GROUPS,
        Inside::Calendar => CALENDAR,
        Inside::Rating => RATING,
        Inside::Measure => MEASURE,
        Inside::Escalation => ESCALATION,
        Inside::Waiver => WAIVER,
        Inside::Ladder => LADDER,
        Inside::Stage => STAGE,
        Inside::Event => EVENT,
        Inside::Benchmark => BENCHMARK,
        Inside::Report => REPORT,
        Inside::Scenario => SCENARIO,
    }
}

const FRAMEWORK: &[ClauseWord] = &[
    YEAR,
    DUE,
    clause("report days", Rule::report_days, "`report days 13 June 2019, 26 September 2019`"),
    WITHIN_ONE_TARGET,
    CONTACT,
    SOURCE,
    NOTE,
];
const CONTACT: ClauseWord = clause(
    "contact",
    Rule::contact,
    "`contact` and whom to write to, as in `contact \"Performance team, performance@example.gov.uk\"`",
);
const BOARD: &[ClauseWord] = &[
    clause(
        "reports to",
        Rule::reports_to,
        "`reports to` and the id of another board, as in `reports to HWB`",
    ),
    clause("meets", Rule::meets, "`meets 13 June 2019, 26 September 2019`"),
    clause("outside the partnership", Rule::outside, "`outside the partnership`"),
    clause("held by", Rule::held_by, "`held by \"Name\"`"),
    CONTACT,
    PARTY_RATING,
    SOURCE,
    NOTE,
];
const PARTY_RATING: ClauseWord = clause(
    "rating",
    Rule::party_rating,
    "`rating` and the name of a rating for its measures, as in `rating RAG`, or for itself: `rating goals by the share on target`",
);
const THEME: &[ClauseWord] = &[PARTY_RATING, NOTE];
const GROUPS: &[ClauseWord] = &[clause("from data", Rule::from_data, "`from data`"), NOTE];
const CALENDAR: &[ClauseWord] = &[
    clause(
        "bank holidays",
        Rule::bank_holidays,
        "`bank holidays england`, `bank holidays scotland` or `bank holidays northern ireland`",
    ),
    clause(
        "terms",
        Rule::terms,
        "`terms 2018/19: 3 September 2018 to 19 December 2018, 7 January 2019 to 5 April 2019, 23 April 2019 to 24 July 2019`",
    ),
    clause(
        "closed",
        Rule::closed_on,
        "`closed 24 December 2019` or `closed 24 December 2019 to 1 January 2020`",
    ),
    SOURCE,
    NOTE,
];
const LEVEL_FORMS: &str = "`green when on target`, `amber when within 5 points of target`, `red otherwise`";
const RATING: &[ClauseWord] = &[
    clause("green", Rule::level_line, LEVEL_FORMS),
    clause("amber", Rule::level_line, LEVEL_FORMS),
    clause("red", Rule::level_line, LEVEL_FORMS),
    clause("levels", Rule::levels, "`levels green (G), amber (A), red (R)`, best first"),
    clause("rounded to", Rule::rounded_to, "`rounded to 1%, halves up`"),
    clause("no better than", Rule::cap, "`no better than amber when measure 2.2 is red`"),
    SOURCE,
    NOTE,
];
const TARGET_FORMS: &str = "`target 85% or more`, `target 750 or fewer by Mar 2020`, `target below 175`, \
     `target between 30,000 and 50,000`, `target exactly 0`, `target 10% below baseline`, `target met by 31 March 2020`, `target tbc by Q1 2019/20`";
const MEASURE: &[ClauseWord] = &[
    clause("theme", Rule::theme_clause, "`theme` and the id of a theme, as in `theme start`"),
    clause("owner", Rule::owner, "`owner` and the id of a board, as in `owner CT`"),
    clause(
        "unit",
        Rule::unit_clause,
        "`unit children`, `unit % of children`, `unit per 100,000 people`, `unit days`, `unit £`",
    ),
    clause("aim", Rule::aim, "`aim reduce`, `aim increase`, `aim maintain` or `aim monitor`"),
    clause(
        "baseline",
        Rule::baseline,
        "`baseline 789 in Jan 2019`, or `baseline 98% for JR, 96% for HGH in 2017/18`",
    ),
    clause("target", Rule::target, TARGET_FORMS),
    clause(
        "trajectory",
        Rule::trajectory,
        "`trajectory { Q1 780; Q2 770; Q3 760; Q4 750 }`, `trajectory { Apr 2019 62; May 2019 66 }` or `trajectory straight from baseline`",
    ),
    clause(
        "rating",
        Rule::measure_rating,
        "`rating RAG`, `rating RAG against local`, `rating RAG on the worst site`, `rating RAG from measures 2.1, 2.2 by worst`, `rating year_end on the forecast`",
    ),
    clause(
        "rated on",
        Rule::rated_on,
        "`rated on the worst site`, `rated on each site`, `rated on 2 of 3 site` or `rated on the total`",
    ),
    DUE,
    clause("first due", Rule::first_due, "`first due Apr 2019`"),
    clause("first reported", Rule::first_due, "`first reported Apr 2019`"),
    YEAR,
    clause(
        "counts",
        Rule::counts,
        "`counts in the period`, `counts from the start of the year`, `counts over the last 12 months`, `counts at the end of the period`, or `counts in the period, scaled up to the year`",
    ),
    clause(
        "forecast",
        Rule::forecast_clause,
        "`forecast at the rate so far` or `forecast with what is still expected`",
    ),
    WITHIN_ONE_TARGET,
    clause("by", Rule::by_groups, "`by site`: the id of a kind of group"),
    clause(
        "ranked",
        Rule::ranked_clause,
        "`ranked among peers`, `ranked among benchmark neighbours` or `ranked among groups site`",
    ),
    clause("moves of", Rule::significance, "`moves of less than 0.1 are not significant`"),
    clause("plausible", Rule::plausible, "`plausible between 100 and 2,000`"),
    clause("formerly", Rule::formerly, "`formerly 2.5`"),
    clause("linked to", Rule::linked, "`linked to 2.2, 3.1`"),
    clause("missing is", Rule::missing_is, "`missing is red`"),
    clause("stale is", Rule::stale_unrated, "`stale is unrated after 2 periods`"),
    clause("rounded to", Rule::rounded_to, "`rounded to 1%, halves up`"),
    clause("no better than", Rule::cap, "`no better than amber when measure 2.2 is red`"),
    clause("green", Rule::level_line, LEVEL_FORMS),
    clause("amber", Rule::level_line, LEVEL_FORMS),
    clause("red", Rule::level_line, LEVEL_FORMS),
    clause(
        "definition",
        Rule::definition,
        "`definition from 2006/07 \"what is counted from then on\"`, and for what was counted before it `definition \"…\"`",
    ),
    clause("withhold", Rule::withhold, "`withhold counts 1 to 7 and the next smallest`"),
    clause(
        "excluding",
        Rule::excluding,
        "`excluding 2015, 2017 because \"the reason\"`, or `excluding HGH because \"no births there\"`",
    ),
    clause(
        "computed",
        Rule::computed,
        "`computed as measure 3.2 + measure 3.3`, or a list: `computed { 0 when measure 3.2 is on target; 3 otherwise }`",
    ),
    clause("say when first met", Rule::first_met, "`say when first met`"),
    clause("spc", Rule::spc, "`spc mdc-2023`"),
    clause("rebased", Rule::rebased, "`rebased at Apr 2018 because \"…\"`"),
    clause(
        "is the total of",
        Rule::total_of,
        "`is the total of measures 3.2, 3.3` or `is the total of measure 3.1 from the start of the year`",
    ),
    clause("is the average of", Rule::over_time, "`is the average of measure 3.1 of the last 4`"),
    clause("numerator is", Rule::part_is, "`numerator is measure 3.1`"),
    clause("denominator is", Rule::part_is, "`denominator is measure 3.2`"),
    clause("gap between", Rule::gap_within, "`gap between most_deprived and least_deprived within 5 points`"),
    SOURCE,
    NOTE,
];
const ESCALATION: &[ClauseWord] = &[
    clause(
        "when",
        Rule::when_clause,
        "`when amber or worse`, `when red for 2 periods`, `when off target and worsening`",
    ),
    clause(
        "applies to",
        Rule::applies,
        "`applies to measures 1.13, 1.14`, `applies to measures in theme start`, `applies to measures owned by CT` or `applies to the whole book`",
    ),
    TO,
    clause(
        "respond",
        Rule::respond,
        "`respond within 10 working days`, `respond by the next meeting of HIB`, `respond by 12 July 2019` or `respond within 5 working days from 1 April 2020`",
    ),
    clause("ask", Rule::ask, "`ask cause \"What explains the result?\"`, or `ask once`"),
    clause("closes when", Rule::closes, "`closes when on target for 2 periods`"),
    clause("replaces", Rule::replaces, "`replaces` and the id of another escalation"),
    clause("then", Rule::then_clause, "`then board above owner if no response 5 working days after due`"),
    clause("once", Rule::only_once, "`once`"),
    SOURCE,
    NOTE,
];
const WAIVER: &[ClauseWord] = &[
    clause("measure", Rule::waiver_measures, "`measure 3.9`"),
    clause("measures", Rule::waiver_measures, "`measures 3.9, 3.10`"),
    clause("for", Rule::waiver_for, "`for` with a kind of group and its members, as in `for site JR`"),
    clause("ladder", Rule::waiver_ladder, "`ladder` and the id of a ladder"),
    clause("escalation", Rule::waiver_escalation, "`escalation` and the id of an escalation"),
    clause("until", Rule::waiver_until, "`until 26 September 2019`"),
    clause("because", Rule::waiver_because, "`because \"the reason\"`"),
    clause("agreed by", Rule::waiver_agreed, "`agreed by HWB on 13 June 2019`"),
    NOTE,
];
const LADDER: &[ClauseWord] = &[
    clause(
        "per",
        Rule::per_group,
        "`per measure`, `per board`, `per theme`, or `per` and a kind of group, as in `per site`",
    ),
    clause("the whole book", Rule::whole_book, "`the whole book`"),
    clause(
        "applies to",
        Rule::applies,
        "`applies to measures 1.13, 1.14` or `applies to measures in theme start`",
    ),
    clause(
        "stage",
        Rule::stage,
        "`stage watch { enter when red for 2 periods; leave when not red; to owner }`",
    ),
    clause("down one stage", Rule::ladder_steps, "`down one stage at a time`"),
    clause("returns at most", Rule::ladder_steps, "`returns at most once`"),
    clause("takes effect", Rule::takes_effect, "`takes effect from the next period`"),
    SOURCE,
    NOTE,
];
const STAGE: &[ClauseWord] = &[
    clause("enter", Rule::stage_enter, "`enter when red for 2 periods`"),
    clause("leave", Rule::stage_leave, "`leave when on target for 2 periods`"),
    clause("enter only", Rule::stage_only, "`enter only by decision of HWB`"),
    clause("leave only", Rule::stage_only, "`leave only by decision of HWB`"),
    clause("only by decision", Rule::only_by, "`only by decision of HWB`"),
    clause("never left", Rule::never_left, "`never left`"),
    TO,
    NOTE,
];
const EVENT: &[ClauseWord] = &[NOTE];
const BENCHMARK: &[ClauseWord] = &[
    clause("peers from data", Rule::peers_from_data, "`peers from data`"),
    clause("peers", Rule::peers_listed, "`peers CH \"Cherwell\", OX \"Oxford\"`, or `peers from data`"),
    clause("unit", Rule::unit_clause, "`unit % of children`"),
    clause("ranks of those known", Rule::ranks_known, "`ranks of those known at least 4`"),
    SOURCE,
    NOTE,
];
const REPORT: &[ClauseWord] = &[
    clause("shows", Rule::shows, "`shows amber or worse`, `shows green, red` or `shows all`"),
    clause("always", Rule::always, "`always 1.1, 2.3`"),
    clause(
        "lists",
        Rule::lists_apart,
        "`lists without a target apart`, `lists missing apart` or `lists notes owed`",
    ),
    clause("history", Rule::history, "`history 3 years when red`"),
    clause("a red goes to", Rule::copy_to, "`a red goes to chair the same day`"),
    clause(
        "to",
        Rule::report_to,
        "`to HWB in Q2, Q4` or `to members by newsletter on the last working day of the month after the quarter in Q1, Q3`",
    ),
    NOTE,
];
const SCENARIO: &[ClauseWord] = &[
    clause("measure", Rule::given, "`measure 1.14: 92.7% in Q2 2018/19, 89.4% in Q3 2018/19`"),
    clause("benchmark", Rule::given_benchmark, "`benchmark england for 1.4: 70.1% in 2018/19`"),
    clause("figures from", Rule::given_file, "`figures from \"tables/sites.csv\"`"),
    clause(
        "answer to",
        Rule::given_answer,
        "`answer to exception about 1.14 on 3 June 2019: cause \"Two clinics were closed\"`",
    ),
    clause("event", Rule::given_event, "`event plan received for 1.14 on 3 June 2019`"),
    clause("report on", Rule::report_on, "`report on Q3 2018/19 as of 24 May 2019`"),
    clause(
        "expect",
        Rule::expect,
        "`expect 1.14 is red` or `expect exception to HIB about 1.14 due 7 June 2019`",
    ),
    clause("and nothing else", Rule::nothing_else, "`and nothing else`"),
    NOTE,
];
