//! What rules and results read like.

use plimsoll::base::exact::Exact;
use plimsoll::base::period::Length;
use plimsoll::base::rhythm::Arrears;
use plimsoll::base::rhythm::Step as Often;
use plimsoll::base::span::Span;
use plimsoll::eval::outcome::{Amount, GoalUsed, MovementSeen, Outcome, Remark, ResultKind, Truth};
use plimsoll::model::{
    Aim, Bound, Comparison, Condition, Expression, Goal, LevelTest, Measure, MeasureSet, Movement, Offset,
    Prospect, Quantity, Reach, Recipient, Reference, Respond, RuleBook, Since, Status, Tally, Target,
    Tolerance, Whose, Window, Windowed,
};
use plimsoll::plain::{self, Context};

use super::rules::{exception_rule, measure};
use super::world::{self, day, figure, limit, number, outcome, period, world};

fn at() -> Span {
    Span::default()
}

fn target(goal: Goal) -> Target {
    Target {
        goal,
        from: None,
        by: None,
        year: None,
        pro_rata: false,
        until_set_use: None,
        agreement: None,
        known_from: None,
        span: at(),
    }
}

fn said(goal: Goal, measure: &Measure) -> String {
    plain::target(&target(goal), measure, &RuleBook::default())
}

fn quantity(quantity: Quantity, offset: Offset) -> Expression {
    Expression::Quantity { quantity, measure: None, offset }
}

fn baseline() -> Box<Expression> {
    Box::new(quantity(Quantity::Baseline, Offset::Now))
}

#[test]
fn targets_read_as_they_were_written() {
    let children = measure("1.1", "Children", "children", Aim::Reduce);
    let share = measure("1.14", "Share", "% of children", Aim::Increase);
    let fixed = |bound, figure: &str| Goal::Limit { bound, figure: Expression::Number(number(figure)) };
    let reckoned = |bound, figure| Goal::Limit { bound, figure };
    let ten = || Box::new(Expression::PercentOf(number("10"), baseline()));
    let dated = Target { by: Some(period("Mar 2020")), ..target(fixed(Bound::AtLeast, "95")) };
    let yearly =
        Expression::EachYear { start: baseline(), step: Box::new(Tolerance::Amount(number("-0.5"))) };
    let on_the_last = Expression::EachYearOnTheLast { start: baseline(), per_cent: number("0.5") };
    let five_years = Expression::Window(Box::new(Windowed {
        window: Window::Average,
        of: None,
        whose: Whose::default(),
        measures: Vec::new(),
        reach: Reach::Years(5),
        known_at_least: None,
    }));
    let below_average = Expression::Minus(
        Box::new(five_years.clone()),
        Box::new(Expression::PercentOf(number("5"), Box::new(five_years))),
    );
    let lines = [
        plain::target(&dated, &share, &RuleBook::default()),
        plain::target(
            &Target {
                known_from: Some("2019-07-01".parse().unwrap()),
                ..target(reckoned(Bound::AtLeast, on_the_last))
            },
            &share,
            &RuleBook::default(),
        ),
        said(fixed(Bound::AtMost, "24,550"), &children),
        said(fixed(Bound::Below, "175"), &children),
        said(fixed(Bound::Above, "69.9"), &share),
        said(Goal::Between { low: number("30,000"), high: number("50,000") }, &children),
        said(Goal::Exactly { figure: Expression::Number(number("0")) }, &children),
        said(Goal::ToBeSet { by: period("Q1 2019/20") }, &children),
        said(Goal::MetBy { day: day("2019-08-31") }, &children),
        said(reckoned(Bound::AtMost, Expression::Minus(baseline(), ten())), &children),
        said(reckoned(Bound::AtLeast, Expression::Plus(baseline(), ten())), &share),
        said(reckoned(Bound::AtMost, Expression::Plus(baseline(), ten())), &children),
        said(
            reckoned(Bound::AtLeast, Expression::Plus(baseline(), Box::new(Expression::Number(number("5"))))),
            &share,
        ),
        said(reckoned(Bound::AtMost, yearly), &share),
        said(reckoned(Bound::AtMost, below_average), &children),
        said(reckoned(Bound::AtLeast, quantity(Quantity::Value, Offset::LastYear)), &share),
        said(reckoned(Bound::Above, quantity(Quantity::Value, Offset::LastYear)), &share),
    ];
    insta::assert_snapshot!(lines.join("\n"));
}

fn status(which: Status) -> Condition {
    Condition::Status(which, at())
}

/// Conditions on the series itself.
fn own_conditions() -> Vec<Condition> {
    let of_target = |per_cent: &str| Tolerance::PercentOf(number(per_cent), Box::new(Reference::Target));
    let moves =
        |movement, since, by_more_than| Condition::Moves { movement, since, by_more_than, span: at() };
    let compare = |left, comparison, right| Condition::Compare { left, comparison, right, span: at() };
    let value = || quantity(Quantity::Value, Offset::Now);
    let number_of = |text: &str| Expression::Number(number(text));
    vec![
        status(Status::OnTarget),
        Condition::Any(vec![
            status(Status::OnTarget),
            Condition::All(vec![status(Status::Late), status(Status::Stale)]),
        ]),
        Condition::Level(LevelTest::OneOf(vec!["amber".into(), "red".into()]), at()),
        Condition::Forecast(Prospect::Misses, at()),
        Condition::Forecast(Prospect::Open, at()),
        Condition::Within { of: Reference::Target, worse: of_target("5"), better: None, span: at() },
        Condition::Within {
            of: Reference::Target,
            worse: Tolerance::Amount(number("2")),
            better: Some(Tolerance::Amount(number("1"))),
            span: at(),
        },
        Condition::Than {
            better: true,
            or_equal: true,
            reference: Reference::Value(Offset::LastYear),
            by_more_than: None,
            span: at(),
        },
        Condition::Than {
            better: true,
            or_equal: false,
            reference: Reference::Target,
            by_more_than: Some(of_target("20")),
            span: at(),
        },
        moves(Movement::Worsening, Since::Previous, None),
        moves(Movement::Worsening, Since::LastYear, Some(Tolerance::Amount(number("5")))),
        compare(value(), Comparison::AtLeast, number_of("85")),
        compare(
            value(),
            Comparison::Above,
            Expression::Times(Box::new(number_of("1.1")), Box::new(quantity(Quantity::Target, Offset::Now))),
        ),
        compare(quantity(Quantity::Denominator, Offset::Now), Comparison::Below, number_of("20")),
    ]
}

/// Conditions that last, or reach beyond the series.
fn wider_conditions(world: &world::World) -> Vec<Condition> {
    let book = &world.book;
    let worse = |test: &str| Condition::Level(LevelTest::OrWorse(test.into()), at());
    let other = Expression::Quantity {
        quantity: Quantity::Value,
        measure: book.measures.id_at(0),
        offset: Offset::Before,
    };
    let ceiling = Expression::Number(number("750"));
    vec![
        Condition::Compare { left: other, comparison: Comparison::AtMost, right: ceiling, span: at() },
        Condition::For {
            condition: Box::new(status(Status::OffTarget)),
            periods: 2,
            without_gaps: false,
            span: at(),
        },
        Condition::InLast {
            condition: Box::new(Condition::All(vec![worse("amber"), status(Status::Provisional)])),
            least: 3,
            of: 4,
            span: at(),
        },
        Condition::In { condition: Box::new(worse("red")), offset: Offset::Before, span: at() },
        Condition::OfMeasure {
            measure: book.measures.id_at(0).unwrap(),
            condition: Box::new(worse("red")),
            span: at(),
        },
        Condition::Tally(Box::new(Tally {
            share: true,
            measures: MeasureSet::OwnedBy(book.parties.id_at(1).unwrap()),
            condition: status(Status::OffTarget),
            comparison: Comparison::Above,
            amount: number("20"),
            of_all: false,
            span: at(),
        })),
        Condition::Not(Box::new(Condition::Known(quantity(Quantity::Value, Offset::LastYear), at()))),
        Condition::NoResponse { escalation: book.escalations.id_at(0), overdue: true, span: at() },
        Condition::Not(Box::new(Condition::SameText(at()))),
        Condition::OutsideRange { above: false, span: at() },
        Condition::RecoveryPassed(at()),
    ]
}

#[test]
fn conditions_read_aloud() {
    let world = world();
    let share = &world.book.measures[world.book.measures.id_at(4).unwrap()];
    let context = Context::of(&world.book, share);
    let lines: Vec<String> = own_conditions()
        .iter()
        .chain(&wider_conditions(&world))
        .map(|one| format!("when {}", plain::condition(one, context)))
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn an_escalation_is_a_few_sentences_a_board_can_approve() {
    let world = world();
    let mut rule = exception_rule();
    rule.climbs.push(plimsoll::model::Climb {
        to: Recipient::AboveOwner,
        working_days_after_due: 5,
        span: at(),
    });
    let mut card = exception_rule();
    card.title = "Report card".into();
    card.scope =
        plimsoll::model::Scope::Measures(MeasureSet::Listed(vec![world.book.measures.id_at(4).unwrap()]));
    card.to = vec![Recipient::Party(world.book.parties.id_at(4).unwrap())];
    card.respond = Some(Respond::NextMeeting(Recipient::Party(world.book.parties.id_at(2).unwrap())));
    card.closes_when = Some(Condition::For {
        condition: Box::new(status(Status::OnTarget)),
        periods: 2,
        without_gaps: false,
        span: at(),
    });
    card.replaces = world.book.escalations.ids().collect();
    let lines = [plain::escalation(&rule, &world.book), plain::escalation(&card, &world.book)];
    insta::assert_snapshot!(lines.join("\n\n"));
}

#[test]
fn a_measure_is_a_few_sentences_a_board_can_approve() {
    let world = world();
    let mut measure = world.book.measures[world.book.measures.id_at(4).unwrap()].clone();
    measure.due.arrears = Some(Arrears { count: 1, step: Often::Quarter });
    measure.targets = vec![plimsoll::model::TargetSequence {
        name: None,
        targets: vec![Target {
            by: Some(period("Mar 2020")),
            ..target(Goal::Limit { bound: Bound::AtLeast, figure: Expression::Number(number("95")) })
        }],
    }];
    if let Some(list) = &mut measure.list {
        let line = |level, when| plimsoll::model::Line { level, when, span: at() };
        let five = Tolerance::Amount(number("5"));
        let near = Condition::Within { of: Reference::Target, worse: five, better: None, span: at() };
        list.lines = vec![line(0, status(Status::OnTarget)), line(1, near)];
        list.rounded_to = Some(0);
    }
    insta::assert_snapshot!(plain::measure(&measure, &world.book).join("\n"));
}

fn gap_of(unit: &str, goal: GoalUsed, gap: &str, on_target: Truth) -> String {
    let measure = measure("1", "One", unit, Aim::Reduce);
    let id = world().book.measures.id_at(0).unwrap();
    let outcome = Outcome {
        gap: Some(number(gap)),
        target: Some(plimsoll::eval::outcome::TargetUsed { name: None, goal, span: at() }),
        on_target,
        ..outcome(id, ResultKind::Rated)
    };
    plain::gap(&outcome, &measure.unit).unwrap_or_default()
}

#[test]
fn a_gap_is_in_points_on_percentages_and_in_per_cent_of_the_target_elsewhere() {
    let goal = |bound, text| limit(bound, text).goal;
    let range = || GoalUsed::Between { low: number("30,000"), high: number("50,000") };
    assert_eq!(gap_of("% of people", goal(Bound::AtLeast, "95"), "11.3", Truth::False), "11.3 points short");
    assert_eq!(gap_of("people", goal(Bound::AtMost, "750"), "44", Truth::False), "44 above (5.9%)");
    assert_eq!(
        gap_of("people", goal(Bound::AtMost, "750"), "-50", Truth::True),
        "50 better than target (6.7%)"
    );
    assert_eq!(gap_of("people", goal(Bound::AtMost, "750"), "0", Truth::True), "exactly on target");
    assert_eq!(
        gap_of("people", goal(Bound::Below, "175"), "0", Truth::False),
        "at the figure: it has to be below it"
    );
    assert_eq!(
        gap_of("people", goal(Bound::AtMost, "90,000"), "1", Truth::False),
        "1 above (less than 0.1%)"
    );
    assert_eq!(gap_of("people", range(), "1,200", Truth::False), "1,200 below the range");
    // Percentages that are 0.04 points apart must not look the same.
    assert_eq!(gap_of("%", goal(Bound::AtLeast, "95"), "0.04", Truth::False), "0.04 points short");
}

#[test]
fn a_movement_says_which_way_the_number_went_and_whether_that_is_better() {
    let share = measure("1.14", "Share", "% of children", Aim::Increase).unit;
    let people = measure("1.1", "People", "children", Aim::Reduce).unit;
    let seen = |change: &str, better| MovementSeen {
        from: figure("1", "Q2 2018/19", 1),
        change: number(change),
        better,
    };
    let said = |seen: MovementSeen, unit| plain::movement(&seen, Since::Previous, unit);
    assert_eq!(said(seen("-3.3", Some(-1)), &share), "worsening: down 3.3 points since Q2 2018/19");
    assert_eq!(said(seen("-5", Some(1)), &people), "improving: down 5 since Q2 2018/19");
    assert_eq!(said(seen("5", None), &people), "up 5 since Q2 2018/19");
    assert_eq!(said(seen("0", Some(0)), &people), "unchanged since Q2 2018/19");
    let third = Exact::from(1).over(&Exact::from(3000)).unwrap();
    let tiny = MovementSeen { change: third, ..seen("1", Some(-1)) };
    assert_eq!(said(tiny, &people), "worsening: up less than 0.01 since Q2 2018/19");
}

#[test]
fn remarks_are_in_the_readers_words() {
    let book = RuleBook::default();
    let children = measure("1.1", "Children", "children", Aim::Reduce);
    let remarks = [
        Remark::OldFigure { periods: 2, expected: period("Q1 2019/20") },
        Remark::Late { due: day("2019-04-30"), submitted: day("2019-05-03") },
        Remark::TargetOfAnotherYear { target: period("2019/20") },
        Remark::LastYearsTargetStands,
        Remark::ProRata { year_figure: number("2,000"), part: Length::Months(1) },
        Remark::Trajectory,
        Remark::TargetLapsed { by: period("Mar 2019") },
        Remark::TargetToBeSet { by: period("Q1 2019/20"), overdue: true },
        Remark::MonitorOnly,
        Remark::WorstOf { group: "Horton General".into(), known: 1, of: 2 },
        Remark::Capped { span: at(), without: 0 },
        Remark::Said("one case would change it".into()),
    ];
    let lines: Vec<String> =
        remarks.iter().map(|r| plain::remark(r, Context::of(&book, &children))).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn no_rounding_shows_a_miss_as_met() {
    let share = measure("1.14", "Share", "% of children", Aim::Increase);
    let quotient = Exact::from(2800).over(&Exact::from(33)).unwrap();
    let figure = Amount::Number { value: quotient, places: 0 };
    let beside = |figure_of_target: &str| {
        let goal = GoalUsed::Limit { bound: Bound::AtLeast, figure: number(figure_of_target) };
        plain::outcome::amount_against(&figure, Some(&goal), &share.unit, None)
    };
    assert_eq!(beside("90"), "about 84.85%");
    assert_eq!(beside("84.85"), "about 84.848%", "28 of 33 does not meet 84.85%");
    assert_eq!(beside("84.8485"), "about 84.848%");
}
