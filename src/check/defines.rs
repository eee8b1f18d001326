//! Names that stand for amounts and conditions: declared once, and read on each measure that uses them.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::amounts::For;
use super::units::Typed;
use super::{Checker, diags};
use crate::base::arena::Id;
use crate::base::diag::{Label, Place};
use crate::base::span::{Span, Spanned};
use crate::model::{Condition, Define, Elsewhere, Expression, Offset, Quantity, Status};
use crate::syntax::ast::{self, Cond, CondKind, DefineWords, Expr, Item, LevelWords, NamedWords, Tree};

/// How many definitions one use may come to through others.
const MOST: usize = 1_000;

/// Words with a meaning of their own in amounts and conditions, which a definition would never be read for.
const TAKEN: &[&str] = &[
    "average",
    "count",
    "denominator",
    "estimated",
    "forecast",
    "highest",
    "improving",
    "incomplete",
    "latest",
    "lower",
    "lowest",
    "max",
    "median",
    "min",
    "numerator",
    "pooled",
    "result",
    "revised",
    "round",
    "shortfall",
    "total",
    "unchanged",
    "upper",
    "worsening",
];

/// The definitions of a book.
#[derive(Debug, Default)]
pub(super) struct Defines {
    by_name: FxHashMap<String, (Id<Define>, Rc<ast::Define>)>,
    names: Vec<String>,
    /// Definitions with a fault, which has been said.
    broken: FxHashSet<Id<Define>>,
    /// Those being read right now.
    open: FxHashSet<Id<Define>>,
    /// While each is read by itself: what others came to, by the measure that they were read on, so that none of a long
    /// chain is read more than once.
    alone: Option<Known>,
}

/// What definitions came to that have been read. Of those that others stand in, only that they could be read.
#[derive(Debug, Default)]
struct Known {
    amounts: FxHashMap<(Id<Define>, Option<Span>), Typed>,
    conditions: FxHashMap<(Id<Define>, Option<Span>), Condition>,
}

impl Defines {
    pub(super) fn find(&self, name: &str) -> Option<(Id<Define>, Rc<ast::Define>)> {
        self.by_name.get(&name.to_lowercase()).cloned()
    }

    fn is_condition(define: &ast::Define, known: &Self) -> bool {
        match &define.what {
            DefineWords::Amount(_) => false,
            DefineWords::Condition(cond) => match single_name(cond).and_then(|word| known.find(&word.node)) {
                Some((_, other)) if other.name.span != define.name.span => {
                    matches!(other.what, DefineWords::Condition(_))
                }
                _ => true,
            },
        }
    }
}

/// The word of a condition that is one name: a level, or what `define` made of it.
pub(super) fn single_name(cond: &Cond) -> Option<&Spanned<String>> {
    match &cond.kind {
        CondKind::Level(LevelWords::OneOf(words)) => match words.as_slice() {
            [word] => Some(word),
            _ => None,
        },
        _ => None,
    }
}

/// Declares every definition; levels are known by then, and a name cannot be both.
pub(super) fn declare(cx: &mut Checker, trees: &[Tree]) {
    for item in trees.iter().flat_map(|tree| &tree.items) {
        let Item::Define(define) = item else { continue };
        let name = &define.name;
        let first = cx.defines.find(&name.text).map(|(id, _)| cx.book.defines[id].span);
        let level = cx.book.ratings.values().find(|rating| rating.level(&name.text).is_some());
        if let Some(level) = level {
            let finding = diags::definition_is_a_level(name, &level.id, level.span);
            cx.findings.push(finding);
            continue;
        }
        if !cx.free(diags::NameKind::Definition, name, first) {
            continue;
        }
        if TAKEN.contains(&name.text.to_lowercase().as_str()) {
            cx.findings.push(diags::reserved_name(name));
            continue;
        }
        let row = Define { name: name.text.clone(), text: define.text.clone(), span: define.span };
        let id = cx.book.defines.push(row);
        if define.broken {
            cx.defines.broken.insert(id);
        }
        cx.defines.by_name.insert(name.text.to_lowercase(), (id, Rc::new((**define).clone())));
        cx.defines.names.push(name.text.clone());
    }
}

/// Reads every definition once by itself, so that what is wrong with it is said where it stands, used or not. Each is
/// read behind those that stand in it.
pub(super) fn read_alone(cx: &mut Checker) {
    let rows: Vec<Option<Rc<ast::Define>>> =
        cx.book.defines.values().map(|row| cx.defines.find(&row.name).map(|(_, define)| define)).collect();
    let next: Vec<Vec<usize>> =
        rows.iter().map(|row| row.as_ref().map_or_else(Vec::new, |define| uses(cx, define))).collect();
    circles(cx, &next);
    let order: Vec<usize> = super::knots::knots(&next).into_iter().flatten().collect();
    too_many(cx, &next, &order);
    cx.defines.alone = Some(Known::default());
    for at in order {
        let (Some(id), Some(Some(define))) = (cx.book.defines.id_at(at), rows.get(at)) else { continue };
        if !cx.defines.broken.contains(&id) && !is_whole(cx, id, define) {
            cx.defines.broken.insert(id);
        }
    }
    cx.defines.alone = None;
}

/// True when a definition can be read by itself.
fn is_whole(cx: &mut Checker, id: Id<Define>, define: &ast::Define) -> bool {
    let nobody = For { unit: None, id: "", span: define.span };
    cx.defines.open.insert(id);
    let whole = match &define.what {
        DefineWords::Amount(expr) => cx.typed(expr, nobody).is_some(),
        DefineWords::Condition(cond) => {
            match single_name(cond).filter(|word| cx.defines.find(&word.node).is_some()) {
                Some(_) => true,
                None => cx.condition(cond, nobody, None).is_some(),
            }
        }
    };
    cx.defines.open.remove(&id);
    whole
}

/// Tells of each circle of definitions once, and voids all of it.
fn circles(cx: &mut Checker, next: &[Vec<usize>]) {
    for nodes in super::cycles::each_circle(next) {
        let rows: Vec<Id<Define>> = nodes.iter().filter_map(|at| cx.book.defines.id_at(*at)).collect();
        let names: Vec<String> = rows.iter().map(|id| cx.book.defines[*id].name.clone()).collect();
        let span = rows.first().map_or(Span::default(), |id| cx.book.defines[*id].span);
        cx.findings.push(diags::circular("definitions that stand for one another", &names, span));
        cx.defines.broken.extend(rows);
    }
}

/// Tells of definitions that come to too many others, and voids them and what they stand in. `order` has each behind
/// those that stand in it.
fn too_many(cx: &mut Checker, next: &[Vec<usize>], order: &[usize]) {
    let mut come_to = vec![0_usize; next.len()];
    for at in order {
        let Some(id) = cx.book.defines.id_at(*at) else { continue };
        let uses = next.get(*at).map_or(&[][..], Vec::as_slice);
        let of = |used: &usize| come_to.get(*used).map_or(0, |count| count.saturating_add(1));
        let count = uses.iter().map(of).fold(0, usize::saturating_add);
        let is_told = uses.iter().any(|used| come_to.get(*used).is_some_and(|count| *count > MOST));
        if let Some(own) = come_to.get_mut(*at) {
            *own = count;
        }
        if count > MOST && cx.defines.broken.insert(id) && !is_told {
            let name = cx.defines.find(&cx.book.defines[id].name).map(|(_, define)| define.name.span);
            let span = name.unwrap_or(cx.book.defines[id].span);
            cx.findings.push(diags::too_many_definitions(span, MOST));
        }
    }
}

/// The definitions that one names.
fn uses(cx: &Checker, define: &ast::Define) -> Vec<usize> {
    let mut names = Vec::new();
    match &define.what {
        DefineWords::Amount(expr) => expr.names(&mut names),
        DefineWords::Condition(cond) => cond.names(&mut names),
    }
    names.iter().filter_map(|name| cx.defines.find(name)).map(|(id, _)| id.index()).collect()
}

/// What a definition is read on: a measure, or nothing known.
fn read_on(measure: For<'_>) -> Option<Span> {
    (!measure.id.is_empty()).then_some(measure.span)
}

/// Stands for an amount of which only that it could be read is of interest.
fn own_value() -> Expression {
    Expression::Quantity { quantity: Quantity::Value, measure: None, offset: Offset::Now }
}

impl Checker {
    /// A name in an amount: what `define` says it stands for, read on the measure it is asked of.
    pub(super) fn named(&mut self, words: &NamedWords, measure: For<'_>) -> Option<Typed> {
        let Some((id, define)) = self.defines.find(&words.name.text) else {
            self.unknown_amount(&words.name);
            return None;
        };
        if self.defines.broken.contains(&id) {
            return None;
        }
        if let DefineWords::Condition(cond) = &define.what {
            if let Some(word) = single_name(cond).filter(|word| self.defines.find(&word.node).is_some()) {
                let name = ast::Name { text: word.node.clone(), quoted: false, span: word.span };
                let alias = NamedWords { name, ..words.clone() };
                return self.named(&alias, measure);
            }
            self.findings.push(diags::condition_and_no_amount(&words.name, define.span));
            return None;
        }
        let DefineWords::Amount(expr) = &define.what else { return None };
        let whose = self.whose(words.measure.as_ref(), words.group.as_ref(), measure)?;
        let offset = self.offset(words.when.as_ref())?;
        if let Some(other) = whose.measure.filter(|_| offset == Offset::Now) {
            self.rhythm_fits(other, words.span)?;
        }
        let row = self.row(whose.measure, measure);
        let on = row.as_for();
        let key = (id, read_on(on));
        let known = self.defines.alone.as_ref().and_then(|known| known.amounts.get(&key)).cloned();
        let typed = match known {
            Some(typed) => typed,
            None => {
                let typed = self.read_definition(id, words.name.span, on, |cx| cx.typed(expr, on))?;
                let stands_alone = uses(self, &define).is_empty();
                if let Some(known) = &mut self.defines.alone {
                    let of = if stands_alone { typed.of.clone() } else { own_value() };
                    known.amounts.insert(key, Typed { of, ..typed.clone() });
                }
                typed
            }
        };
        let typed = match typed.literal {
            Some(_) => Typed { literal: None, ..typed },
            None => typed,
        };
        let named = Expression::Named { define: id, of: Box::new(typed.of) };
        let unit_of = whose.measure.or(typed.whose);
        let of = if whose.is_own() && offset == Offset::Now {
            named
        } else {
            Expression::Elsewhere(Box::new(Elsewhere { whose, offset, of: named }))
        };
        Some(Typed { whose: unit_of, ..Typed::new(of, typed.sort, words.span) })
    }

    /// A name in the place of a condition; none where no definition has it.
    pub(super) fn named_condition(
        &mut self,
        word: &Spanned<String>,
        measure: For<'_>,
    ) -> Option<Option<Condition>> {
        let (id, define) = self.defines.find(&word.node)?;
        if self.defines.broken.contains(&id) {
            return Some(None);
        }
        let DefineWords::Condition(cond) = &define.what else {
            let name = ast::Name { text: word.node.clone(), quoted: false, span: word.span };
            self.findings.push(diags::amount_and_no_condition(&name, define.span));
            return Some(None);
        };
        if !Defines::is_condition(&define, &self.defines) {
            let name = ast::Name { text: word.node.clone(), quoted: false, span: word.span };
            self.findings.push(diags::amount_and_no_condition(&name, define.span));
            return Some(None);
        }
        let key = (id, read_on(measure));
        let named =
            |condition| Condition::Named { define: id, condition: Box::new(condition), span: word.span };
        let known = self.defines.alone.as_ref().and_then(|known| known.conditions.get(&key)).cloned();
        if let Some(condition) = known {
            return Some(Some(named(condition)));
        }
        let stands_alone = uses(self, &define).is_empty();
        let read = self.read_definition(id, word.span, measure, |cx| cx.condition(cond, measure, None));
        if let (Some(condition), Some(known)) = (&read, &mut self.defines.alone) {
            let whole = Condition::Status(Status::OnTarget, word.span);
            known.conditions.insert(key, if stands_alone { condition.clone() } else { whole });
        }
        Some(read.map(named))
    }

    /// Reads what a definition stands for. What is wrong with it there, and not with it by itself, is told at the use.
    fn read_definition<T>(
        &mut self,
        id: Id<Define>,
        at: Span,
        measure: For<'_>,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        if self.defines.broken.contains(&id) || self.defines.open.contains(&id) {
            return None;
        }
        let before = self.findings.all.len();
        self.defines.open.insert(id);
        let found = read(self);
        self.defines.open.remove(&id);
        let text =
            if measure.id.is_empty() { String::new() } else { format!(", for measure `{}`", measure.id) };
        for finding in self.findings.taken_from(before) {
            let use_label = Label { place: Place::Rule(at), text: format!("used here{text}") };
            let labels = std::iter::once(use_label).chain(finding.labels.iter().cloned()).collect();
            self.findings.push(crate::base::diag::Diagnostic { labels, ..finding });
        }
        found
    }

    fn unknown_amount(&mut self, name: &ast::Name) {
        if self.names.unread.has(&name.text) || self.names.unread.has("define") {
            return;
        }
        if let Some(measure) = self.names.measures.find(&name.text) {
            let id = self.book.measures[measure].id.clone();
            self.findings.push(diags::say_measure(name, &id));
            return;
        }
        let known = self.defines.names.clone();
        let meant =
            crate::base::suggest::nearest(&name.text, known.iter().map(String::as_str)).map(str::to_owned);
        self.findings.push(diags::unknown_name(diags::NameKind::Definition, name, &known, meant.as_deref()));
    }
}

impl Expr {
    /// The names in it that may be definitions.
    fn names(&self, found: &mut Vec<String>) {
        match self {
            Self::Amount(_)
            | Self::Quantity { .. }
            | Self::Then(..)
            | Self::Benchmark(_)
            | Self::OfPeers(_)
            | Self::Position(_)
            | Self::Later(_) => {}
            Self::Named(words) => found.push(words.name.text.clone()),
            Self::Binary { left, right, .. } => {
                left.names(found);
                right.names(found);
            }
            Self::Call { of, .. } => of.iter().for_each(|one| one.names(found)),
            Self::PercentOf { of, .. } => of.names(found),
            Self::Window(words) => words.of.iter().for_each(|of| of.names(found)),
            Self::Count(words) => words.condition.names(found),
            Self::List(list) => {
                for line in &list.lines {
                    line.amount.names(found);
                    line.when.names(found);
                }
                list.otherwise.iter().for_each(|(amount, _)| amount.names(found));
            }
        }
    }
}

impl Cond {
    /// The names in it that may be definitions.
    fn names(&self, found: &mut Vec<String>) {
        if let Some(word) = single_name(self) {
            found.push(word.node.clone());
        }
        match &self.kind {
            CondKind::All(parts) | CondKind::Any(parts) => parts.iter().for_each(|part| part.names(found)),
            CondKind::Not(condition)
            | CondKind::FirstTime(condition)
            | CondKind::For { condition, .. }
            | CondKind::ForTime { condition, .. }
            | CondKind::InLast { condition, .. }
            | CondKind::In { condition, .. }
            | CondKind::OfMeasure { condition, .. }
            | CondKind::AnyGroup { condition, .. }
            | CondKind::Tally { condition, .. } => condition.names(found),
            CondKind::Within { of, .. } => of.iter().for_each(|of| of.names(found)),
            CondKind::Uneven { of, .. } => of.names(found),
            CondKind::NoMoreWorse { than, .. } => than.names(found),
            CondKind::Than { reference, .. } => reference.names(found),
            CondKind::Compare { left, right, .. } => {
                left.iter().for_each(|left| left.names(found));
                right.names(found);
            }
            CondKind::Between { what, .. } => what.iter().for_each(|what| what.names(found)),
            CondKind::Known(amount) => amount.names(found),
            CondKind::Status(_)
            | CondKind::Level(_)
            | CondKind::Moves { .. }
            | CondKind::OutsideRange { .. }
            | CondKind::Placed(_)
            | CondKind::Statistical(_)
            | CondKind::Forecast(_)
            | CondKind::OnRecord(_)
            | CondKind::InTime { .. }
            | CondKind::Response { .. }
            | CondKind::RecoveryPassed
            | CondKind::SameText
            | CondKind::Loop(_)
            | CondKind::OldBy(_)
            | CondKind::Later(_) => {}
        }
    }
}
