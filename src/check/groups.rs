//! Groups: how they make one rating, what holds for one of them alone, and which of them a measure leaves out.

use super::amounts::For;
use super::{Checker, diags};
use crate::base::arena::Id;
use crate::base::span::{Span, Spanned};
use crate::base::suggest::nearest;
use crate::base::unit::{Kind, Unit};
use crate::model::{
    Bound, Expression, Gap, Goal, GroupExclusion, Grouping, Measure, MemberRules, Nesting, OnGroups, Target,
    TargetSequence, TotalOf, Trajectory,
};
use crate::syntax::ast::{AmountKind, ExclusionWords, GapWords, Groups, Item, Name, OnGroupsWords, Tree};

impl Checker {
    /// The declared id of a member of a kind of group that the measure is reported by; members that data may bring are
    /// taken as they are written.
    pub(super) fn member(&mut self, id: Id<Measure>, name: &Name) -> Option<String> {
        let groupings = self.book.measures[id].by.clone();
        let members = || groupings.iter().flat_map(|g| &self.book.groupings[*g].members);
        let is_meant = |text: &str| text.eq_ignore_ascii_case(&name.text);
        let declared = members().find(|m| is_meant(&m.id)).or_else(|| members().find(|m| is_meant(&m.title)));
        if let Some(member) = declared {
            return Some(member.id.clone());
        }
        let from_data = groupings.iter().any(|g| self.book.groupings[*g].from_data);
        let unread = groupings.iter().any(|g| self.names.unread.groupings.contains(g))
            || self.names.unread.groups_of.contains(&id);
        if from_data || unread {
            return Some(name.text.clone());
        }
        if groupings.is_empty() {
            self.findings.push(diags::groups_not_named(name.span));
            return None;
        }
        let known: Vec<String> = members().map(|m| m.id.clone()).collect();
        let titles = members().map(|m| m.title.as_str());
        let meant = nearest(&name.text, known.iter().map(String::as_str).chain(titles)).map(str::to_owned);
        self.findings.push(diags::unknown_name(diags::NameKind::Member, name, &known, meant.as_deref()));
        None
    }
}

/// How groups make one rating.
pub(super) fn on_groups(cx: &mut Checker, id: Id<Measure>, on: &Spanned<OnGroupsWords>) -> bool {
    let (how, name) = match &on.node {
        OnGroupsWords::Worst(name, None) => (OnGroups::Worst, name.as_ref()),
        OnGroupsWords::Worst(name, Some(least)) => (OnGroups::WorstOfKnown(*least), name.as_ref()),
        OnGroupsWords::Each(name) => (OnGroups::Each, name.as_ref()),
        OnGroupsWords::Total(None) => (OnGroups::Total, None),
        OnGroupsWords::Total(Some(least)) => (OnGroups::TotalOfKnown(*least), None),
        OnGroupsWords::Some { least, of, name } => {
            (OnGroups::AtLeast { least: *least, of: *of }, name.as_ref())
        }
    };
    if cx.book.measures[id].gap.is_some() {
        cx.findings.push(diags::gap_and_rated_on(on.span, &cx.book.measures[id].id));
        return false;
    }
    cx.book.measures[id].on_groups = how;
    if let Some(name) = name
        && one_or_many(cx, name).is_none()
        && cx.grouping(name).is_none()
    {
        return false;
    }
    if cx.book.measures[id].by.is_empty() {
        if !cx.names.unread.groups_of.contains(&id) {
            cx.findings.push(diags::groups_not_named(on.span));
        }
        return false;
    }
    match how {
        OnGroups::AtLeast { least, of } => some_of_all(cx, id, (least, of), on.span),
        OnGroups::Each
        | OnGroups::Worst
        | OnGroups::WorstOfKnown(_)
        | OnGroups::Total
        | OnGroups::TotalOfKnown(_)
        | OnGroups::Gap => true,
    }
}

/// A kind of group by its id, or by its id with an `s` after it: `on 2 of 3 sites`.
fn one_or_many(cx: &Checker, name: &Name) -> Option<Id<Grouping>> {
    let one = name.text.strip_suffix(['s', 'S']);
    cx.names.groupings.find(&name.text).or_else(|| cx.names.groupings.find(one?))
}

/// `2 of 3` of a kind of group that has three.
fn some_of_all(cx: &mut Checker, id: Id<Measure>, (least, of): (u32, u32), span: Span) -> bool {
    let measure = &cx.book.measures[id];
    let kinds: Vec<Id<Grouping>> = cx.book.own_groups(measure).collect();
    let [kind] = kinds.as_slice() else {
        cx.findings.push(diags::count_of_what(span, "groups of several kinds"));
        return false;
    };
    let grouping = &cx.book.groupings[*kind];
    if grouping.from_data {
        cx.findings.push(diags::count_of_what(span, "groups that only the data name"));
        return false;
    }
    let excluded = |member: &str| measure.excluded_groups.iter().any(|one| one.member == member);
    let members = grouping.members.iter().filter(|member| !excluded(&member.id)).count();
    if cx.names.unread.groupings.contains(kind) {
        return true;
    }
    fits(cx, (least, of), members, ("groups", span))
}

/// True when `least` of `of` can be asked of so many.
pub(super) fn fits(
    cx: &mut Checker,
    (least, of): (u32, u32),
    there_are: usize,
    (noun, span): (&str, Span),
) -> bool {
    if of as usize == there_are && least > 0 && least <= of {
        return true;
    }
    cx.findings.push(diags::count_does_not_fit(span, (least, of), there_are, noun));
    false
}

/// `gap between most_deprived and least_deprived within 5 points`.
pub(super) fn gap(cx: &mut Checker, id: Id<Measure>, words: &GapWords, unit: &Unit) -> bool {
    let (name, at) = (cx.book.measures[id].id.clone(), cx.book.measures[id].id_span);
    let [one, other] = &words.groups;
    let groups = cx.member(id, one).zip(cx.member(id, other));
    let amount = &words.within.amount;
    if words.within.of.is_some() || (amount.kind == AmountKind::Percent) {
        cx.findings.push(diags::gap_in_per_cent(amount, words.within.span, unit));
        return false;
    }
    if !unit.is_number() {
        cx.findings.push(diags::gap_needs_numbers(words.span, &name));
        return false;
    }
    let within = cx.difference_in(amount, For { unit: Some(unit), id: &name, span: at });
    let (Some((one, other)), Some(within)) = (groups, within) else { return false };
    if one == other {
        cx.findings.push(diags::gap_with_itself(words.span, &one));
        return false;
    }
    let unit = match unit.kind {
        Kind::Percent => Unit { kind: Kind::Points, words: "percentage points".to_owned() },
        Kind::Count
        | Kind::Rate
        | Kind::Money
        | Kind::Duration(_)
        | Kind::Points
        | Kind::YesNo
        | Kind::Date
        | Kind::Rating => unit.clone(),
    };
    let target = Target {
        goal: Goal::Limit { bound: Bound::AtMost, figure: Expression::Number(within) },
        from: None,
        by: None,
        year: None,
        pro_rata: false,
        until_set_use: None,
        agreement: None,
        known_from: None,
        span: words.span,
    };
    let measure = &mut cx.book.measures[id];
    measure.gap = Some(Gap { groups: [one, other], target, unit });
    measure.on_groups = OnGroups::Gap;
    true
}

/// The measure as its rating's lines are proved for it: of a gap, less is better.
pub(super) fn as_judged(measure: &Measure) -> Measure {
    let mut judged = measure.clone();
    if let Some(gap) = &measure.gap {
        judged.unit = gap.unit.clone();
        judged.higher_is_better = Some(false);
    }
    judged
}

/// `excluding HGH because "no births there"`.
pub(super) fn excluding(cx: &mut Checker, id: Id<Measure>, words: &ExclusionWords) -> bool {
    let Some(because) = words.because.as_ref().filter(|why| !why.node.trim().is_empty()) else {
        cx.findings.push(diags::group_exclusion_without_reason(words.span));
        return false;
    };
    let mut whole = true;
    for name in &words.groups {
        match cx.member(id, name) {
            Some(member) => cx.book.measures[id].excluded_groups.push(GroupExclusion {
                member,
                because: because.node.clone(),
                span: words.span,
            }),
            None => whole = false,
        }
    }
    whole
}

/// `is the total of measures 3.2, 3.3`: numbers that add up, and in one unit.
pub(super) fn total_of(cx: &mut Checker, id: Id<Measure>, names: &[Name], span: Span) -> bool {
    let found: Vec<_> = names.iter().map(|name| cx.measure(name)).collect();
    let Some(measures) = found.into_iter().collect::<Option<Vec<_>>>() else { return false };
    let mut whole = true;
    for (measure, name) in measures.iter().zip(names) {
        let (own, other) = (&cx.book.measures[id], &cx.book.measures[*measure]);
        if *measure == id || !adds_up(&own.unit) || own.unit.kind != other.unit.kind {
            let finding = diags::cannot_add_up(name.span, own, other, *measure == id);
            cx.findings.push(finding);
            whole = false;
        }
    }
    cx.book.measures[id].total_of = Some(TotalOf { measures, span });
    whole
}

/// True for numbers of which several make a whole.
pub(super) fn adds_up(unit: &Unit) -> bool {
    matches!(unit.kind, Kind::Count | Kind::Money | Kind::Points | Kind::Duration(_))
}

/// A trajectory for all, or for one member.
pub(super) fn keep_trajectory(
    cx: &mut Checker,
    id: Id<Measure>,
    member: Option<&Name>,
    read: Option<Trajectory>,
) -> bool {
    let whole = read.is_some();
    match member {
        None => {
            cx.book.measures[id].trajectory = read;
            whole
        }
        Some(name) => match cx.member(id, name) {
            Some(member) => {
                with_rules_of(&mut cx.book.measures[id], member, |rules| rules.trajectory = read);
                whole
            }
            None => false,
        },
    }
}

/// True when a way to the year's target is written, for all or for a member.
pub(super) fn has_trajectory(measure: &Measure) -> bool {
    measure.trajectory.is_some() || measure.of_members.iter().any(|rules| rules.trajectory.is_some())
}

fn with_rules_of(measure: &mut Measure, member: String, change: impl FnOnce(&mut MemberRules)) {
    match measure.of_members.iter_mut().find(|rules| rules.member == member) {
        Some(rules) => change(rules),
        None => {
            let mut rules = MemberRules { member, ..MemberRules::default() };
            change(&mut rules);
            measure.of_members.push(rules);
        }
    }
}

/// Gives targets for one member to that member. Each stands in the place of the measure's target of the same name, or
/// of none: then the other members have no target of that name.
pub(super) fn share_out(
    cx: &mut Checker,
    id: Id<Measure>,
    sequences: &mut Vec<TargetSequence>,
    of_members: Vec<(String, Option<String>, Target)>,
) {
    for (member, name, target) in of_members {
        if !sequences.iter().any(|sequence| sequence.name == name) {
            sequences.push(TargetSequence { name: name.clone(), targets: Vec::new() });
        }
        with_rules_of(&mut cx.book.measures[id], member, |own| {
            match own.targets.iter_mut().find(|sequence| sequence.name == name) {
                Some(sequence) => sequence.targets.push(target),
                None => own.targets.push(TargetSequence { name, targets: vec![target] }),
            }
        });
    }
}

/// Members that none of a measure's targets is for, where some members have their own.
pub(super) fn without_target(cx: &mut Checker, id: Id<Measure>) {
    let measure = &cx.book.measures[id];
    let Some(judged) = measure.judged_targets().filter(|sequence| sequence.targets.is_empty()) else {
        return;
    };
    let has_own = |member: &str| {
        let mut own = measure.of_members.iter().filter(|rules| rules.member == member);
        own.any(|rules| rules.targets.iter().any(|sequence| sequence.name == judged.name))
    };
    let excluded = |member: &str| measure.excluded_groups.iter().any(|one| one.member == member);
    let members = cx.book.own_groups(measure).flat_map(|kind| &cx.book.groupings[kind].members);
    let mut left: Vec<String> = members
        .filter(|member| !has_own(&member.id) && !excluded(&member.id))
        .map(|member| format!("`{}`", member.id))
        .collect();
    if matches!(measure.on_groups, OnGroups::Total | OnGroups::TotalOfKnown(_)) {
        left.push("the total".to_owned());
    }
    let first = measure.of_members.iter().flat_map(|rules| &rules.targets).flat_map(|s| &s.targets).next();
    if let (false, Some(first)) = (left.is_empty(), first) {
        let finding = diags::groups_without_target(&measure.id, &left, first.span);
        cx.findings.push(finding);
    }
}

/// Kinds of group whose members are parts of the members of another.
pub(super) fn nestings(cx: &mut Checker, trees: &[Tree]) {
    for item in trees.iter().flat_map(|tree| &tree.items) {
        let Item::Groups(groups) = item else { continue };
        let Some(inner) = cx
            .names
            .groupings
            .find(&groups.id.text)
            .filter(|id| cx.book.groupings[*id].span == groups.id.span)
        else {
            continue;
        };
        match &groups.within {
            Some(outer) => nesting(cx, groups, inner, outer),
            None => {
                if let Some(place) = groups.members.iter().find_map(|member| member.within.as_ref()) {
                    cx.findings.push(diags::part_of_nothing(place, &groups.id.text));
                }
            }
        }
    }
}

fn nesting(cx: &mut Checker, groups: &Groups, inner: Id<Grouping>, outer: &Name) {
    let Some(kind) = cx.grouping(outer) else { return };
    let mut above = Some(kind);
    while let Some(next) = above {
        if next == inner {
            let names = [groups.id.text.clone(), outer.text.clone()];
            cx.findings.push(diags::circular(
                "kinds of group that lie within one another",
                &names,
                outer.span,
            ));
            return;
        }
        above = cx.book.nestings.iter().find(|nest| nest.inner == next).map(|nest| nest.outer);
    }
    let mut members = Vec::new();
    for member in &groups.members {
        let Some(place) = &member.within else {
            cx.findings.push(diags::part_of_which(&member.id, &outer.text));
            continue;
        };
        let larger = &cx.book.groupings[kind];
        let is_meant = |text: &str| text.eq_ignore_ascii_case(&place.text);
        match larger.members.iter().find(|one| is_meant(&one.id) || is_meant(&one.title)) {
            Some(found) => members.push((member.id.text.clone(), found.id.clone())),
            None if larger.from_data => members.push((member.id.text.clone(), place.text.clone())),
            None => {
                let known: Vec<String> = larger.members.iter().map(|one| one.id.clone()).collect();
                let meant = nearest(&place.text, known.iter().map(String::as_str)).map(str::to_owned);
                let kind = diags::NameKind::Member;
                cx.findings.push(diags::unknown_name(kind, place, &known, meant.as_deref()));
            }
        }
    }
    cx.book.nestings.push(Nesting { inner, outer: kind, members });
}
