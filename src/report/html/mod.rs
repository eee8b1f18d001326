//! Documents as one self-contained page of HTML: real headings, tables with headers, nothing loaded from anywhere. The
//! templates beside this file are checked and their texts escaped when the program is built.

mod parts;

use askama::Template;

use super::document::Document;
use super::text::wrap::clean;
use crate::base::together::kept_together;
use parts::{Blocks, Entry, FactShown, Ids, LinkShown};

/// How it looks on a screen and on paper.
const STYLE: &str = include_str!("style.css");

#[derive(Template)]
#[template(path = "page.html", config = "src/report/html/askama.toml")]
struct Page {
    title: String,
    subtitle: String,
    letter: bool,
    style: &'static str,
    facts: Vec<FactShown>,
    home: Option<LinkShown>,
    /// What is said before the first heading.
    opening: Blocks,
    contents: Vec<Entry>,
    body: Blocks,
}

/// A document as a page of HTML.
#[must_use]
pub fn to_html(document: &Document) -> String {
    let mut ids = Ids::of_sections(&document.blocks);
    let (opening, rest) = document.opening();
    let opening = Blocks::of(opening, 2, &mut ids);
    let body = Blocks::of(rest, 2, &mut ids);
    let contents = body.contents();
    let all = contents.iter().map(|entry| 1 + entry.beneath.len()).sum();
    let contents = if document.wants_contents(contents.len(), all) { contents } else { Vec::new() };
    let page = Page {
        title: in_lines(&document.title),
        subtitle: in_lines(&document.subtitle),
        letter: document.letter,
        style: STYLE,
        facts: document.facts.iter().map(FactShown::of).collect(),
        home: document.home.as_ref().map(LinkShown::of),
        opening,
        contents,
        body,
    };
    // Writing to a string cannot fail.
    together(&tidied(&page.render().unwrap_or_default()))
}

/// Where a text goes on in a new line, until the page is put together.
const NEW_LINE: char = '\u{2028}';

/// A text for a page: nothing in it upsets a reader, and its lines are told from those of the page.
fn in_lines(text: &str) -> String {
    clean(text).trim().replace('\n', NEW_LINE.encode_utf8(&mut [0; 4]))
}

/// The page with its lengths of time kept together where they are text; paths of charts have letters and numbers too.
fn together(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    for (at, part) in page.split('<').enumerate() {
        let (tag, text) = part.split_once('>').unwrap_or(("", part));
        if at > 0 {
            out.push('<');
        }
        if tag.len() < part.len() - text.len() {
            out.push_str(tag);
            out.push('>');
        }
        out.push_str(&kept_together(text));
    }
    out
}

/// The page without the empty lines that its templates leave.
fn tidied(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    for line in page.lines().filter(|line| !line.trim().is_empty()) {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out.replace(NEW_LINE, "<br>")
}

#[cfg(test)]
mod tests {
    use super::STYLE;
    use crate::report::svg::palette::tests::contrast;

    /// The colour that a rule of the style sheet gives to something: `background` of `.level.best`.
    fn colour(of: &str, what: &str) -> String {
        let rules = STYLE.split('}');
        let own = rules.filter_map(|rule| rule.split_once('{')).filter(|(name, _)| name.trim().ends_with(of));
        let mut found = own.filter_map(|(_, says)| {
            let said = says.split(';').find_map(|one| one.trim().strip_prefix(what)?.strip_prefix(':'));
            said.map(|colour| colour.trim().to_owned())
        });
        let found = found.next().unwrap_or_default();
        // Three digits are short for six.
        match found.strip_prefix('#') {
            Some(short) if short.len() == 3 => {
                format!("#{}", short.chars().flat_map(|digit| [digit, digit]).collect::<String>())
            }
            _ => found,
        }
    }

    #[test]
    fn every_text_can_be_read_on_what_it_stands_on() {
        let ink = colour(":root", "--ink");
        let white = colour("body", "background");
        let pale = colour(":root", "--pale");
        for text in [&ink, &colour(":root", "--soft"), &colour(":root", "--link")] {
            assert!(contrast(text, &white) >= 4.5, "{text} on white");
            assert!(contrast(text, &pale) >= 4.5, "{text} on {pale}");
        }
        for name in
            [".level.best", ".level.good", ".level.middle", ".level.worst", ".callout", ".callout.act"]
        {
            let ground = colour(name, "background");
            assert!(contrast(&ink, &ground) >= 4.5, "{name}: {ink} on {ground}");
        }
    }
}
