//! Figures that are reckoned from others: rule books and rows as people write them, and what comes of them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use chrono::NaiveDate;
use plimsoll::base::diag::Diagnostic;
use plimsoll::base::period::parse_period;
use plimsoll::base::source::Sources;
use plimsoll::check::check;
use plimsoll::data::{Mark, Observations, Reader, Responses};
use plimsoll::eval::assess::{Run, assess};
use plimsoll::eval::outcome::{Amount, Assessment, Outcome, Truth};
use plimsoll::model::RuleBook;
use plimsoll::plain;
use plimsoll::report::findings::render_plain;
use plimsoll::syntax::parse;
use proptest::prelude::{Just, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest};

const FRAME: &str = "\
framework \"Report\" { year April to March; due quarterly }
board CT \"Children's Trust\"
groups site \"Site\" { JR \"John Radcliffe\"; HGH \"Horton General\" }
rating RAG { green when on target; red otherwise }
";

struct Story {
    book: RuleBook,
    sources: Sources,
    data: Observations,
    findings: Vec<Diagnostic>,
}

impl Story {
    fn of(rules: &str, csv: &str) -> Self {
        let mut sources = Sources::new();
        let text = format!("{FRAME}{rules}");
        let file = sources.add("book.plim", text.as_str());
        let parsed = parse(file, &text);
        let mut findings = parsed.findings;
        let checked = check(&[parsed.tree]);
        findings.extend(checked.findings);
        let mut reader = Reader::new(&checked.book);
        reader.read_csv("values.csv", csv.as_bytes());
        let (data, told) = reader.finish(far());
        findings.extend(told);
        Self { book: checked.book, sources, data, findings }
    }

    /// A story whose rules and rows are in order.
    fn sound(rules: &str, csv: &str) -> Self {
        let story = Self::of(rules, csv);
        assert!(story.findings.is_empty(), "{}", render_plain(&story.findings, &story.sources));
        story
    }

    fn assess(&self, period: &str) -> Assessment {
        let period = parse_period(period, Some(self.book.year_start())).unwrap();
        let responses = Responses::default();
        let (book, data) = (&self.book, &self.data);
        assess(&Run { book, data, responses: &responses, period: Some(period), as_of: far() })
    }

    fn outcome(&self, id: &str, group: &str, period: &str) -> Outcome {
        let measure = self.book.measure_by_id(id).unwrap();
        let results = self.assess(period).results;
        results.into_iter().find(|one| one.measure == measure && one.group == group).unwrap()
    }

    /// The figure of a measure; or its kind and reason where it has none.
    fn figure(&self, id: &str, period: &str) -> String {
        shown(&self.outcome(id, "", period))
    }

    fn level(&self, id: &str, period: &str) -> String {
        self.outcome(id, "", period).level_word
    }
}

fn far() -> NaiveDate {
    "2021-12-31".parse().unwrap()
}

fn shown(outcome: &Outcome) -> String {
    match outcome.figure.as_ref().map(|figure| &figure.amount) {
        Some(Amount::Number { value, .. }) => value.text(),
        Some(other) => format!("{other:?}"),
        None => format!("{}: {}", outcome.kind.word(), outcome.reason),
    }
}

const TWO: &str = "\
measure A \"First\" { owner CT; unit people; aim monitor }
measure B \"Second\" { owner CT; unit people; aim monitor }
";

fn two_and(rules: &str) -> String {
    format!("{TWO}{rules}")
}

#[test]
fn a_sum_is_known_only_when_all_of_it_is() {
    let rules = two_and(
        "measure C \"Both\" { owner CT; unit people; aim monitor; computed as measure A + measure B }",
    );
    let story =
        Story::sound(&rules, "measure,period,value\nA,Q1 2019/20,12\nB,Q1 2019/20,30\nA,Q2 2019/20,14\n");
    assert_eq!(story.figure("C", "Q1 2019/20"), "42");
    assert_eq!(story.figure("C", "Q2 2019/20"), "not rated: of measure B, there is no figure for Q2 2019/20");
}

#[test]
fn a_measure_is_computed_site_by_site_where_its_sources_share_them() {
    let rules = "\
measure A \"Seen in time\" { owner CT; unit people; by site; aim monitor }
measure B \"Seen\" { owner CT; unit people; by site; aim monitor }
measure C \"Share\" {
  owner CT; unit % of people; by site; aim increase; target 80% or more; rating RAG on the total
  computed as measure A / measure B
}";
    let rows = "measure,site,period,value\nA,JR,Q1 2019/20,80\nB,JR,Q1 2019/20,100\nA,HGH,Q1 2019/20,9\nB,HGH,Q1 2019/20,10\n\
        A,JR,Q2 2019/20,80\nB,JR,Q2 2019/20,100\nA,HGH,Q2 2019/20,9\n";
    let rules = rules.replace("by site; aim monitor", "by site; rated on the total; aim monitor");
    let story = Story::sound(&rules, rows);
    assert_eq!(shown(&story.outcome("C", "JR", "Q1 2019/20")), "80");
    assert_eq!(shown(&story.outcome("C", "HGH", "Q1 2019/20")), "90");
    // Of the whole it is the share of the wholes, 89 of 110, and no sum or average of shares.
    assert_eq!(story.figure("C", "Q1 2019/20"), "about 80.91");
    assert_eq!(shown(&story.outcome("C", "JR", "Q2 2019/20")), "80");
    assert_eq!(
        shown(&story.outcome("C", "HGH", "Q2 2019/20")),
        "not rated: of measure B (HGH), there is no figure for Q2 2019/20"
    );
    assert!(story.figure("C", "Q2 2019/20").contains("there is no figure for Horton General"));
}

#[test]
fn marks_are_carried_and_those_known_are_incomplete() {
    let rules = two_and(
        "measure C \"Both\" { owner CT; unit people; aim monitor; computed as measure A + measure B }
measure D \"So far\" { owner CT; unit people; aim monitor; computed as the total of measure A from the start of the year of those known at least 2 }",
    );
    let rows = "measure,period,value,mark\nA,Q1 2019/20,12,\nA,Q2 2019/20,nya,\nA,Q3 2019/20,14,p\nB,Q3 2019/20,6,e\n";
    let story = Story::sound(&rules, rows);
    let marks = story.outcome("C", "", "Q3 2019/20").figure.unwrap().marks;
    assert!(marks.has(Mark::Provisional) && marks.has(Mark::Estimated) && !marks.has(Mark::Incomplete));
    let so_far = story.outcome("D", "", "Q3 2019/20").figure.unwrap();
    assert!(so_far.marks.has(Mark::Incomplete) && so_far.marks.has(Mark::Provisional));
    assert_eq!(story.figure("D", "Q3 2019/20"), "26");
    assert!(story.figure("D", "Q2 2019/20").starts_with("not rated"));
}

#[test]
fn a_balance_runs_on_from_its_baseline() {
    let rules = two_and(
        "measure C \"Waiting\" { owner CT; unit people; aim monitor; baseline 100 in Q4 2018/19; computed as previous + measure A - measure B }",
    );
    let rows = "measure,period,value\nA,Q1 2019/20,12\nB,Q1 2019/20,30\nA,Q2 2019/20,20\nB,Q2 2019/20,1\n";
    let story = Story::sound(&rules, rows);
    assert_eq!(story.figure("C", "Q1 2019/20"), "82");
    assert_eq!(story.figure("C", "Q2 2019/20"), "101");
}

#[test]
fn a_yearly_figure_serves_the_quarters_of_its_year_once_it_is_there() {
    let rules = "\
measure A \"Deaths\" { owner CT; unit people; aim monitor }
measure P \"People\" { owner CT; unit people; due yearly; aim monitor }
measure C \"Rate\" { owner CT; unit per 100,000 people; aim monitor; computed as measure A / measure P }";
    let rows =
        "measure,period,value\nA,Q3 2018/19,50\nA,Q4 2018/19,50\nA,Q1 2019/20,60\nP,2018/19,\"200,000\"\n";
    let story = Story::sound(rules, rows);
    assert_eq!(story.figure("C", "Q3 2018/19"), "not rated: of measure P, there is no figure for 2018/19");
    assert_eq!(story.figure("C", "Q4 2018/19"), "25");
    assert_eq!(story.figure("C", "Q1 2019/20"), "not rated: of measure P, there is no figure for 2019/20");
}

#[test]
fn a_figure_that_is_corrected_corrects_what_is_computed_from_it() {
    let rules = "\
measure A \"Late\" { owner CT; unit people; aim monitor }
measure C \"Twice\" { owner CT; unit people; aim reduce; target 20 or fewer; rating RAG; computed as 2 * measure A }
escalation exception \"Exception\" { when red; to owner }";
    let rows =
        "measure,period,value,submitted on\nA,Q1 2019/20,12,10 July 2019\nA,Q1 2019/20,9,1 September 2019\n";
    let story = Story::sound(rules, rows);
    let cases = story.assess("Q2 2019/20").cases;
    let told: Vec<String> =
        cases.iter().flat_map(|case| &case.steps).map(|step| format!("{}", step.on)).collect();
    assert_eq!(told, ["2019-07-10", "2019-09-01"]);
    assert_eq!(cases.first().unwrap().state.word(), "corrected");
}

#[test]
fn a_list_stops_at_an_unknown_line_only_if_it_matters() {
    let list = "computed { 0 when value of measure A >= 50; 3 when value of measure B < 10; 3 otherwise }";
    let rules = two_and(&format!("measure C \"Points\" {{ owner CT; unit points; aim monitor; {list} }}"));
    let story =
        Story::sound(&rules, "measure,period,value\nA,Q1 2019/20,12\nA,Q2 2019/20,nya\nB,Q2 2019/20,9\n");
    assert_eq!(story.figure("C", "Q1 2019/20"), "3");
    assert_eq!(story.figure("C", "Q2 2019/20"), "not rated: of measure A, there is no figure for Q2 2019/20");
}

#[test]
fn percentages_are_pooled_over_time_and_over_groups() {
    let rules = "\
measure A \"In time\" { owner CT; unit % of people; by site; rated on the total; aim monitor }
measure C \"So far\" { owner CT; unit % of people; aim monitor; computed as the pooled value of measure A from the start of the year }
measure D \"At JR\" { owner CT; unit % of people; aim monitor; computed as the pooled value of measure A for JR of the last 2 }";
    let rows = "measure,site,period,numerator,denominator\nA,JR,Q1 2019/20,9,10\nA,HGH,Q1 2019/20,10,100\n\
        A,JR,Q2 2019/20,5,10\nA,HGH,Q2 2019/20,20,80\n";
    let story = Story::sound(rules, rows);
    assert_eq!(story.figure("C", "Q2 2019/20"), "22");
    assert_eq!(story.figure("D", "Q2 2019/20"), "70");
}

#[test]
fn counts_are_known_when_what_is_not_known_cannot_change_them() {
    let rules = "\
measure A \"Late\" {
  owner CT; unit people; aim reduce; target 10 or fewer
  rating often
}
rating often { well when count of periods where (off target) in the last 4 < 2; badly otherwise }";
    let rows = "measure,period,value\nA,Q1 2019/20,12\nA,Q2 2019/20,nya\nA,Q3 2019/20,8\nA,Q4 2019/20,9\nA,Q1 2020/21,20\n";
    let story = Story::sound(rules, rows);
    // One is off target and one not known: it could be one or two.
    let open = story.outcome("A", "", "Q4 2019/20");
    assert_eq!(open.kind.word(), "not rated");
    assert!(open.reason.contains("it holds for 1 of 4, and 1 is not known"), "{}", open.reason);
    // One of the last four is off target and the missing one is among them still.
    assert_eq!(story.outcome("A", "", "Q1 2020/21").kind.word(), "not rated");
    let later = Story::sound(rules, &format!("{rows}A,Q2 2020/21,21\n"));
    assert_eq!(later.level("A", "Q2 2020/21"), "badly");
}

#[test]
fn shares_of_sites_and_each_site() {
    let rules = "\
measure A \"Late\" { owner CT; unit people; by site; rated on the worst site; aim reduce; target 10 or fewer; rating RAG }
measure C \"Share of sites\" { owner CT; unit % of sites; aim monitor; computed as share of sites of measure A where (on target) }
escalation every_site \"Every site\" { applies to measure A; when each site is red; to owner }
escalation some_site \"Some site\" { applies to measure A; when any site is red; to owner }";
    let rows = "measure,site,period,value\nA,JR,Q1 2019/20,12\nA,HGH,Q1 2019/20,9\nA,JR,Q2 2019/20,12\nA,HGH,Q2 2019/20,19\n";
    let story = Story::sound(rules, rows);
    assert_eq!(story.figure("C", "Q1 2019/20"), "50");
    assert_eq!(story.figure("C", "Q2 2019/20"), "0");
    let opened = |period: &str| -> Vec<String> {
        let cases = story.assess(period).cases;
        cases
            .iter()
            .map(|case| format!("{} {}", story.book.escalations[case.escalation].id, case.opened_for))
            .collect()
    };
    assert_eq!(opened("Q1 2019/20"), ["some_site Q1 2019/20"]);
    assert_eq!(opened("Q2 2019/20"), ["some_site Q1 2019/20", "every_site Q2 2019/20"]);
}

#[test]
fn six_months_are_two_quarters_or_six_months() {
    let rule = |due: &str| {
        format!(
            "measure A \"Late\" {{ owner CT; unit people; due {due}; aim reduce; target 10 or fewer; rating slow }}
rating slow {{ well when not (off target for 6 months); badly otherwise }}"
        )
    };
    let quarters =
        Story::sound(&rule("quarterly"), "measure,period,value\nA,Q1 2019/20,12\nA,Q2 2019/20,13\n");
    assert_eq!(
        (quarters.level("A", "Q1 2019/20"), quarters.level("A", "Q2 2019/20")),
        ("well".into(), "badly".into())
    );
    let months = ["Apr", "May", "Jun", "Jul", "Aug", "Sep"];
    let rows: String = months.iter().map(|month| format!("A,{month} 2019,12\n")).collect();
    let monthly = Story::sound(&rule("monthly"), &format!("measure,period,value\n{rows}"));
    assert_eq!(
        (monthly.level("A", "Aug 2019"), monthly.level("A", "Sep 2019")),
        ("well".into(), "badly".into())
    );
}

#[test]
fn the_first_time_and_when_it_was() {
    let rules = "\
measure A \"Done\" { owner CT; unit people; aim increase; target 10 or more; rating RAG; say when first met }
escalation cheer \"Well done\" { when on target for the first time; to owner }";
    let rows = "measure,period,value\nA,Q1 2019/20,8\nA,Q2 2019/20,12\nA,Q3 2019/20,9\nA,Q4 2019/20,13\n";
    let story = Story::sound(rules, rows);
    assert_eq!(story.outcome("A", "", "Q1 2019/20").first_met, None);
    assert_eq!(story.outcome("A", "", "Q4 2019/20").first_met.unwrap().to_string(), "Q2 2019/20");
    let opened: Vec<String> =
        story.assess("Q4 2019/20").cases.iter().map(|case| case.opened_for.to_string()).collect();
    assert_eq!(opened, ["Q2 2019/20"]);
}

#[test]
fn a_line_may_be_for_a_time() {
    let rules = "\
measure A \"Done\" { owner CT; unit people; aim increase; rating by_time }
rating by_time { well when (until Q2 2019/20 and value >= 10) or (from Q3 2019/20 and value >= 20); badly otherwise }";
    let rows = "measure,period,value\nA,Q2 2019/20,12\nA,Q3 2019/20,12\nA,Q4 2019/20,20\n";
    let story = Story::sound(rules, rows);
    let levels = ["Q2 2019/20", "Q3 2019/20", "Q4 2019/20"].map(|period| story.level("A", period));
    assert_eq!(levels, ["well", "badly", "well"]);
}

#[test]
fn days_are_subtracted_and_rounded() {
    let rules = "\
measure A \"Agreed\" { owner CT; unit date; aim monitor }
measure B \"Received\" { owner CT; unit date; aim monitor }
measure C \"Days\" { owner CT; unit days; aim monitor; computed as measure B - measure A }
measure D \"Weeks\" { owner CT; unit weeks; aim monitor; computed as round up(measure C / 7 days) * 1 week }
measure E \"Last day\" { owner CT; unit date; aim monitor; computed as measure A + 5 days }";
    let story =
        Story::sound(rules, "measure,period,value\nA,Q2 2019/20,12 July 2019\nB,Q2 2019/20,22 July 2019\n");
    assert_eq!(story.figure("C", "Q2 2019/20"), "10");
    assert_eq!(story.figure("D", "Q2 2019/20"), "2");
    assert_eq!(story.figure("E", "Q2 2019/20"), "Day(2019-07-17)");
}

#[test]
fn a_definition_reads_the_measure_that_uses_it() {
    let rules = "\
define progress as (value - baseline) / (target - baseline)
define well_on as progress >= 50%
rating RAG2 { green when well_on; red otherwise }
measure A \"Up\" { owner CT; unit people; aim increase; baseline 10 in Q4 2018/19; target 20 or more; rating RAG2 }
measure B \"Down\" { owner CT; unit % of people; aim reduce; baseline 50% in Q4 2018/19; target 40% or less; rating RAG2 }
measure C \"Both\" { owner CT; unit %; aim monitor; computed as max(progress of measure A, progress of measure B) }";
    let story = Story::sound(rules, "measure,period,value\nA,Q1 2019/20,14\nB,Q1 2019/20,44%\n");
    assert_eq!(
        (story.level("A", "Q1 2019/20"), story.level("B", "Q1 2019/20")),
        ("red".into(), "green".into())
    );
    assert_eq!(story.figure("C", "Q1 2019/20"), "60");
}

#[test]
fn a_fault_of_units_in_a_definition_is_told_where_it_is_used() {
    let rules = "\
define high as value > 50%
measure A \"People\" { owner CT; unit people; aim reduce; target 10 or fewer; rating RAG; green when not high }";
    let story = Story::of(rules, "measure,period,value\n");
    let [finding] = story.findings.as_slice() else { panic!("{:?}", story.findings) };
    assert_eq!(finding.code.0, "check::unit-mismatch");
    let labels: Vec<&str> = finding.labels.iter().map(|label| label.text.as_str()).collect();
    assert_eq!(labels.first(), Some(&"used here, for measure `A`"));
    assert_eq!(labels.get(1), Some(&"another unit than the measure's"));
}

#[test]
fn what_is_computed_reads_as_it_was_written() {
    let rules = two_and(
        "define spare as max(value - 10, 0)
measure P \"In time\" { owner CT; unit % of people; aim monitor }
measure C \"Fee\" {
  owner CT; unit £; aim monitor
  computed as £40 * spare of measure A + 5% of £200 * count of periods of measure B where (value > 3) in the last 4
}
measure D \"So far\" { owner CT; unit % of people; aim monitor; computed as the pooled value of measure P since Apr 2019 }
measure E \"Points\" { owner CT; unit points; aim monitor; computed { 0 when measure P in the period before >= 90%; 2 otherwise } }",
    );
    let story = Story::sound(&rules, "measure,period,value\n");
    let said = |id: &str| {
        let measure = &story.book.measures[story.book.measure_by_id(id).unwrap()];
        plain::measure(measure, &story.book)
            .into_iter()
            .find(|one| one.starts_with("It is computed"))
            .unwrap()
    };
    assert_eq!(
        said("C"),
        "It is computed as £40 times spare of measure A plus 5% of £200 times the number of periods of measure B where \
         (value is above 3) in the last 4 periods, spare being max(value - 10, 0)."
    );
    assert_eq!(said("D"), "It is computed as the pooled value of measure P since April 2019.");
    assert_eq!(
        said("E"),
        "It is computed as 0 when value of measure P in the period before is at least 90%; 2 otherwise."
    );
}

// ---- properties ----------------------------------------------------------------------------------------------------

/// Figures of three measures over eight quarters; some are missing. None is so far from the others that it is not believed.
fn figures() -> impl Strategy<Value = Vec<(usize, usize, Option<u32>)>> {
    let value = prop_oneof![5 => (100..1_000_u32).prop_map(Some), 1 => Just(None)];
    let cell = (0..3_usize, 0..8_usize, value);
    prop::collection::vec(cell, 0..40).prop_map(|mut cells| {
        cells.sort();
        cells.dedup_by_key(|(measure, slot, _)| (*measure, *slot));
        cells
    })
}

const QUARTERS: [&str; 8] = [
    "Q1 2018/19",
    "Q2 2018/19",
    "Q3 2018/19",
    "Q4 2018/19",
    "Q1 2019/20",
    "Q2 2019/20",
    "Q3 2019/20",
    "Q4 2019/20",
];

fn csv(cells: &[(usize, usize, Option<u32>)]) -> String {
    let mut text = "measure,period,value\n".to_owned();
    for (measure, slot, value) in cells {
        let value = value.map_or("nya".to_owned(), |value| value.to_string());
        text += &format!("M{measure},{},{value}\n", QUARTERS.get(*slot).unwrap());
    }
    text
}

const SUMS: &str = "\
measure M0 \"a\" { owner CT; unit people; aim monitor }
measure M1 \"b\" { owner CT; unit people; aim monitor }
measure M2 \"c\" { owner CT; unit people; aim monitor }
measure S \"Sum\" { owner CT; unit people; aim monitor; computed as measure M0 + measure M1 + measure M2 }
measure Y \"Year so far\" { owner CT; unit people; aim monitor; computed as the total of measure S from the start of the year }
measure L \"Points\" { owner CT; unit points; aim monitor; computed { 0 when measure S < 500; 2 when measure S < 1,500; 5 otherwise } }
";

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    /// A computed total is the sum a clerk would make, and is not known where one figure is missing.
    #[test]
    fn a_computed_total_is_the_naive_one(cells in figures()) {
        let story = Story::of(SUMS, &csv(&cells));
        let at = |measure: usize, slot: usize| {
            cells.iter().find(|(m, s, _)| (*m, *s) == (measure, slot)).and_then(|(_, _, value)| *value)
        };
        let sum = |slot: usize| Some(at(0, slot)? + at(1, slot)? + at(2, slot)?);
        for slot in 0..QUARTERS.len() {
            let any = (0..3).any(|measure| cells.iter().any(|(m, s, _)| (*m, *s) == (measure, slot)));
            if !any {
                continue;
            }
            let period = QUARTERS.get(slot).unwrap();
            let year = (slot - slot % 4..=slot).map(sum).sum::<Option<u32>>();
            let points = sum(slot).map(|sum| if sum < 500 { 0 } else if sum < 1_500 { 2 } else { 5 });
            for (id, expected) in [("S", sum(slot)), ("Y", year), ("L", points)] {
                let outcome = story.outcome(id, "", period);
                let expected = expected.map(|number| plimsoll::base::exact::Exact::from(i64::from(number)));
                let found = outcome.figure.as_ref().and_then(|figure| match &figure.amount {
                    Amount::Number { value, .. } => Some(value.clone()),
                    Amount::Met(_) | Amount::Day(_) | Amount::Level(_) => None,
                });
                prop_assert_eq!(found, expected, "{} in {}", id, period);
                prop_assert_eq!(outcome.on_target, Truth::Unknown);
            }
        }
    }

    /// Neither the order of rows nor that of declarations decides anything.
    #[test]
    fn the_order_of_rows_and_rules_decides_nothing(cells in figures(), turned in any::<bool>(), period in 0..8_usize) {
        let period = QUARTERS.get(period).unwrap();
        let mut backwards = cells.clone();
        backwards.reverse();
        let rules = if turned { SUMS.lines().rev().collect::<Vec<_>>().join("\n") } else { SUMS.to_owned() };
        let (one, other) = (Story::of(SUMS, &csv(&cells)), Story::of(&rules, &csv(&backwards)));
        for id in ["S", "Y", "L"] {
            prop_assert_eq!(one.figure(id, period), other.figure(id, period));
        }
    }
}
