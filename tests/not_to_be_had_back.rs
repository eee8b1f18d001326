//! No withheld figure is had back by adding and taking away: all that a run publishes of a measure over its parts and
//! whole is a system of equations, and for random tables and marks no withheld figure follows from it.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

use num_rational::Ratio;
use plimsoll::base::source::Sources;
use plimsoll::data::{Reader, Responses};
use plimsoll::eval::{Run, assess};
use plimsoll::model::RuleBook;
use plimsoll::report::{Inputs, RunRecord, json_v1};
use plimsoll::{check, syntax};
use proptest::prelude::{ProptestConfig, any, prop, prop_assert, proptest};

type Number = Ratio<i128>;

const SITES: [&str; 3] = ["S1", "S2", "S3"];
const WARDS: [&str; 3] = ["W1", "W2", "W3"];

fn book(by: &str) -> (RuleBook, Sources) {
    let text = format!(
        r#"framework "Report" {{ year April to March; due yearly }}
board HIB "Health Improvement Board"
groups site "Site" {{ S1 "Site 1"; S2 "Site 2"; S3 "Site 3" }}
groups ward "Ward" {{ W1 "Ward 1"; W2 "Ward 2"; W3 "Ward 3" }}
rating met {{ green when on target; red otherwise }}
measure 1 "Injuries" {{ owner HIB; unit injuries; aim reduce; by {by}; target 20 or fewer; rating met on the total }}
"#
    );
    let mut sources = Sources::new();
    let id = sources.add("book.plim".to_owned(), text.clone());
    let checked = check::check(&[syntax::parse(id, &text).tree]);
    let wrong: Vec<_> = checked.findings.iter().filter(|f| f.severity.word() == "error").collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    (checked.book, sources)
}

/// Which of the nine cells a figure adds up, by the groups it is for.
fn adds(site: &str, ward: &str) -> Vec<Number> {
    let all = SITES.iter().flat_map(|s| WARDS.iter().map(move |w| (s, w)));
    let taken = |(s, w): (&&str, &&str)| (site.is_empty() || *s == site) && (ward.is_empty() || *w == ward);
    all.map(|one| Number::from(i128::from(taken(one)))).collect()
}

fn rank(rows: &[Vec<Number>]) -> usize {
    let mut rows = rows.to_vec();
    let mut done = 0;
    for column in 0..9 {
        let zero = Number::from(0);
        let Some(at) = (done..rows.len()).find(|at| rows[*at][column] != zero) else { continue };
        rows.swap(done, at);
        for other in done + 1..rows.len() {
            let times = rows[other][column] / rows[done][column];
            let pivot = rows[done].clone();
            rows[other].iter_mut().zip(pivot).for_each(|(own, pivot)| *own -= pivot * times);
        }
        done += 1;
    }
    done
}

/// The figures of a run's JSON that stand where one was submitted: site, ward, and whether it is withheld.
fn published(by: &str, figures: &[(String, String, i64, bool)]) -> Vec<(String, String, bool)> {
    let (book, sources) = book(by);
    let mut csv = "measure,period,site,ward,value,mark\n".to_owned();
    for (site, ward, count, marked) in figures {
        let mark = if *marked { "suppressed" } else { "" };
        csv.push_str(&format!("1,2018/19,{site},{ward},{count},{mark}\n"));
    }
    let mut reader = Reader::new(&book);
    reader.read_csv("values.csv", csv.as_bytes());
    let as_of = "2019-06-13".parse().unwrap();
    let (data, _) = reader.finish(as_of);
    let responses = Responses::default();
    let assessment = assess(&Run { book: &book, data: &data, responses: &responses, period: None, as_of });
    let record = RunRecord::default();
    let inputs =
        Inputs { book: &book, sources: &sources, data: &data, assessment: &assessment, record: &record };
    let json: serde_json::Value = serde_json::from_str(&json_v1::render(inputs)).unwrap();
    let results = json["results"].as_array().unwrap();
    let at = |one: &serde_json::Value| {
        let group = one["group"].as_str().unwrap_or("").to_owned();
        let named = |names: [&str; 3]| {
            let found = names.into_iter().find(|name| group.contains(name) || group.contains(&long(name)));
            found.unwrap_or("").to_owned()
        };
        (named(SITES), named(WARDS), one["result"] == "withheld")
    };
    results.iter().filter(|one| one["result"] == "withheld" || !one["value"].is_null()).map(at).collect()
}

/// `Site 1` for `S1`.
fn long(id: &str) -> String {
    id.replace('S', "Site ").replace('W', "Ward ")
}

fn check_all(by: &str, figures: &[(String, String, i64, bool)]) -> Result<(), String> {
    let seen = published(by, figures);
    if figures.iter().any(|one| one.3) && !seen.iter().any(|one| one.2) {
        return Err(format!("nothing is withheld: {seen:?}"));
    }
    let shown: Vec<_> = seen.into_iter().filter(|one| !one.2).collect();
    let known: Vec<Vec<Number>> = shown.iter().map(|(site, ward, _)| adds(site, ward)).collect();
    // What is withheld only for the sake of another may be worked out as long as that one cannot.
    for (site, ward, _, _) in figures.iter().filter(|one| one.3) {
        let mut with = known.clone();
        with.push(adds(site, ward));
        if rank(&with) == rank(&known) {
            return Err(format!("{site} {ward} follows from {shown:?}; {figures:?}"));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_withheld_figure_does_not_follow_from_what_is_published(
        cells in prop::collection::vec(1_i64..60, 9),
        marks in prop::collection::vec(any::<bool>(), 16),
        kinds in 0_usize..3,
    ) {
        let sum = |site: usize, ward: usize| -> i64 {
            (0..9).filter(|at| (site == 3 || at / 3 == site) && (ward == 3 || at % 3 == ward)).map(|at| cells[at]).sum()
        };
        let name = |names: [&str; 3], at: usize| names.get(at).map_or(String::new(), |name| (*name).to_owned());
        let mut figures = Vec::new();
        for at in 0..16 {
            let (site, ward) = (at / 4, at % 4);
            // One kind alone; two kinds, each with its own figures; or both together with all that they add up to.
            let wanted = match kinds { 0 => ward == 3, 1 => site == 3 || ward == 3, _ => true };
            if wanted {
                figures.push((name(SITES, site), name(WARDS, ward), sum(site, ward), marks[at] && marks[(at + 5) % 16]));
            }
        }
        let found = check_all(if kinds == 0 { "site" } else { "site, ward" }, &figures);
        prop_assert!(found.is_ok(), "{:?}", found);
    }
}
