//! Ratings, with the levels that the table prints. A table seldom says what is amber: the tolerance that gives back
//! most of its printed colours is written, and how many those are.

use super::draft::{Draft, Fit, Kind, Measure, Rating};
use super::words::{AMBER, GREEN, level};
use crate::base::exact::Exact;

/// Tolerances that are tried, the usual one first: of those that fit equally well, the first is taken.
const TOLERANCES: [i64; 7] = [5, 10, 1, 2, 3, 15, 20];

/// Gives the draft its ratings, and each measure that is rated its own.
pub fn ratings(draft: &mut Draft) {
    for id in ["RAG", "RAG_points", "RAG_done"] {
        let rated: Vec<&Measure> = draft.measures.iter().filter(|m| rating_of(m) == Some(id)).collect();
        if rated.is_empty() {
            continue;
        }
        let known: Vec<&Fit> = rated.iter().filter_map(|measure| measure.fit.as_ref()).collect();
        let own = rated.iter().any(|measure| measure.clause(Kind::Amber).is_some());
        let plain =
            |comment: &str| Rating { id: id.to_owned(), amber: None, comment: vec![comment.to_owned()] };
        let rating = match id {
            "RAG_done" => plain("Milestones are met or not."),
            _ if own => Rating {
                comment: vec!["For measures that the table gives no tolerance of their own.".to_owned()],
                ..with_amber(id, &known)
            },
            _ if draft.levels.contains(&AMBER) => with_amber(id, &known),
            _ => plain("Nothing in the table tells what is amber."),
        };
        draft.ratings.push(rating);
    }
    for measure in &mut draft.measures {
        if let Some(id) = rating_of(measure) {
            let on = measure.clause(Kind::By).map_or_else(String::new, |by| format!(" on the worst {by}"));
            measure.put(Kind::Rating, format!("{id}{on}"));
        }
    }
}

/// The rating of a measure: percentages are near their target in points, other figures in per cent of it.
fn rating_of(measure: &Measure) -> Option<&'static str> {
    let rated = measure.clause(Kind::Target).is_some() || measure.clause(Kind::Trajectory).is_some();
    if measure.lost || !rated {
        return None;
    }
    Some(match measure.clause(Kind::Unit) {
        Some("yes or no") => "RAG_done",
        _ if measure.percent => "RAG_points",
        _ => "RAG",
    })
}

fn with_amber(id: &str, known: &[&Fit]) -> Rating {
    let points = id == "RAG_points";
    let right = |tolerance: i64| known.iter().filter(|fit| gives(fit, tolerance, points)).count();
    let best = TOLERANCES.into_iter().rev().max_by_key(|tolerance| right(*tolerance)).unwrap_or(5);
    let misses = known.iter().filter(|fit| !fit.bound.met_by(&fit.value, &fit.target)).count();
    let what = if points { "percentages" } else { "measures that are no percentages" };
    let comment = if misses == 0 {
        vec![format!(
            "The table does not say what is amber for {what}, and none of its figures tell: write it here."
        )]
    } else {
        vec![
            format!(
                "The table does not say what is amber. Of the tolerances tried on its {what}, this one gives back most of"
            ),
            format!(
                "the printed colours: {} of {}. Write the rule that your board has agreed.",
                right(best),
                known.len()
            ),
        ]
    };
    let unit = match (points, best) {
        (true, 1) => "point",
        (true, _) => "points",
        (false, _) => "%",
    };
    let amber = if points { format!("{best} {unit} of target") } else { format!("{best}{unit} of target") };
    Rating { id: id.to_owned(), amber: Some(amber), comment }
}

/// True when a tolerance gives a row the colour that is printed.
fn gives(fit: &Fit, tolerance: i64, points: bool) -> bool {
    let met = fit.bound.met_by(&fit.value, &fit.target);
    let width =
        if points { Exact::from(tolerance) } else { fit.target.percent(&Exact::from(tolerance)).magnitude() };
    let near = fit.value.minus(&fit.target).magnitude() <= width;
    match fit.colour {
        at if at <= GREEN => met,
        AMBER => !met && near,
        _ => !met && !near,
    }
}

/// The levels of a rating as lines, best first.
#[must_use]
pub fn lines(rating: &Rating) -> Vec<String> {
    let (green, amber) = (level(GREEN).0, level(AMBER).0);
    let mut lines = vec![format!("{green} when on target")];
    lines.extend(rating.amber.as_ref().map(|tolerance| format!("{amber} when within {tolerance}")));
    lines.push(format!("{:<5} otherwise", level(AMBER + 1).0));
    lines
}
