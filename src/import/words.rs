//! Words of framework tables: colours, ways of saying "no target yet", and titles that say which way is better.

use crate::data::words::key;

/// The levels that a table may print, best first: the name a rule gives it, its letter, and the words for it.
const COLOURS: &[(&str, &str, &[&str])] = &[
    ("blue", "B", &["b", "blue", "complete", "completed", "exceeded", "exceeding target"]),
    (
        "green",
        "G",
        &[
            "g",
            "green",
            "on target",
            "on track",
            "met",
            "achieved",
            "target met",
            "at or above target",
            "on plan",
        ],
    ),
    (
        "amber",
        "A",
        &[
            "a",
            "amber",
            "yellow",
            "y",
            "at risk",
            "slightly off target",
            "near target",
            "within tolerance",
            "off track, at risk",
        ],
    ),
    (
        "red",
        "R",
        &[
            "r",
            "red",
            "off target",
            "off track",
            "missed",
            "not met",
            "not achieved",
            "target missed",
            "below target",
            "off plan",
        ],
    ),
];

/// The level that a cell prints: its position, best first.
#[must_use]
pub fn colour(cell: &str) -> Option<usize> {
    let text = key(cell);
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    let in_words = |words: &[&str]| words.contains(&text);
    COLOURS.iter().position(|(_, _, words)| in_words(words)).or_else(|| {
        // `1 - Green`, `Amber (improving)`, `Green ↑`
        let mut named = COLOURS
            .iter()
            .enumerate()
            .filter(|(_, (name, _, _))| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == *name));
        let first = named.next().map(|(at, _)| at);
        first.filter(|_| named.next().is_none() && text.len() < 25)
    })
}

/// True for a cell that prints a level.
#[must_use]
pub fn is_colour(cell: &str) -> bool {
    colour(cell).is_some()
}

/// A level's name and letter.
#[must_use]
pub fn level(at: usize) -> (&'static str, &'static str) {
    COLOURS.get(at).map_or(("", ""), |(name, letter, _)| (*name, *letter))
}

/// The position of green, from which on a target is met.
pub const GREEN: usize = 1;
/// The position of amber.
pub const AMBER: usize = 2;

/// What a target cell says where it says no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoFigure {
    /// It is watched, and has no target by intent.
    Watched,
    /// It is still to be set.
    ToBeSet,
    /// Stay where it is.
    Keep,
    /// Better than it is: by the words themselves, more (`true`) or fewer, or just better.
    Better(Option<bool>),
}

/// Reads a target cell that has no figure in it.
#[must_use]
pub fn no_figure(cell: &str) -> Option<NoFigure> {
    let text = key(cell);
    let text = text.trim_end_matches(['.', '*']).trim();
    Some(match text {
        "monitor only"
        | "monitor"
        | "monitoring only"
        | "monitoring"
        | "monitored"
        | "no target"
        | "no target set"
        | "n/a"
        | "na"
        | "not applicable"
        | "none set"
        | "for information"
        | "for information only"
        | "contextual"
        | "context"
        | "context only"
        | "trend only"
        | "data only"
        | "not targeted" => NoFigure::Watched,
        "tbc" | "tba" | "tbd" | "to be confirmed" | "to be agreed" | "to be set" | "to be determined"
        | "to be decided" | "not yet set" | "not set" | "not yet agreed" | "awaited"
        | "under development" | "in development" | "target to be set" | "target tbc" | "to follow" => {
            NoFigure::ToBeSet
        }
        "maintain"
        | "maintain baseline"
        | "maintain current level"
        | "maintain performance"
        | "no change"
        | "sustain"
        | "stable"
        | "same as last year"
        | "hold" => NoFigure::Keep,
        "improve"
        | "improvement"
        | "improving"
        | "better than baseline"
        | "improve on baseline"
        | "better than last year" => NoFigure::Better(None),
        "increase" | "increasing" | "up" | "upward trend" => NoFigure::Better(Some(true)),
        "reduce" | "decrease" | "reducing" | "reduction" | "down" | "downward trend" => {
            NoFigure::Better(Some(false))
        }
        _ if text.starts_with("set in ") || text.starts_with("to be set ") || text.starts_with("tbc ") => {
            NoFigure::ToBeSet
        }
        _ => return None,
    })
}

/// Which way a polarity column says is better: more (`true`), fewer, or neither.
#[must_use]
pub fn polarity(cell: &str) -> Option<Polarity> {
    let text = key(cell);
    let has = |words: &[&str]| text.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word));
    if text.contains(['↔', '→']) || has(&["maintain", "stable", "neutral", "range", "plan"]) {
        return Some(Polarity::Keep);
    }
    if has(&["monitor", "contextual", "context", "none", "na"]) || text == "n/a" {
        return Some(Polarity::Watched);
    }
    let more = text.contains(['↑', '▲', '+'])
        || has(&[
            "high",
            "higher",
            "up",
            "bigger",
            "big",
            "more",
            "increase",
            "increasing",
            "maximise",
            "max",
            "larger",
        ]);
    let fewer = text.contains(['↓', '▼'])
        || text == "-"
        || has(&[
            "low",
            "lower",
            "down",
            "smaller",
            "small",
            "fewer",
            "less",
            "reduce",
            "reducing",
            "decrease",
            "decreasing",
            "minimise",
            "min",
        ]);
    match (more, fewer) {
        (true, false) => Some(Polarity::More),
        (false, true) => Some(Polarity::Fewer),
        (true, true) | (false, false) => None,
    }
}

/// What a polarity column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Polarity {
    /// More is better.
    More,
    /// Fewer is better.
    Fewer,
    /// Stay within.
    Keep,
    /// Watched.
    Watched,
}

/// What the first words of a title ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// More.
    Increase,
    /// Fewer.
    Reduce,
    /// No worse than now; with `remains above`, more (`true`) is better.
    Maintain(Option<bool>),
    /// Watch.
    Monitor,
    /// Better, whichever way that is.
    Improve,
}

/// The verb of a title, and the word for it as printed.
#[must_use]
pub fn verb(title: &str) -> Option<(Verb, String)> {
    let lower = key(title);
    if lower.contains("remains above") || lower.contains("remain above") || lower.contains("stays above") {
        return Some((Verb::Maintain(Some(true)), "remains above".to_owned()));
    }
    let first = lower.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty() && *word != "to")?;
    let read = match first {
        "increase" | "increasing" | "raise" | "grow" | "maximise" | "boost" | "expand" | "more" => {
            Verb::Increase
        }
        "reduce" | "reducing" | "decrease" | "decreasing" | "lower" | "cut" | "minimise" | "fewer"
        | "prevent" | "reduction" => Verb::Reduce,
        "maintain" | "maintaining" | "keep" | "sustain" | "ensure" | "remain" | "hold" => {
            let below = lower.contains("remains below") || lower.contains("remain below");
            Verb::Maintain(below.then_some(false))
        }
        "monitor" | "monitoring" => Verb::Monitor,
        "improve" | "improving" | "improved" | "improvement" => Verb::Improve,
        _ => return None,
    };
    Some((read, first.to_owned()))
}

/// Words in a title for things of which fewer are better, whoever reports them.
const FEWER: &str = "obes, overweight, homeless, rough sleep, temporary accommodation, bed and breakfast, absence, \
    absentee, exclusion, admission, admitted, readmission, inactive, mortality, deaths, suicide, \
    self-harm, crime, offend, burglar, robber, assault, violen, anti-social, antisocial, delay, length \
    of stay, complaint, sickness, vacanc, infection, injur, falls, fallen, missing from, poverty, \
    unemploy, waiting list, backlog, overdue, breach, fraud, emission, arrears, turnover, pressure \
    ulcer, never event, cancelled, abandoned, landfill, fly-tip, fly tip, killed or seriously injured, \
    teenage pregnan, under 18 conception, smoking prevalence, smoking in pregnancy, smoking at, \
    victims, casualt, outstanding actions, days lost, time taken, time to answer, response time, \
    ambulance handover, missed bins, missed bin, mrsa, difficile";

/// Words in a title for things of which more are better.
const MORE: &str = "in employment, into employment, settled accommodation, independent living, recovery, screen, \
    immunis, vaccin, health check, uptake, take up, take-up, coverage, satisf, recycl, good or \
    outstanding, outstanding or good, seen within, resolved within, answered within, responded to \
    within, dealt with within, completed within, processed within, determined within, decided within, \
    assessed within, treated within, started within, within target, on time, solved, detected, \
    confiden, feel safe, feeling safe, attainment, expected standard, good level of development, \
    attendance, physically active, quitters, diagnosis rate, still at home, collected, affordable \
    homes, compliance, recommend";

/// Which way a title's own matter says is better, with the words that say so; none where it says both or neither.
#[must_use]
pub fn matter(title: &str) -> Option<(bool, String)> {
    let lower = key(title);
    let found = |words: &str| {
        words.split(", ").find_map(|word| {
            let mut all = lower.match_indices(word).map(|(at, _)| at);
            let at = all.find(|at| {
                !lower.get(..*at).is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric()))
            })?;
            let rest = lower.get(at + word.len()..)?;
            let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            lower.get(at..at + word.len() + end).map(str::to_owned)
        })
    };
    match (found(FEWER), found(MORE)) {
        (Some(word), None) => Some((false, word)),
        (None, Some(word)) => Some((true, word)),
        (Some(_), Some(_)) | (None, None) => None,
    }
}

/// A label in a baseline cell that names others, not the area itself.
#[must_use]
pub fn is_comparator(label: &str) -> bool {
    let label = key(label);
    let label = label.trim_matches(|c: char| !c.is_alphanumeric());
    ["national", "england", "nat", "regional", "region", "average", "neighbours", "peers", "uk"]
        .iter()
        .any(|word| label.split(' ').any(|part| part == *word))
}

#[cfg(test)]
mod tests {
    use super::{NoFigure, Polarity, Verb, colour, matter, no_figure, polarity, verb};

    #[test]
    fn colours_are_read_in_letters_words_and_look_alikes() {
        assert_eq!(colour("А"), colour("Amber"), "a Cyrillic letter");
        assert_eq!(colour("G"), colour("1 - Green"));
        assert_eq!(colour("Ø"), None);
        assert_eq!(colour("Green to amber"), None);
    }

    #[test]
    fn a_title_says_what_is_wanted() {
        assert_eq!(verb("increase the level").map(|v| v.0), Some(Verb::Increase));
        assert_eq!(
            verb("Proportion that remains above the average").map(|v| v.0),
            Some(Verb::Maintain(Some(true)))
        );
        assert_eq!(verb("The number of people").map(|v| v.0), None);
        assert_eq!(matter("Levels of children obese in reception"), Some((false, "obese".to_owned())));
        assert_eq!(matter("Uptake of screening by homeless people"), None, "it says both");
        assert_eq!(matter("Hours of care"), None);
    }

    #[test]
    fn cells_without_a_figure_are_told_apart() {
        assert_eq!(no_figure("Monitor only"), Some(NoFigure::Watched));
        assert_eq!(no_figure("TBC*"), Some(NoFigure::ToBeSet));
        assert_eq!(no_figure("none"), None, "none may mean nought");
        assert_eq!(polarity("Smaller is better"), Some(Polarity::Fewer));
        assert_eq!(polarity("High"), Some(Polarity::More));
        assert_eq!(polarity("High/Low"), None);
    }
}
