//! What a spreadsheet writes into a cell whose formula failed: `#DIV/0!`, `#N/A`, and the rest.

/// Why there is no value, and what to do about it, for the text of a cell that begins with `#`.
pub(super) fn failed(text: &str) -> (&'static str, &'static str) {
    let word = text.trim_end_matches(['!', '?']).to_ascii_uppercase();
    match word.as_str() {
        "#DIV/0" => ("its formula divides by 0 or by a blank cell", "type the figure in its place"),
        "#N/A" => ("its formula looked something up and did not find it", "type the figure in its place"),
        "#REF" => ("its formula refers to cells that are gone", "type the figure in its place"),
        "#NAME" => (
            "its formula has a word in it that the spreadsheet does not know",
            "type the figure in its place",
        ),
        "#VALUE" => ("its formula reckons with words", "type the figure in its place"),
        "#NUM" => ("its formula gives no number that a spreadsheet can hold", "type the figure in its place"),
        "#NULL" => ("its formula names cells that do not meet", "type the figure in its place"),
        "#NOT CALCULATED" => (
            "its formula has not been worked out since it was written",
            "open the workbook in Excel or LibreOffice and save it, or type the figure in its place",
        ),
        _ if !text.trim_matches('#').is_empty() => {
            ("a spreadsheet writes this where a formula failed", "type the figure in its place")
        }
        _ => (
            "the column was too narrow to show the number when it was copied",
            "type the figure in its place",
        ),
    }
}

/// True for a cell that a failed formula left behind.
#[cfg(feature = "workbooks")]
pub(super) fn is_failed(text: &str) -> bool {
    text.starts_with('#') && text.chars().any(|letter| letter.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::failed;

    #[test]
    fn each_failure_says_what_went_wrong() {
        let words = [
            "#DIV/0!",
            "#N/A",
            "#REF!",
            "#NAME?",
            "#VALUE!",
            "#NUM!",
            "#NULL!",
            "#NOT CALCULATED",
            "#SPILL!",
        ];
        let mut said: Vec<&str> = words.iter().map(|word| failed(word).0).collect();
        said.sort_unstable();
        said.dedup();
        assert_eq!(said.len(), words.len());
    }
}
