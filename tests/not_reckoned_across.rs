//! No withheld figure is had back across measures and periods: sites, quarters, a year to date, averages, a rate, totals and
//! computed measures are drawn with random marks, every quarter is reported, and all that the reports' JSON publishes is a
//! system of equations from which no figure follows that was to be withheld.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;
use plimsoll::base::period::{Period, YearStart};
use plimsoll::base::source::Sources;
use plimsoll::data::{Reader, Responses};
use plimsoll::eval::{Run, assess};
use plimsoll::model::RuleBook;
use plimsoll::report::{Inputs, RunRecord, json_v1};
use plimsoll::{check, syntax};
use proptest::prelude::{ProptestConfig, any, prop, prop_assert, proptest};

const QUARTERS: [&str; 5] = ["Q1 2018/19", "Q2 2018/19", "Q3 2018/19", "Q4 2018/19", "Q1 2019/20"];
const SITES: [&str; 2] = ["S1", "S2"];
/// Three measures that all others are made of, in each site and quarter.
const BASE: usize = 3 * SITES.len() * QUARTERS.len();

const BOOK: &str = r#"framework "Report" { year April to March; due quarterly }
board HIB "Health Improvement Board"
groups site "Site" { S1 "Site 1"; S2 "Site 2" }
rating met { green when on target; red otherwise }
measure 1 "Falls" { owner HIB; unit falls; aim reduce; by site; target 20 or fewer; rating met on the total WITHHOLD }
measure 2 "Falls so far" { owner HIB; unit falls; aim reduce; by site; target 90 or fewer; rating met on the total
  is the total of measure 1 from the start of the year }
measure 3 "Falls on average" { owner HIB; unit falls; aim reduce; by site; target 20 or fewer; rating met on each site
  is the average of measure 1 of the last 2 quarters }
measure 4 "Bed days" { owner HIB; unit days; aim monitor; by site; plausible up to 1,000,000 }
measure 5 "Falls per 1,000 bed days" { owner HIB; unit per 1,000 bed days; aim reduce; by site; target 20 or less
  rating met on each site; numerator is measure 1; denominator is measure 4; plausible up to 1,000,000 }
measure 6 "Burns" { owner HIB; unit burns; aim reduce; by site; target 20 or fewer; rating met on the total }
measure 7 "Injuries" { owner HIB; unit injuries; aim reduce; by site; target 60 or fewer; rating met on the total
  is the total of measures 1, 6 }
measure 8 "Both" { owner HIB; unit injuries; aim reduce; by site; computed as measure 1 + measure 6; target 60 or fewer; rating met on each site }
measure 9 "Two quarters" { owner HIB; unit falls; aim reduce; by site; computed as the total of measure 1 of the last 2; target 60 or fewer; rating met on each site }
measure 10 "Both and burns" { owner HIB; unit injuries; aim reduce; by site; target 90 or fewer; rating met on the total
  is the total of measures 8, 6 }
"#;

type Number = BigRational;
/// How much of each figure of the base is in an amount.
type Vector = Vec<Number>;

fn number(n: i64) -> Number {
    Number::from_integer(BigInt::from(n))
}

/// The figures of one draw.
struct Drawn {
    falls: Vec<i64>,
    days: Vec<i64>,
    burns: Vec<i64>,
}

impl Drawn {
    fn base(&self, which: usize, site: usize, quarter: usize) -> i64 {
        [&self.falls, &self.days, &self.burns][which][site * QUARTERS.len() + quarter]
    }

    fn unit(&self, which: usize, site: usize, quarter: usize) -> Vector {
        let mut vector = vec![Number::zero(); BASE];
        vector[(which * SITES.len() + site) * QUARTERS.len() + quarter] = number(1);
        vector
    }

    /// What a figure is made of, as a sum of the base; nothing for one that is not there.
    fn made_of(&self, measure: usize, site: Option<usize>, quarter: usize) -> Option<Vector> {
        let Some(site) = site else {
            let sites = (0..SITES.len()).map(|site| self.made_of(measure, Some(site), quarter));
            return sites.collect::<Option<Vec<_>>>().map(|all| sum(&all));
        };
        let falls = |quarter: usize| self.unit(0, site, quarter);
        let burns = || self.unit(2, site, quarter);
        Some(match measure {
            1 => falls(quarter),
            2 => sum(&(quarter / 4 * 4..=quarter).map(falls).collect::<Vec<_>>()),
            3 if quarter > 0 => scaled(&sum(&[falls(quarter - 1), falls(quarter)]), &number(2).recip()),
            9 if quarter > 0 => sum(&[falls(quarter - 1), falls(quarter)]),
            3 | 9 => return None,
            4 => self.unit(1, site, quarter),
            5 => {
                // What a small change of falls or days would make of the rate.
                let days = number(self.base(1, site, quarter));
                let rate = number(1_000 * self.base(0, site, quarter)) / &days;
                let less = scaled(&self.unit(1, site, quarter), &(-rate / &days));
                sum(&[scaled(&falls(quarter), &(number(1_000) / days)), less])
            }
            6 => burns(),
            7 | 8 => sum(&[falls(quarter), burns()]),
            10 => sum(&[falls(quarter), burns(), burns()]),
            _ => return None,
        })
    }

    /// The same as it is submitted; nothing for what is computed.
    fn value(&self, measure: usize, site: usize, quarter: usize) -> Option<String> {
        if matches!(measure, 8 | 9) {
            return None;
        }
        if measure == 5 {
            let (falls, days) = (self.base(0, site, quarter), self.base(1, site, quarter));
            let rate = 1_000 * falls;
            assert_eq!(rate % days, 0, "rates are drawn whole");
            return Some((rate / days).to_string());
        }
        let vector = self.made_of(measure, Some(site), quarter)?;
        let bases = (0..BASE).map(|at| {
            let (which, rest) = (at / (SITES.len() * QUARTERS.len()), at % (SITES.len() * QUARTERS.len()));
            number(self.base(which, rest / QUARTERS.len(), rest % QUARTERS.len()))
        });
        let value: Number = vector.iter().zip(bases).map(|(times, base)| times * base).sum();
        assert!(value.is_integer(), "averages are drawn whole");
        Some(value.to_integer().to_string())
    }
}

fn sum(all: &[Vector]) -> Vector {
    (0..BASE).map(|at| all.iter().map(|one| &one[at]).sum()).collect()
}

fn scaled(vector: &[Number], by: &Number) -> Vector {
    vector.iter().map(|one| one * by).collect()
}

/// What follows from equations: rows with pivots.
#[derive(Default)]
struct Span(BTreeMap<usize, Vector>);

impl Span {
    fn left_of(&self, vector: &[Number]) -> Vector {
        let mut left = vector.to_vec();
        for (pivot, row) in &self.0 {
            let times = left[*pivot].clone();
            if !times.is_zero() {
                left.iter_mut().zip(row).for_each(|(own, row)| *own -= &times * row);
            }
        }
        left
    }

    fn add(&mut self, vector: &[Number]) {
        let left = self.left_of(vector);
        let Some(pivot) = left.iter().position(|one| !one.is_zero()) else { return };
        let left = scaled(&left, &left[pivot].recip());
        for row in self.0.values_mut() {
            let times = row[pivot].clone();
            row.iter_mut().zip(&left).for_each(|(own, left)| *own -= &times * left);
        }
        self.0.insert(pivot, left);
    }

    fn holds(&self, vector: &[Number]) -> bool {
        self.left_of(vector).iter().all(Zero::is_zero)
    }
}

fn book(small: bool) -> (RuleBook, Sources) {
    let text = BOOK.replace("WITHHOLD", if small { "; withhold counts 1 to 4" } else { "" });
    let mut sources = Sources::new();
    let id = sources.add("book.plim".to_owned(), text.clone());
    let checked = check::check(&[syntax::parse(id, &text).tree]);
    let wrong: Vec<_> = checked.findings.iter().filter(|f| f.severity.word() == "error").collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    (checked.book, sources)
}

type Place = (usize, Option<usize>, usize);

fn place(measure: &serde_json::Value, group: &serde_json::Value, quarter: &str) -> Option<Place> {
    let quarter = QUARTERS.iter().position(|one| *one == quarter)?;
    let site = match group.as_str() {
        None | Some("") => None,
        Some(group) => Some(usize::from(group.contains('2'))),
    };
    Some((measure.as_str()?.parse().ok()?, site, quarter))
}

/// Everything that one report's JSON tells of figures: those it shows, those it names as sources, and changes.
fn told(json: &serde_json::Value, drawn: &Drawn, known: &mut Span) -> usize {
    let mut shown = 0;
    for one in json["results"].as_array().unwrap() {
        let period = one["period"].as_str().unwrap_or("");
        let Some((measure, site, quarter)) = place(&one["measure"], &one["group"], period) else { continue };
        let own = drawn.made_of(measure, site, quarter);
        if !one["value"].is_null() || !one["gap"].is_null() {
            shown += 1;
            known.add(own.as_ref().unwrap());
        }
        for clock in ["previous", "last_year", "baseline"] {
            let Some(since) = one["movement"][clock]["since"].as_str() else { continue };
            let earlier = QUARTERS.iter().position(|one| *one == since).unwrap();
            let earlier = drawn.made_of(measure, site, earlier).unwrap();
            known.add(&sum(&[own.clone().unwrap(), scaled(&earlier, &number(-1))]));
        }
        for source in one["computed_from"].as_array().into_iter().flatten() {
            let at = place(&source["measure"], &source["group"], source["period"].as_str().unwrap());
            let (measure, site, quarter) = at.unwrap();
            known.add(&drawn.made_of(measure, site, quarter).unwrap());
        }
    }
    shown
}

fn attack(drawn: &Drawn, marks: &[bool], small: bool) -> Result<usize, String> {
    let (book, sources) = book(small);
    let mut csv = "measure,period,site,value,mark\n".to_owned();
    let mut asked_for: Vec<Place> = Vec::new();
    let mut mark = marks.iter().cycle();
    for measure in 1..=10 {
        for (site, name) in SITES.iter().enumerate() {
            for (quarter, period) in QUARTERS.iter().enumerate() {
                let Some(value) = drawn.value(measure, site, quarter) else { continue };
                let is_marked = *mark.next().unwrap();
                let is_small = small && measure == 1 && ["2", "4"].contains(&value.as_str());
                if is_marked || is_small {
                    asked_for.push((measure, Some(site), quarter));
                }
                let word = if is_marked { "suppressed" } else { "" };
                csv.push_str(&format!("{measure},{period},{name},{value},{word}\n"));
            }
        }
    }
    let mut reader = Reader::new(&book);
    reader.read_csv("values.csv", csv.as_bytes());
    let as_of = "2019-09-01".parse().unwrap();
    let (data, _) = reader.finish(as_of);
    let responses = Responses::default();
    let (mut known, mut shown) = (Span::default(), 0);
    for quarter in 0..QUARTERS.len() {
        let (year, n) = (2018 + i32::try_from(quarter / 4).unwrap(), u32::try_from(quarter % 4 + 1).unwrap());
        let period = Period::quarter(year, n, YearStart(4));
        let run = Run { book: &book, data: &data, responses: &responses, period, as_of };
        let assessment = assess(&run);
        let record = RunRecord::default();
        let inputs =
            Inputs { book: &book, sources: &sources, data: &data, assessment: &assessment, record: &record };
        shown += told(&serde_json::from_str(&json_v1::render(inputs)).unwrap(), drawn, &mut known);
    }
    for (measure, site, quarter) in asked_for {
        if known.holds(&drawn.made_of(measure, site, quarter).unwrap()) {
            return Err(format!(
                "measure {measure} for {site:?} in {} follows; the data:\n{csv}",
                QUARTERS[quarter]
            ));
        }
    }
    Ok(shown)
}

fn drawn(falls: &[i64], days: &[usize], burns: &[i64]) -> Drawn {
    // Averages of two quarters and rates come out whole.
    Drawn {
        falls: falls.iter().map(|half| half * 2).collect(),
        days: days.iter().map(|at| [100, 250, 500, 1_000, 2_000][*at]).collect(),
        burns: burns.to_vec(),
    }
}

#[test]
fn everything_is_shown_where_nothing_is_withheld() {
    let drawn = drawn(&[7; 10], &[0, 1, 2, 3, 4, 4, 3, 2, 1, 0], &[9; 10]);
    // Ten measures at two sites, and the totals of six of them; what looks back two quarters begins with the second.
    assert_eq!(attack(&drawn, &[false], false), Ok(20 * 5 - 2 * 2 + 5 * 5));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_withheld_figure_follows_from_every_report(
        falls in prop::collection::vec(1_i64..12, 10),
        days in prop::collection::vec(0_usize..5, 10),
        burns in prop::collection::vec(1_i64..12, 10),
        marks in prop::collection::vec(prop::bool::weighted(0.06), 80),
        small in any::<bool>(),
    ) {
        let found = attack(&drawn(&falls, &days, &burns), &marks, small);
        prop_assert!(found.is_ok(), "{}", found.unwrap_err());
    }
}
