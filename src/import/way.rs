//! Which way is better, and what is wanted: by the target's own words, a column or a verb that says so, the printed
//! colour, the matter of the title, and where the measure started. What contradicts is never settled by guessing.

use super::phrase::{Figure, Goal};
use super::words::{GREEN, Polarity, Verb, level, matter, verb};
use crate::base::exact::Exact;
use crate::model::{Aim, Bound};

/// What a row tells that bears on it.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The title.
    pub title: &'a str,
    /// What a column of its own says, with the cell.
    pub polarity: Option<(Polarity, &'a str)>,
    /// What the target cell asks for.
    pub goal: Option<&'a Goal>,
    /// Where it started.
    pub baseline: Option<&'a Figure>,
    /// The figures of the value cell.
    pub values: &'a [Figure],
    /// The printed level.
    pub colour: Option<usize>,
}

/// What was made of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// True when more is better.
    pub more: Option<bool>,
    /// What is wanted.
    pub aim: Option<Aim>,
    /// Where the way was taken from, when neither the target nor a column nor the title's verb says it.
    pub taken_from: Option<String>,
    /// Why the target's own words cannot be meant.
    pub wrong: Option<String>,
    /// Why the target is harder than keeping things as they are.
    pub harder: Option<String>,
}

impl Facts<'_> {
    /// Weighs them.
    #[must_use]
    pub fn way(&self) -> Way {
        let verb = verb(self.title);
        let wants = verb.as_ref().map(|(verb, _)| *verb);
        if wants == Some(Verb::Monitor) || self.polarity.is_some_and(|(p, _)| p == Polarity::Watched) {
            return Way { aim: Some(Aim::Monitor), ..Way::default() };
        }
        let keeps = matches!(wants, Some(Verb::Maintain(_)))
            || self.polarity.is_some_and(|(p, _)| p == Polarity::Keep);
        let said = self.said(verb.as_ref());
        let mut way = match self.own_bound() {
            Some(bound) => {
                let wrong =
                    said.as_ref().filter(|(more, _)| *more != bound.is_floor()).map(|(_, why)| why.clone());
                let against = || self.sign_against_matter(bound).or_else(|| self.moves_away(bound, keeps));
                let wrong = wrong.or_else(|| if said.is_none() { against() } else { None });
                Way { more: Some(bound.is_floor()).filter(|_| wrong.is_none()), wrong, ..Way::default() }
            }
            None => match said {
                Some((more, _)) => Way { more: Some(more), ..Way::default() },
                None => self.taken(wants, keeps),
            },
        };
        way.aim = self.aim(wants, keeps, way.more);
        way
    }

    fn own_bound(&self) -> Option<Bound> {
        match self.goal? {
            Goal::Figure(_, bound) => *bound,
            Goal::Range(..) | Goal::ToBeSet | Goal::MetBy | Goal::Other => None,
        }
    }

    fn figure(&self) -> Option<&Figure> {
        match self.goal? {
            Goal::Figure(figure, _) => Some(figure),
            Goal::Range(..) | Goal::ToBeSet | Goal::MetBy | Goal::Other => None,
        }
    }

    /// What a column or the title's verb says in so many words.
    fn said(&self, verb: Option<&(Verb, String)>) -> Option<(bool, String)> {
        let by_column = self.polarity.and_then(|(polarity, cell)| {
            let more = match polarity {
                Polarity::More => true,
                Polarity::Fewer => false,
                Polarity::Keep | Polarity::Watched => return None,
            };
            Some((more, format!("the table says \"{cell}\" of which way is better")))
        });
        by_column.or_else(|| {
            let (verb, word) = verb?;
            let more = match verb {
                Verb::Increase | Verb::Maintain(Some(true)) => true,
                Verb::Reduce | Verb::Maintain(Some(false)) => false,
                Verb::Maintain(None) | Verb::Monitor | Verb::Improve => return None,
            };
            Some((more, format!("the title says \"{word}\"")))
        })
    }

    /// `<75%` of something of which more is better: a sign is more easily turned round than words are.
    fn sign_against_matter(&self, bound: Bound) -> Option<String> {
        let (more, word) = matter(self.title).filter(|_| !bound.includes_end())?;
        let better = if more { "more" } else { "fewer" };
        (more != bound.is_floor()).then(|| format!("{better} is better of what the title calls \"{word}\""))
    }

    /// `maintain`, with a strict sign that standing still would miss, or that nothing shows it to meet.
    fn moves_away(&self, bound: Bound, keeps: bool) -> Option<String> {
        if !keeps || bound.includes_end() {
            return None;
        }
        let Some(baseline) = self.baseline else {
            return Some("to maintain is to stay, and the sign asks to move away from the figure".to_owned());
        };
        let missed = !bound.met_by(&baseline.value, &self.figure()?.value);
        missed.then(|| format!("to maintain is to stay, and the baseline of {} would miss it", baseline.text))
    }

    fn taken(&self, wants: Option<Verb>, keeps: bool) -> Way {
        let found = self.by_colour().or_else(|| self.by_matter());
        let (more, why) = match (found, self.by_baseline(wants, keeps)) {
            (Some((more, why)), Some((other, _))) if keeps && other != more => {
                let harder = self.baseline.map(|b| format!("the baseline of {} would miss it", b.text));
                return Way { more: Some(more), taken_from: Some(why), harder, ..Way::default() };
            }
            (Some(found), _) | (None, Some(found)) => found,
            (None, None) => return Way::default(),
        };
        Way { more: Some(more), taken_from: Some(why), ..Way::default() }
    }

    /// A green figure is on the good side of its target, and any other on the bad one.
    fn by_colour(&self) -> Option<(bool, String)> {
        let (colour, figure) = (self.colour?, self.figure()?);
        let shown = self.values.first()?;
        let above: Vec<bool> =
            self.values.iter().filter(|v| v.value != figure.value).map(|v| v.value > figure.value).collect();
        let first = *above.first()?;
        if above.len() != self.values.len() || above.iter().any(|side| *side != first) {
            return None;
        }
        let more = (colour <= GREEN) == first;
        Some((more, format!("{} is printed {} beside it", shown.text, level(colour).0)))
    }

    fn by_matter(&self) -> Option<(bool, String)> {
        let (more, word) = matter(self.title)?;
        Some((more, format!("the title is about \"{word}\"")))
    }

    /// To maintain is to stay on the good side; to improve is to go from the baseline to the target.
    fn by_baseline(&self, wants: Option<Verb>, keeps: bool) -> Option<(bool, String)> {
        let (baseline, target) = (self.baseline?, self.figure()?);
        if baseline.value == target.value {
            return None;
        }
        let above = target.value > baseline.value;
        let more = if keeps { !above } else { above };
        let how = if keeps {
            format!("keeping to the baseline of {} should meet it", baseline.text)
        } else if wants == Some(Verb::Improve) {
            format!("it is to improve on the baseline of {}", baseline.text)
        } else {
            format!("the baseline is {}", baseline.text)
        };
        Some((more, how))
    }

    fn aim(&self, wants: Option<Verb>, keeps: bool, more: Option<bool>) -> Option<Aim> {
        match wants {
            Some(Verb::Increase) => return Some(Aim::Increase),
            Some(Verb::Reduce) => return Some(Aim::Reduce),
            Some(Verb::Maintain(_) | Verb::Monitor | Verb::Improve) | None => {}
        }
        if keeps || matches!(self.goal, Some(Goal::Range(..))) {
            return Some(Aim::Maintain);
        }
        let more = more?;
        let bound = self.own_bound().unwrap_or(if more { Bound::AtLeast } else { Bound::AtMost });
        let met = |baseline: &Exact, target: &Exact| bound.met_by(baseline, target);
        let stands = self.baseline.zip(self.figure()).is_some_and(|(b, t)| met(&b.value, &t.value));
        let by_column = matches!(self.polarity, Some((Polarity::More | Polarity::Fewer, _)));
        Some(match (stands && !by_column && wants.is_none(), more) {
            (true, _) => Aim::Maintain,
            (false, true) => Aim::Increase,
            (false, false) => Aim::Reduce,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Aim, Facts, Way};
    use crate::import::phrase::{figure, target};
    use crate::import::words::colour;

    fn way(title: &str, baseline: &str, goal: &str, value: &str, rag: &str) -> Way {
        let (goal, baseline) = (target(goal).unwrap().goal, figure(baseline));
        let values: Vec<_> = figure(value).into_iter().collect();
        Facts {
            title,
            polarity: None,
            goal: Some(&goal),
            baseline: baseline.as_ref(),
            values: &values,
            colour: colour(rag),
        }
        .way()
    }

    #[test]
    fn a_green_figure_above_its_target_says_that_more_is_better() {
        let read = way("The proportion who complete treatment", "51%", "50%", "52%", "G");
        assert_eq!((read.more, read.aim), (Some(true), Some(Aim::Maintain)));
        assert_eq!(read.taken_from.as_deref(), Some("52% is printed green beside it"));
        assert_eq!(way("Hours", "9", "10", "12", "R").more, Some(false));
    }

    #[test]
    fn maintain_means_that_standing_still_meets_the_target() {
        assert_eq!(way("Maintain the number of plans", "602", "620", "", "").more, Some(false));
        assert_eq!(way("Maintain the share who pass", "52%", "50%", "", "").more, Some(true));
        let obese = way("Maintain the levels of children obese", "7.8%", "7%", "", "");
        assert_eq!((obese.more, obese.harder.is_some()), (Some(false), true));
    }

    #[test]
    fn a_sign_that_points_the_wrong_way_is_told() {
        for (title, baseline, goal) in [
            ("Maintain the number of households in temporary accommodation", "208", ">208"),
            ("Maintain clients who take up independent living", "", "<75%"),
            ("Maintain the number of clients of the homeless pathway who live independently", "", "<75%"),
            ("Reduce the number of permanent exclusions", "26", "30 or more"),
        ] {
            let read = way(title, baseline, goal, "", "");
            assert!(read.wrong.is_some() && read.more.is_none(), "{title}: {read:?}");
        }
        let weekend = "Increase the share of discharges after emergency admissions at the weekend";
        assert_eq!(way(weekend, "20.8%", ">18.8%", "", "").wrong, None, "the verb counts");
        assert_eq!(way("Ensure the share who feel safe remains above", "74%", "> 69.9%", "", "").wrong, None);
        assert_eq!(way("Reduce the rate of admissions", "22,822", "24,550 or fewer", "", "").wrong, None);
    }

    #[test]
    fn where_nothing_says_it_nothing_is_made_of_it() {
        assert_eq!(way("Hours of home care", "", "10", "", "").more, None);
        assert_eq!(way("Hours of home care", "10", "10", "10", "G").more, None);
    }
}
