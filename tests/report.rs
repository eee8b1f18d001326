//! The pack as a board would see it: papers, prompts and JSON from a small board pack made by hand.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up has failed"
)]

#[path = "report/plain_words.rs"]
mod plain_words;
#[path = "report/rules.rs"]
mod rules;
#[path = "report/world.rs"]
mod world;

use plimsoll::data::{Observations, PlaceId, Series, State};
use plimsoll::report::document::Document;
use plimsoll::report::{
    OutputFile, Style, View, findings, json_v1, overview, pack, to_markdown, to_text, to_text_in,
};
use world::{World, world};

fn paper(files: &[OutputFile], name: &str) -> Document {
    files.iter().find(|file| file.name == name).unwrap_or_else(|| panic!("no paper {name}")).document.clone()
}

fn text_of(world: &World, name: &str) -> String {
    to_text(&paper(&pack(world.inputs()), name), 100)
}

#[test]
fn the_pack_has_a_paper_for_each_reader() {
    let world = world();
    let names: Vec<String> = pack(world.inputs()).into_iter().map(|file| file.name).collect();
    insta::assert_snapshot!(names.join("\n"));
}

#[test]
fn the_framework_as_text() {
    insta::assert_snapshot!(text_of(&world(), "framework"));
}

#[test]
fn the_framework_on_a_wide_page() {
    let document = paper(&pack(world().inputs()), "framework");
    insta::assert_snapshot!(to_text(&document, 190));
}

#[test]
fn the_framework_as_markdown() {
    insta::assert_snapshot!(to_markdown(&paper(&pack(world().inputs()), "framework")));
}

#[test]
fn a_run_at_a_glance() {
    insta::assert_snapshot!(to_text(&overview(&View::new(world().inputs())), 100));
}

#[test]
fn the_paper_of_one_board_as_text() {
    insta::assert_snapshot!(text_of(&world(), "board-paper-hib"));
}

#[test]
fn the_paper_of_the_board_above_as_text() {
    insta::assert_snapshot!(text_of(&world(), "board-paper"));
}

#[test]
fn the_paper_of_one_board_as_markdown() {
    insta::assert_snapshot!(to_markdown(&paper(&pack(world().inputs()), "board-paper-ct")));
}

#[test]
fn the_smaller_papers_as_text() {
    let world = world();
    let names = ["letter-ct", "prompts", "changes", "data-findings", "differences", "run-record"];
    let papers: Vec<String> = names.iter().map(|name| text_of(&world, name)).collect();
    insta::assert_snapshot!(papers.join("\n\n########\n\n"));
}

#[test]
fn the_whole_run_as_json() {
    insta::assert_snapshot!(json_v1::render(world().inputs()));
}

#[test]
fn findings_drawn_for_a_terminal() {
    let world = world();
    let drawn = findings::render_human(&world::several_findings(), &world.sources, false, 100);
    insta::assert_snapshot!(drawn);
    assert!(!drawn.contains('\u{1b}'), "no colour was asked for");
    let coloured = findings::render_human(&world::several_findings(), &world.sources, true, 100);
    assert!(coloured.contains('\u{1b}'), "colour was asked for");
}

#[test]
fn findings_as_plain_lines_and_as_json() {
    let world = world();
    let all = world::several_findings();
    insta::assert_snapshot!(findings::render_plain(&all, &world.sources));
    insta::assert_snapshot!(findings::render_json(&all, &world.sources));
}

#[test]
fn a_finding_that_points_nowhere_or_past_the_end_is_still_shown() {
    let world = world();
    let past = plimsoll::base::span::Span { start: 90_000, end: 90_010, ..Default::default() };
    let code = plimsoll::base::diag::Code("check::odd");
    let odd = [
        plimsoll::base::diag::Diagnostic::warning(code, "points nowhere"),
        plimsoll::base::diag::Diagnostic::warning(code, "points past the end").label(past, "there"),
    ];
    let drawn = findings::render_human(&odd, &world.sources, false, 80);
    assert!(drawn.contains("points nowhere") && drawn.contains("points past the end"), "{drawn}");
}

#[test]
fn a_note_with_a_bar_and_a_new_line_stays_in_its_markdown_row() {
    let markdown = to_markdown(&paper(&pack(world().inputs()), "framework"));
    let row = markdown.lines().find(|line| line.starts_with("| 1.4 ")).unwrap();
    assert!(row.contains("Team A \\| Team B<br>from April"), "{row}");
    for line in markdown.lines().filter(|line| line.starts_with('|')) {
        assert!(line.ends_with(" |"), "{line}");
    }
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    let table: Vec<usize> = markdown
        .lines()
        .skip_while(|line| !line.starts_with("| Number"))
        .take_while(|line| line.starts_with('|'))
        .map(cells)
        .collect();
    assert!(table.windows(2).all(|pair| pair[0] == pair[1]), "{table:?}");
}

/// Everything a run could put in front of a reader.
fn everything(world: &World) -> String {
    let mut all = json_v1::render(world.inputs());
    for file in pack(world.inputs()) {
        all.push_str(&to_text(&file.document, 100));
        all.push_str(&to_markdown(&file.document));
    }
    all
}

#[test]
fn a_withheld_value_is_nowhere() {
    let mut world = world();
    let withheld = world.assessment.results.last_mut().unwrap();
    let figure = world::figure("6,173", "Q4 2018/19", 10);
    withheld.figure = Some(figure);
    withheld.gap = Some(world::number("6,173"));
    withheld.reason = "a count of 6,173 is withheld".into();
    world.assessment.prompts[0].facts.push("The value of 1.1 is 794.".into());
    // The next period's movement starts from the withheld figure of this one.
    world.assessment.results[0].movement.previous =
        Some(world::moved(world::figure("6,173", "Q4 2018/19", 10), "-5,379", 1));
    let code = plimsoll::base::diag::Code("data::low");
    let finding = plimsoll::base::diag::Diagnostic::warning(code, "the count 6173 is small")
        .cell(world::cell(10, "6173"), "6173 here");
    world.assessment.findings.push(finding);
    let all = everything(&world);
    for trace in ["6,173", "6173", "5,379", "5379", "4,177", "4177", "4,174", "4174"] {
        assert!(!all.contains(trace), "{trace} is to be seen: {}", &all[all.find(trace).unwrap() - 60..]);
    }
    assert!(all.contains("794"), "others' figures stay");
}

#[test]
fn a_number_in_the_data_that_the_rules_withhold_is_nowhere() {
    let mut world = world();
    let withheld = world.assessment.results.last_mut().unwrap();
    withheld.figure = None;
    withheld.reason = "6173 is withheld with the next smallest".into();
    let measure = withheld.measure;
    world.data = Observations {
        periods: vec![world::period("Q4 2018/19")],
        measure: vec![measure],
        place: vec![PlaceId::WHOLE],
        period: vec![0],
        state: vec![State::Number],
        mantissa: vec![6173],
        decimals: vec![0],
        order: vec![0],
        series: vec![Series { measure, place: PlaceId::WHOLE, rows: 0..1 }],
        ..world.data
    };
    let all = everything(&world);
    assert!(!all.contains("6173") && !all.contains("6,173"));
    assert!(all.contains("withheld is withheld with the next smallest"));
}

fn keys(value: &serde_json::Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn json_has_exactly_the_published_keys() {
    let json: serde_json::Value = serde_json::from_str(&json_v1::render(world().inputs())).unwrap();
    let sorted = |list: &[&str]| {
        let mut list: Vec<String> = list.iter().map(|key| (*key).to_owned()).collect();
        list.sort();
        list
    };
    let report =
        ["schema", "run", "results", "exceptions", "cases", "prompts", "totals", "differences", "findings"];
    let result = [
        "measure",
        "group",
        "period",
        "value",
        "unit",
        "result",
        "level",
        "rating",
        "target",
        "gap",
        "movement",
        "stated",
        "source",
        "marks",
        "remarks",
        "reason",
        "on_target",
        "part",
    ];
    let prompt = ["case", "measure", "to", "due", "questions", "facts", "response"];
    let finding = ["code", "severity", "file", "line", "column", "message", "help"];
    assert_eq!(sorted(&keys(&json)), sorted(&report));
    assert_eq!(sorted(&keys(&json["results"][0])), sorted(&result));
    assert_eq!(sorted(&keys(&json["prompts"][0])), sorted(&prompt));
    assert_eq!(sorted(&keys(&json["findings"][0])), sorted(&finding));
    assert!(json["prompts"][0]["response"].is_null(), "none came");
    let withheld = json["results"].as_array().unwrap().last().unwrap();
    assert_eq!(withheld["result"], "withheld");
    assert!(withheld["value"].is_null() && withheld["gap"].is_null() && withheld["source"].is_null());
}

#[test]
fn json_starts_with_its_schema_and_ends_with_a_new_line() {
    let json = json_v1::render(world().inputs());
    assert!(json.starts_with("{\n  \"schema\": \"plimsoll/results-v1\",\n  \"run\": {"));
    assert!(json.ends_with("}\n") && !json.ends_with("\n\n"));
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    assert_eq!(everything(&world()), everything(&world()));
}

#[test]
fn the_plain_style_is_ascii_and_drops_nothing_in_silence() {
    let mut world = world();
    world.book.framework.title = "Ynys Môn – “fair” £5 ☃".into();
    let document = paper(&pack(world.inputs()), "framework");
    let text = to_text_in(&document, Style { width: 100, ascii: true });
    assert!(text.is_ascii());
    assert!(text.starts_with("Ynys Mon - \"fair\" GBP 5 [U+2603]\n"), "{text}");
}

#[test]
fn a_value_from_a_file_cannot_steer_the_terminal() {
    let mut world = world();
    if let Some(figure) = &mut world.assessment.results[0].figure {
        figure.note = Some("red\u{1b}[31m \u{202e}txt".into());
    }
    let all = everything(&world);
    assert!(!all.contains('\u{1b}') && !all.contains('\u{202e}'));
}

#[test]
fn boards_with_names_alike_or_odd_have_files_of_their_own() {
    let mut world = world();
    let ids: Vec<_> = world.book.parties.ids().collect();
    world.book.parties[ids[1]].id = "../All".into();
    world.book.parties[ids[2]].id = "H I/B".into();
    world.book.parties[ids[3]].id = "h-i-b".into();
    let names: Vec<String> = pack(world.inputs()).into_iter().map(|file| file.name).collect();
    assert_eq!(&names[1..5], ["board-paper", "board-paper-all", "board-paper-h-i-b", "board-paper-h-i-b-2"]);
}

#[test]
fn a_book_with_nothing_in_it_still_has_its_papers() {
    let world = World {
        book: Default::default(),
        sources: Default::default(),
        data: Default::default(),
        record: Default::default(),
        assessment: plimsoll::eval::outcome::Assessment {
            period: world::period("Q4 2018/19"),
            previous_period: None,
            as_of: world::day("2019-06-13"),
            results: Vec::new(),
            cases: Vec::new(),
            positions: Vec::new(),
            prompts: Vec::new(),
            exceptions: Vec::new(),
            papers: vec![],
            notes: None,
            trends: Vec::new(),
            steps: Vec::new(),
            totals: Vec::new(),
            differences: Vec::new(),
            compared_with_before: 0,
            changes: Vec::new(),
            findings: Vec::new(),
        },
    };
    let papers: Vec<String> = pack(world.inputs()).iter().map(|file| to_text(&file.document, 80)).collect();
    insta::assert_snapshot!(papers.join("\n########\n\n"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]
    #[test]
    fn no_line_is_wider_than_the_page(width in 60_usize..200, note in "\\PC{0,200}") {
        let mut world = world();
        if let Some(figure) = &mut world.assessment.results[0].figure {
            figure.note = Some(note);
        }
        for file in pack(world.inputs()) {
            for line in to_text(&file.document, width).lines() {
                let wide = unicode_width::UnicodeWidthStr::width(line);
                proptest::prop_assert!(wide <= width, "{wide} of {width}: {line}");
            }
        }
    }
}
