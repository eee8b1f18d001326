//! Statistics agree with cases made or published by others: `tests/conformance/` says which.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test reads its cases from files, and one that cannot has failed"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use plimsoll::base::exact::Exact;
use plimsoll::stats::xmr::{
    Assurance, Chart, Conflict, Fired, Gaps, Group, Rule, RuleSet, Settings, Ties, chart,
};

type Row = BTreeMap<String, String>;

fn read(path: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let headings = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        headings.iter().zip(record.iter()).map(|(h, cell)| (h.to_owned(), cell.to_owned())).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn number(text: &str) -> Option<Exact> {
    let text = text.trim();
    if text.is_empty() || text == "NA" {
        return None;
    }
    let (digits, negative) = (text.trim_start_matches('-'), text.starts_with('-'));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let mantissa: i64 = format!("{whole}{part}").parse().unwrap_or_else(|_| panic!("a number: {text}"));
    let exact = Exact::decimal(mantissa, u8::try_from(part.len()).unwrap());
    Some(if negative { exact.negated() } else { exact })
}

/// Agreement within a thousand-millionth.
fn close(found: Option<&Exact>, wanted: &str) -> bool {
    let wanted: Option<f64> = wanted.trim().parse().ok();
    match (found.map(Exact::to_f64), wanted) {
        (Some(found), Some(wanted)) => (found - wanted).abs() <= 1e-9 * wanted.abs().max(1e-3),
        (found, wanted) => found.is_none() && wanted.is_none(),
    }
}

fn settings(of: &Row) -> Settings {
    let mut settings = RuleSet::named(&of["rule_set"]).unwrap().settings();
    for (key, value) in of["settings"].split_whitespace().map(|one| one.split_once('=').unwrap()) {
        match key {
            "run_length" => settings.run_length = value.parse().unwrap(),
            "trend_length" => settings.trend_length = value.parse().unwrap(),
            "min_points" => settings.least_points = value.parse().unwrap(),
            "screen" => settings.screens = value == "true",
            "count_beyond" => settings.beyond_counts = value == "true",
            "same_side" => settings.same_side = value == "true",
            "highlight" => settings.flags_near_only = value == "near",
            "ties" => settings.ties = if value == "ignore" { Ties::Ignored } else { Ties::Break },
            "gaps" => settings.gaps = if value == "break" { Gaps::Break } else { Gaps::Skipped },
            "conflict" => {
                settings.conflict =
                    if value == "improvement" { Conflict::Improvement } else { Conflict::FirstRule };
            }
            "factor" => {
                settings.factor = match value.split_once('/') {
                    Some((above, below)) => number(above).unwrap().over(&number(below).unwrap()).unwrap(),
                    None => number(value).unwrap(),
                };
            }
            other => panic!("a setting nobody knows: {other}"),
        }
    }
    settings
}

/// Positions at which a new group begins: the first point on or after each rebase.
fn rebases(of: &str, dates: &[&str]) -> Vec<usize> {
    let begins = |day: &str| dates.iter().position(|date| *date >= day);
    of.split_whitespace().filter_map(begins).collect()
}

fn word(fired: Fired) -> String {
    let rule = match fired.rule {
        Rule::Outside => "outside",
        Rule::Trend => "trend",
        Rule::TwoOfThree => "two_of_three",
        Rule::Shift => "shift",
    };
    format!("{rule}_{}", if fired.high { "high" } else { "low" })
}

fn higher(direction: &str) -> Option<bool> {
    match direction {
        "increase" => Some(true),
        "decrease" => Some(false),
        _ => None,
    }
}

fn point_type(fired: Option<Fired>, higher: Option<bool>) -> &'static str {
    match (fired, higher) {
        (None, _) => "common_cause",
        (Some(fired), Some(higher)) if fired.high == higher => "improvement",
        (Some(_), Some(_)) => "concern",
        (Some(fired), None) if fired.high => "neutral_high",
        (Some(_), None) => "neutral_low",
    }
}

fn assurance(drawn: &Chart, target: Option<&Exact>, higher: Option<bool>) -> &'static str {
    match target.zip(higher).and_then(|(target, higher)| drawn.assurance(target, higher)) {
        Some(Assurance::Met) => "consistent_pass",
        Some(Assurance::HitOrMiss) => "inconsistent",
        Some(Assurance::Missed) => "consistent_fail",
        None => "",
    }
}

/// Says where a group is not as it should be.
fn same_group(group: &Group, wanted: &Row, say: &mut dyn FnMut(String)) {
    let limits = group.limits.as_ref();
    let pairs = [
        ("mean", group.mean.as_ref()),
        ("mean_range", group.mean_range.as_ref()),
        ("lpl", limits.map(|l| &l.lower)),
        ("upl", limits.map(|l| &l.upper)),
        ("near_lower", limits.map(|l| &l.near_lower)),
        ("near_upper", limits.map(|l| &l.near_upper)),
    ];
    for (key, found) in pairs {
        if !close(found, &wanted[key]) {
            say(format!("{key} is {:?} and not {}", found.map(Exact::to_f64), wanted[key]));
        }
    }
    if group.screened_out.to_string() != wanted["ranges_screened_out"]
        || group.on_trial.to_string() != wanted["trial_limits"]
    {
        say("ranges left out, or limits on trial, differ".to_owned());
    }
}

#[test]
fn control_charts_agree_with_the_reference() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/spc");
    let (series, points, groups) = (
        read(&folder.join("series.csv")),
        read(&folder.join("points.csv")),
        read(&folder.join("groups.csv")),
    );
    let mut wrong = Vec::new();
    for one in &series {
        let own: Vec<&Row> = points.iter().filter(|p| p["case_id"] == one["case_id"]).collect();
        let values: Vec<Option<Exact>> = own.iter().map(|p| number(&p["value"])).collect();
        let dates: Vec<&str> = own.iter().map(|p| p["date"].as_str()).collect();
        let settings = settings(one);
        let fix = one["fix_after_n"].parse().ok();
        let drawn = chart(&values, &rebases(&one["rebase"], &dates), fix, &settings);
        let higher = higher(&one["direction"]);
        let mut say = |what: String| wrong.push(format!("{}: {what}", one["case_id"]));
        for (point, wanted) in drawn.points.iter().zip(&own) {
            let fired: Vec<String> = point.fired.iter().map(|f| word(*f)).collect();
            let stated = wanted["fired"].split_whitespace().collect::<Vec<_>>().join(" ");
            if fired.join(" ") != stated {
                say(format!("point {}: fired {fired:?} and not {stated}", wanted["point"]));
            }
            let kind = match &point.value {
                None => "missing",
                Some(_) if !point.judged => "not_enough_data",
                Some(_) => point_type(point.signal(higher, &settings), higher),
            };
            if kind != wanted["point_type"] {
                say(format!("point {}: {kind} and not {}", wanted["point"], wanted["point_type"]));
            }
        }
        let stated = groups.iter().filter(|g| g["case_id"] == one["case_id"]);
        drawn.groups.iter().zip(stated).for_each(|(group, wanted)| same_group(group, wanted, &mut say));
        let target = one["target"].split_whitespace().last().and_then(number);
        let (found, stated) = (assurance(&drawn, target.as_ref(), higher), one["assurance"].as_str());
        let not_enough = stated == "not_enough_data" && found.is_empty();
        if found != stated && !not_enough {
            say(format!("assurance {found} and not {stated}"));
        }
    }
    assert_eq!(series.len(), 120);
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// The folder of published cases; none where there is none.
fn published() -> Option<PathBuf> {
    let named = std::env::var_os("PLIMSOLL_CONFORMANCE").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/conformance/published");
    let found = named.unwrap_or(beside);
    if !found.join("spc").is_dir() {
        eprintln!("skipped: no published conformance cases; PLIMSOLL_CONFORMANCE names their folder");
        return None;
    }
    Some(found)
}

#[test]
fn control_charts_agree_with_the_published_cases_of_plot_the_dots() {
    let Some(folder) = published().map(|folder| folder.join("spc")) else { return };
    let text = std::fs::read_to_string(folder.join("expected.json")).unwrap();
    let cases: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let (series, points) = (read(&folder.join("series.csv")), read(&folder.join("expected_points.csv")));
    let (mut wrong, mut judged) = (Vec::new(), 0);
    for case in &cases {
        let id = case["case_id"].as_str().unwrap();
        // With every range left out the package has no limits; ours are on the mean, as for the cases without screening.
        if case["quirk"].as_str().is_some() || case["expected"]["quirk"].is_string() {
            continue;
        }
        let own: Vec<&Row> = series.iter().filter(|p| p["case_id"] == id).collect();
        let stated: Vec<&Row> = points.iter().filter(|p| p["case_id"] == id).collect();
        let constant = own.windows(2).all(|pair| pair[0]["value"] == pair[1]["value"]);
        let options = &case["options"];
        let screens = options["screen_outliers"].as_bool().unwrap();
        if constant && screens {
            continue;
        }
        let values: Vec<Option<Exact>> = own.iter().map(|p| number(&p["value"])).collect();
        let dates: Vec<&str> = own.iter().map(|p| p["date"].as_str()).collect();
        let days: Vec<&str> =
            options["rebase"].as_array().unwrap().iter().filter_map(|d| d.as_str()).collect();
        let fix = options["fix_after_n_points"].as_u64().map(|n| usize::try_from(n).unwrap());
        let settings = Settings { screens, ..RuleSet::PlotTheDotsR02.settings() };
        let drawn = chart(&values, &rebases(&days.join(" "), &dates), fix, &settings);
        let higher = higher(options["improvement_direction"].as_str().unwrap());
        assert_eq!(drawn.points.len(), stated.len(), "{id}: the points that are stated");
        judged += 1;
        for (point, wanted) in drawn.points.iter().zip(stated) {
            let group = &drawn.groups[point.group];
            let limits = group.limits.as_ref();
            let kind = point_type(point.label(), higher);
            let same = close(group.mean.as_ref(), &wanted["mean"])
                && close(limits.map(|l| &l.lower), &wanted["lpl"])
                && close(limits.map(|l| &l.upper), &wanted["upl"])
                && kind == wanted["point_type"].replace("special_cause_", "");
            if !same {
                wrong.push(format!("{id}, point {}: {kind}, stated {wanted:?}", wanted["point"]));
            }
        }
        let target = options["target"].as_f64().map(|target| number(&target.to_string()).unwrap());
        let found = assurance(&drawn, target.as_ref(), higher);
        let stated = case["expected"]["assurance"].as_str().unwrap_or("");
        if found != stated {
            wrong.push(format!("{id}: assurance {found} and not {stated}"));
        }
    }
    assert!(judged > 60, "only {judged} of {} published cases were compared", cases.len());
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn runs_of_six_are_found_as_the_published_series_say() {
    let Some(folder) = published().map(|folder| folder.join("spc")) else { return };
    let settings =
        Settings { run_length: 6, trend_length: 6, least_points: 10, ..RuleSet::Mdc2023.settings() };
    let mut wrong = Vec::new();
    let rows = read(&folder.join("golden6.csv"));
    assert!(rows.len() > 20, "only {} published series", rows.len());
    for row in rows {
        let values: Vec<Option<Exact>> = (1..=28).map(|at| number(&row[&format!("v{at:02}")])).collect();
        let drawn = chart(&values, &[], None, &settings);
        let higher = higher(&row["improvement_direction"]);
        if row["set"] == "anywhere" {
            let (stated, _) = row["expected_rule"].rsplit_once('_').unwrap_or((&row["expected_rule"], ""));
            let fires = drawn.points.iter().flat_map(|p| &p.fired).any(|f| word(*f).starts_with(stated));
            let none = drawn.points.iter().all(|point| point.fired.is_empty());
            if !(fires || stated == "none" && none) {
                wrong.push(format!("{}: {stated} does not fire", row["case_id"]));
            }
            continue;
        }
        let fired = drawn.latest().unwrap().signal(higher, &settings);
        let kind = match (point_type(fired, higher), fired) {
            (kind @ ("improvement" | "concern"), Some(fired)) => {
                format!("{kind}_{}", if fired.high { "high" } else { "low" })
            }
            (kind, _) => kind.to_owned(),
        };
        if kind != row["expected_latest_point_type"] {
            wrong.push(format!("{}: {kind} and not {}", row["case_id"], row["expected_latest_point_type"]));
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}
