//! Whole stories: a rule book and its figures as people write them, and what comes of them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use plimsoll::base::diag::Diagnostic;
use plimsoll::base::source::Sources;
use plimsoll::check::check;
use plimsoll::data::{Observations, PlaceId, Reader, Responses};
use plimsoll::eval::assess::{Run, assess};
use plimsoll::eval::explain::derive;
use plimsoll::eval::outcome::{Assessment, Outcome};
use plimsoll::model::RuleBook;
use plimsoll::syntax::parse;

const FRAME: &str = "\
framework \"Health and Wellbeing Board report\" { year April to March; due quarterly }
board CT \"Children's Trust\"
board HWB \"Health and Wellbeing Board\"
rating RAG {
  green when on target
  amber when within 5% of target
  red otherwise
}
";

/// A book with its figures, ready to be judged.
struct Story {
    book: RuleBook,
    data: Observations,
    findings: Vec<Diagnostic>,
    as_of: chrono::NaiveDate,
}

impl Story {
    /// The frame, these rules and these rows, as of a day.
    fn of(rules: &str, csv: &str, as_of: &str) -> Self {
        let mut sources = Sources::new();
        let text = format!("{FRAME}{rules}");
        let file = sources.add("book.plim", text.as_str());
        let parsed = parse(file, &text);
        let mut findings = parsed.findings;
        let checked = check(&[parsed.tree]);
        findings.extend(checked.findings);
        let as_of = as_of.parse().unwrap();
        let mut reader = Reader::new(&checked.book);
        reader.read_csv("values.csv", csv.as_bytes());
        let (data, told) = reader.finish(as_of);
        findings.extend(told);
        Self { book: checked.book, data, findings, as_of }
    }

    fn assess(&self) -> Assessment {
        let responses = Responses::default();
        assess(&Run {
            book: &self.book,
            data: &self.data,
            responses: &responses,
            period: None,
            as_of: self.as_of,
        })
    }

    fn codes(&self) -> Vec<&'static str> {
        self.findings.iter().map(|finding| finding.code.0).collect()
    }
}

/// `red` or, without a level, `missing`; then why.
fn said(outcome: &Outcome) -> String {
    let word = if outcome.level_word.is_empty() { outcome.kind.word() } else { &outcome.level_word };
    if outcome.reason.is_empty() { word.to_owned() } else { format!("{word}: {}", outcome.reason) }
}

fn measure(clauses: &str) -> String {
    format!(
        "measure 1.1 \"Children looked after\" {{\n  owner CT\n  unit children\n  aim reduce\n  rating RAG\n  counts at the end of the period\n{clauses}\n}}\n"
    )
}

#[test]
fn last_years_target_stands_until_this_years_is_set() {
    for last in ["100 or fewer in 2018/19", "100 or fewer by Q4 2018/19"] {
        let rules = measure(&format!("  target {last}\n  target tbc by Q2 2019/20 until set, use 2018/19"));
        let story = Story::of(&rules, "measure,period,value\n1.1,Q1 2019/20,95\n", "2019-07-10");
        assert_eq!(story.codes(), [""; 0], "{last}");
        assert_eq!(said(&story.assess().results[0]), "green");
    }
}

#[test]
fn a_target_to_be_set_follows_the_last_one() {
    let rules = measure("  target 100 or fewer in 2018/19\n  target tbc by Q2 2019/20");
    let story = Story::of(&rules, "measure,period,value\n1.1,Q1 2019/20,95\n", "2019-07-10");
    assert_eq!(story.codes(), [""; 0]);
    assert_eq!(said(&story.assess().results[0]), "unrated: its target is still to be set, by Q2 2019/20");
    let open = measure("  target 100 or fewer\n  target tbc by Q2 2019/20");
    let story = Story::of(&open, "measure,period,value\n1.1,Q1 2019/20,95\n", "2019-07-10");
    assert_eq!(story.codes(), ["check::targets-overlap"], "one without an end stands for ever");
}

#[test]
fn a_target_changed_in_the_year_judges_from_the_period_agreed() {
    let rules = measure(
        "  target 100 or fewer in 2019/20\n  target 90 or fewer from Q3 2019/20 agreed by HWB because \"fewer homes\"",
    );
    let csv = "measure,period,value\n1.1,Q2 2019/20,95\n1.1,Q3 2019/20,95\n";
    assert_eq!(said(&Story::of(&rules, csv, "2019-12-01").assess().results[0]), "green");
    assert_eq!(said(&Story::of(&rules, csv, "2020-01-10").assess().results[0]), "red");
}

const EXCEPTION: &str = "escalation exception \"Exception report\" {\n  when amber or worse\n  to owner\n  respond within 14 days\n  ask cause \"What explains the result?\"\n}\n";

/// The cases of a measure that may be 10 at most: id, the day each opened, how it stands.
fn cases(csv: &str, as_of: &str) -> Vec<String> {
    let rules = format!("{EXCEPTION}{}", measure("  target 10 or fewer"));
    let csv = format!("measure,period,value,submitted on\n{csv}");
    let cases = Story::of(&rules, &csv, as_of).assess().cases;
    cases.iter().map(|case| format!("{} {} {}", case.id, case.opened_on, case.state.word())).collect()
}

#[test]
fn a_case_closes_as_corrected_when_the_figure_that_opened_it_was_wrong() {
    let csv = "1.1,Q1 2019/20,15,10 July 2019\n1.1,Q1 2019/20,5,1 August 2019\n";
    assert_eq!(cases(csv, "2019-07-20"), ["exception/1.1/Q1 2019/20 2019-07-10 open"]);
    assert_eq!(cases(csv, "2019-08-20"), ["exception/1.1/Q1 2019/20 2019-07-10 corrected"]);
}

#[test]
fn a_figure_revised_and_still_red_leaves_its_case_the_day_it_opened() {
    let csv = "1.1,Q1 2019/20,15,10 July 2019\n1.1,Q1 2019/20,14,1 August 2019\n";
    assert_eq!(cases(csv, "2019-08-20"), ["exception/1.1/Q1 2019/20 2019-07-10 overdue"]);
}

#[test]
fn a_figure_revised_for_the_worse_opens_a_case_on_the_day_it_became_known() {
    let csv = "1.1,Q1 2019/20,5,10 July 2019\n1.1,Q1 2019/20,14,1 August 2019\n";
    assert_eq!(cases(csv, "2019-08-10"), ["exception/1.1/Q1 2019/20 2019-08-01 open"]);
}

#[test]
fn a_new_figure_recovers_a_case_and_does_not_correct_it() {
    let csv = "1.1,Q1 2019/20,15,10 July 2019\n1.1,Q2 2019/20,5,10 October 2019\n";
    assert_eq!(cases(csv, "2019-10-20"), ["exception/1.1/Q1 2019/20 2019-07-10 recovered"]);
}

#[test]
fn counts_of_stretches_of_different_length_are_not_compared() {
    let rules = "measure 1.4 \"Early help assessments\" {\n  owner CT\n  unit assessments\n  aim increase\n  rating RAG\n  \
        baseline 1,083 in Apr 2018 to Jan 2019\n  target 1,500 or more in 2019/20, pro rata\n  counts from the start of the year\n}\n";
    let story = |rules: &str, csv: &str| {
        Story::of(rules, &format!("measure,period,value\n{csv}"), "2019-10-10").assess()
    };
    let seen = |assessment: &Assessment| {
        let movement = &assessment.results[0].movement;
        [movement.previous.as_ref(), movement.last_year.as_ref(), movement.baseline.as_deref()]
            .map(|seen| seen.as_ref().map(|m| m.change.text()))
    };
    let csv = "1.4,Q2 2018/19,700\n1.4,Q1 2019/20,400\n1.4,Q2 2019/20,760\n";
    assert_eq!(seen(&story(rules, csv)), [None, Some("60".to_owned()), None], "half a year with half a year");
    let monthly = rules.replace("counts from the start of the year", "counts in the period\n  due monthly");
    let assessment = story(&monthly, "1.4,Aug 2019,120\n1.4,Sep 2019,123\n");
    assert_eq!(
        seen(&assessment),
        [Some("3".to_owned()), None, None],
        "a month with a month, and not with ten"
    );
}

const REFERRAL: &str = "escalation referral \"Referral\" {\n  when red for 2 periods\n  to HWB\n}\n";

#[test]
fn a_baseline_is_not_a_reported_period() {
    let rules = measure("  baseline 200 in Q4 2018/19\n  target 100 or fewer") + REFERRAL;
    let story = Story::of(&rules, "measure,period,value\n1.1,Q1 2019/20,150\n", "2019-07-10");
    let once = story.assess();
    assert_eq!(said(&once.results[0]), "red");
    assert!(once.cases.is_empty(), "one red quarter is not two");
    assert!(once.results[0].movement.previous.is_some(), "it is still the figure before");
    let csv = "measure,period,value\n1.1,Q1 2019/20,150\n1.1,Q2 2019/20,150\n";
    assert_eq!(Story::of(&rules, csv, "2019-10-10").assess().cases.len(), 1);
}

#[test]
fn red_is_worse_than_amber_also_where_a_rating_has_no_amber() {
    let strict = "rating strict { green when on target; red otherwise }\n";
    let rules = measure("  target 100 or fewer").replace("rating RAG", "rating strict");
    let rules = format!("{strict}{rules}{EXCEPTION}");
    let story = Story::of(&rules, "measure,period,value\n1.1,Q1 2019/20,150\n", "2019-07-10");
    assert_eq!(story.assess().cases.len(), 1);
}

#[test]
fn changes_are_found_whatever_the_order_of_the_files() {
    let first = measure("  target 100 or fewer").replace("1.1", "2.1");
    let rules = first + &measure("  target 100 or fewer");
    let csv = "measure,period,value\n2.1,Q1 2019/20,90\n2.1,Q2 2019/20,150\n1.1,Q1 2019/20,150\n1.1,Q2 2019/20,90\n";
    let assessment = Story::of(&rules, csv, "2019-10-10").assess();
    let seen: Vec<_> =
        assessment.changes.iter().map(|c| (c.result, c.before.as_str(), c.now.as_str())).collect();
    assert_eq!(seen, [(0, "red", "green"), (1, "green", "red")]);
    assert_eq!(assessment.compared_with_before, 2);
}

#[test]
fn the_derivation_of_a_count_names_what_was_counted() {
    let rating =
        "rating whole {\n  green when count of measures 1.1, 1.2, 1.3 where (red) < 2\n  red otherwise\n}\n";
    let rules = ["1.1", "1.2", "1.3"]
        .map(|id| measure("  target 10 or fewer").replace("measure 1.1", &format!("measure {id}")));
    let last = measure("  target 10 or fewer")
        .replace("measure 1.1", "measure 9.9")
        .replace("rating RAG", "rating whole");
    let text = format!("{rating}{}{last}", rules.concat());
    let csv =
        "measure,period,value\n1.1,Q1 2019/20,15\n1.2,Q1 2019/20,16\n1.3,Q1 2019/20,nya\n9.9,Q1 2019/20,1\n";
    let story = Story::of(&text, csv, "2019-07-10");
    let responses = Responses::default();
    let run =
        Run { book: &story.book, data: &story.data, responses: &responses, period: None, as_of: story.as_of };
    let told = |id: &str| {
        let measure = story.book.measure_by_id(id).unwrap();
        let steps = derive(&run, measure, PlaceId::WHOLE).remove(0).steps;
        steps.into_iter().map(|step| step.text).collect::<Vec<_>>()
    };
    assert!(
        told("9.9").contains(&"green: so it is for 2 of 3 measures: 1.1, 1.2; not known: 1.3".to_owned()),
        "{:?}",
        told("9.9")
    );
    assert!(told("1.1").contains(&"15 − 10 = 5 above".to_owned()), "{:?}", told("1.1"));
}

#[test]
fn a_rating_that_counts_its_own_measure_is_a_circle_and_not_a_crash() {
    for line in ["count of measures where (red) < 2", "not (red for 2 periods)", "measure 1.1 is green"] {
        let rules = format!(
            "rating whole {{\n  green when {line}\n  red otherwise\n}}\n{}",
            measure("  target 10 or fewer").replace("rating RAG", "rating whole")
        );
        let story = Story::of(&rules, "measure,period,value\n1.1,Q1 2019/20,15\n", "2019-07-10");
        assert!(story.codes().contains(&"check::circular"), "{line}: {:?}", story.codes());
        assert_eq!(said(&story.assess().results[0]), "not rated: its rule is faulty");
    }
}

#[test]
fn what_is_due_every_other_year_is_due_the_first_time() {
    for due in ["due every other year, first due 2017/18", "first due 2017/18\n  due every other year"] {
        let rules = measure(&format!("  target 10 or fewer\n  {due}"));
        let csv = "measure,period,value\n1.1,2017/18,5\n";
        let story = Story::of(&rules, csv, "2019-07-10");
        assert_eq!(story.codes(), [""; 0]);
        assert!(story.assess().results[0].remarks.is_empty(), "2018/19 is not due");
    }
}

#[test]
fn a_withheld_site_cannot_be_had_back_from_the_total() {
    let sites = "groups site \"Hospital site\" { JR \"John Radcliffe\"; HGH \"Horton General\" }\n";
    let rules = format!("{sites}{}", measure("  target 100 or fewer\n  by site\n  rating RAG on the total"));
    let csv = "measure,site,period,value\n1.1,JR,Q1 2019/20,5\n1.1,HGH,Q1 2019/20,c\n1.1,all,Q1 2019/20,9\n";
    let story = Story::of(&rules, csv, "2019-07-10");
    assert!(story.codes().contains(&"data::withheld-as-well"));
    let results = story.assess().results;
    let kinds: Vec<_> = results.iter().map(|one| (one.group.as_str(), one.kind.word())).collect();
    assert_eq!(kinds, [("", "rated"), ("JR", "withheld"), ("HGH", "withheld")]);
    assert!(results.iter().skip(1).all(|one| one.figure.is_none() && one.last_known.is_none()));
}
