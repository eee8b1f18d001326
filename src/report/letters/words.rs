//! The sentences of a letter.

use super::post::Post;
use crate::base::arena::Id;
use crate::base::period::date_name;
use crate::eval::outcome::{Case, CaseState, Prompt, Step};
use crate::model::{Condition, Escalation, Measure, Party, Recipient};
use crate::plain;
use crate::report::document::Block;
use crate::report::framework::title;
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

/// Why somebody gets a letter: what they are responsible for, whom they stand above, or that the rules name them.
pub(super) fn why(view: &View<'_>, post: &Post<'_>) -> String {
    let book = view.inputs.book;
    let cases = &view.inputs.assessment.cases;
    let prompts = post.asked.iter().chain(&post.told);
    let own = prompts.filter_map(|prompt: &&Prompt| cases.get(prompt.case));
    let (mut measures, mut below, mut named) = (Vec::new(), Vec::new(), false);
    for case in own.chain(post.over_silence.iter().map(|told| told.case)) {
        match part(view, case, post.to) {
            Part::Responsible => measures.extend(case.measure),
            Part::Above(owner) => below.push(owner),
            Part::Named => named = true,
        }
    }
    let mut why = Vec::new();
    if !measures.is_empty() {
        why.push(format!("as the one responsible for {}", ids(view, measures)));
    }
    if !below.is_empty() {
        below.sort_unstable();
        below.dedup();
        let names: Vec<String> = below.iter().map(|owner| book.parties[*owner].named()).collect();
        let reports = if names.len() == 1 { "reports" } else { "report" };
        why.push(format!("as the board to which {} {reports}", plain::and_list(&names)));
    }
    if named {
        why.push("because its rules name you as somebody to be asked or told".to_owned());
    }
    let what = match (post.asked.is_empty(), post.over_silence.is_empty() && post.told.is_empty()) {
        (false, true) => "what we ask of you and by when",
        (false, false) => "what we ask of you and by when, and what you should know",
        (true, _) => "what you should know",
    };
    format!(
        "We write to you under the {} {}. This letter sets out {what}, from the figures for {} as they were known on {}.",
        title(view),
        plain::and_list(&why),
        view.inputs.assessment.period,
        date_name(view.inputs.assessment.as_of)
    )
}

/// `measures 1.1, 1.3 and 1.4`.
fn ids(view: &View<'_>, mut measures: Vec<Id<Measure>>) -> String {
    measures.sort_unstable();
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

/// What happens when nobody answers, or has happened already.
pub(super) fn what_follows(view: &View<'_>, case: &Case) -> String {
    let book = view.inputs.book;
    let named = |id: Id<Party>| book.parties[id].named();
    let told_already: Vec<String> = case
        .steps
        .iter()
        .filter(|step| step.on > case.opened_on)
        .filter_map(|step| Some(format!("{} was told on {}", named(step.told?), date_name(step.on))))
        .collect();
    let told_next: Vec<String> = case
        .ahead
        .iter()
        .filter_map(|step| Some(format!("{} is told on {}", named(step.told?), date_name(step.on))))
        .collect();
    let mut said = Vec::new();
    let overdue = case.state == CaseState::Overdue;
    if !told_already.is_empty() {
        said.push(format!("No full answer came in time, and {}.", plain::and_list(&told_already)));
    }
    let until = if overdue { "Until a full answer has come," } else { "If no full answer has come by then," };
    if !told_next.is_empty() {
        let if_none = if overdue { "If none comes," } else { "If no full answer has come by then," };
        said.push(format!("{if_none} {}.", plain::and_list(&told_next)));
    }
    for (rule, when) in that_watch_answers(view, case) {
        let to: Vec<String> = rule.to.iter().map(|to| recipient(view, case, *to)).collect();
        if !to.is_empty() {
            let verb = if to.len() == 1 { "is" } else { "are" };
            said.push(format!("With {when}, {} {verb} told.", plain::and_list(&to)));
        }
    }
    if told_next.is_empty() {
        said.push(match case.due {
            Some(_) => format!("{until} the next report shows it as overdue."),
            None => "Until an answer has come, the next reports show that it is open.".to_owned(),
        });
    }
    said.join(" ")
}

/// The rules that tell somebody when this one is not answered, and in what words: `no response to exception for 2 periods`.
fn that_watch_answers<'v>(view: &View<'v>, case: &Case) -> Vec<(&'v Escalation, String)> {
    let book = view.inputs.book;
    let watches = |part: &Condition| matches!(part, Condition::NoResponse { escalation: Some(of), .. } if *of == case.escalation);
    let context = plain::Context::whole(book);
    let rules = book.escalations.values().filter(|rule| !rule.faulty);
    rules
        .filter(|rule| match &rule.when {
            Condition::For { condition, .. } | Condition::ForTime { condition, .. } => watches(condition),
            other => watches(other),
        })
        .map(|rule| (rule, plain::condition(&rule.when, context)))
        .collect()
}

fn recipient(view: &View<'_>, case: &Case, to: Recipient) -> String {
    let book = view.inputs.book;
    let owner = case.measure.and_then(|id| book.measures[id].owner);
    let party = match to {
        Recipient::Owner => owner,
        Recipient::AboveOwner => owner.and_then(|owner| book.above(owner)),
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

/// How to answer, in what form, and where it is written down.
pub(super) fn how_to_answer(view: &View<'_>, post: &Post<'_>) -> Vec<Block> {
    let fields = post.asked.iter().flat_map(|prompt| &prompt.questions);
    let day_asked = fields.into_iter().any(|(field, _)| field.eq_ignore_ascii_case("recovery"));
    let day = if day_asked { " Please give days in full, as in 31 March 2020." } else { "" };
    let party = view.party_id(post.to);
    vec![
        Block::Paragraph(format!(
            "Please send your answers back to whoever sent you this letter: an answer of its own to each question, with \
             the reference above it.{day} What you write goes before the board as you write it."
        )),
        Block::Paragraph(format!(
            "If you were sent the table prompts.csv, or a workbook made from it, each question is a row there: the rows \
             with {party} in the column recipient are yours. Write the answer into the column text, and send the file \
             back."
        )),
    ]
}
