//! What each command is for, by example: shown under its help and in its manual page, and tried by the tests.

/// A command line, and what comes of it.
pub(super) type Example = (&'static str, &'static str);

/// The examples of each command, sorted by its name.
pub(super) const EXAMPLES: &[(&str, &[Example])] = &[
    (
        "check",
        &[
            ("plimsoll check my-book", "every finding, drawn at a terminal with the lines it is about"),
            (
                "plimsoll check my-book --format plain",
                "the same in plain lines, for a screen reader or to paste into an e-mail",
            ),
            ("plimsoll check my-book --fix --diff", "what --fix would correct by itself; no file is changed"),
            (
                "plimsoll check my-book --fail-on warning --findings sarif=check.sarif",
                "in automatic checks: fail on warnings too, and write a file for code scanning",
            ),
        ],
    ),
    (
        "completions",
        &[
            (
                "plimsoll completions bash > ~/.local/share/bash-completion/completions/plimsoll",
                "from the next terminal on, the tab key finishes commands and options",
            ),
            ("plimsoll completions powershell", "prints what goes into your PowerShell profile"),
        ],
    ),
    (
        "diff",
        &[
            (
                "plimsoll diff last-years-book my-book",
                "what changed in the rules, and what it does to past results",
            ),
            (
                "plimsoll diff last-years-book my-book --from 2026-04-01 --format md --fail-on-change",
                "as a comment on a pull request; ends with 1 when a rule or a result changed",
            ),
        ],
    ),
    (
        "explain",
        &[
            (
                "plimsoll explain check::ambiguous-tolerance",
                "what the finding means, with an example and its mending",
            ),
            ("plimsoll explain", "every code in a line"),
        ],
    ),
    (
        "fmt",
        &[
            ("plimsoll fmt my-book", "puts every rule file of the book in its layout"),
            ("plimsoll fmt my-book --diff", "what that would change, line by line; changes nothing"),
            (
                "plimsoll fmt my-book --check",
                "in automatic checks: end with 1 when a file is not in its layout",
            ),
        ],
    ),
    (
        "import",
        &[
            (
                "plimsoll import table.csv --period \"Q3 2019/20\" --dry-run",
                "what would be read of the table, and what is doubtful; nothing is written",
            ),
            (
                "plimsoll import table.csv --period \"Q3 2019/20\" --out imported",
                "makes the folder imported with rules and figures, each doubt marked where it stands",
            ),
        ],
    ),
    ("man", &[("plimsoll man --out man1", "writes man1/plimsoll.1 and a page for each command")]),
    (
        "new",
        &[("plimsoll new my-book", "makes the folder my-book with rules, figures and answers to change")],
    ),
    (
        "restate",
        &[
            (
                "plimsoll restate my-book --from 2026-04-01",
                "which results reported since April are no longer what they were",
            ),
            (
                "plimsoll restate my-book --was last-years-book --format md",
                "what a change of rules does to past results, for the paper to the board",
            ),
        ],
    ),
    (
        "run",
        &[
            ("plimsoll run my-book", "judges the newest period and prints an overview"),
            (
                "plimsoll run my-book --period \"Q1 2026/27\" --as-of 2026-07-20 --out reports",
                "writes every paper of the quarter into a folder; gives the same bytes next year",
            ),
            (
                "plimsoll run my-book --format docx --out papers",
                "writes every paper as a Word file with charts, to hand out or to edit",
            ),
            (
                "plimsoll run my-book --data q1.csv q2.csv --responses answers.csv",
                "with figures and answers from these files only",
            ),
            (
                "plimsoll run my-book --fail-on red --strict",
                "in automatic checks: end with 1 when something is red, with 5 when something due is not judged",
            ),
        ],
    ),
    (
        "show",
        &[
            ("plimsoll show my-book", "every rule as a plain sentence"),
            ("plimsoll show my-book 1.1 exception", "one measure, and one escalation"),
            (
                "plimsoll show my-book --format html --out framework.html",
                "one page that a board can read, print and approve",
            ),
        ],
    ),
    (
        "simulate",
        &[
            (
                "plimsoll simulate my-book",
                "who would have been told what, and when, over all figures there are",
            ),
            (
                "plimsoll simulate my-book --rules-only --as-of 2026-04-01",
                "without figures: as if every case opened on 1 April and nobody answered",
            ),
        ],
    ),
    (
        "template",
        &[
            (
                "plimsoll template my-book --period \"Q4 2025/26\" --as-of 2026-04-01 --out to-send",
                "a workbook for each board: the figures that are due and the questions that are open",
            ),
            (
                "plimsoll template my-book --period \"Q4 2025/26\" --board HIB --out to-send",
                "the same for one board, sent out today; `run --data returns/*.xlsx` reads what comes back",
            ),
        ],
    ),
    (
        "test",
        &[
            (
                "plimsoll test my-book",
                "every scenario of the book, and of those that fail what was expected and why it is not so",
            ),
            (
                "plimsoll test my-book --coverage",
                "also which levels, escalation steps and clauses no scenario reaches",
            ),
            (
                "plimsoll test my-book --generate --mutate",
                "also scenarios for every threshold, and which rules could be moved a step without any noticing",
            ),
        ],
    ),
    (
        "why",
        &[
            ("plimsoll why 1.2 --book my-book", "how the newest result of measure 1.2 came about"),
            (
                "plimsoll why 3.13 \"Q4 2018/19\" --book rules/oxfordshire-2019 --as-of 2019-06-13",
                "the same for one quarter, as it was known on that day",
            ),
        ],
    ),
];

/// How a command ends, for the help and the manual.
pub(super) const EXIT_CODES: &[(&str, &str)] = &[
    ("0", "done"),
    ("1", "done, and something is at or above --fail-on, or not in its layout under fmt --check"),
    ("2", "the command line is wrong, or a file it names cannot be read or written"),
    ("3", "the rule book is wrong"),
    ("4", "the data is wrong"),
    ("5", "something that is due could not be judged, under --strict"),
    ("70", "a defect of the program"),
];

/// The examples of a command; none for one that has none.
pub(super) fn of(verb: &str) -> &'static [Example] {
    EXAMPLES.iter().find(|(name, _)| *name == verb).map_or(&[], |(_, examples)| examples)
}

/// What stands under the help of a command.
pub(super) fn after_help(verb: &str) -> String {
    let lines = of(verb).iter().map(|(command, what)| format!("  {command}\n      {what}"));
    format!("Examples:\n{}", lines.collect::<Vec<_>>().join("\n"))
}

/// What stands under the help of the whole program.
pub(super) fn after_main_help() -> String {
    let lines = EXIT_CODES.iter().map(|(code, meaning)| format!("  {code:<3} {meaning}"));
    format!(
        "To begin:\n  plimsoll new my-book\n  plimsoll check my-book\n  plimsoll run my-book\n\n\
         `plimsoll COMMAND --help` says more of each, with examples.\n\nHow a command ends (its exit code):\n{}",
        lines.collect::<Vec<_>>().join("\n")
    )
}
