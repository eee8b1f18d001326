//! `docs/ci.md` works: its files are YAML, and the commands in them run as they stand, one after another, on a new book.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on should stop, and reads the files of the project"
)]

use std::path::Path;
use std::process::Command;

use yaml_rust2::{Yaml, YamlLoader};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page() -> String {
    std::fs::read_to_string(root().join("docs/ci.md")).unwrap()
}

fn yaml(text: &str) -> Yaml {
    let read = YamlLoader::load_from_str(text).unwrap_or_else(|why| panic!("{why}\n{text}"));
    assert_eq!(read.len(), 1);
    read.into_iter().next().unwrap()
}

/// The blocks of the page that are fenced as one language.
fn blocks(language: &str) -> Vec<String> {
    let open = format!("```{language}\n");
    let page = page();
    page.split(&open).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

/// The page's YAML file that begins with these words.
fn file(begins: &str) -> Yaml {
    let found = blocks("yaml").into_iter().find(|block| block.starts_with(begins));
    yaml(&found.unwrap_or_else(|| panic!("no YAML begins with `{begins}`")))
}

fn strings(list: &Yaml) -> Vec<String> {
    list.as_vec().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
}

/// A folder with `my-book`, in which scripts run with the built program on the path.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        place.run("plimsoll new my-book");
        place
    }

    /// Runs a script as a build server does: it stops at the first command that does not end with 0.
    fn run(&self, script: &str) {
        let program = Path::new(env!("CARGO_BIN_EXE_plimsoll")).parent().unwrap();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let paths = std::iter::once(program.to_owned()).chain(std::env::split_paths(&path));
        let ended = Command::new("bash")
            .args(["-e", "-c", script])
            .current_dir(self.0.path())
            .env("PATH", std::env::join_paths(paths).unwrap())
            .env("GITHUB_STEP_SUMMARY", self.0.path().join("summary.md"))
            .output()
            .unwrap();
        let said = [ended.stdout, ended.stderr].concat();
        assert!(ended.status.success(), "{script}\n{}", String::from_utf8_lossy(&said));
    }

    fn has(&self, path: &str) {
        assert!(self.0.path().join(path).exists(), "{path} is named, and nothing writes it");
    }
}

#[test]
fn the_github_workflow_runs_and_uploads_what_it_writes() {
    let workflow = file("name: Rule book");
    let place = Place::new();
    let steps = workflow["jobs"]["rules"]["steps"].as_vec().unwrap();
    let mut tried = 0;
    for step in steps {
        let script = step["run"].as_str().unwrap_or_default();
        // The installation fetches and builds; the program of this test stands in for it.
        if script.contains("plimsoll ") && !script.contains("cargo") {
            place.run(script);
            tried += 1;
        }
    }
    assert_eq!(tried, 2, "too few steps were tried");
    let summary = std::fs::read_to_string(place.0.path().join("summary.md")).unwrap();
    assert!(summary.starts_with("# "), "{summary}");
    let with = |name: &str, key: &str| {
        let step = steps.iter().find(|step| step["uses"].as_str().is_some_and(|uses| uses.contains(name)));
        step.unwrap()["with"][key].as_str().unwrap().to_owned()
    };
    let uploaded = with("upload-sarif", "sarif_file");
    let written = std::fs::read_dir(place.0.path().join(&uploaded)).unwrap();
    let mut names: Vec<_> = written.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["check.sarif", "run.sarif"]);
    for path in with("upload-artifact", "path").lines() {
        place.has(path);
    }
    assert_eq!(workflow["permissions"]["security-events"].as_str(), Some("write"), "code scanning needs it");
}

#[test]
fn the_gitlab_job_runs_and_keeps_what_it_writes() {
    let job = file("rule-book:");
    let job = &job["rule-book"];
    let place = Place::new();
    place.run(&strings(&job["script"]).join("\n"));
    let kept = &job["artifacts"];
    let reports = &kept["reports"];
    for path in [&kept["paths"], &reports["codequality"], &reports["junit"]].into_iter().flat_map(strings) {
        place.has(&path);
    }
}

#[test]
fn each_hook_is_a_command_that_runs_and_the_page_names_it() {
    let hooks = std::fs::read_to_string(root().join(".pre-commit-hooks.yaml")).unwrap();
    let hooks = yaml(&hooks);
    let config = file("repos:");
    let used = &config["repos"][0]["hooks"][0];
    let place = Place::new();
    let page = page();
    for hook in hooks.as_vec().unwrap() {
        let text = |key: &str| hook[key].as_str().unwrap_or_else(|| panic!("a hook has no {key}"));
        assert!(page.contains(&format!("`{}`", text("id"))), "docs/ci.md does not tell of {}", text("id"));
        assert_eq!(hook["pass_filenames"].as_bool(), Some(false), "a rule book is read whole");
        assert!(["rust", "system"].contains(&text("language")) && !text("name").is_empty());
        assert_eq!(text("files"), "\\.plim$");
        place.run(&format!("{} {}", text("entry"), strings(&used["args"]).join(" ")));
    }
    let known = hooks.as_vec().unwrap().iter().any(|hook| hook["id"] == used["id"]);
    assert!(known, "the page uses a hook that is not there");
}

#[test]
fn the_other_commands_of_the_page_run() {
    let place = Place::new();
    let scripts = blocks("sh");
    assert!(scripts.len() >= 2);
    scripts.iter().for_each(|script| place.run(script));
    place.has("man1/plimsoll-check.1");
}

/// What the page says of formats and exit codes is what the program has.
#[test]
fn the_page_lists_every_format_and_exit_code() {
    let page = page();
    for format in plimsoll::report::findings::FORMATS {
        assert!(
            page.contains(&format!("\n| `{}` |", format.name)),
            "docs/ci.md does not tell of {}",
            format.name
        );
    }
    let help = Command::new(env!("CARGO_BIN_EXE_plimsoll")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let (_, codes) = help.split_once("(its exit code):\n").unwrap();
    for line in codes.lines() {
        let (code, meaning) = line.trim().split_once(' ').unwrap();
        let plain = page.replace('`', "");
        assert!(
            plain.contains(&format!("\n| {code} | {} |", meaning.trim())),
            "docs/ci.md does not say: {line}"
        );
    }
}
