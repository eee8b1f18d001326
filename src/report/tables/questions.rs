//! What is asked of whom, and what was answered.

use super::{Column, Rows, Seen, Table, Value};
use crate::data::PlaceId;
use crate::eval::outcome::{Answer, Prompt};
use crate::report::answers::is_answered;
use crate::report::view::View;

pub(super) const QUESTIONS: Table = Table {
    name: "questions",
    title: "Questions",
    says: "each row is a question that is put to somebody in this report",
    columns: &[
        Column::text("case", "Case", 26, "the case that it is asked for").required().names("cases"),
        Column::text("measure", "Measure", 11, "the reference of the measure; none for the whole book"),
        Column::text("group", "Group", 18, "the group of people or places; none for the whole"),
        Column::text("to", "Asked of", 12, "the short name of who is asked").required(),
        Column::day("due", "Due", "the day the response is due"),
        Column::text("field", "Field", 14, "the name that an answer carries").required(),
        Column::text("question", "Question", 70, "what is asked").required(),
        Column::yes_no("answered", "Answered", "yes where a response answers it").required(),
    ],
    key: "",
    rows: questions,
    count: None,
};

pub(super) const ANSWERS: Table = Table {
    name: "answers",
    title: "Answers",
    says: "each row is an answer that came back",
    columns: &[
        Column::text("case", "Case", 26, "the case that it was given for; none where no case is open")
            .names("cases"),
        Column::text("measure", "Measure", 11, "the reference of the measure; none for the whole book"),
        Column::text("group", "Group", 18, "the group of people or places; none for the whole"),
        Column::text("field", "Field", 14, "the question that it answers; none for a plain note"),
        Column::text("text", "Answer", 80, "what was answered"),
        Column::text("lead", "Lead", 22, "who leads the action"),
        Column::day("due", "Action due", "the day the action is due"),
        Column::day("recovery", "Back on target", "the day the measure is expected back on target"),
        Column::day("submitted", "Submitted", "the day the answer came"),
        Column::text("source", "Read from", 26, "the file and line that it was read from").required(),
    ],
    key: "",
    rows: answers,
    count: None,
};

/// The case, the measure and the group of a prompt.
fn about(view: &View<'_>, prompt: &Prompt) -> [Value; 3] {
    let case = view.inputs.assessment.cases.get(prompt.case);
    let measure = case.and_then(|case| case.measure);
    [
        Value::maybe_text(case.map(|case| case.id.as_str())),
        Value::maybe_text(measure.map(|measure| view.inputs.book.measures[measure].id.as_str())),
        Value::maybe_text(case.map(|case| view.group_named(case.place, &case.group))),
    ]
}

fn questions<'v>(seen: &'v Seen<'v>) -> Rows<'v> {
    let view = seen.view;
    let of = move |prompt: &'v Prompt| {
        let case = view.inputs.assessment.cases.get(prompt.case);
        let secret = case.and_then(|case| Some((case.measure?, case.place)));
        let about = about(view, prompt);
        prompt.questions.iter().map(move |(field, text)| {
            let text =
                secret.map_or_else(|| text.clone(), |(measure, place)| view.hushed(measure, place, text));
            let mut row = about.to_vec();
            row.extend([
                Value::text(view.party_id(prompt.to)),
                Value::day(prompt.due),
                Value::text(field),
                Value::text(text),
                Value::YesNo(is_answered(field, &prompt.response)),
            ]);
            row
        })
    };
    Box::new(view.inputs.assessment.prompts.iter().flat_map(of))
}

fn answers<'v>(seen: &'v Seen<'v>) -> Rows<'v> {
    let view = seen.view;
    let assessment = view.inputs.assessment;
    let asked = move |prompt: &'v Prompt| {
        let case = assessment.cases.get(prompt.case);
        let (measure, place) = case.map_or((None, PlaceId::WHOLE), |case| (case.measure, case.place));
        let about = about(view, prompt);
        view.answers(measure, place, &prompt.response).into_iter().map(move |one| answer(&about, one))
    };
    // What came back about a result for which nothing is asked any more stands with its exception.
    let unasked = assessment.exceptions.iter().filter(|exception| exception.cases.is_empty());
    let unasked = unasked.filter_map(move |exception| {
        let outcome = view.outcome(exception.result)?;
        let about =
            [Value::text(""), Value::text(&view.measure(outcome).id), Value::text(view.group(outcome))];
        let all = view.answers(Some(outcome.measure), outcome.place, &exception.response);
        Some(all.into_iter().map(move |one| answer(&about, one)))
    });
    Box::new(assessment.prompts.iter().flat_map(asked).chain(unasked.flatten()))
}

fn answer(about: &[Value; 3], of: Answer) -> Vec<Value> {
    let mut row = about.to_vec();
    row.extend([
        Value::text(of.field),
        Value::text(of.text),
        Value::maybe_text(of.lead),
        Value::day(of.due),
        Value::day(of.recovery),
        Value::day(of.submitted),
        Value::Text(format!("{}, line {}", of.source.file, of.source.line)),
    ]);
    row
}
