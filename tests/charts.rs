//! Charts as pictures: what is drawn, what is said to those who do not see it, and that nothing in a name is read as marks.

#![expect(clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

use plimsoll::base::exact::Exact;
use plimsoll::base::number::parse_number;
use plimsoll::model::Shade;
use plimsoll::report::chart::{Chart, Dot, Line, Role, Sign};
use plimsoll::report::svg::{draw, spark};

fn dot(at: &str, sign: Sign) -> Option<Dot> {
    let number = parse_number(at).ok()?;
    let at = Exact::decimal(number.mantissa, number.places);
    Some(Dot { shown: format!("{}%", at.text()), at, sign })
}

fn level(rank: u8, word: &str) -> Sign {
    Sign::Level(Shade::by_rank(rank, 3), word.to_owned())
}

fn line(name: &str, role: Role, dots: Vec<Option<Dot>>) -> Line {
    Line { name: name.to_owned(), role, dots }
}

/// Eight quarters with a gap and a new definition, and a target that rises.
fn mmr() -> Chart {
    let periods =
        ["Q1", "Q2", "Q3", "Q4"].map(|quarter| [format!("{quarter} 2017/18"), format!("{quarter} 2018/19")]);
    let [first, second]: [Vec<String>; 2] =
        [0, 1].map(|year| periods.iter().map(|both| both[year].clone()).collect());
    Chart {
        title: "1.14 Immunised against measles, mumps & rubella".to_owned(),
        description: "7 figures, from 94.9% in Q1 2017/18 to 89.4% in Q4 2018/19.".to_owned(),
        after: "%".to_owned(),
        unit: "% of children".to_owned(),
        periods: [first, second].concat(),
        lines: vec![
            line(
                "Value",
                Role::Figures,
                vec![
                    dot("94.9", level(0, "green")),
                    dot("94.1", level(0, "green")),
                    dot("93.2", level(1, "amber")),
                    None,
                    dot("92.6", level(1, "amber")),
                    dot("91.9", level(1, "amber")),
                    dot("90.2", level(2, "red")),
                    dot("89.4", level(2, "red")),
                ],
            ),
            line(
                "Target",
                Role::Target,
                (0..8).map(|at| dot(if at < 4 { "94" } else { "95" }, Sign::Plain)).collect(),
            ),
        ],
        breaks: vec![4],
        ..Chart::default()
    }
}

fn controlled() -> Chart {
    let numbers = ["18", "21", "19", "22", "20", "18", "23", "21", "20", "19", "22", "31", "14"];
    let sign = |at: usize| match at {
        11 => Sign::Signal(Some(false)),
        12 => Sign::Signal(Some(true)),
        _ => Sign::Plain,
    };
    let flat = |number: &'static str| (0..13).map(|_| dot(number, Sign::Plain)).collect::<Vec<_>>();
    Chart {
        title: "3.2 Waiting <b>days</b>".to_owned(),
        description: "13 figures; 2 signals.".to_owned(),
        unit: "days".to_owned(),
        periods: (1..=13).map(|week| format!("week {week}")).collect(),
        lines: vec![
            line(
                "Value",
                Role::Figures,
                numbers.iter().enumerate().map(|(at, n)| dot(n, sign(at))).collect(),
            ),
            line("Target", Role::Target, flat("20")),
            line("Mean", Role::Mean, flat("20.6")),
            line("Upper limit", Role::Limit, flat("28.9")),
            line("Lower limit", Role::Limit, flat("12.3")),
        ],
        ..Chart::default()
    }
}

#[test]
fn a_trend_shows_levels_by_shape_a_gap_as_a_gap_and_a_new_definition() {
    insta::assert_snapshot!(draw(&mmr(), "c1").replace("><", ">\n<"));
}

#[test]
fn a_control_chart_shows_its_mean_limits_and_signals() {
    insta::assert_snapshot!(draw(&controlled(), "c2").replace("><", ">\n<"));
}

#[test]
fn what_is_drawn_stands_in_a_table_too() {
    let table = mmr().table();
    let shown: Vec<String> = table.rows.iter().map(|row| format!("{:?}", row.cells.len())).collect();
    assert_eq!(shown, ["4"; 8]);
    insta::assert_debug_snapshot!(table.rows[3]);
}

#[test]
fn a_small_line_needs_two_figures() {
    assert!(spark(&mmr(), 8).starts_with("<svg"));
    let mut alone = mmr();
    alone.lines[0].dots = vec![None, None, None, None, None, None, None, dot("89.4", Sign::Plain)];
    assert_eq!(spark(&alone, 8), "");
    assert_eq!(spark(&mmr(), 1), "");
}

#[test]
fn a_small_line_shows_both_ends_of_a_range() {
    let mut range = mmr();
    let one = spark(&range, 8).matches("stroke-dasharray").count();
    let dots = range.periods.iter().map(|_| dot("99", Sign::Plain)).collect();
    range.lines.push(line("Target, highest", Role::Target, dots));
    assert_eq!((one, spark(&range, 8).matches("stroke-dasharray").count()), (1, 2));
}

proptest::proptest! {
    #[test]
    fn nothing_in_a_name_is_read_as_marks(name in "\\PC{0,40}", at in -1e6f64..1e6) {
        let mut chart = mmr();
        chart.title.clone_from(&name);
        chart.lines[1].name.clone_from(&name);
        chart.lines[0].dots[7] = dot(&format!("{at:.3}"), level(2, &name));
        let drawn = draw(&chart, "c1");
        let plain = draw(&Chart { title: String::new(), ..mmr() }, "c1");
        let marks = |text: &str| text.matches('<').count();
        proptest::prop_assert!(marks(&drawn) >= marks(&plain) - 6 && marks(&drawn) <= marks(&plain) + 8);
        proptest::prop_assert!(!drawn.contains("NaN") && !drawn.contains("inf"));
    }
}
