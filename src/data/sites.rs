//! One cell that holds a value for each of several groups: `87% JR; 72% HGH`, `KS2 20% KS4 nya`.

use super::words::{key, plain};
use crate::model::Grouping;

/// What such a cell says of one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The member as written.
    pub member: String,
    /// Its value as written.
    pub value: String,
}

/// Parts a cell into the values of its groups. None when it names no member, or when it cannot be told which
/// value is whose.
pub fn shares(text: &str, grouping: &Grouping) -> Option<Vec<Share>> {
    let text = plain(text);
    let chunks: Vec<&str> = text.split([';', '|']).map(str::trim).filter(|chunk| !chunk.is_empty()).collect();
    let chunks = if chunks.len() > 1 { chunks } else { text.split(", ").map(str::trim).collect() };
    if chunks.len() > 1 {
        let shares: Option<Vec<Share>> = chunks.iter().map(|chunk| one_share(chunk, grouping)).collect();
        return shares.filter(|all| all.iter().any(|share| is_member(&share.member, grouping)));
    }
    run_of_shares(&text, grouping)
}

fn is_member(word: &str, grouping: &Grouping) -> bool {
    let word = key(word);
    grouping.members.iter().any(|member| key(&member.id) == word || key(&member.title) == word)
}

/// `87% JR`, `JR: 87%`, `John Radcliffe 87%`: the words are the member, the rest is its value.
fn one_share(chunk: &str, grouping: &Grouping) -> Option<Share> {
    let words: Vec<&str> = chunk.split([' ', ':', '=']).filter(|word| !word.is_empty()).collect();
    let made = |member: &[&str], value: &[&str]| {
        (!member.is_empty() && !value.is_empty()).then(|| Share {
            member: member.join(" "),
            value: value.join(" ").trim_matches('-').trim().to_owned(),
        })
    };
    for cut in 1..words.len() {
        let (first, last) = words.split_at(cut);
        if is_member(&last.join(" "), grouping) {
            return made(last, first);
        }
        if is_member(&first.join(" "), grouping) {
            return made(first, last);
        }
    }
    // No member: the words with letters only are one that is not known.
    let named = |word: &&str| word.starts_with(|c: char| c.is_alphabetic());
    let (last, rest) = words.split_last()?;
    if named(last) {
        return made(&[last], rest);
    }
    let (first, rest) = words.split_first()?;
    if named(first) { made(&[first], rest) } else { None }
}

/// `KS2 20% KS4 nya`: members and values in turn, with nothing between the pairs.
fn run_of_shares(text: &str, grouping: &Grouping) -> Option<Vec<Share>> {
    let words: Vec<&str> = text.split([' ', ',', ':', '=']).filter(|word| !word.is_empty()).collect();
    let member_first = words.first().is_some_and(|word| is_member(word, grouping));
    let member_last = words.last().is_some_and(|word| is_member(word, grouping));
    if member_first == member_last {
        return one_share(text, grouping)
            .filter(|share| is_member(&share.member, grouping))
            .map(|share| vec![share]);
    }
    let mut shares: Vec<Share> = Vec::new();
    let mut value: Vec<&str> = Vec::new();
    let mut member: Option<&str> = None;
    for word in words {
        if !is_member(word, grouping) {
            value.push(word);
            continue;
        }
        if member_first {
            if let Some(member) = member {
                shares.push(Share { member: member.to_owned(), value: value.join(" ") });
            }
            member = Some(word);
        } else {
            shares.push(Share { member: word.to_owned(), value: value.join(" ") });
        }
        value.clear();
    }
    if let Some(member) = member {
        shares.push(Share { member: member.to_owned(), value: value.join(" ") });
    }
    shares.iter().all(|share| !share.value.is_empty()).then_some(shares)
}
