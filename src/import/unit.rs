//! What a measure's numbers count: by a column that says so, by the signs in its cells, by the words of its title.

use crate::data::words::{key, plain};

/// What a row tells about its unit.
#[derive(Debug)]
pub struct Signs<'a> {
    /// The title.
    pub title: &'a str,
    /// A column of its own.
    pub unit: &'a str,
    /// The cells with figures: target, baseline, values.
    pub cells: &'a [&'a str],
}

/// A unit as a rule has it; none where nothing tells.
#[must_use]
pub fn unit(signs: &Signs<'_>) -> Option<String> {
    let (title, own) = (key(signs.title), key(signs.unit));
    let has = |sign: &str| signs.cells.iter().any(|cell| key(cell).contains(sign));
    let own_words = own.trim_matches(|c: char| !c.is_alphanumeric() && !"%£#".contains(c));
    if has("%") || has("per cent") || is_percent(own_words) {
        return Some(percent(&title));
    }
    if has("£") || own_words.starts_with('£') || own_words == "pounds" {
        return Some(if own_words.starts_with('£') { own_words.to_owned() } else { "£".to_owned() });
    }
    if let Some(rate) =
        rate(&title).or_else(|| rate(own_words)).or_else(|| signs.cells.iter().find_map(|c| rate(&key(c))))
    {
        return Some(rate);
    }
    match own_words {
        "days" | "weeks" | "hours" | "minutes" | "months" | "points" | "yes or no" | "date" => {
            return Some(own_words.to_owned());
        }
        "day" | "week" | "hour" | "minute" | "mins" => {
            return Some(format!("{}s", own_words.trim_end_matches('s')));
        }
        "yes/no" | "y/n" => return Some("yes or no".to_owned()),
        "" | "number" | "no" | "#" | "count" | "num" | "integer" | "ratio" | "score" | "rate" => {}
        _ if own_words.chars().all(|c| c.is_alphanumeric() || " -+/".contains(c)) && own_words.len() < 40 => {
            return Some(own_words.to_owned());
        }
        _ => {}
    }
    time(&title).or_else(|| counted(&title))
}

fn is_percent(words: &str) -> bool {
    words == "%" || words.starts_with("percent") || words.starts_with("per cent") || words.starts_with("% ")
}

/// `% of children`, or `%` where the title does not say of whom.
fn percent(title: &str) -> String {
    let words = ["proportion of ", "percentage of ", "% of ", "per cent of ", "share of "];
    let after = words.iter().find_map(|word| title.split_once(word)).map_or("", |(_, after)| after);
    match noun(after, 3) {
        Some(noun) => format!("% of {noun}"),
        None => "%".to_owned(),
    }
}

/// `per 100,000 smokers`
fn rate(text: &str) -> Option<String> {
    let (_, after) = text.split_once("per ")?;
    let base = after.split(' ').next()?.trim_end_matches([',', '.', ')', '*']);
    let is_base = base.len() > 2 && base.chars().all(|c| c.is_ascii_digit() || c == ',');
    let rest = after.get(base.len()..).unwrap_or("").trim_start();
    let of = noun(rest, 1).map_or_else(String::new, |noun| format!(" {noun}"));
    is_base.then(|| format!("per {base}{of}"))
}

/// An average or a length, in the unit of time that the title names.
fn time(title: &str) -> Option<String> {
    let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).collect();
    let is_length =
        ["average", "length", "time", "median", "mean", "turnaround"].iter().any(|w| words.contains(w));
    let counts = title.contains("number of");
    let unit = ["minutes", "hours", "days", "weeks"].into_iter().find(|unit| words.contains(unit))?;
    (is_length && !counts).then(|| unit.to_owned())
}

/// What "number of" or "numbers of" counts.
fn counted(title: &str) -> Option<String> {
    let after = ["number of ", "numbers of ", "no. of ", "count of ", "total "]
        .iter()
        .find_map(|word| title.split_once(word));
    let noun = noun(after?.1, 5)?;
    // Hours that are counted in each month are a count, and no length of time.
    let each = ["per week", "per month", "per quarter", "per year", "each week", "each month"];
    let is_time = matches!(noun.as_str(), "hours" | "days" | "weeks" | "minutes");
    let each = each.into_iter().find(|each| is_time && title.contains(each));
    Some(each.map_or(noun.clone(), |each| format!("{noun} {}", each.replace("each", "per"))))
}

/// The first noun for several among the first words, with nothing said of ends of clauses.
fn noun(text: &str, within: usize) -> Option<String> {
    const NO_NOUNS: &[&str] =
        &["less", "this", "across", "has", "is", "was", "as", "its", "us", "access", "progress", "plus"];
    let clean = plain(text);
    clean
        .split(' ')
        .take(within)
        .take_while(|word| !word.is_empty())
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .find(|word| {
            let plural = matches!(*word, "children" | "people" | "women" | "men")
                || (word.len() > 3 && word.ends_with('s') && !word.ends_with("ss"));
            plural && !NO_NOUNS.contains(word) && word.chars().all(char::is_alphabetic)
        })
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{Signs, unit};

    fn read(title: &str, own: &str, cells: &[&str]) -> Option<String> {
        unit(&Signs { title, unit: own, cells })
    }

    #[test]
    fn units_are_read_from_cells_and_titles() {
        for (title, own, cells, wanted) in [
            ("The proportion of people who recover", "", &["50%"][..], Some("% of people")),
            ("Number of people seen in time", "", &["95%"], Some("%")),
            ("Reduce the number of looked after children", "", &["750"], Some("children")),
            ("Smoking quitters per 100,000 smokers in the area", "", &["2,337"], Some("per 100,000 smokers")),
            ("Average length of \"days delay\"", "", &["248"], Some("days")),
            ("Number of hours of home care", "", &["21,779"], Some("hours")),
            ("Number of home care hours purchased per week", "", &["21,779"], Some("hours per week")),
            ("Council tax collected", "£m", &["10.4"], Some("£m")),
            ("Calls", "Number", &["300"], None),
            ("Calls", "%", &["80"], Some("%")),
        ] {
            assert_eq!(read(title, own, cells).as_deref(), wanted, "{title}");
        }
    }
}
