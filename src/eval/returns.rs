//! Returns: figures that somebody sends in by a day, which may be moved on while there is still time.

use std::cell::RefCell;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::diags;
use super::judge::Judge;
use super::look::Look;
use super::outcome::{Later, Refusal, ReturnSeen, ReturnState};
use super::timeline::SeriesTimeline;
use crate::base::arena::Id;
use crate::base::diag::Diagnostic;
use crate::base::rhythm::Slot;
use crate::data::{Extension, PlaceId};
use crate::model::{Measure, RuleBook};

/// The day each return is first due.
type Days = FxHashMap<(Id<Measure>, Slot), Option<NaiveDate>>;

/// When returns are due.
pub(super) struct Returns<'a> {
    book: &'a RuleBook,
    extensions: FxHashMap<Id<Measure>, Vec<&'a Extension>>,
    /// The days on which returns are first due, as they were asked for.
    days: RefCell<Days>,
}

impl<'a> Returns<'a> {
    /// Extensions in the order in which they were recorded.
    pub(super) fn new(book: &'a RuleBook, extensions: &'a [Extension]) -> Self {
        let mut by_measure: FxHashMap<Id<Measure>, Vec<&'a Extension>> = FxHashMap::default();
        for extension in extensions {
            by_measure.entry(extension.measure).or_default().push(extension);
        }
        for own in by_measure.values_mut() {
            own.sort_by_key(|extension| (extension.on, extension.until));
        }
        Self { book, extensions: by_measure, days: RefCell::default() }
    }

    /// The day a return is first due; none where the book sets no such day.
    fn first_due(&self, measure: Id<Measure>, slot: Slot) -> Option<NaiveDate> {
        let rhythm = self.book.measures[measure].due;
        rhythm.returned?;
        let mut days = self.days.borrow_mut();
        *days.entry((measure, slot)).or_insert_with(|| rhythm.return_day(slot, &self.book.calendar))
    }

    /// The slot whose return an extension is for; none where nothing says which.
    fn slot_of(&self, extension: &Extension) -> Option<Slot> {
        let rhythm = self.book.measures[extension.measure].due;
        if let Some(period) = extension.period {
            return Some(rhythm.slot_of(period.end));
        }
        let now = rhythm.slot_of(extension.on?);
        let has_ended = rhythm.period(now).is_some_and(|period| Some(period.end) < extension.on);
        Some(if has_ended { now } else { now - 1 })
    }

    /// The extensions of one return, in the order in which they were recorded, up to a day.
    fn of(&self, measure: Id<Measure>, slot: Slot, label: &str, day: NaiveDate) -> Vec<&'a Extension> {
        let Some(own) = self.extensions.get(&measure) else { return Vec::new() };
        let is_own = |extension: &&&Extension| {
            let known = extension.on.is_none_or(|on| on <= day);
            known && self.slot_of(extension) == Some(slot) && about(extension, label)
        };
        own.iter().filter(is_own).copied().collect()
    }

    /// Why an extension does not move the day of its return, in the reader's words; none when it does.
    fn why_refused(&self, extension: &Extension, day: NaiveDate) -> Option<&'static str> {
        let Some(slot) = self.slot_of(extension) else { return Some(Refusal::NoDay.words()) };
        let Some(mut due) = self.first_due(extension.measure, slot) else {
            return Some("the measure sets no day for its returns");
        };
        let label = extension.group.iter().map(|(_, member)| member.as_str()).collect::<Vec<_>>().join(", ");
        for one in self.of(extension.measure, slot, &label, day) {
            let refused = refusal(one, due);
            if std::ptr::eq(one, extension) {
                return refused.map(Refusal::words);
            }
            if refused.is_none() {
                due = one.until;
            }
        }
        None
    }

    /// The day a return is due, with the extensions that were granted by a day; none where the book sets no day.
    pub(super) fn due(
        &self,
        measure: Id<Measure>,
        slot: Slot,
        label: &dyn Fn() -> String,
        day: NaiveDate,
    ) -> Option<NaiveDate> {
        let mut due = self.first_due(measure, slot)?;
        if self.extensions.contains_key(&measure) {
            for extension in self.of(measure, slot, &label(), day) {
                if refusal(extension, due).is_none() {
                    due = extension.until;
                }
            }
        }
        Some(due)
    }
}

fn about(extension: &Extension, label: &str) -> bool {
    let parts: Vec<&str> = label.split(", ").collect();
    extension.group.iter().all(|(_, member)| {
        label.eq_ignore_ascii_case(member) || parts.iter().any(|part| part.eq_ignore_ascii_case(member))
    })
}

/// Why an extension does not move the day; none when it does.
fn refusal(extension: &Extension, due: NaiveDate) -> Option<Refusal> {
    let reasoned = extension.because.as_deref().is_some_and(|why| !why.trim().is_empty());
    match extension.on {
        None => Some(Refusal::NoDay),
        Some(on) if on > due => Some(Refusal::TooLate),
        Some(_) if !reasoned => Some(Refusal::NoReason),
        Some(_) if extension.until <= due => Some(Refusal::NotLater),
        Some(_) => None,
    }
}

/// Extensions that move nothing, each with why.
pub(super) fn findings(judge: &Judge<'_>, extensions: &[Extension]) -> Vec<Diagnostic> {
    let known = extensions.iter().filter(|extension| extension.on.is_none_or(|on| on <= judge.as_of));
    let why = |one: &Extension| no_return(judge, one).or_else(|| judge.returns.why_refused(one, judge.as_of));
    let refused = known.filter_map(|one| Some((one, why(one)?)));
    refused.map(|(one, why)| diags::extension_refused(&judge.book.measures[one.measure], one, why)).collect()
}

/// Why there is no return that an extension could be for; none where there is one.
fn no_return(judge: &Judge<'_>, extension: &Extension) -> Option<&'static str> {
    let measure = &judge.book.measures[extension.measure];
    if measure.computed.is_some() || measure.composite.is_some() {
        return Some("the measure is made of others, and nobody sends it in");
    }
    let all = judge.of_measure(extension.measure);
    let own = |series: &&SeriesTimeline| about(extension, &judge.label(series.place));
    let Some(series) = all.iter().find(own) else {
        return Some("the measure is not reported by that group");
    };
    let slot = judge.returns.slot_of(extension)?;
    (!judge.is_due(series, slot)).then_some("no return is due for that period")
}

impl Judge<'_> {
    /// The day the return of a slot is due as it was known on a day; none where the book sets no such day.
    pub(super) fn return_due(
        &self,
        measure: Id<Measure>,
        place: PlaceId,
        slot: Slot,
        day: NaiveDate,
    ) -> Option<NaiveDate> {
        self.returns.due(measure, slot, &|| self.label(place), day)
    }

    /// The first day on which a slot counts as not in: the first working day after its return was due, or the first on
    /// which its figure is expected where there is no return.
    pub(super) fn missing_from(&self, series: &SeriesTimeline, slot: Slot) -> Option<NaiveDate> {
        match self.return_due(series.measure, series.place, slot, self.as_of) {
            Some(due) => Some(self.book.calendar.next_working_day(due)),
            None => self.book.calendar.expected_from(series.rhythm, slot),
        }
    }
}

impl Look<'_, '_> {
    /// The day on which things are looked at.
    pub(super) fn today(self) -> NaiveDate {
        self.on.unwrap_or(self.judge.as_of)
    }

    /// The day the return of this slot is due; none where the book sets no such day.
    pub(super) fn return_due(self) -> Option<NaiveDate> {
        if self.is_sent_by_nobody() {
            return None;
        }
        self.judge.return_due(self.series.measure, self.series.place, self.slot, self.today())
    }

    /// Whether the return of this slot is overdue and not in; none where no return is due.
    pub(super) fn is_not_in(self) -> Option<bool> {
        let due = self.return_due()?;
        Some(self.today() > due && self.row().is_none())
    }

    /// How the return of the report's slot came in: where none did, of the slot that is expected.
    pub(super) fn return_of_report(self) -> Option<ReturnSeen> {
        let newest = self.row().is_some() && self.slot >= self.series.expected;
        self.at(if newest { self.slot } else { self.series.expected }).return_seen()
    }

    /// True where the figure comes of others, and nobody sends it in: it is there once they are.
    fn is_sent_by_nobody(self) -> bool {
        let measure = self.measure();
        measure.computed.is_some() || measure.composite.is_some()
    }

    /// How the return of this slot came in; none where the book sets no day for it.
    pub(super) fn return_seen(self) -> Option<ReturnSeen> {
        if self.is_sent_by_nobody() {
            return None;
        }
        let (measure, slot) = (self.series.measure, self.slot);
        let first_due = self.judge.returns.first_due(measure, slot)?;
        let label = self.judge.label(self.series.place);
        let (mut due, mut later) = (first_due, Vec::new());
        for extension in self.judge.returns.of(measure, slot, &label, self.today()) {
            let refused = refusal(extension, due);
            if refused.is_none() {
                due = extension.until;
            }
            later.push(Later {
                until: extension.until,
                recorded: extension.on,
                because: extension.because.clone(),
                refused,
                source: extension.cell.clone(),
            });
        }
        let received = self.row().and_then(|row| self.judge.data.known_on(row));
        let calendar = &self.judge.book.calendar;
        let state = match received {
            Some(day) if day <= due => ReturnState::InTime,
            Some(day) => ReturnState::Late { working_days: calendar.working_days_between(due, day) },
            None if self.today() > due => ReturnState::NotIn,
            None => ReturnState::Awaited,
        };
        Some(ReturnSeen { first_due, due, later, received, state })
    }
}
