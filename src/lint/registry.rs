//! Every lint, sorted by its code: what it weighs unless the book says otherwise, and who looks for it.

use super::linted::Linted;
use super::settings::Level;
use super::{
    accepted, baseline_undated, closes_as_it_opens, escalation_never_closes, escalation_never_opens,
    escalation_repeated, escalation_watches_nothing, escalations_contradict, figure_not_plausible,
    former_id_in_use, line_repeated, measure_never_escalated, meetings_all_past, number_in_text,
    question_repeated, questions_without_deadline, rating_repeated, recipient_stands_alone, replaces_nothing,
    report_shows_nothing, rounding_hides_target, same_title, target_before_first_figure,
    target_cannot_be_missed, target_cannot_be_reached, target_differs_elsewhere, target_is_the_baseline,
    tbc_past_its_date, trajectory_misses_target, trajectory_without_steps, unfinished_text, unsourced_target,
    unused_board, unused_definition, unused_event, unused_groups, unused_rating, unused_theme,
    waiver_is_over, waiver_of_nothing,
};
use crate::base::diag::{Code, Diagnostic};
use crate::base::suggest::nearest;
use crate::check::diags as check;
use crate::syntax::diags as syntax;

/// A kind of advice.
#[derive(Debug)]
pub struct Lint {
    /// Its code.
    pub code: Code,
    /// What it weighs when no settings say otherwise.
    pub level: Level,
    /// True when it argues from what is not there, and so needs a book without errors.
    pub(super) needs_whole: bool,
    /// Who looks for it.
    pub(super) finder: Finder,
}

/// Who looks for a lint.
#[derive(Debug, Clone, Copy)]
pub(super) enum Finder {
    /// It has a file of its own here.
    Here(fn(&Linted<'_>, &mut Vec<Diagnostic>)),
    /// It is found while the rules are read and checked.
    WhileChecking,
    /// It is about a comment that accepts what is not there.
    Unused,
    /// It is about a comment that was meant to accept something.
    Misread,
}

impl Lint {
    /// The last part of its code, as settings and comments write it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.code.0.rsplit("::").next().unwrap_or(self.code.0)
    }

    /// One that looks at what each rule says.
    const fn of_rules(code: Code, level: Level, find: fn(&Linted<'_>, &mut Vec<Diagnostic>)) -> Self {
        Self { code, level, needs_whole: false, finder: Finder::Here(find) }
    }

    /// One that argues from what is not there.
    const fn of_book(code: Code, level: Level, find: fn(&Linted<'_>, &mut Vec<Diagnostic>)) -> Self {
        Self { code, level, needs_whole: true, finder: Finder::Here(find) }
    }

    const fn checked(code: Code, level: Level) -> Self {
        Self { code, level, needs_whole: false, finder: Finder::WhileChecking }
    }
}

use Level::{Advice, Off, Warning};

/// Every lint, sorted by its code.
pub const LINTS: &[Lint] = &[
    Lint::checked(check::AMOUNT_NEVER_REACHED, Warning),
    Lint::checked(check::BENCHMARK_NOT_READ, Advice),
    Lint::checked(check::CASES_WITHOUT_AMOUNT, Warning),
    Lint::checked(check::CLIMB_WITHOUT_DEADLINE, Warning),
    Lint::checked(check::EVERY_OTHER_NEEDS_ANCHOR, Warning),
    Lint::checked(check::GROUPS_WITHOUT_TARGET, Warning),
    Lint::checked(check::LEVEL_NEVER_REACHED, Warning),
    Lint::checked(check::LEVELS_NOT_SHOWN, Advice),
    Lint::checked(check::MEETING_WITHOUT_DATES, Warning),
    Lint::checked(check::MISSING_OWNER, Warning),
    Lint::checked(check::MISSING_UNIT, Warning),
    Lint::checked(check::MONITOR_WITH_TARGET, Warning),
    Lint::checked(check::NOBODY_ABOVE, Warning),
    Lint::checked(check::NOBODY_READS, Advice),
    Lint::checked(check::NOT_SAID_FOR_A_TIME, Warning),
    Lint::checked(check::NOTHING_JUDGES, Warning),
    Lint::checked(check::PAPER_WITHOUT_MEETING, Warning),
    Lint::checked(check::RATING_NEEDS_BASELINE, Warning),
    Lint::checked(check::STAGE_NEVER_LEFT, Advice),
    Lint::checked(check::STAGE_NEVER_REACHED, Warning),
    Lint::checked(check::STAGE_TELLS_NOBODY, Advice),
    Lint::checked(check::STAGES_ALIKE, Warning),
    Lint::checked(check::TARGET_ACROSS_DEFINITIONS, Advice),
    Lint::checked(check::TARGET_EASIER_THAN_BASELINE, Warning),
    Lint::checked(check::TARGET_WITHOUT_RATING, Warning),
    Lint::checked(check::TWO_READERS, Warning),
    Lint::checked(check::UNKNOWN_PLACEHOLDER, Warning),
    Lint::checked(check::WAIVER_WITHOUT_END, Warning),
    Lint::checked(check::WORKING_DAYS_WITHOUT_CALENDAR, Warning),
    Lint { code: accepted::ACCEPT_NOT_READ, level: Warning, needs_whole: false, finder: Finder::Misread },
    Lint { code: accepted::ACCEPTS_NOTHING, level: Warning, needs_whole: true, finder: Finder::Unused },
    Lint::of_rules(baseline_undated::BASELINE_UNDATED, Off, baseline_undated::find),
    Lint::of_rules(closes_as_it_opens::CLOSES_AS_IT_OPENS, Warning, closes_as_it_opens::find),
    Lint::of_book(escalation_never_closes::ESCALATION_NEVER_CLOSES, Warning, escalation_never_closes::find),
    Lint::of_book(escalation_never_opens::ESCALATION_NEVER_OPENS, Warning, escalation_never_opens::find),
    Lint::of_rules(escalation_repeated::ESCALATION_REPEATED, Warning, escalation_repeated::find),
    Lint::of_book(
        escalation_watches_nothing::ESCALATION_WATCHES_NOTHING,
        Warning,
        escalation_watches_nothing::find,
    ),
    Lint::of_rules(escalations_contradict::ESCALATIONS_CONTRADICT, Warning, escalations_contradict::find),
    Lint::of_rules(figure_not_plausible::FIGURE_NOT_PLAUSIBLE, Warning, figure_not_plausible::find),
    Lint::of_rules(former_id_in_use::FORMER_ID_IN_USE, Warning, former_id_in_use::find),
    Lint::of_rules(line_repeated::LINE_REPEATED, Warning, line_repeated::find),
    Lint::of_book(measure_never_escalated::MEASURE_NEVER_ESCALATED, Advice, measure_never_escalated::find),
    Lint::of_rules(meetings_all_past::MEETINGS_ALL_PAST, Warning, meetings_all_past::find),
    Lint::of_rules(number_in_text::NUMBER_IN_TEXT, Warning, number_in_text::find),
    Lint::of_rules(question_repeated::QUESTION_REPEATED, Warning, question_repeated::find),
    Lint::of_rules(
        questions_without_deadline::QUESTIONS_WITHOUT_DEADLINE,
        Advice,
        questions_without_deadline::find,
    ),
    Lint::of_rules(rating_repeated::RATING_REPEATED, Advice, rating_repeated::find),
    Lint::of_book(recipient_stands_alone::RECIPIENT_STANDS_ALONE, Advice, recipient_stands_alone::find),
    Lint::of_book(replaces_nothing::REPLACES_NOTHING, Warning, replaces_nothing::find),
    Lint::of_book(report_shows_nothing::REPORT_SHOWS_NOTHING, Warning, report_shows_nothing::find),
    Lint::of_rules(rounding_hides_target::ROUNDING_HIDES_TARGET, Warning, rounding_hides_target::find),
    Lint::of_rules(same_title::SAME_TITLE, Advice, same_title::find),
    Lint::of_rules(
        target_before_first_figure::TARGET_BEFORE_FIRST_FIGURE,
        Warning,
        target_before_first_figure::find,
    ),
    Lint::of_rules(target_cannot_be_missed::TARGET_CANNOT_BE_MISSED, Warning, target_cannot_be_missed::find),
    Lint::of_rules(
        target_cannot_be_reached::TARGET_CANNOT_BE_REACHED,
        Warning,
        target_cannot_be_reached::find,
    ),
    Lint::of_rules(
        target_differs_elsewhere::TARGET_DIFFERS_ELSEWHERE,
        Warning,
        target_differs_elsewhere::find,
    ),
    Lint::of_rules(target_is_the_baseline::TARGET_IS_THE_BASELINE, Advice, target_is_the_baseline::find),
    Lint::of_rules(tbc_past_its_date::TBC_PAST_ITS_DATE, Warning, tbc_past_its_date::find),
    Lint::of_rules(
        trajectory_misses_target::TRAJECTORY_MISSES_TARGET,
        Warning,
        trajectory_misses_target::find,
    ),
    Lint::of_rules(
        trajectory_without_steps::TRAJECTORY_WITHOUT_STEPS,
        Warning,
        trajectory_without_steps::find,
    ),
    Lint::of_rules(unfinished_text::UNFINISHED_TEXT, Warning, unfinished_text::find),
    Lint::of_rules(unsourced_target::UNSOURCED_TARGET, Off, unsourced_target::find),
    Lint::of_book(unused_board::UNUSED_BOARD, Advice, unused_board::find),
    Lint::of_book(unused_definition::UNUSED_DEFINITION, Advice, unused_definition::find),
    Lint::of_book(unused_event::UNUSED_EVENT, Advice, unused_event::find),
    Lint::of_book(unused_groups::UNUSED_GROUPS, Advice, unused_groups::find),
    Lint::of_book(unused_rating::UNUSED_RATING, Advice, unused_rating::find),
    Lint::of_book(unused_theme::UNUSED_THEME, Advice, unused_theme::find),
    Lint::of_rules(waiver_is_over::WAIVER_IS_OVER, Advice, waiver_is_over::find),
    Lint::of_book(waiver_of_nothing::WAIVER_OF_NOTHING, Warning, waiver_of_nothing::find),
    Lint::checked(syntax::QUOTES_NOT_NEEDED, Warning),
    Lint::checked(syntax::SIGN_AFTER_WORD, Warning),
];

/// Every code of this floor with its page, sorted.
pub const CODES: &[(Code, &str)] = &[
    (accepted::ACCEPT_NOT_READ, include_str!("accept_not_read.md")),
    (accepted::ACCEPTS_NOTHING, include_str!("accepts_nothing.md")),
    (baseline_undated::BASELINE_UNDATED, include_str!("baseline_undated.md")),
    (closes_as_it_opens::CLOSES_AS_IT_OPENS, include_str!("closes_as_it_opens.md")),
    (escalation_never_closes::ESCALATION_NEVER_CLOSES, include_str!("escalation_never_closes.md")),
    (escalation_never_opens::ESCALATION_NEVER_OPENS, include_str!("escalation_never_opens.md")),
    (escalation_repeated::ESCALATION_REPEATED, include_str!("escalation_repeated.md")),
    (escalation_watches_nothing::ESCALATION_WATCHES_NOTHING, include_str!("escalation_watches_nothing.md")),
    (escalations_contradict::ESCALATIONS_CONTRADICT, include_str!("escalations_contradict.md")),
    (figure_not_plausible::FIGURE_NOT_PLAUSIBLE, include_str!("figure_not_plausible.md")),
    (former_id_in_use::FORMER_ID_IN_USE, include_str!("former_id_in_use.md")),
    (line_repeated::LINE_REPEATED, include_str!("line_repeated.md")),
    (measure_never_escalated::MEASURE_NEVER_ESCALATED, include_str!("measure_never_escalated.md")),
    (meetings_all_past::MEETINGS_ALL_PAST, include_str!("meetings_all_past.md")),
    (number_in_text::NUMBER_IN_TEXT, include_str!("number_in_text.md")),
    (question_repeated::QUESTION_REPEATED, include_str!("question_repeated.md")),
    (questions_without_deadline::QUESTIONS_WITHOUT_DEADLINE, include_str!("questions_without_deadline.md")),
    (rating_repeated::RATING_REPEATED, include_str!("rating_repeated.md")),
    (recipient_stands_alone::RECIPIENT_STANDS_ALONE, include_str!("recipient_stands_alone.md")),
    (replaces_nothing::REPLACES_NOTHING, include_str!("replaces_nothing.md")),
    (report_shows_nothing::REPORT_SHOWS_NOTHING, include_str!("report_shows_nothing.md")),
    (rounding_hides_target::ROUNDING_HIDES_TARGET, include_str!("rounding_hides_target.md")),
    (same_title::SAME_TITLE, include_str!("same_title.md")),
    (target_before_first_figure::TARGET_BEFORE_FIRST_FIGURE, include_str!("target_before_first_figure.md")),
    (target_cannot_be_missed::TARGET_CANNOT_BE_MISSED, include_str!("target_cannot_be_missed.md")),
    (target_cannot_be_reached::TARGET_CANNOT_BE_REACHED, include_str!("target_cannot_be_reached.md")),
    (target_differs_elsewhere::TARGET_DIFFERS_ELSEWHERE, include_str!("target_differs_elsewhere.md")),
    (target_is_the_baseline::TARGET_IS_THE_BASELINE, include_str!("target_is_the_baseline.md")),
    (tbc_past_its_date::TBC_PAST_ITS_DATE, include_str!("tbc_past_its_date.md")),
    (trajectory_misses_target::TRAJECTORY_MISSES_TARGET, include_str!("trajectory_misses_target.md")),
    (trajectory_without_steps::TRAJECTORY_WITHOUT_STEPS, include_str!("trajectory_without_steps.md")),
    (unfinished_text::UNFINISHED_TEXT, include_str!("unfinished_text.md")),
    (unsourced_target::UNSOURCED_TARGET, include_str!("unsourced_target.md")),
    (unused_board::UNUSED_BOARD, include_str!("unused_board.md")),
    (unused_definition::UNUSED_DEFINITION, include_str!("unused_definition.md")),
    (unused_event::UNUSED_EVENT, include_str!("unused_event.md")),
    (unused_groups::UNUSED_GROUPS, include_str!("unused_groups.md")),
    (unused_rating::UNUSED_RATING, include_str!("unused_rating.md")),
    (unused_theme::UNUSED_THEME, include_str!("unused_theme.md")),
    (waiver_is_over::WAIVER_IS_OVER, include_str!("waiver_is_over.md")),
    (waiver_of_nothing::WAIVER_OF_NOTHING, include_str!("waiver_of_nothing.md")),
];

/// The lint with a code.
pub(super) fn by_code(code: Code) -> Option<&'static Lint> {
    let at = LINTS.binary_search_by(|lint| lint.code.cmp(&code)).ok()?;
    LINTS.get(at)
}

/// The lint with this name: the last part of its code, or all of it.
///
/// ```
/// use plimsoll::lint::by_name;
/// assert_eq!(by_name("unused-board").map(|lint| lint.code.0), Some("lint::unused-board"));
/// assert!(by_name("declared-twice").is_none());
/// ```
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Lint> {
    LINTS.iter().find(|lint| lint.name() == name || lint.code.0 == name)
}

/// What to say of a name that no lint has.
pub(super) fn no_such_lint(name: &str) -> String {
    let part = name.rsplit("::").next().unwrap_or(name);
    let error =
        syntax::CODES.iter().chain(check::CODES).find(|(code, _)| code.0.rsplit("::").next() == Some(part));
    if error.is_some() {
        return format!("`{name}` is an error in the rules and no lint: it can only be mended");
    }
    match nearest(part, LINTS.iter().map(Lint::name)) {
        Some(meant) => format!("there is no lint `{name}`; did you mean `{meant}`?"),
        None => format!("there is no lint `{name}`; docs/lints.md lists them all"),
    }
}
