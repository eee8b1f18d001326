//! The challenge cards of `tests/cases/challenges/<id>/`: needs met in other people's rules, each with the smallest data
//! that exercises it and exactly what must come out (`need.md`). A card's `card.toml` runs its rules one or more times
//! and states what each run gives. A failing test names every statement that does not hold.
//!
//! ```toml
//! [[run]]
//! rules  = "as-written"             # a folder or file of the card; the card's own folder where left out
//! data   = ["data", "correction"]   # folders of the card; `data` where left out
//! period = "Q1 2019/20"
//! as_of  = "2019-08-01"
//! says   = ["…"]                    # text that some paper of the run holds; no paper does: `never`; and neither does
//!                                   # any finding or derivation: `nowhere`
//! findings = ["check::tbc-without-date"]    # every code of an error or warning, and no other
//! finding_words = ["…"]             # text that some finding holds
//! cases  = ["plan/X/Jul 2019: answered, to CT, due 2019-08-27"]    # every case, and no other
//! exceptions = ["A: missing"]       # every exception with its kind, and no other
//! told   = ["2019-08-28 HWB about plan/Y/Jul 2019"]                # every telling, and no other
//! exceptions = ["Smoking C: missing"]       # every exception, and no other
//! stages = ["contract/X: critical"]  # the stage of everything on a ladder, and no other
//! moves  = ["contract/X: important to critical on Feb 2019 from Mar 2019"]         # every move, and no other
//! asked  = ["HWB plan: cause, action"]   # every prompt of the report: to whom, of which rule, asking what; and no other
//! exceptions = ["Y: escalated", "Z: missing, response owed"]       # every exception, and no other
//! [run.result."Return"]             # a measure, or `measure group`; keys are those of JSON v1, dotted for deeper ones
//! level = "green"                   # `-` for null or no such key
//! remarks = ["…"]                   # each is part of a remark or of the reason
//! [run.report."committee"]          # a report of the book; keys are those of JSON v1
//! foot = "…"
//! [run.total.book]                  # `book`, or the id of a theme or owner
//! due = 2
//! ```

use std::fs;
use std::path::{Path, PathBuf};

use plimsoll::data::PlaceId;
use plimsoll::eval::derive;
use plimsoll::report::findings::render_plain;
use plimsoll::report::{self, json_v1, pack, to_markdown, to_text};
use serde_json::Value as Json;
use toml::{Table, Value as Toml};

use super::case_folder::{Judged, Settings, judged_as, rules};

/// The cards that stand in `docs/language.md` under "what the language cannot say yet".
const NOT_YET: &[&str] = &[];

#[test]
fn every_card_comes_out_as_expected() {
    let mut wrong = Vec::new();
    for folder in cards() {
        let id = name_of(&folder);
        let text =
            fs::read_to_string(folder.join("card.toml")).unwrap_or_else(|_| panic!("{id}: no card.toml"));
        let card: Table = text.parse().unwrap_or_else(|fault| panic!("{id}: {fault}"));
        let runs = card.get("run").and_then(Toml::as_array).unwrap_or_else(|| panic!("{id}: no [[run]]"));
        for (at, run) in (1..).zip(runs) {
            let stated = Stated { card: run.as_table().unwrap() };
            wrong.extend(stated.wrong_in(&folder).into_iter().map(|said| format!("{id}, run {at}: {said}")));
        }
    }
    assert!(wrong.is_empty(), "{} statements do not hold:\n  {}", wrong.len(), wrong.join("\n  "));
}

#[test]
fn every_card_keeps_the_need_it_answers() {
    assert!(cards().len() >= 45, "only {} cards are there", cards().len());
    for folder in cards() {
        let need = fs::read_to_string(folder.join("need.md")).unwrap_or_default();
        assert!(
            need.contains("## Expected"),
            "{}: need.md gives the need and what is expected",
            name_of(&folder)
        );
        assert!(
            !NOT_YET.contains(&name_of(&folder).as_str()),
            "a card cannot be both answered and out of reach"
        );
    }
}

fn cards() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/challenges");
    let mut cards: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cards.sort();
    cards
}

fn name_of(folder: &Path) -> String {
    folder.file_name().unwrap().to_string_lossy().into_owned()
}

/// What a card states of one run.
struct Stated<'c> {
    card: &'c Table,
}

const KEYS: &[&str] = &[
    "asked",
    "rules",
    "data",
    "period",
    "as_of",
    "says",
    "never",
    "nowhere",
    "findings",
    "finding_words",
    "cases",
    "told",
    "stages",
    "moves",
    "asked",
    "exceptions",
    "result",
    "report",
    "total",
];

impl Stated<'_> {
    fn word(&self, key: &str) -> Option<&str> {
        self.card.get(key).map(|value| value.as_str().unwrap())
    }

    fn words(&self, key: &str) -> Option<Vec<String>> {
        let all = self.card.get(key)?.as_array().unwrap();
        Some(all.iter().map(|word| word.as_str().unwrap().to_owned()).collect())
    }

    fn wrong_in(&self, folder: &Path) -> Vec<String> {
        let mut wrong = Vec::new();
        for key in self.card.keys().filter(|key| !KEYS.contains(&key.as_str())) {
            wrong.push(format!("`{key}` is nothing that a card can state"));
        }
        if self.card.keys().all(|key| ["rules", "data", "period", "as_of"].contains(&key.as_str())) {
            wrong.push("the run states nothing".to_owned());
        }
        let case = self.judged(folder);
        let json: Json = serde_json::from_str(&json_v1::render(case.inputs())).unwrap();
        let said = said(&case);
        for text in self.words("says").unwrap_or_default().iter().filter(|text| !said.contains(text.as_str()))
        {
            wrong.push(format!("no paper says `{text}`"));
        }
        for text in self.words("never").unwrap_or_default().iter().filter(|text| said.contains(text.as_str()))
        {
            wrong.push(format!("`{text}` is said"));
        }
        let everything = format!("{said}{}", explained(&case));
        for text in self.words("nowhere").unwrap_or_default() {
            if let Some(at) = everything.find(&text) {
                let line = everything[at..].lines().next().unwrap_or_default();
                wrong.push(format!("`{text}` is said: {line}"));
            }
        }
        let findings = render_plain(&case.assessment.findings, &case.rules.sources);
        for text in self.words("finding_words").unwrap_or_default() {
            if !findings.contains(&text) {
                wrong.push(format!("no finding says `{text}`:\n{findings}"));
            }
        }
        self.same_list("findings", codes(&json), &mut wrong);
        self.same_list("cases", cases(&json), &mut wrong);
        self.same_list("told", told(&json), &mut wrong);
        self.same_list("stages", stages(&json), &mut wrong);
        self.same_list("moves", moves(&json), &mut wrong);
        self.same_list("asked", asked(&json), &mut wrong);
        self.same_list("exceptions", exceptions(&json), &mut wrong);
        self.results(&json, &mut wrong);
        self.totals(&json, &mut wrong);
        self.reports(&json, &mut wrong);
        wrong
    }

    fn judged(&self, folder: &Path) -> Judged {
        let place = self.word("rules").map_or_else(|| folder.to_owned(), |name| folder.join(name));
        let rules = rules(&place);
        let mut settings = Settings::of(self.word("as_of"), self.word("period"), &rules.book);
        settings.data = self.words("data").unwrap_or(settings.data);
        judged_as(folder, rules, settings)
    }

    fn same_list(&self, key: &str, mut found: Vec<String>, wrong: &mut Vec<String>) {
        let Some(mut stated) = self.words(key) else { return };
        stated.sort();
        found.sort();
        if stated != found {
            let (stated, found) = (stated.join("\n      "), found.join("\n      "));
            wrong.push(format!("{key} are\n      {found}\n    and not\n      {stated}"));
        }
    }

    fn results(&self, json: &Json, wrong: &mut Vec<String>) {
        for (name, stated) in tables(self.card, "result") {
            let all = json["results"].as_array().unwrap();
            match all.iter().find(|result| result_name(result) == *name) {
                Some(result) => holds(name, result, stated, wrong),
                None => wrong.push(format!("there is no result for `{name}`")),
            }
        }
    }

    fn reports(&self, json: &Json, wrong: &mut Vec<String>) {
        for (name, stated) in tables(self.card, "report") {
            let all = json["reports"].as_array().cloned().unwrap_or_default();
            match all.iter().find(|report| report["report"] == name.as_str()) {
                Some(report) => holds(name, report, stated, wrong),
                None => wrong.push(format!("there is no report `{name}`")),
            }
        }
    }

    fn totals(&self, json: &Json, wrong: &mut Vec<String>) {
        for (name, stated) in tables(self.card, "total") {
            let all = json["totals"].as_array().unwrap();
            let id = |total: &Json| total["id"].as_str().unwrap_or("book").to_owned();
            match all.iter().find(|total| id(total) == *name) {
                Some(total) => holds(name, total, stated, wrong),
                None => wrong.push(format!("there are no totals for `{name}`")),
            }
        }
    }
}

fn tables<'t>(card: &'t Table, key: &str) -> Vec<(&'t String, &'t Table)> {
    let all = card.get(key).map(|value| value.as_table().unwrap());
    all.into_iter().flatten().map(|(name, stated)| (name, stated.as_table().unwrap())).collect()
}

fn result_name(result: &Json) -> String {
    let measure = result["measure"].as_str().unwrap_or_default();
    result["group"].as_str().map_or_else(|| measure.to_owned(), |group| format!("{measure} {group}"))
}

/// Compares what is stated of a result or of totals with its JSON.
fn holds(name: &str, found: &Json, stated: &Table, wrong: &mut Vec<String>) {
    for (key, stated) in stated {
        if key == "remarks" {
            let remarks = remarks(found);
            for part in stated.as_array().unwrap().iter().map(|part| part.as_str().unwrap()) {
                if !remarks.iter().any(|remark| remark.contains(part)) {
                    wrong.push(format!("{name}: no remark says `{part}` but {remarks:?}"));
                }
            }
            continue;
        }
        let value = key.split('.').fold(found, |within, key| match key.parse::<usize>() {
            Ok(at) => &within[at],
            Err(_) => &within[key],
        });
        let (shown, wanted) = (shown(value), plain(stated));
        if shown != wanted {
            wrong.push(format!("{name}: {key} is `{shown}` and not `{wanted}`"));
        }
    }
}

fn remarks(result: &Json) -> Vec<String> {
    let remarks = result["remarks"].as_array().cloned().unwrap_or_default();
    let said = remarks.into_iter().chain(std::iter::once(result["reason"].clone()));
    said.filter_map(|remark| remark.as_str().map(str::to_owned)).collect()
}

fn shown(value: &Json) -> String {
    match value {
        Json::Null => "-".to_owned(),
        Json::String(text) => text.clone(),
        Json::Array(all) => all.iter().map(shown).collect::<Vec<_>>().join(", "),
        Json::Object(_) => value.to_string(),
        Json::Bool(_) | Json::Number(_) => value.to_string(),
    }
}

fn plain(stated: &Toml) -> String {
    stated.as_str().map_or_else(|| stated.to_string(), str::to_owned)
}

/// Everything that the papers of a run say, in every format.
fn said(case: &Judged) -> String {
    let mut said = to_text(&report::overview(&report::View::new(case.inputs())), 10_000);
    for file in pack(case.inputs()) {
        said.push_str(&to_text(&file.document, 10_000));
        said.push_str(&to_markdown(&file.document));
    }
    said.push_str(&json_v1::render(case.inputs()));
    said
}

/// The findings of a run, and the derivation of every result.
fn explained(case: &Judged) -> String {
    let mut said = render_plain(&case.assessment.findings, &case.rules.sources);
    let book = &case.rules.book;
    for measure in book.measures.ids() {
        for derivation in derive(&case.run(), measure, PlaceId::WHOLE) {
            let page = report::why::page(book, &case.rules.sources, &derivation, &case.assessment.cases);
            said.push_str(&to_text(&page, 10_000));
        }
    }
    said
}

/// The code of every error and warning, once for each.
fn codes(json: &Json) -> Vec<String> {
    let all = json["findings"].as_array().unwrap().iter().filter(|finding| finding["severity"] != "advice");
    all.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

fn exceptions(json: &Json) -> Vec<String> {
    let all = json["exceptions"].as_array().unwrap().iter();
    all.map(|exception| {
        let owed = if exception["response_owed"] == true { ", response owed" } else { "" };
        format!("{}: {}{owed}", result_name(exception), shown(&exception["kind"]))
    })
    .collect()
}

fn cases(json: &Json) -> Vec<String> {
    let all = json["cases"].as_array().unwrap().iter();
    all.map(|case| {
        let due = shown(&case["due"]);
        format!("{}: {}, to {}, due {due}", shown(&case["id"]), shown(&case["state"]), shown(&case["to"]))
    })
    .collect()
}

fn told(json: &Json) -> Vec<String> {
    let mut told = Vec::new();
    for case in json["cases"].as_array().unwrap() {
        for step in case["steps"].as_array().unwrap().iter().filter(|step| step["told"].is_string()) {
            told.push(format!(
                "{} {} about {}",
                shown(&step["on"]),
                shown(&step["told"]),
                shown(&case["id"])
            ));
        }
    }
    for position in positions(json) {
        for made in position["moves"].as_array().unwrap() {
            for who in made["told"].as_array().unwrap() {
                let (stage, id) = (shown(&made["to"]), shown(&position["id"]));
                told.push(format!("{} {} of {id}: {stage}", shown(&made["on"]), shown(who)));
            }
        }
    }
    told
}

fn positions(json: &Json) -> Vec<Json> {
    json["ladders"].as_array().cloned().unwrap_or_default()
}

/// `contract/X: critical`, and what it is from the next period where that is another stage.
fn stages(json: &Json) -> Vec<String> {
    let stage = |position: &Json| {
        let next = position["next"].as_str().map_or_else(String::new, |next| format!(", then {next}"));
        format!("{}: {}{next}", shown(&position["id"]), shown(&position["stage"]))
    };
    positions(json).iter().map(stage).collect()
}

fn moves(json: &Json) -> Vec<String> {
    let mut moves = Vec::new();
    for position in positions(json) {
        for made in position["moves"].as_array().unwrap() {
            let from =
                made["holds_from"].as_str().map_or_else(String::new, |period| format!(" from {period}"));
            moves.push(format!(
                "{}: {} to {} on {}{from}",
                shown(&position["id"]),
                shown(&made["from"]),
                shown(&made["to"]),
                shown(&made["figures"])
            ));
        }
    }
    moves
}

fn asked(json: &Json) -> Vec<String> {
    let all = json["prompts"].as_array().unwrap().iter();
    all.map(|prompt| {
        let rule = shown(&prompt["case"]).split('/').next().unwrap_or_default().to_owned();
        let fields: Vec<String> = prompt["questions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|question| shown(&question["field"]))
            .collect();
        format!("{} {rule}: {}", shown(&prompt["to"]), fields.join(", "))
    })
    .collect()
}
