//! Rule books and submitted values made up for measuring, the same on every machine.
//!
//! The values have the shape of a national data set: seventy measures of percentages, counts and days, by area and
//! quarter, with a numerator and a denominator; one value in forty is not there.

use std::fmt::Write;

/// How many measures a made-up archive has.
const MEASURES: u64 = 70;

/// Numbers that look random and are not (splitmix64).
fn mixed(seed: u64) -> u64 {
    let mut x = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// One made-up measure; figures are counted in its last decimal place.
#[derive(Debug, Clone, Copy)]
struct Measure {
    number: u64,
    higher_is_better: bool,
    unit: &'static str,
    sign: &'static str,
    places: u32,
    target: i64,
    most: i64,
    tolerance: u64,
}

impl Measure {
    fn new(number: u64) -> Self {
        let chance = mixed(number * 7919);
        let higher_is_better = !number.is_multiple_of(3);
        let within = |range: u64| (chance % range) as i64;
        let (unit, sign, places, target, most) = match number % 7 {
            0 => ("people", "", 0, 400 + within(4000), 9999),
            1 => ("days", " days", 2, 500 + within(3000), 9999),
            _ if higher_is_better => ("% of people", "%", 1, 600 + within(351), 1000),
            _ => ("% of people", "%", 1, 50 + within(351), 1000),
        };
        let tolerance = match (chance >> 32) % 3 {
            0 => 2,
            1 => 5,
            _ => 10,
        };
        Self { number, higher_is_better, unit, sign, places, target, most, tolerance }
    }

    fn id(self) -> String {
        format!("NI{:03}", self.number)
    }

    fn shown(self, figure: i64) -> String {
        let power = 10_i64.pow(self.places);
        match self.places {
            0 => figure.to_string(),
            places => format!("{}.{:0>width$}", figure / power, figure % power, width = places as usize),
        }
    }
}

/// The rule book of a made-up archive, without or with a rule that escalates, and what it escalates.
pub fn archive_book(escalates: Option<&str>) -> String {
    let mut book = String::from(
        "framework \"Archive\" { year April to March; due quarterly }\n\
         board A \"Board A\"\n\
         groups area \"Area\" from data\n\
         calendar \"England\" { bank holidays england }\n",
    );
    for tolerance in [2, 5, 10] {
        let _ = writeln!(
            book,
            "rating RAG{tolerance} {{ green when on target; amber when within {tolerance}% of target; red otherwise }}"
        );
    }
    for measure in (1..=MEASURES).map(Measure::new) {
        let (aim, bound) =
            if measure.higher_is_better { ("increase", "or more") } else { ("reduce", "or fewer") };
        let _ = writeln!(
            book,
            "measure {id} \"Measure {id}\" {{\n  owner A\n  unit {}\n  aim {aim}\n  target {}{} {bound}\n  \
             rating RAG{}\n  by area\n}}",
            measure.unit,
            measure.shown(measure.target),
            measure.sign,
            measure.tolerance,
            id = measure.id(),
        );
    }
    if let Some(when) = escalates {
        let _ = writeln!(
            book,
            "escalation exception \"Exception report\" {{\n  when {when}\n  to owner\n  \
             respond within 10 working days\n  ask cause \"Why is it off target?\"\n}}",
        );
    }
    book
}

/// The values of a made-up archive, quarter by quarter up to January to March 2023.
pub fn archive(areas: u64, quarters: u64) -> String {
    let measures: Vec<Measure> = (1..=MEASURES).map(Measure::new).collect();
    let mut walks = vec![0_i64; (areas * MEASURES) as usize];
    let mut text = String::from("measure,area,period,value,numerator,denominator\n");
    for at in 0..quarters {
        let quarter = 2022 * 4 + 3 - (quarters - 1 - at);
        let (year, number) = (quarter / 4, quarter % 4 + 1);
        let period = format!("Q{number} {year}/{:02}", (year + 1) % 100);
        for (series, walk) in (0_u64..).zip(walks.iter_mut()) {
            let Some(measure) = measures.get((series % MEASURES) as usize) else { continue };
            let chance = mixed(series * 64 + at + (1 << 40));
            let step = if (chance >> 20).is_multiple_of(8) { 0 } else { (chance % 61) as i64 - 30 };
            *walk += (measure.target * step).div_euclid(1000);
            let start = (mixed(series * 31 + 5) % 401) as i64 - 200;
            let start = measure.target + (measure.target * start).div_euclid(1000);
            let value = (start + *walk).clamp(0, measure.most);
            let base = 50 + ((chance >> 45) % 2000) as i64;
            let _ = write!(text, "NI{:03},E{:08},{period},", measure.number, 6_000_001 + series / MEASURES);
            let _ = match (chance >> 32) % 1000 {
                0..20 => writeln!(text, "nya,,"),
                20..25 => writeln!(text, ",,"),
                _ => writeln!(text, "{},{},{base}", measure.shown(value), value * base / 1000),
            };
        }
    }
    text
}

/// A rule book of so many measures, with nothing wrong in it.
pub fn many_measures(count: u64) -> String {
    let mut book = String::from(
        "framework \"Many\" { year April to March; due quarterly }\nboard A \"Board A\"\n\
         rating RAG { green when on target; amber when within 5% of target; red otherwise }\n",
    );
    for number in 1..=count {
        let (aim, start, bound) =
            if number % 3 == 0 { ("reduce", 99, "fewer") } else { ("increase", 40, "more") };
        let _ = writeln!(
            book,
            "measure M{number:05} \"Measure {number}\" {{\n  owner A\n  unit % of people\n  aim {aim}\n  \
             baseline {}.{tenth}% in 2017/18\n  target {}.{tenth}% or {bound} by Q4 2019/20\n  rating RAG\n}}",
            start - number % 4,
            60 + number % 35,
            tenth = number % 10,
        );
    }
    book
}

/// Measures of one board, and a rule that opens a case where too many of them are red.
pub fn many_of_one_board(measures: u64) -> String {
    let mut book = String::from(
        "framework \"Board\" { year April to March; due quarterly }\n\
         board A \"Board A\"\n\
         rating RAG { green when on target; red otherwise }\n\
         escalation many \"Many are red\" { when red and share of measures owned by A where (red) > 45%; to owner; respond within 10 days }\n",
    );
    for number in 1..=measures {
        let _ = writeln!(
            book,
            "measure M{number} \"Measure {number}\" {{ owner A; unit people; aim increase; target 100 or more; rating RAG }}"
        );
    }
    book
}

/// Twenty quarters of their figures, each submitted on a day of its own within two months.
pub fn of_many(measures: u64) -> String {
    let mut rows = String::from("measure,period,value,submitted\n");
    for number in 1..=measures {
        for quarter in 0..20 {
            let chance = mixed(number * 1_000 + quarter);
            let (year, part) = (2018 + quarter / 4, quarter % 4);
            let (month, year_after) = match part {
                0 => (7, 0),
                1 => (10, 0),
                2 => (1, 1),
                _ => (4, 1),
            };
            let (later, day) = ((chance >> 8) % 2, chance % 28 + 1);
            let _ = writeln!(
                rows,
                "M{number},Q{} {year}/{:02},{},{}-{:02}-{day:02}",
                part + 1,
                (year + 1) % 100,
                50 + (chance >> 16) % 101,
                year + year_after,
                month + later
            );
        }
    }
    rows
}
