//! How often a row's measure is reported, and how far off its target is still amber.

use super::Entry;
use crate::data::words::{key, no_value};
use crate::import::draft::Kind;
use crate::import::names::quotable;
use crate::import::phrase;
use crate::import::roles::Role;

impl Entry<'_> {
    pub(super) fn read_due(&mut self) {
        let cell = self.cell(Role::Due);
        if !cell.is_empty() {
            let lower = key(cell);
            let words = match lower.as_str() {
                "annual" | "annually" | "year" | "yearly" | "per year" => "yearly".to_owned(),
                "month" | "per month" => "monthly".to_owned(),
                "quarter" | "per quarter" => "quarterly".to_owned(),
                "bi-annual" | "biannual" | "biannually" | "six monthly" | "6 monthly" | "twice a year" => {
                    "half-yearly".to_owned()
                }
                "academic year" | "school year" => "yearly, by academic year".to_owned(),
                _ => lower.clone(),
            };
            if phrase::reads(&format!("due {words}")) {
                self.measure.put(Kind::Due, words);
            } else {
                let words =
                    format!("says \"{}\" for how often it is reported, which is not read", quotable(cell));
                self.measure.doubt(
                    None,
                    words,
                    "write `due monthly`, `quarterly`, `half-yearly` or `yearly`",
                );
            }
        }
        self.read_tolerance();
    }

    fn read_tolerance(&mut self) {
        let cell = self.cell(Role::Tolerance);
        if cell.is_empty() || no_value(&key(cell)).is_some() || !self.measure.judged {
            return;
        }
        let lower = key(cell);
        let text = lower.trim_start_matches("within").trim().trim_start_matches(['±', '+', '-', '/']).trim();
        let text = ["percentage points", "ppts", "ppt", "pp", "pts"]
            .iter()
            .fold(text.to_owned(), |text, word| text.replace(word, " points"));
        let bare = text.trim_end_matches("of target").trim().to_owned();
        let ambiguous = self.measure.percent && bare.ends_with('%') && !text.contains("of target");
        let words = match (ambiguous, self.context.tolerance_in_points) {
            (true, Some(true)) => format!("within {} of target", in_points(&bare)),
            (true, None) => {
                let points = in_points(&bare);
                let words = format!(
                    "says \"{}\" for the tolerance: on a percentage that may be points or a share of the target; until it is written, the rating's own counts",
                    quotable(cell)
                );
                let help = format!(
                    "write `amber when within {points} of target` or `amber when within {bare} of target`; for all rows at once say --tolerance points, or --tolerance percent"
                );
                return self.measure.doubt(None, words, help);
            }
            (true, Some(false)) | (false, _) => format!("within {bare} of target"),
        };
        if phrase::reads(&format!("amber when {words}")) {
            self.measure.put(Kind::Amber, words);
        } else {
            let words = format!("says \"{}\" for the tolerance, which is not read", quotable(cell));
            self.measure.doubt(
                None,
                words,
                "write `amber when within 5% of target`, or `within 5 points of target`",
            );
        }
    }
}

/// `5%` as a difference between percentages.
fn in_points(share: &str) -> String {
    let number = share.trim_end_matches('%').trim();
    let s = if number == "1" { "" } else { "s" };
    format!("{number} point{s}")
}
