//! How long the work takes: rules read and checked, values read, judged and reported. `tests/bench/README.md` says
//! how to run it, and how whole runs of the program are measured.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot be set up has failed")]

mod made;

use chrono::NaiveDate;
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use plimsoll::base::source::Sources;
use plimsoll::data::{Observations, Reader, Responses};
use plimsoll::eval::outcome::Assessment;
use plimsoll::eval::{Run, assess};
use plimsoll::model::RuleBook;
use plimsoll::report::{Inputs, RunRecord, View, json_v1, pack, to_markdown};
use plimsoll::{check, syntax};

fn main() {
    match std::env::var_os("MADE") {
        Some(folder) => write_made(std::path::Path::new(&folder)),
        None => divan::main(),
    }
}

/// The larger archive as files, for runs of the whole program: its values, and its rules with and without an escalation.
#[expect(clippy::disallowed_methods, reason = "other programs read what is written here")]
fn write_made(folder: &std::path::Path) {
    let books = [("book", None), ("book-escalates", Some("red for 2 periods"))];
    for (name, escalates) in books {
        std::fs::create_dir_all(folder.join(name)).unwrap();
        std::fs::write(folder.join(name).join("rules.plim"), made::archive_book(escalates)).unwrap();
    }
    std::fs::write(folder.join("values.csv"), made::archive(300, 40)).unwrap();
}

/// Files by name.
type Files = Vec<(String, String)>;

/// The pack that is shipped: its rules and its values.
fn shipped() -> (Files, Files) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/oxfordshire-2019");
    (files(folder, "plim"), files(&format!("{folder}/data"), "csv"))
}

#[expect(clippy::disallowed_methods, reason = "what is measured begins when the files are in memory")]
fn files(folder: &str, ending: &str) -> Files {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|own| own == ending));
    paths.sort();
    let read = |path: &std::path::PathBuf| std::fs::read_to_string(path).unwrap();
    paths.iter().map(|path| (path.display().to_string(), read(path))).collect()
}

fn book(files: &Files) -> (RuleBook, Sources) {
    let mut sources = Sources::new();
    let trees: Vec<_> = files
        .iter()
        .map(|(name, text)| syntax::parse(sources.add(name.clone(), text.clone()), text).tree)
        .collect();
    (check::check(&trees).book, sources)
}

fn values(book: &RuleBook, files: &Files, as_of: NaiveDate) -> Observations {
    let mut reader = Reader::new(book);
    for (name, text) in files {
        reader.read_csv(name, text.as_bytes());
    }
    reader.finish(as_of).0
}

fn judged(book: &RuleBook, data: &Observations, as_of: NaiveDate) -> Assessment {
    let responses = Responses::default();
    assess(&Run { book, data, responses: &responses, period: None, as_of })
}

fn bytes(files: &Files) -> BytesCount {
    BytesCount::new(files.iter().map(|(_, text)| text.len()).sum::<usize>())
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[divan::bench_group]
mod rules {
    use super::{Bencher, ItemsCount, Sources, book, bytes, made, shipped, syntax};

    #[divan::bench]
    fn parse_the_pack(bencher: Bencher<'_, '_>) {
        let (rules, _) = shipped();
        let file = Sources::new().add("", "");
        bencher
            .counter(bytes(&rules))
            .bench_local(|| rules.iter().map(|(_, text)| syntax::parse(file, text)).collect::<Vec<_>>());
    }

    #[divan::bench]
    fn check_the_pack(bencher: Bencher<'_, '_>) {
        let (rules, _) = shipped();
        bencher.counter(bytes(&rules)).bench_local(|| book(&rules));
    }

    #[divan::bench(args = [500, 5_000], sample_count = 10)]
    fn check_measures(bencher: Bencher<'_, '_>, count: u64) {
        let rules = vec![("many.plim".to_owned(), made::many_measures(count))];
        bencher.counter(ItemsCount::new(count)).bench_local(|| book(&rules));
    }
}

#[divan::bench_group]
mod pack {
    use super::{
        Bencher, Inputs, RunRecord, book, day, json_v1, judged, pack as papers, shipped, to_markdown, values,
    };

    #[divan::bench]
    fn read_judge_and_report(bencher: Bencher<'_, '_>) {
        let (rules, data) = shipped();
        let as_of = day("2019-06-13");
        bencher.bench_local(|| {
            let (book, sources) = book(&rules);
            let values = values(&book, &data, as_of);
            let assessment = judged(&book, &values, as_of);
            let record = RunRecord::default();
            let inputs = Inputs {
                book: &book,
                sources: &sources,
                data: &values,
                assessment: &assessment,
                record: &record,
            };
            let papers: Vec<String> =
                papers(inputs).iter().map(|paper| to_markdown(&paper.document)).collect();
            (papers, json_v1::render(inputs))
        });
    }
}

/// Rows of long files: areas and quarters of seventy measures.
#[divan::bench_group(sample_count = 5, sample_size = 1)]
mod archive {
    use super::{
        Bencher, Files, Inputs, ItemsCount, RunRecord, View, book, day, json_v1, judged, made, values,
    };

    const SIZES: [(u64, u64); 2] = [(10, 40), (300, 40)];

    fn made_up((areas, quarters): (u64, u64)) -> (ItemsCount, Files) {
        let rows = ItemsCount::new(areas * quarters * 70);
        (rows, vec![("archive.csv".to_owned(), made::archive(areas, quarters))])
    }

    fn rules(escalates: Option<&str>) -> Files {
        vec![("archive.plim".to_owned(), made::archive_book(escalates))]
    }

    #[divan::bench(args = SIZES)]
    fn read(bencher: Bencher<'_, '_>, size: (u64, u64)) {
        let ((rows, data), (book, _)) = (made_up(size), book(&rules(None)));
        bencher.counter(rows).bench_local(|| values(&book, &data, day("2023-05-01")));
    }

    #[divan::bench(args = SIZES)]
    fn judge(bencher: Bencher<'_, '_>, size: (u64, u64)) {
        judge_with(bencher, size, None);
    }

    #[divan::bench(args = SIZES)]
    fn judge_with_an_escalation(bencher: Bencher<'_, '_>, size: (u64, u64)) {
        judge_with(bencher, size, Some("amber or worse"));
    }

    #[divan::bench(args = SIZES)]
    fn judge_with_a_lasting_escalation(bencher: Bencher<'_, '_>, size: (u64, u64)) {
        judge_with(bencher, size, Some("red for 2 periods"));
    }

    fn judge_with(bencher: Bencher<'_, '_>, size: (u64, u64), escalates: Option<&str>) {
        let ((rows, data), (book, _)) = (made_up(size), book(&rules(escalates)));
        let as_of = day("2023-05-01");
        let values = values(&book, &data, as_of);
        bencher.counter(rows).bench_local(|| judged(&book, &values, as_of));
    }

    #[divan::bench(args = SIZES)]
    fn write_json(bencher: Bencher<'_, '_>, size: (u64, u64)) {
        write_with(bencher, size, None);
    }

    #[divan::bench(args = SIZES)]
    fn write_json_with_an_escalation(bencher: Bencher<'_, '_>, size: (u64, u64)) {
        write_with(bencher, size, Some("amber or worse"));
    }

    fn write_with(bencher: Bencher<'_, '_>, size: (u64, u64), escalates: Option<&str>) {
        let ((rows, data), (book, sources)) = (made_up(size), book(&rules(escalates)));
        let as_of = day("2023-05-01");
        let values = values(&book, &data, as_of);
        let assessment = judged(&book, &values, as_of);
        let record = RunRecord::default();
        let inputs = Inputs {
            book: &book,
            sources: &sources,
            data: &values,
            assessment: &assessment,
            record: &record,
        };
        bencher.counter(rows).bench_local(|| json_v1::write(&View::new(inputs), std::io::sink()));
    }
}

/// A rule that counts over all measures of a board, whenever anything becomes known of any.
#[divan::bench_group(sample_count = 3, sample_size = 1)]
mod counts {
    use super::{Bencher, ItemsCount, book, day, judged, made, values};

    #[divan::bench(args = [100, 800])]
    fn judge_a_share_of_a_board(bencher: Bencher<'_, '_>, measures: u64) {
        let (book, _) = book(&vec![("board.plim".to_owned(), made::many_of_one_board(measures))]);
        let data = vec![("values.csv".to_owned(), made::of_many(measures))];
        let as_of = day("2023-09-01");
        let values = values(&book, &data, as_of);
        bencher.counter(ItemsCount::new(20 * measures)).bench_local(|| judged(&book, &values, as_of));
    }
}
