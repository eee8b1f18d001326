//! The report as it was known on earlier days, laid out once for each day that is asked for.

use std::cell::RefCell;
use std::rc::Rc;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::assess::Run;
use super::horizon::Horizon;
use super::judge::Judge;
use super::ladders::StageLog;

/// Earlier days of one report.
pub(super) struct Past<'r, 'a> {
    run: &'r Run<'a>,
    horizon: Horizon,
    stages: Rc<StageLog>,
    judges: RefCell<FxHashMap<NaiveDate, Rc<Judge<'a>>>>,
}

impl<'r, 'a> Past<'r, 'a> {
    /// Earlier days of a report whose stages are in this log.
    pub(super) fn new(run: &'r Run<'a>, horizon: Horizon, stages: Rc<StageLog>) -> Self {
        Self { run, horizon, stages, judges: RefCell::default() }
    }

    /// The report as it was known on a day.
    pub(super) fn on(&self, day: NaiveDate) -> Rc<Judge<'a>> {
        let mut judges = self.judges.borrow_mut();
        let judge = judges.entry(day).or_insert_with(|| {
            Rc::new(Judge::known_then(self.run, self.horizon, day, Rc::clone(&self.stages)))
        });
        Rc::clone(judge)
    }
}
