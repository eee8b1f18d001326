//! Cells with a figure for each group: `87% JR; 72% HGH`, `JR: 87%, HGH: 72%`.

use super::names::name;
use super::phrase::{self, Figure};
use crate::data::words::plain;

/// The figures of such a cell with their groups as printed, and the period in a bracket at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Members {
    /// Figures and groups.
    pub all: Vec<(Figure, String)>,
    /// When.
    pub when: Option<String>,
}

/// Reads a cell that has figures for two groups or more; none for any other.
#[must_use]
pub fn members(cell: &str) -> Option<Members> {
    let text = plain(cell);
    let text = text.trim().trim_end_matches('.');
    let (text, when) = match text.rsplit_once('(').and_then(|(before, inside)| {
        let period = phrase::period(inside.strip_suffix(')')?).ok()?;
        Some((before, period.to_string()))
    }) {
        Some((before, when)) => (before, Some(when)),
        None => (text, None),
    };
    for sign in [";", " / ", ", ", " and "] {
        let parts: Vec<&str> = text.split(sign).map(str::trim).filter(|part| !part.is_empty()).collect();
        let all: Option<Vec<_>> = parts.iter().map(|part| member(part)).collect();
        if let Some(all) = all.filter(|all| all.len() > 1) {
            return Some(Members { all, when });
        }
    }
    None
}

/// `87% JR` or `JR: 87%`.
fn member(part: &str) -> Option<(Figure, String)> {
    let part = part.trim_end_matches('.');
    let label = |text: &str| {
        let text = text.trim().trim_matches(['(', ')', ':', '-', '=']).trim();
        let short = text.split(' ').count() <= 3 && text.starts_with(char::is_alphabetic);
        (short && name(text).is_some()).then(|| text.to_owned())
    };
    let first = part.split_once(' ').and_then(|(figure, rest)| Some((phrase::figure(figure)?, label(rest)?)));
    first.or_else(|| {
        let (rest, figure) = part.rsplit_once([' ', ':'])?;
        Some((phrase::figure(figure)?, label(rest)?))
    })
}

#[cfg(test)]
mod tests {
    use super::members;

    #[test]
    fn one_cell_may_hold_a_figure_for_each_group() {
        let read = |cell: &str| {
            members(cell).map(|m| {
                m.all.into_iter().map(|(f, l)| format!("{l} {}", f.text)).collect::<Vec<_>>().join(", ")
            })
        };
        assert_eq!(read("87% JR; 72% HGH").as_deref(), Some("JR 87%, HGH 72%"));
        assert_eq!(read("JR: 87%, HGH: 72%").as_deref(), Some("JR 87%, HGH 72%"));
        assert_eq!(members("98% JR; 96% HGH (2017/18)").unwrap().when.as_deref(), Some("2017/18"));
        assert_eq!(read("1,500"), None);
        assert_eq!(read("12 days"), None);
        assert_eq!(read("KS2 20% cf 24%: (17/18) KS4 28.5 c.f 31.9 (16/17)"), None);
    }
}
