//! However a book is spaced, broken into lines and pasted together, it comes out the same.

use proptest::prelude::*;

use crate::corpus::canonical_texts;
use crate::laid_out;
use crate::meaning::{comments, tree};

/// One whole declaration with what stands above it, from the shipped books.
fn declarations() -> Vec<String> {
    let books = canonical_texts().into_iter().filter(|(name, _)| name.starts_with("rules/"));
    let mut all: Vec<String> = books
        .flat_map(|(name, text)| {
            let text = laid_out(&name, &text);
            text.split("\n\n").map(|part| format!("{part}\n")).collect::<Vec<_>>()
        })
        .collect();
    all.retain(|part| laid_out("a part", part) == *part && !part.trim().is_empty());
    assert!(all.len() > 150, "{} declarations", all.len());
    all
}

/// Small choices, used up one after another.
#[derive(Debug, Clone)]
struct Choices(Vec<u8>, usize);

impl Choices {
    fn next(&mut self, of: u8) -> u8 {
        self.1 = (self.1 + 1) % self.0.len();
        self.0[self.1] % of
    }
}

fn choices() -> impl Strategy<Value = Choices> {
    proptest::collection::vec(any::<u8>(), 40..80).prop_map(|all| Choices(all, 0))
}

/// Letters outside quotes and comments, spaced and pasted otherwise.
fn respaced(text: &str, choices: &mut Choices) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let in_braces = line.contains('{') && line.contains('}');
        let is_comment = line.trim_start().starts_with('#');
        out.push_str([" ", "", "\t", "      "][choices.next(4) as usize]);
        let (mut quoted, mut commented) = (false, false);
        let mut before = ' ';
        for c in line.trim_start().chars() {
            commented |= c == '#' && !quoted;
            match c {
                _ if commented => out.push(c),
                '"' => {
                    quoted = !quoted;
                    let straight = if quoted { ['"', '“'] } else { ['"', '”'] };
                    out.push(straight[pasted(&out, quoted, choices)]);
                }
                _ if quoted => out.push(c),
                ' ' if before == ',' && !in_braces && choices.next(3) == 0 => out.push_str("\n   "),
                ' ' if before != ' ' => {
                    out.push_str([" ", "  ", "\t", "\u{a0}", " \u{2009} "][choices.next(5) as usize]);
                }
                ' ' => {}
                _ => out.push(c),
            }
            before = c;
        }
        out.push_str(["", " ", "\t"][if is_comment { 0 } else { choices.next(3) as usize }]);
        out.push_str(["\n", "\r\n"][choices.next(2) as usize]);
    }
    out
}

/// Whether a quotation mark is pasted as a curly one; what opens with one may close with either.
fn pasted(out: &str, opens: bool, choices: &mut Choices) -> usize {
    let open = out.rfind(['"', '“']).map(|at| &out[at..]);
    let may = opens || open.is_some_and(|rest| rest.starts_with('“'));
    usize::from(may && choices.next(2) == 1)
}

/// Comments above, beside and at the end of lines that are whole.
fn commented(text: &str, choices: &mut Choices) -> (String, usize) {
    let mut out = String::new();
    let mut put = 0;
    let lines: Vec<&str> = text.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        let joined = |line: &str| {
            let word = line.trim_start().split(' ').next().unwrap_or("");
            matches!(word, "and" | "or" | "because" | "agreed")
        };
        if !joined(line) && choices.next(4) == 0 {
            out.push_str(&format!("   # put in {put}\n"));
            put += 1;
        }
        out.push_str(line);
        let next_goes_on = lines.get(at + 1).is_some_and(|next| joined(next));
        if !line.contains('#') && !next_goes_on && choices.next(3) == 0 {
            out.push_str(&format!("   # put in {put}"));
            put += 1;
        }
        out.push('\n');
    }
    (out, put)
}

/// The words of a text without comments and spaces.
fn without_comments(text: &str) -> Vec<&str> {
    let lines = text.lines().map(|line| line.split("# put in").next().unwrap_or(""));
    lines.flat_map(str::split_whitespace).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spaces_line_breaks_and_pasted_signs_make_no_difference(
        text in proptest::sample::select(declarations()),
        mut choices in choices(),
    ) {
        let other = respaced(&text, &mut choices);
        let bom = if choices.next(2) == 0 { "\u{feff}" } else { "" };
        prop_assert_eq!(laid_out("respaced", &format!("{bom}{other}")), text, "from {:?}", other);
    }

    #[test]
    fn comments_are_kept_wherever_they_are_put(
        text in proptest::sample::select(declarations()),
        mut choices in choices(),
    ) {
        let (other, put) = commented(&text, &mut choices);
        let new = laid_out("commented", &other);
        prop_assert_eq!(comments(&other), comments(&new));
        prop_assert_eq!(new.matches("# put in").count(), put);
        prop_assert_eq!(tree(&other), tree(&new), "from {}", other);
        prop_assert_eq!(laid_out("again", &new), new.clone());
        if !text.contains('#') {
            prop_assert_eq!(without_comments(&new), without_comments(&text), "from {}", other);
        }
    }
}
