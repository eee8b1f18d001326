//! The sentences of a letter.

use chrono::NaiveDate;

use super::post::Post;
use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::eval::outcome::{Case, CaseState, Step};
use crate::model::{Condition, Measure, Party, PartyKind, Recipient};
use crate::plain;
use crate::report::contacts;
use crate::report::document::{Block, Cell, Fact};
use crate::report::exceptions;
use crate::report::framework::title;
use crate::report::recipients;
use crate::report::view::View;

/// A letter names no more than these; what it is about stands below in full.
const MOST_NAMES: usize = 12;

/// In what part a reader hears of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Responsible,
    Above(Id<Party>),
    Named,
}

/// In whose name a letter is written: `the Health and Wellbeing Board`, or the framework where no one board stands above.
pub(super) fn sender(view: &View<'_>, to: Id<Party>) -> String {
    let book = view.inputs.book;
    recipients::asks(book, to).map_or_else(|| title(view), |board| book.parties[board].named())
}

/// Why somebody gets a letter: what they are responsible for, whom they stand above, or under which rules they are named.
pub(super) fn why(view: &View<'_>, post: &Post<'_>) -> String {
    let asks = recipients::asks(view.inputs.book, post.to);
    let of =
        asks.map_or_else(String::new, |board| format!(" for {}", view.inputs.book.parties[board].named()));
    let what = match (
        post.asked.is_empty(),
        post.over_silence.is_empty() && post.told.is_empty() && post.moved.is_empty(),
    ) {
        (false, true) => "what we ask of you and by when",
        (false, false) => "what we ask of you and by when, and what you should know",
        (true, _) => "what you should know",
    };
    format!(
        "We write{of} under the {}. This letter comes to you {}. It sets out {what}, from the figures for {} as they \
         were known on {}.",
        title(view),
        in_turn(&reasons(view, post)),
        view.inputs.assessment.period,
        date_name(view.inputs.assessment.as_of)
    )
}

/// `as the board responsible for measures 1.1 and 1.4`, and whatever else brings somebody a letter.
fn reasons(view: &View<'_>, post: &Post<'_>) -> Vec<String> {
    let book = view.inputs.book;
    let cases = &view.inputs.assessment.cases;
    let (mut measures, mut below) = (Vec::new(), Vec::new());
    let mut named: [Vec<&str>; 3] = Default::default();
    let asked = post.asked.iter().filter_map(|prompt| Some((cases.get(prompt.case)?, 0)));
    let told = post.told.iter().filter_map(|prompt| Some((cases.get(prompt.case)?, 1)));
    let silence = post.over_silence.iter().map(|told| (told.case, 2));
    for (case, how) in asked.chain(told).chain(silence) {
        match part(view, case, post.to) {
            Part::Responsible => measures.extend(case.measure),
            Part::Above(owner) => below.push(owner),
            Part::Named => {
                let rule = book.escalations[case.escalation].name();
                if let Some(rules) = named.get_mut(how).filter(|rules| !rules.contains(&rule)) {
                    rules.push(rule);
                }
            }
        }
    }
    let mut why = Vec::new();
    if !measures.is_empty() {
        let one = match book.parties[post.to].kind {
            PartyKind::Board => "board",
            PartyKind::Role => "one",
        };
        why.push(format!("as the {one} responsible for {}", ids(view, measures)));
    }
    if !below.is_empty() {
        below.sort_unstable();
        below.dedup();
        let names: Vec<String> = below.iter().map(|owner| book.parties[*owner].named()).collect();
        let reports = if names.len() == 1 { "reports" } else { "report" };
        why.push(format!("as the board to which {} {reports}", plain::and_list(&names)));
    }
    let how = ["to be asked under", "to be told under", "to be told when nobody answers under"];
    let parts = how.iter().zip(&named).filter(|(_, rules)| !rules.is_empty());
    let parts: Vec<String> = parts
        .map(|(how, rules)| {
            let rules: Vec<String> = rules.iter().map(|rule| format!("‘{rule}’")).collect();
            format!("{how} {}", plain::and_list(&rules))
        })
        .collect();
    if !parts.is_empty() {
        why.push(format!("because the framework names you {}", plain::and_list(&parts)));
    }
    why
}

/// `as this, as that, and because of the other`: each part is long, so a comma stands before the last too.
fn in_turn(parts: &[String]) -> String {
    match parts.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{}, and {last}", others.join(", ")),
        Some((only, _)) => only.clone(),
        None => "because the framework names you".to_owned(),
    }
}

/// `measures 1.1, 1.3 and 1.4`.
fn ids(view: &View<'_>, measures: Vec<Id<Measure>>) -> String {
    let mut measures = view.inputs.book.in_reading_order(measures);
    measures.dedup();
    let ids: Vec<&str> = measures.iter().map(|id| view.inputs.book.measures[*id].id.as_str()).collect();
    format!("{} {}", if ids.len() == 1 { "measure" } else { "measures" }, plain::and_some(&ids, MOST_NAMES))
}

fn part(view: &View<'_>, case: &Case, to: Id<Party>) -> Part {
    let book = view.inputs.book;
    let owner = case.measure.and_then(|id| book.measures[id].owner);
    let terms = book.escalations[case.escalation].terms_on(case.opened_on);
    let named = || terms.to.iter().copied().chain(terms.climbs.iter().map(|climb| climb.to));
    if owner == Some(to) && named().any(|one| one == Recipient::Owner) {
        return Part::Responsible;
    }
    let of_group = |one: Recipient| match one {
        Recipient::OwnerOf(kind) => book.owner_of_group(kind, &case.group).or(owner) == Some(to),
        Recipient::Owner | Recipient::AboveOwner | Recipient::Party(_) => false,
    };
    if named().any(of_group) {
        return Part::Responsible;
    }
    let below = owner.filter(|owner| book.above(*owner) == Some(to));
    match below {
        Some(owner) if named().any(|one| one == Recipient::AboveOwner) => Part::Above(owner),
        Some(_) | None => Part::Named,
    }
}

/// `Exception report: when amber or worse`.
pub(super) fn rule(view: &View<'_>, case: &Case) -> String {
    let book = view.inputs.book;
    let rule = &book.escalations[case.escalation];
    let context = match case.measure {
        Some(id) => plain::Context::of(book, &book.measures[id]),
        None => plain::Context::whole(book),
    };
    format!("{}: when {}", rule.name(), plain::condition(&rule.when, context))
}

/// The day an answer is due, and whether it has passed.
pub(super) fn due(view: &View<'_>, case: &Case, day: Option<NaiveDate>) -> Fact {
    match day {
        Some(day) if case.state == CaseState::Overdue => {
            Fact::text("Answer was due", format!("{}; it is overdue", date_name(day)))
        }
        Some(day) => Fact::new("Answer due", Cell::Day(day)),
        None => Fact { name: "Answer due".to_owned(), ..exceptions::due(view, Some(case), day) },
    }
}

/// What happens when nobody answers, or has happened already.
pub(super) fn what_follows(view: &View<'_>, case: &Case) -> String {
    let book = view.inputs.book;
    let told = |step: &Step, verb: &str| {
        Some(format!("{} {verb} told on {}", book.parties[step.told?].named(), date_name(step.on)))
    };
    let after = case.steps.iter().filter(|step| step.on > case.opened_on);
    let already: Vec<String> = after.filter_map(|step| told(step, "was")).collect();
    let next: Vec<String> = case.ahead.iter().filter_map(|step| told(step, "is")).collect();
    let overdue = case.state == CaseState::Overdue;
    let mut said = Vec::new();
    if !already.is_empty() {
        said.push(format!("No full answer came in time, and {}.", plain::and_list(&already)));
    }
    said.push(match (next.is_empty(), overdue, case.due) {
        (false, true, _) => format!("If none comes, {}.", plain::and_list(&next)),
        (false, false, _) => format!("If no full answer has come by then, {}.", plain::and_list(&next)),
        (true, true, _) => "Until a full answer has come, the reports show it as overdue.".to_owned(),
        (true, false, Some(_)) => {
            "If no full answer has come by then, the next report shows it as overdue.".to_owned()
        }
        (true, false, None) => "Until an answer has come, the reports show that it is open.".to_owned(),
    });
    said.extend(that_watch_answers(view, case));
    said.join(" ")
}

/// The rules that tell somebody when this one is not answered: `If none has come for 2 quarters running, …`
fn that_watch_answers(view: &View<'_>, case: &Case) -> Vec<String> {
    let book = view.inputs.book;
    let noun = case.measure.map_or("period", |id| plain::Context::of(book, &book.measures[id]).period_noun());
    let watches = |part: &Condition| matches!(part, Condition::NoResponse { escalation: Some(of), .. } if *of == case.escalation);
    let rules = book.escalations.values().filter(|rule| !rule.faulty);
    rules
        .filter_map(|rule| {
            let how_long = if let Condition::For { condition, periods, .. } = &rule.when
                && watches(condition)
            {
                format!(" for {} running", plain::count(*periods, noun))
            } else if watches(&rule.when) {
                String::new()
            } else {
                return None;
            };
            let to: Vec<String> = rule.to.iter().map(|to| recipient(view, case, *to)).collect();
            let verb = if to.len() == 1 { "is" } else { "are" };
            (!to.is_empty())
                .then(|| format!("If none has come{how_long}, {} {verb} told of it.", plain::and_list(&to)))
        })
        .collect()
}

fn recipient(view: &View<'_>, case: &Case, to: Recipient) -> String {
    let book = view.inputs.book;
    let owner = case.measure.and_then(|id| book.measures[id].owner);
    let party = match to {
        Recipient::Owner => owner,
        Recipient::AboveOwner => owner.and_then(|owner| book.above(owner)),
        Recipient::OwnerOf(kind) => book.owner_of_group(kind, &case.group).or(owner),
        Recipient::Party(party) => Some(party),
    };
    party.map_or_else(|| plain::escalation::recipient(&to, book), |party| book.parties[party].named())
}

/// `The Children's Trust was asked about this on 13 June 2019, to answer by 27 June 2019. No full answer has come, …`
pub(super) fn over_silence(view: &View<'_>, case: &Case, step: &Step) -> String {
    let asked: Vec<String> = case.to.iter().map(|id| view.inputs.book.parties[*id].named()).collect();
    let were = if asked.len() == 1 { "was" } else { "were" };
    let by = case.due.map_or_else(String::new, |day| format!(", to answer by {}", date_name(day)));
    format!(
        "{} {were} asked about this on {}{by}. No full answer had come by {}, so the rules bring it to you. The \
         questions stay with those who were asked; nothing is asked of you here.",
        plain::capital(&plain::and_list(&asked)),
        date_name(case.opened_on),
        date_name(step.on)
    )
}

/// How to answer, to whom, in what form, and where it is written down.
pub(super) fn how_to_answer(view: &View<'_>, post: &Post<'_>) -> Vec<Block> {
    let fields = post.asked.iter().flat_map(|prompt| &prompt.questions);
    let day_asked = fields.into_iter().any(|(field, _)| field.eq_ignore_ascii_case("recovery"));
    let day = if day_asked { " Please give days in full, as in 31 March 2020." } else { "" };
    let party = view.party_id(post.to);
    let book = view.inputs.book;
    let board = recipients::asks(book, post.to).map(|board| book.parties[board].named());
    let collects =
        board.as_ref().map_or_else(String::new, |board| format!(", who collects answers for {board}"));
    // Whom the rules name; else whoever sent the letter, who knows.
    let whom = contacts::for_answers(book, post.to)
        .map_or_else(|| format!("whoever sent you this letter{collects}"), str::to_owned);
    let before = board.unwrap_or_else(|| "the board".to_owned());
    vec![
        Block::Paragraph(format!(
            "Please send your answers to {whom}, by the day that stands with each measure above: an answer of its own to each question, with the reference of its measure.{day} What you write goes \
             before {before} as you write it."
        )),
        Block::Paragraph(format!(
            "If a workbook came with this letter, each question is a row of its sheet Responses: write the answer there \
             and send the workbook back. In the table prompts.csv, which holds the questions of everybody, the rows with \
             {party} in the column recipient are yours, and the answer goes into the column text."
        )),
    ]
}
