//! Windows, counts and lists of amounts, with their names looked up and their periods settled.

use super::amounts::For;
use super::units::{Sort, Typed};
use super::{Checker, diags};
use crate::base::arena::Id;
use crate::base::exact::Exact;
use crate::base::period::YearStart;
use crate::base::rhythm::{Rhythm, Step};
use crate::base::span::Span;
use crate::base::unit::{Kind, Unit};
use crate::model::{
    AmountLine, AmountList, CountOf, CountOver, Expression, GroupName, Measure, Reach, Whose, Window,
    Windowed,
};
use crate::syntax::ast::{AmountListWords, CountOverWords, CountWords, Name, ReachWords, WindowWords};

/// What is known of the measure that a condition or amount within a window or count is read on.
pub(super) struct Row {
    unit: Option<Unit>,
    id: String,
    span: Span,
}

impl Row {
    pub(super) fn as_for(&self) -> For<'_> {
        For { unit: self.unit.as_ref(), id: &self.id, span: self.span }
    }
}

impl Checker {
    /// The measure that a rule is on, when it is on one.
    fn own(&self, measure: For<'_>) -> Option<Id<Measure>> {
        measure.unit.and_then(|_| self.names.measures.find(measure.id))
    }

    /// Whose figures are meant.
    pub(super) fn whose(
        &mut self,
        of: Option<&Name>,
        group: Option<&Name>,
        measure: For<'_>,
    ) -> Option<Whose> {
        let other = match of {
            Some(name) => Some(self.measure(name)?),
            None => None,
        };
        let Some(group) = group else { return Some(Whose { measure: other, group: None }) };
        let Some(on) = other.or_else(|| self.own(measure)) else {
            // A rule for many measures: the group is looked for among all kinds.
            let known = self.book.groupings.iter().find(|(_, grouping)| {
                grouping.members.iter().any(|member| member.id.eq_ignore_ascii_case(&group.text))
            });
            let grouping = known.map(|(id, _)| id)?;
            return Some(Whose {
                measure: other,
                group: Some(GroupName { grouping, member: group.text.clone() }),
            });
        };
        let grouping = self.grouping_with(on, group)?;
        Some(Whose { measure: other, group: Some(GroupName { grouping, member: group.text.clone() }) })
    }

    /// The kind of group of a measure that has a member of this name.
    fn grouping_with(&mut self, on: Id<Measure>, group: &Name) -> Option<Id<crate::model::Grouping>> {
        let by = self.book.measures[on].by.clone();
        if by.is_empty() {
            if !self.names.unread.groups_of.contains(&on) {
                let finding = diags::no_groups_to_read(group, &self.book.measures[on]);
                self.findings.push(finding);
            }
            return None;
        }
        self.member(on, group)?;
        let declares = |id: &Id<crate::model::Grouping>| {
            let members = &self.book.groupings[*id].members;
            members.iter().any(|member| member.id.eq_ignore_ascii_case(&group.text))
        };
        by.iter().copied().find(declares).or_else(|| by.first().copied())
    }

    /// The measure that what stands within a window or count is read on.
    pub(super) fn row(&self, whose: Option<Id<Measure>>, measure: For<'_>) -> Row {
        match whose {
            Some(id) => {
                let row = &self.book.measures[id];
                Row { unit: Some(row.unit.clone()), id: row.id.clone(), span: row.id_span }
            }
            None => Row { unit: measure.unit.cloned(), id: measure.id.to_owned(), span: measure.span },
        }
    }

    /// A figure that comes more often than the one reckoned from it is several figures: which of them is meant has to be
    /// said.
    pub(super) fn rhythm_fits(&mut self, other: Id<Measure>, span: Span) -> Option<()> {
        let Some(own) = self.computing else { return Some(()) };
        let (own, other) = (&self.book.measures[own], &self.book.measures[other]);
        if !is_finer(other.due, own.due) {
            return Some(());
        }
        let finding = diags::finer_rhythm(own, other, span);
        self.findings.push(finding);
        None
    }

    pub(super) fn window(&mut self, words: &WindowWords, measure: For<'_>) -> Option<Typed> {
        if !words.measures.is_empty() {
            return super::across::measures(self, words, measure);
        }
        let whose = self.whose(words.measure.as_ref(), words.group.as_ref(), measure)?;
        let reach = self.reach(words.reach.as_ref(), whose.measure, words.span, false, measure)?;
        let row = self.row(whose.measure, measure);
        let of = match &words.of {
            Some(of) => {
                let computing = self.computing.take();
                let read = self.typed(of, row.as_for());
                self.computing = computing;
                Some(read?)
            }
            None => None,
        };
        let sort = of.as_ref().map_or(Sort::of_unit(row.unit.as_ref()), |of| of.sort);
        let plain = words.of.is_none();
        let share_like = matches!(sort, Sort::Of(Kind::Percent | Kind::Rate));
        match words.window {
            Window::Average if share_like => {
                self.findings.push(diags::average_of_percentages(words, sort.words()));
                return None;
            }
            Window::Pooled if !plain || !(share_like || sort == Sort::Any) => {
                self.findings.push(diags::nothing_to_pool(words.span, row.as_for()));
                return None;
            }
            Window::Total
            | Window::Average
            | Window::Lowest
            | Window::Highest
            | Window::Median
            | Window::Pooled
            | Window::Latest => {}
        }
        let whose_unit = whose.measure;
        let window = Windowed {
            window: words.window,
            of: of.map(|of| of.of),
            whose,
            measures: Vec::new(),
            reach,
            known_at_least: words.known_at_least,
        };
        Some(Typed {
            whose: whose_unit,
            ..Typed::new(Expression::Window(Box::new(window)), sort, words.span)
        })
    }

    /// Which periods are meant. Without words they are those within the period judged, which only a measure with shorter
    /// periods has; a count without words is over all up to now.
    pub(super) fn reach(
        &mut self,
        words: Option<&ReachWords>,
        other: Option<Id<Measure>>,
        span: Span,
        counting: bool,
        measure: For<'_>,
    ) -> Option<Reach> {
        let own = self.own(measure).map(|id| self.book.measures[id].due);
        let read = other.map(|id| self.book.measures[id].due).or(own);
        let shorter = other.is_none() || own.zip(read).is_none_or(|(own, read)| is_finer(read, own));
        Some(match words {
            None if counting && (other.is_none() || !shorter) => Reach::All,
            None if other.is_some() && shorter => Reach::Within,
            None => {
                self.findings.push(diags::which_periods(span));
                return None;
            }
            Some(ReachWords::Last(count, None)) => Reach::Last(*count),
            Some(ReachWords::Last(count, Some(Step::Year))) if !counting => Reach::Years(*count),
            Some(ReachWords::Last(count, Some(step))) => match read {
                Some(read) if read.step == *step && read.every == 1 => Reach::Last(*count),
                Some(read) if !is_whole(*count, *step, read) => {
                    self.findings.push(diags::not_whole_periods(*count, step.noun(), read.step.noun(), span));
                    return None;
                }
                _ => Reach::LastTime(*count, *step),
            },
            Some(ReachWords::YearSoFar) => Reach::YearSoFar,
            Some(ReachWords::Since(text)) => Reach::Since(self.period(text, None::<YearStart>)?),
            Some(ReachWords::Within(step, at)) => {
                let named = step.zip(own).is_none_or(|(step, own)| own.step == step && own.every == 1);
                if !named || !shorter || other.is_none() {
                    let own = own.map_or("period", |own| own.step.noun());
                    self.findings.push(diags::not_within(*at, own, named));
                    return None;
                }
                Reach::Within
            }
        })
    }

    pub(super) fn count_of(&mut self, words: &CountWords, measure: For<'_>) -> Option<Typed> {
        let (over, on) = self.count_over(words, measure)?;
        let row = match &over {
            CountOver::Measures(_) => Row { unit: None, id: measure.id.to_owned(), span: measure.span },
            CountOver::Periods(..) | CountOver::Groups(_) => self.row(on, measure),
        };
        let computing = self.computing.take();
        let condition = self.condition(&words.condition, row.as_for(), None);
        self.computing = computing;
        let (sort, share) = (if words.share { Sort::Of(Kind::Percent) } else { Sort::Tally }, words.share);
        let count = CountOf { share, over, condition: condition?, span: words.span };
        Some(Typed::new(Expression::CountOf(Box::new(count)), sort, words.span))
    }

    /// What is counted, and the measure it is of.
    fn count_over(
        &mut self,
        words: &CountWords,
        measure: For<'_>,
    ) -> Option<(CountOver, Option<Id<Measure>>)> {
        match &words.over {
            CountOverWords::Periods { step, measure: of, group } => {
                let whose = self.whose(of.as_ref(), group.as_ref(), measure)?;
                let reach = self.reach(words.reach.as_ref(), whose.measure, words.span, true, measure)?;
                let on = whose.measure.or_else(|| self.own(measure));
                let due = on.map(|id| self.book.measures[id].due);
                if let Some((step, due)) =
                    step.zip(due).filter(|(step, due)| due.step != *step || due.every > 1)
                {
                    self.findings.push(diags::other_periods(words.span, step.noun(), due.step.noun()));
                    return None;
                }
                let on = whose.measure;
                Some((CountOver::Periods(whose, reach), on))
            }
            CountOverWords::Groups { grouping, measure: of } => {
                let of = match of {
                    Some(name) => Some(self.measure(name)?),
                    None => None,
                };
                let kind = self.grouping_by_noun(grouping)?;
                let on = of.or_else(|| self.own(measure));
                if let Some(on) = on.filter(|on| self.book.measures[*on].by != [kind]) {
                    if !self.names.unread.groups_of.contains(&on) {
                        let finding = diags::not_reported_by(grouping, &self.book.measures[on]);
                        self.findings.push(finding);
                    }
                    return None;
                }
                Some((CountOver::Groups(of), of))
            }
            CountOverWords::Measures(set) => Some((CountOver::Measures(self.measure_set(set)?), None)),
        }
    }

    /// A kind of group by its name in the singular or the plural.
    fn grouping_by_noun(&mut self, name: &Name) -> Option<Id<crate::model::Grouping>> {
        let text = name.text.as_str();
        let singular = [text.strip_suffix('s'), text.strip_suffix("es")];
        let ies = text.strip_suffix("ies").map(|stem| format!("{stem}y"));
        let words = singular.into_iter().flatten().map(str::to_owned).chain(ies);
        let found = self.names.groupings.find(text);
        let found = found.or_else(|| words.into_iter().find_map(|word| self.names.groupings.find(&word)));
        found.or_else(|| self.grouping(name))
    }

    pub(super) fn amount_list(&mut self, words: &AmountListWords, measure: For<'_>) -> Option<Typed> {
        // A list that is the whole of a computed measure takes its unit; one that is defined, that of its amounts.
        let settles = std::mem::take(&mut self.list_settles);
        let mut amounts = Vec::new();
        let mut lines = Vec::new();
        for line in &words.lines {
            let amount = self.typed(&line.amount, measure);
            let when = self.condition(&line.when, measure, None);
            amounts.push(amount);
            lines.push(when.map(|when| (when, line.span)));
        }
        let last = words.otherwise.as_ref().map(|(amount, span)| (self.typed(amount, measure), *span));
        let otherwise = last.as_ref().map(|(_, span)| *span);
        amounts.extend(last.map(|(amount, _)| amount));
        let lines = lines.into_iter().collect::<Option<Vec<_>>>()?;
        let amounts = amounts.into_iter().collect::<Option<Vec<_>>>()?;
        let mut amounts = self.alike(amounts, measure)?;
        let (sort, whose) = amounts.first().map_or((Sort::Bare, None), |one| (one.sort, one.whose));
        let settles = settles && sort == Sort::Bare;
        let mut read = Vec::new();
        for amount in amounts.drain(..) {
            read.push(if settles { self.settled(amount, measure)? } else { amount.of });
        }
        let otherwise = otherwise.and_then(|span| Some((read.pop()?, span)));
        let lines = lines.into_iter().zip(read);
        let lines = lines.map(|((when, span), amount)| AmountLine { amount, when, span }).collect();
        let list = AmountList { lines, otherwise, span: words.span };
        self.list_is_complete(&list, measure)?;
        let sort = if settles { Sort::of_unit(measure.unit) } else { sort };
        Some(Typed { whose, ..Typed::new(Expression::List(Box::new(list)), sort, words.span) })
    }

    /// `(measure 3.2 + measure 3.3) / 2` of two percentages is their average, and says nothing of the people behind them.
    pub(super) fn no_average_in_disguise(&mut self, above: &Typed, below: &Typed, span: Span) -> Option<()> {
        let Expression::Number(by) = &below.of else { return Some(()) };
        let mut added = Vec::new();
        addends(&above.of, &mut added);
        let several = added.len() > 1 && *by == Exact::from(added.len() as i64);
        let parts: Vec<&Measure> = added
            .iter()
            .filter_map(|one| match one {
                Expression::Quantity { measure: Some(id), .. } => Some(&self.book.measures[*id]),
                _ => None,
            })
            .filter(|measure| matches!(measure.unit.kind, Kind::Percent | Kind::Rate))
            .collect();
        if !several || parts.len() < added.len() {
            return Some(());
        }
        let sum = |what: &str| {
            let all: Vec<String> = parts.iter().map(|one| format!("{what} of measure {}", one.id)).collect();
            format!("({})", all.join(" + "))
        };
        let finding =
            diags::average_of_measures(span, &format!("{} / {}", sum("numerator"), sum("denominator")));
        self.findings.push(finding);
        None
    }
}

fn addends<'e>(of: &'e Expression, found: &mut Vec<&'e Expression>) {
    match of {
        Expression::Plus(a, b) => {
            addends(a, found);
            addends(b, found);
        }
        other => found.push(other),
    }
}

/// True when figures of one rhythm come more often than those of another.
pub(super) fn is_finer(one: Rhythm, other: Rhythm) -> bool {
    days(one) < days(other)
}

/// About how many days a slot has: only to tell which of two is longer.
fn days(rhythm: Rhythm) -> u32 {
    let step = match rhythm.step {
        Step::Week => 7,
        Step::Month => 30,
        Step::Quarter => 91,
        Step::Term => 122,
        Step::Half => 182,
        Step::Year => 365,
    };
    step * rhythm.every.max(1)
}

/// True when a length of time is a whole number of periods.
fn is_whole(count: u32, step: Step, read: Rhythm) -> bool {
    match (step.months(), read.step.months()) {
        (Some(step), Some(own)) => (i64::from(count) * step) % (own * i64::from(read.every.max(1))) == 0,
        _ => step == read.step && count.is_multiple_of(read.every.max(1)),
    }
}
