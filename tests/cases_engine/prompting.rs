//! Prompts: to whom, by when, the questions and the facts filled in.

use plimsoll::base::exact::Exact;
use plimsoll::base::rhythm::Step;
use plimsoll::data::{Marks, Response};
use plimsoll::eval::cases::prompts;
use plimsoll::eval::outcome::{
    Amount, Case, Figure, FigureSource, GoalUsed, MovementSeen, Movements, Outcome, Prompt, Remark,
    ResultKind, TargetUsed, Truth,
};
use plimsoll::model::{Ask, Bound, Escalation, Recipient, Respond};

use crate::world::{World, day, escalation, note, part, period, quarters, span, waiver, world};

fn figure(tenths: i64, of: &str, source: FigureSource) -> Figure {
    Figure {
        amount: Amount::Number { value: Exact::decimal(tenths, 1), places: 1 },
        period: period(of),
        marks: Marks::NONE,
        note: None,
        source,
    }
}

/// 89.4% in Q3 2018/19, red against 95% or more, down from the baseline of 92.7% in Q2.
fn fall(w: &World) -> Outcome {
    let source = || FigureSource::Baseline(span(1));
    let seen = || MovementSeen {
        from: figure(927, "Q2 2018/19", source()),
        change: Exact::decimal(-33, 1),
        better: Some(-1),
    };
    Outcome {
        expected: Some(period("Q3 2018/19")),
        figure: Some(figure(894, "Q3 2018/19", source())),
        level: Some(2),
        level_word: "red".into(),
        on_target: Truth::False,
        target: Some(TargetUsed {
            name: None,
            goal: GoalUsed::Limit { bound: Bound::AtLeast, figure: Exact::from(95) },
            span: span(2),
        }),
        gap: Some(Exact::decimal(56, 1)),
        movement: Movements { previous: Some(seen()), last_year: None, baseline: Some(Box::new(seen())) },
        ..Outcome::empty(w.mmr, ResultKind::Rated)
    }
}

/// A report card to NHS England by the next meeting of the Health Improvement Board.
fn report_card() -> World {
    let mut w = world();
    let text = "Set out what is being done to reverse this trend: {measure} was {value} in {period}, {previous} \
                before, {gap} from {target}; {owner}; {level}; {baseline}; {group}; {colour}.";
    w.rule(Escalation {
        to: vec![Recipient::Party(w.nhse), Recipient::Owner],
        respond: Some(Respond::NextMeeting(Recipient::Party(w.hib))),
        asks: vec![Ask { field: "plan".into(), text: text.into(), span: span(400) }],
        ..escalation("report_card", "Report card")
    });
    w
}

fn asked(w: &World, cases: &[Case], as_of: &str, results: &[Outcome]) -> Vec<Prompt> {
    prompts(&w.book, &w.responses, day(as_of), cases, results)
}

#[test]
fn a_report_card_prompt_has_its_questions_and_facts_filled_in() {
    let w = report_card();
    let cases = w.replay("r", "2019-03-30");
    let prompts = asked(&w, &cases, "2019-03-30", &[fall(&w)]);
    assert_eq!(prompts.iter().map(|prompt| prompt.to).collect::<Vec<_>>(), [w.nhse, w.hib]);
    assert_eq!(prompts[0].due, Some(day("2019-05-09")));
    let question = "Set out what is being done to reverse this trend: ‘1.14 Increase MMR dose 2’ was 89.4% in Q3 2018/19, \
                    92.7% before, 5.6 points from 95% or more; the Health Improvement Board; red; 92.7%; not known; \
                    {colour}.";
    assert_eq!(prompts[0].questions, [("plan".to_owned(), question.to_owned())]);
    assert_eq!(
        prompts[0].facts,
        [
            "89.4% in Q3 2018/19 is red: 5.6 points below the target of 95% or more.",
            "It was 92.7% in Q2 2018/19 (the baseline): worsening by 3.3 points.",
        ]
    );
    assert_eq!(prompts[0].so_far, "The case opened on 31 December 2018 and the answer is due on 9 May 2019.");
}

#[test]
fn without_a_result_the_question_says_what_is_not_known() {
    let w = report_card();
    let prompts = asked(&w, &w.replay("r", "2019-03-30"), "2019-03-30", &[]);
    let question = &prompts[0].questions[0].1;
    assert!(question.contains("was not known in Q3 2018/19, not known before"), "{question}");
    assert!(prompts[0].facts.is_empty() && prompts[0].so_far.starts_with("The case opened on "));
}

#[test]
fn a_missing_figure_is_said_to_be_missing_with_the_last_one_known() {
    let w = report_card();
    let cases = w.replay("r?", "2019-04-30");
    let known = fall(&w);
    let result = Outcome {
        expected: Some(period("Q4 2018/19")),
        kind: ResultKind::Missing,
        figure: None,
        last_known: known.figure.clone().map(Box::new),
        level: None,
        level_word: String::new(),
        on_target: Truth::Unknown,
        gap: None,
        movement: Movements::default(),
        ..known
    };
    let prompts = asked(&w, &cases, "2019-04-30", &[result]);
    assert_eq!(
        prompts[0].facts,
        ["No figure for Q4 2018/19 was submitted.", "The last known figure is 89.4% in Q3 2018/19."]
    );
    assert_eq!(
        prompts[0].so_far,
        "The case opened on 31 December 2018 for Q3 2018/19 and the answer is due on 9 May 2019."
    );
}

#[test]
fn facts_say_above_for_a_ceiling_and_nothing_of_distance_where_there_is_none() {
    let w = report_card();
    let cases = w.replay("r", "2019-03-30");
    let first = |result: Outcome| asked(&w, &cases, "2019-03-30", &[result])[0].facts[0].clone();
    let target = |bound, figure: i64| {
        Some(TargetUsed {
            name: Some("local".into()),
            goal: GoalUsed::Limit { bound, figure: Exact::from(figure) },
            span: span(2),
        })
    };
    let ceiling = Outcome { target: target(Bound::AtMost, 80), gap: Some(Exact::decimal(94, 1)), ..fall(&w) };
    let text = "89.4% in Q3 2018/19 is red: 9.4 points above the local target of 80% or less.";
    assert_eq!(first(ceiling), text);
    let strict = Outcome {
        figure: Some(figure(950, "Q3 2018/19", FigureSource::Baseline(span(1)))),
        target: target(Bound::Above, 95),
        gap: Some(Exact::zero()),
        ..fall(&w)
    };
    assert_eq!(first(strict), "95.0% in Q3 2018/19 is red: it does not meet the local target of above 95%.");
    let met = Outcome { on_target: Truth::True, gap: Some(Exact::from(-1)), ..fall(&w) };
    assert_eq!(first(met), "89.4% in Q3 2018/19 is red: it meets the target of 95% or more.");
    let none = Outcome { target: None, gap: None, on_target: Truth::Unknown, ..fall(&w) };
    assert_eq!(first(none), "89.4% in Q3 2018/19 is red.");
}

#[test]
fn what_weakens_a_figure_is_among_its_facts() {
    let w = report_card();
    let cases = w.replay("r", "2019-03-30");
    let remarks = vec![
        Remark::OldFigure { periods: 1, expected: period("Q4 2018/19") },
        Remark::Said("the count was small".into()),
    ];
    let facts = asked(&w, &cases, "2019-03-30", &[Outcome { remarks, ..fall(&w) }]).remove(0).facts;
    assert_eq!(
        facts[2..4],
        ["This is an old figure: one for Q4 2018/19 was expected.", "The count was small."]
    );
}

#[test]
fn there_is_a_prompt_in_each_report_while_the_case_is_live_unless_it_asks_once() {
    let mut w = report_card();
    let rule = w.book.escalations.id_at(0).unwrap();
    let count = |w: &World, letters: &str, as_of: &str, of: &str| {
        let result = Outcome {
            figure: Some(figure(894, of, FigureSource::Baseline(span(1)))),
            expected: Some(period(of)),
            ..fall(w)
        };
        asked(w, &w.replay(letters, as_of), as_of, &[result]).len()
    };
    assert_eq!(count(&w, "rr", "2019-03-31", "Q4 2018/19"), 2);
    w.book.escalations[rule].ask_once = true;
    assert_eq!(count(&w, "r", "2018-12-31", "Q3 2018/19"), 2);
    assert_eq!(count(&w, "rr", "2019-03-31", "Q4 2018/19"), 0);
    w.book.framework.report_days = vec![day("2018-12-31"), day("2019-02-28")];
    assert_eq!(count(&w, "r", "2019-02-27", "Q3 2018/19"), 2);
    assert_eq!(count(&w, "r", "2019-02-28", "Q3 2018/19"), 0, "a second report on the same figure");
}

#[test]
fn a_case_of_the_whole_book_asks_once_until_the_next_period_ends() {
    let mut w = world();
    w.rule(Escalation {
        scope: plimsoll::model::Scope::WholeBook,
        to: vec![Recipient::Party(w.hwb)],
        respond: Some(Respond::After(6, Step::Month)),
        ask_once: true,
        ..escalation("alarm", "Alarm")
    });
    let count = |as_of: &str| asked(&w, &w.replay_of(None, &quarters("r"), "r", as_of), as_of, &[]).len();
    assert_eq!((count("2019-03-30"), count("2019-03-31")), (1, 0));
}

#[test]
fn closed_and_waived_cases_prompt_nobody_and_climbs_are_not_asked() {
    let mut w = report_card();
    assert!(asked(&w, &w.replay("rg", "2019-03-31"), "2019-03-31", &[]).is_empty());
    w.book.waivers = vec![waiver(&w, &[w.mmr], None, None)];
    let cases = w.replay("r", "2018-12-31");
    assert_eq!(cases.len(), 1);
    assert!(asked(&w, &cases, "2018-12-31", &[]).is_empty());
}

#[test]
fn the_answers_that_came_back_stand_with_the_prompt() {
    let mut w = report_card();
    let lead = Response { lead: Some("J. Smith".into()), ..part(w.mmr, "plan", Some("2019-01-10"), 2) };
    w.responses.rows = vec![lead, note(w.mmr, Some("2019-04-01"), 3)];
    let prompts = asked(&w, &w.replay("r", "2019-03-30"), "2019-03-30", &[]);
    let answer = &prompts[0].response;
    assert_eq!(answer.len(), 1, "what came later is not known yet");
    assert_eq!((answer[0].field.as_str(), answer[0].lead.as_deref()), ("plan", Some("J. Smith")));
    assert_eq!((answer[0].source.file.as_str(), answer[0].source.line), ("responses.csv", 2));
}
