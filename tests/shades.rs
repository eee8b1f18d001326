//! How levels are drawn: by what they mean, one word in one way, and apart in grey.

use plimsoll::base::source::Sources;
use plimsoll::check::check;
use plimsoll::model::{RuleBook, Shade};
use plimsoll::syntax::parse;

fn book(text: &str) -> RuleBook {
    let parsed = parse(Sources::new().add("book.plim", text), text);
    check(&[parsed.tree]).book
}

fn drawn(of: &RuleBook) -> Vec<(String, String, Shade)> {
    let level = |rating: &plimsoll::model::Rating| {
        let each = (0..).zip(rating.levels.clone());
        let id = rating.id.clone();
        let shades: Vec<Shade> = each.clone().map(|(at, _)| rating.shade(at)).collect();
        each.zip(shades).map(move |((_, level), shade)| (id.clone(), level.word, shade)).collect::<Vec<_>>()
    };
    of.ratings.values().flat_map(level).collect()
}

const FIRE: &str = r#"
framework "Fire" { year 2025/26, April to March; due quarterly }
board FRA "Authority"
rating milestone { levels sound, failing; sound when on target; failing when off target }
rating grade {
  levels excellent, sound, slipping, failing
  excellent when better than target by more than 5% of target
  sound     when on target
  slipping  when within 10% of target
  failing   otherwise
}
measure 1 "Fires" { owner FRA; unit fires; aim reduce; target 480 or fewer; rating grade }
measure 2 "Plan" { owner FRA; unit yes or no; target met by 31 March 2026; rating milestone }
"#;

#[test]
fn a_level_on_target_is_not_drawn_as_one_off_target() {
    let grade: Vec<(String, Shade)> = drawn(&book(FIRE))
        .into_iter()
        .filter(|(rating, ..)| rating == "grade")
        .map(|(_, word, shade)| (word, shade))
        .collect();
    let wanted = [
        ("excellent", Shade::Best),
        ("sound", Shade::Good),
        ("slipping", Shade::Middle),
        ("failing", Shade::Worst),
    ];
    assert_eq!(grade, wanted.map(|(word, shade)| (word.to_owned(), shade)));
}

#[test]
fn one_word_is_drawn_in_one_way_in_the_whole_book() {
    let all = drawn(&book(FIRE));
    for (_, word, shade) in &all {
        assert!(all.iter().all(|(_, other, own)| other != word || own == shade), "{word}: {all:?}");
    }
}

#[test]
fn words_that_are_colours_are_drawn_in_them() {
    let text = r#"
framework "B" { year 2025/26, April to March; due quarterly }
board CT "Trust"
rating four { levels blue, green, amber, red; blue when better than target by more than 5% of target; green when on target; amber when within 5% of target; red otherwise }
rating two { levels green, amber; green when on target; amber otherwise }
measure 1 "A" { owner CT; unit fires; aim reduce; target 480 or fewer; rating four }
measure 2 "B" { owner CT; unit fires; aim reduce; target 480 or fewer; rating two }
"#;
    let shades: Vec<(String, Shade)> =
        drawn(&book(text)).into_iter().map(|(_, word, shade)| (word, shade)).collect();
    let wanted = [
        ("blue", Shade::Best),
        ("green", Shade::Good),
        ("amber", Shade::Middle),
        ("red", Shade::Worst),
        ("green", Shade::Good),
        ("amber", Shade::Middle),
    ];
    assert_eq!(shades, wanted.map(|(word, shade)| (word.to_owned(), shade)));
}

#[test]
fn the_shapes_are_told_apart_without_colour() {
    let shapes = [Shade::Best, Shade::Good, Shade::Middle, Shade::Worst].map(Shade::shape);
    for (at, shape) in shapes.iter().enumerate() {
        assert_eq!(shapes.iter().position(|other| other == shape), Some(at));
    }
}
