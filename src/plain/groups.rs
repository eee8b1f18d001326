//! What a measure says of its groups, and of the measures it is made of, in words.

use super::measure::trajectory;
use super::target::target;
use super::{Context, and_list, count};
use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::eval::outcome::SetByHand;
use crate::model::{How, Joining, Measure, RuleBook};

/// Targets and trajectories of single groups.
#[must_use]
pub fn own_targets(of: &Measure, book: &RuleBook) -> Vec<String> {
    let mut said = Vec::new();
    for rules in &of.of_members {
        let member = member_title(of, &rules.member, book);
        for sequence in &rules.targets {
            let name = sequence.name.as_ref().map_or_else(String::new, |name| format!("{name} "));
            let targets = sequence.targets.iter();
            said.extend(
                targets.map(|one| format!("the {name}target of {member} is {}", target(one, of, book))),
            );
        }
        let way = rules.trajectory.as_ref().map(|way| trajectory(way, Context::of(book, of)));
        said.extend(way.map(|way| format!("for {member}, {way}")));
    }
    said
}

/// The gap that is rated.
#[must_use]
pub fn gap(of: &Measure, book: &RuleBook) -> Option<String> {
    let gap = of.gap.as_ref()?;
    let [one, other] = gap.groups.each_ref().map(|member| member_title(of, member, book));
    let within = super::target::target_of_gap(gap);
    Some(format!("the gap between {one} and {other} is rated: the target is {within}"))
}

/// The groups that it does not apply to.
#[must_use]
pub fn left_out(of: &Measure, book: &RuleBook) -> Vec<String> {
    let said = |one: &crate::model::GroupExclusion| {
        let member = member_title(of, &one.member, book);
        format!("it does not apply to {member}, because \"{}\"", one.because)
    };
    of.excluded_groups.iter().map(said).collect()
}

/// What its figures are the total of.
#[must_use]
pub fn total_of(of: &Measure, book: &RuleBook) -> Option<String> {
    Some(format!("it is the total of {}", listed(&of.total_of.as_ref()?.measures, book)))
}

/// What else its submitted figures are made of.
#[must_use]
pub fn made_of(of: &Measure, book: &RuleBook) -> Vec<String> {
    let id = |id: Id<Measure>| &book.measures[id].id;
    let over = of.made_of.over_time.as_ref().map(|over| {
        let how = if over.average { "average" } else { "total" };
        let reach = super::reckoning::reach(over.reach, true, Context::of(book, of));
        format!("it is the {how} of measure {}{reach}", id(over.measure))
    });
    let parts = [("numerator", of.made_of.numerator), ("denominator", of.made_of.denominator)];
    let said = parts.into_iter().filter_map(|(word, part)| Some((word, part?.0)));
    over.into_iter().chain(said.map(|(word, part)| format!("its {word} is measure {}", id(part)))).collect()
}

/// What its level is made of.
#[must_use]
pub fn composite(of: &Measure, book: &RuleBook) -> Option<String> {
    let made = of.composite.as_ref()?;
    Some(format!("its level is {} of {}", joining(made.joining), listed(&made.measures, book)))
}

fn listed(ids: &[Id<Measure>], book: &RuleBook) -> String {
    let ids: Vec<&str> = ids.iter().map(|id| book.measures[*id].id.as_str()).collect();
    format!("measure{} {}", if ids.len() == 1 { "" } else { "s" }, and_list(&ids))
}

/// The full name of a member, or its id where it has none.
fn member_title<'m>(of: &Measure, member: &'m str, book: &'m RuleBook) -> &'m str {
    let mut all = of.by.iter().flat_map(|kind| &book.groupings[*kind].members);
    let found = all.find(|one| one.id.eq_ignore_ascii_case(member) && !one.title.is_empty());
    found.map_or(member, |one| one.title.as_str())
}

/// `the worst`, `the average of those known`.
#[must_use]
pub fn joining(of: Joining) -> String {
    let how = match of.how {
        How::Worst => "the worst".to_owned(),
        How::AtLeast { least, of } => format!("the best that {least} reach of the {of}"),
        How::Average => "the average".to_owned(),
    };
    match of.known_at_least {
        None => how,
        Some(0 | 1) => format!("{how} of those known"),
        Some(least) => format!("{how} of those known, at least {}", count(least, "measure")),
    }
}

/// `set by hand as green by the Director of Public Health on 3 May 2019, because "…"; the rules give red`.
#[must_use]
pub fn set_by_hand(of: &SetByHand) -> String {
    let rules = if of.computed_word.is_empty() { of.computed_kind.word() } else { &of.computed_word };
    let verb = if of.computed.is_some() { "give" } else { "leave it" };
    format!(
        "set by hand as {} by {} on {}, because \"{}\"; the rules {verb} {rules}",
        of.word,
        of.by,
        date_name(of.on),
        of.because
    )
}
