//! The invented book shows the whole language: every rule of the grammar reads something in it, but for other ways of
//! writing what it shows already. Both lists are made from `grammar/*.pest`, so a new word of the language fails here
//! until the book uses it, or until the list below says why it does not.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on should stop, and reads the files of the project"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use pest::Parser;
use plimsoll::base::source::Sources;
use plimsoll::syntax::grammar::{PlimParser, Rule};
use plimsoll::syntax::plain_text::plain_text;

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(project(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|own| own == ending));
    found.sort();
    found
}

/// The names of all rules of the grammar but the silent ones, which leave no trace in what is read.
fn rules_of_the_grammar() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for path in files("grammar", "pest") {
        for line in fs::read_to_string(path).unwrap().lines() {
            let Some((name, rest)) = line.split_once(" = ") else { continue };
            let is_name = !name.is_empty()
                && name.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit());
            if is_name && !rest.starts_with("_{") {
                names.insert(name.to_owned());
            }
        }
    }
    names
}

/// The rules that read something in the book.
fn rules_in_use() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for path in files("rules/example-borough", "plim") {
        let text = fs::read_to_string(&path).unwrap();
        let file = Sources::new().add("book.plim", text.as_str());
        let plain = plain_text(file, &text);
        let pairs = PlimParser::parse(Rule::file, &plain.text).unwrap();
        names.extend(pairs.flatten().map(|pair| format!("{:?}", pair.as_rule())));
    }
    names
}

/// What the book leaves out, and why. A word is here only where the book says the same in another way.
const LEFT_OUT: &[(&str, &[&str])] = &[
    (
        "reads what is wrong, so that only the wrong part is lost",
        &[
            "bad_clause",
            "broken_item",
            "broken_text",
            "excluding",
            "nested",
            "no_better_than",
            "sign",
            "stray_brace",
            "unclosed",
        ],
    ),
    ("only looks ahead, and leaves no trace", &["item_start", "item_word", "not_a_name", "rounding_step"]),
    ("is read and not judged yet", &["significantly"]),
    (
        "says the day of a milestone in other words: `no later than 31 March 2026`",
        &["earlier_word", "later_word"],
    ),
    (
        "says a limit in other words: `8% or less`, `none`, `in the best third of peers`",
        &[
            "bare_goal",
            "benchmark_goal",
            "bound_above",
            "bound_at_least",
            "bound_at_most",
            "bound_below",
            "bound_better",
            "change_word",
            "fifth_word",
            "kw_greater",
            "kw_higher",
            "kw_max",
            "kw_maximum",
            "kw_min",
            "kw_minimum",
            "kw_nil",
            "kw_under",
            "kw_zero",
            "plus_sign",
            "reduction_word",
            "tenth_word",
        ],
    ),
    ("steps from another year than the baseline's", &["each_year_from", "than_the_year_before"]),
    ("is `tbc` in full", &["confirmed_word", "kw_be", "to_be_confirmed"]),
    (
        "compares in other words: `value below 50%`, `>=`, `within 3 points of target`",
        &["bare_comparison", "cmp_equal", "cmp_not_equal", "reference_after_tolerance"],
    ),
    (
        "is another rhythm or kind of year: the book has months, quarters, half-years, terms, years and every other year",
        &[
            "calendar_word",
            "every_one",
            "financial_word",
            "fortnightly_word",
            "four_weekly_word",
            "kw_annual",
            "kw_annually",
            "kw_frequency",
            "kw_half",
            "kw_half_year",
            "kw_second",
            "kw_six",
            "kw_week",
            "kw_weekly",
            "school_word",
            "week_ending",
            "weeks_apart",
        ],
    ),
    (
        "names a period in other words: `in the same quarter last year`, `the last comparable period`",
        &["in_period", "kw_before", "kw_during", "kw_previous", "kw_quarters", "last_year", "short_years"],
    ),
    (
        "says how long in other words: `for 3 periods`, `for 24 months`",
        &["kw_consecutive", "kw_five", "kw_four", "kw_row", "kw_running", "kw_three", "kw_two", "times_word"],
    ),
    (
        "is a brother of what is shown: `total`, `pooled`, `average`, `highest`; `value`, `target`, `numerator`; `rank`",
        &[
            "kw_latest",
            "kw_lowest",
            "kw_quartile",
            "kw_result",
            "kw_shortfall",
            "kw_upper",
            "position",
            "position_word",
        ],
    ),
    ("is a brother of `improving` and `worsening`", &["kw_unchanged"]),
    ("is a brother of `by worst`", &["kw_score"]),
    ("answers by a fixed day, which a rule that stays should not have", &["respond_on"]),
    ("names the peers in the data, as `ward` does its groups", &["peers_from_data"]),
    ("is another country's name", &["northern_ireland"]),
    (
        "is a word that officers write first, and the book has its plain form",
        &[
            "counts_short",
            "figure_word",
            "kw_been",
            "kw_cases",
            "kw_cent",
            "kw_close",
            "kw_counted",
            "kw_cumulative",
            "kw_done",
            "kw_full",
            "kw_good",
            "kw_has",
            "kw_high",
            "kw_level",
            "kw_low",
            "kw_meetings",
            "kw_missed",
            "kw_percent",
            "kw_percentage",
            "kw_polarity",
            "kw_pp",
            "kw_reported",
            "kw_themes",
            "kw_ytd",
            "level_subject",
            "no_data",
            "old_figure",
            "polarity_words",
            "rag_word",
            "responsible",
            "responsible_word",
            "status_word",
        ],
    ),
];

#[test]
fn the_invented_book_uses_every_construct() {
    let (all, used) = (rules_of_the_grammar(), rules_in_use());
    assert!(all.len() > 300, "the grammar is read: {} rules", all.len());
    let mut reasons: BTreeMap<&str, &str> = BTreeMap::new();
    for (why, names) in LEFT_OUT {
        for name in *names {
            assert!(reasons.insert(name, why).is_none(), "`{name}` is left out twice");
        }
    }
    let unused: Vec<&String> =
        all.difference(&used).filter(|name| !reasons.contains_key(name.as_str())).collect();
    assert!(
        unused.is_empty(),
        "rules/example-borough does not use {unused:?}: use it where an officer would, or say in LEFT_OUT why not"
    );
    let needless: Vec<&&str> =
        reasons.keys().filter(|name| used.contains(**name) || !all.contains(**name)).collect();
    assert!(needless.is_empty(), "in use, or no rule of the grammar any more: {needless:?}");
}

/// Every clause that a message can offer stands in the book.
#[test]
fn every_clause_word_stands_in_the_book() {
    use plimsoll::syntax::clause_words::{Inside, clause_words};
    let used = rules_in_use();
    let mut lost = Vec::new();
    for inside in Inside::ALL {
        for clause in clause_words(inside) {
            let name = format!("{:?}", clause.rule);
            // `excluding` is the rule that reads what neither kind of `excluding` can.
            if !used.contains(&name) && !["excluding", "peers_from_data"].contains(&name.as_str()) {
                lost.push(format!("`{}` in `{}`", clause.word, inside.word()));
            }
        }
    }
    assert!(lost.is_empty(), "rules/example-borough does not show {}", lost.join(", "));
}
